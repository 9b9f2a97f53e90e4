package network

import (
	"encoding/binary"
	"strings"
)

// archive keeps the records of nodes. Those of a snapshot stand one after another in a few long texts, which takes no memory for
// headers and ends, and spares the garbage collector a look at each. A record that is written later stands alone; the room of the
// one before it stays empty until the network is built anew.
type archive struct {
	shelves []string        // records with their lengths in front, each from a multiple of shelfStep bytes
	filling strings.Builder // the last shelf, while a snapshot is read
	alone   []string
	free    []uint32 // of alone
}

// shelfmark says where a record stands: in alone, or on which shelf and from which step. The zero shelfmark is that of no record.
type shelfmark uint32

const (
	standsAlone shelfmark = 1 << 31
	shelfStep             = 4 // bytes
	shelfSteps            = 1 << 18
	shelfSize             = shelfSteps * shelfStep
	maxShelved            = 1 << 16 // bytes of a record; what is longer stands alone
)

// newArchive has a first shelf for the zero shelfmark alone.
func newArchive() archive { return archive{shelves: []string{"\x00"}} }

// at returns a record; of the zero shelfmark "".
func (a *archive) at(m shelfmark) string {
	if m&standsAlone != 0 {
		return a.alone[m&^standsAlone]
	}
	record, _ := cutText(a.shelves[m/shelfSteps][m%shelfSteps*shelfStep:])
	return record
}

// shelve keeps a record of a snapshot.
func (a *archive) shelve(record []byte) shelfmark {
	if len(record) > maxShelved {
		return a.keep(string(record))
	}
	if len(a.shelves) == 1 || a.filling.Len()+shelfStep+binary.MaxVarintLen32+len(record) > shelfSize {
		if len(a.shelves) == int(standsAlone)/shelfSteps {
			return a.keep(string(record))
		}
		a.filling.Reset()
		if len(a.shelves) > 1 {
			a.filling.Grow(shelfSize)
		}
		a.shelves = append(a.shelves, "")
	}
	for a.filling.Len()%shelfStep != 0 {
		a.filling.WriteByte(0)
	}
	shelf := len(a.shelves) - 1
	mark := shelfmark(shelf*shelfSteps + a.filling.Len()/shelfStep)
	var length [binary.MaxVarintLen32]byte
	a.filling.Write(length[:binary.PutUvarint(length[:], uint64(len(record)))])
	a.filling.Write(record)
	a.shelves[shelf] = a.filling.String() // what stood there before is part of it
	return mark
}

// close says that the snapshot ends: the last shelf needs no more room.
func (a *archive) close() {
	last := len(a.shelves) - 1
	a.shelves[last] = strings.Clone(a.shelves[last])
	a.filling.Reset()
}

// keep keeps a record that was written since the snapshot.
func (a *archive) keep(record string) shelfmark {
	if last := len(a.free) - 1; last >= 0 {
		number := a.free[last]
		a.free, a.alone[number] = a.free[:last], record
		return standsAlone | shelfmark(number)
	}
	a.alone = append(a.alone, record)
	return standsAlone | shelfmark(len(a.alone)-1)
}

// drop takes a record out.
func (a *archive) drop(m shelfmark) {
	if m&standsAlone != 0 {
		a.alone[m&^standsAlone] = ""
		a.free = append(a.free, uint32(m&^standsAlone))
	}
}
