package network_test

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"partnergraph/graph/network"
	"partnergraph/graph/store"
	"partnergraph/graph/store/sqlite"
	"partnergraph/seed"
)

// TestTheSeedOnAnEngine follows a real log while the seed is brought in and changed, and loads the same from a real snapshot.
func TestTheSeedOnAnEngine(t *testing.T) {
	model := contract(t)
	engine, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "seed.db"), model, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := engine.Close(); err != nil {
			t.Error(err)
		}
	})
	following, loaded, synced := network.New(model), network.New(model), network.New(model)
	engine.OnCommit(func(changes []store.Change) {
		if err := following.Apply(changes); err != nil {
			t.Error(err)
		}
	})
	if _, err := seed.Apply(t.Context(), engine, model); err != nil {
		t.Fatal(err)
	}
	var fields, enterprises []string
	following.View(func(v *network.View) {
		fields, enterprises = slices.Collect(v.OfType(model.Node("TechnologyField"))), slices.Collect(v.OfType(model.Node("Enterprise")))
	})
	level := store.Operation{Verb: store.UpdateNode, Type: "TechnologyField", ID: fields[0], Properties: props{"level": int64(3), "englishName": nil}}
	need := create("Need", "need", props{"title": "碳纤维 T300", "state": "OPEN", "statedOn": "2020-05"})
	set := store.ChangeSet{Actor: "test", Mutation: "test", Operations: []store.Operation{level, need, relate("HAS_NEED", enterprises[0], "need", nil)}}
	if _, err := engine.Write(t.Context(), set); err != nil {
		t.Fatal(err)
	}
	if err := loaded.Load(t.Context(), engine); err != nil {
		t.Fatal(err)
	}
	if err := synced.Sync(t.Context(), engine); err != nil {
		t.Fatal(err)
	}
	r := newRecorder(model) // only for its contract
	q := questions{ids: append(fields[:5], enterprises...), texts: []string{"t300 碳", "环保", "学院"}, terms: []string{"塑料", "t300"}, names: []string{"湖南文理学院"}, depth: 4, first: 20}
	want := ask(loaded, r, q)
	if len(want.Found["t300 碳"]) != 1 || len(want.Holding["塑料"]) == 0 || len(want.Paths) == 0 {
		t.Errorf("answers %+v", want)
	}
	for name, n := range map[string]*network.Network{"following": following, "synced": synced} {
		if diff := cmp.Diff(want, ask(n, r, q)); diff != "" {
			t.Errorf("%s (-loaded +):\n%s", name, diff)
		}
	}
}

// TestTheSeedInSearch holds the first hits over the county's data to what people would expect of them.
func TestTheSeedInSearch(t *testing.T) {
	model := contract(t)
	graph, err := seed.Graph(model)
	if err != nil {
		t.Fatal(err)
	}
	n := loaded(t, model, graph.Operations()...)
	for text, want := range map[string][]string{
		"湖南文理学院": {"University 湖南文理学院", "AcademicUnit 湖南文理学院化工学院", "Agreement 安塑环保与湖南文理学院产学研合作协议"},
		"塑料循环":   {"Need 塑料循环利用技术研发", "Capability 塑料循环利用技术研发", "Capability 塑料循环利用与环保技术产学研合作"},
		"材料 新":   {"TechnologyField 新材料", "Need 新材料孵化基地专业营运", "TechnologyField 与文化艺术产业相关的新材料"},
		"林科":     {"University 湖南林科大", "Agreement 中泰公司与湖南林科大产学研合作协议"},
		"化工":     {"Capability 化工与高分子材料技术研发", "University 北京化工大学", "TechnologyField 轻工和化工生物技术"},
	} {
		var got []string
		n.View(func(v *network.View) {
			for _, hit := range hitsOf(v.Search(text, nil)) {
				node, _ := v.Node(hit.ID)
				got = append(got, node.Type.Name+" "+node.Text("name")+node.Text("title"))
			}
			got = got[:min(len(want), len(got))]
		})
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}
