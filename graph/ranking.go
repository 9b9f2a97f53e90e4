package graph

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"sort"
	"strconv"

	"partnergraph/graph/message"
	"partnergraph/graph/plan"
)

// ranked is a whole ranking: how many elements it has, where each stands, and how one is shown. Showing may be dear; it is asked only
// of the elements of a page.
type ranked struct {
	count int
	place func(i int) (id string, score float64)
	// show gives an element's node, an id or a computed object, and its edge without cursor and node.
	show func(i int) (node any, edge plan.Object)
}

// page cuts a page out of the ranking, which is best first, ties by id. A cursor holds an element's score and id, and is bound to the
// whole question, so that it still finds its place when elements before it came or went.
// Cursors are made where the selection asks for some.
func (r ranked) page(ctx context.Context, cursors plan.Cursors, field string, arguments plan.Arguments) (plan.Object, error) {
	first, err := between(arguments, "first", 0, plan.MaxPage)
	if err != nil {
		return nil, err
	}
	after, start := arguments.Text("after"), 0
	each, ends := asks(ctx, "cursor"), asks(ctx, "startCursor") || asks(ctx, "endCursor")
	scope := ""
	if each || ends || after != "" {
		scope = field + questionOf(arguments)
	}
	if after != "" {
		position, err := cursors.Decode(scope, after)
		if err != nil || len(position) != 2 {
			text := message.Text{ZH: "不是此列表的游标", EN: "not a cursor of this list"}
			return nil, &Refusal{Code: "INVALID", Field: "after", Text: text}
		}
		start = r.behind(position)
	}
	end := min(start+first, r.count)
	edges, ids, objects := []plan.Object{}, []string{}, []plan.Object{}
	var startCursor, endCursor any
	for i := start; i < end; i++ {
		node, edge := r.show(i)
		edge["node"] = node
		if each || ends && (i == start || i == end-1) {
			id, score := r.place(i)
			cursor := cursors.Encode(scope, []any{scoreText(score), id})
			edge["cursor"], endCursor = cursor, cursor
			if i == start {
				startCursor = cursor
			}
		}
		edges = append(edges, edge)
		switch node := node.(type) {
		case string:
			ids = append(ids, node)
		case plan.Object:
			objects = append(objects, node)
		}
	}
	page := plan.Object{
		"edges": edges, "nodes": ids, "totalCount": r.count,
		"pageInfo": plan.Object{
			"hasNextPage": end < r.count, "hasPreviousPage": start > 0, "startCursor": startCursor, "endCursor": endCursor,
		},
	}
	if len(ids) == 0 {
		page["nodes"] = objects
	}
	return page, nil
}

// behind finds the first element that stands behind a position. It looks at the first places first: a ranking may know them before it
// knows the others, and few pages are far away.
func (r ranked) behind(position []any) int {
	text, _ := position[0].(string)
	id, _ := position[1].(string)
	score, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return r.count
	}
	beyond := func(i int) bool {
		other, its := r.place(i)
		return its < score || its == score && other > id
	}
	end := 1
	for end < r.count && !beyond(end-1) {
		end *= 2
	}
	return sort.Search(min(end, r.count), beyond)
}

// scoreText keeps every bit of a score, as text that reads back to the same number.
func scoreText(score float64) string { return strconv.FormatFloat(score, 'g', -1, 64) }

// questionOf names everything that decides a ranking: all arguments but those that cut the page.
func questionOf(arguments plan.Arguments) string {
	question := map[string]any{}
	for name, value := range arguments {
		if name != "first" && name != "after" && value != nil {
			question[name] = value
		}
	}
	encoded, err := json.Marshal(question) // object members come sorted
	if err != nil {
		panic("graph: coerced arguments are always JSON: " + err.Error())
	}
	sum := sha256.Sum256(encoded)
	return hex.EncodeToString(sum[:16])
}
