package plan

import (
	"partnergraph/graph/value"
	"partnergraph/schema"
)

// ordered compiles a range comparison, on the order key.
func (c conditions) ordered(path string, of Operand, op Op, raw any) (Filter, error) {
	of.Key = true
	switch of.Property.Scalar {
	case schema.String:
		return Compare{of, op, c.add(StringKey(raw.(string)))}, nil
	case schema.PartialDate:
		date, err := value.ParsePartialDate(raw.(string))
		if err != nil {
			return nil, invalid(path, "日期应写作 2020、2020-05 或 2020-05-18", "a date is written 2020, 2020-05 or 2020-05-18")
		}
		// lt and gte look at the first day; "no later than" and "after" take the operand as the whole time it names.
		switch op {
		case Lt, Gte:
			return Compare{of, op, c.add(date.First())}, nil
		case Lte:
			return Compare{of, Lt, c.add(date.After())}, nil
		default:
			return Compare{of, Gte, c.add(date.After())}, nil
		}
	default:
		arg, err := argument(path, of.Property, raw)
		if err != nil {
			return nil, err
		}
		return Compare{of, op, c.add(arg)}, nil
	}
}

// argument turns a coerced value, or a list of them, into the form in which the property is stored.
func argument(path string, p *schema.Property, raw any) (any, error) {
	items, list := raw.([]any)
	if p.Scalar != schema.Decimal {
		switch {
		case !list:
			return raw, nil
		case p.Scalar == schema.Int:
			return integers(items), nil
		default:
			return texts(items), nil
		}
	}
	if !list {
		items = []any{raw}
	}
	units := make([]int64, len(items))
	for i, item := range items {
		n, err := value.ParseDecimal(item.(string), p.Scale)
		if err != nil {
			return nil, invalid(path, "最多 %d 位小数，且在 64 位之内", "at most %d decimals, and within 64 bits", p.Scale)
		}
		units[i] = n
	}
	if list {
		return units, nil
	}
	return units[0], nil
}

func texts(items []any) []string {
	out := make([]string, len(items))
	for i, item := range items {
		out[i] = item.(string)
	}
	return out
}

func integers(items []any) []int64 {
	out := make([]int64, len(items))
	for i, item := range items {
		out[i] = item.(int64)
	}
	return out
}

func negated(not bool, f Filter) Filter {
	if not {
		return Not{f}
	}
	return f
}

func truth(holds bool) Filter {
	if holds {
		return And{}
	}
	return Or{}
}
