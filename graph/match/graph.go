package match

import (
	"slices"

	"partnergraph/graph/message"
	"partnergraph/graph/network/meaning"
	"partnergraph/graph/network/topic"
	"partnergraph/schema"
)

// Ref stands for a node while a question is answered. It says nothing about order: whatever an answer shows is ordered by ids.
type Ref uint32

// Graph is what matching reads. Nothing in it may change while a question is answered.
type Graph interface {
	// Lookup returns the node of an id; false when there is none.
	Lookup(id string) (Ref, bool)
	ID(Ref) string
	// Compare orders nodes by their ids.
	Compare(a, b Ref) int
	Type(Ref) *schema.Node
	// Text returns a property by its name in the contract; absent, or no text: "".
	Text(node Ref, field string) string
	// Texts returns a property that is a list of texts; absent, or no list: nil.
	Texts(node Ref, field string) []string
	// AppendRelated appends the far ends of a node's relations of a type, by their ids, each once; in follows them from end to start.
	AppendRelated(list []Ref, node Ref, relation string, in bool) []Ref
	// AppendEach appends for each of some nodes what AppendRelated does, in their order, and to ends where in the list that ends.
	AppendEach(list []Ref, ends []int, nodes []Ref, relation string, in bool) ([]Ref, []int)
	// AppendFirst and AppendLast append only the first or the last of what AppendRelated does, most at most, in its order.
	AppendFirst(list []Ref, node Ref, relation string, in bool, most int) []Ref
	AppendLast(list []Ref, node Ref, relation string, in bool, most int) []Ref
	// Recall returns what Remember was given last of a node, unless something changed meanwhile that it may rest on: the node, its
	// relations, the records that these lead to, those records' relations, what is part of what, and the trees of fields and of places.
	// It may always return nil.
	Recall(node Ref, fact Fact) any
	Remember(node Ref, fact Fact, value any)
	// RecallList and RememberList are likewise of facts that are lists, which count by themselves; what is recalled of an empty one is not
	// nil. AppendRecalled appends what RecallList returns for each of some nodes.
	RecallList(node Ref, fact Fact) []Ref
	AppendRecalled(lists [][]Ref, nodes []Ref, fact Fact) [][]Ref
	RememberList(node Ref, fact Fact, list []Ref)
	// AppendHolding appends the nodes that hold a term, as terms.Of cuts it, in a property that the contract marks with @search; each
	// once, in any order.
	AppendHolding(list []Ref, term string) []Ref
	// Only drops the nodes that are not of a concrete type, in place.
	Only(nodes []Ref, typeName string) []Ref
	// Holders returns how many nodes AppendHolding appends, or more, at once.
	Holders(term string) int
	// Basis turns texts into vectors that can be compared with those of Topic.
	Basis() *topic.Basis
	// AppendLikeness appends, for each node, how like what an agreement is about, or what the agreements of an organization and its units
	// are about together, is to a vector that is not empty; topic.Unknown where nothing is known.
	AppendLikeness(list []float64, to topic.Vector, nodes []Ref) []float64
	// AppendNearest appends the records of some types, Capability and Need, whose meanings have the marks nearest to one that is not zero,
	// most at most, the nearest first; equal ones in the order of the types, by id.
	AppendNearest(list []Ref, to meaning.Mark, most int, types ...string) []Ref
	// AppendMeaning appends what a Capability or a Need means, as meaning.AppendVector does.
	AppendMeaning(list []Ref, record Ref) []Ref
	// Deeds returns how many agreements an organization and its units are party to, and in how many of them it does its part of the work: in another
	// role than that of a supporter, a funder or a host.
	Deeds(organization Ref) (agreements, full int)
	// AppendLeaders appends the organizations of a concrete type with the most agreements, most first; some hundreds of them.
	AppendLeaders(list []Ref, typeName string) []Ref
	// Some returns at most that many nodes of a concrete type, evenly spread by id; all of them, by id, when there are no more.
	Some(typeName string, most int) []Ref
	// OfType returns the nodes of a type, or of an interface's types, in any order.
	OfType(name string) []Ref
	// Count returns how many nodes OfType has.
	Count(name string) int
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
	fallsInto   = "FALLS_INTO"
	heldBy      = "HELD_BY"
	putToUseBy  = "PUT_TO_USE_BY"
	focusesOn   = "FOCUSES_ON"
	concerns    = "CONCERNS"
	narrower    = "NARROWER_THAN"
)

// way is a relation by which an organization leads to fields that it does not name itself, and what it passes there.
type way struct {
	out, on string
	source  source
}

// waysToFields are those that tell what an organization can do.
var waysToFields = []way{{offers, drawsOn, aCapability}, {takesPartIn, focusesOn, aVenture}, {partyTo, concerns, aVenture}}

// waysToUses are those that tell what an organization could use.
var waysToUses = append([]way{{hasNeed, callsFor, aCapability}}, waysToFields...)

// works is a Graph read in the terms of matching.
type works struct{ Graph }

func (w works) related(node Ref, relation string, in bool) []Ref {
	return w.AppendRelated(nil, node, relation, in)
}

// byID orders nodes by their ids.
func (w works) byID(a, b Ref) int { return w.Compare(a, b) }

// ids names nodes, in their order.
func (w works) ids(nodes []Ref) []string {
	ids := make([]string, len(nodes))
	for i, node := range nodes {
		ids[i] = w.ID(node)
	}
	return ids
}

// distinct drops what comes twice. What is left is in no order that may be shown.
func distinct(nodes []Ref) []Ref {
	slices.Sort(nodes)
	return slices.Compact(nodes)
}

// ventures appends the agreements and platforms of an organization.
func (w works) ventures(list []Ref, organization Ref) []Ref {
	return w.AppendRelated(w.AppendRelated(list, organization, partyTo, false), organization, takesPartIn, false)
}

// members appends the organizations that share an agreement or a platform.
func (w works) members(list []Ref, venture Ref) []Ref {
	return w.AppendRelated(w.AppendRelated(list, venture, partyTo, true), venture, takesPartIn, true)
}

// climb returns a node and what a relation, of which a node has at most one, leads to from there, up to the top or to where the data
// runs in a circle.
func (w works) climb(node Ref, relation string) []Ref {
	way := []Ref{node}
	for {
		end := len(way)
		way = w.AppendRelated(way, way[end-1], relation, false)
		if len(way) == end || slices.Contains(way[:end], way[end]) {
			return way[:end:end]
		}
		way = way[:end+1]
	}
}

// below returns a node and all that a relation leads to from there downwards, the nearest first.
func (w works) below(node Ref, relation string) []Ref {
	return w.appendBelow(nil, node, relation)
}

// fewBelow is up to how many nodes it takes less to look through than to keep a map of.
const fewBelow = 32

// appendBelow appends what below returns.
func (w works) appendBelow(list []Ref, node Ref, relation string) []Ref {
	start := len(list)
	list = w.AppendRelated(append(list, node), node, relation, true)
	if len(list) == start+1 {
		return list // as most organizations, which have no units
	}
	list = list[:start+1]
	var seen map[Ref]bool // of a long list
	for i := start; i < len(list); i++ {
		end := len(list)
		list = w.AppendRelated(list, list[i], relation, true)
		under := list[end:]
		list = list[:end]
		for _, next := range under {
			if seen == nil && len(list)-start > fewBelow {
				seen = map[Ref]bool{}
				for _, met := range list[start:] {
					seen[met] = true
				}
			}
			if seen[next] || seen == nil && slices.Contains(list[start:], next) {
				continue
			}
			if list = append(list, next); seen != nil {
				seen[next] = true
			}
		}
	}
	return list
}

// kin returns an organization, what it belongs to and what belongs to it: those whose experience is in part its own.
func (w works) kin(organization Ref) []Ref {
	list := w.climb(organization, partOf)
	for _, unit := range w.below(organization, partOf) {
		if !slices.Contains(list, unit) {
			list = append(list, unit)
		}
	}
	return list
}

// house is the largest organization that one belongs to; itself when it belongs to none.
func (w works) house(organization Ref) Ref { return w.standing(organization)[0] }

// place returns where an organization is; false when that is unknown. A unit without a place of its own is where its whole is.
func (w works) place(organization Ref) (Ref, bool) {
	if s := w.standing(organization); len(s) > 1 {
		return s[1], true
	}
	return 0, false
}

// organization reports whether a node may be a party to an agreement.
func (w works) organization(node Ref) bool { return w.Type(node).Field("partners") != nil }

// label is what people call a node.
func (w works) label(node Ref) message.Text {
	name := w.Text(node, "name")
	if name == "" {
		name = w.Text(node, "title")
	}
	text := message.Text{ZH: name, EN: w.Text(node, "englishName")}
	if text.EN == "" {
		text.EN = name
	}
	return text
}

// cited is a node's label in quotation marks.
func (w works) cited(node Ref) message.Text {
	text := w.label(node)
	return message.Text{ZH: "“" + text.ZH + "”", EN: "“" + text.EN + "”"}
}
