package network

import (
	"cmp"
	"slices"

	"partnergraph/graph/plan"
	dates "partnergraph/graph/value"
	"partnergraph/schema"
)

// This file puts what was found for plan.Narrowing in order.

// page are the first nodes in an order by their own texts and dates, as a store has it. False: it is another sort of order.
func (v *View) page(numbers []uint32, order []plan.Key, size int) ([]uint32, bool) {
	p := pager{order: order, size: size}
	for _, key := range order {
		property := key.Of.Property
		ordered := property.Scalar == schema.String || property.Scalar == schema.ID || property.Scalar == schema.PartialDate
		if !ordered || key.Of.OnEdge || key.Of.Via != nil || property.List || keptByStore(property.Name) && property.Name != "id" {
			return nil, false
		}
		p.reads = append(p.reads, v.keys(property))
	}
	return p.first(numbers), true
}

// keys reads texts that order as a store's keys of a property do.
func (v *View) keys(p *schema.Property) func(uint32) (key string, present bool) {
	if p.Name == "id" {
		return func(number uint32) (string, bool) { return v.id(number), true }
	}
	read := v.texts(p)
	if p.Scalar != schema.PartialDate {
		return read
	}
	return func(number uint32) (string, bool) {
		text, present := read(number)
		if !present {
			return "", false
		}
		date, err := dates.ParsePartialDate(text)
		if err != nil {
			panic("network: the store holds dates that it has taken: " + err.Error())
		}
		return date.Key(), true
	}
}

// pager takes the first nodes of an order out of many.
type pager struct {
	order []plan.Key
	reads []func(uint32) (string, bool) // by step of the order
	size  int
}

type candidate struct {
	number uint32
	keys   []key
}

type key struct {
	text    string
	present bool
}

// first sorts no more than two pages at a time: what comes after the last of a whole page is left out at once.
func (p *pager) first(numbers []uint32) []uint32 {
	if p.size == 0 {
		return nil
	}
	best := make([]candidate, 0, 2*min(p.size, len(numbers)))
	var last candidate // of a whole page so far
	next := candidate{keys: make([]key, len(p.order))}
	for _, number := range numbers {
		next.number = number
		for i, read := range p.reads {
			next.keys[i].text, next.keys[i].present = read(number)
		}
		if last.keys != nil && p.compare(next, last) > 0 {
			continue
		}
		if best = append(best, candidate{number, slices.Clone(next.keys)}); len(best) == 2*p.size {
			slices.SortFunc(best, p.compare)
			best = best[:p.size]
			last = best[p.size-1]
		}
	}
	slices.SortFunc(best, p.compare)
	page := make([]uint32, min(p.size, len(best)))
	for i := range page {
		page[i] = best[i].number
	}
	return page
}

func (p *pager) compare(a, b candidate) int {
	for i, step := range p.order {
		if c := compareKeys(a.keys[i], b.keys[i], step); c != 0 {
			return c
		}
	}
	return 0
}

func compareKeys(a, b key, step plan.Key) int {
	switch {
	case a.present != b.present:
		if b.present == step.NullsFirst {
			return -1
		}
		return 1
	case step.Descending:
		return cmp.Compare(b.text, a.text)
	default:
		return cmp.Compare(a.text, b.text)
	}
}
