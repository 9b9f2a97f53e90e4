package match

import (
	"strings"

	"partnergraph/graph/message"
)

// Silence is a factor that has nothing to say for a match.
type Silence struct {
	Factor Factor
	Text   message.Text
}

// silences say what each factor looked for.
var silences = [factors]message.Text{
	Fields:         {ZH: "没有相同或相近的技术领域", EN: "there is no technology field that both work in, nor a near one"},
	Text:           {ZH: "所求的用词及其术语没有出现在它的资料中", EN: "neither the words of what is asked for nor other words for them stand in its records"},
	CommonPartners: {ZH: "双方没有共同伙伴", EN: "the two have no partner in common"},
	TrackRecord:    {ZH: "双方没有合作记录", EN: "the two have not worked together so far"},
	Place:          {ZH: "双方不在同一省", EN: "the two are not in one province"},
	Baseline:       {ZH: "资料足够，无需按机构类别推荐", EN: "enough is known, so that what kind of organization it is does not count"},
	Experience:     {ZH: "它没有签过协议，或经验在此不计", EN: "it is party to no agreement, or experience does not count here"},
	Similar:        {ZH: "它没有参与过内容相近的协议", EN: "it is party to no agreement about the like"},
	Profile:        {ZH: "它的历来协议整体上与所求不相近", EN: "its agreements together are not near what is asked for"},
	Part:           {ZH: "它在协议中没有承担过实际工作的记录", EN: "no agreement says what part of the work it did"},
	Mentioned:      {ZH: "所求的文字没有提到它或其所在地", EN: "what is asked for names neither it nor its place"},
	Meaning:        {ZH: "它登记的内容与所求意思不相近", EN: "what it states is not near what is asked for in meaning"},
	Ratings:        {ZH: "工作人员还没有评价过这一匹配，或评价不改变得分", EN: "staff have not rated such a match yet, or their ratings change nothing"},
}

// Own reports whether an organization, which must exist, is the asker's own house and so no partner.
func (a Answer) Own(organization string) bool {
	node, _ := a.inquiry.Lookup(organization)
	return a.inquiry.excuses(node)
}

// Judge judges one organization, which must exist, as if it were a candidate, and gives its place among the answer's matches from 1; 0
// when it is none of them.
func (a Answer) Judge(organization string) (m Match, rank int) {
	node, _ := a.inquiry.Lookup(organization)
	for place := range a.Len() {
		if v := a.ranking.at(place); v.node == node {
			return a.match(v), place + 1
		}
	}
	alone := a.contenders([]Ref{node})
	a.fetch(alone)
	v := a.judge(&alone[0])
	return a.match(&v), 0
}

// Silent returns the factors that have a weight and nothing to say for a match.
func (a Answer) Silent(m Match) []Silence {
	var list []Silence
	for f, contribution := range m.Contributions {
		if contribution == 0 && a.inquiry.weights[f] > 0 {
			list = append(list, Silence{Factor(f), a.silence(Factor(f), m.node)})
		}
	}
	return list
}

// silence says what a factor looked for, or that there was nothing that it could have looked for.
func (a Answer) silence(f Factor, candidate Ref) message.Text {
	q := a.inquiry
	switch {
	case (f == CommonPartners || f == TrackRecord || f == Place) && !q.asked:
		return message.Text{ZH: "没有说明由谁提出，此项无从比较", EN: "it is not said who asks, so that there is nothing to compare"}
	case f == Fields && len(q.fields) == 0:
		return q.onOffer(message.Text{ZH: "所求没有指明技术领域", EN: "what is asked for names no technology field"})
	case f == Meaning && len(q.related(candidate, offers, false)) == 0 && !(q.offered && q.seeks(candidate)):
		return message.Text{ZH: "它没有登记技术能力", EN: "no capability of it is on record"}
	case f == Place:
		return a.apart(candidate)
	default:
		return q.onOffer(silences[f])
	}
}

// onOffer turns what is said of what is asked for into what is said of what is offered, where something is.
func (q *inquiry) onOffer(text message.Text) message.Text {
	if !q.offered {
		return text
	}
	return message.Text{ZH: strings.ReplaceAll(text.ZH, "所求", "所供"), EN: strings.ReplaceAll(text.EN, "what is asked for", "what is offered")}
}

// apart says why two organizations are not near.
func (a Answer) apart(candidate Ref) message.Text {
	q := a.inquiry
	if _, known := q.place(q.asker); !known {
		return message.Text{ZH: "提出方的所在地未登记", EN: "the asker's place is not on record"}
	}
	if _, known := q.place(candidate); !known {
		return message.Text{ZH: "它的所在地未登记", EN: "its place is not on record"}
	}
	if a.factors[Place].(*proximity).more > 0 {
		return message.Text{ZH: "双方不在同一国家", EN: "the two are not in one country"}
	}
	return silences[Place]
}
