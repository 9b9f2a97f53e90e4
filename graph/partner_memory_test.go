package graph

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"partnergraph/graph/match"
	"partnergraph/graph/network"
	"partnergraph/graph/store"
	"partnergraph/schema"
)

// forgetful remembers nothing, so that everything is worked out each time.
type forgetful struct{ matchView }

func (forgetful) Recall(match.Ref, match.Fact) any    { return nil }
func (forgetful) Remember(match.Ref, match.Fact, any) {}

func (forgetful) RecallList(match.Ref, match.Fact) []match.Ref { return nil }
func (forgetful) AppendRecalled(lists [][]match.Ref, nodes []match.Ref, _ match.Fact) [][]match.Ref {
	return append(lists, make([][]match.Ref, len(nodes))...)
}
func (forgetful) RememberList(match.Ref, match.Fact, []match.Ref) {}

// counting counts what is worked out and kept.
type counting struct {
	matchView
	kept *int
}

func (c counting) Remember(node match.Ref, fact match.Fact, value any) {
	*c.kept++
	c.matchView.Remember(node, fact, value)
}

func (c counting) RememberList(node match.Ref, fact match.Fact, list []match.Ref) {
	*c.kept++
	c.matchView.RememberList(node, fact, list)
}

// changing is a small region that changes at random.
type changing struct {
	*network.Network
	random   *rand.Rand
	sequence int64
	joined   map[[3]string]bool
	nodes    map[string][]string // ids by type
}

func (c *changing) apply(t *testing.T, operations ...store.Operation) {
	t.Helper()
	c.sequence++
	record, err := json.Marshal(store.Record{Sequence: c.sequence, Operations: operations})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Apply([]store.Change{{Sequence: c.sequence, Record: record}}); err != nil {
		t.Fatal(err)
	}
}

func (c *changing) pick(types ...string) string {
	ids := c.nodes[types[c.random.IntN(len(types))]]
	return ids[c.random.IntN(len(ids))]
}

func (c *changing) create(t *testing.T, nodeType, id string, properties map[string]any) {
	c.nodes[nodeType] = append(c.nodes[nodeType], id)
	c.apply(t, store.Operation{Verb: store.CreateNode, Type: nodeType, ID: id, Properties: properties})
}

// toggle joins two nodes, or parts them where they are joined.
func (c *changing) toggle(t *testing.T, relation, from, to string) {
	op, key := store.Operation{Verb: store.Relate, Type: relation, From: from, To: to}, [3]string{relation, from, to}
	switch relation {
	case "WORKS_IN", "CALLS_FOR", "DRAWS_ON", "CONCERNS", "FOCUSES_ON":
		op.Properties = map[string]any{"basis": "STATED"}
	case "PARTY_TO":
		op.Properties = map[string]any{"role": "SUPPLY"}
	}
	if from == to {
		return
	}
	if c.joined[key] {
		op.Verb = store.Unrelate
	}
	c.joined[key] = !c.joined[key]
	c.apply(t, op)
}

// step changes something that facts may rest on.
func (c *changing) step(t *testing.T, i int) {
	organizations := []string{"University", "Enterprise", "AcademicUnit", "ResearchInstitute"}
	name := words(c.random, 3)
	switch i % 19 {
	case 0:
		c.toggle(t, "PARTY_TO", c.pick(organizations...), c.pick("Agreement"))
	case 1:
		c.toggle(t, "TAKES_PART_IN", c.pick(organizations...), c.pick("Platform"))
	case 2:
		c.toggle(t, "WORKS_IN", c.pick(organizations...), c.pick("TechnologyField"))
	case 3:
		c.toggle(t, "OFFERS", c.pick(organizations...), c.pick("Capability"))
	case 4:
		c.toggle(t, "DRAWS_ON", c.pick("Capability"), c.pick("TechnologyField"))
	case 5:
		c.toggle(t, "CONCERNS", c.pick("Agreement"), c.pick("TechnologyField"))
	case 6:
		c.toggle(t, "FOCUSES_ON", c.pick("Platform"), c.pick("TechnologyField"))
	case 7:
		c.toggle(t, "LOCATED_IN", c.pick("University", "Enterprise"), c.pick("Place"))
	case 8: // each unit is part of one whole at most
		unit := c.pick("AcademicUnit")
		for _, whole := range c.nodes["University"] {
			if c.joined[[3]string{"PART_OF", unit, whole}] {
				c.toggle(t, "PART_OF", unit, whole)
				return
			}
		}
		c.toggle(t, "PART_OF", unit, c.pick("University"))
	case 9:
		kind := organizations[c.random.IntN(len(organizations))]
		c.apply(t, store.Operation{Verb: store.UpdateNode, Type: kind, ID: c.pick(kind), Properties: map[string]any{"name": name}})
	case 10:
		c.create(t, "TechnologyField", fmt.Sprintf("f%d", i), map[string]any{"name": name, "scheme": "S", "level": int64(2)})
		c.toggle(t, "NARROWER_THAN", fmt.Sprintf("f%d", i), c.pick("TechnologyField"))
	case 11:
		c.apply(t, store.Operation{Verb: store.UpdateNode, Type: "Place", ID: c.pick("Place"), Properties: map[string]any{
			"level": []string{"PROVINCE", "CITY", "COUNTY"}[c.random.IntN(3)],
		}})
	case 12:
		c.create(t, "Place", fmt.Sprintf("p%d", i), map[string]any{"name": name, "level": "COUNTY"})
		c.toggle(t, "LIES_IN", fmt.Sprintf("p%d", i), c.pick("Place"))
	case 13:
		c.toggle(t, "LIES_IN", fmt.Sprintf("P%d", 1+c.random.IntN(5)), "P0")
	case 14:
		c.toggle(t, "NARROWER_THAN", fmt.Sprintf("F%d", 1+c.random.IntN(5)), "F0")
	case 15:
		c.apply(t, store.Operation{Verb: store.UpdateNode, Type: "Capability", ID: c.pick("Capability"), Properties: map[string]any{"title": name}})
	case 16:
		c.apply(t, store.Operation{Verb: store.UpdateNode, Type: "Term", ID: c.pick("Term"), Properties: labels(c.random)})
	case 17:
		c.toggle(t, "HAS_NEED", c.pick(organizations...), c.pick("Need"))
	case 18:
		c.apply(t, store.Operation{Verb: store.UpdateNode, Type: "Need", ID: c.pick("Need"), Properties: map[string]any{
			"title": name, "state": []string{"OPEN", "MATCHED"}[c.random.IntN(2)],
		}})
	}
}

// labels are the words of a term that stands for some of the commonest words of the texts.
func labels(random *rand.Rand) map[string]any {
	label := func() string { return words(random, 1) }
	return map[string]any{"name": label(), "synonyms": []string{label(), label(), label()}}
}

// answered is all that is shown of an answer.
func answered(graph match.Graph, question match.Question) (shown []any) {
	answer := match.Find(graph, question)
	for _, m := range answer.All() {
		shown = append(shown, m.Organization, m.Score, m.Contributions, m.AlreadyPartner, answer.Explain(m), answer.Hints(m), answer.Cautions(m))
	}
	return shown
}

// TestWhatIsRememberedIsForgottenInTime changes a network at random and asks it each time, as it remembers and as it stands.
func TestWhatIsRememberedIsForgottenInTime(t *testing.T) {
	model, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	c := &changing{
		Network: network.New(model), random: rand.New(rand.NewPCG(3, 5)), joined: map[[3]string]bool{}, nodes: map[string][]string{},
	}
	for i := range 6 {
		for _, nodeType := range []string{"University", "Enterprise", "AcademicUnit", "ResearchInstitute", "Platform"} {
			c.create(t, nodeType, fmt.Sprintf("%s%d", nodeType, i), map[string]any{"name": words(c.random, 3)})
		}
		c.create(t, "Need", fmt.Sprintf("Need%d", i), map[string]any{"title": words(c.random, 5), "state": "OPEN"})
		c.create(t, "Term", fmt.Sprintf("Term%d", i), labels(c.random))
		for _, nodeType := range []string{"Agreement", "Capability"} {
			c.create(t, nodeType, fmt.Sprintf("%s%d", nodeType, i), map[string]any{"title": words(c.random, 5)})
		}
		c.create(t, "TechnologyField", fmt.Sprintf("F%d", i), map[string]any{"name": words(c.random, 2), "scheme": "S", "level": int64(1)})
		c.create(t, "Place", fmt.Sprintf("P%d", i), map[string]any{"name": words(c.random, 1), "level": "COUNTY"})
	}
	kept, without := 0, 0
	for i := range 570 {
		c.step(t, i)
		question := match.Question{For: c.pick("Enterprise", "AcademicUnit", "University")}
		switch i % 3 {
		case 0:
			question.Text = words(c.random, 6)
		case 1:
			question.Offer = c.pick("Capability")
		}
		c.View(func(view *network.View) {
			graph := matchView{view, model}
			want := answered(forgetful{graph}, question)
			if diff := cmp.Diff(want, answered(counting{graph, &kept}, question)); diff != "" {
				t.Fatalf("after step %d, of what is remembered:\n%s", i, diff)
			}
			answered(counting{graph, &without}, question)
		})
	}
	if kept < 3_000 || without > 0 {
		t.Errorf("%d facts were kept, %d of them worked out again", kept, without)
	}
}

// TestWhereAFieldLeadsIsForgottenInTime does the same where there are too many organizations to look at each.
func TestWhereAFieldLeadsIsForgottenInTime(t *testing.T) {
	model, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	c := &changing{Network: network.New(model), random: rand.New(rand.NewPCG(3, 5)), sequence: 1, joined: map[[3]string]bool{}}
	if err := c.Load(t.Context(), region{organizations: 6_000}); err != nil {
		t.Fatal(err)
	}
	const field = "new" // nobody works in it yet, and nothing is near it
	c.apply(t, store.Operation{Verb: store.CreateNode, Type: "TechnologyField", ID: field, Properties: map[string]any{"name": "新", "scheme": "N"}})
	found := 0
	for i := range 105 {
		university := organization(20 * c.random.IntN(300))
		record := fmt.Sprintf("a-new%d", i/7)
		switch i % 7 {
		case 0:
			c.apply(t, store.Operation{Verb: store.CreateNode, Type: "Agreement", ID: record, Properties: map[string]any{"title": "新"}})
		case 1:
			c.toggle(t, "PARTY_TO", university, record)
		case 2:
			c.apply(t, store.Operation{Verb: store.CreateNode, Type: "Capability", ID: "c" + record, Properties: map[string]any{"title": "新"}})
			c.toggle(t, "OFFERS", university, "c"+record)
		case 3:
			c.toggle(t, "DRAWS_ON", "c"+record, field)
		case 4:
			c.toggle(t, "CONCERNS", record, field)
		case 5:
			c.toggle(t, "WORKS_IN", university, field)
		case 6: // who joins a record is led to by the fields that the record has had for long
			c.toggle(t, "PARTY_TO", university, record)
		}
		question := match.Question{Text: "x", Fields: []string{field}, Weights: only(match.Fields)}
		c.View(func(view *network.View) {
			want := answered(forgetful{matchView{view, model}}, question)
			if diff := cmp.Diff(want, answered(matchView{view, model}, question)); diff != "" {
				t.Fatalf("after step %d, of what is remembered:\n%s", i, diff)
			}
			found += len(want)
		})
	}
	if found == 0 {
		t.Error("nothing was found")
	}
}

// only gives one factor all the weight.
func only(f match.Factor) map[match.Factor]float64 {
	weights := map[match.Factor]float64{}
	for other := match.Fields; other <= match.Ratings; other++ {
		weights[other] = 0
	}
	weights[f] = 1
	return weights
}
