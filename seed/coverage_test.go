package seed

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/google/uuid"

	"partnergraph/graph"
	"partnergraph/graph/network"
	"partnergraph/graph/plan"
)

// stated is how many facts, and flags, the list of what the source states has in each of its items.
var stated = map[string]int{
	"1.1": 5, "1.2": 3, "1.3": 3, "2.1": 6, "2.2": 4, "2.3": 3, "3.1": 2, "3.2": 1, "3.3": 1, "3.4": 1, "4.1": 1, "4.2": 3, "4.3": 1, "4.4": 1,
	"flag": 12,
}

// answer is a fact, the operation that asks for it, and the answer as compacted writes it.
type answer struct{ fact, query, want string }

// TestEveryFactIsAnswered asks for each fact as staff would, on both engines.
func TestEveryFactIsAnswered(t *testing.T) {
	count := map[string]int{}
	for _, f := range answers {
		locator, _, _ := strings.Cut(f.fact, " ")
		count[locator]++
	}
	for locator, want := range stated {
		if count[locator] != want {
			t.Errorf("%s: %d facts are asked for, the source states %d", locator, count[locator], want)
		}
	}
	onEveryEngine(t, func(c county) {
		c.apply(c.embedded())
		ask := c.asks()
		for _, f := range append(answers, work()...) {
			if got := ask(f.query); got != f.want {
				c.Errorf("%s\nasked    %s\nanswered %s\nwant     %s", f.fact, f.query, got, f.want)
			}
		}
	})
}

// work is what staff do next with what is there.
func work() []answer {
	need, orchard, college := ID("need/梅林果业-种植技术"), ID("enterprise/梅林果业"), ID("university/湖南文理学院")
	return []answer{
		{"staff find a need", `mutation { recordVisit(input: {title: "走访", kind: VISIT, heldOn: "2021-03", enterprises: ["` + orchard + `"],
			foundNeeds: [{organization: "` + orchard + `", title: "保鲜"}]}) { visit { heldOn needs { nodes { title state organization { name } } } } userErrors { field } } }`,
			`{recordVisit:{userErrors:[],visit:{heldOn:2021-03,needs:[{organization:梅林果业,state:OPEN,title:保鲜}]}}}`},
		{"staff match a need", `mutation { advanceNeed(input: {id: "` + need + `", state: MATCHED, on: "2021", matchedWith: ["` + college + `"]}) {
			need { state version matchedWith { nodes { name } } } userErrors { field } } }`,
			`{advanceNeed:{need:{matchedWith:[湖南文理学院],state:MATCHED,version:2},userErrors:[]}}`},
		{"nobody matches it twice", `mutation { advanceNeed(input: {id: "` + need + `", state: MATCHED, matchedWith: ["` + college + `"]}) { need { id } userErrors { code field } } }`,
			`{advanceNeed:{need:null,userErrors:[{code:INVALID,field:state}]}}`},
		{"staff state a growth that is wrong", `mutation { recordIndicatorValue(input: {indicator: "` + ID("indicator/RD_EXPENDITURE") + `", period: "2021",
			value: {value: "400000000"}, growth: "30"}) { value { value { value unit } } userErrors { field } warnings { field } } }`,
			`{recordIndicatorValue:{userErrors:[],value:{value:{unit:元,value:400000000}},warnings:[{field:growth}]}}`},
		{"the growth is flagged", `{ dataQualityFlags(where: {kind: {eq: GROWTH_MISMATCH}}) { nodes { asWritten concerns { totalCount } } } }`,
			`{dataQualityFlags:[{asWritten:2021 +30%,concerns:{totalCount:2}}]}`},
	}
}

// asks returns a function that answers operations on the county's store.
func (c county) asks() func(operation string) string {
	c.Helper()
	projection := network.New(c.model)
	if err := projection.Load(context.Background(), c.store); err != nil {
		c.Fatal(err)
	}
	resolver := graph.New(graph.Config{
		Model: c.model, Store: c.store, Network: projection, Cursors: plan.NewCursors("key"), Now: time.Now, NewID: uuid.NewString,
		Logger: slog.New(slog.NewTextHandler(io.Discard, nil)),
	})
	exec := executor.New(resolver.Executable())
	return func(operation string) string {
		ctx := graphql.StartOperationTrace(context.Background())
		oc, refused := exec.CreateOperationContext(ctx, &graphql.RawParams{Query: operation})
		if refused != nil {
			return refused.Error()
		}
		next, ctx := exec.DispatchOperation(ctx, oc)
		response := next(ctx)
		if len(response.Errors) > 0 {
			return response.Errors.Error()
		}
		return compacted(response.Data)
	}
}

// compacted writes an answer so that a row of the table can be read: without quotes, {"nodes":[…]} as the list itself, {"name":x} as x.
func compacted(data json.RawMessage) string {
	var v any
	if err := json.Unmarshal(data, &v); err != nil {
		return err.Error()
	}
	text, err := json.Marshal(flat(v))
	if err != nil {
		return err.Error()
	}
	return strings.NewReplacer(`"`, "").Replace(string(text))
}

func flat(v any) any {
	switch v := v.(type) {
	case []any:
		for i := range v {
			v[i] = flat(v[i])
		}
		return v
	case map[string]any:
		for name := range v {
			v[name] = flat(v[name])
		}
		if nodes, only := v["nodes"]; only && len(v) == 1 {
			return nodes
		}
		if name, only := v["name"]; only && len(v) == 1 {
			return name
		}
	}
	return v
}
