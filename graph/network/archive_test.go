package network

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestTheArchiveKeepsRecordsApart shelves records of all lengths over several shelves, and then writes and drops some that stand alone.
func TestTheArchiveKeepsRecordsApart(t *testing.T) {
	a := newArchive()
	kept := map[shelfmark]string{0: ""}
	record := func(i int) string {
		length := (i * 7919) % 300
		if i%50 == 0 {
			length = maxShelved - 1 + i/50%3 // at most, and one more than that
		}
		return strings.Repeat(string(rune('a'+i%26)), length)
	}
	for i := range 2000 {
		mark := a.shelve([]byte(record(i)))
		if _, taken := kept[mark]; taken {
			t.Fatalf("record %d stands where another one does", i)
		}
		kept[mark] = record(i)
	}
	a.close()
	if len(a.shelves) < 4 {
		t.Errorf("%d shelves, so that none was ever full", len(a.shelves))
	}
	alone := a.keep([]byte("alone"))
	a.drop(alone)
	if again := a.keep([]byte("again")); again != alone || a.at(again) != "again" {
		t.Errorf("the room of a dropped record is not used again: %x for %x", again, alone)
	}
	for mark, want := range kept {
		if got := a.at(mark); got != want {
			t.Fatalf("%.10q… of %d bytes instead of %.10q… of %d", got, len(got), want, len(want))
		}
	}
}

// TestTheDirectoryIsAMap adds and removes ids in any order, in so few tables that they get in one another's way.
func TestTheDirectoryIsAMap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		hash := func(id uint32) uint32 { return id % 7 * 0x2aaaaaaa } // many alike, and some that go on at the first slot
		var one table
		want := map[uint32]bool{}
		for _, id := range rapid.SliceOfN(rapid.Uint32Range(0, 60), 0, 300).Draw(t, "ids") {
			if want[id] {
				one.remove(hash(id), id)
			} else {
				one.add(hash(id), id)
			}
			want[id] = !want[id]
			for other := range uint32(61) {
				if found := one.holds(hash(other), other); found != want[other] {
					t.Fatalf("%d found: %v, want %v", other, found, want[other])
				}
			}
		}
	})
}

// holds looks a node up as state.number does.
func (t *table) holds(hash, number uint32) bool {
	if t.used == 0 {
		return false
	}
	for at := t.home(hash); t.slots[at] != 0; at = t.next(at) {
		if t.slots[at] == uint64(hash)<<32|uint64(number+1) {
			return true
		}
	}
	return false
}
