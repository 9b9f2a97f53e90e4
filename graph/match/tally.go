package match

import "slices"

// roll gives each of a few nodes out of many a place, from 0, in the order in which they are met, so that what is known of it may stand in
// plain lists. It takes memory for those alone, so that a question to a network of a million organizations costs what it touches.
type roll struct {
	slots   []slot  // open addressing by Ref
	taken   []int32 // which slots the nodes stand in, by their places
	touched []Ref   // the nodes by their places, which is in no order that may be shown
}

// slot is where a node stands. The node is beside, so that finding it is one wait for memory.
type slot struct {
	node Ref
	at   int32 // 1 + its place; 0: the slot is free
}

// leastSlots is how many slots an empty roll has.
const leastSlots = 64

func newRoll() *roll { return &roll{slots: make([]slot, leastSlots)} }

// find returns the place of a node; below 0 when it has none.
func (r *roll) find(node Ref) int { return int(r.slots[r.slot(node)].at) - 1 }

// slot finds where a node stands or may be put.
func (r *roll) slot(node Ref) int {
	mask := len(r.slots) - 1
	for i := int(uint32(node)*2654435769>>7) & mask; ; i = (i + 1) & mask {
		if s := &r.slots[i]; s.at == 0 || s.node == node {
			return i
		}
	}
}

// place returns the place of a node, which is given one when it has none.
func (r *roll) place(node Ref) int {
	i := r.slot(node)
	if at := r.slots[i].at; at != 0 {
		return int(at - 1)
	}
	if 2*len(r.touched) >= len(r.slots) {
		r.grow(4 * len(r.slots))
		i = r.slot(node)
	}
	r.touched, r.taken = append(r.touched, node), append(r.taken, int32(i))
	r.slots[i] = slot{node, int32(len(r.touched))}
	return len(r.touched) - 1
}

// expect makes room for so many more nodes, if all are new, so that they are not moved time and again.
func (r *roll) expect(more int) {
	slots := len(r.slots)
	for slots < 2*(len(r.touched)+more) {
		slots *= 2
	}
	if slots > len(r.slots) {
		r.grow(slots)
	}
}

// grow goes on with so many slots, where it can in the room of an earlier question.
func (r *roll) grow(slots int) {
	r.free()
	if slots <= cap(r.slots) {
		r.slots = r.slots[:slots]
	} else {
		r.slots = make([]slot, slots)
	}
	for i, node := range r.touched {
		at := r.slot(node)
		r.slots[at], r.taken[i] = slot{node, int32(i + 1)}, int32(at)
	}
}

// free frees all slots, at the cost of those alone that are taken.
func (r *roll) free() {
	if 8*len(r.touched) > len(r.slots) {
		clear(r.slots)
		return
	}
	for _, at := range r.taken {
		r.slots[at] = slot{}
	}
}

// clear takes all nodes away. What comes next begins with few slots, which lie close together, however many there were before.
func (r *roll) clear() {
	r.free()
	r.slots = r.slots[:leastSlots]
	r.touched, r.taken = r.touched[:0], r.taken[:0]
}

// tally keeps a number for each of a few nodes.
type tally struct {
	roll
	numbers []float64 // by place
	heap    []pull    // room to work in
}

func newTally() *tally { return &tally{roll: *newRoll()} }

// of is a node's number, 0 when it has none.
func (t *tally) of(node Ref) float64 {
	if at := t.find(node); at >= 0 {
		return t.numbers[at]
	}
	return 0
}

// known is where a node's number stands, nil when it has none; it holds until another node is met.
func (t *tally) known(node Ref) *float64 {
	if at := t.find(node); at >= 0 {
		return &t.numbers[at]
	}
	return nil
}

// at is where a node's number stands; it holds until another node is met.
func (t *tally) at(node Ref) *float64 { return &t.numbers[t.place(node)] }

// place returns the place of a node, which is given one and the number 0 when it has none.
func (t *tally) place(node Ref) int {
	at := t.roll.place(node)
	if at == len(t.numbers) {
		t.numbers = append(t.numbers, 0)
	}
	return at
}

// add adds a number to a node's.
func (t *tally) add(node Ref, number float64) { *t.at(node) += number }

// clear takes all numbers away.
func (t *tally) clear() {
	t.roll.clear()
	t.numbers = t.numbers[:0]
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
