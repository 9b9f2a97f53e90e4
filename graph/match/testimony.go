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
	by    []*bridge // of the texts that are cited: to words that they have instead of wanted ones, those that stand for most first
	words []string  // of these as well: wanted ones that they have, the longest first
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

// testimonies returns the weightiest of the candidate's texts that hold wanted words or others that stand for them, the weightiest first,
// as many as a reason may name.
func (w *wording) testimonies(candidate Ref) []testimony {
	if w.recent.of == candidate && len(w.recent.all) > 0 {
		return w.recent.all
	}
	texts := w.room.testified[:0]
	for witness := range w.heard.of(candidate) {
		if worth := w.worth(witness); worth > 0 {
			texts = append(texts, pull{witness.text, worth})
		}
	}
	w.room.testified = texts
	slices.SortFunc(texts, func(a, b pull) int { return cmp.Or(cmp.Compare(b.weight, a.weight), w.byID(a.node, b.node)) })
	all := w.recent.all[:0]
	for i, text := range texts[:min(len(texts), MaxEvidence)] {
		t := testimony{text: text.node}
		if i < maxCited {
			t.by, t.words = w.others(text.node), w.quotes(w.folded(text.node))
		}
		all = append(all, t)
	}
	w.recent = recent{candidate, all}
	return all
}

// worth is what a text has of what is asked for.
func (w *wording) worth(by witness) float64 {
	worth := 0.0
	for i := range w.wants {
		if way := w.wants[i].in(by.text); way != nil {
			worth += way.worth * by.supplies
		}
	}
	return worth
}

// in is the way in which a text has the word that is worth most; nil when it does not have it.
func (w *wordWant) in(text Ref) *wordWay {
	for i := range w.ways { // which come by their worth
		if _, holds := slices.BinarySearch(w.ways[i].texts, text); holds {
			return &w.ways[i]
		}
	}
	return nil
}

// others tells by which other words a text has what is asked for, those that stand for most first: of those for one term the one that
// stands for most.
func (w *wording) others(text Ref) []*bridge {
	var by []*bridge
	worth := map[*bridge]float64{}
	for i := range w.wants {
		if way := w.wants[i].in(text); way != nil && way.by != nil {
			if worth[way.by] == 0 {
				by = append(by, way.by)
			}
			worth[way.by] += way.worth
		}
	}
	slices.SortStableFunc(by, func(a, b *bridge) int { return cmp.Compare(worth[b], worth[a]) })
	var kept []*bridge
	for _, b := range by {
		if !slices.ContainsFunc(kept, func(k *bridge) bool { return k.term == b.term || k.other == b.other }) {
			kept = append(kept, b)
		}
	}
	return kept[:min(len(kept), maxNamed)]
}

// clauses tell what stands in a text: wanted words, the longest first, and other words with the terms that lead to them.
func (w *wording) clauses(t testimony) []clause {
	where := w.where(t.text)
	c := clause{says: message.Text{ZH: where.ZH + "中有", EN: where.EN + " has "}, unit: "个词"}
	for _, quote := range t.words {
		c.names = append(c.names, message.Text{ZH: "“" + quote + "”", EN: "“" + quote + "”"})
	}
	b := clause{goes: len(t.words) > 0}
	if !b.goes {
		b.says = message.Text{ZH: where.ZH + "中", EN: where.EN + " has "}
	}
	for _, by := range t.by {
		term := w.cited(by.term)
		b.names = append(b.names, message.Text{
			ZH: "“" + by.other + "”经术语" + term.ZH + "对应到“" + by.asked + "”",
			EN: "“" + by.other + "” (matched by the term " + term.EN + " with “" + by.asked + "”)",
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
	var hashes hashSet
	for piece := range terms.Pieces(text) {
		switch piece.Kind {
		case terms.Word:
			hashes.add(hashOf(piece.Text))
		case terms.Han:
			for pair := range terms.Pairs(piece.Text) {
				hashes.add(hashOf(pair))
			}
		}
	}
	if w.passages == nil {
		w.passages = passagesOf(w.phrases)
	}
	all := w.room.quotes[:0]
	for i := range w.passages {
		all = w.passages[i].appendTo(all, text, &hashes)
	}
	w.room.quotes = all
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
	text := w.room.folded[:0]
	for _, field := range w.Type(node).Fields {
		if field.Property == nil || field.Property.Search == 0 {
			continue
		}
		for _, value := range append(w.Texts(node, field.Name), w.Text(node, field.Name)) {
			text = append(terms.AppendFolded(text, value), '\n')
		}
	}
	w.room.folded = text
	return string(text)
}
