package scale

import (
	"os"
	"testing"

	"partnergraph/graph/store/neo4j/neo4jtest"
)

func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m)) }
