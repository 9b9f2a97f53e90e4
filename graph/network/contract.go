package network

import (
	"partnergraph/graph/store"
	"partnergraph/schema"
)

// contract is what the network needs of the model, numbered. It is immutable.
type contract struct {
	layouts  []*layout // of the concrete node types, by name
	layoutOf map[string]uint8
	links    []*link // of the relation types, by name
	linkOf   map[string]uint8
	near     [traces]uint8 // by trace of its name: a link that has it
	partOf   uint8         // the link of that type

	organization *schema.Node // what names are looked up among
	heaviest     float64      // the largest weight of a searched property
}

// link is a relation type: how its properties are kept and which of them tells parallel relations apart.
type link struct {
	*schema.RelationType
	layout   *layout
	telling  int       // the property's field in the layout; none where there can be only one relation between two nodes
	followed bool      // by paths and neighborhoods, as most are
	hub      direction // of a relation that is not followed: as the document or the flag sees it
}

// none is no field.
const none = -1

// apart names the relations that join what has nothing else in common: many records cite one document, and a flag points at any.
// The value says whether the document, or the flag, is where they end: around such a node they are all there is.
var apart = map[string]bool{"CITES": true, "POINTS_AT": false}

// direction is a relation type seen from one of its ends: twice the type's number, plus one when it is followed from end to start.
type direction uint8

func towards(number uint8, in bool) direction {
	d := direction(number) << 1
	if in {
		d++
	}
	return d
}

func (d direction) in() bool             { return d&1 == 1 }
func (d direction) number() uint8        { return uint8(d >> 1) }
func (d direction) turned() direction    { return d ^ 1 }
func (c *contract) directions() int      { return 2 * len(c.links) }
func (c *contract) of(d direction) *link { return c.links[d.number()] }

// link is linkOf for who asks thousands of times a question: most names are told by their trace, which takes a fraction of hashing them.
func (c *contract) link(name string) (number uint8, known bool) {
	if number = c.near[trace(name)]; int(number) < len(c.links) && c.links[number].Type == name {
		return number, true
	}
	number, known = c.linkOf[name]
	return number, known
}

const traces = 1024

// trace tells most names apart.
func trace(name string) int {
	if name == "" {
		return 0
	}
	return (29*len(name) + 5*int(name[0]) + 3*int(name[len(name)/2]) + 67*int(name[len(name)-1])) % traces
}

func newContract(model *schema.Model) *contract {
	c := &contract{layoutOf: map[string]uint8{}, linkOf: map[string]uint8{}, organization: model.Node("Organization")}
	for _, node := range model.Nodes() {
		if !node.Abstract {
			c.layoutOf[node.Name] = uint8(len(c.layouts))
			l := newLayout(node.Fields)
			l.node, l.typeName, l.meant = node, node.Name, node.Name == keptMeaning
			c.layouts, c.heaviest = append(c.layouts, l), max(c.heaviest, l.weight)
		}
	}
	for _, relation := range model.Relations() {
		c.linkOf[relation.Type] = uint8(len(c.links))
		c.near[trace(relation.Type)] = uint8(len(c.links))
		in, isApart := apart[relation.Type]
		l := &link{RelationType: relation, telling: none, followed: !isApart, hub: towards(uint8(len(c.links)), in)}
		if relation.Edge != nil {
			l.layout = newLayout(relation.Edge.Fields)
		} else {
			l.layout = newLayout(nil)
		}
		if telling := store.Discriminator(relation); telling != nil {
			l.telling = l.layout.byName[telling.Name]
		}
		c.links = append(c.links, l)
	}
	c.partOf = c.linkOf[partOf]
	if len(c.layouts) > 256 || len(c.links) > 128 {
		panic("network: a contract has at most 256 node types and 128 relation types")
	}
	return c
}
