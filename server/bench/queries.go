package main

import "embed"

//go:embed queries/*.graphql
var texts embed.FS

// queries is the text of an operation, as the harness names it.
func queries(name string) string {
	text, err := texts.ReadFile("queries/" + name + ".graphql")
	if err != nil {
		panic("bench: an operation that has no text: " + err.Error())
	}
	return string(text)
}
