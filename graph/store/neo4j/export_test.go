package neo4j

import "time"

// PresentStatement lets tests ask what looking for relations costs.
var PresentStatement = presentStatement

// NodesByID lets tests ask what a snapshot costs.
const NodesByID = nodesByID

// Steady says how long after an answer the connection is taken to be alive. It is called before the first write.
func (s *Store) Steady(d time.Duration) { s.steady = d }
