package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// measurement is what the load client writes of one operation, server and number of clients in one round.
type measurement struct {
	Op, Server              string
	Conc, N, Errors         int
	RPS, P50us, P99us       float64
	CPUServerUs, CPUNeo4jUs float64
	RSSMB                   float64
}

type asked struct {
	op, server string
	clients    int
}

// measurements are those of all rounds.
type measurements map[asked][]measurement

func (m measurements) median(a asked, of func(measurement) float64) float64 {
	values := make([]float64, 0, len(m[a]))
	for _, each := range m[a] {
		values = append(values, of(each))
	}
	return median(values)
}

func (m measurements) speed(op, server string, clients int) float64 {
	return m.median(asked{op, server, clients}, func(m measurement) float64 { return m.RPS })
}

// processor is the processor time of a request, of server and database together: the median over rounds, the mean over numbers of clients.
func (m measurements) processor(op, server string) float64 {
	sum, count := 0.0, 0.0
	for a := range m {
		if a.op == op && a.server == server {
			sum += m.median(a, func(m measurement) float64 { return m.CPUServerUs + m.CPUNeo4jUs })
			count++
		}
	}
	return sum / max(count, 1)
}

// rows holds the measurements to the goals.
func (m measurements) rows() []row {
	var rows []row
	atMost := func(what string, ratio, goal float64) {
		rows = append(rows, row{what, fmt.Sprintf("≤ %.2f ×", goal), fmt.Sprintf("%.2f ×", ratio), ratio > 0 && ratio <= goal})
	}
	atLeast := func(what string, ratio, goal float64) {
		rows = append(rows, row{what, fmt.Sprintf("≥ %.0f ×", goal), fmt.Sprintf("%.1f ×", ratio), ratio >= goal})
	}
	ratio := func(op, server, other string) float64 {
		return m.speed(op, server, 16) / max(m.speed(op, other, 16), 1e-9)
	}
	for _, op := range []string{"q1", "q2", "q2hub", "q3"} {
		atMost(op+" on Neo4j: processor time against raw", m.processor(op, "own")/max(m.processor(op, "raw"), 1e-9), 1.25)
	}
	atMost("m1 on Neo4j, change record included: processor time against raw", m.processor("m1", "own")/max(m.processor("m1", "raw"), 1e-9), 1.6)
	atLeast("m1 on Neo4j: requests a second by 16 clients against raw", ratio("m1", "own", "raw"), 1)
	for _, op := range []string{"q1", "q2", "q2hub", "q3", "m1"} {
		goal := 3.0
		if op == "q3" {
			goal = 6
		}
		atLeast(op+" against @neo4j/graphql, 16 clients", ratio(op, "own", "peer"), goal)
		if len(m[asked{op, "peer-best", 16}]) > 0 {
			atLeast(op+" against @neo4j/graphql in its best wording, 16 clients", ratio(op, "own", "peer-best"), 2)
		}
	}
	atLeast("q4 on Neo4j, by findPartners, against the raw statement, 16 clients", ratio("q4", "own", "raw"), 20)
	for _, op := range []string{"q1", "q2", "q2hub", "q3"} {
		atLeast(op+": SQLite against own Neo4j, 16 clients", ratio(op, "embedded", "own"), 5)
	}
	return rows
}

// table shows the medians themselves.
func (m measurements) table() string {
	var text strings.Builder
	text.WriteString("\n## Side by side\n\nMedians over rounds; processor time in µs a request. raw: hand-written Cypher statements behind net/http; peer: @neo4j/graphql on\n" +
		"Apollo Server; own: this program on a Neo4j of its own; embedded: this program on SQLite. q4 is findPartners by technology fields alone, with its\n" +
		"own order; the others are asked for the values of q4's statement.\n\n")
	text.WriteString("| operation | clients | server | requests/s | p50 ms | p99 ms | processor: server | database | memory MB | errors |\n|---|---|---|---|---|---|---|---|---|---|\n")
	keys := slices.SortedFunc(maps.Keys(m), func(a, b asked) int {
		place := func(op string) int { return slices.Index(operations, op) }
		return cmp.Or(cmp.Compare(place(a.op), place(b.op)), cmp.Compare(a.clients, b.clients), cmp.Compare(a.server, b.server))
	})
	for _, key := range keys {
		errs := 0
		for _, each := range m[key] {
			errs += each.Errors
		}
		of := func(value func(measurement) float64) float64 { return m.median(key, value) }
		fmt.Fprintf(&text, "| %s | %d | %s | %.0f | %.2f | %.2f | %.0f | %.0f | %.0f | %d |\n", key.op, key.clients, key.server,
			of(func(m measurement) float64 { return m.RPS }), of(func(m measurement) float64 { return m.P50us / 1000 }),
			of(func(m measurement) float64 { return m.P99us / 1000 }), of(func(m measurement) float64 { return m.CPUServerUs }),
			of(func(m measurement) float64 { return m.CPUNeo4jUs }), of(func(m measurement) float64 { return m.RSSMB }), errs)
	}
	return text.String()
}
