package graphqlhttp

import (
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/validator/core"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"partnergraph/graph/message"
)

// validationRules are the specification's rules without "Did you mean", which
// would tell a stranger the names of a schema whose introspection is off, and
// with integers held to 32 bits. Two further rules lose their hints in the
// executor (SetDisableSuggestion).
func validationRules() *rules.Rules {
	set := rules.NewDefaultRules()
	for hinting, silent := range map[string]core.Rule{
		rules.KnownArgumentNamesRule.Name:  rules.KnownArgumentNamesRuleWithoutSuggestions,
		rules.KnownTypeNamesRule.Name:      rules.KnownTypeNamesRuleWithoutSuggestions,
		rules.ValuesOfCorrectTypeRule.Name: rules.ValuesOfCorrectTypeRuleWithoutSuggestions,
	} {
		set.RemoveRule(hinting)
		set.AddRule(silent.Name, silent.RuleFunc)
	}
	set.AddRule("IntegersOf32Bits", integersOf32Bits)
	return set
}

// integersOf32Bits refuses a literal that the type Int cannot hold; gqlparser
// lets 64 bits pass.
func integersOf32Bits(observers *core.Events, addError core.AddErrFunc) {
	observers.OnValue(func(_ *core.Walker, value *ast.Value) {
		if value.Kind != ast.IntValue || value.Definition == nil || value.Definition.Name != "Int" {
			return
		}
		if _, err := strconv.ParseInt(value.Raw, 10, 32); err != nil {
			addError(core.Message("Int cannot represent non 32-bit signed integer value: %s", value.Raw), core.At(value.Position))
		}
	})
}

// validationText says what validation found. gqlparser's English sentence
// names the field, type or argument in question; Chinese readers are told the
// rule in their language before it.
func validationText(found *gqlerror.Error) message.Text {
	if len(found.Path) > 1 && found.Path[0] == ast.PathName("variable") {
		name := variableName(found.Path)
		return message.Text{ZH: "变量 " + name + " 不合契约：" + found.Message, EN: "variable " + name + ": " + found.Message}
	}
	rule := strings.TrimSuffix(found.Rule, "WithoutSuggestions")
	return message.Text{ZH: ruleInChinese(rule) + "：" + found.Message, EN: found.Message}
}

func ruleInChinese(rule string) string {
	switch rule {
	case "FieldsOnCorrectType":
		return "该类型没有这个字段"
	case "FragmentsOnCompositeTypes":
		return "片段只能用于对象、接口或联合类型"
	case "KnownArgumentNames":
		return "没有这个参数"
	case "KnownDirectives":
		return "没有这个指令，或它不能用在此处"
	case "KnownFragmentNames":
		return "没有定义这个片段"
	case "KnownRootType":
		return "契约不提供这种操作"
	case "KnownTypeNames":
		return "没有这个类型"
	case "LoneAnonymousOperation":
		return "有多个操作时每个操作都要有名称"
	case "MaxIntrospectionDepth":
		return "内省查询嵌套过深"
	case "NoFragmentCycles":
		return "片段不得循环引用"
	case "NoUndefinedVariables":
		return "用到了没有声明的变量"
	case "NoUnusedFragments":
		return "片段定义了却没有使用"
	case "NoUnusedVariables":
		return "变量声明了却没有使用"
	case "OverlappingFieldsCanBeMerged":
		return "同名的选择互相冲突，请用别名区分"
	case "PossibleFragmentSpreads":
		return "这个片段在此处永远不会适用"
	case "ProvidedRequiredArguments":
		return "缺少必需的参数"
	case "ScalarLeafs":
		return "对象字段必须选择子字段，标量字段不得选择"
	case "SingleFieldSubscriptions":
		return "订阅只能有一个根字段"
	case "UniqueArgumentNames", "UniqueDirectivesPerLocation", "UniqueFragmentNames",
		"UniqueInputFieldNames", "UniqueOperationNames", "UniqueVariableNames":
		return "同一名称不得出现两次"
	case "ValuesOfCorrectType", "IntegersOf32Bits":
		return "值与类型不符"
	case "VariablesAreInputTypes":
		return "变量必须是输入类型"
	case "VariablesInAllowedPosition":
		return "变量的类型与使用处不符"
	}
	return "请求不合契约"
}
