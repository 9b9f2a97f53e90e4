//go:build !race

package main

// raceDetector says whether the race detector is built in.
const raceDetector = false
