package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
)

// failures tells where the product was wrong, and by which factors.
type failures struct {
	product    *product
	byID       map[string]*organization
	agreements map[*organization]int // known ones
}

// tell prints a line for the first question of each of so many agreements of which no true partner stands among the first ten: by which
// two factors whoever stands first is most ahead of the best true partner, as the product itself explains both.
func (f failures) tell(ctx context.Context, questions []question, outcomes []outcome, limit int) error {
	told := map[*agreement]bool{}
	for i, q := range questions {
		if o := outcomes[i]; o.best <= 10 || told[q.about] || len(told) == limit {
			continue
		}
		if len(told) == 0 {
			fmt.Print("Where it is wrong, and why\n| agreement | best true partner (known agreements) | its rank | first (known agreements) | ahead by |\n|---|---|---|---|---|\n")
		}
		told[q.about] = true
		first, err := f.product.contributions(ctx, q, outcomes[i].first)
		if err != nil {
			return err
		}
		meant, err := f.product.contributions(ctx, q, outcomes[i].meant)
		if err != nil {
			return err
		}
		fmt.Printf("| %s | %s | %d | %s | %s |\n",
			abridged(q.about.title), f.name(outcomes[i].meant), outcomes[i].best, f.name(outcomes[i].first), strings.Join(lead(first, meant, 2), ", "))
	}
	if len(told) > 0 {
		fmt.Println()
	}
	return nil
}

func (f failures) name(id string) string {
	o := f.byID[id]
	return fmt.Sprintf("%s (%d)", abridged(cmp.Or(o.short, o.name)), f.agreements[o])
}

// abridged is a title that a cell of the table has room for.
func abridged(title string) string {
	const most = 50
	letters := []rune(title)
	if len(letters) <= most {
		return title
	}
	return string(letters[:most-1]) + "…"
}

const explanation = `query($for: ID!, $text: String!, $fields: [ID!], $weights: [MatchWeight!], $organization: ID!) {
	explainMatch(for: $for, text: $text, fields: $fields, weights: $weights, organization: $organization) {
		match { reasons { factor contribution } } } }`

// contributions are what each factor gives to an organization's match in the full question.
func (p *product) contributions(ctx context.Context, q question, organization string) (map[string]float64, error) {
	variables := form{}.variables(q)
	variables["organization"] = organization
	var data struct {
		ExplainMatch struct {
			Match struct {
				Reasons []struct {
					Factor       string
					Contribution float64
				}
			}
		}
	}
	if err := p.ask(ctx, explanation, variables, &data); err != nil {
		return nil, fmt.Errorf("why %s for %s in %s: %w", organization, q.asks.id, q.about.id, err)
	}
	given := map[string]float64{}
	for _, reason := range data.ExplainMatch.Match.Reasons {
		given[reason.Factor] += reason.Contribution
	}
	return given, nil
}

// lead are the factors that give one more than the other, with how much more, most first.
func lead(one, other map[string]float64, limit int) []string {
	var ahead []string
	for factor := range one {
		if one[factor] > other[factor] {
			ahead = append(ahead, factor)
		}
	}
	by := func(factor string) float64 { return one[factor] - other[factor] }
	slices.SortFunc(ahead, func(a, b string) int { return cmp.Or(cmp.Compare(by(b), by(a)), cmp.Compare(a, b)) })
	for i, factor := range ahead {
		ahead[i] = fmt.Sprintf("%s %.1f", factor, by(factor))
	}
	return ahead[:min(limit, len(ahead))]
}
