package synthetic_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"

	"partnergraph/graph/load"
	"partnergraph/graph/load/synthetic"
	"partnergraph/graph/store"
	"partnergraph/schema"
)

func written(t testing.TB, organizations int, seed uint64) fs.FS {
	t.Helper()
	directory := t.TempDir()
	if err := synthetic.Write(directory, synthetic.Options{Organizations: organizations, Seed: seed}); err != nil {
		t.Fatal(err)
	}
	return os.DirFS(directory)
}

func read(t *testing.T, files fs.FS) load.Graph {
	t.Helper()
	model, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	graph, err := load.Read(files, model, nil)
	if err != nil {
		t.Fatal(err)
	}
	return graph
}

// digest names all files with their bytes.
func digest(t *testing.T, files fs.FS) string {
	t.Helper()
	sum := sha256.New()
	names, _ := fs.Glob(files, "*")
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(sum, "%s %d\n", name, len(text))
		sum.Write(text)
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// Benchmarks of two releases are only comparable when they ran on the same data. Who changes it says so in the changelog.
func TestTheNetworkOfASeedNeverChanges(t *testing.T) {
	const want = "b548173246dd29192e7750e882647425c0708886d57711b19401cf657ce305a6"
	if got := digest(t, written(t, 100, 1)); got != want {
		t.Errorf("the network of seed 1 is %s, was %s", got, want)
	}
	if digest(t, written(t, 100, 2)) == want {
		t.Error("another seed gives the same network")
	}
}

func TestEveryRelationEndsInTheNetwork(t *testing.T) {
	graph := read(t, written(t, 300, 7))
	nodes := map[string]bool{}
	for _, node := range graph.Nodes {
		nodes[node.ID] = true
	}
	for _, relation := range graph.Relations {
		if !nodes[relation.From] || !nodes[relation.To] {
			t.Errorf("%v ends outside", relation)
		}
	}
}

func TestTheSmallestNetworkHasEveryKind(t *testing.T) {
	graph := read(t, written(t, 20, 1))
	kinds := map[string]int{}
	for _, node := range graph.Nodes {
		kinds[node.Type]++
	}
	for _, kind := range strings.Fields("Enterprise University ResearchInstitute Incubator GovernmentAgency Cooperative AcademicUnit " +
		"OtherOrganization Agreement Need Capability Place TechnologyField Document Platform") {
		if kinds[kind] == 0 {
			t.Errorf("no %s", kind)
		}
	}
	if err := synthetic.Write(t.TempDir(), synthetic.Options{Organizations: 19}); err == nil {
		t.Error("19 organizations are no network")
	}
}

// One organization is a party to every eighth agreement or more: what a guard against costly operations is for.
func TestOneOrganizationIsAPartyToVeryMany(t *testing.T) {
	graph := read(t, written(t, 2000, 1))
	degrees, most := map[string]int{}, 0
	for _, relation := range graph.Relations {
		if relation.Verb == store.Relate && relation.Type == "PARTY_TO" {
			degrees[relation.From]++
			most = max(most, degrees[relation.From])
		}
	}
	if most < 500 {
		t.Errorf("the largest hub has %d of 4000 agreements", most)
	}
	few := 0
	for _, degree := range degrees {
		if degree <= 3 {
			few++
		}
	}
	if 2*few < len(degrees) {
		t.Errorf("only %d of %d organizations have three agreements or fewer", few, len(degrees))
	}
}

func TestNeedsSpeakOfTheirFields(t *testing.T) {
	files := written(t, 100, 1)
	text, err := fs.ReadFile(files, "Need.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	line, _, _ := strings.Cut(string(text), "\n")
	var need struct{ Title, Description string }
	if err := json.Unmarshal([]byte(line), &need); err != nil || !strings.HasPrefix(need.Description, "寻求") || need.Title == "" {
		t.Errorf("%q: %v", line, err)
	}
}
