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
//
// # 2026-11-28: facts may be supposed, if the engine then finds them so
//
// An engine whose every question is a round trip may judge a batch that only adds on what Foresee supposes, write, and find out while
// writing (Foresee says what). The judgement stays the one of Decide; only where the facts come from differs. A batch in which anything is
// refused is never judged so: refusals are told from facts.
//
// # 2026-11-23: writes travel together and never wait for company
//
// A log without gaps makes writes take turns. The Writer commits whatever arrived while the last batch was under way, so one caller
// alone waits for nobody and fifty share a transaction. A batch whose transaction fails is halved down to the culprit; one whose
// outcome is unknown, also after a panic, is never tried again, since nobody could tell a second writing from the first. Refused: a
// delay to gather larger batches, and savepoints, which Neo4j does not have.
//
// # 2026-11-23: indexed text is at most 500 characters
//
// An index entry of Neo4j ends at 8,167 bytes and fails the whole transaction above that. The limit is therefore in the shared
// judgement, where it is one ErrInvalid with its field. Refused: cutting the order key off, after which long texts would order
// differently from what the contract says.
//
// # 2026-11-23: a result is handed out in the form in which it is kept
//
// A record is canonical JSON, and so is the result inside it. The first answer has the same form, or a replay would differ from it
// in blanks and in the order of members. Canonical JSON keeps numbers as doubles: a result carries larger ones as text.
package store
