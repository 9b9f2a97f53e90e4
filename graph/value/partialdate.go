package value

import (
	"errors"
	"strings"
	"time"
)

// ErrPartialDate says that a text is no date of the three forms that PartialDate knows, or no day of the calendar.
var ErrPartialDate = errors.New("not a date of the form 2020, 2020-05 or 2020-05-18")

// PartialDate is a date that keeps its precision: a year, a month or a day. The zero value is no date.
type PartialDate struct{ text, first, last string }

// ParsePartialDate reads "2020", "2020-05" or "2020-05-18", years 0001 to 9999. Anything else is ErrPartialDate.
func ParsePartialDate(text string) (PartialDate, error) {
	layout := ""
	switch len(text) {
	case len("2006"):
		layout = "2006"
	case len("2006-01"):
		layout = "2006-01"
	case len(time.DateOnly):
		layout = time.DateOnly
	}
	first, err := time.Parse(layout, text)
	if layout == "" || err != nil || first.Year() < 1 {
		return PartialDate{}, ErrPartialDate
	}
	last := first
	switch layout {
	case "2006":
		last = first.AddDate(1, 0, -1)
	case "2006-01":
		last = first.AddDate(0, 1, -1)
	}
	return PartialDate{text, first.Format(time.DateOnly), last.Format(time.DateOnly)}, nil
}

// String is the date as it was written.
func (d PartialDate) String() string { return d.text }

// First is the date's first day, as 2006-01-02.
func (d PartialDate) First() string { return d.first }

// Last is the date's last day, as 2006-01-02.
func (d PartialDate) Last() string { return d.last }

// Key is ASCII text that orders as dates do: by the first day, then by the last.
func (d PartialDate) Key() string { return d.first + "/" + d.last }

// After is ASCII text above the keys of all dates that begin on or before the date's last day, and below all others.
func (d PartialDate) After() string { return d.last + "~" }

// CertainlyBefore reports whether d ends before other begins: 2020-05 is not certainly before 2020.
func (d PartialDate) CertainlyBefore(other PartialDate) bool { return d.last < other.first }

// PartialDateOfKey is the text of the date that has a key, as Key writes it.
func PartialDateOfKey(key string) string {
	first, last, _ := strings.Cut(key, "/")
	if first == last || len(first) != len(time.DateOnly) {
		return first
	}
	if strings.HasSuffix(first, "-01-01") && strings.HasSuffix(last, "-12-31") {
		return first[:len("2006")]
	}
	return first[:len("2006-01")]
}
