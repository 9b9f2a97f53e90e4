package oracle

import (
	"errors"

	"github.com/vektah/gqlparser/v2/ast"
)

// Oracle answers operations on a graph. It is immutable and safe for concurrent use.
type Oracle struct {
	schema *ast.Schema
	graph  Graph
}

// New returns an Oracle on a graph that fits the contract: every required value is there, and both ends of every relation.
func New(schema *ast.Schema, graph Graph) *Oracle { return &Oracle{schema, graph} }

// Answer is what an operation is answered with.
type Answer struct {
	Data    Object
	Refused map[string]string // the code, INVALID or LIMIT, by the response name of a root field, which is null in Data
}

// Answer evaluates a query that the validator has passed, with the variables that were sent and the defaults of the others. Its
// root fields may be node, nodes, agreement and the connections; it panics at others.
func (o *Oracle) Answer(operation *ast.OperationDefinition, variables map[string]any) Answer {
	q := &question{Oracle: o, variables: variables, lists: map[*ast.Field]*list{}, groupings: map[*ast.Field]*grouping{}, found: map[*ast.Field]any{}}
	answer := Answer{Refused: map[string]string{}}
	for _, group := range q.collect("Query", []ast.SelectionSet{operation.SelectionSet}) {
		err := q.root(group[0])
		for _, field := range group {
			err = errors.Join(err, q.prepare(field.SelectionSet, q.possible(field.Definition.Type.Name())))
		}
		var v any
		switch {
		case errors.Is(err, errLimit):
			answer.Refused[group[0].Alias] = errLimit.Error()
		case err != nil:
			answer.Refused[group[0].Alias] = errInvalid.Error()
		default:
			v, _ = q.member("Query", nil, group)
		}
		answer.Data = append(answer.Data, Member{group[0].Alias, v})
	}
	return answer
}

// question is one operation that is being answered.
type question struct {
	*Oracle
	variables map[string]any
	lists     map[*ast.Field]*list     // what each connection asks for
	groupings map[*ast.Field]*grouping // what each groupBy asks for
	found     map[*ast.Field]any       // what each root field leads to
}

// maxNodes is the most ids that `nodes` takes.
const maxNodes = 200

// root works out what a root field leads to.
func (q *question) root(field *ast.Field) error {
	if field.Definition.Directives.ForName("connection") != nil || field.Name == "__typename" {
		return q.prepareField(field)
	}
	in, err := q.arguments(field)
	if err != nil {
		return err
	}
	switch field.Name {
	case "node", "agreement":
		node := q.find(in["id"].(string))
		if node != nil && q.is(node.Type, field.Definition.Type.Name()) {
			q.found[field] = node
		}
	case "nodes":
		ids := in["ids"].([]any)
		if len(ids) > maxNodes {
			return errLimit
		}
		nodes := []any{}
		for _, id := range ids {
			if node := q.find(id.(string)); node != nil {
				nodes = append(nodes, node)
			} else {
				nodes = append(nodes, nil)
			}
		}
		q.found[field] = nodes
	default:
		panic("oracle: no answer to " + field.Name)
	}
	return nil
}

// prepare reads the arguments of every field that a node of some of these types could be asked for, so that what is wrong in them
// is found whether or not there is such a node.
func (q *question) prepare(set ast.SelectionSet, types map[string]bool) error {
	var err error
	for _, selection := range set {
		switch s := selection.(type) {
		case *ast.Field:
			if q.included(s.Directives) {
				err = errors.Join(err, q.prepareField(s), q.prepare(s.SelectionSet, q.possible(s.Definition.Type.Name())))
			}
		case *ast.InlineFragment:
			if q.included(s.Directives) {
				err = errors.Join(err, q.prepareFragment(s.TypeCondition, s.SelectionSet, types))
			}
		case *ast.FragmentSpread:
			if q.included(s.Directives) {
				err = errors.Join(err, q.prepareFragment(s.Definition.TypeCondition, s.Definition.SelectionSet, types))
			}
		}
	}
	return err
}

func (q *question) prepareFragment(condition string, set ast.SelectionSet, types map[string]bool) error {
	narrowed := map[string]bool{}
	for name := range types {
		if condition == "" || q.is(name, condition) {
			narrowed[name] = true
		}
	}
	if len(narrowed) == 0 {
		return nil
	}
	return q.prepare(set, narrowed)
}

// possible returns the names of the object types that a type stands for.
func (q *question) possible(name string) map[string]bool {
	types := map[string]bool{}
	for _, def := range q.schema.GetPossibleTypes(q.schema.Types[name]) {
		types[def.Name] = true
	}
	return types
}

func (q *question) prepareField(field *ast.Field) error {
	if len(field.Definition.Arguments) == 0 {
		return nil
	}
	in, err := q.arguments(field)
	if err != nil {
		return err
	}
	if field.Name == "groupBy" {
		q.groupings[field], err = q.groupingOf(field, in)
		return err
	}
	to := q.way(field.Definition)
	target := q.seen(q.schema.Types[field.Definition.Type.Name()].Fields.ForName("nodes").Type.Name())
	q.lists[field], err = q.listOf(target, to, in)
	return err
}
