package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func write(t *testing.T, files map[string]string) string {
	t.Helper()
	directory := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(directory, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return directory
}

// A column of another name is a mistake of the directory, not a column of empty texts.
func TestMissingColumn(t *testing.T) {
	directory := write(t, map[string]string{
		"organizations.csv": "id,name,shortName,type,city,country\no,Alpha,,PRC,,DE\n",
		"agreements.csv":    "id,title,start,euroSciVoc,objective\na,Glass,2024-01-01,,Clear\n",
		"parties.csv":       "agreement,organization,role\na,o,participant\n",
	})
	if _, err := read(directory); err == nil || !strings.Contains(err.Error(), `no column "startDate"`) {
		t.Errorf("%v", err)
	}
}

// What starts on the day or later is asked about and not known, and the truth is who was seen before.
func TestSplit(t *testing.T) {
	d, err := read(write(t, map[string]string{
		"organizations.csv": "id,name,shortName,type,city,country\ne,Alpha,,PRC,,DE\nu,Beta,,HES,,DE\nr,Gamma,,REC,,DE\n",
		"agreements.csv": "id,title,startDate,euroSciVoc,objective\na,Glass,2024-01-01,/x/y|/z,Clear\n" +
			"b,Glass again,2024-02-01,,Clear\nc,Later,2024-03-01,,Dark\n",
		"parties.csv": "agreement,organization,role\na,u,coordinator\nb,e,participant\nb,u,participant\nb,r,participant\nc,e,participant\nc,u,thirdParty\n",
	}))
	if err != nil {
		t.Fatal(err)
	}
	s := d.at("2024-02-01", "2024-03-01")
	if len(s.known) != 1 || len(s.candidates) != 1 || len(s.questions) != 1 {
		t.Fatalf("%d known, %d candidates, %d questions", len(s.known), len(s.candidates), len(s.questions))
	}
	if q := s.questions[0]; q.asks.id != "e" || q.about.id != "b" || len(q.truth) != 1 || !q.truth[s.candidates[0]] {
		t.Errorf("%+v", q)
	}
	if day := latestFifth(d.agreements); day != "2024-03-01" {
		t.Errorf("the latest fifth starts on %s", day)
	}
}

// Of two parts of which one alone tells who the partner is, that one ranks it first.
func TestMeanReciprocal(t *testing.T) {
	trials := []trial{{candidates: []weights{{1, 0}, {0, 1}, {2, 0}}, truth: []int{1}}}
	if good, bad := meanReciprocal(trials, weights{0, 1}), meanReciprocal(trials, weights{1, 0}); good != 1 || bad != 1.0/3 {
		t.Errorf("%g, %g", good, bad)
	}
}

// What one is ahead by is told by size, and nothing that the other has more of.
func TestLead(t *testing.T) {
	one := map[string]float64{"PLACE": 1, "EXPERIENCE": 3, "PROFILE": 2, "TEXT": 0.5}
	other := map[string]float64{"EXPERIENCE": 1.5, "TEXT": 4}
	if got := strings.Join(lead(one, other, 2), ", "); got != "PROFILE 2.0, EXPERIENCE 1.5" {
		t.Error(got)
	}
}
