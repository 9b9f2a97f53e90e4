package report

import (
	"fmt"
	"slices"
	"strings"

	"partnergraph/graph/message"
)

// Markdown writes the report as CommonMark: parts and sections as headings, after each paragraph where it was taken from, at the end
// the documents. Names from the knowledge base are text, never markup.
func (r Report) Markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n", escape(r.Title))
	documents := r.documents()
	for _, section := range r.Sections {
		fmt.Fprintf(&b, "\n%s %s %s\n", strings.Repeat("#", section.level()+1), section.Number, escape(section.Title))
		for _, paragraph := range section.Paragraphs {
			fmt.Fprintf(&b, "\n%s%s\n", escape(paragraph.Text), r.mark(paragraph, documents))
		}
	}
	fmt.Fprintf(&b, "\n## %s\n", r.say("资料来源", "Sources"))
	for i, document := range documents {
		fmt.Fprintf(&b, "\n- %d: %s", i+1, escape(document.Title))
	}
	if len(documents) > 0 {
		b.WriteByte('\n')
	}
	fmt.Fprintf(&b, "\n%s\n", r.legend())
	return b.String()
}

// level is 1 for a part and 2 for a section of one.
func (s Section) level() int { return 1 + strings.Count(s.Number, ".") }

// legend says what the marks behind paragraphs mean.
func (r Report) legend() string {
	return r.say("段末〔文献：位置〕为出处；“推断”表示由原文推得；〔登记〕表示由工作人员登记，没有引用文献。",
		"Behind each paragraph stands where it was taken from: [document: place]. “inferred” means that it was concluded from there; [registered] that staff registered it.")
}

// documents lists the documents that the report cites, in the order of their first mention.
func (r Report) documents() []Citation {
	var list []Citation
	for _, section := range r.Sections {
		for _, paragraph := range section.Paragraphs {
			for _, c := range paragraph.Citations {
				if !slices.ContainsFunc(list, func(known Citation) bool { return known.Document == c.Document }) {
					list = append(list, c)
				}
			}
		}
	}
	return list
}

// mark says where a paragraph was taken from.
func (r Report) mark(p Paragraph, documents []Citation) string {
	open, closing, between := "〔", "〕", "；"
	if r.Language == message.English {
		open, closing, between = " [", "]", "; "
	}
	if len(p.Citations) == 0 {
		return open + r.say("登记", "registered") + closing
	}
	var parts []string
	for i, document := range documents {
		var places []string
		for _, c := range p.Citations {
			if c.Document != document.Document {
				continue
			}
			place := c.Locator
			if c.Kind == "INFERRED" {
				place += r.say("推断", " inferred")
			}
			places = append(places, place)
		}
		if len(places) > 0 {
			parts = append(parts, fmt.Sprintf("%d%s%s", i+1, r.say("：", ": "), strings.Join(places, r.say("、", ", "))))
		}
	}
	return open + strings.Join(parts, between) + closing
}

func (r Report) say(zh, en string) string { return message.Text{ZH: zh, EN: en}.In(r.Language) }

// markup are the characters that Markdown may read as more than themselves anywhere; leading are those that it may at the beginning.
const (
	markup  = "\\`*_[]<>&~|"
	leading = "#+-="
)

// escape makes a text stand for itself in Markdown.
func escape(text string) string {
	var b strings.Builder
	for i, c := range text {
		if c == '\n' || c == '\r' {
			c = ' '
		}
		if strings.ContainsRune(markup, c) || i == 0 && strings.ContainsRune(leading, c) {
			b.WriteByte('\\')
		}
		b.WriteRune(c)
	}
	return b.String()
}
