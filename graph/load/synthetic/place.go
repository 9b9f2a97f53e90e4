package synthetic

import "fmt"

// county is where organizations are.
type county struct{ id, name string }

// writePlaces makes up provinces with their cities and counties. Few counties have most of the organizations: see place.
func (n *network) writePlaces() {
	provinces := min(len(provinceNames), max(3, n.Organizations/1500))
	for p, province := range provinceNames[:provinces] {
		id := fmt.Sprintf("place-%02d", p)
		n.write("Place", record{"id": id, "name": province, "level": "PROVINCE"})
		for c := range 4 {
			city := fmt.Sprintf("%s-%d", id, c)
			name := pick(n, placeSyllables) + pick(n, placeSyllables)
			n.write("Place", record{"id": city, "name": name + "市", "level": "CITY"})
			n.relate("Place.partOf", city, id)
			for d := range 5 {
				county := county{fmt.Sprintf("%s-%d", city, d), pick(n, placeSyllables) + pick(n, placeSyllables) + "县"}
				n.write("Place", record{"id": county.id, "name": county.name, "level": "COUNTY"})
				n.relate("Place.partOf", county.id, city)
				n.counties = append(n.counties, county)
			}
		}
	}
}

var provinceNames = []string{
	"湖南省", "湖北省", "广东省", "江苏省", "浙江省", "山东省", "四川省", "河南省", "福建省", "安徽省", "河北省", "陕西省", "江西省", "辽宁省", "云南省",
	"贵州省", "山西省", "吉林省", "黑龙江省", "甘肃省", "海南省", "青海省",
}

var placeSyllables = []string{
	"安", "常", "德", "新", "临", "石", "清", "江", "南", "北", "东", "西", "溪", "林", "桃", "源", "汉", "寿", "永", "宁", "长", "平", "阳", "山", "河",
	"泉", "龙", "凤", "云", "白", "金", "武", "文", "昌", "兴", "和", "太", "高", "春", "海",
}
