package match

import "slices"

// tally keeps a number for each of a few nodes out of many. It takes memory for those alone, so that a question to a network of a
// million organizations costs what it touches.
type tally struct {
	slots   []slot  // open addressing by Ref
	places  []int32 // where in slots those that were given a number stand
	touched []Ref   // those that were given a number, in no order that may be shown
	numbers []float64
	heap    []pull // room to work in
}

// slot is where a node stands in numbers. The node is beside, so that finding it is one wait for memory.
type slot struct {
	node Ref
	at   int32 // 1 + the place in touched; 0: the slot is free
}

// leastSlots is how many slots an empty tally has.
const leastSlots = 64

func newTally() *tally { return &tally{slots: make([]slot, leastSlots)} }

// of is a node's number, 0 when it has none.
func (t *tally) of(node Ref) float64 {
	if at := t.slots[t.slot(node)].at; at != 0 {
		return t.numbers[at-1]
	}
	return 0
}

// known is where a node's number stands, nil when it has none; it holds until another node is met.
func (t *tally) known(node Ref) *float64 {
	if at := t.slots[t.slot(node)].at; at != 0 {
		return &t.numbers[at-1]
	}
	return nil
}

// slot finds where a node stands or may be put.
func (t *tally) slot(node Ref) int {
	mask := len(t.slots) - 1
	for i := int(uint32(node)*2654435769>>7) & mask; ; i = (i + 1) & mask {
		if s := &t.slots[i]; s.at == 0 || s.node == node {
			return i
		}
	}
}

// add adds a number to a node's.
func (t *tally) add(node Ref, number float64) { *t.at(node) += number }

// raise makes a node's number at least this, which is above 0.
func (t *tally) raise(node Ref, number float64) {
	at := t.at(node)
	*at = max(*at, number)
}

// scale multiplies every number.
func (t *tally) scale(by float64) {
	for i := range t.numbers {
		t.numbers[i] *= by
	}
}

// at is where a node's number stands; it holds until another node is met.
func (t *tally) at(node Ref) *float64 {
	i := t.slot(node)
	if t.slots[i].at == 0 {
		if 2*len(t.touched) >= len(t.slots) {
			t.grow()
			i = t.slot(node)
		}
		t.touched, t.numbers, t.places = append(t.touched, node), append(t.numbers, 0), append(t.places, int32(i))
		t.slots[i] = slot{node, int32(len(t.touched))}
	}
	return &t.numbers[t.slots[i].at-1]
}

// grow goes on with more slots, where it can in the room of an earlier question.
func (t *tally) grow() {
	t.free()
	if more := 4 * len(t.slots); more <= cap(t.slots) {
		t.slots = t.slots[:more]
	} else {
		t.slots = make([]slot, more)
	}
	for i, node := range t.touched {
		place := t.slot(node)
		t.slots[place], t.places[i] = slot{node, int32(i + 1)}, int32(place)
	}
}

// free frees all slots, at the cost of those alone that are taken.
func (t *tally) free() {
	if 8*len(t.touched) > len(t.slots) {
		clear(t.slots)
		return
	}
	for _, place := range t.places {
		t.slots[place] = slot{}
	}
}

// clear takes all numbers away. What comes next begins with few slots, which lie close together, however many there were before.
func (t *tally) clear() {
	t.free()
	t.slots = t.slots[:leastSlots]
	t.touched, t.numbers, t.places = t.touched[:0], t.numbers[:0], t.places[:0]
}

// descend visits the nodes of the greatest numbers, the greatest first, ties by id, as many as are wanted.
func (t *tally) descend(most int, byID func(a, b Ref) int, visit func(Ref) (more bool)) {
	// A heap, the greatest on top: few are visited of the many that there are. Nodes of one number are put in order once they are met.
	t.heap = t.heap[:0]
	for i, node := range t.touched {
		t.heap = append(t.heap, pull{node, t.numbers[i]})
	}
	rest := t.heap
	for i := len(rest)/2 - 1; i >= 0; i-- {
		sink(rest, i)
	}
	var equal []Ref
	for most > 0 && len(rest) > 0 {
		number := rest[0].weight
		for equal = equal[:0]; len(rest) > 0 && rest[0].weight == number; {
			equal = append(equal, rest[0].node)
			last := len(rest) - 1
			rest[0], rest = rest[last], rest[:last]
			sink(rest, 0)
		}
		slices.SortFunc(equal, byID)
		for _, node := range equal[:min(most, len(equal))] {
			if !visit(node) {
				return
			}
			most--
		}
	}
}

// sink moves a pull down to where none below is greater.
func sink(heap []pull, at int) {
	for {
		greater := 2*at + 1
		if greater+1 < len(heap) && heap[greater+1].weight > heap[greater].weight {
			greater++
		}
		if greater >= len(heap) || heap[greater].weight <= heap[at].weight {
			return
		}
		heap[at], heap[greater] = heap[greater], heap[at]
		at = greater
	}
}
