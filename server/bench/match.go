package main

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	matchPort   = 24011
	matchRate   = 200 // questions a second
	matchWarm   = 10 * time.Second
	matchTime   = 10 * time.Second
	matchWithin = 15.0 // milliseconds
	askedOf     = 2000 // different questions
)

// measureMatch asks for explained partners in an open loop: a question goes out when its time has come, whether or not those before it
// are answered, and its latency counts from that time. So a server that falls behind shows it.
func measureMatch(ctx context.Context, b *bench) ([]row, error) {
	store, err := b.embedded(ctx)
	if err != nil {
		return nil, err
	}
	p, _, err := b.serve(ctx, "match", store, matchPort, `{ search(text: "warm", first: 1) { edges { score } } }`) // of the network
	if err != nil {
		return nil, err
	}
	defer p.stop()
	questions, err := matchQuestions(ctx, p)
	if err != nil {
		return nil, err
	}
	http.DefaultTransport.(*http.Transport).MaxIdleConnsPerHost = 256
	cold := openLoop(ctx, p, questions, matchRate, matchWarm)
	before := p.processor()
	warm := openLoop(ctx, p, questions, matchRate, matchTime)
	used := p.processor() - before
	if warm.missing == len(warm.latencies) {
		return nil, warm.refused
	}
	now, _ := p.resident()
	what := fmt.Sprintf("findPartners, 20 explained matches, %d organizations, %d questions a second in an open loop", b.Organizations, matchRate)
	return []row{
		{what + ": p99", fmt.Sprintf("≤ %.0f ms", matchWithin), warm.String(), warm.at(99) <= matchWithin && warm.rate >= 0.98*matchRate && warm.refused == nil},
		{what + ": processor time of the server", "", fmt.Sprintf("%.2f ms a question", used.Seconds()*1000/float64(len(warm.latencies))), true},
		{fmt.Sprintf("the same in the first %.0f s after the start", matchWarm.Seconds()), "", cold.String(), true},
		{"resident memory of the server with the network, after that", "", fmt.Sprintf("%.0f MB", now), true},
	}, nil
}

// loop is what an open loop saw.
type loop struct {
	latencies []float64 // in milliseconds, sorted
	rate      float64   // answers a second
	refused   error     // the first answer that was none
	missing   int       // how many those were
}

func (l loop) at(percent int) float64 { return l.latencies[(len(l.latencies)-1)*percent/100] }

func (l loop) String() string {
	text := fmt.Sprintf("%.1f ms; p50 %.1f ms, p95 %.1f ms, %.0f answers/s", l.at(99), l.at(50), l.at(95), l.rate)
	if l.missing > 0 {
		text += fmt.Sprintf("; %d without an answer", l.missing)
	}
	return text
}

// openLoop asks so many questions a second for a time.
func openLoop(ctx context.Context, p *process, questions []map[string]any, rate int, length time.Duration) loop {
	operation, count := queries("match"), int(length.Seconds()*float64(rate))
	latencies, failed := make([]float64, count), make([]error, count)
	var all sync.WaitGroup
	start := time.Now()
	for i := range count {
		due := start.Add(time.Duration(i) * time.Second / time.Duration(rate))
		time.Sleep(time.Until(due))
		all.Go(func() {
			failed[i] = p.ask(ctx, operation, questions[i%len(questions)], nil)
			latencies[i] = float64(time.Since(due).Microseconds()) / 1000
		})
	}
	all.Wait()
	l := loop{latencies: latencies, rate: float64(count) / time.Since(start).Seconds()}
	for _, err := range failed {
		if err != nil {
			l.refused, l.missing = cmp.Or(l.refused, err), l.missing+1
		}
	}
	slices.Sort(latencies)
	return l
}

// matchQuestions are of four kinds, taking turns: an enterprise, a need, an enterprise with a text of its own words, and fields with a
// short text.
func matchQuestions(ctx context.Context, p *process) ([]map[string]any, error) {
	var data struct {
		Needs struct {
			PageInfo struct{ EndCursor string }
			Nodes    []struct {
				ID, Title, Description string
				Organization           struct{ ID string }
				Fields                 struct{ Nodes []struct{ ID string } }
			}
		}
	}
	var questions []map[string]any
	var after any
	for len(questions) < askedOf {
		err := p.ask(ctx, `query($after: String) { needs(first: 200, after: $after) {
			pageInfo { endCursor } nodes { id title description organization { id } fields { nodes { id } } } } }`, map[string]any{"after": after}, &data)
		if err != nil || len(data.Needs.Nodes) == 0 {
			return questions, err
		}
		for i, need := range data.Needs.Nodes {
			switch i % 4 {
			case 0:
				questions = append(questions, map[string]any{"for": need.Organization.ID})
			case 1:
				questions = append(questions, map[string]any{"need": need.ID})
			case 2:
				questions = append(questions, map[string]any{"for": need.Organization.ID, "text": strings.Repeat(need.Title+"。"+need.Description, 2)})
			case 3:
				var fields []string
				for _, field := range need.Fields.Nodes {
					fields = append(fields, field.ID)
				}
				questions = append(questions, map[string]any{"fields": fields, "text": need.Title})
			}
		}
		after = data.Needs.PageInfo.EndCursor
	}
	return questions, nil
}

// processor is the processor time that a process has used.
func (p *process) processor() time.Duration {
	text, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(p.cmd.Process.Pid), "stat"))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(text), ") ")
	fields := strings.Fields(rest) // from the third on, as proc(5) counts them: the 14th and 15th are the ticks used
	if len(fields) < 13 {
		return 0
	}
	user, _ := strconv.ParseInt(fields[11], 10, 64)
	system, _ := strconv.ParseInt(fields[12], 10, 64)
	return time.Duration(user+system) * 10 * time.Millisecond
}
