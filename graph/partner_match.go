package graph

import (
	"context"

	"partnergraph/graph/match"
	"partnergraph/graph/message"
	"partnergraph/graph/network"
	"partnergraph/graph/plan"
)

// explainMatch works out the field of that name.
func (r *Resolver) explainMatch(ctx context.Context, view *network.View, arguments plan.Arguments) (any, error) {
	question, err := r.question(view, arguments)
	if err != nil {
		return nil, err
	}
	id := arguments.Text("organization")
	node, found := view.Node(id)
	if !found || !r.model.Node("Organization").Is(node.Type.Name) {
		return nil, notFound("organization")
	}
	answer := match.Find(matchView{view, r.model}, question)
	defer answer.Close()
	if answer.Own(id) {
		text := message.Text{ZH: "这是提出方自己或其所属单位", EN: "this is the asker itself or of its own house"}
		return nil, &Refusal{Code: "INVALID", Field: "organization", Text: text}
	}
	m, rank := answer.Judge(id)
	language := message.From(ctx)
	silent := []plan.Object{}
	for _, silence := range answer.Silent(m) {
		silent = append(silent, plan.Object{"factor": silence.Factor.String(), "text": silence.Text.In(language)})
	}
	explanation := plan.Object{"match": partnerMatch(ctx, answer, m, language), "totalCount": answer.Len(), "silent": silent}
	if rank > 0 {
		explanation["rank"] = rank
	}
	return explanation, nil
}

// partnerMatch shows a match as the contract has it.
func partnerMatch(ctx context.Context, answer match.Answer, m match.Match, language message.Language) plan.Object {
	shown := plan.Object{"organization": m.Organization, "score": m.Score, "alreadyPartner": m.AlreadyPartner}
	if asks(ctx, "likelihood") {
		if likelihood, measured := answer.Likelihood(m); measured {
			shown["likelihood"] = plan.Object{"band": likelihood.Band, "from": likelihood.From, "to": likelihood.To}
		}
	}
	if asks(ctx, "reasons") {
		answer.Unmarked = !asks(ctx, "matches")
		shown["reasons"] = reasonsOf(answer, m, language)
	}
	if asks(ctx, "cautions") {
		cautions := []plan.Object{}
		for _, caution := range answer.Cautions(m) {
			cautions = append(cautions, plan.Object{"kind": caution.Kind, "text": caution.Text.In(language), "evidence": caution.Evidence})
		}
		shown["cautions"] = cautions
	}
	if asks(ctx, "hints") {
		hints := []plan.Object{}
		for _, hint := range answer.Hints(m) {
			hints = append(hints, plan.Object{"record": hint.Record, "field": hint.Field, "text": hint.Text.In(language)})
		}
		shown["hints"] = hints
	}
	return shown
}

// shownReasons are a match's reasons as the contract has them. A page has some two hundred, so they are no Objects.
type shownReasons []shownReason

type shownReason struct {
	*match.Reason
	language message.Language
	unmarked bool
}

func reasonsOf(answer match.Answer, m match.Match, language message.Language) *shownReasons {
	explained := answer.Explain(m)
	reasons := make(shownReasons, len(explained))
	for i := range explained {
		reasons[i] = shownReason{&explained[i], language, answer.Unmarked}
	}
	return &reasons
}

// Len is how many there are.
func (s *shownReasons) Len() int { return len(*s) }

// At returns one of them.
func (s *shownReasons) At(i int) plan.Fields { return &(*s)[i] }

// Field returns a part of a reason.
func (s *shownReason) Field(name string) any {
	switch name {
	case "factor":
		return s.Factor.String()
	case "weight":
		return &s.Weight
	case "contribution":
		return &s.Contribution
	case "text":
		return s.Text.In(s.language)
	case "evidence":
		return &s.Evidence
	case "matches":
		if !s.unmarked {
			return matchedWords(s.Highlights)
		}
	}
	return nil
}

func matchedWords(highlights []match.Highlight) []plan.Object {
	words := []plan.Object{}
	for _, h := range highlights {
		word := plan.Object{"record": h.Record, "field": h.Field, "value": h.Value, "start": h.Start, "end": h.End}
		if h.Term != "" {
			word["term"] = h.Term
		}
		words = append(words, word)
	}
	return words
}
