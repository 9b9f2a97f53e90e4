package ui

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
)

// built is a bundle as a build leaves it.
var built = fstest.MapFS{
	".gitkeep":               {},
	"index.html":             {Data: []byte("<!doctype html>")},
	"assets/index-abc.js":    {Data: []byte("let a")},
	"assets/index-abc.css":   {Data: []byte("a{}")},
	"assets/font-abc.ttf":    {Data: []byte("ttf")},
	"assets/font-abc.woff2":  {Data: []byte("woff2")},
	"assets/.hidden-abc.css": {Data: []byte("a{}")},
}

func answer(t *testing.T, dist fstest.MapFS, request *http.Request) *http.Response {
	t.Helper()
	handler, err := newPlayground(dist)
	if err != nil {
		t.Fatal(err)
	}
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, request)
	return recorder.Result()
}

func TestPlaygroundAnswers(t *testing.T) {
	const forever, revalidated = "public, max-age=31536000, immutable", "no-cache"
	cases := []struct {
		method, path string
		status       int
		contentType  string
		cacheControl string
	}{
		{"GET", "/playground", 200, "text/html; charset=utf-8", revalidated},
		{"GET", "/playground/", 200, "text/html; charset=utf-8", revalidated},
		{"GET", "/playground/index.html", 200, "text/html; charset=utf-8", revalidated},
		{"HEAD", "/playground", 200, "text/html; charset=utf-8", revalidated},
		{"GET", "/playground/assets/index-abc.js", 200, "text/javascript; charset=utf-8", forever},
		{"GET", "/playground/assets/index-abc.css", 200, "text/css; charset=utf-8", forever},
		{"GET", "/playground/assets/font-abc.ttf", 200, "font/ttf", forever},
		{"GET", "/playground/assets/font-abc.woff2", 200, "font/woff2", forever},
		{"GET", "/playground/assets/index-other.js", 404, "text/plain; charset=utf-8", "no-store"},
		{"GET", "/playground/assets/", 404, "text/plain; charset=utf-8", "no-store"},
		{"GET", "/playground/.gitkeep", 404, "text/plain; charset=utf-8", "no-store"},
		{"GET", "/playground/assets/.hidden-abc.css", 404, "text/plain; charset=utf-8", "no-store"},
		{"GET", "/playground/../playground/index.html", 404, "text/plain; charset=utf-8", "no-store"},
	}
	for _, c := range cases {
		t.Run(c.method+" "+c.path, func(t *testing.T) {
			response := answer(t, built, httptest.NewRequest(c.method, c.path, nil))
			if response.StatusCode != c.status {
				t.Errorf("status %d, want %d", response.StatusCode, c.status)
			}
			wantHeader(t, response, "Content-Type", c.contentType)
			wantHeader(t, response, "Cache-Control", c.cacheControl)
			wantGuards(t, response)
		})
	}
}

func TestPlaygroundRefusesOtherMethods(t *testing.T) {
	for _, method := range []string{"POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"} {
		for name, dist := range map[string]fstest.MapFS{"built": built, "not built": {}} {
			t.Run(method+" "+name, func(t *testing.T) {
				response := answer(t, dist, httptest.NewRequest(method, "/playground", nil))
				if response.StatusCode != http.StatusMethodNotAllowed {
					t.Errorf("status %d, want 405", response.StatusCode)
				}
				wantHeader(t, response, "Allow", "GET, HEAD")
				wantGuards(t, response)
			})
		}
	}
}

func TestPlaygroundRevalidatesThePage(t *testing.T) {
	first := answer(t, built, httptest.NewRequest("GET", "/playground", nil))
	again := httptest.NewRequest("GET", "/playground", nil)
	again.Header.Set("If-None-Match", first.Header.Get("ETag"))

	if response := answer(t, built, again); response.StatusCode != http.StatusNotModified {
		t.Errorf("unchanged page: status %d, want 304", response.StatusCode)
	}
	rebuilt := fstest.MapFS{"index.html": {Data: []byte("<!doctype html><p>")}}
	if response := answer(t, rebuilt, again); response.StatusCode != http.StatusOK {
		t.Errorf("page of another build: status %d, want 200", response.StatusCode)
	}
}

func TestPlaygroundNotBuiltSaysHowToBuild(t *testing.T) {
	for _, path := range []string{"/playground", "/playground/", "/playground/assets/index-abc.js"} {
		handler, err := newPlayground(fstest.MapFS{".gitkeep": {}})
		if err != nil {
			t.Fatal(err)
		}
		recorder := httptest.NewRecorder()
		handler.ServeHTTP(recorder, httptest.NewRequest("GET", path, nil))
		if recorder.Code != http.StatusServiceUnavailable {
			t.Errorf("%s: status %d, want 503", path, recorder.Code)
		}
		page := recorder.Body.String()
		for _, part := range []string{"尚未构建", "has not been built", "make playground", `lang="zh-CN"`} {
			if !strings.Contains(page, part) {
				t.Errorf("%s: the page does not say %q", path, part)
			}
		}
		if strings.Contains(page, "://") {
			t.Errorf("%s: the page names another host", path)
		}
		wantHeader(t, recorder.Result(), "Cache-Control", "no-store")
		wantGuards(t, recorder.Result())
	}
}

func TestPlaygroundRefusesAnUnknownKindOfFile(t *testing.T) {
	_, err := newPlayground(fstest.MapFS{"assets/index.wat": {}})
	if err == nil || !strings.Contains(err.Error(), "assets/index.wat") {
		t.Errorf("error %v, want one that names the file", err)
	}
}

// Playground panics when it cannot serve a file of the bundle it is compiled
// with, so this fails on the build that brings such a file.
func TestPlaygroundServesWhatIsEmbedded(t *testing.T) {
	recorder := httptest.NewRecorder()
	Playground().ServeHTTP(recorder, httptest.NewRequest("GET", "/playground", nil))
	if recorder.Code != http.StatusOK && recorder.Code != http.StatusServiceUnavailable {
		t.Errorf("status %d, want 200 built or 503 not built", recorder.Code)
	}
}

func wantGuards(t *testing.T, response *http.Response) {
	t.Helper()
	wantHeader(t, response, "X-Content-Type-Options", "nosniff")
	wantHeader(t, response, "Referrer-Policy", "no-referrer")
	policy := response.Header.Get("Content-Security-Policy")
	for _, part := range []string{"default-src 'none'", "script-src 'self';", "connect-src 'self';", "frame-ancestors 'none'"} {
		if !strings.Contains(policy, part) {
			t.Errorf("Content-Security-Policy %q lacks %q", policy, part)
		}
	}
}

func wantHeader(t *testing.T, response *http.Response, name, want string) {
	t.Helper()
	if got := response.Header.Get(name); got != want {
		t.Errorf("%s: %q, want %q", name, got, want)
	}
}
