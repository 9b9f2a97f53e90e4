package seed

import (
	"context"
	"maps"
	"slices"
	"sync"
	"testing"

	"partnergraph/graph/load"
	"partnergraph/graph/store"
)

const enterprises = 12

func TestApplyFillsAnEmptyStoreOnce(t *testing.T) {
	onEveryEngine(t, func(c county) {
		report, err := Apply(c.Context(), c.store, c.model)
		if want := (Report{Created: records(c.T)}); err != nil || report != want {
			c.Fatalf("first: %+v, %v, want %+v", report, err, want)
		}
		digest := c.digest()
		report, err = Apply(c.Context(), c.store, c.model)
		if want := (Report{Known: true}); err != nil || report != want {
			c.Errorf("second: %+v, %v, want %+v", report, err, want)
		}
		if c.digest() != digest || c.changes() != 1 {
			c.Errorf("the second call wrote: %d changes", c.changes())
		}
		for id, node := range c.content().nodes {
			if node.UpdatedBy != Actor || node.Version != 1 {
				c.Errorf("%s: version %d by %s", id, node.Version, node.UpdatedBy)
			}
		}
	})
}

func TestApplyByManyServersAtOnceWritesOnce(t *testing.T) {
	c := onSQLite(t)
	var servers sync.WaitGroup
	var mu sync.Mutex
	known := 0
	for range 8 {
		servers.Go(func() {
			report, err := Apply(context.Background(), c.store, c.model)
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				c.Error(err)
			}
			if report.Known {
				known++
			}
		})
	}
	servers.Wait()
	if known != 7 || c.changes() != 1 {
		c.Errorf("%d of 8 found the data there, %d changes, want 7 and 1", known, c.changes())
	}
}

func TestApplyWritesNewDataOverItsOwnRecords(t *testing.T) {
	onEveryEngine(t, func(c county) {
		c.apply(c.embedded())

		next := c.summarised()
		team := ID("platform/常德市塑料循环利用重点创新团队")
		// Another role, another place in the document, one relation less, one property less.
		for i, r := range next.Relations {
			r.Properties = maps.Clone(r.Properties)
			if r.Type == "TAKES_PART_IN" && r.To == team {
				r.Properties["role"] = "MEMBER"
			}
			if r.Type == "CITES" && r.Owner == team {
				r.Properties["locator"] = "9.9"
			}
			next.Relations[i] = r
		}
		next.Relations = slices.DeleteFunc(next.Relations, func(r load.Relation) bool { return r.Type == "SUPPORTED_BY" })
		for i, node := range next.Nodes {
			if node.ID == team {
				next.Nodes[i].Properties = maps.Clone(node.Properties)
				delete(next.Nodes[i].Properties, "establishedOn")
			}
		}

		report := c.apply(next)
		if want := (Report{Updated: enterprises + 1 + 4}); report != want {
			c.Errorf("%+v, want %+v: the enterprises, the team, and four platforms that nothing supports now", report, want)
		}
		fresh := onSQLite(c.T)
		fresh.apply(next)
		if c.digest() != fresh.digest() {
			c.Error("the store differs from one that was filled with the new data at once")
		}
		if node := c.content().nodes[team]; node.Version != 2 {
			c.Errorf("version %d after two writes", node.Version)
		}
		if report := c.apply(next); !report.Known || c.changes() != 2 {
			c.Errorf("again: %+v, %d changes", report, c.changes())
		}
	})
}

func TestApplyAddsNewRecords(t *testing.T) {
	c := onSQLite(t)
	all := c.embedded()
	flag := func(id string) bool { return id == ID("flag/星创天") }
	before := load.Graph{
		Nodes:     slices.DeleteFunc(slices.Clone(all.Nodes), func(n store.Operation) bool { return flag(n.ID) }),
		Relations: slices.DeleteFunc(slices.Clone(all.Relations), func(r load.Relation) bool { return flag(r.Owner) }),
	}
	c.apply(before)
	if report, want := c.apply(all), (Report{Created: 1}); report != want {
		c.Errorf("%+v, want %+v", report, want)
	}
	fresh := onSQLite(c.T)
	fresh.apply(all)
	if c.digest() != fresh.digest() {
		c.Error("the store differs from one that was filled at once")
	}
}

// Each case is something that staff do with a record; the data changes afterwards, and the record must stay as staff left it.
func TestApplyLeavesWhatStaffTouched(t *testing.T) {
	enterprise, field := ID("enterprise/安福环保"), ID("field/CN-HNTE-1.1")
	for name, operation := range map[string]store.Operation{
		"changed":   {Verb: store.UpdateNode, Type: "Enterprise", ID: enterprise, Properties: map[string]any{"name": "安福"}},
		"related":   {Verb: store.Relate, Type: "WORKS_IN", From: enterprise, To: field},
		"unrelated": {Verb: store.Unrelate, Type: "WORKS_IN", From: enterprise, To: ID("field/CN-HNTE-4.3")},
	} {
		t.Run(name, func(t *testing.T) {
			c := onSQLite(t)
			c.apply(c.embedded())
			c.write(operation)
			before := c.content()
			if report, want := c.apply(c.summarised()), (Report{Updated: enterprises - 1, Left: 1}); report != want {
				c.Errorf("%+v, want %+v", report, want)
			}
			after := c.content()
			if after.nodes[enterprise].Version != before.nodes[enterprise].Version {
				c.Error("the record was written")
			}
			if len(after.relations) != len(before.relations) {
				c.Errorf("%d relations, had %d", len(after.relations), len(before.relations))
			}
		})
	}
}

func TestApplyDoesNotBringBackWhatStaffDeleted(t *testing.T) {
	c := onSQLite(t)
	c.apply(c.embedded())
	gone := ID("capability/正润创服公司-孵化营运")
	var operations []store.Operation
	for _, r := range c.content().relations {
		if r.From != gone && r.To != gone {
			continue
		}
		unrelate := store.Operation{Verb: store.Unrelate, Type: r.Type, From: r.From, To: r.To}
		if telling := store.Discriminator(c.model.Relation(r.Type)); telling != nil {
			unrelate.Properties = map[string]any{telling.Name: r.Properties[telling.Name]}
		}
		operations = append(operations, unrelate)
	}
	c.write(append(operations, store.Operation{Verb: store.DeleteNode, Type: "Capability", ID: gone})...)
	if report, want := c.apply(c.summarised()), (Report{Updated: enterprises, Left: 1}); report != want {
		c.Errorf("%+v, want %+v", report, want)
	}
	if _, back := c.content().nodes[gone]; back {
		c.Error("it is back")
	}
}

func TestAnAgreementOfStaffLeavesTheEnterpriseToTheSeed(t *testing.T) {
	c := onSQLite(t)
	c.apply(c.embedded())
	enterprise := ID("enterprise/安福环保")
	c.write(
		store.Operation{Verb: store.CreateNode, Type: "Agreement", ID: "ours", Properties: map[string]any{"title": "x", "kind": "LICENSING", "status": "INTENT"}},
		store.Operation{Verb: store.Relate, Type: "PARTY_TO", From: enterprise, To: "ours", Properties: map[string]any{"role": "DEMAND"}},
	)
	if report, want := c.apply(c.summarised()), (Report{Updated: enterprises}); report != want {
		c.Errorf("%+v, want %+v", report, want)
	}
	if !c.content().has("PARTY_TO", enterprise, "ours") {
		c.Error("the agreement lost its party")
	}
}

// A store that was copied holds the records but not the keys.
func TestApplyRecognisesItsRecordsWithoutTheKey(t *testing.T) {
	c := onSQLite(t)
	graph := c.embedded()
	_, err := c.store.Write(c.Context(), store.ChangeSet{Actor: Actor, Mutation: "copy", Operations: graph.Operations()})
	if err != nil {
		c.Fatal(err)
	}
	digest := c.digest()
	if report := c.apply(graph); report != (Report{}) || c.digest() != digest {
		c.Errorf("%+v", report)
	}
	if report := c.apply(graph); !report.Known {
		c.Errorf("again: %+v, want the key to be kept now", report)
	}
}

func TestApplyYieldsAUniqueValueToWhoHasIt(t *testing.T) {
	c := onSQLite(t)
	c.write(store.Operation{Verb: store.CreateNode, Type: "TechnologyField", ID: "theirs", Properties: map[string]any{
		"name": "高分子", "code": "CN-HNTE-4.3", "scheme": "CN-HNTE", "level": int64(2),
	}})
	if report, want := c.apply(c.embedded()), (Report{Created: records(c.T) - 1, Left: 1}); report != want {
		c.Errorf("%+v, want %+v", report, want)
	}
	if report := c.apply(c.embedded()); !report.Known {
		c.Errorf("again: %+v", report)
	}
}
