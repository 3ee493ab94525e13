// Command compare prints how find does beside Bleve and SQLite FTS5, as Markdown.
//
// It must be run from the folder bench. It ends with code 1 when find does not
// win everywhere, or when the larger set is not there.
package main

import (
	"flag"
	"fmt"
	"os"

	"wegwijs/bench"
)

func main() {
	tune := flag.Bool("tune", false, "look for the best weights of fields for the peers instead, which takes minutes")
	flag.Parse()
	run := compare
	if *tune {
		run = tuneAll
	}
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "compare:", err)
		os.Exit(1)
	}
}

func compare() error {
	lost, err := bench.Everything(os.Stdout)
	if err != nil {
		return err
	}
	for _, l := range lost {
		fmt.Fprintln(os.Stderr, l)
	}
	if len(lost) > 0 {
		return fmt.Errorf("find does not win in %d places", len(lost))
	}
	return nil
}
