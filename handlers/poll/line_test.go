package poll

import (
	"slices"
	"strings"
	"testing"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
	"wegwijs/store"
)

// field is what is filled in beforehand in the form that is open.
func (d *desk) field(name string) string {
	d.t.Helper()
	if d.chat.form == nil {
		d.t.Fatal("no form is open")
	}
	i := slices.IndexFunc(d.chat.form.Fields, func(f bot.Field) bool { return f.Name == name })
	if i < 0 {
		d.t.Fatalf("the form has no field %s", name)
	}
	return strings.Join(d.chat.form.Fields[i].Value, "|")
}

// intro is what stands above the form that is open.
func (d *desk) intro() string {
	if d.chat.form == nil || d.chat.form.Intro == nil {
		return ""
	}
	return d.chat.form.Intro.In(bot.NL, bot.Literal)
}

// TestACompleteLineIsPlacedAtOnce: with nothing between typing it and the channel.
func TestACompleteLineIsPlacedAtOnce(t *testing.T) {
	for _, line := range []string{
		`"Werk je vandaag op kantoor?"`,
		`"Wat eten we?" "Soep" "Brood"`,
		"“Wat eten we?”\n- Soep\n- Brood",
		`--met-naam "Wat eten we?" "Soep" "Brood" --tussenstand --tot 17:00`,
		`anonymous limit 2 "Wat eten we?" "Soep" "Brood" "Kaas"`,
		`"Hoe duidelijk is de planning?" --schaal 1-5 --kanalen #algemeen`,
		`--enps`,
	} {
		d := newDesk(t, nil)
		said := d.types("bram", "algemeen", line)
		has(t, said, "to bram\nJe peiling komt eraan in #algemeen.")
		x := d.only()
		if d.chat.form != nil || x.State != store.PollWaiting || len(x.places) != 1 || x.spec.Questions[0].Text == "" {
			t.Errorf("%s: %+v %+v", line, x.Poll, x.spec)
		}
		if due, ok, err := d.store.NextJob(t.Context()); err != nil || !ok || due.After(d.clock.Now()) {
			t.Errorf("%s: nothing is due: %v %v", line, due, err)
		}
	}
}

// TestALineThatNeedsALook goes through the preview: nothing is placed unseen.
func TestALineThatNeedsALook(t *testing.T) {
	for line, say := range map[string]string{
		`"Goed?" --kanalen #algemeen,#beheer`:                             "= Waar: #algemeen en #beheer",
		`"Goed?" --kanalen #klein`:                                        "8 mensen: zonder naam komt er geen uitslag",
		`"Goed?" --kanalen #stil`:                                         "Wegwijs zit niet in #stil",
		`"Goed?" --kanalen #nergens`:                                      "ken ik niet, of je zit er niet in: #nergens",
		`"Goed?" --kanalen #besloten`:                                     "ken ik niet, of je zit er niet in: #besloten",
		`"Goed?" --tot 5m`:                                                "De peiling is maar 5 minuten open",
		`"Wat kan beter?" --open-vraag`:                                   "open antwoorden niet getoond",
		`"Vind je ook niet dat de nieuwe planning duidelijk en goed is?"`: "Let op",
	} {
		d := newDesk(t, nil)
		has(t, d.types("bram", "algemeen", line), "Zo komt je peiling eruit te zien", say)
		if x := d.only(); x.State != store.PollDraft || d.chat.form != nil {
			t.Errorf("%s: %+v", line, x.Poll)
		}
	}
}

// TestALineThatIsNotUnderstood opens the form with what was understood. What was
// typed is kept before anybody sees the form, so it survives a form that is lost.
func TestALineThatIsNotUnderstood(t *testing.T) {
	for _, c := range []struct {
		name, line, intro string
		fields            map[string]string
	}{
		{"one option", `"Wat eten we?" "Soep"`, "optie", map[string]string{"question": "Wat eten we?", "options": "Soep"}},
		{"two equal options", `"Wat eten we?" "Soep" "soep"`, "gelijk", map[string]string{"options": "Soep\nsoep"}},
		{"200 options", `"Welke?"` + strings.Repeat(` "a"`, 200), "200", map[string]string{"question": "Welke?"}},
		{"only emoji", `"🎉🎉🎉"`, "🎉🎉🎉", map[string]string{"question": "🎉🎉🎉"}},
		{"counts without names", `"Goed?" "Ja" "Nee" --tussenstand`, "tussenstand", map[string]string{"question": "Goed?", "options": "Ja\nNee", "mode": "unnamed"}},
		{"progress, anonymous", `"Goed?" "Ja" "Nee" --progress --anonymous`, "tussenstand", map[string]string{"mode": "unnamed"}},
		{"an unknown flag", `"Goed?" "Ja" "Nee" --confetti`, "confetti", map[string]string{"question": "Goed?"}},
		{"a moment that is none", `"Goed?" --tot gisterenmorgen`, "gisterenmorgen", map[string]string{"question": "Goed?", "closes": ""}},
		{"a quote that is not closed", `"Wat eten we? "Soep" "Brood"`, "", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDesk(t, nil)
			if said := d.types("bram", "algemeen", c.line); said != "" {
				t.Errorf("beside the form it is said: %s", said)
			}
			has(t, strings.ToLower(d.intro()), "wat je typte is bewaard", c.intro)
			for name, want := range c.fields {
				if got := d.field(name); got != want {
					t.Errorf("%s holds %q, want %q", name, got, want)
				}
			}
			x := d.only()
			if x.State != store.PollDraft {
				t.Fatalf("it is %s", x.State)
			}
			// The form is lost: what was understood is still there.
			d.chat.form = nil
			has(t, d.types("bram", "algemeen", "concept"), x.ID)
			d.presses("bram", "poll.edit", x.ID)
			for name, want := range c.fields {
				if got := d.field(name); got != want {
					t.Errorf("later %s holds %q, want %q", name, got, want)
				}
			}
			has(t, d.types("bram", "algemeen", "concept "+x.ID), "[Pas aan] poll.edit "+x.ID)
		})
	}
}

// TestTenThousandCharacters: what does not fit in a form is shown beside it, whole.
func TestTenThousandCharacters(t *testing.T) {
	d := newDesk(t, nil)
	long := strings.Repeat("Wat vind je ervan? ", 530)
	said := d.types("bram", "algemeen", long)
	has(t, said, "Je typte 10.069 tekens", strings.TrimSpace(long))
	if got := len([]rune(d.field("question"))); got != 3000 {
		t.Errorf("the form holds %d characters", got)
	}
	if x := d.only(); len([]rune(x.spec.Questions[0].Text)) < 10000 {
		t.Errorf("kept are %d characters", len([]rune(x.spec.Questions[0].Text)))
	}
	if _, wrong := d.fills("bram", nil); !strings.Contains(wrong["question"], "300") {
		t.Errorf("wrong is %v", wrong)
	}
}

// TestWordsThatCouldAct are only words, in what is shown and what is stored.
func TestWordsThatCouldAct(t *testing.T) {
	d := newDesk(t, nil)
	d.types("bram", "algemeen", `"@channel is *dit* =1+1?" "[klik](https://kwaad.example)" "<!channel>"`)
	x := d.only()
	q := x.spec.Questions[0]
	if x.State != store.PollWaiting || q.Text != "@channel is *dit* =1+1?" || strings.Join(q.Options, "|") != "[klik](https://kwaad.example)|<!channel>" {
		t.Errorf("kept is %+v", q)
	}
	for _, b := range p(d).lookDraft(x, d.clock.Now()) {
		para, ok := b.(bot.Para)
		if !ok {
			continue
		}
		for _, text := range append(para.Items, para.Text) {
			if got := text.In(bot.NL, guarded{}); strings.ContainsAny(got, "@*=[<") {
				t.Errorf("not escaped: %s", got)
			}
		}
	}
}

func p(d *desk) *Poll { return d.polls }

// guarded escapes what people typed to nothing.
type guarded struct{}

func (guarded) Ours(s string) string      { return s }
func (guarded) Theirs(string) string      { return "" }
func (guarded) Bold(s string) string      { return s }
func (guarded) Link(s, url string) string { return s + url }

// TestTemplates are a poll at once, in the language of the channel.
func TestTemplates(t *testing.T) {
	d := newDesk(t, nil)
	said := d.types("bram", "algemeen", "sjabloon")
	for _, tpl := range survey.Templates() {
		has(t, said, tpl.Title.NL, tpl.For.NL)
		said, _ := d.do(&bot.Press{Origin: d.origin("bram", "algemeen"), Action: "poll.template", Choice: tpl.ID})
		has(t, said, "Zo komt je peiling eruit te zien")
		hasNot(t, said, "Dit moet eerst anders")
		x := d.onlyDraft()
		if x.spec.Template != tpl.ID || x.spec.Mode != tpl.Mode || len(x.spec.Questions) != len(tpl.Questions(bot.NL)) || x.spec.Same() != (survey.Spec{Questions: tpl.Questions(bot.NL)}).Same() {
			t.Errorf("%s became %+v", tpl.ID, x.spec)
		}
		d.presses("bram", "poll.discard", x.ID)

		// The same from the form.
		said = d.filledForm("bram", map[string]string{"kind": templatePrefix + tpl.ID})
		hasNot(t, said, "Dit moet eerst anders")
		x = d.onlyDraft()
		// Its other questions go through the second form and back unchanged.
		d.presses("bram", "poll.more", x.ID)
		if _, wrong := d.fills("bram", nil); len(wrong) > 0 {
			t.Errorf("%s: %v", tpl.ID, wrong)
		}
		if y := d.onlyDraft(); y.spec.Same() != x.spec.Same() {
			t.Errorf("%s changed to %+v", tpl.ID, y.spec.Questions)
		}
		d.presses("bram", "poll.discard", x.ID)
	}
	d.types("bram", "algemeen", "")
	_, wrong := d.fills("bram", map[string]string{"question": "Van mij?", "kind": templatePrefix + survey.Templates()[0].ID})
	has(t, wrong["kind"], "eigen vragen")
}

// TestMoments: the end is typed as people say it, and what is filled in comes back.
func TestMoments(t *testing.T) {
	d := newDesk(t, nil)
	d.filledForm("bram", map[string]string{"closes": "vrijdag 17:00"})
	x := d.only()
	if got := x.spec.Closes.In(p(d).opt.Zone).Format("2006-01-02 15:04"); got != "2026-11-27 17:00" {
		t.Errorf("it closes %s", got)
	}
	d.clock.Advance(2 * 24 * time.Hour)
	d.presses("bram", "poll.edit", x.ID)
	d.fills("bram", nil)
	if y := d.only(); !y.spec.Closes.Equal(x.spec.Closes) {
		t.Errorf("it closes %s", y.spec.Closes)
	}
	// Time passed since the preview: what is impossible by now is not placed.
	d.clock.Advance(3 * 24 * time.Hour)
	has(t, d.presses("bram", "poll.place", x.ID), "Nog niet geplaatst", "al voorbij")
	d.presses("bram", "poll.edit", x.ID)
	_, wrong := d.fills("bram", nil)
	has(t, wrong["closes"], "al voorbij")
	for typed, say := range map[string]string{"ooit": "ooit", "90d": "60", "gisteren": ""} {
		d.presses("bram", "poll.edit", x.ID)
		if _, wrong := d.fills("bram", map[string]string{"closes": typed}); wrong["closes"] == "" || !strings.Contains(wrong["closes"], say) {
			t.Errorf("%s: %v", typed, wrong)
		}
	}
	said := func() string {
		d.presses("bram", "poll.edit", x.ID)
		said, _ := d.fills("bram", map[string]string{"closes": "zondag 23:30"})
		return said
	}()
	has(t, said, "in het weekend")
}
