package synthetic

import (
	"fmt"
	"math/rand/v2"
)

// field is a technology field that organizations work in.
type field struct{ id, name string }

// writeFields makes up a tree of three levels, in a scheme of its own.
func (n *network) writeFields() {
	add := func(id, name, parent string, level int) {
		n.write("TechnologyField", record{"id": id, "name": name, "code": "SYN-" + id[len("field-"):], "scheme": "SYN", "level": level})
		if parent != "" {
			n.relate("TechnologyField.parent", id, parent)
		}
	}
	for r, root := range fieldRoots {
		id := fmt.Sprintf("field-%d", r+1)
		add(id, root, "", 1)
		for g := range 7 {
			group := fmt.Sprintf("%s.%d", id, g+1)
			matter := fieldMatters[(r*7+g)%len(fieldMatters)]
			add(group, matter+"技术", id, 2)
			for l := range 8 {
				leaf := field{fmt.Sprintf("%s.%d", group, l+1), matter + fieldActs[(r+g*3+l)%len(fieldActs)]}
				add(leaf.id, leaf.name, group, 3)
				n.fields = append(n.fields, leaf)
			}
		}
	}
	n.random.Shuffle(len(n.fields), func(i, j int) { n.fields[i], n.fields[j] = n.fields[j], n.fields[i] })
}

// fieldsOf takes different fields, the usual ones more often.
func (n *network) fieldsOf(count int, usual *rand.Zipf) []field {
	var taken []field
	for seen := map[uint64]bool{}; len(taken) < count; {
		if at := usual.Uint64(); !seen[at] {
			seen[at], taken = true, append(taken, n.fields[at])
		}
	}
	return taken
}

var fieldRoots = []string{"电子信息", "生物与新医药", "航空航天", "新材料", "高技术服务", "新能源与节能", "资源与环境", "先进制造与自动化"}

var fieldMatters = []string{
	"集成电路", "工业软件", "物联网", "人工智能", "网络安全", "卫星导航", "新型显示", "中药", "化学药", "医疗器械", "农业生物", "轻工生物", "疫苗", "诊断试剂",
	"航空发动机", "无人机", "航天器", "机载设备", "浮空器", "低空经济", "卫星应用", "高分子材料", "金属材料", "无机非金属材料", "生物医用材料", "精细化工", "纤维",
	"塑料循环利用", "研发设计", "检验检测", "知识产权", "文化创意", "现代物流", "电子商务", "科技金融", "太阳能", "风能", "生物质能", "储能电池", "氢能", "余热利用",
	"建筑节能", "水污染控制", "大气污染控制", "固体废弃物", "土壤修复", "生态监测", "清洁生产", "矿产资源", "数控机床", "工业机器人", "智能传感器", "饱和蒸汽洗",
	"轨道交通", "新能源汽车", "海洋工程装备",
}

var fieldActs = []string{"设计", "制备", "检测", "装备", "集成", "回收", "改性", "控制", "仿真", "封装", "提纯"}
