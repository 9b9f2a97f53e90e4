package network

import (
	"slices"
	"sync"
	"unsafe"

	"partnergraph/graph/network/meaning"
)

// statements are the marks of what the records mean in which somebody states something: by layout, beside the settled nodes of ofType, which
// all of theirs are; nil for the other layouts. They lead to what is near in meaning whatever its words, which no index of words could.
type statements [][]meaning.Mark

// stating are the types of such records.
var stating = []string{"Capability", "Need"}

// keptMeaning is the type of those whose vectors are kept, behind their properties: matching compares hundreds of them a question. Needs
// are compared where something is offered, which few ask for.
const keptMeaning = "Capability"

func newStatements(c *contract) statements {
	s := make(statements, len(c.layouts))
	for _, name := range stating {
		s[c.layoutOf[name]] = []meaning.Mark{}
	}
	return s
}

// vector works out what a record means.
func (s *state) vector(number uint32) meaning.Vector {
	layout, record := s.layout(number), s.record(number)
	return meaning.Statement(layout.text(record, "title"), layout.text(record, "description")).Vector()
}

// mark works out what a new record states, and keeps it if that is to be kept.
func (s *state) mark(number uint32) meaning.Mark {
	v := s.vector(number)
	if s.layout(number).meant {
		copy(s.kept(number), v)
	}
	return v.Mark()
}

// kept is what stands behind a record of the type whose vectors are kept, without a copy.
func (s *state) kept(number uint32) meaning.Vector {
	end := s.archive.end(s.nodes[number].record, meaning.Size)
	return unsafe.Slice((*int8)(unsafe.Pointer(unsafe.SliceData(end))), len(end))
}

// AppendMeaning appends what the record of a Number means, in a Capability or a Need, as meaning.AppendVector does.
func AppendMeaning[Number ~uint32](list []Number, v *View, number Number) []Number {
	at := uint32(number)
	if !v.layout(at).meant {
		return meaning.AppendVector(list, v.vector(at))
	}
	if kept := v.kept(at); !isBlank(kept) {
		list = meaning.AppendVector(list, kept)
	}
	return list
}

// insert notes a new node, of a layout that states something, which stands at a place among those of its layout.
func (m statements) insert(s *state, at int, number uint32) {
	of := &m[s.kinds[number]]
	*of = slices.Insert(*of, at, s.mark(number))
}

// renew notes that a node has other texts.
func (m statements) renew(s *state, number uint32) {
	layout := s.kinds[number]
	if m[layout] == nil {
		return
	}
	if at, found := s.searchID(s.ofType[layout].settled, s.id(number)); found {
		m[layout][at] = s.mark(number)
	}
}

// remove forgets the node at a place among those of its layout.
func (m statements) remove(layout uint8, at int) {
	if m[layout] != nil {
		m[layout] = slices.Delete(m[layout], at, at+1)
	}
}

// markAll works out what all records state.
func (s *state) markAll() {
	for layout, of := range s.statements {
		if of == nil {
			continue
		}
		members := s.ofType[layout].settled
		marks := make([]meaning.Mark, len(members))
		s.statements[layout] = marks
		eachPart(members, func(from int, part []uint32) {
			for i, number := range part {
				marks[from+i] = s.mark(number)
			}
		})
	}
}

// AppendNearest appends the Numbers of the records of some types, Capability and Need, whose marks are the nearest to one that is not zero,
// most at most, the nearest first; of equal ones in the order of the types, by id.
func AppendNearest[Number ~uint32](list []Number, v *View, to meaning.Mark, most int, types ...string) []Number {
	if most <= 0 {
		return list
	}
	room := near.Get().(*[]neighboring)
	defer near.Put(room)
	var at [nowhere + 1]int // by distance: how many are kept; then where the next one goes
	kept := (*room)[:0]
	// Those at a distance of bound or more are of no use any more: there are most that are nearer or come before them. nearer are kept.
	bound, nearer := nowhere, 0
	for _, name := range types {
		layout := v.layoutOf[name]
		members := v.ofType[layout].settled
		for i, marks := 0, v.statements[layout]; i < len(marks); i++ {
			distance := marks[i].Apart(&to)
			if distance >= bound || marks[i] == (meaning.Mark{}) {
				continue
			}
			kept = append(kept, neighboring{members[i], uint32(distance)})
			at[distance]++
			for nearer++; nearer >= most; nearer -= at[bound] {
				bound--
			}
		}
	}
	*room = kept
	var ends [nowhere + 1]int
	found := 0
	for distance, count := range at[:nowhere] {
		at[distance] = len(list) + found
		found = min(most, found+count)
		ends[distance] = len(list) + found
	}
	list = slices.Grow(list, found)[:len(list)+found]
	for _, n := range kept {
		if at[n.distance] < ends[n.distance] {
			list[at[n.distance]] = Number(n.number)
			at[n.distance]++
		}
	}
	return list
}

// neighboring is a record and how far its mark is away.
type neighboring struct{ number, distance uint32 }

// near are room to work in: anew for each question they would be most of its garbage.
var near = sync.Pool{New: func() any { return new([]neighboring) }}

// nowhere is more than any distance.
const nowhere = meaning.MostApart + 1
