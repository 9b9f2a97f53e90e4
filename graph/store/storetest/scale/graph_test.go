package scale

import (
	"fmt"
	"slices"
	"testing"

	"partnergraph/graph/store"
)

const (
	agreements    = 10_100
	organizations = 2_000
	fields        = 50 // each of 20 agreements
)

// nodes lists the graph's nodes. What pages are ordered by has gaps and few values, as in life.
func nodes() []store.Operation {
	var list []store.Operation
	for i := range organizations {
		list = append(list, node("Enterprise", organization(i), values{"name": fmt.Sprintf("机构 %d", i%1500), "aliases": []string{}}))
	}
	for i := range fields {
		list = append(list, node("TechnologyField", field(i), values{"name": "领域", "code": field(i), "scheme": "S", "level": int64(1)}))
	}
	for i := range agreements {
		list = append(list, node("Agreement", agreement(i), described(i)))
	}
	return list
}

// relations lists what joins them: a fifth of the agreements has a party, a tenth a field.
func relations() []store.Operation {
	var list []store.Operation
	for i := 0; i < agreements; i += 5 {
		list = append(list, relate("PARTY_TO", organization(i/5%organizations), agreement(i), values{"role": "SUPPLY"}))
	}
	for i := 0; i < agreements; i += 10 {
		list = append(list, relate("CONCERNS", agreement(i), field(i/10%fields), values{}))
	}
	return list
}

// described gives an agreement its values: a third has no date, half of them no amount.
func described(i int) values {
	v := values{"title": fmt.Sprintf("协议 %d", i*7919%agreements), "kind": "JOINT_RESEARCH", "status": []string{"ACTIVE", "SIGNED"}[i%2]}
	if i%3 > 0 {
		v["signedOn"] = fmt.Sprintf("%d", 2000+i%20)
	}
	if i%4 > 1 {
		v["amount"] = fmt.Sprintf("%d.00", i%1000)
	}
	return v
}

type values = map[string]any

func agreement(i int) string { return fmt.Sprintf("a%05d", i) }

func organization(i int) string { return fmt.Sprintf("o%04d", i) }

func field(i int) string { return fmt.Sprintf("f%03d", i) }

func node(kind, id string, properties values) store.Operation {
	return store.Operation{Verb: store.CreateNode, Type: kind, ID: id, Properties: properties}
}

func relate(kind, from, to string, properties values) store.Operation {
	return store.Operation{Verb: store.Relate, Type: kind, From: from, To: to, Properties: properties}
}

func commit(t *testing.T, s store.Store, operations []store.Operation) {
	t.Helper()
	for batch := range slices.Chunk(operations, 5000) {
		if _, err := s.Write(t.Context(), store.ChangeSet{Actor: "scale", Mutation: "write", Operations: batch}); err != nil {
			t.Fatal(err)
		}
	}
}
