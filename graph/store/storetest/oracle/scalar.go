package oracle

import (
	"cmp"
	"encoding/json"
	"math"
	"math/big"
	"regexp"
	"strconv"
	"time"

	"github.com/vektah/gqlparser/v2/ast"
)

var plainDecimal = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?$`)

// scalar reads an input of a scalar type: string, int64, bool, *big.Rat for a Decimal, date, or time.Time.
func scalar(name string, raw any) (any, error) {
	switch raw := raw.(type) {
	case bool:
		if name == "Boolean" {
			return raw, nil
		}
	case json.Number:
		return number(name, raw.String())
	case int64:
		return number(name, strconv.FormatInt(raw, 10))
	case string:
		return text(name, raw)
	}
	return nil, errInvalid
}

func number(name, digits string) (any, error) {
	switch name {
	case "Int":
		n, err := strconv.ParseInt(digits, 10, 64)
		if err != nil || n < math.MinInt32 || n > math.MaxInt32 {
			return nil, errInvalid
		}
		return n, nil
	case "ID":
		return digits, nil
	case "Decimal":
		return text(name, digits)
	default:
		return nil, errInvalid
	}
}

func text(name, raw string) (any, error) {
	switch name {
	case "String", "ID":
		return raw, nil
	case "PartialDate":
		if d, ok := dateOf(raw); ok {
			return d, nil
		}
	case "DateTime":
		at, err := time.Parse(time.RFC3339, raw)
		if err != nil {
			return nil, errInvalid
		}
		return at, nil
	case "Decimal":
		if plainDecimal.MatchString(raw) {
			return rational(raw), nil
		}
	}
	return nil, errInvalid
}

func rational(digits string) *big.Rat {
	r, ok := new(big.Rat).SetString(digits)
	if !ok {
		panic("oracle: " + digits + " is no decimal number")
	}
	return r
}

// stored turns a stored value into the form in which scalar reads an input of its type.
func stored(field *ast.FieldDefinition, v any) any {
	raw, isText := v.(string)
	if !isText {
		return v
	}
	switch field.Type.Name() {
	case "PartialDate", "DateTime", "Decimal":
		read, err := text(field.Type.Name(), raw)
		if err != nil {
			panic("oracle: stored values fit the contract: " + raw)
		}
		return read
	default:
		return raw
	}
}

// compare orders two present values of one type.
func compare(a, b any) int {
	switch a := a.(type) {
	case string:
		return cmp.Compare(a, b.(string)) // by byte, which in UTF-8 is by code point
	case int64:
		return cmp.Compare(a, b.(int64))
	case *big.Rat:
		return a.Cmp(b.(*big.Rat))
	case bool:
		if a == b.(bool) {
			return 0
		}
		return 1 // only equality is asked of a yes or no
	case time.Time:
		return a.Compare(b.(time.Time))
	case date:
		return cmp.Or(a.first.Compare(b.(date).first), a.last.Compare(b.(date).last))
	default:
		panic("oracle: a value of the contract is compared")
	}
}

// written is a stored value as a response shows it.
func written(field *ast.FieldDefinition, v any) any {
	if decimal := field.Directives.ForName("decimal"); decimal != nil && v != nil {
		return rational(v.(string)).FloatString(scale(decimal))
	}
	return v
}

// scale is the number of digits that a Decimal keeps after the point.
func scale(decimal *ast.Directive) int {
	digits := decimal.Arguments.ForName("scale")
	if digits == nil {
		return 2
	}
	n, err := strconv.Atoi(digits.Value.Raw)
	if err != nil {
		panic("oracle: a scale is a number: " + digits.Value.Raw)
	}
	return n
}

// kept reports whether a number can be stored in a Decimal: no more digits than it keeps, and within 64 bits of its smallest unit.
func kept(decimal *ast.Directive, r *big.Rat) bool {
	unit := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(scale(decimal))), nil)
	units := new(big.Rat).Mul(r, new(big.Rat).SetInt(unit))
	return units.IsInt() && units.Num().IsInt64()
}
