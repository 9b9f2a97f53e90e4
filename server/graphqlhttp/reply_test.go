package graphqlhttp

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// The list of errors fits its budget however much its messages, paths and
// extensions swell, and counts what it leaves out.
func TestErrorsFitTheirBudget(t *testing.T) {
	limits := Limits{}.withDefaults()
	long := strings.Repeat(`"`, 5000)
	for name, each := range map[string]*gqlerror.Error{
		"message that doubles when quoted": {Message: long},
		"path":                             {Message: "m", Path: ast.Path{ast.PathName(long)}},
		"extensions":                       {Message: "m", Extensions: map[string]any{"code": "C", "evidence": long}},
		"locations":                        {Message: "m", Locations: make([]gqlerror.Location, 5000)},
		"cannot be encoded":                {Message: "m", Extensions: map[string]any{"code": "C", "evidence": func() {}}},
	} {
		list := gqlerror.List{each, each, each, each, each}
		told := fit(t.Context(), list, 100, limits.RequestErrors, limits.Complaint)
		body, rest, err := reply{errors: told}.encode()
		body = append(body, rest...)
		if err != nil || !json.Valid(body) || len(body) > 4096 {
			t.Errorf("%s: %d bytes, %v", name, len(body), err)
		}
		var last gqlerror.Error
		if err := json.Unmarshal(told[len(told)-1], &last); err != nil || codeOf(&last) != CodeLimit {
			t.Errorf("%s: %v, the last error is %+v", name, err, last)
		}
	}
}

func TestMessagesAreCutBetweenCharacters(t *testing.T) {
	for lead := range 4 {
		got := clipText(strings.Repeat("a", lead) + strings.Repeat("湖", longestMessage))
		if !utf8.ValidString(got) || len(got) > longestMessage+len("…") || len(got) < longestMessage-3 {
			t.Errorf("after %d: %d bytes, %q", lead, len(got), got[len(got)-8:])
		}
	}
	if exact := strings.Repeat("a", longestMessage); clipText(exact) != exact {
		t.Error("a message that fits is cut")
	}
}
