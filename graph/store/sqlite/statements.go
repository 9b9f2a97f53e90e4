package sqlite

import (
	"container/list"
	"context"
	"database/sql"
	"sync"
)

// cachedStatements is how many statements stay prepared. A text depends on the shape of a query alone, so a client's documents make
// few of them; strangers can make any number.
const cachedStatements = 256

// statements keeps the statements used last prepared: preparing one takes longer than running it.
type statements struct {
	db    *sql.DB
	limit int

	mu     sync.Mutex
	recent *list.List // of *prepared, the one used last at the front
	byText map[string]*list.Element
}

// prepared is a statement with the number of those that use it now. It is closed when it has left the cache and nobody uses it.
type prepared struct {
	text  string
	stmt  *sql.Stmt
	users int
	gone  bool
}

func newStatements(db *sql.DB, limit int) *statements {
	return &statements{db: db, limit: limit, recent: list.New(), byText: map[string]*list.Element{}}
}

// use calls with the statement prepared.
func (s *statements) use(ctx context.Context, text string, with func(*sql.Stmt) error) error {
	p := s.take(text)
	if p == nil {
		stmt, err := s.db.PrepareContext(ctx, text)
		if err != nil {
			return err
		}
		p = s.add(text, stmt)
	}
	defer s.give(p)
	return with(p.stmt)
}

// take returns the statement when it is there, in use by the caller from now on.
func (s *statements) take(text string) *prepared {
	s.mu.Lock()
	defer s.mu.Unlock()
	element := s.byText[text]
	if element == nil {
		return nil
	}
	s.recent.MoveToFront(element)
	p := element.Value.(*prepared)
	p.users++
	return p
}

// add keeps a statement, in use by the caller from now on. When another has kept the same text meanwhile, ours is used once.
func (s *statements) add(text string, stmt *sql.Stmt) *prepared {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := &prepared{text: text, stmt: stmt, users: 1}
	if s.byText[text] != nil {
		p.gone = true
		return p
	}
	s.byText[text] = s.recent.PushFront(p)
	for s.recent.Len() > s.limit {
		oldest := s.recent.Remove(s.recent.Back()).(*prepared)
		delete(s.byText, oldest.text)
		oldest.gone = true
		oldest.close()
	}
	return p
}

func (s *statements) give(p *prepared) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p.users--
	p.close()
}

// close ends the statement when nobody can use it any more. The driver's error would concern a statement that has done its work.
func (p *prepared) close() {
	if p.gone && p.users == 0 {
		_ = p.stmt.Close()
	}
}
