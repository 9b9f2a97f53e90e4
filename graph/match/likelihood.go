package match

import (
	"math"
	"slices"
)

// Likelihood is a band of matches, and how large a share of them came true where that was measured.
type Likelihood struct {
	Band     string
	From, To float64
}

// bands are the names of the contract's LikelihoodBand, in the order of the model's bounds between them.
var bands = []string{"UNLIKELY", "POSSIBLE", "PROMISING", "STRONG"}

// likelihoodData is how a match's share of all becomes a likelihood: 1 / (1 + exp(−offset − slope · ln share)).
type likelihoodData struct {
	Slope      float64   `json:"slope"`
	Offset     float64   `json:"offset"`
	Bounds     []float64 `json:"bounds"`
	Agreements int       `json:"agreementsNeeded"`
}

// measured are the types of candidates that likelihoods were measured of.
var measured = []string{"University", "ResearchInstitute"}

// Likelihood says how likely one of the answer's matches is to come true; false where that was not measured: with few agreements, by
// weights of the question's own, for an asker's profile instead of words, for what is offered, and of other organizations than
// universities and institutes.
func (a Answer) Likelihood(m Match) (Likelihood, bool) {
	q, d := a.inquiry, shipped().file.Likelihood
	if q.Count("Agreement") < d.Agreements || q.weighed || !q.spoken || q.offered || q.thin || m.Doubtful ||
		!slices.Contains(measured, q.Type(m.node).Name) {
		return Likelihood{}, false
	}
	odds := math.Exp(d.Offset + d.Slope*(m.Score-a.total()))
	chance := odds / (1 + odds)
	at := 0
	for at < len(d.Bounds) && chance >= d.Bounds[at] {
		at++
	}
	edges := slices.Concat([]float64{0}, d.Bounds, []float64{1})
	return Likelihood{bands[at], edges[at], edges[at+1]}, true
}
