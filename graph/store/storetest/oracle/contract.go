package oracle

import (
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// This file reads the mapping directives of a field.

// way is how a field leads to other nodes.
type way struct {
	relation string
	in       bool
	shared   []string
	target   *ast.Definition // of the far node
	edge     *ast.Definition // the relation's @edge type, or nil
	far      string          // in a list of edge objects, the edge's field that is the far node; "" for a connection or a single node
	one      bool
}

// way reads a field's directives; nil when the field is no relation.
func (o *Oracle) way(field *ast.FieldDefinition) *way {
	related, shared := field.Directives.ForName("relation"), field.Directives.ForName("shared")
	if related == nil && shared == nil {
		return nil
	}
	w := &way{one: field.Type.Elem == nil, target: o.seen(field.Type.Name())}
	if nodes := w.target.Fields.ForName("nodes"); strings.HasSuffix(w.target.Name, "Connection") && nodes != nil {
		w.one, w.target = false, o.seen(nodes.Type.Name())
	}
	if edge := w.target.Directives.ForName("edge"); edge != nil {
		w.edge, w.far = w.target, edge.Arguments.ForName("node").Value.Raw
		w.target = o.schema.Types[w.edge.Fields.ForName(w.far).Type.Name()]
	}
	if shared != nil {
		for _, name := range shared.Arguments.ForName("types").Value.Children {
			w.shared = append(w.shared, name.Value.Raw)
		}
		return w
	}
	w.relation = related.Arguments.ForName("type").Value.Raw
	if direction := related.Arguments.ForName("direction"); direction != nil {
		w.in = direction.Value.Raw == "IN"
	}
	if edge := related.Arguments.ForName("edge"); edge != nil {
		w.edge = o.schema.Types[edge.Value.Raw]
	}
	return w
}

func isTypeName(field *ast.FieldDefinition) bool { return field.Directives.ForName("typeName") != nil }

// screaming turns researchInstitute and ResearchInstitute into RESEARCH_INSTITUTE.
func screaming(name string) string {
	var out strings.Builder
	for i, r := range name {
		if i > 0 && r >= 'A' && r <= 'Z' {
			out.WriteByte('_')
		}
		out.WriteRune(r)
	}
	return strings.ToUpper(out.String())
}

// seen is a type of nodes with its fields. Those of a union are what its conditions may ask of any member, as the first declares them.
func (o *Oracle) seen(name string) *ast.Definition {
	def := o.schema.Types[name]
	if def.Kind != ast.Union {
		return def
	}
	seen := *def
	first, asked := o.schema.Types[def.Types[0]], o.schema.Types[name+"Where"]
	for _, field := range first.Fields {
		if asked.Fields.ForName(field.Name) != nil {
			seen.Fields = append(seen.Fields, field)
		}
	}
	return &seen
}
