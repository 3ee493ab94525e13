package poll

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
	"wegwijs/store"
)

// TestResultFits has the largest polls there can be: everything fits in one
// message, and every number of every question is in it.
func TestResultFits(t *testing.T) {
	o := newOffice(t, 3)
	for _, c := range []struct {
		name          string
		options, size int
		parts         int
		list          bool // a line per choice still fits
		mode          survey.Mode
	}{
		{"small", 3, 10, 0, true, survey.Unnamed},
		{"twenty options of one word", 20, 8, 0, false, survey.Unnamed},
		{"twenty options of full length", 20, survey.MaxOption, 0, false, survey.Unnamed},
		{"twenty options of full length, in many channels", 20, survey.MaxOption, 12, false, survey.Unnamed},
		{"with names", 20, survey.MaxOption, 0, false, survey.Named},
	} {
		t.Run(c.name, func(t *testing.T) {
			spec := survey.Spec{Mode: c.mode, Places: places("algemeen")}
			out := survey.Outcome{Asked: 40_000, Answered: 31_000}
			for i := range survey.MaxQuestions {
				q := survey.Question{Kind: survey.One, Text: fmt.Sprintf("%d %s", i, strings.Repeat("vraag ", 49))}
				one := survey.QuestionOutcome{N: 31_000}
				for n := range c.options {
					q.Options = append(q.Options, (fmt.Sprintf("%d.%d ", i, n) + strings.Repeat("woord ", 13))[:c.size])
					one.By = append(one.By, 1000+100*i+n)
				}
				spec.Questions = append(spec.Questions, q)
				out.Questions = append(out.Questions, one)
			}
			for i := range c.parts {
				out.Parts = append(out.Parts, survey.PartOutcome{Place: places(fmt.Sprint("kanaal", i))[0], Asked: 100, Answered: 50, Questions: out.Questions})
			}
			id := "p" + fmt.Sprint(len(c.name))
			x := o.closedPoll(id, spec, out, nil)
			if c.mode == survey.Named {
				people := 2000
				if raced {
					people = 300 // with the detector a read of more takes longer than it may
				}
				o.answers(id, people, len(spec.Questions))
			}
			blocks, err := o.poll.resultBlocks(t.Context(), x, bot.NL)
			if err != nil {
				t.Fatal(err)
			}
			words := blocksText(blocks, bot.NL)
			if w := weigh(blocks, bot.NL); w > fits {
				t.Errorf("the result weighs %d, more than %d:\n%s", w, fits, words)
			}
			for _, q := range out.Questions {
				for _, n := range q.By {
					if !strings.Contains(words, " "+fmt.Sprint(n)+" ") {
						t.Errorf("%d is not there:\n%s", n, words)
						return
					}
				}
			}
			if list := strings.Contains(words, "- 0.0"); list != c.list {
				t.Errorf("a line per choice: %v\n%s", list, words)
			}
			if c.parts > 0 && !strings.Contains(words, "De uitslag van 12 kanalen past hier niet.") {
				t.Errorf("channels are left out without a word:\n%s", words)
			}
			if c.mode == survey.Named && !strings.Contains(words, "Wie wat antwoordde past hier niet.") {
				t.Errorf("names are left out without a word:\n%s", words)
			}
		})
	}
}

// TestManyChannelsFit shows a short result of more channels than there is room
// for in one message, whose words would fit.
func TestManyChannelsFit(t *testing.T) {
	o := newOffice(t, 3)
	for channels, want := range map[int]bool{20: true, 50: false} {
		out := survey.Outcome{Asked: 5000, Answered: 2500, Questions: []survey.QuestionOutcome{{N: 2500, By: []int{2000, 500}}}}
		for i := range channels {
			out.Parts = append(out.Parts, survey.PartOutcome{Place: places(fmt.Sprint("k", i))[0], Asked: 100, Answered: 50,
				Questions: []survey.QuestionOutcome{{N: 50, By: []int{40, 10}}}})
		}
		spec := oneQuestion(survey.Question{Text: "Goed?", Kind: survey.YesNo})
		blocks, err := o.poll.resultBlocks(t.Context(), o.closedPoll(fmt.Sprint("many", channels), spec, out, nil), bot.NL)
		if err != nil {
			t.Fatal(err)
		}
		words := blocksText(blocks, bot.NL)
		if len(blocks) > mostBlocks || strings.Contains(words, "#k19") != want || strings.Contains(words, "past hier niet") == want || strings.Contains(words, "passen hier niet") {
			t.Errorf("%d channels are %d blocks:\n%s", channels, len(blocks), words)
		}
	}
}

// answers stores what so many people answered with names, all the second choice.
func (o *office) answers(id string, people, questions int) {
	o.t.Helper()
	err := o.store.Write(o.t.Context(), "", func(tx *store.Tx) error {
		for i := range people {
			voter := fmt.Appendf(nil, "test|p%05d", i)
			if _, err := tx.Exec("INSERT INTO poll_voter (poll, voter, name) VALUES ($1, $2, $3)", id, voter, fmt.Sprintf("Persoon %05d", i)); err != nil {
				return err
			}
			for q := range questions {
				if _, err := tx.Exec("INSERT INTO poll_answer (poll, holder, question, choice) VALUES ($1, $2, $3, '1')", id, voter, q); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		o.t.Fatal(err)
	}
}

// TestResultNames has so many people choose one thing with names that not all
// of them fit, and then has their names erased.
func TestResultNames(t *testing.T) {
	o := newOffice(t, 3)
	spec := oneQuestion(soms)
	spec.Mode = survey.Named
	for _, c := range []struct {
		people int
		want   string
	}{
		{1, "- Soms: 1 van 1 (100 %): Persoon 00000\n"},
		{3, "- Soms: 3 van 3 (100 %): Persoon 00000, Persoon 00001 en Persoon 00002\n"},
		{62, "Persoon 00049 en nog 12\n"},
	} {
		id := fmt.Sprint("named", c.people)
		x := o.closedPoll(id, spec, survey.Outcome{Asked: 100, Answered: c.people, Questions: []survey.QuestionOutcome{{N: c.people, By: []int{0, c.people, 0}}}}, nil)
		o.answers(id, c.people, 1)
		blocks, err := o.poll.resultBlocks(t.Context(), x, bot.NL)
		if err != nil {
			t.Fatal(err)
		}
		words := blocksText(blocks, bot.NL)
		if !strings.Contains(words, c.want) || !strings.Contains(words, "Namen en antwoorden worden gewist op 12 april 2027.") {
			t.Errorf("%d people:\n%s", c.people, words)
		}
	}
	x := o.closedPoll("nameless", spec, survey.Outcome{Asked: 100, Answered: 3, Questions: []survey.QuestionOutcome{{N: 3, By: []int{0, 3, 0}}}},
		func(x *poll) { x.extra.Nameless = closed.AddDate(0, 3, 0) })
	blocks, err := o.poll.resultBlocks(t.Context(), x, bot.NL)
	if err != nil {
		t.Fatal(err)
	}
	words := blocksText(blocks, bot.NL)
	for _, want := range []string{"- Soms: 3 van 3 (100 %)\n", "Namen en antwoorden zijn gewist op 12 april 2027; bewaard: totalen."} {
		if !strings.Contains(words, want) {
			t.Errorf("%q is not there:\n%s", want, words)
		}
	}
}

// TestWithheldTellsNothing looks for numbers of people in what is told of a
// poll without a result: only how many were asked may be there.
func TestWithheldTellsNothing(t *testing.T) {
	o := newOffice(t, 3)
	digits := regexp.MustCompile(`\d+`)
	for i, why := range []survey.Reason{survey.FewAnswers, survey.SmallGroup, survey.AlmostSame} {
		id := fmt.Sprint("withheld", i)
		o.closedPoll(id, oneQuestion(soms), survey.Outcome{Asked: 128, Withheld: why}, nil)
		err := o.store.Write(t.Context(), "", func(tx *store.Tx) error {
			_, err := tx.Exec("UPDATE poll_place SET answered = 4 WHERE poll = $1", id)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		x := o.stored(id)
		r, err := o.poll.result(t.Context(), x, bot.NL)
		if err != nil {
			t.Fatal(err)
		}
		for _, words := range []string{blocksText(r.fitted(), bot.NL), blocksText(r.toMaker("").Blocks, bot.NL)} {
			for _, n := range digits.FindAllString(words, -1) {
				switch n {
				case "128", "5", "10", "12", "2027", "17", "00": // asked, the rules, and when it closed
				default:
					t.Errorf("%s: there is a %s in it:\n%s", why, n, words)
				}
			}
		}
	}
}
