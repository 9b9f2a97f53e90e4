package store

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"partnergraph/graph/value"
	"partnergraph/schema"
)

// storedForm returns the value as engines keep it: a Decimal as an int64 of its smallest unit, everything else as it is.
func storedForm(p *schema.Property, given any) (any, error) {
	if p.List {
		list, ok := given.([]string)
		if !ok {
			return nil, fmt.Errorf("needs a list of strings, got %s", kindOf(given))
		}
		for i, item := range list {
			if _, err := storedScalar(p, item); err != nil {
				return nil, fmt.Errorf("element %d: %w", i, err)
			}
		}
		return slices.Clone(list), nil
	}
	return storedScalar(p, given)
}

func storedScalar(p *schema.Property, given any) (any, error) {
	switch p.Scalar {
	case schema.Int:
		number, ok := given.(int64)
		switch {
		case !ok:
			return nil, fmt.Errorf("needs an int64, got %s", kindOf(given))
		case number < math.MinInt32 || number > math.MaxInt32:
			return nil, fmt.Errorf("does not fit 32 bits")
		}
		return number, nil
	case schema.Boolean:
		if _, ok := given.(bool); !ok {
			return nil, fmt.Errorf("needs a bool, got %s", kindOf(given))
		}
		return given, nil
	}
	text, ok := given.(string)
	if !ok {
		return nil, fmt.Errorf("needs a string, got %s", kindOf(given))
	}
	return storedText(p, text)
}

func storedText(p *schema.Property, text string) (any, error) {
	switch p.Scalar {
	case schema.ID:
		if !ValidID(text) {
			return nil, fmt.Errorf("malformed id")
		}
	case schema.Enum:
		if p.Enum.EnumValues.ForName(text) == nil {
			return nil, fmt.Errorf("not a value of %s", p.Enum.Name)
		}
	case schema.PartialDate:
		if _, err := value.ParsePartialDate(text); err != nil {
			return nil, err
		}
	case schema.Decimal:
		units, err := value.ParseDecimal(text, p.Scale)
		if err != nil {
			return nil, err
		}
		return units, nil
	case schema.DateTime:
		if moment, err := time.Parse(value.DateTimeLayout, text); err != nil || moment.Format(value.DateTimeLayout) != text {
			return nil, fmt.Errorf("not a time of the form %s", value.DateTimeLayout)
		}
	default:
		switch {
		case !ValidText(text):
			return nil, fmt.Errorf("not UTF-8 text without NUL")
		case (p.Index || p.Unique) && longerThan(text, MaxIndexed):
			return nil, fmt.Errorf("longer than %d characters", MaxIndexed)
		}
	}
	return text, nil
}

func kindOf(given any) string {
	return strings.TrimPrefix(fmt.Sprintf("%T", given), "*")
}
