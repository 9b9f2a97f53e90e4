// Package topic turns texts into short vectors whose cosine says how much the texts are about the same.
//
//	texts ──Fit──▶ Basis      terms ──weigh──▶ sparse vector ──Basis──▶ 50 numbers ──▶ Vector: 50 bytes
//
// # 2026-11-24: latent semantic analysis, of the graph's own texts
//
// Terms that come together in the same agreements come to lie together: a text about battery cells is near one about lithium that
// shares no word with it. It is learned from the agreements that are there, so that it serves Chinese as it does English, needs no
// model of a language and knows the words of the trade. A term weighs (1 + ln tf)(1 + ln((1+n)/(1+df))); terms of a single text, and of
// more than half of all, are left out. Refused: the terms themselves, which ranked real collaborations worse and take a thousand times
// the memory.
//
// # 2026-11-24: fitted to a sample, kept in bytes
//
// The basis is fitted to the 4,096 texts whose ids hash lowest, or to all that there are: which ones depends on nothing but the ids. It
// is found by subspace iteration from a fixed start, in a fixed order, so that it is the same on every machine of a kind. A vector's
// numbers are rounded to a byte, so that sums over them are exact in any order and can be taken back: who was party to the same
// agreements has the same profile, however it came about.
package topic
