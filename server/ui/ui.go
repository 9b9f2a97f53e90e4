package ui

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"
)

// distFiles is what `npm run build` wrote; only .gitkeep before the first
// build, which "all:" embeds so that the package compiles then as well.
//
//go:embed all:dist
var distFiles embed.FS

// Playground serves the GraphQL Playground at /playground and the files that
// page names below /playground/, to GET and HEAD. Compiled without built
// assets, it answers the page itself with 503 and how to build them.
func Playground() http.Handler {
	dist, err := fs.Sub(distFiles, "dist")
	if err != nil {
		panic("ui: dist is a valid path: " + err.Error())
	}
	playground, err := newPlayground(dist)
	if err != nil {
		panic("ui: the embedded assets are readable: " + err.Error())
	}
	return playground
}

// playground maps a request's path to the asset served there.
type playground map[string]asset

// asset is one file of the bundle, ready to be sent.
type asset struct {
	content      []byte
	contentType  string
	cacheControl string
	etag         string
}

// newPlayground reads every file of dist, whose page is index.html.
func newPlayground(dist fs.FS) (playground, error) {
	assets := playground{}
	err := fs.WalkDir(dist, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasPrefix(path.Base(name), ".") {
			return err
		}
		content, err := fs.ReadFile(dist, name)
		if err != nil {
			return err
		}
		file, err := newAsset(name, content)
		if err != nil {
			return err
		}
		assets["/playground/"+name] = file
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the Playground's assets: %w", err)
	}
	if page, built := assets["/playground/index.html"]; built {
		assets["/playground"] = page
		assets["/playground/"] = page
	}
	return assets, nil
}

// contentTypes are ours and not the host's: package mime reads the machine's
// tables, and a browser told "nosniff" refuses a script of another type.
var contentTypes = map[string]string{
	".css":   "text/css; charset=utf-8",
	".html":  "text/html; charset=utf-8",
	".js":    "text/javascript; charset=utf-8",
	".json":  "application/json",
	".svg":   "image/svg+xml",
	".ttf":   "font/ttf",
	".woff2": "font/woff2",
}

func newAsset(name string, content []byte) (asset, error) {
	contentType, known := contentTypes[path.Ext(name)]
	if !known {
		return asset{}, fmt.Errorf("%s: no content type is known for this extension", name)
	}
	// Vite puts a hash of the content into the name of everything below
	// assets/, so such a file never changes; the page that names them does.
	cacheControl := "no-cache"
	if strings.HasPrefix(name, "assets/") {
		cacheControl = "public, max-age=31536000, immutable"
	}
	sum := sha256.Sum256(content)
	return asset{
		content:      content,
		contentType:  contentType,
		cacheControl: cacheControl,
		etag:         `"` + hex.EncodeToString(sum[:16]) + `"`,
	}, nil
}

// contentSecurityPolicy lets the page load and call this server alone. The
// fonts and some of the editor's icons lie as data: in the style sheets; why
// styles may be inline is told in the package's decisions.
const contentSecurityPolicy = "default-src 'none'; " +
	"script-src 'self'; worker-src 'self'; connect-src 'self'; " +
	"style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data:; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

func (p playground) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	header.Set("Content-Security-Policy", contentSecurityPolicy)
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Referrer-Policy", "no-referrer")

	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		header.Set("Allow", "GET, HEAD")
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
		return
	}
	file, found := p[r.URL.Path]
	switch {
	case found:
		header.Set("Content-Type", file.contentType)
		header.Set("Cache-Control", file.cacheControl)
		header.Set("ETag", file.etag)
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(file.content))
	case len(p) == 0:
		serveNotBuilt(w)
	default:
		header.Set("Cache-Control", "no-store")
		http.Error(w, "not found", http.StatusNotFound)
	}
}

const notBuiltPage = `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><title>Partnergraph Playground</title></head>
<body>
<p>Playground 尚未构建。请运行 <code>make playground</code>(在 server/ui 中执行 npm ci &amp;&amp; npm run build),然后重新编译并启动服务器。</p>
<p lang="en">The Playground has not been built. Run <code>make playground</code> (npm ci &amp;&amp; npm run build in server/ui), then compile and start the server again.</p>
</body>
</html>
`

func serveNotBuilt(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(http.StatusServiceUnavailable)
	// The connection is gone when this fails, and with it whoever asked.
	_, _ = w.Write([]byte(notBuiltPage))
}
