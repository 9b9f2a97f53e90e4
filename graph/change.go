package graph

import (
	"maps"
	"strconv"
	"strings"
	"unicode/utf8"

	"partnergraph/graph/message"
	"partnergraph/graph/network"
	"partnergraph/graph/plan"
	"partnergraph/graph/store"
	"partnergraph/schema"
)

// change is a mutation in the making: its input, what is wrong with it, and what it will write.
type change struct {
	view       *network.View
	model      *schema.Model
	input      plan.Arguments
	prefix     string // of the field names of input, where it is an object within the mutation's input, such as "rules.0."
	operations []store.Operation
	fields     []string // the input field that each operation comes from
	refusals   []problem
	warnings   []problem
	id         string // of the new record, or of the one that is changed
	expect     []store.Version
	standing   int64 // the version of the record that is changed, as it is judged; 0: not known
}

// problem is a user error or a warning. It is kept in the log as it stands, so that a repeated call is answered alike.
type problem struct {
	Code     string       `json:"code"`
	Field    string       `json:"field,omitempty"`
	Text     message.Text `json:"text"`
	Evidence []string     `json:"evidence,omitempty"`
}

// refuse notes what is wrong with an input field.
func (c *change) refuse(code, field, zh, en string, args ...any) {
	c.refusals = append(c.refusals, problem{Code: code, Field: c.prefix + field, Text: message.Text{ZH: zh, EN: en}.Fill(args...)})
}

// warn notes what is worth a second look.
func (c *change) warn(code, field string, evidence []string, zh, en string) {
	c.warnings = append(c.warnings, problem{code, c.prefix + field, message.Text{ZH: zh, EN: en}, evidence})
}

// do adds an operation that comes from an input field.
func (c *change) do(field string, operation store.Operation) {
	if field != "" {
		field = c.prefix + field
	}
	c.operations, c.fields = append(c.operations, operation), append(c.fields, field)
}

// within works on an object within the input, under whose name its fields are refused.
func (c *change) within(name string, input plan.Arguments, work func()) {
	outer, prefix := c.input, c.prefix
	c.input, c.prefix = input, prefix+name+"."
	work()
	c.input, c.prefix = outer, prefix
}

// create adds the new record. Absent inputs stay absent.
func (c *change) create(nodeType string, properties map[string]any) {
	c.do("", store.Operation{Verb: store.CreateNode, Type: nodeType, ID: c.id, Properties: present(properties)})
}

// present leaves out the properties without a value.
func present(properties map[string]any) map[string]any {
	maps.DeleteFunc(properties, func(_ string, value any) bool { return value == nil })
	return properties
}

// line checks a one-line text of at most 500 characters and returns it without blanks around it.
func (c *change) line(field string) string {
	text := strings.TrimSpace(c.input.Text(field))
	switch {
	case text == "":
		c.refuse("INVALID", field, "不能为空白", "must not be blank")
	case utf8.RuneCountInString(text) > maxLine:
		c.refuse("INVALID", field, "最多 %d 个字符", "at most %d characters", maxLine)
	case strings.ContainsAny(text, "\n\r\t"):
		c.refuse("INVALID", field, "不能换行", "must be a single line")
	}
	return text
}

// The longest texts, in characters.
const (
	maxLine      = 500
	maxParagraph = 8000
)

// paragraph checks a longer text; nil when it is absent or blank.
func (c *change) paragraph(field string) any {
	text := strings.TrimSpace(c.input.Text(field))
	if utf8.RuneCountInString(text) > maxParagraph {
		c.refuse("INVALID", field, "最多 %d 个字符", "at most %d characters", maxParagraph)
	}
	if text == "" {
		return nil
	}
	return text
}

// node checks that an input names a node of a type.
func (c *change) node(field, id string, want *schema.Node) bool {
	node, found := c.view.Node(id)
	if !found {
		c.refuse("NOT_FOUND", field, "没有这个标识的记录", "no record has this id")
		return false
	}
	if !want.Is(node.Type.Name) {
		c.refuse("INVALID", field, "这是 %[2]s，应为 %[1]s", "this is a %[2]s and must be a %[1]s", want.Name, node.Type.Name)
		return false
	}
	return true
}

// relateFields relates the new record to the technology fields that the input names. A field named twice counts once.
func (c *change) relateFields(relation string) {
	seen := map[string]bool{}
	for i, id := range c.input.Texts("fields") {
		field := "fields." + strconv.Itoa(i)
		if !c.node(field, id, c.model.Node("TechnologyField")) || seen[id] {
			continue
		}
		seen[id] = true
		c.do(field, store.Operation{
			Verb: store.Relate, Type: relation, From: c.id, To: id, Properties: map[string]any{"basis": "STATED"},
		})
	}
}
