// Package handlers puts the bot together: the store, the router, and what the
// bot can do. It is the table of contents of the features and holds nothing of
// its own; a feature is added by its folder, its file in the store, and a line
// in register.
package handlers

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/rs/zerolog"

	"wegwijs/bot"
	"wegwijs/handlers/agenda"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/home"
	"wegwijs/handlers/knowledge"
	"wegwijs/handlers/knowledge/find"
	"wegwijs/handlers/poll"
	"wegwijs/handlers/poll/survey"
	"wegwijs/store"
)

// Options say which bot to make.
type Options struct {
	Database    string // the file of the store
	Version     string // of the program, for whoever opens the store with another one
	Clock       bot.Clock
	Log         zerolog.Logger
	Lang        bot.Lang // of public messages
	ChannelLang func(bot.PlatformName, bot.ChannelID) bot.Lang
	Zone        *time.Location
	Roster      bot.Roster
	Command     string // the slash name of Wegwijs itself, without the slash
	Knowledge   Knowledge
	Polls       *Polls // nil: there are none
	Agenda      Agenda
	// Also answers questions from somewhere else than the entries, before they do.
	Also []knowledge.Source
}

// Knowledge says which entries there are.
type Knowledge struct {
	Folders   []string
	Builtin   bool
	Elsewhere []knowledge.Elsewhere
}

// Polls say how polls go here.
type Polls struct {
	Command             string // the slash command, without the slash
	Keys                string // folder of their keys, outside the database and its backups
	Purpose, LegalBasis string // while one is empty no poll can be placed
	Consent             poll.Consent
	Rules               survey.Rules
	KeepersCreate       bool          // administrators of a channel make polls for it
	NamesFor            time.Duration // how long names stay with answers after closing
}

// Agenda is what there is of committees.
type Agenda struct {
	Committees []committee.Committee // none: there is nothing to bring to one
	Directory  *committee.Directory  // nil: the built-in one
	Seats      []committee.Seat
	Calendar   committee.Calendar
	// KeepFor is how many days records stay here after the secretary confirmed
	// that they were archived; 0: for ever.
	KeepFor int
}

// A Bot is everything but the platforms.
type Bot struct {
	Router *bot.Router
	Store  *store.Store
	finder *knowledge.Knowledge
	polls  *poll.Poll     // nil: there are none
	agenda *agenda.Agenda // nil: there are no committees
	clock  bot.Clock
	log    zerolog.Logger
}

// New opens the store and registers every feature. Flaws in knowledge entries
// are logged and do not stop it; a store that cannot be opened does.
func New(ctx context.Context, opt Options) (*Bot, error) {
	st, err := store.Open(ctx, opt.Database, store.Options{
		Log:     opt.Log,
		Clock:   opt.Clock,
		Version: opt.Version,
		GaveUp: func(j store.Job, err error) {
			opt.Log.Error().Str("kind", j.Kind).Int("tries", j.Tries).Str("error", err.Error()).Msg("given up: this will not happen any more")
		},
	})
	if err != nil {
		return nil, err
	}
	router := bot.NewRouter(bot.Options{
		Memory:      st,
		Clock:       opt.Clock,
		Log:         opt.Log,
		Home:        opt.Command,
		Lang:        opt.Lang,
		ChannelLang: opt.ChannelLang,
		Roster:      opt.Roster,
		Zone:        opt.Zone,
	})
	b := &Bot{Router: router, Store: st, clock: opt.Clock, log: opt.Log}
	if err := b.register(opt); err != nil {
		st.Close()
		return nil, err
	}
	return b, nil
}

// register is the table of contents: what the bot can do, in the order of help.
func (b *Bot) register(opt Options) error {
	cache := ""
	if len(opt.Knowledge.Folders) > 0 {
		cache = filepath.Join(filepath.Dir(opt.Database), "cache")
	}
	library := knowledge.OpenLibrary(opt.Knowledge.Folders, opt.Knowledge.Builtin, cache)
	entries, flaws := library.Read()
	for _, f := range flaws {
		opt.Log.Warn().Str("file", f.File).Int("line", f.Line).Bool("left_out", f.Fatal).Msg(f.Message)
	}
	if len(entries) == 0 {
		return fmt.Errorf("there is not one usable knowledge entry: set knowledge.builtin to true, or check the folders under knowledge.paths")
	}
	index := library.Index(entries)
	if err := library.Keep(); err != nil {
		opt.Log.Warn().Str("error", err.Error()).Msg("the next start takes longer")
	}
	finder := knowledge.New(knowledge.Options{
		Command:   opt.Command,
		Store:     b.Store,
		Index:     index,
		Library:   library,
		Sources:   append(slices.Clone(opt.Also), b.fromAgenda),
		Elsewhere: opt.Knowledge.Elsewhere,
		Offer:     offerOf(opt.Agenda),
	})
	b.finder = finder
	start := home.New(home.Options{
		Command:  opt.Command,
		Words:    b.Router.Words,
		SetLang:  b.Router.SetLang,
		Directly: b.Router.Directly, SetDirectly: b.Router.SetDirectly,
		Personal: b.Router.Personal, Forget: b.Router.Forget, Unreadable: b.unreadable, Log: opt.Log,
	})
	start.Add(home.Keeper{Name: knowledge.Name, Stored: finder.Stored(), Mine: finder.Mine, Erases: knowledge.Erases, Erase: finder.Erase}, finder.Menu)
	finder.Register(b.Router.Feature("knowledge"), start.Menu)
	start.Register(b.Router.Feature("home"))
	if err := b.registerPolls(opt, start); err != nil {
		return err
	}
	return b.registerAgenda(opt, start)
}

// offerOf has a question that found no certain answer go on to a committee; nil
// where there is none.
func offerOf(a Agenda) func(knowledge.Question) *bot.Button {
	if len(a.Committees) == 0 {
		return nil
	}
	return func(q knowledge.Question) *bot.Button {
		if q.From.Guest {
			return nil
		}
		return agenda.AskButton(a.Committees[0])
	}
}

// fromAgenda has committees answer questions about themselves.
func (b *Bot) fromAgenda(ctx context.Context, q knowledge.Question) (*bot.Message, error) {
	if b.agenda == nil {
		return nil, nil
	}
	return b.agenda.Answer(ctx, &bot.Origin{Platform: q.On.Platform, From: q.From, At: q.At, Lang: q.Lang}, q.Text)
}

func (b *Bot) registerAgenda(opt Options, start *home.Home) error {
	if len(opt.Agenda.Committees) == 0 {
		return nil
	}
	b.agenda = agenda.New(agenda.Options{
		Home: opt.Command, Router: b.Router, Store: b.Store, Zone: opt.Zone, Committees: opt.Agenda.Committees, Secretaries: opt.Roster[bot.Secretary], Directory: opt.Agenda.Directory,
		Seats: opt.Agenda.Seats, Calendar: opt.Agenda.Calendar, Admins: opt.Roster[bot.Admin], Lang: opt.Lang, Log: opt.Log,
		Changed: b.learn, Question: b.finder.Asked, KeepFor: opt.Agenda.KeepFor,
	})
	start.Add(home.Keeper{Name: agenda.Name, Stored: b.agenda.Stored(), Mine: b.agenda.Mine, Erases: agenda.Erases, Erase: b.agenda.Erase}, b.agenda.Section)
	b.agenda.Register(b.Router.Feature("agenda"))
	b.learn(context.Background())
	return b.agenda.Start(context.Background(), opt.Clock.Now())
}

// Examples has made-up requests come in at committees, of which nobody is told.
func (b *Bot) Examples(ctx context.Context, all []agenda.Example) error {
	if b.agenda == nil {
		return nil
	}
	return b.agenda.Examples(ctx, b.clock.Now(), all)
}

// learn has questions be answered from what committees answered before.
func (b *Bot) learn(ctx context.Context) {
	all, err := b.agenda.Entries(ctx)
	if err != nil {
		b.log.Error().Str("error", err.Error()).Msg("answers of committees cannot be read: questions are answered without them")
		return
	}
	var more []find.Entry
	for _, e := range all {
		in := func(s string) find.Localized {
			if e.Lang == bot.EN {
				return find.Localized{EN: s}
			}
			return find.Localized{NL: s}
		}
		x := find.Entry{ID: e.ID, Kind: find.Knowledge, Title: in(e.Title), Summary: in(e.Summary), Access: find.Open, Owner: e.Owner, Source: e.Source, Body: e.Body, File: e.Source}
		if e.Lang == bot.EN {
			x.Questions.EN = e.Questions
		} else {
			x.Questions.NL = e.Questions
		}
		if on, err := find.ParseDate(e.On.Format(time.DateOnly)); err == nil {
			x.VerifiedOn = on
		}
		more = append(more, x)
	}
	b.finder.SetMore(more)
}

// unreadable sees to it that what was erased can soon not be read in any file.
func (b *Bot) unreadable(ctx context.Context, mark string) error {
	err := b.Store.Write(ctx, mark, func(tx *store.Tx) error { return tx.ScheduleCheckpoint() })
	if errors.Is(err, store.ErrHandled) {
		return nil
	}
	return err
}

func (b *Bot) registerPolls(opt Options, start *home.Home) error {
	if opt.Polls == nil {
		start.Add(home.Keeper{Name: poll.Name, Stored: poll.NotHere})
		return nil
	}
	keys, err := store.OpenKeys(opt.Polls.Keys)
	if err != nil {
		return err
	}
	b.polls = poll.New(poll.Options{
		Command: opt.Polls.Command, Router: b.Router, Store: b.Store, Keys: keys, Zone: opt.Zone, Rules: opt.Polls.Rules,
		Purpose: opt.Polls.Purpose, LegalBasis: opt.Polls.LegalBasis, Consent: opt.Polls.Consent,
		Log: opt.Log, KeepersCreate: opt.Polls.KeepersCreate, Admins: opt.Roster[bot.Admin], NamesFor: opt.Polls.NamesFor,
		Lang: func(p bot.PlatformName, c bot.ChannelID) bot.Lang {
			if opt.ChannelLang != nil {
				if l := opt.ChannelLang(p, c); l != "" {
					return l
				}
			}
			return opt.Lang
		},
	})
	start.Add(home.Keeper{Name: poll.Name, Stored: b.polls.Stored(), Asked: b.polls.Asked(),
		Mine: b.polls.Mine, Erases: poll.Erases, Erase: b.polls.Erase}, b.polls.Section)
	b.polls.Register(b.Router.Feature("poll"))
	return b.polls.Start(context.Background())
}

// Watch keeps up with what changes outside the bot until ctx ends.
func (b *Bot) Watch(ctx context.Context) error {
	if b.polls != nil {
		var warm sync.WaitGroup
		defer warm.Wait()
		ctx, stop := context.WithCancel(ctx)
		defer stop()
		warm.Go(func() { b.polls.KeepWarm(ctx) })
		return b.finder.Watch(ctx, b.log)
	}
	return b.finder.Watch(ctx, b.log)
}

// Jobs runs what is scheduled until ctx ends.
func (b *Bot) Jobs(ctx context.Context) error { return b.Store.RunJobs(ctx, b.clock, b.due) }

// RunDue runs what is due at now, once, and waits for its outcome.
func (b *Bot) RunDue(ctx context.Context, now time.Time) error {
	_, err := b.Store.RunDue(ctx, now, b.due)
	return err
}

// NextDue says when the next job is due.
func (b *Bot) NextDue(ctx context.Context) (time.Time, bool, error) { return b.Store.NextJob(ctx) }

// due hands a job to the router as an event.
func (b *Bot) due(ctx context.Context, j store.Job) error {
	_, err := b.Router.Dispatch(ctx, &bot.Due{
		Origin: bot.Origin{
			ID:       fmt.Sprintf("job-%d", j.ID),
			Platform: bot.PlatformName(j.Platform),
			From:     bot.User{ID: bot.UserID(j.User)},
			Channel:  bot.ChannelID(j.Channel),
			Thread:   bot.MessageID(j.Thread),
			At:       b.clock.Now(),
		},
		Kind:    j.Kind,
		Key:     j.Key,
		Payload: j.Payload,
		Tries:   j.Tries,
	})
	return err
}

// Dispatch takes an event from a platform.
func (b *Bot) Dispatch(ctx context.Context, e bot.Event) (bot.Ack, error) {
	return b.Router.Dispatch(ctx, e)
}

// Idle waits until nothing is under way.
func (b *Bot) Idle(ctx context.Context) error { return b.Router.Idle(ctx) }

// Stop waits for what is under way and closes the store.
func (b *Bot) Stop(ctx context.Context) error {
	return b.StopWith(ctx, func() error { return nil })
}

// StopWith is Stop with a last thing to do when everything is answered and the
// store still takes writes. It is not done when something went wrong.
func (b *Bot) StopWith(ctx context.Context, last func() error) error {
	err := b.Router.Close(ctx)
	if err == nil {
		err = last()
	}
	if closing := b.Store.Close(); err == nil {
		err = closing
	}
	return err
}
