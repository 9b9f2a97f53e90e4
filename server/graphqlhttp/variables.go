package graphqlhttp

import (
	"context"
	stdjson "encoding/json"
	"strconv"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"partnergraph/graph/message"
)

// MutateOperationContext holds the coerced variables to their types, and
// writes every list as []any: gqlparser leaves a single value that stands for
// a list as a slice of its own Go type. Custom scalars, and the numbers in
// them, are left to those who read them.
func (g *guard) MutateOperationContext(_ context.Context, operation *graphql.OperationContext) *gqlerror.Error {
	for _, definition := range operation.Operation.VariableDefinitions {
		value, given := operation.Variables[definition.Variable]
		if !given {
			continue
		}
		path := ast.Path{ast.PathName("variable"), ast.PathName(definition.Variable)}
		settled, refused := g.settle(path, definition.Type, value)
		if refused != nil {
			return refused
		}
		operation.Variables[definition.Variable] = settled
	}
	return nil
}

// checkExtent refuses variables with too many levels of lists and objects, or
// a list that is too long. What walks them after this may name every place by
// its path.
func checkExtent(value any, levels int, limits Limits) *refusal {
	list, _ := value.([]any)
	members, _ := value.(map[string]any)
	switch {
	case list == nil && members == nil:
		return nil
	case levels == 0:
		return overLimit("变量嵌套的层数不得超过 %d", "variables are at most %d levels deep", limits.Nesting)
	case len(list) > limits.Items:
		return overLimit("变量中的列表不得超过 %d 项", "a list in the variables has at most %d items", limits.Items)
	}
	for _, item := range list {
		if refused := checkExtent(item, levels-1, limits); refused != nil {
			return refused
		}
	}
	for _, member := range members {
		if refused := checkExtent(member, levels-1, limits); refused != nil {
			return refused
		}
	}
	return nil
}

// settle gives a value as its type wants it. Nulls, missing and unknown
// members were judged before.
func (g *guard) settle(path ast.Path, expected *ast.Type, value any) (any, *gqlerror.Error) {
	if value == nil {
		return nil, nil
	}
	if expected.Elem != nil {
		return g.settleList(path, expected.Elem, value)
	}
	definition := g.schema.Types[expected.NamedType]
	if members, ok := value.(map[string]any); ok && definition.Kind == ast.InputObject {
		return members, g.settleMembers(path, definition, members)
	}
	if !ofType(definition, value) {
		return nil, (&refusal{code: CodeValidation, text: message.Text{
			ZH: "变量 %s 的值不是 %s", EN: "the variable %s is not of type %s",
		}.Fill(variableName(path), expected.NamedType)}).at(path, nil)
	}
	return value, nil
}

func (g *guard) settleList(path ast.Path, element *ast.Type, value any) (any, *gqlerror.Error) {
	list := graphql.CoerceList(value)
	for i := range list {
		settled, refused := g.settle(append(path, ast.PathIndex(i)), element, list[i])
		if refused != nil {
			return nil, refused
		}
		list[i] = settled
	}
	return list, nil
}

func (g *guard) settleMembers(path ast.Path, definition *ast.Definition, members map[string]any) *gqlerror.Error {
	for _, field := range definition.Fields {
		value, given := members[field.Name]
		if !given {
			continue
		}
		settled, refused := g.settle(append(path, ast.PathName(field.Name)), field.Type, value)
		if refused != nil {
			return refused
		}
		members[field.Name] = settled
	}
	return nil
}

// ofType tells whether a value may stand for a leaf type. Values come from
// JSON, with numbers as their digits, or from a default in the document, with
// numbers as int64 and float64.
func ofType(definition *ast.Definition, value any) bool {
	switch definition.Kind {
	case ast.InputObject:
		return false
	case ast.Enum:
		name, ok := value.(string)
		return ok && definition.EnumValues.ForName(name) != nil
	}
	_, isString := value.(string)
	switch definition.Name {
	case "Int":
		return isInteger(value, 32)
	case "Float":
		return isFloat(value)
	case "String":
		return isString
	case "Boolean":
		_, ok := value.(bool)
		return ok
	case "ID":
		return isString || isInteger(value, 64)
	}
	return true
}

func isInteger(value any, bits int) bool {
	switch value := value.(type) {
	case stdjson.Number:
		_, err := strconv.ParseInt(value.String(), 10, bits)
		return err == nil
	case int64:
		return bits == 64 || value == int64(int32(value))
	}
	return false
}

func isFloat(value any) bool {
	switch value := value.(type) {
	case stdjson.Number:
		_, err := value.Float64()
		return err == nil
	case int64, float64:
		return true
	}
	return false
}
