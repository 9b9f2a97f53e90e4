// Package seed holds one county's year of science and technology work, 2020, as data, and keeps it in a store.
//
//	data/*.jsonl ──graph/load──▶ operations, ids by UUIDv5 ──Apply──▶ one change set of the actor "seed"
//
// The form of the files is that of package load. Ids in the files are readable keys such as enterprise/安福环保; a record keeps its
// id on every machine as long as its key stays. Never change a key: it would be another record.
//
// # 2026-11-23: what is a record, and who decides over it
//
// Records are written again when the data changes, but only those that nobody but the seed has written: a record is its node and the
// relations that its files name it as the owner of ("from"). An agreement that staff register with an enterprise belongs to the
// agreement and leaves the enterprise's record untouched; a technology field that they add to it does not. What staff delete stays
// deleted. Who wrote what is asked of the log, which keeps every write; a node's last writer would not tell of its relations.
// Refused: merging property by property, which brings back single values that staff removed.
//
// # 2026-11-23: the optimistic first step
//
// Apply first offers everything as new, under an idempotency key made of the content. An empty store takes it; a store that had the
// same content answers with the old receipt, in one step whatever its size. Only when it does neither is the store read whole and its
// log walked, which happens once after the data changed.
//
// # 2026-11-23: what the data says and does not say
//
//   - What the source does not say is null: no codes, addresses, amounts; dates as precise as the source. Its county is "XX县".
//   - A citation names the place in the document. Is a record stated there, the citation is STATED, and its note says what of the
//     record was concluded ("其中推断：…"); is the record itself concluded, as all needs are, it is INFERRED.
//   - Relations to technology fields are INFERRED throughout, each with its reason: the source names none. Where only a company's name
//     speaks, the wider field is taken (环保 → 资源与环境); where nothing speaks (欧亚, 中泰, 康洁母婴), none.
//   - Spellings that may mean one organization stay apart, under a flag. 先淘 is a short form and thus an alias of 先淘卫浴.
//   - The agreements are SIGNED in 2020 although the source says "intention" too; a flag says so.
//   - The three unnamed fibre research centres are three records with descriptive names: one record that says "three" could not be
//     filled in when their names become known.
//   - The county's side of the operating agreement is not named; the bureau in whose voice the source speaks is taken, as the
//     agreement's note says. The document's issuer stays null, since nobody signs it.
//   - A need for which the source names a partner is MATCHED, one for which it names none OPEN.
//   - "More than", "…余" and "数百" are lower bounds; 数百 is 200 or more, as its citation says. Numbers in words keep the words.
//   - Values of 2019 are derived from those of 2020 and their growth: ABOUT, DERIVED, rounded as their derivation says.
//   - Events that the source tells in one, such as eight enforcement actions, are one record with its occurrences. Where it names single
//     ones, they are records that belong to it. The lapsed patents in use are counts: nameless patents would be no offers.
//   - The fields are the two upper levels of the state's public list, as CN-HNTE; English names are ours.
//
// # 2026-11-24: the glossary
//
// Terms are facts of language, not of the county: each cites the class of the patent classification that it falls into, some also a
// standard of words or the pharmacopoeia, as INFERRED, since the synonyms are common usage of trades and sciences and no source's list.
// Broader is written where a term is a kind or a part of another, related where two speak of one matter from different sides, such as a
// defect and the science that explains it; related is written once and holds both ways.
//
// # 2026-11-24: a relation cites what its record cites
//
// A record is a node and its relations, read off one place of the source together. So a relation takes over the citations of its record,
// those that the far end shares where there are such, and is INFERRED where its basis is. Refused: writing them into each line of the
// data, where they would say the same some 1,500 times and drift apart.
package seed
