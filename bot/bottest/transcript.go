package bottest

import (
	"fmt"
	"strings"
	"time"

	"wegwijs/bot"
)

// A Transcript is a short conversation: what people do, and after each step
// what becomes visible. README.md describes the notation.
type Transcript struct {
	File  string
	Lang  bot.Lang // of the words of the notation: the first ones in the file decide; Dutch when there are none
	Steps []Step
	lines []string // as read, without line ends
}

// begins is how many steps at the start only say when the story begins. They
// are not played, so nothing can become visible after them.
func (t *Transcript) begins() int {
	for i, s := range t.Steps {
		if s.Verb != At {
			return i
		}
	}
	return len(t.Steps)
}

// A Step is one thing that happens.
type Step struct {
	Line   int // in the file, from 1
	Verb   Verb
	Who    string
	Where  Place
	Text   string        // of Say
	Label  string        // of Press: the button; of Choose: the menu, empty when not named
	Option string        // of Choose and ChooseAt
	Values []Value       // of Fill
	For    time.Duration // of Wait
	At     time.Time     // of At, when it has a date, in Zone
	Clock  string        // of At without a date: "17:00", the next time it is that late
	Times  int           // of Fail
	Reason bot.Reason    // of Fail
	Retry  time.Duration // of Fail: what the platform says to wait
	Expect []Shown       // empty: nothing becomes visible
}

// A Verb says what kind of step it is.
type Verb string

const (
	Say       Verb = "say"
	Press     Verb = "press"
	Choose    Verb = "choose"
	Fill      Verb = "fill"
	Wait      Verb = "wait"
	At        Verb = "at"
	Restart   Verb = "restart"
	Redeliver Verb = "redeliver"
	Fail      Verb = "fail"
	Delete    Verb = "delete"
	ChooseAt  Verb = "choose at" // an action, at the newest message of Where.Of in a channel
)

// A Shown is one thing that becomes visible, in the notation: a first line
// that says what, where and for whom, and one line per block.
type Shown struct {
	Line  int // in the file; 0 when it comes from a world
	Head  Head
	Lines []string
}

// Zone is where all transcripts happen.
var Zone = func() *time.Location {
	z, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		panic(err) // time/tzdata is linked in
	}
	return z
}()

// String writes the transcript in the notation, without its comments. Parsing
// the result gives the same steps.
func (t *Transcript) String() string {
	var b strings.Builder
	for i, s := range t.Steps {
		if i > 0 {
			b.WriteString("\n")
		}
		b.WriteString(s.In(t.Lang))
		b.WriteString("\n")
		for _, e := range s.Expect {
			fmt.Fprintf(&b, "> %s\n", e.Head.In(t.Lang))
			for _, l := range e.Lines {
				fmt.Fprintf(&b, "> %s\n", l)
			}
		}
	}
	return b.String()
}

// In writes the step in the notation, without what people see.
func (s Step) In(l bot.Lang) string {
	v := words(l)
	switch s.Verb {
	case Say:
		head := s.Who + s.where(v) + ":"
		if s.Text == "" {
			return head
		}
		return head + " " + escape(s.Text, false)
	case Press:
		return s.Who + " " + v.presses + ` "` + s.Label + `"`
	case Choose:
		if s.Label == "" {
			return s.Who + " " + v.chooses + ` "` + s.Option + `"`
		}
		return s.Who + " " + v.chooses + ` "` + s.Option + `" ` + v.from + ` "` + s.Label + `"`
	case ChooseAt:
		return s.Who + " " + v.chooses + ` "` + s.Option + `" ` + v.atMessage + " " + s.Where.Of
	case Fill:
		var b strings.Builder
		b.WriteString(s.Who + " " + v.fills)
		for _, val := range s.Values {
			b.WriteString("\n  " + val.Label + " =")
			for i, x := range val.Values {
				if i > 0 {
					b.WriteString(" |")
				}
				if x != "" {
					b.WriteString(" " + escape(x, true))
				}
			}
		}
		return b.String()
	case Wait:
		return v.wait + " " + period(s.For, v)
	case At:
		if s.Clock != "" {
			return v.at + " " + s.Clock
		}
		return v.at + " " + s.At.In(Zone).Format("2006-01-02 15:04:05")
	case Restart:
		return v.restart
	case Redeliver:
		return v.redeliver
	case Delete:
		return v.somebody + " " + v.deletes + strings.TrimPrefix(s.where(v), " in")
	case Fail:
		out := fmt.Sprintf("%s %d %s: %s", v.platform, s.Times, v.times, v.reasons[s.Reason])
		if s.Retry != 0 {
			out += " (" + s.Retry.String() + ")"
		}
		return out
	}
	return string(s.Verb)
}

func (s Step) where(v *vocabulary) string {
	out := ""
	if s.Where.Channel != "" {
		out = " in #" + s.Where.Channel
	} else if s.Where.Thread {
		out = " in dm"
	}
	if s.Where.Thread {
		out += ", " + v.thread
	}
	return out
}

func period(d time.Duration, v *vocabulary) string {
	if d%time.Second != 0 {
		return d.String()
	}
	var parts []string
	for _, u := range v.units {
		n := d / u.is
		if n == 0 {
			continue
		}
		d -= n * u.is
		name := u.many
		if n == 1 {
			name = u.one
		}
		parts = append(parts, fmt.Sprintf("%d %s", n, name))
	}
	return strings.Join(parts, " ")
}
