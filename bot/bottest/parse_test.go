package bottest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"wegwijs/bot"
)

func transcripts(t testing.TB) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, glob := range []string{"testdata/parse/*.txt", "testdata/play/*.txt", "testdata/wrong/*.txt"} {
		files, err := filepath.Glob(glob)
		if err != nil || len(files) == 0 {
			t.Fatalf("no transcript matches %s: %v", glob, err)
		}
		for _, f := range files {
			data, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			out[f] = string(data)
		}
	}
	return out
}

var ignoreLines = cmp.Options{
	cmpopts.IgnoreFields(Step{}, "Line"), cmpopts.IgnoreFields(Shown{}, "Line"),
	cmpopts.IgnoreUnexported(Transcript{}), cmpopts.EquateEmpty(),
}

func TestTranscriptsSurviveBeingWritten(t *testing.T) {
	for file, text := range transcripts(t) {
		tr, err := Parse(file, text)
		if err != nil {
			t.Error(err)
			continue
		}
		again, err := Parse(file, tr.String())
		if err != nil {
			t.Errorf("%v\n%s", err, tr)
			continue
		}
		if d := cmp.Diff(tr, again, ignoreLines); d != "" {
			t.Errorf("%s is read differently after it was written (- read, + written and read):\n%s", file, d)
		}
	}
}

func TestPollAndAgendaNeedNoSpecialCase(t *testing.T) {
	for file, want := range map[string]map[Verb]int{
		"testdata/parse/peiling.txt": {Say: 2, Press: 3, Redeliver: 1, Wait: 2, Restart: 1, Fail: 1, At: 2, Choose: 1, Delete: 1},
		"testdata/parse/agenda.txt":  {At: 2, Say: 4, Fill: 4, Fail: 1, Press: 2},
	} {
		tr, err := ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		got, kinds := map[Verb]int{}, map[string]int{}
		for _, s := range tr.Steps {
			got[s.Verb]++
			for _, e := range s.Expect {
				for _, l := range e.Lines {
					kinds[kindOf(l)]++
				}
			}
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s (- want, + got):\n%s", file, d)
		}
		if file == "testdata/parse/peiling.txt" {
			if d := cmp.Diff(map[string]int{"para": 14, "note": 3, "button": 2, "caption": 1, "row": 2, "picture": 1, "item": 3, "menu": 1, "file": 1}, kinds); d != "" {
				t.Errorf("blocks of %s (- want, + got):\n%s", file, d)
			}
		}
	}
}

func TestSteps(t *testing.T) {
	at := func(s string) time.Time {
		when, err := time.ParseInLocation("2006-01-02 15:04:05", s, Zone)
		if err != nil {
			t.Fatal(err)
		}
		return when
	}
	algemeen := Place{Channel: "algemeen"}
	for text, want := range map[string]Step{
		"alice: hallo":                                            {Verb: Say, Who: "alice", Text: "hallo"},
		"alice in dm: hallo":                                      {Verb: Say, Who: "alice", Text: "hallo"},
		"alice in #algemeen: a: b":                                {Verb: Say, Who: "alice", Where: algemeen, Text: "a: b"},
		"alice in #algemeen, in de draad: b":                      {Verb: Say, Who: "alice", Where: Place{Channel: "algemeen", Thread: true}, Text: "b"},
		"alice in #algemeen, in the thread: b":                    {Verb: Say, Who: "alice", Where: Place{Channel: "algemeen", Thread: true}, Text: "b"},
		`alice: C:\map \n\t\\n \u0041\|\{2 xy}`:                   {Verb: Say, Who: "alice", Text: "C:\\map \n\t\\n A|xyxy"},
		"alice:\n  een\n    twee\n  drie":                         {Verb: Say, Who: "alice", Text: "een\n  twee\ndrie"},
		`alice kiest "Maak agendapunt" bij het bericht van bram`:  {Verb: ChooseAt, Who: "alice", Option: "Maak agendapunt", Where: Place{Of: "bram"}},
		`alice chooses "Make agenda item" at the message of bram`: {Verb: ChooseAt, Who: "alice", Option: "Make agenda item", Where: Place{Of: "bram"}},
		"alice: nul\n  een":                                       {Verb: Say, Who: "alice", Text: "nul\neen"},
		`alice drukt op "Deel "dit" nu"`:                          {Verb: Press, Who: "alice", Label: `Deel "dit" nu`},
		`alice presses "Share"`:                                   {Verb: Press, Who: "alice", Label: "Share"},
		`alice kiest "Netwerk" uit "Kies een thema"`:              {Verb: Choose, Who: "alice", Label: "Kies een thema", Option: "Netwerk"},
		`alice kiest "Netwerk"`:                                   {Verb: Choose, Who: "alice", Option: "Netwerk"},
		"alice vult in":                                           {Verb: Fill, Who: "alice"},
		"alice vult in:\n  A = b = c\n  D =\n  E = f | g | \\|h": {Verb: Fill, Who: "alice", Values: []Value{
			{"A", []string{"b = c"}}, {"D", nil}, {"E", []string{"f", "g", "|h"}}}},
		"alice vult in\n  A =\n    1. x\n      1a. y\n  B = z": {Verb: Fill, Who: "alice", Values: []Value{{"A", []string{"1. x\n  1a. y"}}, {"B", []string{"z"}}}},
		"wacht 48 uur":                         {Verb: Wait, For: 48 * time.Hour},
		"wacht 1 week 2 dagen 1 minuut":        {Verb: Wait, For: 9*24*time.Hour + time.Minute},
		"wait 90s":                             {Verb: Wait, For: 90 * time.Second},
		"om 2026-11-23 09:00":                  {Verb: At, At: at("2026-11-23 09:00:00")},
		"at 2026-11-23 09:00:05":               {Verb: At, At: at("2026-11-23 09:00:05")},
		"om 2026-11-23":                        {Verb: At, At: at("2026-11-23 00:00:00")},
		"om 9:00":                              {Verb: At, Clock: "09:00"},
		"herstart":                             {Verb: Restart},
		"opnieuw bezorgd":                      {Verb: Redeliver},
		"platform faalt":                       {Verb: Fail, Times: 1},
		"platform faalt 3 keer: te snel (5s)":  {Verb: Fail, Times: 3, Reason: bot.RateLimited, Retry: 5 * time.Second},
		"platform faalt: geen toegang":         {Verb: Fail, Times: 1, Reason: bot.NoAccess},
		"platform fails 2 times: gone":         {Verb: Fail, Times: 2, Reason: bot.NotFound},
		"platform faalt 1 keer: ongeldig":      {Verb: Fail, Times: 1, Reason: bot.Invalid},
		"platform faalt 1 keer: verboden":      {Verb: Fail, Times: 1, Reason: bot.Forbidden},
		"platform faalt 1 keer: tijdelijk":     {Verb: Fail, Times: 1, Reason: bot.Temporary},
		"somebody deletes the message in #x-y": {Verb: Delete, Where: Place{Channel: "x-y"}},
	} {
		tr, err := Parse("t", "# titel\r\nherstart\n"+text)
		if err != nil {
			t.Error(err)
			continue
		}
		want.Line = 3
		if d := cmp.Diff([]Step{want}, tr.Steps[1:]); d != "" {
			t.Errorf("%q (- want, + got):\n%s", text, d)
		}
	}
}

func TestMistakesAreExplained(t *testing.T) {
	for text, want := range map[string]string{
		"":                                       "t:1: nothing happens",
		"# alleen een titel":                     "t:1: nothing happens",
		"om 2027-01-12 09:00\nom 10:00":          "t:2: nothing happens",
		"om 10:00\n> wegwijs aan alice:\n> a":    "t:2: the story begins here, so nothing is seen yet",
		"om 10:00\nat 2030-01-01\n\n> tekst":     "t:4: the story begins here, so nothing is seen yet",
		"alice: a\n> wegwijs aan alice:\n> …":    "t:3: this is true of whatever is seen",
		"alice: a\n> wegwijs aan alice:\n> *…":   "t:3: this is true of whatever is seen",
		"alice: a\n> wegwijs aan alice:\n> - …":  "t:3: this is true of whatever is seen",
		"alice: a\n> wegwijs aan alice:\n> 1. …": "t:3: this is true of whatever is seen",
		"alice: a\n> formulier voor alice: …":    "t:2: this is true of whatever is seen",
		"\nwat is dit":                           `t:2: this is not a step: "wat is dit"; somebody says something as  alice in #algemeen: tekst`,
		"alice drukt op Deel":                    `did you mean  alice drukt op "Deel in dit kanaal"`,
		"alice kiest Netwerk":                    `did you mean  alice kiest "Netwerk"`,
		"alice:":                                 "t:1: alice says nothing",
		"> wegwijs aan alice:":                   "t:1: what becomes visible follows a step",
		"alice: a\n> tekst":                      "t:2: first say who sees it and where",
		"  alice: a":                             "t:1: an indented line continues",
		"herstart\n  alice: a":                   "t:2: an indented line continues",
		"wacht even":                             `t:1: "even" is not a time to wait`,
		"wacht 0 uur":                            "is not a time to wait",
		"wacht 99999 weken":                      "is not a time to wait",
		"om morgen":                              `t:1: "morgen" is not a moment`,
		"om 25:00":                               "is not a moment",
		"platform faalt 0 keer":                  "a platform fails 1 to 1000 times",
		"platform faalt 2 keer: moe":             `does not fail with "moe"; it fails with one of tijdelijk, te snel`,
		"platform faalt 2 keer: verboden (5s)":   "only of  te snel (5s)",
		"iemand verwijdert het bericht in dm":    "say in which channel",
		"alice vult in\n  Onderwerp":             "t:2: a field is filled in as  Onderwerp = Huisstijl",
		"alice vult in\n  A = 1\n  A = 2":        `t:3: "A" is filled in twice`,
		`alice: \u20`:                            `\u is followed by four digits`,
		`alice: \ud800`:                          `\ud800 is not a character`,
		`alice: \{x}`:                            `\{x} is not a repetition`,
		`alice: \{999999 ab}`:                    "is not a repetition",
		`alice: \{3 a`:                           `\{ has no }`,
		"alice: \xff":                            "t:1: this line is not UTF-8",
		"alice: x\n  \xff":                       "t:2: this line is not UTF-8",
	} {
		_, err := Parse("t", text)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %q", text, err, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, text := range transcripts(f) {
		f.Add(text)
	}
	f.Add("alice: \\u200b\\{2 a}\\\\ \\x\\")
	f.Add("alice vult in\n\tA=\\|\n\t\t b\\")
	f.Fuzz(func(t *testing.T, text string) {
		tr, err := Parse("t", text)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "t:") {
				t.Errorf("an error without a line: %v", err)
			}
			return
		}
		again, err := Parse("t", tr.String())
		if err != nil {
			t.Fatalf("%v\n%q", err, tr.String())
		}
		if d := cmp.Diff(tr, again, ignoreLines); d != "" {
			t.Errorf("read differently after it was written:\n%s\n%q", d, tr.String())
		}
	})
}

func FuzzPlainWords(f *testing.F) {
	for _, s := range nasty {
		f.Add(s)
	}
	f.Add("⟨U+2039⟩⟨U+110000⟩⟨U+⟩")
	f.Fuzz(func(t *testing.T, s string) {
		if !matches(s, s) {
			t.Errorf("%q does not match itself", s)
		}
		once := plainWords(visible(s))
		if raw := plainWords(strings.ToValidUTF8(s, "")); strings.ToValidUTF8(s, "") == s && !strings.Contains(s, "⟨U+") && !strings.Contains(s, "⏎") && once != raw {
			t.Errorf("%q in words: %q when visible, %q when not", s, once, raw)
		}
		line := ended(notAsMarked(oneLine(visible(s))))
		if line != "" && kindOf(line) != "para" {
			t.Errorf("paragraph %q is written as a %s: %q", s, kindOf(line), line)
		}
		if begins, open := openEnd(line); open {
			t.Errorf("paragraph %q is written so that anything may follow %q", s, begins)
		}
	})
}
