package agenda

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
	"wegwijs/store"
)

// What an item came to, as the form offers it.
const (
	cameTreated = "treated"
	cameHeld    = "held"
)

// pressOutcome opens the form of one item.
func (a *Agenda) pressOutcome(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	value := e.Value
	if e.Choice != "" {
		value += " " + e.Choice
	}
	_, m, x, err := a.pointAt(ctx, &e.Origin, value)
	if err != nil {
		return bot.Reply{}, err
	}
	var all []store.AgendaOutcome
	if err := a.opt.Store.Read(ctx, func(r *store.Reader) error { all, err = store.AgendaOutcomesOf(r, x.ID); return err }); err != nil {
		return bot.Reply{}, err
	}
	var decisions, actions, advice []string
	for _, raw := range all {
		o, err := decodeOutcome(raw)
		if err != nil {
			return bot.Reply{}, err
		}
		if raw.Meeting != m.ID || o.Gone {
			continue
		}
		switch raw.Kind {
		case kindDecision:
			decisions = append(decisions, o.Text)
		case kindAction:
			actions = append(actions, actionText(raw, o))
		case kindAdvice:
			advice = append(advice, adviceText(o))
		}
	}
	lines := func(all []string) []string {
		if len(all) == 0 {
			return nil
		}
		return []string{strings.Join(all, "\n")}
	}
	was := cameTreated
	if x.State == item.Held {
		was = cameHeld
	}
	came := bot.Field{Name: "came", Label: textCameField, Kind: bot.Choice, Value: []string{was}, Options: []bot.Option{
		{Label: textTreated, Value: cameTreated}, {Label: textHeldAgain, Value: cameHeld}}}
	what := bot.Field{Name: "what", Label: textWhatField, Help: textWhatHelp, Kind: bot.LongText, Optional: true}
	if text := firstOf(x.Outcome, x.Answer); text != "" {
		what.Value = []string{text}
	}
	return bot.Reply{Form: &bot.Form{
		Action: "agenda.outcome", State: fmt.Sprintf("%s %d %d", m.ID, x.ID, x.Rev), Title: textOutcomeTitle, Submit: textSave, Intro: bot.Plain(clip(x.Topic, 90)),
		Fields: []bot.Field{came, what,
			{Name: "decisions", Label: textDecisionsField, Help: textDecisionsHelp, Kind: bot.LongText, Optional: true, Value: lines(decisions)},
			{Name: "actions", Label: textActionsField, Help: textActionsHelp, Kind: bot.LongText, Optional: true, Value: lines(actions)},
			{Name: "advice", Label: textAdviceField, Help: textAdviceHelp, Kind: bot.LongText, Optional: true, Value: lines(advice)},
		}}}, nil
}

// actionText is an action as it is typed.
func actionText(raw store.AgendaOutcome, o outcome) string {
	s := o.Text
	if o.Owner != "" {
		s = o.Owner + ": " + s
	}
	if raw.Due != "" {
		s += " (" + raw.Due + ")"
	}
	return s
}

func adviceText(o outcome) string {
	if o.To == "" {
		return o.Text
	}
	asked := "ongevraagd"
	if o.Asked {
		asked = "gevraagd"
	}
	return o.To + " (" + asked + "): " + o.Text
}

// submitOutcome records what came of an item. What was recorded before and is
// not in the form any more is taken back, and stays as a record.
func (a *Agenda) submitOutcome(ctx context.Context, s *bot.Submit) (bot.Reply, error) {
	c, m, x, err := a.pointAt(ctx, &s.Origin, s.State)
	if err != nil {
		return bot.Reply{}, err
	}
	part := strings.Fields(s.State)
	what, held := strings.TrimSpace(s.Values.Text("what")), s.Values.Text("came") == cameHeld
	today := a.today(s.At)
	decisions, actions, advice := linesOf(s.Values.Text("decisions")), parseActions(s.Values.Text("actions"), today), linesOf(s.Values.Text("advice"))
	if !held && what == "" && len(decisions)+len(actions)+len(advice) == 0 {
		return bot.Reply{}, bot.FieldErrors{"what": textSayWhatCame}
	}
	if wrong := tooLong(s.Values, mostTyped, "what", "decisions", "actions", "advice"); wrong != nil {
		return bot.Reply{}, wrong
	}
	changed := false
	err = a.opt.Store.Write(ctx, s.Mark, func(tx *store.Tx) error {
		if m, err = loadMeeting(tx, m.ID); err != nil {
			return err
		}
		if x, err = load(tx, x.ID); err != nil {
			return err
		}
		if changed = len(part) == 3 && part[2] != strconv.Itoa(x.Rev); changed {
			return nil
		}
		if x.State == item.Scheduled && x.Meeting != m.ID {
			return bot.FieldErrors{"came": textOnALaterAgenda}
		}
		if held && (x.State == item.Handled || x.State == item.Answered) {
			return bot.FieldErrors{"came": textAlreadyTreated}
		}
		if err := a.settle(tx, c, m, x, kindDecision, wantDecisions(decisions, x), s.At); err != nil {
			return err
		}
		if err := a.settle(tx, c, m, x, kindAction, wantActions(actions, x), s.At); err != nil {
			return err
		}
		if err := a.settle(tx, c, m, x, kindAdvice, wantAdvice(advice, x), s.At); err != nil {
			return err
		}
		d := by(&s.Origin)
		if held {
			x.Outcome = what
			if x.State == item.Scheduled {
				return a.holdOverAfter(tx, c, m, x, d, what)
			}
			return save(tx, x, s.At)
		}
		action := item.Handle
		x.Outcome = what
		if x.Kind == item.Question {
			x.Answer, action = firstOf(what, strings.Join(decisions, " ")), item.GiveAnswer
		}
		if x.State == item.Handled || x.State == item.Answered {
			x.Told = false // a correction is told too
			return save(tx, x, s.At)
		}
		_, err := a.act(tx, x, d, action, what)
		return err
	})
	if err != nil {
		return bot.Reply{}, err
	}
	if changed {
		return bot.Reply{Private: outcomeTyped(m, x, s.Values)}, nil
	}
	return a.outcomesReply(ctx, &s.Origin, m.ID, textOutcomeKept.With(bot.Args{"topic": bot.Plain(clip(x.Topic, 60))}))
}

// mostTyped is how long what is typed of one outcome may be, in characters.
const mostTyped = 3000

// tooLong tells which fields of a form hold more characters than there is room
// for: no platform promises that it counts; nil when none does.
func tooLong(v bot.Values, most int, names ...string) bot.FieldErrors {
	var wrong bot.FieldErrors
	for _, name := range names {
		if n := utf8.RuneCountInString(v.Text(name)); n > most {
			if wrong == nil {
				wrong = bot.FieldErrors{}
			}
			wrong[name] = textTooMuch.With(bot.Args{"n": bot.Number(n), "max": bot.Number(most)})
		}
	}
	return wrong
}

// outcomeTyped shows the secretary what they typed of an item that somebody
// changed meanwhile, and offers the form as it is now.
func outcomeTyped(m *meeting, x *item.Item, v bot.Values) *bot.Message {
	p := bot.Para{Text: textOutcomeTyped}
	for _, f := range []struct {
		name  string
		label bot.Text
	}{{"what", textWhatField}, {"decisions", textDecisionsField}, {"actions", textActionsField}, {"advice", textAdviceField}} {
		if typed := strings.TrimSpace(v.Text(f.name)); typed != "" {
			p.Items = append(p.Items, bot.Join(f.label, bot.Phrase{NL: ": ", EN: ": "}, bot.Plain(typed)))
		}
	}
	return bot.Say(bot.Para{Text: textOutcomeChanged.With(bot.Args{"topic": bot.Plain(clip(x.Topic, 60))})}, p,
		bot.Buttons{{Label: textFillNext.With(bot.Args{"topic": bot.Plain(clip(x.Topic, 20))}), Action: "agenda.outcome", Value: m.ID + " " + idText(x.ID), Style: bot.Primary}})
}

// holdOverAfter is holdOver after the meeting: its agenda stays what it was.
func (a *Agenda) holdOverAfter(tx *store.Tx, c committee.Committee, m *meeting, x *item.Item, d doing, reason string) error {
	before := m.plan.Points
	if err := a.holdOver(tx, c, m, x, d, reason); err != nil {
		return err
	}
	m.plan.Points = before
	return nil
}

// A want is an outcome as the form asks for it.
type want struct {
	o   outcome
	due committee.Day
}

func wantDecisions(lines []string, x *item.Item) (all []want) {
	for _, l := range lines {
		all = append(all, want{o: outcome{Text: l, MembersOnly: x.MembersOnly}})
	}
	return all
}

func wantActions(lines []actionLine, x *item.Item) (all []want) {
	for _, l := range lines {
		all = append(all, want{outcome{Text: l.Text, Owner: l.Owner, MembersOnly: x.MembersOnly}, l.Due})
	}
	return all
}

func wantAdvice(lines []string, x *item.Item) (all []want) {
	for _, l := range lines {
		o := adviceOf(l)
		o.MembersOnly = x.MembersOnly
		all = append(all, want{o: o})
	}
	return all
}

// settle makes the outcomes of one kind of an item what the form asks for: what
// is there stays, what is new gets a number, what is gone is taken back.
func (a *Agenda) settle(tx *store.Tx, c committee.Committee, m *meeting, x *item.Item, kind string, wanted []want, at time.Time) error {
	all, err := store.AgendaOutcomesOf(tx, x.ID)
	if err != nil {
		return err
	}
	used := make([]bool, len(wanted))
	for _, raw := range all {
		o, err := decodeOutcome(raw)
		if err != nil {
			return err
		}
		if raw.Kind != kind || raw.Meeting != m.ID || o.Gone {
			continue
		}
		stays := false
		for i, w := range wanted {
			if !used[i] && w.o.Text == o.Text && w.o.Owner == o.Owner && w.o.To == o.To && w.o.Asked == o.Asked && (w.due == committee.Day(raw.Due)) {
				used[i], stays = true, true
				break
			}
		}
		if !stays {
			o.Gone = true
			raw.Done = true
			if err := saveOutcome(tx, &raw, o); err != nil {
				return err
			}
		}
	}
	for i, w := range wanted {
		if used[i] {
			continue
		}
		if _, err := a.addOutcome(tx, c, kind, w.o, m.ID, x.ID, w.due, at); err != nil {
			return err
		}
	}
	return nil
}
