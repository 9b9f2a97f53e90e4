package report_test

import (
	"archive/zip"
	"bytes"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"partnergraph/graph/message"
	"partnergraph/graph/network"
	"partnergraph/graph/report"
	"partnergraph/graph/store"
	"partnergraph/graph/store/sqlite"
	"partnergraph/schema"
	"partnergraph/seed"
)

// county is a store with the 2020 data and the network over it.
type county struct {
	model   *schema.Model
	store   store.Store
	network *network.Network
}

func newCounty(t *testing.T) county {
	t.Helper()
	model, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	engine, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "county.db"), model, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = engine.Close() })
	if _, err := seed.Apply(t.Context(), engine, model); err != nil {
		t.Fatal(err)
	}
	c := county{model, engine, network.New(model)}
	if err := c.network.Load(t.Context(), engine); err != nil {
		t.Fatal(err)
	}
	return c
}

func (c county) report(year int, language message.Language) (r report.Report) {
	c.network.View(func(view *network.View) { r = report.Compose(view, c.model, year, language) })
	return r
}

func (c county) write(t *testing.T, operations ...store.Operation) {
	t.Helper()
	if _, err := c.store.Write(t.Context(), store.ChangeSet{Actor: "test", Mutation: "test", Operations: operations}); err != nil {
		t.Fatal(err)
	}
	if err := c.network.Sync(t.Context(), c.store); err != nil {
		t.Fatal(err)
	}
}

// figures are the figures of the list of facts, item by item: where the source states them, and how each language prints them.
var figures = []struct{ locator, section, zh, en string }{
	{"1.1", "1.1", "10万元", "CNY 0.1 million"}, {"1.1", "1.1", "300万元", "CNY 3 million"}, {"1.1", "1.1", "2%", "2 %"},
	{"1.1", "1.1", "100万元", "CNY 1 million"}, {"1.1", "1.1", "3000元", "CNY 3,000"}, {"1.1", "1.1", "5000元", "CNY 5,000"},
	{"1.1", "1.1", "205万元", "CNY 2.05 million"},
	{"1.2", "1.2", "3项", "3"},
	{"1.3", "1.3", "3个单位", "3"},
	{"2.1", "2.1", "26家", "26"}, {"2.1", "2.1", "3.2亿元", "CNY 320 million"}, {"2.1", "2.1", "77%", "77 %"},
	{"2.1", "2.1", "75亿元", "CNY 7,500 million"}, {"2.1", "2.1", "78%", "78 %"}, {"2.1", "2.1", "17.2亿元", "CNY 1,720 million"},
	{"2.1", "2.1", "68%", "68 %"},
	{"2.2", "2.2", "4次", "4"}, {"2.2", "2.2", "3000多份", "more than 3,000"}, {"2.2", "2.2", "206件", "206"}, {"2.2", "2.2", "83.9%", "83.9 %"},
	{"2.2", "2.2", "56件", "56"}, {"2.2", "2.2", "86.7%", "86.7 %"}, {"2.2", "2.2", "8次", "8"}, {"2.2", "2.2", "300多种", "more than 300"},
	{"2.2", "2.2", "50多起", "more than 50"},
	{"2.3", "2.3", "30多家", "more than 30"}, {"2.3", "2.3", "7000多万元", "more than CNY 70 million"},
	{"3.1", "3.1", "3个", "3"}, {"3.2", "3.2", "1个", "1"}, {"3.3", "3.3", "5个", "5"}, {"3.3", "3.3", "30多户", "more than 30"},
	{"3.4", "3.4", "8名", "8"}, {"3.4", "3.4", "8个", "8"}, {"3.4", "3.4", "20名", "20"}, {"3.4", "3.4", "22个", "22"},
	{"4.1", "4.1", "数百项", "several hundred"}, {"4.1", "4.1", "2件", "2"},
	{"4.2", "4.2", "2次", "2"}, {"4.2", "4.2", "10多个", "more than 10"}, {"4.2", "4.2", "5000多份", "more than 5,000"},
	{"4.2", "4.2", "300多人次", "more than 300"}, {"4.2", "4.2", "5家", "5"},
	{"4.3", "4.3", "5次", "5"}, {"4.3", "4.3", "4期", "4"}, {"4.3", "4.3", "1000多份", "more than 1,000"}, {"4.3", "4.3", "1项", "1"},
}

// TestEveryFigureOf2020IsPrintedWithItsSource walks the list of facts in both languages: each figure stands in its section, as a
// figure with a citation of the place that states it, and in the text.
func TestEveryFigureOf2020IsPrintedWithItsSource(t *testing.T) {
	c := newCounty(t)
	for _, language := range []message.Language{message.Chinese, message.English} {
		r := c.report(2020, language)
		for _, f := range figures {
			want := message.Text{ZH: f.zh, EN: f.en}.In(language)
			if !printed(r, f.section, f.locator, want) {
				t.Errorf("%s: %q is not printed in section %s with its source", f.locator, want, f.section)
			}
		}
	}
}

func printed(r report.Report, section, locator, text string) bool {
	for _, s := range r.Sections {
		for _, p := range s.Paragraphs {
			for _, figure := range p.Figures {
				cited := slices.ContainsFunc(figure.Citations, func(c report.Citation) bool { return c.Locator == locator })
				if s.Number == section && figure.Text == text && cited && strings.Contains(p.Text, text) {
					return true
				}
			}
		}
	}
	return false
}

// TestOrder keeps the bureau's four parts.
func TestOrder(t *testing.T) {
	var numbers []string
	for _, s := range newCounty(t).report(2020, message.Chinese).Sections {
		numbers = append(numbers, s.Number)
		if s.Title == "" || len(s.Number) > 1 && len(s.Paragraphs) == 0 {
			t.Errorf("section %s is empty", s.Number)
		}
	}
	want := "1 1.1 1.2 1.3 2 2.1 2.2 2.3 3 3.1 3.2 3.3 3.4 4 4.1 4.2 4.3 4.4"
	if got := strings.Join(numbers, " "); got != want {
		t.Errorf("sections %s, want %s", got, want)
	}
}

// TestAYearWithoutRecordsPrintsNoFigure asks for a year of which next to nothing is known.
func TestAYearWithoutRecordsPrintsNoFigure(t *testing.T) {
	for _, s := range newCounty(t).report(1990, message.Chinese).Sections {
		for _, p := range s.Paragraphs {
			for _, f := range p.Figures {
				t.Errorf("%s: %s in %s", s.Number, f.Text, p.Text)
			}
		}
	}
}

// TestANewAgreementChangesItsYear registers an agreement of 2021.
func TestANewAgreementChangesItsYear(t *testing.T) {
	c := newCounty(t)
	before, next := c.report(2020, message.Chinese).Markdown(), c.report(2021, message.Chinese).Markdown()
	c.write(t, store.Operation{Verb: store.CreateNode, Type: "Agreement", ID: "a", Properties: map[string]any{
		"title": "联合*研究*", "kind": "JOINT_RESEARCH", "status": "SIGNED", "signedOn": "2021-03", "amount": "205000.50",
	}}, store.Operation{Verb: store.Relate, Type: "PARTY_TO", From: seed.ID("enterprise/中航精工"), To: "a", Properties: map[string]any{"role": "DEMAND"}})
	if after := c.report(2020, message.Chinese).Markdown(); after != before {
		t.Error("the report of 2020 changed with an agreement of 2021")
	}
	after := c.report(2021, message.Chinese).Markdown()
	for _, want := range []string{"全年签订合作协议1项。〔登记〕", `中航精工：联合\*研究\*，金额20.50005万元。〔登记〕`} {
		if strings.Contains(next, want) || !strings.Contains(after, want) {
			t.Errorf("%q is not what the agreement added to 2021:\n%s", want, after)
		}
	}
}

// TestFormats writes all three formats; each holds the same text, and no name becomes markup.
func TestFormats(t *testing.T) {
	c := newCounty(t)
	c.write(t, store.Operation{Verb: store.CreateNode, Type: "Agreement", ID: "a", Properties: map[string]any{
		"title": "<script>alert(1)</script> [链接](http://a)", "kind": "JOINT_RESEARCH", "status": "SIGNED", "signedOn": "2020",
	}})
	r := c.report(2020, message.Chinese)
	page, err := r.HTML()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(page, []byte("&lt;script&gt;alert(1)")) || bytes.Contains(page, []byte("<script>")) || bytes.Contains(page, []byte("<a ")) {
		t.Errorf("a title became markup: %s", page)
	}
	word, err := r.DOCX()
	if err != nil {
		t.Fatal(err)
	}
	text := body(t, word)
	for _, want := range []string{"7000多万元", "&lt;script&gt;alert(1)", "资料来源"} {
		if !strings.Contains(text, want) {
			t.Errorf("%s is not in the Word document", want)
		}
	}
}

// body is the text of a Word document as XML.
func body(t *testing.T, document []byte) string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(document), int64(len(document)))
	if err != nil {
		t.Fatal(err)
	}
	file, err := archive.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	text, err := io.ReadAll(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
