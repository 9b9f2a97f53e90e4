package meaning

import (
	_ "embed"
	"encoding/binary"
	"math"
	"strings"
	"sync"
	"unicode/utf8"
)

// Size is how many numbers a Vector has.
const Size = 128

//go:embed words.bin
var file string

// lexicon is what words.bin says, which make.py describes.
type lexicon struct {
	at     map[string]int32
	likely []float64 // the natural logarithm of a word's share of all words
	scales []float64 // by which a word's numbers have to be multiplied to make a vector of length 1
	packed string    // two numbers a byte
}

// longest is how many characters the longest words have.
const longest = 5

// unknown is how likely a character is that is no word.
const unknown = -18

// known is read when first asked for and never changes.
var known = sync.OnceValue(func() *lexicon {
	count, rest := int(binary.BigEndian.Uint32([]byte(file[:4]))), file[4:]
	l := &lexicon{make(map[string]int32, count), make([]float64, count), make([]float64, count), file[len(file)-count*Size/2:]}
	for i := range count {
		var word string
		word, rest, _ = strings.Cut(rest, "\n")
		l.at[word] = int32(i)
	}
	for i := range count {
		l.likely[i] = -float64(rest[i]) / 8
		sum := 0
		for d := range Size {
			x := l.number(int32(i), d)
			sum += x * x
		}
		l.scales[i] = 1 / math.Sqrt(float64(sum))
	}
	return l
})

// number is one of a word's, as the file has it.
func (l *lexicon) number(word int32, d int) int {
	both := l.packed[int(word)*Size/2+d/2]
	if d%2 == 0 {
		return int(both>>4) - 8
	}
	return int(both&15) - 8
}

// weight is how much a word says.
func (l *lexicon) weight(word int32) float64 { return 1 / (1 + 1e4*math.Exp(l.likely[word])) }

// cut cuts a run of Chinese characters into the words that are together the likeliest, and visits those that are known, the last first.
func (l *lexicon) cut(run string, visit func(text string, word int32)) {
	type way struct {
		likely float64
		start  int   // of the last word, in bytes
		word   int32 // that it is; -1: none
	}
	ways := make([]way, len(run)+1) // by where in the run they end
	for i := range ways[1:] {
		ways[i+1].likely = math.Inf(-1)
	}
	for start := range run {
		end := start
		for range longest {
			if end == len(run) {
				break
			}
			_, size := utf8.DecodeRuneInString(run[end:])
			end += size
			w := way{start: start, word: -1}
			if word, is := l.at[run[start:end]]; is {
				w.likely, w.word = l.likely[word], word
			} else if end == start+size {
				w.likely = unknown
			} else {
				continue
			}
			if w.likely += ways[start].likely; w.likely > ways[end].likely {
				ways[end] = w
			}
		}
	}
	for end := len(run); end > 0; end = ways[end].start {
		if w := ways[end]; w.word >= 0 {
			visit(run[w.start:end], w.word)
		}
	}
}
