package graph

import (
	"context"
	"errors"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"partnergraph/graph/message"
	"partnergraph/graph/plan"
	"partnergraph/graph/store"
)

// Refusal is a request that was understood and cannot be carried out as it is.
type Refusal struct {
	Code       string // as in extensions.code
	Field      string // the argument concerned; "" when the whole field is
	Text       message.Text
	Extensions map[string]any // more for programs, such as the candidates of an ambiguous name
}

// Error is the English text.
func (r *Refusal) Error() string { return r.Text.EN }

// told pairs an error of the store with what clients read of it. The first that fits is taken.
var told = []struct {
	err  error
	code string
	text message.Text
}{
	{store.ErrLimit, "LIMIT", message.Text{ZH: "查询超出时间或内存上限，请缩小范围后重试", EN: "the query ran past its limit of time or memory; ask for less"}},
	{store.ErrOutcomeUnknown, "OUTCOME_UNKNOWN", message.Text{
		ZH: "提交时与数据库的连接中断，结果未知；请用同一 idempotencyKey 重试",
		EN: "the connection was lost while committing; ask again with the same idempotencyKey",
	}},
	{store.ErrUnavailable, "UNAVAILABLE", message.Text{ZH: "数据库暂时不可用，请稍后重试", EN: "the database cannot be reached now; try again later"}},
	{store.ErrConflict, "CONFLICT", message.Text{ZH: "数据已被他人修改，请刷新后重试", EN: "the record changed meanwhile; read it again"}},
	{store.ErrNotFound, "NOT_FOUND", message.Text{ZH: "所指的记录不存在", EN: "a record that was named does not exist"}},
}

// Present is the only place where an error becomes a GraphQL error with a code and words in the language of the request. It returns
// nil for what clients must not read: whoever calls it then answers INTERNAL and logs the cause.
func Present(ctx context.Context, err error) *gqlerror.Error {
	if refusal, ok := errors.AsType[*Refusal](err); ok {
		return shown(ctx, refusal.Code, refusal.Field, refusal.Text, refusal.Extensions)
	}
	if refusal, ok := errors.AsType[*plan.Refusal](err); ok {
		return shown(ctx, string(refusal.Code), refusal.Field, refusal.Text, refusal.Extensions)
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return shown(ctx, told[0].code, "", told[0].text, nil)
	}
	for _, t := range told {
		if errors.Is(err, t.err) {
			return shown(ctx, t.code, "", t.text, nil)
		}
	}
	return nil
}

func shown(ctx context.Context, code, field string, text message.Text, more map[string]any) *gqlerror.Error {
	extensions := map[string]any{"code": code}
	if field != "" {
		extensions["field"] = field
	}
	for name, value := range more {
		extensions[name] = value
	}
	words := text.In(message.From(ctx))
	if field != "" {
		words = field + ": " + words
	}
	return &gqlerror.Error{Message: words, Path: graphql.GetPath(ctx), Extensions: extensions}
}
