package neo4j

import "time"

// PresentStatement lets tests ask what looking for relations costs.
var PresentStatement = presentStatement

// Steady says how long after an answer the connection is taken to be alive. It is called before the first write.
func (s *Store) Steady(d time.Duration) { s.steady = d }
