package plan

import (
	"encoding/json"

	"partnergraph/schema"
)

// citations compiles where the relation that led to an element was taken from. A list that follows no relation has none.
func (p *pageBuilder) citations(e *entry) (writes[item], error) {
	if p.via == nil || p.via.Type == "" {
		return emptyList{}, nil
	}
	cited := p.Model.Cited
	list := citations{as: p.row.add(Property{relationOperand(p.Model, p.via, schema.CitedAs)}), documents: -1, far: cited.Edge.Far}
	documents := &row{}
	documents.add(Property{p.idOperand()}) // slot 0: the documents are found again by it
	at := p.at.within(e.alias).inside()
	for _, e := range p.plain(e.under) {
		var value writes[citation]
		switch name := e.field.Name; name {
		case "__typename":
			value = constant[citation](cited.Edge.Name)
		case cited.Edge.Far:
			object := &nodeObject{typeSlot: -1}
			if err := p.builder.fill(object, documents, cited.Target, e.under, at.within(e.alias).inside()); err != nil {
				return nil, err
			}
			value = citedNode{object}
		default:
			value = citedLeaf(name)
		}
		list.members = append(list.members, newMember(e, value))
	}
	set := &Set{Type: cited.Target, Via: cited, Order: []Key{{Of: p.idOperand()}}, Limit: NoLimit, Row: documents.slots, Path: at.path}
	list.documents = p.row.add(Rows{set})
	return list, nil
}

// citedBound is how many documents a relation is taken to cite when the cost is reckoned; nearly all cite one.
const citedBound = 3

// relationOperand is a property that relations carry beside those of their edge type.
func relationOperand(model *schema.Model, via *schema.Relation, name string) Operand {
	return Operand{Property: model.Relation(via.Type).Field(name).Property, OnEdge: true}
}

// citation is one citation of a relation: its own fields, and the row of the document.
type citation struct {
	fields   map[string]any
	document Row
}

// citations writes the citations of an element's relation. One whose document is gone is left out, as a relation to it would be.
type citations struct {
	as, documents int
	far           string // the citation's field that names the document
	members       object[citation]
}

func (c citations) write(w *writer, i item) bool {
	rows := map[string]Row{}
	for _, row := range asRows(i.row[c.documents]) {
		if id, ok := row[0].(string); ok {
			rows[id] = row
		}
	}
	kept, _ := i.row[c.as].([]any)
	found := make([]citation, 0, len(kept))
	for _, encoded := range kept {
		text, _ := encoded.(string)
		var fields map[string]any
		if json.Unmarshal([]byte(text), &fields) != nil {
			continue
		}
		if id, _ := fields[c.far].(string); rows[id] != nil {
			found = append(found, citation{fields, rows[id]})
		}
	}
	return list(w, found, true, c.members)
}

// citedLeaf writes a field of the citation itself, and citedNode its document.
type (
	citedLeaf string
	citedNode struct{ node *nodeObject }
)

func (c citedLeaf) write(w *writer, from citation) bool {
	text, ok := from.fields[string(c)].(string)
	return ok && w.text(text)
}

func (c citedNode) write(w *writer, from citation) bool { return c.node.write(w, from.document) }

// emptyList writes a list without elements.
type emptyList struct{}

func (emptyList) write(w *writer, _ item) bool {
	w.buf = append(w.buf, "[]"...)
	return true
}
