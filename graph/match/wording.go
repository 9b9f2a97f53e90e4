package match

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"partnergraph/graph/message"
	"partnergraph/graph/network/terms"
)

// wording judges by the words that a candidate's texts have in common with what is looked for. A word counts by how few organizations
// have it and by the best of the candidate's texts that hold it.
type wording struct {
	*inquiry
	wants []wordWant
	half  float64 // the sum of words at which the value is one half
}

// wordWant is a word with what it is worth, from 0 to 1, and who has it.
type wordWant struct {
	word
	worth   float64
	holders map[string]float64 // by organization: how well the best of its texts testifies
}

// enough bounds half: who has four rare words of a long text is a good match whatever else stands there.
const enough = 4.0

func newWording(q *inquiry) *wording {
	w := &wording{inquiry: q}
	mass, all := 0.0, float64(q.Count("Organization"))
	for _, word := range wordsOf(q.phrases) {
		holders := w.holders(word.term)
		rare := rarity(float64(len(holders)), all)
		mass += rare // also of a word that nobody has: what was found is the smaller a part of the whole
		if len(holders) > 0 {
			w.wants = append(w.wants, wordWant{word, word.weight * rare, holders})
		}
	}
	w.half = min(enough, mass/2)
	return w
}

// rarity is the inverse document frequency of BM25 over organizations, as a share of that of a word which a single one has. A word
// that nobody has is as rare as that: were it rarer, the first to have it would make what is looked for worth less.
func rarity(have, all float64) float64 {
	have = max(1, have)
	all = max(all, have)
	idf := func(n float64) float64 { return math.Log(1 + (all-n+0.5)/(n+0.5)) }
	return idf(have) / idf(1)
}

// holders returns the organizations that have a word in their texts, with how well the best of these testifies.
func (w *wording) holders(term string) map[string]float64 {
	best := map[string]float64{}
	for _, id := range w.Holding(term) {
		owners, source := w.owners(id)
		for _, owner := range owners {
			best[owner] = max(best[owner], w.supplies(owner, source))
		}
	}
	return best
}

// owners returns the organizations that a text speaks for, and what sort of text it is; of other records none.
func (w *wording) owners(id string) ([]string, source) {
	node, found := w.Node(id)
	switch {
	case !found:
		return nil, itself
	case node.Type.Name == "Capability":
		return w.Related(id, offers, true), aCapability
	case node.Type.Name == "Platform" || node.Type.Name == "Agreement":
		members := w.members(id)
		if slices.ContainsFunc(members, func(member string) bool { return w.excused[member] }) {
			return members, oursAlready
		}
		return members, aVenture
	case w.organization(node):
		return []string{id}, itself
	default:
		return nil, itself
	}
}

func (w *wording) values() map[string]float64 {
	sums := map[string]float64{}
	for _, want := range w.wants { // in their order, so that each sum is added up alike every time
		for organization, testifies := range want.holders {
			sums[organization] += want.worth * testifies
		}
	}
	for organization, sum := range sums {
		sums[organization] = sum / (sum + w.half)
	}
	return sums
}

// testimony is one of a candidate's texts that holds wanted words.
type testimony struct {
	id     string
	worth  float64
	quotes []string
}

func (w *wording) explain(candidate string) (message.Text, []string) {
	var all []testimony
	texts := append([]string{candidate}, w.Related(candidate, offers, false)...)
	for _, id := range append(texts, w.ventures(candidate)...) {
		if t := w.testify(candidate, id); t.worth > 0 {
			all = append(all, t)
		}
	}
	slices.SortFunc(all, func(a, b testimony) int {
		return cmp.Or(cmp.Compare(b.worth, a.worth), strings.Compare(a.id, b.id))
	})
	all = slices.CompactFunc(all, func(a, b testimony) bool { return a.id == b.id })
	var clauses []clause
	var evidence []string
	for i, t := range all {
		if i < maxCited {
			clauses = append(clauses, w.clause(t))
		}
		evidence = append(evidence, t.id)
	}
	return sentence(clauses...), evidence
}

// maxCited is the most texts that a sentence quotes.
const maxCited = 2

// testify weighs one of a candidate's texts.
func (w *wording) testify(candidate, id string) testimony {
	t := testimony{id: id}
	_, source := w.owners(id)
	weight := w.supplies(candidate, source)
	if weight == 0 {
		return t
	}
	text := w.folded(id)
	has := map[string]bool{}
	for _, term := range terms.Of(text) {
		has[term] = true
	}
	for _, want := range w.wants {
		if has[want.term] {
			t.worth += want.worth * weight
		}
	}
	for _, phrase := range w.phrases {
		for _, quote := range quoted(phrase.text, text) {
			if !slices.ContainsFunc(t.quotes, func(known string) bool { return strings.Contains(known, quote) }) {
				t.quotes = append(t.quotes, quote)
			}
		}
	}
	slices.SortStableFunc(t.quotes, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	return t
}

// folded is all that the index knows of a node, one text a line.
func (w *wording) folded(id string) string {
	node, _ := w.Node(id)
	var text strings.Builder
	for _, field := range node.Type.Fields {
		if field.Property == nil || field.Property.Search == 0 {
			continue
		}
		for _, value := range append(node.Texts(field.Name), node.Text(field.Name)) {
			text.WriteString(terms.Fold(value).Text + "\n")
		}
	}
	return text.String()
}

func (w *wording) clause(t testimony) clause {
	node, _ := w.Node(t.id)
	says := message.Text{ZH: "名称或简介中有", EN: "Its name or summary has "}
	switch node.Type.Name {
	case "Capability":
		says = message.Text{ZH: "能力“%s”中有", EN: "Its capability “%s” has "}.Fill(w.label(t.id).ZH)
	case "Platform":
		says = message.Text{ZH: "平台“%s”中有", EN: "Its platform “%s” has "}.Fill(w.label(t.id).ZH)
	case "Agreement":
		says = message.Text{ZH: "协议“%s”中有", EN: "Its agreement “%s” has "}.Fill(w.label(t.id).ZH)
	}
	c := clause{says: says}
	for _, quote := range t.quotes {
		c.names = append(c.names, message.Text{ZH: "“" + quote + "”", EN: "“" + quote + "”"})
	}
	return c
}
