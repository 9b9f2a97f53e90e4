// Package model holds the Go types that gqlgen's executor passes on. There is one: everything beneath a root field is written by the
// plan, so the executor only hands its bytes to the response.
package model

import (
	"errors"
	"io"
)

// Planned is the JSON of a whole root field.
type Planned []byte

// MarshalGQL writes the bytes as they are.
func (p Planned) MarshalGQL(w io.Writer) {
	// The response is a buffer in memory, whose writes do not fail.
	_, _ = w.Write(p)
}

// UnmarshalGQL refuses: no argument is of this scalar.
func (p *Planned) UnmarshalGQL(any) error { return errors.New("planned is never an argument") }
