package store

import (
	"fmt"
	"strings"
)

// SetItself is the Refusal.Operation of a refusal that concerns no single operation.
const SetItself = -1

// Refusal says why a change set was left out and where in it the reason lies, so that a caller can point at its own input. It
// unwraps to the sentinel.
type Refusal struct {
	Kind      error  // ErrInvalid, ErrNotFound or ErrConflict
	Operation int    // index in ChangeSet.Operations, or SetItself
	Verb      Verb   // of the operation; "" for the set itself
	Type      string // the operation's node or relation type
	Field     string // an SDL field name, "id", "from" or "to"; for the set itself "key", "expect", "actor", "mutation", "digest", "result"
	ID        string // the node that is missing, taken or changed, where there is one
	Reason    string // for people who read logs; never holds a value from the input
}

// Error names the operation, the type, the field, the node and the reason.
func (r *Refusal) Error() string {
	var b strings.Builder
	if r.Operation != SetItself {
		fmt.Fprintf(&b, "operation %d: %s %s: ", r.Operation, r.Verb, clipped(r.Type))
	}
	if r.Field != "" {
		fmt.Fprintf(&b, "%s: ", clipped(r.Field))
	}
	if r.ID != "" {
		fmt.Fprintf(&b, "%q: ", clipped(r.ID))
	}
	fmt.Fprintf(&b, "%s: %v", r.Reason, r.Kind)
	return b.String()
}

// Unwrap returns the sentinel.
func (r *Refusal) Unwrap() error { return r.Kind }

func invalid(field, reason string) *Refusal {
	return &Refusal{Kind: ErrInvalid, Operation: SetItself, Field: field, Reason: reason}
}

// in places a refusal at an operation.
func (r *Refusal) in(index int, op Operation) *Refusal {
	r.Operation, r.Verb, r.Type = index, op.Verb, op.Type
	return r
}

// clipped keeps a name from the input short and on one line.
func clipped(name string) string {
	const most = 64
	quoted := fmt.Sprintf("%.64q", name)
	if len(name) <= most && quoted == `"`+name+`"` {
		return name
	}
	return quoted
}
