package match

import (
	"iter"
	"slices"
)

// hearing keeps whom the texts that hold words speak for. A text is met again with each of its words, and an organization with each of its
// texts, so both have places in a roll, and what is known of them stands in plain lists.
type hearing struct {
	*inquiry
	texts *roll  // by place: spans of the room's witnesses
	seats *tally // of the organizations; by place: the room's voices

	testifies [2][itself + 1]float64 // by whether an organization supplies by trade, and by source: how well that testifies
}

// span is a part of a list.
type span struct{ start, end int32 }

// witness is a text that speaks for an organization.
type witness struct {
	text     Ref
	seat     int32   // of the organization
	before   int32   // 1 + the place of another witness for the organization; 0: there is none
	supplies float64 // how well it testifies that the organization can supply what is looked for
}

// voice is what is known of an organization for which some text speaks.
type voice struct {
	best float64 // what a word is worth to it
	word int32   // the number of that word
	last int32   // 1 + the place of its last witness
}

// spokenFor is a type of texts, and the relation to them of those that they speak for.
type spokenFor struct {
	text     string
	relation string
	source   source
}

// The texts that speak for others than themselves.
var speaking = [...]spokenFor{
	{"Capability", offers, aCapability}, {"Need", hasNeed, aCapability}, {"Platform", takesPartIn, aVenture}, {"Agreement", partyTo, aVenture},
}

func newHearing(q *inquiry, seats *tally) hearing {
	h := hearing{inquiry: q, texts: q.room.roll(), seats: seats}
	for trade := range h.testifies {
		for from := range h.testifies[trade] {
			h.testifies[trade][from] = q.told(trade == 1, source(from))
		}
	}
	return h
}

// hear returns the places of texts, and finds out whom those speak for that were not heard before.
func (h *hearing) hear(texts []Ref) []int32 {
	h.texts.expect(len(texts))
	start, known := len(h.room.places), len(h.texts.touched)
	for _, text := range texts {
		h.room.places = append(h.room.places, int32(h.texts.place(text)))
	}
	h.attend(known)
	return slices.Clip(h.room.places[start:])
}

// witnesses are those of the text at a place.
func (h *hearing) witnesses(place int32) []witness {
	part := h.room.parts[place]
	return h.room.witnesses[part.start:part.end]
}

// of yields the witnesses for an organization.
func (h *hearing) of(organization Ref) iter.Seq[witness] {
	return func(yield func(witness) bool) {
		seat := h.seats.find(organization)
		if seat < 0 {
			return
		}
		for at := h.room.voices[seat].last; at > 0; {
			w := h.room.witnesses[at-1]
			if !yield(w) {
				return
			}
			at = w.before
		}
	}
}

// attend finds out whom the texts from a place on speak for; records that are about something else speak for nobody. Those of a sort are
// looked up together, for they lie far apart in memory.
func (h *hearing) attend(from int) {
	r, texts := h.room, h.texts.touched[from:]
	r.parts = slices.Grow(r.parts, len(texts))[:len(h.texts.touched)]
	for sort := range r.spoken {
		r.spoken[sort] = r.spoken[sort][:0]
	}
	for i, text := range texts {
		place := int32(from + i)
		r.parts[place] = span{}
		kind := h.Type(text).Name
		sort := slices.IndexFunc(speaking[:], func(by spokenFor) bool { return by.text == kind })
		switch {
		case sort < 0:
			if h.organization(text) {
				h.swear(place, itself, text)
			}
		case kind != "Need" || h.offered && h.isOpen(text):
			r.spoken[sort] = append(r.spoken[sort], place)
		}
	}
	for sort, by := range speaking {
		r.speaking = r.speaking[:0]
		for _, place := range r.spoken[sort] {
			r.speaking = append(r.speaking, h.texts.touched[place])
		}
		r.owners, r.ends = h.AppendEach(r.owners[:0], r.ends[:0], r.speaking, by.relation, true)
		h.seats.expect(len(r.owners))
		start := 0
		for i, place := range r.spoken[sort] {
			owners := r.owners[start:r.ends[i]]
			start = r.ends[i]
			if by.source == aVenture && slices.ContainsFunc(owners, h.excuses) {
				continue // what it did with the asker is the track record's to judge, and its words are the asker's own
			}
			h.swear(place, by.source, owners...)
		}
	}
}

// swear notes that the text at a place, which is of a sort, speaks for organizations.
func (h *hearing) swear(place int32, from source, owners ...Ref) {
	r := h.room
	r.parts[place].start = int32(len(r.witnesses))
	for _, owner := range owners {
		seat := h.seats.place(owner)
		if seat == len(r.voices) {
			r.voices = append(r.voices, voice{})
		}
		trade := 0
		if h.suppliesByTrade(owner) {
			trade = 1
		}
		voice := &r.voices[seat]
		r.witnesses = append(r.witnesses, witness{h.texts.touched[place], int32(seat), voice.last, h.testifies[trade][from]})
		voice.last = int32(len(r.witnesses))
	}
	r.parts[place].end = int32(len(r.witnesses))
}
