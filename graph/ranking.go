package graph

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strconv"

	"partnergraph/graph/message"
	"partnergraph/graph/plan"
)

// rankedItem is one element of a ranked connection. node is an id, or a computed object.
type rankedItem struct {
	id    string
	score float64
	edge  plan.Object
	node  any
}

// rankedPage cuts a page out of a ranked list: best first, ties by id. A cursor holds an element's score and id, and is bound to
// the whole question, so that it still finds its place when elements before it came or went.
func rankedPage[T any](cursors plan.Cursors, field string, arguments plan.Arguments, ranked []T, show func(T) rankedItem) (plan.Object, error) {
	first, err := between(arguments, "first", 0, plan.MaxPage)
	if err != nil {
		return nil, err
	}
	scope, start := field+questionOf(arguments), 0
	if after := arguments.Text("after"); after != "" {
		position, err := cursors.Decode(scope, after)
		if err != nil || len(position) != 2 {
			text := message.Text{ZH: "不是此列表的游标", EN: "not a cursor of this list"}
			return nil, &Refusal{Code: "INVALID", Field: "after", Text: text}
		}
		start = behind(ranked, show, position)
	}
	end := min(start+first, len(ranked))
	edges, ids, objects := []plan.Object{}, []string{}, []plan.Object{}
	var startCursor, endCursor any
	for _, element := range ranked[start:end] {
		item := show(element)
		cursor := cursors.Encode(scope, []any{scoreText(item.score), item.id})
		if startCursor == nil {
			startCursor = cursor
		}
		endCursor = cursor
		item.edge["cursor"] = cursor
		edges = append(edges, item.edge)
		switch node := item.node.(type) {
		case string:
			ids = append(ids, node)
		case plan.Object:
			objects = append(objects, node)
		}
	}
	page := plan.Object{
		"edges": edges, "totalCount": len(ranked),
		"pageInfo": plan.Object{
			"hasNextPage": end < len(ranked), "hasPreviousPage": start > 0, "startCursor": startCursor, "endCursor": endCursor,
		},
	}
	if len(objects) > 0 {
		page["nodes"] = objects
	} else {
		page["nodes"] = ids
	}
	return page, nil
}

// scoreText keeps every bit of a score, as text that reads back to the same number.
func scoreText(score float64) string { return strconv.FormatFloat(score, 'g', -1, 64) }

// behind finds the first element that stands behind a position.
func behind[T any](ranked []T, show func(T) rankedItem, position []any) int {
	text, _ := position[0].(string)
	id, _ := position[1].(string)
	score, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return len(ranked)
	}
	for i, element := range ranked {
		item := show(element)
		if item.score < score || item.score == score && item.id > id {
			return i
		}
	}
	return len(ranked)
}

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
