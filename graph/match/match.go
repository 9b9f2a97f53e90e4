package match

import (
	"cmp"
	"slices"
	"sync"

	"partnergraph/graph/message"
	"partnergraph/schema"
)

// Factor is one thing that a match is judged by.
type Factor uint8

// The factors, in the order in which contributions are added up.
const (
	Fields Factor = iota
	Text
	CommonPartners
	TrackRecord
	Place
	Baseline
	Experience
	Similar
	Profile
	Part
	Mentioned
	Meaning
	Ratings // last: what it takes depends on what the others give
)

const factors = int(Ratings) + 1

var factorNames = [factors]string{
	"FIELDS", "TEXT", "COMMON_PARTNERS", "TRACK_RECORD", "PLACE", "BASELINE",
	"EXPERIENCE", "SIMILAR_AGREEMENTS", "PROFILE", "PART", "MENTIONED", "MEANING", "RATINGS",
}

// String is the factor's name in the contract.
func (f Factor) String() string { return factorNames[f] }

// ParseFactor reads a name of the contract's MatchFactor; false when it is none.
func ParseFactor(name string) (Factor, bool) {
	at := slices.Index(factorNames[:], name)
	return Factor(max(at, 0)), at >= 0
}

// MaxWeight is the largest weight that a question may give a factor; the smallest is 0.
const MaxWeight = 10.0

// Question says who looks for a partner and what for. All ids must exist, with the types that their fields say.
type Question struct {
	For  string // the organization that asks; "" for the one that has the Need, or nobody
	Need string // id; "" for none
	Text string // free words; "" for none
	// Offer is a capability or a patent: who could use it; "" for none. At most one of Need, Text and Offer is given.
	Offer  string
	Kinds  []*schema.Node
	Fields []string // technology fields that count in favour
	// Regions are the places to which candidates are restricted, with all that lies in them; none: everywhere.
	Regions         []string
	Weights         map[Factor]float64 // from 0 to MaxWeight; what is left out keeps its usual weight
	ExcludeExisting bool
}

// Answer is a ranked list. It reads from the graph that it was made from and lives no longer than that.
type Answer struct {
	// Notice says on how little the ranking rests; empty when enough is known.
	Notice message.Text
	// Unmarked leaves highlights, which take time to find, out of the reasons.
	Unmarked bool

	inquiry *inquiry
	history *history
	factors [factors]factor
	doubles map[Ref]Ref
	ranking *ranking
	total   func() float64 // of logTotal
}

// Match is a candidate and what its score is made of.
type Match struct {
	Organization   string           // id
	Score          float64          // the sum of the contributions, in their order
	Contributions  [factors]float64 // by Factor: weight times value, 0 where the factor says nothing; that of Ratings may be below 0
	AlreadyPartner bool
	Doubtful       bool // it may be the asker itself, under another name

	node Ref
}

// contender is an organization that is judged.
type contender struct {
	node Ref
	dossier
	agreements, full int        // as Graph.Deeds has them
	likeness         float64    // of its agreements to what is asked for; topic.Unknown where nothing is known
	states, needs    statements // its statements and, where something is offered, its demands; none where meaning does not count
}

// Reason is one part of a match's score.
type Reason struct {
	Factor       Factor
	Weight       float64
	Contribution float64
	Text         message.Text
	Evidence     []string // ids of the records it rests on, weightiest first, at most MaxEvidence
	Highlights   []Highlight
}

// MaxEvidence is the most records that a reason names.
const MaxEvidence = 5

// factor is one way of judging candidates.
type factor interface {
	// leads meets organizations that the factor has something to say about, the likeliest of them: all there are, or as many as
	// visit wants. It is asked only where there are too many organizations to look at each.
	leads(visit func(Ref) (more bool))
	// value judges a candidate, whoever led to it, from 0 to 1, or ratings from −1; 0: nothing to say.
	value(*contender) float64
	// explain says why a candidate has its value, and by what records, weightiest first. It is only called where that is not 0.
	explain(candidate Ref) (message.Text, []Ref)
}

// Find ranks the organizations that fit a question. Equal graphs and questions have equal answers.
func Find(graph Graph, question Question) Answer {
	inquiry := gather(works{graph}, question)
	history := newHistory(inquiry)
	answer := Answer{inquiry: inquiry, history: history, doubles: inquiry.doubles(), factors: [factors]factor{
		Fields: newFieldOverlap(inquiry), Text: newWording(inquiry), CommonPartners: newAcquaintance(inquiry),
		TrackRecord: newTrackRecord(inquiry), Place: newProximity(inquiry), Baseline: &prior{inquiry},
		Experience: experience{history}, Similar: similar{history}, Profile: profile{history}, Part: part{history}, Mentioned: newMention(inquiry),
		Meaning: newLikeInMeaning(inquiry), Ratings: &ratings{inquiry},
	}}
	answer.ranking = newRanking(inquiry)
	candidates := answer.candidates()
	contenders := answer.contenders(candidates)
	history.compare(contenders)
	for few := range slices.Chunk(contenders, fetchedAtOnce) {
		answer.fetch(few)
		for i := range few {
			v := answer.judge(&few[i])
			if v.score > 0 && (!v.alreadyPartner || !question.ExcludeExisting) {
				answer.ranking.add(v)
			}
		}
	}
	answer.total = sync.OnceValue(answer.ranking.logTotal)
	answer.Notice = answer.notice()
	return answer
}

// contenders gathers what organizations are judged by, as history does, which of their partners the asker knows among it.
func (a Answer) contenders(organizations []Ref) []contender {
	list := a.history.contenders(organizations)
	a.factors[CommonPartners].(*acquaintance).meet(list)
	return list
}

// fetchedAtOnce is how many candidates are fetched before they are judged: what they are judged by is not to push each other out of the
// processor's cache.
const fetchedAtOnce = 64

// aLine is how many numbers memory brings at once.
const aLine = 16

// fetch looks up what candidates state, and reads the beginnings of all that they are judged by: one short loop a thing, as
// history.contenders has it.
func (a Answer) fetch(few []contender) {
	a.factors[Meaning].(*likeInMeaning).fetch(few)
	read := Ref(0)
	for i := range few {
		d := few[i].dossier
		for at := 0; at < len(d); at += aLine {
			read += d[at]
		}
	}
	for i := range few {
		for _, list := range [...]statements{few[i].states, few[i].needs} {
			if len(list) > 0 {
				read += list[0] + list[aLine] + list[2*aLine] // its vector is as long
			}
		}
	}
	a.inquiry.room.read = read // so that it is not left out as needless
}

// judge asks every factor for its part.
func (a Answer) judge(c *contender) verdict {
	v := verdict{node: c.node}
	for f := range a.factors {
		if weight := a.inquiry.weights[f]; weight > 0 {
			v.contributions[f] = max(weight*a.factors[f].value(c), -takesAtMost*v.score)
		}
		v.score += v.contributions[f]
	}
	v.alreadyPartner = a.factors[TrackRecord].(*trackRecord).knows(c.node)
	_, v.doubtful = a.doubles[c.node]
	return v
}

// Len is how many matches there are.
func (a Answer) Len() int { return len(a.ranking.order) }

// At returns the match at a place from 0. They are best first, ties by id, those that may be the asker itself behind all others; never
// one of score 0.
func (a Answer) At(place int) Match { return a.match(a.ranking.at(place)) }

// First returns the first matches, so many at most.
func (a Answer) First(most int) []Match {
	matches := make([]Match, 0, min(most, a.Len()))
	for place := range cap(matches) {
		matches = append(matches, a.At(place))
	}
	return matches
}

// All returns all matches.
func (a Answer) All() []Match { return a.First(a.Len()) }

func (a Answer) match(v *verdict) Match {
	return Match{a.inquiry.ID(v.node), v.score, v.contributions, v.alreadyPartner, v.doubtful, v.node}
}

// behind is more than any score, so that whatever is set back by it stands behind everything that is not.
const behind = 1e6

// Rank is what matches are ordered by: the score, set back below all scores where the match may be the asker itself.
func (m Match) Rank() float64 { return rank(m.Score, m.Doubtful) }

func rank(score float64, doubtful bool) float64 {
	if doubtful {
		return score - behind
	}
	return score
}

// Explain gives the reasons for one of the answer's matches, strongest first. Their contributions add up to its score.
func (a Answer) Explain(m Match) []Reason {
	count := 0
	for _, contribution := range m.Contributions {
		if contribution != 0 {
			count++
		}
	}
	reasons := make([]Reason, 0, count)
	for f, contribution := range m.Contributions {
		if contribution == 0 {
			continue
		}
		text, evidence := a.factors[f].explain(m.node)
		reason := Reason{
			Factor: Factor(f), Weight: a.inquiry.weights[f], Contribution: contribution, Text: text,
			Evidence: a.inquiry.ids(evidence[:min(len(evidence), MaxEvidence)]),
		}
		if w, worded := a.factors[f].(*wording); worded && !a.Unmarked {
			reason.Highlights = w.highlights(m.node)
		}
		reasons = append(reasons, reason)
	}
	slices.SortStableFunc(reasons, func(a, b Reason) int { return cmp.Compare(b.Contribution, a.Contribution) })
	return reasons
}

// notice says on how little the answer rests.
func (a Answer) notice() message.Text {
	says := func(f Factor) bool {
		return slices.ContainsFunc(a.ranking.verdicts, func(v verdict) bool { return v.contributions[f] > 0 })
	}
	switch {
	case a.Len() == 0:
		return message.Text{
			ZH: "没有找到符合条件的机构；可放宽条件，或补充技术领域与需求说明。",
			EN: "No organization fits; ask for less, or say more about fields and needs.",
		}
	case a.inquiry.thin && a.inquiry.asked:
		who := a.inquiry.label(a.inquiry.asker).ZH
		return message.Text{
			ZH: "“%s”没有登记技术领域、待对接需求、能力、平台或协议，排序只依据名称、简介、所在地和对方机构的类别，仅供参考。",
			EN: "“%s” has no technology field, open need, capability, platform or agreement on record; the ranking rests on its name, " +
				"summary and place and on what the others are, and is a mere hint.",
		}.Fill(who)
	case a.inquiry.thin:
		return message.Text{
			ZH: "所给文字没有可用于匹配的词语，排序只依据对方机构的类别，仅供参考。",
			EN: "The text has no words to match by; the ranking rests on what the organizations are, and is a mere hint.",
		}
	case a.inquiry.spoken && a.inquiry.weights[Text] > 0 && !says(Text):
		return a.inquiry.onOffer(message.Text{
			ZH: "所求的用词没有出现在任何候选机构的资料中，排序只依据其他因素。",
			EN: "The words of what is asked for stand in no candidate's records; the ranking rests on the other factors alone.",
		})
	default:
		return message.Text{}
	}
}
