package sqlite

import (
	"database/sql"
	"net/url"
	"path/filepath"
	"slices"
	"strings"

	"modernc.org/sqlite"
)

// Settings that every connection gets when it is made, whichever the pool makes. Foreign keys are off in SQLite unless each
// connection asks for them.
var everyConnection = []string{
	"busy_timeout(5000)", // milliseconds
	"foreign_keys(1)",    //
	"synchronous(FULL)",  // a commit is on the disk when it returns
	"trusted_schema(0)",  //
	"cell_size_check(1)", // finds damaged pages when they are read
	"temp_store(MEMORY)", //
	"cache_size(-4000)",  // KiB; see doc.go
	"wal_autocheckpoint(1000)",
}

// writingConnection has room for the upper pages of some eighty indexes, which a load touches in any order, and copies the write-ahead
// log back less often: both matter to large writes alone, and neither to what a commit promises. After a crash the log is at most
// these pages long, which opening reads in some hundredths of a second.
var writingConnection = []string{"cache_size(-64000)", "wal_autocheckpoint(8000)"}

// pool opens connections to the file at path, at most so many at once. No connection is closed for being idle or old, so that an
// open store does not come to depend on the file's permissions again.
func pool(path string, connections int, also ...string) (*sql.DB, error) {
	query := url.Values{"_dqs": {"0"}, "_defensive": {"1"}, "_pragma": settings(also)}
	connector, err := sqlite.NewConnector(address(path) + "?" + query.Encode())
	if err != nil {
		return nil, err
	}
	db := sql.OpenDB(connector)
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	return db, nil
}

// settings are those of every connection, but where there is another of the same name, that one: the driver makes them in the order of
// their texts, so that of two of a name either may hold.
func settings(also []string) []string {
	name := func(setting string) string { return setting[:strings.IndexByte(setting, '(')] }
	kept := slices.DeleteFunc(slices.Clone(everyConnection), func(setting string) bool {
		return slices.ContainsFunc(also, func(other string) bool { return name(other) == name(setting) })
	})
	return append(kept, also...)
}

// address is the path as a URI, in which characters such as ? and # are escaped.
func address(path string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // a drive letter
	}
	return (&url.URL{Scheme: "file", OmitHost: true, Path: path}).String()
}
