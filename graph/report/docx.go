package report

import (
	"bytes"
	"fmt"

	"github.com/gomutex/godocx"
)

// DOCX writes the report as a Word document with real headings, so that Word can make a table of contents.
func (r Report) DOCX() ([]byte, error) {
	document, err := godocx.NewDocument()
	if err != nil {
		return nil, fmt.Errorf("begin a Word document: %w", err)
	}
	heading := func(text string, level int) {
		if _, failed := document.AddHeading(text, uint(level)); failed != nil && err == nil {
			err = failed
		}
	}
	documents := r.documents()
	heading(r.Title, 0)
	for _, section := range r.Sections {
		heading(section.Number+" "+section.Title, section.level())
		for _, p := range section.Paragraphs {
			document.AddParagraph(p.Text).AddText(r.mark(p, documents)).Color("808080")
		}
	}
	heading(r.say("资料来源", "Sources"), 1)
	for i, d := range documents {
		document.AddParagraph(fmt.Sprintf("%d: %s", i+1, d.Title))
	}
	document.AddParagraph(r.legend())
	if err != nil {
		return nil, fmt.Errorf("write the report's headings: %w", err)
	}
	var out bytes.Buffer
	if err := document.Write(&out); err != nil {
		return nil, fmt.Errorf("write the report as a Word document: %w", err)
	}
	return out.Bytes(), nil
}
