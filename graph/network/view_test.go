package network_test

import (
	"fmt"
	"runtime"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"partnergraph/graph/network"
	"partnergraph/graph/store"
	"partnergraph/graph/store/storetest"
)

// specimen has a value of every scalar, at its bounds.
var specimen = props{
	"text": "安", "plain": "", "tags": []string{"", "x"}, "code": "1", "number": int64(-1 << 31), "open": false, "basis": "INFERRED",
	"levels": []string{"CITY"}, "reference": "r", "day": "2020-05", "undated": "2020", "moment": "2020-05-18T08:00:00.000Z",
	"worth": "-205000.50", "units": "9223372036854775807",
}

func TestPropertiesComeAsTheyWereWritten(t *testing.T) {
	model := storetest.Contract(t)
	link := props{"text": "安", "number": int64(1<<31 - 1), "open": true, "basis": "STATED", "tags": []string{}, "day": "2020-05-18", "worth": "0.01"}
	r := newRecorder(model)
	r.write(create("Specimen", "s", specimen), create("Specimen", "bare", nil), relate("LINKS_TO", "s", "bare", link), relate("MENTIONS", "s", "s", nil))
	following, loaded := network.New(model), network.New(model)
	if err := following.Apply(r.changes); err != nil {
		t.Fatal(err)
	}
	if err := loaded.Load(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	q := questions{ids: []string{"s", "bare"}, depth: 1, first: 2}
	for _, n := range []*network.Network{following, loaded} {
		if diff := cmp.Diff(truth(r, q), ask(n, r, q)); diff != "" {
			t.Errorf("(-truth +answers):\n%s", diff)
		}
	}
}

func TestWhatIsAbsentIsEmpty(t *testing.T) {
	n := loaded(t, storetest.Contract(t), create("Specimen", "s", specimen), create("Specimen", "bare", nil), relate("MENTIONS", "s", "bare", nil))
	n.View(func(v *network.View) {
		s, _ := v.Node("s")
		bare, _ := v.Node("bare")
		relation := v.Related("s", "MENTIONS", false)[0]
		if s.Text("number") != "" || s.Text("tags") != "" || s.Texts("text") != nil {
			t.Error("a property of another kind is taken for a text")
		}
		if s.Text("nothing") != "" || bare.Text("text") != "" || bare.Texts("tags") != nil || bare.Property("open") != nil {
			t.Error("what is absent is there")
		}
		if (network.Node{}).Text("name") != "" || (network.Relation{}).Text("role") != "" || relation.Text("role") != "" {
			t.Error("a node or relation without properties has some")
		}
		if _, found := v.Node("x"); found || v.Related("x", "MENTIONS", false) != nil || len(v.Related("s", "KNOWS", false)) != 0 {
			t.Error("what does not exist is related")
		}
		if s.Degree("MENTIONS", false) != 1 || s.Degree("MENTIONS", true) != 0 || s.Degree("KNOWS", false) != 0 {
			t.Error("degrees")
		}
	})
}

func TestIterationsEndWhenTheyAreLeft(t *testing.T) {
	model := contract(t)
	n := loaded(t, model, enterprise("a", "安福"), enterprise("b", "安福"), create("University", "c", props{"name": "安福"}), create("Platform", "p", nil),
		relate("TAKES_PART_IN", "a", "p", nil), relate("TAKES_PART_IN", "b", "p", nil))
	n.View(func(v *network.View) {
		for id := range v.OfType(model.Node("Organization")) {
			if id != "a" {
				t.Errorf("%q after the first", id)
			}
			break
		}
		platform, _ := v.Node("p")
		for relation, far := range platform.Related("TAKES_PART_IN", true) {
			if relation.From != "a" || relation.To != "p" || far.ID != "a" || far.Text("name") != "安福" {
				t.Errorf("%+v leads to %q", relation, far.ID)
			}
			break
		}
	})
}

func TestDegreeOfASharedRelation(t *testing.T) {
	model := contract(t)
	partners := model.Node("Enterprise").Field("partners").Relation
	operations := []store.Operation{create("Platform", "p", nil), create("Agreement", "x", nil), create("Agreement", "y", nil)}
	for i := range 40 {
		operations = append(operations, enterprise(fmt.Sprint("e", i), "安福"))
	}
	degrees := func() (mostly, ofFirst int) {
		n := loaded(t, model, operations...)
		spread, known := n.Spread(partners)
		first, alsoKnown := n.Degree("e0", partners)
		if !known || !alsoKnown {
			t.Error("unknown")
		}
		return spread.Most, first
	}
	if most, first := degrees(); most != 0 || first != 0 {
		t.Errorf("without relations %d, %d", most, first)
	}
	for i := range 4 {
		operations = append(operations, relate("TAKES_PART_IN", fmt.Sprint("e", i), "p", nil))
	}
	operations = append(operations, relate("PARTY_TO", "e0", "x", nil), relate("PARTY_TO", "e0", "y", nil), relate("PARTY_TO", "e1", "x", nil))
	most, first := degrees()
	if most != (1+2)*(4+2) { // from one: a platform and two agreements; to one: four and two
		t.Errorf("at most %d", most)
	}
	if first != 3+1 { // three over the platform, one over an agreement
		t.Errorf("degree %d", first)
	}
}

func TestDegreesAreUnknownBeforeLoading(t *testing.T) {
	model := contract(t)
	n := network.New(model)
	partOf := model.Node("AcademicUnit").Field("partOf").Relation
	if _, known := n.Spread(partOf); known {
		t.Error("spread")
	}
	if _, known := n.Degree("u", partOf); known {
		t.Error("degree")
	}
	if _, known := n.Nodes(model.Node("University")); known {
		t.Error("nodes")
	}
}

// Two nodes may be related both ways by one type; the path takes the relation whose start comes first, whichever way it runs.
func TestAPathTakesTheFirstOfTwoRelations(t *testing.T) {
	n := loaded(t, contract(t), create("Platform", "a", nil), create("Platform", "b", nil),
		relate("SUPPORTED_BY", "b", "a", nil), relate("SUPPORTED_BY", "a", "b", nil))
	for _, c := range []struct{ from, to, want string }{
		{"a", "b", "[a b] a-SUPPORTED_BY-b"},
		{"b", "a", "[b a] a-SUPPORTED_BY-b"},
	} {
		n.View(func(v *network.View) {
			path, outcome := v.ShortestPath(network.Route{From: c.from, To: c.to, MaxDepth: 1, MaxEdges: 2})
			if outcome != network.Found || showPath(path) != c.want {
				t.Errorf("from %s: %s", c.from, showPath(path))
			}
		})
	}
}

// TestALoneHub holds the work around a node of very many neighbours to what is shown of it.
func TestALoneHub(t *testing.T) {
	const many = 30_000
	operations := []store.Operation{create("Platform", "hub", nil), create("Platform", "z", nil), relate("SUPPORTED_BY", "hub", "z", nil)}
	for i := range many {
		id := fmt.Sprintf("e%05d", i)
		operations = append(operations, enterprise(id, "安福"), relate("TAKES_PART_IN", id, "hub", props{"role": "MEMBER"}))
	}
	n := loaded(t, contract(t), operations...)
	n.View(func(v *network.View) {
		want := network.Neighborhood{Nodes: []string{"hub", "e00000", "e00001"}, Truncated: true}
		got := v.Neighborhood("hub", 4, 3, nil)
		if len(got.Relations) != 2 || got.Relations[0].From != "e00000" || got.Relations[1].From != "e00001" {
			t.Errorf("relations %s", showRelations(got.Relations))
		}
		if got.Relations = nil; !slices.Equal(got.Nodes, want.Nodes) || !got.Truncated {
			t.Errorf("%+v", got)
		}
		route := network.Route{From: "e00000", To: "z", MaxDepth: 3, MaxEdges: 2} // a step from each end, none from the hub
		if path, outcome := v.ShortestPath(route); outcome != network.Found || showPath(path) != "[e00000 hub z] e00000-TAKES_PART_IN-hub hub-SUPPORTED_BY-z" {
			t.Errorf("%v %+v", outcome, path)
		}
		const calls = 10
		before := allocated()
		for range calls {
			v.Neighborhood("hub", 4, 3, nil)
		}
		if bytes := (allocated() - before) / calls; bytes > many {
			t.Errorf("%d bytes for three nodes", bytes)
		}
	})
}

// allocated is how many bytes were allocated so far.
func allocated() uint64 {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.TotalAlloc
}

// TestNumbersStandForNodes holds the walk by Numbers to the walk by nodes, also where two relations of a type lead to one node.
func TestNumbersStandForNodes(t *testing.T) {
	n := loaded(t, storetest.Contract(t),
		create("Enterprise", "b", props{"name": "b"}), create("Enterprise", "a", props{"name": "a"}), create("Agreement", "g", props{"title": "g"}),
		relate("PARTY_TO", "b", "g", props{"role": "DEMAND"}), relate("PARTY_TO", "b", "g", props{"role": "FUNDER"}),
		relate("PARTY_TO", "a", "g", props{"role": "SUPPLY"}))
	n.View(func(v *network.View) {
		agreement, _ := v.Node("g")
		if at := v.At(agreement.Number()); at.ID != "g" || v.TypeAt(agreement.Number()) != agreement.Type || int(agreement.Number()) >= v.Size() {
			t.Errorf("the agreement's number stands for %q", at.ID)
		}
		var far []string
		for _, number := range network.AppendFar(nil, v, agreement.Number(), "PARTY_TO", true) {
			far = append(far, v.At(number).ID)
		}
		if !slices.Equal(far, []string{"a", "b"}) {
			t.Errorf("parties %v", far)
		}
		if out := network.AppendFar(nil, v, agreement.Number(), "PARTY_TO", false); len(out) != 0 {
			t.Errorf("%d nodes in the other direction", len(out))
		}
		if unknown := network.AppendFar(nil, v, agreement.Number(), "KNOWS", true); len(unknown) != 0 {
			t.Errorf("%d nodes by a relation that does not exist", len(unknown))
		}
	})
}
