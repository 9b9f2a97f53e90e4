package match

import (
	"cmp"
	"slices"
	"strings"

	"partnergraph/graph/network/meaning"
	"partnergraph/graph/network/terms"
	"partnergraph/graph/network/topic"
)

// inquiry is a question with all that the graph says about who asks and what for.
type inquiry struct {
	works
	room     *room
	asker    Ref
	asked    bool // somebody in particular asks
	needRef  Ref  // the need that is asked for
	hasNeed  bool // there is one
	offerRef Ref  // the capability or patent that is offered
	hasOffer bool // there is one
	offered  bool // somebody who could use what is offered is looked for, and so what candidates need speaks for them
	uses     bool // who asks looks for technology to use, rather than for those who can use its own
	weights  [factors]float64
	length   float64  // of lengthOf what is asked for
	weighed  bool     // the question sets weights of its own
	untold   float64  // how much agreements, names and summaries count word by word, field by field: the less, the more history there is
	fields   []wanted // each field once, in the order in which they came up
	mute     bool     // no word of what is asked for counts
	phrases  []phrase // that of the greatest weight first
	cut      []word   // of words, which cuts them when first asked for
	counts   *topic.Counts
	spoken   bool // words or a need were given, rather than a profile
	seeking  bool // what is asked for is said: by the question, or by an open need of who asks
	thin     bool // next to nothing is known of what is asked for

	kin     []Ref        // of the asker, itself first: they are no candidates
	owners  []Ref        // of what is offered, and who uses it already: nor are they
	kinds   []string     // names of the types that candidates may have
	large   bool         // there are too many organizations of these kinds to look at each
	regions map[Ref]bool // places that candidates may lie in; nil: anywhere
}

// wanted is a technology field that is asked for.
type wanted struct {
	field  Ref
	weight float64
}

// phrase is a text that speaks for what is asked for.
type phrase struct {
	text    string // folded
	subject string
	weight  float64
}

// How much each source says about what is asked for, against a need's title or a given text.
const (
	inDescription = meaning.InDescription
	inSummary     = 0.5 // says what the asker is, not what it looks for
	inName        = 0.5
	inHistory     = 0.5 // what it offers, and what it did with others
	ownField      = 0.5 // a field of the asker, when something else says what is asked for
)

// maxHistory is how many capabilities, platforms and agreements of each sort speak for an asker: the latest ones. A university has
// thousands, and what it is about shows in the last fifty.
const maxHistory = 50

// maxVentures is how many agreements and platforms of each sort speak for a candidate: those of the greatest ids, which are the latest
// where ids come in order of time.
const maxVentures = 64

// gather collects what a question rests on.
func gather(w works, question Question) *inquiry {
	q := &inquiry{works: w, room: rooms.Get().(*room), spoken: question.Need != "" || question.Text != "" || question.Offer != ""}
	q.mute, q.seeking = question.wordless(), q.spoken
	q.needRef, q.hasNeed = w.Lookup(question.Need)
	q.asker, q.asked = w.Lookup(question.For)
	q.say(question.Text, 1)
	q.want(w.refs(question.Fields), 1)
	if q.hasNeed {
		q.need(q.needRef)
		if owners := w.related(q.needRef, hasNeed, true); !q.asked && len(owners) > 0 {
			q.asker, q.asked = owners[0], true
		}
	}
	if offer, given := w.Lookup(question.Offer); given {
		q.offer(offer)
	}
	q.uses = !q.offered && (!q.asked || !q.suppliesByTrade(q.asker))
	lively := false
	if q.asked {
		q.kin = w.kin(q.asker)
		lively = q.profile()
		q.offered = q.offered || !q.seeking && q.suppliesByTrade(q.asker) // its profile says what it can do, and not what it wants
	}
	q.admit(question)
	q.counts = countsOf(q.phrases)
	q.length = lengthOf(q.counts.Terms())
	q.weights, q.untold = usual(w.Count("Agreement"), q.length)
	q.weighed = len(question.Weights) > 0
	for f, weight := range question.Weights {
		q.weights[f] = weight
	}
	slices.SortStableFunc(q.phrases, func(a, b phrase) int { return cmp.Compare(b.weight, a.weight) })
	if q.spoken {
		lively = len(q.words()) > 0
	}
	q.thin = len(q.fields) == 0 && !lively
	return q
}

// wordless reports whether nothing of the answer depends on words: the question gives weights to all factors, which else depend on how
// long it is, and none to those that read.
func (q Question) wordless() bool {
	if q.Need != "" || q.Text != "" || q.Offer != "" {
		return false
	}
	for f := range Ratings {
		if _, given := q.Weights[f]; !given {
			return false
		}
	}
	reading := []Factor{Text, Similar, Profile, Mentioned, Meaning}
	return !slices.ContainsFunc(reading, func(f Factor) bool { return q.Weights[f] > 0 })
}

// words are those of the phrases, as wordsOf cuts them. They are not to be changed.
func (q *inquiry) words() []word {
	if q.cut == nil {
		q.cut = wordsOf(q.phrases)
		for i, word := range q.cut {
			q.cut[i].holders = q.Holders(word.term)
		}
	}
	return q.cut
}

// refs looks ids up; the unknown are left out.
func (w works) refs(ids []string) []Ref {
	var nodes []Ref
	for _, id := range ids {
		if node, found := w.Lookup(id); found {
			nodes = append(nodes, node)
		}
	}
	return nodes
}

// need adds what a need says.
func (q *inquiry) need(need Ref) {
	q.say(q.Text(need, "title"), 1)
	q.say(q.Text(need, "description"), inDescription)
	q.want(q.related(need, callsFor, false), 1)
}

// offer adds what a capability or a patent says, and who offers it. A patent is offered by nobody in particular: once it has lapsed, its
// holder has no say.
func (q *inquiry) offer(offer Ref) {
	q.offered, q.hasOffer, q.offerRef = true, true, offer
	q.say(q.Text(offer, "title"), 1)
	q.say(q.Text(offer, "description"), inDescription)
	q.say(q.Text(offer, "summary"), inDescription)
	q.want(q.related(offer, drawsOn, false), 1)
	q.want(q.related(offer, fallsInto, false), 1)
	q.owners = q.related(offer, offers, true)
	if !q.asked && len(q.owners) > 0 {
		q.asker, q.asked = q.owners[0], true
	}
	for _, relation := range []string{heldBy, putToUseBy} {
		q.owners = q.AppendRelated(q.owners, offer, relation, false)
	}
}

// profile adds what is known of the organization that asks. Where a need or a text says what for, only its fields speak, and softly.
// It reports whether there is more to go by than what the asker is called and where it is.
func (q *inquiry) profile() bool {
	own := q.related(q.asker, worksIn, false)
	if q.spoken {
		q.want(own, ownField)
		return false
	}
	lively := false
	for _, need := range q.related(q.asker, hasNeed, false) {
		if q.isOpen(need) {
			q.need(need)
			lively, q.seeking = true, true
		}
	}
	q.want(own, 1)
	q.say(q.Text(q.asker, "summary"), inSummary)
	q.say(q.Text(q.asker, "name"), inName)
	return q.history() || lively
}

// history adds what the asker offers and what it did with others, and reports whether there is any. The title of an agreement is
// left out: it names the parties.
func (q *inquiry) history() bool {
	found := false
	for _, way := range waysToFields {
		for _, record := range q.latest(q.related(q.asker, way.out, false)) {
			found = true
			q.want(q.related(record, way.on, false), inHistory)
			switch way.out {
			case offers:
				q.say(q.Text(record, "title"), inHistory)
			case takesPartIn:
				q.say(q.Text(record, "name"), inHistory)
			}
			q.say(q.Text(record, "summary"), inHistory)
		}
	}
	return found
}

// latest returns the records that began last, ties by id. Dates of any precision come in order as texts do.
func (q *inquiry) latest(records []Ref) []Ref {
	if len(records) <= maxHistory {
		return records
	}
	type dated struct {
		record Ref
		began  string
	}
	list := make([]dated, len(records))
	for i, record := range records {
		list[i] = dated{record, cmp.Or(q.Text(record, "signedOn"), q.Text(record, "establishedOn"))}
	}
	slices.SortStableFunc(list, func(a, b dated) int { return strings.Compare(b.began, a.began) })
	for i, d := range list[:maxHistory] {
		records[i] = d.record
	}
	return records[:maxHistory]
}

func (q *inquiry) want(fields []Ref, weight float64) {
	for _, field := range fields {
		at := slices.IndexFunc(q.fields, func(known wanted) bool { return known.field == field })
		if at < 0 {
			q.fields = append(q.fields, wanted{field, weight})
		} else {
			q.fields[at].weight = max(q.fields[at].weight, weight)
		}
	}
}

func (q *inquiry) say(text string, weight float64) {
	if text != "" && !q.mute {
		q.phrases = append(q.phrases, phrase{terms.Fold(text).Text, subject(text), weight})
	}
}
