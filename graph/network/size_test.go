package network_test

import (
	"runtime"
	"testing"

	"partnergraph/graph/network"
)

// TestANetworkIsSmall bounds what a node of the invented county takes, of which a third are organizations, and how many things the
// garbage collector has to look at.
func TestANetworkIsSmall(t *testing.T) {
	const organizations = 20_000
	n := network.New(contract(t))
	before := inUse()
	if err := n.Load(t.Context(), county{organizations: organizations}); err != nil {
		t.Fatal(err)
	}
	after := inUse()
	nodes := uint64(3 * organizations)
	if bytes := (after.HeapAlloc - before.HeapAlloc) / nodes; bytes > 410 {
		t.Errorf("%d bytes a node", bytes)
	}
	if objects := float64(after.HeapObjects-before.HeapObjects) / float64(nodes); objects > 0.3 {
		t.Errorf("%.2f objects a node", objects)
	}
	runtime.KeepAlive(n)
}

func inUse() (stats runtime.MemStats) {
	runtime.GC()
	runtime.ReadMemStats(&stats)
	return stats
}
