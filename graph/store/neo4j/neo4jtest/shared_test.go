package neo4jtest

import "testing"

func TestSharedServerNeedsSomebodyToStopIt(t *testing.T) {
	var l lease
	refused := func(when string) {
		if _, err := l.take(t.Context()); err == nil {
			t.Errorf("%s Main a server was handed out", when)
		}
	}
	refused("before")
	if code := l.during(func() int { return 3 }); code != 3 {
		t.Errorf("Main returned %d, want the tests' 3", code)
	}
	refused("after")
}

func TestSharedIsOneServer(t *testing.T) {
	if first, second := Shared(t), Shared(t); first != second {
		t.Errorf("two servers were handed out: %s and %s", first.URI(), second.URI())
	}
}
