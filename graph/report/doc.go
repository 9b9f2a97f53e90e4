// Package report writes a year's report from the network: in the four parts of the bureau's own, in sentences of our own, each with
// the records and the places in documents that it rests on.
//
//	View ──Compose──▶ Report: sections ▷ paragraphs ▷ figures, citations ──▶ Markdown, HTML, DOCX
//
// # 2026-11-24: sentences are made from records, not kept
//
// A section asks the network for the records that belong there, by type, kind and year, and has a sentence for each; what is not
// known has no sentence. So a report for any year follows from the records, and a new agreement changes the next one. Refused:
// templates with places to fill in, which print "0 cases" where nobody counted.
//
// # 2026-11-24: a figure keeps its precision and its record
//
// 3000余份 is printed as 3000多份 and as "more than 3,000", never as 3,000. Amounts are in the unit of each language's readers: 万元 and
// 亿元, CNY million. A figure names the record that holds it and where that was taken from; the sentence carries the same citations,
// so that a reader of the Markdown finds them at its end.
//
// # 2026-11-24: libraries for the formats
//
// goldmark turns our Markdown into HTML without raw HTML; godocx (MIT) writes Word with real heading styles. Refused: a Word file
// written by hand, and fumiama/go-docx, whose licence is the AGPL.
package report
