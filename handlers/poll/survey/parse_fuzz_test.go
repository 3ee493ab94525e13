package survey

import (
	stdflag "flag"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"wegwijs/bot"
)

// runs are the runs of letters and digits of a text, counted.
func runs(texts ...string) map[string]int {
	count := map[string]int{}
	for _, text := range texts {
		for _, run := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			count[run]++
		}
	}
	return count
}

// lost returns a run that was typed and is nowhere in what came of it.
func lost(text string, line Line, used []string) string {
	found := []string{strings.Join(used, "\n"), say(bot.NL, line.Doubts...), strings.Join(line.Channels, "\n")}
	for _, q := range line.Spec.Questions {
		found = append(found, q.Text, strings.Join(q.Options, "\n"), q.Low, q.Top)
	}
	have := runs(found...)
	for run, n := range runs(clean(text)) {
		if have[run] < n {
			return run
		}
	}
	return ""
}

// check asserts what holds for every line whatever.
func check(t *testing.T, text string, now time.Time) {
	t.Helper()
	line, used := parse(text, now)
	if run := lost(text, line, used); run != "" {
		t.Errorf("%q was typed in %q and is lost: %s, %s, used %q", run, text, show(line.Spec, line.Channels), say(bot.NL, line.Doubts...), used)
	}
	if line.Empty != (strings.TrimSpace(clean(text)) == "") {
		t.Errorf("%q: empty is %v", text, line.Empty)
	}
	switch line.Spec.Mode {
	case Named, Unnamed, Final:
	default:
		t.Errorf("%q: mode %q", text, line.Spec.Mode)
	}
	if !line.Spec.Closes.IsZero() && !line.Spec.Closes.After(now) {
		t.Errorf("%q closes %v, before it is typed", text, line.Spec.Closes)
	}
	for _, q := range line.Spec.Questions {
		for _, s := range append([]string{q.Text, q.Low, q.Top}, q.Options...) {
			if strings.ContainsAny(s, "\n\t\r\u200b\u202e") {
				t.Errorf("%q: %q would break a line", text, s)
			}
		}
	}
	if line.Complete() && (len(line.Spec.FaultsAt(now)) > 0 || len(line.Spec.Questions) == 0) {
		t.Errorf("%q is complete and cannot be placed", text)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range samples(f) {
		f.Add(s.typed)
	}
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, amsterdam(f))
	f.Fuzz(func(t *testing.T, text string) { check(t, strings.ToValidUTF8(text, ""), now) })
}

var shuffledLines = stdflag.Int("shuffled", 8_000, "lines TestShuffledLines makes")

// Lines made of the pieces people type, in any order: nothing is lost, and none
// can be placed that has something it cannot have.
func TestShuffledLines(t *testing.T) {
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, amsterdam(t))
	parts := []string{`"`, `"`, `"Q?"`, `"aa"`, `“bb”`, `„cc”`, "«dd»", "'ee'", "ff", "gg?", "hh", "\n", "\n- ", "\n1. ", ",", " ", "  ", "--anoniem", "--met-naam",
		"--kies 2", "--kies", "--tot", "--tot 17:00", "morgen 12:00", "vrijdag", "—schaal 1-5", "--enps", "--kanalen #ii,#jj", "#kk", "--onbekend", "--laag mm",
		"anonymous", "limit 2", "hidden", "on", "V: nn?", "[schaal 1-5]", "?", "'s", "''", "<<", ">>", "->", "👍", "@channel", "=1+1", "&lt;", "\u200b", "\u202e", "-tot", "en"}
	seeds := rand.New(rand.NewPCG(1, 2))
	for range *shuffledLines {
		var b strings.Builder
		for range 1 + seeds.IntN(10) {
			b.WriteString(parts[seeds.IntN(len(parts))])
			if seeds.IntN(4) > 0 {
				b.WriteByte(' ')
			}
		}
		check(t, b.String(), now)
		if t.Failed() {
			return
		}
	}
}

// The order in which flags and texts stand does not matter.
func TestFlagsAnywhere(t *testing.T) {
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, amsterdam(t))
	flags := []string{"--met-naam", "—tot vrijdag 12:00", "--kies=2", "--kanalen #a,#b"}
	want := Parse(`"Wat eten we?" "soep" "brood" "rijst" `+strings.Join(flags, " "), now)
	if !want.Complete() {
		t.Fatal(say(bot.NL, want.Doubts...))
	}
	seeds := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		words := []string{`"Wat eten we?"`, "“soep”", "'brood'", `„rijst”`}
		for _, f := range flags {
			words = slices.Insert(words, seeds.IntN(len(words)+1), f)
		}
		for _, space := range []string{" ", "   ", "\n", " \n "} {
			typed := strings.Join(words, space)
			got := Parse(typed, now)
			if !got.Complete() || show(got.Spec, got.Channels) != show(want.Spec, want.Channels) {
				t.Errorf("%q: %s\n%s", typed, show(got.Spec, got.Channels), say(bot.NL, got.Doubts...))
			}
		}
	}
}

func TestLongLines(t *testing.T) {
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, amsterdam(t))
	for name, text := range map[string]string{
		"10,000 characters":          `"` + strings.Repeat("x", 10_000) + `?" "a" "b"`,
		"10,000 characters unquoted": strings.Repeat("xy ", 3_333) + "?",
		"200 options":                `"Wat?"` + strings.Repeat(` "optie"`, 200),
		"10,000 quotes":              strings.Repeat(`"`, 10_000),
		"10,000 quoted letters":      strings.Repeat(` "a`, 5_000),
		"10,000 apostrophes":         strings.Repeat(" 'a", 5_000),
		"10,000 openers":             strings.Repeat("«", 10_000),
		"10,000 dashes":              strings.Repeat("-", 10_000),
		"5,000 flags":                strings.Repeat(" --anoniem", 5_000),
		"5,000 unknown flags":        strings.Repeat(" --x", 2_000),
		"5,000 flags with a quote":   strings.Repeat(` --tot="`, 2_000),
		"5,000 flags with a word":    strings.Repeat(" --tot x", 2_000),
		"5,000 lines":                "Wat?" + strings.Repeat("\n- a", 5_000),
		"5,000 question marks":       strings.Repeat("? ", 5_000),
	} {
		began := time.Now()
		if Parse(text, now).Complete() {
			t.Errorf("%s: complete", name)
		}
		if took := time.Since(began); took > time.Second {
			t.Errorf("%s took %v", name, took)
		}
		check(t, text, now)
	}
}
