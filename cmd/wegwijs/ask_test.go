package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestAskAnswersWhatPeopleComeFor: the questions that made Wegwijs get the
// entry they are about, and what is about something else gets none.
func TestAskAnswersWhatPeopleComeFor(t *testing.T) {
	cases := []struct{ question, lang, entry string }{
		{"Waar kan ik terecht met vragen over interne communicatie?", "nl", "vragen-interne-communicatie"},
		{"hoe word ik lid van het leernetwerk", "nl", "leernetwerk"},
		{"wie zit er in de AIC", "nl", "aic"},
		{"ik wil een onderwerp agenderen", "nl", "agenderen-aic"},
		{"hoe maak ik een comunicatieplan", "nl", "communicatieplan"},
		{"kernboodschap formuleren", "nl", "kernboodschap"},
		{"netwerk voor bedrijfsvoeringscommunicatie", "nl", "netwerk-adviseurs-ic"},
		{"wat doet de VoRa", "nl", "vora"},
		{"Where do I find help with a core message?", "en", "kernboodschap"},
		{"how do I reach colleagues who work from home", "en", "hybride-verbinden"},
		{"luistersesie organiseren", "nl", "werkvormen-dialoog"},
		{"wie bereiken we wel en niet", "nl", "communicatieonderzoek"},
		{"papieren personeelsblad voorbeelden", "nl", "voorbeeld-papieren-magazine"},
		{"is er een rijksbrede visie op interne communicatie", "nl", "visie-interne-communicatie"},
		{"inclusief communiceren", "nl", "inclusieve-communicatie"},
		{"welk weer wordt het morgen", "nl", ""},
		{"hoe vraag ik verlof aan", "nl", ""},
		{"asdf qwer", "nl", ""},
	}
	var in bytes.Buffer
	for _, c := range cases {
		json.NewEncoder(&in).Encode(map[string]string{"id": c.question, "text": c.question})
	}
	status, out, errs := call(t, in.String(), "ask", "--batch", "-")
	answers := json.NewDecoder(strings.NewReader(out))
	for _, c := range cases {
		var a jsonAnswer
		if err := answers.Decode(&a); err != nil || status != done || a.ID != c.question {
			t.Fatalf("%q: status %d, %v: %s", c.question, status, err, errs)
		}
		switch {
		case a.Lang != c.lang:
			t.Errorf("%q is read as %s", c.question, a.Lang)
		case c.entry == "" && a.Band != "none":
			t.Errorf("%q must be declined: band %s by %s", c.question, a.Band, a.Results[0].ID)
		case c.entry != "" && (a.Band != "answer" || a.Results[0].ID != c.entry):
			t.Errorf("%q: band %s by %s, want an answer from %s", c.question, a.Band, a.Results[0].ID, c.entry)
		}
		// What a person reads says the same.
		_, out, _ := call(t, "", "ask", c.question)
		declined := strings.Contains(out, "Daar weet Wegwijs niets van")
		if declined != (c.entry == "") {
			t.Errorf("%q is answered with:\n%s", c.question, out)
		}
	}
	if _, out, _ := call(t, "", "ask", "hoe maak ik een comunicatieplan"); !strings.HasPrefix(out, "Bedoelde je: communicatieplan?\nBouwstenen van een communicatieplan\n") {
		t.Errorf("the repair is not told first:\n%s", out)
	}
}

// TestAskSaysHowToReachTheNearest: what is near the subject but not known comes
// with who is nearest, and with a link or a contact.
func TestAskSaysHowToReachTheNearest(t *testing.T) {
	_, out, _ := call(t, "", "ask", "kan ik subsidie krijgen voor een communicatiecampagne")
	for _, want := range []string{"Daar is geen antwoord op.", "- Contact en steun bij inclusieve communicatie (AZ-Inclusie)\n", "\n  https://www.communicatierijk.nl/", "\n  Verder vragen? AZ-Inclusie@minaz.nl\n"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in:\n%s", want, out)
		}
	}
}

// TestAskExplains: term by term why an entry won, and why a question was declined.
func TestAskExplains(t *testing.T) {
	for question, wants := range map[string][]string{
		"hoe maak ik een comunicatieplan": {"Why: band answer", `no entry has "comunicatieplan", so it is read as "communicatieplan"`, "answered: 0.", "comunicatieplan: repaired to communicatieplan in keywords", "the question asks for a tool: × 1.06", "little words, not looked for: hoe, ik, een"},
		"leernetwerk":                     {"the question is its title, abbreviation, id or one of its questions"},
		"wie is het AIC-lid van FIN":      {"fin: a department, so aiclid"},
		"werkprogramma":                   {"it expired on 2025-12-31: × 0.92"},
		"contact":                         {"suggested, not answered: one word decides"},
		"hoeveel kost een medewerkersapp voor interne communicatie": {`"hoeveel" asks for a number`, "and answers that should hold a number begin at 0.75"},
		"welk weer wordt het morgen":                                {"Why: band none", "in no entry, and no synonym of what is: morgen", "declined: no entry has any word", "nobody is pointed to"},
		"hoe vraag ik verlof aan":                                   {`"verlof" belongs to another subject and no entry has it`, "and suggestions begin at 0."},
		"wat is de":                                                 {"declined: no word says what is asked"},
	} {
		_, out, _ := call(t, "", "ask", "--explain", question)
		for _, want := range wants {
			if !strings.Contains(out, want) {
				t.Errorf("%q: %q is not in:\n%s", question, want, out)
			}
		}
	}
	if _, out, _ := call(t, "", "ask", "wie zit er in de AIC"); strings.Contains(out, "Why:") {
		t.Errorf("it explains unasked:\n%s", out)
	}
}

// TestAskFromABrokenFolder: whatever is in a folder, what can be used is used,
// and what cannot is told on stderr.
func TestAskFromABrokenFolder(t *testing.T) {
	dir := t.TempDir()
	good, err := os.ReadFile("testdata/fuzz-knowledge/aic.md")
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"aic.md": string(good), "leeg.md": "", "lijst.md": "---\n- a\n---\n", "letters.md": "---\nid: \xff\n---\n", "synonyms.yaml": "same: [["} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(dir, filepath.Join(dir, "opnieuw")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("kring", filepath.Join(dir, "kring")); err != nil {
		t.Fatal(err)
	}
	status, out, errs := call(t, "", "ask", "--knowledge", dir, "wie zit er in de AIC")
	if status != done || out == "" || strings.Count(errs, "left out") != 4 {
		t.Errorf("status %d\n%s%s", status, out, errs)
	}
	for _, folder := range []string{"kring", "leeg.md", "nergens"} { // a link to itself, a file, nothing
		status, out, errs := call(t, "", "ask", "--knowledge", filepath.Join(dir, folder), "wie zit er in de AIC")
		if status != failed || out != "" || !strings.Contains(errs, "not a folder that can be read: correct the path") {
			t.Errorf("%s: status %d, %q, %q", folder, status, out, errs)
		}
		if status, out, _ := call(t, "", "knowledge", "check", "--knowledge", filepath.Join(dir, folder)); status != failed || !strings.Contains(out, "correct the path") {
			t.Errorf("check of %s: status %d, %q", folder, status, out)
		}
	}
}
