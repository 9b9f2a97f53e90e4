package main

import (
	"context"
	"fmt"
	"slices"

	"partnergraph/graph/match"
)

// report asks everything and prints it.
func (c command) report(ctx context.Context, s split, p *product) error {
	byID, agreements := map[string]*organization{}, map[*organization]int{}
	for _, o := range s.candidates {
		byID["o"+o.id] = o
	}
	for _, a := range s.known {
		for o := range organizationsOf(a) {
			agreements[o]++
		}
	}
	asked := func(f form) ([]outcome, *reliability, error) {
		var list []outcome
		said := &reliability{}
		for _, q := range s.questions {
			j := newJudge(q, s, byID, agreements)
			place, end := said.follow(s, j)
			if err := p.rank(ctx, q, f, place); err != nil {
				return nil, nil, err
			}
			end()
			list = append(list, j.result())
		}
		return list, said, nil
	}
	show := func(name string, list []outcome) {
		fmt.Printf("%s\n", name)
		for _, f := range figures {
			fmt.Printf("  %-15s %s\n", f.name, f.summary(list))
		}
	}
	full, said, err := asked(form{})
	if err != nil {
		return err
	}
	show("findPartners, title and objective", full)
	fmt.Printf("Hit@10 by the known agreements of the best known true partner\n%s\n", byKnown(full))
	fmt.Printf("What was said of likelihoods, and what came true\n%s\n", said)
	if err := (failures{p, byID, agreements}).tell(ctx, s.questions, full, c.Failures); err != nil {
		return err
	}
	if c.Quick {
		return nil
	}
	if c.Ablate {
		if err := ablate(full, asked); err != nil {
			return err
		}
	}
	unnamed, _, err := asked(form{unnamed: true})
	if err != nil {
		return err
	}
	show("findPartners, without names and places found in the text", unnamed)
	titles, said, err := asked(form{title: true})
	if err != nil {
		return err
	}
	show("findPartners, title alone", titles)
	fmt.Printf("What was said of likelihoods, and what came true\n%s\n", said)
	b := newBaselines(s)
	b.linear = tuned(s)
	for i, list := range baselined(b, byID, agreements) {
		show("baseline: "+baselineNames[i], list)
		if i == slices.Index(baselineNames, "rank fusion") {
			fmt.Println("findPartners against rank fusion, the same questions drawn for both")
			for _, f := range figures {
				fmt.Printf("  %-15s %s\n", f.name, f.against(full, list))
			}
		}
	}
	return nil
}

// ablate asks the same without each factor in turn, and prints what each is worth. Collaborations of the past have no ratings.
func ablate(full []outcome, asked func(form) ([]outcome, *reliability, error)) error {
	for factor := range match.Ratings {
		without, _, err := asked(form{weights: []object{{"factor": factor.String(), "weight": 0}}})
		if err != nil {
			return err
		}
		fmt.Printf("findPartners without %s: by how much all together are better\n", factor)
		for _, f := range figures {
			fmt.Printf("  %-15s %s\n", f.name, f.against(full, without))
		}
	}
	return nil
}

// baselined judges the rankings of every baseline.
func baselined(b *baselines, byID map[string]*organization, agreements map[*organization]int) [][]outcome {
	lists := make([][]outcome, len(baselineNames))
	for _, q := range b.questions {
		for i, scores := range b.scores(q, false) {
			j := newJudge(q, b.split, byID, agreements)
			for _, at := range order(scores) {
				if !j.place("o" + b.candidates[at].id) {
					break
				}
			}
			lists[i] = append(lists[i], j.result())
		}
	}
	return lists
}
