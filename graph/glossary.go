package graph

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"partnergraph/graph/network/terms"
	"partnergraph/graph/store"
)

// addTerm fills in the mutation of that name.
func (r *Resolver) addTerm(c *change) {
	name := c.line("name")
	if utf8.RuneCountInString(name) == 1 {
		c.refuse("INVALID", "name", "至少 2 个字符", "at least 2 characters")
	}
	if strings.TrimSpace(c.input.Text("englishName")) != "" {
		c.line("englishName")
	}
	synonyms := c.synonyms()
	c.create("Term", map[string]any{
		"name": name, "englishName": trimmed(c.input.Text("englishName")), "synonyms": synonyms, "note": c.paragraph("note"),
	})
	c.relateTerms("broader", "KIND_OF")
	c.relateTerms("related", "AKIN_TO")
	c.relateFields("NAMED_IN")
	c.warnOfTerms(name, synonyms)
}

func trimmed(text string) any {
	if text = strings.TrimSpace(text); text == "" {
		return nil
	}
	return text
}

// maxSynonyms is the most synonyms that a new term may have.
const maxSynonyms = 50

// synonyms checks the other words: none blank or of a single character, which would stand in every text; one named twice counts once.
func (c *change) synonyms() []string {
	given := c.input.Texts("synonyms")
	if len(given) > maxSynonyms {
		c.refuse("INVALID", "synonyms", "最多 %d 个", "at most %d", maxSynonyms)
	}
	synonyms, seen := []string{}, map[string]bool{}
	for i, synonym := range given {
		synonym = strings.TrimSpace(synonym)
		if n := utf8.RuneCountInString(synonym); n < 2 || n > maxLine {
			c.refuse("INVALID", "synonyms."+strconv.Itoa(i), "应为 2 到 %d 个字符", "must be 2 to %d characters", maxLine)
		}
		if !seen[synonym] {
			seen[synonym], synonyms = true, append(synonyms, synonym)
		}
	}
	return synonyms
}

// relateTerms relates the new term to those that the input names. One named twice counts once.
func (c *change) relateTerms(field, relation string) {
	seen := map[string]bool{}
	for i, id := range c.input.Texts(field) {
		at := field + "." + strconv.Itoa(i)
		if !c.node(at, id, c.model.Node("Term")) || seen[id] {
			continue
		}
		seen[id] = true
		c.do(at, store.Operation{Verb: store.Relate, Type: relation, From: c.id, To: id})
	}
}

// warnOfTerms names, for each field, the terms that have one of its words already: what is asked for would lead from there to both. The
// one of this very name is left out: that no two terms bear one is the store's to hold, and a repeated call, which meets its own, must come
// through to it.
func (c *change) warnOfTerms(name string, synonyms []string) {
	fields := []string{"name", "englishName", "synonyms"}
	of := map[string]string{} // by a folded word: the first field that has it
	for i, words := range [][]string{{name}, {c.input.Text("englishName")}, synonyms} {
		for _, word := range words {
			if folded := terms.Fold(word).Text; strings.TrimSpace(folded) != "" && of[folded] == "" {
				of[folded] = fields[i]
			}
		}
	}
	alike := map[string][]string{}
	for id := range c.view.OfType(c.model.Node("Term")) {
		node, _ := c.view.Node(id)
		if node.Text("name") == name {
			continue
		}
		for _, word := range append(node.Texts("synonyms"), node.Text("name"), node.Text("englishName")) {
			if field := of[terms.Fold(word).Text]; field != "" && !slices.Contains(alike[field], id) {
				alike[field] = append(alike[field], id)
			}
		}
	}
	for _, field := range fields {
		if slices.Sort(alike[field]); len(alike[field]) > 0 {
			c.warn("POSSIBLE_DUPLICATE", field, alike[field], "已有术语以此为名或同义词", "a term has this among its words already")
		}
	}
}
