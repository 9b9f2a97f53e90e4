package graph

import (
	"testing"

	"pgregory.net/rapid"
)

// sharesHalf is what is meant by titles that are alike, as one would write it down.
func sharesHalf(a, b string) bool {
	count := func(title string) (pairs map[pair]int, total int) {
		pairs, runes := map[pair]int{}, []rune(fold(title))
		for i := 1; i < len(runes); i++ {
			pairs[pair{runes[i-1], runes[i]}]++
			total++
		}
		return pairs, total
	}
	left, ofA := count(a)
	right, ofB := count(b)
	if ofA == 0 || ofB == 0 {
		return fold(a) == fold(b)
	}
	shared := 0
	for p, n := range left {
		shared += min(n, right[p])
	}
	return 4*shared >= ofA+ofB
}

// TestWordingIsJudgedByPairs compares one title with many, whatever was compared before.
func TestWordingIsJudgedByPairs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		titles := rapid.Custom(func(t *rapid.T) string {
			return rapid.StringOfN(rapid.SampledFrom([]rune("甲乙丙 aAａ\xff")), 0, 12, -1).Draw(t, "title")
		})
		title := titles.Draw(t, "own")
		own := newWording(title)
		for _, other := range rapid.SliceOf(titles).Draw(t, "others") {
			if got, want := own.isLike(other), sharesHalf(title, other); got != want {
				t.Errorf("%q is like %q: %v, want %v", title, other, got, want)
			}
		}
	})
}

// TestComparedTitlesLeaveNothingBehind counts what a title costs that many are compared with: the same one nothing, another one the text
// without its blanks.
func TestComparedTitlesLeaveNothingBehind(t *testing.T) {
	const title = "废旧塑料高值化循环利用联合研究"
	own := newWording(title)
	for other, most := range map[string]float64{title: 0, "废旧塑料资源化与循环利用的合作研究": 1, "食用菌栽培": 1} {
		own.isLike(other)
		if got := testing.AllocsPerRun(100, func() { own.isLike(other) }); got > most {
			t.Errorf("%s: %v allocations, want at most %v", other, got, most)
		}
	}
}
