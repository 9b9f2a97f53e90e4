package network

import (
	"hash/maphash"
	"slices"
)

// directory finds nodes by their ids, of which it keeps only a part of the hash: the ids themselves stand in the records. It is cut
// into many tables, so that no write waits for more than one of them to grow.
type directory struct {
	seed   maphash.Seed
	tables []table
}

const tableBits = 10

// table is one of open addressing. A slot holds 32 bits of a hash and the node's number plus one; 0 when it is empty.
type table struct {
	slots []uint64
	used  int
}

func newDirectory() directory {
	return directory{maphash.MakeSeed(), make([]table, 1<<tableBits)}
}

// of returns the table that an id belongs to, and the part of the hash that is kept there.
func (d *directory) of(id string) (*table, uint32) {
	hash := maphash.String(d.seed, id)
	return &d.tables[hash>>(64-tableBits)], uint32(hash)
}

// home is the slot that a hash would like to have: the greater the hash, the later.
func (t *table) home(hash uint32) int { return int(uint64(hash) * uint64(len(t.slots)) >> 32) }

func (t *table) next(at int) int {
	if at++; at < len(t.slots) {
		return at
	}
	return 0
}

// add notes a node whose id is not known yet.
func (t *table) add(hash, number uint32) {
	if 5*(t.used+1) > 4*len(t.slots) {
		t.grow()
	}
	t.used++
	t.put(uint64(hash)<<32 | uint64(number+1))
}

func (t *table) put(slot uint64) {
	at := t.home(uint32(slot >> 32))
	for t.slots[at] != 0 {
		at = t.next(at)
	}
	t.slots[at] = slot
}

func (t *table) grow() {
	before := t.slots
	t.slots = make([]uint64, len(before)+len(before)/2+4)
	for _, slot := range before {
		if slot != 0 {
			t.put(slot)
		}
	}
}

// remove takes a node out, and lets those move up that could not have their own slots for it.
func (t *table) remove(hash, number uint32) {
	at, gone := t.home(hash), uint64(hash)<<32|uint64(number+1)
	for t.slots[at] != gone {
		at = t.next(at)
	}
	t.used--
	t.slots[at] = 0
	for at = t.next(at); t.slots[at] != 0; at = t.next(at) {
		slot := t.slots[at]
		t.slots[at] = 0
		t.put(slot)
	}
}

// number returns the node of an id.
func (s *state) number(id string) (uint32, bool) {
	t, hash := s.ids.of(id)
	if t.used == 0 {
		return 0, false
	}
	for at := t.home(hash); t.slots[at] != 0; at = t.next(at) {
		if slot := t.slots[at]; uint32(slot>>32) == hash && s.id(uint32(slot)-1) == id {
			return uint32(slot) - 1, true
		}
	}
	return 0, false
}

// soughtAtOnce is of how many ids appendNumbers looks up where they may stand before it compares any.
const soughtAtOnce = 64

// appendNumbers appends the nodes of those ids that there are, in the order of the ids. Each is three waits for memory, for the slot, the
// node and its record; so those of several are begun together.
func (s *state) appendNumbers(numbers []uint32, ids []string) []uint32 {
	var homes [soughtAtOnce]*uint64
	var slots [soughtAtOnce]uint64
	var marks [soughtAtOnce]shelfmark
	var records [soughtAtOnce]string
	for part := range slices.Chunk(ids, soughtAtOnce) {
		none := uint64(0)
		for i, id := range part {
			homes[i] = &none
			if t, hash := s.ids.of(id); t.used > 0 {
				homes[i] = &t.slots[t.home(hash)]
			}
		}
		for i, home := range homes[:len(part)] {
			if slots[i], marks[i] = *home, 0; slots[i] != 0 {
				marks[i] = s.nodes[uint32(slots[i])-1].record
			}
		}
		for i, mark := range marks[:len(part)] {
			records[i] = s.archive.at(mark)
		}
		for i, id := range part {
			if slots[i] != 0 && idOf(records[i]) == id {
				numbers = append(numbers, uint32(slots[i])-1)
			} else if number, known := s.number(id); known { // another one stands in its slot
				numbers = append(numbers, number)
			}
		}
	}
	return numbers
}
