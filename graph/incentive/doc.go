// Package incentive says what a rule of a policy means for an organization in a year: whether it may be paid, why, how much and how
// that was found, or which facts are missing. It is pure: no clock, no store.
//
//	Rule + Facts + Year ──Assess──▶ Verdict {Outcome, Amount, Reason, Calculation, Missing}
//
// # 2026-11-24: money is whole fen, rates are whole ten-thousandths
//
// An amount of rate × base is a whole number of 10^-6 CNY, held in a big integer, and rounded to the fen at the very end, halves up,
// after the cap. So 3,000,000.00 at 2 % is 60,000.00 and nothing else, and no base overflows. Refused: binary floating point, in which
// 0.07 × 100 is not 7; rounding before the cap, which could lift an amount over it.
//
// # 2026-11-24: what is deducted comes first, and a threshold counts itself
//
// "达到300万元以上（含300万元，且剔除各级财政补助部分）" compares the investment less subsidies, and 3,000,000.00 itself passes. The share
// is taken of the same net investment, since a subsidy that does not count towards the threshold would otherwise be rewarded. An
// unknown subsidy is a missing fact only where it could matter: an investment below the threshold is refused whatever the subsidy.
//
// # 2026-11-24: a tax rule has no amount
//
// What a high-tech enterprise saves follows from tax law and its books, not from the county's policy, which states no figure. Such a
// rule tells whether it applies; Refused: computing with rates that no document of the knowledge base holds.
package incentive
