package graphqlhttp

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"runtime/debug"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"partnergraph/graph/message"
)

// presenter turns errors into what clients may read.
type presenter struct {
	hook   func(context.Context, error) *gqlerror.Error
	logger *slog.Logger
}

// present gives an error its message in the request's language and its code.
// Errors of this package and of validation are known here, others are the
// hook's. What has no code after that, or says INTERNAL, is logged once with
// its cause and told as nothing but INTERNAL and the request's id.
func (p presenter) present(ctx context.Context, err error) *gqlerror.Error {
	origin, ok := errors.AsType[*gqlerror.Error](err)
	if !ok {
		origin = &gqlerror.Error{Message: err.Error(), Path: graphql.GetPath(ctx)}
	}
	if why := p.refusal(ctx, err, origin); why != nil {
		return why.shown(ctx, origin)
	}
	if p.hook != nil {
		if shown := p.hook(ctx, err); shown != nil && codeOf(shown) != "" && codeOf(shown) != CodeInternal {
			return shown
		}
	} else if code := codeOf(origin); code != "" && code != CodeInternal {
		return origin
	}
	p.logger.ErrorContext(ctx, "request failed", "requestId", RequestID(ctx), "path", origin.Path.String(), "error", err)
	return internalError().shown(ctx, origin)
}

// refusal recognises the errors that this package words itself.
func (p presenter) refusal(ctx context.Context, err error, origin *gqlerror.Error) *refusal {
	if why, ok := errors.AsType[*refusal](err); ok {
		return why
	}
	switch code := codeOf(origin); {
	case code == CodeValidation || code == CodeParse:
		return &refusal{code: code, text: validationText(origin)}
	case ctx.Err() != nil && errors.Is(err, ctx.Err()):
		return interrupted(ctx)
	}
	return nil
}

// recovered logs a panic with its stack and gives the error to tell.
func (p presenter) recovered(ctx context.Context, cause any) error {
	p.logger.ErrorContext(ctx, "request panicked", "requestId", RequestID(ctx), "panic", cause, "stack", string(debug.Stack()))
	return internalError()
}

// shown words the refusal for the context's language, at the place of origin.
func (r *refusal) shown(ctx context.Context, origin *gqlerror.Error) *gqlerror.Error {
	shown := &gqlerror.Error{
		Err:        r,
		Message:    r.text.In(message.From(ctx)),
		Path:       origin.Path,
		Locations:  origin.Locations,
		Extensions: maps.Clone(origin.Extensions),
	}
	if shown.Extensions == nil {
		shown.Extensions = map[string]any{}
	}
	shown.Extensions["code"] = r.code
	if r.code == CodeInternal {
		shown.Extensions["requestId"] = RequestID(ctx)
	}
	return shown
}

// interrupted says why a context ended.
func interrupted(ctx context.Context) *refusal {
	if errors.Is(ctx.Err(), context.Canceled) {
		return &refusal{code: CodeCancelled, text: message.Text{ZH: "请求已取消", EN: "the request was cancelled"}}
	}
	return &refusal{code: CodeTimeout, text: message.Text{ZH: "请求超时，请缩小查询范围后再试", EN: "the request took too long; ask for less and try again"}}
}

func codeOf(err *gqlerror.Error) string {
	code, _ := err.Extensions["code"].(string)
	return code
}

type requestIDKey struct{}

// RequestID gives the id that a request's answer carries in X-Request-Id, ""
// outside a request.
func RequestID(ctx context.Context) string {
	id, _ := ctx.Value(requestIDKey{}).(string)
	return id
}
