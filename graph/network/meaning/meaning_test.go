package meaning

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func of(texts ...string) *Words {
	w := &Words{}
	for _, text := range texts {
		w.Add(text, 1)
	}
	return w
}

// What means the same is nearer than what does not, though no word stands in both.
func TestLikeness(t *testing.T) {
	need := of("收来的废塑料瓶想变回原料").Vector()
	near, far := Likeness(need, of("聚合物解聚与化学循环").Vector()), Likeness(need, of("儿童早期教育与家庭养育").Vector())
	if near < far+0.15 {
		t.Errorf("near %.2f, far %.2f", near, far)
	}
	if same := Likeness(need, need); same < 0.97 || same > 1.03 {
		t.Errorf("a text is %.3f like itself", same)
	}
	for _, text := range []string{"", "steam cleaning 2000", "𠀀"} {
		if v := of(text).Vector(); len(v) != 0 || Likeness(need, v) != 0 {
			t.Errorf("%q means something: %v", text, v)
		}
	}
}

// Known words are found where they stand, longer ones before their parts, and what is unknown stops nothing.
func TestCut(t *testing.T) {
	for text, want := range map[string]string{
		"蒸汽清洗设备":  "蒸汽 清洗 设备",
		"水稻育种":    "水稻 育种",
		"蒸汽𠀀清洗":   "蒸汽 清洗",
		"PVC塑料和钢": "塑料 和 钢",
	} {
		var words []string
		for _, w := range of(text).words {
			words = append(words, w.text)
		}
		slices.SortFunc(words, func(a, b string) int { return strings.Index(text, a) - strings.Index(text, b) })
		if got := strings.Join(words, " "); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

// The common words of two texts say less than the rare ones, and no word is told beside itself.
func TestPairs(t *testing.T) {
	pairs := Pairs(of("旧薄膜洗干净"), of("残膜除杂清洗"), 2)
	if !slices.Contains(pairs, Pair{"薄膜", "膜"}) && !slices.Contains(pairs, Pair{"干净", "清洗"}) && !slices.Contains(pairs, Pair{"洗", "清洗"}) {
		t.Errorf("%v", pairs)
	}
	for _, pair := range Pairs(of("水稻水稻"), of("水稻"), 3) {
		t.Errorf("beside itself: %v", pair)
	}
	for _, pair := range Pairs(of("精密制造智能用品"), of("技术研发利用"), 3) {
		t.Errorf("nobody would take these for near: %v", pair)
	}
}

// Pairs leaves out nothing that a look at all pairs of words would find.
func TestPairsAreTheBestOfAll(t *testing.T) {
	texts := []string{
		"旧薄膜洗干净", "残膜除杂清洗", "研究废弃聚乙烯膜的除杂清洗、熔融挤出造粒与增韧改性，制备高性能再生粒料", "农田残膜回收与聚烯烃再生改性",
		"饱和蒸汽清洗精密零件", "高温水汽去除金属表面油污", "水稻抗病育种与稻米加工", "优质稻谷选育", "铁皮石斛组培", "儿童看护与早期教育",
	}
	rapid.Check(t, func(t *rapid.T) {
		one, other := of(rapid.SliceOfN(rapid.SampledFrom(texts), 1, 4).Draw(t, "one")...), of(rapid.SliceOfN(rapid.SampledFrom(texts), 1, 4).Draw(t, "other")...)
		most := rapid.IntRange(1, 5).Draw(t, "most")
		l := known()
		var near []alike
		for _, a := range one.words {
			for _, b := range other.words {
				inside := strings.Contains(a.text, b.text) || strings.Contains(b.text, a.text)
				if likeness := l.likeness(a.known, b.known); !inside && a.telling() && b.telling() && likeness >= nearness {
					near = append(near, alike{&a, &b, a.says(l) * b.says(l) * likeness})
				}
			}
		}
		want, _ := apart(near, most)
		if got := Pairs(one, other, most); !slices.Equal(got, want) {
			t.Fatalf("%v, want %v", got, want)
		}
	})
}

// The bits that two words have in common tell what their numbers do.
func TestDot(t *testing.T) {
	l := known()
	word := rapid.Int32Range(0, int32(len(l.planes)-1))
	rapid.Check(t, func(t *rapid.T) {
		a, b := word.Draw(t, "a"), word.Draw(t, "b")
		want, one, other := 0, l.of(a), l.of(b)
		for d := range one {
			want += int(one[d]) * int(other[d])
		}
		if got := l.dot(a, b); got != want {
			t.Fatalf("%d, want %d", got, want)
		}
	})
}

// The order of the texts is nothing that a vector could tell.
func TestOrder(t *testing.T) {
	if a, b := of("蒸汽清洗", "塑料循环").Vector(), of("塑料循环", "蒸汽清洗").Vector(); Likeness(a, b) < 0.97 {
		t.Errorf("%v\n%v", a, b)
	}
}

// The share of the planes that lie between two marks is the angle between the vectors, as a share of half a turn.
func TestMarks(t *testing.T) {
	for _, c := range []struct{ one, other string }{
		{"收来的废塑料瓶想变回原料", "聚合物解聚与化学循环"}, {"蒸汽清洗", "超声波清洗设备"}, {"水稻育种", "杂交稻种子"}, {"水稻", "玻璃"}, {"儿童近视防控", "齿轮磨削"},
		{"蒸汽清洗", "蒸汽清洗"},
	} {
		a, b := of(c.one).Vector(), of(c.other).Vector()
		one, other := a.Mark(), b.Mark()
		angle := math.Acos(min(1, max(-1, Likeness(a, b)))) / math.Pi
		if got := float64(one.Apart(&other)) / MostApart; math.Abs(got-angle) > 0.1 {
			t.Errorf("%s, %s: %.2f of the planes lie between, the angle is %.2f of a half turn", c.one, c.other, got, angle)
		}
	}
	if (Vector(nil).Mark() != Mark{}) || (of("水稻").Vector().Mark() == Mark{}) {
		t.Error("nothing has a mark, or something none")
	}
}

func BenchmarkMark(b *testing.B) {
	v := of("研究废弃聚乙烯膜的除杂清洗").Vector()
	for b.Loop() {
		v.Mark()
	}
}

func BenchmarkVector(b *testing.B) {
	text := "研究废弃聚乙烯膜的除杂清洗、熔融挤出造粒与增韧改性，制备高性能再生粒料。农田残膜回收与聚烯烃再生改性"
	known()
	for b.Loop() {
		of(text).Vector()
	}
}

func BenchmarkPairs(b *testing.B) {
	one := of("农田残膜回收与聚烯烃再生改性，残膜除杂清洗，饱和蒸汽清洗精密零件，高温水汽去除金属表面油污")
	other := of("研究废弃聚乙烯膜的除杂清洗、熔融挤出造粒与增韧改性，制备高性能再生粒料")
	for b.Loop() {
		other.spoken = nil
		Pairs(one, other, 3)
	}
}

func BenchmarkLikeness(b *testing.B) {
	one, other := of("蒸汽清洗").Vector(), of("塑料循环").Vector()
	for b.Loop() {
		Likeness(one, other)
	}
}
