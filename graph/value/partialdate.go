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

// PartialDateOrder is a number that orders as the Key of the date does, for a text that ParsePartialDate has taken. It costs a fraction of
// it: who orders a list of thousands of dates that are stored needs nothing else of them.
func PartialDateOrder(text string) int64 {
	year := digits(text[:len("2006")])
	first, last := year*10000+101, year*10000+1231
	if len(text) > len("2006") {
		month := digits(text[len("2006-"):len("2006-01")])
		first, last = year*10000+month*100+1, year*10000+month*100+daysOf(year, month)
	}
	if len(text) == len(time.DateOnly) {
		first += digits(text[len("2006-01-"):]) - 1
		last = first
	}
	return first*1_0000_0000 + last
}

func digits(text string) int64 {
	var number int64
	for i := range len(text) {
		number = number*10 + int64(text[i]-'0')
	}
	return number
}

func daysOf(year, month int64) int64 {
	switch month {
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	default:
		return 31
	}
}
