package match

import (
	"strings"
	"sync"
	"unicode/utf8"

	"partnergraph/graph/network/terms"
)

// word is a term that is looked for.
type word struct {
	term   string
	weight float64 // of the strongest phrase that it stands in

	holders int // how many records hold it, or more
}

// wordsOf cuts phrases into the terms that tell what they are about: each once, in the order in which they first stand there.
func wordsOf(phrases []phrase) []word {
	var words []word
	at := map[string]int{}
	for _, p := range phrases {
		for _, term := range terms.Of(p.subject) {
			if !telling(term) {
				continue
			}
			i, known := at[term]
			if !known {
				i = len(words)
				at[term] = i
				words = append(words, word{term: term})
			}
			words[i].weight = max(words[i].weight, p.weight)
		}
	}
	return words
}

// telling reports whether a term may tell what a text is about. A single character doesn't.
func telling(term string) bool {
	_, size := utf8.DecodeRuneInString(term)
	return size < len(term) && !strings.Contains(idleEnglish, " "+term+" ")
}

// subject is a text, folded, without the Chinese words that stand in nearly every need and capability whatever they are about. Pairs
// that would join such a word to its neighbour are gone with it.
func subject(text string) string {
	return idle().Replace(terms.Fold(text).Text)
}

// idle is built when first asked for and never changes.
var idle = sync.OnceValue(func() *strings.Replacer {
	var pairs []string
	for _, word := range strings.Fields(idleChinese) { // the first that fits is replaced, so longer words stand before their parts
		pairs = append(pairs, word, " ")
	}
	return strings.NewReplacer(pairs...)
})

// The words that a statement of need or capability is made of. In a large graph their frequency would tell; in the graph of one
// county each of them is rare.
const (
	idleChinese = "股份有限公司 有限责任公司 有限公司 产学研 重点企业 合作方 研究所 研究院 院所 公司 集团 企业 高校 大学 学院 技术 研发 研究 开发 " +
		"合作 寻求 需求 项目 对接 应用 创新 团队 能力 服务 方面 方向 领域 可供 共建 共同 面向 依托 具体 内容 未写明 参与 达成 联合 单位 " +
		"市级 省级 县级 县里 重点 参加 科技 成果 实施 申报 是否 核实 同一 名称 机构 其他 以及 进行 相关 提供 支持 解决 问题 " +
		"的 与 和 及 等 了 并 或 其 该 是 将 为 在 由 类"
	idleEnglish = " an and are as at be by can co for from has have in into is it its ltd of on or our that the their this to was we were " +
		"which will with technology technologies research development cooperation project enterprise university company innovation " +
		"service services application applications need needs partner partners "
)

// passage is a part of what is asked for that may stand in a text: a word that may tell what it is about, or a run of Chinese characters.
type passage struct {
	text   string
	hashes []uint32 // of the word, or of each two neighbouring characters of the run
	starts []int    // of the characters of a run, and its end; of a word none
}

// passagesOf cuts phrases into their passages, in their order.
func passagesOf(phrases []phrase) []passage {
	var list []passage
	for _, phrase := range phrases {
		for piece := range terms.Pieces(phrase.subject) {
			p := passage{text: piece.Text}
			switch {
			case piece.Kind == terms.Han:
				for at := range piece.Text {
					p.starts = append(p.starts, at)
				}
				p.starts = append(p.starts, len(piece.Text))
				for pair := range terms.Pairs(piece.Text) {
					p.hashes = append(p.hashes, hashOf(pair))
				}
			case piece.Kind == terms.Word && telling(piece.Text):
				p.hashes = append(p.hashes, hashOf(piece.Text))
			}
			if len(p.hashes) > 0 {
				list = append(list, p)
			}
		}
	}
	return list
}

// appendTo appends the longest parts of a passage, of two characters at least, that stand in a folded text, the hashes of whose words and
// pairs are given.
func (p *passage) appendTo(parts []string, text string, hashes *hashSet) []string {
	if p.starts == nil {
		if hashes.has(p.hashes[0]) && stands(p.text, text) {
			parts = append(parts, p.text)
		}
		return parts
	}
	characters := len(p.starts) - 1
	for start := 0; start+2 <= characters; {
		end := start + 1
		for end < characters && hashes.has(p.hashes[end-1]) && strings.Contains(text, p.text[p.starts[start]:p.starts[end+1]]) {
			end++
		}
		if end-start >= 2 {
			parts = append(parts, p.text[p.starts[start]:p.starts[end]])
		}
		start = max(end-1, start+1)
	}
	return parts
}

// hashSet knows hashes, and takes some others for them: it spares most of the looks for what stands nowhere.
type hashSet [64]uint64

func (s *hashSet) add(hash uint32)      { s[hash>>6&63] |= 1 << (hash & 63) }
func (s *hashSet) has(hash uint32) bool { return s[hash>>6&63]>>(hash&63)&1 == 1 }

func hashOf(text string) uint32 {
	hash := uint32(2166136261)
	for i := range len(text) {
		hash = (hash ^ uint32(text[i])) * 16777619
	}
	return hash ^ hash>>16
}
