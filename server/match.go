package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/mattn/go-isatty"
	"github.com/schollz/progressbar/v3"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"partnergraph/graph"
	"partnergraph/graph/message"
	"partnergraph/graph/plan"
)

// matchCommand writes every open need with its best partners, for a matchmaking day.
type matchCommand struct {
	seeding
	Out             string   `required:"" type:"path" placeholder:"FILE" help:"The workbook to write, such as matches.xlsx. An existing file is replaced when the new one is whole."`
	Partners        int      `default:"3" help:"Partners for each need, 1 to 6."`
	Organizations   []string `placeholder:"ID" help:"Only needs of these organizations."`
	Fields          []string `placeholder:"ID" help:"Only needs in these technology fields or narrower ones."`
	Regions         []string `placeholder:"ID" help:"Only needs of organizations in these places."`
	Kinds           []string `placeholder:"KIND" help:"Only partners of these kinds, such as UNIVERSITY,RESEARCH_INSTITUTE."`
	ExcludeExisting bool     `help:"Leave out organizations that are partners already."`
	Language        string   `default:"zh" enum:"zh,en" help:"Language of headings and reasons: zh (Chinese) or en (English)."`
}

// Run matches the needs and writes the workbook.
func (c matchCommand) Run(ctx context.Context, s *settings) error {
	if filepath.Ext(c.Out) != ".xlsx" {
		return &fault{message.Text{ZH: "--out 应是 .xlsx 文件", EN: "--out must be an .xlsx file"}, nil}
	}
	if where, err := os.Stat(filepath.Dir(c.Out)); err != nil || !where.IsDir() { // not only after all needs are matched
		return &fault{message.Text{ZH: "没有目录 %s；请用 --out 另选文件", EN: "there is no directory %s; choose another file with --out"}.Fill(filepath.Dir(c.Out)), err}
	}
	return c.over(ctx, s.Store, func(h house) error { return c.write(ctx, h) })
}

func (c matchCommand) write(ctx context.Context, h house) error {
	resolver := graph.New(graph.Config{
		Model: h.model, Store: h.store, Network: h.network, Cursors: plan.NewCursors(cursorKey(os.Getenv)), Logger: slog.New(slog.DiscardHandler),
	})
	language := languageNamed(c.Language)
	run := executor.New(resolver.Executable())
	run.SetErrorPresenter(func(ctx context.Context, err error) *gqlerror.Error {
		if shown := graph.Present(ctx, err); shown != nil {
			return shown
		}
		return gqlerror.Wrap(err)
	})
	book, err := newMatchBook(language)
	if err != nil {
		return err
	}
	needs, err := c.fill(message.With(ctx, language), run, book)
	if err != nil {
		return errors.Join(err, book.close())
	}
	if err := errors.Join(book.save(c.Out), book.close()); err != nil {
		return &fault{message.Text{ZH: "无法写入 %s；请用 --out 另选文件（%v）", EN: "cannot write %s; choose another file with --out (%v)"}.Fill(c.Out, err), err}
	}
	said := message.Text{ZH: "%[2]s：%[1]d 项需求", EN: "%[2]s: %[1]d needs"}
	fmt.Fprintln(os.Stderr, said.Fill(needs, c.Out).In(language))
	return nil
}

// needsAtOnce is how many needs are matched by one operation.
const needsAtOnce = 20

const openNeeds = `query($where: MatchNeedsWhere, $kinds: [OrganizationKind!], $partners: Int!, $exclude: Boolean!, $first: Int!, $after: String) {
	matchNeeds(where: $where, kinds: $kinds, partners: $partners, excludeExisting: $exclude, first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor }
		nodes { need { id title description } organization { name } notice
			matches { score likelihood { band } alreadyPartner organization { id name kind } reasons { text contribution } cautions { text } hints { text } } } } }`

// matchedNeed is a need as openNeeds asks for it.
type matchedNeed struct {
	Need         struct{ ID, Title, Description string }
	Organization *struct{ Name string }
	Notice       string
	Matches      []struct {
		Score          float64
		Likelihood     *struct{ Band string }
		AlreadyPartner bool
		Organization   struct{ ID, Name, Kind string }
		Reasons        []weighted
		Cautions       []sentence
		Hints          []sentence
	}
}

type sentence struct{ Text string }

type weighted struct {
	sentence
	Contribution float64
}

// fill asks page by page and writes each as it comes. It returns how many needs there were.
func (c matchCommand) fill(ctx context.Context, run *executor.Executor, book *matchBook) (int, error) {
	var bar *progressbar.ProgressBar
	if isatty.IsTerminal(os.Stderr.Fd()) {
		bar = progressbar.NewOptions(1, progressbar.OptionSetWriter(os.Stderr), progressbar.OptionShowCount(),
			progressbar.OptionSetPredictTime(true), progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish())
		defer func() { _ = bar.Clear() }()
	}
	given := map[string]any{"partners": c.Partners, "exclude": c.ExcludeExisting, "first": needsAtOnce, "kinds": listed(c.Kinds), "where": c.where()}
	for done := 0; ; {
		var page struct {
			MatchNeeds struct {
				TotalCount int
				PageInfo   struct {
					HasNextPage bool
					EndCursor   *string
				}
				Nodes []matchedNeed
			}
		}
		if err := answered(ctx, run, openNeeds, given, &page); err != nil {
			return done, err
		}
		for _, need := range page.MatchNeeds.Nodes {
			if err := book.add(need); err != nil {
				return done, err
			}
			done++
		}
		if bar != nil {
			bar.ChangeMax(max(page.MatchNeeds.TotalCount, 1))
			_ = bar.Set(done) // a terminal that is gone misses nothing
		}
		if !page.MatchNeeds.PageInfo.HasNextPage {
			return done, nil
		}
		given["after"] = *page.MatchNeeds.PageInfo.EndCursor
	}
}

// where says which needs are meant.
func (c matchCommand) where() map[string]any {
	where := map[string]any{}
	for name, ids := range map[string][]string{"organizations": c.Organizations, "fields": c.Fields, "regions": c.Regions} {
		if len(ids) > 0 {
			where[name] = listed(ids)
		}
	}
	return where
}

// listed is a list as a variable.
func listed(texts []string) []any {
	list := make([]any, len(texts))
	for i, text := range texts {
		list[i] = strings.TrimSpace(text)
	}
	return list
}

// answered runs an operation and reads its data. A refusal comes back in the words that clients read.
func answered(ctx context.Context, run *executor.Executor, query string, given map[string]any, into any) error {
	ctx = graphql.StartOperationTrace(ctx)
	operation, refused := run.CreateOperationContext(ctx, &graphql.RawParams{Query: query, Variables: given})
	if refused != nil {
		said := refused[0].Message
		return &fault{message.Text{ZH: said, EN: said}, refused}
	}
	next, ctx := run.DispatchOperation(ctx, operation)
	response := next(ctx)
	if len(response.Errors) > 0 {
		said := response.Errors[0].Message
		return &fault{message.Text{ZH: said, EN: said}, response.Errors}
	}
	return json.Unmarshal(response.Data, into)
}
