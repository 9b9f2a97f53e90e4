package network

import (
	"runtime"
	"slices"
	"sync"

	"partnergraph/graph/network/topic"
)

// history is what the agreements so far say about each organization: how many it is party to, in what part, and what they are about. What
// its units did, and their units, an organization did. Partner matching reads it for every candidate, so it is worked out when the graph changes and not when somebody asks.
type history struct {
	basis   *topic.Basis
	reader  *topic.Reader // of the basis
	fitted  int           // agreements that there were when the basis was made
	changed int           // agreements that came or changed since
	slots   []uint32      // by node: 1 + where its vector and its deeds stand; 0: it has none
	free    []uint32
	vectors []int8     // by slot, topic.Size each; all 0: nothing is known
	deeds   []deeds    // by slot
	leaders [][]uint32 // by layout: the organizations with the most agreements, most first, ties by id

	stale map[uint32]bool       // nodes of which something changed that is not worked out yet
	sums  map[uint32]*topic.Sum // what the agreements of some organizations come to that have many: see catchup.go
	many  uint32                // from how many agreements on
}

func newHistory(layouts int) history {
	basis := topic.Fit(nil)
	return history{
		basis: basis, reader: basis.Reader(), leaders: make([][]uint32, layouts),
		stale: map[uint32]bool{}, sums: map[uint32]*topic.Sum{}, many: manyAgreements,
	}
}

// counts are the terms of an agreement's texts.
func (s *state) counts(agreement uint32) *topic.Counts {
	var counts topic.Counts
	for _, text := range s.layout(agreement).searchedTexts(s.record(agreement)) {
		counts.Add(text, 1)
	}
	return &counts
}

// learn makes the basis anew, and everything that rests on it.
func (s *state) learn() {
	h, agreements := &s.history, s.all(s.layoutOf["Agreement"])
	ids := make([]string, len(agreements))
	for i, agreement := range agreements {
		ids[i] = s.id(agreement)
	}
	var sample []*topic.Counts
	for _, id := range topic.Sampled(ids) {
		number, _ := s.number(id)
		sample = append(sample, s.counts(number))
	}
	h.basis, h.fitted, h.changed = topic.Fit(sample), len(agreements), 0
	h.reader, h.stale, h.sums = h.basis.Reader(), map[uint32]bool{}, map[uint32]*topic.Sum{}
	h.room(s, s.parties(), agreements)
	each(agreements, func(part []uint32) {
		reader := h.basis.Reader()
		for _, agreement := range part {
			s.describe(agreement, reader)
		}
	})
	for _, t := range s.organization.Types {
		layout := s.layoutOf[t.Name]
		each(s.all(layout), func(part []uint32) {
			for _, organization := range part {
				s.recount(organization)
			}
		})
		s.rank(layout)
	}
}

// each gives each processor a part of the nodes; work writes only what is theirs.
func each(nodes []uint32, work func([]uint32)) {
	eachPart(nodes, func(_ int, part []uint32) { work(part) })
}

// eachPart is each, and tells where the part begins.
func eachPart(nodes []uint32, work func(from int, part []uint32)) {
	var wait sync.WaitGroup
	from := 0
	for part := range slices.Chunk(nodes, max(256, len(nodes)/runtime.GOMAXPROCS(0)+1)) {
		start := from
		wait.Go(func() { work(start, part) })
		from += len(part)
	}
	wait.Wait()
}

// room gives many nodes room at once for what is known of them, and no more than they need.
func (h *history) room(s *state, lists ...[]uint32) {
	more := -len(h.free)
	for _, list := range lists {
		for _, node := range list {
			if _, known := h.known(node); !known {
				more++
			}
		}
	}
	if more > 0 {
		h.vectors = append(make([]int8, 0, len(h.vectors)+more*topic.Size), h.vectors...)
		h.deeds = append(make([]deeds, 0, len(h.deeds)+more), h.deeds...)
	}
	for _, list := range lists {
		for _, node := range list {
			h.slot(s, node)
		}
	}
}

// slot gives a node room for what is known of it.
func (h *history) slot(s *state, node uint32) {
	if len(h.slots) < len(s.nodes) {
		h.slots = append(h.slots, make([]uint32, len(s.nodes)-len(h.slots))...)
	}
	switch last := len(h.free) - 1; {
	case h.slots[node] != 0:
	case last >= 0:
		h.slots[node], h.free = h.free[last], h.free[:last]
	default:
		var nothing [topic.Size]int8
		h.vectors = append(h.vectors, nothing[:]...)
		h.deeds = append(h.deeds, deeds{})
		h.slots[node] = uint32(len(h.deeds))
	}
}

// known returns where what is known of a node stands; false when nothing is.
func (h *history) known(node uint32) (int, bool) {
	if int(node) >= len(h.slots) || h.slots[node] == 0 {
		return 0, false
	}
	return int(h.slots[node] - 1), true
}

// vector is what stands in a slot.
func (h *history) vector(slot int) topic.Vector {
	return h.vectors[slot*topic.Size : (slot+1)*topic.Size]
}

func (h *history) set(node uint32, v topic.Vector) {
	if slot, known := h.known(node); known {
		own := h.vector(slot)
		clear(own)
		copy(own, v)
	}
}

// describe works out what an agreement is about.
func (s *state) describe(agreement uint32, reader *topic.Reader) {
	for _, text := range s.layout(agreement).searchedTexts(s.record(agreement)) {
		reader.Add(text)
	}
	s.history.set(agreement, reader.Vector())
}

// Basis turns texts into vectors that can be compared with those of TopicAt.
func (v *View) Basis() *topic.Basis { return v.history.basis }

// TopicAt returns what the agreement of a Number is about, or what those of an organization and its units are about together; empty when
// nothing is known. It is not to be changed.
func (v *View) TopicAt(number uint32) topic.Vector {
	slot, known := v.history.known(number)
	if !known {
		return nil
	}
	if own := v.history.vector(slot); !isBlank(own) {
		return own
	}
	return nil
}

// AppendLikeness appends how like the topic of each Number is to another one, which is not empty; topic.Unknown where nothing is known.
// Their places in memory lie far apart, so those of several are looked up before any is read: the processor then waits for them together.
func AppendLikeness[Number ~uint32](list []float64, v *View, to topic.Vector, nodes []Number) []float64 {
	const last, nothing = topic.Size - 1, -1
	h := &v.history
	var starts [128]int
	for part := range slices.Chunk(nodes, len(starts)) {
		for i, node := range part {
			starts[i] = nothing
			if slot, known := h.known(uint32(node)); known {
				starts[i] = slot * topic.Size
			}
		}
		for i, start := range starts[:len(part)] {
			if start != nothing && h.vectors[start]|h.vectors[start+last] == 0 && isBlank(h.vectors[start:start+topic.Size]) {
				starts[i] = nothing
			}
		}
		for _, start := range starts[:len(part)] {
			likeness := topic.Unknown
			if start != nothing {
				likeness = topic.Likeness(to, h.vectors[start:start+topic.Size])
			}
			list = append(list, likeness)
		}
	}
	return list
}

func isBlank[Vector ~[]int8](v Vector) bool {
	return !slices.ContainsFunc(v, func(x int8) bool { return x != 0 })
}
