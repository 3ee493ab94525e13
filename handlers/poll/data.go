package poll

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
	"wegwijs/store"
)

// A trace is what a poll holds of one person.
type trace struct {
	*poll
	maker    bool
	reviewer bool // they looked at its open answers
	voted    bool
	unknown  bool // its key is missing: whether they answered cannot be told
	voter    []byte
	answers  map[int]string // what they answered, where that can be known
}

// mostPolls is how many polls are looked through for one person.
const mostPolls = 10_000

// traces are the polls that hold something of the person of an event, the newest first.
func (p *Poll) traces(ctx context.Context, o *bot.Origin) (all []trace, err error) {
	reviewer := []byte(string(o.Platform) + "/" + string(o.From.ID))
	err = p.opt.Store.Read(ctx, func(r *store.Reader) error {
		raw, err := store.PollsIn(r, mostPolls, store.PollDraft, store.PollWaiting, store.PollOpen, store.PollClosed, store.PollDeleted)
		if err != nil {
			return err
		}
		for _, one := range raw {
			t := trace{maker: one.Platform == string(o.Platform) && one.Maker == string(o.From.ID)}
			answered := one.State == store.PollOpen || one.State == store.PollClosed && one.Mode == string(survey.Named)
			if !t.maker && !answered && !bytes.Contains(one.Extra, reviewer) {
				continue
			}
			if t.poll, err = decode(r, one); err != nil {
				return err
			}
			t.reviewer = t.extra.Reviewer == string(reviewer)
			if answered {
				if err := p.answeredBy(r, &t, o); err != nil {
					return err
				}
			}
			if t.maker || t.reviewer || t.voted || t.unknown {
				all = append(all, t)
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("what polls hold of somebody: %w", err)
	}
	slices.SortStableFunc(all, func(a, b trace) int {
		return cmp.Or(b.Created.Compare(a.Created), a.Closes.Compare(b.Closes))
	})
	return all, nil
}

// answeredBy fills in whether and what the person of an event answered.
func (p *Poll) answeredBy(q store.Querier, t *trace, o *bot.Origin) (err error) {
	t.voter, err = p.voter(t.poll, o.From, o.Platform)
	var problem *bot.Problem
	switch {
	case errors.Is(err, store.ErrNoKey):
		t.unknown = true
		return nil
	case errors.As(err, &problem):
		return nil // without an e-mail address they cannot have answered this one
	case err != nil:
		return err
	}
	if t.voted, err = store.Voted(q, t.ID, t.voter); err != nil || !t.voted || t.spec.Mode == survey.Final {
		return err
	}
	t.answers, err = store.BallotOf(q, t.ID, t.voter)
	return err
}

// said is what they answered, in words.
func (t trace) said() bot.Text {
	var all []bot.Text
	for i, q := range t.spec.Questions {
		if a, err := q.Decode(t.answers[i]); err == nil {
			all = append(all, sayAnswer(q, a))
		}
	}
	return joinWith(bot.Phrase{NL: "; ", EN: "; "}, all...)
}

// called is a poll by its question, as it is named in a sentence.
func (x *poll) called() bot.Text {
	if len(x.spec.Questions) == 0 {
		return bot.Plain("…")
	}
	return x.spec.Questions[0].Title()
}

// Mine says what polls hold of the person of an event right now. What they
// answered without names is told only where it does not stay: a direct
// conversation would keep it when the poll has forgotten it.
func (p *Poll) Mine(ctx context.Context, o *bot.Origin) (lines []bot.Text, err error) {
	all, err := p.traces(ctx, o)
	if err != nil {
		return nil, err
	}
	hid := false
	for _, t := range all {
		args := bot.Args{"question": t.called(), "closes": bot.Moment(t.Closes.In(p.opt.Zone)), "id": bot.Plain(t.ID)}
		say := func(p bot.Phrase) { lines = append(lines, p.With(args)) }
		if t.unknown {
			say(mineUnknown)
		}
		switch {
		case !t.voted:
		case t.spec.Mode == survey.Named:
			args["answer"], args["until"] = t.said(), bot.Date(t.Closes.Add(p.opt.NamesFor).In(p.opt.Zone))
			if t.State == store.PollClosed {
				args["until"] = bot.Date(t.Closed.Add(p.opt.NamesFor).In(p.opt.Zone))
			}
			say(mineNamed)
		case t.spec.Mode == survey.Final:
			say(mineFinal)
		case o.Directly():
			hid = true
			say(mineUnnamedHid)
		default:
			args["answer"] = t.said()
			say(mineUnnamed)
		}
		switch {
		case !t.maker:
		case t.State == store.PollDraft:
			say(mineDraft)
		case t.State == store.PollDeleted:
			say(mineDeleted)
		default:
			say(mineMaker)
		}
		if t.reviewer {
			say(mineReviewer)
		}
	}
	if hid {
		lines = append(lines, mineHid)
	}
	return lines, nil
}

// Erase takes away what polls hold of the person of an event, in one write:
// answers that can be found are withdrawn while a poll is open, and erased with
// the name after it; drafts go; a name goes off closed polls. It says what it
// did, and what it keeps with the reason.
func (p *Poll) Erase(ctx context.Context, o *bot.Origin) (done, kept []bot.Text, refresh []string, err error) {
	all, err := p.traces(ctx, o)
	if err != nil {
		return nil, nil, nil, err
	}
	var e eraser
	err = p.opt.Store.Write(ctx, "", func(tx *store.Tx) error {
		e = eraser{p: p, o: o, of: map[*bot.Phrase][]bot.Text{}}
		for _, t := range all {
			if err := e.erase(tx, t); err != nil {
				return err
			}
		}
		return tx.ScheduleCheckpoint()
	})
	if err != nil {
		return nil, nil, nil, fmt.Errorf("erase what polls hold of somebody: %w", err)
	}
	for _, say := range []*bot.Phrase{&erasedAnswer, &erasedName, &erasedDraft, &erasedMaker, &erasedReviewer} {
		done = append(done, e.said(say)...)
	}
	for _, say := range []*bot.Phrase{&keptFinal, &keptUnknown, &keptMaker, &keptReview, &keptSeries} {
		kept = append(kept, e.said(say)...)
	}
	return done, append(kept, keptTotals), e.refresh, nil
}

// eraser is one erasing: which polls are told about in which sentence.
type eraser struct {
	p       *Poll
	o       *bot.Origin
	of      map[*bot.Phrase][]bot.Text
	refresh []string
}

func (e *eraser) tell(say *bot.Phrase, x *poll) {
	e.of[say] = append(e.of[say], bot.Join(bot.Phrase{NL: "“", EN: "“"}, x.called(), bot.Phrase{NL: "”", EN: "”"}))
}

func (e *eraser) said(say *bot.Phrase) []bot.Text {
	if len(e.of[say]) == 0 {
		return nil
	}
	return []bot.Text{say.With(bot.Args{"polls": bot.List(e.of[say]...)})}
}

// erase takes one person out of one poll, as it is stored by now.
func (e *eraser) erase(tx *store.Tx, t trace) error {
	raw, err := store.PollByID(tx, t.ID)
	if errors.Is(err, store.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	x, err := decode(tx, raw)
	if err != nil {
		return err
	}
	if t.unknown && x.State == store.PollOpen {
		e.tell(&keptUnknown, x)
	}
	if t.voted {
		if err := e.answer(tx, x, t.voter); err != nil {
			return err
		}
	}
	changed := false
	if t.reviewer {
		e.tell(&erasedReviewer, x)
		x.extra.Reviewer, changed = "", true
	}
	if t.maker {
		made, err := e.maker(tx, x)
		if err != nil {
			return err
		}
		changed = changed || made
	}
	if !changed {
		return nil
	}
	e.refresh = append(e.refresh, x.keys()...)
	return x.save(tx)
}

// answer takes an answer away, where it can be found.
func (e *eraser) answer(tx *store.Tx, x *poll, voter []byte) error {
	switch {
	case x.State == store.PollOpen && x.spec.Mode == survey.Final:
		e.tell(&keptFinal, x)
		return nil
	case x.State == store.PollOpen:
		was, err := tx.WithdrawBallot(x.ID, voter)
		if err != nil || !was {
			return err
		}
		e.tell(&erasedAnswer, x)
	case x.State == store.PollClosed && x.spec.Mode == survey.Named:
		was, err := tx.EraseVoter(x.ID, voter)
		if err != nil || !was {
			return err
		}
		e.tell(&erasedName, x)
	default:
		return nil // it closed a moment ago, and has forgotten them
	}
	e.refresh = append(e.refresh, x.keys()...)
	return nil
}

// maker takes the maker's name off a poll, or deletes their draft. Somebody must
// be able to look after a poll that runs, so there it stays.
func (e *eraser) maker(tx *store.Tx, x *poll) (changed bool, err error) {
	switch x.State {
	case store.PollWaiting, store.PollOpen:
		e.tell(&keptMaker, x)
		return false, nil
	case store.PollDraft:
		e.tell(&erasedDraft, x)
		x.State, x.Same = store.PollDeleted, ""
		x.spec, x.extra = survey.Spec{Mode: x.spec.Mode}, extra{}
	case store.PollClosed:
		if waits, err := waitsForReview(tx, x); err != nil {
			return false, err
		} else if waits {
			e.tell(&keptReview, x)
			return false, nil
		}
		if follows, err := waveFollows(tx, x); err != nil {
			return false, err
		} else if follows {
			e.tell(&keptSeries, x)
			return false, nil
		}
		e.tell(&erasedMaker, x)
	}
	// What is still scheduled about this poll says nothing to its maker any more.
	if _, err := tx.Exec("UPDATE job SET person = '' WHERE platform = $1 AND person = $2 AND (key = $3 OR key LIKE $4)",
		x.Platform, x.Maker, x.ID, x.ID+"/%"); err != nil {
		return false, err
	}
	x.Maker, x.MakerName = "", ""
	return true, nil
}

// waitsForReview tells whether open answers of a closed poll wait for the look
// of a colleague.
func waitsForReview(q store.Querier, x *poll) (yes bool, err error) {
	if x.State != store.PollClosed || x.extra.Reviewed {
		return false, nil
	}
	texts, err := waitingTexts(q, x.ID)
	return len(texts) > 0, err
}

// waveFollows tells whether the next wave of a closed poll is still to be made
// from it.
func waveFollows(q store.Querier, x *poll) (yes bool, err error) {
	err = q.QueryRow("SELECT EXISTS (SELECT 1 FROM job WHERE kind = 'poll.wave' AND key = $1)", x.ID).Scan(&yes)
	return yes, err
}

// Erases is what Erase takes away, as an item of a list.
var Erases = bot.Phrase{
	NL: "in peilingen: je antwoorden met naam, je antwoorden zonder naam in peilingen die nog lopen (ze tellen dan niet mee), je concepten, en je naam als maker van gesloten peilingen. Een definitief antwoord niet, want Wegwijs kan niet zien welk van jou is.",
	EN: "in polls: your answers with names, your answers without names in polls that are still open (they do not count then), your drafts, and your name as the maker of closed polls. Not a final answer, because nobody can see which one is yours.",
}

var (
	mineNamed      = bot.Phrase{NL: "Je antwoordde met naam op “{question}”: {answer}. Dat wordt gewist op {until}.", EN: "You answered “{question}” with your name: {answer}. That is erased on {until}."}
	mineUnnamed    = bot.Phrase{NL: "Je antwoordde zonder naam op “{question}”: {answer}. Dat wordt gewist bij sluiting: {closes}.", EN: "You answered “{question}” without your name: {answer}. That is erased at closing: {closes}."}
	mineUnnamedHid = bot.Phrase{NL: "Je antwoordde zonder naam op “{question}”. Je antwoord wordt gewist bij sluiting: {closes}.", EN: "You answered “{question}” without your name. Your answer is erased at closing: {closes}."}
	mineHid        = bot.Phrase{NL: "Wat je zonder naam antwoordde, zeg ik hier niet: dit gesprek blijft in het chatprogramma staan. Typ het commando in een kanaal om het te zien; daar verdwijnt het weer.", EN: "What you answered without your name I do not say here: this conversation stays in the chat program. Type the command in a channel to see it; there it disappears again."}
	mineFinal      = bot.Phrase{NL: "Je antwoordde definitief op “{question}”. Alleen dát je antwoordde is bewaard, tot sluiting: {closes}. Welk antwoord van jou is, kan Wegwijs niet zien.", EN: "You gave a final answer to “{question}”. Only that you answered is stored, until closing: {closes}. Wegwijs cannot see which answer is yours."}
	mineUnknown    = bot.Phrase{NL: "Of je antwoordde op “{question}” kan ik nu niet zien, want de sleutel van die peiling ontbreekt.", EN: "Whether you answered “{question}” I cannot see now, because the key of that poll is missing."}
	mineDraft      = bot.Phrase{NL: "Je maakte het concept “{question}”. Alleen jij ziet het. Nummer {id}.", EN: "You made the draft “{question}”. Only you see it. Number {id}."}
	mineMaker      = bot.Phrase{NL: "Je maakte de peiling “{question}”, nummer {id}.", EN: "You made the poll “{question}”, number {id}."}
	mineDeleted    = bot.Phrase{NL: "Dat je een peiling maakte die is verwijderd, nummer {id}.", EN: "That you made a poll that was deleted, number {id}."}
	mineReviewer   = bot.Phrase{NL: "Je keek de open antwoorden na van “{question}”.", EN: "You looked at the open answers of “{question}”."}
	erasedAnswer   = bot.Phrase{NL: "Je antwoord op {polls}. Het telt niet mee in de uitslag.", EN: "Your answer to {polls}. It does not count in the result."}
	erasedName     = bot.Phrase{NL: "Je naam en je antwoord bij {polls}. De totalen van de uitslag blijven.", EN: "Your name and your answer in {polls}. The totals of the result stay."}
	erasedDraft    = bot.Phrase{NL: "Je concept {polls}.", EN: "Your draft {polls}."}
	erasedMaker    = bot.Phrase{NL: "Dat jij {polls} maakte. De uitslag blijft; jij kunt er niets meer mee doen.", EN: "That you made {polls}. The result stays; you can do nothing with it any more."}
	erasedReviewer = bot.Phrase{NL: "Dat jij de open antwoorden nakeek van {polls}.", EN: "That you looked at the open answers of {polls}."}
	keptFinal      = bot.Phrase{NL: "Je definitieve antwoord op {polls}: een definitief antwoord is niet aan jou te koppelen, dus ook niet te vinden. Dát je antwoordde, wordt gewist bij sluiting.", EN: "Your final answer to {polls}: a final answer cannot be linked to you, so it cannot be found either. That you answered is erased at closing."}
	keptUnknown    = bot.Phrase{NL: "Een antwoord van jou op {polls}, als dat er is: de sleutel ontbreekt, dus niemand kan zien welk antwoord van jou is. Het wordt gewist bij sluiting.", EN: "An answer of yours to {polls}, if there is one: the key is missing, so nobody can see which answer is yours. It is erased at closing."}
	keptMaker      = bot.Phrase{NL: "Dat jij {polls} maakte: zolang een peiling loopt, moet iemand haar kunnen sluiten. Sluit of verwijder haar, en wis dan opnieuw.", EN: "That you made {polls}: while a poll runs, somebody must be able to close it. Close or delete it, and erase again."}
	keptReview     = bot.Phrase{NL: "Dat jij {polls} maakte: een ander dan de maker moet de open antwoorden nog nakijken. Wis opnieuw als dat is gebeurd.", EN: "That you made {polls}: somebody other than the maker still has to look at the open answers. Erase again when that is done."}
	keptSeries     = bot.Phrase{NL: "Dat jij {polls} maakte: die peiling wordt herhaald. Stop de herhaling, en wis dan opnieuw.", EN: "That you made {polls}: that poll is repeated. Stop the repetition, and erase again."}
	keptTotals     = bot.Phrase{NL: "De totalen van gesloten peilingen: daarin ben jij niet te herkennen.", EN: "The totals of closed polls: nobody can recognise you in them."}
)
