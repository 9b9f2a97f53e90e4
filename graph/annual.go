package graph

import (
	"context"

	"partnergraph/graph/message"
	"partnergraph/graph/network"
	"partnergraph/graph/plan"
	"partnergraph/graph/report"
)

// annualReport works out the field of that name.
func (r *Resolver) annualReport(ctx context.Context, view *network.View, arguments plan.Arguments) (any, error) {
	year, err := yearOf(arguments)
	if err != nil {
		return nil, err
	}
	language := message.From(ctx)
	switch arguments.Text("language") {
	case "ZH":
		language = message.Chinese
	case "EN":
		language = message.English
	}
	composed := report.Compose(view, r.model, year, language)
	sections := make([]plan.Object, len(composed.Sections))
	for i, section := range composed.Sections {
		paragraphs := make([]plan.Object, len(section.Paragraphs))
		for j, p := range section.Paragraphs {
			paragraphs[j] = paragraphObject(p)
		}
		sections[i] = plan.Object{"number": section.Number, "title": section.Title, "paragraphs": paragraphs}
	}
	code := "ZH"
	if language == message.English {
		code = "EN"
	}
	return plan.Object{
		"year": int64(year), "language": code, "title": composed.Title, "sections": sections, "markdown": composed.Markdown(),
	}, nil
}

func paragraphObject(p report.Paragraph) plan.Object {
	figures := make([]plan.Object, len(p.Figures))
	for i, figure := range p.Figures {
		figures[i] = plan.Object{"text": figure.Text, "record": figure.Record, "citations": citationObjects(figure.Citations)}
	}
	records := append([]string{}, p.Records...)
	return plan.Object{"text": p.Text, "figures": figures, "records": records, "citations": citationObjects(p.Citations)}
}

func citationObjects(citations []report.Citation) []plan.Object {
	objects := make([]plan.Object, len(citations))
	for i, c := range citations {
		objects[i] = plan.Object{"document": c.Document, "locator": c.Locator, "kind": c.Kind}
	}
	return objects
}
