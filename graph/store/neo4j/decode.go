package neo4j

import "partnergraph/graph/plan"

// decodeRow gives the lists of a result the types that plan promises, in place. The driver hands out strings, int64, bool, nil and
// []any already.
func decodeRow(slots []plan.Slot, values []any) plan.Row {
	for i, slot := range slots {
		switch slot := slot.(type) {
		case plan.Rows:
			rows := values[i].([]any)
			for j, row := range rows {
				rows[j] = decodeRow(slot.Set.Row, row.([]any))
			}
		case plan.One:
			if row, found := values[i].([]any); found {
				values[i] = decodeRow(slot.Set.Row, row)
			}
		case plan.Groups:
			decodeGroups(slot.Grouping, values[i].([]any))
		}
	}
	return values
}
