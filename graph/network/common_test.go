package network_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"partnergraph/graph/network"
	"partnergraph/graph/store"
)

func showCommon(c network.Common) string {
	var all []string
	for _, partner := range c.Partners {
		ofNewest, of := c.Shared(partner, 0, 2)
		andNewest, and := c.Shared(partner, 1, 2)
		all = append(all, fmt.Sprint(partner.ID, " ", partner.Score, " ", of, ofNewest, and, andNewest))
	}
	if c.Truncated {
		all = append(all, "truncated")
	}
	return strings.Join(all, ", ")
}

// common looks at every two organizations and every venture.
func (r *recorder) common(of, and string) string {
	if r.nodes[of].ID == "" || r.nodes[and].ID == "" || r.house(of) == r.house(and) {
		return ""
	}
	scores := map[string]float64{}
	shown := map[string]string{}
	for _, id := range slices.Sorted(maps.Keys(r.nodes)) {
		house := r.house(id)
		if house != id || house == r.house(of) || house == r.house(and) {
			continue
		}
		left, right := r.ventures(r.house(of), house), r.ventures(r.house(and), house)
		if len(left) == 0 || len(right) == 0 {
			continue
		}
		scores[house] = float64(2*len(left)*len(right)) / float64(len(left)+len(right))
		shown[house] = fmt.Sprint(house, " ", scores[house], " ", len(left), left[:min(2, len(left))], len(right), right[:min(2, len(right))])
	}
	houses := slices.SortedStableFunc(slices.Values(slices.Sorted(maps.Keys(scores))), func(a, b string) int {
		return int(1000*scores[b]) - int(1000*scores[a])
	})
	var all []string
	for _, house := range houses {
		all = append(all, shown[house])
	}
	return strings.Join(all, ", ")
}

// house climbs until nothing lies above, or until it has come round; then the first of the circle counts.
func (r *recorder) house(id string) string {
	way := []string{id}
	for {
		above := ""
		for ref := range r.relations {
			if ref.Type == "PART_OF" && ref.From == way[len(way)-1] && (above == "" || ref.To < above) {
				above = ref.To
			}
		}
		if above == "" {
			return way[len(way)-1]
		}
		if at := slices.Index(way, above); at >= 0 {
			return slices.Min(way[at:])
		}
		way = append(way, above)
	}
}

// ventures are what two houses share, newest first.
func (r *recorder) ventures(a, b string) []string {
	var list []string
	for id := range r.nodes {
		var inA, inB bool
		for ref := range r.relations {
			if (ref.Type == "PARTY_TO" || ref.Type == "TAKES_PART_IN") && ref.To == id {
				inA, inB = inA || r.house(ref.From) == a, inB || r.house(ref.From) == b
			}
		}
		if inA && inB {
			list = append(list, id)
		}
	}
	date := func(id string) string {
		text, _ := r.nodes[id].Properties["signedOn"].(string)
		return text
	}
	slices.SortFunc(list, func(x, y string) int { return strings.Compare(date(y)+"|", date(x)+"|")*2 + strings.Compare(x, y) })
	return list
}

// A university's college counts as the university, on all sides; the most ties with both come first, and the newest ventures of each.
func TestCommonPartners(t *testing.T) {
	agreement := func(id, signedOn string, parties ...string) []store.Operation {
		list := []store.Operation{create("Agreement", id, props{"title": id, "signedOn": signedOn})}
		for _, party := range parties {
			list = append(list, relate("PARTY_TO", party, id, props{"role": "DEMAND"}))
		}
		return list
	}
	operations := []store.Operation{
		enterprise("a", "安福"), enterprise("b", "奔骥"), enterprise("c", "中泰"), enterprise("lonely", "孤"),
		create("University", "u", props{"name": "大学"}), create("AcademicUnit", "college", props{"name": "学院"}),
		create("AcademicUnit", "workshop", props{"name": "实验室"}), relate("PART_OF", "college", "u", nil), relate("PART_OF", "workshop", "a", nil),
		create("Platform", "p", props{"establishedOn": "2021"}), relate("TAKES_PART_IN", "c", "p", nil), relate("TAKES_PART_IN", "b", "p", nil),
	}
	operations = append(operations, agreement("x1", "2019", "a", "u")...)
	operations = append(operations, agreement("x2", "2020-05", "workshop", "college")...)
	operations = append(operations, agreement("x3", "2018", "b", "college", "u")...)
	operations = append(operations, agreement("x4", "2017", "a", "c", "b")...)
	operations = append(operations, agreement("x5", "2016", "a", "lonely")...)
	n := loaded(t, contract(t), operations...)
	n.View(func(v *network.View) {
		for _, c := range []struct {
			of, and string
			edges   int
			want    string
		}{
			{"a", "b", 100, "c 1.3333333333333333 1 [x4] 2 [p x4], u 1.3333333333333333 2 [x2 x1] 1 [x3]"},
			{"workshop", "b", 100, "c 1.3333333333333333 1 [x4] 2 [p x4], u 1.3333333333333333 2 [x2 x1] 1 [x3]"},
			{"a", "workshop", 100, ""},
			{"a", "lonely", 100, ""},
			{"a", "nobody", 100, ""},
			{"u", "c", 100, "a 1.3333333333333333 2 [x2 x1] 1 [x4], b 1.3333333333333333 1 [x3] 2 [p x4]"},
			{"a", "b", 0, "truncated"},
			{"a", "b", 11, "c 1.3333333333333333 1 [x4] 2 [p x4], u 1 1 [x1] 1 [x3], truncated"},
		} {
			if diff := cmp.Diff(c.want, showCommon(v.CommonPartners(c.of, c.and, c.edges))); diff != "" {
				t.Errorf("%s and %s with %d relations: %s", c.of, c.and, c.edges, diff)
			}
		}
	})
}

// A unit that is part of two universities counts for one of them, whichever is asked about.
func TestCommonPartnersCountAUnitOnce(t *testing.T) {
	n := loaded(t, contract(t),
		create("University", "u", props{"name": "大学"}), create("University", "v", props{"name": "学院"}),
		create("AcademicUnit", "unit", props{"name": "实验室"}), relate("PART_OF", "unit", "u", nil), relate("PART_OF", "unit", "v", nil),
		enterprise("a", "安福"), enterprise("b", "奔骥"),
		create("Agreement", "x", props{"title": "x"}), relate("PARTY_TO", "unit", "x", props{"role": "SUPPLY"}),
		relate("PARTY_TO", "a", "x", props{"role": "DEMAND"}), relate("PARTY_TO", "b", "x", props{"role": "DEMAND"}))
	n.View(func(v *network.View) {
		for _, c := range []struct{ of, and, want string }{{"a", "b", "u 1 1 [x] 1 [x]"}, {"u", "a", "b 1 1 [x] 1 [x]"}, {"v", "a", ""}} {
			if diff := cmp.Diff(c.want, showCommon(v.CommonPartners(c.of, c.and, 100))); diff != "" {
				t.Errorf("%s and %s: %s", c.of, c.and, diff)
			}
		}
	})
}
