package graph

import (
	"context"

	"partnergraph/graph/message"
	"partnergraph/graph/network"
	"partnergraph/graph/plan"
	"partnergraph/schema"
)

// between refuses a whole number outside its bounds.
func between(arguments plan.Arguments, name string, low, high int64) (int, error) {
	n, given := arguments[name].(int64)
	if !given || n < low || n > high {
		text := message.Text{ZH: "应在 %d 到 %d 之间", EN: "must be from %d to %d"}
		return 0, &Refusal{Code: "INVALID", Field: name, Text: text.Fill(low, high)}
	}
	return int(n), nil
}

// exists refuses the id of a node that is not there.
func exists(view *network.View, argument, id string) error {
	if _, found := view.Node(id); found {
		return nil
	}
	return notFound(argument)
}

func notFound(argument string) *Refusal {
	return &Refusal{Code: "NOT_FOUND", Field: argument, Text: message.Text{ZH: "没有这个标识的记录", EN: "no record has this id"}}
}

// maxEdges is the most relations that one answer looks at: some hundredths of a second, during which writers wait.
const maxEdges = 2_000_000

// shortestPath works out the field of that name.
func (r *Resolver) shortestPath(_ context.Context, view *network.View, arguments plan.Arguments) (any, error) {
	depth, err := between(arguments, "maxDepth", 1, 12)
	if err != nil {
		return nil, err
	}
	via, err := via(arguments)
	if err != nil {
		return nil, err
	}
	from, to := arguments.Text("from"), arguments.Text("to")
	if err := exists(view, "from", from); err != nil {
		return nil, err
	}
	if err := exists(view, "to", to); err != nil {
		return nil, err
	}
	path, outcome := view.ShortestPath(network.Route{From: from, To: to, MaxDepth: depth, MaxEdges: maxEdges, Via: via})
	switch outcome {
	case network.CutByDepth:
		return cut("MAX_DEPTH"), nil
	case network.CutByEdges:
		return cut("EFFORT"), nil
	case network.None:
		return nil, nil
	default:
		return plan.Object{"length": len(path.Relations), "nodes": path.Nodes, "relations": relations(path.Relations)}, nil
	}
}

// cut is a path that was not found before a limit ended the search.
func cut(by string) plan.Object {
	return plan.Object{"nodes": []string{}, "relations": []plan.Object{}, "cutBy": by}
}

// via reads the relation types to follow; null: nil.
func via(arguments plan.Arguments) ([]string, error) {
	if !arguments.Given("via") {
		return nil, nil
	}
	types := arguments.Texts("via")
	if len(types) == 0 {
		text := message.Text{ZH: "至少给出一种关系；不限请用 null", EN: "give at least one relation; for any use null"}
		return nil, &Refusal{Code: "INVALID", Field: "via", Text: text}
	}
	return types, nil
}

// neighborhood works out the field of that name.
func (r *Resolver) neighborhood(_ context.Context, view *network.View, arguments plan.Arguments) (any, error) {
	depth, err := between(arguments, "depth", 1, 4)
	if err != nil {
		return nil, err
	}
	first, err := between(arguments, "first", 1, plan.MaxPage)
	if err != nil {
		return nil, err
	}
	via, err := via(arguments)
	if err != nil {
		return nil, err
	}
	of := arguments.Text("of")
	if err := exists(view, "of", of); err != nil {
		return nil, err
	}
	around := view.Neighborhood(of, depth, first, via)
	return plan.Object{"nodes": around.Nodes, "relations": relations(around.Relations), "truncated": around.Truncated}, nil
}

func relations(list []network.Relation) []plan.Object {
	objects := make([]plan.Object, len(list))
	for i, relation := range list {
		objects[i] = plan.Object{"type": relation.Type, "from": relation.From, "to": relation.To}
	}
	return objects
}

// search works out the field of that name.
func (r *Resolver) search(ctx context.Context, view *network.View, arguments plan.Arguments) (any, error) {
	text := arguments.Text("text")
	if err := plan.CheckText("text", text); err != nil {
		return nil, err
	}
	hits := view.Search(text, r.searched(arguments.Texts("types")))
	return ranked{
		count: hits.Count(),
		place: hits.At,
		show: func(i int) (any, plan.Object) {
			id, score := hits.At(i)
			return id, plan.Object{"score": score, "matches": matches(hits.Matches(i))}
		},
	}.page(ctx, r.compiler.Cursors, "search", arguments)
}

func matches(list []network.Match) []plan.Object {
	objects := make([]plan.Object, len(list))
	for i, m := range list {
		objects[i] = plan.Object{"field": m.Field, "value": m.Value, "start": m.Start, "end": m.End}
	}
	return objects
}

// searched turns values of NodeType into the types; none given: nil, which is all.
func (r *Resolver) searched(names []string) []*schema.Node {
	var types []*schema.Node
	for _, node := range r.model.Node("Node").Types {
		for _, name := range names {
			if node.EnumName() == name {
				types = append(types, node)
			}
		}
	}
	return types
}
