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

// maxBridges is how many other words are looked for at most, those that stand for the most words of what is asked for first. It
// bounds the work that a long text can make.
const maxBridges = 400

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

// bridges returns the ways from the words to other words. hold gives the nodes that hold a word.
func (g glossary) bridges(words []word, hold func(term string) []Ref) []bridge {
	var found []Ref
	for _, word := range words {
		for _, node := range hold(word.term) {
			if g.Type(node).Name == "Term" {
				found = append(found, node)
			}
		}
	}
	found = distinct(found)
	slices.SortFunc(found, g.byID) // so that bridges of equal weight come in one order
	var list []bridge
	for _, term := range found {
		if asked := g.asked(term); asked != "" {
			list = append(list, g.from(term, asked)...)
		}
	}
	slices.SortStableFunc(list, func(a, b bridge) int {
		return cmp.Or(cmp.Compare(len(b.words), len(a.words)), cmp.Compare(b.near, a.near))
	})
	return list[:min(len(list), maxBridges)]
}

// asked is the longest of a term's words that stands in what is asked for; "" when none does.
func (g glossary) asked(term Ref) string {
	longest := ""
	for _, label := range g.labels(term) {
		if len(label) > len(longest) && slices.ContainsFunc(g.phrases, func(p phrase) bool { return stands(label, p.text) }) {
			longest = label
		}
	}
	return longest
}

// labels are a term's words, folded; but for those of which every part stands in nearly every text.
func (g glossary) labels(term Ref) []string {
	var labels []string
	for _, text := range append([]string{g.Text(term, "name"), g.Text(term, "englishName")}, g.Texts(term, "synonyms")...) {
		label := strings.Join(strings.Fields(terms.Fold(text).Text), " ")
		if len(tellingTerms(subject(label))) > 0 && !slices.Contains(labels, label) {
			labels = append(labels, label)
		}
	}
	return labels
}

// from returns the bridges that start at a term's word.
func (g glossary) from(term Ref, asked string) []bridge {
	words := tellingTerms(subject(asked))
	var list []bridge
	add := func(through Ref, near float64) {
		for _, label := range g.labels(through) {
			cut := tellingTerms(label) // whole: 农村科技服务 is not anything of 农村
			if !slices.ContainsFunc(cut, func(word string) bool { return !slices.Contains(words, word) }) {
				continue // who has the words themselves has it
			}
			list = append(list, bridge{term, asked, label, near, words, cut})
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
