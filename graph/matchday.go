package graph

import (
	"context"
	"slices"
	"strconv"

	"partnergraph/graph/match"
	"partnergraph/graph/message"
	"partnergraph/graph/network"
	"partnergraph/graph/plan"
	"partnergraph/schema"
)

// The most needs that a page of matchNeeds has, since each is as dear as a question of its own, and the most partners of each.
const (
	maxNeeds          = 50
	maxPartnersOfNeed = 6
)

// matchNeeds works out the field of that name. Only the needs of the page are matched.
func (r *Resolver) matchNeeds(ctx context.Context, view *network.View, arguments plan.Arguments) (any, error) {
	partners, err := between(arguments, "partners", 1, maxPartnersOfNeed)
	if err != nil {
		return nil, err
	}
	if _, err := between(arguments, "first", 0, maxNeeds); err != nil {
		return nil, err
	}
	where, _ := arguments["where"].(plan.Arguments)
	needs, err := r.openNeeds(view, where)
	if err != nil {
		return nil, err
	}
	return ranked{
		count: len(needs),
		place: func(i int) (string, float64) { return needs[i], 0 },
		show: func(i int) (any, plan.Object) {
			return r.needMatches(ctx, view, needs[i], partners, arguments), plan.Object{}
		},
	}.page(ctx, r.compiler.Cursors, "matchNeeds", arguments)
}

// needMatches matches one need.
func (r *Resolver) needMatches(ctx context.Context, view *network.View, need string, partners int, arguments plan.Arguments) plan.Object {
	answer := match.Find(matchView{view, r.model}, match.Question{
		Need: need, Kinds: r.kinds(arguments), ExcludeExisting: arguments["excludeExisting"] == true,
	})
	defer answer.Close()
	language := message.From(ctx)
	matches := []plan.Object{}
	for _, m := range answer.First(partners) {
		matches = append(matches, partnerMatch(ctx, answer, m, language))
	}
	found := plan.Object{"need": need, "matches": matches, "totalCount": answer.Len()}
	if owner := ownerOf(view, need); owner != "" {
		found["organization"] = owner
	}
	if notice := answer.Notice.In(language); notice != "" {
		found["notice"] = notice
	}
	return found
}

// kinds reads the kinds that candidates may be of; none given: none.
func (r *Resolver) kinds(arguments plan.Arguments) []*schema.Node {
	var kinds []*schema.Node
	given := arguments.Texts("kinds")
	for _, t := range r.model.Node("Organization").Types {
		if slices.Contains(given, t.EnumName()) {
			kinds = append(kinds, t)
		}
	}
	return kinds
}

// ownerOf returns who has a need; "" when nobody is on record.
func ownerOf(view *network.View, need string) string {
	if owners := view.Related(need, "HAS_NEED", true); len(owners) > 0 {
		return owners[0].From
	}
	return ""
}

// openNeeds returns the open needs that are meant, by id.
func (r *Resolver) openNeeds(view *network.View, where plan.Arguments) ([]string, error) {
	meant := map[string]map[string]bool{}
	for name, of := range map[string]struct{ nodeType, below string }{
		"organizations": {"Organization", ""}, "fields": {"TechnologyField", "NARROWER_THAN"}, "regions": {"Place", "LIES_IN"},
	} {
		if !where.Given(name) {
			continue
		}
		meant[name] = map[string]bool{}
		for i, id := range where.Texts(name) {
			if node, found := view.Node(id); !found || !r.model.Node(of.nodeType).Is(node.Type.Name) {
				return nil, notFound("where." + name + "." + strconv.Itoa(i))
			}
			addBelow(view, meant[name], id, of.below)
		}
	}
	var needs []string
	for need := range view.OfType(r.model.Node("Need")) {
		if node, _ := view.Node(need); node.Text("state") == "OPEN" && means(view, meant, need) {
			needs = append(needs, need)
		}
	}
	return needs, nil
}

// addBelow adds a node and all that a relation leads to from there downwards; without a relation the node alone.
func addBelow(view *network.View, set map[string]bool, id, relation string) {
	if set[id] {
		return
	}
	set[id] = true
	for _, below := range view.Related(id, relation, true) {
		addBelow(view, set, below.From, relation)
	}
}

// means reports whether a need meets every condition that was given.
func means(view *network.View, meant map[string]map[string]bool, need string) bool {
	owner := ownerOf(view, need)
	if organizations, given := meant["organizations"]; given && !organizations[owner] {
		return false
	}
	if fields, given := meant["fields"]; given && !slices.ContainsFunc(view.Related(need, "CALLS_FOR", false), func(field network.Relation) bool {
		return fields[field.To]
	}) {
		return false
	}
	places, given := meant["regions"]
	return !given || slices.ContainsFunc(view.Related(owner, "LOCATED_IN", false), func(place network.Relation) bool { return places[place.To] })
}
