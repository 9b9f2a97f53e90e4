// Package storetest holds every engine to the same behaviour: each sentence of store.Store's comments has a case here.
//
//	func TestStore(t *testing.T) {
//		storetest.Run(t, storetest.Factory{Name: "sqlite", Fresh: …, Damage: …})
//	}
//
// A case is a name and a function; the lists stand in the files named after what they are about. Cases that only read share the
// data of library.go, the others begin with an empty database each.
//
// # 2026-11-23: a ledger of what ran
//
// A suite that did not run looks like one that passed. Each case that passes on an engine writes a line to the file that the
// environment names, and the program in ledger compares the file with the list of all cases and engines. Refused: counting on the
// absence of "skip" in the output, which says nothing of a package that was never tested.
package storetest
