package oracle

import "encoding/json"

// citations are where the relation behind an element was taken from, as far as its documents are still there.
func (q *question) citations(e edge) []any {
	out := []any{}
	for _, text := range texts(e.values["citedAs"]) {
		var values map[string]any
		if json.Unmarshal([]byte(text), &values) != nil {
			continue
		}
		id, _ := values["document"].(string)
		if document := q.find(id); document != nil && document.Type == "Document" {
			out = append(out, edge{link: link{node: document, values: values}, to: &way{far: "document"}})
		}
	}
	return out
}
