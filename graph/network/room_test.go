package network

import (
	"testing"
	"unsafe"
)

// TestMemoryMakesRoom remembers lists that take twice the memory there is for them. Room is made for the next ones alone: what was
// remembered last stays, and the bytes that are counted are always the true ones.
func TestMemoryMakesRoom(t *testing.T) {
	const nodes, long = 100_000, 2 * maxTaken / 4 / 100_000
	var m memory
	m.grow(nodes)
	list := make([]uint32, long)
	// A shelf that is full is replaced by one with room for half as much again.
	const leeway = int64(unsafe.Sizeof(page{})) + pageNodes*(ofRemembered+4*(long+1+Lists)*2)
	taken := func() (bytes int64) {
		for at := range m.pages {
			bytes += m.pages[at].Load().bytes() + m.shelves[at].Load().bytes()
		}
		return bytes
	}
	full := false
	for node := range uint32(nodes) {
		list[0] = node
		m.rememberList(node, 1, list)
		if node%4 == 0 {
			m.remember(node, 0, node)
		}
		if node%8 == 0 {
			m.forget(node / 2)
		}
		now := m.taken.Load()
		full = full || now >= maxTaken
		if now > maxTaken+leeway || full && now <= maxTaken-leeway {
			t.Fatalf("after node %d %d bytes are taken, of at most %d", node, now, maxTaken)
		}
		if node%(nodes/8) == 0 && taken() != now {
			t.Fatalf("after node %d it says %d bytes, and takes %d", node, now, taken())
		}
	}
	if !full {
		t.Fatal("there was room for all")
	}
	for node := uint32(nodes - nodes/4); node < nodes; node++ {
		if list := m.shelf(node).list(node, 1); len(list) != long || list[0] != node {
			t.Fatalf("of node %d, one of the last, %d numbers are remembered", node, len(list))
		}
	}
}

// TestAShelfIsAsLargeAsWhatStandsInIt remembers little of few nodes that lie far apart, as organizations do among all else.
func TestAShelfIsAsLargeAsWhatStandsInIt(t *testing.T) {
	const nodes = 1000
	var m memory
	m.grow(nodes * pageNodes)
	for node := range uint32(nodes) {
		m.rememberList(node*pageNodes+node%pageNodes, 0, []uint32{node})
	}
	if each := m.taken.Load() / nodes; each > 600 {
		t.Errorf("a list of one number takes %d bytes", each)
	}
}
