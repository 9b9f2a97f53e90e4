package network

import (
	"bytes"
	"encoding/binary"
	"unsafe"
)

// archive keeps the records of nodes. Those of a snapshot stand one after another in a few long texts, which takes no memory for
// headers and ends, and spares the garbage collector a look at each. A record that is written later stands alone; the room of the
// one before it stays empty until the network is built anew.
type archive struct {
	shelves [][]byte // records with their lengths in front, each from a multiple of shelfStep bytes
	alone   [][]byte
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
func newArchive() archive { return archive{shelves: [][]byte{{0}}} }

// at returns a record; of the zero shelfmark "".
func (a *archive) at(m shelfmark) string {
	if m&standsAlone != 0 {
		return asText(a.alone[m&^standsAlone])
	}
	record, _ := cutText(asText(a.shelves[m/shelfSteps][m%shelfSteps*shelfStep:]))
	return record
}

// asText is bytes as a text, without a copy.
func asText(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// end returns the last bytes of a record, so many, where they stand. They may be changed until somebody has read them.
func (a *archive) end(m shelfmark, size int) []byte {
	record := a.at(m)
	return unsafe.Slice(unsafe.StringData(record), len(record))[len(record)-size:]
}

// shelve keeps a record of a snapshot.
func (a *archive) shelve(record []byte) shelfmark {
	if len(record) > maxShelved {
		return a.keep(bytes.Clone(record))
	}
	last := len(a.shelves) - 1
	if last == 0 || len(a.shelves[last])+shelfStep+binary.MaxVarintLen32+len(record) > shelfSize {
		if len(a.shelves) == int(standsAlone)/shelfSteps {
			return a.keep(bytes.Clone(record))
		}
		room := 0
		if last > 0 {
			room = shelfSize
		}
		a.shelves, last = append(a.shelves, make([]byte, 0, room)), last+1
	}
	shelf := a.shelves[last]
	for len(shelf)%shelfStep != 0 {
		shelf = append(shelf, 0)
	}
	mark := shelfmark(last*shelfSteps + len(shelf)/shelfStep)
	shelf = binary.AppendUvarint(shelf, uint64(len(record)))
	a.shelves[last] = append(shelf, record...)
	return mark
}

// close says that the snapshot ends: the last shelf needs no more room.
func (a *archive) close() {
	last := len(a.shelves) - 1
	a.shelves[last] = bytes.Clone(a.shelves[last])
}

// keep keeps a record that was written since the snapshot. It is the archive's from then on.
func (a *archive) keep(record []byte) shelfmark {
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
		a.alone[m&^standsAlone] = nil
		a.free = append(a.free, uint32(m&^standsAlone))
	}
}
