package graph_test

import (
	"errors"
	"testing"

	"github.com/vektah/gqlparser/v2/gqlerror"
)

// TestCostKnowsTheGraph lets six relation levels pass over the graph as it is, where most organizations have signed one agreement, and
// a name that leads to a node be judged by that node.
func TestCostKnowsTheGraph(t *testing.T) {
	h := newHouse(t)
	var answer any
	six := `agreements { nodes { parties { nodes { agreements { nodes { parties { nodes { agreements { nodes { parties { nodes { id } } } } } } } } } } } }`
	for _, document := range []string{
		`{ organizations(first: 200) { nodes { ` + six + ` } } }`,
		`{ organization(name: "江西众泰化工科技有限公司") { name ` + six + ` } }`,
		`{ nodes(ids: ["f9e90fbd-238c-561e-8799-3b022ff9e528", "nobody"]) { id } }`,
	} {
		if err := h.ask(t.Context(), document, nil, &answer); err != nil {
			t.Errorf("%s: %v", document, err)
		}
	}
	wide := `organizations(first: 200) { nodes { partners(first: 200) { nodes { partners(first: 200) { nodes {
		partners(first: 200) { nodes { partners(first: 200) { nodes { partners(first: 200) { nodes { id } } } } } } } } } } } }`
	err := h.ask(t.Context(), `{ `+wide+` }`, nil, &answer)
	refused, ok := errors.AsType[*gqlerror.Error](err)
	if !ok || refused.Extensions["code"] != "LIMIT" || refused.Extensions["cost"] == nil || refused.Extensions["dearest"] == "" {
		t.Errorf("got %v", err)
	}
}
