package load_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"partnergraph/graph/load"
	"partnergraph/graph/store"
	"partnergraph/graph/store/sqlite"
)

func opened(t *testing.T) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "graph.db"), model(t), sqlite.Options{Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// enterprises is count lines, those at the given numbers replaced.
func enterprises(count int, replaced map[int]string) string {
	var text strings.Builder
	for i := range count {
		line, other := replaced[i+1]
		if !other {
			line = fmt.Sprintf(`{"id":"e%d","name":"企业%d","citations":[{"document":"d","locator":"%d","kind":"STATED"}]}`, i+1, i+1, i+1)
		}
		text.WriteString(line + "\n")
	}
	return text.String()
}

func into(t *testing.T, s store.Store, files map[string]string) load.Report {
	t.Helper()
	report, err := load.Into(t.Context(), s, model(t), directory(files), load.Options{Size: 10})
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func sequence(t *testing.T, s store.Store) int {
	t.Helper()
	changes, err := s.Changes(t.Context(), 0, 1000)
	if err != nil {
		t.Fatal(err)
	}
	return len(changes)
}

func wantCounts(t *testing.T, report load.Report, written, known, left int64) {
	t.Helper()
	if report.Written != written || report.Known != known || report.Left != left {
		t.Errorf("written %d, known %d, left out %d; want %d, %d, %d", report.Written, report.Known, report.Left, written, known, left)
	}
}

// The document comes after the enterprises that cite it, and the relations file before both.
func TestIntoWritesRecordsBeforeRelationsAndNothingTwice(t *testing.T) {
	s := opened(t)
	files := map[string]string{
		"Enterprise.jsonl":         enterprises(25, nil),
		"Document.jsonl":           `{"id":"d","title":"总结"}` + "\n\n",
		"Enterprise.fields.jsonl":  `{"from":"e7","to":"f"}`,
		"TechnologyField.jsonl":    `{"id":"f","name":"软件","code":"X-1","scheme":"X","level":1}`,
		"Organization.place.jsonl": "\n",
	}
	report := into(t, s, files)
	wantCounts(t, report, 28, 0, 0)
	if n := sequence(t, s); n != 9 { // 3 of enterprises and 3 of their citations, 1 each of the other three
		t.Errorf("%d change sets", n)
	}
	before, err := store.Digest(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	wantCounts(t, into(t, s, files), 0, 28, 0)
	if after, err := store.Digest(t.Context(), s); err != nil || after != before || sequence(t, s) != 9 {
		t.Errorf("loading again wrote something: %v", err)
	}

	whole, err := load.Read(directory(files), model(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	other := opened(t)
	if _, err := other.Write(t.Context(), store.ChangeSet{Actor: "test", Mutation: "test", Operations: whole.Operations()}); err != nil {
		t.Fatal(err)
	}
	if digest, err := store.Digest(t.Context(), other); err != nil || digest != before {
		t.Errorf("the directory read at once gives another graph: %v", err)
	}
}

func TestIntoLeavesOutTheSetsOfBadLinesAndTakesThemOnceMended(t *testing.T) {
	s := opened(t)
	files := map[string]string{
		"Enterprise.jsonl":        enterprises(25, map[int]string{13: `{"id":"e13"}`, 14: `{`, 22: `{"id":"e1","name":"又一个"}`}),
		"Document.jsonl":          `{"id":"d","title":"总结"}`,
		"Enterprise.fields.jsonl": `{"from":"e1","to":"nowhere"}`,
	}
	report := into(t, s, files)
	wantCounts(t, report, 11, 0, 16)
	for i, want := range []string{
		"Enterprise.jsonl:13: name: a value is needed", "Enterprise.jsonl:14: ", `Enterprise.jsonl:22: id: "e1": taken`,
		`Enterprise.fields.jsonl:1: to: "nowhere": no such node`,
	} {
		if i >= len(report.Faults) || !strings.HasPrefix(report.Faults[i].Error(), want) {
			t.Errorf("fault %d of %v, want %s", i, report.Faults, want)
		}
	}
	files["Enterprise.jsonl"] = enterprises(25, nil)
	files["Enterprise.fields.jsonl"] = "\n"
	mended := into(t, s, files)
	wantCounts(t, mended, 15, 11, 0)
	whole := opened(t)
	into(t, whole, files)
	got, _ := store.Digest(t.Context(), s)
	if want, err := store.Digest(t.Context(), whole); err != nil || got != want {
		t.Errorf("the mended graph differs from the whole one: %v", err)
	}
}

func TestIntoReportsManyFaultsButNotAll(t *testing.T) {
	report := into(t, opened(t), map[string]string{"Document.jsonl": strings.Repeat("{}\n", 50)})
	if len(report.Faults) != 20 || report.More != 30 || report.Left != 50 {
		t.Errorf("%d faults and %d more, %d lines left out", len(report.Faults), report.More, report.Left)
	}
}

func TestIntoRefusesADirectoryAsAWhole(t *testing.T) {
	s := opened(t)
	for name, files := range map[string]map[string]string{
		"nothing":      {"README.md": "x"},
		"unknown type": {"Document.jsonl": `{"id":"d","title":"x"}`, "Enterprize.jsonl": ``},
	} {
		if _, err := load.Into(t.Context(), s, model(t), directory(files), load.Options{}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if n := sequence(t, s); n != 0 {
		t.Errorf("%d change sets were written", n)
	}
}

// A line that is too long hides those that follow it; those before it in other sets stand.
func TestIntoReportsWhatItCannotReadOn(t *testing.T) {
	report := into(t, opened(t), map[string]string{
		"Document.jsonl": "\n" + `{"id":"d","title":"x"}` + strings.Repeat("\n", 9) + `{"id":"e","title":"` + strings.Repeat("x", 1<<20) + `"}`,
	})
	if len(report.Faults) != 1 || !strings.Contains(report.Faults[0].Error(), "Document.jsonl:11: the line is longer than 1048576 bytes; what follows was not read") || report.Written != 1 {
		t.Errorf("%+v", report)
	}
}

// faulty fails a number of writes from one on, as a database does that has gone away.
type faulty struct {
	store.Store
	writes, from, until int
}

func (f *faulty) Write(ctx context.Context, set store.ChangeSet) (store.Receipt, error) {
	if f.writes++; f.writes >= f.from && f.writes < f.until {
		return store.Receipt{}, fmt.Errorf("gone: %w", store.ErrUnavailable)
	}
	return f.Store.Write(ctx, set)
}

func TestIntoGoesOnAfterAnInterruption(t *testing.T) {
	s := opened(t)
	files := directory(map[string]string{"Enterprise.jsonl": enterprises(40, nil), "Document.jsonl": `{"id":"d","title":"x"}`})
	report, err := load.Into(t.Context(), &faulty{Store: s, from: 4, until: 100}, model(t), files, load.Options{Size: 10})
	if !errors.Is(err, store.ErrUnavailable) || report.Written != 21 {
		t.Fatalf("written %d, error %v", report.Written, err)
	}
	report, err = load.Into(t.Context(), &faulty{Store: s, from: 4, until: 6}, model(t), files, load.Options{Size: 10})
	if err != nil {
		t.Fatalf("two failures are not tried over: %v", err)
	}
	wantCounts(t, report, 20, 21, 0)
}

// reading counts what has been read of the directory.
type reading struct {
	fstest.MapFS
	bytes atomic.Int64 // the next set is read while one is written
}

type counted struct {
	fs.File
	by *reading
}

func (r *reading) Open(name string) (fs.File, error) {
	file, err := r.MapFS.Open(name)
	return &counted{file, r}, err
}

func (c *counted) Read(into []byte) (int, error) {
	n, err := c.File.Read(into)
	c.by.bytes.Add(int64(n))
	return n, err
}

// watching looks at every write how far the reading has come.
type watching struct {
	store.Store
	look func(write int)
	n    int
}

func (w *watching) Write(ctx context.Context, set store.ChangeSet) (store.Receipt, error) {
	w.n++
	w.look(w.n)
	return w.Store.Write(ctx, set)
}

// together looks on as the sets are written several at a time.
type together struct {
	*sqlite.Store
	look   func(before int)
	groups []int
}

func (w *together) WriteAll(ctx context.Context, sets []store.ChangeSet) []store.Outcome {
	before := 0
	for _, group := range w.groups {
		before += group
	}
	w.look(before)
	w.groups = append(w.groups, len(sets))
	return w.Store.WriteAll(ctx, sets)
}

// documents is count lines of 104 bytes.
func documents(count int) string {
	var text strings.Builder
	for i := range count {
		fmt.Fprintf(&text, `{"id":"d%04d","title":"%s"}`+"\n", i, strings.Repeat("x", 78))
	}
	return text.String()
}

const line, buffer = 104, 8 << 10

// A directory of any size is read two sets ahead of what is written, and one buffer.
func TestIntoReadsAsItWrites(t *testing.T) {
	const size = 100
	files := &reading{MapFS: directory(map[string]string{"Document.jsonl": documents(3000)})}
	s := &watching{Store: opened(t), look: func(write int) {
		if most, read := (write+2)*size*line+buffer, files.bytes.Load(); read > int64(most) {
			t.Errorf("at write %d %d bytes were read, more than %d", write, read, most)
		}
	}}
	if _, err := load.Into(t.Context(), s, model(t), files, load.Options{Size: size}); err != nil || s.n != 30 {
		t.Errorf("%d writes: %v", s.n, err)
	}
}

// A store that takes several sets at once gets as many as have been read, four at most, and nine sets are in memory. The log is the same.
func TestIntoWritesSeveralSetsTogether(t *testing.T) {
	const size = 100
	files := &reading{MapFS: directory(map[string]string{"Document.jsonl": documents(1200), "Enterprise.jsonl": enterprises(1200, nil)})}
	s := &together{Store: opened(t)}
	s.look = func(before int) {
		if most, read := (before+9)*size*line+2*buffer, files.bytes.Load(); read > int64(most) {
			t.Errorf("%d bytes were read before set %d was written, more than %d", read, before, most)
		}
		if before == 0 {
			for deadline := time.Now().Add(10 * time.Second); files.bytes.Load() < 4*size*line && time.Now().Before(deadline); {
				runtime.Gosched() // until there is enough for the next write to be one of several
			}
		}
	}
	report, err := load.Into(t.Context(), s, model(t), files, load.Options{Size: size})
	if err != nil || report.Written != 2400 {
		t.Fatalf("%+v: %v", report, err)
	}
	if most := slices.Max(s.groups); most < 2 || most > 4 {
		t.Errorf("groups of %v", s.groups)
	}
	alone := opened(t)
	if _, err := load.Into(t.Context(), &watching{Store: alone, look: func(int) {}}, model(t), files, load.Options{Size: size}); err != nil {
		t.Fatal(err)
	}
	got, want := operations(t, s.Store), operations(t, alone)
	if !slices.Equal(got, want) {
		t.Errorf("%d changes differ from %d", len(got), len(want))
	}
}

// operations is what the log says was done, in order.
func operations(t *testing.T, s store.Store) []string {
	t.Helper()
	changes, err := s.Changes(t.Context(), 0, 1000)
	if err != nil {
		t.Fatal(err)
	}
	said := make([]string, len(changes))
	for i, change := range changes {
		var record store.Record
		if err := json.Unmarshal(change.Record, &record); err != nil {
			t.Fatal(err)
		}
		said[i] = fmt.Sprint(record.Sequence, record.Key, record.Digest, record.Operations)
	}
	return said
}
