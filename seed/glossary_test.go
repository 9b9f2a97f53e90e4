package seed

import (
	"strings"
	"testing"
	"unicode/utf8"

	"partnergraph/graph/network/terms"
)

// TestEveryTermCanBeMatched holds the glossary to what matching needs: words of two characters at least, none of them twice in one
// term, a field for each term, and an English name.
func TestEveryTermCanBeMatched(t *testing.T) {
	c := read(t)
	known := 0
	for id, r := range c.records {
		if c.types[id] != "Term" {
			continue
		}
		known++
		labels := []string{r["name"].(string)}
		if english, _ := r["englishName"].(string); english == "" {
			t.Errorf("%s has no English name", id)
		}
		for _, synonym := range r["synonyms"].([]any) {
			labels = append(labels, synonym.(string))
		}
		seen := map[string]bool{}
		for _, label := range labels {
			if utf8.RuneCountInString(label) < 2 || len(terms.Of(label)) == 0 || strings.TrimSpace(label) != label {
				t.Errorf("%s: %q can't be found in a text", id, label)
			}
			if folded := terms.Fold(label).Text; seen[folded] {
				t.Errorf("%s: %q stands there twice", id, label)
			} else {
				seen[folded] = true
			}
		}
		if len(c.from("Term.fields", id)) == 0 {
			t.Errorf("%s belongs to no field", id)
		}
	}
	if known < 690 {
		t.Errorf("%d terms", known)
	}
}

// TestTheGlossaryRunsInNoCircle: a term that were its own wider term would be narrower than itself.
func TestTheGlossaryRunsInNoCircle(t *testing.T) {
	c := read(t)
	for id := range c.records {
		if c.types[id] != "Term" {
			continue
		}
		for above, depth := c.from("Term.broader", id), 0; len(above) > 0; depth++ {
			if depth > 5 {
				t.Fatalf("%s: its wider terms never end", id)
			}
			var next []string
			for _, wider := range above {
				next = append(next, c.from("Term.broader", wider)...)
			}
			above = next
		}
	}
}

func TestApplyGlossaryBringsTheTermsAlone(t *testing.T) {
	c := onSQLite(t)
	report, err := ApplyGlossary(t.Context(), c.store, c.model)
	if err != nil {
		t.Fatal(err)
	}
	types := map[string]int{}
	for _, node := range c.content().nodes {
		types[node.Type]++
	}
	if len(types) != 3 || types["Term"] < 690 || types["TechnologyField"] != 60 || report.Created != types["Term"]+60+types["Document"] {
		t.Errorf("%v, %+v", types, report)
	}
	if again, err := ApplyGlossary(t.Context(), c.store, c.model); err != nil || !again.Known {
		t.Errorf("again: %+v, %v", again, err)
	}
	all := c.apply(c.embedded())
	if all.Created != records(t)-report.Created || all.Updated != 0 || all.Left != 0 {
		t.Errorf("the rest: %+v", all)
	}
}
