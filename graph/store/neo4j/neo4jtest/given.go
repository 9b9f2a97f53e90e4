package neo4jtest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// given is a server that somebody else started and several test processes may use, in turns.
type given struct {
	uri  string
	auth neo4j.AuthToken
	turn *flock.Flock // held until release
}

// useGiven waits for this process's turn at the server of the address, which may hold a user and a password
// (bolt://user:password@host:port). Tests erase the server's data, so it must be empty when it is used for the first
// time; that it was is remembered in the folder dir under the database's own id.
func useGiven(ctx context.Context, raw, dir string, progress io.Writer) (*Server, error) {
	uri, auth, err := splitCredentials(raw)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("make the folder of the turns at test servers: %w", err)
	}
	digest := sha256.Sum256([]byte(uri))
	path := filepath.Join(dir, "shared-"+hex.EncodeToString(digest[:8]))
	s := &Server{given: &given{uri: uri, auth: auth, turn: flock.New(path + ".lock")}}
	if err := lockOrWait(ctx, s.given.turn, progress, "waiting for another test process's turn at "+uri); err != nil {
		return nil, fmt.Errorf("wait for a turn at %s: %w", uri, err)
	}
	if err := s.claim(ctx, path+".id"); err != nil {
		return nil, errors.Join(fmt.Errorf("use %s for tests: %w", uri, err), s.given.turn.Unlock())
	}
	return s, nil
}

// claim succeeds when the database is the one whose id the file holds, or when it is empty and its id can be kept there.
func (s *Server) claim(ctx context.Context, file string) (err error) {
	driver, err := neo4j.NewDriverWithContext(s.URI(), s.Auth())
	if err != nil {
		return fmt.Errorf("open a driver: %w", err)
	}
	defer func() { err = errors.Join(err, driver.Close(ctx)) }()
	session := driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: "neo4j"})
	defer func() { err = errors.Join(err, session.Close(ctx)) }()

	ids, err := column(ctx, session, "CALL db.info() YIELD id RETURN id")
	if err != nil {
		return fmt.Errorf("ask for the database's id: %w", err)
	}
	id := fmt.Sprint(ids[0])
	if known, err := os.ReadFile(file); err == nil && string(known) == id {
		return nil
	}
	nodes, err := column(ctx, session, "MATCH (n) RETURN 1 LIMIT 1")
	if err != nil {
		return fmt.Errorf("ask whether the database is empty: %w", err)
	}
	if len(nodes) > 0 {
		return errors.New("it holds data, which the tests would erase; name an empty server")
	}
	return os.WriteFile(file, []byte(id), 0o644)
}

// splitCredentials takes user and password out of an address, since drivers refuse an address that holds them.
func splitCredentials(raw string) (string, neo4j.AuthToken, error) {
	uri, err := url.Parse(raw)
	if err != nil {
		return "", neo4j.AuthToken{}, errors.New("the address of the test server is no URI, e.g. bolt://127.0.0.1:7687")
	}
	auth := neo4j.NoAuth()
	if uri.User != nil {
		password, _ := uri.User.Password()
		auth = neo4j.BasicAuth(uri.User.Username(), password, "")
		uri.User = nil
	}
	return uri.String(), auth, nil
}
