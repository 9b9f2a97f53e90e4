package match

import (
	"strings"

	"partnergraph/graph/message"
)

// clause is a part of a sentence: what is said of a few names.
type clause struct {
	says  message.Text
	names []message.Text
}

// maxNamed is the most names that a clause spells out.
const maxNamed = 3

// sentence writes the clauses that have names, one after the other.
func sentence(clauses ...clause) message.Text {
	var zh, en []string
	for _, c := range clauses {
		if len(c.names) == 0 {
			continue
		}
		names := listed(c.names[:min(len(c.names), maxNamed)])
		if more := len(c.names) - maxNamed; more > 0 {
			rest := message.Text{ZH: "等 %[2]d 项", EN: " and %[1]d more"}.Fill(more, len(c.names))
			names = message.Text{ZH: names.ZH + rest.ZH, EN: names.EN + rest.EN}
		}
		zh, en = append(zh, c.says.ZH+names.ZH), append(en, c.says.EN+names.EN)
	}
	return message.Text{ZH: strings.Join(zh, "；"), EN: strings.Join(en, ". ")}
}

// listed joins names as each language does.
func listed(texts []message.Text) message.Text {
	zh, en := make([]string, len(texts)), make([]string, len(texts))
	for i, text := range texts {
		zh[i], en[i] = text.ZH, text.EN
	}
	return message.Text{ZH: strings.Join(zh, "、"), EN: strings.Join(en, ", ")}
}
