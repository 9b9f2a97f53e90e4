package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"partnergraph/graph/store/neo4j/neo4jtest"
	"partnergraph/seed"
	"partnergraph/server/ui"
)

const agreementsOf2020 = `{ agreements(where: {kind: {eq: INDUSTRY_ACADEMIA}}, orderBy: [{field: TITLE}]) {
	totalCount nodes { title status signedOn parties { edges { role node { __typename name } } } citations { locator kind document { title } } } } }`

// TestAgreements finds the three agreements of 2020 with both parties each, in one statement.
func TestAgreements(t *testing.T) {
	eachEngine(t, func(t *testing.T, store string) {
		p := start(t, "--store", store)
		var data struct {
			Agreements struct {
				TotalCount int
				Nodes      []struct {
					Title   string
					Parties struct {
						Edges []struct {
							Role string
							Node struct{ Name string }
						}
					}
					Citations []struct{ Locator string }
				}
			}
		}
		a := p.mustAsk(t, agreementsOf2020, nil, &data)
		if a.Extensions.Statements != 1 {
			t.Errorf("%d statements, want 1", a.Extensions.Statements)
		}
		if data.Agreements.TotalCount != 3 {
			t.Fatalf("%d agreements, want 3: %s", data.Agreements.TotalCount, a.Data)
		}
		for _, agreement := range data.Agreements.Nodes {
			if len(agreement.Parties.Edges) != 2 || len(agreement.Citations) == 0 {
				t.Errorf("%s: %d parties and %d citations", agreement.Title, len(agreement.Parties.Edges), len(agreement.Citations))
			}
		}
		p.stop(t)
	})
}

const findPartners = `query($for: ID, $exclude: Boolean!) { findPartners(for: $for, excludeExisting: $exclude) { nodes {
	score alreadyPartner organization { id name }
	reasons { factor weight contribution text evidence { __typename id ... on Platform { name } } } } } }`

type matches struct {
	FindPartners struct {
		Nodes []struct {
			Score          float64
			AlreadyPartner bool
			Organization   struct{ ID, Name string }
			Reasons        []struct {
				Factor       string
				Contribution float64
				Evidence     []struct {
					Typename string `json:"__typename"`
					Name     string
				}
			}
		}
	}
}

// TestPartners asks for partners of 安福环保: its university comes first, with their team as evidence, and every sum is right.
func TestPartners(t *testing.T) {
	eachEngine(t, func(t *testing.T, store string) {
		p := start(t, "--store", store)
		variables := map[string]any{"for": seed.ID("enterprise/安福环保"), "exclude": false}
		var all matches
		a := p.mustAsk(t, findPartners, variables, &all)
		if a.Extensions.Statements > 2 {
			t.Errorf("%d statements, want at most 2", a.Extensions.Statements)
		}
		if len(all.FindPartners.Nodes) == 0 {
			t.Fatal("no partners")
		}
		first := all.FindPartners.Nodes[0]
		if !strings.HasPrefix(first.Organization.Name, "湖南文理学院") || !first.AlreadyPartner {
			t.Errorf("first is %+v", first)
		}
		if !bytes.Contains(a.Data, []byte("常德市塑料循环利用重点创新团队")) {
			t.Error("the innovation team is no evidence")
		}
		for _, match := range all.FindPartners.Nodes {
			sum := 0.0
			for _, reason := range match.Reasons {
				sum += reason.Contribution
			}
			if math.Abs(sum-match.Score) > 1e-9 {
				t.Errorf("%s: reasons add up to %v, score is %v", match.Organization.Name, sum, match.Score)
			}
		}
		var others matches
		variables["exclude"] = true
		p.mustAsk(t, findPartners, variables, &others)
		for _, match := range others.FindPartners.Nodes {
			if match.AlreadyPartner || strings.HasPrefix(match.Organization.Name, "湖南文理学院") {
				t.Errorf("%s is a partner already", match.Organization.Name)
			}
		}
		p.stop(t)
	})
}

const register = `mutation($input: RegisterAgreementInput!) { registerAgreement(input: $input) {
	agreement { id title status amount parties { edges { role node { name } } } }
	userErrors { code field message } warnings { code field message evidence { id } } } }`

type registered struct {
	RegisterAgreement struct {
		Agreement *struct {
			ID, Title, Status, Amount string
			Parties                   struct{ Edges []struct{ Role string } }
		}
		UserErrors []struct{ Code, Field, Message string }
		Warnings   []struct{ Code, Field string }
	}
}

func agreementInput(key string) map[string]any {
	return map[string]any{"input": map[string]any{
		"title": "废旧塑料循环利用联合研究", "kind": "JOINT_RESEARCH", "signedOn": "2021-03", "amount": "205000.50",
		"parties": []any{
			map[string]any{"organization": seed.ID("enterprise/安福环保"), "role": "DEMAND"},
			map[string]any{"organization": seed.ID("university/湖南文理学院"), "role": "SUPPLY"},
		},
		"idempotencyKey": key,
	}}
}

// TestRegisterOnce registers one agreement by fifty calls at once and again after kill -9: it exists once, and every call is answered
// with it. Another input under the same key is a conflict.
func TestRegisterOnce(t *testing.T) {
	eachEngine(t, func(t *testing.T, store string) {
		p := start(t, "--store", store)
		const calls = 50
		answers := make([]registered, calls)
		var wait sync.WaitGroup
		for i := range answers {
			wait.Go(func() { p.mustAsk(t, register, agreementInput("one"), &answers[i]) })
		}
		wait.Wait()
		if t.Failed() {
			return
		}
		id := answers[0].RegisterAgreement.Agreement.ID
		for i, a := range answers {
			if got := a.RegisterAgreement.Agreement; got == nil || got.ID != id || got.Status != "SIGNED" || got.Amount != "205000.50" {
				t.Fatalf("call %d: %+v", i, a)
			}
		}
		p.kill(t)
		p = start(t, "--store", store)
		var again registered
		a := p.mustAsk(t, register, agreementInput("one"), &again)
		if again.RegisterAgreement.Agreement == nil || again.RegisterAgreement.Agreement.ID != id {
			t.Errorf("after kill -9: %s", a.Data)
		}
		if a.Extensions.Statements != 0 {
			t.Errorf("%d statements, want none: the network has what the payload asks", a.Extensions.Statements)
		}
		other := agreementInput("one")
		other["input"].(map[string]any)["title"] = "另一份"
		var conflict registered
		a = p.mustAsk(t, register, other, &conflict)
		if got := conflict.RegisterAgreement; got.Agreement != nil || len(got.UserErrors) != 1 || got.UserErrors[0].Code != "CONFLICT" {
			t.Errorf("another input under the key: %s", a.Data)
		}
		var count struct{ Agreements struct{ TotalCount int } }
		p.mustAsk(t, `{ agreements(where: {title: {eq: "废旧塑料循环利用联合研究"}}) { totalCount } }`, nil, &count)
		if count.Agreements.TotalCount != 1 {
			t.Errorf("%d agreements, want 1", count.Agreements.TotalCount)
		}
		p.stop(t)
	})
}

// TestRegisterSeen finds a new agreement in every query and in the next findPartners, and warns of its like.
func TestRegisterSeen(t *testing.T) {
	eachEngine(t, func(t *testing.T, store string) {
		p := start(t, "--store", store)
		enterprise, university := seed.ID("enterprise/祥民制药"), seed.ID("university/北京化工大学")
		input := map[string]any{"input": map[string]any{
			"title": "原料药绿色合成工艺", "kind": "JOINT_RESEARCH",
			"parties": []any{
				map[string]any{"organization": enterprise, "role": "DEMAND"}, map[string]any{"organization": university, "role": "SUPPLY"},
			},
		}}
		var first, second registered
		p.mustAsk(t, register, input, &first)
		if got := first.RegisterAgreement; got.Agreement == nil || got.Agreement.Status != "INTENT" || len(got.Warnings) != 0 {
			t.Fatalf("first: %+v", got)
		}
		p.mustAsk(t, register, input, &second)
		if got := second.RegisterAgreement; got.Agreement == nil || len(got.Warnings) != 1 || got.Warnings[0].Code != "POSSIBLE_DUPLICATE" {
			t.Errorf("second: %+v", got)
		}
		var seen struct {
			Organization struct {
				Partners struct{ Nodes []struct{ ID string } }
			}
			ShortestPath struct{ Length int }
		}
		p.mustAsk(t, `query($e: ID!, $u: ID!) { organization(id: $e) { partners(where: {id: {eq: $u}}) { nodes { id } } }
			shortestPath(from: $e, to: $u) { length } }`, map[string]any{"e": enterprise, "u": university}, &seen)
		if len(seen.Organization.Partners.Nodes) != 1 || seen.ShortestPath.Length != 2 {
			t.Errorf("seen: %+v", seen)
		}
		var found matches
		p.mustAsk(t, findPartners, map[string]any{"for": enterprise, "exclude": false}, &found)
		marked := false
		for _, match := range found.FindPartners.Nodes {
			marked = marked || match.Organization.ID == university && match.AlreadyPartner
		}
		if !marked {
			t.Error("the next findPartners does not know the partner")
		}
		p.stop(t)
	})
}

// TestSameBytes asks both engines the same and wants the same bytes: the three jobs, and what the Playground opens with.
func TestSameBytes(t *testing.T) {
	neo := neo4jtest.Shared(t)
	neo4jtest.Reset(t.Context(), t, neo)
	one := start(t, "--store", "sqlite:"+filepath.Join(t.TempDir(), "partnergraph.db"))
	two := start(t, "--store", neo.URI())
	queries := []string{
		agreementsOf2020,
		`{ organizations(first: 200, orderBy: [{field: NAME}]) { totalCount pageInfo { endCursor hasNextPage } edges { cursor node { id name kind aliases
			place { name level partOf { name } } fields { edges { basis reason node { name code } } } partners { nodes { id name } } } } } }`,
		`{ search(text: "塑料") { totalCount edges { score cursor matches { field value start end } node { __typename id } } } }`,
		`{ enterprises(where: {name: {search: "环保"}, agreements: {some: {node: {title: {search: "hzxy"}}}}}) { totalCount nodes { name } } }`,
		`{ search(text: "hunan 環保") { totalCount edges { score matches { field value start end } node { id ... on Organization { name } } } } }`,
		fmt.Sprintf(`{ commonPartners(of: %q, and: %q) { totalCount truncated nodes { score organization { name } withOfCount withOf { id } withAnd { id } } }
			shortestPath(from: %[1]q, to: %[2]q) { length cutBy nodes { id } relations { type from { id } } }
			neighborhood(of: %[1]q, depth: 3, first: 9, via: [TAKES_PART_IN, PART_OF]) { truncated nodes { id } relations { type from { id } to { id } } } }`,
			seed.ID("enterprise/安福环保"), seed.ID("enterprise/安塑环保")),
		`{ dataQualityFlags(first: 50) { nodes { kind asWritten reading state concerns { nodes { __typename id } } citations { locator } } } }`,
		`{ technologyFields(first: 200, orderBy: [{field: CODE}]) { nodes { code name englishName level parent { code } children { totalCount } } } }`,
	}
	for _, query := range append(queries, matchingSameBytes...) {
		a, b := one.mustAsk(t, query, nil, nil), two.mustAsk(t, query, nil, nil)
		if !bytes.Equal(a.Data, b.Data) {
			t.Errorf("%s\nsqlite: %s\nneo4j:  %s", query, a.Data, b.Data)
		}
	}
	variables := map[string]any{"for": seed.ID("enterprise/安福环保"), "exclude": false}
	if a, b := one.mustAsk(t, findPartners, variables, nil), two.mustAsk(t, findPartners, variables, nil); !bytes.Equal(a.Data, b.Data) {
		t.Errorf("partners differ\nsqlite: %s\nneo4j:  %s", a.Data, b.Data)
	}
	var ids [2][]byte
	for _, operation := range ui.Operations() {
		var given map[string]any
		if operation.Variables != "" {
			if err := json.Unmarshal([]byte(operation.Variables), &given); err != nil {
				t.Fatal(err)
			}
		}
		// A new agreement has another id on each server.
		var new [2]registered
		a, b := one.mustAsk(t, operation.Text, given, &new[0]).Data, two.mustAsk(t, operation.Text, given, &new[1]).Data
		if first, second := new[0].RegisterAgreement.Agreement, new[1].RegisterAgreement.Agreement; first != nil && second != nil {
			ids = [2][]byte{[]byte(first.ID), []byte(second.ID)}
		}
		if ids[0] != nil {
			a, b = bytes.ReplaceAll(a, ids[0], []byte("new")), bytes.ReplaceAll(b, ids[1], []byte("new"))
		}
		if !bytes.Equal(a, b) {
			t.Errorf("%s\nsqlite: %s\nneo4j:  %s", operation.Name, a, b)
		}
	}
	one.stop(t)
	two.stop(t)
}
