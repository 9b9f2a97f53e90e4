package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"time"

	"github.com/alecthomas/kong"
)

type command struct {
	Data  string `arg:"" type:"existingdir" help:"Directory with agreements.csv, parties.csv and organizations.csv."`
	Cut   string `default:"2024-09-01" help:"What starts before this day is known; questions are asked about what starts later."`
	Until string `help:"Ask about nothing that starts on or after this day, such as a later cut."`
	Quick bool   `help:"Only the full text, and no baselines."`

	Ablate   bool `help:"Also ask without each factor in turn."`
	Failures int  `placeholder:"N" help:"Also tell of N agreements of which no true partner stands among the first ten, and why."`
}

func main() {
	var c command
	kong.Parse(&c, kong.Description("Measure partner matching on real collaborations."))
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := c.run(ctx)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "eval:", err)
		os.Exit(1)
	}
}

func (c command) run(ctx context.Context) (err error) {
	d, err := read(c.Data)
	if err != nil {
		return err
	}
	s := d.at(c.Cut, c.Until)
	if len(s.questions) == 0 {
		return fmt.Errorf("nothing to ask about from %s on", c.Cut)
	}
	directory, err := os.MkdirTemp("", "partnergraph-eval-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(directory) }()
	if err := convert(s, directory); err != nil {
		return err
	}
	start := time.Now()
	p, err := open(ctx, directory)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.close()) }()
	fmt.Printf("%d agreements known before %s, %d candidates, %d questions about %d agreements; imported in %s\n\n",
		len(s.known), c.Cut, len(s.candidates), len(s.questions), abouts(s.questions), time.Since(start).Round(time.Second))
	return c.report(ctx, s, p)
}

func abouts(questions []question) int {
	all := map[*agreement]bool{}
	for _, q := range questions {
		all[q.about] = true
	}
	return len(all)
}
