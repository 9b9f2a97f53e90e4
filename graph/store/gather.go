package store

import "time"

// This file decides what travels together.

// longestWait bounds how long a batch waits for callers, however long the commit before it took.
const longestWait = 10 * time.Millisecond

// worthwhile is for how many callers a batch waits at most: beyond that, what a commit costs by itself is next to nothing for each.
const worthwhile = 16

// expect notes how many callers there are, just before those of the batch are answered, and how long its commit took.
func (w *Writer) expect(batch []*waiting, took time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.company, w.until = callers(batch)+callers(w.queue), time.Now().Add(min(took, longestWait))
}

// gather waits until as many callers are there as there were, or the batch is full, or it has waited long enough.
func (w *Writer) gather() {
	left := time.Until(w.until)
	if left <= 0 {
		return
	}
	timer := time.NewTimer(left)
	defer timer.Stop()
	for !w.gathered() {
		select {
		case <-w.arrived:
		case <-timer.C:
			return
		}
	}
}

func (w *Writer) gathered() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	sets := w.next()
	return w.closed || sets == w.options.Sets || sets < len(w.queue) || callers(w.queue) >= min(w.company, worthwhile)
}

// callers is how many callers have no set behind these.
func callers(entries []*waiting) int {
	count := 0
	for _, entry := range entries {
		if entry.last {
			count++
		}
	}
	return count
}

// take removes the next batch from the head of the queue.
func (w *Writer) take() (batch []*waiting, closed bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	sets := w.next()
	batch = append(batch, w.queue[:sets]...)
	w.queue = append(w.queue[:0], w.queue[sets:]...)
	clear(w.queue[len(w.queue):cap(w.queue)])
	return batch, w.closed
}

// next is how many sets at the head of the queue make the next batch.
func (w *Writer) next() int {
	sets, operations := 0, 0
	for sets < len(w.queue) && sets < w.options.Sets {
		operations += len(w.queue[sets].set.Operations)
		if sets > 0 && operations > w.options.Operations {
			break
		}
		sets++
	}
	return sets
}
