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
//
// # 2026-11-24: what is written differently folds alike, what is read so is found by its letters
//
// Traditional characters fold to simplified ones, character by character: 環保 and 环保 are one text, and no index knows of it. Where
// several characters have one simplified form, all of them find each other, 乾 and 幹 too. Refused: converting by phrases, which would
// make what a part folds to depend on its neighbours.
//
// A character counts as read in every way that a dictionary has for it: 重庆 is found by "chongqing" and by "zhongqing". Choosing one
// reading by context goes wrong where it matters, with names of places and people. Readings are a table of the program, not of the
// data: nothing is kept for any text. Both tables are made by the command in tables from what others publish, and committed, so that
// the program starts without a dictionary of its own. Refused: go-pinyin at run time, whose map of 42,000 texts costs every start some
// 5 MB.
package terms
