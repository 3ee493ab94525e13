//go:build race

package poll

// raced says that the race detector is on: everything takes many times as long.
const raced = true
