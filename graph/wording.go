package graph

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// wording is a title that others are compared with, width and letter case aside. Two parties may have very many agreements, so its own pairs
// of characters are counted once, when they are first needed, and nothing is kept of the other titles.
type wording struct {
	title, folded string
	pairs         map[pair]int // where each of its pairs is counted
	counts, left  []int        // how often it has a pair, and how often another title may still share it
	total         int
}

// pair is two characters that follow each other.
type pair [2]rune

func newWording(title string) *wording { return &wording{title: title} }

// isLike reports whether the two titles share at least half of their pairs, each as often as both have it; of a single character: whether
// they are the same.
func (w *wording) isLike(other string) bool {
	if other == w.title {
		return true
	}
	if w.pairs == nil {
		w.count()
	}
	copy(w.left, w.counts)
	folded, total, shared := fold(other), 0, 0
	eachPair(folded, func(p pair) {
		total++
		if at, has := w.pairs[p]; has && w.left[at] > 0 {
			w.left[at]--
			shared++
		}
	})
	if w.total == 0 || total == 0 {
		return folded == w.folded
	}
	return 4*shared >= w.total+total
}

func (w *wording) count() {
	w.folded, w.pairs = fold(w.title), map[pair]int{}
	eachPair(w.folded, func(p pair) {
		at, has := w.pairs[p]
		if !has {
			at = len(w.counts)
			w.pairs[p], w.counts = at, append(w.counts, 0)
		}
		w.counts[at]++
		w.total++
	})
	w.left = make([]int, len(w.counts))
}

func eachPair(text string, visit func(pair)) {
	last, first := rune(0), true
	for _, r := range text {
		if !first {
			visit(pair{last, r})
		}
		last, first = r, false
	}
}

// fold leaves out blanks, and the differences of width and letter case.
func fold(s string) string {
	return strings.ToLower(norm.NFKC.String(strings.Join(strings.Fields(s), "")))
}
