package main

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"partnergraph/graph"
	"partnergraph/graph/message"
	"partnergraph/graph/network"
	"partnergraph/graph/store"
)

// warming loads the network behind a server that answers already. What needs the network waits for it; what is stored does not.
type warming struct {
	mode    string // on: at once; lazy: when it is first needed; off: never
	network *network.Network
	store   store.Store
	logger  *slog.Logger

	pause time.Duration // between two attempts to load

	once   sync.Once
	warm   atomic.Bool
	loaded chan struct{} // closed once the network is there
	stop   context.CancelFunc
	ending context.Context
	ended  sync.WaitGroup
}

func newWarming(mode string, projection *network.Network, from store.Store, logger *slog.Logger) *warming {
	w := &warming{mode: mode, network: projection, store: from, logger: logger, pause: 2 * time.Second, loaded: make(chan struct{})}
	w.ending, w.stop = context.WithCancel(context.Background())
	if mode == "on" {
		w.begin()
	}
	return w
}

// begin starts loading, the first time that it is called.
func (w *warming) begin() {
	w.once.Do(func() {
		w.ended.Add(1)
		go w.load()
	})
}

func (w *warming) load() {
	defer w.ended.Done()
	start := time.Now()
	for {
		err := w.network.Load(w.ending, w.store)
		if err == nil {
			break
		}
		if w.ending.Err() != nil {
			return
		}
		w.logger.Warn("the network could not be loaded; trying again", "error", err)
		select {
		case <-w.ending.Done():
			return
		case <-time.After(w.pause):
		}
	}
	w.warm.Store(true)
	if err := w.network.Sync(w.ending, w.store); err != nil { // what was committed while the load ended
		w.logger.Debug("network lags behind the log", "error", err)
	}
	close(w.loaded)
	w.logger.Info("network loaded", "took", time.Since(start).Round(time.Millisecond), "change", w.network.Sequence())
}

// follow carries out this server's own commits. Before the network is there nothing is kept of them: the load will see them. A gap means
// that another server wrote in between, or that the load was just ending; the next reader that notices catches up.
func (w *warming) follow(changes []store.Change) {
	if !w.warm.Load() {
		return
	}
	if err := w.network.Apply(changes); err != nil {
		w.logger.Debug("network lags behind the log", "error", err)
	}
}

// spare is how much of a request's time is left to say that the network is not there yet.
const spare = 500 * time.Millisecond

// await returns once the network is there. Errors: a *graph.Refusal that says what to do, shortly before the request's deadline or at
// once when this server does without a network; context.Canceled.
func (w *warming) await(ctx context.Context) error {
	if w.warm.Load() {
		return nil
	}
	if w.mode == "off" {
		return &graph.Refusal{Code: "UNAVAILABLE", Text: message.Text{
			ZH: "本服务器以 --network=off 运行，不提供需要内存网络的功能（匹配、检索、路径、按名称查找和写入）；请改用 on 或 lazy 启动",
			EN: "this server runs with --network=off and has nothing that needs the network in memory (matching, search, paths, names, writing); start it with on or lazy",
		}}
	}
	w.begin()
	limited, cancel := ctx, context.CancelFunc(func() {})
	if deadline, bounded := ctx.Deadline(); bounded {
		limited, cancel = context.WithDeadline(ctx, deadline.Add(-spare))
	}
	defer cancel()
	select {
	case <-w.loaded:
		return nil
	case <-limited.Done():
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return &graph.Refusal{Code: "UNAVAILABLE", Text: message.Text{
		ZH: "服务器刚刚启动，网络仍在载入；请几秒后重试，按 id 和列表的查询现在即可使用",
		EN: "the server has just started and is still loading the network; ask again in a few seconds, lists and lookups by id answer already",
	}}
}

// close ends a load that is under way and waits for its end.
func (w *warming) close() {
	w.stop()
	w.ended.Wait()
}
