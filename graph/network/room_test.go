package network

import "testing"

// TestMemoryMakesRoom remembers something of twice as many nodes as there is room for. Room is made for the next ones alone: what was
// remembered last stays, and the number of those of which something is remembered is always the true one.
func TestMemoryMakesRoom(t *testing.T) {
	var m memory
	m.grow(2 * maxRemembered)
	const room = 2 * pageNodes // a page and a shelf
	filled := func() (nodes int64) {
		for node := range uint32(2 * maxRemembered) {
			if m.recall(node, 0) != nil {
				nodes++
			}
			if s := m.shelf(node); s != nil && s.list(node, 1) != nil {
				nodes++
			}
		}
		return nodes
	}
	full := false
	for node := range uint32(2 * maxRemembered) {
		m.rememberList(node, 1, []uint32{node})
		if node%4 == 0 {
			m.remember(node, 0, node)
		}
		now := m.filled.Load()
		full = full || now == maxRemembered
		if now > maxRemembered || full && now <= maxRemembered-room {
			t.Fatalf("after node %d something is remembered of %d nodes, of at most %d", node, now, maxRemembered)
		}
		if node%(maxRemembered/4) == 0 && filled() != now {
			t.Fatalf("after node %d it says %d nodes, and remembers something of %d", node, now, filled())
		}
	}
	if !full {
		t.Fatal("there was room for all")
	}
	for node := uint32(2*maxRemembered - maxRemembered/2); node < 2*maxRemembered; node++ {
		if list := m.shelf(node).list(node, 1); len(list) != 1 || list[0] != node {
			t.Fatalf("of node %d, one of the last, %v is remembered", node, list)
		}
	}
}
