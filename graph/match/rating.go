package match

import (
	"slices"
	"strings"

	"partnergraph/graph/message"
)

// The relations of a rating.
const (
	rates    = "RATES"
	ratedFor = "RATED_FOR"
	ratedOn  = "RATED_ON"
)

// ratings judges by what staff said of matches: of this very one, from the first word on; of the same candidate for others, once
// three different askers have been told of.
//
//	value = (good − bad) / (n + 1) for this match + ½ · (good − bad) / (n + 3) for others, from −1 to 1
type ratings struct{ *inquiry }

// enoughAskers is how many different askers must have been served before what was said for others counts.
const enoughAskers = 3

// takesAtMost is the part of what the other factors give that bad ratings take at most: they put a candidate back and never out of
// sight, so that a single hasty word does not hide it from everybody.
const takesAtMost = 0.5

// opinion is what was said of a candidate.
type opinion struct {
	good, bad int // the others say that it can't be said yet
	ratings   []Ref
}

func (o opinion) balance(prior int) float64 {
	if len(o.ratings) == 0 {
		return 0
	}
	return float64(o.good-o.bad) / float64(len(o.ratings)+prior)
}

// opinions returns what was said of a candidate for this asker and matter, and for others as far as there is enough of it.
func (r *ratings) opinions(candidate Ref) (own, others opinion) {
	var askers []Ref
	for _, rating := range r.AppendLast(nil, candidate, rates, true, maxVentures) {
		to := &others
		asker := r.related(rating, ratedFor, false)
		if r.sameMatter(asker, r.related(rating, ratedOn, false)) {
			to = &own
		} else {
			askers = append(askers, asker...)
		}
		to.ratings = append(to.ratings, rating)
		switch r.Text(rating, "verdict") {
		case "SUITABLE":
			to.good++
		case "UNSUITABLE":
			to.bad++
		}
	}
	if len(distinct(askers)) < enoughAskers {
		others = opinion{}
	}
	return own, others
}

// sameMatter reports whether a rating speaks of what is asked: of the same need, or of the asker as a whole, and of whatever it needs where the
// question says nothing else.
func (r *ratings) sameMatter(asker, need []Ref) bool {
	if r.hasNeed && len(need) > 0 {
		return slices.Contains(need, r.needRef)
	}
	return r.asked && !(r.spoken && len(need) > 0) && slices.ContainsFunc(asker, r.excuses)
}

func (r *ratings) value(s *contender) float64 {
	if !s.has(isRated) {
		return 0
	}
	own, others := r.opinions(s.node)
	return max(-1, min(1, own.balance(1)+others.balance(3)/2))
}

// leads meets whom staff found suitable for the asker.
func (r *ratings) leads(visit func(Ref) bool) {
	if !r.asked {
		return
	}
	for _, rating := range r.related(r.asker, ratedFor, true) {
		for _, candidate := range r.related(rating, rates, false) {
			if r.Text(rating, "verdict") == "SUITABLE" && !visit(candidate) {
				return
			}
		}
	}
}

func (r *ratings) explain(candidate Ref) (message.Text, []Ref) {
	own, others := r.opinions(candidate)
	var clauses []clause
	for _, said := range []struct {
		opinion
		ofWhat message.Text
	}{
		{own, message.Text{ZH: "工作人员对这一匹配的评价：", EN: "Staff said of this match: "}},
		{others, message.Text{ZH: "工作人员对它的其他匹配的评价：", EN: "Staff said of its other matches: "}},
	} {
		if len(said.ratings) > 0 {
			counts := message.Text{ZH: "合适 %d 次，不合适 %d 次", EN: "suitable %d, unsuitable %d"}.Fill(said.good, said.bad)
			if undecided := len(said.ratings) - said.good - said.bad; undecided > 0 {
				more := message.Text{ZH: "，待定 %d 次", EN: ", undecided %d"}.Fill(undecided)
				counts = message.Text{ZH: counts.ZH + more.ZH, EN: counts.EN + more.EN}
			}
			if note := r.lastNote(said.ratings); note != "" {
				counts = message.Text{ZH: counts.ZH + "；最近的备注：“" + note + "”", EN: counts.EN + "; the last note: “" + note + "”"}
			}
			clauses = append(clauses, clause{says: said.ofWhat, names: []message.Text{counts}})
		}
	}
	slices.Reverse(own.ratings) // the latest first, whose notes are quoted
	slices.Reverse(others.ratings)
	return sentence(clauses...), append(own.ratings, others.ratings...)
}

// maxNote is how many characters of a note a sentence quotes.
const maxNote = 60

// lastNote is what was noted last of some ratings, whose ids come in order of time; "" when nothing was.
func (r *ratings) lastNote(ratings []Ref) string {
	for _, rating := range slices.Backward(ratings) {
		if note := []rune(strings.Join(strings.Fields(r.Text(rating, "note")), " ")); len(note) > maxNote {
			return string(note[:maxNote]) + "…"
		} else if len(note) > 0 {
			return string(note)
		}
	}
	return ""
}
