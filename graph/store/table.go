package store

import "maps"

// table is a map whose changes since the last keep can be taken back.
type table[K comparable, V any] struct {
	rows map[K]V
	undo []former[K, V]
}

type former[K comparable, V any] struct {
	key     K
	value   V
	existed bool
}

// newTable returns a table with the rows and room for so many more.
func newTable[K comparable, V any](rows map[K]V, more int) *table[K, V] {
	t := &table[K, V]{rows: make(map[K]V, len(rows)+more)}
	maps.Copy(t.rows, rows)
	return t
}

func (t *table[K, V]) get(key K) (V, bool) {
	value, ok := t.rows[key]
	return value, ok
}

func (t *table[K, V]) put(key K, value V) {
	t.remember(key)
	t.rows[key] = value
}

func (t *table[K, V]) remove(key K) {
	t.remember(key)
	delete(t.rows, key)
}

func (t *table[K, V]) remember(key K) {
	value, existed := t.rows[key]
	t.undo = append(t.undo, former[K, V]{key, value, existed})
}

// keep makes the changes so far final.
func (t *table[K, V]) keep() { t.undo = t.undo[:0] }

// takeBack undoes the changes since the last keep.
func (t *table[K, V]) takeBack() {
	for i := len(t.undo) - 1; i >= 0; i-- {
		if was := t.undo[i]; was.existed {
			t.rows[was.key] = was.value
		} else {
			delete(t.rows, was.key)
		}
	}
	t.keep()
}
