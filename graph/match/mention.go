package match

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"partnergraph/graph/message"
	"partnergraph/graph/network/terms"
)

// mention judges by what of a candidate is named in what is asked for: its nation or province, its city, county or town, and its own
// name, of which rare words count more.
type mention struct {
	*inquiry
	texts  []string // of a need or a given text, folded
	words  map[string]bool
	hashes hashSet      // of the words
	places map[Ref]bool // whether a place is named, as far as it is known
	rare   map[string]float64
}

// What each is worth of the whole.
const (
	byWideArea = 0.29
	byPlace    = 0.30
	byName     = 0.41
)

func newMention(q *inquiry) *mention {
	m := &mention{inquiry: q, words: map[string]bool{}, places: map[Ref]bool{}, rare: q.room.rare}
	if !q.spoken || q.weights[Mentioned] == 0 {
		return m
	}
	for _, p := range q.phrases {
		m.texts = append(m.texts, p.text)
		for _, term := range terms.Of(p.text) {
			m.words[term] = true
			m.hashes.add(hashOf(term))
		}
	}
	return m
}

// found is what of a candidate is named.
type found struct {
	area, place       Ref
	hasArea, hasPlace bool
	name              float64 // the share of its name
}

func (m *mention) find(d dossier) found {
	if len(m.texts) == 0 {
		return found{}
	}
	f := m.spot(d)
	if !slices.ContainsFunc(d.hashes(), m.mayHave) {
		return f // as nearly all, of whose words it takes no time to know how rare they are
	}
	words := d.words()
	if !slices.ContainsFunc(words, m.has) {
		return f
	}
	all, said := 0.0, 0.0
	for _, word := range words {
		rare := m.rarity(word)
		all += rare
		if m.has(word) {
			said += rare
		}
	}
	if said > 0 {
		f.name = said / all
	}
	return f
}

// spot finds which of the places that one lies in are named. Most are not, and of these most are told by their clues.
func (m *mention) spot(d dossier) (f found) {
	for zones := d.zones(); len(zones) > 0; zones = zones[zoneSize:] {
		place, clue := zones[0], uint32(zones[2])
		if clue != 0 && !m.hashes.has(clue) || !m.names(place) {
			continue
		}
		switch wide := zones[1] < 2; {
		case wide && !f.hasArea:
			f.area, f.hasArea = place, true
		case !wide && !f.hasPlace:
			f.place, f.hasPlace = place, true
		}
	}
	return f
}

// has reports whether what is asked for has a word of a name.
func (m *mention) has(word string) bool { return m.words[word] }

// mayHave reports whether it may, by the word's hash. Most it has not, and of these most are told by that.
func (m *mention) mayHave(hash Ref) bool { return m.hashes.has(uint32(hash)) }

// nameWords works out what a name and its other forms are cut into, but for words that say what anybody is.
func (w works) nameWords(candidate Ref) []string {
	var words []string
	for _, name := range append([]string{w.Text(candidate, "name")}, w.Texts(candidate, "aliases")...) {
		for _, word := range terms.Of(subject(name)) {
			if utf8.RuneCountInString(word) >= 2 && telling(word) && !slices.Contains(words, word) {
				words = append(words, word)
			}
		}
	}
	return words
}

func (m *mention) rarity(word string) float64 {
	rare, known := m.rare[word]
	if !known {
		all := float64(m.Count("Organization"))
		rare = max(0, math.Log((1+all)/(1+float64(m.Holders(word)))))
		m.rare[word] = rare
	}
	return rare
}

// names reports whether a place is named, a Chinese one also without the word for its level, a nation also by its people.
func (m *mention) names(place Ref) bool {
	named, known := m.places[place]
	if !known {
		name := m.placeName(place)
		named = m.says(name.label) || m.says(name.short) || slices.ContainsFunc(name.people, m.says)
		m.places[place] = named
	}
	return named
}

// placeName is how a text may call a place.
type placeName struct {
	label, short string   // folded, whole and without the word for its level
	people       []string // of a nation
	clue         uint32   // that of all these; 0 where they have none in common
}

func (w works) placeName(place Ref) *placeName {
	return recalled(w, place, aPlaceName, func(w works, place Ref) *placeName {
		label := strings.TrimSpace(terms.Fold(w.Text(place, "name")).Text)
		name := &placeName{label: label, short: withoutLevel(label)}
		if w.Text(place, "level") == levels[0] {
			name.people = peoples()[label]
		}
		if clue := clueTo(label); len(name.people) == 0 && (name.short == "" || clueTo(name.short) == clue) {
			name.clue = clue
		}
		return name
	})
}

// clueTo returns the hash of a term that terms.Of finds in each text in which a label stands; 0 when there is none for sure.
func clueTo(label string) uint32 {
	for piece := range terms.Pieces(label) {
		if piece.Kind == terms.Word {
			return hashOf(piece.Text) // stands whole, or the label does not stand there
		}
		if piece.Kind == terms.Han { // perhaps the end of a longer run, so of a single character nothing is known
			for pair := range terms.Pairs(piece.Text) {
				return hashOf(pair)
			}
		}
		break
	}
	return 0
}

func (m *mention) says(label string) bool {
	return utf8.RuneCountInString(label) >= 2 && slices.ContainsFunc(m.texts, func(text string) bool { return stands(label, text) })
}

// withoutLevel takes the word for its level off a Chinese place's name; "" when nothing is to be taken off.
func withoutLevel(label string) string {
	for _, level := range []string{"省", "市", "县", "区", "镇", "乡", "村"} {
		if short, cut := strings.CutSuffix(label, level); cut && utf8.RuneCountInString(short) >= 2 {
			return short
		}
	}
	return ""
}

func (m *mention) value(s *contender) float64 {
	f, value := m.find(s.dossier), 0.0
	if f.hasArea {
		value += byWideArea
	}
	if f.hasPlace {
		value += byPlace
	}
	return value + byName*f.name
}

func (m *mention) leads(func(Ref) bool) {} // names are words, and found as those

func (m *mention) explain(candidate Ref) (message.Text, []Ref) {
	known := m.dossier(candidate)
	f := m.find(known)
	c := clause{says: message.Text{ZH: "所求文字提到：", EN: "The text names "}}
	var evidence []Ref
	for _, p := range []struct {
		place Ref
		named bool
	}{{f.place, f.hasPlace}, {f.area, f.hasArea}} {
		if p.named {
			c.names, evidence = append(c.names, m.label(p.place)), append(evidence, p.place)
		}
	}
	if f.name > 0 {
		var said []string
		for _, word := range known.words() {
			if m.has(word) {
				said = append(said, word)
			}
		}
		words := strings.Join(said, " ")
		c.names = append(c.names, message.Text{
			ZH: "该机构名称中的“" + words + "”",
			EN: "“" + words + "” of its name",
		})
		evidence = append(evidence, candidate)
	}
	return sentence(c), evidence
}
