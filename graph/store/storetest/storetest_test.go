package storetest

import (
	"strings"
	"testing"
	"unicode/utf8"

	"partnergraph/graph/store"
)

func TestLedgerMissesWhatDidNotRun(t *testing.T) {
	var all []string
	for _, engine := range Engines() {
		for _, name := range Cases() {
			all = append(all, engine+" "+name)
		}
	}
	read := func(lines []string) Ledger {
		l, err := ReadLedger(strings.NewReader(strings.Join(lines, "\n") + "\n"))
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	var table strings.Builder
	if err := read(append(all, all[0], "sqlite write: a case of last year")).Print(&table); err != nil {
		t.Errorf("a full ledger: %v", err)
	}
	if strings.Contains(table.String(), "MISSING") || !strings.Contains(table.String(), Cases()[0]) {
		t.Errorf("the table of a full ledger: %s", table.String())
	}
	for i := range all {
		lines := append(append([]string{}, all[:i]...), all[i+1:]...)
		table.Reset()
		if err := read(lines).Print(&table); err == nil || strings.Count(table.String(), "MISSING") != 1 {
			t.Errorf("without %q: %v", all[i], err)
		}
	}
	if _, err := ReadLedger(strings.NewReader("sqlite\n")); err == nil {
		t.Error("a line without a case is read")
	}
}

func TestCasesHaveNamesOfTheirOwn(t *testing.T) {
	seen := map[string]bool{}
	for _, name := range Cases() {
		if seen[name] || strings.ContainsAny(name, "\n") {
			t.Errorf("%q is there twice, or is no line", name)
		}
		seen[name] = true
	}
}

func TestCorpusIsAllDifferentAndAllowed(t *testing.T) {
	seen := map[string]bool{}
	for _, text := range Corpus() {
		if seen[text] {
			t.Errorf("%q is there twice", text)
		}
		seen[text] = true
		if !store.ValidText(text) || utf8.RuneCountInString(text) > store.MaxIndexed {
			t.Errorf("%q may not be stored in an indexed property", text)
		}
	}
}
