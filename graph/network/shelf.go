package network

import (
	"slices"
	"sync/atomic"
	"unsafe"
)

// Lists is how many different lists others may remember of a node, beside Facts.
const Lists = 8

// shelf keeps the lists that are remembered of pageNodes nodes, one behind the other and without pointers. They are nearly all that is
// remembered, and as values by themselves a collection would have to look at each of them. Of most nodes nothing is ever asked, so only
// those of which something is remembered have room for where their lists begin.
//
// Whoever has a shelf reads in it what stood there, for it is only added to: behind what is used. A full one is replaced by another.
type shelf struct {
	numbers []uint32
	starts  [][Lists]uint32       // 1 + where in numbers a list begins, with its length; 0: nothing is remembered
	places  [pageNodes / 4]uint32 // by node, a byte each: 1 + where in starts those of its lists stand; 0: nowhere
	used    int                   // of numbers
	placed  int                   // of starts
}

const (
	leastNumbers = 64
	leastStarts  = 4
)

// start returns where a list of a node of the shelf's begins, as starts has it.
func (s *shelf) start(node uint32, fact uint8) uint32 {
	place := s.place(node)
	if place == 0 {
		return 0
	}
	return atomic.LoadUint32(&s.starts[place-1][fact])
}

func (s *shelf) place(node uint32) int {
	at := node % pageNodes
	return int(uint8(atomic.LoadUint32(&s.places[at/4]) >> (at % 4 * 8)))
}

// list returns a list of a node of the shelf's; nil when none is remembered.
func (s *shelf) list(node uint32, fact uint8) []uint32 { return s.at(s.start(node, fact)) }

func (s *shelf) at(start uint32) []uint32 {
	if start == 0 {
		return nil
	}
	end := start + s.numbers[start-1]
	return s.numbers[start:end:end]
}

// has reports whether there is room for one more list of a node.
func (s *shelf) has(node uint32, list []uint32) bool {
	return s != nil && s.used+1+len(list) <= len(s.numbers) && (s.placed < len(s.starts) || s.place(node) != 0)
}

// add keeps a list, for which there is room. What leads there is written last, so that whoever finds it finds it whole.
func (s *shelf) add(node uint32, fact uint8, list []uint32) {
	place, at := s.place(node), node%pageNodes
	isNew := place == 0
	if isNew {
		s.placed++
		place = s.placed
	}
	start := s.used + 1
	s.numbers[s.used] = uint32(len(list))
	s.used = start + copy(s.numbers[start:], list)
	atomic.StoreUint32(&s.starts[place-1][fact], uint32(start))
	if isNew {
		atomic.StoreUint32(&s.places[at/4], s.places[at/4]|uint32(place)<<(at%4*8))
	}
}

// roomier returns a shelf with what is still remembered of another, and with room for one more list and half of all that;
// a nil shelf has nothing.
func (s *shelf) roomier(list []uint32) *shelf {
	length, nodes := 1+len(list), 1
	s.each(func(_ uint32, starts [Lists]uint32) {
		nodes++
		for _, start := range starts {
			if start > 0 {
				length += 1 + len(s.at(start))
			}
		}
	})
	next := &shelf{
		numbers: make([]uint32, max(leastNumbers, length+length/2)),
		starts:  make([][Lists]uint32, min(pageNodes, max(leastStarts, nodes+nodes/2))),
	}
	s.each(func(node uint32, starts [Lists]uint32) {
		for fact, start := range starts {
			if start > 0 {
				next.add(node, uint8(fact), s.at(start))
			}
		}
	})
	return next
}

// each visits the nodes of which something is remembered.
func (s *shelf) each(visit func(node uint32, starts [Lists]uint32)) {
	if s == nil {
		return
	}
	for node := range uint32(pageNodes) {
		if place := s.place(node); place > 0 && s.starts[place-1] != [Lists]uint32{} {
			visit(node, s.starts[place-1])
		}
	}
}

// bytes is what the shelf takes.
func (s *shelf) bytes() int64 {
	if s == nil {
		return 0
	}
	return int64(unsafe.Sizeof(*s)) + 4*int64(len(s.numbers)) + 4*Lists*int64(len(s.starts))
}

func (m *memory) shelf(node uint32) *shelf {
	if at := int(node / pageNodes); at < len(m.shelves) {
		return m.shelves[at].Load()
	}
	return nil
}

func (m *memory) rememberList(node uint32, fact uint8, list []uint32) {
	m.keep(node, func(at int) {
		s := m.shelves[at].Load()
		if !s.has(node, list) {
			next := s.roomier(list)
			m.taken.Add(next.bytes() - s.bytes())
			defer m.shelves[at].Store(next)
			s = next
		}
		s.add(node, fact, list)
	})
}

// forgetLists forgets those of a node; only who may change the state may call it.
func (m *memory) forgetLists(node uint32) {
	if s := m.shelf(node); s != nil {
		if place := s.place(node); place > 0 {
			s.starts[place-1] = [Lists]uint32{}
		}
	}
}

// RecallList returns what RememberList kept of the node of a Number; nil when that is nothing, or the graph around the node has changed
// since. An empty list that was kept is not nil.
func RecallList[Number ~uint32](v *View, node Number, fact uint8) []Number {
	s := v.memory.shelf(uint32(node))
	if s == nil {
		return nil
	}
	return numbersAs[Number](s.list(uint32(node), fact))
}

// recalledAtOnce is of how many nodes AppendRecalled looks up where memory stands before it reads any.
const recalledAtOnce = 64

// AppendRecalled appends what RecallList returns for each of some nodes. What stands in memory lies far apart: so the processor waits for
// that of several nodes at once.
func AppendRecalled[Number ~uint32](lists [][]Number, v *View, nodes []Number, fact uint8) [][]Number {
	var starts [recalledAtOnce]uint32
	for part := range slices.Chunk(nodes, len(starts)) {
		var shelves [recalledAtOnce]*shelf
		for i, node := range part {
			starts[i] = 0
			if s := v.memory.shelf(uint32(node)); s != nil {
				shelves[i], starts[i] = s, s.start(uint32(node), fact)
			}
		}
		for i := range part {
			if starts[i] == 0 {
				lists = append(lists, nil)
			} else {
				lists = append(lists, numbersAs[Number](shelves[i].at(starts[i])))
			}
		}
	}
	return lists
}

// RememberList is as Remember, of what can be said in a list of numbers. The list is copied, and what is recalled must not be changed.
func RememberList[Number ~uint32](v *View, node Number, fact uint8, list []Number) {
	v.memory.rememberList(uint32(node), fact, numbersAs[uint32](list))
}

// numbersAs returns the same numbers under another name; nil for nil.
func numbersAs[To, From ~uint32](numbers []From) []To {
	return unsafe.Slice((*To)(unsafe.Pointer(unsafe.SliceData(numbers))), len(numbers)) // both are uint32, by their constraints
}
