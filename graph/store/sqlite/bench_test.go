package sqlite

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"partnergraph/graph/plan"
	"partnergraph/graph/store"
)

// network writes organizations, and agreements of two parties each; every second one has the first organization as a party.
func network(t testing.TB, s *Store, organizations, agreements int) {
	t.Helper()
	random := rand.New(rand.NewPCG(1, 2))
	var batch []store.Operation
	flush := func(least int) {
		if len(batch) >= least {
			written(t, s, batch...)
			batch = nil
		}
	}
	ids := make([]string, organizations)
	for i := range ids {
		ids[i] = fmt.Sprintf("%016x-organization", random.Uint64())
		batch = append(batch, enterprise(ids[i], fmt.Sprintf("企业%d", random.IntN(1_000_000))))
		flush(2000)
	}
	for i := range agreements {
		id := fmt.Sprintf("%016x-agreement", random.Uint64())
		hub, other := ids[0], ids[1+random.IntN(organizations-1)]
		if i%2 == 1 {
			hub = ids[1+i%(organizations-1)]
		}
		batch = append(batch, agreement(id, fmt.Sprintf("协议%d", i)), party(hub, id))
		if other != hub {
			batch = append(batch, party(other, id))
		}
		flush(2000)
	}
	flush(1)
}

func BenchmarkRead(b *testing.B) {
	s := opened(b, filepath.Join(b.TempDir(), "graph.db"))
	network(b, s, 1000, 10_000)
	var hub, other string
	if err := s.reading.db.QueryRow("SELECT source FROM relation GROUP BY source ORDER BY count(*) DESC LIMIT 1").Scan(&hub); err != nil {
		b.Fatal(err)
	}
	if err := s.reading.db.QueryRow("SELECT source FROM relation GROUP BY source ORDER BY count(*) LIMIT 1").Scan(&other); err != nil {
		b.Fatal(err)
	}
	for _, c := range []struct {
		name string
		slot func(a *asking) plan.Slot
	}{
		{"profile", func(a *asking) plan.Slot { return profile(a, other, "Node.id") }},
		{"profile of a hub", func(a *asking) plan.Slot { return profile(a, hub, "Node.id") }},
		{"profile of a hub by title", func(a *asking) plan.Slot { return profile(a, hub, "Agreement.title", "Node.id") }},
		{"page of an interface by name", func(a *asking) plan.Slot {
			return plan.Rows{Set: &plan.Set{Type: a.model.Node("Organization"), Order: a.order("Organization.name", "Node.id"),
				Limit: a.arg(int64(21)), Row: a.slots("Node.id", "Organization.name")}}
		}},
		{"one by id", func(a *asking) plan.Slot {
			return plan.One{Set: &plan.Set{Type: a.model.Node("Organization"), Where: a.is("Node.id", plan.Eq, other),
				Limit: plan.NoLimit, Row: a.slots("Node.id", "Organization.name")}}
		}},
	} {
		a := ask(b)
		a.query.Slots = []plan.Slot{c.slot(a)}
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := s.Read(b.Context(), &a.query); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkRender(b *testing.B) {
	a := ask(b)
	a.query.Slots = []plan.Slot{profile(a, "x", "Agreement.title", "Node.id")}
	b.ReportAllocs()
	for b.Loop() {
		Render(a.model, &a.query)
	}
}

func BenchmarkWrite(b *testing.B) {
	s := opened(b, filepath.Join(b.TempDir(), "graph.db"))
	written(b, s, enterprise("e1", "甲"), enterprise("e2", "乙"))
	n := 0
	for b.Loop() {
		n++
		id := fmt.Sprintf("a%d", n)
		written(b, s, agreement(id, "合作"), party("e1", id), party("e2", id))
	}
}

func BenchmarkDecode(b *testing.B) {
	text := `["x","甲方",[` + strings.TrimSuffix(strings.Repeat(`["agr-0000001","协议 about something","ACTIVE","2020-05-18"],`, 50), ",") + `]]`
	row := []plan.Slot{plan.Property{}, plan.Property{}, plan.Property{}, plan.Property{}}
	slots := []plan.Slot{plan.Property{}, plan.Property{}, plan.Rows{Set: &plan.Set{Row: row}}}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := decode(slots, text); err != nil {
			b.Fatal(err)
		}
	}
}
