package find

import "strings"

// wants tells which kinds of entries the words of a question ask for, and how
// strongly. It only moves entries that are found anyway.
func wants(ws []word) map[Kind]float32 {
	out := map[Kind]float32{}
	for _, w := range ws[:min(len(ws), maxWords)] {
		for _, cue := range cues {
			if !cue.words[w.text] {
				continue
			}
			for _, k := range cue.kinds {
				out[k] = max(out[k], cue.boost)
			}
		}
	}
	text := " " + phraseOf(ws) + " "
	for _, cue := range phraseCues {
		if strings.Contains(text, " "+cue.text+" ") {
			for _, k := range cue.kinds {
				out[k] = max(out[k], cue.boost)
			}
		}
	}
	return out
}

func phraseOf(ws []word) string {
	var b strings.Builder
	for _, w := range ws[:min(len(ws), maxWords)] {
		b.WriteByte(' ')
		b.WriteString(w.text)
	}
	return strings.TrimSpace(b.String())
}

var cues = []struct {
	words map[string]bool
	kinds []Kind
	boost float32
}{
	{set("wie who whom contactpersoon mailbox mailadres telefoonnummer bellen mailen"), []Kind{Contact, Body, Network}, 0.06},
	{set("netwerk netwerken network networks community groep group"), []Kind{Network}, 0.10},
	{set("training trainingen cursus cursussen opleiding opleidingen workshop course courses leren learn"), []Kind{Training}, 0.10},
	{set("voorbeeld voorbeelden example examples"), []Kind{Example}, 0.10},
	{set("mag mogen verplicht verplichting regels regel richtlijn rules rule mandatory allowed must moet"), []Kind{Rule}, 0.06},
	{set("tool tools format sjabloon template hulpmiddel instrument stappenplan"), []Kind{Tool}, 0.08},
	{set("commissie raad committee council"), []Kind{Body}, 0.08},
}

var phraseCues = []struct {
	text  string
	kinds []Kind
	boost float32
}{
	{"lid worden", []Kind{Network}, 0.06},
	{"hoe maak ik", []Kind{Tool}, 0.06},
	{"hoe schrijf ik", []Kind{Tool}, 0.05},
	{"how do i make", []Kind{Tool}, 0.06},
	{"how do i write", []Kind{Tool}, 0.05},
	{"wat doet", []Kind{Body}, 0.06},
	{"what does", []Kind{Body}, 0.04},
	{"wat is", []Kind{Knowledge, Tool, Body}, 0.03},
	{"what is", []Kind{Knowledge, Tool, Body}, 0.03},
}
