package knowledge

import (
	"context"
	"strconv"
	"time"

	"wegwijs/bot"
)

// Name is what this feature is called where it says what it keeps.
var Name = bot.Phrase{NL: "Vragen en antwoorden", EN: "Questions and answers"}

// Erases is what Erase takes away, as an item of a list.
var Erases = bot.Phrase{
	NL: "welk antwoord je het laatst zag;",
	EN: "which answer you saw last;",
}

var (
	mineRecent = bot.Phrase{
		NL: "Welk antwoord je het laatst zag: {title}. Dat staat alleen in het werkgeheugen, tot {until}, zodat je kunt doorvragen.",
		EN: "Which answer you saw last: {title}. That is only in working memory, until {until}, so that you can ask on.",
	}
	erasedRecent = bot.Phrase{
		NL: "Welk antwoord je het laatst zag. Doorvragen op dat antwoord kan niet meer.",
		EN: "Which answer you saw last. You cannot ask on about that answer any more.",
	}
	keptCounts = bot.Phrase{
		NL: "Hoe vaak een antwoord hielp: dat zijn getallen per dag, en daarin ben jij niet te herkennen.",
		EN: "How often an answer helped: those are numbers per day, and nobody can recognise you in them.",
	}
)

// Mine says what is kept about the person of an event: the answers they saw
// last, where only they saw them. What is remembered of a thread is about the
// thread: it does not say who was in it.
func (k *Knowledge) Mine(_ context.Context, o *bot.Origin) (all []bot.Text, err error) {
	for _, l := range k.recent.of(o.Platform, o.From.ID, o.At) {
		e := k.index.Load().Entry(l.entry)
		if e == nil {
			continue
		}
		all = append(all, mineRecent.With(bot.Args{"title": title(e), "until": hour(l.at.Add(followWithin).In(o.At.Location()))}))
	}
	return all, nil
}

// Erase forgets it.
func (k *Knowledge) Erase(_ context.Context, o *bot.Origin) (done, kept []bot.Text, refresh []string, err error) {
	if k.recent.drop(o.Platform, o.From.ID, o.At) > 0 {
		done = append(done, erasedRecent)
	}
	return done, []bot.Text{keptCounts}, nil, nil
}

// hour is a time of today: "9.30 uur", "09:30".
type hour time.Time

func (h hour) In(l bot.Lang, e bot.Escaper) string {
	if l == bot.EN {
		return e.Ours(time.Time(h).Format("15:04"))
	}
	return e.Ours(strconv.Itoa(time.Time(h).Hour()) + time.Time(h).Format(".04") + " uur")
}

// of returns what is remembered of one person's own conversations, the newest first.
func (r *recent) of(platform bot.PlatformName, user bot.UserID, at time.Time) (all []last) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for e := r.order.Back(); e != nil; e = e.Prev() {
		l := e.Value.(last)
		if l.conversation.platform == platform && l.conversation.user == user && at.Sub(l.at) <= followWithin {
			all = append(all, l)
		}
	}
	return all
}

// drop forgets one person's own conversations, and tells how many were remembered.
func (r *recent) drop(platform bot.PlatformName, user bot.UserID, at time.Time) (n int) {
	for _, l := range r.of(platform, user, at) {
		r.mu.Lock()
		if e, ok := r.lasts[l.conversation]; ok {
			r.order.Remove(e)
			delete(r.lasts, l.conversation)
			n++
		}
		r.mu.Unlock()
	}
	return n
}
