package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"

	"partnergraph/graph/message"
	"partnergraph/graph/store"
	"partnergraph/graph/store/neo4j"
	"partnergraph/graph/store/sqlite"
	"partnergraph/schema"
)

// engine is a store that tells of its own commits.
type engine interface {
	store.Store
	OnCommit(observer func([]store.Change))
}

// openStore opens what a --store address names. What goes wrong comes back as a fault that says what to do.
func openStore(ctx context.Context, address string, model *schema.Model) (engine, error) {
	scheme, rest, _ := strings.Cut(address, ":")
	switch scheme {
	case "sqlite":
		return openSQLite(ctx, rest, model)
	case "bolt", "bolt+s", "neo4j", "neo4j+s":
		return openNeo4j(ctx, address, model)
	default:
		text := message.Text{
			ZH: "--store %q 应写作 sqlite:文件、bolt://主机、neo4j://主机 或 neo4j+s://主机",
			EN: "--store %q must be sqlite:FILE, bolt://HOST, neo4j://HOST or neo4j+s://HOST",
		}
		return nil, &fault{text.Fill(address), nil}
	}
}

func openSQLite(ctx context.Context, path string, model *schema.Model) (engine, error) {
	if path == "" {
		return nil, &fault{message.Text{ZH: "--store sqlite: 后面缺文件名", EN: "--store sqlite: lacks the file's name"}, nil}
	}
	s, err := sqlite.Open(ctx, path, model, sqlite.Options{})
	if err == nil {
		return s, nil
	}
	for _, known := range []struct {
		err  error
		text message.Text
	}{
		{sqlite.ErrLocked, message.Text{
			ZH: "%s 正被另一个进程使用；请先停止它，或用 --store 另选文件（%v）",
			EN: "%s is in use by another process; stop that one first, or choose another file with --store (%v)",
		}},
		{sqlite.ErrUnwritable, message.Text{
			ZH: "无法写入 %s；请检查目录是否存在、有无写权限，或用 --store 另选文件（%v）",
			EN: "cannot write %s; check that its directory exists and may be written, or choose another file with --store (%v)",
		}},
		{sqlite.ErrNewer, message.Text{
			ZH: "%s 由更新的版本写成；请升级程序（%v）", EN: "%s was written by a newer release; upgrade this program (%v)",
		}},
		{sqlite.ErrForeign, message.Text{
			ZH: "%s 不是本程序的数据文件；请用 --store 另选文件（%v）", EN: "%s is not a file of this program; choose another with --store (%v)",
		}},
		{store.ErrCorrupt, message.Text{
			ZH: "%s 已损坏；请从备份恢复（%v）", EN: "%s is corrupt; restore it from a backup (%v)",
		}},
	} {
		if errors.Is(err, known.err) {
			return nil, &fault{known.text.Fill(path, err), err}
		}
	}
	return nil, fmt.Errorf("open %s: %w", path, err)
}

func openNeo4j(ctx context.Context, address string, model *schema.Model) (engine, error) {
	parsed, err := url.Parse(address)
	if err != nil || parsed.Host == "" || parsed.User != nil {
		text := message.Text{
			ZH: "--store 应写作 bolt://主机[:端口]；用户名和密码用环境变量 PARTNERGRAPH_NEO4J_USER、PARTNERGRAPH_NEO4J_PASSWORD 给出",
			EN: "--store must be bolt://HOST[:PORT]; user and password go into PARTNERGRAPH_NEO4J_USER and PARTNERGRAPH_NEO4J_PASSWORD",
		}
		return nil, &fault{text, err}
	}
	s, err := neo4j.Open(ctx, neo4j.Options{
		URI: address, User: os.Getenv("PARTNERGRAPH_NEO4J_USER"), Password: os.Getenv("PARTNERGRAPH_NEO4J_PASSWORD"),
	}, model)
	switch {
	case err == nil:
		return s, nil
	case errors.Is(err, neo4j.ErrAuthentication):
		text := message.Text{
			ZH: "Neo4j（%s）拒绝登录；请检查环境变量 PARTNERGRAPH_NEO4J_USER 和 PARTNERGRAPH_NEO4J_PASSWORD",
			EN: "Neo4j at %s refuses the sign-in; check PARTNERGRAPH_NEO4J_USER and PARTNERGRAPH_NEO4J_PASSWORD",
		}
		return nil, &fault{text.Fill(parsed.Host), err}
	case errors.Is(err, store.ErrUnavailable):
		text := message.Text{
			ZH: "5 秒内未能连上 Neo4j（%s）；请启动它（如 make neo4j），或检查 --store 的主机和端口",
			EN: "Neo4j at %s did not answer within 5 seconds; start it (make neo4j does), or check the host and port of --store",
		}
		return nil, &fault{text.Fill(parsed.Host), err}
	default:
		return nil, fmt.Errorf("open %s: %w", parsed.Redacted(), err)
	}
}
