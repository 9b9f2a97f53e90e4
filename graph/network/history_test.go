package network_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"partnergraph/graph/network"
	"partnergraph/graph/network/topic"
	"partnergraph/graph/store"
)

// TestHistoryFollowsTheLog counts the agreements of everybody anew after random changes and compares.
func TestHistoryFollowsTheLog(t *testing.T) {
	model := contract(t)
	rapid.Check(t, func(t *rapid.T) {
		r := newRecorder(model)
		n := network.New(model)
		for range rapid.IntRange(1, 40).Draw(t, "changes") {
			if op, fits := someOperation(t, r); fits {
				r.write(op)
			}
			if rapid.Bool().Draw(t, "follow") {
				if err := n.Sync(t.Context(), r); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := n.Sync(t.Context(), r); err != nil {
			t.Fatal(err)
		}
		n.View(func(v *network.View) { compareHistory(t, v, r) })
	})
}

func compareHistory(t rapid.TB, v *network.View, r *recorder) {
	leaders := map[string][]string{}
	counted := map[string]int{}
	for id, record := range r.nodes {
		if !r.isOrganization(record) {
			continue
		}
		node, _ := v.Node(id)
		parts := map[string]bool{} // by agreement: whether one of its parts is a full one
		units := r.unitsOf(id)
		for ref, relation := range r.relations {
			if ref.Type == "PARTY_TO" && slices.Contains(units, ref.From) {
				role, _ := relation.Properties["role"].(string)
				parts[ref.To] = parts[ref.To] || !slices.Contains([]string{"TECHNICAL_SUPPORT", "FUNDER", "HOST"}, role)
			}
		}
		full := 0
		var sum topic.Sum
		for agreement, inFull := range parts {
			if inFull {
				full++
			}
			far, _ := v.Node(agreement)
			sum.Add(v.TopicAt(far.Number()))
		}
		counted[id] = len(parts)
		gotAgreements, gotFull := v.DeedsAt(node.Number())
		if gotAgreements != len(parts) || gotFull != full {
			t.Fatalf("%s: %d agreements, %d in full, want %d and %d", id, gotAgreements, gotFull, len(parts), full)
		}
		if diff := gocmp.Diff(sum.Vector(), v.TopicAt(node.Number())); diff != "" {
			t.Fatalf("%s: %s", id, diff)
		}
		if len(parts) > 0 {
			leaders[record.Type] = append(leaders[record.Type], id)
		}
	}
	for _, concrete := range r.model.Node("Organization").Types {
		want := leaders[concrete.Name]
		slices.SortFunc(want, func(a, b string) int { return cmp.Or(cmp.Compare(counted[b], counted[a]), strings.Compare(a, b)) })
		var got []string
		for _, number := range network.AppendLeaders([]uint32(nil), v, concrete) {
			got = append(got, v.IDAt(number))
		}
		if !slices.Equal(got, want) {
			t.Fatalf("the leaders are %v, want %v", got, want)
		}
	}
}

// TestHistoryFollowsRegistrations registers agreements among a university, its units and others, as one change or several, while parties, units
// and titles come and go, and compares as above. The basis is made anew rarely, as it is in a large graph.
func TestHistoryFollowsRegistrations(t *testing.T) {
	model := contract(t)
	titles := []string{"塑料回收造粒", "石斛组培栽培", "废旧塑料清洗", "石斛种苗药材", "无关"}
	organizations := []string{"whole", "college", "laboratory", "small", "other"}
	rapid.Check(t, func(t *rapid.T) {
		r, n := newRecorder(model), network.New(model)
		agreement := func(id, title string) store.Operation {
			return create("Agreement", id, props{"title": title, "kind": "LICENSING", "status": "SIGNED"})
		}
		for i := range 40 {
			r.write(agreement(fmt.Sprintf("b%02d", i), titles[i%len(titles)]))
		}
		r.write(create("University", "whole", props{"name": "甲大学"}), create("AcademicUnit", "college", props{"name": "化工学院"}),
			create("AcademicUnit", "laboratory", props{"name": "回收实验室"}), create("Enterprise", "small", props{"name": "乙"}),
			create("Enterprise", "other", props{"name": "丙"}), relate("PART_OF", "college", "whole", nil), relate("PART_OF", "laboratory", "college", nil))
		if err := n.Sync(t.Context(), r); err != nil {
			t.Fatal(err)
		}
		n.CountOnFrom(rapid.Uint32Range(1, 4).Draw(t, "many"))
		var known []string
		party := func(id string) store.Operation {
			return relate("PARTY_TO", rapid.SampledFrom(organizations).Draw(t, "party"), id,
				props{"role": rapid.SampledFrom([]string{"PARTNER", "HOST", "FUNDER"}).Draw(t, "role")})
		}
		turn := func(op store.Operation) store.Operation { // that the relation comes, or goes when it is there
			if relation, there := r.relations[r.ref(op)]; there {
				op.Verb, op.Properties = store.Unrelate, relation.Properties
			}
			return op
		}
		remove := func(nodeType, id string) {
			for ref, relation := range r.relations {
				if ref.To == id || ref.From == id {
					r.write(store.Operation{Verb: store.Unrelate, Type: ref.Type, From: ref.From, To: ref.To, Properties: relation.Properties})
				}
			}
			r.write(store.Operation{Verb: store.DeleteNode, Type: nodeType, ID: id})
		}
		for step := range rapid.IntRange(1, 25).Draw(t, "steps") {
			switch what := rapid.IntRange(0, 10).Draw(t, "what"); {
			case what < 5:
				id := fmt.Sprintf("a%02d", step)
				r.write(agreement(id, rapid.SampledFrom(titles).Draw(t, "title")))
				for range rapid.IntRange(0, 3).Draw(t, "parties") {
					r.write(turn(party(id)))
				}
				known = append(known, id)
			case what == 5:
				ends := rapid.SampledFrom([][2]string{{"college", "whole"}, {"laboratory", "college"}}).Draw(t, "unit")
				r.write(turn(relate("PART_OF", ends[0], ends[1], nil)))
			case what == 6: // another one may get its place
				remove("Enterprise", "other")
				r.write(create("Enterprise", "other", props{"name": "丁"}))
			case len(known) == 0:
			case what < 9:
				r.write(turn(party(rapid.SampledFrom(known).Draw(t, "agreement"))))
			case what == 9:
				r.write(store.Operation{Verb: store.UpdateNode, Type: "Agreement", ID: rapid.SampledFrom(known).Draw(t, "agreement"),
					Properties: props{"title": rapid.SampledFrom(titles).Draw(t, "title")}})
			default:
				at := rapid.IntRange(0, len(known)-1).Draw(t, "gone")
				remove("Agreement", known[at])
				known = slices.Delete(known, at, at+1)
			}
			if rapid.Bool().Draw(t, "follow") {
				if err := n.Sync(t.Context(), r); err != nil {
					t.Fatal(err)
				}
				n.View(func(v *network.View) { compareHistory(t, v, r) })
			}
		}
	})
}

// TestOneMoreOfManyAgreementsIsLookedAtAlone blanks what the many agreements of a university and its college are about, after which whoever
// looks at one of them again gets another sum, and registers some more.
func TestOneMoreOfManyAgreementsIsLookedAtAlone(t *testing.T) {
	r := newRecorder(contract(t))
	n := network.New(r.model)
	titles := []string{"塑料回收造粒", "石斛组培栽培", "废旧塑料清洗", "石斛种苗药材"}
	follow := func(operations ...store.Operation) {
		t.Helper()
		r.write(operations...)
		if err := n.Sync(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	about := func(id string) topic.Vector { return topicOf(n, id) }
	var registered []string
	register := func() {
		id := fmt.Sprintf("a%03d", len(registered))
		follow(create("Agreement", id, props{"title": titles[len(registered)%4], "kind": "LICENSING", "status": "SIGNED"}),
			relate("PARTY_TO", "college", id, props{"role": "PARTNER"}))
		registered = append(registered, id)
	}
	follow(create("University", "whole", props{"name": "甲大学"}), create("AcademicUnit", "college", props{"name": "化工学院"}),
		relate("PART_OF", "college", "whole", nil))
	for range 130 { // the basis was made anew for the 127th
		register()
	}
	var sum topic.Sum
	for _, id := range registered {
		sum.Add(about(id))
		n.Blank(id)
	}
	for range 3 {
		register()
		sum.Add(about(registered[len(registered)-1]))
		for _, id := range []string{"whole", "college"} {
			if diff := gocmp.Diff(sum.Vector(), about(id)); diff != "" {
				t.Errorf("%s, %d agreements: %s", id, len(registered), diff)
			}
		}
	}
}

// TestHistoryFollowsUnits joins units to a university and takes them away, and lets them come and go as parties meanwhile.
func TestHistoryFollowsUnits(t *testing.T) {
	r := newRecorder(contract(t))
	n := network.New(r.model)
	agreement := func(title string) props { return props{"title": title, "kind": "LICENSING", "status": "SIGNED"} }
	without := func(op store.Operation) store.Operation { op.Verb = store.Unrelate; return op }
	college, laboratory := relate("PART_OF", "college", "whole", nil), relate("PART_OF", "laboratory", "college", nil)
	party, helper := props{"role": "PARTNER"}, props{"role": "HOST"}
	for i, op := range []store.Operation{
		create("University", "whole", props{"name": "甲大学"}),
		create("AcademicUnit", "college", props{"name": "化工学院"}),
		create("AcademicUnit", "laboratory", props{"name": "回收实验室"}),
		create("Agreement", "a", agreement("塑料回收造粒")), create("Agreement", "b", agreement("石斛组培栽培")),
		create("Agreement", "c", agreement("塑料回收清洗")), create("Agreement", "d", agreement("石斛组培种苗")),
		relate("PARTY_TO", "laboratory", "a", helper),
		laboratory,
		college,
		relate("PARTY_TO", "college", "a", party),
		relate("PARTY_TO", "laboratory", "b", party),
		{Verb: store.UpdateNode, Type: "Agreement", ID: "b", Properties: props{"title": "塑料清洗造粒"}},
		relate("PARTY_TO", "whole", "b", helper),
		without(laboratory),
		laboratory,
		without(relate("PARTY_TO", "laboratory", "b", party)),
		without(college),
		without(laboratory),
		college,
		without(relate("PARTY_TO", "college", "a", party)),
		without(college),
		{Verb: store.DeleteNode, Type: "AcademicUnit", ID: "college"},
	} {
		r.write(op)
		if err := n.Sync(t.Context(), r); err != nil {
			t.Fatalf("%d: %v", i, err)
		}
		n.View(func(v *network.View) { compareHistory(t, v, r) })
		loaded := network.New(r.model)
		if err := loaded.Load(t.Context(), r); err != nil {
			t.Fatalf("%d: %v", i, err)
		}
		loaded.View(func(v *network.View) { compareHistory(t, v, r) })
	}
}

// unitsOf returns an organization, its units and theirs.
func (r *recorder) unitsOf(id string) []string {
	units := []string{id}
	for i := 0; i < len(units); i++ {
		for ref := range r.relations {
			if ref.Type == "PART_OF" && ref.To == units[i] && !slices.Contains(units, ref.From) {
				units = append(units, ref.From)
			}
		}
	}
	return units
}

// topicOf is what an agreement, or those of an organization, are about.
func topicOf(n *network.Network, id string) (v topic.Vector) {
	n.View(func(view *network.View) {
		node, _ := view.Node(id)
		v = slices.Clone(view.TopicAt(node.Number()))
	})
	return v
}

// TestTheBasisIsMadeAnewAsAgreementsDouble writes agreements one by one into a network that was loaded empty.
func TestTheBasisIsMadeAnewAsAgreementsDouble(t *testing.T) {
	r := newRecorder(contract(t))
	n := network.New(r.model)
	trades := []string{"塑料回收造粒", "石斛组培栽培", "废旧塑料清洗", "石斛种苗药材"}
	for i := range 64 {
		r.write(create("Agreement", fmt.Sprintf("a%02d", i), props{"title": trades[i%4], "kind": "LICENSING", "status": "SIGNED"}))
	}
	if err := n.Sync(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	about := func(id string) topic.Vector { return topicOf(n, id) }
	if alike, other := topic.Likeness(about("a00"), about("a02")), topic.Likeness(about("a00"), about("a01")); alike < other+0.1 {
		t.Errorf("plastics are %.2f like plastics and %.2f like orchids", alike, other)
	}
	r.write(create("Agreement", "late", props{"title": "塑料造粒", "kind": "LICENSING", "status": "SIGNED"}))
	if err := n.Sync(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	if alike, other := topic.Likeness(about("late"), about("a00")), topic.Likeness(about("late"), about("a01")); alike < other+0.1 {
		t.Errorf("the new agreement is %.2f like its kind at once, and %.2f like another", alike, other)
	}
	r.write(store.Operation{Verb: store.UpdateNode, Type: "Agreement", ID: "late", Properties: props{"title": "石斛种苗"}})
	if err := n.Sync(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	if alike, other := topic.Likeness(about("late"), about("a01")), topic.Likeness(about("late"), about("a00")); alike < other+0.1 {
		t.Errorf("the amended agreement is %.2f like its new kind, and %.2f like its old one", alike, other)
	}
}
