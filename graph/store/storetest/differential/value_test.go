package differential

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// compared makes up what a field's value is compared with: mostly a value of that field, or a part of it.
func (o *writer) compared(def *ast.Definition, operator, about string) any {
	stored := o.world.values[about]
	fault := o.fault()
	switch {
	case def.Name == "Boolean":
		return o.chance(50)
	case def.Kind == ast.Enum:
		return name(pick(o.values, def.EnumValues).Name)
	case def.Name == "Int" && fault:
		return pick(o.values, []any{1 << 31, -1<<31 - 1})
	case def.Name == "Int":
		if len(stored) > 0 && o.values.chance(60) {
			if n, ok := pick(o.values, stored).(int64); ok {
				return int(n)
			}
		}
		return o.values.between(-1, 4)
	}
	text := ""
	if len(stored) > 0 && o.values.chance(75) {
		text, _ = pick(o.values, stored).(string)
	}
	switch def.Name {
	case "PartialDate":
		return o.date(text, fault)
	case "DateTime":
		return o.time(text, fault)
	case "Decimal":
		return o.decimal(text, fault)
	case "ID":
		return o.id()
	default:
		if operator == "search" {
			return o.sought(text, fault)
		}
		return o.needle(text, operator)
	}
}

func (o *writer) needle(text, operator string) string {
	switch {
	case o.values.chance(20):
		text = o.values.text()
	case o.values.chance(3):
		text = pick(o.values, []string{"\u0000", "a\u0000", "\u0000a"})
	}
	switch operator {
	case "contains", "startsWith", "endsWith":
		return o.values.part(text)
	}
	return text
}

// sought is a part of a text, or what Chinese characters may be read as; a fault is blank or long.
func (o *writer) sought(text string, fault bool) string {
	part := o.values.part(text)
	switch {
	case fault:
		return pick(o.values, []string{"", " ", "\u3000", strings.Repeat("安", 201)})
	case o.values.chance(30):
		return pick(o.values, []string{"an", "anfu", "af", "zhong tai", "hb", "huanbao", "gongsi", "gs", "a", "xi'an", "環保"})
	case strings.TrimSpace(part) == "" || len([]rune(part)) > 200:
		return "安"
	}
	return part
}

func (o *writer) date(text string, fault bool) string {
	switch {
	case fault:
		return pick(o.values, []string{"", "20", "2020-13", "2020-02-30", "2020-5", "0000", "2020-05-18T00:00:00Z", "２０２０", " 2020"})
	case text == "" || o.values.chance(20):
		return o.values.date()
	default:
		return text
	}
}

// time is a stored time, perhaps in another zone, or a moment that no store can hold.
func (o *writer) time(text string, fault bool) string {
	switch {
	case fault:
		return pick(o.values, []string{"", "2026", "2026-11-23", "2026-11-23T08:00:00", "2026-11-23 08:00:00Z", "2026-02-30T00:00:00Z", "10000-01-01T00:00:00Z"})
	case text == "" || o.values.chance(15):
		return pick(o.values, []string{
			"2026-11-23T16:00:00.001+08:00", "2026-11-23T08:00:00Z", "2026-11-23T08:00:00.0014Z", "2026-11-23T08:00:00.0019999Z",
			"0001-01-01T00:00:00Z", "0000-01-01T00:00:00+14:00", "9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59-12:00",
		})
	default:
		return text
	}
}

// decimal is a stored amount, as text or as a number, with more or fewer digits.
func (o *writer) decimal(text string, fault bool) any {
	switch {
	case fault:
		text = pick(o.values, []string{"0.001", "92233720368547758.08", "1e5", "１２３", "", "-", "1.", ".5", " 1", "+1", "0x1", "1_0", "NaN", "12345678901234567890123"})
	case text == "" || o.values.chance(20):
		text = o.values.amount()
	}
	if o.values.chance(20) && strings.Contains(text, ".") {
		text += "000"
	}
	if o.values.chance(30) && isNumber(text) {
		return json.Number(text)
	}
	return text
}

func isNumber(text string) bool {
	return json.Valid([]byte(text)) && text != "null" && !strings.HasPrefix(text, `"`)
}

// value writes a value where the contract wants a type: in the document, or as a variable. A cursor is always a variable, since each
// side is sent its own.
func (o *writer) value(typ, about string, v any) string {
	_, isText := v.(string)
	if isText && (about == "after" || about == "before") {
		return o.variable(typ, v, false)
	}
	if o.chance(20) {
		return o.variable(typ, v, o.chance(10))
	}
	return o.literal(v, true)
}

// variable declares a variable and sends it, or gives it a default, or neither.
func (o *writer) variable(typ string, v any, unsent bool) string {
	variable := fmt.Sprintf("v%d", len(o.declared)+1)
	switch {
	case unsent && v != nil:
		typ += " = " + o.literal(v, false)
	case !unsent || strings.HasSuffix(typ, "!"):
		o.variables[variable] = sent(v)
	}
	o.declared = append(o.declared, "$"+variable+": "+typ)
	return "$" + variable
}

// literal writes a value as GraphQL does. Within a default no variables may stand.
func (o *writer) literal(v any, variables bool) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case name:
		return string(v)
	case string:
		return (&ast.Value{Kind: ast.StringValue, Raw: v}).String()
	case []member:
		parts := make([]string, len(v))
		for i, m := range v {
			if variables && m.typ != "" && o.chance(8) {
				parts[i] = m.name + ": " + o.variable(m.typ, m.value, o.chance(20))
			} else {
				parts[i] = m.name + ": " + o.literal(m.value, variables)
			}
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case []any:
		parts := make([]string, len(v))
		for i, item := range v {
			parts[i] = o.literal(item, variables)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	default:
		return fmt.Sprint(v)
	}
}

// sent is a value as the JSON of a request brings it.
func sent(v any) any {
	switch v := v.(type) {
	case name:
		return string(v)
	case int:
		return json.Number(strconv.Itoa(v))
	case int64:
		return json.Number(strconv.FormatInt(v, 10))
	case []member:
		out := map[string]any{}
		for _, m := range v {
			out[m.name] = sent(m.value)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, item := range v {
			out[i] = sent(item)
		}
		return out
	default:
		return v
	}
}
