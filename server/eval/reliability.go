package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// band is what the product says of how likely a match is.
type band struct {
	Band     string
	From, To float64
}

// told is how many candidates were said to be of a band, and how many of them were partners.
type told struct {
	band
	candidates, partners int
}

// reliability is whether what the product says of likelihoods holds.
type reliability struct{ bands []told }

// note counts candidates of a band.
func (r *reliability) note(b band, candidates, partners int) {
	at := slices.IndexFunc(r.bands, func(t told) bool { return t.band == b })
	if at < 0 {
		at = len(r.bands)
		r.bands = append(r.bands, told{band: b})
	}
	r.bands[at].candidates += candidates
	r.bands[at].partners += partners
}

// follow takes a ranking's candidates with their bands until those of the lowest begin, to which the rest then belongs.
func (r *reliability) follow(s split, j *judge) (place func(candidate) bool, end func()) {
	left, partners := len(s.candidates), len(j.q.truth)
	return func(c candidate) bool {
			more := j.place(c.Organization.ID)
			if c.Likelihood == nil || c.Likelihood.From == 0 {
				return more
			}
			hit := 0
			if j.q.truth[j.byID[c.Organization.ID]] {
				hit = 1
			}
			r.note(*c.Likelihood, 1, hit)
			left, partners = left-1, partners-hit
			return true
		}, func() {
			r.note(band{Band: "the rest"}, left, partners)
		}
}

func (r *reliability) String() string {
	var b strings.Builder
	slices.SortFunc(r.bands, func(a, b told) int { return cmp.Compare(a.From, b.From) })
	for _, t := range r.bands {
		fmt.Fprintf(&b, "  %-12s said %.2f–%.2f  came true %.4f  of %d\n", t.Band, t.From, t.To, float64(t.partners)/float64(max(t.candidates, 1)), t.candidates)
	}
	return b.String()
}
