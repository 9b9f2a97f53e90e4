package network

import "strings"

// gathering is the index of a snapshot on the way. Its nodes come in ascending order, so that each is the last of its terms.
type gathering struct {
	*index
	steps []stepped // by the number of a term
	texts []string
	hints []hint // by node
}

func (g *gathering) add(node uint32, l *layout, record string) {
	var h hint
	g.texts, h = l.fold(g.texts[:0], record)
	g.hints = append(g.hints, h)
	for _, text := range g.texts {
		indexed(text, func(t term) {
			number := g.numbered(t)
			if int(number) == len(g.steps) {
				g.steps = append(g.steps, stepped{})
			}
			g.steps[number].add(node)
		})
	}
}

// pack ends it: the postings of many terms are packed into one piece of memory, as records are.
func (g *gathering) pack() {
	rest := 0
	for _, s := range g.steps {
		rest += s.packed()
	}
	var shelf strings.Builder
	var scratch []byte
	for number, s := range g.steps {
		if size := s.packed(); shelf.Len()+size > shelf.Cap() {
			shelf = strings.Builder{}
			shelf.Grow(max(size, min(shelfSize, rest)))
		}
		rest -= s.packed()
		start := shelf.Len()
		scratch = pack(scratch[:0], s.bytes, s.count)
		shelf.Write(scratch)
		g.postings[number] = postings{packed: shelf.String()[start:], count: s.count}
		g.steps[number].bytes = nil
	}
}

// packed is how many bytes they take packed.
func (s *stepped) packed() int { return signpost*blocks(s.count) + len(s.bytes) }

// indexer gathers the index while the snapshot is read on.
type indexer struct {
	gathering
	next []indexable // what it is given at once
	todo chan []indexable
	done chan struct{}
}

// indexable is the record of the next node.
type indexable struct {
	layout *layout
	record string
}

const (
	indexedAtOnce = 512
	indexedAhead  = 8
)

func newIndexer(x *index) *indexer {
	i := &indexer{gathering: gathering{index: x}, todo: make(chan []indexable, indexedAhead), done: make(chan struct{})}
	go i.work()
	return i
}

func (i *indexer) work() {
	defer close(i.done)
	for nodes := range i.todo {
		for _, n := range nodes {
			i.add(uint32(len(i.hints)), n.layout, n.record)
		}
	}
	i.pack()
}

// take takes the record of the next node.
func (i *indexer) take(l *layout, record string) {
	if i.next = append(i.next, indexable{l, record}); len(i.next) == indexedAtOnce {
		i.todo <- i.next
		i.next = make([]indexable, 0, indexedAtOnce)
	}
}

// close returns when all is indexed that was taken.
func (i *indexer) close() {
	i.todo <- i.next
	close(i.todo)
	<-i.done
}
