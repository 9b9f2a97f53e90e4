package match

import (
	"strconv"

	"partnergraph/graph/message"
)

// clause is a part of a sentence: what is said of a few names.
type clause struct {
	says   message.Text
	names  []message.Text
	others int    // names beside these
	unit   string // what they are counted by in Chinese; "": 项
	goes   bool   // it goes on with what the clause before it speaks of
}

// spelt reports whether one more name is to be spelt out, which takes a look at a record; else it counts it.
func (c *clause) spelt() bool {
	if len(c.names) < maxNamed {
		return true
	}
	c.others++
	return false
}

// maxNamed is the most names that a clause spells out.
const maxNamed = 3

// sentence writes the clauses that have names, one after the other.
func sentence(clauses ...clause) message.Text {
	return message.Text{ZH: chinese.write(clauses), EN: english.write(clauses)}
}

// tongue is how a language joins what is said.
type tongue struct {
	of             func(message.Text) string
	name, clause   string // what stands between two
	before, behind string // how many names are not spelt out
	all            bool   // those that are spelt out are counted with them, by their unit
	onward         string // what stands before a clause that goes on
}

var (
	chinese = tongue{func(t message.Text) string { return t.ZH }, "、", "；", "等 ", " 项", true, "，"}
	english = tongue{func(t message.Text) string { return t.EN }, ", ", ". ", " and ", " more", false, ", "}
)

func (t *tongue) write(clauses []clause) string {
	var room [512]byte // as much as most sentences need
	text, between := room[:0], ""
	for _, c := range clauses {
		if len(c.names) == 0 {
			continue
		}
		if c.goes && between != "" {
			between = t.onward
		}
		text = append(append(text, between...), t.of(c.says)...)
		between = t.clause
		for i, name := range c.names[:min(len(c.names), maxNamed)] {
			if i > 0 {
				text = append(text, t.name...)
			}
			text = append(text, t.of(name)...)
		}
		if more := len(c.names) + c.others - maxNamed; more > 0 {
			behind := t.behind
			if t.all {
				more += maxNamed
				if c.unit != "" {
					behind = " " + c.unit
				}
			}
			text = append(strconv.AppendInt(append(text, t.before...), int64(more), 10), behind...)
		}
	}
	return string(text)
}
