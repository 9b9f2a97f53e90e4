package schema

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

// Model is the contract read as a property graph. It is immutable after Load and safe for concurrent use.
type Model struct {
	AST       *ast.Schema
	Citation  *Edge     // says where a record was taken from; nil in a contract without citations
	Cited     *Relation // leads from a relation to the documents that it cites; nil without citations
	nodes     map[string]*Node
	edges     map[string]*Edge
	relations map[string]*RelationType
}

// Node is an object type or interface whose instances are stored.
type Node struct {
	Name     string
	Abstract bool     // an interface or a union; a union has the fields that its members have in common
	Labels   []string // of a concrete type, in Neo4j: its interfaces from wide to narrow, then its own name
	Types    []*Node  // the concrete types it stands for, by name; itself when concrete
	Fields   []*Field // in the contract's order
	byName   map[string]*Field
}

// Edge is the type that describes a relation's properties.
type Edge struct {
	Name   string
	Far    string   // the field that leads to the far node; "" when the type only adds properties to a connection's edges
	Fields []*Field // its properties, without the far node
	byName map[string]*Field
}

// Field is a field of a Node or an Edge. Exactly one of Property, Relation, Quantity and TypeName is set.
type Field struct {
	Name     string
	Def      *ast.FieldDefinition
	Property *Property
	Relation *Relation
	Quantity *Quantity
	TypeName bool   // an enum derived from the concrete type's name
	Of       *Field // the quantity that the property is a part of; nil elsewhere

	types []*Node // with TypeName: the concrete types that the field may name
}

// TypesNamed returns the concrete types behind values of a TypeName field. A value that names no type is left out.
func (f *Field) TypesNamed(values []string) []*Node {
	var types []*Node
	for _, t := range f.types {
		if slices.Contains(values, t.EnumName()) {
			types = append(types, t)
		}
	}
	return types
}

// Ordered returns the property that nodes are ordered by when they are ordered by the field, a quantity's being its number; nil when
// no order is kept for it.
func (f *Field) Ordered() *Property {
	p := f.Property
	if f.Quantity != nil {
		p = f.Quantity.Value
	}
	if p == nil || !p.Index || f.Of != nil {
		return nil
	}
	return p
}

// Scalar says how a property's value is stored, compared and written.
type Scalar uint8

// The scalars of the contract.
const (
	String      Scalar = iota // UTF-8 text
	ID                        // as String, never blank, at most 64 characters
	Int                       // 32 bits
	Boolean                   //
	Enum                      // its name
	PartialDate               // "2020", "2020-05", "2020-05-18"
	Decimal                   // int64 of the smallest unit
	DateTime                  // "2006-01-02T15:04:05.000Z", always UTC, always milliseconds
)

// Property is a stored value of a node or a relation.
type Property struct {
	Name     string // as stored; the SDL's name unless @decimal names another
	Scalar   Scalar
	Enum     *ast.Definition // of an Enum
	List     bool
	Required bool
	Index    bool // has an order key: may be ordered and compared by range
	Unique   bool
	Search   float64 // weight of a match; 0: not searched
	Scale    int     // of a Decimal: digits after the point
}

// Quantity is a number with its precision. Its parts are stored like other properties of the node: behind a field goods of a node
// stand the fields goods.value, goods.precision, goods.unit and goods.asWritten, stored as goodsValue and so on. The first two have
// a value whenever the quantity has one.
type Quantity struct {
	Value, Precision, Unit, AsWritten *Property
}

// The values of a quantity's precision that comparisons distinguish; a number that is known less precisely compares with nothing. By
// name a less precise one stands in front of a more precise one.
const (
	Exact   = "EXACT"
	AtLeast = "AT_LEAST"
)

// Key is the name of the stored order key: the property itself where its stored form orders as its values do, else a companion
// that does. Only meaningful with Index.
func (p *Property) Key() string {
	switch p.Scalar {
	case String, PartialDate:
		return p.Name + "Key"
	default:
		return p.Name
	}
}

// Relation is a way from a node to others.
type Relation struct {
	Type    string   // "" for a shared relation
	Shared  []string // relation types to the shared node and back; see @shared
	In      bool     // followed from its end to its start
	Target  *Node    // the far node's type
	Edge    *Edge    // its properties; nil when it has none
	One     bool     // at most one far node
	Listing Listing
	Order   *Property // of the far node, by which an engine may keep the far nodes in order; nil: none
	Cites   *Property // of Model.Cited alone: the relation's property that lists the far nodes' ids
}

// Listing is the shape in which a to-many relation is answered.
type Listing uint8

// The shapes of a to-many relation.
const (
	Connection Listing = iota // a Relay connection
	EdgeList                  // a plain list of edge objects, such as citations
)

// RelationType is a relation as it is stored: which nodes it joins and what it carries.
type RelationType struct {
	Type   string
	From   *Node
	To     *Node
	Edge   *Edge
	Fields []*Field  // all that it carries: the edge's, and where it was taken from
	One    bool      // a node is the start of at most one
	Order  *Property // of the end, by which an engine may keep the relations of a start in order; nil: none
}

// The properties in which a relation keeps where it was taken from: the ids of the documents, each once, and beside them each citation
// as a JSON object of the citation type's fields.
const (
	CitedDocuments = "citedDocuments"
	CitedAs        = "citedAs"
)

// Field returns the property of that name, or nil.
func (t *RelationType) Field(name string) *Field {
	for _, field := range t.Fields {
		if field.Name == name {
			return field
		}
	}
	return nil
}

// Node returns the node type or interface of that name, or nil.
func (m *Model) Node(name string) *Node { return m.nodes[name] }

// Edge returns the edge type of that name, or nil.
func (m *Model) Edge(name string) *Edge { return m.edges[name] }

// Relation returns the stored relation type of that name, or nil.
func (m *Model) Relation(name string) *RelationType { return m.relations[name] }

// Nodes returns all node types and interfaces by name.
func (m *Model) Nodes() []*Node { return sorted(m.nodes, func(n *Node) string { return n.Name }) }

// Relations returns all stored relation types by name.
func (m *Model) Relations() []*RelationType {
	return sorted(m.relations, func(r *RelationType) string { return r.Type })
}

// Field returns the field of that name, or nil.
func (n *Node) Field(name string) *Field { return n.byName[name] }

// Field returns the property of that name, or nil.
func (e *Edge) Field(name string) *Field {
	if e == nil {
		return nil
	}
	return e.byName[name]
}

// Is reports whether the concrete type named name is one that n stands for.
func (n *Node) Is(name string) bool {
	return slices.ContainsFunc(n.Types, func(t *Node) bool { return t.Name == name })
}

// EnumName is the concrete type's name as an enum value: ResearchInstitute reads RESEARCH_INSTITUTE.
func (n *Node) EnumName() string { return ScreamingSnake(n.Name) }

// ScreamingSnake turns a type or field name into the form of enum values: createdAt reads CREATED_AT.
func ScreamingSnake(name string) string {
	var b strings.Builder
	for i, r := range name {
		if r >= 'A' && r <= 'Z' && i > 0 {
			b.WriteByte('_')
		}
		b.WriteRune(r)
	}
	return strings.ToUpper(b.String())
}

// Load reads the contract that is compiled into the program.
func Load() (*Model, error) { return Parse(Source()) }

// Parse reads a contract. It fails on what gqlparser refuses and on mapping directives that do not fit together, naming the field.
func Parse(source *ast.Source) (*Model, error) {
	tree, err := gqlparser.LoadSchema(source)
	if err != nil {
		return nil, fmt.Errorf("schema: %w", err)
	}
	r := reader{&Model{AST: tree, nodes: map[string]*Node{}, edges: map[string]*Edge{}, relations: map[string]*RelationType{}}}
	r.declare()
	if err := r.fill(); err != nil {
		return nil, fmt.Errorf("schema: %w", err)
	}
	return r.Model, nil
}

func sorted[T any](byName map[string]T, name func(T) string) []T {
	list := make([]T, 0, len(byName))
	for _, item := range byName {
		list = append(list, item)
	}
	sort.Slice(list, func(i, j int) bool { return name(list[i]) < name(list[j]) })
	return list
}
