package poll

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
	"wegwijs/store"
)

// TestOpenPollsFit has the largest polls there can be: each fits in one message,
// with what is asked, how, and something to answer it with.
func TestOpenPollsFit(t *testing.T) {
	o := newOffice(t, 3)
	var options []string
	for i := range survey.MaxOptions {
		options = append(options, (fmt.Sprintf("%d ", i) + strings.Repeat("woord ", 13))[:survey.MaxOption])
	}
	question := func(i int, k survey.Kind) survey.Question {
		q := survey.Question{Kind: k, Text: fmt.Sprintf("%d %s", i, strings.Repeat("vraag ", 49)), Options: options}
		if k == survey.Rank {
			q.Options = options[:5]
		}
		return q
	}
	var fixes []fix
	for i := range 60 {
		fixes = append(fixes, fix{o.clock.Now(), strings.Repeat("foutt ", 12), fmt.Sprint(i)})
	}
	series := func(k survey.Kind) (all []survey.Question) {
		for i := range survey.MaxQuestions {
			all = append(all, question(i, k))
		}
		return all
	}
	for _, c := range []struct {
		name string
		spec survey.Spec
	}{
		{"one question", survey.Spec{Mode: survey.Unnamed, Questions: []survey.Question{question(0, survey.One)}}},
		{"with names, as it stands", survey.Spec{Mode: survey.Named, Interim: true, AddOption: true, Questions: []survey.Question{question(0, survey.One)}}},
		{"a series", survey.Spec{Mode: survey.Final, Questions: series(survey.Several)}},
		{"a series with names, as it stands", survey.Spec{Mode: survey.Named, Interim: true, Questions: series(survey.One)}},
		{"rankings", survey.Spec{Mode: survey.Unnamed, Questions: series(survey.Rank)}},
	} {
		if faults := c.spec.Faults(); len(faults) > 0 {
			t.Errorf("%s: %s", c.name, faults[0].In(bot.NL, bot.Literal))
		}
		x := &poll{Poll: store.Poll{ID: "abcdefgh", State: store.PollOpen, MakerName: "Bram Bakker", Opened: o.clock.Now(), Closes: o.clock.Now().Add(time.Hour)}, spec: c.spec}
		x.extra.Fixes = fixes
		var counts []store.PollCount
		var names []store.NamedAnswer
		for i := range c.spec.Questions {
			for n := range 500 {
				names = append(names, store.NamedAnswer{Question: i, Choice: fmt.Sprint(n % 20), Name: fmt.Sprint("Persoon met een lange naam ", n)})
			}
			for n := range 20 {
				counts = append(counts, store.PollCount{Question: i, Choice: fmt.Sprint(n), N: 25})
			}
		}
		blocks := o.poll.openBlocks(x, counts, names, bot.NL)
		words := textOf(&bot.Message{Blocks: blocks})
		if w := weigh(blocks, bot.NL); len(blocks) > mostBlocks || w > fits {
			t.Errorf("%s: %d blocks that weigh %d, more than %d", c.name, len(blocks), w, fits)
		}
		for i, q := range c.spec.Questions {
			if !strings.Contains(words, strings.TrimSpace(q.Text)) {
				t.Errorf("%s: question %d is not there", c.name, i+1)
			}
		}
		if !strings.Contains(words, "naam") || !strings.Contains(words, "Sluit") || !strings.Contains(words, "Beantwoord") && !strings.Contains(words, "Kies je antwoord") {
			t.Errorf("%s: it reads %s", c.name, words)
		}
		if n := len(x.form(nil).Fields); n > survey.MaxFields {
			t.Errorf("%s: the form has %d fields", c.name, n)
		}
	}
	big := survey.Spec{Mode: survey.Unnamed, Questions: series(survey.Rank)}
	big.Questions[0].Options = options[:6]
	if len(big.Faults()) == 0 {
		t.Error("51 fields are no fault")
	}
}
