package bottest

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

const updateFlag = "update"

// Flag registers -update for this test binary, unless it is there already.
// Call it in a test file of each package that plays transcripts:
//
//	var update = bottest.Flag()
//
// With -update the plain world rewrites what transcripts expect; golden files
// may listen to it as well.
func Flag() *bool {
	if f := flag.Lookup(updateFlag); f != nil {
		v := updating()
		return &v
	}
	return flag.Bool(updateFlag, false, "rewrite what transcripts and golden files expect")
}

func updating() bool {
	f := flag.Lookup(updateFlag)
	return f != nil && f.Value.String() == "true"
}

// keepOpen returns got with the … of want where they still stand for the truth.
func keepOpen(want, got []Shown) []Shown {
	for i := range got {
		if i >= len(want) {
			break
		}
		for j := range got[i].Lines {
			if j < len(want[i].Lines) && matches(opens(want[i].Lines[j]), got[i].Lines[j]) {
				got[i].Lines[j] = want[i].Lines[j]
			}
		}
	}
	return got
}

// rewrite writes the transcript with seen, per step, as what it expects.
// Comments, empty lines and steps stay as they are. It tells whether anything changed.
func (t *Transcript) rewrite(path string, seen map[int][]Shown) (bool, error) {
	old := strings.Join(t.lines, "\n") + "\n"
	var out []string
	for n, step := range t.Steps {
		from, to := step.Line-1, len(t.lines)
		if n == 0 {
			out = append(out, t.lines[:from]...)
		}
		if n+1 < len(t.Steps) {
			to = t.Steps[n+1].Line - 1
		}
		end := from + 1 // of the step with its indented lines
		for end < to && indent(t.lines[end]) > 0 && strings.TrimSpace(t.lines[end]) != "" {
			end++
		}
		now, ok := seen[step.Line]
		if !ok {
			out = append(out, t.lines[from:to]...)
			continue
		}
		out = append(out, t.lines[from:end]...)
		for _, s := range now {
			out = append(out, "> "+s.Head.In(t.Lang))
			for _, l := range s.Lines {
				out = append(out, "> "+l)
			}
		}
		for _, l := range t.lines[end:to] {
			if !strings.HasPrefix(l, ">") {
				out = append(out, l)
			}
		}
	}
	text := strings.Join(out, "\n") + "\n"
	if text == old {
		return false, nil
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), ".transcript-*")
	if err != nil {
		return false, fmt.Errorf("rewrite transcript: %w", err)
	}
	_, err = tmp.WriteString(text)
	if e := tmp.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Chmod(tmp.Name(), 0o644)
	}
	if err == nil {
		err = os.Rename(tmp.Name(), path)
	}
	if err != nil {
		os.Remove(tmp.Name())
		return false, fmt.Errorf("rewrite transcript: %w", err)
	}
	return true, nil
}
