package meaning

import (
	"math"
	"unsafe"

	"partnergraph/graph/network/terms"
)

// What somebody states in a record can be kept as numbers of 32 bits:
//
//	its vector, in packed numbers │ how many words it has │ each word: what it is, how often in the title and how often in the description
const (
	packed     = Size / 4
	ofAll      = 8 // bits for how often, of which more are not counted
	mostOfAll  = 1<<ofAll - 1
	statedHead = packed + 1
)

// AppendStated appends what a record states, or nothing where no word of it is known.
func AppendStated[Number ~uint32](list []Number, title, description string) []Number {
	words := titled(title, description)
	inTitle := make([]float64, len(words.words), cap(words.words))
	for i, word := range words.words {
		inTitle[i] = word.count
	}
	words.Add(terms.Fold(description).Text, InDescription)
	if len(words.words) == 0 {
		return list
	}
	start := len(list)
	list = append(list, make([]Number, statedHead)...)
	copy(VectorOf(list[start:]), words.Vector())
	list[start+packed] = Number(len(words.words))
	for i, word := range words.words {
		first := 0.0
		if i < len(inTitle) {
			first = inTitle[i]
		}
		second := math.Round((word.count - first) / InDescription)
		list = append(list, Number(word.known)<<(2*ofAll)|Number(min(first, mostOfAll))<<ofAll|Number(min(second, mostOfAll)))
	}
	return list
}

// SizeOf is how many numbers say what the first record states.
func SizeOf[Number ~uint32](stated []Number) int { return statedHead + int(stated[packed]) }

// VectorOf is what it means. It is a look at the numbers, and no copy.
func VectorOf[Number ~uint32](stated []Number) Vector {
	return unsafe.Slice((*int8)(unsafe.Pointer(&stated[:packed][0])), Size)
}

// WordsOf are its words.
func WordsOf[Number ~uint32](stated []Number) *Words {
	l, said := known(), stated[statedHead:SizeOf(stated)]
	words := &Words{words: make([]word, len(said))}
	for i, s := range said {
		known := int32(s >> (2 * ofAll))
		words.words[i] = word{l.texts[known], known, float64(s >> ofAll & mostOfAll)}
		for range s & mostOfAll { // as Add does, to the last bit
			words.words[i].count += InDescription
		}
	}
	return words
}
