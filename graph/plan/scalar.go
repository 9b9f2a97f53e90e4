package plan

import (
	"encoding/json"
	"math"
	"strconv"

	"partnergraph/graph/value"
)

// scalar coerces a scalar by its name in the contract.
func scalar(path, name string, raw any) (any, error) {
	switch name {
	case "Int":
		return integer(path, raw)
	case "Float":
		return float(path, raw)
	case "Boolean":
		if flag, ok := raw.(bool); ok {
			return flag, nil
		}
		return nil, invalid(path, "应为 true 或 false", "must be true or false")
	case "ID":
		return identifier(path, raw)
	case "Decimal":
		return decimal(path, raw)
	}
	text, ok := raw.(string)
	if !ok {
		return nil, invalid(path, "应为字符串", "must be a string")
	}
	switch name {
	case "PartialDate":
		if _, err := value.ParsePartialDate(text); err != nil {
			return nil, invalid(path, "日期应写作 2020、2020-05 或 2020-05-18", "a date is written 2020, 2020-05 or 2020-05-18")
		}
	case "DateTime":
		key, err := value.DateTimeKey(text)
		if err != nil {
			return nil, invalid(path, "时间应写作 2020-05-18T08:00:00Z", "a time is written 2020-05-18T08:00:00Z")
		}
		return key, nil
	}
	return text, nil
}

func integer(path string, raw any) (any, error) {
	var number int64
	switch raw := raw.(type) {
	case int64:
		number = raw
	case int:
		number = int64(raw)
	case json.Number:
		parsed, err := strconv.ParseInt(raw.String(), 10, 64)
		if err != nil {
			return nil, invalid(path, "应为 32 位整数", "must be a 32-bit integer")
		}
		number = parsed
	default:
		return nil, invalid(path, "应为 32 位整数", "must be a 32-bit integer")
	}
	if number > math.MaxInt32 || number < math.MinInt32 {
		return nil, invalid(path, "应为 32 位整数", "must be a 32-bit integer")
	}
	return number, nil
}

func float(path string, raw any) (any, error) {
	var number float64
	switch raw := raw.(type) {
	case float64:
		number = raw
	case int64:
		number = float64(raw)
	case int:
		number = float64(raw)
	case json.Number:
		parsed, err := raw.Float64()
		if err != nil {
			return nil, invalid(path, "应为数字", "must be a number")
		}
		number = parsed
	default:
		return nil, invalid(path, "应为数字", "must be a number")
	}
	if math.IsNaN(number) || math.IsInf(number, 0) {
		return nil, invalid(path, "应为数字", "must be a number")
	}
	return number, nil
}

func identifier(path string, raw any) (any, error) {
	switch raw := raw.(type) {
	case string:
		return raw, nil
	case int64:
		return strconv.FormatInt(raw, 10), nil
	case json.Number:
		if _, err := strconv.ParseInt(raw.String(), 10, 64); err == nil {
			return raw.String(), nil
		}
	}
	return nil, invalid(path, "应为标识字符串", "must be an identifier string")
}

// decimal takes the digits as they were written; a number never passes through binary floating point.
func decimal(path string, raw any) (any, error) {
	text := ""
	switch raw := raw.(type) {
	case string:
		text = raw
	case json.Number:
		text = raw.String()
	case int64:
		text = strconv.FormatInt(raw, 10)
	}
	if !value.IsDecimal(text) {
		return nil, invalid(path, "应为十进制数，如 \"205000.50\"", "must be a decimal number such as \"205000.50\"")
	}
	return text, nil
}
