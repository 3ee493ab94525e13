package bottest

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"wegwijs/bot"
)

func TestCompare(t *testing.T) {
	shown := func(what What, to string, lines ...string) Shown {
		return Shown{Head: Head{What: what, To: to}, Lines: lines}
	}
	posted := func(lines ...string) []Shown { return []Shown{shown(Posted, "alice", lines...)} }
	refused := func(lines ...string) []Shown { return []Shown{shown(Refused, "alice", lines...)} }
	both := func(all ...[]Shown) (out []Shown) {
		for _, s := range all {
			out = append(out, s...)
		}
		return out
	}
	exact := comparer{exact: true, lang: bot.NL}
	loose := comparer{lang: bot.NL}
	asText := comparer{lang: bot.NL, loses: Degraded{AsText: []string{"table", "item", "field", "note"}}}
	noForms := comparer{lang: bot.NL, loses: Degraded{NoForms: true}}
	typed := comparer{lang: bot.NL, loses: Degraded{NoFormsTyped: true}}
	files := comparer{lang: bot.NL, loses: Degraded{PrivateFilesDirect: true}}
	alone := func(channel string, lines ...string) []Shown {
		return []Shown{{Head: Head{What: Posted, Place: Place{Channel: channel}, To: "alice"}, Lines: lines}}
	}
	for name, c := range map[string]struct {
		by        comparer
		want, got []Shown
		same      bool
	}{
		"an open end":                        {exact, posted("Nummer: …"), posted("Nummer: 7"), true},
		"an open end of a line that ends so": {exact, posted("Even…"), posted(`Even geduld\…`), true},
		"another beginning":                  {exact, posted("Nummer: …"), posted("Cijfer: 7"), false},
		"an … of the bot itself":             {exact, posted(`Even geduld\…`), posted(`Even geduld\…`), true},
		"more after it":                      {exact, posted(`Even geduld\…`), posted("Even geduld… je antwoord is verloren"), false},
		"less than it":                       {exact, posted(`Even geduld\…`), posted("Even geduld"), false},
		"more after it, elsewhere":           {loose, posted(`Even geduld\…`), posted("Even geduld… je antwoord is verloren"), false},
		"the same, elsewhere":                {loose, posted(`Even *geduld*\…`), posted(`Even geduld\…`), true},
		"an open end, elsewhere":             {loose, posted("Even *ged…"), posted("Even geduld of niet"), true},
		"in a row of buttons":                {exact, posted("[Meer over…] [Nee]"), posted("[Meer over iets] [Nee]"), false},
		"in a row of buttons, elsewhere":     {loose, posted("[Meer over…] [Nee]"), posted("[Meer over…] [Nee]"), true},
		"an open row of buttons":             {exact, posted("[Meer over…"), posted("[Meer over iets] [Nee]"), true},
		"joined lines":                       {asText, posted("- een…", "- twee"), posted("een of meer twee"), true},
		"joined lines, another":              {asText, posted("- een…", "- twee"), posted("een of meer drie"), false},
		"joined lines with an … itself":      {asText, posted(`- een\…`, "- twee"), posted("een… en meer twee"), false},
		"the title of a form": {exact, []Shown{{Head: Head{What: Opened, To: "alice", Title: "Onder…"}}},
			[]Shown{{Head: Head{What: Opened, To: "alice", Title: "Onderwerp"}}}, true},

		"one error of a form":             {noForms, refused("A: fout", "B: fout"), refused("B: fout"), true},
		"no error of a form":              {noForms, refused("A: fout", "B: fout"), refused(), false},
		"another error":                   {noForms, refused("A: fout"), refused("A: niet goed"), false},
		"one error said twice":            {noForms, refused("A: fout", "B: fout"), refused("A: fout", "A: fout"), false},
		"one error for two forms":         {noForms, both(refused("A: fout"), refused("A: fout")), refused("A: fout"), false},
		"why it was not accepted":         {noForms, posted("Niet goed"), refused("x: Niet goed"), true},
		"only the end of why":             {noForms, posted("goed"), refused("x: Niet: goed"), false},
		"why, and what else was said":     {noForms, posted("Niet goed", "~ Zo ook niet", "[Opnieuw]"), refused("x: Niet goed", "~ Zo ook niet", "[Opnieuw]"), true},
		"why, and something else":         {noForms, posted("Niet goed", "Alle andere regels", "[Opnieuw]"), refused("x: Niet goed", "iets heel anders"), false},
		"why, and nothing else":           {noForms, posted("Niet goed", "Alle andere regels"), refused("x: Niet goed"), false},
		"why, and more":                   {noForms, posted("Niet goed"), refused("x: Niet goed", "iets heel anders"), false},
		"one reason for two messages":     {noForms, both(posted("Niet goed"), posted("Niet goed")), refused("x: Niet goed"), false},
		"a reason that is said to bram":   {noForms, posted("Niet goed"), []Shown{shown(Refused, "bram", "x: Niet goed")}, false},
		"the form itself is left out":     {noForms, both([]Shown{shown(Opened, "alice", "[Stuur]")}, posted("Dag")), posted("Dag"), true},
		"errors where there are forms":    {loose, refused("A: fout", "B: fout"), refused("B: fout"), false},
		"a form that was shown":           {typed, []Shown{shown(Opened, "alice", "[Stuur]")}, []Shown{shown(Opened, "alice", "[Stuur]")}, true},
		"a form that was shown otherwise": {typed, []Shown{shown(Opened, "alice", "[Stuur]")}, []Shown{shown(Opened, "alice", "[Weg]")}, false},
		"a form that was asked instead":   {typed, both([]Shown{shown(Opened, "alice", "[Stuur]")}, posted("Dag")), posted("Dag"), true},
		"the errors of a form":            {typed, refused("A: fout", "B: fout"), refused("A: fout", "B: fout"), true},
		"a private file goes directly":    {files, alone("algemeen", "Hier", "(bestand: a.txt, 1 bytes)"), alone("", "Hier", "(bestand: a.txt, 1 bytes)"), true},
		"a private word does not":         {files, alone("algemeen", "Hier"), alone("", "Hier"), false},
		"two places in any order":         {exact, both(posted("a"), []Shown{shown(Posted, "bram", "b")}), both([]Shown{shown(Posted, "bram", "b")}, posted("a")), true},
		"one place in the order written":  {exact, both(posted("a"), posted("b")), both(posted("b"), posted("a")), false},
	} {
		if d := c.by.diff(c.want, c.got); (d == "") != c.same {
			t.Errorf("%s: same is %v, want %v; difference:\n%s", name, d == "", c.same, d)
		}
	}
}

// What the bot ends with an … comes back as it was from where -update writes it.
func TestEndsInDots(t *testing.T) {
	seen := []Seen{
		{What: Posted, To: "alice", Blocks: []SeenBlock{
			{Kind: "para", Text: "Even geduld…"}, {Kind: "item", Text: "…"}, {Kind: "note", Text: `C:\map\…`},
			{Kind: "button", Text: "Meer over…"}, {Kind: "button", Text: "Nee"}, {Kind: "para", Text: "[nog niet…"},
		}},
		{What: Opened, To: "alice", Title: "Vul in…", Submit: "Stuur…", Fields: []SeenField{{Label: "Wat", Value: []string{"iets…"}}}},
	}
	tr := &Transcript{Lang: bot.NL, Steps: []Step{{Verb: Say, Who: "alice", Text: "a"}}}
	for _, s := range seen {
		tr.Steps[0].Expect = append(tr.Steps[0].Expect, Show(s, bot.NL))
	}
	read, err := Parse("t", tr.String())
	if err != nil {
		t.Fatalf("%v\n%s", err, tr)
	}
	c := comparer{exact: true, lang: bot.NL}
	if d := c.diff(read.Steps[0].Expect, tr.Steps[0].Expect); d != "" {
		t.Errorf("what was written is not what is seen:\n%s", d)
	}
	for i := range seen {
		for j := range seen[i].Blocks {
			seen[i].Blocks[j].Text += " en meer"
			if d := c.diff(read.Steps[0].Expect, []Shown{Show(seen[0], bot.NL), Show(seen[1], bot.NL)}); d == "" {
				t.Errorf("block %d may end in anything", j)
			}
			seen[i].Blocks[j].Text = seen[i].Blocks[j].Text[:len(seen[i].Blocks[j].Text)-len(" en meer")]
		}
	}
	seen[1].Title += " nu"
	if d := c.diff(read.Steps[0].Expect, []Shown{Show(seen[0], bot.NL), Show(seen[1], bot.NL)}); d == "" {
		t.Error("the title of the form may end in anything")
	}
}

// What is said before a question is asked again is seen with all its lines.
func TestReasonsAreSeenWhole(t *testing.T) {
	iv := &interview{labels: []string{"Onderwerp", "Minuten"}}
	para := func(s string) SeenBlock { return SeenBlock{Kind: "para", Text: s} }
	item := func(s string) SeenBlock { return SeenBlock{Kind: "item", Text: s} }
	for _, c := range []struct {
		before []SeenBlock
		want   []string
	}{
		{[]SeenBlock{para("Niet goed")}, []string{"Minuten: Niet goed"}},
		{[]SeenBlock{para("Niet goed"), {Kind: "note", Text: "Kijk uit"}, {Kind: "button", Text: "Opnieuw"}}, []string{"Minuten: Niet goed", "~ Kijk uit", "[Opnieuw]"}},
		{[]SeenBlock{para("Nog niet goed:"), item("*Minuten*: te veel"), item("*Onderwerp*: te lang")}, []string{"Minuten: te veel", "Onderwerp: te lang"}},
		{[]SeenBlock{para("Nog niet goed:"), item("*Minuten*: te veel"), item("los")}, []string{"Minuten: te veel", "- los"}},
	} {
		blocks := append(c.before, para("*Minuten*"), item("een keuze"), SeenBlock{Kind: "note", Text: "hulp"})
		s := Seen{What: Refused, To: "alice"}
		s.Errors, s.Blocks = iv.errorsIn(blocks, iv.fieldIn(blocks))
		if d := cmp.Diff(c.want, Show(s, bot.NL).Lines); d != "" {
			t.Errorf("%v (- want, + got):\n%s", c.before, d)
		}
	}
}
