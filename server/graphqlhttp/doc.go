// Package graphqlhttp serves a gqlgen schema over HTTP and guards it.
//
// [New] gives the handler. It answers POST, and GET for queries, as the
// GraphQL-over-HTTP specification asks, in `application/json` or
// `application/graphql-response+json`, and refuses early what would cost
// much or say too much:
//
//	HTTP        method, origin, media types, size            4xx, nothing of the body in the answer
//	request     UTF-8, one JSON object, no member twice      400, nothing of the body in the answer
//	document    tokens, then syntax, then extent and text    an error, before validation begins
//	            the specification's rules, without hints     an error
//	variables   text, then types, without any leniency       an error
//	execution   a deadline; panics become INTERNAL
//	answer      at most a few errors, a few kilobytes
//
// The package knows HTTP and gqlgen's runtime, no schema and no store. What a
// particular schema adds — the cost of lists, the number of statements — comes
// as gqlgen extensions in [Options].
//
// # Decisions
//
// 2026-11-23, a transport of our own. Context: gqlgen's POST transport misses
// five SHOULDs of the specification's audits, reads bodies whole, answers an
// oversized one with 200 and repeats a malformed one to its sender. Choice: one
// [Transport] for POST and GET that also judges method, origin and media type,
// so that every refusal is JSON, in the reader's language, and carries what
// extensions add to every response. Refused: gqlgen's POST, GET, MultipartForm
// and Websocket transports; a chain of middleware around them, which would
// need its own error format.
//
// 2026-11-23, guards before validation. Context: validation is quadratic in
// the repeats of a field, and gqlgen offers no step between parsing and
// validation. Choice: an operation-parameter mutator lexes, parses and measures
// the document first; the executor then parses the at most 1,000 tokens
// again. Documents in the executor's cache have passed before and are not
// measured again. Refused: a validation rule (rules cannot stop the others),
// gqlgen's FixedComplexityLimit (it walks each spread of a fragment anew: a
// 910-byte query cost 8.8 s).
//
// 2026-11-23, the cache of documents keeps only short ones. Context: it counts
// documents, not bytes; 1,000 documents of a megabyte of comments would be a
// gigabyte. Choice: a document over 16 KiB is parsed each time.
//
// 2026-11-23, strict JSON by github.com/go-json-experiment/json: it refuses
// members given twice at any depth, matches names by case and lets numbers
// through digit by digit. UTF-8 is checked on the bytes before, and the
// decoder told to mangle: a lone surrogate escape then becomes U+FFFD, which
// the text policy refuses with the path of its variable.
//
// 2026-11-23, one policy for text (see [CheckText]): characters that nobody
// can see are refused, not stripped, because a stripped name is not what its
// writer sent. U+200D stays: emoji are joined with it. U+200C is refused: it
// only tells apart names that look the same.
//
// 2026-11-23, variables are held to their types (variables.go) after gqlparser
// has coerced them: it lets numbers pass as String, strings as Int, 64 bits as
// Int, and enum values in any case.
package graphqlhttp
