package differential

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"partnergraph/graph/store"
	"partnergraph/graph/store/storetest/oracle"
	"partnergraph/graph/value"
	"partnergraph/schema"
)

// world is a random graph: how it is written, and how the oracle sees it in the end.
type world struct {
	random
	model  *schema.Model
	sets   []change
	nodes  map[string]*oracle.Node // by id
	byType map[string][]string     // ids of concrete types
	graph  oracle.Graph
	values map[string][]any // stored values by field name
	now    time.Time
	minted int
}

// change is a change set's operations and the time at which it is written.
type change struct {
	at         time.Time
	operations []store.Operation
}

// newWorld makes a graph of at most so many nodes a type.
func newWorld(model *schema.Model, seed uint64, most int) *world {
	w := &world{
		random: newRandom(seed), model: model, nodes: map[string]*oracle.Node{}, byType: map[string][]string{}, values: map[string][]any{},
		now: time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC),
	}
	for _, node := range model.Nodes() {
		if !node.Abstract {
			for range w.between(1, most) {
				w.create(node)
			}
		}
	}
	for _, relation := range model.Relations() {
		w.relate(relation, 2*most)
	}
	for _, id := range some(w.random, slices.Sorted(maps.Keys(w.nodes)), 2*most) {
		w.update(id)
	}
	w.index()
	return w
}

// do writes an operation, in the last change set or in a new one at a later time.
func (w *world) do(op store.Operation) string {
	if len(w.sets) == 0 || w.chance(8) {
		w.now = w.now.Add(time.Duration(w.between(0, 3)) * time.Millisecond)
		w.sets = append(w.sets, change{at: w.now})
	}
	last := &w.sets[len(w.sets)-1]
	last.operations = append(last.operations, op)
	return last.at.Format(value.DateTimeLayout)
}

func (w *world) create(node *schema.Node) {
	values := map[string]any{}
	for _, field := range node.Fields {
		if field.Quantity != nil && (field.Def.Type.NonNull || w.chance(60)) {
			maps.Copy(values, w.quantity(field))
		}
		if field.Property != nil && field.Of == nil && !kept(field.Name) && (field.Property.Required || w.chance(60)) {
			values[field.Name] = w.value(field.Property)
			if field.Property.Unique {
				w.minted++
				values[field.Name] = values[field.Name].(string) + strconv.Itoa(w.minted)
			}
		}
	}
	id := w.id()
	at := w.do(store.Operation{Verb: store.CreateNode, Type: node.Name, ID: id, Properties: maps.Clone(values)})
	values["id"], values["version"], values["createdAt"], values["updatedAt"] = id, int64(1), at, at
	w.nodes[id] = &oracle.Node{Type: node.Name, Values: values}
	w.graph.Nodes = append(w.graph.Nodes, w.nodes[id])
	w.byType[node.Name] = append(w.byType[node.Name], id)
}

// update writes some properties of a node again and takes others away.
func (w *world) update(id string) {
	node := w.nodes[id]
	given := map[string]any{}
	for _, field := range w.model.Node(node.Type).Fields {
		switch p := field.Property; {
		case field.Quantity != nil && w.chance(40):
			w.requantify(node, field, given)
		case p == nil || field.Of != nil || kept(field.Name) || p.Unique || w.chance(60):
		case !p.Required && w.chance(50):
			given[field.Name] = nil
			delete(node.Values, field.Name)
		default:
			given[field.Name] = w.value(p)
			node.Values[field.Name] = given[field.Name]
		}
	}
	at := w.do(store.Operation{Verb: store.UpdateNode, Type: node.Type, ID: id, Properties: given})
	node.Values["version"], node.Values["updatedAt"] = node.Values["version"].(int64)+1, at
}

// quantity makes up a number with its precision, by its parts.
func (w *world) quantity(field *schema.Field) map[string]any {
	q := field.Quantity
	parts := map[string]any{field.Name + ".value": w.value(q.Value), field.Name + ".precision": w.value(q.Precision)}
	for _, part := range []string{".unit", ".asWritten"} {
		if w.chance(50) {
			parts[field.Name+part] = w.text()
		}
	}
	return parts
}

// requantify writes a number with its precision again, or takes it away.
func (w *world) requantify(node *oracle.Node, field *schema.Field, given map[string]any) {
	for _, part := range []string{".value", ".precision", ".unit", ".asWritten"} {
		given[field.Name+part] = nil
		delete(node.Values, field.Name+part)
	}
	if field.Def.Type.NonNull || w.chance(50) {
		parts := w.quantity(field)
		maps.Copy(given, parts)
		maps.Copy(node.Values, parts)
	}
}

func kept(field string) bool {
	return field == "id" || field == "version" || field == "createdAt" || field == "updatedAt"
}

// relate makes relations of a type between random nodes. Some are taken away again.
func (w *world) relate(relation *schema.RelationType, most int) {
	from, to := w.idsOf(relation.From), w.idsOf(relation.To)
	if store.Discriminator(relation) != nil {
		most *= 3 // several between the same two nodes
	}
	seen, started := map[string]bool{}, map[string]bool{}
	for range w.between(most/2, most) {
		a, b := pick(w.random, from), pick(w.random, to)
		values := w.edgeValues(relation)
		telling := map[string]any{}
		if field := store.Discriminator(relation); field != nil {
			telling[field.Name] = values[field.Name]
		}
		key := fmt.Sprint(a, "\x00", b, "\x00", telling)
		if seen[key] || relation.One && started[a] {
			continue
		}
		w.do(store.Operation{Verb: store.Relate, Type: relation.Type, From: a, To: b, Properties: values})
		if w.chance(10) {
			w.do(store.Operation{Verb: store.Unrelate, Type: relation.Type, From: a, To: b, Properties: telling})
			continue
		}
		seen[key], started[a] = true, true
		w.graph.Relations = append(w.graph.Relations, &oracle.Relation{Type: relation.Type, From: a, To: b, Values: values})
	}
}

func (w *world) idsOf(node *schema.Node) []string {
	var ids []string
	for _, t := range node.Types {
		ids = append(ids, w.byType[t.Name]...)
	}
	return ids
}

func (w *world) edgeValues(relation *schema.RelationType) map[string]any {
	values := map[string]any{}
	if relation.Edge != nil {
		for _, field := range relation.Edge.Fields {
			if field.Property.Required || w.chance(50) {
				values[field.Name] = w.value(field.Property)
			}
		}
	}
	if relation.Field(schema.CitedAs) != nil && w.chance(30) {
		maps.Copy(values, w.citations())
	}
	return values
}

// citations says where a relation was taken from; now and then one names a document that is not there, or no document.
func (w *world) citations() map[string]any {
	documents, cited := []string{}, []string{}
	for range w.between(1, 3) {
		id := pick(w.random, append(w.idsOf(w.model.Cited.Target), "gone", pick(w.random, w.idsOf(w.model.Node("Node")))))
		if !slices.Contains(documents, id) {
			documents = append(documents, id)
		}
		citation := map[string]any{"document": id}
		for _, field := range w.model.Citation.Fields {
			if field.Property.Required || w.chance(50) {
				citation[field.Name] = w.value(field.Property)
			}
		}
		encoded, err := json.Marshal(citation)
		if err != nil {
			panic("differential: a citation is always JSON: " + err.Error())
		}
		cited = append(cited, string(encoded))
	}
	return map[string]any{schema.CitedDocuments: documents, schema.CitedAs: cited}
}

// id is a new id: of any characters that an id may have, or of few.
func (w *world) id() string {
	w.minted++
	n := strconv.Itoa(w.minted)
	switch w.IntN(4) {
	case 0:
		return fmt.Sprintf("0190d7a0-0000-7000-8000-%012d", w.Uint32())
	case 1:
		return pick(w.random, []string{"湖", "é", "ÿ", "~", "'", `"`, `\`, "$", "\uD7FB", "Z", "z", "һ"}) + n
	default:
		return n
	}
}

func (w *world) value(p *schema.Property) any {
	if p.List {
		list := []string{}
		for range w.between(0, 3) {
			if p.Scalar == schema.Enum {
				list = append(list, pick(w.random, p.Enum.EnumValues).Name)
			} else {
				list = append(list, w.text())
			}
		}
		return list
	}
	switch p.Scalar {
	case schema.Int:
		return int64(pick(w.random, []int{-1 << 31, -1, 0, 1, 1, 2, 2, 3, 1<<31 - 1}))
	case schema.Boolean:
		return w.chance(50)
	case schema.Enum:
		return pick(w.random, p.Enum.EnumValues).Name
	case schema.PartialDate:
		return w.date()
	case schema.Decimal:
		if p.Scale > 2 { // the largest amounts fit two decimals alone
			return fmt.Sprintf("%d.%0*d", w.between(-20, 20), p.Scale, w.IntN(100))
		}
		return w.amount()
	}
	text := w.text()
	if p.Index || p.Unique {
		text = string([]rune(text)[:min(len([]rune(text)), store.MaxIndexed-10)])
	}
	return text
}

// index keeps the stored values, to ask for.
func (w *world) index() {
	keep := func(values map[string]any) {
		for _, name := range slices.Sorted(maps.Keys(values)) {
			switch v := values[name].(type) {
			case nil:
			case []string:
				for _, text := range v {
					w.values[name] = append(w.values[name], text)
				}
			default:
				w.values[name] = append(w.values[name], v)
			}
		}
	}
	for _, node := range w.graph.Nodes {
		keep(node.Values)
	}
	for _, relation := range w.graph.Relations {
		keep(relation.Values)
	}
}
