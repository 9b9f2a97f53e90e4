package synthetic

import (
	"fmt"
	"math/rand/v2"
)

// agreementsEach is how many agreements there are for one organization.
const agreementsEach = 2

// writeAgreements makes up agreements of two to four parties. Half of the parties are whoever, the others come by a Zipf law, so that
// the most sought one of 100,000 organizations is a party to tens of thousands of agreements, and half of all to three or fewer.
func (n *network) writeAgreements() {
	sought := n.random.Perm(len(n.organizations))
	some := rand.NewZipf(n.random, 1.25, 2, uint64(len(sought)-1))
	for i := range agreementsEach * len(n.organizations) {
		id := fmt.Sprintf("agr-%07d", i)
		parties := n.parties(sought, some)
		n.writeAgreement(i, id, parties)
		for at, party := range parties {
			role := "DEMAND"
			if at > 0 {
				role = pick(n, []string{"SUPPLY", "SUPPLY", "PARTNER", "FUNDER", "HOST"})
			}
			n.write("Agreement.parties", record{"from": id, "to": party.id, "role": role})
		}
	}
}

func (n *network) parties(sought []int, some *rand.Zipf) []organization {
	count := 2
	switch x := n.random.IntN(10); {
	case x == 9:
		count = 4
	case x >= 6:
		count = 3
	}
	var parties []organization
	for seen := map[int]bool{}; len(parties) < count; {
		at := n.random.IntN(len(sought))
		if n.chance(52) {
			at = sought[some.Uint64()]
		}
		if !seen[at] {
			seen[at], parties = true, append(parties, n.organizations[at])
		}
	}
	return parties
}

func (n *network) writeAgreement(i int, id string, parties []organization) {
	f := pick(n, parties[0].fields)
	status := pick(n, []string{"INTENT", "SIGNED", "ACTIVE", "ACTIVE", "COMPLETED", "COMPLETED", "TERMINATED"})
	line := record{
		"id": id, "title": f.name + pick(n, []string{"联合研究", "技术转让", "共建平台", "人才培养", "产学研合作"}) + fmt.Sprintf("协议（%d）", i+1),
		"kind": pick(n, []string{
			"INDUSTRY_ACADEMIA", "OPERATING_SERVICE", "JOINT_PLATFORM", "JOINT_RESEARCH", "TECHNOLOGY_TRANSFER", "LICENSING", "INCUBATION",
			"TALENT_TRAINING", "CONSULTING",
		}),
		"status": status,
	}
	if status != "INTENT" {
		line["signedOn"] = n.date(2005, 2025)
	}
	if n.chance(60) {
		line["amount"] = fmt.Sprintf("%d.%02d", 1000*(1+n.random.IntN(20_000)), n.random.IntN(100))
	}
	if n.chance(30) {
		line["summary"] = parties[0].name + "与" + parties[1].name + "围绕" + f.name + "开展合作，" + pick(n, aims) + "。"
	}
	if n.chance(10) {
		line["citations"] = []record{n.citation()}
	}
	n.write("Agreement", line)
	n.write("Agreement.fields", record{"from": id, "to": f.id, "basis": "INFERRED", "reason": "随参与方的领域推断。"})
}
