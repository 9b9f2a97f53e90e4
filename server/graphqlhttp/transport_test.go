package graphqlhttp_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"partnergraph/server/graphqlhttp"
)

const (
	asJSON    = "application/json; charset=utf-8"
	asGraphQL = "application/graphql-response+json; charset=utf-8"
)

func TestNegotiation(t *testing.T) {
	handler := newHandler(graphqlhttp.Options{})
	for _, c := range []struct {
		accept string
		status int
		as     string
	}{
		{"", 200, asJSON},
		{"*/*", 200, asJSON},
		{"application/*", 200, asJSON},
		{"application/json", 200, asJSON},
		{"application/json; charset=UTF-8", 200, asJSON},
		{"application/graphql-response+json", 200, asGraphQL},
		{"application/graphql-response+json; charset=utf-8", 200, asGraphQL},
		{"application/graphql-response+json, application/json;q=0.9", 200, asGraphQL},
		{"application/json;q=0.9, application/graphql-response+json", 200, asGraphQL},
		{"application/json, application/graphql-response+json", 200, asJSON},
		{"text/html, */*;q=0.1", 200, asJSON},
		{"application/json;q=0, */*", 200, asGraphQL},
		{"text/html", 406, asJSON},
		{"application/json; charset=gbk", 406, asJSON},
		{"application/json;q=0", 406, asJSON},
		{"nonsense", 406, asJSON},
	} {
		request := post(query("{ hello }"))
		request.Header.Del("Accept")
		if c.accept != "" {
			request.Header.Set("Accept", c.accept)
		}
		got := do(t, handler, request)
		if got.Code != c.status || got.Header().Get("Content-Type") != c.as {
			t.Errorf("Accept %q: %d %s", c.accept, got.Code, got.Header().Get("Content-Type"))
		}
		if c.status == 406 && got.code() != graphqlhttp.CodeNotAcceptable {
			t.Errorf("Accept %q: code %s", c.accept, got.code())
		}
	}
}

// Whatever is refused in HTTP is refused before anything is executed, in both
// media types alike, and repeats nothing of the request.
func TestRequestsThatHTTPRefuses(t *testing.T) {
	const secret = "hunter2"
	handler := newHandler(graphqlhttp.Options{})
	mutation := query(`mutation { set(text: "` + secret + `") }`)
	for _, c := range []struct {
		name    string
		method  string
		headers map[string]string
		body    string
		status  int
		code    string
		allow   string
	}{
		{name: "no content type", headers: map[string]string{"Content-Type": ""}, body: mutation, status: 415, code: "UNSUPPORTED_MEDIA_TYPE"},
		{name: "text", headers: map[string]string{"Content-Type": "text/plain"}, body: mutation, status: 415, code: "UNSUPPORTED_MEDIA_TYPE"},
		{name: "form", headers: map[string]string{"Content-Type": "application/x-www-form-urlencoded"}, body: "query=" + secret, status: 415, code: "UNSUPPORTED_MEDIA_TYPE"},
		{name: "multipart", headers: map[string]string{"Content-Type": "multipart/form-data; boundary=x"}, body: "--x\r\n" + mutation, status: 415, code: "UNSUPPORTED_MEDIA_TYPE"},
		{name: "another charset", headers: map[string]string{"Content-Type": "application/json; charset=gbk"}, body: mutation, status: 415, code: "UNSUPPORTED_MEDIA_TYPE"},
		{name: "compressed", headers: map[string]string{"Content-Encoding": "gzip"}, body: secret, status: 415, code: "UNSUPPORTED_MEDIA_TYPE"},
		{name: "foreign origin", headers: map[string]string{"Origin": "https://elsewhere.example"}, body: mutation, status: 403, code: "FORBIDDEN"},
		{name: "null origin", headers: map[string]string{"Origin": "null"}, body: mutation, status: 403, code: "FORBIDDEN"},
		{name: "cross site", headers: map[string]string{"Sec-Fetch-Site": "cross-site"}, body: mutation, status: 403, code: "FORBIDDEN"},
		{name: "same site", headers: map[string]string{"Sec-Fetch-Site": "same-site"}, body: mutation, status: 403, code: "FORBIDDEN"},
		{name: "put", method: http.MethodPut, body: mutation, status: 405, code: "METHOD_NOT_ALLOWED", allow: "GET, POST"},
		{name: "options", method: http.MethodOptions, status: 405, code: "METHOD_NOT_ALLOWED", allow: "GET, POST"},
		{name: "head", method: http.MethodHead, status: 405, code: "METHOD_NOT_ALLOWED", allow: "GET, POST"},

		{name: "nothing", body: "", status: 400, code: "BAD_REQUEST"},
		{name: "blank", body: " \n", status: 400, code: "BAD_REQUEST"},
		{name: "null", body: "null", status: 400, code: "BAD_REQUEST"},
		{name: "batch", body: "[" + mutation + "," + mutation + "]", status: 400, code: "BAD_REQUEST"},
		{name: "unfinished", body: `{"query":"` + secret, status: 400, code: "BAD_REQUEST"},
		{name: "two objects", body: mutation + mutation, status: 400, code: "BAD_REQUEST"},
		{name: "something after", body: mutation + secret, status: 400, code: "BAD_REQUEST"},
		{name: "member twice", body: `{"query":"{hello}","query":"` + secret + `"}`, status: 400, code: "BAD_REQUEST"},
		{name: "member twice by escape", body: `{"query":"{hello}","qu\u0065ry":"` + secret + `"}`, status: 400, code: "BAD_REQUEST"},
		{name: "member twice, deep", body: `{"query":"{hello}","variables":{"a":[{"` + secret + `":1,"` + secret + `":2}]}}`, status: 400, code: "BAD_REQUEST"},
		{name: "member twice, ignored", body: `{"query":"{hello}","other":{"` + secret + `":1,"` + secret + `":2}}`, status: 400, code: "BAD_REQUEST"},
		{name: "byte order mark", body: "\ufeff" + mutation, status: 400, code: "BAD_REQUEST"},
		{name: "GBK", body: "{\"query\":\"{hello}\",\"variables\":{\"text\":\"\xb0\xb2\xb8\xa3\"}}", status: 400, code: "BAD_REQUEST"},
		{name: "UTF-16", body: "{\x00}\x00", status: 400, code: "BAD_REQUEST"},
		{name: "overlong UTF-8", body: "{\"query\":\"\xc0\xaf\"}", status: 400, code: "BAD_REQUEST"},
		{name: "surrogate in UTF-8", body: "{\"query\":\"\xed\xa0\x80\"}", status: 400, code: "BAD_REQUEST"},
		{name: "raw control", body: "{\"query\":\"{hello}\x01\"}", status: 400, code: "BAD_REQUEST"},
		{name: "comment", body: `{"query":"{hello}"/*` + secret + `*/}`, status: 400, code: "BAD_REQUEST"},
		{name: "not a number", body: `{"query":"{hello}","variables":{"n":NaN}}`, status: 400, code: "BAD_REQUEST"},
		{name: "no query", body: `{"Query":"` + secret + `"}`, status: 400, code: "BAD_REQUEST"},
		{name: "query null", body: `{"query":null}`, status: 400, code: "BAD_REQUEST"},
		{name: "query number", body: `{"query":7}`, status: 400, code: "BAD_REQUEST"},
		{name: "operationName number", body: `{"query":"{hello}","operationName":7}`, status: 400, code: "BAD_REQUEST"},
		{name: "variables text", body: `{"query":"{hello}","variables":"` + secret + `"}`, status: 400, code: "BAD_REQUEST"},
		{name: "variables list", body: `{"query":"{hello}","variables":["` + secret + `"]}`, status: 400, code: "BAD_REQUEST"},
		{name: "extensions flag", body: `{"query":"{hello}","extensions":true}`, status: 400, code: "BAD_REQUEST"},
		{name: "nested without end", body: `{"query":"{hello}","variables":{"a":` + strings.Repeat("[", 20_000), status: 400, code: "BAD_REQUEST"},
		{name: "nested too deep", body: `{"query":"{hello}","variables":{"a":` + strings.Repeat("[", 20_000) + strings.Repeat("]", 20_000) + `}}`, status: 400, code: "BAD_REQUEST"},
	} {
		for _, accept := range []string{"application/json", "application/graphql-response+json"} {
			t.Run(c.name+" "+accept, func(t *testing.T) {
				request := post(c.body)
				if c.method != "" {
					request.Method = c.method
				}
				request.Header.Set("Accept", accept)
				for name, value := range c.headers {
					request.Header.Set(name, value)
				}
				if request.Header.Get("Content-Type") == "" {
					request.Header.Del("Content-Type")
				}
				got := do(t, handler, request)
				if got.Code != c.status || got.code() != c.code || got.hasData {
					t.Errorf("%d %s\n%s", got.Code, got.code(), got.Body)
				}
				if got.Header().Get("Allow") != c.allow {
					t.Errorf("Allow: %q", got.Header().Get("Allow"))
				}
				if strings.Contains(got.Body.String(), secret) || got.Body.Len() > 1024 {
					t.Errorf("the answer repeats the request: %s", got.Body)
				}
			})
		}
	}
}

// The controls of the table above: the same kinds of request, served.
func TestRequestsThatHTTPAccepts(t *testing.T) {
	handler := newHandler(graphqlhttp.Options{})
	for _, c := range []struct {
		name    string
		headers map[string]string
		body    string
	}{
		{name: "plain", body: query("{ hello }")},
		{name: "charset", headers: map[string]string{"Content-Type": "application/json;charset=UTF-8"}, body: query("{ hello }")},
		{name: "own origin", headers: map[string]string{"Origin": "http://example.com"}, body: query("{ hello }")},
		{name: "own page", headers: map[string]string{"Sec-Fetch-Site": "same-origin"}, body: query("{ hello }")},
		{name: "upgrade to HTTP/2", headers: map[string]string{"Upgrade": "h2c"}, body: query("{ hello }")},
		{name: "nulls", body: `{"query":"{hello}","variables":null,"operationName":null,"extensions":null}`},
		{name: "all members", body: `{"query":"query A{hello} query B{hello}","variables":{},"operationName":"B","extensions":{"a":1}}`},
		{name: "unknown member", body: `{"query":"{hello}","id":"7"}`},
		{name: "white space around", body: " \n" + query("{ hello }") + "\r\n\t "},
	} {
		t.Run(c.name, func(t *testing.T) {
			request := post(c.body)
			for name, value := range c.headers {
				request.Header.Set(name, value)
			}
			got := do(t, handler, request)
			if got.Code != 200 || got.Body.String() != `{"data":{"hello":"你好"}}` {
				t.Errorf("%d %s", got.Code, got.Body)
			}
		})
	}
}

// A well-formed request whose document or variables are refused is answered
// by its media type, without a data entry either way.
func TestRequestErrors(t *testing.T) {
	handler := newHandler(graphqlhttp.Options{})
	for _, c := range []struct {
		name, body, code, english string
	}{
		{"syntax", query("{"), "GRAPHQL_PARSE_FAILED", "the document is not GraphQL"},
		{"empty", query(""), "GRAPHQL_VALIDATION_FAILED", "no operation"},
		{"fragment only", query("fragment F on Query { hello }"), "GRAPHQL_VALIDATION_FAILED", "no operation"},
		{"unknown field", query("{ unknown }"), "GRAPHQL_VALIDATION_FAILED", `Cannot query field "unknown"`},
		{"unused fragment", query("{ hello } fragment F on Query { hello }"), "GRAPHQL_VALIDATION_FAILED", "F"},
		{"cyclic fragments", query("{ ...F } fragment F on Query { ...G } fragment G on Query { ...F }"), "GRAPHQL_VALIDATION_FAILED", "F"},
		{"unknown operation", `{"query":"query A{hello}","operationName":"B"}`, "GRAPHQL_VALIDATION_FAILED", "operationName"},
		{"which operation", query("query A{hello} query B{hello}"), "GRAPHQL_VALIDATION_FAILED", "operationName"},
		{"variable missing", query("query($n: Int!) { count(n: $n) }"), "GRAPHQL_VALIDATION_FAILED", "variable n: must be defined"},
		{"variable null", query("query($n: Int!) { count(n: $n) }", `{"n":null}`), "GRAPHQL_VALIDATION_FAILED", "variable n: cannot be null"},
		{"subscription", query("subscription { tick }"), "GRAPHQL_VALIDATION_FAILED", "subscriptions"},
	} {
		t.Run(c.name, func(t *testing.T) {
			for accept, status := range map[string]int{"application/json": 200, "application/graphql-response+json": 400} {
				request := post(c.body)
				request.Header.Set("Accept", accept)
				request.Header.Set("Accept-Language", "en")
				got := do(t, handler, request)
				if got.Code != status || got.code() != c.code || got.hasData {
					t.Errorf("%s: %d %s %s", accept, got.Code, got.code(), got.Body)
				}
				if !strings.Contains(got.Errors[0].Message, c.english) {
					t.Errorf("message %q", got.Errors[0].Message)
				}
				request = post(c.body)
				chinese := do(t, handler, request)
				if chinese.Errors[0].Message == got.Errors[0].Message || chinese.Header().Get("Content-Language") != "zh" {
					t.Errorf("not in Chinese: %q", chinese.Errors[0].Message)
				}
			}
		})
	}
}

func TestGET(t *testing.T) {
	handler := newHandler(graphqlhttp.Options{})
	q := url.QueryEscape
	for _, c := range []struct {
		name, query string
		status      int
		want        string // in the body
	}{
		{"query", "query=" + q("{ hello }"), 200, "你好"},
		{"variables", "query=" + q("query($t:String){echo(text:$t)}") + "&variables=" + q(`{"t":"文"}`), 200, `{"data":{"echo":"文"}}`},
		{"variables null", "query=" + q("{ hello }") + "&variables=null", 200, "你好"},
		{"operation named", "query=" + q("query A{hello} query B{count(n:1)}") + "&operationName=A", 200, "你好"},
		{"operation not named", "query=" + q("{ hello }") + "&operationName=", 200, "你好"},
		{"mutation", "query=" + q(`mutation{set(text:"x")}`), 405, "METHOD_NOT_ALLOWED"},
		{"mutation beside a query", "query=" + q(`query A{hello} mutation B{set(text:"x")}`) + "&operationName=B", 405, "METHOD_NOT_ALLOWED"},
		{"no query", "", 400, "BAD_REQUEST"},
		{"query twice", "query=" + q("{hello}") + "&query=" + q("{hello}"), 400, "BAD_REQUEST"},
		{"variables twice", "query=" + q("{hello}") + "&variables=null&variables=null", 400, "BAD_REQUEST"},
		{"member of variables twice", "query=" + q("{hello}") + "&variables=" + q(`{"secret":1,"secret":2}`), 400, "BAD_REQUEST"},
		{"variables a list", "query=" + q("{hello}") + "&variables=" + q(`["secret"]`), 400, "BAD_REQUEST"},
		{"variables empty", "query=" + q("{hello}") + "&variables=", 400, "BAD_REQUEST"},
		{"extensions text", "query=" + q("{hello}") + "&extensions=secret", 400, "BAD_REQUEST"},
		{"GBK", "query=" + q("{hello}") + "&variables=" + q("{\"t\":\"\xb0\xb2\"}"), 400, "BAD_REQUEST"},
		{"GBK document", "query=" + q("{hello} # \xb0\xb2"), 400, "BAD_REQUEST"},
		{"broken escape", "query=%zz", 400, "BAD_REQUEST"},
		{"too long", "query=" + q("{hello}") + "&x=" + strings.Repeat("a", 1<<20), 414, "LIMIT"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := do(t, handler, httptest.NewRequest(http.MethodGet, "/graphql?"+c.query, nil))
			if got.Code != c.status || !strings.Contains(got.Body.String(), c.want) || strings.Contains(got.Body.String(), "secret") {
				t.Errorf("%d %s", got.Code, got.Body)
			}
			if (c.status == 405) != (got.Header().Get("Allow") == "POST") {
				t.Errorf("Allow: %q", got.Header().Get("Allow"))
			}
		})
	}
}

func TestWebsocketsAreRefused(t *testing.T) {
	handler := newHandler(graphqlhttp.Options{})
	for upgrade, status := range map[string]int{"websocket": 400, "WebSocket": 400, "h2c, websocket": 400, "h2c": 200} {
		request := httptest.NewRequest(http.MethodGet, "/graphql?query=%7Bhello%7D", nil)
		request.Header.Set("Connection", "Upgrade")
		request.Header.Set("Upgrade", upgrade)
		if got := do(t, handler, request); got.Code != status {
			t.Errorf("Upgrade: %s: %d %s", upgrade, got.Code, got.Body)
		}
	}
}

// endless is a body without end that counts what is read of it.
type endless struct{ read int }

func (e *endless) Read(into []byte) (int, error) {
	for i := range into {
		into[i] = ' '
	}
	e.read += len(into)
	return len(into), nil
}

func TestLargeBodiesAreRefusedUnread(t *testing.T) {
	handler := newHandler(graphqlhttp.Options{})
	for _, c := range []struct {
		name   string
		length int64
		most   int
	}{
		{"declared", 100 << 20, 0},
		{"chunked", -1, 1<<20 + 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			body := &endless{}
			request := httptest.NewRequest(http.MethodPost, "/graphql", body)
			request.ContentLength = c.length
			request.Header.Set("Content-Type", "application/json")
			got := do(t, handler, request)
			if got.Code != 413 || got.code() != "LIMIT" || body.read > c.most {
				t.Errorf("%d %s after %d bytes", got.Code, got.code(), body.read)
			}
		})
	}
	t.Run("just fits", func(t *testing.T) {
		document := query("{ hello }")
		got := do(t, handler, post(document+strings.Repeat(" ", 1<<20-len(document))))
		if got.Code != 200 {
			t.Errorf("%d %s", got.Code, got.Body)
		}
	})
}

// Over a real connection an oversized upload is answered, and the connection
// given up instead of being read to its end.
func TestLargeUploadIsAnswered(t *testing.T) {
	server := httptest.NewServer(newHandler(graphqlhttp.Options{}))
	defer server.Close()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL, http.MaxBytesReader(nil, readCloser{&endless{}}, 100<<20))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	client := server.Client()
	response, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusRequestEntityTooLarge || !response.Close {
		t.Errorf("%s, connection to be closed: %v", response.Status, response.Close)
	}
}

type readCloser struct{ *endless }

func (readCloser) Close() error { return nil }
