package graph

import (
	"context"
	"strconv"
	"strings"

	"partnergraph/graph/message"
	"partnergraph/graph/model"
	"partnergraph/graph/network"
	"partnergraph/graph/plan"
	"partnergraph/graph/store"
)

// organization answers the field of that name: by id, which needs the store alone, or by the exact name, else by the only alias.
func (r *Resolver) organization(ctx context.Context) (model.Planned, error) {
	compiled, err := r.compile(ctx)
	if err != nil {
		return nil, err
	}
	arguments := compiled.Arguments
	if arguments.Given("id") == arguments.Given("name") {
		return nil, &Refusal{Code: "INVALID", Text: message.Text{ZH: "请给出 id 或 name 中的一个", EN: "give either id or name"}}
	}
	if arguments.Given("name") {
		return r.compute(ctx, named)
	}
	if compiled.Query.Searches() {
		return r.sift(ctx, compiled)
	}
	return r.stored(ctx, compiled)
}

// named finds an organization by its exact name, else by the only alias.
func named(_ context.Context, view *network.View, arguments plan.Arguments) (any, error) {
	name := arguments.Text("name")
	if strings.TrimSpace(name) == "" {
		return nil, plan.Empty("name")
	}
	exact, alias := view.Named(name)
	candidates := exact
	if len(candidates) == 0 {
		candidates = alias
	}
	switch len(candidates) {
	case 0:
		return nil, nil
	case 1:
		return candidates[0], nil
	default:
		return nil, ambiguous(view, candidates)
	}
}

// ambiguous lists the organizations that a name fits, so that the caller may choose one by id.
func ambiguous(view *network.View, ids []string) *Refusal {
	candidates := make([]map[string]any, len(ids))
	for i, id := range ids {
		node, _ := view.Node(id)
		candidates[i] = map[string]any{"id": id, "name": node.Text("name"), "kind": node.Type.EnumName()}
	}
	text := message.Text{ZH: "有 %d 个机构符合此名称，请用 id 指定", EN: "%d organizations fit this name; choose one by id"}
	return &Refusal{Code: "AMBIGUOUS", Field: "name", Text: text.Fill(len(ids)), Extensions: map[string]any{"candidates": candidates}}
}

// maxAliases is the most aliases that a new organization may have.
const maxAliases = 50

// createOrganization fills in the mutation of that name.
func (r *Resolver) createOrganization(c *change) {
	kind := c.input.Text("kind")
	name := c.line("name")
	aliases := c.aliases()
	nodeType := ""
	for _, t := range r.model.Node("Organization").Types {
		if t.EnumName() == kind {
			nodeType = t.Name
		}
	}
	c.create(nodeType, map[string]any{
		"name": name, "aliases": aliases, "summary": c.paragraph("summary"), "registeredOn": c.input["registeredOn"],
	})
	if place := c.input.Text("place"); c.input.Given("place") && c.node("place", place, c.model.Node("Place")) {
		c.do("place", store.Operation{Verb: store.Relate, Type: "LOCATED_IN", From: c.id, To: place})
	}
	c.relateFields("WORKS_IN")
	c.partOf(nodeType)
	if exact, alias := c.view.Named(name); len(exact)+len(alias) > 0 {
		c.warn("POSSIBLE_DUPLICATE", "name", append(exact, alias...),
			"已有同名或别名相同的机构", "an organization of this name or alias exists")
	}
}

// aliases checks the other names: none blank, none too long, none twice.
func (c *change) aliases() []string {
	given := c.input.Texts("aliases")
	if len(given) > maxAliases {
		c.refuse("INVALID", "aliases", "最多 %d 个", "at most %d", maxAliases)
	}
	aliases, seen := []string{}, map[string]bool{}
	for i, alias := range given {
		alias = strings.TrimSpace(alias)
		if alias == "" || len([]rune(alias)) > maxLine {
			c.refuse("INVALID", "aliases."+strconv.Itoa(i), "应为 1 到 %d 个字符", "must be 1 to %d characters", maxLine)
		}
		if !seen[alias] {
			seen[alias], aliases = true, append(aliases, alias)
		}
	}
	return aliases
}

// partOf relates an academic unit to the organization that it belongs to.
func (c *change) partOf(nodeType string) {
	whole := c.input.Text("partOf")
	if !c.input.Given("partOf") {
		return
	}
	if nodeType != "AcademicUnit" {
		c.refuse("INVALID", "partOf", "只有院系可以填写所属机构", "only an academic unit belongs to another organization")
		return
	}
	if c.node("partOf", whole, c.model.Node("Organization")) {
		c.do("partOf", store.Operation{Verb: store.Relate, Type: "PART_OF", From: c.id, To: whole})
	}
}
