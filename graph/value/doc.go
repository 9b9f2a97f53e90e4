// Package value holds the contract's own scalars as they are read, stored, ordered and written: dates that keep their precision and
// exact decimal numbers.
//
// # 2026-11-23: order keys are text
//
// A PartialDate orders by its first day, then by its last; a stored companion "first/last" in ASCII gives that order on both engines
// with one index, and comparing it with a bare first day answers lt and gte. Refused: two stored days, which double the indexes and
// make every keyset step two comparisons.
package value
