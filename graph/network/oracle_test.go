package network_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"partnergraph/graph/network"
	"partnergraph/graph/network/terms"
	"partnergraph/graph/store"
)

// answers is all that one can learn about a graph of a few nodes, in plain values.
type answers struct {
	Sequence      int64
	Nodes         map[string]props
	Related       map[string][]string // by id, direction and type
	OfType        map[string][]string
	Named         map[string][2][]string
	Paths         map[string]string
	Common        map[string]string
	Neighborhoods map[string]string
	Found         map[string][]string // ids by text and type, sorted
	Holding       map[string][]string // ids by term, sorted
}

func newAnswers() answers {
	return answers{
		Nodes: map[string]props{}, Related: map[string][]string{}, OfType: map[string][]string{}, Named: map[string][2][]string{},
		Paths: map[string]string{}, Common: map[string]string{}, Neighborhoods: map[string]string{}, Found: map[string][]string{}, Holding: map[string][]string{},
	}
}

// questions are what is asked of a graph.
type questions struct {
	ids, texts, readings, terms, names []string
	depth, first                       int
	via                                []string // relation types of paths and neighborhoods; nil: the usual ones
}

// ask puts all questions to a network.
func ask(n *network.Network, r *recorder, q questions) answers {
	all := newAnswers()
	n.View(func(v *network.View) {
		all.Sequence = v.Sequence()
		for _, id := range q.ids {
			askNode(v, r, id, all)
			all.Neighborhoods[id] = showNeighborhood(v.Neighborhood(id, q.depth, q.first, q.via))
			for _, to := range q.ids {
				path, outcome := v.ShortestPath(network.Route{From: id, To: to, MaxDepth: q.depth, MaxEdges: 1000, Via: q.via})
				if outcome == network.Found {
					all.Paths[id+" "+to] = showPath(path)
				}
				all.Common[id+" "+to] = showCommon(v.CommonPartners(id, to, 1000))
			}
		}
		for _, t := range r.model.Nodes() {
			all.OfType[t.Name] = slices.Collect(v.OfType(t))
			if n := v.Count(t); n != len(all.OfType[t.Name]) {
				all.OfType[t.Name] = []string{fmt.Sprintf("counted as %d", n)}
			}
		}
		for _, name := range q.names {
			exact, alias := v.Named(name)
			all.Named[name] = [2][]string{exact, alias}
		}
		for _, text := range append(q.texts, q.readings...) {
			all.Found[text] = idsOf(hitsOf(v.Search(text, nil)))
		}
		for _, term := range q.terms {
			for _, number := range network.AppendHolding[uint32](nil, v, term) {
				all.Holding[term] = append(all.Holding[term], v.At(number).ID)
			}
			slices.Sort(all.Holding[term])
		}
	})
	return all
}

func idsOf(hits []hit) []string {
	var ids []string
	for _, hit := range hits {
		ids = append(ids, hit.ID)
	}
	slices.Sort(ids)
	return ids
}

func askNode(v *network.View, r *recorder, id string, all answers) {
	node, found := v.Node(id)
	if found {
		properties := props{"type": node.Type.Name}
		for _, field := range node.Type.Fields {
			if value := node.Property(field.Name); value != nil {
				properties[field.Name] = value
			}
		}
		all.Nodes[node.ID] = properties
	}
	for _, relation := range r.model.Relations() {
		for _, in := range []bool{false, true} {
			var list []string
			for _, related := range v.Related(id, relation.Type, in) {
				list = append(list, showRelation(related)+showProperties(r, related))
			}
			if list != nil {
				all.Related[fmt.Sprint(id, " ", in, " ", relation.Type)] = list
			}
		}
	}
}

func showProperties(r *recorder, relation network.Relation) string {
	properties := props{}
	if edge := r.model.Relation(relation.Type).Edge; edge != nil {
		for _, field := range edge.Fields {
			if value := relation.Property(field.Name); value != nil {
				properties[field.Name] = value
			}
		}
	}
	return fmt.Sprint(properties)
}

func showRelation(r network.Relation) string { return r.From + "-" + r.Type + "-" + r.To }

func showRelations(list []network.Relation) string {
	var all []string
	for _, relation := range list {
		all = append(all, showRelation(relation))
	}
	return strings.Join(all, " ")
}

func showPath(p network.Path) string { return fmt.Sprint(p.Nodes, " ", showRelations(p.Relations)) }

func showNeighborhood(n network.Neighborhood) string {
	return fmt.Sprint(n.Nodes, " ", showRelations(n.Relations), " ", n.Truncated)
}

// truth answers all questions from the recorder's maps in the plainest way.
func truth(r *recorder, q questions) answers {
	all := newAnswers()
	all.Sequence = int64(len(r.changes))
	for _, id := range q.ids {
		node, exists := r.nodes[id]
		if !exists {
			continue
		}
		all.Nodes[id] = maps.Clone(node.Properties)
		all.Nodes[id]["type"] = node.Type
	}
	for _, ref := range slices.SortedFunc(maps.Keys(r.relations), compareRefs) {
		shown := ref.From + "-" + ref.Type + "-" + ref.To + fmt.Sprint(r.relations[ref].Properties)
		from, to := fmt.Sprint(ref.From, " ", false, " ", ref.Type), fmt.Sprint(ref.To, " ", true, " ", ref.Type)
		all.Related[from] = append(all.Related[from], shown)
		all.Related[to] = append(all.Related[to], shown)
	}
	for _, t := range r.model.Nodes() {
		all.OfType[t.Name] = r.where(func(node store.NodeRecord) bool { return t.Is(node.Type) })
	}
	for _, name := range q.names {
		all.Named[name] = [2][]string{
			r.where(func(node store.NodeRecord) bool { return r.isOrganization(node) && node.Properties["name"] == name }),
			r.where(func(node store.NodeRecord) bool {
				aliases, _ := node.Properties["aliases"].([]string)
				return r.isOrganization(node) && slices.Contains(aliases, name)
			}),
		}
	}
	for _, text := range append(q.texts, q.readings...) {
		all.Found[text] = r.where(func(node store.NodeRecord) bool { return r.holdsAll(node, text) })
	}
	for _, term := range q.terms {
		if found := r.where(func(node store.NodeRecord) bool { return r.holdsTerm(node, term) }); found != nil {
			all.Holding[term] = found
		}
	}
	for _, from := range q.ids {
		all.Neighborhoods[from] = r.neighborhood(from, q)
		for _, to := range q.ids {
			if path := r.shortest(from, to, q); path != "" {
				all.Paths[from+" "+to] = path
			}
			all.Common[from+" "+to] = r.common(from, to)
		}
	}
	return all
}

func (r *recorder) where(condition func(store.NodeRecord) bool) []string {
	var ids []string
	for _, id := range slices.Sorted(maps.Keys(r.nodes)) {
		if condition(r.nodes[id]) {
			ids = append(ids, id)
		}
	}
	return ids
}

func (r *recorder) isOrganization(node store.NodeRecord) bool {
	return r.model.Node("Organization").Is(node.Type)
}

// searched returns the folded values of a node's searched properties.
func (r *recorder) searched(node store.NodeRecord) []string { return r.weighing(node, 0.1) }

// weighing returns the folded values of those of a weight at least.
func (r *recorder) weighing(node store.NodeRecord, least float64) []string {
	var texts []string
	for _, field := range r.model.Node(node.Type).Fields {
		if field.Property == nil || field.Property.Search < least {
			continue
		}
		switch value := node.Properties[field.Name].(type) {
		case string:
			texts = append(texts, terms.Fold(value).Text)
		case []string:
			for _, item := range value {
				texts = append(texts, terms.Fold(item).Text)
			}
		}
	}
	return texts
}

func (r *recorder) holdsAll(node store.NodeRecord, text string) bool {
	words := strings.Fields(terms.Fold(text).Text)
	for _, word := range words {
		written := slices.ContainsFunc(r.searched(node), func(value string) bool { return strings.Contains(value, word) })
		if !written && !slices.ContainsFunc(r.weighing(node, 2), func(name string) bool { return reads(name, word) }) {
			return false
		}
	}
	return len(words) > 0
}

// holdsTerm says what a term is: a whole word, or one or two Chinese characters wherever they stand.
func (r *recorder) holdsTerm(node store.NodeRecord, term string) bool {
	for _, value := range r.searched(node) {
		for piece := range terms.Pieces(value) {
			if piece.Kind == terms.Han && len([]rune(term)) < 3 && strings.Contains(piece.Text, term) || piece.Kind == terms.Word && piece.Text == term {
				return true
			}
		}
	}
	return false
}

// neighbors returns what a way may go on to, by id.
func (r *recorder) neighbors(id string, follows func(store.RelationRef) bool) []string {
	far := map[string]bool{}
	for ref := range r.relations {
		if follows(ref) && ref.From == id {
			far[ref.To] = true
		}
		if follows(ref) && ref.To == id {
			far[ref.From] = true
		}
	}
	return slices.Sorted(maps.Keys(far))
}

// ordinary says which relations may be taken.
func (q questions) ordinary(ref store.RelationRef) bool {
	if q.via != nil {
		return slices.Contains(q.via, ref.Type)
	}
	return ref.Type != "CITES" && ref.Type != "POINTS_AT"
}

// shortest tries all ways of each length in the order of their ids.
func (r *recorder) shortest(from, to string, q questions) string {
	if r.nodes[from].ID == "" || r.nodes[to].ID == "" {
		return ""
	}
	for length := 0; length <= q.depth; length++ {
		if way := r.way(from, to, length, q.ordinary); way != nil {
			var relations []string
			for i := range length {
				relations = append(relations, r.firstBetween(way[i], way[i+1], q.ordinary))
			}
			return fmt.Sprint(way, " ", strings.Join(relations, " "))
		}
	}
	return ""
}

func (r *recorder) way(from, to string, length int, follows func(store.RelationRef) bool) []string {
	if length == 0 {
		if from == to {
			return []string{to}
		}
		return nil
	}
	for _, next := range r.neighbors(from, follows) {
		if rest := r.way(next, to, length-1, follows); rest != nil {
			return append([]string{from}, rest...)
		}
	}
	return nil
}

func (r *recorder) firstBetween(a, b string, follows func(store.RelationRef) bool) string {
	for _, ref := range slices.SortedFunc(maps.Keys(r.relations), compareRefs) {
		if follows(ref) && (ref.From == a && ref.To == b || ref.From == b && ref.To == a) {
			return ref.From + "-" + ref.Type + "-" + ref.To
		}
	}
	return "none"
}

// neighborhood sorts all nodes by distance and id, and cuts.
func (r *recorder) neighborhood(of string, q questions) string {
	if r.nodes[of].ID == "" {
		return "[]  false"
	}
	atCentre := func(ref store.RelationRef) bool {
		return q.ordinary(ref) || q.via == nil && (ref.Type == "CITES" && ref.To == of || ref.Type == "POINTS_AT" && ref.From == of)
	}
	nodes, front := []string{of}, []string{of}
	for range q.depth {
		next := map[string]bool{}
		for _, id := range front {
			for _, far := range r.neighbors(id, atCentre) {
				if !slices.Contains(nodes, far) {
					next[far] = true
				}
			}
		}
		front = slices.Sorted(maps.Keys(next))
		nodes = append(nodes, front...)
	}
	truncated := len(nodes) > q.first
	nodes = nodes[:min(len(nodes), q.first)]
	var relations []string
	for _, ref := range slices.SortedFunc(maps.Keys(r.relations), compareRefs) {
		if atCentre(ref) && slices.Contains(nodes, ref.From) && slices.Contains(nodes, ref.To) {
			relations = append(relations, ref.From+"-"+ref.Type+"-"+ref.To)
		}
	}
	return fmt.Sprint(nodes, " ", strings.Join(relations, " "), " ", truncated)
}
