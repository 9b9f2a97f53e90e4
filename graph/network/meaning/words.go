package meaning

import (
	_ "embed"
	"encoding/binary"
	"math"
	"math/bits"
	"strings"
	"sync"
	"unicode/utf8"
)

// Size is how many numbers a Vector has.
const Size = 128

//go:embed words.bin
var file string

// lexicon is what words.bin says, which make.py describes. Words are known by their place there.
type lexicon struct {
	single   [characters]int32     // by character: 1 + the word that it is; 0: none
	from     [characters + 1]int32 // by character: where the openings begin that begin with it
	openings []opening             // in order of their characters
	longer   map[string]int32      // words of three characters and more

	texts   []string
	likely  []float64 // the natural logarithm of a word's share of all words
	weights []float64 // how much a word says: the less the commoner it is
	scales  []float64 // by which a word's numbers have to be multiplied to make a vector of length 1
	numbers []int8    // Size a word, from −8 to 7
	planes  []planes  // the same
	sums    []int32   // of a word's numbers with 8 added
}

// planes are a word's numbers by the worth of their bits: of each number with 8 added the lowest bit, and so on.
type planes [depth][Size / 64]uint64

const (
	depth = 4 // bits
	zero  = 8 // what stands for 0
)

// Words are made of these characters alone.
const (
	firstCharacter = 0x4E00
	lastCharacter  = 0x9FFF
	characters     = lastCharacter - firstCharacter + 1
)

// opening is two characters side by side, with which words begin; the first of them is known from where it stands.
type opening struct {
	second rune
	word   int32 // 1 + the word that it is; 0: none
	longer int32 // the most characters of a word that goes on; 0: none does
}

// unknown is how likely a character is that is no word.
const unknown = -18

// known is read when first asked for and never changes.
var known = sync.OnceValue(func() *lexicon {
	count, rest := int(binary.BigEndian.Uint32([]byte(file[:4]))), file[4:]
	l := &lexicon{
		longer: map[string]int32{}, texts: make([]string, count),
		likely: make([]float64, count), weights: make([]float64, count), scales: make([]float64, count),
		numbers: make([]int8, 0, count*Size), planes: make([]planes, count), sums: make([]int32, count),
	}
	for i := range count {
		var word string
		word, rest, _ = strings.Cut(rest, "\n")
		l.texts[i] = word
		l.enter(word, int32(i))
	}
	for i := range characters {
		l.from[i+1] += l.from[i]
	}
	packed := rest[count:]
	for i := range count {
		l.likely[i] = -float64(rest[i]) / 8
		l.weights[i] = 1 / (1 + 1e4*math.Exp(l.likely[i]))
		for _, both := range []byte(packed[i*Size/2 : (i+1)*Size/2]) {
			l.numbers = append(l.numbers, int8(both>>4)-zero, int8(both&15)-zero)
		}
		squares := 0
		for d, x := range l.of(int32(i)) {
			squares += int(x) * int(x)
			l.sums[i] += int32(x) + zero
			for bit := range depth {
				l.planes[i][bit][d/64] |= uint64(x+zero) >> bit & 1 << (d % 64)
			}
		}
		l.scales[i] = 1 / math.Sqrt(float64(squares))
	}
	return l
})

// enter takes the words in the order of their characters.
func (l *lexicon) enter(text string, word int32) {
	of := []rune(text)
	first := of[0] - firstCharacter
	if len(of) == 1 {
		l.single[first] = 1 + word
		return
	}
	last := len(l.openings) - 1
	if l.from[first+1] == 0 || l.openings[last].second != of[1] {
		l.openings = append(l.openings, opening{second: of[1]})
		l.from[first+1]++ // how many there are, until all are known
		last++
	}
	opens := &l.openings[last]
	if len(of) == 2 {
		opens.word = 1 + word
		return
	}
	opens.longer = max(opens.longer, int32(len(of)))
	l.longer[text] = word
}

// opening finds the words that begin with two characters.
func (l *lexicon) opening(first, second rune) opening {
	if first < firstCharacter || first > lastCharacter {
		return opening{}
	}
	low, high := l.from[first-firstCharacter], l.from[first-firstCharacter+1]
	for low < high {
		if middle := (low + high) / 2; l.openings[middle].second < second {
			low = middle + 1
		} else {
			high = middle
		}
	}
	if low < l.from[first-firstCharacter+1] && l.openings[low].second == second {
		return l.openings[low]
	}
	return opening{}
}

// of returns a word's numbers.
func (l *lexicon) of(word int32) []int8 { return l.numbers[int(word)*Size : int(word+1)*Size] }

// dot is the sum of the products of two words' numbers, by the bits that they have in common, which takes a sixth of the time that
// multiplying them one by one does.
func (l *lexicon) dot(a, b int32) int {
	p, q := &l.planes[a], &l.planes[b]
	sum := 0
	for i := range p {
		low, high := p[i][0], p[i][1]
		sum += (bits.OnesCount64(low&q[0][0]) + bits.OnesCount64(high&q[0][1]) +
			2*(bits.OnesCount64(low&q[1][0])+bits.OnesCount64(high&q[1][1])) +
			4*(bits.OnesCount64(low&q[2][0])+bits.OnesCount64(high&q[2][1])) +
			8*(bits.OnesCount64(low&q[3][0])+bits.OnesCount64(high&q[3][1]))) << i
	}
	return sum - zero*int(l.sums[a]+l.sums[b]) + zero*zero*Size
}

// cut cuts a run of Chinese characters into the words that are together the likeliest, and visits those that are known, the last first.
func (l *lexicon) cut(run string, visit func(text string, word int32)) {
	type way struct {
		likely float64
		start  int32 // of the last word, in bytes
		word   int32 // 1 + what it is; 0: none
	}
	var room [128]way // as much as most runs need
	var ways []way    // by where in the run they end
	if len(run) < len(room) {
		ways = room[:len(run)+1]
	} else {
		ways = make([]way, len(run)+1)
	}
	for i := range ways[1:] {
		ways[i+1].likely = math.Inf(-1)
	}
	take := func(start, end int, likely float64, word int32) {
		if likely += ways[start].likely; likely > ways[end].likely {
			ways[end] = way{likely, int32(start), word}
		}
	}
	for start, first := range run {
		end := start + utf8.RuneLen(first)
		if word := l.character(first); word > 0 {
			take(start, end, l.likely[word-1], word)
		} else {
			take(start, end, unknown, 0)
		}
		if end == len(run) {
			break
		}
		second, size := utf8.DecodeRuneInString(run[end:])
		opens := l.opening(first, second)
		end += size
		if opens.word > 0 {
			take(start, end, l.likely[opens.word-1], opens.word)
		}
		for long := int32(3); long <= opens.longer && end < len(run); long++ {
			_, size := utf8.DecodeRuneInString(run[end:])
			end += size
			if word, is := l.longer[run[start:end]]; is {
				take(start, end, l.likely[word], 1+word)
			}
		}
	}
	for end := len(run); end > 0; end = int(ways[end].start) {
		if w := ways[end]; w.word > 0 {
			visit(run[w.start:end], w.word-1)
		}
	}
}

// character returns 1 + the word that a character is; 0: none.
func (l *lexicon) character(r rune) int32 {
	if r < firstCharacter || r > lastCharacter {
		return 0
	}
	return l.single[r-firstCharacter]
}
