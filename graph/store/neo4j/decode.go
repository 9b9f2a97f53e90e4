package neo4j

import (
	"partnergraph/graph/plan"
	"partnergraph/schema"
)

// decodeRow gives the lists of a result the types that plan promises, in place. kind is what the row is read of, nil for none. The driver
// hands out strings, int64, bool, nil and []any already.
func decodeRow(kind *schema.Node, slots []plan.Slot, values []any) plan.Row {
	for i, slot := range slots {
		switch slot := slot.(type) {
		case plan.TypeName:
			if labels, several := values[i].([]any); several {
				values[i] = typeAmong(kind.Types, labels)
			}
		case plan.Rows:
			rows := values[i].([]any)
			for j, row := range rows {
				rows[j] = decodeRow(slot.Set.Type, slot.Set.Row, row.([]any))
			}
		case plan.One:
			if row, found := values[i].([]any); found {
				values[i] = decodeRow(slot.Set.Type, slot.Set.Row, row)
			}
		case plan.Groups:
			decodeGroups(slot.Grouping, values[i].([]any))
		}
	}
	return values
}

// typeAmong picks the concrete type among a node's labels, to which people may have added their own; nil when none is one.
func typeAmong(types []*schema.Node, labels []any) any {
	for _, label := range labels {
		for _, t := range types {
			if !t.Abstract && label == t.Name {
				return t.Name
			}
		}
	}
	return nil
}
