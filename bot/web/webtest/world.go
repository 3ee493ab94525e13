// Package webtest is a world of people who use the chat in the browser as a
// browser without JavaScript does: it gets pages, reads their HTML, and sends
// their forms, over HTTP. It does not look behind the pages, so what it sees is
// what really got through, and to whom.
package webtest

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"time"

	"github.com/rs/zerolog"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
	"wegwijs/bot/web"
)

// World is bot/web with bottest's people in it.
type World struct {
	dir    string
	clock  clock
	client *http.Client

	mu      sync.Mutex // one thing is shown and looked at at a time
	web     *web.Web
	server  *httptest.Server
	handler http.Handler       // of server
	turn    map[string]int     // who reads a place again, whatever the stream says
	known   map[string]string  // what was seen of each message, by its id
	forms   map[string]version // of the form each person has open, by person and place
	seen    []bottest.Seen
	broken  []error
	fail    struct {
		times  int
		reason bot.Reason
		after  time.Duration
	}

	keeping sync.Mutex
	kept    map[string]*page // as it was last read, by person and place

	act     sync.Mutex
	last    func(context.Context) error // does the last thing a person did again
	touched map[string]bool             // places where somebody did something since they were last looked at
	used    map[string]bool             // places where somebody ever did something
}

var (
	_ bottest.World   = (*World)(nil)
	_ bottest.Clocked = (*World)(nil)
)

// New makes a world whose chat is kept in a folder.
func New(dir string) (*World, error) {
	w := &World{dir: dir, turn: map[string]int{}, known: map[string]string{}, forms: map[string]version{}, touched: map[string]bool{}, used: map[string]bool{}, clock: clock{now: bot.WallClock{}}}
	w.client = &http.Client{
		Timeout:       20 * time.Second,
		Transport:     &http.Transport{MaxIdleConnsPerHost: 8},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return w, w.open()
}

// Options are what the world's chat is made with, for tests that make another.
func Options(dir string, c bot.Clock) web.Options {
	opt := web.Options{Dir: dir, Clock: c, Log: zerolog.Nop(), Zone: bottest.Zone}
	for _, p := range bottest.Everybody() {
		opt.People = append(opt.People, web.Person{ID: bot.UserID(p.ID), Name: p.Name, Lang: p.Lang, Email: p.Email, Guest: p.Guest})
	}
	for _, c := range bottest.Channels() {
		channel := web.Channel{ID: bot.ChannelID(c), Name: c, NoBot: !bottest.BotIsIn(c)}
		for _, who := range bottest.ChannelMembers(c) {
			channel.Members = append(channel.Members, bot.UserID(who))
		}
		opt.Channels = append(opt.Channels, channel)
	}
	return opt
}

func (w *World) open() error {
	chat, err := web.New(Options(w.dir, &w.clock))
	if err != nil {
		return err
	}
	w.web, w.handler = chat, chat.Handler()
	w.server = httptest.NewServer(w.handler)
	w.keeping.Lock()
	w.kept = map[string]*page{}
	w.keeping.Unlock()
	w.act.Lock()
	defer w.act.Unlock()
	for _, p := range places() {
		w.touched[p] = true
	}
	return nil
}

func (w *World) shut() error {
	w.client.CloseIdleConnections()
	w.server.Close()
	return w.web.Close()
}

// SetClock sets the clock of the chat.
func (w *World) SetClock(c bot.Clock) { w.clock.set(c) }

// Platform returns the adapter, with the faults that Fail asks for.
func (w *World) Platform() bot.Platform {
	w.mu.Lock()
	defer w.mu.Unlock()
	return &watched{w.web, w}
}

// URL is where the chat is served until Restart or Close.
func (w *World) URL() string { return w.server.URL }

// Pinged returns nil: a page counts what is new, and does so for every message
// alike. No words in one can notify anybody.
func (w *World) Pinged() []string { return nil }

// Secrets returns nil: the chat is served on loopback and has no tokens.
func (w *World) Secrets() []string { return nil }

// Fail makes the next n sends and edits fail.
func (w *World) Fail(n int, reason bot.Reason, retryAfter time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.fail.times, w.fail.reason, w.fail.after = n, reason, retryAfter
}

// Restart makes a new adapter and a new server on the same file.
func (w *World) Restart(context.Context) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	// The bot has finished what was under way; Kill leaves that out.
	if err := errors.Join(w.web.Settle(), w.shut()); err != nil {
		return err
	}
	return w.open()
}

// Kill makes a new adapter as after the sudden end of the process: what was
// handed on may not have been handled, so it comes again.
func (w *World) Kill() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.shut(); err != nil {
		return err
	}
	return w.open()
}

// Close ends the world. Before, everybody once more reads the page of every
// place where something was done.
func (w *World) Close() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return errors.Join(append(w.broken, w.lookAtAll(), w.shut())...)
}

// Seen returns what became visible or changed on anybody's pages. Where
// something was done, everybody looks; elsewhere one person does.
func (w *World) Seen(ctx context.Context) ([]bottest.Seen, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	touched := w.untouch()
	for _, place := range places() {
		people := in(place)
		if !touched[place] {
			people = people[:1]
		}
		if err := w.look(ctx, place, people); err != nil {
			w.touch(place)
			return nil, err
		}
	}
	seen, broken := w.seen, w.broken
	w.seen, w.broken = nil, nil
	return seen, errors.Join(broken...)
}

// touch notes that something was done in places.
func (w *World) touch(places ...string) {
	w.act.Lock()
	defer w.act.Unlock()
	for _, p := range places {
		w.touched[p], w.used[p] = true, true
	}
}

// untouch returns the places that were touched, and begins anew.
func (w *World) untouch() map[string]bool {
	w.act.Lock()
	defer w.act.Unlock()
	touched := w.touched
	w.touched = map[string]bool{}
	return touched
}

// at returns the places where a message to an address can be seen.
func at(to bot.Address) []string {
	if to.User == "" && slices.Contains(bottest.Channels(), string(to.Channel)) {
		return []string{string(to.Channel)}
	}
	return []string{string(to.Channel), direct}
}

const direct = "dm" // as the browser names it

func places() []string { return append(bottest.Channels(), direct) }

func everybody() []string {
	var all []string
	for _, p := range bottest.Everybody() {
		all = append(all, p.ID)
	}
	return all
}

// in is who can look at a place.
func in(place string) []string {
	if place == direct {
		return everybody()
	}
	return bottest.ChannelMembers(place)
}

// look reads a place as some people see it; w.mu is held.
func (w *World) look(ctx context.Context, place string, people []string) error {
	doubts := -1
	if len(people) == len(in(place)) {
		doubts = w.turn[place] % len(people)
		w.turn[place]++
	}
	pages, err := each(people, func(who string) (*page, error) {
		if doubts >= 0 && who == people[doubts] {
			return w.again(ctx, who, place)
		}
		return w.now(ctx, who, place)
	})
	if err != nil {
		return err
	}
	sights, err := sightings(place, people, pages)
	if err != nil {
		return err
	}
	var changed []*sight
	for _, s := range sights {
		if s.ours && !s.gone && w.known[s.id] != s.shown {
			changed = append(changed, s)
		}
	}
	slices.SortFunc(changed, func(a, b *sight) int { return a.changed - b.changed })
	for _, s := range changed {
		x := bottest.Seen{What: bottest.Posted, Place: bottest.Place{Channel: place, Thread: s.root != ""}, Blocks: s.blocks}
		if w.known[s.id] != "" {
			x.What = bottest.Edited
		}
		if place == direct {
			x.Place.Channel = ""
		}
		if place == direct || s.private {
			x.To = s.by[0]
		}
		w.known[s.id] = s.shown
		if err := w.fetch(ctx, s.by[0], x.Blocks, s.files); err != nil {
			return err
		}
		w.seen = append(w.seen, x)
	}
	for i, p := range pages {
		w.lookAtForm(people[i], place, p)
	}
	return nil
}

// each does something as each of some people, at once.
func each(people []string, do func(who string) (*page, error)) ([]*page, error) {
	pages := make([]*page, len(people))
	errs := make([]error, len(people))
	var all sync.WaitGroup
	for i, who := range people {
		all.Go(func() { pages[i], errs[i] = do(who) })
	}
	all.Wait()
	return pages, errors.Join(errs...)
}

// A sight is a message and who sees it.
type sight struct {
	article
	by []string
}

// sightings are the messages on pages of a place. An error says that one of ours
// is seen by somebody who should not see it, or not by somebody who should.
func sightings(place string, people []string, pages []*page) (map[string]*sight, error) {
	sights := map[string]*sight{}
	for i, p := range pages {
		for _, a := range p.articles {
			s := sights[a.id]
			if s == nil {
				s = &sight{article: a}
				sights[a.id] = s
			}
			s.by = append(s.by, people[i])
			if a.private != s.private {
				return nil, fmt.Errorf("message %s in %s is private for some and not for others", a.id, place)
			}
		}
	}
	for _, s := range sights {
		if !s.ours || s.gone {
			continue
		}
		if (place == direct || s.private) && len(s.by) != 1 {
			return nil, fmt.Errorf("message %s in %s is for one person and is seen by %v", s.id, place, s.by)
		}
		if place != direct && !s.private && len(s.by) != len(people) && len(people) == len(in(place)) {
			return nil, fmt.Errorf("message %s in %s is for everybody and is seen by %v only", s.id, place, s.by)
		}
	}
	return sights, nil
}

// lookAtForm notes a form that was opened, or that came back with errors.
func (w *World) lookAtForm(who, place string, p *page) {
	key, f := who+" "+place, p.form
	if f == nil {
		delete(w.forms, key)
		return
	}
	before := w.forms[key]
	w.forms[key] = f.at
	if before.id != f.at.id {
		w.seen = append(w.seen, bottest.Seen{What: bottest.Opened, To: who, Title: f.title, Submit: f.submit, Blocks: f.intro, Fields: f.seen()})
		before.revision = "0"
	}
	if before.revision == f.at.revision {
		return
	}
	if len(f.errors) == 0 {
		w.broken = append(w.broken, fmt.Errorf("the form of %s stays open and does not say why", who))
	}
	w.seen = append(w.seen, bottest.Seen{What: bottest.Refused, To: who, Errors: f.errors})
}

// watched is the adapter as the bot has it: it fails when it should, and what
// it shows is looked at before anything else is shown.
type watched struct {
	*web.Web
	world *World
}

func (p *watched) Send(ctx context.Context, to bot.Address, m *bot.Message) (bot.MessageID, error) {
	w := p.world
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.fault(); err != nil {
		return "", err
	}
	w.touch(at(to)...) // also when it fails: nothing may be seen then
	id, err := p.Web.Send(ctx, to, m)
	if err == nil {
		w.after(to)
	}
	return id, err
}

func (p *watched) Edit(ctx context.Context, to bot.Address, id bot.MessageID, m *bot.Message) error {
	w := p.world
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.fault(); err != nil {
		return err
	}
	w.touch(at(to)...)
	err := p.Web.Edit(ctx, to, id, m)
	if err == nil {
		w.after(to)
	}
	return err
}

func (p *watched) OpenForm(ctx context.Context, from *bot.Origin, f *bot.Form, l bot.Lang) error {
	w := p.world
	w.mu.Lock()
	defer w.mu.Unlock()
	w.touch(direct, string(from.Channel))
	err := p.Web.OpenForm(ctx, from, f, l)
	if err == nil {
		w.after(bot.Address{Channel: from.Channel, User: from.From.ID})
	}
	return err
}

func (w *World) fault() error {
	if w.fail.times <= 0 {
		return nil
	}
	w.fail.times--
	return &bot.SendError{Reason: w.fail.reason, RetryAfter: w.fail.after, Err: errors.New("the test asked for it")}
}

// after looks at where something was shown, as somebody who can see it; Seen
// looks as everybody, and so notices who sees what they should not.
func (w *World) after(to bot.Address) {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	err := error(nil)
	if slices.Contains(bottest.Channels(), string(to.Channel)) {
		who := in(string(to.Channel))[0]
		if to.User != "" {
			who = string(to.User)
		}
		err = w.look(ctx, string(to.Channel), []string{who})
	}
	if err == nil {
		for _, who := range everybody() {
			if string(to.User) == who || string(to.Channel) == direct+":"+who {
				err = w.look(ctx, direct, []string{who})
			}
		}
	}
	if err != nil {
		w.broken = append(w.broken, err)
	}
}

// clock is a clock that can be exchanged.
type clock struct {
	mu  sync.Mutex
	now bot.Clock
}

func (c *clock) set(to bot.Clock) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = to
}

func (c *clock) get() bot.Clock {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Now() time.Time { return c.get().Now() }

func (c *clock) AfterFunc(d time.Duration, f func()) func() bool { return c.get().AfterFunc(d, f) }
