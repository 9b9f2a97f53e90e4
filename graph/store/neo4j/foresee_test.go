package neo4j_test

import (
	"errors"
	"testing"
	"time"

	"partnergraph/graph/store"
	"partnergraph/graph/store/neo4j"
)

// TestUnforeseen commits what looks as if it only added but turns out otherwise in the database. Each is answered as if the facts had been
// read first, and what was refused has left nothing behind.
func TestUnforeseen(t *testing.T) {
	need := func(id string, more ...store.Operation) store.ChangeSet {
		set := need(id)
		set.Operations = append(set.Operations, more...)
		return set
	}
	related := func(kind, from, to string) store.Operation {
		return store.Operation{Verb: store.Relate, Type: kind, From: from, To: to}
	}
	field := func(id string) store.ChangeSet {
		return store.ChangeSet{Actor: "anna", Mutation: "addField", Operations: []store.Operation{{
			Verb: store.CreateNode, Type: "TechnologyField", ID: id,
			Properties: map[string]any{"code": "G06", "name": "计算", "level": int64(1), "scheme": "IPC"},
		}}}
	}
	keyed := func(digest string) store.ChangeSet {
		set := need("k")
		set.Key, set.Digest, set.Result = "key", digest, []byte(`"k"`)
		return set
	}
	for name, c := range map[string]struct {
		before, set store.ChangeSet
		want        error
		replayed    bool
	}{
		"the id is taken":              {need("n"), need("n"), store.ErrConflict, false},
		"the unique value is taken":    {field("f"), field("g"), store.ErrConflict, false},
		"an end is missing":            {need("n"), need("m", related("HAS_NEED", "nobody", "m")), store.ErrNotFound, false},
		"an end is of another type":    {need("n"), need("m", related("HAS_NEED", "n", "m")), store.ErrInvalid, false},
		"the key was used":             {keyed("d"), keyed("d"), nil, true},
		"the key was used for another": {keyed("d"), keyed("e"), store.ErrConflict, false},
	} {
		atEachPace(t, name, func(t *testing.T, s *neo4j.Store) {
			if _, err := s.Write(t.Context(), c.before); err != nil {
				t.Fatal(err)
			}
			receipt, err := s.Write(t.Context(), c.set)
			if !errors.Is(err, c.want) || receipt.Replayed != c.replayed {
				t.Errorf("got %+v and %v, want %v", receipt, err, c.want)
			}
			// A good set in the company of one that is refused is written all the same.
			outcomes, err := s.Commit(t.Context(), []store.ChangeSet{need("good"), c.set})
			if err != nil || outcomes[0].Err != nil || !errors.Is(outcomes[1].Err, c.want) {
				t.Errorf("together: %+v, %v", outcomes, err)
			}
			verified(t, s, 2)
		})
	}
}

// TestUnforeseenEnd moves the log's end behind the store's back: its next change follows whatever the log ends with then.
func TestUnforeseenEnd(t *testing.T) {
	for name, move := range map[string]func(t *testing.T){
		"another server has written": func(t *testing.T) {
			other := open(t, contract(t))
			defer other.Close()
			write(t, other, "theirs")
		},
		"the log is another of the same length": func(t *testing.T) {
			run(t, "MATCH (n:Need) DELETE n")
			run(t, "MATCH (n:Change) DELETE n")
			run(t, "MATCH (log:ChangeLog) SET log.sequence = 0, log.hash = '', log.at = ''")
			other := open(t, contract(t))
			defer other.Close()
			write(t, other, "theirs")
		},
		"the log is shorter": func(t *testing.T) {
			run(t, "MATCH (n:Change) DELETE n")
			run(t, "MATCH (log:ChangeLog) SET log.sequence = 0, log.hash = '', log.at = ''")
		},
	} {
		atEachPace(t, name, func(t *testing.T, s *neo4j.Store) {
			write(t, s, "first")
			move(t)
			receipt := write(t, s, "second")
			verified(t, s, receipt.Sequence)
		})
	}
}

// atEachPace runs a test on an empty store whose commits follow each other, and on one whose commits do not.
func atEachPace(t *testing.T, name string, test func(*testing.T, *neo4j.Store)) {
	for pace, steady := range map[string]time.Duration{"one after another": time.Hour, "now and then": 0} {
		t.Run(name+", "+pace, func(t *testing.T) {
			clear(t)
			s := open(t, contract(t))
			defer s.Close()
			s.Steady(steady)
			test(t, s)
		})
	}
}

// verified holds the log to a number of changes, each following the one before.
func verified(t *testing.T, s store.Store, want int64) {
	t.Helper()
	changes, err := s.Changes(t.Context(), 0, 1000)
	if err != nil || int64(len(changes)) != want {
		t.Errorf("%d changes, want %d: %v", len(changes), want, err)
	}
	head := store.Head{}
	for _, change := range changes {
		if head, err = store.Verify(head, change); err != nil {
			t.Error(err)
		}
	}
}
