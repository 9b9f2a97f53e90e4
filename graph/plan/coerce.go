package plan

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"

	"github.com/vektah/gqlparser/v2/ast"
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

// again coerces those arguments that hold variables; the others are as they were before, with whatever variables.
func (c coercion) again(before Arguments, definitions ast.ArgumentDefinitionList, given ast.ArgumentList) (Arguments, error) {
	out := maps.Clone(before)
	for _, argument := range given {
		if !holdsVariable(argument.Value) {
			continue
		}
		delete(out, argument.Name)
		one, err := c.arguments(ast.ArgumentDefinitionList{definitions.ForName(argument.Name)}, ast.ArgumentList{argument})
		if err != nil {
			return nil, err
		}
		maps.Copy(out, one)
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
