package synthetic_test

import (
	"path/filepath"
	"testing"

	"partnergraph/graph/load"
	"partnergraph/graph/store/sqlite"
	"partnergraph/schema"
)

// BenchmarkInto loads a network of some 80,000 lines into a new file; it reports lines a second.
func BenchmarkInto(b *testing.B) {
	model, err := schema.Load()
	if err != nil {
		b.Fatal(err)
	}
	files := written(b, 5000, 1)
	lines := int64(0)
	for b.Loop() {
		b.StopTimer()
		s, err := sqlite.Open(b.Context(), filepath.Join(b.TempDir(), "graph.db"), model, sqlite.Options{})
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		report, err := load.Into(b.Context(), s, model, files, load.Options{})
		if err != nil || len(report.Faults) > 0 {
			b.Fatal(err, report.Faults)
		}
		lines += report.Written
		b.StopTimer()
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
	b.ReportMetric(float64(lines)/b.Elapsed().Seconds(), "lines/s")
}
