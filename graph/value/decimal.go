package value

import (
	"errors"
	"strconv"
	"strings"
)

// ErrDecimal says that a text is no plain decimal number, has too many digits after the point, or does not fit 64 bits.
var ErrDecimal = errors.New("not a plain decimal number that can be kept exactly")

// ParseDecimal reads a plain decimal number such as "-205000.50" exactly, as a whole number of units of 10^-scale. Signs other
// than a leading minus, exponents, blanks, separators, full-width digits and more than scale digits after the point are ErrDecimal.
func ParseDecimal(text string, scale int) (int64, error) {
	if !IsDecimal(text) {
		return 0, ErrDecimal
	}
	digits := strings.TrimPrefix(text, "-")
	whole, fraction, _ := strings.Cut(digits, ".")
	if trimmed := strings.TrimRight(fraction, "0"); len(trimmed) > scale {
		return 0, ErrDecimal
	} else {
		fraction = trimmed + strings.Repeat("0", scale-len(trimmed))
	}
	sign := ""
	if len(digits) < len(text) {
		sign = "-"
	}
	units, err := strconv.ParseInt(sign+whole+fraction, 10, 64)
	if err != nil {
		return 0, ErrDecimal
	}
	return units, nil
}

// FormatDecimal writes units of 10^-scale as a decimal number with exactly scale digits after the point: FormatDecimal(20500050, 2)
// is "205000.50".
func FormatDecimal(units int64, scale int) string {
	digits := strconv.FormatInt(units, 10)
	sign := ""
	if strings.HasPrefix(digits, "-") {
		sign, digits = "-", digits[1:]
	}
	if missing := scale + 1 - len(digits); missing > 0 {
		digits = strings.Repeat("0", missing) + digits
	}
	if scale == 0 {
		return sign + digits
	}
	return sign + digits[:len(digits)-scale] + "." + digits[len(digits)-scale:]
}

// ShortDecimal writes units of 10^-scale as a decimal number without needless zeros: ShortDecimal(30000, 2) is "300".
func ShortDecimal(units int64, scale int) string {
	text := FormatDecimal(units, scale)
	if scale == 0 {
		return text
	}
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

// IsDecimal reports whether a text is a plain decimal number, of any length.
func IsDecimal(text string) bool {
	whole, fraction, point := strings.Cut(strings.TrimPrefix(text, "-"), ".")
	return isDigits(whole) && (!point || isDigits(fraction))
}

func isDigits(s string) bool {
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return s != ""
}
