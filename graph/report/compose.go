package report

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"partnergraph/graph/message"
	"partnergraph/graph/network"
	"partnergraph/graph/value"
	"partnergraph/schema"
)

// composer writes the paragraphs of one report.
type composer struct {
	view     *network.View
	model    *schema.Model
	year     int
	language message.Language
}

// Compose writes a year's report from the network as it is.
func Compose(view *network.View, model *schema.Model, year int, language message.Language) Report {
	c := composer{view, model, year, language}
	report := Report{Year: year, Language: language, Title: c.fill("%d年科技工作报告", "Science and technology work in %d", year)}
	for i, part := range parts {
		number := strconv.Itoa(i + 1)
		report.Sections = append(report.Sections, Section{Number: number, Title: part.title.In(language)})
		for j, section := range part.sections {
			report.Sections = append(report.Sections, Section{
				Number: number + "." + strconv.Itoa(j+1), Title: section.title.In(language), Paragraphs: capital(section.write(c)),
			})
		}
	}
	return report
}

// capital gives each paragraph a capital at its beginning.
func capital(paragraphs []Paragraph) []Paragraph {
	for i := range paragraphs {
		if text := paragraphs[i].Text; text != "" && text[0] >= 'a' && text[0] <= 'z' {
			paragraphs[i].Text = strings.ToUpper(text[:1]) + text[1:]
		}
	}
	return paragraphs
}

// all lists the records of a type that a test lets through, by name and then by id.
func (c composer) all(nodeType string, keep func(network.Node) bool) []network.Node {
	var list []network.Node
	for id := range c.view.OfType(c.model.Node(nodeType)) {
		if node, _ := c.view.Node(id); keep(node) {
			list = append(list, node)
		}
	}
	slices.SortFunc(list, func(a, b network.Node) int {
		return cmp.Or(strings.Compare(nameOf(a), nameOf(b)), strings.Compare(a.ID, b.ID))
	})
	return list
}

// during reports whether one of the dates of a record may lie in the year; the first field that has a value decides.
func (c composer) during(node network.Node, fields ...string) bool {
	for _, field := range fields {
		date, err := value.ParsePartialDate(node.Text(field))
		if err != nil {
			continue
		}
		year := fmt.Sprintf("%04d", c.year)
		return date.First()[:4] <= year && year <= date.Last()[:4]
	}
	return false
}

// running reports whether the time between two dates touches the year. A missing end is open, and so is a missing begin.
func (c composer) running(node network.Node, from, until string) bool {
	year := fmt.Sprintf("%04d", c.year)
	if begin, err := value.ParsePartialDate(node.Text(from)); err == nil && begin.First()[:4] > year {
		return false
	}
	end, err := value.ParsePartialDate(node.Text(until))
	return err != nil || end.Last()[:4] >= year
}

// known reports whether a record that states no date was known in the year: no document that it was taken from is later. Without such
// a document nothing says since when it is so.
func (c composer) known(node network.Node) bool {
	documents := related(node, "CITES", false, nil)
	return len(documents) == 0 || slices.ContainsFunc(documents, func(d network.Node) bool { return c.running(d, "issuedOn", "") })
}

// nameOf is what a record is called.
func nameOf(node network.Node) string {
	return cmp.Or(node.Text("name"), node.Text("title"))
}

// name is what a record is called in the report's language. Names are Chinese; what an English reader cannot read from them is put
// before: what sort of event, platform or agreement it is, or which indicator.
func (c composer) name(node network.Node) string {
	if c.language != message.English {
		return nameOf(node)
	}
	switch node.Type.Name {
	case "Event", "Platform", "Agreement", "EnterpriseVisit":
		return words(node.Text("kind")) + " " + nameOf(node)
	case "Indicator":
		return englishIndicator(node.Text("code"))
	default:
		return nameOf(node)
	}
}

// words reads the name of an enum value as words: VILLAGE_TRIP is village trip.
func words(enum string) string { return strings.ToLower(strings.ReplaceAll(enum, "_", " ")) }

// related lists the far ends of a record's relations that a test lets through; nil: all.
func related(node network.Node, relation string, in bool, keep func(network.Relation) bool) []network.Node {
	var list []network.Node
	for r, far := range node.Related(relation, in) {
		if keep == nil || keep(r) {
			list = append(list, far)
		}
	}
	return list
}

// fill chooses the language and formats.
func (c composer) fill(zh, en string, args ...any) string {
	return message.Text{ZH: zh, EN: en}.Fill(args...).In(c.language)
}

// join names several things: A、B、C in Chinese, A, B, C in English.
func (c composer) join(names []string) string {
	return strings.Join(names, message.Text{ZH: "、", EN: ", "}.In(c.language))
}

// say writes a paragraph about some records. A quantity among the arguments is printed as a figure, a record by its name, several
// records by their names.
func (c composer) say(about []network.Node, zh, en string, args ...any) Paragraph {
	var p Paragraph
	for _, node := range about {
		c.tell(&p, node)
	}
	texts := make([]any, len(args))
	for i, arg := range args {
		switch arg := arg.(type) {
		case quantity:
			texts[i] = arg.text(c.language)
			c.tell(&p, arg.of)
			p.Figures = append(p.Figures, Figure{Text: arg.text(c.language), Record: arg.of.ID, Citations: citationsOf(arg.of)})
		case network.Node:
			texts[i] = c.name(arg)
			c.mention(&p, arg)
		case []network.Node:
			names := make([]string, len(arg))
			for j, node := range arg {
				names[j] = c.name(node)
				c.mention(&p, node)
			}
			texts[i] = c.join(names)
		case Paragraph: // a clause that was written before
			texts[i] = arg.Text
			p.absorb(arg)
		default:
			texts[i] = arg
		}
	}
	p.Text = c.fill(zh, en, texts...)
	return p
}

// tell adds a record that the paragraph is about: its sources are the paragraph's.
func (c composer) tell(p *Paragraph, node network.Node) {
	c.mention(p, node)
	for _, citation := range citationsOf(node) {
		if !slices.Contains(p.Citations, citation) {
			p.Citations = append(p.Citations, citation)
		}
	}
}

// mention adds a record that the paragraph only names.
func (composer) mention(p *Paragraph, node network.Node) {
	if !slices.Contains(p.Records, node.ID) {
		p.Records = append(p.Records, node.ID)
	}
}

// absorb takes over what a clause tells.
func (p *Paragraph) absorb(clause Paragraph) {
	p.Figures = append(p.Figures, clause.Figures...)
	for _, id := range clause.Records {
		if !slices.Contains(p.Records, id) {
			p.Records = append(p.Records, id)
		}
	}
	for _, citation := range clause.Citations {
		if !slices.Contains(p.Citations, citation) {
			p.Citations = append(p.Citations, citation)
		}
	}
}

// clauses joins clauses into one text, with what they tell.
func (c composer) clauses(list []Paragraph, between string) Paragraph {
	var whole Paragraph
	texts := make([]string, len(list))
	for i, clause := range list {
		texts[i] = clause.Text
		whole.absorb(clause)
	}
	whole.Text = strings.Join(texts, between)
	return whole
}

// citationsOf lists where a record was taken from, in the order of the places.
func citationsOf(node network.Node) []Citation {
	var list []Citation
	for relation, document := range node.Related("CITES", false) {
		list = append(list, Citation{document.ID, document.Text("title"), relation.Text("locator"), relation.Text("kind")})
	}
	slices.SortFunc(list, func(a, b Citation) int {
		return cmp.Or(strings.Compare(a.Title, b.Title), strings.Compare(a.Locator, b.Locator))
	})
	return list
}

// counted is an exact number of records, as a figure of the first of them.
func counted(nodes []network.Node, unit string) quantity {
	return quantity{hundredths: int64(len(nodes)) * 100, precision: "EXACT", unit: unit, of: nodes[0]}
}
