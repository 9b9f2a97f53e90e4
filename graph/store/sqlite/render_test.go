package sqlite

import "testing"

func TestProfile(t *testing.T) {
	s := opened(t)
	written(t, s, enterprise("e1", "安福环保"), enterprise("e2", "乙"), agreement("a1", "共建"), agreement("a2", "许可"),
		party("e1", "a1"), party("e2", "a1"), party("e1", "a2"))
	a := ask(t)
	got := a.read(s, profile(a, "e1", "-Agreement.title", "Node.id"))
	t.Log(Render(s.model, &a.query).SQL)
	t.Log(got)
}
