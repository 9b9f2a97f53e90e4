package main

import (
	"cmp"
	"maps"
	"math"
	"math/rand/v2"
	"slices"

	"partnergraph/graph/network/terms"
)

// baselines are what anyone could take off the shelf, each a score for every candidate.
type baselines struct {
	split
	at         map[*organization]int // place among the candidates
	agreements map[*organization]int
	parties    map[*organization][]int // agreements by their place among the known
	partners   map[*organization][]*organization
	texts      []vector // of the known agreements
	rarity     map[string]float64
	past       []vector // by candidate: all its texts together
	classes    []vector // by candidate: how often each class
	shares     []vector // the same, of length 1
	random     []float64
	linear     weights
}

type vector map[string]float64

func newBaselines(s split) *baselines {
	b := &baselines{
		split: s, at: map[*organization]int{}, agreements: map[*organization]int{}, parties: map[*organization][]int{},
		partners: map[*organization][]*organization{}, rarity: map[string]float64{},
	}
	random := rand.New(rand.NewPCG(7, 7))
	for i, o := range s.candidates {
		b.at[o] = i
		b.past, b.classes = append(b.past, vector{}), append(b.classes, vector{})
		b.random = append(b.random, random.Float64())
	}
	for _, a := range s.known {
		for term := range counted(a.title + " " + a.objective) {
			b.rarity[term]++
		}
	}
	for term, n := range b.rarity {
		b.rarity[term] = 1 + math.Log(float64(1+len(s.known))/(1+n))
	}
	with := map[*organization]map[*organization]bool{}
	for i, a := range s.known {
		v := b.weigh(a.title + " " + a.objective)
		b.texts = append(b.texts, v)
		for o := range organizationsOf(a) {
			b.agreements[o]++
			b.parties[o] = append(b.parties[o], i)
			if with[o] == nil {
				with[o] = map[*organization]bool{}
			}
			for other := range organizationsOf(a) {
				if other != o {
					with[o][other] = true
				}
			}
			if at, known := b.at[o]; known {
				for term, weight := range v {
					b.past[at][term] += weight
				}
				for _, class := range a.classes {
					b.classes[at][class]++
				}
			}
		}
	}
	for o, others := range with {
		for other := range others {
			b.partners[o] = append(b.partners[o], other)
		}
		slices.SortFunc(b.partners[o], byID)
	}
	for _, v := range b.past {
		v.normalize()
	}
	for _, v := range b.classes {
		share := maps.Clone(v)
		share.normalize()
		b.shares = append(b.shares, share)
	}
	return b
}

func organizationsOf(a *agreement) map[*organization]bool {
	all := map[*organization]bool{}
	for _, p := range a.parties {
		all[p.organization] = true
	}
	return all
}

// counted counts words and pairs of words that follow one another.
func counted(text string) vector {
	v, before := vector{}, ""
	for piece := range terms.Pieces(terms.Fold(text).Text) {
		if piece.Kind != terms.Word || len(piece.Text) < 2 {
			continue
		}
		v[piece.Text]++
		if before != "" {
			v[before+" "+piece.Text]++
		}
		before = piece.Text
	}
	return v
}

func (b *baselines) weigh(text string) vector {
	v := counted(text)
	for term, n := range v {
		v[term] = (1 + math.Log(n)) * b.rarity[term]
	}
	v.normalize()
	return v
}

func (v vector) normalize() {
	sum := 0.0
	for _, term := range sortedKeys(v) {
		sum += v[term] * v[term]
	}
	for term := range v {
		v[term] /= math.Sqrt(max(sum, 1e-12))
	}
}

func sortedKeys(v vector) []string {
	keys := make([]string, 0, len(v))
	for key := range v {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

func dot(keys []string, a, b vector) float64 {
	sum := 0.0
	for _, key := range keys {
		if x := b[key]; x != 0 {
			sum += a[key] * x
		}
	}
	return sum
}

// nearest is how many past agreements the sum over the nearest counts.
const nearest = 50

// names of the baselines, in the order in which they are shown.
var baselineNames = []string{
	"random", "popularity", "same country, then popularity", "Adamic–Adar", "class overlap", "text against past texts", "50 nearest agreements",
	"rank fusion", "linear", "classes counted",
}

// scores judges all candidates by every baseline, as in baselineNames. With title, by the title alone.
func (b *baselines) scores(q question, title bool) [][]float64 {
	text := q.about.title
	if !title {
		text += " " + q.about.objective
	}
	v := b.weigh(text)
	keys := sortedKeys(v)
	all := make([][]float64, len(baselineNames))
	for i := range all {
		all[i] = make([]float64, len(b.candidates))
	}
	copy(all[0], b.random)
	for i, o := range b.candidates {
		popularity := math.Log(float64(b.agreements[o]))
		all[1][i] = popularity
		all[2][i] = popularity
		if o.country == q.asks.country {
			all[2][i] += 100
		}
		for _, class := range q.about.classes {
			all[4][i] += b.shares[i][class]
			all[9][i] += b.classes[i][class]
		}
		all[5][i] = dot(keys, v, b.past[i])
	}
	for _, friend := range b.partners[q.asks] {
		for _, other := range b.partners[friend] {
			if at, known := b.at[other]; known {
				all[3][at] += 1 / math.Log(float64(1+len(b.partners[friend])))
			}
		}
	}
	b.addNearest(all[6], keys, v)
	for _, scores := range all[1:7] {
		for i, rank := range ranks(scores) {
			all[7][i] += 1 / float64(60+rank)
		}
	}
	for i := range b.candidates {
		all[8][i] = b.linear.sum(b.parts(all, q, i))
	}
	return all
}

func (b *baselines) addNearest(scores []float64, keys []string, v vector) {
	type like struct {
		at   int
		like float64
	}
	list := make([]like, len(b.texts))
	for i, text := range b.texts {
		list[i] = like{i, dot(keys, v, text)}
	}
	slices.SortStableFunc(list, func(a, b like) int { return cmp.Compare(b.like, a.like) })
	for _, l := range list[:min(len(list), nearest)] {
		for o := range organizationsOf(b.known[l.at]) {
			if at, known := b.at[o]; known {
				scores[at] += l.like
			}
		}
	}
}

// ranks start at 1; equal scores are in the order of the candidates.
func ranks(scores []float64) []int {
	list := make([]int, len(scores))
	for rank, at := range order(scores) {
		list[at] = rank + 1
	}
	return list
}

func order(scores []float64) []int {
	list := make([]int, len(scores))
	for i := range list {
		list[i] = i
	}
	slices.SortStableFunc(list, func(a, b int) int { return cmp.Compare(scores[b], scores[a]) })
	return list
}
