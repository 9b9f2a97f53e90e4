package network

import "partnergraph/graph/network/terms"

// sought is a folded word that is searched for, as it stands or as the reading of Chinese characters.
type sought struct {
	text    string
	reading *terms.Reading // nil: nothing is read so
}

func newSought(text string) sought {
	reading, _ := terms.ParseReading(text)
	return sought{text, reading}
}

// requirements returns what the nodes must meet in whose texts all the words stand or are read. It is needed, but not enough. Of the
// words that may be readings only the longest is required, for each takes a look at very many terms.
func requirements(x *index, words []sought, nodes int) []requirement {
	var written []string
	var longest sought
	for _, word := range words {
		switch {
		case word.reading == nil:
			written = append(written, word.text)
		case len(word.text) > len(longest.text):
			longest = word
		}
	}
	all := x.requirements(written)
	if longest.reading != nil {
		all = append(all, x.told(longest, nodes))
	}
	return all
}

// told is met by the nodes in whose texts a word stands, or is read in one of the two ways.
func (x *index) told(word sought, nodes int) requirement {
	var r requirement
	for _, way := range [][]requirement{
		x.requirements([]string{word.text}), x.neighbors(word.reading.WholeNeighbors()), x.pairs(word.reading.InitialPairs()),
	} {
		if len(way) > 0 {
			r.or(&postings{since: &since{came: candidates(way, nodes)}})
		}
	}
	return r
}

// pairs returns one requirement for each two initials.
func (x *index) pairs(all []string) []requirement {
	list := make([]requirement, len(all))
	for i, pair := range all {
		list[i] = x.require(x.initials[initialsOf(pair[0], pair[1])]...)
	}
	return list
}

// letters is how many initials there may be.
const letters = 'z' - 'a' + 1

func initialsOf(first, second byte) int { return int(first-'a')*letters + int(second-'a') }

// read notes the initials of a term of two Chinese characters.
func (x *index) read(first, second rune, number uint32) {
	for a := range terms.Initials(first) {
		for b := range terms.Initials(second) {
			pair := &x.initials[initialsOf(a, b)]
			*pair = append(*pair, number)
		}
	}
}

// neighbors returns one requirement for each two characters that must stand side by side. They come out of the pairs that the index
// has anyway: no reading is kept for any node.
func (x *index) neighbors(all [][]terms.Following) []requirement {
	list := make([]requirement, len(all))
	for i, alternatives := range all {
		for _, a := range alternatives {
			for first := range a.First.All {
				for _, n := range x.starting[first] {
					if a.Second == nil || a.Second.Has(n.second) {
						list[i].or(&x.postings[n.number])
					}
				}
			}
		}
	}
	return list
}
