package indicator

import (
	"math/big"
	"strings"
)

// Number is a value as the knowledge base holds it: a decimal number and how precisely it is known.
type Number struct{ Value, Precision string }

// Comparison is a stated growth held against the values of two years.
type Comparison struct {
	Derived string // the growth that follows from the values, in percent with two digits; "" when none follows
	Fits    bool   // also when nothing can be said
}

// Compare holds a growth in percent against the value of a year and of the year before.
func Compare(growth string, now, before Number) Comparison {
	stated, a := rational(growth)
	later, b := rational(now.Value)
	earlier, c := rational(before.Value)
	if !a || !b || !c || earlier.Sign() <= 0 || !usable(now) || !usable(before) {
		return Comparison{Fits: true}
	}
	derived := new(big.Rat).Quo(later, earlier)
	derived.Sub(derived, big.NewRat(1, 1)).Mul(derived, big.NewRat(100, 1))
	slack := lastDigit(growth)
	if now.Precision == about || before.Precision == about {
		slack.Add(slack, big.NewRat(1, 1))
	}
	apart := new(big.Rat).Sub(derived, stated)
	return Comparison{Derived: derived.FloatString(2), Fits: apart.Abs(apart).Cmp(slack) <= 0}
}

// The precisions of the contract that a growth can follow from.
const (
	exact = "EXACT"
	about = "ABOUT"
)

func usable(n Number) bool { return n.Precision == exact || n.Precision == about }

func rational(text string) (*big.Rat, bool) {
	if text == "" {
		return nil, false
	}
	return new(big.Rat).SetString(text)
}

// lastDigit is half a unit of the last digit that a number is written with: what rounding to it leaves open.
func lastDigit(text string) *big.Rat {
	_, fraction, _ := strings.Cut(text, ".")
	unit := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(len(fraction))), nil)
	return new(big.Rat).Mul(big.NewRat(1, 2), new(big.Rat).SetFrac(big.NewInt(1), unit))
}
