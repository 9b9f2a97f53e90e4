package match

import (
	"slices"
	"strings"
)

// dossier is what an organization is judged by whatever the question, in one place: each fact by itself would be another wait for memory.
// It is a list of numbers, whatever they count, so that it is remembered without pointers:
//
//	house, traits, how many of each │ zones with their levels and clues │ fields and their sources │ hashes of the words of its name │ the words
type dossier []Ref

// Where in a dossier its head has what.
const (
	houseAt = iota
	traitsAt
	zonesAt  // the numbers of zones, zoneSize each
	skillsAt // those of skills, two each
	wordsAt  // of hashes
	headSize
)

// The traits of an organization, a bit each.
const (
	isTrade Ref = 1 << iota // it is there to supply technology, and not to use it
	isRated                 // staff have rated a match of it
)

func (w works) dossier(organization Ref) dossier {
	return w.recalledList(organization, aDossier, works.newDossier)
}

func (w works) newDossier(organization Ref) []Ref {
	d := make([]Ref, headSize, 64)
	d[houseAt] = w.house(organization)
	if byTrade(w.Type(organization).Name) {
		d[traitsAt] |= isTrade
	}
	if len(w.AppendFirst(nil, organization, rates, true, 1)) > 0 {
		d[traitsAt] |= isRated
	}
	if place, placed := w.place(organization); placed {
		for _, z := range w.zones(place) {
			d = append(d, z.place, Ref(z.level), Ref(z.clue))
		}
	}
	d[zonesAt] = Ref(len(d) - headSize)
	skills := w.skills(organization)
	for _, s := range skills {
		d = append(d, s.field, Ref(s.sources))
	}
	d[skillsAt] = Ref(2 * len(skills))
	words := w.nameWords(organization)
	for _, word := range words {
		d = append(d, Ref(hashOf(word)))
	}
	d[wordsAt] = Ref(len(words))
	return appendPacked(d, strings.Join(words, wordEnd))
}

const zoneSize = 3

// wordEnd stands in no word.
const wordEnd = "\n"

// appendPacked appends a text, four bytes a number.
func appendPacked(list []Ref, text string) []Ref {
	start := len(list)
	list = slices.Grow(list, (len(text)+3)/4)[:start+(len(text)+3)/4]
	clear(list[start:])
	for i := range len(text) {
		list[start+i/4] |= Ref(text[i]) << (i % 4 * 8)
	}
	return list
}

// unpacked returns a text that does not end with zeros.
func unpacked(list []Ref) string {
	bytes := make([]byte, 0, 4*len(list))
	for _, four := range list {
		bytes = append(bytes, byte(four), byte(four>>8), byte(four>>16), byte(four>>24))
	}
	return strings.TrimRight(string(bytes), "\x00")
}

func (d dossier) house() Ref         { return d[houseAt] }
func (d dossier) has(trait Ref) bool { return d[traitsAt]&trait != 0 }
func (d dossier) trade() bool        { return d.has(isTrade) }

// zones are its place and all that this lies in, the narrowest first; each is followed by its level and its clue.
func (d dossier) zones() []Ref { return d[headSize:][:d[zonesAt]] }

// skills are its fields, each once, in the order of their Refs; each is followed by its sources.
func (d dossier) skills() []Ref { return d[headSize+d[zonesAt]:][:d[skillsAt]] }

// hashes are those of words.
func (d dossier) hashes() []Ref { return d[headSize+d[zonesAt]+d[skillsAt]:][:d[wordsAt]] }

// words are what its name and other names are cut into, but for words that say what anybody is. They are copied: most that is to be known
// of them, their hashes tell.
func (d dossier) words() []string {
	if d[wordsAt] == 0 {
		return nil
	}
	return strings.Split(unpacked(d[headSize+d[zonesAt]+d[skillsAt]+d[wordsAt]:]), wordEnd)
}
