package indicator

import (
	"fmt"
	"testing"
	"time"

	"partnergraph/graph/value"
)

func TestOverdue(t *testing.T) {
	for _, c := range []struct {
		cadence, from string
		afterDays     int
		on, want      string
	}{
		{"MONTHLY", "2020-01", 0, "2020-01-31", "[]"}, // the last day is in time
		{"MONTHLY", "2020-01", 0, "2020-02-01", "[{2020-01 2020-01-31 1}]"},
		{"MONTHLY", "2020-01", 10, "2020-02-10", "[]"},
		{"MONTHLY", "2020-01", 10, "2020-03-11", "[{2020-01 2020-02-10 30} {2020-02 2020-03-10 1}]"},
		{"MONTHLY", "2020-01-31", 0, "2020-03-01", "[{2020-01 2020-01-31 30} {2020-02 2020-02-29 1}]"},
		{"QUARTERLY", "2020-03", 15, "2020-07-16", "[{2020-03 2020-04-15 92} {2020-06 2020-07-15 1}]"},
		{"QUARTERLY", "2020-11", 0, "2021-01-01", "[{2020-12 2020-12-31 1}]"},
		{"YEARLY", "2019", 31, "2021-02-01", "[{2019 2020-01-31 367} {2020 2021-01-31 1}]"},
		{"YEARLY", "2020-06", 0, "2020-12-31", "[]"},
	} {
		cadence, known := ParseCadence(c.cadence)
		from, err := value.ParsePartialDate(c.from)
		if err != nil || !known {
			t.Fatal(err, known)
		}
		day, err := time.Parse(time.DateOnly, c.on)
		if err != nil {
			t.Fatal(err)
		}
		got := Overdue(cadence, from, c.afterDays, day)
		if got == nil {
			got = []Due{}
		}
		if fmt.Sprint(got) != c.want {
			t.Errorf("%s from %s on %s: %v, want %s", c.cadence, c.from, c.on, got, c.want)
		}
	}
	if _, known := ParseCadence("DAILY"); known {
		t.Error("DAILY is a cadence")
	}
}

func TestPeriodsAYearApart(t *testing.T) {
	for _, c := range [][3]string{{"2019", "2020", "2021"}, {"2019-02", "2020-02", "2021-02"}, {"", "2020-05-18", ""}, {"", "", ""}} {
		if Before(c[1]) != c[0] || After(c[1]) != c[2] {
			t.Errorf("%q stands between %q and %q", c[1], Before(c[1]), After(c[1]))
		}
	}
}

func TestCompare(t *testing.T) {
	exactly := func(v string) Number { return Number{v, "EXACT"} }
	for _, c := range []struct {
		growth      string
		now, before Number
		derived     string
		fits        bool
	}{
		{"77", exactly("320000000"), exactly("180790960"), "77.00", true},
		{"25", exactly("5"), exactly("4"), "25.00", true},
		{"25.4", exactly("5"), exactly("4"), "25.00", false},
		{"25.05", exactly("5"), exactly("4"), "25.00", false},
		{"30", exactly("5"), exactly("4"), "25.00", false},
		{"26", exactly("5"), Number{"4", "ABOUT"}, "25.00", true},
		{"27", exactly("5"), Number{"4", "ABOUT"}, "25.00", false},
		{"12.5", exactly("9"), exactly("8"), "12.50", true},
		{"12", exactly("9"), exactly("8"), "12.50", true}, // rounded down, as 13 is rounded up
		{"13", exactly("9"), exactly("8"), "12.50", true},
		{"14", exactly("9"), exactly("8"), "12.50", false},
		{"-20", exactly("4"), exactly("5"), "-20.00", true},
		{"99", Number{"5", "AT_LEAST"}, exactly("4"), "", true},
		{"99", exactly("5"), Number{"4", "AT_LEAST"}, "", true},
		{"99", exactly("5"), exactly("0"), "", true},
		{"", exactly("5"), exactly("4"), "", true},
	} {
		got := Compare(c.growth, c.now, c.before)
		if got.Derived != c.derived || got.Fits != c.fits {
			t.Errorf("+%s%% from %v to %v: %+v", c.growth, c.before, c.now, got)
		}
	}
}
