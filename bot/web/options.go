package web

import (
	"fmt"
	"regexp"
	"slices"
	"time"

	"github.com/rs/zerolog"

	"wegwijs/bot"
)

// Options say who lives in the chat and where it is kept. Dir, People,
// Channels and Clock are required.
type Options struct {
	Dir   string // folder of chat.db; made when it is not there
	Clock bot.Clock
	Log   zerolog.Logger
	Zone  *time.Location // of the people and of the times shown; nil means UTC

	People     []Person // who a visitor can choose to be, the first one to begin with
	Colleagues []Person // others who live here; a visitor can be them too
	Channels   []Channel
	Commands   []Hint     // slash commands, for the list beside the text box
	Welcome    []bot.Text // paragraphs of an empty direct conversation with the bot; may be nil
	Try        []bot.Text // things to say, offered below Welcome; may be nil

	// Lively lets Colleagues take part in what the bot asks of a channel.
	Lively Lively

	// Patience is how long a page without JavaScript waits for an answer before
	// it is shown; 0 shows it at once, with the answer on the next page.
	Patience time.Duration
}

// A Person lives in the chat.
type Person struct {
	ID    bot.UserID // lower-case letters, digits, "-", "_" and "."
	Name  string
	Role  bot.Text // "communicatieadviseur"; may be nil
	Lang  bot.Lang // empty means Dutch
	Email string
	Guest bool
	Try   []bot.Text // things for them to say, offered before those of Options; may be nil
}

// A Channel is a place where several people talk.
type Channel struct {
	ID      bot.ChannelID // lower-case letters, digits, "-", "_" and "."; not "dm"
	Name    string        // as shown behind the #
	Purpose bot.Text      // one line; may be nil
	Members []bot.UserID  // nil means everybody
	Keepers []bot.UserID  // who of its members looks after it; nil means nobody
	Private bool          // only who is in it knows of it
	NoBot   bool          // the bot is not in it: it hears slash commands only, and answers only who gave one
}

// A Hint explains one slash command.
type Hint struct {
	Name  string   // without the slash
	Word  bot.Text // what Usage begins with and is typed as it is: "export"; may be nil
	Usage bot.Text // what follows the name: "<vraag>"; may be nil
	Help  bot.Text // one line; may be nil
}

const platform bot.PlatformName = "web"

// botHandle is what comes after the @ to speak to the bot.
const botHandle = "wegwijs"

var goodID = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{0,63}$`)

// world is Options, checked and in the order in which things are looked up.
type world struct {
	Options
	people   map[bot.UserID]Person
	channels map[bot.ChannelID]Channel
	names    []bot.UserID // People, then Colleagues
}

func newWorld(opt Options) (*world, error) {
	w := &world{Options: opt, people: map[bot.UserID]Person{}, channels: map[bot.ChannelID]Channel{}}
	switch {
	case opt.Dir == "":
		return nil, fmt.Errorf("web: no folder is given for the chat")
	case opt.Clock == nil:
		return nil, fmt.Errorf("web: no clock is given")
	case len(opt.People) == 0:
		return nil, fmt.Errorf("web: nobody lives in the chat")
	case len(opt.Channels) == 0:
		return nil, fmt.Errorf("web: the chat has no channel")
	}
	if w.Zone == nil {
		w.Zone = time.UTC
	}
	for _, p := range slices.Concat(opt.People, opt.Colleagues) {
		if !goodID.MatchString(string(p.ID)) || p.ID == botHandle {
			return nil, fmt.Errorf("web: %q cannot be the id of a person", p.ID)
		}
		if _, twice := w.people[p.ID]; twice {
			return nil, fmt.Errorf("web: two people have the id %q", p.ID)
		}
		if p.Lang == "" {
			p.Lang = bot.NL
		}
		w.people[p.ID] = p
		w.names = append(w.names, p.ID)
	}
	for _, c := range opt.Channels {
		if !goodID.MatchString(string(c.ID)) || c.ID == direct {
			return nil, fmt.Errorf("web: %q cannot be the id of a channel", c.ID)
		}
		if _, twice := w.channels[c.ID]; twice {
			return nil, fmt.Errorf("web: two channels have the id %q", c.ID)
		}
		for _, m := range slices.Concat(c.Members, c.Keepers) {
			if _, ok := w.people[m]; !ok {
				return nil, fmt.Errorf("web: %q is a member of #%s and does not live in the chat", m, c.ID)
			}
		}
		if c.Name == "" {
			c.Name = string(c.ID)
		}
		w.channels[c.ID] = c
	}
	return w, nil
}

// direct is how an address in the browser names the direct conversation with
// the bot; everywhere else it is directWith somebody.
const direct bot.ChannelID = "dm"

func directWith(who bot.UserID) bot.ChannelID { return direct + ":" + bot.ChannelID(who) }

// directOf tells whose direct conversation a channel is.
func directOf(c bot.ChannelID) (bot.UserID, bool) {
	if len(c) > len(direct)+1 && c[:len(direct)+1] == direct+":" {
		return bot.UserID(c[len(direct)+1:]), true
	}
	return "", false
}

// sees tells whether somebody is in a channel or direct conversation.
func (w *world) sees(who bot.UserID, channel bot.ChannelID) bool {
	if _, ok := w.people[who]; !ok {
		return false
	}
	if whose, ok := directOf(channel); ok {
		return whose == who
	}
	c, ok := w.channels[channel]
	return ok && (c.Members == nil || slices.Contains(c.Members, who))
}

// members are the people in a channel, nil when there is no such channel.
func (w *world) members(channel bot.ChannelID) []bot.UserID {
	if whose, ok := directOf(channel); ok {
		if w.sees(whose, channel) {
			return []bot.UserID{whose}
		}
		return nil
	}
	c, ok := w.channels[channel]
	switch {
	case !ok:
		return nil
	case c.Members == nil:
		return slices.Clone(w.names)
	}
	return slices.Clone(c.Members)
}

// places are the channels somebody is in, their direct conversation first.
func (w *world) places(who bot.UserID) []bot.ChannelID {
	all := []bot.ChannelID{directWith(who)}
	for _, c := range w.Channels {
		if w.sees(who, c.ID) {
			all = append(all, c.ID)
		}
	}
	return all
}

func (w *world) user(p Person) bot.User {
	return bot.User{ID: p.ID, Name: p.Name, Handle: string(p.ID), Lang: p.Lang, Zone: w.Zone, Email: p.Email, Guest: p.Guest}
}
