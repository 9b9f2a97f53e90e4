// Package network holds the whole graph in memory: who is related to whom, and every text. It follows the store's log.
package network
