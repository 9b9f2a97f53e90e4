package neo4j

import (
	"context"
	"fmt"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"partnergraph/graph/store"
)

// trace tells what a statement is and, when it was profiled, what each operator of its plan did.
func trace(ctx context.Context, trace *store.Trace, statement Statement, result neo4j.ResultWithContext) error {
	told := store.Told{Statement: statement.Cypher}
	if trace.Profile {
		summary, err := result.Consume(ctx)
		if err != nil {
			return err
		}
		if plan := summary.Profile(); plan != nil {
			told.Hits, told.Steps = operators(plan, 0, nil)
		}
	}
	trace.Tell(told)
	return nil
}

// operators adds up the hits of a plan and lists its operators, the one that produces the result first.
func operators(plan neo4j.ProfiledPlan, depth int, lines []string) (int64, []string) {
	name, _, _ := strings.Cut(plan.Operator(), "@")
	line := fmt.Sprintf("%s%s: %d hits, %d rows", strings.Repeat("  ", depth), name, plan.DbHits(), plan.Records())
	if details, ok := plan.Arguments()["Details"].(string); ok && details != "" {
		line += " (" + details + ")"
	}
	hits, lines := plan.DbHits(), append(lines, line)
	for _, child := range plan.Children() {
		var more int64
		more, lines = operators(child, depth+1, lines)
		hits += more
	}
	return hits, lines
}
