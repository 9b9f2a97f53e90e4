package storetest

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"partnergraph/graph/plan"
	"partnergraph/graph/store"
	"partnergraph/graph/value"
	"partnergraph/schema"
)

// Corpus is text that has broken stores before: quotes and escapes, wildcards of LIKE, GLOB and Lucene, fragments of SQL, Cypher and
// JSON, what looks like a number or nothing, all planes of Unicode where code points, UTF-16 units and bytes order differently,
// marks and invisible characters. All of it is valid UTF-8 without NUL, all different, and no longer than an indexed property may be.
func Corpus() []string {
	return []string{
		"", " ", "  ", "a", "A", "a ", " a", "b", "ab", "aB", "é", "e\u0301", "ß", "SS", "ss", "ı", "i", "I", "İ",
		"'", "''", `"`, `""`, "`", "``", `\`, `\\`, `\'`, `\"`, `\n`, "\n", "\r\n", "\t", "\x01", "\x1f", "\x7f", "\u0085", "a\nb",
		"%", "_", "%%", "a%b", "a_b", "*", "?", "a*b", "[a-z]", "[^a]", "]", "[", "{", "}", "~", "^", "a~2", "a^3", "+a", "-a", "!a", "&&", "||", "(a", "a)", "a:b", "/a/",
		"AND", "OR", "NOT", "a AND b", "name:*", "a OR 1=1", `\*`, `\%`, `\_`,
		"'; DROP TABLE node; --", "' OR '1'='1", "?1", ":a", "@x", "$p0", "$1", "{p}", "`}) DETACH DELETE n //", "' RETURN 1 //", "/* */", "--", "//", "\\u0041", "\\uD83D",
		"null", "NULL", "true", "false", "0", "00", "1", "01", "1.0", "1e3", "-0", "NaN", "Infinity", "9007199254740993", "2020", "2020-05", "[]", "{}", "[1,2]", `{"a":1}`, `"a"`, "undefined",
		"安福", "安福环保", "福安", "湖南文理学院", "湖南 文理", "１２３", "ＡＢＣ", "ａｂｃ", "。", "，", "\u3000", "々", "〇",
		"\ud7ff", "\ue000", "\uf8ff", "\ufb01", "\uff21", "\uffee", "\ufffd", "\uffff", "\U00010000", "𠀀", "𠀀a", "𪜀", "\U0010ffff", "😀", "😀😀", "😁", "\uffee😀",
		"👨‍👩‍👧", "👨", "👍🏽", "👍", "🇨🇳", "🇨", "e\u0301\u0327", "e\u0327\u0301", "क्ष", "ﷺ", "א", "אב", "مرحبا", "\u202eabc", "\u2066a\u2069", "\u200f",
		"\u200b", "a\u200bb", "\u200d", "\ufeff", "\ufeffa", "a\ufeff", "\u2028", "\u2029", "\u00a0", "\u00ad", "\u034f", "\u180e", "\u2060",
		strings.Repeat("a", store.MaxIndexed), strings.Repeat("𠀀", store.MaxIndexed), strings.Repeat("a", store.MaxIndexed-1) + "b",
	}
}

// texts holds the engines to Go's own judgement on the corpus.
var texts = []scenario{
	{"every text comes back as it was", func(b *bench) {
		b.writeCorpus()
		q := b.ask()
		rows := q.rows(q.all("Specimen", nil, "Specimen.id", "Specimen.text", "Specimen.plain", "Specimen.tags"))
		c := b.snapshot()
		for i, text := range Corpus() {
			b.equal("row", rows[i], plan.Row{corpusID(i), text, text, []any{text, "x" + text}})
			b.equal("snapshot", c.node(corpusID(i)).Properties, props{"text": text, "plain": text, "tags": []string{text, "x" + text}})
		}
	}},
	{"comparisons are by code point, whatever the text", func(b *bench) {
		b.writeCorpus()
		for _, needle := range Corpus() {
			b.compareCorpus(needle)
		}
	}},
	{"what is in a text is found, whatever it is", func(b *bench) {
		b.writeCorpus()
		for _, needle := range Corpus() {
			b.searchCorpus(needle)
		}
	}},
	{"texts order by code point", func(b *bench) {
		b.writeCorpus()
		corpus := Corpus()
		slices.Sort(corpus) // bytes of UTF-8 order as code points do
		for _, descending := range []bool{false, true} {
			q := b.ask()
			s := q.all("Specimen", nil, "Specimen.text")
			s.Order = []plan.Key{{Of: q.key("Specimen.text"), Descending: descending}, q.byID()[0]}
			var got []string
			for _, row := range q.rows(s) {
				got = append(got, row.(plan.Row)[0].(string))
			}
			b.equal("order", got, corpus)
			slices.Reverse(corpus)
		}
	}},
	{"texts of relations order by code point", func(b *bench) {
		operations := []store.Operation{specimen("hub", nil)}
		corpus := Corpus()
		for i, text := range corpus {
			operations = append(operations, specimen(corpusID(i), nil), relate("LINKS_TO", "hub", corpusID(i), props{"text": text}))
		}
		b.write(operations...)
		q := b.ask()
		hub, links := q.all("Specimen", q.is("Specimen.id", plan.Eq, "hub")), q.far("Specimen.links", nil, "SpecimenLink.text")
		links.Order = []plan.Key{{Of: q.key("SpecimenLink.text")}, q.byID()[0]}
		hub.Row = []plan.Slot{plan.Rows{Set: links}}
		var got []string
		for _, row := range q.rows(hub)[0].(plan.Row)[0].([]any) {
			got = append(got, row.(plan.Row)[0].(string))
		}
		slices.Sort(corpus)
		b.equal("order", got, corpus)
	}},
	{"pages meet without a gap, whatever the text", func(b *bench) {
		b.writeCorpus()
		corpus := Corpus()
		slices.Sort(corpus)
		var got []string
		for {
			q := b.ask()
			s := q.all("Specimen", nil, "Specimen.text")
			s.Order = []plan.Key{{Of: q.key("Specimen.text")}, q.byID()[0]}
			s.Limit = q.arg(int64(17))
			if len(got) > 0 {
				s.Seek = q.is("Specimen.text", plan.Gt, got[len(got)-1])
			}
			rows := q.rows(s)
			if len(rows) == 0 {
				break
			}
			for _, row := range rows {
				got = append(got, row.(plan.Row)[0].(string))
			}
		}
		b.equal("texts", got, corpus)
	}},
	{"unique texts are told apart", func(b *bench) {
		var operations []store.Operation
		for i, text := range Corpus() {
			operations = append(operations, specimen(corpusID(i), props{"code": text}))
		}
		b.write(operations...)
		for i, text := range Corpus() {
			b.refuse(store.ErrConflict, set(specimen("again", props{"code": text})))
			q := b.ask()
			b.equal("found", q.ids("Specimen", q.is("Specimen.code", plan.Eq, text)), corpusID(i))
		}
	}},
	{"citations are told apart by any text", func(b *bench) {
		operations := []store.Operation{need("n", "x"), document("d")}
		for _, text := range Corpus() {
			operations = append(operations, cite("n", "d", text))
		}
		b.write(operations...)
		for _, text := range Corpus() {
			b.refuse(store.ErrConflict, set(cite("n", "d", text)))
		}
		corpus := Corpus()
		slices.Sort(corpus)
		for i, r := range b.snapshot().relations {
			b.equal("locator", r.Properties["locator"], any(corpus[i]))
		}
		for _, text := range Corpus() {
			b.write(unrelate("CITES", "n", "d", props{"locator": text}))
		}
		b.equal("left", len(b.snapshot().relations), 0)
	}},
	{"ids of any allowed text", func(b *bench) {
		var ids []string
		for _, text := range Corpus() {
			if store.ValidID(text) {
				ids = append(ids, text)
				b.write(document(text))
			} else {
				b.refuse(store.ErrInvalid, set(document(text)))
			}
		}
		slices.Sort(ids)
		q := b.ask()
		b.equal("ids", strings.Fields(q.ids("Document", nil)), ids)
		b.equal("snapshot", strings.Fields(b.snapshot().ids()), ids)
		for _, id := range ids {
			q := b.ask()
			b.equal("found", q.ids("Node", q.is("Node.id", plan.Eq, id)), id)
		}
	}},
}

func corpusID(i int) string { return fmt.Sprintf("s%03d", i) }

func (b *bench) writeCorpus() {
	b.Helper()
	var operations []store.Operation
	for i, text := range Corpus() {
		if !utf8.ValidString(text) {
			b.Fatalf("text %d of the corpus is no UTF-8", i)
		}
		operations = append(operations, specimen(corpusID(i), props{"text": text, "plain": text, "tags": []string{text, "x" + text}}))
	}
	b.write(operations...)
}

// compareCorpus asks one text's place among all others.
func (b *bench) compareCorpus(needle string) {
	b.Helper()
	q := b.ask()
	count := func(where plan.Filter) plan.Slot { return plan.Count{Set: q.all("Specimen", where)} }
	row := q.row(
		count(q.is("Specimen.text", plan.Eq, needle)), count(q.is("Specimen.plain", plan.Eq, needle)),
		count(q.is("Specimen.text", plan.In, []string{needle, "nowhere"})), count(q.is("Specimen.plain", plan.In, []string{needle, "nowhere"})),
		count(q.is("Specimen.text", plan.Lt, needle)), count(q.is("Specimen.text", plan.Lte, needle)),
		count(q.is("Specimen.text", plan.Gt, needle)), count(q.is("Specimen.text", plan.Gte, needle)),
	)
	below, above := int64(0), int64(0)
	for _, text := range Corpus() {
		switch {
		case text < needle:
			below++
		case text > needle:
			above++
		}
	}
	b.equal(fmt.Sprintf("%q", needle), row, plan.Row{int64(1), int64(1), int64(1), int64(1), below, below + 1, above, above + 1})
}

// searchCorpus asks in which texts the needle is.
func (b *bench) searchCorpus(needle string) {
	b.Helper()
	q := b.ask()
	asked := []struct {
		where plan.Filter
		holds func(text string) bool
	}{
		{q.is("Specimen.text", plan.Contains, needle), func(text string) bool { return strings.Contains(text, needle) }},
		{q.is("Specimen.plain", plan.Contains, needle), func(text string) bool { return strings.Contains(text, needle) }},
		{q.is("Specimen.text", plan.StartsWith, needle), func(text string) bool { return strings.HasPrefix(text, needle) }},
		{q.is("Specimen.plain", plan.StartsWith, needle), func(text string) bool { return strings.HasPrefix(text, needle) }},
		{q.is("Specimen.text", plan.EndsWith, needle), func(text string) bool { return strings.HasSuffix(text, needle) }},
		{q.is("Specimen.plain", plan.EndsWith, needle), func(text string) bool { return strings.HasSuffix(text, needle) }},
		{q.is("Specimen.tags", plan.Has, needle), func(text string) bool { return text == needle || "x"+text == needle }},
		{q.is("Specimen.tags", plan.HasAny, []string{"nowhere", needle}), func(text string) bool { return text == needle || "x"+text == needle }},
	}
	var slots []plan.Slot
	var want plan.Row
	for _, a := range asked {
		slots = append(slots, plan.Rows{Set: q.all("Specimen", a.where, "Specimen.id")})
		rows := []any{}
		for i, text := range Corpus() {
			if a.holds(text) {
				rows = append(rows, plan.Row{corpusID(i)})
			}
		}
		want = append(want, rows)
	}
	b.equal(fmt.Sprintf("%q", needle), q.row(slots...), want)
}

// bound is a stored value as its order key is compared with.
func bound(key plan.Key, stored any) any {
	text, ok := stored.(string)
	switch {
	case ok && key.Of.Property.Scalar == schema.String:
		return plan.StringKey(text)
	case ok && key.Of.Property.Scalar == schema.PartialDate:
		date, err := value.ParsePartialDate(text)
		if err != nil {
			panic("storetest: a stored date parses: " + err.Error())
		}
		return date.Key()
	default:
		return stored
	}
}
