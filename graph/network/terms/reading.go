package terms

import (
	"math/bits"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Reading is a word in Latin letters that may be how Chinese characters are read, which is the case for neighbouring characters in
// two ways: whole syllables one after another, the last of which may be cut short, as "zhongt" and "zhongtai" for 中泰; or one
// initial letter a character, as "zt".
type Reading struct {
	letters string
	ends    []bool   // by offset: a character has to end there, for an apostrophe or a blank says so
	steps   []offset // by offset
	opening *Set     // the characters that may begin a whole reading
	initial []*Set   // by offset: the characters with the letter as an initial
}

// offset is a place among the letters at which a character may begin.
type offset struct {
	next []next // what the character may be read as
	left int    // how many characters are needed from here at least; 0: it does not work out
}

// next is a syllable and where it leads to; behind the last letter when it is cut short.
type next struct {
	syllable uint16
	to       int
}

// ParseReading takes a folded word of at least two letters, with or without tone marks. ü may be written v; an apostrophe or a blank
// parts two characters: "xi'an" is not read as 先. False: no characters are read so, even in part.
func ParseReading(word string) (*Reading, bool) {
	r := &Reading{}
	var letters strings.Builder
	for _, letter := range strings.ReplaceAll(norm.NFD.String(word), "u\u0308", "v") {
		switch {
		case letter >= 'a' && letter <= 'z':
			letters.WriteRune(letter)
		case (letter == '\'' || letter == '’' || letter == ' ') && letters.Len() > 0:
			for len(r.ends) <= letters.Len() {
				r.ends = append(r.ends, false)
			}
			r.ends[letters.Len()] = true
		case letters.Len() == 0 || !strings.ContainsRune(tones, letter):
			return nil, false
		}
	}
	r.letters = letters.String()
	if len(r.letters) < 2 {
		return nil, false
	}
	for len(r.ends) <= len(r.letters) {
		r.ends = append(r.ends, false)
	}
	r.walk()
	r.opening = r.after(0)
	sets := map[byte]*Set{}
	for _, letter := range []byte(r.letters) {
		if sets[letter] == nil {
			sets[letter] = beginning(letter)
		}
		r.initial = append(r.initial, sets[letter])
	}
	return r, true
}

// tones are the marks of the four tones.
const tones = "\u0304\u0301\u030c\u0300"

// walk works out from the end which syllables may follow one another.
func (r *Reading) walk() {
	c := characters()
	r.steps = make([]offset, len(r.letters)+1)
	for at := len(r.letters) - 1; at >= 0; at-- {
		step := &r.steps[at]
		for to := at + 1; to <= len(r.letters) && to <= at+longestSyllable; to++ {
			if r.ends[to-1] && to-1 > at {
				break
			}
			number, found := sort.Find(len(c.syllables), func(i int) int { return strings.Compare(r.letters[at:to], c.syllables[i]) })
			if found && (to == len(r.letters) || r.steps[to].left > 0) {
				step.take(next{uint16(number), to}, 1+r.steps[to].left)
			}
			for ; at > 0 && to == len(r.letters) && number < len(c.syllables) && strings.HasPrefix(c.syllables[number], r.letters[at:]); number++ {
				if len(c.syllables[number]) > to-at {
					step.take(next{uint16(number), to}, 1)
				}
			}
		}
	}
}

// longestSyllable is the length of zhuang.
const longestSyllable = 6

func (o *offset) take(n next, needed int) {
	o.next = append(o.next, n)
	if o.left == 0 || needed < o.left {
		o.left = needed
	}
}

// Place is a part of a folded text, in bytes.
type Place struct{ From, To int }

// Whole returns the first place at or behind an offset whose characters are read as the letters in whole syllables, the shortest
// there.
func (r *Reading) Whole(folded string, from int) (Place, bool) {
	if r.steps[0].left == 0 {
		return Place{}, false
	}
	return first(folded, from, r.opening, r.whole)
}

// Initials returns the first place at or behind an offset whose characters have the letters as their initials.
func (r *Reading) Initials(folded string, from int) (Place, bool) {
	return first(folded, from, r.initial[0], r.initials)
}

func first(folded string, from int, opening *Set, length func(string) int) (Place, bool) {
	for at, character := range folded[from:] {
		if !opening.Has(character) {
			continue
		}
		if n := length(folded[from+at:]); n > 0 {
			return Place{from + at, from + at + n}, true
		}
	}
	return Place{}, false
}

// whole returns how many bytes at the front of a text are read as the letters; 0: they are not. It follows all ways at once, for a
// character may be read as a part of its own other reading.
func (r *Reading) whole(text string) int {
	c := characters()
	var room [2][8]int
	here, there := append(room[0][:0], 0), room[1][:0]
	for at, character := range text {
		there = there[:0]
		for _, offset := range here {
			for _, n := range r.steps[offset].next {
				if !c.reads(character, n.syllable) {
					continue
				}
				if n.to == len(r.letters) {
					return at + utf8.RuneLen(character)
				}
				if !slices.Contains(there, n.to) {
					there = append(there, n.to)
				}
			}
		}
		if len(there) == 0 {
			return 0
		}
		here, there = there, here
	}
	return 0
}

func (c *chinese) reads(r rune, syllable uint16) bool {
	for _, number := range c.readings(r) {
		if number == syllable {
			return true
		}
	}
	return false
}

// initials is as whole.
func (r *Reading) initials(text string) int {
	letter := 0
	for at, character := range text {
		if !r.initial[letter].Has(character) {
			return 0
		}
		if letter++; letter == len(r.letters) {
			return at + utf8.RuneLen(character)
		}
	}
	return 0
}

// Set is a set of Chinese characters.
type Set [(lastCharacter-firstCharacter)/64 + 1]uint64

// Has reports whether a character is in the set.
func (s *Set) Has(r rune) bool {
	return known(r) && s[(r-firstCharacter)/64]>>((r-firstCharacter)%64)&1 == 1
}

// All yields the characters of the set in order.
func (s *Set) All(yield func(rune) bool) {
	for i, word := range s {
		for ; word != 0; word &= word - 1 {
			if !yield(firstCharacter + rune(i*64+bits.TrailingZeros64(word))) {
				return
			}
		}
	}
}

func (s *Set) add(characters string) {
	for _, r := range characters {
		s[(r-firstCharacter)/64] |= 1 << ((r - firstCharacter) % 64)
	}
}

// Following is two sets of characters of which one of the first must stand before one of the second; nil: before anything.
type Following struct{ First, Second *Set }

// maxFollowing is how many neighbours are told of one reading. More would narrow a search no further.
const maxFollowing = 6

// WholeNeighbors says what must stand side by side where the reading is found in whole syllables: for each neighbour one of some
// alternatives. None: it is found nowhere.
func (r *Reading) WholeNeighbors() [][]Following {
	if r.steps[0].left == 0 {
		return nil
	}
	var neighbors [][]Following
	here := map[int]bool{0: true}
	for range min(max(1, r.steps[0].left-1), maxFollowing) {
		var alternatives []Following
		there := map[int]bool{}
		for offset := range r.letters {
			if !here[offset] {
				continue
			}
			firsts := map[int]*Set{} // by where they lead to
			for _, n := range r.steps[offset].next {
				if firsts[n.to] == nil {
					firsts[n.to] = &Set{}
					alternatives = append(alternatives, Following{firsts[n.to], r.after(n.to)})
				}
				firsts[n.to].add(characters().members[n.syllable])
				there[n.to] = true
			}
		}
		neighbors, here = append(neighbors, alternatives), there
	}
	return neighbors
}

// after returns the characters that may begin at an offset; nil behind the last letter.
func (r *Reading) after(offset int) *Set {
	if offset == len(r.letters) {
		return nil
	}
	set := &Set{}
	for _, n := range r.steps[offset].next {
		set.add(characters().members[n.syllable])
	}
	return set
}

// InitialPairs says the same for initials: two letters each, in which characters that stand side by side begin.
func (r *Reading) InitialPairs() []string {
	var pairs []string
	for i := 1; i < len(r.letters) && i <= maxFollowing; i++ {
		pairs = append(pairs, r.letters[i-1:i+1])
	}
	return pairs
}

// Initials yields the letters in which the readings of a Chinese character begin, each once.
func Initials(r rune) func(yield func(byte) bool) {
	return func(yield func(byte) bool) {
		c, seen := characters(), uint32(0)
		for _, syllable := range c.readings(r) {
			letter := c.syllables[syllable][0]
			if bit := uint32(1) << (letter - 'a'); seen&bit == 0 {
				if seen |= bit; !yield(letter) {
					return
				}
			}
		}
	}
}

// beginning returns the characters with a reading that begins with a letter.
func beginning(letter byte) *Set {
	c, set := characters(), &Set{}
	for i, syllable := range c.syllables {
		if syllable[0] == letter {
			set.add(c.members[i])
		}
	}
	return set
}
