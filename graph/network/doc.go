// Package network holds the whole graph in memory and follows the store's log: who is related to whom, what everything is called,
// and every text that is searched. Names, paths, neighbourhoods, search and partner matching are answered from it; the records that
// an answer names are then read from the store.
//
//	Snapshot ──Load──▶ ┌ state ─────────────────────────────────────┐
//	commits ──Apply──▶ │ nodes: records, edges sorted by id         │ ──View──▶ Node, Related, Named, ShortestPath,
//	log ─────Sync────▶ │ index: term → nodes                        │           Neighborhood, Search, Holding
//	                   └ as of one sequence number ─────────────────┘
//
// # 2026-11-23: search lives here, not in the databases
//
// One implementation answers alike on both engines, byte for byte; it sees a write as soon as matching does, and ranks by what
// people see, not by how a full-text engine counts. It costs the memory of the index, about a third of the whole. Refused: FTS5 and
// Lucene, whose Chinese analyzers differ, miss single characters or whole words, and rank differently.
//
// # 2026-11-23: terms find candidates, texts decide
//
// The index narrows millions of nodes to a few; each is then looked at, folded, with a plain substring search. So what is found is
// exactly what a scan of all texts would find, whatever its length, script or punctuation, and the index may be coarse: it says in
// which node a term stands, not where. Words that are not Chinese are found by their parts, in one text of all known words, which
// takes a millisecond or two for a million. Every field that a contract marks with @search takes part without more.
//
// # 2026-11-23: a score that can be said in a sentence
//
// A word counts by the best property that it stands in: the property's weight times 1 for the whole value, from 2/3 for its
// beginning and from 1/3 elsewhere, more the shorter the value. Refused: weighing words by rarity, which makes the order of two
// names depend on all other names in the graph.
//
// # 2026-11-24: readings cost next to no memory
//
// A word of letters is also looked for as the reading of Chinese characters, in names and other properties of a weight of 2 and more.
// Which characters may follow one another is known from the letters alone; which of these pairs there are, from the index of pairs;
// their nodes are the candidates, and each is confirmed character by character. So a million organizations and two million agreements
// take 0.96 GB (BenchmarkMemory), next to none of it for being found by "zhongtai" and "zt". Refused: indexing the readings of every name, which takes 15 terms a name and several times that
// for characters of several readings; and readings in long texts, where any two initials stand side by side somewhere.
//
// # 2026-11-28: everything is counted, little is scored
//
// The number of hits needs every hit, a page only the best of them. For a word of one or two Chinese characters, a symbol or a part of
// a word in letters that is read as nothing the postings are the hits, and for more characters wherever a node's texts repeat none;
// those nodes wait unscored, by the most that each may score.
// That follows from what is kept of a node's texts in eight bytes: their first characters, and the largest weight a
// character (bound.go). A page scores from the top until nobody who waits can reach it. Over 100,000 texts a search for 公司 with 60,100
// hits takes a third of the processor time, to the same ranking at every place (TestFewAreLookedAt). Everything else, readings,
// several words and texts that say things twice, is looked at as before; a text that is folded as it stands is not folded again, and very
// many candidates are shared among the processors. Refused: an estimated number of hits, which nobody can check; scores kept with the
// postings, which would double them; and keeping rankings, which are void at each write.
//
// # 2026-11-28: what is read is found by pairs of initials
//
// A word in letters may be initials, for each two of which all terms of some thousand characters were gone through, a third of a search; now
// each pair of initials has the list of its terms, four bytes a term and reading. Half of what was left was folding the texts of candidates:
// where they are only looked at, nobody asks where the folded characters came from (terms.AppendFolded). 1000 searches by
// initials and 1000 by readings cut short took 7.1 s of processor where they took 12.0 (BenchmarkSearchOf by profile, in pairs, on a machine
// under a load of 16), and less of it is work that only one processor can do. Refused: keeping the folded texts beside the records.
//
// # 2026-11-23: records, not maps
//
// A node is one string: its id and its properties. Its relations are a slice of eight bytes each, sorted by type and far id, so
// that what is answered is in order as it lies there, and the first few of many neighbours cost nothing for the rest. Versions,
// times and the text of the log are left out, for no answer here depends on them. A million organizations, two million agreements
// and six million relations took 1.2 GB. Refused: a map of properties a node, which takes several times that.
//
// # 2026-11-28: a million organizations that also need and offer
//
// The million above have no needs and capabilities. With 850,000 and 750,000 of those, whose texts are searched as well, and two million
// agreements (BenchmarkFindPartners/1000000 in graph), 4.6 million nodes and 9.2 million relations, the network takes 1.35 GB, where it was
// 2.09 GB, and is built in 46 s on two processors that five others share (load 5), where it was 3 min 9 s (load 7). It takes 47 to 53 s of
// processor, 12 of them to invent the records. Of the memory, in bytes an organization:
//
//	records                        594    its own, 4.6 nodes and their texts
//	postings                       246    some 170 of them
//	what agreements are about      144    50 bytes an agreement and an organization
//	relations                      147    18.4 ends of eight bytes
//	ids                             61
//	where a node's parts stand      55
//	hints of its texts              37
//	deeds, slots, lists of a type   64
//
// A text is turned into what it is about without keeping its terms (topic.Reader), which was a third of the building. What is left is
// spread thin: indexing two fifths, a quarter of that to find the terms' numbers; learning a quarter. Not done: ids of 36 characters as the 16 bytes
// that they stand for, which would save a million organizations of the product's own ids 90 MB and cost a new text for each id that is shown.
//
// Since then the marks of what needs and capabilities mean (statement.go) add 51 bytes an organization there.
//
// # 2026-11-28: the snapshot lies in a few long pieces
//
// The records of a snapshot stand one after another on shelves of a megabyte, its edges in one list, node after node; a node is
// twelve bytes that say where. The ids are not keys of a map: a directory keeps eight bytes of each, and compares with the record. So
// 100,000 organizations with needs and capabilities are 23,127 things for the garbage collector to look at rather than 483,788, and
// one collection takes 8 ms of a processor rather than 47. What changes later stands apart: records alone, and the list of whoever is
// given a relation, so that a change costs what it did. The room that it leaves stays empty until the network is built anew; that is at
// most what the snapshot took. Refused: one piece for everything, which a writer would have to move while all wait.
//
// # 2026-11-28: a posting is a byte or two
//
// The nodes with a term are kept as the steps from each to the next, with a signpost every 128 nodes, so that few are gone through to
// find one; what came or went since stands beside until it is an eighth of the list, which is then packed anew. Four bytes a posting were
// a third of the network. Terms of Chinese characters are no texts but numbers by their characters. The index of a snapshot is gathered by
// a goroutine of its own while the next nodes are read. Searches take what they took before (BenchmarkAnswers, in pairs), but for
// two words with thousands of hits each, which take up to a fifth more. Refused: lists of bits, for most terms are rare.
//
// # 2026-11-29: what is looked up of many nodes is looked up together
//
// A node and its relations are two waits for memory, and partner matching looks at a thousand such nodes a question, to find that most
// organizations are part of nothing. So two bits a node say who may be part of something or have parts (joints.go); AppendEach and
// AppendRecalled start all waits for many nodes before they need the first; and AppendNearest, which goes through a mark for each
// capability, keeps only what may still be among the nearest. In pairs with the state before, questions of 20 explained partners among
// 100,000 organizations take a tenth less of the processor. Refused: the parties of each agreement beside its vector, which would be one
// wait less for 32 bytes an organization, and one more thing to keep fresh.
//
// # 2026-11-23: one lock
//
// Readers share a lock, a writer holds it for microseconds a change; building anew happens outside it. Refused: copies of what
// changes for every reader, which would spare writers the wait for the longest View but cost memory and simplicity throughout.
//
// # 2026-11-23: citations and flags join nothing
//
// One document is cited by nearly everything, so that a way through it says nothing: paths and neighbourhoods leave out CITES and
// POINTS_AT. Around a document or a flag itself they are followed for one step, since it has nothing else.
//
// # 2026-11-24: a way is cooperation unless another is asked for
//
// With all relations, any two organizations of one town or one technology field are two steps apart, which answers nothing. The
// contract's default for a path is what people do together: agreements, platforms, patents, contracts, commissioners, and the parts of
// one house. Neighbourhoods show what a record is about, so they follow all. Refused: relation types marked as cooperation in the contract's mapping, for the default
// of an argument is said where people read it, and can be overruled in the request.
//
// "None" is only said where a search came to its end. One that a limit ended, of steps or of relations looked at, names the limit:
// a reader would take silence for proof.
//
// # 2026-11-28: what is worked out of a node is remembered until something near it changes
//
// Partner matching asks the same of the same organizations in nearly every question: with whom they work, in which fields and by what,
// what their names are made of. Recall keeps such answers beside the network; a change forgets those of the organizations that it
// touches, of their houses, and of whoever shares the record that changed, and all of them where a tree changes or what is part of
// what. It is filled by who asks, and bounded, at 64 MiB. Refused: forgetting all at every change, after which a busy day has no memory.
//
// # 2026-11-29: facts without pointers
//
// What matching remembers of organizations was half a million objects that a collection looked at one by one: under a load of ten, after
// 4,000 questions among 100,000 organizations, marking took 450 to 890 ms of the processors, and 70 to 190 before the first. So what is
// remembered of an organization are lists of numbers, which stand one behind the other on a shelf of 256 nodes without a pointer
// (shelf.go), and are two waits for memory away instead of four: in the same minutes marking took 26 to 59 ms. What is forgotten leaves a
// gap until its shelf is full and gets replaced by one with what is still known. What is remembered of the few fields, places and terms
// are still values. Refused: one arena for all, which would have to be put in order while everybody waits.
//
// # 2026-11-29: one agreement more is counted on
//
// Whoever was party to a new agreement had all of its agreements looked at again, what they are about and in what part, while everybody waited.
// Vectors are bytes, so that sums of them are exact in any order: of those with 64 agreements and more the sum is kept from the first such time
// on, 400 bytes each, and a new agreement is added to it. Whatever else happens to a history has it counted anew. And the agreements between two
// organizations are found by numbers (between.go), where the records of all that the one has were read. In pairs of 1,500 and 2,000 requests
// by 16 clients on SQLite (load 8 to 10), an agreement between one of the 100 organizations with the most, some 900 each, and any other took
// 845 µs of a processor and takes 565; between two of the 100, who had 1,100 each and then 1,300, 2,247 became 1,533 by the first and 1,393 became
// 567 by the second, which is what any other takes. Refused: sums of all, 36 MB among 100,000 organizations; taking away, since agreements
// hardly ever go.
//
// # 2026-11-29: nobody works things out beforehand
//
// A server that had all of it worked out beside what it served, from the moment on at which the network was there, 0.9 s of a processor
// for 100,000 organizations, answered the first 20 questions in 6.0 and 7.5 ms of a processor instead of 12.5 and 10.5, but only where it
// was left in peace before. At 200 questions a second from the first moment on, the 95th of the first ten seconds took 160 ms and the 99th
// 181, although only turns that nobody else wanted were taken; without it, in the next minute, 29 and 77. So it was taken out again.
//
// # 2026-11-29: memory makes room for the next, and does not start anew
//
// Among a million organizations there was no room for what is worked out of all of them, and memory forgot everything every 700 questions.
// Now it forgets page by page in turn. Refused: to ask each page when it was last needed, for which readers would have to write.
//
// What is counted are bytes, and no longer nodes: a shelf took eight kilobytes for 256 nodes, whatever stood in it, which is little where
// organizations lie side by side, as they do in the benchmark, and 144 MB for a million that lie anywhere among 4.6 million nodes. Now it has
// room for the nodes of which something is remembered, and takes 576 bytes for one (TestAShelfIsAsLargeAsWhatStandsInIt).
//
// # 2026-11-29: what capabilities mean is kept
//
// Each capability has a mark of what it means, which is made of its vector when the network is loaded. The vector was thrown away, and made
// again when somebody asked: among a million organizations, a third of a question. Now its 128 bytes stand behind the capability's record,
// where they come and go with its texts and take one wait for memory to find. That is 92 MiB for 750,000 capabilities. For it, what is
// remembered of organizations has no words of their capabilities any more; those of the few that are explained are remembered by themselves.
// Asked for 1,000 needs, with answers of the same bytes and under the same load of ten, a question took 12 ms of a processor instead of 19; it
// works out 750 facts with 64 MiB for them, and each is cheap. The network takes 1,440 MiB, and 1,509 with all that it remembers, where it
// took 1,348 and 1,489. Refused: the vectors of needs as well, 105 MiB for what only questions of offers compare; and a list of vectors beside the marks,
// through which a new capability would have to be inserted in the middle of a hundred megabytes.
//
// # 2026-11-28: lists are found by walking, within a budget
//
// Find starts at the ids that a condition gives, by the way with the fewest relations, and judges each candidate by the rest of the
// condition, each far node once. It gives up beyond 200,000 relations, some ten milliseconds under the lock that writers wait for, and
// leaves such a list to the database.
//
// # 2026-11-28: a query is answered whole or not at all
//
// The records hold every property of the contract but versions, times and citations of relations, for search and matching need most of
// them; so nothing more is kept for answering queries, and nothing has to be chosen. Answer looks at a query's shape once: whether all
// its slots are of that kind, its relations the graph's own, its conditions such that plan.Judged allows them, its orders and cursors of
// values that are kept. It notes where in a record each value stands, so that Reply goes through each record once. Texts order by their
// bytes, which is by code point; dates by first and last day, as two numbers; the rest as the stores keep them. What takes more than
// maxLooks relations and rows is left to the database. Not answered, for each would be another implementation of what an engine does:
// ranges and substrings in conditions, conditions on relations' properties, figures and groups. The differential test asks every
// operation of both.
//
// How a list of 64 and more relations of an organization begins is remembered with all else (Recall): to find the ten newest of 345
// agreements takes 345 looks far apart in memory, 200 of 320 µs of such a request. What is remembered are 201 places at most, in four orders.
// Refused: a column of dates beside the nodes, which saves one of two misses a look and costs each node four bytes; and relations
// kept in the contract's order, which is another list to keep for each organization, for one order.
package network
