// Package terms says how texts are compared and cut into searchable terms. Search and partner matching share it, so that what one
// finds the other finds too.
//
//	"ＰＶＣ塑料循环" ──Fold──▶ "pvc塑料循环" ──Pieces──▶ Word "pvc", Han "塑料循环" ──Of──▶ "pvc" "塑料" "料循" "循环"
//
// # 2026-11-23: pairs of characters, no dictionary
//
// Chinese is written without blanks. Two neighbouring characters are the shortest thing that means something, and every longer word
// is found by its pairs. Refused: a segmenter, which takes seconds and hundreds of megabytes to start and cuts a company's name
// differently from the same characters in a sentence, so that a search misses what plainly stands there; and trigrams, which find
// no word of two characters, the most common length.
package terms
