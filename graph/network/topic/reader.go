package topic

// Reader turns one text after another into the vectors that Basis.Vector makes of their counts, without keeping those of terms that
// the basis does not know. It serves one caller at a time.
type Reader struct {
	basis *Basis
	count []float64 // by term
	met   row       // the terms of the text at hand, in the order in which they first stand there
}

// Reader returns one of the basis.
func (b *Basis) Reader() *Reader { return &Reader{basis: b, count: make([]float64, len(b.rarity))} }

// Add goes on with the text at hand.
func (r *Reader) Add(text string) {
	visit(text, func(_ string, pair characters) {
		if at, known := r.basis.pairs[pair]; known {
			r.note(at)
		}
	}, func(word string) {
		if at, known := r.basis.at[word]; known {
			r.note(at)
		}
	})
}

func (r *Reader) note(term int32) {
	if r.count[term] == 0 {
		r.met.terms = append(r.met.terms, term)
	}
	r.count[term]++
}

// Vector says what the text at hand is about, as Basis.Vector does, and turns to the next.
func (r *Reader) Vector() Vector {
	r.met.weights = r.met.weights[:0]
	for _, term := range r.met.terms {
		r.met.weights = append(r.met.weights, frequency(r.count[term])*r.basis.rarity[term])
		r.count[term] = 0
	}
	r.met.normalize()
	v := r.basis.vector(r.met)
	r.met.terms = r.met.terms[:0]
	return v
}
