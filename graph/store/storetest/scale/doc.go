// Package scale holds the engines to what a question may cost on a graph that is large enough to tell a right plan from a wrong one: an
// organization with 30,000 agreements, pages far into a list, conditions over two relations.
//
// Work is counted, never timed: database hits and transaction memory by Neo4j's PROFILE, the virtual machine's steps by SQLite's own
// counter of a statement.
package scale
