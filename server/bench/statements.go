package main

import (
	"context"
	"fmt"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"partnergraph/graph/plan"
	"partnergraph/graph/store/neo4j"
	"partnergraph/schema"
)

// statements profiles statements on the program's own Neo4j, with the harness's records.
func (b *bench) statements(ctx context.Context, model *schema.Model) ([]row, error) {
	h, err := b.prepared(ctx)
	if err != nil {
		return nil, err
	}
	if err := h.fill(ctx); err != nil {
		return nil, err
	}
	stop, uri, err := h.database(ctx, h.home())
	if err != nil {
		return nil, err
	}
	defer stop()
	d, err := driver.NewDriverWithContext(uri, driver.NoAuth())
	if err != nil {
		return nil, err
	}
	defer d.Close(ctx)
	s, err := neo4j.Open(ctx, neo4j.Options{URI: uri}, model)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	p := profiler{inside{model, s}, d}
	hub, degree, err := p.hub(ctx)
	if err != nil {
		return nil, err
	}
	usual, err := p.text(ctx, "MATCH (o:Organization) WHERE COUNT { (o)-[:PARTY_TO]->() } = 3 RETURN o.name ORDER BY o.id LIMIT 1")
	if err != nil {
		return nil, err
	}
	some, _, err := p.profile(ctx, fmt.Sprintf(`{ organizations(first: 20, where: {agreements: {some: {node: {parties: {some: {node: {name: {eq: %q}}}}}}}}) { nodes { id } } }`, usual))
	if err != nil {
		return nil, err
	}
	_, memory, err := p.profile(ctx, fmt.Sprintf(`{ organization(id: %q) { agreements(first: 10, orderBy: [{field: SIGNED_ON, direction: DESC}]) { nodes { id title } } } }`, hub))
	if err != nil {
		return nil, err
	}
	number, first, late, err := p.pages(ctx)
	if err != nil {
		return nil, err
	}
	ratio := float64(late) / float64(max(first, 1))
	return []row{
		{fmt.Sprintf("page %d of agreements by title against page 1, Neo4j, database hits", number), "≤ 2 ×", fmt.Sprintf("%.2f × (%d, %d)", ratio, late, first), ratio <= 2},
		{fmt.Sprintf("first 10 agreements of an organization with %d, transaction memory on Neo4j", degree), "< 64 KB", fmt.Sprintf("%.1f KB", float64(memory)/1024), memory < 64<<10},
		{"2-hop `some` with an indexed leaf (who has an agreement with a named organization), Neo4j, database hits", "< 500", fmt.Sprint(some), some < 500},
	}, nil
}

type profiler struct {
	inside
	driver driver.DriverWithContext
}

// profile runs an operation's statement and returns its database hits and its memory in bytes.
func (p profiler) profile(ctx context.Context, text string) (hits, memory int64, err error) {
	operation, field, err := p.parsed(text)
	if err != nil {
		return 0, 0, err
	}
	compiled, err := plan.NewPlans(&plan.Compiler{Model: p.model, Cursors: plan.NewCursors("bench")}).Compile(operation, field, field.SelectionSet, nil)
	if err != nil {
		return 0, 0, err
	}
	query := &compiled.Query
	if compiled.Computed() {
		query, _ = compiled.Bind(plan.Object{compiled.RootName(): compiled.Arguments.Text("id")})
	}
	statement := neo4j.Render(p.model, query)
	result, err := driver.ExecuteQuery(ctx, p.driver, "PROFILE "+statement.Cypher, statement.Params, driver.EagerResultTransformer)
	if err != nil {
		return 0, 0, err
	}
	profile := result.Summary.Profile()
	memory, _ = profile.Arguments()["GlobalMemory"].(int64)
	return hitsOf(profile), memory, nil
}

func hitsOf(p driver.ProfiledPlan) int64 {
	sum := p.DbHits()
	for _, child := range p.Children() {
		sum += hitsOf(child)
	}
	return sum
}

// text is the only value that a statement of the benchmark's own returns.
func (p profiler) text(ctx context.Context, cypher string) (string, error) {
	result, err := driver.ExecuteQuery(ctx, p.driver, cypher, nil, driver.EagerResultTransformer)
	if err != nil {
		return "", err
	}
	if len(result.Records) == 0 {
		return "", fmt.Errorf("no answer to %s", cypher)
	}
	text, _ := result.Records[0].Values[0].(string)
	return text, nil
}

// hub is the organization with most agreements.
func (p profiler) hub(ctx context.Context) (string, int64, error) {
	result, err := driver.ExecuteQuery(ctx, p.driver,
		"MATCH (o:Organization) WITH o, COUNT { (o)-[:PARTY_TO]->() } AS degree ORDER BY degree DESC LIMIT 1 RETURN o.id, degree", nil, driver.EagerResultTransformer)
	if err != nil || len(result.Records) == 0 {
		return "", 0, fmt.Errorf("no organization: %w", err)
	}
	values := result.Records[0].Values
	id, _ := values[0].(string)
	degree, _ := values[1].(int64)
	return id, degree, nil
}

// pages counts the hits of page 1 and of page 5,000, or of the last full one.
func (p profiler) pages(ctx context.Context) (number int, first, late int64, err error) {
	const list = `{ agreements(first: 20, orderBy: [{field: TITLE}]%s) { nodes { id title } pageInfo { endCursor } } }`
	if first, _, err = p.profile(ctx, fmt.Sprintf(list, "")); err != nil {
		return 0, 0, 0, err
	}
	count, err := agreements(p.handler())
	if err != nil {
		return 0, 0, 0, err
	}
	cursor, number, err := farPage(ctx, p.handler(), count)
	if err != nil {
		return 0, 0, 0, err
	}
	late, _, err = p.profile(ctx, fmt.Sprintf(list, fmt.Sprintf(", after: %q", cursor)))
	return number, first, late, err
}
