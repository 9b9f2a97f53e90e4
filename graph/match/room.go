package match

import "sync"

// room is what a question needs to work in. It is handed from one question to the next, for anew it would be most of the garbage that
// a question leaves.
type room struct {
	tallies    []*tally
	rolls      []*roll
	lent       struct{ tallies, rolls int }
	places     []int32 // of the texts that hold words, word after word
	parts      []span  // by place of a text: of witnesses
	witnesses  []witness
	voices     []voice
	testified  []pull                 // one's texts
	folded     []byte                 // one of them
	quotes     []string               // what stands there, and in others before
	having     []int32                // the seats of organizations that have a word
	spoken     [len(speaking)][]int32 // places of texts, by their sorts
	speaking   []Ref                  // the texts of a sort
	owners     []Ref                  // those that they speak for, text after text
	numbers    []float64              // likenesses
	sample     []float64              // those of some agreements
	like       []Ref                  // agreements that pull most
	signers    []Ref                  // who is party to them, agreement after agreement
	ends       []int                  // of those of each
	shares     []float64              // of organizations in them
	within     []float64
	members    []Ref // those of one, with what they are part of
	parties    []party
	near       []nearToWant
	texts      []Ref   // that hold words, word after word
	held       []Ref   // records that hold words
	met        []Ref   // candidates
	nearest    []Ref   // records, by what they mean
	stating    []Ref   // who states them, record after record
	leaders    []Ref   // who has most experience
	there      []Ref   // who is in a place
	units      []Ref   // one of those that a factor leads to, with its units
	nodes      []Ref   // some candidates
	recalled   [][]Ref // of some candidates
	contenders []contender
	verdicts   []verdict
	rare       map[string]float64 // how much words of names say
	order      []place
	read       Ref // of what was fetched
}

var rooms = sync.Pool{New: func() any { return &room{rare: map[string]float64{}} }}

// tally lends an empty tally, until the room is left.
func (r *room) tally() *tally {
	return lend(&r.tallies, &r.lent.tallies, newTally)
}

// roll lends an empty roll likewise.
func (r *room) roll() *roll {
	return lend(&r.rolls, &r.lent.rolls, newRoll)
}

// lend returns the first of a list that is not lent yet, anew when there is none.
func lend[T any](list *[]T, lent *int, anew func() T) T {
	if *lent == len(*list) {
		*list = append(*list, anew())
	}
	*lent++
	return (*list)[*lent-1]
}

func (r *room) leave() {
	for _, t := range r.tallies[:r.lent.tallies] {
		t.clear()
	}
	for _, l := range r.rolls[:r.lent.rolls] {
		l.clear()
	}
	clear(r.contenders) // what is forgotten of them must not be kept here
	clear(r.rare)
	clear(r.quotes[:cap(r.quotes)])
	r.lent.tallies, r.lent.rolls, r.texts = 0, 0, r.texts[:0]
	r.places, r.parts, r.witnesses, r.voices = r.places[:0], r.parts[:0], r.witnesses[:0], r.voices[:0]
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
