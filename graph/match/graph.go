package match

import (
	"slices"
	"strings"

	"partnergraph/graph/message"
	"partnergraph/schema"
)

// Graph is what matching reads. Nothing in it may change while a question is answered.
type Graph interface {
	// Node returns the node of that id; false when there is none.
	Node(id string) (Node, bool)
	// Related returns the far ends of a node's relations of a type, sorted by id, each once; in follows them from end to start. An
	// unknown id or type has none.
	Related(id, relation string, in bool) []string
	// OfType returns the ids of the nodes of a type, or of an interface's types, sorted.
	OfType(name string) []string
	// Count returns how many ids OfType has.
	Count(name string) int
	// Holding returns the ids of the nodes that hold a term, as terms.Of cuts it, in a property that the contract marks with @search;
	// each once, in any order.
	Holding(term string) []string
}

// Node is a record of the graph.
type Node struct {
	Type *schema.Node
	Properties
}

// Properties are the values of a record by the contract's field names; what is absent is empty.
type Properties interface {
	Text(field string) string
	Texts(field string) []string
}

// The relations that tell who works with whom and on what.
const (
	partyTo     = "PARTY_TO"
	takesPartIn = "TAKES_PART_IN"
	offers      = "OFFERS"
	hasNeed     = "HAS_NEED"
	partOf      = "PART_OF"
	locatedIn   = "LOCATED_IN"
	liesIn      = "LIES_IN"
	worksIn     = "WORKS_IN"
	callsFor    = "CALLS_FOR"
	drawsOn     = "DRAWS_ON"
	focusesOn   = "FOCUSES_ON"
	concerns    = "CONCERNS"
	narrower    = "NARROWER_THAN"
)

// works is a Graph read in the terms of matching.
type works struct{ Graph }

// ventures returns the agreements and platforms of an organization.
func (w works) ventures(organization string) []string {
	return append(slices.Clone(w.Related(organization, partyTo, false)), w.Related(organization, takesPartIn, false)...)
}

// members returns the organizations that share an agreement or a platform.
func (w works) members(venture string) []string {
	return append(slices.Clone(w.Related(venture, partyTo, true)), w.Related(venture, takesPartIn, true)...)
}

// wholes returns what an organization belongs to, the nearest first. Each appears once, even where the data runs in a circle.
func (w works) wholes(organization string) []string {
	return w.climb(organization, partOf)
}

// climb follows a relation of which a node has at most one, up to the top or to where the data runs in a circle.
func (w works) climb(id, relation string) []string {
	way := []string{id}
	for {
		next := w.Related(way[len(way)-1], relation, false)
		if len(next) == 0 || slices.Contains(way, next[0]) {
			return way[1:]
		}
		way = append(way, next[0])
	}
}

// below returns all nodes that a relation leads to from below, nearest first, without the node itself.
func (w works) below(id, relation string) []string {
	seen := map[string]bool{id: true}
	found := []string{id}
	for i := 0; i < len(found); i++ {
		for _, next := range w.Related(found[i], relation, true) {
			if !seen[next] {
				seen[next] = true
				found = append(found, next)
			}
		}
	}
	return found[1:]
}

// kin returns an organization, what it belongs to and what belongs to it: those whose experience is in part its own.
func (w works) kin(organization string) []string {
	list := append([]string{organization}, w.wholes(organization)...)
	for _, unit := range w.below(organization, partOf) {
		if !slices.Contains(list, unit) {
			list = append(list, unit)
		}
	}
	return list
}

// house is the largest organization that one belongs to; itself when it belongs to none.
func (w works) house(organization string) string {
	if above := w.wholes(organization); len(above) > 0 {
		return above[len(above)-1]
	}
	return organization
}

// partners returns the houses that a house shares agreements or platforms with, sorted.
func (w works) partners(house string) []string {
	var list []string
	for _, organization := range append([]string{house}, w.below(house, partOf)...) {
		for _, venture := range w.ventures(organization) {
			for _, other := range w.members(venture) {
				if home := w.house(other); home != house {
					list = append(list, home)
				}
			}
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// place returns where an organization is, "" when that is unknown: a unit without a place of its own is where its whole is.
func (w works) place(organization string) string {
	for _, at := range append([]string{organization}, w.wholes(organization)...) {
		if places := w.Related(at, locatedIn, false); len(places) > 0 {
			return places[0]
		}
	}
	return ""
}

// waysToFields are the relations by which an organization leads to fields that it does not name itself, and what it passes there.
var waysToFields = [...]struct {
	out, on string
	source  source
}{{offers, drawsOn, aCapability}, {takesPartIn, focusesOn, aVenture}, {partyTo, concerns, aVenture}}

// label is what people call a node.
func (w works) label(id string) message.Text {
	node, found := w.Node(id)
	if !found {
		return message.Text{}
	}
	name := node.Text("name")
	if name == "" {
		name = node.Text("title")
	}
	return message.Text{ZH: name, EN: name}
}

// named names a field in both languages, other nodes as they are called.
func (w works) named(id string) message.Text {
	text := w.label(id)
	if node, found := w.Node(id); found && node.Text("englishName") != "" {
		text.EN = node.Text("englishName")
	}
	return text
}

// list joins names as each language does.
func list(texts []message.Text) message.Text {
	zh, en := make([]string, len(texts)), make([]string, len(texts))
	for i, text := range texts {
		zh[i], en[i] = text.ZH, text.EN
	}
	return message.Text{ZH: strings.Join(zh, "、"), EN: strings.Join(en, ", ")}
}

// organization reports whether a node is of one of the types that an agreement may have for a party.
func (w works) organization(node Node) bool {
	return node.Type.Field("agreements") != nil && node.Type.Field("partners") != nil
}
