package synthetic

import (
	"errors"
	"fmt"
	"math/rand/v2"
)

// Options say which network is made up.
type Options struct {
	Organizations int // at least 20
	Seed          uint64
}

// least is the smallest network that has something of everything.
const least = 20

// Write makes up a network and writes its files into the directory, which must exist. Of the network it holds in memory only what
// later records refer to.
func Write(directory string, options Options) (err error) {
	if options.Organizations < least {
		return fmt.Errorf("synthetic: %d organizations are fewer than %d", options.Organizations, least)
	}
	n := &network{
		Options: options,
		random:  rand.New(rand.NewPCG(options.Seed, 2020)),
		lines:   lines{directory: directory},
	}
	defer func() { err = errors.Join(err, n.close()) }()
	n.writePlaces()
	n.writeFields()
	n.writeDocuments()
	n.writeOrganizations()
	n.writeAgreements()
	n.writePlatforms()
	return n.err
}

// network is what has been made up so far.
type network struct {
	Options
	lines
	random        *rand.Rand
	counties      []county
	fields        []field // the leaves of the tree, the most usual first
	organizations []organization
	documents     int
}

type record = map[string]any

// pick takes one of a list, each as likely.
func pick[T any](n *network, list []T) T { return list[n.random.IntN(len(list))] }

// chance is true that often in a hundred.
func (n *network) chance(percent int) bool { return n.random.IntN(100) < percent }

// date is a day from the first year to the last, or only its month or year: sources are not always exact.
func (n *network) date(from, to int) string {
	year, month, day := from+n.random.IntN(to-from+1), 1+n.random.IntN(12), 1+n.random.IntN(28)
	switch x := n.random.IntN(10); {
	case x == 0:
		return fmt.Sprintf("%04d", year)
	case x < 3:
		return fmt.Sprintf("%04d-%02d", year, month)
	default:
		return fmt.Sprintf("%04d-%02d-%02d", year, month, day)
	}
}
