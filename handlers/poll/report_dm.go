package poll

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"wegwijs/bot"
	"wegwijs/handlers/poll/report"
	"wegwijs/handlers/poll/survey"
	"wegwijs/store"
)

func (p *Poll) registerReport(f *bot.Feature) {
	f.OnDue("poll.report", p.report)
	f.OnDue("poll.unread", p.unread)
	f.OnPress("poll.followup", p.pressFollowUp)
	f.OnSubmit("poll.followup", p.submitFollowUp)
}

// report tells the maker what came of a poll: sentences to paste, whom it
// reached, and the question what will be done with it. A maker who left is told
// nothing; the operator reads which poll it is, and an administrator can do what
// the maker would have done.
func (p *Poll) report(ctx context.Context, d *bot.Due) (bot.Reply, error) {
	x, err := p.read(ctx, d.Key)
	if noPoll(err) {
		return bot.Reply{}, nil
	}
	if err != nil || x.State != store.PollClosed {
		return bot.Reply{}, err
	}
	lang := p.channelLang(x)
	r, err := p.result(ctx, x, cmp.Or(lang, d.Lang))
	if err != nil {
		return bot.Reply{}, err
	}
	if r.texts > 0 {
		err := p.opt.Store.Write(ctx, "", func(tx *store.Tx) error { return tx.Schedule(x.job("poll.unread", x.Closed.Add(reviewWithin))) })
		if err != nil {
			return bot.Reply{}, err
		}
	}
	left, err := p.makerLeft(ctx, x)
	if err != nil {
		return bot.Reply{}, err
	}
	if left {
		p.opt.Log.Warn().Str("poll", x.ID).Msg("the maker of this poll has left: nobody was sent its result; an administrator can download it, and tell what will be done with it, by typing export and the id of the poll")
		return bot.Reply{}, nil
	}
	return bot.Reply{Private: r.toMaker(lang)}, nil
}

// reviewWithin is how long open answers wait for the look of a colleague. Then
// they are erased: nobody needs them any more, and nobody has seen what is in them.
const reviewWithin = 30 * 24 * time.Hour

// makerLeft tells whether the maker of a poll cannot be told anything any more.
func (p *Poll) makerLeft(ctx context.Context, x *poll) (bool, error) {
	u, err := p.opt.Router.Person(ctx, bot.PersonID{Platform: bot.PlatformName(x.Platform), User: bot.UserID(x.Maker)})
	var no *bot.SendError
	if errors.As(err, &no) && no.Reason == bot.NotFound {
		return true, nil
	}
	if err != nil {
		return false, fmt.Errorf("look for the maker of a poll: %w", err)
	}
	return u.Inactive, nil
}

// channelLang is the language of the channels of a poll, empty when they have
// several.
func (p *Poll) channelLang(x *poll) bot.Lang {
	var all []bot.Lang
	for _, at := range x.places {
		all = append(all, p.langOf(at.Platform, at.Channel))
	}
	slices.Sort(all)
	if all = slices.Compact(all); len(all) == 1 {
		return all[0]
	}
	return ""
}

// A fixedLang is a text in one language, whatever its reader reads.
type fixedLang struct {
	lang bot.Lang
	text bot.Text
}

func (f fixedLang) In(_ bot.Lang, e bot.Escaper) string { return f.text.In(f.lang, e) }

// toMaker is the message to the maker. What is to be pasted is in the language
// of the channels; empty is the maker's own.
func (r *result) toMaker(paste bot.Lang) *bot.Message {
	x := r.x
	said := r.sentences()
	if paste != "" {
		for i := range said {
			said[i] = fixedLang{paste, said[i]}
		}
	}
	m := bot.Say(
		bot.Para{Text: textReport.With(bot.Args{"question": x.subject()})},
		bot.Para{Text: textReportPaste, Items: said},
		bot.Para{Text: textReportReach, Items: r.reachLines()},
	)
	add := func(b bot.Block) { m.Blocks = append(m.Blocks, b) }
	if r.texts > 0 && !x.extra.Reviewed {
		add(bot.Para{Text: textReportReview.Count(r.texts, bot.Args{"command": r.p.reviewCommand(x), "until": bot.Date(x.Closed.Add(reviewWithin).In(r.p.opt.Zone))})})
	}
	ask := textReportAsk
	if r.out.Withheld != "" {
		ask = textReportAskNone
	}
	if x.FollowUp != "" {
		add(r.followUp())
	} else {
		add(bot.Para{Text: ask})
	}
	add(x.resultButtons())
	if receipt := r.p.receipt(x, r.out, r.texts > 0 || r.hasTexts()); receipt != nil {
		add(bot.Note{Text: receipt})
	}
	return m
}

// resultButtons are what can be done with the result of a closed poll.
func (x *poll) resultButtons() bot.Buttons {
	row := bot.Buttons{x.followUpButton()}
	if !x.nothing() {
		row = append(row, bot.Button{Label: textDownload, Hint: textAbout.With(bot.Args{"what": textDownload, "question": x.subject()}),
			Action: "poll.download", Value: x.ID})
	}
	return row
}

func (x *poll) followUpButton() bot.Button {
	label := textFollowUpButton
	if x.nothing() {
		label = textFollowUpOther
	}
	return bot.Button{Label: label, Hint: textAbout.With(bot.Args{"what": label, "question": x.subject()}),
		Action: "poll.followup", Value: x.ID, Style: bot.Primary}
}

// sentences are the three sentences to paste: how many answered what was
// asked, what came of it, and whom it reached.
func (r *result) sentences() []bot.Text {
	question := r.x.subject()
	if r.out.Withheld != "" {
		return compact(
			textPasteAsked.Count(r.out.Asked, bot.Args{"question": question}),
			withheld(r.out.Withheld, r.p.opt.Rules),
			r.x.erased(r.out))
	}
	say := textPasteAnswered
	if len(r.x.spec.Questions) > 1 {
		say = textPasteSeries
	}
	return compact(
		say.With(bot.Args{"question": question, "answered": participation(r.out)}),
		r.found(),
		r.reached())
}

func compact(all ...bot.Text) []bot.Text {
	return slices.DeleteFunc(all, func(t bot.Text) bool { return t == nil })
}

// found is what came of a poll; of several questions, of the first three that
// say something.
func (r *result) found() bot.Text {
	var all []bot.Text
	several := len(r.x.spec.Questions) > 1
	for i := range min(len(r.x.spec.Questions), len(r.out.Questions)) {
		q, out := r.x.spec.Questions[i], r.out.Questions[i]
		if out.Withheld != "" && several || len(all) == 3 {
			continue
		}
		say := spoken(finding(q, out, r.p.opt.Rules, true), estimate(q, out, r.out.Asked, true))
		switch {
		case say == nil && q.Kind == survey.Open && !several:
			say = textPasteOpen
		case say == nil:
			continue
		case several:
			say = textPasteFound.With(bot.Args{"question": q.Title(), "found": say})
		}
		all = append(all, say)
	}
	return spoken(all...)
}

// reached is whom a poll reached, in one sentence.
func (r *result) reached() bot.Text {
	if len(r.rep.Reach) < 2 {
		switch {
		case r.out.Low:
			return textResultLow
		case len(r.rep.Reach) == 1:
			return textPasteWhere.With(bot.Args{"channel": channelText(r.rep.Reach[0].Place.Name)})
		}
		return nil
	}
	shown := slices.DeleteFunc(slices.Clone(r.rep.Reach), func(at report.Reach) bool { return at.Hidden || at.Asked == 0 })
	slices.SortStableFunc(shown, func(a, b report.Reach) int { return cmp.Compare(a.Answered*b.Asked, b.Answered*a.Asked) })
	const most = 5
	switch {
	case len(shown) == 0:
		return nil
	case len(shown) > most:
		return textPasteBestWorst.With(bot.Args{"worst": reachText(shown[0]), "best": reachText(shown[len(shown)-1])})
	}
	var all []bot.Text
	for _, at := range shown {
		all = append(all, reachText(at))
	}
	return textPasteReached.With(bot.Args{"channels": bot.List(all...)})
}

func reachText(at report.Reach) bot.Text {
	return textReachOf.With(bot.Args{"channel": channelText(at.Place.Name), "n": bot.Number(at.Answered), "asked": bot.Number(at.Asked)})
}

// reachLines are whom a poll reached, per channel. Where there is no result it
// is not told either: from it one could count who answered.
func (r *result) reachLines() []bot.Text {
	var all []bot.Text
	secret := r.out.Withheld != "" && r.out.Withheld != survey.NoAnswers && r.x.spec.Mode != survey.Named
	for _, at := range r.rep.Reach {
		channel := bot.Args{"channel": channelText(at.Place.Name)}
		switch {
		case secret:
			channel["asked"] = bot.Number(at.Asked)
			all = append(all, textReachAsked.With(channel))
		case at.Hidden && at.Asked < r.p.opt.Rules.MinGroup:
			all = append(all, textReachSmall.With(channel))
		case at.Hidden:
			all = append(all, textReachOther.With(channel))
		case at.Asked == 0:
			all = append(all, textReachNobody.With(channel))
		default:
			all = append(all, textReach.With(bot.Args{"channel": channelText(at.Place.Name), "n": bot.Number(at.Answered), "asked": bot.Number(at.Asked)}))
		}
	}
	return all
}

// unread erases open answers that no colleague looked at in time.
func (p *Poll) unread(ctx context.Context, d *bot.Due) (bot.Reply, error) {
	return p.change(ctx, d.Key, func(tx *store.Tx, x *poll) error {
		if x.extra.Reviewed {
			return nil
		}
		texts, err := store.PollTexts(tx, x.ID)
		if err != nil || len(texts) == 0 {
			return err
		}
		x.extra.Reviewed = true
		return tx.DeletePollTexts(x.ID, idsOf(texts))
	})
}

func idsOf(texts []store.PollText) (ids [][]byte) {
	for _, t := range texts {
		ids = append(ids, t.ID)
	}
	return ids
}

// looksAfter tells whether somebody may see and change everything of a poll:
// its maker, and whoever looks after the bot.
func looksAfter(x *poll, o *bot.Origin) bool {
	return mine(o, x) || slices.Contains(o.Roles, bot.Admin)
}

// mostFollowUp is how long the answer may be, in characters.
const mostFollowUp = 500

// closedOf returns a closed poll of this person; to others it is not there.
func (p *Poll) closedOf(ctx context.Context, id string, o *bot.Origin) (*poll, error) {
	x, err := p.read(ctx, strings.ToLower(strings.TrimSpace(id)))
	switch {
	case err != nil:
		return nil, err
	case !looksAfter(x, o):
		return nil, &bot.Problem{Say: textNoPoll}
	case x.State != store.PollClosed:
		return nil, &bot.Problem{Say: textNotClosed}
	}
	return x, nil
}

func (p *Poll) pressFollowUp(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	x, err := p.closedOf(ctx, e.Value, &e.Origin)
	if err != nil {
		return bot.Reply{}, err
	}
	return bot.Reply{Form: x.followUpForm(x.FollowUp)}, nil
}

func (x *poll) followUpForm(now string) *bot.Form {
	field := bot.Field{Name: "followup", Label: textFollowUpField, Help: textFollowUpHelp, Kind: bot.LongText, Max: mostFollowUp}
	if now != "" {
		field.Value, field.Optional, field.Help = []string{now}, true, textFollowUpAgain
	}
	intro, submit := textFollowUpIntro, textFollowUpSubmit
	if x.nothing() {
		intro, submit = textFollowUpNoResult, textFollowUpSubmitNone
	}
	return &bot.Form{Action: "poll.followup", State: x.ID, Title: textFollowUpTitle, Submit: submit,
		Intro: intro.With(bot.Args{"question": x.subject()}), Fields: []bot.Field{field}}
}

// nothing tells whether a closed poll has no result that may be told.
func (x *poll) nothing() bool {
	out, err := outcomeOf(x)
	return err != nil || out.Withheld != ""
}

// submitFollowUp stores what will be done with a result. It may be changed: what
// was meant to happen is not always what happens.
func (p *Poll) submitFollowUp(ctx context.Context, s *bot.Submit) (bot.Reply, error) {
	x, err := p.closedOf(ctx, s.State, &s.Origin)
	if err != nil {
		return bot.Reply{}, err
	}
	text := strings.Join(strings.Fields(s.Values.Text("followup")), " ")
	switch n := utf8.RuneCountInString(text); {
	case n > mostFollowUp:
		return bot.Reply{}, bot.FieldErrors{"followup": textFollowUpLong.With(bot.Args{"n": bot.Number(n), "max": bot.Number(mostFollowUp)})}
	case n == 0 && x.FollowUp == "":
		return bot.Reply{}, bot.FieldErrors{"followup": textFollowUpNeeded}
	}
	err = p.opt.Store.Write(ctx, s.Mark, func(tx *store.Tx) error {
		now, err := load(tx, x.ID)
		if err != nil {
			return err
		}
		now.FollowUp = text
		x = now
		return x.save(tx)
	})
	if err != nil {
		return bot.Reply{}, err
	}
	return bot.Reply{Private: x.followUpStored(), RefreshNow: x.keys()}, nil
}

// followUpStored says where it can be read.
func (x *poll) followUpStored() *bot.Message {
	var where []bot.Text
	for _, at := range x.places {
		if !at.Gone {
			where = append(where, channelText(at.Name))
		}
	}
	switch {
	case x.extra.Settled || len(where) == 0:
		return bot.Say(bot.Para{Text: textFollowUpKept})
	case x.FollowUp == "":
		return bot.Say(bot.Para{Text: textFollowUpGone.With(bot.Args{"channels": bot.List(where...)})})
	}
	stored := textFollowUpStored
	if x.nothing() {
		stored = textFollowUpStoredNone
	}
	return bot.Say(bot.Para{Text: stored.With(bot.Args{"channels": bot.List(where...)})},
		bot.Para{Text: bot.Plain(x.FollowUp)})
}
