package differential

import (
	"os"
	"testing"

	"partnergraph/graph/store/neo4j/neo4jtest"
)

func TestMain(m *testing.M) {
	os.Exit(neo4jtest.MainWith(m, neo4jtest.Options{PlanOnce: true}))
}
