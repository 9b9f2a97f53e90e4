package graph

import (
	"maps"
	"strconv"
	"strings"
	"unicode/utf8"

	"partnergraph/graph/network"
	"partnergraph/graph/plan"
	"partnergraph/graph/store"
	"partnergraph/graph/value"
	"partnergraph/schema"
)

// Records of most types are written as their input says: a member that has the name of a field of the type is written to that field,
// checked by what the contract says of it. A property becomes a property, a quantity its parts, an id or a list of ids relations, and a
// list of objects relations with properties. What else must hold of a record stands with its mutation.

// record adds a record of a type from the input, with the fixed properties besides.
func (c *change) record(nodeType string, fixed map[string]any) {
	c.recordAs(c.id, nodeType, fixed)
}

// recordAs adds a record besides the one that the mutation is about.
func (c *change) recordAs(id, nodeType string, fixed map[string]any) {
	node := c.model.Node(nodeType)
	properties := c.properties(node)
	maps.Copy(properties, fixed)
	for _, field := range node.Fields {
		if p := field.Property; p != nil && p.List && p.Required && properties[field.Name] == nil {
			properties[field.Name] = []string{}
		}
	}
	c.do("", store.Operation{Verb: store.CreateNode, Type: nodeType, ID: id, Properties: present(properties)})
	for _, field := range node.Fields {
		if field.Relation != nil && field.Relation.Listing != schema.EdgeList && c.input.Given(field.Name) {
			for _, link := range c.links(field) {
				c.do(link.member, link.operation(field.Relation, id))
			}
		}
	}
}

// amend changes the record of a type that the input's id names, and returns it as it was; false when there is none. What the input
// leaves out stays, a null takes away, and a list replaces the former one.
func (c *change) amend(nodeType string, fixed map[string]any) (network.Node, bool) {
	node := c.model.Node(nodeType)
	if c.id = c.input.Text("id"); !c.node("id", c.id, node) {
		return network.Node{}, false
	}
	version, given := c.input["version"].(int64)
	if !given {
		version = c.standing
	}
	if version != 0 || given {
		c.expect = []store.Version{{ID: c.id, Version: version}}
	}
	before, _ := c.view.Node(c.id)
	properties := c.properties(node)
	maps.Copy(properties, fixed)
	c.do("", store.Operation{Verb: store.UpdateNode, Type: nodeType, ID: c.id, Properties: properties})
	for _, field := range node.Fields {
		if _, named := c.input[field.Name]; named && field.Relation != nil {
			c.relink(field)
		}
	}
	return before, true
}

// relink puts the relations that the input names in the place of those that a field had.
func (c *change) relink(field *schema.Field) {
	for _, former := range c.view.Related(c.id, field.Relation.Type, field.Relation.In) {
		c.do(field.Name, store.Operation{Verb: store.Unrelate, Type: field.Relation.Type, From: former.From, To: former.To})
	}
	if c.input.Given(field.Name) {
		for _, link := range c.links(field) {
			c.do(link.member, link.operation(field.Relation, c.id))
		}
	}
}

// properties reads what the input says of a type's properties. A null stands for a property that is to be taken away.
func (c *change) properties(node *schema.Node) map[string]any {
	properties := map[string]any{}
	for _, field := range node.Fields {
		given, named := c.input[field.Name]
		switch {
		case !named || field.Name == "id" || field.Name == "version":
		case field.Quantity != nil:
			c.quantity(field, given, properties)
		case field.Property == nil:
		case given == nil && field.Property.Required:
			c.refuse("INVALID", field.Name, "不能为空", "must not be null")
		case given == nil:
			properties[field.Name] = nil
		default:
			properties[field.Name] = c.property(field, given)
		}
	}
	return properties
}

// property checks a value by what the contract says of the field.
func (c *change) property(field *schema.Field, given any) any {
	switch p := field.Property; {
	case p.List:
		return c.lines(field.Name, c.input.Texts(field.Name))
	case p.Scalar == schema.Decimal && !isSigned(field):
		return c.amount(field.Name)
	case p.Scalar == schema.Decimal:
		return c.decimal(field.Name, p.Scale)
	case p.Scalar == schema.Int:
		if number, _ := given.(int64); number < 0 {
			c.refuse("INVALID", field.Name, "不能为负", "must not be negative")
		}
		return given
	case p.Scalar != schema.String:
		return given
	case p.Required || p.Unique:
		return c.line(field.Name)
	case p.Search > 0 && !p.Index:
		return c.paragraph(field.Name)
	default:
		return c.short(field.Name)
	}
}

// isSigned reports whether a decimal of the contract may be negative: growth may, amounts of money may not.
func isSigned(field *schema.Field) bool { return field.Name == "growth" }

// decimal checks a decimal of either sign.
func (c *change) decimal(field string, scale int) any {
	units, err := value.ParseDecimal(c.input.Text(field), scale)
	if err != nil {
		c.refuse("INVALID", field, "最多 %d 位小数，且在 64 位之内", "at most %d decimals, and within 64 bits", scale)
		return nil
	}
	return value.FormatDecimal(units, scale)
}

// short checks a one-line text that may be absent; nil when it is blank.
func (c *change) short(field string) any {
	if strings.TrimSpace(c.input.Text(field)) == "" {
		return nil
	}
	return c.line(field)
}

// maxLines is how many lines a list of them may have.
const maxLines = 50

// lines checks a list of one-line texts.
func (c *change) lines(field string, given []string) []string {
	if len(given) > maxLines {
		c.refuse("INVALID", field, "最多 %d 项", "at most %d items", maxLines)
	}
	kept := make([]string, len(given))
	for i, text := range given {
		kept[i] = strings.TrimSpace(text)
		if kept[i] == "" || utf8.RuneCountInString(kept[i]) > maxLine || strings.ContainsAny(kept[i], "\n\r\t") {
			c.refuse("INVALID", field+"."+strconv.Itoa(i), "应为 1 到 %d 个字符的一行", "must be a line of 1 to %d characters", maxLine)
		}
	}
	return kept
}

// quantity checks a number with its precision and sets its parts.
func (c *change) quantity(field *schema.Field, given any, properties map[string]any) {
	parts, _ := given.(plan.Arguments)
	if parts == nil && field.Def.Type.NonNull {
		c.refuse("INVALID", field.Name, "不能为空", "must not be null")
		return
	}
	for _, part := range []string{"value", "precision", "unit", "asWritten"} {
		properties[field.Name+"."+part] = nil
	}
	if parts == nil {
		return
	}
	c.within(field.Name, parts, func() {
		properties[field.Name+".value"] = c.amount("value")
		properties[field.Name+".precision"] = c.input["precision"]
		properties[field.Name+".unit"] = c.short("unit")
		properties[field.Name+".asWritten"] = c.short("asWritten")
	})
}
