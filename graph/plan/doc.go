// Package plan turns a GraphQL selection into a pattern tree that an engine renders as one statement.
//
//	operation ──Compile──▶ Query (what to read) + Output (how to write it)
//	                          │ engine: render, run, decode
//	                          ▼
//	                        Row ──Output.Write──▶ JSON
//
// Everything here is pure: no I/O, no clock, no randomness.
//
// # 2026-11-23: rows are positional
//
// A Row holds one value a slot, in order, and no names: the statement's text stays short, results carry no repeated keys, and two
// aliases of one field never meet. Output knows which slot belongs to which response name. Refused: maps keyed by response name,
// which cost an allocation a value and let the alias of a request into the statement.
//
// # 2026-11-23: a set is an expression
//
// Each list, at the root as well as nested, is a sub-select that yields a list of rows, and each count another. A statement is
// one row of such expressions, so that a root connection's rows and its total are one snapshot, and any number of sets — the
// records behind a ranked answer — are read in one statement.
//
// # 2026-11-24: cost is worked out from the plan and the graph's degrees
//
// A page counts as what it holds: the smaller of its size and the real degree, so that six levels among nodes with few neighbours
// pass and one level back through a hub does not. The degrees of the very nodes are taken where a question starts at known ids; of
// distinct nodes, the largest there are; further in, those of the nodes that relations lead to, weighted by how often they do.
// Looking at a candidate counts too, so that sorting a hub's list or asking every node a deep condition has its price. Before the
// graph is known pages are taken to be full, under a bound ten times as wide: a million rows never pass. Refused: the product of
// page sizes, which forbids what is harmless; the largest degree at every level, for one hub then forbids all depth; asking the
// database for degrees, which would be a statement before the statement.
//
// # 2026-11-24: ties go by the id, in the direction of the last step
//
// `orderBy: [{field: STATUS, direction: DESC}]` reads (status DESC, id DESC), which an index of (status, id) gives read backwards, on
// both engines. Ascending ids behind a descending key cost a page of a status that half the agreements have half the agreements.
// Refused: a second index a property, for an order that nobody asked for.
//
// # 2026-11-24: an order may look along a relation
//
// PLACE_NAME and AGREEMENTS_COUNT order by far values (Operand.Via). No index holds them, so such a page reads the values of all
// candidates, each once; what it saves is the caller's own join. Refused: copies of far values kept at the node, which every write of
// the far node would have to follow; more than one relation away, which nobody could name in an enum.
//
// # 2026-11-24: a plan is kept by what was asked, found by asking again
//
// Planning and rendering take longer than anything else before a short statement. Which variables change a plan and which are only
// compared with is not written down anywhere: a kept plan has the places whose arguments hold variables compiled again, and stands
// when they ask for the same. A new operator, order or argument is therefore right without the cache knowing of it; a field whose
// arguments are compiled outside of asks is simply not kept. Refused: a key made of the variables' shape, which is a second
// description of the compiler and wrong at the first omission; compiling with placeholders, which every comparison would have to
// carry along.
//
// # 2026-11-24: what null means in a condition
//
// `{name: null}` asks nothing: many clients send null for a variable that was not filled in. `{name: {eq: null}}` and `{some: null}`
// are INVALID, for one reader means "without a value" and another "any", and a quiet answer is wrong for either; isNull says the
// first, leaving it out the second.
//
// # 2026-11-24: a count has conditions of its own
//
// `agreements: {count: {where: {edge: {role: {eq: SUPPLY}}}, gte: 2}}` counts what the condition holds of, and is compiled once a
// comparison, so that the limit on conditions bounds the statement. Refused: a count that other members of the filter restrict, which
// reads one way and works another.
//
// # 2026-11-24: a search within a filter is a list of ids
//
// Search lives in the network, which answers alike on both engines; a statement takes what it found as the values of "id in". The plan
// keeps a Search where the ids will stand, so that its shape does not depend on them, and reads the log's sequence number with the
// rest: when the store is ahead of the network, the network catches up and the search is made again. A search that finds more than
// MaxFound is refused and not cut, since no cut of a condition is right: under NOT it would show what it should hide. Refused: LIKE in
// the statement, which knows neither pinyin nor traditional characters and reads every row.
//
// # 2026-11-28: a search has a price, a value of a list has none of its own
//
// Each search in a filter looks into what the network holds of its type and is charged for it; the limit on their number bounds one field,
// not what eight of them cost in a large graph.
//
// `aliases: {has: "…"}` looks at every node of the type, and is charged as any condition that no index answers. Neither engine indexes the
// elements of a list: SQLite would need a table of them beside the node, Neo4j a node or a full-text index an alias, and both a write more
// for each. Whoever looks for a name uses `search`, which knows aliases, or `organization(name:)`.
//
// # 2026-11-24: groups are a slot of their own
//
// An aggregate is a grouping without keys, and a group's row its keys and its figures; both stand beside a list's rows, so a list, its
// total, its aggregate and its groups are one snapshot. A sum is two numbers until it is written and a mean is made of a sum and a
// number, both in Go without bound: engines only ever add whole numbers, and so agree to the last digit. An item that leads to
// several values of a key stands in the group of each, as it would for a reader who looks into one group at a time; sums over
// groups therefore need not add up to the sum over the list. Refused: a group for each set of values, which nobody asks for.
//
// # 2026-11-24: a later page is ranges of an index
//
// A page behind status = ACTIVE, id = i is read as "ACTIVE and id > i", then "beyond ACTIVE", then what has no value (Segments), each one
// range of the index on (status, id). Measured on 10,100 agreements, page 5,000 by a key of two values took 1,000 to 10,000 hits on
// Neo4j and up to 110,000 steps on SQLite as one condition, and takes 13 hits and 107 steps so. What stays: Neo4j has no index of what
// is absent, so a page among those without a value looks at all ids behind i; a second key in the order sorts the group of equal first
// keys; between two cursors the group is read.
//
// # 2026-11-28: nothing is read that is not asked for
//
// The extra row of a page, which tells whether there is another one, is read only where hasNextPage (or hasPreviousPage, from the end) is
// selected: with it comes all that hangs on it, the parties of an eleventh agreement. An order that names a value twice sorts by it once,
// the id included.
//
// # 2026-11-28: a list may be found in memory
//
// Enterprises of a field in a town are thousands that work in the field, each asked by the database for its town among all its relations,
// for one page. The graph in memory has both lists at hand. Where a list's condition leads from given ids and asks for nothing but relations,
// types and equal texts (Narrowing), the network finds its nodes, orders them where it can, and the statement reads the page by their
// ids, 50 index seeks, and the log's sequence number. It is the same snapshot that answers: when the number differs from the network's, what
// was found is dropped and the whole statement is read, so the network is never waited for and never believed. Measured on 20,000
// organizations, processor time of the database a request, in alternated rounds: 3,150 µs as one statement, 850 µs so, 1,320 µs for a
// hand-written statement over the town as a stored text. Refused: the same for conditions that the contract words otherwise per engine
// (substrings, ranges), which would be a third implementation; and for totals and groups, which want all ids.
//
// Where the network orders the page itself and keeps all that is asked of its records, it writes them as well, and the store only tells
// where its log ends (package graph, "stored records are answered from the network as well"). The page of 50
// enterprises with their fields, towns and numbers of agreements, over 100,000 organizations in SQLite, processor time a request within one
// process: 1,956 µs read by ids, 427 µs so, medians of seven rounds of 200 on a loaded machine.
package plan
