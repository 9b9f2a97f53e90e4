// Package message holds what the product says to people, in Chinese and in
// English, and decides which of the two a request is answered in.
//
// A message is a [Text]: both languages side by side at the place that raises
// it, so that neither can be forgotten. The request's language travels in the
// context and is read where an error leaves the server.
//
//	ctx = message.With(ctx, message.Parse(request.Header.Get("Accept-Language")))
//	…
//	return message.Text{ZH: "标题不能为空", EN: "the title must not be blank"}.In(message.From(ctx))
//
// # Decisions
//
// 2026-11-23. Context: staff read Chinese, programs and visitors read English.
// Choice: two fixed fields instead of a catalogue with keys, because a missing
// translation is then a missing argument that a reader of the code sees.
// Refused: golang.org/x/text/message catalogues, whose texts live far from
// where they are raised and whose gaps show at run time only. The matching of
// languages itself is left to golang.org/x/text/language.
package message
