package home

import (
	"context"

	"wegwijs/bot"
)

// A Keeper is a feature that keeps something about people, as the privacy page,
// "mijn-gegevens" and "wis-gegevens" need to know it. What is nil is left out.
type Keeper struct {
	// Name stands above what it says.
	Name bot.Text
	// Stored are lines of the privacy page: what is kept, for how long, and who
	// can see it.
	Stored []bot.Text
	// Asked are the questions a works council asks, each with its answer.
	Asked [][2]bot.Text
	// Mine says, in a sentence each, what is kept about the person of an event
	// right now; none: nothing.
	Mine func(context.Context, *bot.Origin) ([]bot.Text, error)
	// Erases is what Erase takes away, as an item of a list.
	Erases bot.Text
	// Erase takes away what is kept about the person of an event, in one write.
	// It says what it erased, and what it keeps with the reason; refresh names
	// the keyed messages that show it no longer. Done twice, it has nothing left
	// to do.
	Erase func(context.Context, *bot.Origin) (done, kept []bot.Text, refresh []string, err error)
}

// Add connects another feature: what it keeps, and its sections of the menu. It
// is called before the first event.
func (h *Home) Add(k Keeper, sections ...Section) {
	h.opt.Keepers = append(h.opt.Keepers, k)
	h.opt.Sections = append(h.opt.Sections, sections...)
}

// own is what the bot itself keeps, whatever its features.
func (h *Home) own() Keeper {
	return Keeper{
		Name:   textOwn,
		Stored: []bot.Text{privacyQuestions, privacyMarks, privacyLang, privacyPrivate, privacyChoices},
		Asked:  [][2]bot.Text{{askReadAlong, answerReadAlong.With(bot.Args{"test": bot.Plain(noTraceTest)})}},
		Mine:   h.mine,
		Erases: textErasesOwn,
		Erase:  h.erase,
	}
}

// noTraceTest is the test that shows that what is not addressed to the bot
// leaves no trace; that test sees to it that its name is on the page.
const noTraceTest = "TestWhatIsNotForWegwijsLeavesNoTrace"

func (h *Home) keepers() []Keeper { return append([]Keeper{h.own()}, h.opt.Keepers...) }

func (h *Home) mine(ctx context.Context, o *bot.Origin) ([]bot.Text, error) {
	about, err := h.opt.Personal(ctx, o.Person())
	if err != nil {
		return nil, err
	}
	var all []bot.Text
	switch about.Lang {
	case bot.NL:
		all = append(all, mineLang.With(bot.Args{"lang": bot.Phrase{NL: "Nederlands", EN: "Dutch"}}))
	case bot.EN:
		all = append(all, mineLang.With(bot.Args{"lang": bot.Phrase{NL: "Engels", EN: "English"}}))
	}
	if about.Directly {
		all = append(all, mineDirectly)
	}
	if about.Choices > 0 {
		all = append(all, mineChoices.Count(about.Choices, nil))
	}
	if about.Form != nil {
		all = append(all, mineForm.With(bot.Args{"title": about.Form}))
	}
	return all, nil
}

func (h *Home) erase(ctx context.Context, o *bot.Origin) (done, kept []bot.Text, refresh []string, err error) {
	before, err := h.opt.Personal(ctx, o.Person())
	if err != nil {
		return nil, nil, nil, err
	}
	if err := h.opt.Forget(ctx, o.Person()); err != nil {
		return nil, nil, nil, err
	}
	if before.Lang != "" {
		done = append(done, erasedLang)
	}
	if before.Directly {
		done = append(done, erasedDirectly)
	}
	// Of the choices nothing is said: they would go with the next message anyway.
	if before.Form != nil {
		done = append(done, erasedForm.With(bot.Args{"title": before.Form}))
	}
	return done, []bot.Text{keptMarks}, nil, nil
}
