package match

import (
	"cmp"
	"math"
	"slices"
)

// wording judges by the words that a candidate's texts have in common with what is looked for. A word counts by how few organizations
// have it and by the best of the candidate's texts that hold it.
type wording struct {
	*inquiry
	wants []wordWant
	sums  *tally  // by organization for which a text speaks: what its words are worth
	half  float64 // the sum at which the value is one half
	heard hearing // the texts that hold words

	recent   recent
	passages []passage // of what is asked for, cut when first asked for
}

// recent keeps the testimonies that were looked up last: the sentence and the highlights of one candidate want the same.
type recent struct {
	of  Ref
	all []testimony
}

// wordWant is a word that is asked for, with the ways in which somebody has it.
type wordWant struct {
	term string
	ways []wordWay // the word itself first, then the other words that stand for it, the nearest first
}

// wordWay is a way of having a word.
type wordWay struct {
	worth  float64 // from 0 to 1
	texts  []Ref   // the records that hold it, sorted
	places []int32 // of the texts among those that are heard
	by     *bridge // to the other word; nil for the word itself
}

// enough bounds half: who has four rare words of a long text is a good match whatever else stands there.
const enough = 4.0

// maxWords is how many words of what is asked for are looked for, those of the weightiest phrases first. It bounds the work that a
// long text can make.
const maxWords = 1000

// The most records that are looked at for holding words of what is asked for: those of a single word, and of all. Words that more
// have are no news about any.
const (
	maxHolders = 4000
	maxHeld    = 12000
	maxFound   = 4000 // of all, where there are too many organizations to look at each
)

// affordable keeps the words that few have, as many as may be looked at.
func (w *wording) affordable(words []word) []word {
	rare := slices.Clone(words)
	slices.SortStableFunc(rare, func(a, b word) int { return cmp.Compare(a.holders, b.holders) })
	held, most, dear := 0, maxHeld, map[string]bool{}
	if w.large {
		most = maxFound
	}
	for _, word := range rare {
		held += word.holders
		dear[word.term] = word.holders > maxHolders || held > most
	}
	return slices.DeleteFunc(slices.Clone(words), func(word word) bool { return dear[word.term] })
}

func newWording(q *inquiry) *wording {
	w := &wording{inquiry: q, sums: q.room.tally()}
	if q.weights[Text] == 0 {
		return w
	}
	w.heard = newHearing(q, w.sums)
	words := w.affordable(q.words()[:min(len(q.words()), maxWords)])
	holding, named := map[string][]Ref{}, map[string][]Ref{} // named: the terms of the glossary, which speak for nobody
	hold := func(term string) []Ref {
		texts, known := holding[term]
		if !known && w.Holders(term) <= maxHolders {
			start := len(w.room.texts)
			w.room.texts = w.AppendHolding(w.room.texts, term)
			texts = slices.Clip(w.room.texts[start:])
			texts = slices.DeleteFunc(texts, func(node Ref) bool {
				if w.Type(node).Name != "Term" {
					return false
				}
				named[term] = append(named[term], node)
				return true
			})
			slices.Sort(texts)
			holding[term] = texts
		}
		return texts
	}
	others := map[string][]wordWay{}
	var found []Ref
	for _, word := range words {
		hold(word.term)
		found = append(found, named[word.term]...)
	}
	bridges, built := (glossary{q.works, q.phrases}).bridges(found), 0
	for _, b := range bridges[:min(len(bridges), maxTried)] {
		texts := holdingAll(b.cut, hold)
		if len(texts) == 0 {
			continue
		}
		for _, word := range b.words {
			others[word] = append(others[word], wordWay{texts: texts, by: &b})
		}
		if built++; built == maxBridges {
			break
		}
	}
	mass, all := 0.0, float64(q.Count("Organization"))
	for i, word := range words {
		want := wordWant{word.term, append([]wordWay{{texts: hold(word.term)}}, others[word.term]...)}
		mass += w.weigh(&want, int32(i+1), word.weight, all) // also of a word that nobody has: what was found is the smaller a part of the whole
		if len(w.room.having) > 0 {
			w.wants = append(w.wants, want)
		}
		for _, seat := range w.room.having {
			w.sums.numbers[seat] += w.room.voices[seat].best
		}
	}
	w.half = min(enough, mass/2)
	return w
}

// weigh settles what each way of having a word is worth, and for each organization what it gets for it, which is then among those having
// the word: for the way that is worth most, not for several. A way is the rarer the fewer have the word by it or by a nearer one; so whoever
// comes to have it by a nearer way keeps what it had. It returns how rare the word itself is. Words are numbered from 1.
func (w *wording) weigh(want *wordWant, number int32, weight, all float64) float64 {
	slices.SortStableFunc(want.ways[1:], func(a, b wordWay) int { return cmp.Compare(b.by.near, a.by.near) })
	for i := range want.ways {
		want.ways[i].places = w.heard.hear(want.ways[i].texts)
	}
	r := w.room
	r.having = r.having[:0]
	itself, alone := 0.0, len(want.ways) == 1
	for start := 0; start < len(want.ways); {
		near, end := want.ways[start].near(), start
		for ; end < len(want.ways) && want.ways[end].near() == near; end++ {
			for _, place := range want.ways[end].places {
				for _, witness := range w.heard.witnesses(place) {
					voice := &r.voices[witness.seat]
					if voice.word != number {
						voice.word, voice.best = number, 0
						r.having = append(r.having, witness.seat)
					}
					if alone {
						voice.best = max(voice.best, witness.supplies)
					}
				}
			}
		}
		rare := rarity(float64(len(r.having)), all)
		if start == 0 {
			itself = rare
		}
		for ; start < end; start++ {
			way := &want.ways[start]
			way.worth = weight * near * rare
			if alone {
				for _, seat := range r.having {
					r.voices[seat].best *= way.worth
				}
				continue
			}
			for _, place := range way.places {
				for _, witness := range w.heard.witnesses(place) {
					voice := &r.voices[witness.seat]
					voice.best = max(voice.best, way.worth*witness.supplies)
				}
			}
		}
	}
	return itself
}

// near is how well the way stands for the word itself.
func (w wordWay) near() float64 {
	if w.by == nil {
		return 1
	}
	return w.by.near
}

// holdingAll returns the nodes that hold all the words.
func holdingAll(words []string, hold func(string) []Ref) []Ref {
	var all []Ref
	for i, word := range words {
		texts := hold(word)
		if i == 0 {
			all = slices.Clone(texts)
			continue
		}
		all = slices.DeleteFunc(all, func(node Ref) bool {
			_, holds := slices.BinarySearch(texts, node)
			return !holds
		})
	}
	return all
}

// rarity is the inverse document frequency of BM25 over organizations, as a share of that of a word which a single one has. A word
// that nobody has is as rare as that: were it rarer, the first to have it would make what is looked for worth less.
func rarity(have, all float64) float64 {
	have = max(1, have)
	all = max(all, have)
	idf := func(n float64) float64 { return math.Log(1 + (all-n+0.5)/(n+0.5)) }
	return idf(have) / idf(1)
}

func (w *wording) value(s *contender) float64 {
	if sum := w.sums.of(s.node); sum > 0 {
		return sum / (sum + w.half)
	}
	return 0
}

// leads meets those first whose words are worth most.
func (w *wording) leads(visit func(Ref) bool) {
	w.sums.descend(maxLooks, w.byID, visit)
}
