package neo4jtest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

const (
	startLimit = 3 * time.Minute        // even a loaded machine has a server up by then
	probeEvery = 100 * time.Millisecond // between two questions whether it is up
	probeLimit = 10 * time.Second       // for one answer
)

// The user and password of a server whose password nobody has set yet.
const initialUser, initialPassword = "neo4j", "neo4j"

const codeUnauthorized = "Neo.ClientError.Security.Unauthorized"

// Auth is what a driver authenticates with.
func (s *Server) Auth() neo4j.AuthToken {
	switch {
	case s.given != nil:
		return s.given.auth
	case s.options.Password == "":
		return neo4j.NoAuth()
	default:
		return neo4j.BasicAuth(initialUser, s.options.Password, "")
	}
}

// awaitReady returns nil once the process answers. An open port is not enough: the databases start after it opens, and
// a process that could not have the port ends while another server answers there.
func (s *Server) awaitReady(ctx context.Context, process *process) error {
	ctx, cancel := context.WithTimeoutCause(ctx, startLimit, fmt.Errorf("no answer within %v", startLimit))
	defer cancel()
	tick := time.NewTicker(probeEvery)
	defer tick.Stop()
	for {
		err := s.probe(ctx)
		if errors.Is(err, errPassword) {
			return err
		}
		if err == nil && process.alive() {
			return nil
		}
		select {
		case <-process.exited:
			return process.death()
		case <-ctx.Done():
			return fmt.Errorf("%w; last answer: %w; its last lines:\n%s", context.Cause(ctx), err, process.output)
		case <-tick.C:
		}
	}
}

// probe asks once, setting the password of a server that still has the initial one.
func (s *Server) probe(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, probeLimit)
	defer cancel()
	err := s.query(ctx, s.Auth(), "neo4j", "RETURN 1", nil)
	if s.options.Password != "" && unauthorized(err) {
		err = s.setPassword(ctx)
	}
	if err != nil || s.httpPort == NoHTTP {
		return err
	}
	return answersHTTP(ctx, s.HTTP())
}

// errPassword is no matter of waiting: asking again would get the same answer.
var errPassword = errors.New("set the password")

// setPassword replaces the initial password, as a person does at the first sign-in.
func (s *Server) setPassword(ctx context.Context) error {
	err := s.query(ctx, neo4j.BasicAuth(initialUser, initialPassword, ""), "system",
		"ALTER CURRENT USER SET PASSWORD FROM $old TO $new",
		map[string]any{"old": initialPassword, "new": s.options.Password})
	if unauthorized(err) {
		return fmt.Errorf("%w: the data folder %s was made with another one: %w", errPassword, s.home, err)
	}
	if refusal := (*neo4j.Neo4jError)(nil); errors.As(err, &refusal) && refusal.Classification() == "ClientError" {
		return fmt.Errorf("%w: %w", errPassword, err)
	}
	return err
}

// query runs one statement on a connection of its own and discards what it returns.
func (s *Server) query(ctx context.Context, auth neo4j.AuthToken, database, statement string, parameters map[string]any) error {
	driver, err := neo4j.NewDriverWithContext(s.URI(), auth)
	if err != nil {
		return fmt.Errorf("open a driver: %w", err)
	}
	defer driver.Close(ctx)
	session := driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: database})
	defer session.Close(ctx)
	result, err := session.Run(ctx, statement, parameters)
	if err != nil {
		return err
	}
	_, err = result.Consume(ctx)
	return err
}

func unauthorized(err error) bool {
	var refusal *neo4j.Neo4jError
	return errors.As(err, &refusal) && refusal.Code == codeUnauthorized
}

func answersHTTP(ctx context.Context, address string) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	request.Close = true // no connection, and no goroutine, is left behind
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	_, err = io.Copy(io.Discard, response.Body)
	return err
}
