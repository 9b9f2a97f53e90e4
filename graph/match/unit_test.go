package match_test

import (
	"slices"
	"strings"
	"testing"

	"partnergraph/graph/match"
	"partnergraph/graph/store"
	"partnergraph/schema"
)

// What its college did, a university did: it has the experience, the like agreements, the profile and the part in them, as if it had been
// party itself, and says by what agreements. Another university, whose college did nothing, gains nothing.
func TestUnitsExperienceIsTheirUniversitys(t *testing.T) {
	through := func(party string) *records {
		operations := []store.Operation{
			create("Enterprise", "asker", properties{"name": "甲厂"}),
			create("University", "whole", properties{"name": "甲大学"}), create("AcademicUnit", "college", properties{"name": "化工学院"}),
			create("AcademicUnit", "laboratory", properties{"name": "回收实验室"}),
			relate("PART_OF", "college", "whole"), relate("PART_OF", "laboratory", "college"),
			create("University", "rival", properties{"name": "乙大学"}), create("AcademicUnit", "idle", properties{"name": "文学院"}), relate("PART_OF", "idle", "rival"),
		}
		for _, op := range measurable(60) {
			if op.ID != "asker" {
				operations = append(operations, op)
			}
		}
		for _, agreement := range []string{"a000", "a002", "a004"} {
			operations = append(operations, relate("PARTY_TO", party, agreement))
		}
		return newRecords(contract(t), operations...)
	}
	question := match.Question{
		For: "asker", Text: "lithium battery, electrode and anode", Kinds: []*schema.Node{contract(t).Node("University")},
	}
	direct, below := match.Find(through("whole"), question), match.Find(through("laboratory"), question)
	was, _ := direct.Judge("whole")
	is, _ := below.Judge("whole")
	for _, f := range ofHistory {
		if was.Contributions[f] == 0 || is.Contributions[f] != was.Contributions[f] {
			t.Errorf("%s: %g by itself, %g through its laboratory", f, was.Contributions[f], is.Contributions[f])
		}
	}
	for _, reason := range below.Explain(is) {
		if slices.Contains(ofHistory, reason.Factor) && !slices.Contains(reason.Evidence, "a000") {
			t.Errorf("%s rests on %v", reason.Factor, reason.Evidence)
		}
		if reason.Factor == match.Experience && !strings.HasPrefix(reason.Text.ZH, "连同下属单位已参与 3 项") {
			t.Errorf("%s", reason.Text.ZH)
		}
	}
	if m, _ := below.Judge("rival"); m.Contributions[match.Experience] != 0 || m.Contributions[match.Similar] != 0 {
		t.Errorf("a college without agreements gives its university %+v", m.Contributions)
	}
}
