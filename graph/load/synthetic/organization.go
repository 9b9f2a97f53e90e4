package synthetic

import (
	"fmt"
	"math/rand/v2"
	"slices"
)

// organization is what later records need to know of one.
type organization struct {
	id, name string
	kind     *kind
	fields   []field
}

// kind is a type of organization: how many in a thousand are of it, and what they are called.
type kind struct {
	typeName, prefix string
	share            int
	endings          []string
	needs, offers    int // percent that state a need, that offer something
}

var kinds = []*kind{
	{"Enterprise", "ent", 760, []string{"科技有限公司", "环保科技有限公司", "新材料有限公司", "精密制造有限公司", "生物科技股份有限公司", "农业开发有限公司"}, 60, 30},
	{"University", "uni", 30, []string{"理工大学", "文理学院", "农业大学", "师范大学", "职业技术学院"}, 5, 95},
	{"ResearchInstitute", "ins", 60, []string{"研究所", "研究院", "技术研究中心"}, 10, 90},
	{"Incubator", "inc", 30, []string{"孵化器管理有限公司", "创业服务中心", "众创空间"}, 20, 50},
	{"GovernmentAgency", "gov", 20, []string{"科技局", "工业和信息化局", "农业农村局"}, 0, 0},
	{"Cooperative", "coo", 40, []string{"种植专业合作社", "养殖专业合作社", "农机专业合作社"}, 50, 5},
	{"AcademicUnit", "unit", 40, []string{"化工学院", "机械学院", "重点实验室", "信息学院"}, 0, 80},
	{"OtherOrganization", "org", 20, []string{"行业协会", "产业联盟", "科技服务团"}, 10, 20},
}

// writeOrganizations makes up organizations with all that belongs to one alone.
func (n *network) writeOrganizations() {
	places := rand.NewZipf(n.random, 1.2, 8, uint64(len(n.counties)-1))
	usual := rand.NewZipf(n.random, 1.1, 6, uint64(len(n.fields)-1))
	n.organizations = make([]organization, 0, n.Organizations)
	for i := range n.Organizations {
		n.writeOrganization(i, n.kindOf(i), n.counties[places.Uint64()], usual)
	}
}

// kindOf gives the first organizations a kind each, so that the smallest network has all, and the others one by its share.
func (n *network) kindOf(i int) *kind {
	if i < len(kinds) {
		return kinds[i]
	}
	x := n.random.IntN(1000)
	at := slices.IndexFunc(kinds, func(k *kind) bool {
		x -= k.share
		return x < 0
	})
	return kinds[at]
}

func (n *network) writeOrganization(i int, k *kind, county county, usual *rand.Zipf) {
	mark := pick(n, nameSyllables) + pick(n, nameSyllables)
	o := organization{
		id: fmt.Sprintf("%s-%07d", k.prefix, i), name: county.name + mark + pick(n, k.endings), kind: k,
		fields: n.fieldsOf(1+n.random.IntN(4), usual),
	}
	line := record{"id": o.id, "name": o.name, "registeredOn": n.date(1950, 2024)}
	if n.chance(30) {
		line["aliases"] = []string{mark + o.name[len(o.name)-6:]} // its last two characters
	}
	if n.chance(70) {
		line["summary"] = "从事" + o.fields[0].name + "的研究、生产与服务，位于" + county.name + "。"
	}
	if n.chance(20) {
		line["citations"] = []record{n.citation()}
	}
	n.write(k.typeName, line)
	n.relate("Organization.place", o.id, county.id)
	for _, f := range o.fields {
		n.write("Organization.fields", record{"from": o.id, "to": f.id, "basis": "STATED"})
	}
	if k.typeName == "AcademicUnit" {
		n.relate("AcademicUnit.partOf", o.id, n.whole())
	}
	if n.chance(k.needs) {
		n.writeNeed(i, o)
	}
	if n.chance(k.offers) {
		n.writeCapability(i, o)
	}
	n.organizations = append(n.organizations, o)
}

// whole is a university that a unit may belong to; the second organization is one.
func (n *network) whole() string {
	for range 50 {
		if o := pick(n, n.organizations); o.kind.typeName == "University" {
			return o.id
		}
	}
	return n.organizations[1].id
}

func (n *network) writeNeed(i int, o organization) {
	f := pick(n, o.fields)
	id := fmt.Sprintf("need-%07d", i)
	n.write("Need", record{
		"id": id, "title": f.name + pick(n, []string{"合作研发", "技术攻关", "设备改造", "人才引进"}),
		"description": "寻求" + f.name + "方面的合作伙伴，" + pick(n, aims) + "。", "state": pick(n, []string{"OPEN", "OPEN", "MATCHED", "SOLVED", "DROPPED"}),
		"statedOn": n.date(2015, 2025),
	})
	n.relate("Need.organization", id, o.id)
	n.write("Need.fields", record{"from": id, "to": f.id, "basis": "STATED"})
}

func (n *network) writeCapability(i int, o organization) {
	f := pick(n, o.fields)
	id := fmt.Sprintf("cap-%07d", i)
	n.write("Capability", record{
		"id": id, "title": f.name + pick(n, []string{"技术研发", "中试与检测", "成套技术转让", "工程服务"}),
		"description": "具备" + f.name + "的" + pick(n, []string{"研发团队", "中试生产线", "检测平台", "专利组合"}) + "，可" + pick(n, aims) + "。",
	})
	n.relate("Capability.organization", id, o.id)
	n.write("Capability.fields", record{"from": id, "to": f.id, "basis": "STATED"})
}

var aims = []string{
	"降低生产成本", "提高产品合格率", "实现废水零排放", "建设自动化生产线", "开发新产品", "通过行业认证", "培养技术人员", "减少能源消耗", "延长设备寿命", "替代进口部件",
}

var nameSyllables = []string{
	"华", "鑫", "中", "大", "天", "金", "海", "远", "康", "瑞", "丰", "光", "联", "盛", "泰", "博", "伟", "隆", "明", "凯", "深", "恒", "创", "智", "科",
	"润", "福", "宏", "益", "佳", "亿", "众", "达", "通", "源", "正", "启", "航", "卓", "诚",
}
