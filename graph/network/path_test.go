package network_test

import (
	"testing"

	"pgregory.net/rapid"

	"partnergraph/graph/network"
)

// An answer that there is no way is only given where there is none of any length; else the limit is named that ended the search.
func TestAPathSaysWhatCutIt(t *testing.T) {
	n := loaded(t, contract(t),
		create("Platform", "a", nil), create("Platform", "b", nil), create("Platform", "c", nil), create("Platform", "d", nil),
		create("Platform", "alone", nil), enterprise("e", "安福"), relate("TAKES_PART_IN", "e", "d", nil),
		relate("SUPPORTED_BY", "a", "b", nil), relate("SUPPORTED_BY", "b", "c", nil), relate("SUPPORTED_BY", "c", "d", nil))
	for _, c := range []struct {
		from, to      string
		depth, effort int
		via           []string
		want          network.Outcome
	}{
		{"a", "d", 3, 100, nil, network.Found},
		{"a", "d", 2, 100, nil, network.CutByDepth},
		{"a", "d", 3, 2, nil, network.CutByEdges},
		{"a", "d", 3, 4, nil, network.CutByEdges},
		{"a", "d", 3, 5, nil, network.Found}, // one relation of a, two of b, two of c
		{"a", "alone", 3, 100, nil, network.None},
		{"a", "alone", 3, 0, nil, network.None},
		{"a", "nobody", 3, 100, nil, network.None},
		{"a", "e", 4, 100, []string{"SUPPORTED_BY"}, network.None},
		{"a", "e", 4, 100, []string{"SUPPORTED_BY", "TAKES_PART_IN"}, network.Found},
		{"a", "a", 0, 0, []string{}, network.Found},
	} {
		n.View(func(v *network.View) {
			route := network.Route{From: c.from, To: c.to, MaxDepth: c.depth, MaxEdges: c.effort, Via: c.via}
			if _, got := v.ShortestPath(route); got != c.want {
				t.Errorf("%+v: %d, want %d", route, got, c.want)
			}
		})
	}
}

// Whatever the limits: what is found is what is found without them, and nothing that exists is said not to.
func TestLimitsNeverHideAPath(t *testing.T) {
	model := contract(t)
	rapid.Check(t, func(t *rapid.T) {
		r := newRecorder(model)
		someHistory(t, r)
		n := network.New(model)
		if err := n.Load(t.Context(), r); err != nil {
			t.Fatal(err)
		}
		route := network.Route{
			From: rapid.SampledFrom(someIDs).Draw(t, "from"), To: rapid.SampledFrom(someIDs).Draw(t, "to"),
			MaxDepth: rapid.IntRange(0, 4).Draw(t, "depth"), MaxEdges: rapid.IntRange(0, 12).Draw(t, "edges"),
		}
		whole := route
		whole.MaxDepth, whole.MaxEdges = len(someIDs), 1000
		n.View(func(v *network.View) {
			path, outcome := v.ShortestPath(route)
			want, found := v.ShortestPath(whole)
			switch {
			case outcome == network.Found && showPath(path) != showPath(want):
				t.Fatalf("%s, without limits %s", showPath(path), showPath(want))
			case outcome == network.None && found == network.Found:
				t.Fatalf("none, without limits %s", showPath(want))
			case outcome == network.CutByDepth && found == network.Found && len(want.Relations) <= route.MaxDepth:
				t.Fatalf("cut at %d, without limits %s", route.MaxDepth, showPath(want))
			case found != network.Found && found != network.None:
				t.Fatalf("without limits %d", found)
			}
		})
	})
}
