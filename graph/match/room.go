package match

import "sync"

// room is what a question needs to work in. It is handed from one question to the next, for anew it would be most of the garbage that
// a question leaves.
type room struct {
	tallies    []*tally
	lent       int // of the tallies
	parts      []span
	witnesses  []worker
	numbers    []float64 // likenesses
	sample     []float64 // those of some agreements
	like       []Ref     // agreements that pull most
	signers    []Ref     // who is party to them, agreement after agreement
	ends       []int     // of those of each
	members    []Ref     // those of one, with what they are part of
	parties    []party
	near       []nearToWant
	texts      []Ref // that hold words, word after word
	held       []Ref // records that hold words
	met        []Ref // candidates
	nearest    []Ref // records, by what they mean
	contenders []contender
	verdicts   []verdict
	rare       map[string]float64 // how much words of names say
	order      []place
	read       uint32 // of what was fetched
}

var rooms = sync.Pool{New: func() any { return &room{rare: map[string]float64{}} }}

// tally lends an empty tally, until the room is left.
func (r *room) tally() *tally {
	if r.lent == len(r.tallies) {
		r.tallies = append(r.tallies, newTally())
	}
	r.lent++
	return r.tallies[r.lent-1]
}

func (r *room) leave() {
	for _, t := range r.tallies[:r.lent] {
		t.clear()
	}
	clear(r.contenders) // what is forgotten of them must not be kept here
	clear(r.rare)
	r.lent, r.parts, r.witnesses, r.texts = 0, r.parts[:0], r.witnesses[:0], r.texts[:0]
	rooms.Put(r)
}

// Close ends the use of an answer but for the Matches that it gave and what was told of them, and lets the next question work where this
// one did. An answer that is not closed costs memory, nothing else.
func (a *Answer) Close() {
	if a.inquiry == nil {
		return
	}
	a.inquiry.room.leave()
	// Whoever asks it further must not read another question's numbers.
	a.inquiry, a.history, a.ranking, a.factors, a.total = nil, nil, nil, [factors]factor{}, nil
}
