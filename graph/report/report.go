package report

import "partnergraph/graph/message"

// Report is a year's report.
type Report struct {
	Year     int
	Language message.Language
	Title    string
	Sections []Section // in order: each part, with its sections behind it
}

// Section is a part of the report, numbered 1, or a section of a part, numbered 1.2.
type Section struct {
	Number, Title string
	Paragraphs    []Paragraph // empty where nothing is known, and in parts
}

// Paragraph is a sentence or two on one matter.
type Paragraph struct {
	Text      string
	Figures   []Figure // in the order in which they stand in the text
	Records   []string // ids of the records it tells of
	Citations []Citation
}

// Figure is a number in a paragraph.
type Figure struct {
	Text      string // as printed, such as 205万元
	Record    string // id of the record that holds it
	Citations []Citation
}

// Citation is a place in a document that a paragraph or a figure rests on.
type Citation struct {
	Document string // id
	Title    string
	Locator  string
	Kind     string // STATED or INFERRED
}
