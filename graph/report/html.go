package report

import (
	"bytes"
	"fmt"
	"html/template"

	"github.com/yuin/goldmark"
)

// page is a page that reads well on a screen and on paper, and needs nothing from elsewhere.
var page = template.Must(template.New("report").Parse(`<!doctype html>
<html lang="{{.Language}}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{.Title}}</title>
<style>
body { max-width: 46em; margin: 3em auto; padding: 0 1em; color: #222; font: 17px/1.75 "Noto Serif CJK SC", "Source Han Serif SC", SimSun, Georgia, serif; }
h1 { text-align: center; font-size: 1.6em; }
h2 { margin-top: 2em; font-size: 1.25em; border-bottom: 1px solid #ccc; }
h3 { font-size: 1.05em; }
p { text-align: justify; }
@media print { body { margin: 0; max-width: none; } h2, h3 { break-after: avoid; } }
</style>
<body>
{{.Body}}</body>
</html>
`))

// HTML writes the report as one page.
func (r Report) HTML() ([]byte, error) {
	var body, out bytes.Buffer
	if err := goldmark.Convert([]byte(r.Markdown()), &body); err != nil {
		return nil, fmt.Errorf("convert the report to HTML: %w", err)
	}
	err := page.Execute(&out, map[string]any{
		"Language": r.say("zh-CN", "en"), "Title": r.Title,
		"Body": template.HTML(body.String()), //nolint:gosec // goldmark leaves raw HTML out, and Markdown escapes every text
	})
	if err != nil {
		return nil, fmt.Errorf("write the report as HTML: %w", err)
	}
	return out.Bytes(), nil
}
