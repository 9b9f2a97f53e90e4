package sqlite

import (
	"bytes"
	"fmt"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"

	"partnergraph/graph/plan"
	"partnergraph/graph/store"
)

// decode reads the JSON array of a statement into the row that its slots promise. Numbers are whole and of 64 bits: they are never
// read as floating point, which is exact only up to 2^53.
func decode(slots []plan.Slot, text string) (plan.Row, error) {
	d := decoder{jsontext.NewDecoder(bytes.NewBufferString(text), jsontext.AllowDuplicateNames(true))}
	row, err := d.row(slots)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", store.ErrCorrupt, err)
	}
	return row, nil
}

type decoder struct{ json *jsontext.Decoder }

func (d decoder) row(slots []plan.Slot) (plan.Row, error) {
	if err := d.expect('['); err != nil {
		return nil, err
	}
	row := make(plan.Row, len(slots))
	for i, slot := range slots {
		value, err := d.slot(slot)
		if err != nil {
			return nil, err
		}
		row[i] = value
	}
	return row, d.expect(']')
}

func (d decoder) slot(slot plan.Slot) (any, error) {
	switch slot := slot.(type) {
	case plan.Rows:
		return d.rows(slot.Set.Row)
	case plan.One:
		if d.json.PeekKind() == 'n' {
			return d.scalar()
		}
		return d.row(slot.Set.Row)
	case plan.Groups:
		return d.groups(slot.Grouping)
	}
	return d.value()
}

func (d decoder) value() (any, error) {
	if d.json.PeekKind() == '[' {
		return d.list()
	}
	return d.scalar()
}

func (d decoder) rows(slots []plan.Slot) (any, error) {
	if err := d.expect('['); err != nil {
		return nil, err
	}
	rows := []any{}
	for d.json.PeekKind() == '[' {
		row, err := d.row(slots)
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	return rows, d.expect(']')
}

// list reads a list property.
func (d decoder) list() (any, error) {
	if err := d.expect('['); err != nil {
		return nil, err
	}
	list := []any{}
	for d.json.PeekKind() != ']' {
		item, err := d.scalar()
		if err != nil {
			return nil, err
		}
		list = append(list, item)
	}
	return list, d.expect(']')
}

func (d decoder) scalar() (any, error) {
	token, err := d.json.ReadToken()
	if err != nil {
		return nil, err
	}
	switch token.Kind() {
	case 'n':
		return nil, nil
	case 't', 'f':
		return token.Bool(), nil
	case '"':
		return token.String(), nil
	case '0':
		return strconv.ParseInt(token.String(), 10, 64)
	default:
		return nil, fmt.Errorf("%q where a value should stand", token.String())
	}
}

func (d decoder) expect(kind jsontext.Kind) error {
	token, err := d.json.ReadToken()
	if err == nil && token.Kind() != kind {
		return fmt.Errorf("%q where %q should stand", token.String(), kind)
	}
	return err
}
