package plan

import (
	"slices"
	"strings"
	"unicode/utf8"

	"partnergraph/schema"
)

const (
	// MaxText is the most characters of a text that is searched for.
	MaxText = 200
	// MaxSearches is how many searches the filters of one root field may hold: each may look at every node there is.
	MaxSearches = 8
	// MaxFound is the most nodes that one search within a filter may find. Their ids travel to the database.
	MaxFound = 50_000
)

// Search is an argument that stands for ids: those of the nodes in whose property all the words of a text stand. The databases do
// not search; Resolved puts the ids in its place.
type Search struct {
	In    *schema.Node
	Field string // the property
	Text  string
	Path  string // where it stands in the request
}

// CheckText refuses a blank text, and one that is too long to be searched for.
func CheckText(path, text string) error {
	switch {
	case strings.TrimSpace(text) == "":
		return Empty(path)
	case utf8.RuneCountInString(text) > MaxText:
		return invalid(path, "最多 %d 个字符", "at most %d characters", MaxText)
	}
	return nil
}

// search compiles the condition that all words of a text stand in a property.
func (c conditions) search(path string, node *schema.Node, p *schema.Property, text string) (Filter, error) {
	if err := c.tick(path); err != nil {
		return nil, err
	}
	if err := CheckText(path, text); err != nil {
		return nil, err
	}
	found := c.add(Search{In: node, Field: p.Name, Text: text, Path: path})
	return Compare{Of: Operand{Property: node.Field("id").Property}, Op: In, Arg: found}, nil
}

// checkSearches refuses too many of them.
func (q *Query) checkSearches() error {
	n := 0
	for _, arg := range q.Args {
		if search, is := arg.(Search); is {
			if n++; n > MaxSearches {
				return limit(search.Path, "全文条件太多：最多 %d 个", "too many searches: at most %d", MaxSearches)
			}
		}
	}
	return nil
}

// Searches reports whether the query must be resolved before it is read.
func (q *Query) Searches() bool { return slices.ContainsFunc(q.Args, isSearch) }

func isSearch(arg any) bool {
	_, is := arg.(Search)
	return is
}

// Resolved returns the query with ids in place of each Search; without any, the query itself. More than MaxFound are a *Refusal.
func (q *Query) Resolved(find func(Search) []string) (*Query, error) {
	if !q.Searches() {
		return q, nil
	}
	resolved := *q
	resolved.Args = slices.Clone(q.Args)
	for i, arg := range q.Args {
		search, is := arg.(Search)
		if !is {
			continue
		}
		ids := find(search)
		if len(ids) > MaxFound {
			return nil, limit(search.Path, "共找到 %d 条，作为筛选条件最多 %d 条；请给出更多文字",
				"finds %d records; as a condition it may find %d at most: give more of the text", len(ids), MaxFound)
		}
		resolved.Args[i] = append([]string{}, ids...)
	}
	return &resolved, nil
}
