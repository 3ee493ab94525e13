package poll

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
	"wegwijs/store"
)

// A typing error can be mended until mendWithin after opening, or until the
// first five people answered: later it would be another question.
const mendWithin = time.Hour

func (x *poll) mendable(now time.Time) bool {
	return x.State == store.PollOpen && x.Answered < step && now.Before(x.Opened.Add(mendWithin))
}

func (p *Poll) pressMend(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	x, err := p.mine(ctx, e.Value, &e.Origin)
	if err != nil {
		return bot.Reply{}, err
	}
	if !x.mendable(e.At) {
		return bot.Reply{}, &bot.Problem{Say: textLocked}
	}
	return bot.Reply{Form: x.mendForm()}, nil
}

func (x *poll) mendForm() *bot.Form {
	f := &bot.Form{Action: "poll.mend", State: x.ID, Title: textMendTitle, Submit: textMendSubmit, Intro: textMendIntro}
	for i, q := range x.spec.Questions {
		label := bot.Text(textFieldQuestion)
		if len(x.spec.Questions) > 1 {
			label = textFieldOf.With(bot.Args{"n": bot.Number(i + 1)})
		}
		f.Fields = append(f.Fields, bot.Field{Name: fmt.Sprintf("q%d", i), Label: label, Kind: bot.LongText, Max: survey.MaxQuestion, Value: []string{q.Text}})
		if len(q.Options) > 0 {
			label := bot.Text(textFieldOptions)
			if len(x.spec.Questions) > 1 {
				label = textFieldOptionsOf.With(bot.Args{"n": bot.Number(i + 1)})
			}
			f.Fields = append(f.Fields, bot.Field{Name: fmt.Sprintf("o%d", i), Label: label, Kind: bot.LongText, Value: []string{strings.Join(q.Options, "\n")}})
		}
	}
	return f
}

// submitMend mends typing errors: the number and the order of answers stay, so
// what people answered stays as well, and everybody is told.
func (p *Poll) submitMend(ctx context.Context, s *bot.Submit) (bot.Reply, error) {
	x, err := p.mine(ctx, s.State, &s.Origin)
	if err != nil {
		return bot.Reply{}, err
	}
	if wrong := x.mendForm().Check(s.Values); wrong != nil {
		return bot.Reply{}, wrong
	}
	wrong := bot.FieldErrors{}
	questions := make([]survey.Question, len(x.spec.Questions))
	var fixes []fix
	for i, q := range x.spec.Questions {
		now := q
		now.Text = strings.TrimSpace(s.Values.Text(fmt.Sprintf("q%d", i)))
		if now.Text != q.Text {
			fixes = append(fixes, fix{s.At, q.Text, now.Text})
		}
		if len(q.Options) > 0 {
			name := fmt.Sprintf("o%d", i)
			now.Options = survey.SplitOptions(s.Values.Text(name))
			if len(now.Options) != len(q.Options) {
				wrong[name] = textSameNumber.With(bot.Args{"n": bot.Number(len(q.Options))})
				continue
			}
			if moved := movedOption(q.Options, now.Options); moved != "" {
				wrong[name] = textSameOrder.With(bot.Args{"option": bot.Plain(moved)})
				continue
			}
			for j := range now.Options {
				if now.Options[j] != q.Options[j] {
					fixes = append(fixes, fix{s.At, q.Options[j], now.Options[j]})
				}
			}
		}
		one := x.spec
		one.Questions = []survey.Question{now}
		if faults := one.Faults(); len(faults) > 0 {
			wrong[fmt.Sprintf("q%d", i)] = faults[0]
		}
		questions[i] = now
	}
	if len(wrong) > 0 {
		return bot.Reply{}, wrong
	}
	if len(fixes) == 0 {
		return bot.Reply{Private: bot.Say(bot.Para{Text: textNothingChanged})}, nil
	}
	var refresh []string
	err = p.opt.Store.Write(ctx, s.Mark, func(tx *store.Tx) error {
		now, err := load(tx, x.ID)
		if err != nil {
			return err
		}
		if !now.mendable(s.At) {
			return &bot.Problem{Say: textLocked}
		}
		if string(now.Spec) != string(x.Spec) {
			// Somebody added an option while this was looked at: it may have an answer.
			return bot.FieldErrors{"q0": textMendAgain}
		}
		now.spec.Questions = questions
		now.Same = now.spec.Same()
		now.extra.Fixes = append(now.extra.Fixes, fixes...)
		refresh = now.keys()
		for _, where := range now.places {
			if where.Gone {
				continue
			}
			j := now.jobIn("poll.fixed", s.At, where)
			j.Payload = []byte(strconv.Itoa(len(now.extra.Fixes)))
			if err := tx.Schedule(j); err != nil {
				return err
			}
		}
		return now.save(tx)
	})
	if err != nil {
		return bot.Reply{}, err
	}
	return bot.Reply{Private: bot.Say(bot.Para{Text: textMended}), RefreshNow: refresh}, nil
}

// movedOption is an option that would stand in the place of another one. Who
// answered chose a place: with another option in it they would have said what
// they did not say.
func movedOption(was, now []string) string {
	for i, option := range now {
		for j, other := range was {
			if i != j && bareWords(option) == bareWords(other) && bareWords(option) != bareWords(was[i]) {
				return option
			}
		}
	}
	return ""
}

// bareWords leaves what cannot be a typing error of itself: letters and digits.
func bareWords(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}

// showFix tells a channel that a typing error was mended.
func (p *Poll) showFix(ctx context.Context, d *bot.Due) (bot.Reply, error) {
	return p.post(ctx, d, fixSuffix+string(d.Payload))
}

// fixBlocks tell what was mended last, up to the number of a fix.
func (x *poll) fixBlocks(number string) []bot.Block {
	n, err := strconv.Atoi(number)
	if err != nil || n < 1 || n > len(x.extra.Fixes) {
		return nil
	}
	para := bot.Para{Text: textFixedTold.With(bot.Args{"question": bot.Plain(x.title())})}
	for _, f := range x.extra.Fixes[:n] {
		if f.At.Equal(x.extra.Fixes[n-1].At) {
			para.Items = append(para.Items, textFixedWas.With(bot.Args{"was": bot.Plain(f.Was), "now": bot.Plain(f.Now)}))
		}
	}
	return []bot.Block{para}
}

// pressAdd asks for one more option.
func (p *Poll) pressAdd(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	x, err := p.answerable(ctx, e.Value, &e.Origin)
	if err != nil {
		return bot.Reply{}, err
	}
	if !x.growable() {
		return bot.Reply{}, &bot.Problem{Say: textNoMoreOptions}
	}
	return bot.Reply{Form: x.addForm()}, nil
}

// growable tells whether everybody may add an option: only with names, because
// who adds an option without names says what they think.
func (x *poll) growable() bool {
	return x.spec.AddOption && x.spec.Mode == survey.Named && len(x.spec.Questions) == 1 &&
		len(x.spec.Questions[0].Options) > 0 && len(x.spec.Questions[0].Options) < survey.MaxOptions
}

func (x *poll) addForm() *bot.Form {
	return &bot.Form{Action: "poll.add", State: x.ID, Title: textAddTitle, Submit: textAddSubmit, Intro: bot.Plain(x.title()),
		Fields: []bot.Field{{Name: "option", Label: textFieldOption, Kind: bot.ShortText, Max: survey.MaxOption}}}
}

func (p *Poll) submitAdd(ctx context.Context, s *bot.Submit) (bot.Reply, error) {
	x, err := p.answerable(ctx, s.State, &s.Origin)
	if err != nil {
		return bot.Reply{}, err
	}
	if wrong := x.addForm().Check(s.Values); wrong != nil {
		return bot.Reply{}, wrong
	}
	if _, err := p.askedAt(ctx, x, &s.Origin); err != nil {
		return bot.Reply{}, err
	}
	option := strings.Join(strings.Fields(s.Values.Text("option")), " ")
	var refresh []string
	err = p.opt.Store.Write(ctx, s.Mark, func(tx *store.Tx) error {
		now, err := load(tx, x.ID)
		if err != nil {
			return err
		}
		if now.State != store.PollOpen || !now.growable() {
			return &bot.Problem{Say: textNoMoreOptions}
		}
		q := &now.spec.Questions[0]
		for _, there := range q.Options {
			if survey.SameWords(there, option) {
				return bot.FieldErrors{"option": textOptionThere.With(bot.Args{"option": bot.Plain(there)})}
			}
		}
		q.Options = append(q.Options, option) // at the end: what was answered keeps its number
		if faults := now.spec.Faults(); len(faults) > 0 {
			return bot.FieldErrors{"option": faults[0]}
		}
		now.Same = now.spec.Same()
		refresh = now.keys()
		return now.save(tx)
	})
	if err != nil {
		return bot.Reply{}, err
	}
	return bot.Reply{Private: bot.Say(bot.Para{Text: textAdded.With(bot.Args{"option": bot.Plain(option)})}), Refresh: refresh}, nil
}
