package sqlite

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"partnergraph/graph/plan"
	"partnergraph/graph/store"
)

// decode reads the JSON array of a statement into the row that its slots promise. Numbers are whole and of 64 bits: they are never
// read as floating point, which is exact only up to 2^53. Strings that hold no escapes are parts of the text and keep it in memory.
//
// SQLite writes JSON without blanks, so that what stands where is known beforehand and nothing but strings needs a tokenizer.
func decode(slots []plan.Slot, text string) (plan.Row, error) {
	d := decoder{text: text}
	row, err := d.row(slots)
	if err == nil && d.at < len(text) {
		err = d.unexpected("the end")
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", store.ErrCorrupt, err)
	}
	return row, nil
}

type decoder struct {
	text  string
	at    int   // what was read of it
	spare []any // for rows to come
}

// values is room for a row.
func (d *decoder) values(count int) plan.Row {
	if count == 0 {
		return plan.Row{}
	}
	if count > len(d.spare) {
		d.spare = make([]any, max(count, 128))
	}
	row := d.spare[:count:count]
	d.spare = d.spare[count:]
	return row
}

// row reads what the renderer's row writes: the sets first.
func (d *decoder) row(slots []plan.Slot) (plan.Row, error) {
	row, first := d.values(len(slots)), true
	if err := d.expect('['); err != nil {
		return nil, err
	}
	for _, sets := range [...]bool{true, false} {
		for i, slot := range slots {
			if isSet(slot) != sets {
				continue
			}
			if err := d.element(&first); err != nil {
				return nil, err
			}
			read, err := d.slot(slot)
			if err != nil {
				return nil, err
			}
			row[i] = read
		}
	}
	return row, d.expect(']')
}

// element passes the comma before an element that is not the first.
func (d *decoder) element(first *bool) error {
	if *first {
		*first = false
		return nil
	}
	return d.expect(',')
}

func (d *decoder) slot(slot plan.Slot) (any, error) {
	switch slot := slot.(type) {
	case plan.Rows:
		return d.list(func() (any, error) { return d.row(slot.Set.Row) })
	case plan.One:
		if d.next() == 'n' {
			return d.scalar()
		}
		return d.row(slot.Set.Row)
	case plan.Groups:
		return d.list(func() (any, error) { return d.group(slot.Grouping) })
	}
	return d.value()
}

// value reads a property, which may be a list.
func (d *decoder) value() (any, error) {
	if d.next() == '[' {
		return d.list(d.scalar)
	}
	return d.scalar()
}

func (d *decoder) list(element func() (any, error)) (any, error) {
	if err := d.expect('['); err != nil {
		return nil, err
	}
	list, first := []any{}, true
	for d.next() != ']' {
		if err := d.element(&first); err != nil {
			return nil, err
		}
		read, err := element()
		if err != nil {
			return nil, err
		}
		list = append(list, read)
	}
	return list, d.expect(']')
}

// member is one of an object's, of a property's value.
type member struct {
	name  string
	value any
}

// object reads properties as SQLite writes them; in the order in which they stand there.
func (d *decoder) object() ([]member, error) {
	if err := d.expect('{'); err != nil {
		return nil, err
	}
	var members []member
	for first := true; d.next() != '}'; {
		if err := d.element(&first); err != nil {
			return nil, err
		}
		if d.next() != '"' {
			return nil, d.unexpected("a name")
		}
		name, err := d.string()
		if err != nil {
			return nil, err
		}
		if err := d.expect(':'); err != nil {
			return nil, err
		}
		read, err := d.value()
		if err != nil {
			return nil, err
		}
		if members == nil {
			members = make([]member, 0, 16) // as many as most records have
		}
		members = append(members, member{name.(string), read})
	}
	return members, d.expect('}')
}

func (d *decoder) scalar() (any, error) {
	switch rest := d.text[d.at:]; {
	case strings.HasPrefix(rest, `"`):
		return d.string()
	case strings.HasPrefix(rest, "null"):
		d.at += len("null")
		return nil, nil
	case strings.HasPrefix(rest, "true"):
		d.at += len("true")
		return true, nil
	case strings.HasPrefix(rest, "false"):
		d.at += len("false")
		return false, nil
	default:
		return d.number()
	}
}

func (d *decoder) number() (any, error) {
	end := d.at
	for end < len(d.text) && (d.text[end] == '-' || '0' <= d.text[end] && d.text[end] <= '9') {
		end++
	}
	number, err := strconv.ParseInt(d.text[d.at:end], 10, 64)
	if err != nil {
		return nil, d.unexpected("a value")
	}
	d.at = end
	return number, nil
}

func (d *decoder) string() (any, error) {
	plain := true
	for end := d.at + 1; end < len(d.text); end++ {
		switch c := d.text[end]; {
		case c == '"' && plain:
			text := d.text[d.at+1 : end]
			if !utf8.ValidString(text) {
				return nil, errors.New("a text that is not UTF-8")
			}
			d.at = end + 1
			return text, nil
		case c == '"':
			text, err := jsontext.AppendUnquote(nil, d.text[d.at:end+1])
			d.at = end + 1
			return string(text), err
		case c == '\\':
			plain = false
			end++ // whatever is escaped, it does not end the text
		case c < ' ':
			return nil, errors.New("a text with a control character")
		}
	}
	return nil, d.unexpected("a text")
}

// next is the byte to be read next; 0 at the end.
func (d *decoder) next() byte {
	if d.at == len(d.text) {
		return 0
	}
	return d.text[d.at]
}

func (d *decoder) expect(c byte) error {
	if d.next() != c {
		return d.unexpected(string(c))
	}
	d.at++
	return nil
}

func (d *decoder) unexpected(wanted string) error {
	return fmt.Errorf("%.20q at %d where %q should stand", d.text[d.at:], d.at, wanted)
}
