package match

import "partnergraph/graph/message"

// prior judges when next to nothing is known of what is asked for: those whose trade is technology before others, those with
// something to show for it before those without.
//
//	value = ½ for universities, institutes, their units and incubators, ¼ for others, + ½ · n/(2+n) for n capabilities, agreements
//	and platforms
type prior struct{ *inquiry }

func (p *prior) value(s *contender) float64 {
	if !p.thin {
		return 0
	}
	trade := 0.25
	if s.trade() {
		trade = 0.5
	}
	shown := float64(len(p.shown(s.node)))
	return trade + 0.5*shown/(2+shown)
}

// leads meets those whose trade is technology before others.
func (p *prior) leads(visit func(Ref) bool) {
	if !p.thin {
		return
	}
	for _, kind := range suppliers {
		for _, organization := range p.Some(kind, maxLooks) {
			if p.mayBe(kind) && !visit(organization) {
				return
			}
		}
	}
}

// shown returns what an organization has to show: its capabilities, agreements and platforms.
func (p *prior) shown(organization Ref) []Ref {
	return p.ventures(p.related(organization, offers, false), organization)
}

func (p *prior) explain(candidate Ref) (message.Text, []Ref) {
	shown := p.shown(candidate)
	if len(shown) == 0 {
		return message.Text{
			ZH: "资料不足，只按对方机构的类别推荐",
			EN: "Too little is known: it rests on what kind of organization this is",
		}, nil
	}
	return message.Text{
		ZH: "资料不足，只按对方机构的类别及其已登记的 %d 项能力、协议与平台推荐",
		EN: "Too little is known: it rests on what kind of organization this is and on its capabilities, agreements and platforms, %d in all",
	}.Fill(len(shown)), shown
}
