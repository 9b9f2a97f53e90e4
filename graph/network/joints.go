package network

// joints say of each node whether it may be part of another and whether it may have parts, a bit each, side by side. Most organizations are
// neither, and to see that from their relations is to wait for memory twice. Who was once joined counts as joined for good: that costs a
// look, and nothing else rests on it.
type joints [2][]uint64 // by whether the node is where such relations end

// note notes that a node has an edge of a direction.
func (s *state) note(node uint32, d direction) {
	if d.number() != s.partOf {
		return
	}
	bits := &s.joints[d&1]
	if more := int(node/64) + 1 - len(*bits); more > 0 {
		*bits = append(*bits, make([]uint64, more)...)
	}
	(*bits)[node/64] |= 1 << (node % 64)
}

// toward returns the edges of a node in a direction, sorted by the far node's id.
func (s *state) toward(node uint32, d direction) []edge {
	if d.number() == s.partOf {
		if bits := s.joints[d&1]; int(node/64) >= len(bits) || bits[node/64]>>(node%64)&1 == 0 {
			return nil
		}
	}
	return along(s.edges(node), d)
}
