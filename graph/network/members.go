package network

import (
	"slices"
	"strings"
)

// members are the nodes of a layout by id. An id goes anywhere among half a million, and to move those behind it took a quarter of what the
// server spends on a small change. So those that came last stand in a short list of their own, until there are more than the square root.
type members struct{ settled, late []uint32 }

func (m *members) count() int { return len(m.settled) + len(m.late) }

// admit lists a node among those of its layout.
func (s *state) admit(number uint32) {
	m := &s.ofType[s.kinds[number]]
	if s.statements[s.kinds[number]] != nil {
		at, _ := s.searchID(m.settled, s.id(number))
		m.settled = slices.Insert(m.settled, at, number)
		s.statements.insert(s, at, number)
		return
	}
	at, _ := s.searchID(m.late, s.id(number))
	m.late = slices.Insert(m.late, at, number)
	if len(m.late)*len(m.late) > len(m.settled) {
		m.settled, m.late = s.merged(slices.Grow(m.settled, len(m.late)), m.late), m.late[:0]
	}
}

// dismiss takes a node out of the list.
func (s *state) dismiss(number uint32) {
	m := &s.ofType[s.kinds[number]]
	if at, found := s.searchID(m.late, s.id(number)); found {
		m.late = slices.Delete(m.late, at, at+1)
	} else if at, found := s.searchID(m.settled, s.id(number)); found {
		m.settled = slices.Delete(m.settled, at, at+1)
		s.statements.remove(s.kinds[number], at)
	}
}

// all returns the nodes of a layout by id. The list must not be changed, and holds until the state does.
func (s *state) all(layout uint8) []uint32 {
	m := &s.ofType[layout]
	if len(m.late) == 0 {
		return m.settled
	}
	return s.merged(append(make([]uint32, 0, m.count()), m.settled...), m.late)
}

// merged puts the late nodes where they belong in a list that has room for them.
func (s *state) merged(list, late []uint32) []uint32 {
	end := len(list)
	list = list[:end+len(late)]
	for i, number := range slices.Backward(late) {
		at, _ := s.searchID(list[:end], s.id(number))
		copy(list[at+i+1:], list[at:end])
		list[at+i], end = number, at
	}
	return list
}

func (s *state) searchID(list []uint32, id string) (int, bool) {
	return slices.BinarySearchFunc(list, id, func(number uint32, id string) int { return strings.Compare(s.id(number), id) })
}
