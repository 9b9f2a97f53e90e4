package neo4j_test

import (
	"testing"

	"partnergraph/graph/store"
	"partnergraph/graph/store/storetest"
	"partnergraph/schema"
)

// TestStore holds the engine to the contract that all engines share.
func TestStore(t *testing.T) {
	storetest.Run(t, storetest.Factory{
		Name: "neo4j",
		Fresh: func(t testing.TB, model *schema.Model) func() store.Store {
			clear(t)
			return func() store.Store { return open(t, model) }
		},
		Damage: func(t testing.TB, _ store.Store) {
			run(t, "DROP INDEX order_Agreement_titleKey_id")
		},
	})
}
