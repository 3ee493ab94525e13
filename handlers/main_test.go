package handlers_test

import (
	"flag"
	"os"
	"runtime"
	"strconv"
	"testing"
)

// TestMain plays two transcripts at a time for each processor: they wait for the
// disk as often as they compute. Whoever gives -parallel decides.
func TestMain(m *testing.M) {
	flag.Parse()
	given := false
	flag.Visit(func(f *flag.Flag) { given = given || f.Name == "test.parallel" })
	if !given {
		if err := flag.Set("test.parallel", strconv.Itoa(2*runtime.GOMAXPROCS(0))); err != nil {
			panic(err) // it is a whole number
		}
	}
	os.Exit(m.Run())
}
