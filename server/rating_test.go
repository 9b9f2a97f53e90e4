package main

import (
	"bytes"
	"strings"
	"testing"

	"partnergraph/seed"
)

const rateMatch = `mutation($input: RateMatchInput!) { rateMatch(input: $input) {
	rating { id verdict note organization { name } for { name } need { title } } userErrors { code field message } } }`

type ratedMatch struct {
	RateMatch struct {
		Rating     *struct{ ID string }
		UserErrors []struct{ Code, Field string }
	}
}

const explainMatch = `query($for: ID, $need: ID, $text: String, $organization: ID!) {
	explainMatch(for: $for, need: $need, text: $text, organization: $organization) { rank totalCount silent { factor text }
		match { score alreadyPartner organization { name } reasons { factor contribution text evidence { __typename id } matches { field value start end record { id } term { name } } }
			cautions { kind text evidence { __typename id } } hints { field text record { id } } } } }`

type explanation struct {
	ExplainMatch struct {
		Rank       *int
		TotalCount int
		Silent     []struct{ Factor string }
		Match      struct {
			Score   float64
			Reasons []struct {
				Factor, Text string
				Contribution float64
			}
			Cautions []struct{ Kind string }
			Hints    []struct{ Field string }
		}
	}
}

// TestRateMatch says that a match does not fit: it falls, the reason says so, and the rating is read back as data.
func TestRateMatch(t *testing.T) {
	eachEngine(t, func(t *testing.T, store string) {
		p := start(t, "--store", store)
		need, rated := seed.ID("need/安福环保-塑料循环利用"), seed.ID("university/北京化工大学")
		asked := map[string]any{"need": need, "organization": rated}
		var before, after explanation
		p.mustAsk(t, explainMatch, asked, &before)
		input := map[string]any{"need": need, "organization": rated, "verdict": "UNSUITABLE", "note": "方向不符", "idempotencyKey": "rate-1"}
		var first, again ratedMatch
		p.mustAsk(t, rateMatch, map[string]any{"input": input}, &first)
		p.mustAsk(t, rateMatch, map[string]any{"input": input}, &again)
		if first.RateMatch.Rating == nil || again.RateMatch.Rating == nil || first.RateMatch.Rating.ID != again.RateMatch.Rating.ID {
			t.Fatalf("first %+v, again %+v", first, again)
		}
		answer := p.mustAsk(t, explainMatch, asked, &after)
		if was, is := before.ExplainMatch.Match.Score, after.ExplainMatch.Match.Score; is >= was || is < was/2 {
			t.Errorf("%g, then %g", was, is)
		}
		if !bytes.Contains(answer.Data, []byte("不合适 1 次")) {
			t.Errorf("the reason does not tell of it: %s", answer.Data)
		}
		if a := p.mustAsk(t, `{ ratings(where: {verdict: {eq: UNSUITABLE}}) { totalCount nodes { note organization { name } for { name } need { id } } } }`, nil, nil); !bytes.Contains(a.Data, []byte("安福环保")) || !bytes.Contains(a.Data, []byte("方向不符")) {
			t.Errorf("ratings: %s", a.Data)
		}
		anfu, college, university := seed.ID("enterprise/安福环保"), seed.ID("unit/湖南文理学院化工学院"), seed.ID("university/湖南文理学院")
		for name, c := range map[string]struct {
			input       map[string]any
			code, field string
		}{
			"nobody asks":                {map[string]any{"organization": rated}, "INVALID", ""},
			"an unknown asker":           {map[string]any{"for": "nobody", "organization": rated}, "NOT_FOUND", "for"},
			"an unknown need":            {map[string]any{"need": "nothing", "organization": rated}, "NOT_FOUND", "need"},
			"a need that is none":        {map[string]any{"need": anfu, "organization": rated}, "INVALID", "need"},
			"an unknown organization":    {map[string]any{"for": anfu, "organization": "nobody"}, "NOT_FOUND", "organization"},
			"itself":                     {map[string]any{"for": anfu, "organization": anfu}, "INVALID", "organization"},
			"its own need":               {map[string]any{"need": need, "organization": anfu}, "INVALID", "organization"},
			"its own university":         {map[string]any{"for": college, "organization": university}, "INVALID", "organization"},
			"a note of 8,001 characters": {map[string]any{"for": anfu, "organization": rated, "note": strings.Repeat("不", 8001)}, "INVALID", "note"},
		} {
			c.input["verdict"] = "SUITABLE"
			var refused ratedMatch
			p.mustAsk(t, rateMatch, map[string]any{"input": c.input}, &refused)
			if e := refused.RateMatch.UserErrors; refused.RateMatch.Rating != nil || len(e) != 1 || e[0].Code != c.code || e[0].Field != c.field {
				t.Errorf("%s: %+v", name, refused.RateMatch)
			}
		}
		p.stop(t)
	})
}

// TestExplainMatch explains a good pair, a bad one and one that stands last, and refuses what cannot be meant.
func TestExplainMatch(t *testing.T) {
	eachEngine(t, func(t *testing.T, store string) {
		p := start(t, "--store", store)
		anfu := seed.ID("enterprise/安福环保")
		ask := func(organization string) explanation {
			t.Helper()
			var e explanation
			p.mustAsk(t, explainMatch, map[string]any{"for": anfu, "organization": seed.ID(organization)}, &e)
			if told := len(e.ExplainMatch.Match.Reasons) + len(e.ExplainMatch.Silent); told != 8 {
				t.Errorf("%s: %d factors, want 8", organization, told)
			}
			return e
		}
		if good := ask("unit/湖南文理学院化工学院").ExplainMatch; good.Rank == nil || *good.Rank > 2 {
			t.Errorf("good: %+v", good)
		}
		if bad := ask("agency/税务部门").ExplainMatch; bad.Rank != nil || len(bad.Silent) < 3 || len(bad.Match.Hints) == 0 {
			t.Errorf("bad: %+v", bad)
		}
		same := ask("enterprise/安塑环保").ExplainMatch
		if same.Rank == nil || *same.Rank != same.TotalCount || len(same.Match.Cautions) == 0 || same.Match.Cautions[0].Kind != "POSSIBLE_DUPLICATE" {
			t.Errorf("a possible duplicate: %+v", same)
		}
		for name, c := range map[string]struct {
			given       map[string]any
			code, field string
		}{
			"nobody":            {map[string]any{"for": anfu, "organization": "nobody"}, "NOT_FOUND", "organization"},
			"a need":            {map[string]any{"for": anfu, "organization": seed.ID("need/安福环保-塑料循环利用")}, "NOT_FOUND", "organization"},
			"itself":            {map[string]any{"for": anfu, "organization": anfu}, "INVALID", "organization"},
			"nothing asked":     {map[string]any{"organization": anfu}, "INVALID", ""},
			"need and text":     {map[string]any{"need": seed.ID("need/安福环保-塑料循环利用"), "text": "塑料", "organization": anfu}, "INVALID", "text"},
			"a text too long":   {map[string]any{"text": strings.Repeat("塑", 8001), "organization": anfu}, "INVALID", "text"},
			"a text of nothing": {map[string]any{"text": "\u3000", "organization": anfu}, "INVALID", "text"},
		} {
			a, err := p.ask(explainMatch, c.given)
			if err != nil || len(a.Errors) != 1 || a.Errors[0].Extensions["code"] != c.code || c.field != "" && a.Errors[0].Extensions["field"] != c.field {
				t.Errorf("%s: %v %+v", name, err, a.Errors)
			}
		}
		p.stop(t)
	})
}
