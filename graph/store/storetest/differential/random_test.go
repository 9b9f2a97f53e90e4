package differential

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// random makes choices that one seed repeats.
type random struct{ *rand.Rand }

func newRandom(seed uint64) random { return random{rand.New(rand.NewPCG(seed, 2020))} }

// chance is true in so many of a hundred cases.
func (r random) chance(percent int) bool { return r.IntN(100) < percent }

// between is a whole number within both bounds.
func (r random) between(low, high int) int { return low + r.IntN(high-low+1) }

func pick[T any](r random, from []T) T { return from[r.IntN(len(from))] }

// some picks so many different elements, or all when there are fewer, in random order.
func some[T any](r random, from []T, most int) []T {
	var out []T
	for _, i := range r.Perm(len(from))[:min(most, len(from))] {
		out = append(out, from[i])
	}
	return out
}

// spiteful are texts that engines have been known to compare, cut, escape or store each in their own way.
var spiteful = []string{
	"", " ", "a", "A", "b", "B", "ab", "aB", "a b", "ä", "a\u0308", "é", "e\u0301", "ß", "ss", "ı", "İ", "ﬁ", "Ⅳ",
	"安", "安福", "安福环保", "福", "湖南", "重庆", "𠀀", "𠀁", "𩸽", "\U0002A6D6", "\uFF21", "ａ", "１２３", "\uFFEE", "\uFFFD", "\uFFFF", "\uE000", "\U0010FFFF",
	"😀", "👩‍👩‍👧", "\u200B", "\u200D", "\u2028", "\uFEFF", "\u0001", "\u001F", "\u007F", "\u0085", "\u00A0", "\t", "\n", "\r\n",
	"'", "''", `"`, "`", `\`, `\\`, `\u0041`, "%", "_", "*", "?", "[a]", "{}", "$", "$p0", "?1", ":Node", "--", "/*", ";", "<", "&amp;", "</script>",
	"0", "00", "1", "-1", "1e5", "0x10", "null", "true", "NaN", "2020", "2020-05",
}

// text is a text of one to three spiteful parts; few parts, so that equal texts are frequent.
func (r random) text() string {
	switch n := r.IntN(100); {
	case n < 60:
		return pick(r, spiteful)
	case n < 90:
		return pick(r, spiteful) + pick(r, spiteful)
	case n < 98:
		return pick(r, spiteful) + pick(r, spiteful) + pick(r, spiteful)
	default:
		return strings.Repeat(pick(r, []string{"a", "安", "𠀀"}), 500)
	}
}

// part is a piece of a text, cut between characters.
func (r random) part(text string) string {
	runes := []rune(text)
	from := r.between(0, len(runes))
	return string(runes[from:r.between(from, len(runes))])
}

// date is a date of any precision; few years, so that dates overlap.
func (r random) date() string {
	year := pick(r, []int{1, 1999, 2019, 2020, 2020, 2020, 2021, 9999})
	switch r.IntN(3) {
	case 0:
		return fmt.Sprintf("%04d", year)
	case 1:
		return fmt.Sprintf("%04d-%02d", year, pick(r, []int{1, 2, 5, 6, 12}))
	default:
		if year == 2020 && r.chance(20) {
			return "2020-02-29"
		}
		return fmt.Sprintf("%04d-%02d-%02d", year, pick(r, []int{1, 2, 5, 6, 12}), pick(r, []int{1, 1, 18, 28}))
	}
}

// amount is a decimal number of two digits, at the edges of 64 bits, of doubles and of nothing.
func (r random) amount() string {
	if r.chance(70) {
		return pick(r, []string{
			"0", "0.00", "-0", "0.01", "-0.01", "0.1", "0.10", "5", "5.0", "5.00", "007.5", "205000.50", "205000.5",
			"92233720368547758.07", "92233720368547758.06", "-92233720368547758.08", "90071992547409.92", "90071992547409.93", "9007199254740993",
			"90071992547409.91",
		})
	}
	return fmt.Sprintf("%d.%02d", r.between(-20, 20), r.IntN(100))
}
