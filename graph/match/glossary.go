package match

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"partnergraph/graph/network/terms"
)

// The relations of the glossary.
const (
	kindOf = "KIND_OF"
	akinTo = "AKIN_TO"
)

// How well another word stands for the one that is asked for, against the word itself. Who does a narrower thing serves who asks for
// the wider one; who does the wider thing may not do the narrower.
const (
	asSynonym  = 0.85
	asNarrower = 0.7
	asRelated  = 0.55
	asBroader  = 0.3
)

// maxTried is how many other words are looked for at most, those that stand for the most words of what is asked for first, and maxBridges
// how many that somebody has. They bound the work that a long text can make.
const (
	maxTried   = 1600
	maxBridges = 400
)

// bridge leads from words of what is asked for to another word, along a term of the glossary.
type bridge struct {
	term  Ref    // what the two words have in common
	asked string // the term's word that stands in what is asked for
	other string // the word that may stand in a candidate's text instead
	near  float64
	words []string // what asked is cut into
	cut   []string // what other is cut into
}

// glossary turns words of what is asked for into others.
type glossary struct {
	works
	phrases []phrase
}

// bridges returns the ways to other words from those that stand in what is asked for, along terms that hold a part of it.
func (g glossary) bridges(found []Ref) []bridge {
	found = distinct(found)
	slices.SortFunc(found, g.byID) // so that bridges of equal weight come in one order
	var list []bridge
	for _, term := range found {
		if asked := g.asked(term); asked.text != "" {
			list = append(list, g.from(term, asked)...)
		}
	}
	slices.SortStableFunc(list, func(a, b bridge) int {
		return cmp.Or(cmp.Compare(len(b.words), len(a.words)), cmp.Compare(b.near, a.near))
	})
	return list
}

// asked is the longest of a term's words that stands in what is asked for; that of no text when none does.
func (g glossary) asked(term Ref) label {
	var longest label
	for _, label := range g.labels(term) {
		if len(label.text) > len(longest.text) && slices.ContainsFunc(g.phrases, func(p phrase) bool { return stands(label.text, p.text) }) {
			longest = label
		}
	}
	return longest
}

// label is a word of a term of the glossary.
type label struct {
	text  string   // folded
	words []string // what it is cut into where it is asked for, without what stands in nearly every text
	cut   []string // whole: 农村科技服务 is not anything of 农村
}

// labels are a term's words, but for those of which every part stands in nearly every text. They are not to be changed.
func (w works) labels(term Ref) []label {
	return recalled(w, term, aLabel, func(w works, term Ref) []label {
		var labels []label
		for _, text := range append([]string{w.Text(term, "name"), w.Text(term, "englishName")}, w.Texts(term, "synonyms")...) {
			text = strings.Join(strings.Fields(terms.Fold(text).Text), " ")
			words := tellingTerms(subject(text))
			if len(words) > 0 && !slices.ContainsFunc(labels, func(known label) bool { return known.text == text }) {
				labels = append(labels, label{text, words, tellingTerms(text)})
			}
		}
		return labels
	})
}

// from returns the bridges that start at a term's word.
func (g glossary) from(term Ref, asked label) []bridge {
	var list []bridge
	add := func(through Ref, near float64) {
		for _, label := range g.labels(through) {
			if !slices.ContainsFunc(label.cut, func(word string) bool { return !slices.Contains(asked.words, word) }) {
				continue // who has the words themselves has it
			}
			list = append(list, bridge{term, asked.text, label.text, near, asked.words, label.cut})
		}
	}
	add(term, asSynonym)
	for _, side := range []struct {
		relation string
		in       bool
		near     float64
	}{{kindOf, true, asNarrower}, {akinTo, false, asRelated}, {akinTo, true, asRelated}, {kindOf, false, asBroader}} {
		for _, other := range g.related(term, side.relation, side.in) {
			add(other, side.near)
		}
	}
	return list
}

// tellingTerms cuts a folded text into the terms that may tell what it is about.
func tellingTerms(text string) []string {
	return slices.DeleteFunc(terms.Of(text), func(term string) bool { return !telling(term) })
}

// stands reports whether a label stands in a folded text: as it is in Chinese, as whole words in other scripts.
func stands(label, text string) bool {
	for from := 0; ; {
		at := strings.Index(text[from:], label)
		if at < 0 {
			return false
		}
		start, end := from+at, from+at+len(label)
		if !joins(text[:start], label) && !joins(label, text[end:]) {
			return true
		}
		_, size := utf8.DecodeRuneInString(text[start:])
		from = start + size
	}
}

// joins reports whether the end of one text and the start of the next are parts of one word.
func joins(before, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(after)
	return before != "" && after != "" && terms.KindOf(last) == terms.Word && terms.KindOf(first) == terms.Word
}
