package poll

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
	"wegwijs/handlers/poll/survey"
	"wegwijs/store"
)

var golden = flag.Bool("golden", false, "rewrite testdata/results")

// opened and closed are when the polls in these tests were.
var (
	opened = time.Date(2027, 1, 11, 9, 0, 0, 0, bottest.Zone)
	closed = time.Date(2027, 1, 12, 17, 0, 0, 0, bottest.Zone)
)

// closedPoll stores a poll that is closed with this result.
func (o *office) closedPoll(id string, spec survey.Spec, out survey.Outcome, change func(*poll)) *poll {
	o.t.Helper()
	if spec.Mode == "" {
		spec.Mode = survey.Unnamed
	}
	out.At = closed
	data, err := json.Marshal(out)
	if err != nil {
		o.t.Fatal(err)
	}
	x := &poll{Poll: store.Poll{ID: id, State: store.PollClosed, Platform: "test", Maker: "bram", MakerName: "Bram Bakker",
		Created: opened, Opened: opened, Closes: closed, Closed: closed, Asked: out.Asked, Result: data}, spec: spec}
	if spec.Mode != survey.Named {
		x.extra.Forgot = closed
	}
	if change != nil {
		change(x)
	}
	err = o.store.Write(o.t.Context(), "", func(tx *store.Tx) error {
		if err := x.save(tx); err != nil {
			return err
		}
		for _, at := range spec.Places {
			if err := tx.SetPollPlace(id, store.PollPlace{Platform: string(at.Platform), Channel: string(at.Channel), Name: at.Name, Asked: out.Asked}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		o.t.Fatal(err)
	}
	return o.stored(id)
}

func places(names ...string) (all []survey.Place) {
	for _, n := range names {
		all = append(all, survey.Place{Platform: "test", Channel: bot.ChannelID(n), Name: n})
	}
	return all
}

// blocksText is how blocks read, in the notation of transcripts.
func blocksText(blocks []bot.Block, l bot.Lang) string {
	var b strings.Builder
	say := func(before string, t bot.Text) {
		if t != nil {
			fmt.Fprintf(&b, "%s%s\n", before, t.In(l, starred{}))
		}
	}
	for _, block := range blocks {
		switch block := block.(type) {
		case bot.Para:
			say("", block.Text)
			for _, i := range block.Items {
				say("- ", i)
			}
		case bot.Note:
			say("~ ", block.Text)
		case bot.Picture:
			fmt.Fprintf(&b, "(plaatje) %s\n", block.Name) // its words are the report's
		case bot.Buttons:
			for _, x := range block {
				say("[] ", x.Label)
			}
		case bot.Menu:
			say("{} ", block.Label)
			for _, x := range block.Options {
				say("   | ", x.Label)
			}
		case bot.File:
			fmt.Fprintf(&b, "(bestand) %s\n", block.Name)
		default:
			fmt.Fprintf(&b, "%T\n", block)
		}
	}
	return b.String()
}

// starred shows what is bold, and what was typed by a person.
type starred struct{}

func (starred) Ours(s string) string      { return s }
func (starred) Theirs(s string) string    { return strings.ReplaceAll(s, "*", `\*`) }
func (starred) Bold(s string) string      { return "*" + s + "*" }
func (starred) Link(s, url string) string { return s + " ‹" + url + "›" }

// A shown is one result and what is to be seen of it.
type shown struct {
	name   string
	spec   survey.Spec
	out    survey.Outcome
	change func(*poll)
}

var soms = survey.Question{Text: "Weet je waar je met vragen terechtkunt?", Kind: survey.One, Options: []string{"Altijd", "Soms", "Nooit"}}

func oneQuestion(q survey.Question) survey.Spec {
	return survey.Spec{Questions: []survey.Question{q}, Places: places("algemeen")}
}

func results() []shown {
	enps := survey.Question{Kind: survey.ENPS}
	scale := survey.Question{Text: "Hoe duidelijk was de bijeenkomst?", Kind: survey.Scale, High: 5, Low: "onduidelijk", Top: "heel duidelijk"}
	open := survey.Question{Text: "Wat kan beter?", Kind: survey.Open}
	rank := survey.Question{Text: "Wat lees je het liefst?", Kind: survey.Rank, Options: []string{"Intranet", "Nieuwsbrief per mail", "Chat"}}
	split := oneQuestion(soms)
	split.Split, split.Places = true, places("algemeen", "beheer", "directie")
	named := oneQuestion(soms)
	named.Mode = survey.Named
	final := oneQuestion(soms)
	final.Mode, final.NoMaker = survey.Final, true
	return []shown{
		{name: "een-keuze", spec: oneQuestion(soms), out: survey.Outcome{Asked: 128, Answered: 54, Questions: []survey.QuestionOutcome{{N: 54, By: []int{15, 31, 8}}}},
			change: func(x *poll) { x.FollowUp = "Op 1 februari staat er een *wegwijzer* op intranet. @channel" }},
		{name: "weinig-respons", spec: oneQuestion(soms), out: survey.Outcome{Asked: 128, Answered: 20, Low: true, Questions: []survey.QuestionOutcome{{N: 20, By: []int{9, 9, 2}}}}},
		{name: "te-weinig-antwoorden", spec: oneQuestion(soms), out: survey.Outcome{Asked: 128, Withheld: survey.FewAnswers}},
		{name: "te-kleine-groep", spec: final, out: survey.Outcome{Asked: 8, Withheld: survey.SmallGroup}},
		{name: "bijna-hetzelfde", spec: oneQuestion(soms), out: survey.Outcome{Asked: 128, Withheld: survey.AlmostSame}},
		{name: "niemand", spec: named, out: survey.Outcome{Asked: 128, Withheld: survey.NoAnswers}},
		{name: "grote-meerderheid", spec: oneQuestion(soms), out: survey.Outcome{Asked: 12, Answered: 7, Questions: []survey.QuestionOutcome{{N: 7, Unanimous: true, Choice: 1}}}},
		{name: "enps", spec: oneQuestion(enps), out: survey.Outcome{Asked: 128, Answered: 54, Questions: []survey.QuestionOutcome{{N: 54,
			By: []int{1, 0, 0, 2, 1, 5, 8, 9, 8, 12, 8}, ENPS: &survey.ENPSScore{Score: survey.Estimate{Value: 5.4, Low: -10.2, High: 20.4}, Promoters: 20, Passives: 17, Detractors: 17}}}}},
		{name: "schaal", spec: oneQuestion(scale), out: survey.Outcome{Asked: 30, Answered: 24, Questions: []survey.QuestionOutcome{{N: 24,
			By: []int{1, 2, 5, 10, 6}, Mean: &survey.Estimate{Value: 3.75, Low: 3.31, High: 4.19}}}}},
		{name: "rangorde", spec: oneQuestion(rank), out: survey.Outcome{Asked: 30, Answered: 24, Questions: []survey.QuestionOutcome{{N: 24,
			By: []int{8, 12, 4}, Ranking: []survey.RankPlace{{Choice: 1, Mean: 1.6, First: 12}, {Choice: 0, Mean: 1.9, First: 8}, {Choice: 2, Mean: 2.5, First: 4}}}}}},
		{name: "open-wacht", spec: oneQuestion(open), out: survey.Outcome{Asked: 30, Answered: 24, Questions: []survey.QuestionOutcome{{N: 24, Texts: true}}}},
		{name: "open-te-weinig", spec: oneQuestion(open), out: survey.Outcome{Asked: 30, Answered: 8, Low: true, Questions: []survey.QuestionOutcome{{N: 8}}}},
		{name: "per-kanaal", spec: split, out: survey.Outcome{Asked: 128, Answered: 54, Hidden: 1, Questions: []survey.QuestionOutcome{{N: 54, By: []int{15, 31, 8}}},
			Parts: []survey.PartOutcome{
				{Place: split.Places[0], Asked: 60, Answered: 24, Questions: []survey.QuestionOutcome{{N: 24, By: []int{5, 15, 4}}}},
				{Place: split.Places[1], Asked: 60, Answered: 25, Questions: []survey.QuestionOutcome{{N: 25, By: []int{9, 13, 3}}}}}}},
		{name: "reeks", spec: survey.Spec{Questions: []survey.Question{soms, scale, open}, Places: places("algemeen")}, out: survey.Outcome{Asked: 30, Answered: 24, Questions: []survey.QuestionOutcome{
			{N: 24, By: []int{4, 15, 5}}, {N: 22, By: []int{1, 2, 5, 8, 6}, Mean: &survey.Estimate{Value: 3.73, Low: 3.28, High: 4.17}}, {Withheld: survey.FewAnswers}}}},
		{name: "meer-dan-gevraagd", spec: final, out: survey.Outcome{Asked: 10, Answered: 12, Questions: []survey.QuestionOutcome{{N: 12, By: []int{0, 12, 0}}}},
			change: func(x *poll) { x.extra.ByHand = true }},
	}
}

// TestResults compares what stands in a channel with what is in testdata/results.
func TestResults(t *testing.T) {
	o := newOffice(t, 3)
	o.poll.opt.Consent.Reference = "OR 2026-17"
	for i, c := range results() {
		t.Run(c.name, func(t *testing.T) {
			x := o.closedPoll(fmt.Sprintf("poll%04d", i), c.spec, c.out, c.change)
			var b bytes.Buffer
			for _, l := range []bot.Lang{bot.NL, bot.EN} {
				blocks, err := o.poll.resultBlocks(t.Context(), x, l)
				if err != nil {
					t.Fatal(err)
				}
				for _, b := range blocks {
					if pic, ok := b.(bot.Picture); ok {
						checkAlt(t, c.out, pic.Alt.In(l, bot.Literal))
					}
				}
				said, err := o.poll.announcement(t.Context(), x, l)
				if err != nil {
					t.Fatal(err)
				}
				r, err := o.poll.result(t.Context(), x, l)
				if err != nil {
					t.Fatal(err)
				}
				fmt.Fprintf(&b, "== %s\n%s-- kondigt aan\n%s-- aan de maker\n%s\n", l, blocksText(blocks, l), blocksText(said.Blocks, l), blocksText(r.toMaker("").Blocks, l))
			}
			file := filepath.Join("testdata", "results", c.name+".txt")
			if *golden {
				if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if got := b.String(); got != string(want) {
				t.Errorf("shown:\n%s\nwanted (%s; -golden rewrites it):\n%s", got, file, want)
			}
		})
	}
}

// checkAlt looks for all numbers of a result in the words of its picture.
func checkAlt(t *testing.T, out survey.Outcome, alt string) {
	t.Helper()
	for _, q := range out.Questions {
		for _, n := range q.By {
			if !strings.Contains(alt, fmt.Sprint(n)) {
				t.Errorf("%d is not in the words of the picture: %s", n, alt)
			}
		}
	}
}
