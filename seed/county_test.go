package seed

import (
	"context"
	"maps"
	"slices"
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
