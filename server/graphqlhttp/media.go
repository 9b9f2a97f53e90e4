package graphqlhttp

import (
	"mime"
	"net/http"
	"strings"

	"github.com/elnormous/contenttype"

	"partnergraph/graph/message"
)

// media is the media type of an answer.
type media string

// mediaJSON answers a well-formed request with 200 whatever came of it, for
// clients that cannot tell a proxy's error page from ours. The only other one
// lets the status speak: 400 when nothing was executed.
const mediaJSON media = "application/json"

// negotiate chooses the answer's media type by the Accept header: the one
// with the greater weight, then the one named first; application/json where
// the header is absent or a wildcard. Without a match it also gives a refusal,
// which is told in application/json.
func negotiate(header http.Header) (media, *refusal) {
	accept := strings.TrimSpace(strings.Join(header.Values("Accept"), ","))
	if accept == "" {
		return mediaJSON, nil
	}
	charset := contenttype.Parameters{"charset": "utf-8"}
	chosen, _, err := contenttype.GetAcceptableMediaTypeFromHeader(accept, []contenttype.MediaType{
		{Type: "application", Subtype: "json", Parameters: charset},
		{Type: "application", Subtype: "graphql-response+json", Parameters: charset},
	})
	if err != nil {
		return mediaJSON, &refusal{status: http.StatusNotAcceptable, code: CodeNotAcceptable, text: message.Text{
			ZH: "只能以 application/graphql-response+json 或 application/json 应答",
			EN: "answers are given as application/graphql-response+json or application/json",
		}}
	}
	return media(chosen.MIME()), nil
}

// checkBodyType refuses a body that is not plain UTF-8 JSON. A browser can
// send such a body to another site only after asking (a preflight), which a
// form cannot. Encoded bodies are refused because a few of their bytes can
// unfold to any size.
func checkBodyType(header http.Header) *refusal {
	refused := &refusal{status: http.StatusUnsupportedMediaType, code: CodeMediaType}
	if len(header.Values("Content-Encoding")) > 0 {
		refused.text = message.Text{
			ZH: "请求正文不得压缩或另行编码（Content-Encoding）",
			EN: "the body must not be compressed or encoded (Content-Encoding)",
		}
		return refused
	}
	mediaType, parameters, err := mime.ParseMediaType(header.Get("Content-Type"))
	charset, named := parameters["charset"]
	if err != nil || mediaType != string(mediaJSON) || named && !strings.EqualFold(charset, "utf-8") {
		refused.text = message.Text{
			ZH: "请求正文的 Content-Type 必须是 application/json，字符集为 UTF-8",
			EN: "the body's Content-Type must be application/json in UTF-8",
		}
		return refused
	}
	return nil
}
