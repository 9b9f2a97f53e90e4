package graph_test

import (
	"slices"
	"testing"
)

// TestLikeAgreements warns of those between just the same organizations, at an overlapping time and with a similar title, in whatever order
// the parties are named and whichever of them has the most agreements.
func TestLikeAgreements(t *testing.T) {
	h := newHouse(t)
	register := func(title, year string, organizations ...string) payload {
		h.follow(t)
		parties := []variables{}
		for _, organization := range organizations {
			parties = append(parties, variables{"organization": organization, "role": "PARTNER"})
		}
		done := h.do(t, "registerAgreement", "agreement", variables{
			"title": title, "kind": "JOINT_RESEARCH", "startsOn": year, "endsOn": year, "parties": parties,
		})
		if done.ID == "" {
			t.Fatalf("%+v", done)
		}
		return done
	}
	likes := func(done payload) (ids []string) {
		for _, warning := range done.Warnings {
			for _, evidence := range warning.Evidence {
				ids = append(ids, evidence.ID)
			}
		}
		return ids
	}
	const title, year = "废旧塑料高值化联合研究", "2031"
	first := register(title, year, recycle, college)
	for range 3 { // now the college has more agreements, then the county
		register("别的事情", year, college, bureau)
	}
	second := register(title, year, college, recycle)
	for name, c := range map[string]struct {
		done payload
		want []string
	}{
		"the first":           {first, nil},
		"named the other way": {second, []string{first.ID}},
		"two are alike":       {register(title, year, recycle, college), []string{first.ID, second.ID}},
		"a third party":       {register(title, year, recycle, college, bureau), nil},
		"another party":       {register(title, year, recycle, bureau), nil},
		"another title":       {register("人才培养", year, recycle, college), nil},
		"in another year":     {register(title, "2030", recycle, college), nil},
	} {
		slices.Sort(c.want) // by id, which is any
		if got := likes(c.done); !slices.Equal(got, c.want) {
			t.Errorf("%s: like %v, want %v", name, got, c.want)
		}
	}
}
