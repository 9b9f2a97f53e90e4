package network

import (
	"slices"
	"sync/atomic"
	"unsafe"
)

// Lists is how many different lists others may remember of a node, beside Facts.
const Lists = 8

// shelf keeps the lists that are remembered of pageNodes nodes, one behind the other and without pointers. They are nearly all that is
// remembered, and as values by themselves a collection would have to look at each of them.
//
// Whoever has a shelf reads in it what stood there, for it is only added to: behind what is used. A full one is replaced by another.
type shelf struct {
	starts  [pageNodes][Lists]uint32 // 1 + where in numbers a list begins, with its length; 0: nothing is remembered
	numbers []uint32
	used    int
}

const leastShelf = 256 // numbers

// list returns a list of a node of the shelf's; nil when none is remembered.
func (s *shelf) list(node uint32, fact uint8) []uint32 {
	return s.at(atomic.LoadUint32(&s.starts[node%pageNodes][fact]))
}

func (s *shelf) at(start uint32) []uint32 {
	if start == 0 {
		return nil
	}
	end := start + s.numbers[start-1]
	return s.numbers[start:end:end]
}

// add keeps a list, for which there is room.
func (s *shelf) add(node uint32, fact uint8, list []uint32) {
	start := s.used + 1
	s.numbers[s.used] = uint32(len(list))
	s.used = start + copy(s.numbers[start:], list)
	atomic.StoreUint32(&s.starts[node%pageNodes][fact], uint32(start)) // last, so that whoever finds it finds it whole
}

// roomier returns a shelf with what is still remembered of another, and with room for a list and half of all that;
// a nil shelf has nothing.
func (s *shelf) roomier(list []uint32) *shelf {
	length := 1 + len(list)
	if s == nil {
		return &shelf{numbers: make([]uint32, max(leastShelf, length))}
	}
	for node := range s.starts {
		for _, start := range s.starts[node] {
			if start > 0 {
				length += 1 + len(s.at(start))
			}
		}
	}
	next := &shelf{numbers: make([]uint32, max(leastShelf, length+length/2))}
	for node := range s.starts {
		for fact, start := range s.starts[node] {
			if start > 0 {
				next.add(uint32(node), uint8(fact), s.at(start))
			}
		}
	}
	return next
}

// filled is of how many nodes something stands in the shelf.
func (s *shelf) filled() (nodes int64) {
	for node := range s.starts {
		if s.starts[node] != [Lists]uint32{} {
			nodes++
		}
	}
	return nodes
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
		if s == nil || s.used+1+len(list) > len(s.numbers) {
			s = s.roomier(list)
			defer m.shelves[at].Store(s)
		}
		if s.starts[node%pageNodes] == [Lists]uint32{} {
			m.filled.Add(1)
		}
		s.add(node, fact, list)
	})
}

// forgetLists reports whether there was anything to forget; only who may change the state may call it.
func (m *memory) forgetLists(node uint32) bool {
	s := m.shelf(node)
	if s == nil || s.starts[node%pageNodes] == [Lists]uint32{} {
		return false
	}
	s.starts[node%pageNodes] = [Lists]uint32{}
	return true
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
				shelves[i], starts[i] = s, atomic.LoadUint32(&s.starts[node%pageNodes][fact])
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
