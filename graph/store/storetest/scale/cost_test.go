package scale

import (
	"encoding/json"
	"fmt"
	"testing"
)

// TestCost fills both engines once and asks them what may become expensive.
func TestCost(t *testing.T) {
	e := open(t)
	t.Run("a page far into a list", e.deepPages)
	t.Run("two relations to an indexed leaf", e.leaf)
	t.Run("what is not selected", e.unselected)
	t.Run("a page of a hub", e.hubPage)
}

const (
	pageSize = 2
	page     = 5000
)

// deepPages holds page 5,000 of a list to twice the work of page 1, in both directions.
func (e *engines) deepPages(t *testing.T) {
	for _, orderBy := range []string{
		"", "{field: TITLE}", "{field: TITLE, direction: DESC}", "{field: STATUS}", "{field: STATUS, direction: DESC}",
		"{field: SIGNED_ON}", "{field: SIGNED_ON, nulls: FIRST}", "{field: SIGNED_ON, direction: DESC}",
		"{field: SIGNED_ON, direction: DESC, nulls: FIRST}", "{field: AMOUNT}", "{field: AMOUNT, direction: DESC, nulls: FIRST}",
		"{field: CREATED_AT}", "{field: ID, direction: DESC}", "{field: STATUS}, {field: SIGNED_ON}",
	} {
		t.Run(orderBy, func(t *testing.T) {
			operation := fmt.Sprintf(`query($first: Int, $after: String, $last: Int, $before: String) {
				agreements(orderBy: [%s], first: $first, after: $after, last: $last, before: $before) { edges { cursor node { title } } pageInfo { hasNextPage } } }`, orderBy)
			for take, from := range map[string]string{"first": "after", "last": "before"} {
				first := map[string]any{take: json.Number(fmt.Sprint(pageSize))}
				far := map[string]any{take: first[take], from: e.cursor(orderBy, take, from)}
				var there struct{ Edges []struct{ Cursor string } }
				if e.answer(operation, far, &there); len(there.Edges) != pageSize {
					t.Fatalf("page %d has %d items (%s)", page, len(there.Edges), take)
				}
				early, late := e.steps(operation, first), e.steps(operation, far)
				if late > 2*early {
					t.Errorf("SQLite takes %d steps for page 1 and %d for page %d (%s)", early, late, page, take)
				}
				soon, _ := e.hits(operation, first)
				deep, _ := e.hits(operation, far)
				if deep > 2*soon {
					t.Errorf("Neo4j takes %d hits for page 1 and %d for page %d (%s)", soon, deep, page, take)
				}
				t.Logf("%s: SQLite %d and %d steps, Neo4j %d and %d hits", take, early, late, soon, deep)
			}
		})
	}
}

// cursor walks to where a page far into the list starts.
func (e *engines) cursor(orderBy, take, from string) string {
	operation := fmt.Sprintf(`query($first: Int, $after: String, $last: Int, $before: String) {
		agreements(orderBy: [%s], first: $first, after: $after, last: $last, before: $before) { pageInfo { startCursor endCursor } } }`, orderBy)
	variables, at := map[string]any{take: json.Number("200")}, ""
	for range page * pageSize / 200 {
		var found struct {
			PageInfo struct{ StartCursor, EndCursor string }
		}
		e.answer(operation, variables, &found)
		if at = found.PageInfo.EndCursor; take == "last" {
			at = found.PageInfo.StartCursor
		}
		variables[from] = at
	}
	return at
}

// hubPage reads the first ten of 30,000 agreements within 64 KB of transaction memory.
func (e *engines) hubPage(t *testing.T) {
	e.addHub()
	for _, orderBy := range []string{"", "{field: TITLE}", "{field: SIGNED_ON, direction: DESC}", "{field: EDGE_ROLE}"} {
		operation := fmt.Sprintf(`{ organization: node(id: "hub") { ... on Organization { agreements(first: 10, orderBy: [%s]) {
			edges { role node { title } } pageInfo { hasNextPage endCursor } } } } }`, orderBy)
		hits, memory := e.hits(operation, nil)
		if memory == 0 || memory >= 64<<10 {
			t.Errorf("[%s]: %d bytes of transaction memory", orderBy, memory)
		}
		t.Logf("[%s]: %d hits, %d bytes, SQLite %d steps", orderBy, hits, memory, e.steps(operation, nil))
	}
}

// leaf finds organizations by the code of a field that their agreements concern, and by the name of who is party to them as well.
func (e *engines) leaf(t *testing.T) {
	for name, operation := range map[string]string{
		"the page": `{ organizations(first: 20, where: {agreements: {some: {node: {fields: {some: {node: {code: {eq: "f007"}}}}}}}}) {
			nodes { name } } }`,
		"by name": `{ organizations(first: 20, orderBy: [{field: NAME}], where: {agreements: {some: {node: {fields: {some: {node: {code: {eq: "f007"}}}}}}}}) {
			nodes { name } } }`,
		"the total": `{ organizations(where: {agreements: {some: {node: {fields: {some: {node: {code: {eq: "f007"}}}}}}}}) { totalCount } }`,
		"the partners of a name": `{ organizations(first: 20, where: {agreements: {some: {node: {parties: {some: {node: {name: {eq: "机构 7"}}}}}}}}) {
			nodes { name } } }`,
	} {
		hits, _ := e.hits(operation, nil)
		if hits >= 500 {
			t.Errorf("%s: %d hits", name, hits)
		}
		steps := e.steps(operation, nil)
		if steps > 10_000 {
			t.Errorf("%s: %d steps", name, steps)
		}
		t.Logf("%s: %d hits, SQLite %d steps", name, hits, steps)
	}
}

// unselected holds a list without totalCount and pageInfo to the work of its rows alone.
func (e *engines) unselected(t *testing.T) {
	const list = `{ agreements(first: 10, where: {title: {contains: "9"}}) { nodes { title } %s } }`
	plain, _ := e.hits(fmt.Sprintf(list, ""), nil)
	informed, _ := e.hits(fmt.Sprintf(list, "pageInfo { hasNextPage endCursor }"), nil)
	counted, _ := e.hits(fmt.Sprintf(list, "totalCount"), nil)
	if informed > plain+11 { // the ids that a cursor holds
		t.Errorf("pageInfo raises %d hits to %d", plain, informed)
	}
	if plain > 1000 || counted < agreements {
		t.Errorf("%d hits without totalCount, %d with it", plain, counted)
	}
	few, all := e.steps(fmt.Sprintf(list, ""), nil), e.steps(fmt.Sprintf(list, "totalCount"), nil)
	if few > 20_000 || all < agreements {
		t.Errorf("%d steps without totalCount, %d with it", few, all)
	}
}
