package main

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"partnergraph/graph/store"
	"partnergraph/schema"
	"partnergraph/seed"
)

const matchNeeds = `query($where: MatchNeedsWhere, $partners: Int! = 3, $first: Int = 20, $after: String) {
	matchNeeds(where: $where, partners: $partners, first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor }
		edges { node { need { id title } organization { name } totalCount notice matches { organization { name } score reasons { text } } } } } }`

type matchedNeeds struct {
	MatchNeeds struct {
		TotalCount int
		PageInfo   struct {
			HasNextPage bool
			EndCursor   *string
		}
		Edges []struct {
			Node struct {
				Need    struct{ ID, Title string }
				Matches []struct{ Organization struct{ Name string } }
			}
		}
	}
}

// TestMatchNeeds matches the open needs of 2020: all of them, page by page, those of one asker, field and place, each as findPartners
// would.
func TestMatchNeeds(t *testing.T) {
	eachEngine(t, func(t *testing.T, store string) {
		p := start(t, "--store", store)
		ask := func(given map[string]any) matchedNeeds {
			t.Helper()
			var m matchedNeeds
			p.mustAsk(t, matchNeeds, given, &m)
			return m
		}
		all := ask(nil).MatchNeeds
		if all.TotalCount < 4 || len(all.Edges) != all.TotalCount {
			t.Fatalf("%d open needs, %d shown", all.TotalCount, len(all.Edges))
		}
		var paged []string
		given := map[string]any{"first": 1, "partners": 1}
		for {
			page := ask(given).MatchNeeds
			paged = append(paged, page.Edges[0].Node.Need.ID)
			if len(page.Edges[0].Node.Matches) > 1 {
				t.Error("more than one partner")
			}
			if !page.PageInfo.HasNextPage {
				break
			}
			given["after"] = *page.PageInfo.EndCursor
		}
		for i, edge := range all.Edges {
			if len(paged) != len(all.Edges) || paged[i] != edge.Node.Need.ID {
				t.Fatalf("pages %v", paged)
			}
			var alone struct {
				FindPartners struct {
					Nodes []struct{ Organization struct{ Name string } }
				}
			}
			p.mustAsk(t, `query($need: ID) { findPartners(need: $need, first: 3) { nodes { organization { name } } } }`, map[string]any{"need": edge.Node.Need.ID}, &alone)
			for j, m := range edge.Node.Matches {
				if m.Organization.Name != alone.FindPartners.Nodes[j].Organization.Name {
					t.Errorf("%s: %s stands at %d", edge.Node.Need.Title, m.Organization.Name, j+1)
				}
			}
		}
		pharma := ask(map[string]any{"where": map[string]any{"organizations": []any{seed.ID("enterprise/祥民制药")}}}).MatchNeeds
		field := ask(map[string]any{"where": map[string]any{"fields": []any{seed.ID("field/CN-HNTE-2")}}}).MatchNeeds // by the wider field
		both := ask(map[string]any{"where": map[string]any{"organizations": []any{seed.ID("enterprise/祥民制药")}, "fields": []any{seed.ID("field/CN-HNTE-1")}}}).MatchNeeds
		place := ask(map[string]any{"where": map[string]any{"regions": []any{seed.ID("place/北京市")}}}).MatchNeeds
		if pharma.TotalCount != 1 || field.TotalCount < 1 || field.TotalCount >= all.TotalCount || both.TotalCount != 0 || place.TotalCount != 0 {
			t.Errorf("asker %d, field %d, both %d, place %d", pharma.TotalCount, field.TotalCount, both.TotalCount, place.TotalCount)
		}
		for name, c := range map[string]struct {
			given       map[string]any
			code, field string
		}{
			"no partners":          {map[string]any{"partners": 0}, "INVALID", "partners"},
			"seven partners":       {map[string]any{"partners": 7}, "INVALID", "partners"},
			"51 needs":             {map[string]any{"first": 51}, "INVALID", "first"},
			"an unknown asker":     {map[string]any{"where": map[string]any{"organizations": []any{"nobody"}}}, "NOT_FOUND", "where.organizations.0"},
			"a field that is none": {map[string]any{"where": map[string]any{"fields": []any{seed.ID("enterprise/欧亚")}}}, "NOT_FOUND", "where.fields.0"},
			"an unknown region":    {map[string]any{"where": map[string]any{"regions": []any{"nowhere"}}}, "NOT_FOUND", "where.regions.0"},
		} {
			a, err := p.ask(matchNeeds, c.given)
			if err != nil || len(a.Errors) != 1 || a.Errors[0].Extensions["code"] != c.code || a.Errors[0].Extensions["field"] != c.field {
				t.Errorf("%s: %v %+v", name, err, a.Errors)
			}
		}
		p.stop(t)
	})
}

// TestMatchBook writes the workbook of a matchmaking day and reads it again: headings, a row a partner, and no cell that a program
// would take for a formula.
func TestMatchBook(t *testing.T) {
	dir := t.TempDir()
	s := &settings{Store: "sqlite:" + filepath.Join(dir, "book.db")}
	model, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	engine, err := openStore(t.Context(), s.Store, model)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := seed.Apply(t.Context(), engine, model); err != nil {
		t.Fatal(err)
	}
	hostile := store.ChangeSet{Actor: "test", Mutation: "test", Operations: []store.Operation{
		{Verb: store.CreateNode, Type: "University", ID: "bad", Properties: map[string]any{"name": "=HYPERLINK(\"http://x\",\"制药大学\")", "aliases": []string{}}},
		{Verb: store.CreateNode, Type: "Need", ID: "n", Properties: map[string]any{"title": "@SUM(1) 制药", "state": "OPEN"}},
	}}
	if _, err := engine.Write(t.Context(), hostile); err != nil {
		t.Fatal(err)
	}
	if err := engine.Close(); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "matches.xlsx")
	if err := (matchCommand{seeding: seeding{Seed: "none"}, Out: out, Partners: 6, Language: "zh"}).Run(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenFile(out)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = book.Close() }()
	rows, err := book.GetRows("需求匹配")
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) < 5 || strings.Join(rows[0], " ") != "需求 需求说明 提出方 名次 推荐机构 类别 得分 可能性 已有合作 推荐理由 注意事项 可补充资料 信息提示 需求标识 机构标识" {
		t.Fatalf("%d rows under %v", len(rows), rows[0])
	}
	var whole strings.Builder
	for i, row := range rows {
		for j, cell := range row {
			whole.WriteString(cell + "\n")
			at, _ := excelize.CoordinatesToCellName(j+1, i+1)
			formula, err := book.GetCellFormula("需求匹配", at)
			if err != nil || formula != "" || cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r") {
				t.Errorf("%s holds %q, formula %q, %v", at, cell, formula, err)
			}
		}
	}
	for i, row := range rows[1:] {
		score, _ := strconv.ParseFloat(row[6], 64)
		for line := range strings.Lines(row[9]) {
			part, _, _ := strings.Cut(line, " · ")
			adds, err := strconv.ParseFloat(strings.Replace(part, "−", "-", 1), 64)
			if score -= adds; err != nil {
				t.Errorf("row %d: %v", i+2, err)
			}
		}
		if math.Abs(score) > 0.05 {
			t.Errorf("row %d: of %s, %.2f is not explained by\n%s", i+2, row[6], score, row[9])
		}
		if reasons, notice := row[9], row[12]; strings.Contains(reasons, "排序只依据") || row[0] == "制药方向省级重大专项联合研发" && row[1] != "为制药方向的省级重大专项寻求研发合作方。" || row[7] != "未测算" {
			t.Errorf("row %d: reasons %q, notice %q, likelihood %q", i+2, reasons, notice, row[7])
		}
	}
	if names := book.GetDefinedName(); !slices.ContainsFunc(names, func(n excelize.DefinedName) bool {
		return n.Name == "_xlnm._FilterDatabase" && strings.HasSuffix(n.RefersTo, fmt.Sprintf("!$A$1:$O$%d", len(rows)))
	}) {
		t.Errorf("nothing to filter by: %+v", names)
	}
	for _, want := range []string{"祥民制药", "技术领域相同", "'=HYPERLINK", "'@SUM(1) 制药"} {
		if !strings.Contains(whole.String(), want) {
			t.Errorf("%q stands nowhere in\n%s", want, whole.String())
		}
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".matches-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// A workbook can be of some needs and kinds of partners alone, as matchNeeds can.
func TestMatchBookOfSome(t *testing.T) {
	dir := t.TempDir()
	s, out := &settings{Store: "sqlite:" + filepath.Join(dir, "book.db")}, filepath.Join(dir, "matches.xlsx")
	for _, c := range []struct {
		of    matchCommand
		needs int
	}{
		{matchCommand{}, 4}, {matchCommand{Organizations: []string{seed.ID("enterprise/祥民制药")}}, 1}, {matchCommand{Fields: []string{seed.ID("field/CN-HNTE-2")}}, 2},
		{matchCommand{Regions: []string{seed.ID("place/北京市")}}, 0},
	} {
		c.of.Seed, c.of.Out, c.of.Partners, c.of.Kinds = "auto", out, 6, []string{"UNIVERSITY", "RESEARCH_INSTITUTE"}
		if err := c.of.Run(t.Context(), s); err != nil {
			t.Fatal(err)
		}
		book, err := excelize.OpenFile(out)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := book.GetRows("需求匹配")
		needs := map[string]bool{}
		for _, row := range rows[1:] {
			if needs[row[0]] = true; row[5] != "高校" && row[5] != "科研院所" {
				t.Errorf("%+v: %s is of the kind %s", c.of, row[4], row[5])
			}
		}
		if err != nil || len(needs) != c.needs {
			t.Errorf("%+v: %v, %d needs, want %d", c.of, err, len(needs), c.needs)
		}
		_ = book.Close()
	}
}

func TestMatchBookSaysWhatIsWrong(t *testing.T) {
	dir := t.TempDir()
	s := &settings{Store: "sqlite:" + filepath.Join(dir, "book.db")}
	for name, c := range map[string]matchCommand{
		"another ending": {Out: filepath.Join(dir, "matches.csv"), Partners: 3},
		"no directory":   {Out: filepath.Join(dir, "none", "matches.xlsx"), Partners: 3},
		"a kind of none": {Out: filepath.Join(dir, "matches.xlsx"), Partners: 3, Kinds: []string{"FACTORY"}},
		"an unknown id":  {Out: filepath.Join(dir, "matches.xlsx"), Partners: 3, Regions: []string{"nowhere"}},
		"seven partners": {Out: filepath.Join(dir, "matches.xlsx"), Partners: 7},
		"no partners":    {Out: filepath.Join(dir, "matches.xlsx"), Partners: 0},
	} {
		c.Seed = "none"
		if err := c.Run(t.Context(), s); err == nil {
			t.Errorf("%s is taken", name)
		}
		if _, err := os.Stat(filepath.Join(dir, "book.db")); name == "no directory" && err == nil {
			t.Error("that there is no directory is said after all is matched")
		}
		_ = os.Remove(filepath.Join(dir, "book.db"))
	}
	if _, err := os.Stat(filepath.Join(dir, "matches.xlsx")); err == nil {
		t.Error("a file was written all the same")
	}
}

func TestPartsSayWhatIsTakenOff(t *testing.T) {
	said := parts([]weighted{{sentence{"甲"}, 1.5}, {sentence{"乙"}, -0.504}})
	if want := "1.50 · 甲\n−0.50 · 乙"; said != want || harmless(said) != said || harmless("−0.50 · 乙") != "−0.50 · 乙" {
		t.Errorf("%q, want %q", said, want)
	}
}

func TestHarmless(t *testing.T) {
	for given, want := range map[string]string{
		"": "", "安福环保": "安福环保", "=1+1": "'=1+1", "+1": "'+1", "-1": "'-1", "@a": "'@a", "\tx": "'\tx", "\r=1": "'\r=1", "＝1": "'＝1", "a=1": "a=1",
	} {
		if got := harmless(given); got != want {
			t.Errorf("%q becomes %q, want %q", given, got, want)
		}
	}
	if long := harmless(strings.Repeat("塑", 40000)); len([]rune(long)) != maxCell {
		t.Errorf("%d characters", len([]rune(long)))
	}
}
