package neo4jtest

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

func TestGivenServerIsUsedInTurns(t *testing.T) {
	server, dir := Shared(t), t.TempDir()
	Reset(t.Context(), t, server)
	first, err := useGiven(t.Context(), server.URI(), dir, &bytes.Buffer{})
	must(t, err)
	ask(t, first, "CREATE (:Left)")

	waiting := signalOn("waiting for another test process's turn")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	refused := make(chan error, 1)
	go func() {
		_, err := useGiven(ctx, server.URI(), dir, waiting)
		refused <- err
	}()
	<-waiting.seen
	cancel()
	if err := <-refused; !errors.Is(err, context.Canceled) {
		t.Errorf("the second turn began during the first: %v", err)
	}

	must(t, first.Stop(t.Context()))
	second, err := useGiven(t.Context(), server.URI(), dir, &bytes.Buffer{})
	if err != nil {
		t.Fatalf("what the first turn left behind keeps the second from starting: %v", err)
	}
	must(t, second.Stop(t.Context()))
	countNodes(t, server, 1) // the server itself goes on
}

func TestGivenServerWithOthersDataIsRefused(t *testing.T) {
	server := Shared(t)
	Reset(t.Context(), t, server)
	ask(t, server, "CREATE (:Precious)")
	used, err := useGiven(t.Context(), server.URI(), t.TempDir(), &bytes.Buffer{})
	if err == nil {
		_ = used.Stop(t.Context())
		t.Fatal("a server that holds somebody's data was taken for tests")
	}
	if !strings.Contains(err.Error(), "it holds data") {
		t.Errorf("useGiven = %v, want why it is refused", err)
	}
}

func TestGivenServerIsNotOursToEnd(t *testing.T) {
	s := &Server{given: &given{uri: "bolt://127.0.0.1:1"}}
	for name, err := range map[string]error{
		"Kill": s.Kill(), "Pause": s.Pause(), "Resume": s.Resume(),
		"Restart": s.Restart(t.Context()), "Wait": s.Wait(t.Context()),
	} {
		if !errors.Is(err, ErrNotOurs) {
			t.Errorf("%s = %v, want ErrNotOurs", name, err)
		}
	}
}

func TestCredentialsAreTakenOutOfTheAddress(t *testing.T) {
	for raw, want := range map[string]neo4j.AuthToken{
		"bolt://h:1":         neo4j.NoAuth(),
		"bolt://u:p%40w@h:1": neo4j.BasicAuth("u", "p@w", ""),
	} {
		uri, auth, err := splitCredentials(raw)
		if err != nil || uri != "bolt://h:1" || !cmp.Equal(auth, want) {
			t.Errorf("splitCredentials(%q) = %q, %v, %v, want bolt://h:1 and %v", raw, uri, auth, err, want)
		}
	}
	if _, _, err := splitCredentials("bolt://u:secret@h:x y"); err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("a broken address gives %v, want an error without its password", err)
	}
}
