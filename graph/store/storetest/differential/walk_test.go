package differential

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
)

// newWalk makes up a list, at the root or at a node. Its paging arguments are variables, so that all pages are one document.
func (b *bench) newWalk() operation {
	w := &writer{random: b.world.random, values: b.world.random, world: b.world, schema: b.world.model.AST, variables: map[string]any{}}
	w.declared = []string{"$first: Int", "$after: String", "$last: Int", "$before: String"}
	for range 100 {
		field := "%s"
		from := w.schema.Query
		if w.chance(60) {
			node := pick(w.random, b.world.graph.Nodes)
			from = w.schema.Types[node.Type]
			field = "node(id: " + w.literal(node.ID(), false) + ") { ... on " + node.Type + " { %s } }"
		}
		var lists []*ast.FieldDefinition
		for _, def := range from.Fields {
			if def.Arguments.ForName("before") != nil {
				lists = append(lists, def)
			}
		}
		if len(lists) == 0 {
			continue
		}
		def := pick(w.random, lists)
		arguments := "first: $first, after: $after, last: $last, before: $before"
		if order, _ := w.orderBy(def.Arguments.ForName("orderBy").Type.Name()); w.chance(80) {
			arguments += ", orderBy: " + w.literal(order, false)
		}
		if w.chance(30) {
			arguments += ", where: " + w.literal(w.where(def.Arguments.ForName("where").Type.Name(), 1), false)
		}
		list := "list: " + def.Name + "(" + arguments + ") { edges { cursor node { ... on Node { id } } } nodes { ... on Node { id } } totalCount " +
			"pageInfo { startCursor endCursor hasNextPage hasPreviousPage } }"
		document := "query($first: Int, $after: String, $last: Int, $before: String) { " + fmt.Sprintf(field, list) + " }"
		return operation{document, w.variables}
	}
	b.Fatal("the contract has lists")
	return operation{}
}

// part is a page as a response holds it.
type part struct {
	Edges []struct {
		Cursor string
		Node   struct{ ID string }
	}
	Nodes      []struct{ ID string }
	TotalCount int
	PageInfo   struct {
		StartCursor, EndCursor       *string
		HasNextPage, HasPreviousPage bool
	}
}

func (p part) ids() []string {
	ids := []string{}
	for _, node := range p.Nodes {
		ids = append(ids, node.ID)
	}
	return ids
}

// pageOf finds the list in the data of a response, under a node or not.
func pageOf(data []byte) (part, error) {
	var found struct {
		List *part
		Node struct{ List *part }
	}
	if err := json.Unmarshal(data, &found); err != nil {
		return part{}, fmt.Errorf("%w: %s", err, data)
	}
	if found.List == nil {
		found.List = found.Node.List
	}
	if found.List == nil {
		return part{}, fmt.Errorf("no list in %s", data)
	}
	return *found.List, nil
}

// walk pages through a list forward and backward: all pages together are the list that the oracle has, in its order, each item
// once.
func (b *bench) walk(o operation) {
	b.Helper()
	document, err := o.parse(b.world.model.AST)
	if err != nil {
		b.Fatalf("%v: %s", err, o.document)
	}
	whole, err := json.Marshal(b.oracle.Answer(document.Operations[0], map[string]any{"first": json.Number("200")}).Data)
	if err != nil {
		b.Fatal(err)
	}
	want, err := pageOf(whole)
	if err != nil {
		b.Fatal(err)
	}
	for _, e := range b.engines {
		for _, backward := range []bool{false, true} {
			if problem := e.walk(b.Context(), o, want, b.world.between(1, 3), backward); problem != "" {
				b.Errorf("%s, backward %t: %s\n%s\n%s", e.name, backward, problem, o.document, e.explain(o))
			}
		}
	}
}

// walk goes through the list page by page and says what is wrong.
func (e *engine) walk(ctx context.Context, o operation, want part, size int, backward bool) string {
	take, from := "first", "after"
	if backward {
		take, from = "last", "before"
	}
	variables := map[string]any{take: json.Number(fmt.Sprint(size))}
	ids, wanted := []string{}, want.ids()
	for pages := 1; ; pages++ {
		a, err := e.ask(ctx, operation{o.document, variables})
		if err != nil || len(a.refused) > 0 {
			return fmt.Sprintf("page %d: %v %v", pages, err, a.refused)
		}
		p, err := pageOf(a.data)
		if err != nil {
			return err.Error()
		}
		more, others, cursor := p.PageInfo.HasNextPage, p.PageInfo.HasPreviousPage, p.PageInfo.EndCursor
		if backward {
			more, others, cursor = others, more, p.PageInfo.StartCursor
			ids = append(p.ids(), ids...)
		} else {
			ids = append(ids, p.ids()...)
		}
		switch {
		case p.TotalCount != want.TotalCount:
			return fmt.Sprintf("page %d counts %d of %d", pages, p.TotalCount, want.TotalCount)
		case others != (pages > 1):
			return fmt.Sprintf("page %d: pages on the other side: %t", pages, others)
		case p.misnumbered():
			return fmt.Sprintf("page %d: edges, nodes and page info disagree", pages)
		case more && len(p.Nodes) != size, more && len(ids) >= len(wanted):
			return fmt.Sprintf("page %d has %d items and promises more after %v of %v", pages, len(p.Nodes), ids, wanted)
		case !more && !slices.Equal(ids, wanted):
			return fmt.Sprintf("all pages together hold %v, want %v", ids, wanted)
		case !more:
			return ""
		}
		variables = map[string]any{take: variables[take], from: *cursor}
	}
}

// misnumbered reports whether edges and nodes are not the same, or the page's cursors not those of its first and last edge.
func (p part) misnumbered() bool {
	if len(p.Edges) != len(p.Nodes) || (len(p.Edges) == 0) != (p.PageInfo.StartCursor == nil) {
		return true
	}
	for i, edge := range p.Edges {
		if edge.Node.ID != p.Nodes[i].ID {
			return true
		}
	}
	return len(p.Edges) > 0 && (p.Edges[0].Cursor != *p.PageInfo.StartCursor || p.Edges[len(p.Edges)-1].Cursor != *p.PageInfo.EndCursor)
}
