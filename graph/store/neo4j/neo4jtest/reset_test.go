package neo4jtest

import "testing"

func TestResetLeavesNothing(t *testing.T) {
	server := Shared(t)
	Reset(t.Context(), t, server)
	for _, statement := range []string{
		"UNWIND range(1, 25000) AS i CREATE (:Many {id: i})-[:NEXT]->(:Many {id: -i})",
		"CREATE CONSTRAINT `odd``name` FOR (n:Many) REQUIRE n.id IS UNIQUE",
		"CREATE CONSTRAINT FOR ()-[r:NEXT]-() REQUIRE r.id IS UNIQUE",
		"CREATE INDEX `索引` FOR (n:Many) ON (n.name)",
		"CREATE FULLTEXT INDEX words FOR (n:Many) ON EACH [n.text]",
		"CREATE TEXT INDEX FOR ()-[r:NEXT]-() ON (r.text)",
	} {
		ask(t, server, statement)
	}
	Reset(t.Context(), t, server)
	countNodes(t, server, 0)
	if names := ask(t, server, "SHOW CONSTRAINTS YIELD name"); len(names) > 0 {
		t.Errorf("Reset left the constraints %v", names)
	}
	if types := ask(t, server, "SHOW INDEXES YIELD type"); len(types) != 2 || types[0] != "LOOKUP" || types[1] != "LOOKUP" {
		t.Errorf("Reset left indexes of the types %v, want the two LOOKUP indexes of a new database", types)
	}
	Reset(t.Context(), t, server) // of an empty database
}
