package poll

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
	"wegwijs/store"
)

func (p *Poll) registerAnswer(f *bot.Feature) {
	f.OnPress("poll.pick", p.pick)
	f.OnPress("poll.named", p.pressNamed)
	f.OnPress("poll.ask", p.pressAsk)
	f.OnPress("poll.give", p.give)
	f.OnSubmit("poll.answer", p.submit)
}

// pick takes an answer that was chosen from a menu. What was chosen is in
// Choice: neither the action nor the value of the menu says it.
func (p *Poll) pick(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	x, err := p.answerable(ctx, e.Value, &e.Origin)
	if err != nil {
		return bot.Reply{}, err
	}
	if x.spec.Mode == survey.Final || len(x.spec.Questions) != 1 {
		return bot.Reply{}, &bot.Problem{Say: textChoiceGone}
	}
	n, err := strconv.Atoi(e.Choice)
	if err != nil {
		return bot.Reply{}, &bot.Problem{Say: textChoiceGone}
	}
	return p.cast(ctx, x, &e.Origin, map[int]survey.Answer{0: {Choices: []int{n}}})
}

// pressNamed takes an answer from a button of its own. Only polls with names
// have those: there everybody sees who answered what anyway.
func (p *Poll) pressNamed(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	id, choice, _ := strings.Cut(e.Value, " ")
	x, err := p.answerable(ctx, id, &e.Origin)
	if err != nil {
		return bot.Reply{}, err
	}
	n, err := strconv.Atoi(choice)
	if err != nil || x.spec.Mode != survey.Named || len(x.spec.Questions) != 1 {
		return bot.Reply{}, &bot.Problem{Say: textChoiceGone}
	}
	return p.cast(ctx, x, &e.Origin, map[int]survey.Answer{0: {Choices: []int{n}}})
}

// pressAsk opens the form of a poll, filled with what somebody answered before
// where that can be known.
func (p *Poll) pressAsk(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	x, err := p.answerable(ctx, e.Value, &e.Origin)
	if err != nil {
		return bot.Reply{}, err
	}
	return p.askForm(ctx, x, &e.Origin)
}

func (p *Poll) askForm(ctx context.Context, x *poll, o *bot.Origin) (bot.Reply, error) {
	before, voted, err := p.before(ctx, x, o)
	if err != nil {
		return bot.Reply{}, err
	}
	if voted && x.spec.Mode == survey.Final {
		return bot.Reply{}, &bot.Problem{Say: textAnsweredFinal}
	}
	return bot.Reply{Form: x.form(before)}, nil
}

// give asks somebody directly what is asked in a channel: with a menu that can
// be answered by typing a number, or with the form.
func (p *Poll) give(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	x, err := p.answerable(ctx, e.Value, &e.Origin)
	if err != nil {
		return bot.Reply{}, err
	}
	if !x.byMenu() {
		return p.askForm(ctx, x, &e.Origin)
	}
	blocks := append(x.questionBlocks(), x.menu())
	blocks = append(blocks, x.noteBlocks(p, x.spec.Mode == survey.Named)...)
	return bot.Reply{Private: &bot.Message{Blocks: blocks}}, nil
}

// before is what somebody answered already, where that can be known.
func (p *Poll) before(ctx context.Context, x *poll, o *bot.Origin) (answers map[int]survey.Answer, voted bool, err error) {
	voter, err := p.voter(x, o.From, o.Platform)
	if err != nil {
		return nil, false, p.noKey(x, err)
	}
	answers = map[int]survey.Answer{}
	err = p.opt.Store.Read(ctx, func(r *store.Reader) error {
		if voted, err = store.Voted(r, x.ID, voter); err != nil || !voted || x.spec.Mode == survey.Final {
			return err
		}
		choices, err := store.BallotOf(r, x.ID, voter)
		if err != nil {
			return err
		}
		for i, choice := range choices {
			if i < len(x.spec.Questions) {
				if a, err := x.spec.Questions[i].Decode(choice); err == nil {
					answers[i] = a
				}
			}
		}
		return nil
	})
	return answers, voted, err
}

// submit takes the answers of a form.
func (p *Poll) submit(ctx context.Context, s *bot.Submit) (bot.Reply, error) {
	x, err := p.answerable(ctx, s.State, &s.Origin)
	if err != nil {
		return bot.Reply{}, err
	}
	answers, wrong := x.read(s.Values)
	if len(wrong) > 0 {
		return bot.Reply{}, wrong
	}
	return p.cast(ctx, x, &s.Origin, answers)
}

// answerable returns a poll that this person may answer now.
func (p *Poll) answerable(ctx context.Context, id string, o *bot.Origin) (*poll, error) {
	x, err := p.read(ctx, id)
	if err != nil {
		return nil, err
	}
	guest := o.From.Guest
	if o.From.Name == "" {
		// The platform could not say who this is a moment ago; perhaps it can now.
		if guest, err = p.isGuest(ctx, o); err != nil {
			return nil, &bot.Problem{Say: textWhoBusy, Err: fmt.Errorf("poll %s: who answers could not be looked up: %w", x.ID, err)}
		}
	}
	switch {
	case guest:
		return nil, &bot.Problem{Say: textGuest}
	case x.State == store.PollClosed:
		return nil, &bot.Problem{Say: textClosed.With(bot.Args{"when": bot.Moment(x.Closed.In(p.opt.Zone))})}
	case x.State != store.PollOpen:
		return nil, &bot.Problem{Say: textNoPoll}
	case !x.Closes.After(o.At):
		return nil, &bot.Problem{Say: textClosed.With(bot.Args{"when": bot.Moment(x.Closes.In(p.opt.Zone))})}
	}
	return x, nil
}

// cast stores what somebody answers, and says so after it is on disk.
func (p *Poll) cast(ctx context.Context, x *poll, o *bot.Origin, answers map[int]survey.Answer) (bot.Reply, error) {
	for i, a := range answers {
		if wrong := x.spec.Questions[i].Wrong(a); wrong != nil {
			return bot.Reply{}, &bot.Problem{Say: wrong}
		}
	}
	at, err := p.askedAt(ctx, x, o)
	if err != nil {
		return bot.Reply{}, err
	}
	voter, err := p.voter(x, o.From, o.Platform)
	if err != nil {
		return bot.Reply{}, p.noKey(x, err)
	}
	b := store.Ballot{
		Poll: x.ID, Voter: voter, Final: x.spec.Mode == survey.Final, Choices: map[int]string{},
		Platform: at.Platform, Channel: at.Channel, At: o.At,
	}
	if x.spec.Mode == survey.Named {
		b.Name = o.From.Name
	}
	if x.spec.Split {
		b.Part = survey.PartName(placeOf(at))
	}
	for i, a := range answers {
		b.Choices[i] = x.spec.Questions[i].Encode(a)
	}
	err = p.opt.Store.Write(ctx, o.Mark, func(tx *store.Tx) error {
		_, err := tx.CastBallot(b)
		return err
	})
	switch {
	case errors.Is(err, store.ErrHandled):
		err = nil // the same event once more: it is stored
	case errors.Is(err, store.ErrPollClosed):
		return bot.Reply{}, &bot.Problem{Say: textClosedNow}
	case errors.Is(err, store.ErrAnswered):
		return bot.Reply{}, &bot.Problem{Say: textAnsweredFinal}
	case err != nil && ctx.Err() == nil:
		return bot.Reply{}, &bot.Problem{Say: textNotStored, Err: fmt.Errorf("poll %s: an answer was not stored: %w", x.ID, err)}
	}
	if err != nil {
		return bot.Reply{}, err
	}
	return bot.Reply{Private: bot.Say(p.confirm(x, answers, o)...), Refresh: x.keys()}, nil
}

// noKey turns a missing key into a sentence for the person, and a word to the
// operator: without it somebody could answer twice, so nothing is taken.
func (p *Poll) noKey(x *poll, err error) error {
	if errors.Is(err, store.ErrNoKey) {
		return &bot.Problem{Say: textKeyGone, Err: fmt.Errorf("poll %s takes no answers: %w: put its file back in the folder of keys, or close the poll", x.ID, err)}
	}
	return err
}

// confirm says what was stored, so that it can be understood without seeing
// the poll. A final answer is not repeated: nothing may tie it to who gave it.
func (p *Poll) confirm(x *poll, answers map[int]survey.Answer, o *bot.Origin) []bot.Block {
	if x.spec.Mode == survey.Final {
		return []bot.Block{bot.Para{Text: textStoredFinal}}
	}
	until := p.until(x, o)
	if len(x.spec.Questions) == 1 {
		said := sayAnswer(x.spec.Questions[0], answers[0])
		return []bot.Block{bot.Para{Text: textStoredOne.With(bot.Args{"answer": said, "until": until})}}
	}
	para := bot.Para{Text: textStoredAll.With(bot.Args{"until": until})}
	for i, q := range x.spec.Questions {
		if a, ok := answers[i]; ok {
			para.Items = append(para.Items, bot.Join(bot.Plain(q.Text), bot.Phrase{NL: " ", EN: " "}, sayAnswer(q, a)))
		}
	}
	return []bot.Block{para}
}
