package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
)

//go:embed migrations/*.sql
var migrations embed.FS

// application marks our files: "PGRF", in SQLite's application_id.
const application = 0x50475246

// migrate brings the file to the newest layout, each step in a transaction of its own together with its number. Errors: as for due.
func migrate(ctx context.Context, conn *sql.Conn, scripts fs.FS) error {
	version, steps, err := due(ctx, conn, scripts)
	if err != nil {
		return err
	}
	for i, name := range steps {
		if err := step(ctx, conn, scripts, name, version+i+1); err != nil {
			return fmt.Errorf("%s: %w", name, classify(err))
		}
	}
	return nil
}

// due returns the file's layout and the steps that lead on from it. It changes nothing. Errors: ErrNewer, ErrForeign,
// store.ErrCorrupt.
func due(ctx context.Context, conn *sql.Conn, scripts fs.FS) (version int, steps []string, err error) {
	if steps, err = fs.Glob(scripts, "migrations/*.sql"); err != nil {
		return 0, nil, err
	}
	if version, err = layout(ctx, conn); err != nil {
		return 0, nil, err
	}
	if version > len(steps) {
		return 0, nil, fmt.Errorf("%w: layout %d, this release knows up to %d", ErrNewer, version, len(steps))
	}
	return version, steps[version:], nil
}

// layout reads the number of the last step that was taken, 0 for an empty file.
func layout(ctx context.Context, conn *sql.Conn) (version int, err error) {
	var owner, tables int
	err = conn.QueryRowContext(ctx, `SELECT
		(SELECT application_id FROM pragma_application_id),
		(SELECT user_version FROM pragma_user_version),
		(SELECT count(*) FROM sqlite_schema)`).Scan(&owner, &version, &tables)
	if err != nil {
		return 0, classify(err)
	}
	if owner != application && (owner != 0 || version != 0 || tables != 0) {
		return 0, ErrForeign
	}
	return version, nil
}

func step(ctx context.Context, conn *sql.Conn, scripts fs.FS, name string, version int) error {
	script, err := fs.ReadFile(scripts, name)
	if err != nil {
		return err
	}
	_, err = conn.ExecContext(ctx, fmt.Sprintf("BEGIN IMMEDIATE;\n%s\nPRAGMA application_id = %d;\nPRAGMA user_version = %d;\nCOMMIT",
		script, application, version))
	if err != nil {
		_ = rollback(conn) // the store will not be opened
	}
	return err
}
