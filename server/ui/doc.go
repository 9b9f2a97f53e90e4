// Package ui holds what staff see in a browser: the GraphQL Playground and the
// operations it opens with.
//
// The Playground is GraphiQL, bundled by Vite from the npm project in this
// folder (index.html, src/) into dist/, and embedded from there. Nothing of it
// comes from another host: it works where the server works.
//
// The operations lie in operations/, one GraphQL document a file, and are
// written nowhere else: the Playground's tabs, the server's start-up output and
// the browser test all read these files.
//
// # Decisions
//
// 2026-11-23, our own bundle. gqlgen's playground handler is a page that loads
// GraphiQL from a CDN; that fails on an office network without the internet
// and gives a third party a say over what runs beside the bureau's data. The
// bundle costs the binary about 7 MB. Refused: committing the built assets
// (they drift from their source and swamp every diff), so a server compiled
// without them says how to build them.
//
// 2026-11-23, Chinese titles for tabs. GraphiQL names a tab by its operation,
// and GraphQL's names are ASCII. A document's first comment line, "# 匹配伙伴 ·
// Find partners", titles its tab instead, for a user's own tabs too. Refused: a
// list of titles by operation name, a second place to keep.
//
// 2026-11-23, inline styles are allowed by the Content-Security-Policy, inline
// scripts are not. Monaco, the editor, positions its lines and colours its
// tokens with style attributes and style elements that it writes while running,
// so neither hashes nor nonces can name them.
package ui
