package topic

import (
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/mat"
)

const (
	spare  = 10 // axes that are carried along, so that those that are wanted come out clean
	rounds = 12 // of the iteration; more of them change no ranking
)

// axes finds the directions in which the rows differ most: the first right singular vectors, Size numbers a term. Missing ones, of few
// rows, are 0.
func axes(rows []row, terms int) []float32 {
	found := make([]float32, terms*Size)
	width := min(Size+spare, len(rows), terms)
	if width < 1 {
		return found
	}
	random := rand.New(rand.NewPCG(50, 2026)) // any fixed start does
	q := mat.NewDense(len(rows), width, nil)
	for i := range len(rows) {
		for j := range width {
			q.Set(i, j, random.NormFloat64())
		}
	}
	q = orthonormal(q)
	for range rounds {
		q = orthonormal(gather(rows, scatter(rows, terms, q)))
	}
	// What is left to do is small: the axes within the space that was found.
	within := scatter(rows, terms, q)
	symmetric := mat.NewSymDense(width, nil)
	symmetric.SymOuterK(1, within.T())
	var eigen mat.EigenSym
	if !eigen.Factorize(symmetric, true) {
		return found // never of finite numbers
	}
	var vectors, all mat.Dense
	eigen.VectorsTo(&vectors)
	all.Mul(within, &vectors)
	for d, value := range slices.Backward(eigen.Values(nil)) { // they come in ascending order
		axis := width - 1 - d
		if axis >= Size || 4*axis >= len(rows) || value < 1e-9 { // with as many axes as texts, nothing would be learned but the texts
			break
		}
		for term := range terms {
			found[term*Size+axis] = float32(all.At(term, d) / math.Sqrt(value))
		}
	}
	return found
}

// scatter is rowsᵀ · q: what each term gets from the texts that hold it.
func scatter(rows []row, terms int, q *mat.Dense) *mat.Dense {
	_, width := q.Dims()
	result := mat.NewDense(terms, width, nil)
	for at, r := range rows {
		from := q.RawRowView(at)
		for i, term := range r.terms {
			to := result.RawRowView(int(term))
			for j, x := range from {
				to[j] += r.weights[i] * x
			}
		}
	}
	return result
}

// gather is rows · q: what each text gets from its terms.
func gather(rows []row, q *mat.Dense) *mat.Dense {
	_, width := q.Dims()
	result := mat.NewDense(len(rows), width, nil)
	for at, r := range rows {
		to := result.RawRowView(at)
		for i, term := range r.terms {
			for j, x := range q.RawRowView(int(term)) {
				to[j] += r.weights[i] * x
			}
		}
	}
	return result
}

// orthonormal makes columns orthogonal and of length 1, in their order; twice, for the first time leaves traces. A column that is a
// mix of those before it becomes 0.
func orthonormal(m *mat.Dense) *mat.Dense {
	height, width := m.Dims()
	columns := make([][]float64, width)
	for j := range columns {
		columns[j] = mat.Col(nil, j, m)
	}
	for j, column := range columns {
		before := norm(column)
		for range 2 {
			for _, other := range columns[:j] {
				along := dot(column, other)
				for i := range column {
					column[i] -= along * other[i]
				}
			}
		}
		length := norm(column)
		if length <= 1e-10*before {
			clear(column)
			continue
		}
		for i := range column {
			column[i] /= length
		}
	}
	result := mat.NewDense(height, width, nil)
	for j, column := range columns {
		result.SetCol(j, column)
	}
	return result
}

func dot(a, b []float64) float64 {
	sum := 0.0
	for i, x := range a {
		sum += x * b[i]
	}
	return sum
}

func norm(a []float64) float64 { return math.Sqrt(dot(a, a)) }
