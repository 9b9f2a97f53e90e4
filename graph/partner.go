package graph

import (
	"context"
	"strconv"
	"strings"
	"unicode/utf8"

	"partnergraph/graph/match"
	"partnergraph/graph/message"
	"partnergraph/graph/network"
	"partnergraph/graph/network/meaning"
	"partnergraph/graph/network/topic"
	"partnergraph/graph/plan"
	"partnergraph/schema"
)

// findPartners works out the field of that name.
func (r *Resolver) findPartners(ctx context.Context, view *network.View, arguments plan.Arguments) (any, error) {
	question, err := r.question(view, arguments)
	if err != nil {
		return nil, err
	}
	answer := match.Find(matchView{view, r.model}, question)
	defer answer.Close()
	at, rank := answer.At, func(_ int, m match.Match) float64 { return m.Rank() }
	if arguments["diverse"] == true { // no longer in the order of scores: the place itself counts
		mixed := answer.Mixed()
		at, rank = func(i int) match.Match { return mixed[i] }, func(i int, _ match.Match) float64 { return float64(-i) }
	}
	page, err := ranked{
		count: answer.Len(),
		place: func(i int) (string, float64) {
			m := at(i)
			return m.Organization, rank(i, m)
		},
		show: func(i int) (any, plan.Object) {
			return partnerMatch(ctx, answer, at(i), message.From(ctx)), plan.Object{}
		},
	}.page(ctx, r.compiler.Cursors, "findPartners", arguments)
	if err != nil {
		return nil, err
	}
	if notice := answer.Notice.In(message.From(ctx)); notice != "" {
		page["notice"] = notice
	}
	return page, nil
}

// question checks the arguments and turns them into what matching is asked.
func (r *Resolver) question(view *network.View, arguments plan.Arguments) (match.Question, error) {
	q := match.Question{
		For: arguments.Text("for"), Need: arguments.Text("need"), Text: arguments.Text("text"),
		Offer:           arguments.Text("capability") + arguments.Text("patent"), // one of them at most is given
		ExcludeExisting: arguments["excludeExisting"] == true,
	}
	if err := checkPurpose(arguments); err != nil {
		return q, err
	}
	weights, err := weightsOf(arguments)
	if err != nil {
		return q, err
	}
	q.Weights = weights
	q.Kinds = r.kinds(arguments)
	for _, named := range []struct {
		field, nodeType string
		ids             []string
	}{
		{"for", "Organization", given(q.For)}, {"need", "Need", given(q.Need)},
		{"capability", "Capability", given(arguments.Text("capability"))}, {"patent", "Patent", given(arguments.Text("patent"))},
		{"fields", "TechnologyField", arguments.Texts("fields")}, {"regions", "Place", arguments.Texts("regions")},
	} {
		for i, id := range named.ids {
			if node, found := view.Node(id); !found || !r.model.Node(named.nodeType).Is(node.Type.Name) {
				field := named.field
				if field == "fields" || field == "regions" {
					field += "." + strconv.Itoa(i)
				}
				return q, notFound(field)
			}
		}
	}
	if patent, found := view.Node(arguments.Text("patent")); found && patent.Text("state") != "LAPSED" {
		text := message.Text{ZH: "只有失效专利可供他人使用", EN: "only a patent that has lapsed is free for others to use"}
		return q, &Refusal{Code: "INVALID", Field: "patent", Text: text}
	}
	q.Fields, q.Regions = arguments.Texts("fields"), arguments.Texts("regions")
	return q, nil
}

func given(id string) []string {
	if id == "" {
		return nil
	}
	return []string{id}
}

// purposes are the arguments that say what is looked for, of which one at most is given.
var purposes = []string{"need", "text", "capability", "patent"}

// checkPurpose wants something to go by, and one thing to look for.
func checkPurpose(arguments plan.Arguments) error {
	text := arguments.Text("text")
	words := func(field, zh, en string, args ...any) error {
		return &Refusal{Code: "INVALID", Field: field, Text: message.Text{ZH: zh, EN: en}.Fill(args...)}
	}
	var asked []string
	for _, name := range purposes {
		if arguments.Given(name) {
			asked = append(asked, name)
		}
	}
	switch {
	case !arguments.Given("for") && len(asked) == 0:
		return words("", "请至少给出 for、need、text、capability、patent 之一", "give at least one of for, need, text, capability and patent")
	case len(asked) > 1:
		return words(asked[1], "%s 与 %s 只能给一个", "give either %s or %s", asked[0], asked[1])
	case arguments.Given("text") && strings.TrimSpace(text) == "":
		return plan.Empty("text")
	case utf8.RuneCountInString(text) > maxParagraph:
		return words("text", "最多 %d 个字符", "at most %d characters", maxParagraph)
	}
	for _, name := range []string{"for", "need", "capability", "patent"} {
		if arguments.Given(name) && arguments.Text(name) == "" {
			return notFound(name)
		}
	}
	return nil
}

// weightsOf reads the weights that a request sets; each factor at most once, within its bounds.
func weightsOf(arguments plan.Arguments) (map[match.Factor]float64, error) {
	items, _ := arguments["weights"].([]any)
	weights := map[match.Factor]float64{}
	for i, item := range items {
		w, _ := item.(plan.Arguments)
		field := "weights." + strconv.Itoa(i)
		factor, known := match.ParseFactor(w.Text("factor"))
		weight, _ := w["weight"].(float64)
		if _, twice := weights[factor]; twice || !known {
			return nil, &Refusal{Code: "INVALID", Field: field + ".factor", Text: message.Text{ZH: "每个因素只能给一次", EN: "a factor can be given only once"}}
		}
		if !(weight >= 0 && weight <= match.MaxWeight) { // also refuses NaN
			text := message.Text{ZH: "应在 0 到 %v 之间", EN: "must be from 0 to %v"}
			return nil, &Refusal{Code: "INVALID", Field: field + ".weight", Text: text.Fill(match.MaxWeight)}
		}
		weights[factor] = weight
	}
	return weights, nil
}

// matchView shows the network to the matching.
type matchView struct {
	*network.View
	model *schema.Model
}

var _ match.Graph = matchView{}

// Lookup returns the node of an id.
func (m matchView) Lookup(id string) (match.Ref, bool) {
	node, found := m.Node(id)
	if !found {
		return 0, false
	}
	return match.Ref(node.Number()), true
}

// ID returns a node's id.
func (m matchView) ID(node match.Ref) string { return m.IDAt(uint32(node)) }

// Compare orders nodes by their ids.
func (m matchView) Compare(a, b match.Ref) int { return m.CompareIDs(uint32(a), uint32(b)) }

// Type returns a node's type.
func (m matchView) Type(node match.Ref) *schema.Node { return m.TypeAt(uint32(node)) }

// Text returns a property that is one text.
func (m matchView) Text(node match.Ref, field string) string { return m.At(uint32(node)).Text(field) }

// Texts returns a property that is a list of texts.
func (m matchView) Texts(node match.Ref, field string) []string {
	return m.At(uint32(node)).Texts(field)
}

// AppendRelated appends the far ends of a node's relations.
func (m matchView) AppendRelated(list []match.Ref, node match.Ref, relation string, in bool) []match.Ref {
	return network.AppendFar(list, m.View, node, relation, in)
}

// AppendEach appends the far ends of several nodes' relations.
func (m matchView) AppendEach(list []match.Ref, ends []int, nodes []match.Ref, relation string, in bool) ([]match.Ref, []int) {
	return network.AppendEach(list, ends, m.View, nodes, relation, in)
}

// AppendFirst appends the first of the far ends of a node's relations.
func (m matchView) AppendFirst(list []match.Ref, node match.Ref, relation string, in bool, most int) []match.Ref {
	return network.AppendFirst(list, m.View, node, relation, in, most)
}

// AppendLast appends the last of the far ends of a node's relations.
func (m matchView) AppendLast(list []match.Ref, node match.Ref, relation string, in bool, most int) []match.Ref {
	return network.AppendLast(list, m.View, node, relation, in, most)
}

// Recall returns what Remember kept of a node.
func (m matchView) Recall(node match.Ref, fact match.Fact) any {
	return m.View.Recall(uint32(node), uint8(fact))
}

// Remember keeps what was worked out of a node.
func (m matchView) Remember(node match.Ref, fact match.Fact, value any) {
	m.View.Remember(uint32(node), uint8(fact), value)
}

// RecallList returns what RememberList kept of a node.
func (m matchView) RecallList(node match.Ref, fact match.Fact) []match.Ref {
	return network.RecallList(m.View, node, uint8(fact))
}

// AppendRecalled appends what RememberList kept of several nodes.
func (m matchView) AppendRecalled(lists [][]match.Ref, nodes []match.Ref, fact match.Fact) [][]match.Ref {
	return network.AppendRecalled(lists, m.View, nodes, uint8(fact))
}

// RememberList keeps a list that was worked out of a node.
func (m matchView) RememberList(node match.Ref, fact match.Fact, list []match.Ref) {
	network.RememberList(m.View, node, uint8(fact), list)
}

// AppendHolding appends the nodes that hold a term.
func (m matchView) AppendHolding(list []match.Ref, term string) []match.Ref {
	return network.AppendHolding(list, m.View, term)
}

// Only drops the nodes of other types.
func (m matchView) Only(nodes []match.Ref, typeName string) []match.Ref {
	return network.Only(nodes, m.View, m.model.Node(typeName))
}

// Holders bounds how many AppendHolding appends.
func (m matchView) Holders(term string) int { return m.View.Holders(term) }

// Basis makes vectors of texts.
func (m matchView) Basis() *topic.Basis { return m.View.Basis() }

// AppendLikeness appends how like nodes' agreements are to a vector.
func (m matchView) AppendLikeness(list []float64, to topic.Vector, nodes []match.Ref) []float64 {
	return network.AppendLikeness(list, m.View, to, nodes)
}

// AppendNearest appends the records that are nearest in meaning.
func (m matchView) AppendNearest(list []match.Ref, to meaning.Mark, most int, types ...string) []match.Ref {
	return network.AppendNearest(list, m.View, to, most, types...)
}

// AppendMeaning appends what a record means.
func (m matchView) AppendMeaning(list []match.Ref, record match.Ref) []match.Ref {
	return network.AppendMeaning(list, m.View, record)
}

// Deeds returns an organization's experience.
func (m matchView) Deeds(organization match.Ref) (agreements, full int) {
	return m.DeedsAt(uint32(organization))
}

// AppendLeaders appends the most experienced organizations of a type.
func (m matchView) AppendLeaders(list []match.Ref, typeName string) []match.Ref {
	return network.AppendLeaders(list, m.View, m.model.Node(typeName))
}

// Some returns nodes of a type, evenly spread by id.
func (m matchView) Some(typeName string, most int) []match.Ref {
	return network.AppendSome([]match.Ref(nil), m.View, m.model.Node(typeName), most)
}

// OfType returns a type's nodes.
func (m matchView) OfType(name string) []match.Ref {
	return network.AppendOfType([]match.Ref(nil), m.View, m.model.Node(name))
}

// Count returns how many nodes a type has.
func (m matchView) Count(name string) int { return m.View.Count(m.model.Node(name)) }
