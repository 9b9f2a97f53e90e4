package plan

import (
	"slices"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"partnergraph/schema"
)

// What a grouping may ask for.
const (
	MaxKeys = 4 // keys
	MaxHops = 3 // relations to a key
)

// keyed is a key that a grouping has, and where it stands in the key of a group, such as "node.signedOn".
type keyed struct {
	GroupKey
	path     string
	property *schema.Property
	names    map[string]string // with TypeName: the derived enum's values by type
}

// askedGroups is what the arguments of a groupBy ask for.
type askedGroups struct {
	keys   []keyed
	having Filter
	order  []GroupOrder
	limit  Arg
}

// asked compiles the arguments of a groupBy.
func (p *pageBuilder) askedGroups(b *builder, field *ast.Field) (a askedGroups, err error) {
	arguments, err := b.arguments(field.Definition.Arguments, field.Arguments)
	if err != nil {
		return a, err
	}
	if a.keys, err = p.keys(arguments["by"].([]any)); err != nil {
		return a, err
	}
	if having, given := arguments["having"].(Arguments); given {
		if a.having, err = (groupConditions{conditions{b.arg, &b.conditions}}).where("having", p.target, having); err != nil {
			return a, err
		}
	}
	if a.order, err = groupOrder(p.target, len(a.keys), arguments["orderBy"]); err != nil {
		return a, err
	}
	first, given := arguments["first"].(int64)
	switch {
	case !given:
		first = DefaultPage
	case first < 0 || first > MaxPage:
		return a, invalid("first", "应在 0 到 %d 之间", "must be from 0 to %d", MaxPage)
	}
	a.limit = b.arg(first)
	return a, nil
}

// groups compiles a connection's groupBy.
func (p *pageBuilder) groups(e *entry) (writes[*page], error) {
	a, err := asks(p.builder, e.field, func(b *builder) (askedGroups, error) { return p.askedGroups(b, e.field) })
	if err != nil {
		return nil, err
	}
	g := p.grouping(e, a.keys)
	g.Having, g.Order, g.Limit = a.having, a.order, a.limit
	figures := &figures{grouping: g, offset: len(a.keys)}
	var each object[Row]
	for _, e := range p.plain(e.under) {
		var value writes[Row]
		switch e.field.Name {
		case "key":
			value, err = p.groupKey(e, e.field.Name, "", a.keys)
		case "count":
			value = figures.number(Figure{Measure: Items})
		case "aggregate":
			value = p.aggregateOf(e, figures)
		default:
			value = constant[Row](e.field.ObjectDefinition.Name)
		}
		if err != nil {
			return nil, err
		}
		each = append(each, newMember(e, value))
	}
	return groupList{p.around.add(Groups{g}), each}, nil
}

// grouping is the whole list of the connection in groups.
func (p *pageBuilder) grouping(e *entry, keys []keyed) *Grouping {
	g := &Grouping{Set: &Set{Type: p.target, Via: p.via, Where: p.where, Limit: NoLimit, Path: p.at.within(e.alias).path}, Limit: NoLimit}
	for _, key := range keys {
		g.Keys = append(g.Keys, key.GroupKey)
	}
	return g
}

// keys compiles what to group by.
func (p *pageBuilder) keys(by []any) ([]keyed, error) {
	if len(by) == 0 {
		return nil, invalid("by", "至少给一个分组依据", "give at least one key")
	}
	if len(by) > MaxKeys {
		return nil, limit("by", "最多 %d 个分组依据", "at most %d keys", MaxKeys)
	}
	var keys []keyed
	for i, item := range by {
		at := "by." + strconv.Itoa(i)
		key, err := p.key(at, item.(Arguments))
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(keys, func(other keyed) bool { return other.path == key.path }) {
			return nil, invalid(at, "%s 重复", "%s is given twice", key.path)
		}
		keys = append(keys, key)
	}
	return keys, nil
}

// key follows an input, each level of which has one member, to the value that it names.
func (p *pageBuilder) key(at string, input Arguments) (keyed, error) {
	node, edge := p.target, p.edge
	var key keyed
	for {
		name, member, err := onlyMember(at, input)
		if err != nil {
			return key, err
		}
		at += "." + name
		var rel *schema.Relation
		switch name {
		case "field":
			return key, key.end(at, node.Fields, member.(string), node)
		case "edge":
			key.step(name)
			key.Of.OnEdge = true
			return key, key.end(at, edge.Fields, member.(string), node)
		case "node":
		default:
			rel = node.Field(name).Relation
			key.Hops = append(key.Hops, rel)
			if len(key.Hops) > MaxHops {
				return key, limit(at, "最多经过 %d 个关系", "at most %d relations", MaxHops)
			}
			node, edge = rel.Target, rel.Edge
		}
		key.step(name)
		input = member.(Arguments)
	}
}

func onlyMember(at string, input Arguments) (name string, member any, err error) {
	for name, member = range input {
		if member == nil {
			return "", nil, invalid(at+"."+name, "不能为空", "must not be null")
		}
	}
	if len(input) != 1 {
		return "", nil, invalid(at, "应恰好给一个字段，给了 %d 个", "give exactly one member, not %d", len(input))
	}
	return name, member, nil
}

func (k *keyed) step(name string) {
	if k.path != "" {
		k.path += "."
	}
	k.path += name
}

// partSuffixes are what the values of an enum of keys end in.
var partSuffixes = [...]string{Whole: "", Year: "_YEAR", Month: "_MONTH"}

// end finds the value that an enum names, such as SIGNED_ON_MONTH.
func (k *keyed) end(at string, fields []*schema.Field, enum string, node *schema.Node) error {
	for _, field := range fields {
		for part, suffix := range partSuffixes {
			if schema.ScreamingSnake(field.Name)+suffix != enum {
				continue
			}
			k.step(field.Name)
			k.Part = Part(part)
			if k.TypeName = field.TypeName; field.TypeName {
				k.names = enumNames(node)
				return nil
			}
			k.property = field.Property
			k.Of.Property, k.Of.Key = field.Property, k.Part == Whole
			return nil
		}
	}
	return invalid(at, "不能按 %s 分组", "%s is nothing to group by", enum)
}

func enumNames(node *schema.Node) map[string]string {
	names := map[string]string{}
	for _, t := range node.Types {
		names[t.Name] = t.EnumName()
	}
	return names
}

// groupKey compiles the selection on a group's key, or on a part of it behind the path.
func (p *pageBuilder) groupKey(e *entry, at, path string, keys []keyed) (writes[Row], error) {
	var members object[Row]
	for _, e := range p.plain(e.under) {
		name := e.field.Name
		if name == "__typename" {
			members = append(members, newMember(e, constant[Row](e.field.ObjectDefinition.Name)))
			continue
		}
		value, err := p.groupKeyMember(e, at+"."+name, strings.TrimPrefix(path+"."+name, "."), keys)
		if err != nil {
			return nil, err
		}
		members = append(members, newMember(e, value))
	}
	return members, nil
}

func (p *pageBuilder) groupKeyMember(e *entry, at, path string, keys []keyed) (writes[Row], error) {
	if len(e.field.SelectionSet) > 0 {
		return p.groupKey(e, at, path, keys)
	}
	i := slices.IndexFunc(keys, func(key keyed) bool { return key.path == path })
	if i < 0 {
		return nil, invalid(at, "未按 %s 分组", "the groups are not by %s", path)
	}
	return keyLeaf{i, keys[i]}, nil
}

// groupOrder reads an order of groups and makes it complete by the keys. A step that stands there already never decides.
func groupOrder(node *schema.Node, keys int, orderBy any) ([]GroupOrder, error) {
	var order []GroupOrder
	add := func(step GroupOrder) {
		same := func(other GroupOrder) bool { return other.Key == step.Key && other.Figure == step.Figure }
		if !slices.ContainsFunc(order, same) {
			order = append(order, step)
		}
	}
	byKeys := func(descending, nullsFirst bool) {
		for key := range keys {
			add(GroupOrder{Key: key, Descending: descending, NullsFirst: nullsFirst})
		}
	}
	items, _ := orderBy.([]any)
	for _, item := range items {
		spec, ok := item.(Arguments)
		if !ok {
			return nil, invalid("orderBy", "不能为空", "must not be null")
		}
		name, descending, nullsFirst := spec.Text("field"), spec.Text("direction") == "DESC", spec.Text("nulls") == "FIRST"
		if name == "KEY" {
			byKeys(descending, nullsFirst)
			continue
		}
		figure, ok := orderFigure(node, name)
		if !ok {
			return nil, invalid("orderBy", "分组不能按 %s 排序", "groups have no order by %s", name)
		}
		add(GroupOrder{Key: -1, Figure: figure, Descending: descending, NullsFirst: nullsFirst})
	}
	byKeys(false, false)
	return order, nil
}

// orderFigure finds the figure that an enum names, such as AMOUNT_SUM.
func orderFigure(node *schema.Node, enum string) (Figure, bool) {
	if enum == "COUNT" {
		return Figure{Measure: Items}, true
	}
	for _, field := range node.Fields {
		p := field.Ordered()
		if p == nil {
			continue
		}
		for name, measure := range measures {
			if schema.ScreamingSnake(field.Name)+"_"+strings.ToUpper(name) == enum {
				return figureOf(p, measure), true
			}
		}
	}
	return Figure{}, false
}
