package survey

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"wegwijs/bot"
)

func amsterdam(t testing.TB) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// A sample is one line of testdata/lines.txt.
type sample struct {
	at       string
	typed    string
	empty    bool
	form     bool // a person must look at it first
	want     Spec // with form: what the form is filled with; no questions: not asked
	channels []string
}

func samples(t testing.TB) (all []sample) {
	t.Helper()
	raw, err := os.ReadFile("testdata/lines.txt")
	if err != nil {
		t.Fatal(err)
	}
	unescape := strings.NewReplacer(`\n`, "\n", `\r`, "\r", `\t`, "\t", `\_`, "\u00a0", `\0`, "\u200b")
	for i, line := range strings.Split(string(raw), "\n") {
		typed, want, ok := strings.Cut(line, "⇒")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		s := sample{at: "testdata/lines.txt:" + strconv.Itoa(i+1), typed: unescape.Replace(strings.TrimSuffix(typed, " "))}
		want = strings.TrimSpace(want)
		switch {
		case want == "empty":
			s.empty = true
		case want == "form":
			s.form = true
		default:
			want, s.form = strings.CutPrefix(want, "form ")
			s.expect(t, want)
		}
		all = append(all, s)
	}
	return all
}

// expect reads "kind attributes | question | option || kind | question".
func (s *sample) expect(t testing.TB, want string) {
	s.want.Mode = Unnamed
	for part := range strings.SplitSeq(want, " || ") {
		fields := strings.Split(part, "|")
		for i := range fields {
			fields[i] = strings.TrimSpace(fields[i])
		}
		words := strings.Fields(fields[0])
		q := Question{Kind: Kind(words[0]), Text: fields[1]}
		if len(fields) > 2 {
			q.Options = fields[2:]
		}
		moment := func(s string) time.Time {
			at, err := time.ParseInLocation("2006-01-02T15:04", s, amsterdam(t))
			if err != nil {
				t.Fatal(err)
			}
			return at
		}
		for _, w := range words[1:] {
			name, value, _ := strings.Cut(w, "=")
			value = strings.ReplaceAll(value, "_", " ")
			switch name {
			case "named", "final":
				s.want.Mode = Mode(name)
			case "max":
				q.Max, _ = strconv.Atoi(value)
			case "until":
				s.want.Closes = moment(value)
			case "from":
				s.want.Opens = moment(value)
			case "1-5":
				q.High = 5
			case "1-10":
				q.High = 10
			case "low":
				q.Low = value
			case "top":
				q.Top = value
			case "interim":
				s.want.Interim = true
			case "add":
				s.want.AddOption = true
			case "split":
				s.want.Split = true
			case "remind":
				s.want.Remind = true
			case "nomaker":
				s.want.NoMaker = true
			case "channels":
				s.channels = strings.Split(value, ",")
			default:
				t.Fatalf("%s: %q is no attribute", s.at, w)
			}
		}
		s.want.Questions = append(s.want.Questions, q)
	}
}

// show is a poll in one line, to compare and to read.
func show(s Spec, channels []string) string {
	var b strings.Builder
	for _, q := range s.Questions {
		fmt.Fprintf(&b, "%s max=%d high=%d low=%q top=%q %q %q; ", q.Kind, q.Max, q.High, q.Low, q.Top, q.Text, q.Options)
	}
	utc := func(at time.Time) string {
		if at.IsZero() {
			return "-"
		}
		return at.UTC().Format("2006-01-02T15:04:05Z")
	}
	fmt.Fprintf(&b, "%s from %s until %s interim=%v add=%v split=%v remind=%v nomaker=%v channels=%q", s.Mode, utc(s.Opens), utc(s.Closes),
		s.Interim, s.AddOption, s.Split, s.Remind, s.NoMaker, channels)
	if len(s.Places) > 0 || s.Repeat != "" || s.Template != "" {
		fmt.Fprintf(&b, " and more: %v %q %q", s.Places, s.Repeat, s.Template)
	}
	return b.String()
}

// The corpus: no line may become a poll that its maker did not mean, and as few
// as possible that are clear may need the form.
func TestLines(t *testing.T) {
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, amsterdam(t))
	all := samples(t)
	if len(all) < 300 {
		t.Fatalf("only %d lines", len(all))
	}
	complete, forms, wrong := 0, 0, 0
	for _, s := range all {
		line := Parse(s.typed, now)
		got, want := show(line.Spec, line.Channels), show(s.want, s.channels)
		switch {
		case line.Empty != s.empty:
			t.Errorf("%s: %q: empty is %v", s.at, s.typed, line.Empty)
		case s.empty:
		case line.Complete():
			complete++
			if s.form || got != want {
				wrong++
				t.Errorf("%s: a wrong poll of %q:\n got %s\nwant %s (form %v)", s.at, s.typed, got, want, s.form)
			}
		case !s.form:
			t.Errorf("%s: %q needs the form: %s\n%s", s.at, s.typed, say(bot.NL, slices.Concat(line.Doubts, line.Spec.Faults())...), got)
		default:
			forms++
			if len(s.want.Questions) > 0 && got != want {
				t.Errorf("%s: the form of %q is filled with\n     %s\nwant %s", s.at, s.typed, got, want)
			}
			if len(line.Doubts)+len(line.Spec.Faults()) == 0 {
				t.Errorf("%s: %q needs the form, and nothing says why", s.at, s.typed)
			}
		}
	}
	t.Logf("%d lines: %d became the poll that was meant, %d the form, %d a wrong poll", len(all), complete, forms, wrong)
}
