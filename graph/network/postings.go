package network

import (
	"encoding/binary"
	"slices"
)

// postings are the nodes in whose texts a term stands. Nearly all of them are packed, in little more than a byte each; those that came
// or went since are kept beside until they are worth packing all anew.
type postings struct {
	packed string // see pack
	count  uint32 // of the packed ones
	since  *since // nil: nothing
}

// since is what changed, both in ascending order: nodes that are not among the packed ones, and packed ones that are no more.
type since struct{ came, went []uint32 }

// blockSize is how many nodes are gone through at most to find one.
const blockSize = 128

const signpost = 8 // bytes

// pack appends nodes, given by the steps from each to the next as varints. Long lists begin with a signpost for each block but the
// first: the block's first node, and how far behind the signposts the step to its second node stands.
func pack(to, steps []byte, count uint32) []byte {
	posts := len(to)
	to = append(to, make([]byte, signpost*blocks(count))...)
	node, rest := uint64(0), steps
	for i := range count {
		step, size := binary.Uvarint(rest)
		node, rest = node+step, rest[size:]
		if i > 0 && i%blockSize == 0 {
			binary.LittleEndian.PutUint32(to[posts:], uint32(node))
			binary.LittleEndian.PutUint32(to[posts+4:], uint32(len(steps)-len(rest)))
			posts += signpost
		}
	}
	return append(to, steps...)
}

// blocks is how many blocks follow the first one.
func blocks(count uint32) int { return int(max(count, 1)-1) / blockSize }

// size is how many nodes there are.
func (p *postings) size() int {
	if p.since == nil {
		return int(p.count)
	}
	return int(p.count) + len(p.since.came) - len(p.since.went)
}

// appendPosted appends the Numbers of all nodes in ascending order.
func appendPosted[Number ~uint32](list []Number, p *postings) []Number {
	start := len(list)
	list = slices.Grow(list, p.size())
	node, rest := uint32(0), p.packed[signpost*blocks(p.count):]
	for rest != "" {
		step := uint32(rest[0])
		if step < 0x80 {
			rest = rest[1:]
		} else {
			var long uint64
			long, rest = cutUvarint(rest)
			step = uint32(long)
		}
		node += step
		list = append(list, Number(node))
	}
	if p.since == nil {
		return list
	}
	return amend(list, start, p.since)
}

// amend puts what changed into the packed nodes, which stand in the list from start on.
func amend[Number ~uint32](list []Number, start int, s *since) []Number {
	if went := s.went; len(went) > 0 {
		kept := slices.DeleteFunc(list[start:], func(node Number) bool {
			for len(went) > 0 && went[0] < uint32(node) {
				went = went[1:]
			}
			return len(went) > 0 && went[0] == uint32(node)
		})
		list = list[:start+len(kept)]
	}
	at, came := len(list)-1, s.came
	list = slices.Grow(list, len(came))[:len(list)+len(came)]
	for to := len(list) - 1; len(came) > 0; to-- { // from behind, so that each is moved once
		if last := len(came) - 1; at >= start && uint32(list[at]) > came[last] {
			list[to] = list[at]
			at--
		} else {
			list[to], came = Number(came[last]), came[:last]
		}
	}
	return list
}

// seeker goes through packed nodes and leaves out blocks.
type seeker struct {
	*postings
	rest  string // the steps that follow the node
	node  uint32
	ahead int // blocks behind the present one
}

func (p *postings) seek() seeker {
	s := seeker{postings: p, ahead: blocks(p.count)}
	if s.rest = p.packed[signpost*s.ahead:]; p.count > 0 {
		var first uint64
		first, s.rest = cutUvarint(s.rest)
		s.node = uint32(first)
	}
	return s
}

// packs reports whether a node is packed. Nodes must be asked for in ascending order.
func (s *seeker) packs(node uint32) bool {
	if s.count == 0 {
		return false
	}
	if s.ahead > 0 && s.first(0) <= node {
		s.leap(node)
	}
	at, rest := s.node, s.rest
	for at < node && rest != "" {
		if step := rest[0]; step < 0x80 {
			at, rest = at+uint32(step), rest[1:]
			continue
		}
		var step uint64
		step, rest = cutUvarint(rest)
		at += uint32(step)
	}
	s.node, s.rest = at, rest
	return at == node
}

// post returns the signpost of a block, counted from the first one that is ahead.
func (s *seeker) post(i int) string {
	return s.packed[signpost*(blocks(s.count)-s.ahead+i):]
}

func (s *seeker) first(i int) uint32 { return littleEndian(s.post(i)) }

func littleEndian(s string) uint32 {
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

// leap goes to the last block that begins at a node or before it, of which there must be one ahead, in growing strides.
func (s *seeker) leap(node uint32) {
	stride := 1
	for stride < s.ahead && s.first(stride) <= node {
		stride *= 2
	}
	from, to := stride/2, min(stride, s.ahead) // block from begins early enough, block to does not
	for from+1 < to {
		if half := (from + to) / 2; s.first(half) <= node {
			from = half
		} else {
			to = half
		}
	}
	post := s.post(from)
	s.node, s.rest = littleEndian(post), s.packed[signpost*blocks(s.count)+int(littleEndian(post[4:])):]
	s.ahead -= from + 1
}

// among returns those of some nodes, in ascending order, that are in the postings.
func (p *postings) among(list []uint32) []uint32 {
	both, seeker := make([]uint32, 0, min(len(list), p.size())), p.seek()
	for _, node := range list {
		if seeker.packs(node) != (p.since != nil && p.since.turns(node)) {
			both = append(both, node)
		}
	}
	return both
}

// turns reports whether it changed since packing if a node is in the postings.
func (s *since) turns(node uint32) bool {
	_, came := slices.BinarySearch(s.came, node)
	_, went := slices.BinarySearch(s.went, node)
	return came || went
}

// insert adds a node that may be there.
func (p *postings) insert(node uint32) { p.settle(node, true) }

// withdraw takes a node away that may not be there.
func (p *postings) withdraw(node uint32) { p.settle(node, false) }

// settle makes a node be there or not.
func (p *postings) settle(node uint32, there bool) {
	seeker := p.seek()
	packed := seeker.packs(node)
	if p.since == nil {
		if packed == there {
			return
		}
		p.since = &since{}
	}
	changed := &p.since.came
	if packed {
		changed = &p.since.went
	}
	if packed == there {
		*changed = without(*changed, node)
	} else {
		*changed = with(*changed, node)
	}
	p.tidy()
}

func with(list []uint32, node uint32) []uint32 {
	at, found := slices.BinarySearch(list, node)
	if found {
		return list
	}
	return slices.Insert(list, at, node)
}

func without(list []uint32, node uint32) []uint32 {
	at, found := slices.BinarySearch(list, node)
	if !found {
		return list
	}
	return slices.Delete(list, at, at+1)
}

// tidy packs all anew when an eighth changed, so that every change costs as much as packing a few nodes.
func (p *postings) tidy() {
	if len(p.since.came)+len(p.since.went) <= blockSize/4+int(p.count)/8 {
		return
	}
	list := appendPosted([]uint32(nil), p)
	var steps stepped
	for _, node := range list {
		steps.add(node)
	}
	*p = postings{packed: string(pack(nil, steps.bytes, steps.count)), count: steps.count}
}

// stepped gathers nodes in ascending order as pack wants them.
type stepped struct {
	bytes       []byte
	last, count uint32
}

// add adds a node that may be the last one again.
func (s *stepped) add(node uint32) {
	if s.count > 0 && s.last == node {
		return
	}
	s.bytes = binary.AppendUvarint(s.bytes, uint64(node-s.last))
	s.last, s.count = node, s.count+1
}
