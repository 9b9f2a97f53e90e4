package oracle

import (
	"encoding/json"
	"errors"

	"github.com/vektah/gqlparser/v2/ast"
)

// What an operation can be refused for, by extensions.code.
var (
	errInvalid = errors.New("INVALID")
	errLimit   = errors.New("LIMIT")
)

// inputs are coerced arguments or members of an input object by name. A member that was not given is absent; one that was given as
// null is nil.
type inputs map[string]any

// arguments coerces the arguments of a field.
func (q *question) arguments(field *ast.Field) (inputs, error) {
	out := inputs{}
	for _, def := range field.Definition.Arguments {
		var raw any
		given := false
		if argument := field.Arguments.ForName(def.Name); argument != nil {
			raw, given = q.raw(argument.Value)
		}
		if !given && def.DefaultValue != nil {
			raw, given = q.raw(def.DefaultValue)
		}
		if !given {
			continue
		}
		v, err := q.coerce(def.Type, raw)
		if err != nil {
			return nil, err
		}
		out[def.Name] = v
	}
	return out, nil
}

// raw reads a value of the document as JSON would carry it. A variable that was neither sent nor has a default is not given.
func (q *question) raw(v *ast.Value) (raw any, given bool) {
	switch v.Kind {
	case ast.Variable:
		if raw, given = q.variables[v.Raw]; given || v.VariableDefinition == nil || v.VariableDefinition.DefaultValue == nil {
			return raw, given
		}
		return q.raw(v.VariableDefinition.DefaultValue)
	case ast.NullValue:
		return nil, true
	case ast.BooleanValue:
		return v.Raw == "true", true
	case ast.IntValue, ast.FloatValue:
		return json.Number(v.Raw), true
	case ast.ListValue:
		items := []any{}
		for _, child := range v.Children {
			item, _ := q.raw(child.Value)
			items = append(items, item)
		}
		return items, true
	case ast.ObjectValue:
		members := map[string]any{}
		for _, child := range v.Children {
			if member, given := q.raw(child.Value); given {
				members[child.Name] = member
			}
		}
		return members, true
	default:
		return v.Raw, true
	}
}

func (q *question) coerce(typ *ast.Type, raw any) (any, error) {
	switch {
	case raw == nil && typ.NonNull:
		return nil, errInvalid
	case raw == nil:
		return nil, nil
	case typ.Elem != nil:
		return q.list(typ.Elem, raw)
	}
	def := q.schema.Types[typ.NamedType]
	switch def.Kind {
	case ast.InputObject:
		return q.input(def, raw)
	case ast.Enum:
		name, ok := raw.(string)
		if !ok || def.EnumValues.ForName(name) == nil {
			return nil, errInvalid
		}
		return name, nil
	default:
		return scalar(def.Name, raw)
	}
}

func (q *question) list(item *ast.Type, raw any) (any, error) {
	items, ok := raw.([]any)
	if !ok {
		items = []any{raw} // one value stands for a list of one
	}
	out := []any{}
	for _, raw := range items {
		v, err := q.coerce(item, raw)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

func (q *question) input(def *ast.Definition, raw any) (any, error) {
	members, ok := raw.(map[string]any)
	if !ok {
		return nil, errInvalid
	}
	out := inputs{}
	for _, field := range def.Fields {
		raw, given := members[field.Name]
		if !given && field.DefaultValue != nil {
			raw, given = q.raw(field.DefaultValue)
		}
		if !given && !field.Type.NonNull {
			continue
		}
		v, err := q.coerce(field.Type, raw)
		if err != nil {
			return nil, err
		}
		out[field.Name] = v
	}
	return out, nil
}
