package value_test

import (
	"cmp"
	"strings"
	"testing"
	"time"

	"partnergraph/graph/value"
)

// The number and the text order any two dates alike: every day of years with and without a leap day, their months and themselves.
func TestPartialDateOrderIsThatOfTheKeys(t *testing.T) {
	var dates []string
	for _, year := range []int{1, 4, 1900, 2000, 2023, 2024, 9999} {
		day := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC)
		dates = append(dates, day.Format("2006"))
		for ; day.Year() == year; day = day.AddDate(0, 0, 1) {
			if day.Day() == 1 {
				dates = append(dates, day.Format("2006-01"))
			}
			dates = append(dates, day.Format(time.DateOnly))
		}
	}
	keys := make([]string, len(dates))
	for i, text := range dates {
		date, err := value.ParsePartialDate(text)
		if err != nil {
			t.Fatal(text, err)
		}
		keys[i] = date.Key()
	}
	for i, a := range dates {
		for j, b := range dates {
			if got, want := cmp.Compare(value.PartialDateOrder(a), value.PartialDateOrder(b)), strings.Compare(keys[i], keys[j]); got != want {
				t.Fatalf("%s and %s: %d, want %d", a, b, got, want)
			}
		}
	}
}
