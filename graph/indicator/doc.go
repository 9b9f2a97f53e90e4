// Package indicator judges what is reported of an indicator: which periods are overdue, and whether a growth that somebody states fits
// the values of the two years. It is pure: it knows neither the store nor the network.
//
// # 2026-11-24: what counts as a mismatch
//
// A growth of "77" says 76.5 to 77.5, one of "83.9" says 83.85 to 83.95: as much as its last digit leaves open. What follows from two
// exact values must lie within. Against a value that is only about right another point is allowed; against a lower bound nothing can be
// said. Values are taken as they are written: a total that was rounded to the nearest hundred million before its growth was stated may
// be flagged though both are right, which staff see and settle; guessing the rounding from trailing zeros would hide true faults.
package indicator
