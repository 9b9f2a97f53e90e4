// Package store is the narrow interface between the graph and a database, and everything about writing that both engines share.
//
//	Write ──▶ Writer: gathers what waits ──▶ engine: lock, facts ──▶ Decide ──▶ effects, log, commit
//	Read  ──▶ engine: render, run, decode
//
// # 2026-11-23: the engines share the judgement
//
// What a change set needs to know is read under the log's lock (Want, Facts), judged in Go in the order of arrival (Decide), and
// carried out as effects that cannot conflict any more. Versions, unique values, idempotency, the record's bytes and the hash chain
// are therefore the same code on both engines. Refused: letting each database refuse by constraint, which gives two sets of errors
// and, on Neo4j, loses the whole batch to one bad member.
package store
