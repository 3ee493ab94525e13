package paper_test

import (
	"fmt"
	"io"
	"testing"
	"time"

	"wegwijs/handlers/agenda/paper"
)

func BenchmarkFormats(b *testing.B) {
	for _, n := range []int{100, 1000} {
		a := many(n).For(paper.Members)
		for _, f := range paper.Formats {
			b.Run(fmt.Sprintf("%d/%s", n, f), func(b *testing.B) {
				for b.Loop() {
					if err := a.Write(io.Discard, f); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

func TestFast(t *testing.T) {
	for n, most := range map[int]time.Duration{100: time.Second, 1000: 5 * time.Second} {
		a := many(n).For(paper.Members)
		for _, f := range paper.Formats {
			begun := time.Now()
			if err := a.Write(io.Discard, f); err != nil {
				t.Fatal(err)
			}
			if took := time.Since(begun); took > most {
				t.Errorf("%d topics to %s took %v", n, f, took)
			}
		}
	}
}
