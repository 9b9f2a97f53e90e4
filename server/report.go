package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"partnergraph/graph/message"
	"partnergraph/graph/network"
	"partnergraph/graph/report"
	"partnergraph/graph/store"
	"partnergraph/schema"
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
	model, err := schema.Load()
	if err != nil {
		return err
	}
	engine, err := openStore(ctx, s.Store, model)
	if err != nil {
		return err
	}
	return errors.Join(c.write(ctx, engine, model), engine.Close())
}

func (c reportCommand) write(ctx context.Context, engine store.Store, model *schema.Model) error {
	if _, err := c.apply(ctx, engine, model); err != nil {
		return err
	}
	projection := network.New(model)
	if err := projection.Load(ctx, engine); err != nil {
		return err
	}
	language := message.Chinese
	if c.Language == "en" {
		language = message.English
	}
	var composed report.Report
	projection.View(func(view *network.View) { composed = report.Compose(view, model, c.Year, language) })
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
