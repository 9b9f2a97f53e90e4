package main

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"

	"partnergraph/graph"
	"partnergraph/graph/network"
	"partnergraph/graph/plan"
	"partnergraph/graph/store"
	"partnergraph/graph/store/sqlite"
	"partnergraph/schema"
	"partnergraph/server/graphqlhttp"
)

// measureOwn looks at the program from inside, on the embedded store, and where there is a harness at the statements on Neo4j.
func measureOwn(ctx context.Context, b *bench) ([]row, error) {
	address, err := b.embedded(ctx)
	if err != nil {
		return nil, err
	}
	model, err := schema.Load()
	if err != nil {
		return nil, err
	}
	file := strings.TrimPrefix(address, "sqlite:")
	s, err := sqlite.Open(ctx, file, model, sqlite.Options{})
	if err != nil {
		return nil, err
	}
	defer s.Close()
	i := inside{model, s}
	rows, err := i.handWritten(ctx, file)
	if err != nil {
		return nil, err
	}
	planned, err := i.planning()
	if err != nil {
		return nil, err
	}
	paged, err := i.pages(ctx)
	if err != nil {
		return nil, err
	}
	rows = append(append(rows, planned...), paged)
	if b.Harness == "" {
		return rows, nil
	}
	statements, err := b.statements(ctx, model)
	return append(rows, statements...), err
}

type inside struct {
	model *schema.Model
	store store.Store
}

// handler is the program's own HTTP handler, without a network: q2 needs none.
func (i inside) handler() http.Handler {
	logger := slog.New(slog.DiscardHandler)
	resolver := graph.New(graph.Config{
		Model: i.model, Store: i.store, Network: network.New(i.model), Cursors: plan.NewCursors("bench"), Logger: logger,
		Now: time.Now, NewID: uuid.NewString,
	})
	return graphqlhttp.New(resolver.Executable(), graphqlhttp.Options{Present: graph.Present, Logger: logger})
}

// handWritten times q2 against what a programmer would write for it: one statement, database/sql, encoding/json.
func (i inside) handWritten(ctx context.Context, file string) ([]row, error) {
	db, err := sql.Open("sqlite", "file:"+file+"?_pragma=query_only(1)&_pragma=cache_size(-16000)")
	if err != nil {
		return nil, err
	}
	defer db.Close()
	statement, err := db.PrepareContext(ctx, byHand)
	if err != nil {
		return nil, err
	}
	defer statement.Close()
	ids, err := idsOf(ctx, db)
	if err != nil {
		return nil, err
	}
	ours, theirs := i.handler(), handHandler{statement}
	const rounds, each = 7, 300
	var ratios, mine []float64
	for range rounds {
		a, err := timed(ours, ids, each, func(id string) any {
			return map[string]any{"query": queries("q2"), "variables": map[string]any{"id": id}}
		})
		if err != nil {
			return nil, err
		}
		b, err := timed(theirs, ids, each, func(id string) any { return map[string]any{"variables": map[string]any{"id": id}} })
		if err != nil {
			return nil, err
		}
		ratios, mine = append(ratios, a/b), append(mine, a)
	}
	ratio := median(ratios)
	return []row{{
		"q2 on SQLite against a hand-written statement with encoding/json, time", "≤ 1.5 ×",
		fmt.Sprintf("%.2f × (%.0f µs)", ratio, median(mine)), ratio <= 1.5,
	}}, nil
}

// timed answers requests one after another and returns the mean time in µs.
func timed(handler http.Handler, ids []string, count int, body func(string) any) (float64, error) {
	total := time.Duration(0)
	for n := range count {
		encoded, err := json.Marshal(body(ids[n%len(ids)]))
		if err != nil {
			return 0, err
		}
		request := httptest.NewRequest(http.MethodPost, "http://127.0.0.1/graphql", bytes.NewReader(encoded))
		request.Header.Set("Content-Type", "application/json")
		recorder := httptest.NewRecorder()
		start := time.Now()
		handler.ServeHTTP(recorder, request)
		total += time.Since(start)
		if text := recorder.Body.String(); recorder.Code != http.StatusOK || strings.Contains(text, `"errors"`) {
			return 0, fmt.Errorf("status %d: %.300s", recorder.Code, text)
		}
	}
	return float64(total.Microseconds()) / float64(count), nil
}

func idsOf(ctx context.Context, db *sql.DB) ([]string, error) {
	rows, err := db.QueryContext(ctx, "SELECT id FROM node WHERE type = 'Enterprise' ORDER BY id LIMIT 300")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var ids []string
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}

// byHand answers q2 as rows of one statement: the organization, its fields, its agreements with their parties.
const byHand = `
WITH o AS (SELECT n.id, n.type, n.properties, (SELECT p.properties ->> 'name' FROM relation r JOIN node p ON p.id = r.target
    WHERE r.source = n.id AND r.type = 'LOCATED_IN') AS place FROM node n WHERE n.id = ?1),
  a AS (SELECT n.id, n.properties FROM relation r JOIN node n ON n.id = r.target WHERE r.source = ?1 AND r.type = 'PARTY_TO'
    ORDER BY n.properties ->> 'signedOnKey' DESC NULLS LAST, n.id LIMIT 10)
SELECT 0, id, properties ->> 'name', type, place, properties ->> 'registeredOn', '', '', '' FROM o
UNION ALL SELECT 1, f.id, f.properties ->> 'name', '', '', '', '', '', '' FROM relation r JOIN node f ON f.id = r.target
  WHERE r.source = ?1 AND r.type = 'WORKS_IN'
UNION ALL SELECT 2, a.id, a.properties ->> 'title', a.properties ->> 'status', '', a.properties ->> 'signedOn', p.id, p.properties ->> 'name', p.type
  FROM a JOIN relation r ON r.target = a.id AND r.type = 'PARTY_TO' JOIN node p ON p.id = r.source`

type handHandler struct{ statement *sql.Stmt }

type (
	handNamed struct {
		ID   string `json:"id"`
		Name string `json:"name"`
		Kind string `json:"kind,omitempty"`
	}
	handAgreement struct {
		ID       string      `json:"id"`
		Title    string      `json:"title"`
		Status   string      `json:"status"`
		SignedOn *string     `json:"signedOn"`
		Parties  []handNamed `json:"parties"`
	}
	handOrganization struct {
		handNamed
		Place        *string         `json:"place"`
		RegisteredOn *string         `json:"registeredOn"`
		Fields       []handNamed     `json:"fields"`
		Agreements   []handAgreement `json:"agreements"`
	}
)

// ServeHTTP answers q2.
func (h handHandler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var request struct{ Variables struct{ ID string } }
	if err := json.NewDecoder(r.Body).Decode(&request); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	organization, err := h.read(r.Context(), request.Variables.ID)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]any{"data": map[string]any{"organization": organization}})
}

func (h handHandler) read(ctx context.Context, id string) (*handOrganization, error) {
	rows, err := h.statement.QueryContext(ctx, id)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var o handOrganization
	for rows.Next() {
		var sort int
		var id, name, kind, farID, farName, farKind string
		var place, day *string
		if err := rows.Scan(&sort, &id, &name, &kind, &place, &day, &farID, &farName, &farKind); err != nil {
			return nil, err
		}
		switch sort {
		case 0:
			o.handNamed, o.Place, o.RegisteredOn = handNamed{id, name, kind}, place, day
		case 1:
			o.Fields = append(o.Fields, handNamed{ID: id, Name: name})
		default:
			if last := len(o.Agreements) - 1; last < 0 || o.Agreements[last].ID != id {
				o.Agreements = append(o.Agreements, handAgreement{ID: id, Title: name, Status: kind, SignedOn: day})
			}
			last := &o.Agreements[len(o.Agreements)-1]
			last.Parties = append(last.Parties, handNamed{farID, farName, farKind})
		}
	}
	return &o, rows.Err()
}

// parsed is an operation as the document cache holds it, and its first field.
func (i inside) parsed(text string) (*ast.OperationDefinition, *ast.Field, error) {
	document, err := parser.ParseQuery(&ast.Source{Input: text})
	if err != nil {
		return nil, nil, err
	}
	if errs := validator.ValidateWithRules(i.model.AST, document, nil); len(errs) > 0 {
		return nil, nil, errs
	}
	operation := document.Operations[0]
	return operation, operation.SelectionSet[0].(*ast.Field), nil
}

// unread renders what is asked of a store and reads nothing.
type unread struct {
	store.Store
	model *schema.Model
}

func (u unread) Read(_ context.Context, query *plan.Query) (plan.Row, error) {
	sqlite.Render(u.model, query)
	return make(plan.Row, len(query.Slots)), nil
}

// planning times what q2 costs before its statement is sent: the request is read, parsed, validated, planned and rendered, and answered
// with null. Of a known shape each step but the first is found again; a text never seen before takes all of them.
func (i inside) planning() ([]row, error) {
	handler := inside{i.model, unread{i.store, i.model}}.handler()
	seen := 0
	var known, first []float64
	for range 50 {
		for _, texts := range []struct {
			suffix func() string
			times  *[]float64
		}{
			{func() string { return "" }, &known},
			{func() string { seen++; return fmt.Sprintf(" # %d", seen) }, &first},
		} {
			took, err := timed(handler, []string{"ent-0000000"}, 100, func(id string) any {
				return map[string]any{"query": queries("q2") + texts.suffix(), "variables": map[string]any{"id": id}}
			})
			if err != nil {
				return nil, err
			}
			*texts.times = append(*texts.times, took)
		}
	}
	const what = "parse, validate, plan and render of q2, with its request over HTTP, "
	return []row{
		{what + "cached shape", "≤ 60 µs", fmt.Sprintf("%.0f µs", median(known)), median(known) <= 60},
		{what + "a text not seen before", "", fmt.Sprintf("%.0f µs", median(first)), false},
	}, nil
}

// page asks for a page of agreements by title and returns its last cursor, and the time that it took in µs.
func page(ctx context.Context, handler http.Handler, after string, first int) (cursor string, took float64, err error) {
	const list = `query($after: String, $first: Int!) { agreements(first: $first, after: $after, orderBy: [{field: TITLE}]) { nodes { id title } pageInfo { endCursor } } }`
	variables := map[string]any{"first": first}
	if after != "" {
		variables["after"] = after
	}
	body, err := json.Marshal(map[string]any{"query": list, "variables": variables})
	if err != nil {
		return "", 0, err
	}
	request := httptest.NewRequestWithContext(ctx, http.MethodPost, "http://127.0.0.1/graphql", bytes.NewReader(body))
	request.Header.Set("Content-Type", "application/json")
	recorder := httptest.NewRecorder()
	start := time.Now()
	handler.ServeHTTP(recorder, request)
	took = float64(time.Since(start).Microseconds())
	var answer struct {
		Data struct {
			Agreements struct{ PageInfo struct{ EndCursor string } }
		}
	}
	text := recorder.Body.Bytes()
	if err := json.Unmarshal(text, &answer); err != nil || bytes.Contains(text, []byte(`"errors"`)) {
		return "", 0, fmt.Errorf("status %d: %.300s", recorder.Code, text)
	}
	return answer.Data.Agreements.PageInfo.EndCursor, took, nil
}

// farPage walks to the end of page 4,999 of 20, or as far as there are full pages, 200 at a time. It returns the cursor there and the
// number of the page that follows.
func farPage(ctx context.Context, handler http.Handler, agreements int) (cursor string, number int, err error) {
	number = min(5000, agreements/20)
	for left := 20 * (number - 1); left > 0; {
		first := min(200, left)
		if cursor, _, err = page(ctx, handler, cursor, first); err != nil {
			return "", 0, err
		}
		left -= first
	}
	return cursor, number, nil
}

// agreements is how many there are.
func agreements(handler http.Handler) (int, error) {
	body := strings.NewReader(`{"query":"{ agreements { totalCount } }"}`)
	request := httptest.NewRequest(http.MethodPost, "http://127.0.0.1/graphql", body)
	request.Header.Set("Content-Type", "application/json")
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, request)
	var answer struct {
		Data struct{ Agreements struct{ TotalCount int } }
	}
	err := json.Unmarshal(recorder.Body.Bytes(), &answer)
	return answer.Data.Agreements.TotalCount, err
}

// pages times page 5,000 of a list against page 1.
func (i inside) pages(ctx context.Context) (row, error) {
	handler := i.handler()
	count, err := agreements(handler)
	if err != nil {
		return row{}, err
	}
	after, number, err := farPage(ctx, handler, count)
	if err != nil {
		return row{}, err
	}
	var first, late []float64
	for range 200 {
		_, a, err := page(ctx, handler, "", 20)
		if err != nil {
			return row{}, err
		}
		_, z, err := page(ctx, handler, after, 20)
		if err != nil {
			return row{}, err
		}
		first, late = append(first, a), append(late, z)
	}
	ratio := median(late) / median(first)
	return row{fmt.Sprintf("page %d of agreements by title against page 1, SQLite, time", number), "≤ 2 ×", fmt.Sprintf("%.2f × (%.0f µs)", ratio, median(late)), ratio <= 2}, nil
}
