package neo4j

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/notifications"

	"partnergraph/graph/store"
	"partnergraph/schema"
)

// Options says which database to open.
type Options struct {
	URI      string // bolt://HOST[:PORT] for one server, neo4j:// for a cluster, either with +s for TLS
	User     string // "" with an empty Password: no authentication
	Password string
	Database string           // "": the server's default
	Now      func() time.Time // the clock of the log; nil: time.Now
	Logger   *slog.Logger     // told of panics while committing; nil: slog.Default()
}

// Open connects, creates the constraints and indexes that are missing, and waits until they are in force. A database that does not
// answer is tried for five seconds, since it may be starting; a refused password fails at once. Errors: ErrUnavailable,
// ErrAuthentication; ErrInvalid for a malformed URI. The caller closes the store.
func Open(ctx context.Context, options Options, model *schema.Model) (*Store, error) {
	address, err := url.Parse(options.URI)
	if err != nil {
		return nil, fmt.Errorf("neo4j: open: %w: malformed address", store.ErrInvalid)
	}
	token := neo4j.NoAuth()
	if options.User != "" || options.Password != "" {
		token = neo4j.BasicAuth(options.User, options.Password, "")
	}
	driver, err := neo4j.NewDriverWithContext(options.URI, token, configure)
	if err != nil {
		return nil, fmt.Errorf("neo4j: open %s: %w: %w", address.Redacted(), store.ErrInvalid, err)
	}
	s := &Store{model: model, driver: driver, database: options.Database, rules: rulesOf(model), now: options.Now, calls: rand.Text() + "-", steady: steady}
	if s.now == nil {
		s.now = time.Now
	}
	s.open, s.end = context.WithCancel(context.Background())
	if address.Scheme != "bolt" && address.Scheme != "bolt+s" && address.Scheme != "bolt+ssc" {
		s.bookmarks = neo4j.NewBookmarkManager(neo4j.BookmarkManagerConfig{})
	}
	s.writer = store.NewWriter(s, store.WriterOptions{Timeout: importing, Logger: options.Logger})
	if err := s.start(ctx); err != nil {
		s.Close()
		return nil, fmt.Errorf("neo4j: open %s: %w", address.Redacted(), err)
	}
	return s, nil
}

func configure(c *config.Config) {
	c.ConnectionAcquisitionTimeout = 5 * time.Second
	c.SocketConnectTimeout = 5 * time.Second
	c.MaxTransactionRetryTime = 5 * time.Second
	c.UserAgent = "partnergraph"
	c.TelemetryDisabled = true
	c.NotificationsMinSeverity = notifications.DisabledLevel // our statements are fixed; tests read the warnings
}

const (
	starting = 5 * time.Second        // how long a database that does not answer is tried
	pause    = 200 * time.Millisecond // between two tries
)

// importing bounds a whole commit. A large change set has statements of many shapes, and a database that has just started may take a
// second to plan each; one that does not answer at all is noticed by the patience with a single statement.
const importing = 2 * time.Minute

func (s *Store) start(ctx context.Context) error {
	if err := s.connect(ctx); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, indexing) // its first statements take seconds on a database that has just started
	defer cancel()
	if err := s.prepare(ctx); err != nil {
		return err
	}
	go s.terminate("nobody's", indexing) // planned before the first runaway, which gives it no time for that
	return s.warm(ctx)
}

// warm commits nothing, so that the database has planned the statements of a commit before the first one waits for it.
func (s *Store) warm(ctx context.Context) error {
	session := s.session(ctx, neo4j.AccessModeWrite)
	defer session.Close(ctx)
	tx, err := session.BeginTransaction(ctx)
	if err != nil {
		return classify(err)
	}
	t := &transaction{s.model, tx, indexing}
	defer t.close()
	decision, err := t.judge(ctx, nil, s.now)
	if err != nil {
		return classify(err)
	}
	s.known = endOf(decision)
	return classify(t.appendChanges(ctx, nil, decision, nil))
}

// connect waits until the database answers.
func (s *Store) connect(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, starting)
	defer cancel()
	var last error
	for {
		err := s.driver.VerifyConnectivity(ctx)
		if err == nil {
			return nil
		}
		if ctx.Err() == nil || last == nil {
			last = classify(err)
		}
		if errors.Is(last, ErrAuthentication) {
			return last
		}
		select {
		case <-ctx.Done():
			if !errors.Is(last, store.ErrUnavailable) {
				last = fmt.Errorf("%w: %w", store.ErrUnavailable, last)
			}
			return last
		case <-time.After(pause):
		}
	}
}
