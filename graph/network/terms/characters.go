package terms

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:generate go run ./tables

var (
	//go:embed simplified.txt
	simplifiedText string
	//go:embed readings.txt
	readingsText string
)

// The characters that the tables speak of lie between these two.
const (
	firstCharacter = '〇'
	lastCharacter  = 0x9FFF
)

// chinese is what is known of each Chinese character. It is immutable.
type chinese struct {
	simple    [lastCharacter - firstCharacter + 1]rune   // the simplified form; 0: itself
	readAs    [lastCharacter - firstCharacter + 2]uint32 // where in read a character's syllables start, those of the next at its end
	read      []uint16                                   // numbers of syllables
	syllables []string                                   // sorted
	members   []string                                   // by syllable: its characters
}

// characters reads the tables, which are part of the program, when they are first needed.
var characters = sync.OnceValue(func() *chinese {
	c := &chinese{}
	for line := range rows(simplifiedText) {
		for pair := range strings.FieldsSeq(line) {
			from, size := utf8.DecodeRuneInString(pair)
			c.simple[from-firstCharacter], _ = utf8.DecodeRuneInString(pair[size:])
		}
	}
	of := make([][]uint16, len(c.simple))
	for line := range rows(readingsText) {
		syllable, list, _ := strings.Cut(line, " ")
		number := uint16(len(c.syllables))
		var members []rune
		for _, r := range list {
			r = c.simplified(r) // what folds together is read alike
			members = append(members, r)
		}
		slices.Sort(members)
		members = slices.Compact(members)
		for _, r := range members {
			of[r-firstCharacter] = append(of[r-firstCharacter], number)
		}
		c.syllables, c.members = append(c.syllables, syllable), append(c.members, string(members))
	}
	for i, list := range of {
		c.readAs[i] = uint32(len(c.read))
		c.read = append(c.read, list...)
	}
	c.readAs[len(of)] = uint32(len(c.read))
	return c
})

// rows yields the lines of a table that say something.
func rows(table string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for line := range strings.Lines(table) {
			if line = strings.TrimSuffix(line, "\n"); line != "" && line[0] != '#' && !yield(line) {
				return
			}
		}
	}
}

func known(r rune) bool { return r >= firstCharacter && r <= lastCharacter }

// simplified returns the simplified form of a character, and any other character as it is.
func (c *chinese) simplified(r rune) rune {
	if known(r) {
		if simple := c.simple[r-firstCharacter]; simple != 0 {
			return simple
		}
	}
	return r
}

// readings returns the numbers of the syllables that a character may be read as.
func (c *chinese) readings(r rune) []uint16 {
	if !known(r) {
		return nil
	}
	return c.read[c.readAs[r-firstCharacter]:c.readAs[r-firstCharacter+1]]
}
