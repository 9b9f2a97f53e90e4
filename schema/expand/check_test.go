package expand_test

import (
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"partnergraph/schema/expand"
)

// base is the contract that each faulty case extends: it is right by itself, as TestFaults makes sure.
const base = `"A." interface Anything @node { "Id." id: ID! "Kind." kind: Kind! @typeName }
"A." type Thing implements Anything @node { "Name." name: String }
"A." enum Kind { "T." THING "O." OTHER }
"A." type Other implements Anything @node {
  "R." things: [Thing!]! @relation(type: "HAS", edge: "Has")
}
"A." type Has @edge { "Y." year: Int }
"A." type Mention @edge(node: "thing") { "T." thing: Thing! "Y." year: Int }
"A." type Query { "Q." thing: Thing }
`

// quantity and precise are a type of quantities and the enum that it needs.
const (
	quantity = `type Q @quantity { value: Decimal! @decimal(property: "value") precision: Precision! unit: String asWritten: String } `
	precise  = `enum Precision { EXACT AT_LEAST } `
)

// TestFaults gives each guard a contract that only it refuses. The fault stands in the second file; want is where and why.
func TestFaults(t *testing.T) {
	cases := []struct{ name, fault, want string }{
		{"nothing", ``, ``},

		{"syntax", `type {`, `fault.graphqls:1:6: Expected Name`},
		{"schema definition", `schema { query: Query }`, `fault.graphqls:1:8: a schema definition is not needed`},
		{"schema extension", `extend schema @unknown`, `fault.graphqls:1:15: a schema definition is not needed`},
		{"directive extension", `extend directive @node @deprecated`, `fault.graphqls:1:19: directive @node is extended`},
		{"duplicate type", "\ntype Thing { a: Int }", `fault.graphqls:2:6: type Thing is declared twice, first at base.graphqls:2`},
		{"extension of nothing", `extend type Nothing { a: Int }`, `fault.graphqls:1:13: type Nothing is extended but declared nowhere`},
		{"extension of another kind", `extend enum Thing { A }`, `fault.graphqls:1:13: type Thing is extended as ENUM but declared as OBJECT`},

		{"interface unknown", `type X implements Nothing @node`, `fault.graphqls:1:6: type X implements Nothing, which is not an interface`},
		{"interface a type", `type X implements Thing @node`, `fault.graphqls:1:6: type X implements Thing, which is not an interface`},
		{"interfaces in a circle", `interface A implements B { a: Int } interface B implements A { a: Int }`, `fault.graphqls:1:11: interface A implements itself`},
		{"field overridden by another type", `extend type Thing { id: Int! }`, `@node type Thing has no field id: ID!`},
		{"field overridden incompatibly", `extend type Other { kind: Int! }`, `For Other to implement Anything the field kind must have type Kind!`},

		{"union of what is not stored", `type U { a: Int } union X @node = Thing | U`, `fault.graphqls:1:25: union X is marked @node but its member U is not`},
		{"field named as a condition on a member", `extend type Thing { onThing: Int } union X @node = Thing extend type Other { xs: [X!]! @relation(type: "X") }`,
			`Field XWhere.onThing can only be defined once`},

		{"reserved for gqlgen", `scalar Planned`, `fault.graphqls:1:8: the name Planned is reserved`},
		{"reserved for conditions", `extend type Thing { AND: Int }`, `fault.graphqls:1:21: Thing.AND: the name is reserved`},
		{"reserved edge property", `type E @edge { totalCount: Int }`, `fault.graphqls:1:16: E.totalCount: the name is reserved`},
		{"name of a generated type", `extend type Query { things: [Thing!]! @connection } type ThingEdge { a: Int }`,
			`fault.graphqls:1:58: type ThingEdge has the name of a generated type: an item of the list of Thing`},
		{"two purposes of one name", `type T @node { id: ID! a: [TE!]! @relation(type: "A", edge: "G") b: [T!]! @relation(type: "B", edge: "EG") }
type TE @node { id: ID! } type G @edge { a: Int } type EG @edge { a: Int }`,
			`type TEGConnection would be generated for two purposes: the list of TE with G, and the list of T with EG`},

		{"quantity without precision", `type Q @quantity { value: Decimal! @decimal(property: "value") unit: String asWritten: String } ` + precise,
			`fault.graphqls:1:6: @quantity type Q has no field precision: Precision!`},
		{"quantity with more", `type Q @quantity { value: Decimal! @decimal(property: "value") precision: Precision! unit: String asWritten: String more: Int } ` + precise,
			`fault.graphqls:1:6: @quantity type Q has a field that is no part of a quantity`},
		{"quantity and node", `type Q @quantity @node { id: ID! }`, `fault.graphqls:1:6: type Q: a @quantity is an object type of its own`},
		{"precision no enum", quantity, `@quantity type Q: Precision is no enum`},
		{"precision without bound", quantity + `enum Precision { EXACT }`, `Precision has no EXACT and AT_LEAST`},
		{"precision out of order", quantity + `enum Precision { EXACT AT_LEAST ROUGH }`, `Precision.ROUGH stands behind AT_LEAST by name`},
		{"searched part", `type Q @quantity { value: Decimal! @decimal(property: "value") precision: Precision! unit: String @search asWritten: String } ` + precise,
			`Q.unit: @search has no meaning here`},
		{"list of quantities", quantity + precise + `extend type Thing { size: [Q!]! }`, `Thing.size: a list of quantities cannot be stored`},
		{"part over another field", quantity + precise + `extend type Thing { size: Q sizeUnit: Int }`, `Thing.size: its part is stored as sizeUnit, which is another field`},
		{"unique quantity", quantity + precise + `extend type Thing { size: Q @unique }`, `Thing.size: @unique has no meaning here`},
		{"quantity of a relation", quantity + precise + `type E @edge { size: Q }`, `E.size: a relation's property is a scalar or an enum, not Q`},

		{"date without order", `extend type Thing { on: PartialDate }`, `Thing.on: a date is compared by its order key`},
		{"node without id", `type X @node { a: Int }`, `fault.graphqls:1:6: @node type X has no field id: ID!`},
		{"node without required id", `type X @node { id: ID }`, `fault.graphqls:1:6: @node type X has no field id: ID!`},
		{"node and edge", `type X @node @edge { id: ID! }`, `fault.graphqls:1:6: type X is marked both @node and @edge`},
		{"node by interface alone", `type X implements Anything { a: Int }`, `fault.graphqls:1:6: type X implements Anything but is not marked @node`},
		{"list without mapping", `extend type Thing { others: [Other!]! }`, `fault.graphqls:1:21: Thing.others: says not by which @relation it leads to Other`},
		{"single without mapping", `extend type Thing { other: Other }`, `fault.graphqls:1:21: Thing.other: says not by which @relation it leads to Other`},
		{"edges without mapping", `extend type Thing { mentions: [Mention!]! }`, `fault.graphqls:1:21: Thing.mentions: says not by which @relation it leads to Mention`},
		{"reported once, in the interface", `extend interface Anything { other: Other }`, `.other: says not`},

		{"relation to a scalar", `extend type Thing { a: Int @relation(type: "A") }`, `fault.graphqls:1:21: Thing.a: leads to Int, which is neither`},
		{"relation to nothing", `extend type Thing { a: Nothing @relation(type: "A") }`, `fault.graphqls:1:21: Thing.a: leads to Nothing, which is neither`},
		{"relation to a computed type", `type C { a: Int } extend type Thing { a: [C!]! @relation(type: "A") }`, `fault.graphqls:1:39: Thing.a: leads to C, which is neither`},
		{"relation to an edge without node", `extend type Thing { a: [Has!]! @relation(type: "A") }`, `fault.graphqls:1:21: Thing.a: leads to Has, which is neither`},
		{"one edge object", `extend type Thing { a: Mention @relation(type: "A") }`, `Thing.a: a relation answered as @edge objects must be a list`},
		{"list with gaps", `extend type Thing { a: [Other]! @relation(type: "A") }`, `Thing.a: a list of a relation is written [Other!]!`},
		{"relation with arguments", `extend type Thing { a(b: Int): [Other!]! @relation(type: "A") }`, `Thing.a: a relation's arguments are generated`},
		{"relation type as statement text", "extend type Thing { a: Other @relation(type: \"A`]-()\") }", "Thing.a: relation type \"A`]-()\" is not in capitals"},
		{"relation type empty", `extend type Thing { a: Other @relation(type: "") }`, `Thing.a: relation type "" is not in capitals`},
		{"relation without type", `extend type Thing { a: Other @relation(direction: IN) }`, `Thing.a: relation type "" is not in capitals`},
		{"edge type unknown", `extend type Thing { a: [Other!]! @relation(type: "A", edge: "Nothing") }`, `fault.graphqls:1:35: Thing.a: edge type Nothing is declared nowhere`},
		{"edge type no edge", `extend type Thing { a: [Other!]! @relation(type: "A", edge: "Thing") }`, `Thing.a: Thing is not an @edge type`},
		{"edge type with node", `extend type Thing { a: [Other!]! @relation(type: "A", edge: "Mention") }`, `Thing.a: edge type Mention leads to a node itself`},
		{"edge type on one", `extend type Thing { a: Other @relation(type: "A", edge: "Has") }`, `Thing.a: only a list of nodes has edges to show Has on`},
		{"edge type on edges", `extend type Thing { a: [Mention!]! @relation(type: "A", edge: "Has") }`, `Thing.a: only a list of nodes has edges to show Has on`},
		{"order of one", `extend type Thing { a: Other @relation(type: "A", order: "name") }`, `Thing.a: only a list of what a relation leads to is kept in an order`},
		{"order inwards", `extend type Thing { a: [Other!]! @relation(type: "A", direction: IN, order: "name") }`, `Thing.a: only a list of what a relation leads to is kept in an order`},
		{"order by nothing", `extend type Thing { a: [Other!]! @relation(type: "A", order: "nothing") }`, `Thing.a: Other has no @index property nothing to keep an order by`},
		{"order without index", `extend type Other { b: Int } extend type Thing { a: [Other!]! @relation(type: "A", order: "b") }`, `Thing.a: Other has no @index property b to keep an order by`},
		{"relation and shared", `extend type Other { a: [Other!]! @relation(type: "A") @shared(types: ["HAS"]) }`, `Other.a: @relation and @shared exclude each other`},
		{"shared of one", `extend type Other { a: Other @shared(types: ["HAS"]) }`, `Other.a: @shared is for a list of nodes`},
		{"shared of edges", `extend type Other { a: [Mention!]! @shared(types: ["HAS"]) }`, `Other.a: @shared is for a list of nodes`},
		{"shared by nothing", `extend type Other { a: [Other!]! @shared(types: []) }`, `Other.a: @shared names no relation type`},
		{"shared by an unknown relation", `extend type Other { a: [Other!]! @shared(types: ["HAS", "HAD"]) }`, `Other.a: no field of Other has a relation HAD that leaves it`},
		{"shared by an incoming relation", `extend type Thing { o: [Other!]! @relation(type: "HAS", direction: IN) a: [Thing!]! @shared(types: ["HAS"]) }`, `Thing.a: no field of Thing has a relation HAS that leaves it`},

		{"index on a relation", `extend type Thing { a: [Other!]! @relation(type: "A") @index }`, `fault.graphqls:1:56: Thing.a: @index has no meaning here`},
		{"search on a relation", `extend type Other { a: [Other!]! @shared(types: ["HAS"]) @search }`, `Other.a: @search has no meaning here`},
		{"index on a list", `extend type Thing { a: [String!] @index }`, `fault.graphqls:1:35: Thing.a: @index is for a single stored value`},
		{"index on what is derived", `extend type Thing { kind: Kind! @typeName @index }`, `Thing.kind: @index is for a single stored value`},
		{"index on what is computed", `type C { a: Int } extend type Thing { a: C @index }`, `Thing.a: @index is for a single stored value`},
		{"unique list", `extend type Thing { a: [String!] @unique }`, `Thing.a: @unique is for a single stored value`},
		{"search in numbers", `extend type Thing { a: Int @search }`, `Thing.a: @search is for text`},
		{"decimal of another type", `extend type Thing { a: Int @decimal(property: "b") }`, `Thing.a: @decimal is for a single Decimal`},
		{"decimal as statement text", `extend type Thing { a: Decimal @decimal(property: "b'") }`, `Thing.a: property name "b'" is not in letters and digits`},
		{"decimal under a name that is taken", `extend type Thing { a: Decimal @decimal(property: "name") }`, `Thing.a: property name name is that of another field`},
		{"list of lists", `extend type Thing { a: [[Int!]!] }`, `Thing.a: a list of lists cannot be stored`},
		{"type name no enum", `extend type Thing { a: String @typeName }`, `Thing.a: @typeName is for a single enum`},
		{"type name list", `extend type Thing { a: [Kind!] @typeName }`, `Thing.a: @typeName is for a single enum`},
		{"type name without value", `type X implements Anything @node`, `fault.graphqls:1:6: type X has no value X in Kind, from which X.kind is derived`},

		{"edge without its node", `type E @edge(node: "thing") { a: Int }`, `fault.graphqls:1:6: @edge type E has no field thing that leads to a single node`},
		{"edge to a list", `type E @edge(node: "thing") { thing: [Thing!]! }`, `@edge type E has no field thing that leads to a single node`},
		{"edge to a scalar", `type E @edge(node: "thing") { thing: Int }`, `@edge type E has no field thing that leads to a single node`},
		{"edge property a node", `type E @edge { thing: Thing }`, `fault.graphqls:1:16: E.thing: a relation's property is a scalar or an enum, not Thing`},
		{"edge property searched", `type E @edge { a: String @search }`, `E.a: @search has no meaning here`},
		{"edge property indexed as a list", `type E @edge { a: [String!] @index }`, `E.a: @index is for a single stored value`},

		{"connection in a node", `extend type Thing { a: [Other!]! @connection }`, `Thing.a: @connection is for fields of Query`},
		{"connection in a computed type", `type C { a: [Other!]! @connection }`, `fault.graphqls:1:24: C.a: @connection is for fields of Query`},
		{"connection of one", `extend type Query { a: Other @connection }`, `Query.a: @connection is for a list of nodes`},
		{"connection of scalars", `extend type Query { a: [Int!]! @connection }`, `Query.a: @connection is for a list of nodes`},
		{"connection with arguments", `extend type Query { a(b: Int): [Other!]! @connection }`, `Query.a: a connection's arguments are generated`},
		{"relation in a root", `extend type Query { a: [Other!]! @relation(type: "A") }`, `Query.a: @relation has no meaning here`},
		{"index in a computed type", `type C { a: Int @index }`, `C.a: @index has no meaning here`},

		{"directive's enum", `extend type Thing { a: Other @relation(type: "A", direction: UP) }`, `fault.graphqls:1:51: @relation(direction:) takes RelationDirection!, not UP`},
		{"directive's enum as text", `extend type Thing { a: Other @relation(type: "A", direction: "IN") }`, `@relation(direction:) takes RelationDirection!, not "IN"`},
		{"directive's text", `extend type Thing { a: Other @relation(type: A) }`, `@relation(type:) takes String!, not A`},
		{"directive's null", `extend type Thing { a: Other @relation(type: null) }`, `@relation(type:) takes String!, not null`},
		{"directive's list", `extend type Other { a: [Other!]! @shared(types: "HAS") }`, `@shared(types:) takes [String!]!, not "HAS"`},
		{"directive's list of another type", `extend type Other { a: [Other!]! @shared(types: [HAS]) }`, `@shared(types:) takes [String!]!, not [HAS]`},
		{"directive's number", `extend type Thing { a: String @search(weight: "3") }`, `@search(weight:) takes Float!, not "3"`},
		{"directive's whole number", `extend type Thing { a: Decimal @decimal(scale: 2.5, property: "b") }`, `@decimal(scale:) takes Int!, not 2.5`},
		{"directive on a type", `type E @edge(node: thing) { a: Int }`, `@edge(node:) takes String, not thing`},

		{"directive's yes or no", `directive @own(on: Boolean!) on OBJECT type C @own(on: 1) { a: Int }`, `@own(on:) takes Boolean!, not 1`},

		{"undefined type", `extend type Thing { a: Nothing }`, `fault.graphqls:1:24: Undefined type Nothing.`},
		{"undefined directive", `extend type Thing { a: Int @nothing }`, `fault.graphqls:1:29: Undefined directive nothing.`},
		{"field twice", `extend type Thing { name: Int }`, `fault.graphqls:1:21: Field Thing.name can only be defined once.`},
		{"two fields of one enum name", `extend type Thing { aB: Int @index a_b: Int @index } extend type Query { things: [Thing!]! @connection }`,
			`fault.graphqls:1:36: Enum value ThingGroupField.A_B can only be defined once.`},
		{"reserved figure", `extend type Thing { count: Int @index } extend type Query { things: [Thing!]! @connection }`,
			`fault.graphqls:1:21: Thing.count: the name is reserved for aggregates and groups`},
		{"reserved key", `extend type Thing { edge: Thing @relation(type: "EDGE") } extend type Query { things: [Thing!]! @connection }`,
			`fault.graphqls:1:21: Thing.edge: the name is reserved for aggregates and groups`},
	}
	preamble := source(t, "testdata/preamble.graphqls")
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, _, err := expand.Expand([]*ast.Source{preamble, {Name: "base.graphqls", Input: base}, {Name: "fault.graphqls", Input: c.fault}})
			switch {
			case c.want == "" && err != nil:
				t.Errorf("refused: %v", err)
			case c.want != "" && err == nil:
				t.Errorf("accepted, want %s", c.want)
			case c.want != "" && !strings.Contains(err.Error(), c.want):
				t.Errorf("got  %v\nwant %s", err, c.want)
			case c.want != "" && strings.Count(err.Error(), c.want) > 1:
				t.Errorf("said more than once:\n%v", err)
			}
		})
	}
}

// TestFaultsTogether proves that one run tells all that is wrong.
func TestFaultsTogether(t *testing.T) {
	_, _, err := expand.Expand([]*ast.Source{source(t, "testdata/preamble.graphqls"), {Name: "base.graphqls", Input: base}, {Name: "fault.graphqls", Input: `
extend type Thing { other: Other }
type E @edge { thing: Thing }`}})
	for _, want := range []string{"fault.graphqls:2:21: Thing.other", "fault.graphqls:3:16: E.thing"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v does not say %s", err, want)
		}
	}
}
