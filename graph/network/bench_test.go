package network_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"partnergraph/graph/network"
	"partnergraph/graph/store"
	"partnergraph/schema"
)

// county is a snapshot of invented organizations, two agreements each with two parties, one of them often the same university, and a
// place and a citation each. It is made as it is visited.
type county struct {
	store.Store
	organizations int
}

func (c county) Changes(context.Context, int64, int) ([]store.Change, error) { return nil, nil }

func (c county) Snapshot(_ context.Context, visitor store.Visitor) (store.Head, error) {
	random := rand.New(rand.NewPCG(1, 2))
	visit := func(record store.NodeRecord) {
		if err := visitor.Node(record); err != nil {
			panic(err)
		}
	}
	visit(store.NodeRecord{ID: "document", Type: "Document", Properties: props{"title": "总结"}})
	visit(store.NodeRecord{ID: "place", Type: "Place", Properties: props{"name": "常德市", "level": "CITY"}})
	for i := range c.organizations {
		visit(store.NodeRecord{ID: organization(i), Type: "Enterprise", Properties: props{"name": name(random), "aliases": []string{}}})
	}
	for i := range 2 * c.organizations {
		visit(store.NodeRecord{ID: agreement(i), Type: "Agreement", Properties: props{
			"title": name(random) + "技术合作协议", "kind": "JOINT_RESEARCH", "status": "SIGNED", "signedOn": "2020-05-18", "amount": "205000.50",
		}})
	}
	relation := func(record store.RelationRecord) {
		if err := visitor.Relation(record); err != nil {
			panic(err)
		}
	}
	for i := range c.organizations {
		relation(store.RelationRecord{Type: "LOCATED_IN", From: organization(i), To: "place"})
		relation(store.RelationRecord{Type: "CITES", From: organization(i), To: "document", Properties: props{"locator": "1.2", "kind": "STATED"}})
	}
	for i := range 2 * c.organizations {
		demand, supply := random.IntN(c.organizations), random.IntN(c.organizations)
		if i%10 == 0 {
			supply = 0 // the university that everyone works with
		}
		if demand != supply {
			relation(store.RelationRecord{Type: "PARTY_TO", From: organization(demand), To: agreement(i), Properties: props{"role": "DEMAND"}})
		}
		relation(store.RelationRecord{Type: "PARTY_TO", From: organization(supply), To: agreement(i), Properties: props{"role": "SUPPLY"}})
	}
	return store.Head{}, nil
}

func organization(i int) string { return fmt.Sprintf("0190c3a4-0000-7000-8000-%012d", i) }
func agreement(i int) string    { return fmt.Sprintf("0190c3a4-0000-7000-9000-%012d", i) }

// name is made of a place, a few characters of which some are far more frequent than others, a trade and a legal form.
func name(random *rand.Rand) string {
	places := []string{"湖南", "常德", "长沙", "北京", "上海", "深圳市", "岳阳", "益阳"}
	trades := []string{"环保", "新材料", "生物科技", "农业", "机械制造", "电子", "化工", "纺织", "食品", "信息技术"}
	forms := []string{"有限公司", "股份有限公司", "有限责任公司", "合作社", "厂"}
	var own strings.Builder
	for range 2 + random.IntN(2) {
		own.WriteRune(rune(0x4E00 + int(random.ExpFloat64()*800)%6000))
	}
	brand := ""
	if random.IntN(10) == 0 {
		brand = fmt.Sprintf("%c%c%d", 'A'+random.IntN(26), 'A'+random.IntN(26), random.IntN(1000))
	}
	return places[random.IntN(len(places))] + own.String() + brand + trades[random.IntN(len(trades))] + forms[random.IntN(len(forms))]
}

func BenchmarkLoad(b *testing.B) {
	model := contract(b)
	for b.Loop() {
		if err := network.New(model).Load(b.Context(), county{organizations: 100_000}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkMemory reports what a network of a million organizations and two million agreements takes.
func BenchmarkMemory(b *testing.B) {
	for b.Loop() {
		n, before := loadCounty(b, contract(b), 1_000_000)
		b.ReportMetric(float64(heap()-before)/1e6, "MB")
		runtime.KeepAlive(n)
	}
}

func loadCounty(b *testing.B, model *schema.Model, organizations int) (n *network.Network, before uint64) {
	b.Helper()
	n, before = network.New(model), heap()
	if err := n.Load(b.Context(), county{organizations: organizations}); err != nil {
		b.Fatal(err)
	}
	return n, before
}

func heap() uint64 {
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}

func BenchmarkAnswers(b *testing.B) {
	n, _ := loadCounty(b, contract(b), 100_000)
	random := rand.New(rand.NewPCG(3, 4))
	searches := map[string]string{
		"name": "湖南环保", "rare": "XQ7", "two words": "常德 新材料", "character": "纺", "everything": "公司", "Latin letter": "q",
		"reading": "hunanhuanbao", "syllables": "xin cailiao", "initials": "gs", "three initials": "hbc",
	}
	for what, text := range searches {
		b.Run("Search "+what, func(b *testing.B) {
			hits := 0
			measure(b, func() { n.View(func(v *network.View) { hits = found(v.Search(text, nil)) }) })
			b.ReportMetric(float64(hits), "hits")
		})
	}
	b.Run("ShortestPath", func(b *testing.B) {
		measure(b, func() {
			from, to := organization(random.IntN(100_000)), organization(random.IntN(100_000))
			n.View(func(v *network.View) {
				v.ShortestPath(network.Route{From: from, To: to, MaxDepth: 6, MaxEdges: 2_000_000})
			})
		})
	})
	for what, centre := range map[string]string{"hub": organization(0), "any": organization(77)} {
		b.Run("Neighborhood "+what, func(b *testing.B) {
			measure(b, func() { n.View(func(v *network.View) { v.Neighborhood(centre, 3, 200, nil) }) })
		})
	}
	b.Run("CommonPartners", func(b *testing.B) {
		measure(b, func() {
			n.View(func(v *network.View) {
				v.CommonPartners(organization(0), organization(random.IntN(100_000)), 2_000_000)
			})
		})
	})
	b.Run("Named", func(b *testing.B) {
		measure(b, func() { n.View(func(v *network.View) { v.Named("常德一二环保有限公司") }) })
	})
}

// found shows the first page, as an answer does.
func found(r *network.Ranking) int {
	for i := range min(20, r.Count()) {
		r.At(i)
		r.Matches(i)
	}
	return r.Count()
}

// measure reports the time that one call in twenty exceeds.
func measure(b *testing.B, work func()) {
	var times []time.Duration
	for b.Loop() {
		start := time.Now()
		work()
		times = append(times, time.Since(start))
	}
	slices.Sort(times)
	b.ReportMetric(float64(times[len(times)*95/100])/1e6, "ms-p95")
}
