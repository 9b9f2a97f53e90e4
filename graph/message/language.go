package message

import (
	"context"
	"sync"

	"golang.org/x/text/language"
)

// Language is one of the languages the product speaks. The zero value is
// Chinese.
type Language uint8

// The languages, the default first.
const (
	Chinese Language = iota
	English
)

// longestHeader bounds the part of Accept-Language that is looked at, in
// bytes. Browsers send fewer than a hundred; parsing takes time that grows
// with the length of what a stranger sends.
const longestHeader = 256

// matcher knows the languages in the order of their constants. It is built
// when first asked for and never changes.
var matcher = sync.OnceValue(func() language.Matcher {
	return language.NewMatcher([]language.Tag{language.Chinese, language.English})
})

// Parse chooses the language for an Accept-Language header. A header that is
// absent, malformed or names no language of ours gives Chinese.
func Parse(acceptLanguage string) Language {
	if acceptLanguage == "" || len(acceptLanguage) > longestHeader {
		return Chinese
	}
	_, index := language.MatchStrings(matcher(), acceptLanguage)
	return Language(index)
}

// String gives the language's tag, as the Content-Language header writes it.
func (l Language) String() string {
	if l == English {
		return "en"
	}
	return "zh"
}

type languageKey struct{}

// With gives a context in which messages are spoken in the language.
func With(ctx context.Context, language Language) context.Context {
	return context.WithValue(ctx, languageKey{}, language)
}

// From gives the language of a context, Chinese where none was set.
func From(ctx context.Context) Language {
	language, _ := ctx.Value(languageKey{}).(Language)
	return language
}
