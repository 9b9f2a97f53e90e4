package graphqlhttp

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"partnergraph/graph/message"
)

// Transport serves GraphQL over HTTP: POST, and GET for queries. It supports
// every request, so that it also refuses those that are neither, and should be
// a server's only transport. [New] fills and registers it.
type Transport struct {
	Limits  Limits
	Timeout time.Duration // from a request's arrival to its answer
	NewID   func() string // gives each request its id
	Logger  *slog.Logger  // is told of panics outside of resolvers
}

var _ graphql.Transport = Transport{}

// Supports is true of every request.
func (t Transport) Supports(*http.Request) bool { return true }

// Do answers one request.
func (t Transport) Do(w http.ResponseWriter, r *http.Request, executor graphql.GraphExecutor) {
	ctx, cancel := context.WithTimeout(t.welcome(w, r), t.Timeout)
	defer cancel()
	as, refused := negotiate(r.Header)
	x := exchange{Transport: t, w: w, r: r.WithContext(ctx), executor: executor, as: as}
	defer x.recover()
	if refused == nil {
		refused = x.checkMethod()
	}
	if refused != nil {
		x.refuse(refused)
		return
	}
	x.serve()
}

// welcome sets the headers that every answer carries, and gives the request's
// context its language and id.
func (t Transport) welcome(w http.ResponseWriter, r *http.Request) context.Context {
	id := t.NewID()
	language := message.Parse(r.Header.Get("Accept-Language"))
	header := w.Header()
	header.Set("X-Request-Id", id)
	header.Set("Cache-Control", "no-store")
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Content-Language", language.String())
	ctx := message.With(r.Context(), language)
	ctx = context.WithValue(ctx, requestIDKey{}, id)
	// Extensions look for an operation in every response they see, also in
	// one that refuses a request before it had any.
	return graphql.WithOperationContext(ctx, &graphql.OperationContext{Headers: r.Header})
}

// exchange is one request with its answer.
type exchange struct {
	Transport
	w        http.ResponseWriter
	r        *http.Request
	executor graphql.GraphExecutor
	as       media
}

// checkMethod refuses what is not a request for an operation, or what a
// browser sends on behalf of another site.
func (x *exchange) checkMethod() *refusal {
	if strings.Contains(strings.ToLower(strings.Join(x.r.Header.Values("Upgrade"), ",")), "websocket") {
		return badRequest("此处不提供 WebSocket", "websockets are not served here")
	}
	if x.r.Method != http.MethodGet && x.r.Method != http.MethodPost {
		x.w.Header().Set("Allow", "GET, POST")
		return &refusal{status: http.StatusMethodNotAllowed, code: CodeMethod, text: message.Text{
			ZH: "只接受 POST，查询也可用 GET", EN: "only POST is accepted, and GET for queries",
		}}
	}
	var sameOrigin http.CrossOriginProtection
	if sameOrigin.Check(x.r) != nil {
		return &refusal{status: http.StatusForbidden, code: CodeForbidden, text: message.Text{
			ZH: "不接受来自其他网站的请求", EN: "requests from other sites are not accepted",
		}}
	}
	return nil
}

// serve reads the request, executes its operation and answers.
func (x *exchange) serve() {
	start := graphql.Now()
	params, refused := x.read()
	if refused != nil {
		x.refuse(refused)
		return
	}
	params.Headers = x.r.Header
	params.ReadTime = graphql.TraceTiming{Start: start, End: graphql.Now()}
	operation, list := x.executor.CreateOperationContext(x.r.Context(), params)
	if len(list) > 0 {
		ctx := graphql.WithOperationContext(x.r.Context(), operation)
		x.send(x.statusOf(list), x.complaint(ctx, x.executor, list))
		return
	}
	if refused := x.checkOperation(operation.Operation.Operation); refused != nil {
		x.refuse(refused)
		return
	}
	responses, ctx := x.executor.DispatchOperation(x.r.Context(), operation)
	response := responses(ctx)
	if response == nil { // the context ended before the first response
		response = &graphql.Response{Errors: gqlerror.List{interrupted(ctx).shown(ctx, &gqlerror.Error{})}}
	}
	x.send(http.StatusOK, x.answer(ctx, response))
}

func (x *exchange) read() (*graphql.RawParams, *refusal) {
	if x.r.Method == http.MethodGet {
		return readQuery(x.r, x.Limits.Body)
	}
	if refused := checkBodyType(x.r.Header); refused != nil {
		return nil, refused
	}
	return readBody(x.w, x.r, x.Limits.Body)
}

// checkOperation refuses what the method or the transport cannot carry. A GET
// must change nothing: links, images and prefetching send it unasked.
func (x *exchange) checkOperation(operation ast.Operation) *refusal {
	switch {
	case operation == ast.Subscription:
		return &refusal{code: CodeValidation, text: message.Text{
			ZH: "此处不提供订阅", EN: "subscriptions are not served here",
		}}
	case operation == ast.Mutation && x.r.Method == http.MethodGet:
		x.w.Header().Set("Allow", http.MethodPost)
		return &refusal{status: http.StatusMethodNotAllowed, code: CodeMethod, text: message.Text{
			ZH: "变更操作必须用 POST 发送", EN: "mutations must be sent by POST",
		}}
	}
	return nil
}

// refuse answers that the request is not served.
func (x *exchange) refuse(why *refusal) {
	ctx := x.r.Context()
	list := gqlerror.List{why.at(nil, nil)}
	x.send(x.statusOf(list), x.complaint(ctx, x.executor, list))
}

// statusOf gives the status for a request that was not executed: HTTP's own
// faults have one; others are 400, or 200 to those who read application/json.
func (x *exchange) statusOf(list gqlerror.List) int {
	if why, ok := errors.AsType[*refusal](list[0]); ok && why.status != 0 {
		return why.status
	}
	if x.as == mediaJSON {
		return http.StatusOK
	}
	return http.StatusBadRequest
}

// send writes a reply. That the client may have gone is no fault of ours.
func (x *exchange) send(status int, r reply) {
	head, rest, err := r.encode()
	if err != nil {
		panic("graphqlhttp: extensions of a response can be encoded: " + err.Error())
	}
	header := x.w.Header()
	header.Set("Content-Type", string(x.as)+"; charset=utf-8")
	header.Set("Content-Length", strconv.Itoa(len(head)+len(rest)))
	x.w.WriteHeader(status)
	_, _ = x.w.Write(head)
	_, _ = x.w.Write(rest)
}

// recover answers a panic outside of resolvers, which the executor could not
// turn into a field's error. Nothing was written before it: send begins when
// the whole answer is there.
func (x *exchange) recover() {
	cause := recover()
	if cause == nil {
		return
	}
	ctx := x.r.Context()
	_ = presenter{logger: x.Logger}.recovered(ctx, cause)
	told := internalError().shown(ctx, &gqlerror.Error{})
	x.send(http.StatusInternalServerError, reply{errors: fit(ctx, gqlerror.List{told}, 1, 1, dataComplaint)})
}
