package indicator

import (
	"time"

	"partnergraph/graph/value"
)

// Cadence is how many months a period has.
type Cadence int

// cadences are the contract's names.
var cadences = map[string]Cadence{"MONTHLY": 1, "QUARTERLY": 3, "YEARLY": 12}

// ParseCadence reads the contract's name of a cadence; false for any other text.
func ParseCadence(name string) (Cadence, bool) {
	cadence, known := cadences[name]
	return cadence, known
}

// Due is a period and the last day on which its value is in time.
type Due struct {
	Period   string // a month, a quarter by its last month, or a year
	On       string // 2006-01-02
	DaysLate int
}

// Overdue lists the periods since the one that from lies in whose values were due before the day, the first period first. A value is due
// so many days after its period's end.
func Overdue(cadence Cadence, from value.PartialDate, afterDays int, day time.Time) []Due {
	first, err := time.Parse(time.DateOnly, from.First())
	if err != nil {
		return nil
	}
	var overdue []Due
	start := first.AddDate(0, -(int(first.Month())-1)%int(cadence), 1-first.Day())
	for {
		next := start.AddDate(0, int(cadence), 0)
		due := next.AddDate(0, 0, afterDays-1)
		if !due.Before(day) {
			return overdue
		}
		overdue = append(overdue, Due{nameOf(cadence, next.AddDate(0, 0, -1)), due.Format(time.DateOnly), int(day.Sub(due) / (24 * time.Hour))})
		start = next
	}
}

func nameOf(cadence Cadence, last time.Time) string {
	if cadence == 12 {
		return last.Format("2006")
	}
	return last.Format("2006-01")
}

// Before is the same period of the year before, and After that of the year after: "2020-05" is after "2019-05". Other texts give "".
func Before(period string) string { return shifted(period, -1) }

// After is the same period of the year after.
func After(period string) string { return shifted(period, 1) }

func shifted(period string, years int) string {
	for _, layout := range []string{"2006", "2006-01"} {
		if at, err := time.Parse(layout, period); err == nil {
			return at.AddDate(years, 0, 0).Format(layout)
		}
	}
	return ""
}
