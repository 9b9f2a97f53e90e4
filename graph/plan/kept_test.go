package plan

// Kept counts what is kept: root fields, plans, what they weigh, and what the bound was compared with.
func (p *Plans) Kept() (roots, plans int, weight, counted int64) {
	for _, v := range p.kept.Values() {
		plans += len(v.list)
		weight += v.weight()
	}
	return p.kept.Len(), plans, weight, p.weight.Load()
}
