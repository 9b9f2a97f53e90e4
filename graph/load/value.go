package load

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"partnergraph/graph/store"
	"partnergraph/graph/value"
	"partnergraph/schema"
)

// object is a JSON object whose members are still to be read. Members are taken out as they are read; what is left over is unknown.
type object map[string]json.RawMessage

// parse reads one JSON object and nothing after it. Of two members of one name the last would stand, and U+FFFD for bytes that are not
// UTF-8; both lose data silently, so both are refused. The values are parts of the line.
func parse(line []byte) (object, error) {
	if !utf8.Valid(line) {
		return nil, errors.New("not UTF-8")
	}
	decoder := jsontext.NewDecoder(bytes.NewBuffer(line), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	if open, err := decoder.ReadToken(); err != nil || open.Kind() != '{' {
		return nil, errors.New("not a JSON object")
	}
	members := make(object, 8)
	for decoder.PeekKind() == '"' {
		name, err := decoder.ReadToken()
		if err != nil {
			return nil, err
		}
		text := name.String()
		if _, twice := members[text]; twice {
			return nil, fmt.Errorf("%q is given twice", text)
		}
		raw, err := decoder.ReadValue()
		if err != nil {
			return nil, err
		}
		members[text] = json.RawMessage(raw)
	}
	if _, err := decoder.ReadToken(); err != nil {
		return nil, err
	}
	if _, err := decoder.ReadToken(); !errors.Is(err, io.EOF) {
		return nil, errors.New("text after the JSON object")
	}
	return members, nil
}

// parseList reads a JSON array of objects.
func parseList(raw json.RawMessage) ([]object, error) {
	var elements []json.RawMessage
	if err := json.Unmarshal(raw, &elements); err != nil {
		return nil, errors.New("not a list")
	}
	list := make([]object, len(elements))
	for i, element := range elements {
		o, err := parse(element)
		if err != nil {
			return nil, fmt.Errorf("%d: %w", i, err)
		}
		list[i] = o
	}
	return list, nil
}

// text takes out a member that must be a non-empty string.
func (o object) text(name string) (string, error) {
	text, err := stringOf(o[name])
	delete(o, name)
	if err != nil || text == "" {
		return "", fmt.Errorf("%s: a text is needed", name)
	}
	return text, nil
}

// kept lists the properties of a node that the store keeps by itself.
func kept(name string) bool {
	return slices.Contains([]string{"id", "version", "createdAt", "updatedAt"}, name)
}

// properties takes out everything: each member must be one of the fields, and each required field be among them.
func (o object) properties(fields []*schema.Field) (map[string]any, error) {
	if err := o.open(fields); err != nil {
		return nil, err
	}
	properties := make(map[string]any, len(o))
	for _, field := range fields {
		if field.Property == nil || kept(field.Name) {
			continue
		}
		read, err := valueOf(field.Property, o[field.Name])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", field.Name, err)
		}
		delete(o, field.Name)
		if read != nil {
			properties[field.Name] = read
		}
	}
	if len(o) > 0 {
		return nil, fmt.Errorf("not a property that can be given here: %q", slices.Sorted(maps.Keys(o)))
	}
	return properties, nil
}

// open puts the parts of each quantity, which stand in an object of their own, among the other members, under the names that the
// contract's fields have.
func (o object) open(fields []*schema.Field) error {
	for _, field := range fields {
		if field.Of != nil && o[field.Name] != nil {
			return fmt.Errorf("%s: stands inside %s", field.Name, field.Of.Name)
		}
	}
	for _, field := range fields {
		raw := o[field.Name]
		if field.Quantity == nil || raw == nil {
			continue
		}
		if string(raw) == "null" {
			delete(o, field.Name)
			continue
		}
		parts, err := parse(raw)
		if err != nil {
			return fmt.Errorf("%s: %w", field.Name, err)
		}
		for _, needed := range []string{"value", "precision"} {
			if parts[needed] == nil {
				return fmt.Errorf("%s.%s: a value is needed", field.Name, needed)
			}
		}
		delete(o, field.Name)
		for name, part := range parts {
			o[field.Name+"."+name] = part
		}
	}
	return nil
}

// valueOf reads a property's value as a store.Operation holds it: nil where it is absent.
func valueOf(property *schema.Property, raw json.RawMessage) (any, error) {
	absent := len(raw) == 0 || string(raw) == "null"
	switch {
	case absent && property.List:
		return []string{}, nil
	case absent && property.Required:
		return nil, errors.New("a value is needed")
	case absent:
		return nil, nil
	case property.List:
		return listOf(property, raw)
	default:
		return scalarOf(property, raw)
	}
}

func listOf(property *schema.Property, raw json.RawMessage) ([]string, error) {
	var elements []json.RawMessage
	if err := json.Unmarshal(raw, &elements); err != nil {
		return nil, errors.New("not a list")
	}
	list := make([]string, len(elements))
	for i, element := range elements {
		read, err := scalarOf(property, element)
		if err != nil {
			return nil, fmt.Errorf("%d: %w", i, err)
		}
		text, isText := read.(string)
		if !isText {
			return nil, errors.New("only lists of texts can be stored")
		}
		list[i] = text
	}
	return list, nil
}

func scalarOf(property *schema.Property, raw json.RawMessage) (any, error) {
	switch property.Scalar {
	case schema.Int:
		number, err := strconv.ParseInt(string(raw), 10, 32)
		if err != nil {
			return nil, errors.New("not a whole number of 32 bits")
		}
		return number, nil
	case schema.Boolean:
		var truth bool
		if err := json.Unmarshal(raw, &truth); err != nil {
			return nil, errors.New("neither true nor false")
		}
		return truth, nil
	case schema.Decimal:
		units, err := value.ParseDecimal(strings.Trim(string(raw), `"`), property.Scale)
		if err != nil {
			return nil, err
		}
		return value.FormatDecimal(units, property.Scale), nil
	}
	text, err := stringOf(raw)
	if err != nil {
		return nil, err
	}
	return text, check(property, text)
}

// check says why a text is no value of the property.
func check(property *schema.Property, text string) error {
	switch property.Scalar {
	case schema.Enum:
		if property.Enum.EnumValues.ForName(text) == nil {
			return fmt.Errorf("%q is not a %s", text, property.Enum.Name)
		}
	case schema.PartialDate:
		if _, err := value.ParsePartialDate(text); err != nil {
			return fmt.Errorf("%q is %w", text, err)
		}
	case schema.DateTime:
		if _, err := time.Parse(value.DateTimeLayout, text); err != nil {
			return fmt.Errorf("%q is not a time such as 2020-05-18T08:00:00.000Z", text)
		}
	default:
		return checkText(property, text)
	}
	return nil
}

func checkText(property *schema.Property, text string) error {
	switch {
	case !store.ValidText(text):
		return errors.New("the text holds NUL")
	case (property.Index || property.Unique) && utf8.RuneCountInString(text) > store.MaxIndexed:
		return fmt.Errorf("the text is longer than %d characters", store.MaxIndexed)
	}
	return nil
}

// stringOf reads a JSON string. U+FFFD stands where a program could not read a character, and where encoding/json meets half a
// surrogate pair: the text is lost already, and storing it would hide that.
func stringOf(raw json.RawMessage) (string, error) {
	if len(raw) == 0 || raw[0] != '"' {
		return "", errors.New("not a text")
	}
	text := string(raw[1 : len(raw)-1])
	if strings.ContainsRune(text, '\\') && json.Unmarshal(raw, &text) != nil {
		return "", errors.New("not a text")
	}
	if strings.ContainsRune(text, utf8.RuneError) {
		return "", errors.New("the text holds U+FFFD, which stands for a character that was lost")
	}
	return text, nil
}
