package topic

import (
	"cmp"
	"hash/fnv"
	"math"
	"slices"
	"unicode/utf8"

	"partnergraph/graph/network/terms"
)

// Size is how many numbers a Vector has.
const Size = 50

// Vector says what a text is about: Size numbers of which the squares add up to about 127². An empty one: nothing is known.
type Vector []int8

// Text is one of the texts that a Basis is fitted to.
type Text struct {
	ID     string
	Counts *Counts
}

// maxTexts is how many texts a Basis is fitted to at most.
const maxTexts = 4096

// Sampled picks the ids of the texts that a Basis is fitted to, in the order in which Fit wants them.
func Sampled(ids []string) []string {
	list := make([]hashed, len(ids))
	for i, id := range ids {
		h := fnv.New64a()
		_, _ = h.Write([]byte(id)) // never fails
		list[i] = hashed{h.Sum64(), id}
	}
	slices.SortFunc(list, func(a, b hashed) int { return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.id, b.id)) })
	list = list[:min(len(list), maxTexts)]
	sample := make([]string, len(list))
	for i, h := range list {
		sample[i] = h.id
	}
	return sample
}

type hashed struct {
	hash uint64
	id   string
}

// Basis turns counts of terms into vectors. It is immutable.
type Basis struct {
	at     map[string]int32
	pairs  map[characters]int32 // of Chinese characters, by which they are found faster
	rarity []float64
	axes   []float32 // by term, Size numbers each
}

// Fit learns a basis from texts. Equal texts in equal order make equal bases. Of fewer than two texts nothing is learned, and every
// vector is empty.
func Fit(texts []*Counts) *Basis {
	b := &Basis{at: map[string]int32{}, pairs: map[characters]int32{}}
	holders := map[string]int{}
	for _, text := range texts {
		for _, term := range text.terms {
			holders[term]++
		}
	}
	var known []string
	for term, n := range holders {
		if n >= 2 && 2*n <= len(texts) {
			known = append(known, term)
		}
	}
	slices.Sort(known)
	for i, term := range known {
		b.at[term] = int32(i)
		if first, size := utf8.DecodeRuneInString(term); terms.KindOf(first) == terms.Han {
			second, _ := utf8.DecodeRuneInString(term[size:])
			b.pairs[pairOf(first, second)] = int32(i)
		}
		b.rarity = append(b.rarity, 1+math.Log(float64(1+len(texts))/float64(1+holders[term])))
	}
	rows := make([]row, len(texts))
	for i, text := range texts {
		rows[i] = b.weigh(text)
	}
	b.axes = axes(rows, len(known))
	return b
}

// row is a sparse vector of length 1, or without any term.
type row struct {
	terms   []int32
	weights []float64
}

func (b *Basis) weigh(text *Counts) row {
	var r row
	for i, term := range text.terms {
		if at, known := b.at[term]; known {
			r.terms, r.weights = append(r.terms, at), append(r.weights, frequency(text.count[i])*b.rarity[at])
		}
	}
	r.normalize()
	return r
}

func (r *row) normalize() {
	sum := 0.0
	for _, weight := range r.weights {
		sum += float64(weight * weight)
	}
	for i := range r.weights {
		r.weights[i] /= math.Sqrt(sum)
	}
}

// Vector says what a text is about; empty when the basis knows none of its terms.
func (b *Basis) Vector(text *Counts) Vector { return b.vector(b.weigh(text)) }

func (b *Basis) vector(r row) Vector {
	var sums [Size]float64
	for i, term := range r.terms {
		for d, x := range b.axes[int(term)*Size : int(term+1)*Size] {
			sums[d] += r.weights[i] * float64(x)
		}
	}
	return rounded(&sums)
}

// Knows is how many of a text's terms the basis knows.
func (b *Basis) Knows(text *Counts) int {
	n := 0
	for _, term := range text.terms {
		if _, known := b.at[term]; known {
			n++
		}
	}
	return n
}

// Sum adds vectors up, exactly.
type Sum [Size]int64

// Add adds a vector; an empty one adds nothing.
func (s *Sum) Add(v Vector) {
	for i, x := range v {
		s[i] += int64(x)
	}
}

// Vector is the direction of a sum; empty when it has none.
func (s *Sum) Vector() Vector {
	var sums [Size]float64
	for i, x := range s {
		sums[i] = float64(x)
	}
	return rounded(&sums)
}

func rounded(sums *[Size]float64) Vector {
	length := 0.0
	for _, x := range sums {
		length += x * x
	}
	if length == 0 {
		return nil
	}
	v, scale := make(Vector, Size), 127/math.Sqrt(length)
	for i, x := range sums {
		v[i] = int8(math.Round(x * scale))
	}
	return v
}

// Unknown stands for the likeness of what nothing is known of: it is below every likeness.
const Unknown = -2.0

// Likeness is the cosine of two vectors, from -1 to 1; 0 when one is empty.
func Likeness(a, b Vector) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	x, y := (*[Size]int8)(a), (*[Size]int8)(b)
	dot := int32(0)
	for i := 0; i < Size; i += 5 { // in fives, for the loop would cost as much as what it does
		dot += int32(x[i])*int32(y[i]) + int32(x[i+1])*int32(y[i+1]) + int32(x[i+2])*int32(y[i+2]) +
			int32(x[i+3])*int32(y[i+3]) + int32(x[i+4])*int32(y[i+4])
	}
	return float64(dot) / (127 * 127)
}
