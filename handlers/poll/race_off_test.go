//go:build !race

package poll

// raced says that the race detector is on.
const raced = false
