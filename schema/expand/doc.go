// Package expand turns the contract, one short SDL file a noun, into the schema that clients see and into the root fields that
// gqlgen generates its executor from. It is pure: text in, text out. Package run is the program around it that `go generate` starts.
//
// A newcomer writes
//
//	type Need implements Node @node {
//	  "What is needed, in a line (标题)."
//	  title: String! @index
//	  "The technology fields it falls into (技术领域)."
//	  fields: [TechnologyField!]! @relation(type: "CALLS_FOR", edge: "Assertion")
//	}
//
// and the full schema gains Node's fields in Need, the arguments of Need.fields, TechnologyFieldAssertionConnection and its edge,
// NeedWhere, NeedOrder and whatever filters these mention. The order of work is the order of [Expand]: read, inherit, check,
// complete, print, validate.
//
// # Decisions
//
// 2026-11-23 One connection type for each pair of target and edge type, shared by all fields that lead there. Context: a type for
// each field, as other generators make, grows with the number of fields times the depth of interfaces; the executor's code with it.
// Refused: a connection a field; a single connection of Node, which would take the types away from clients.
//
// 2026-11-23 Own printer instead of gqlparser's formatter. Context: full.graphqls is read by people and reviewed as a diff; the
// formatter gives each description three lines and no blank line between definitions. Refused: post-processing its output, which
// would need a parser of its own.
//
// 2026-11-23 The roots that gqlgen reads have no types and no arguments at all: each root field answers `Planned`. Context: the plan
// coerces arguments and writes everything beneath a root field, while gqlgen would generate some 84,000 lines for objects that nobody
// calls, and would read a literal amount of money as binary floating point. Refused: arguments for mutations alone, which would be
// coerced twice, by two rules.
//
// 2026-11-23 Mapping directives stay in full.graphqls. Context: the table of labels, relation types and properties is read from the
// same text as the contract, so the two cannot drift apart. Refused: a second generated file for the mapping.
//
// 2026-11-24 What to group by is an argument, though the selection of a group's key could say it as well. Context: a field's value must
// follow from its arguments, or a client's cache takes two groupings of one list for one. Each key is an input with one member a
// level, which mirrors the group's key: `by: [{parties: {node: {place: {field: NAME}}}}]` is answered at `key { parties { node { place {
// name } } } }`, typed as the field is. Refused: an enum of all paths, which grows with the product of the types that relations join;
// keys as a list of names and texts, which would take the types away from clients.
//
// 2026-11-24 What has an order key (`@index`) can be aggregated, and that, an enum, a yes or no or an id can be grouped by. Context: the
// smallest text and the order of groups must be the same on both engines, and prose makes no groups. The types cost some 150 lines a
// listed type, some thirty for each further pair of target and edge type, and none for a further field that leads there: full.graphqls
// is half as long again (12,352 lines to 18,457) and loads in 11 ms instead of 7.
//
// 2026-11-24 A union of nodes is one more label. Context: `union Subject @node = Place | Film` is to be filtered, ordered, paged and
// counted across its members in one match, as an interface is. Its fields are what the members have in common (package union), and
// onPlace asks more of one member. Refused: a match a member, which no index orders; members' fields under one condition, of which
// nobody could say what they mean for the others. The contract has no union yet: what a flag concerns and what a search finds are
// nodes of any type, and the interface Node lets a client read their ids without a fragment.
//
// 2026-11-24 A list that a relation leads to has an order input of its own where the relation has ordered properties:
// OrganizationPartyToOrder has all of OrganizationOrder and EDGE_ROLE. Refused: a second argument for the relation's keys, between
// which and the node's nobody could say which comes first.
package expand
