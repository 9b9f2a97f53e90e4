package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/mattn/go-isatty"
	"github.com/schollz/progressbar/v3"
)

// progress shows how far a load has come: a bar on a terminal, elsewhere a line every five seconds.
type progress struct {
	to   io.Writer
	bar  *progressbar.ProgressBar // nil elsewhere than on a terminal
	last time.Time
}

// betweenLines is how often somebody who reads a log is told.
const betweenLines = 5 * time.Second

func showProgress(file *os.File) *progress {
	p := &progress{to: file, last: time.Now()}
	if isatty.IsTerminal(file.Fd()) {
		p.bar = progressbar.NewOptions64(1, progressbar.OptionSetWriter(file), progressbar.OptionShowBytes(true),
			progressbar.OptionSetPredictTime(true), progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish())
	}
	return p
}

// at is told the bytes passed, of how many, and the lines that are in the store.
func (p *progress) at(done, total, lines int64) {
	if p.bar != nil {
		p.bar.ChangeMax64(max(total, 1))
		p.bar.Describe(fmt.Sprintf("%d lines", lines))
		_ = p.bar.Set64(min(done, total)) // a terminal that is gone misses nothing
		return
	}
	if now := time.Now(); now.Sub(p.last) >= betweenLines {
		p.last = now
		fmt.Fprintf(p.to, "%d lines, %d %%\n", lines, 100*done/max(total, 1))
	}
}

// end leaves the terminal as it was.
func (p *progress) end() {
	if p.bar != nil {
		_ = p.bar.Clear()
	}
}
