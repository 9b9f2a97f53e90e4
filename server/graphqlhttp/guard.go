package graphqlhttp

import (
	"context"
	"errors"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/lexer"
	"github.com/vektah/gqlparser/v2/parser"

	"partnergraph/graph/message"
)

// guard judges a request before gqlgen's executor validates and executes it.
// It is registered as an extension, so it holds for every transport.
type guard struct {
	limits    Limits
	documents graphql.Cache[*ast.QueryDocument]
	schema    *ast.Schema
}

var _ interface {
	graphql.HandlerExtension
	graphql.OperationParameterMutator
	graphql.OperationContextMutator
} = &guard{}

// ExtensionName names the guard to gqlgen.
func (g *guard) ExtensionName() string { return "RequestGuard" }

// Validate learns the schema whose variables the guard will hold to types.
func (g *guard) Validate(es graphql.ExecutableSchema) error {
	g.schema = es.Schema()
	return nil
}

// MutateOperationParameters judges the variables' text and the document. A
// document that the executor has cached was admitted and validated before.
func (g *guard) MutateOperationParameters(ctx context.Context, params *graphql.RawParams) *gqlerror.Error {
	if refused := checkExtent(params.Variables, g.limits.Nesting, g.limits); refused != nil {
		return refused.at(nil, nil)
	}
	if path, err := checkVariables(ast.Path{ast.PathName("variable")}, params.Variables); err != nil {
		return invalidText(err).at(path, nil)
	}
	document, cached := g.documents.Get(ctx, params.Query)
	if !cached {
		var refused *gqlerror.Error
		if document, refused = g.admit(params.Query); refused != nil {
			return refused
		}
	}
	if document.Operations.ForName(params.OperationName) == nil {
		return (&refusal{code: CodeValidation, text: message.Text{
			ZH: "operationName 必须是文档中一个操作的名称；文档只有一个操作时可省略",
			EN: "operationName must name an operation of the document; it may be left out when there is only one",
		}}).at(nil, nil)
	}
	return nil
}

// admit parses and measures a document that is seen for the first time.
func (g *guard) admit(query string) (*ast.QueryDocument, *gqlerror.Error) {
	source := &ast.Source{Input: query}
	if countTokens(source, g.limits.Tokens) > g.limits.Tokens {
		return nil, overLimit("文档的词法单元不得超过 %d 个", "a document has at most %d tokens", g.limits.Tokens).at(nil, nil)
	}
	document, err := parser.ParseQueryWithTokenLimit(source, g.limits.Tokens)
	if err != nil {
		return nil, unparsable(err)
	}
	if len(document.Operations) == 0 {
		return nil, (&refusal{code: CodeValidation, text: message.Text{
			ZH: "文档中没有操作", EN: "the document holds no operation",
		}}).at(nil, nil)
	}
	m := measurer{limits: g.limits}
	if refused := m.measure(document); refused != nil {
		return nil, refused
	}
	return document, nil
}

// countTokens counts the tokens of a document, comments included, until the
// limit is passed. It stops at what is no token, which the parser will report.
func countTokens(source *ast.Source, limit int) int {
	reader := lexer.New(source)
	count := 0
	for count <= limit {
		token, err := reader.ReadToken()
		if err != nil || token.Kind == lexer.EOF || token.Kind == lexer.Invalid {
			break
		}
		count++
	}
	return count
}

func unparsable(err error) *gqlerror.Error {
	detail := err.Error()
	at, located := errors.AsType[*gqlerror.Error](err)
	if located {
		detail = at.Message
	}
	refused := (&refusal{code: CodeParse, text: message.Text{
		ZH: "文档不是合法的 GraphQL：%s", EN: "the document is not GraphQL: %s",
	}.Fill(detail)}).at(nil, nil)
	if located {
		refused.Locations = at.Locations
	}
	return refused
}

func invalidText(err error) *refusal {
	refused := &refusal{code: CodeInvalid, text: message.Text{EN: err.Error()}}
	if bad, ok := errors.AsType[*TextError](err); ok {
		refused.text = bad.Text()
	}
	return refused
}
