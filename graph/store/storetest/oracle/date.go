package oracle

import (
	"regexp"
	"strconv"
	"time"
)

// date is a PartialDate: all the days from first to last, which are one and the same for a whole date.
type date struct{ first, last time.Time }

var datePattern = regexp.MustCompile(`^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?$`)

// dateOf reads a year, a month or a day of the calendar.
func dateOf(text string) (date, bool) {
	parts := datePattern.FindStringSubmatch(text)
	if parts == nil {
		return date{}, false
	}
	year, month, day := atLeastOne(parts[1]), atLeastOne(parts[2]), atLeastOne(parts[3])
	at := func(year, month, day int) time.Time {
		return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	}
	d := date{first: at(year, month, day)}
	if d.first.Format(time.DateOnly)[:len(text)] != text { // the year 0, the 13th month, the 30th of February
		return date{}, false
	}
	switch {
	case parts[2] == "":
		d.last = at(year+1, 1, 0)
	case parts[3] == "":
		d.last = at(year, month+1, 0)
	default:
		d.last = d.first
	}
	return d, true
}

// atLeastOne reads digits; none, and zero, read as 1, which a text of zeros then does not agree with.
func atLeastOne(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil || n < 1 {
		return 1
	}
	return n
}
