package network

import (
	"testing"

	"partnergraph/schema"
)

// Every relation is found by its name, whichever others share its trace, and no other name finds one.
func TestLinksAreKnownByName(t *testing.T) {
	model, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	c := newContract(model)
	for name, want := range c.linkOf {
		c.near[trace(name)] = (want + 1) % uint8(len(c.links)) // as if another had its trace
		if number, known := c.link(name); !known || number != want {
			t.Errorf("%s is %d, %t", name, number, known)
		}
	}
	for _, name := range []string{"", "P", "PARTY_TOO", "part_of"} {
		if _, known := c.link(name); known {
			t.Errorf("%q is known", name)
		}
	}
}
