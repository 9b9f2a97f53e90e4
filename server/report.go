package main

import (
	"context"
	"fmt"
	"os"

	"partnergraph/graph/message"
	"partnergraph/graph/network"
	"partnergraph/graph/report"
)

// reportCommand writes a year's report.
type reportCommand struct {
	seeding
	Year     int    `required:"" help:"The year to report on, such as 2020."`
	Format   string `default:"md" enum:"md,docx,html" help:"md (Markdown), docx (Word) or html (one page)."`
	Language string `default:"zh" enum:"zh,en" help:"zh (Chinese) or en (English)."`
	Out      string `type:"path" placeholder:"FILE" help:"The file to write; - is the terminal. By default report-YEAR.FORMAT."`
}

// Run writes the report into its file.
func (c reportCommand) Run(ctx context.Context, s *settings) error {
	if c.Year < 1900 || c.Year > 2200 {
		return &fault{message.Text{ZH: "--year 应在 1900 到 2200 之间", EN: "--year must be from 1900 to 2200"}, nil}
	}
	return c.over(ctx, s.Store, c.write)
}

func (c reportCommand) write(h house) error {
	var composed report.Report
	h.network.View(func(view *network.View) { composed = report.Compose(view, h.model, c.Year, languageNamed(c.Language)) })
	written, err := c.encode(composed)
	if err != nil {
		return err
	}
	if c.Out == "-" {
		_, err := os.Stdout.Write(written)
		return err
	}
	file := c.Out
	if file == "" {
		file = fmt.Sprintf("report-%d.%s", c.Year, c.Format)
	}
	if err := os.WriteFile(file, written, 0o644); err != nil {
		return &fault{message.Text{ZH: "无法写入 %s；请用 --out 另选文件（%v）", EN: "cannot write %s; choose another file with --out (%v)"}.Fill(file, err), err}
	}
	fmt.Fprintf(os.Stderr, "%s\n", file)
	return nil
}

func (c reportCommand) encode(r report.Report) ([]byte, error) {
	switch c.Format {
	case "docx":
		return r.DOCX()
	case "html":
		return r.HTML()
	default:
		return []byte(r.Markdown()), nil
	}
}
