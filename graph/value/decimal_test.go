package value

import "testing"

func TestShortDecimalIsWhatParses(t *testing.T) {
	for units, want := range map[int64]string{0: "0", 30000: "300", 8390: "83.9", 5: "0.05", -5: "-0.05", -100: "-1", 1<<63 - 1: "92233720368547758.07"} {
		got := ShortDecimal(units, 2)
		if again, err := ParseDecimal(got, 2); got != want || err != nil || again != units {
			t.Errorf("%d is written %q, which reads %d (%v); want %q", units, got, again, err, want)
		}
	}
	if got := ShortDecimal(100, 0); got != "100" {
		t.Errorf("100 units of a whole number are written %q", got)
	}
}
