package sqlite

import (
	"errors"
	"fmt"
	"runtime"
	"testing"
	"time"

	"partnergraph/graph/plan"
	"partnergraph/graph/store"
)

// endless is a query that would run for hours: it looks for a party of an agreement of a party … that there is not.
func endless(t *testing.T, s *Store) *plan.Query {
	t.Helper()
	const hub = 30
	var operations []store.Operation
	for i := range hub {
		operations = append(operations, enterprise(fmt.Sprintf("e%d", i), "甲"), agreement(fmt.Sprintf("a%d", i), "合作"))
	}
	for i := range hub * hub {
		operations = append(operations, party(fmt.Sprintf("e%d", i/hub), fmt.Sprintf("a%d", i%hub)))
	}
	written(t, s, operations...)
	a := ask(t)
	where := a.is("Node.version", plan.Eq, int64(-1))
	for range 4 {
		where = a.some("Organization.agreements", a.some("Agreement.parties", where))
	}
	a.query.Slots = []plan.Slot{plan.Count{Set: &plan.Set{Type: a.model.Node("Organization"), Where: where}}}
	return &a.query
}

func TestCloseEndsWhatIsBeingRead(t *testing.T) {
	s := opened(t)
	query := endless(t, s)
	ended := make(chan error)
	go func() {
		_, err := s.Read(t.Context(), query)
		ended <- err
	}()
	for s.reading.db.Stats().InUse == 0 { // it has not begun yet
		runtime.Gosched()
	}
	began := time.Now()
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("closing took %s", took)
	}
	if err := <-ended; !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("got %v, want ErrUnavailable", err)
	}
}
