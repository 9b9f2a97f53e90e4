package graph_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"partnergraph/graph"
	"partnergraph/graph/message"
	"partnergraph/graph/network"
	"partnergraph/graph/plan"
	"partnergraph/graph/store"
	"partnergraph/graph/store/sqlite"
	"partnergraph/schema"
	"partnergraph/seed"
)

// house is the product without its server: the resolvers over a store that holds the 2020 data.
type house struct {
	executor *executor.Executor
	store    store.Store
	model    *schema.Model
	network  *network.Network
}

func newHouse(t *testing.T) house {
	t.Helper()
	return newHouseOver(t, func(s store.Store) store.Store { return s })
}

// newHouseOver is a house whose resolvers see the store as wrap shows it.
func newHouseOver(t *testing.T, wrap func(store.Store) store.Store) house {
	t.Helper()
	model, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	logger := slog.New(slog.NewTextHandler(io.Discard, nil))
	engine, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "house.db"), model, sqlite.Options{Logger: logger})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = engine.Close() })
	if _, err := seed.Apply(t.Context(), engine, model); err != nil {
		t.Fatal(err)
	}
	projection := network.New(model)
	if err := projection.Load(t.Context(), engine); err != nil {
		t.Fatal(err)
	}
	resolver := graph.New(graph.Config{
		Model: model, Store: wrap(engine), Network: projection, Cursors: plan.NewCursors("key"), Logger: logger,
		Now: time.Now, NewID: uuid.NewString,
	})
	return house{executor.New(resolver.Executable()), engine, model, projection}
}

// ask answers an operation; a refusal comes back as the client reads it.
func (h house) ask(ctx context.Context, operation string, variables map[string]any, into any) error {
	ctx = graphql.StartOperationTrace(ctx)
	oc, refused := h.executor.CreateOperationContext(ctx, &graphql.RawParams{Query: operation, Variables: variables})
	if refused != nil {
		return refused
	}
	h.executor.SetErrorPresenter(func(ctx context.Context, err error) *gqlerror.Error {
		if shown := graph.Present(ctx, err); shown != nil {
			return shown
		}
		return gqlerror.WrapPath(nil, err)
	})
	next, ctx := h.executor.DispatchOperation(ctx, oc)
	response := next(ctx)
	if len(response.Errors) > 0 {
		return response.Errors
	}
	return json.Unmarshal(response.Data, into)
}

const partnersOf = `query($for: ID, $need: ID, $text: String, $capability: ID, $patent: ID, $diverse: Boolean! = false, $fields: [ID!], $regions: [ID!], $kinds: [OrganizationKind!],
	$weights: [MatchWeight!], $exclude: Boolean! = false, $first: Int = 20, $after: String) {
	findPartners(for: $for, need: $need, text: $text, capability: $capability, patent: $patent, diverse: $diverse, fields: $fields, regions: $regions, kinds: $kinds, weights: $weights,
		excludeExisting: $exclude, first: $first, after: $after) {
		totalCount notice pageInfo { hasNextPage endCursor }
		edges { cursor node { score alreadyPartner organization { id name kind } reasons { factor weight contribution text evidence { id } } } } } }`

type partners struct {
	FindPartners struct {
		TotalCount int
		Notice     *string
		PageInfo   struct {
			HasNextPage bool
			EndCursor   string
		}
		Edges []struct {
			Node struct {
				Score          float64
				AlreadyPartner bool
				Organization   struct{ ID, Name, Kind string }
				Reasons        []struct {
					Factor, Text string
					Weight       float64
					Evidence     []struct{ ID string }
				}
			}
		}
	}
}

func (p partners) names() string {
	var names []string
	for _, edge := range p.FindPartners.Edges {
		names = append(names, edge.Node.Organization.Name)
	}
	return strings.Join(names, " ")
}

type variables = map[string]any

func TestFindPartnersRefusesWhatCannotBeMeant(t *testing.T) {
	h := newHouse(t)
	anfu, need := seed.ID("enterprise/安福环保"), seed.ID("need/安福环保-塑料循环利用")
	weight := func(factor string, weight any) variables { return variables{"factor": factor, "weight": weight} }
	for _, c := range []struct {
		name        string
		given       variables
		code, field string
	}{
		{"nothing", variables{}, "INVALID", ""},
		{"nulls", variables{"for": nil, "need": nil, "text": nil}, "INVALID", ""},
		{"a need and a text", variables{"need": need, "text": "塑料"}, "INVALID", "text"},
		{"a capability and a patent", variables{"capability": "c", "patent": "p"}, "INVALID", "patent"},
		{"a text and a capability", variables{"text": "塑料", "capability": "c"}, "INVALID", "capability"},
		{"an unknown capability", variables{"capability": "nothing"}, "NOT_FOUND", "capability"},
		{"a capability that is none", variables{"capability": need}, "NOT_FOUND", "capability"},
		{"an empty capability", variables{"capability": ""}, "NOT_FOUND", "capability"},
		{"an unknown patent", variables{"patent": "nothing"}, "NOT_FOUND", "patent"},
		{"a patent that is none", variables{"patent": anfu}, "NOT_FOUND", "patent"},
		{"a blank text", variables{"text": " \u3000\n"}, "INVALID", "text"},
		{"a blank text of somebody", variables{"for": anfu, "text": ""}, "INVALID", "text"},
		{"a text too long", variables{"text": strings.Repeat("塑", 8001)}, "INVALID", "text"},
		{"an unknown organization", variables{"for": "nobody"}, "NOT_FOUND", "for"},
		{"an organization that is none", variables{"for": need}, "NOT_FOUND", "for"},
		{"an empty id", variables{"for": ""}, "NOT_FOUND", "for"},
		{"an unknown need", variables{"need": "nothing"}, "NOT_FOUND", "need"},
		{"a need that is none", variables{"need": anfu}, "NOT_FOUND", "need"},
		{"an unknown field", variables{"for": anfu, "fields": []any{seed.ID("field/CN-HNTE-1"), "none"}}, "NOT_FOUND", "fields.1"},
		{"a field that is none", variables{"for": anfu, "fields": []any{anfu}}, "NOT_FOUND", "fields.0"},
		{"an unknown region", variables{"for": anfu, "regions": []any{"nowhere"}}, "NOT_FOUND", "regions.0"},
		{"a weight below the bounds", variables{"for": anfu, "weights": []any{weight("PLACE", -0.1)}}, "INVALID", "weights.0.weight"},
		{"a weight above the bounds", variables{"for": anfu, "weights": []any{weight("TEXT", 1), weight("PLACE", 10.01)}}, "INVALID", "weights.1.weight"},
		{"a factor twice", variables{"for": anfu, "weights": []any{weight("TEXT", 1), weight("TEXT", 2)}}, "INVALID", "weights.1.factor"},
		{"too many at once", variables{"for": anfu, "first": 201}, "INVALID", "first"},
		{"fewer than none", variables{"for": anfu, "first": -1}, "INVALID", "first"},
		{"a cursor of nothing", variables{"for": anfu, "after": "here"}, "INVALID", "after"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var refused gqlerror.List
			if err := h.ask(t.Context(), partnersOf, c.given, new(partners)); !errors.As(err, &refused) {
				t.Fatalf("answered with %v", err)
			}
			field, _ := refused[0].Extensions["field"].(string)
			if refused[0].Extensions["code"] != c.code || field != c.field {
				t.Errorf("refused as %v at %q, want %s at %q: %s", refused[0].Extensions["code"], field, c.code, c.field, refused[0].Message)
			}
		})
	}
}

func TestFindPartnersTakesTheBounds(t *testing.T) {
	h := newHouse(t)
	for name, given := range map[string]variables{
		"8,000 characters": {"text": strings.Repeat("塑", 8000)},
		"no matches asked": {"for": seed.ID("enterprise/安福环保"), "first": 0},
		"200 matches":      {"for": seed.ID("enterprise/安福环保"), "first": 200},
		"weights 0 and 10": {"for": seed.ID("enterprise/安福环保"), "weights": []any{variables{"factor": "TEXT", "weight": 0}, variables{"factor": "PLACE", "weight": 10}}},
	} {
		t.Run(name, func(t *testing.T) {
			if err := h.ask(t.Context(), partnersOf, given, new(partners)); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestFindPartnersPassesTheQuestionOn asks with each argument and looks for its mark in the answer.
func TestFindPartnersPassesTheQuestionOn(t *testing.T) {
	h := newHouse(t)
	ask := func(given variables) partners {
		t.Helper()
		var answer partners
		if err := h.ask(t.Context(), partnersOf, given, &answer); err != nil {
			t.Fatal(err)
		}
		return answer
	}
	anfu := seed.ID("enterprise/安福环保")
	all := ask(variables{"for": anfu})
	if names := all.names(); !strings.HasPrefix(names, "湖南文理学院化工学院 湖南文理学院 ") || !all.FindPartners.Edges[0].Node.AlreadyPartner {
		t.Errorf("for: %s", names)
	}
	if names := ask(variables{"for": anfu, "exclude": true}).names(); strings.Contains(names, "湖南文理学院") {
		t.Errorf("excludeExisting: %s", names)
	}
	if names := ask(variables{"for": anfu, "kinds": []any{"UNIVERSITY"}}).names(); names != "湖南文理学院 北京化工大学 湖南林科大 北京理工大学" {
		t.Errorf("kinds: %s", names)
	}
	if names := ask(variables{"for": anfu, "regions": []any{seed.ID("place/北京市")}}).names(); names != "北京化工大学 北京理工大学" {
		t.Errorf("regions: %s", names)
	}
	if names := ask(variables{"text": "饱和蒸汽"}).names(); !strings.HasPrefix(names, "中航所 ") {
		t.Errorf("text: %s", names)
	}
	if names := ask(variables{"text": "饱和蒸汽", "fields": []any{seed.ID("field/CN-HNTE-2.7")}}).names(); !strings.Contains(names, "湖南林科大") {
		t.Errorf("fields: %s", names)
	}
	if names := ask(variables{"capability": seed.ID("capability/北京化工大学-化工与高分子材料")}).names(); !strings.Contains(names, "安福环保") || strings.Contains(names, "大学") {
		t.Errorf("capability: %s", names)
	}
	if mixed := ask(variables{"for": anfu, "diverse": true}); mixed.names() == all.names() || mixed.FindPartners.TotalCount != all.FindPartners.TotalCount {
		t.Errorf("diverse: %s", mixed.names())
	}
	if names := ask(variables{"need": seed.ID("need/中航精工-饱和蒸汽洗")}).names(); !strings.HasPrefix(names, "中航所 ") || strings.Contains(names, "中航精工") {
		t.Errorf("need: %s", names)
	}
	weighted := ask(variables{"for": anfu, "weights": []any{variables{"factor": "TRACK_RECORD", "weight": 7.5}}}).FindPartners.Edges[0].Node.Reasons[0]
	if weighted.Factor != "TRACK_RECORD" || weighted.Weight != 7.5 || weighted.Evidence[0].ID != seed.ID("platform/常德市塑料循环利用重点创新团队") {
		t.Errorf("weights: %+v", weighted)
	}
}

func TestFindPartnersPagesThroughTheWholeList(t *testing.T) {
	h := newHouse(t)
	for _, diverse := range []bool{false, true} {
		pagesThrough(t, h, variables{"for": seed.ID("enterprise/安福环保"), "first": 200, "diverse": diverse})
	}
}

func pagesThrough(t *testing.T, h house, given variables) {
	t.Helper()
	var all, page partners
	if err := h.ask(t.Context(), partnersOf, given, &all); err != nil {
		t.Fatal(err)
	}
	var names []string
	for given["first"] = 5; ; given["after"] = page.FindPartners.PageInfo.EndCursor {
		page = partners{}
		if err := h.ask(t.Context(), partnersOf, given, &page); err != nil {
			t.Fatal(err)
		}
		names = append(names, page.names())
		if !page.FindPartners.PageInfo.HasNextPage {
			break
		}
	}
	if got := strings.Join(names, " "); got != all.names() || len(names) < 2 {
		t.Errorf("pages: %s\nwhole: %s", got, all.names())
	}
	given["exclude"] = true
	var refused gqlerror.List
	if err := h.ask(t.Context(), partnersOf, given, &page); !errors.As(err, &refused) || refused[0].Extensions["field"] != "after" {
		t.Errorf("a cursor of another question is taken: %v", err)
	}
}

func TestReasonsAndNoticesSpeakTheLanguageOfTheRequest(t *testing.T) {
	h := newHouse(t)
	for language, want := range map[message.Language]string{message.Chinese: "仅供参考", message.English: "a mere hint"} {
		var answer partners
		if err := h.ask(message.With(t.Context(), language), partnersOf, variables{"for": seed.ID("enterprise/欧亚")}, &answer); err != nil {
			t.Fatal(err)
		}
		if notice := answer.FindPartners.Notice; notice == nil || !strings.Contains(*notice, want) {
			t.Errorf("%s: notice %v", language, notice)
		}
		reason := answer.FindPartners.Edges[0].Node.Reasons[0].Text
		if english := strings.HasPrefix(reason, "Both are in "); english != (language == message.English) {
			t.Errorf("%s: %s", language, reason)
		}
	}
}
