package match

import (
	"cmp"
	"math"
	"slices"
)

// taxonomy says how near two technology fields are. How much a field says comes from the tree alone: one that covers the whole
// scheme says nothing, one without narrower fields all there is to say.
//
//	content(f) = 1 − ln(1 + fields below f) / ln(1 + fields of the scheme)
//	near(a, b) = content of the narrowest field above both / mean content of a and b
//
// That is Lin's measure on Seco's intrinsic information content. A single top that stands for the scheme itself has content 0, so
// that having only it in common is nothing in common.
type taxonomy struct {
	works
	schemes map[string]scheme // counted when first asked for
}

type scheme struct{ fields, tops int }

// whole is the scheme of a field.
func (t *taxonomy) whole(field Ref) scheme {
	if t.schemes == nil {
		t.schemes = map[string]scheme{}
		for _, field := range t.OfType("TechnologyField") {
			name := t.Text(field, "scheme")
			s := t.schemes[name]
			s.fields++
			if len(t.related(field, narrower, false)) == 0 {
				s.tops++
			}
			t.schemes[name] = s
		}
	}
	return t.schemes[t.Text(field, "scheme")]
}

// content is how much a field says, from 0 to 1.
func (t *taxonomy) content(field Ref) float64 {
	return recalled(t.works, field, aContent, func(_ works, field Ref) float64 { return t.measure(field) })
}

func (t *taxonomy) measure(field Ref) float64 {
	whole := t.whole(field)
	size := float64(whole.fields)
	if whole.tops > 1 {
		size++ // the scheme itself, which has no record, is above them all
	}
	if size <= 1 {
		return 1
	}
	return 1 - math.Log(float64(len(t.below(field, narrower))))/math.Log(size)
}

// neighbor is a field and how near it is to another one.
type neighbor struct {
	field Ref
	near  float64 // above 0, 1 for the field itself
}

// around returns a field and all that share something with it, nearest first, ties by id. It is not to be changed.
func (t *taxonomy) around(field Ref) []neighbor {
	return recalled(t.works, field, anArea, func(_ works, field Ref) []neighbor { return t.survey(field) })
}

func (t *taxonomy) survey(field Ref) []neighbor {
	own := t.content(field)
	if own == 0 {
		return nil
	}
	near := map[Ref]float64{field: 1}
	for _, above := range t.climb(field, narrower) {
		shared := t.content(above)
		if shared == 0 {
			break
		}
		for _, other := range t.below(above, narrower) {
			if _, nearer := near[other]; !nearer {
				near[other] = nearness(shared, own, t.content(other))
			}
		}
	}
	list := make([]neighbor, 0, len(near))
	for other, n := range near {
		list = append(list, neighbor{other, n})
	}
	slices.SortFunc(list, func(a, b neighbor) int {
		return cmp.Or(cmp.Compare(b.near, a.near), t.byID(a.field, b.field))
	})
	return list
}

// nearness squares Lin's measure: a neighbouring field is a hint, not half a match.
func nearness(shared, a, b float64) float64 {
	lin := 2 * shared / (a + b)
	return min(1, lin*lin)
}
