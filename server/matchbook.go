package main

import (
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"partnergraph/graph/message"
)

// matchBook is the workbook of a matchmaking day: one sheet, a row for each partner of a need. Rows are streamed, so that its size is no
// matter of memory.
type matchBook struct {
	file     *excelize.File
	rows     *excelize.StreamWriter
	language message.Language
	text     int // style of a cell of text
	number   int // style of a score
	next     int // row
}

// columns are the headings with the widths in which they can be read.
var columns = []struct {
	heading message.Text
	width   float64
}{
	{message.Text{ZH: "需求", EN: "Need"}, 28}, {message.Text{ZH: "需求说明", EN: "What is needed"}, 32}, {message.Text{ZH: "提出方", EN: "Asker"}, 18},
	{message.Text{ZH: "名次", EN: "Rank"}, 7}, {message.Text{ZH: "推荐机构", EN: "Partner"}, 24}, {message.Text{ZH: "类别", EN: "Kind"}, 12},
	{message.Text{ZH: "得分", EN: "Score"}, 8}, {message.Text{ZH: "可能性", EN: "Likelihood"}, 14}, {message.Text{ZH: "已有合作", EN: "Partner already"}, 9},
	{message.Text{ZH: "推荐理由", EN: "Reasons"}, 70}, {message.Text{ZH: "注意事项", EN: "Cautions"}, 34}, {message.Text{ZH: "可补充资料", EN: "Not on record"}, 28},
	{message.Text{ZH: "信息提示", EN: "Notice"}, 28}, {message.Text{ZH: "需求标识", EN: "Id of the need"}, 38}, {message.Text{ZH: "机构标识", EN: "Id of the partner"}, 38},
}

// bandNames are what people call the bands of likelihood.
var bandNames = map[string]message.Text{
	"UNLIKELY": {ZH: "低（不到 1%）", EN: "under 1 in 100"}, "POSSIBLE": {ZH: "有可能（1%–5%）", EN: "1 to 5 in 100"},
	"PROMISING": {ZH: "较高（5%–10%）", EN: "5 to 10 in 100"}, "STRONG": {ZH: "高（10% 以上）", EN: "over 10 in 100"},
}

// kindNames are what people call the kinds.
var kindNames = map[string]message.Text{
	"ENTERPRISE": {ZH: "企业", EN: "Enterprise"}, "UNIVERSITY": {ZH: "高校", EN: "University"},
	"RESEARCH_INSTITUTE": {ZH: "科研院所", EN: "Research institute"}, "ACADEMIC_UNIT": {ZH: "院系", EN: "Academic unit"},
	"INCUBATOR": {ZH: "孵化器", EN: "Incubator"}, "COOPERATIVE": {ZH: "专业合作社", EN: "Cooperative"},
	"GOVERNMENT_AGENCY": {ZH: "政府部门", EN: "Government agency"}, "OTHER_ORGANIZATION": {ZH: "其他机构", EN: "Other organization"},
}

func newMatchBook(language message.Language) (*matchBook, error) {
	b := &matchBook{file: excelize.NewFile(), language: language, next: 2}
	sheet := message.Text{ZH: "需求匹配", EN: "Matches"}.In(language)
	if err := b.file.SetSheetName("Sheet1", sheet); err != nil {
		return nil, err
	}
	wrapped := &excelize.Alignment{WrapText: true, Vertical: "top"}
	head, err := b.file.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: wrapped})
	if err != nil {
		return nil, err
	}
	if b.text, err = b.file.NewStyle(&excelize.Style{Alignment: wrapped, NumFmt: 49}); err != nil { // 49: text
		return nil, err
	}
	if b.number, err = b.file.NewStyle(&excelize.Style{Alignment: wrapped, NumFmt: 2}); err != nil { // 2: 0.00
		return nil, err
	}
	wide := true // before rows are streamed, for it stands in front of them
	if err := b.file.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &wide}); err != nil {
		return nil, err
	}
	if b.rows, err = b.file.NewStreamWriter(sheet); err != nil {
		return nil, err
	}
	headings := make([]any, len(columns))
	for i, column := range columns {
		headings[i] = excelize.Cell{StyleID: head, Value: column.heading.In(language)}
		if err := b.rows.SetColWidth(i+1, i+1, column.width); err != nil {
			return nil, err
		}
	}
	if err := b.rows.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return nil, err
	}
	return b, b.rows.SetRow("A1", headings)
}

// add writes a need's rows: one a partner, or one that says that there is none.
func (b *matchBook) add(need matchedNeed) error {
	asker := ""
	if need.Organization != nil {
		asker = need.Organization.Name
	}
	if len(need.Matches) == 0 {
		return b.row(b.cell(need.Need.Title), b.cell(need.Need.Description), b.cell(asker), nil, nil, nil, nil, nil, nil, nil, nil, nil,
			b.cell(need.Notice), b.cell(need.Need.ID))
	}
	for i, m := range need.Matches {
		already := ""
		if m.AlreadyPartner {
			already = message.Text{ZH: "是", EN: "yes"}.In(b.language)
		}
		kind := m.Organization.Kind
		if name, known := kindNames[kind]; known {
			kind = name.In(b.language)
		}
		likelihood := message.Text{ZH: "未测算", EN: "not measured"}
		if m.Likelihood != nil {
			likelihood = bandNames[m.Likelihood.Band]
		}
		err := b.row(b.cell(need.Need.Title), b.cell(need.Need.Description), b.cell(asker), excelize.Cell{StyleID: b.text, Value: i + 1},
			b.cell(m.Organization.Name), b.cell(kind), excelize.Cell{StyleID: b.number, Value: math.Round(m.Score*100) / 100},
			b.cell(likelihood.In(b.language)), b.cell(already), b.cell(parts(m.Reasons)), b.cell(lines(m.Cautions)), b.cell(lines(m.Hints)),
			b.cell(need.Notice), b.cell(need.Need.ID), b.cell(m.Organization.ID))
		if err != nil {
			return err
		}
	}
	return nil
}

func (b *matchBook) row(cells ...any) error {
	at, err := excelize.CoordinatesToCellName(1, b.next)
	if err != nil {
		return err
	}
	b.next++
	return b.rows.SetRow(at, cells)
}

func (b *matchBook) cell(text string) excelize.Cell {
	return excelize.Cell{StyleID: b.text, Value: harmless(text)}
}

// maxCell is the most characters that a cell of a workbook holds.
const maxCell = 32767

// harmless keeps a text from being taken for a formula, also by those who edit the cell or save the sheet as CSV, and within a cell.
func harmless(text string) string {
	if text != "" && strings.ContainsAny(text[:1], "=+-@\t\r\n") || strings.HasPrefix(text, "＝") || strings.HasPrefix(text, "＋") ||
		strings.HasPrefix(text, "－") || strings.HasPrefix(text, "＠") {
		text = "'" + text
	}
	if utf8.RuneCountInString(text) > maxCell {
		text = string([]rune(text)[:maxCell-1]) + "…"
	}
	return text
}

// parts are reasons, a line each, with what each adds to the score in front. What is taken off has a minus that no program takes for a formula.
func parts(reasons []weighted) string {
	said := make([]sentence, len(reasons))
	for i, r := range reasons {
		sign := ""
		if r.Contribution < 0 {
			sign = "−"
		}
		said[i].Text = fmt.Sprintf("%s%.2f · %s", sign, math.Abs(r.Contribution), r.Text)
	}
	return lines(said)
}

func lines(sentences []sentence) string {
	texts := make([]string, len(sentences))
	for i, s := range sentences {
		texts[i] = s.Text
	}
	return strings.Join(texts, "\n")
}

// arrange makes the sheet ready for people: headings to filter by and on every page, pages as wide as all columns.
func (b *matchBook) arrange() error {
	sheet := b.file.GetSheetName(0)
	corner, err := excelize.CoordinatesToCellName(len(columns), b.next-1)
	if err != nil {
		return err
	}
	landscape, a3, one, any := "landscape", 8, 1, 0 // any: as many pages high as it takes
	return errors.Join(
		b.file.AutoFilter(sheet, "A1:"+corner, nil),
		b.file.SetPageLayout(sheet, &excelize.PageLayoutOptions{Orientation: &landscape, Size: &a3, FitToWidth: &one, FitToHeight: &any}),
		b.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: "'" + sheet + "'!$1:$1", Scope: sheet}),
	)
}

// save writes the workbook beside its place and then moves it there, so that a file is whole or not there.
func (b *matchBook) save(path string) (err error) {
	if err := errors.Join(b.arrange(), b.rows.Flush()); err != nil {
		return err
	}
	temporary, err := os.CreateTemp(filepath.Dir(path), ".matches-*.xlsx")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(temporary.Name())
		}
	}()
	if err = b.file.Write(temporary); err != nil {
		_ = temporary.Close()
		return err
	}
	if err = temporary.Chmod(0o644); err != nil {
		_ = temporary.Close()
		return err
	}
	if err = temporary.Close(); err != nil {
		return err
	}
	return os.Rename(temporary.Name(), path)
}

// close lets go of what streaming kept aside.
func (b *matchBook) close() error { return b.file.Close() }
