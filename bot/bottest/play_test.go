package bottest_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wegwijs/bot/bottest"
)

func TestPlayPlain(t *testing.T) {
	bottest.PlayAll(t, "testdata/play/*.txt", func(*testing.T) bottest.World {
		return bottest.NewPlain(bottest.PlainOptions{})
	}, buildEcho)
}

func TestPlayWithoutForms(t *testing.T) {
	bottest.PlayAll(t, "testdata/play/*.txt", func(*testing.T) bottest.World {
		return bottest.NewPlain(bottest.PlainOptions{NoForms: true})
	}, buildEcho)
}

// coarse is a world that shows less than the plain one, and shows it otherwise.
type coarse struct {
	*bottest.Plain
	asText bool
}

func (w coarse) Degrades() bottest.Degraded {
	if !w.asText {
		return bottest.Degraded{}
	}
	return bottest.Degraded{AsText: []string{"table", "field", "item", "note"}, NoHints: true, PrivateDirect: true}
}

func (w coarse) Seen(ctx context.Context) ([]bottest.Seen, error) {
	seen, err := w.Plain.Seen(ctx)
	for i, s := range seen {
		if w.asText && s.To != "" {
			seen[i].Place = bottest.Place{}
		}
		var blocks []bottest.SeenBlock
		for _, b := range s.Blocks {
			b.Text = strings.NewReplacer("⏎", " \n", "⟨U+200B⟩", "", "⟨U+202E⟩", "", `\*`, "*").Replace(b.Text)
			switch {
			case w.asText && b.Kind == "table":
				text := b.Text
				for _, row := range b.Rows {
					text += "\n" + strings.Join(row, "   ")
				}
				b = bottest.SeenBlock{Kind: "para", Text: text}
			case w.asText && (b.Kind == "field" || b.Kind == "item" || b.Kind == "note"):
				b = bottest.SeenBlock{Kind: "para", Text: b.Text}
			case w.asText && b.Kind == "button":
				b.Hint = ""
			}
			blocks = append(blocks, b)
		}
		seen[i].Blocks = blocks
	}
	return seen, err
}

func TestPlayElsewhere(t *testing.T) {
	for name, asText := range map[string]bool{"otherwise": false, "less": true} {
		t.Run(name, func(t *testing.T) {
			bottest.PlayAll(t, "testdata/play/*.txt", func(*testing.T) bottest.World {
				return coarse{bottest.NewPlain(bottest.PlainOptions{}), asText}
			}, buildEcho)
		})
	}
}

// failing names the environment variable by which a test runs itself again
// with something that must fail.
const failing = "BOTTEST_FAILING"

// fails runs the calling test again as a process of its own, and returns what
// it printed when it failed, as it must.
func fails(t *testing.T, what string) string {
	t.Helper()
	test, _, _ := strings.Cut(t.Name(), "/")
	cmd := exec.Command(os.Args[0], "-test.run=^"+test+"$", "-test.count=1")
	cmd.Env = append(os.Environ(), failing+"="+what)
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		t.Fatalf("%s did not fail: %v\n%s", what, err, out)
	}
	return string(out)
}

func TestPlayTellsWhatIsWrong(t *testing.T) {
	if what := os.Getenv(failing); what != "" {
		build := buildEcho
		if what == "testdata/play/prive.txt" {
			build = func(ctx context.Context, env bottest.Env) (bottest.Stack, error) {
				fmt.Fprintln(env.Log, `{"text":"wie zit er in de AIC"}`)
				return buildEcho(ctx, env)
			}
		}
		bottest.Play(t, what, bottest.NewPlain(bottest.PlainOptions{}), build)
		return
	}
	for file, want := range map[string][]string{
		"testdata/wrong/anders.txt": {
			"testdata/wrong/anders.txt:5: \"bram: wat anders\"", "- \t\"Je zei: iets…\"", "+ \t\"Je zei: wat anders\"",
		},
		"testdata/wrong/knop.txt":           {`testdata/wrong/knop.txt:5:`, `alice sees no button "Verzenden"; there are none`},
		"testdata/wrong/geen-actie.txt":     {`testdata/wrong/geen-actie.txt:4:`, `there is no action "Bewaar dit" at messages; there are "Herhaal dit"`},
		"testdata/wrong/geen-bericht.txt":   {`testdata/wrong/geen-bericht.txt:4:`, "bram said nothing in a channel yet"},
		"testdata/wrong/niet-in-kanaal.txt": {`testdata/wrong/niet-in-kanaal.txt:3:`, "gijs is not in #communicatie"},
		"testdata/play/prive.txt":           {"the log holds what somebody typed"},
	} {
		out := strings.ReplaceAll(fails(t, file), "\u00a0", " ")
		for _, w := range want {
			if !strings.Contains(out, w) {
				t.Errorf("%s: the output does not say %q:\n%s", file, w, out)
			}
		}
	}
}

func TestUpdateRewritesOnlyWhatPeopleSee(t *testing.T) {
	const before = `# titel

alice: hallo
# een opmerking
> wegwijs aan alice:
> Iets anders

# nog een
bram: dag allemaal
> wegwijs aan bram:
> Je zei: dag…
herstart
> wegwijs aan bram:
> Dit komt niet
`
	const after = `# titel

alice: hallo
> wegwijs aan alice:
> Je zei: hallo
# een opmerking

# nog een
bram: dag allemaal
> wegwijs aan bram:
> Je zei: dag…
herstart
`
	file := filepath.Join(t.TempDir(), "t.txt")
	if what := os.Getenv(failing); what != "" {
		bottest.Play(t, what, bottest.NewPlain(bottest.PlainOptions{}), buildEcho)
		return
	}
	for _, c := range []struct {
		args []string
		want string
		ok   bool
	}{
		{nil, before, false},
		{[]string{"-update"}, after, true},
		{nil, after, true},
	} {
		if !c.ok {
			if err := os.WriteFile(file, []byte(before), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		cmd := exec.Command(os.Args[0], append([]string{"-test.run=^" + t.Name() + "$", "-test.count=1"}, c.args...)...)
		cmd.Env = append(os.Environ(), failing+"="+file)
		out, err := cmd.CombinedOutput()
		if (err == nil) != c.ok {
			t.Errorf("%v: %v\n%s", c.args, err, out)
		}
		got, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(c.want, string(got)); d != "" {
			t.Errorf("%v (- want, + got):\n%s", c.args, d)
		}
	}
}
