package match

// tally keeps a number for each of many nodes, of which most have none.
type tally struct {
	numbers []float64 // by Ref
	touched []Ref     // those that were given a number, in no order that may be shown
}

func newTally(size int) *tally { return &tally{numbers: make([]float64, size)} }

// add adds a number above 0 to a node's.
func (t *tally) add(node Ref, number float64) { t.set(node, t.numbers[node]+number) }

// raise makes a node's number at least this.
func (t *tally) raise(node Ref, number float64) {
	if number > t.numbers[node] {
		t.set(node, number)
	}
}

func (t *tally) set(node Ref, number float64) {
	if t.numbers[node] == 0 && number != 0 {
		t.touched = append(t.touched, node)
	}
	t.numbers[node] = number
}

// each replaces every number.
func (t *tally) each(change func(node Ref, number float64) float64) *tally {
	for _, node := range t.touched {
		t.numbers[node] = change(node, t.numbers[node])
	}
	return t
}

// clear takes all numbers away.
func (t *tally) clear() {
	for _, node := range t.touched {
		t.numbers[node] = 0
	}
	t.touched = t.touched[:0]
}
