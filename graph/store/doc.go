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
// # 2026-11-23: writes travel together
//
// A log without gaps makes writes take turns. The Writer commits whatever arrived while the last batch was under way, so one caller
// alone waits for nobody and fifty share a transaction. A batch whose transaction fails is halved down to the culprit; one whose
// outcome is unknown, also after a panic, is never tried again, since nobody could tell a second writing from the first. Refused: a
// fixed delay to gather larger batches, which one caller alone would pay for, and savepoints, which Neo4j does not have.
//
// # 2026-11-29: who is about to come back is waited for
//
// Callers who were answered together come back one after the other. The first found the Writer idle and went alone, all others had to wait
// for its commit: of 16 clients batches of one and of fifteen took turns, or two of eight, and each paid for what a commit costs by itself, which
// on Neo4j is that of some six sets. Now the next batch waits until as many callers are there as were when the last was committed, for as
// long as that commit took, and 10 ms at most: who goes at once makes those that come after wait just as long. Whoever was alone waits for nobody,
// several sets of one call are one caller, and who stays away is waited for once (gather.go).
//
// Agreements registered by GraphQL on Neo4j with 100,000 organizations, in one process that took turns every two seconds between this and what was
// before, on two processors with other work (by 4 clients more of it), medians of requests a second, processor time a request of server and
// database, and the 99th:
//
//	clients   before                          now
//	4           253/s  1,274 + 1,220 µs  29 ms    392/s    895 + 716 µs  17 ms
//	16        1,352/s    441 +   631 µs  24 ms  1,604/s    398 + 387 µs  20 ms
//
// After another 120,000 agreements among the same parties, where the server's own part was 700 µs since it looked through the like ones
// (graph/doc.go, 2026-11-29), it was 1,200/s before and 1,229 now by 16. No batch waits for more than sixteen: by 64 clients
// batches are large enough, and waiting for all of them made 2,690/s into 2,370; so 2,217/s became 2,292 on that graph, within what rounds
// differ by. SQLite, which waits for the disk: 544/s became 698/s by 16 clients. Refused: half of the commit's time, within which the last
// of sixteen are often not back (12 a batch instead of 15), and twice, which gains nothing more.
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
