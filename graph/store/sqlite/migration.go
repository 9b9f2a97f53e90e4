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

// migrate brings the file to the newest layout, each step in a transaction of its own together with its number. Errors: ErrNewer,
// ErrForeign.
func migrate(ctx context.Context, conn *sql.Conn) error {
	steps, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return err
	}
	version, err := layout(ctx, conn)
	if err != nil {
		return err
	}
	if version > len(steps) {
		return fmt.Errorf("%w: layout %d, this release knows up to %d", ErrNewer, version, len(steps))
	}
	for i := version; i < len(steps); i++ {
		if err := step(ctx, conn, steps[i], i+1); err != nil {
			return fmt.Errorf("%s: %w", steps[i], classify(err))
		}
	}
	return nil
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

func step(ctx context.Context, conn *sql.Conn, name string, version int) error {
	script, err := migrations.ReadFile(name)
	if err != nil {
		return err
	}
	_, err = conn.ExecContext(ctx, fmt.Sprintf("BEGIN IMMEDIATE;\n%s\nPRAGMA application_id = %d;\nPRAGMA user_version = %d;\nCOMMIT",
		script, application, version))
	if err != nil {
		rollback(conn)
	}
	return err
}
