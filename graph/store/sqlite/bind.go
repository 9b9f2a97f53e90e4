package sqlite

import (
	"bytes"
	"encoding/json"
	"fmt"

	"partnergraph/graph/plan"
)

// bindings turns a query's arguments into values of the driver. A list travels as one JSON text, so that the statement does not
// depend on its length.
func bindings(args []any) []any {
	bound := make([]any, len(args))
	for i, arg := range args {
		switch arg := arg.(type) {
		case string, int64, bool:
			bound[i] = arg
		case plan.StringKey:
			bound[i] = string(arg)
		case []string, []int64:
			bound[i] = marshal(arg)
		default:
			panic(fmt.Sprintf("sqlite: an argument is one of plan's kinds, not %T", arg))
		}
	}
	return bound
}

// marshal writes a value that always has a JSON form.
func marshal(value any) string {
	var buffer bytes.Buffer
	encoder := json.NewEncoder(&buffer)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		panic("sqlite: stored forms and lists of text are always JSON: " + err.Error())
	}
	return buffer.String()
}
