package meaning

import "math/bits"

// Mark is what a Vector points to, kept in 32 bytes: on which side of 256 planes it lies. Of two texts about the same fewer planes lie
// between than of strangers, for whom it is half of them, give or take eight; so marks tell which of very many texts are worth a look.
// The zero Mark is that of an empty Vector.
type Mark [marked / 64]uint64

const (
	marked = turns * Size // planes
	turns  = 2
)

// turned says which numbers change their sign before all are mixed, by turn: the binary digits of π behind the point. Without it the
// first directions, in which words differ most, would count no more than the last; without a second turn, chance would count for more.
var turned = [turns][Size / 64]uint64{
	{0x243F6A8885A308D3, 0x13198A2E03707344},
	{0xA4093822299F31D0, 0x082EFA98EC4E6C89},
}

// Mark returns the mark of a vector.
func (v Vector) Mark() Mark {
	var m Mark
	if len(v) == 0 {
		return m
	}
	for turn, changed := range turned {
		var mixed [Size]int32
		for d, x := range v {
			mixed[d] = int32(x) * (1 - 2*int32(changed[d/64]>>(d%64)&1))
		}
		mix(&mixed)
		for d, x := range mixed {
			if x > 0 {
				m[turn*Size/64+d/64] |= 1 << (d % 64)
			}
		}
	}
	return m
}

// mix turns numbers so that each of them comes to depend on all (a Walsh–Hadamard transform), at seven additions a number.
func mix(numbers *[Size]int32) {
	for half := 1; half < Size; half *= 2 {
		for start := 0; start < Size; start += 2 * half {
			for i := start; i < start+half; i++ {
				a, b := numbers[i], numbers[i+half]
				numbers[i], numbers[i+half] = a+b, a-b
			}
		}
	}
}

// MostApart is the greatest distance of two marks.
const MostApart = marked

// Apart returns how many planes lie between two marks, from 0 to MostApart.
func (m *Mark) Apart(other *Mark) int {
	return bits.OnesCount64(m[0]^other[0]) + bits.OnesCount64(m[1]^other[1]) + bits.OnesCount64(m[2]^other[2]) + bits.OnesCount64(m[3]^other[3])
}
