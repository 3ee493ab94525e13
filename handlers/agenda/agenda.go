// Package agenda brings what an employee has for a committee to its meeting and
// back: requests, the member of a department, the secretary, the agenda, its
// documents, and word of what came of it. What a committee is, is in package
// committee; what an item is and who sees it, in package item; an agenda as
// text, in package outline; documents, in package paper, written by package office.
//
// Everything rests on a few files: agenda.go (what is stored), people.go (who is
// who, and see, the one way to an item), life.go (act, the one way to change one,
// with its record), notify.go (who hears what, stored before it is said), day.go
// (what a day asks for) and sitting.go (meetings and what was sent of them). The
// rest is conversations, by their first word: bring, line, similar and mine are
// the employee's; todo, decide, complete, supplement, absence and daily the
// member's; behalf is for who has no account; meeting, compose and table make an
// agenda; after, outcome, decisions, feedback, actions, advice and promote come
// after it; seats, source and menu say who and what there is; export, load and
// archive are its papers. Texts stand in texts_*.go, conversations in testdata.
package agenda

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/rs/zerolog"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
	"wegwijs/store"
)

// Options are what the feature needs.
type Options struct {
	Home       string // the slash command of the bot itself, without the slash
	Router     *bot.Router
	Store      *store.Store
	Zone       *time.Location
	Committees []committee.Committee
	// Secretaries are who has that role, as the configuration names them: of every
	// committee, beside the one it names.
	Secretaries []string
	Directory   *committee.Directory
	Seats       []committee.Seat // of the configuration
	Calendar    committee.Calendar
	Admins      []string // who can change seats, as the configuration names them
	// Question returns the question that a button carries; false when it is not
	// known any more.
	Question func(ctx context.Context, value string) (string, bool)
	// Changed is called when Entries changed; may be nil.
	Changed func(context.Context)
	Lang    bot.Lang // of documents, and of mail to people whose language is not known
	KeepFor int      // days that records stay here after they were confirmed as archived; 0: for ever
	Log     zerolog.Logger
}

// Agenda is the feature, for all committees.
type Agenda struct {
	opt     Options
	notices map[string]noticeMaker
	days    []dayStep
}

// New makes the feature.
func New(opt Options) *Agenda {
	if opt.Zone == nil {
		opt.Zone = time.UTC
	}
	if opt.Directory == nil {
		opt.Directory = committee.Builtin()
	}
	if opt.Lang == "" {
		opt.Lang = bot.NL
	}
	if opt.Calendar.Zone == nil {
		opt.Calendar.Zone = opt.Zone
	}
	opt.Committees = withSecretary(opt.Committees, opt.Secretaries)
	return &Agenda{opt: opt, notices: map[string]noticeMaker{}}
}

// Register adds what people can type, press and fill in. The order is that of help.
func (a *Agenda) Register(f *bot.Feature) {
	f.OnDue("agenda.find", a.find)
	f.OnDue("agenda.tell", a.tell)
	f.OnDue("agenda.daily", a.daily)
	f.OnDue("agenda.step", a.step)
	a.registerMenu(f)
	a.registerBring(f)
	a.registerMine(f)
	a.registerTable(f)
	a.registerSeats(f)
	a.registerMember(f)
	a.registerBehalf(f)
	a.registerMeeting(f)
	a.registerCompose(f)
	a.registerAfter(f)
	a.registerExport(f)
}

// each runs f for every committee.
func (a *Agenda) each(f func(committee.Committee)) {
	for _, c := range a.opt.Committees {
		f(c)
	}
}

// on makes a handler of a committee's command.
func on(c committee.Committee, h func(context.Context, committee.Committee, *bot.Command) (bot.Reply, error)) bot.CommandHandler {
	return func(ctx context.Context, cmd *bot.Command) (bot.Reply, error) { return h(ctx, c, cmd) }
}

// committee returns one by its id.
func (a *Agenda) committee(id string) (committee.Committee, error) {
	for _, c := range a.opt.Committees {
		if c.ID == id {
			return c, nil
		}
	}
	return committee.Committee{}, &bot.Problem{Say: textNoItem}
}

// inEnglish are the words after a command as who reads English types them.
var inEnglish = map[string]string{
	"afmelden toch": "apologies back", "afwezig": "away", "besluiten": "decisions", "leden": "members", "leden wijzig": "members change",
	"mijn-inbreng": "my requests", "onderwerp": "topic", "te-doen": "to do", "vergadering": "meeting", "vergadering nieuw": "meeting new",
	"vergadering 12 januari": "meeting 12 January", "vergadering tekst": "meeting text", "archief": "archive", "departement": "department",
}

// command is what is typed for something of a committee: "/aic te-doen". In
// English it is "/aic to do", where there is a word for it.
func command(c committee.Committee, rest string) bot.Text {
	if rest == "" {
		return bot.Plain("/" + c.Command)
	}
	nl := "/" + c.Command + " " + rest
	if en := inEnglish[rest]; en != "" {
		return bot.PerLang{NL: nl, EN: "/" + c.Command + " " + en}
	}
	return bot.Plain(nl)
}

// today is which day it is where the organisation lives.
func (a *Agenda) today(at time.Time) committee.Day { return committee.DayOf(at.In(a.opt.Zone)) }

// errNoItem is what people hear of an item that is not there or not for them.
var errNoItem = &bot.Problem{Say: textNoItem}

// load reads an item; errNoItem when there is none. It asks nothing about who
// looks: what people see goes through see.
func load(q store.Querier, id int64) (*item.Item, error) {
	raw, err := store.AgendaItemByID(q, id)
	if errors.Is(err, store.ErrNoRows) {
		return nil, errNoItem
	}
	if err != nil {
		return nil, err
	}
	return decode(raw)
}

func decode(raw store.AgendaItem) (*item.Item, error) {
	x := &item.Item{}
	if err := json.Unmarshal(raw.Data, x); err != nil {
		return nil, fmt.Errorf("agenda item %d: %w", raw.ID, err)
	}
	x.ID, x.Rev, x.Number, x.Committee = raw.ID, raw.Rev, raw.Number, raw.Committee
	x.Kind, x.State, x.Holder = item.Kind(raw.Kind), item.State(raw.State), item.Holder(raw.Holder)
	x.Department, x.Meeting = raw.Department, raw.Meeting
	x.Created, x.Waits, x.Changed = raw.Created, raw.Waits, raw.Changed
	return x, nil
}

func decodeAll(raw []store.AgendaItem, err error) ([]*item.Item, error) {
	if err != nil {
		return nil, err
	}
	all := make([]*item.Item, 0, len(raw))
	for _, r := range raw {
		x, err := decode(r)
		if err != nil {
			return nil, err
		}
		all = append(all, x)
	}
	return all, nil
}

// mostItems is how many items are looked at together.
const mostItems = 5000

// itemsIn returns the items of a committee in one of these states, the oldest first.
func itemsIn(q store.Querier, c committee.Committee, states ...item.State) ([]*item.Item, error) {
	var words []string
	for _, s := range states {
		words = append(words, string(s))
	}
	return decodeAll(store.AgendaItemsIn(q, c.ID, mostItems, words...))
}

// save stores an item, new or changed. What somebody else changed meanwhile is
// a Problem that says so.
func save(tx *store.Tx, x *item.Item, at time.Time) error {
	data, err := json.Marshal(x)
	if err != nil {
		return fmt.Errorf("agenda item %d: %w", x.ID, err)
	}
	x.Changed = at
	raw := store.AgendaItem{
		ID: x.ID, Rev: x.Rev, Number: x.Number, Committee: x.Committee, Kind: string(x.Kind), State: string(x.State), Holder: string(x.Holder),
		Department: x.Department, Platform: string(x.By.Platform), Person: string(x.By.ID), Meeting: x.Meeting,
		Created: x.Created, Waits: x.Waits, Changed: x.Changed, Data: data,
	}
	if x.ID == 0 {
		err = tx.AddAgendaItem(&raw)
	} else {
		err = tx.SetAgendaItem(&raw)
	}
	if errors.Is(err, store.ErrChanged) {
		return &bot.Problem{Say: textChanged}
	}
	x.ID, x.Rev = raw.ID, raw.Rev
	return err
}

// none stands in a cell of a table that has nothing: an empty one is not read aloud.
const none = bot.Plain("–")

// cell is what a cell of a table holds.
func cell(s string) bot.Text {
	if s == "" {
		return none
	}
	return bot.Plain(s)
}

// oneLine is what somebody typed without its line breaks.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
