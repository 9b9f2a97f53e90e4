package synthetic

import "fmt"

// writeDocuments makes up the documents that records cite: one for a hundred organizations.
func (n *network) writeDocuments() {
	n.documents = 1 + n.Organizations/100
	for i := range n.documents {
		n.write("Document", record{
			"id": fmt.Sprintf("doc-%05d", i), "title": fmt.Sprintf("%d年科技工作总结（%d）", 2005+i%20, i+1), "issuer": "科技局", "issuedOn": fmt.Sprint(2005 + i%20),
		})
	}
}

// citation cites any document.
func (n *network) citation() record {
	return record{
		"document": fmt.Sprintf("doc-%05d", n.random.IntN(n.documents)), "kind": "STATED",
		"locator": fmt.Sprintf("%d.%d", 1+n.random.IntN(5), 1+n.random.IntN(9)),
	}
}

// writePlatforms makes up platforms of two or three organizations: one for fifty organizations.
func (n *network) writePlatforms() {
	for i := range 1 + n.Organizations/50 {
		id := fmt.Sprintf("plat-%05d", i)
		founder := pick(n, n.organizations)
		f := pick(n, founder.fields)
		n.write("Platform", record{
			"id": id, "name": f.name + pick(n, []string{"工程技术中心", "创新团队", "重点实验室", "成果转移转化中心"}), "state": "OPEN",
			"kind":          pick(n, []string{"RESEARCH_CENTRE", "ENGINEERING_CENTRE", "INNOVATION_TEAM", "LABORATORY", "TRANSFER_CENTRE"}),
			"level":         pick(n, []string{"PROVINCE", "CITY", "COUNTY"}),
			"establishedOn": n.date(2000, 2024),
		})
		n.write("Platform.organizations", record{"from": id, "to": founder.id, "role": "FOUNDER"})
		n.write("Platform.fields", record{"from": id, "to": f.id, "basis": "STATED"})
		if member := pick(n, n.organizations); member.id != founder.id {
			n.write("Platform.organizations", record{"from": id, "to": member.id, "role": "MEMBER"})
		}
	}
}
