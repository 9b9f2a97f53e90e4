package sqlite

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"partnergraph/graph/plan"
	"partnergraph/graph/store"
	"partnergraph/schema"
)

// loaded is the contract, which is immutable.
var loaded = sync.OnceValues(schema.Load)

func contract(t testing.TB) *schema.Model {
	t.Helper()
	model, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	return model
}

// empty is the content of a new file. Copying it is cheaper than creating the tables and some sixty indexes for each test.
var empty = sync.OnceValues(func() ([]byte, error) {
	directory, err := os.MkdirTemp("", "partnergraph")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(directory)
	model, err := loaded()
	if err != nil {
		return nil, err
	}
	path := filepath.Join(directory, "graph.db")
	s, err := Open(context.Background(), path, model, Options{})
	if err == nil {
		err = s.Close()
	}
	if err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

// fresh is the path of a new file.
func fresh(t testing.TB) string {
	t.Helper()
	content, err := empty()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "graph.db")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// opened opens a store on a new file, or on the one at path.
func opened(t testing.TB, path ...string) *Store {
	t.Helper()
	if len(path) == 0 {
		path = []string{fresh(t)}
	}
	s, err := Open(t.Context(), path[0], contract(t), Options{Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func written(t testing.TB, s *Store, operations ...store.Operation) store.Receipt {
	t.Helper()
	receipt, err := s.Write(t.Context(), store.ChangeSet{Actor: "test", Mutation: "test", Operations: operations})
	if err != nil {
		t.Fatal(err)
	}
	return receipt
}

func enterprise(id, name string) store.Operation {
	return store.Operation{Verb: store.CreateNode, Type: "Enterprise", ID: id,
		Properties: map[string]any{"name": name, "aliases": []string{name + "公司"}}}
}

func agreement(id, title string) store.Operation {
	return store.Operation{Verb: store.CreateNode, Type: "Agreement", ID: id, Properties: map[string]any{
		"title": title, "kind": "LICENSING", "status": "SIGNED", "signedOn": "2020-05", "amount": "205000.50"}}
}

func party(organization, agreement string) store.Operation {
	return store.Operation{Verb: store.Relate, Type: "PARTY_TO", From: organization, To: agreement,
		Properties: map[string]any{"role": "DEMAND"}}
}

// asking builds queries by the names of the contract.
type asking struct {
	testing.TB
	model *schema.Model
	query plan.Query
}

func ask(t testing.TB) *asking {
	return &asking{TB: t, model: contract(t), query: plan.Query{Name: "test"}}
}

func (a *asking) arg(value any) plan.Arg {
	a.query.Args = append(a.query.Args, value)
	return plan.Arg(len(a.query.Args) - 1)
}

// field is named "Type.field".
func (a *asking) field(name string) *schema.Field {
	a.Helper()
	of, field, _ := strings.Cut(name, ".")
	var found *schema.Field
	if node := a.model.Node(of); node != nil {
		found = node.Field(field)
	} else {
		found = a.model.Edge(of).Field(field)
	}
	if found == nil {
		a.Fatalf("the contract has no %s", name)
	}
	return found
}

func (a *asking) of(name string) plan.Operand {
	a.Helper()
	of, _, _ := strings.Cut(name, ".")
	return plan.Operand{Property: a.field(name).Property, OnEdge: a.model.Node(of) == nil}
}

func (a *asking) key(name string) plan.Operand {
	of := a.of(name)
	of.Key = true
	return of
}

func (a *asking) slots(names ...string) []plan.Slot {
	a.Helper()
	slots := make([]plan.Slot, len(names))
	for i, name := range names {
		slots[i] = plan.Property{Of: a.of(name)}
	}
	return slots
}

func (a *asking) via(name string) *schema.Relation { a.Helper(); return a.field(name).Relation }

// order lists keys as "Type.field", with a minus in front for a descending one.
func (a *asking) order(names ...string) []plan.Key {
	a.Helper()
	keys := make([]plan.Key, len(names))
	for i, name := range names {
		plain := strings.TrimPrefix(name, "-")
		keys[i] = plan.Key{Of: a.key(plain), Descending: plain != name}
	}
	return keys
}

func (a *asking) is(name string, op plan.Op, value any) plan.Filter {
	a.Helper()
	of := a.of(name)
	of.Key = op == plan.Lt || op == plan.Lte || op == plan.Gt || op == plan.Gte
	return plan.Compare{Of: of, Op: op, Arg: a.arg(value)}
}

// read runs the query and writes its row as Go does.
func (a *asking) read(s *Store, slots ...plan.Slot) string {
	a.Helper()
	a.query.Slots = slots
	row, err := s.Read(a.Context(), &a.query)
	if err != nil {
		a.Fatal(err)
	}
	return fmt.Sprint(row)
}

// profile is an organization with a page of its agreements and the parties of each.
func profile(a *asking, id string, order ...string) plan.Slot {
	limit := a.arg(int64(21))
	parties := &plan.Set{Type: a.model.Node("Organization"), Via: a.via("Agreement.parties"), Order: a.order("Node.id"), Limit: limit,
		Row: append(a.slots("PartyTo.role", "Node.id", "Organization.name"), plan.TypeName{})}
	agreements := &plan.Set{Type: a.model.Node("Agreement"), Via: a.via("Organization.agreements"), Order: a.order(order...), Limit: limit,
		Row: append(a.slots("Node.id", "Agreement.title", "Agreement.kind", "Agreement.status", "Agreement.signedOn", "Agreement.amount"),
			plan.Rows{Set: parties}, plan.Count{Set: &plan.Set{Type: parties.Type, Via: parties.Via, Limit: plan.NoLimit}})}
	return plan.One{Set: &plan.Set{Type: a.model.Node("Organization"), Where: a.is("Node.id", plan.Eq, id), Limit: plan.NoLimit,
		Row: append(a.slots("Node.id", "Node.version", "Organization.name", "Organization.aliases", "Organization.summary"),
			plan.TypeName{}, plan.Rows{Set: agreements})}}
}
