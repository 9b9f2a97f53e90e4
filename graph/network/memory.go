package network

import (
	"sync"
	"sync/atomic"
	"unsafe"
)

// Facts is how many different things others may remember of a node, beside Lists.
const Facts = 3

// memory keeps what was worked out of nodes, until something changes that it may rest on: the node itself, its relations, the records
// that these lead to and those records' relations. Whoever works something out of more than that must not remember it.
//
// It is filled while the network is only read, so readers may meet in it: what they put in is equal, whoever comes first.
type memory struct {
	mu      sync.Mutex
	pages   []atomic.Pointer[page]  // by number / pageNodes
	shelves []atomic.Pointer[shelf] // likewise
	taken   atomic.Int64            // bytes of pages, of what stands in them, and of shelves
	next    int                     // of which page and shelf to make room when there is no more
}

// pageNodes is how many nodes a page and a shelf are for; of most nodes nothing is ever asked.
const pageNodes = 128

type page [pageNodes]atomic.Pointer[remembered]

// bytes is what the page takes.
func (p *page) bytes() int64 {
	if p == nil {
		return 0
	}
	bytes := int64(unsafe.Sizeof(*p))
	for i := range p {
		if p[i].Load() != nil {
			bytes += ofRemembered
		}
	}
	return bytes
}

// remembered is what is known of a node. A pointer stands in it as it is, so that whoever recalls waits for memory once less.
type remembered [Facts + 1]atomic.Value

// ofRemembered is what is counted for a node of a page: what its values lead to, lists of organizations at most, is not known here. They are
// remembered of fields, places and terms alone, which are few.
const ofRemembered = int64(unsafe.Sizeof(remembered{}))

// maxTaken is how many bytes are taken by what is remembered. Beyond that some of it goes: memory must not outgrow the network.
const maxTaken = 64 << 20

// grow makes room for all nodes; only who may change the state may call it.
func (m *memory) grow(nodes int) {
	if pages := nodes/pageNodes + 1; pages > len(m.pages) {
		pages, shelves := make([]atomic.Pointer[page], pages+pages/8), make([]atomic.Pointer[shelf], pages+pages/8)
		for i := range m.pages {
			pages[i].Store(m.pages[i].Load())
			shelves[i].Store(m.shelves[i].Load())
		}
		m.pages, m.shelves = pages, shelves
	}
}

func (m *memory) recall(node uint32, fact uint8) any {
	at := int(node / pageNodes)
	if at >= len(m.pages) {
		return nil
	}
	p := m.pages[at].Load()
	if p == nil {
		return nil
	}
	if known := p[node%pageNodes].Load(); known != nil {
		return known[fact].Load()
	}
	return nil
}

// keep has something put where the page and the shelf of a node stand, unless there is no room for those.
func (m *memory) keep(node uint32, put func(at int)) {
	at := int(node / pageNodes)
	if at >= len(m.pages) {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	for m.taken.Load() >= maxTaken {
		m.makeRoom()
	}
	put(at)
}

// makeRoom forgets what is remembered of the next nodes, page by page in turn: of nearly all others it is kept, and those that every
// question asks of are soon known again.
func (m *memory) makeRoom() {
	m.next = (m.next + 1) % len(m.pages)
	m.taken.Add(-m.pages[m.next].Swap(nil).bytes() - m.shelves[m.next].Swap(nil).bytes())
}

func (m *memory) remember(node uint32, fact uint8, value any) {
	m.keep(node, func(at int) {
		p := m.pages[at].Load()
		if p == nil {
			p = new(page)
			m.taken.Add(p.bytes())
			m.pages[at].Store(p)
		}
		known := p[node%pageNodes].Load()
		if known == nil {
			known = new(remembered)
			p[node%pageNodes].Store(known)
			m.taken.Add(ofRemembered)
		}
		known[fact].Store(value)
	})
}

// empty forgets everything.
func (m *memory) empty() {
	for i := range m.pages {
		m.pages[i].Store(nil)
		m.shelves[i].Store(nil)
	}
	m.taken.Store(0)
}

func (m *memory) forget(node uint32) {
	if at := int(node / pageNodes); at < len(m.pages) {
		if p := m.pages[at].Load(); p != nil && p[node%pageNodes].Swap(nil) != nil {
			m.taken.Add(-ofRemembered)
		}
	}
	m.forgetLists(node)
}

// Recall returns what Remember kept of the node of a Number; nil when that is nothing, or the graph around the node has changed since.
func (v *View) Recall(number uint32, fact uint8) any { return v.memory.recall(number, fact) }

// Remember keeps what was worked out of a node until the graph around it changes: the node, its relations, the records that these lead
// to, those records' relations, and whatever is part of what; of technology fields and places the whole of their trees counts. The
// value must not be changed any more. It is not nil, and a fact has values of one type for the nodes of a type.
func (v *View) Remember(number uint32, fact uint8, value any) { v.memory.remember(number, fact, value) }

// maxUnsettled is at how many neighbours of a record everything is forgotten, rather than them one by one.
const maxUnsettled = 4096

// unsettle forgets what may rest on a node: what is remembered of itself, or of the organizations and fields that it is joined to.
func (s *state) unsettle(number uint32) {
	t := s.layout(number).node
	switch {
	case s.remembersNothing():
	case s.organization.Is(t.Name):
		s.unsettleHouse(number)
	case isTree(t.Name):
		s.memory.empty()
	case len(s.edges(number)) > maxUnsettled:
		s.memory.empty()
	default:
		s.memory.forget(number)
		for _, e := range s.edges(number) {
			switch far := s.layout(e.far).node; {
			case s.organization.Is(far.Name):
				s.unsettleHouse(e.far)
			case isTree(far.Name):
				s.memory.forget(e.far)
			}
		}
	}
}

func (s *state) remembersNothing() bool { return s.memory.taken.Load() == 0 }

// isTree reports whether a type's nodes form a tree on all of which much rests.
func isTree(typeName string) bool { return typeName == "TechnologyField" || typeName == "Place" }

// unsettleHouse forgets what is remembered of an organization, of those that it is part of, and of its own parts.
func (s *state) unsettleHouse(number uint32) {
	s.unsettleParts(number, maxHouse)
	for range maxHouse {
		above, partial := s.whole(number)
		if !partial {
			return
		}
		number = above
		s.memory.forget(number)
	}
	s.memory.empty()
}

func (s *state) unsettleParts(number uint32, deep int) {
	if deep == 0 {
		s.memory.empty()
		return
	}
	s.memory.forget(number)
	for _, e := range s.far(number, partOf, true) {
		s.unsettleParts(e.far, deep-1)
	}
}

// maxHouse is how many wholes one is part of at most; where there are more, the data runs in a circle.
const maxHouse = 16

// unsettleEnds forgets what may rest on a relation between two nodes.
func (s *state) unsettleEnds(kind uint8, from, to uint32) {
	if s.remembersNothing() {
		return
	}
	switch link := s.links[kind]; {
	case link.Type == partOf, link.Type == "NARROWER_THAN", link.Type == "LIES_IN":
		s.memory.empty()
	case !link.followed:
	default:
		s.unsettleEnd(from)
		s.unsettleEnd(to)
	}
}

// unsettleEnd looks at no neighbours of fields and places: there are very many, and who joins changes nothing for the others.
func (s *state) unsettleEnd(number uint32) {
	if isTree(s.layout(number).node.Name) {
		s.memory.forget(number)
	} else {
		s.unsettle(number)
	}
}
