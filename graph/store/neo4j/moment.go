package neo4j

import (
	"sync"
	"sync/atomic"
)

// moment lets a statement see all of a transaction or nothing of it. Neo4j promises less: its statements read whatever is committed
// while they run, also one half of a transaction that is just being applied (measured: 2 % of reads beside a steady writer). So a
// read that a commit of this store overlapped is done again, the second time while commits wait.
//
// Commits of other servers on the same database are not seen here; see the package's comment on several servers.
type moment struct {
	commits atomic.Uint64 // odd while one is under way
	order   sync.RWMutex  // commits alone, repeated reads together
}

// begin says that a commit is about to be sent; every begin is followed by an end.
func (m *moment) begin() {
	m.order.Lock()
	m.commits.Add(1)
}

// end says that the commit has been answered, or never will be.
func (m *moment) end() {
	m.commits.Add(1)
	m.order.Unlock()
}

// whole runs a read until no commit overlaps it.
func whole[T any](m *moment, read func() (T, error)) (T, error) {
	if before := m.commits.Load(); before%2 == 0 {
		value, err := read()
		if m.commits.Load() == before {
			return value, err
		}
	}
	m.order.RLock()
	defer m.order.RUnlock()
	return read()
}
