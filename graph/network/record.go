package network

import (
	"encoding/binary"
	"fmt"
	"iter"
	"slices"

	"partnergraph/graph/network/meaning"
	"partnergraph/graph/store"
	"partnergraph/schema"
)

// layout says how the properties of a node or a relation are kept: as one string, which takes a fraction of a map's memory and is
// one thing for the garbage collector to look at.
//
//	record = length id { field length value } [ meant vector ]     fields in the contract's order, absent ones left out; a relation's
//	                                                                id is ""
//
// Numbers and lengths are varints. A value is text as it is, an enum value's number, an Int as a varint, a Boolean as 0 or 1, and a
// list as its elements' lengths and texts.
type layout struct {
	node     *schema.Node // nil for a relation
	typeName any          // its name, boxed once
	fields   []*schema.Field
	byName   map[string]int

	searched []*schema.Field // as fields; nil for those that are not searched
	weight   float64         // the largest of these
	meant    bool            // a record says at its end what it means
}

// meant stands where a field's number would, in front of what a record means: the numbers of a meaning.Vector, all 0 when no word of it is
// known. Nothing comes behind it.
const meant = 127

func newLayout(fields []*schema.Field) *layout {
	l := &layout{byName: map[string]int{}}
	for _, field := range fields {
		if field.Property == nil || keptByStore(field.Name) {
			continue
		}
		l.byName[field.Name] = len(l.fields)
		l.fields = append(l.fields, field)
		if field.Property.Search == 0 {
			field = nil
		}
		if field != nil {
			l.weight = max(l.weight, field.Property.Search)
		}
		l.searched = append(l.searched, field)
	}
	if len(l.fields) > meant {
		panic("network: a type has at most 127 properties")
	}
	return l
}

// keptByStore reports whether a field is one of those that the network leaves out: the id stands apart, and nothing it answers
// depends on versions and times.
func keptByStore(field string) bool {
	switch field {
	case "id", "version", "createdAt", "updatedAt":
		return true
	}
	return false
}

// citing reports whether a property of a relation says where it was taken from. The network leaves these out as well: they would take
// more room than all else that relations carry.
func citing(name string) bool { return name == schema.CitedDocuments || name == schema.CitedAs }

// encode appends a record. A property that the contract does not know, or of another type than it says, is ErrCorrupt.
func (l *layout) encode(to []byte, id string, properties map[string]any) ([]byte, error) {
	to = appendText(to, id)
	known := 0
	for i, field := range l.fields {
		given, is := properties[field.Name]
		if is {
			known++
		}
		if given == nil {
			continue
		}
		to = binary.AppendUvarint(to, uint64(i))
		start := len(to)
		var err error
		if to, err = appendValue(to, field.Property, given); err != nil {
			return to, fmt.Errorf("property %q: %w", field.Name, err)
		}
		to = measured(to, start)
	}
	if l.meant {
		to = append(to, meant)
		to = append(to, make([]byte, meaning.Size)...) // until its texts are read
	}
	if known == len(properties) {
		return to, nil
	}
	for name := range properties {
		if _, known := l.byName[name]; !known && !citing(name) {
			return to, fmt.Errorf("property %q: unknown to the contract: %w", name, store.ErrCorrupt)
		}
	}
	return to, nil
}

// measured puts the length of what stands from start on in front of it.
func measured(record []byte, start int) []byte {
	var length [binary.MaxVarintLen64]byte
	return slices.Insert(record, start, length[:binary.PutUvarint(length[:], uint64(len(record)-start))]...)
}

func appendText(to []byte, text string) []byte {
	return append(binary.AppendUvarint(to, uint64(len(text))), text...)
}

// appendValue takes values as an Operation has them, and as JSON decodes them.
func appendValue(to []byte, property *schema.Property, given any) ([]byte, error) {
	switch given := given.(type) {
	case []string:
		for _, item := range given {
			to = appendText(to, item)
		}
		return to, fits(property.List, property, given)
	case []any:
		for _, item := range given {
			text, isText := item.(string)
			if !isText {
				return to, fits(false, property, given)
			}
			to = appendText(to, text)
		}
		return to, fits(property.List, property, given)
	case string:
		if property.Scalar == schema.Enum {
			return appendEnum(to, property, given)
		}
		isText := property.Scalar != schema.Int && property.Scalar != schema.Boolean
		return append(to, given...), fits(isText && !property.List, property, given)
	case int64:
		return binary.AppendVarint(to, given), fits(property.Scalar == schema.Int, property, given)
	case float64:
		return binary.AppendVarint(to, int64(given)), fits(property.Scalar == schema.Int, property, given)
	case bool:
		if given {
			return append(to, 1), fits(property.Scalar == schema.Boolean, property, given)
		}
		return append(to, 0), fits(property.Scalar == schema.Boolean, property, given)
	}
	return to, fits(false, property, given)
}

func appendEnum(to []byte, property *schema.Property, name string) ([]byte, error) {
	for i, value := range property.Enum.EnumValues {
		if value.Name == name {
			return binary.AppendUvarint(to, uint64(i)), nil
		}
	}
	return to, fmt.Errorf("not a value of %s: %w", property.Enum.Name, store.ErrCorrupt)
}

func fits(does bool, property *schema.Property, given any) error {
	if does {
		return nil
	}
	return fmt.Errorf("a %T does not fit %s: %w", given, property.Name, store.ErrCorrupt)
}

// idOf returns the id at the front of a record.
func idOf(record string) string {
	id, _ := cutText(record)
	return id
}

// values yields a record's fields and their encoded values.
func values(record string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		_, rest := cutText(record)
		for rest != "" {
			var field uint64
			var value string
			if field, rest = cutUvarint(rest); field == meant {
				return
			}
			value, rest = cutText(rest)
			if !yield(int(field), value) {
				return
			}
		}
	}
}

// value returns a property by its field's name, as an Operation has it; absent: nil.
func (l *layout) value(record, name string) any {
	field, known := l.byName[name]
	if !known {
		return nil
	}
	return l.read(record, field)
}

// text returns a property that is one text; absent or no text: "". An enumerated value is one as well.
func (l *layout) text(record, name string) string {
	field, known := l.byName[name]
	if !known {
		return ""
	}
	for i, value := range values(record) {
		if i != field {
			continue
		}
		switch property := l.fields[i].Property; {
		case property.List, property.Scalar == schema.Int, property.Scalar == schema.Boolean:
			return ""
		case property.Scalar == schema.Enum:
			number, _ := cutUvarint(value)
			return property.Enum.EnumValues[number].Name
		default:
			return value
		}
	}
	return ""
}

// stored returns a property by its stored name, as an Operation has it; absent: nil.
func (l *layout) stored(record, name string) any {
	for i, value := range values(record) {
		if property := l.fields[i].Property; property.Name == name {
			return decode(property, value)
		}
	}
	return nil
}

// read returns a property as an Operation has it; absent: nil.
func (l *layout) read(record string, field int) any {
	for i, value := range values(record) {
		if i == field {
			return decode(l.fields[i].Property, value)
		}
	}
	return nil
}

// properties returns all properties as an Operation has them.
func (l *layout) properties(record string) map[string]any {
	all := map[string]any{}
	for i, value := range values(record) {
		all[l.fields[i].Name] = decode(l.fields[i].Property, value)
	}
	return all
}

func decode(property *schema.Property, value string) any {
	switch {
	case property.List:
		return slices.AppendSeq([]string{}, elements(property, value))
	case property.Scalar == schema.Enum:
		number, _ := cutUvarint(value)
		return property.Enum.EnumValues[number].Name
	case property.Scalar == schema.Int:
		number, _ := cutUvarint(value)
		return int64(number>>1) ^ -int64(number&1)
	case property.Scalar == schema.Boolean:
		return value == "\x01"
	}
	return value
}

// elements yields the elements of an encoded list of texts; of a single text, that.
func elements(property *schema.Property, value string) iter.Seq[string] {
	return func(yield func(string) bool) {
		if !property.List {
			yield(value)
			return
		}
		for value != "" {
			var item string
			if item, value = cutText(value); !yield(item) {
				return
			}
		}
	}
}

// cutUvarint is binary.Uvarint for a string.
func cutUvarint(s string) (uint64, string) {
	if s != "" && s[0] < 0x80 {
		return uint64(s[0]), s[1:]
	}
	var number uint64
	for i := range len(s) {
		number |= uint64(s[i]&0x7f) << (7 * i)
		if s[i] < 0x80 {
			return number, s[i+1:]
		}
	}
	panic("network: a record ends within a number")
}

func cutText(s string) (text, rest string) {
	length, rest := cutUvarint(s)
	return rest[:length], rest[length:]
}
