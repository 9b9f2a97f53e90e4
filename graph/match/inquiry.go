package match

import "slices"

// inquiry is a question with all that the graph says about who asks and what for.
type inquiry struct {
	works
	asker   string   // "" when nobody in particular asks
	kin     []string // of the asker, itself first
	weights [factors]float64
	fields  []wanted // each field once, in the order in which they came up
	phrases []phrase
	spoken  bool // words or a need were given, rather than a profile
	thin    bool // next to nothing is known of what is asked for
	uses    bool // who asks looks for technology to use, rather than for those who can use its own

	kinds   map[string]bool // names of the types that candidates may have
	regions map[string]bool // places that candidates may lie in; nil: anywhere
	excused map[string]bool // organizations that are no candidates
}

// wanted is a technology field that is asked for.
type wanted struct {
	field  string
	weight float64
}

// phrase is a text that speaks for what is asked for.
type phrase struct {
	text   string
	weight float64
}

// How much each source says about what is asked for, against a need's title or a given text.
const (
	inDescription = 0.7 // says the same at more length
	inSummary     = 0.5 // says what the asker is, not what it looks for
	inName        = 0.5
	inCapability  = 0.5
	inVenture     = 0.5
	ownField      = 0.5 // a field of the asker, when something else says what is asked for
	ventureField  = 0.5 // a field of what the asker did with others
)

// suppliers are the types that supply technology: the candidates unless the question names others.
var suppliers = []string{"University", "ResearchInstitute", "AcademicUnit", "Incubator", "Enterprise"}

// gather collects what a question rests on.
func gather(w works, question Question) *inquiry {
	q := &inquiry{works: w, asker: question.For, weights: usualWeights, spoken: question.Need != "" || question.Text != ""}
	for f, weight := range question.Weights {
		q.weights[f] = weight
	}
	if q.asker == "" && question.Need != "" {
		if who := w.Related(question.Need, hasNeed, true); len(who) > 0 {
			q.asker = who[0]
		}
	}
	q.uses = !q.suppliesByTrade(q.asker)
	q.admit(question)
	q.say(question.Text, 1)
	q.want(question.Fields, 1)
	if question.Need != "" {
		q.need(question.Need)
	}
	q.profile(question.For)
	q.thin = len(q.fields) == 0 && !q.speaks(question)
	return q
}

// admit settles who may be a candidate.
func (q *inquiry) admit(question Question) {
	q.kinds, q.excused = map[string]bool{}, map[string]bool{}
	for _, kind := range question.Kinds {
		q.kinds[kind.Name] = true
	}
	if len(question.Kinds) == 0 {
		for _, name := range suppliers {
			q.kinds[name] = true
		}
	}
	if q.asker != "" {
		q.kin = q.works.kin(q.asker)
		for _, relative := range q.kin {
			q.excused[relative] = true
		}
	}
	if len(question.Regions) == 0 {
		return
	}
	q.regions = map[string]bool{}
	for _, region := range question.Regions {
		q.regions[region] = true
		for _, place := range q.below(region, liesIn) {
			q.regions[place] = true
		}
	}
}

// admits reports whether an organization may be a candidate.
func (q *inquiry) admits(organization string) bool {
	node, found := q.Node(organization)
	if !found || !q.kinds[node.Type.Name] || q.excused[organization] {
		return false
	}
	return q.regions == nil || q.regions[q.place(organization)]
}

// need adds what a need says.
func (q *inquiry) need(id string) {
	if node, found := q.Node(id); found {
		q.say(node.Text("title"), 1)
		q.say(node.Text("description"), inDescription)
		q.want(q.Related(id, callsFor, false), 1)
	}
}

// profile adds what is known of the organization that asks. Where a need or a text says what for, only its fields speak, and softly.
func (q *inquiry) profile(organization string) {
	if q.asker == "" {
		return
	}
	if q.spoken {
		q.want(q.Related(q.asker, worksIn, false), ownField)
		return
	}
	for _, id := range q.Related(organization, hasNeed, false) {
		if node, found := q.Node(id); found && node.Text("state") == "OPEN" {
			q.need(id)
		}
	}
	q.want(q.Related(organization, worksIn, false), 1)
	if node, found := q.Node(organization); found {
		q.say(node.Text("summary"), inSummary)
		q.say(node.Text("name"), inName)
	}
	q.history(organization)
}

// history adds what the asker offers and what it did with others. An agreement's title is left out: it names the parties.
func (q *inquiry) history(organization string) {
	for _, way := range waysToFields {
		for _, id := range q.Related(organization, way.out, false) {
			q.want(q.Related(id, way.on, false), ventureField)
			node, _ := q.Node(id)
			switch way.out {
			case offers:
				q.say(node.Text("title"), inCapability)
			case takesPartIn:
				q.say(node.Text("name"), inVenture)
			}
			q.say(node.Text("summary"), inVenture)
		}
	}
}

func (q *inquiry) want(fields []string, weight float64) {
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
	if text != "" {
		q.phrases = append(q.phrases, phrase{text, weight})
	}
}

// speaks reports whether there is more to go by than who asks, what it is called and where it is.
func (q *inquiry) speaks(question Question) bool {
	if q.spoken {
		return len(wordsOf(q.phrases)) > 0
	}
	for _, relation := range []string{offers, takesPartIn, partyTo} {
		if len(q.Related(question.For, relation, false)) > 0 {
			return true
		}
	}
	return slices.ContainsFunc(q.Related(question.For, hasNeed, false), func(id string) bool {
		node, _ := q.Node(id)
		return node.Text("state") == "OPEN"
	})
}
