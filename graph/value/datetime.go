package value

import (
	"errors"
	"time"
)

// DateTimeLayout is the form in which points of time are stored and written: always UTC, always milliseconds, so that text order
// is time order.
const DateTimeLayout = "2006-01-02T15:04:05.000Z"

// ErrDateTime says that a text is no point of time as RFC 3339 writes it.
var ErrDateTime = errors.New("not a time of the form 2020-05-18T08:00:00Z")

// DateTimeKey reads a point of time such as "2020-05-18T16:00:00+08:00" and returns ASCII text that stands among stored times where
// the point of time does: "2020-05-18T08:00:00.000Z". One that cannot be stored, being finer than a millisecond or in no year from
// 0000 to 9999, has a text that equals no stored one and is above all earlier ones and below all later ones.
func DateTimeKey(text string) (string, error) {
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return "", ErrDateTime
	}
	at = at.UTC()
	key := at.Format(DateTimeLayout)
	switch {
	case at.Year() < 0:
		return "", nil
	case at.Year() > 9999:
		return "~", nil
	case at.Nanosecond()%int(time.Millisecond) != 0:
		return key[:len(key)-1] + "~", nil // "~" is above "Z"
	default:
		return key, nil
	}
}
