package match

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"partnergraph/graph/message"
	"partnergraph/graph/network/terms"
)

// wording judges by the words that a candidate's texts have in common with what is looked for. A word counts by how few organizations
// have it and by the best of the candidate's texts that hold it.
type wording struct {
	*inquiry
	wants []wordWant
	sums  *tally  // by organization: what its words are worth
	half  float64 // the sum at which the value is one half

	// A text is met again with each of its words, so that whom it speaks for is worked out once: a span of witnesses by Ref.
	spans     []span
	witnesses []worker
}

// span is a part of a list; end 0: not known yet.
type span struct{ start, end int32 }

// wordWant is a word that somebody has, with what it is worth, from 0 to 1, and the records that hold it.
type wordWant struct {
	term  string
	worth float64
	texts []Ref // sorted
}

// enough bounds half: who has four rare words of a long text is a good match whatever else stands there.
const enough = 4.0

// maxWords is how many words of what is asked for are looked for, those of the weightiest phrases first. It bounds the work that a
// long text can make.
const maxWords = 1000

func newWording(q *inquiry) *wording {
	w := &wording{inquiry: q, sums: newTally(q.Size())}
	if q.weights[Text] == 0 {
		return w
	}
	w.spans, w.witnesses = make([]span, q.Size()), make([]worker, 1)
	words := wordsOf(q.phrases)
	mass, all := 0.0, float64(q.Count("Organization"))
	best := newTally(q.Size())
	for _, word := range words[:min(len(words), maxWords)] {
		texts := w.AppendHolding(nil, word.term)
		slices.Sort(texts)
		for _, text := range texts {
			for _, witness := range w.speaksFor(text) {
				best.raise(witness.organization, witness.supplies)
			}
		}
		rare := rarity(float64(len(best.touched)), all)
		mass += rare // also of a word that nobody has: what was found is the smaller a part of the whole
		if worth := word.weight * rare; len(best.touched) > 0 {
			w.wants = append(w.wants, wordWant{word.term, worth, texts})
			for _, organization := range best.touched {
				w.sums.add(organization, worth*best.numbers[organization])
			}
		}
		best.clear()
	}
	w.half = min(enough, mass/2)
	return w
}

// rarity is the inverse document frequency of BM25 over organizations, as a share of that of a word which a single one has. A word
// that nobody has is as rare as that: were it rarer, the first to have it would make what is looked for worth less.
func rarity(have, all float64) float64 {
	have = max(1, have)
	all = max(all, have)
	idf := func(n float64) float64 { return math.Log(1 + (all-n+0.5)/(n+0.5)) }
	return idf(have) / idf(1)
}

// speaksFor returns the organizations of which a text testifies, and how well; of records that are about something else none.
func (w *wording) speaksFor(text Ref) []worker {
	at := &w.spans[text]
	if at.end == 0 {
		at.start = int32(len(w.witnesses))
		owners, source := w.owners(text)
		for _, owner := range owners {
			w.witnesses = append(w.witnesses, worker{owner, w.supplies(owner, source)})
		}
		at.end = int32(len(w.witnesses))
	}
	return w.witnesses[at.start:at.end]
}

// owners returns the organizations that a text speaks for, and what sort of text it is.
func (w *wording) owners(text Ref) ([]Ref, source) {
	switch w.Type(text).Name {
	case "Capability":
		return w.related(text, offers, true), aCapability
	case "Platform", "Agreement":
		members := w.members(nil, text)
		if slices.ContainsFunc(members, w.excuses) {
			return nil, aVenture // what it did with the asker is the track record's to judge, and its words are the asker's own
		}
		return members, aVenture
	}
	if w.organization(text) {
		return []Ref{text}, itself
	}
	return nil, itself
}

func (w *wording) values() *tally {
	values := newTally(w.Size())
	for _, organization := range w.sums.touched {
		sum := w.sums.numbers[organization]
		values.set(organization, sum/(sum+w.half))
	}
	return values
}

// testimony is one of a candidate's texts and what the wanted words in it are worth.
type testimony struct {
	text  Ref
	worth float64
}

// maxCited is the most texts that a sentence quotes.
const maxCited = 2

func (w *wording) explain(candidate Ref) (message.Text, []Ref) {
	all := w.testimonies(candidate)
	var clauses []clause
	evidence := make([]Ref, len(all))
	for i, t := range all {
		if i < maxCited {
			clauses = append(clauses, w.clause(t.text))
		}
		evidence[i] = t.text
	}
	return sentence(clauses...), evidence
}

// testimonies returns the candidate's texts that hold wanted words, the weightiest first.
func (w *wording) testimonies(candidate Ref) []testimony {
	var all []testimony
	for _, text := range distinct(w.ventures(w.AppendRelated([]Ref{candidate}, candidate, offers, false), candidate)) {
		witnesses := w.speaksFor(text)
		at := slices.IndexFunc(witnesses, func(witness worker) bool { return witness.organization == candidate })
		if at < 0 {
			continue
		}
		t := testimony{text: text}
		for _, want := range w.wants {
			if _, holds := slices.BinarySearch(want.texts, text); holds {
				t.worth += want.worth * witnesses[at].supplies
			}
		}
		if t.worth > 0 {
			all = append(all, t)
		}
	}
	slices.SortFunc(all, func(a, b testimony) int { return cmp.Or(cmp.Compare(b.worth, a.worth), w.byID(a.text, b.text)) })
	return all
}

// clause tells what stands in a text, the longest first.
func (w *wording) clause(text Ref) clause {
	var c clause
	switch w.Type(text).Name {
	case "Capability":
		c.says = message.Text{ZH: "能力%s中有", EN: "Its capability %s has "}.Fill(w.cited(text).ZH)
	case "Platform":
		c.says = message.Text{ZH: "平台%s中有", EN: "Its platform %s has "}.Fill(w.cited(text).ZH)
	case "Agreement":
		c.says = message.Text{ZH: "协议%s中有", EN: "Its agreement %s has "}.Fill(w.cited(text).ZH)
	default:
		c.says = message.Text{ZH: "名称或简介中有", EN: "Its name or summary has "}
	}
	for _, quote := range w.quotes(w.folded(text)) {
		c.names = append(c.names, message.Text{ZH: "“" + quote + "”", EN: "“" + quote + "”"})
	}
	return c
}

// quotes returns the parts of what is asked for that stand in a folded text, the longest first, none that is part of another.
func (w *wording) quotes(text string) []string {
	words := map[string]bool{}
	for piece := range terms.Pieces(text) {
		words[piece.Text] = true
	}
	var all []string
	for _, phrase := range w.phrases {
		all = append(all, quoted(phrase.subject, text, words)...)
	}
	slices.SortStableFunc(all, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	var kept []string
	for _, quote := range all {
		if !slices.ContainsFunc(kept, func(longer string) bool { return strings.Contains(longer, quote) }) {
			kept = append(kept, quote)
		}
	}
	return kept
}

// folded is all that the index knows of a node, one text a line.
func (w *wording) folded(node Ref) string {
	var text strings.Builder
	for _, field := range w.Type(node).Fields {
		if field.Property == nil || field.Property.Search == 0 {
			continue
		}
		for _, value := range append(w.Texts(node, field.Name), w.Text(node, field.Name)) {
			text.WriteString(terms.Fold(value).Text + "\n")
		}
	}
	return text.String()
}
