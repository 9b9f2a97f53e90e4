package scale

import (
	"fmt"
	"testing"

	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"

	"partnergraph/graph/store/sqlite"
)

// steps runs a statement on a connection of its own and returns how many steps SQLite's virtual machine took. database/sql does not
// hand the counter out, so this speaks to the library itself.
func steps(t *testing.T, path string, statement sqlite.Statement) int64 {
	t.Helper()
	tls := libc.NewTLS()
	defer tls.Close()
	text := func(s string) uintptr {
		p, err := libc.CString(s)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	slot := libc.Xcalloc(tls, 1, 8)
	defer libc.Xfree(tls, slot)
	pointer := func() uintptr { return libc.AtomicLoadPUintptr(slot) }
	name := text(path)
	defer libc.Xfree(tls, name)
	if rc := lib.Xsqlite3_open_v2(tls, name, slot, lib.SQLITE_OPEN_READWRITE, 0); rc != lib.SQLITE_OK {
		t.Fatalf("open: %d", rc)
	}
	db := pointer()
	defer lib.Xsqlite3_close_v2(tls, db)
	sql := text(statement.SQL)
	defer libc.Xfree(tls, sql)
	if rc := lib.Xsqlite3_prepare_v2(tls, db, sql, -1, slot, 0); rc != lib.SQLITE_OK {
		t.Fatalf("prepare: %d: %s", rc, statement.SQL)
	}
	prepared := pointer()
	defer lib.Xsqlite3_finalize(tls, prepared)
	for i, arg := range statement.Args {
		switch arg := arg.(type) {
		case int64:
			lib.Xsqlite3_bind_int64(tls, prepared, int32(i+1), arg)
		case string:
			p := text(arg)
			lib.Xsqlite3_bind_text(tls, prepared, int32(i+1), p, int32(len(arg)), lib.SQLITE_TRANSIENT)
			libc.Xfree(tls, p)
		default:
			panic(fmt.Sprintf("scale: no argument of type %T is asked with here", arg))
		}
	}
	if rc := lib.Xsqlite3_step(tls, prepared); rc != lib.SQLITE_ROW {
		t.Fatalf("step: %d: %s", rc, statement.SQL)
	}
	return int64(lib.Xsqlite3_stmt_status(tls, prepared, lib.SQLITE_STMTSTATUS_VM_STEP, 0))
}
