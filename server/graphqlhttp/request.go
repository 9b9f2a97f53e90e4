package graphqlhttp

import (
	"bytes"
	stdjson "encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql"
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"partnergraph/graph/message"
)

// request is what a client asks, as JSON writes it. Members of other names
// are let pass, as the specification asks.
type request struct {
	Query         *string        `json:"query"`
	OperationName *string        `json:"operationName"`
	Variables     map[string]any `json:"variables"`
	Extensions    map[string]any `json:"extensions"`
}

// readBody reads a POST's request of at most limit bytes. A longer body is
// refused without being read to its end, a declared length over the limit
// without being read at all.
func readBody(w http.ResponseWriter, r *http.Request, limit int64) (*graphql.RawParams, *refusal) {
	if r.ContentLength > limit {
		// The rest of the body is not worth reading to keep the connection.
		w.Header().Set("Connection", "close")
		return nil, tooLarge(http.StatusRequestEntityTooLarge)
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, limit))
	if _, over := errors.AsType[*http.MaxBytesError](err); over {
		return nil, tooLarge(http.StatusRequestEntityTooLarge)
	}
	if err != nil {
		return nil, badRequest("请求正文没有收完整", "the body did not arrive whole")
	}
	var decoded request
	if refused := decodeObject(body, &decoded); refused != nil {
		return nil, refused
	}
	return decoded.params()
}

// readQuery reads a GET's request from its query string.
func readQuery(r *http.Request, limit int64) (*graphql.RawParams, *refusal) {
	if int64(len(r.URL.RawQuery)) > limit {
		return nil, tooLarge(http.StatusRequestURITooLong)
	}
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, badRequest("网址的查询部分无法解析", "the query string cannot be parsed")
	}
	var decoded request
	if decoded.Query, err = parameter(values, "query"); err != nil {
		return nil, badParameter("query")
	}
	if decoded.OperationName, err = parameter(values, "operationName"); err != nil {
		return nil, badParameter("operationName")
	}
	if decoded.Variables, err = objectParameter(values, "variables"); err != nil {
		return nil, badParameter("variables")
	}
	if decoded.Extensions, err = objectParameter(values, "extensions"); err != nil {
		return nil, badParameter("extensions")
	}
	return decoded.params()
}

// params gives the request in gqlgen's form.
func (q request) params() (*graphql.RawParams, *refusal) {
	if q.Query == nil {
		return nil, badRequest("缺少 query：要执行的 GraphQL 文档", "query is missing: the GraphQL document to execute")
	}
	params := &graphql.RawParams{Query: *q.Query, Variables: q.Variables, Extensions: q.Extensions}
	if q.OperationName != nil {
		params.OperationName = *q.OperationName
	}
	return params, nil
}

// decodeObject reads exactly one JSON object. Its refusals name the kind of
// fault and repeat no byte of the text, which may hold a password.
func decodeObject(text []byte, into any) *refusal {
	if !utf8.Valid(text) {
		return badRequest("请求不是有效的 UTF-8 文本（是否用了 GBK 编码？）", "the request is not valid UTF-8")
	}
	if firstKind(text) != '{' {
		return badRequest("请求必须是一个 JSON 对象；不支持批量请求", "the request must be one JSON object; batches are not supported")
	}
	err := json.Unmarshal(text, into, reading)
	if err == nil {
		return nil
	}
	if errors.Is(err, errNested) {
		return badRequest("请求的 JSON 嵌套过深", "the request's JSON is nested too deeply")
	}
	if errors.Is(err, jsontext.ErrDuplicateName) {
		return badRequest("请求的 JSON 中有成员重复出现", "a member occurs twice in the request's JSON")
	}
	if _, wrongType := errors.AsType[*json.SemanticError](err); wrongType {
		return badRequest(
			"query 必须是字符串，operationName 是字符串或 null，variables 与 extensions 是对象或 null",
			"query must be a string, operationName a string or null, variables and extensions an object or null",
		)
	}
	return badRequest("请求不是一个格式正确的 JSON 对象", "the request is not one well-formed JSON object")
}

// reading is how requests are decoded. It remembers what it found out about types, so there is one.
var reading = json.JoinOptions(json.WithUnmarshalers(json.UnmarshalFromFunc(keepDigits)), jsontext.AllowInvalidUTF8(true))

// mostNested is where decoding stops. The variables have a smaller limit of
// their own, but to decode ten thousand levels only to refuse them is work.
const mostNested = 200

var errNested = errors.New("nested too deeply")

// keepDigits decodes a number as its digits, so that neither a large integer
// nor an amount of money is rounded on its way in.
func keepDigits(decoder *jsontext.Decoder, into *any) error {
	if decoder.StackDepth() > mostNested {
		return errNested
	}
	if decoder.PeekKind() != '0' {
		return errors.ErrUnsupported
	}
	digits, err := decoder.ReadValue()
	*into = stdjson.Number(digits)
	return err
}

// errParameter marks a parameter of a query string that is given twice or
// whose value cannot be read.
var errParameter = errors.New("parameter is repeated or malformed")

// parameter gives the one value of a query string's parameter, nil when it
// is absent.
func parameter(values url.Values, name string) (*string, error) {
	given := values[name]
	if len(given) == 0 {
		return nil, nil
	}
	if len(given) > 1 || !utf8.ValidString(given[0]) {
		return nil, errParameter
	}
	return &given[0], nil
}

// objectParameter reads a parameter that is a JSON object or null.
func objectParameter(values url.Values, name string) (map[string]any, error) {
	text, err := parameter(values, name)
	if err != nil || text == nil || *text == "null" {
		return nil, err
	}
	var object map[string]any
	if refused := decodeObject([]byte(*text), &object); refused != nil {
		return nil, errParameter
	}
	return object, nil
}

func badParameter(name string) *refusal {
	refused := badRequest(
		"网址参数 %s 重复或格式不对：query 与 operationName 是 UTF-8 文本，variables 与 extensions 是 JSON 对象",
		"the parameter %s is repeated or malformed: query and operationName are UTF-8 text, variables and extensions JSON objects",
	)
	refused.text = refused.text.Fill(name)
	return refused
}

func tooLarge(status int) *refusal {
	return &refusal{status: status, code: CodeLimit, text: message.Text{ZH: "请求太大", EN: "the request is too large"}}
}

// firstKind tells what a JSON text begins with.
func firstKind(text []byte) jsontext.Kind {
	return jsontext.NewDecoder(bytes.NewBuffer(text)).PeekKind()
}
