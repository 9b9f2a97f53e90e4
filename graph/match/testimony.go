package match

import (
	"cmp"
	"slices"
	"strings"

	"partnergraph/graph/message"
	"partnergraph/graph/network/terms"
)

// This file tells what wording judges by: which texts of a candidate speak for it, and by what words.

// testimony is one of a candidate's texts and what the wanted words in it are worth.
type testimony struct {
	text  Ref
	worth float64
	by    []*bridge // to words that it has instead of wanted ones, those that stand for most first
	words []string  // wanted ones that it has, the longest first; of the texts that are cited
}

// maxCited is the most texts that a sentence quotes.
const maxCited = 2

func (w *wording) explain(candidate Ref) (message.Text, []Ref) {
	all := w.testimonies(candidate)
	var clauses []clause
	var evidence []Ref
	for i, t := range all {
		evidence = append(evidence, t.text)
		if i >= maxCited {
			continue
		}
		clauses = append(clauses, w.clauses(t)...)
		for _, b := range t.by {
			if !slices.Contains(evidence, b.term) {
				evidence = append(evidence, b.term)
			}
		}
	}
	return sentence(clauses...), evidence
}

// testimonies returns the candidate's texts that hold wanted words or others that stand for them, the weightiest first.
func (w *wording) testimonies(candidate Ref) []testimony {
	if w.recent.all != nil && w.recent.of == candidate {
		return w.recent.all
	}
	var all []testimony
	for witness := range w.heard.of(candidate) {
		if t := w.testimony(witness.text, witness.supplies); t.worth > 0 {
			all = append(all, t)
		}
	}
	slices.SortFunc(all, func(a, b testimony) int { return cmp.Or(cmp.Compare(b.worth, a.worth), w.byID(a.text, b.text)) })
	for i := range all[:min(len(all), maxCited)] {
		all[i].words = w.quotes(w.folded(all[i].text))
	}
	w.recent = recent{candidate, all}
	return all
}

// testimony tells what a text that supplies that much has of what is asked for. Of the other words for one term it keeps the one that
// stands for most.
func (w *wording) testimony(text Ref, supplies float64) testimony {
	t := testimony{text: text}
	worth := map[*bridge]float64{}
	for _, want := range w.wants {
		for _, way := range want.ways {
			if _, holds := slices.BinarySearch(way.texts, text); !holds {
				continue
			}
			t.worth += way.worth * supplies
			if way.by != nil {
				if worth[way.by] == 0 {
					t.by = append(t.by, way.by)
				}
				worth[way.by] += way.worth
			}
			break // the ways come by their worth
		}
	}
	slices.SortStableFunc(t.by, func(a, b *bridge) int { return cmp.Compare(worth[b], worth[a]) })
	var kept []*bridge
	for _, b := range t.by {
		if !slices.ContainsFunc(kept, func(k *bridge) bool { return k.term == b.term || k.other == b.other }) {
			kept = append(kept, b)
		}
	}
	t.by = kept[:min(len(kept), maxNamed)]
	return t
}

// clauses tell what stands in a text: wanted words, the longest first, and other words with the terms that lead to them.
func (w *wording) clauses(t testimony) []clause {
	where := w.where(t.text)
	c := clause{says: message.Text{ZH: where.ZH + "中有", EN: where.EN + " has "}}
	for _, quote := range t.words {
		c.names = append(c.names, message.Text{ZH: "“" + quote + "”", EN: "“" + quote + "”"})
	}
	b := clause{says: message.Text{ZH: where.ZH + "中", EN: where.EN + " has "}}
	for _, by := range t.by {
		term := w.cited(by.term)
		b.names = append(b.names, message.Text{
			ZH: "“" + by.other + "”经术语" + term.ZH + "对应到“" + by.asked + "”",
			EN: "“" + by.other + "”, matched by the term " + term.EN + " with “" + by.asked + "”",
		})
	}
	return []clause{c, b}
}

// where says what text it is.
func (w *wording) where(text Ref) message.Text {
	switch w.Type(text).Name {
	case "Capability":
		return message.Text{ZH: "能力%s", EN: "Its capability %s"}.Fill(w.cited(text).ZH)
	case "Need":
		return message.Text{ZH: "需求%s", EN: "Its need %s"}.Fill(w.cited(text).ZH)
	case "Platform":
		return message.Text{ZH: "平台%s", EN: "Its platform %s"}.Fill(w.cited(text).ZH)
	case "Agreement":
		return message.Text{ZH: "协议%s", EN: "Its agreement %s"}.Fill(w.cited(text).ZH)
	default:
		return message.Text{ZH: "名称或简介", EN: "Its name or summary"}
	}
}

// quotes returns the parts of what is asked for that stand in a folded text, the longest first, none that is part of another.
func (w *wording) quotes(text string) []string {
	words, pairs := map[string]bool{}, hashSet{}
	for piece := range terms.Pieces(text) {
		switch piece.Kind {
		case terms.Word:
			words[piece.Text] = true
		case terms.Han:
			for pair := range terms.Pairs(piece.Text) {
				pairs.add(hashOf(pair))
			}
		}
	}
	var all []string
	for _, phrase := range w.phrases {
		all = append(all, quoted(phrase.subject, text, words, &pairs)...)
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
