package bottest

import (
	"bytes"
	"encoding/json"
	"io"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// logCheck passes the log on and remembers what may not be in it.
type logCheck struct {
	mu   sync.Mutex
	out  io.Writer
	all  bytes.Buffer
	said []string
}

func (l *logCheck) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.all.Write(b)
	return l.out.Write(b)
}

// typed remembers the words of a step. Short ones may be in a log by chance.
func (l *logCheck) typed(s Step) {
	const byChance = 10
	texts := []string{s.Text}
	for _, v := range s.Values {
		texts = append(texts, v.Values...)
	}
	for _, t := range texts {
		t = strings.TrimSpace(addressed.ReplaceAllString(t, ""))
		if len(t) >= byChance {
			l.said = append(l.said, t)
		}
	}
}

// addressed is how a person turns to the bot; what follows is theirs.
var addressed = regexp.MustCompile(`^(@wegwijs|/\S+)`)

// leak returns something a person typed or is called that is in the log: as it
// was typed, or in a quoted string, or in one within that.
func (l *logCheck) leak() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	said := l.said
	for _, p := range Everybody() {
		said = append(said, p.Name, p.Email)
	}
	logged := readings(l.all.String(), mostQuoting)
	for _, s := range said {
		for _, text := range logged {
			if strings.Contains(text, s) {
				return s
			}
		}
	}
	return ""
}

// mostQuoting is how many layers of quoting are undone: an error that quotes a
// word, wrapped by one that quotes the error, as a string in a line of JSON.
const mostQuoting = 4

// quoted is a string as JSON and as Go's %q write it.
var quoted = regexp.MustCompile(`"(?:[^"\\\n]|\\.)*"`)

// readings returns text, and what the strings in it say. Those without an
// escape are left out: they say what the text says.
func readings(text string, layers int) []string {
	all := []string{text}
	if layers == 0 {
		return all
	}
	for _, q := range quoted.FindAllString(text, -1) {
		if !strings.Contains(q, `\`) {
			continue
		}
		var s string
		if json.Unmarshal([]byte(q), &s) != nil {
			var err error
			if s, err = strconv.Unquote(q); err != nil {
				continue // quotes that do not belong together
			}
		}
		all = append(all, readings(s, layers-1)...)
	}
	return all
}
