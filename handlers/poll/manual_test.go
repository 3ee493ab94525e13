package poll

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
)

func manual(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile("../../docs/nl/peilingen.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestTheManualIsUnderstood: what advisers copy from the manual makes the poll
// they mean, and every flag in it is one.
func TestTheManualIsUnderstood(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, zone)
	doc := manual(t)
	lines := 0
	for _, m := range regexp.MustCompile(`(?m)^    /peiling (".*)$`).FindAllStringSubmatch(doc, -1) {
		lines++
		if l := survey.Parse(m[1], now); !l.Complete() {
			t.Errorf("%s is not understood: %v", m[1], l)
		}
	}
	flags := 0
	for _, row := range regexp.MustCompile("(?m)^\\| (`--.*?) \\|").FindAllStringSubmatch(doc, -1) {
		for _, m := range regexp.MustCompile("`(--[^`]+)`").FindAllStringSubmatch(row[1], -1) {
			flags++
			line := `"Wat vind je ervan?" "Goed" "Slecht" ` + m[1]
			switch {
			case strings.HasPrefix(m[1], "--schaal"), m[1] == "--open-vraag":
				line = `"Wat vind je ervan?" ` + m[1]
			case m[1] == "--enps", m[1] == "--stemming":
				line = m[1]
			case m[1] == "--tussenstand", m[1] == "--opties-toevoegen":
				line += " --met-naam"
			}
			if l := survey.Parse(line, now); !l.Complete() {
				for _, d := range l.Doubts {
					t.Errorf("%s: %s", line, d.In(bot.NL, bot.Literal))
				}
				t.Errorf("%s is not understood", line)
			}
		}
	}
	if lines < 3 || flags < 18 {
		t.Errorf("the manual has %d lines and %d flags", lines, flags)
	}
}

// TestTheManualPromisesWhatIsPromised: the manual claims exactly what the preview
// of a poll claims.
func TestTheManualPromisesWhatIsPromised(t *testing.T) {
	doc := manual(t)
	p := &Poll{opt: Options{NamesFor: 90 * 24 * time.Hour}}
	for _, m := range []survey.Mode{survey.Named, survey.Unnamed, survey.Final} {
		if claim := p.claimOf(m).In(bot.NL, bot.Literal); !strings.Contains(doc, "“"+claim+"”") {
			t.Errorf("docs/nl/peilingen.md does not say for %s: %s", m, claim)
		}
	}
}
