package graph

// addNeed fills in the mutation of that name.
func (r *Resolver) addNeed(c *change) { c.record("Need", map[string]any{"state": "OPEN"}) }

// addCapability fills in the mutation of that name.
func (r *Resolver) addCapability(c *change) { c.record("Capability", nil) }
