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

// MutateOperationContext holds the coerced variables to their types. Custom
// scalars and the numbers in them are left to those who read them.
func (g *guard) MutateOperationContext(_ context.Context, operation *graphql.OperationContext) *gqlerror.Error {
	for _, definition := range operation.Operation.VariableDefinitions {
		path := ast.Path{ast.PathName("variable"), ast.PathName(definition.Variable)}
		if refused := g.checkType(path, definition.Type, operation.Variables[definition.Variable]); refused != nil {
			return refused
		}
	}
	return nil
}

// checkType compares one value with its type. Nulls, missing and unknown
// members were judged before.
func (g *guard) checkType(path ast.Path, expected *ast.Type, value any) *gqlerror.Error {
	if value == nil {
		return nil
	}
	if expected.Elem != nil {
		return g.checkList(path, expected.Elem, value)
	}
	definition := g.schema.Types[expected.NamedType]
	if definition.Kind == ast.InputObject {
		return g.checkMembers(path, definition, value)
	}
	if !ofType(definition, value) {
		return (&refusal{code: CodeValidation, text: message.Text{
			ZH: "变量 %s 的值不是 %s", EN: "the variable %s is not of type %s",
		}.Fill(variableName(path), expected.NamedType)}).at(path, nil)
	}
	return nil
}

// checkList judges each element; a single value stands for a list of one.
func (g *guard) checkList(path ast.Path, element *ast.Type, value any) *gqlerror.Error {
	list, ok := value.([]any)
	if !ok {
		return g.checkType(path, element, value)
	}
	for i, value := range list {
		if refused := g.checkType(append(path, ast.PathIndex(i)), element, value); refused != nil {
			return refused
		}
	}
	return nil
}

func (g *guard) checkMembers(path ast.Path, definition *ast.Definition, value any) *gqlerror.Error {
	members, _ := value.(map[string]any)
	for _, field := range definition.Fields {
		if refused := g.checkType(append(path, ast.PathName(field.Name)), field.Type, members[field.Name]); refused != nil {
			return refused
		}
	}
	return nil
}

// ofType tells whether a value may stand for a leaf type. Values come from
// JSON, with numbers as their digits, or from a default in the document, with
// numbers as int64 and float64.
func ofType(definition *ast.Definition, value any) bool {
	if definition.Kind == ast.Enum {
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
