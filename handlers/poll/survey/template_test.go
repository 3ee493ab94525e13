package survey

import (
	"reflect"
	"strings"
	"testing"

	"wegwijs/bot"
)

// Templates obey our own rules, in both languages.
func TestTemplates(t *testing.T) {
	seen := map[string]bool{}
	for _, tpl := range Templates() {
		if seen[tpl.ID] || tpl.ID == "" || strings.ContainsAny(tpl.ID, " /#") {
			t.Errorf("template %q: its id is not one of its own", tpl.ID)
		}
		seen[tpl.ID] = true
		if !strings.HasPrefix(tpl.For.NL, "Voor ") || !strings.Contains(tpl.For.NL, "iet ") || !strings.HasPrefix(tpl.For.EN, "For ") || !strings.Contains(tpl.For.EN, "Not for") {
			t.Errorf("%s does not say what it is for, and what not", tpl.ID)
		}
		var kinds [2][]Kind
		for i, lang := range []bot.Lang{bot.NL, bot.EN} {
			qs := tpl.Questions(lang)
			s := Spec{Mode: tpl.Mode, Questions: qs, Template: tpl.ID}
			for _, wrong := range append(s.Faults(), s.Remarks()...) {
				t.Errorf("%s in %s: %s", tpl.ID, lang, say(bot.NL, wrong))
			}
			if len(qs) == 0 || len(qs) > 5 {
				t.Errorf("%s has %d questions", tpl.ID, len(qs))
			}
			again(t, qs)
			for _, q := range qs {
				kinds[i] = append(kinds[i], q.Kind)
				if q.Kind == Scale && (q.Low == "" || q.Top == "") {
					t.Errorf("%s: an end of %q has no words", tpl.ID, q.Text)
				}
			}
		}
		if !reflect.DeepEqual(kinds[0], kinds[1]) {
			t.Errorf("%s asks in Dutch %v, in English %v", tpl.ID, kinds[0], kinds[1])
		}
		if reflect.DeepEqual(tpl.Questions(bot.NL), tpl.Questions(bot.EN)) {
			t.Errorf("%s is in one language", tpl.ID)
		}
		for i, q := range tpl.Questions(bot.NL) {
			for j, o := range q.Options {
				if english := tpl.Questions(bot.EN)[i].Options; len(english) != len(q.Options) || english[j] == o {
					t.Errorf("%s: %q has no English beside it", tpl.ID, o)
				}
			}
		}
		// What one maker changes is not changed for the next.
		tpl.Questions(bot.NL)[0].Text = "anders"
		if tpl.Questions(bot.NL)[0].Text == "anders" {
			t.Errorf("%s can be changed for everybody", tpl.ID)
		}
	}
	for _, id := range []string{"betrokkenheid", "verandering-start", "verandering-midden", "verandering-eind", "kanaalvoorkeur", "na-bijeenkomst"} {
		if !seen[id] {
			t.Errorf("there is no template %s", id)
		}
	}
}
