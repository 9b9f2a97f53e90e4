package seed

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"partnergraph/graph/load"
	"partnergraph/graph/store"
	"partnergraph/schema"
)

// county is a store, and the steps that the tests take with it.
type county struct {
	*testing.T
	model *schema.Model
	store store.Store
}

func (c county) apply(graph load.Graph) Report {
	c.Helper()
	report, err := apply(context.Background(), c.store, c.model, graph)
	if err != nil {
		c.Fatal(err)
	}
	return report
}

// write is what staff do.
func (c county) write(operations ...store.Operation) {
	c.Helper()
	_, err := c.store.Write(context.Background(), store.ChangeSet{Actor: "staff", Mutation: "test", Operations: operations})
	if err != nil {
		c.Fatal(err)
	}
}

func (c county) digest() string {
	c.Helper()
	digest, err := store.Digest(context.Background(), c.store)
	if err != nil {
		c.Fatal(err)
	}
	return digest
}

func (c county) changes() int {
	c.Helper()
	changes, err := c.store.Changes(context.Background(), 0, 1000)
	if err != nil {
		c.Fatal(err)
	}
	return len(changes)
}

// content is what a store holds.
type content struct {
	nodes     map[string]store.NodeRecord
	relations []store.RelationRecord
}

func (c *content) Node(n store.NodeRecord) error {
	c.nodes[n.ID] = n
	return nil
}

func (c *content) Relation(r store.RelationRecord) error {
	c.relations = append(c.relations, r)
	return nil
}

func (c *content) has(relationType, from, to string) bool {
	return slices.ContainsFunc(c.relations, func(r store.RelationRecord) bool {
		return r.Type == relationType && r.From == from && r.To == to
	})
}

func (c county) content() *content {
	c.Helper()
	all := &content{nodes: map[string]store.NodeRecord{}}
	if _, err := c.store.Snapshot(context.Background(), all); err != nil {
		c.Fatal(err)
	}
	return all
}

// embedded is the data as it is.
func (c county) embedded() load.Graph {
	c.Helper()
	graph, err := Graph(c.model)
	if err != nil {
		c.Fatal(err)
	}
	return graph
}

// summarised is the data as it could be one day: every enterprise has another summary.
func (c county) summarised() load.Graph {
	c.Helper()
	graph := c.embedded()
	for i, node := range graph.Nodes {
		if node.Type == "Enterprise" {
			graph.Nodes[i].Properties = maps.Clone(node.Properties)
			graph.Nodes[i].Properties["summary"] = "新的简介"
		}
	}
	return graph
}

const enterprises = 12

func TestApplyFillsAnEmptyStoreOnce(t *testing.T) {
	onEveryEngine(t, func(c county) {
		report, err := Apply(c.Context(), c.store, c.model)
		if want := (Report{Created: 149}); err != nil || report != want {
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
	onEveryEngine(t, func(c county) {
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
	})
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
	onEveryEngine(t, func(c county) {
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
	})
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
			onEveryEngine(t, func(c county) {
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
		})
	}
}

func TestApplyDoesNotBringBackWhatStaffDeleted(t *testing.T) {
	onEveryEngine(t, func(c county) {
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
	})
}

func TestAnAgreementOfStaffLeavesTheEnterpriseToTheSeed(t *testing.T) {
	onEveryEngine(t, func(c county) {
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
	})
}

// A store that was copied holds the records but not the keys.
func TestApplyRecognisesItsRecordsWithoutTheKey(t *testing.T) {
	onEveryEngine(t, func(c county) {
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
	})
}

func TestApplyYieldsAUniqueValueToWhoHasIt(t *testing.T) {
	onEveryEngine(t, func(c county) {
		c.write(store.Operation{Verb: store.CreateNode, Type: "TechnologyField", ID: "theirs", Properties: map[string]any{
			"name": "软件", "code": "CN-HNTE-1.1", "scheme": "CN-HNTE", "level": int64(2),
		}})
		if report, want := c.apply(c.embedded()), (Report{Created: 148, Left: 1}); report != want {
			c.Errorf("%+v, want %+v", report, want)
		}
		if report := c.apply(c.embedded()); !report.Known {
			c.Errorf("again: %+v", report)
		}
	})
}

// contested is a store in which staff always write between the seed's look and its change set.
type contested struct {
	store.Store
	interfere func(attempt int)
	attempt   int
}

func (c *contested) Write(ctx context.Context, set store.ChangeSet) (store.Receipt, error) {
	c.attempt++
	c.interfere(c.attempt)
	return c.Store.Write(ctx, set)
}

// slowToAnswer is a store that commits, but whose first acknowledgements get lost.
type slowToAnswer struct {
	store.Store
	lost int
}

func (s *slowToAnswer) Write(ctx context.Context, set store.ChangeSet) (store.Receipt, error) {
	receipt, err := s.Store.Write(ctx, set)
	if s.lost--; err == nil && s.lost >= 0 {
		return store.Receipt{}, store.ErrOutcomeUnknown
	}
	return receipt, err
}

func TestApplyAsksAgainWhenTheOutcomeIsUnknown(t *testing.T) {
	c := onSQLite(t)
	report, err := apply(t.Context(), &slowToAnswer{c.store, 2}, c.model, c.embedded())
	if err != nil || !report.Known || c.changes() != 1 || len(c.content().nodes) != 149 {
		t.Errorf("%+v, %v, %d changes", report, err, c.changes())
	}
	if _, err := apply(t.Context(), &slowToAnswer{c.store, 9}, c.model, c.embedded()); !errors.Is(err, store.ErrOutcomeUnknown) {
		t.Errorf("never answered: %v", err)
	}
}

func TestApplyReturnsWhatItCannotHelp(t *testing.T) {
	c := onSQLite(t)
	if err := c.store.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Apply(t.Context(), c.store, c.model); !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("a closed store: %v", err)
	}
	c = onSQLite(t)
	graph := c.embedded()
	graph.Nodes[0].Type = "Planet"
	if _, err := apply(t.Context(), c.store, c.model, graph); !errors.Is(err, store.ErrInvalid) {
		t.Errorf("data outside the contract: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Apply(ctx, c.store, c.model); err == nil {
		t.Error("a call that was given up went through")
	}
}

func TestApplyLooksAgainWhenStaffWriteMeanwhile(t *testing.T) {
	onEveryEngine(t, func(c county) {
		c.apply(c.embedded())
		rename := func(name string) {
			c.write(store.Operation{Verb: store.UpdateNode, Type: "Enterprise", ID: ID("enterprise/欧亚"), Properties: map[string]any{"name": name}})
		}
		// The first attempt is the optimistic one; the second stands on a snapshot that this write outdates.
		between := &contested{Store: c.store, interfere: func(attempt int) {
			if attempt == 2 {
				rename("欧亚公司")
			}
		}}
		report, err := apply(c.Context(), between, c.model, c.summarised())
		if want := (Report{Updated: enterprises - 1, Left: 1}); err != nil || report != want {
			c.Errorf("%+v, %v, want %+v", report, err, want)
		}
		if name := c.content().nodes[ID("enterprise/欧亚")].Properties["name"]; name != "欧亚公司" {
			c.Errorf("the name that staff gave became %v", name)
		}
	})
}

func TestApplyGivesUpWhenOthersNeverStop(t *testing.T) {
	onEveryEngine(t, func(c county) {
		c.apply(c.embedded())
		always := &contested{Store: c.store}
		always.interfere = func(attempt int) {
			if attempt > 1 {
				c.write(store.Operation{Verb: store.UpdateNode, Type: "Enterprise", ID: c.stillOurs()})
			}
		}
		_, err := apply(c.Context(), always, c.model, c.summarised())
		if !errors.Is(err, store.ErrConflict) || !strings.HasPrefix(err.Error(), "seed: ") {
			c.Errorf("error %v", err)
		}
	})
}

// stillOurs is an enterprise that nobody but the seed has written.
func (c county) stillOurs() string {
	for id, node := range c.content().nodes {
		if node.Type == "Enterprise" && node.UpdatedBy == Actor {
			return id
		}
	}
	c.Fatal("no enterprise is left")
	return ""
}
