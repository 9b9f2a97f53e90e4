package plan

import (
	"encoding/json"
	"maps"
	"math"
	"slices"
	"strconv"

	"github.com/vektah/gqlparser/v2/ast"

	"partnergraph/graph/value"
)

// Arguments are a field's coerced arguments by name. A value is string (also for ID, enums, PartialDate, Decimal and DateTime),
// int64, float64, bool, nil for an explicit null, []any, or Arguments for an input object. An argument that was not given and has no
// default is absent.
type Arguments map[string]any

// MaxList is the most items that a list argument may have.
const MaxList = 1000

// Text returns a string argument, "" when it is absent or null.
func (a Arguments) Text(name string) string {
	text, _ := a[name].(string)
	return text
}

// Texts returns a list of strings, nil when it is absent or null.
func (a Arguments) Texts(name string) []string {
	items, _ := a[name].([]any)
	texts := make([]string, 0, len(items))
	for _, item := range items {
		if text, ok := item.(string); ok {
			texts = append(texts, text)
		}
	}
	if items == nil {
		return nil
	}
	return texts
}

// Given reports whether the argument was given with a value other than null.
func (a Arguments) Given(name string) bool { return a[name] != nil }

// coercion turns the values of a validated operation into Arguments.
type coercion struct {
	schema    *ast.Schema
	variables map[string]any
}

// arguments coerces the arguments of a field.
func (c coercion) arguments(definitions ast.ArgumentDefinitionList, given ast.ArgumentList) (Arguments, error) {
	out := Arguments{}
	for _, def := range definitions {
		raw, present := c.given(given.ForName(def.Name), def.DefaultValue)
		if !present {
			continue
		}
		coerced, err := c.coerce(def.Name, def.Type, raw)
		if err != nil {
			return nil, err
		}
		out[def.Name] = coerced
	}
	return out, nil
}

// given returns an argument's raw value: its own, its variable's, or the default. A variable that was not sent leaves the argument
// absent, which is not the same as null.
func (c coercion) given(argument *ast.Argument, fallback *ast.Value) (raw any, present bool) {
	if argument != nil {
		if raw, present := c.literal(argument.Value); present {
			return raw, true
		}
	}
	if fallback == nil {
		return nil, false
	}
	return c.literal(fallback)
}

// literal reads a value of the document. Numbers keep their digits: ast.Value.Value would read 0.1 as binary floating point.
func (c coercion) literal(v *ast.Value) (raw any, present bool) {
	switch v.Kind {
	case ast.Variable:
		return c.variable(v)
	case ast.NullValue:
		return nil, true
	case ast.BooleanValue:
		return v.Raw == "true", true
	case ast.IntValue, ast.FloatValue:
		return json.Number(v.Raw), true
	case ast.ListValue:
		items := make([]any, len(v.Children))
		for i, child := range v.Children {
			items[i], _ = c.literal(child.Value)
		}
		return items, true
	case ast.ObjectValue:
		members := make(map[string]any, len(v.Children))
		for _, child := range v.Children {
			if raw, present := c.literal(child.Value); present {
				members[child.Name] = raw
			}
		}
		return members, true
	default:
		return v.Raw, true
	}
}

// variable reads a variable. Its default stands among the values already, but the validator reads 0.1 there as binary floating
// point; what a request sends never is, but for a variable of type Float.
func (c coercion) variable(v *ast.Value) (raw any, present bool) {
	raw, present = c.variables[v.Raw]
	def := v.VariableDefinition
	if def != nil && def.DefaultValue != nil && def.Type.NamedType != "Float" && holdsFloat(raw) {
		return c.literal(def.DefaultValue)
	}
	return raw, present
}

func holdsFloat(raw any) bool {
	switch raw := raw.(type) {
	case float64:
		return true
	case []any:
		return slices.ContainsFunc(raw, holdsFloat)
	case map[string]any:
		return slices.ContainsFunc(slices.Collect(maps.Values(raw)), holdsFloat)
	default:
		return false
	}
}

func (c coercion) coerce(path string, typ *ast.Type, raw any) (any, error) {
	if raw == nil {
		if typ.NonNull {
			return nil, invalid(path, "不能为空", "must not be null")
		}
		return nil, nil
	}
	if typ.Elem != nil {
		return c.list(path, typ.Elem, raw)
	}
	def := c.schema.Types[typ.NamedType]
	switch def.Kind {
	case ast.InputObject:
		return c.object(path, def, raw)
	case ast.Enum:
		text, ok := raw.(string)
		if !ok || def.EnumValues.ForName(text) == nil {
			return nil, invalid(path, "不是 %s 的取值", "not a value of %s", def.Name)
		}
		return text, nil
	default:
		return scalar(path, def.Name, raw)
	}
}

// list coerces a list; a single value stands for a list of one, as GraphQL has it.
func (c coercion) list(path string, item *ast.Type, raw any) (any, error) {
	items, ok := raw.([]any)
	if !ok {
		items = []any{raw}
	}
	if len(items) > MaxList {
		return nil, limit(path, "最多 %d 项，给了 %d 项", "at most %d items, not %d", MaxList, len(items))
	}
	out := make([]any, len(items))
	for i, raw := range items {
		coerced, err := c.coerce(path+"."+strconv.Itoa(i), item, raw)
		if err != nil {
			return nil, err
		}
		out[i] = coerced
	}
	return out, nil
}

func (c coercion) object(path string, def *ast.Definition, raw any) (any, error) {
	members, ok := raw.(map[string]any)
	if !ok {
		return nil, invalid(path, "应为对象", "must be an object")
	}
	for name := range members {
		if def.Fields.ForName(name) == nil {
			return nil, invalid(path, "%s 没有这个字段", "%s has no such field", def.Name)
		}
	}
	out := Arguments{}
	for _, field := range def.Fields {
		raw, present := members[field.Name]
		if !present && field.DefaultValue != nil {
			raw, present = c.literal(field.DefaultValue)
		}
		if !present {
			if field.Type.NonNull {
				return nil, invalid(path+"."+field.Name, "必须填写", "is required")
			}
			continue
		}
		coerced, err := c.coerce(path+"."+field.Name, field.Type, raw)
		if err != nil {
			return nil, err
		}
		out[field.Name] = coerced
	}
	return out, nil
}

// scalar coerces a scalar by its name in the contract.
func scalar(path, name string, raw any) (any, error) {
	switch name {
	case "Int":
		return integer(path, raw)
	case "Float":
		return float(path, raw)
	case "Boolean":
		if flag, ok := raw.(bool); ok {
			return flag, nil
		}
		return nil, invalid(path, "应为 true 或 false", "must be true or false")
	case "ID":
		return identifier(path, raw)
	case "Decimal":
		return decimal(path, raw)
	}
	text, ok := raw.(string)
	if !ok {
		return nil, invalid(path, "应为字符串", "must be a string")
	}
	switch name {
	case "PartialDate":
		if _, err := value.ParsePartialDate(text); err != nil {
			return nil, invalid(path, "日期应写作 2020、2020-05 或 2020-05-18", "a date is written 2020, 2020-05 or 2020-05-18")
		}
	case "DateTime":
		key, err := value.DateTimeKey(text)
		if err != nil {
			return nil, invalid(path, "时间应写作 2020-05-18T08:00:00Z", "a time is written 2020-05-18T08:00:00Z")
		}
		return key, nil
	}
	return text, nil
}

func integer(path string, raw any) (any, error) {
	var number int64
	switch raw := raw.(type) {
	case int64:
		number = raw
	case int:
		number = int64(raw)
	case json.Number:
		parsed, err := strconv.ParseInt(raw.String(), 10, 64)
		if err != nil {
			return nil, invalid(path, "应为 32 位整数", "must be a 32-bit integer")
		}
		number = parsed
	default:
		return nil, invalid(path, "应为 32 位整数", "must be a 32-bit integer")
	}
	if number > math.MaxInt32 || number < math.MinInt32 {
		return nil, invalid(path, "应为 32 位整数", "must be a 32-bit integer")
	}
	return number, nil
}

func float(path string, raw any) (any, error) {
	var number float64
	switch raw := raw.(type) {
	case float64:
		number = raw
	case int64:
		number = float64(raw)
	case int:
		number = float64(raw)
	case json.Number:
		parsed, err := raw.Float64()
		if err != nil {
			return nil, invalid(path, "应为数字", "must be a number")
		}
		number = parsed
	default:
		return nil, invalid(path, "应为数字", "must be a number")
	}
	if math.IsNaN(number) || math.IsInf(number, 0) {
		return nil, invalid(path, "应为数字", "must be a number")
	}
	return number, nil
}

func identifier(path string, raw any) (any, error) {
	switch raw := raw.(type) {
	case string:
		return raw, nil
	case int64:
		return strconv.FormatInt(raw, 10), nil
	case json.Number:
		if _, err := strconv.ParseInt(raw.String(), 10, 64); err == nil {
			return raw.String(), nil
		}
	}
	return nil, invalid(path, "应为标识字符串", "must be an identifier string")
}

// decimal takes the digits as they were written; a number never passes through binary floating point.
func decimal(path string, raw any) (any, error) {
	text := ""
	switch raw := raw.(type) {
	case string:
		text = raw
	case json.Number:
		text = raw.String()
	case int64:
		text = strconv.FormatInt(raw, 10)
	}
	if !value.IsDecimal(text) {
		return nil, invalid(path, "应为十进制数，如 \"205000.50\"", "must be a decimal number such as \"205000.50\"")
	}
	return text, nil
}
