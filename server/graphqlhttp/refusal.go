package graphqlhttp

import (
	"net/http"

	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"partnergraph/graph/message"
)

// The codes this package puts into an error's extensions. A schema's own
// errors bring further ones.
const (
	CodeParse      = errcode.ParseFailed      // the document is not GraphQL
	CodeValidation = errcode.ValidationFailed // the document or a variable breaks the schema
	CodeInvalid    = "INVALID"                // a value is not acceptable
	CodeLimit      = "LIMIT"                  // more than a limit allows
	CodeInternal   = "INTERNAL"               // our fault; extensions.requestId finds the log line
	CodeTimeout    = "TIMEOUT"                // the deadline passed
	CodeCancelled  = "CANCELLED"              // the client went away

	CodeBadRequest    = "BAD_REQUEST"            // the request is not a GraphQL-over-HTTP request
	CodeForbidden     = "FORBIDDEN"              // a browser sent it for another site
	CodeMethod        = "METHOD_NOT_ALLOWED"     // the HTTP method does not fit
	CodeNotAcceptable = "NOT_ACCEPTABLE"         // no media type of ours is accepted
	CodeMediaType     = "UNSUPPORTED_MEDIA_TYPE" // the body is not plain JSON
)

// refusal says why a request is not answered as asked.
type refusal struct {
	// status is the HTTP status when the fault lies in HTTP itself. Zero
	// means a GraphQL request error, whose status follows from the media
	// type of the answer.
	status int
	code   string
	text   message.Text
}

// Error gives the English message.
func (r *refusal) Error() string { return r.text.EN }

// at wraps the refusal for gqlgen. Path and position may be nil.
func (r *refusal) at(path ast.Path, position *ast.Position) *gqlerror.Error {
	wrapped := &gqlerror.Error{Err: r, Message: r.text.EN, Path: path}
	if position != nil {
		wrapped.Locations = []gqlerror.Location{{Line: position.Line, Column: position.Column}}
	}
	return wrapped
}

func badRequest(zh, en string) *refusal {
	return &refusal{status: http.StatusBadRequest, code: CodeBadRequest, text: message.Text{ZH: zh, EN: en}}
}

func overLimit(zh, en string, limit int) *refusal {
	return &refusal{code: CodeLimit, text: message.Text{ZH: zh, EN: en}.Fill(limit)}
}

func internalError() *refusal {
	return &refusal{
		status: http.StatusInternalServerError,
		code:   CodeInternal,
		text:   message.Text{ZH: "服务器内部错误，请凭请求编号（requestId）联系管理员", EN: "internal error; tell the administrator the requestId"},
	}
}
