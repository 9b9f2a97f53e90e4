package meaning

import (
	"math"
	"unsafe"

	"partnergraph/graph/network/terms"
)

// What a text means, and by which words, can be kept as numbers of 32 bits: its Vector in Packed numbers, and for each word what
// it is, how often it stands in the title and how often in the description.
const (
	Packed    = Size / 4
	ofAll     = 8 // bits for how often, of which more are not counted
	mostOfAll = 1<<ofAll - 1
)

// AppendVector appends a vector, or nothing of an empty one.
func AppendVector[Number ~uint32](list []Number, v Vector) []Number {
	if len(v) == 0 {
		return list
	}
	list = append(list, make([]Number, Packed)...)
	copy(VectorOf(list[len(list)-Packed:]), v)
	return list
}

// VectorOf is the vector that the first numbers are. It is a look at them, and no copy.
func VectorOf[Number ~uint32](packed []Number) Vector {
	return unsafe.Slice((*int8)(unsafe.Pointer(&packed[:Packed][0])), Size)
}

// AppendWords appends the words of a record in which somebody states something.
func AppendWords[Number ~uint32](list []Number, title, description string) []Number {
	words := titled(title, description)
	inTitle := make([]float64, len(words.words), cap(words.words))
	for i, word := range words.words {
		inTitle[i] = word.count
	}
	words.Add(terms.Fold(description).Text, InDescription)
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

// WordsOf are the words that AppendWords appended, as Statement has them.
func WordsOf[Number ~uint32](said []Number) *Words {
	l := known()
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
