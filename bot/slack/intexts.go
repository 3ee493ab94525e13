package slack

import (
	"context"

	"wegwijs/bot"
)

// What people read when something of theirs is not taken.
var (
	textInFailed = bot.Phrase{
		NL: "Er ging iets mis bij Wegwijs. Probeer het zo nog eens.",
		EN: "Something went wrong at Wegwijs. Please try again in a moment.",
	}
	textInStopping = bot.Phrase{
		NL: "Wegwijs start net opnieuw. Probeer het over een minuut nog eens.",
		EN: "Wegwijs is just restarting. Please try again in a minute.",
	}
	textActionGone = bot.Phrase{
		NL: "Deze actie is er niet meer. Typ in plaats daarvan de opdracht, bijvoorbeeld /wegwijs help.",
		EN: "This action is no longer there. Type the command instead, for example /wegwijs help.",
	}
	textInBusy = bot.Phrase{
		NL: "Je gaat sneller dan ik kan bijhouden. Wacht even en probeer het dan nog eens.",
		EN: "You are going faster than I can follow. Wait a moment and then try again.",
	}
)

// langOf is the language of a person, as far as it is known at once.
func (in *inbound) langOf(user string) bot.Lang {
	ctx, cancel := context.WithTimeout(in.running, in.tempo.names)
	defer cancel()
	if u, err := in.s.User(ctx, bot.UserID(user)); err == nil && u.Lang != "" {
		return u.Lang
	}
	return in.s.opt.Lang
}

// words are a text of ours for a person, for places without markup.
func (in *inbound) words(t bot.Text, user string) string { return wordsOf(t, in.langOf(user)) }
