package mattermost

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/rs/zerolog"

	"wegwijs/bot"
)

// tempo is how fast things go, so that tests need not wait.
type tempo struct {
	first, longest time.Duration // between two tries to connect; the first is at most half of first
	steady         time.Duration // a connection that lived this long was a good one
	watch          time.Duration // between two looks at whether we are still who we were
	silent         time.Duration // without a word or a ping from the server: the connection is dead
	again          time.Duration // between two tries to catch up
	read           time.Duration // the longest one try reads channels
	keep           time.Duration // between two writes of how far we are
	busy           time.Duration // between two tries to hand on what a person has too much of
	leave          time.Duration // the longest an end waits for callbacks
}

// The server pings once a minute and gives up on a client after 100 s.
var usual = tempo{
	first: time.Second, longest: time.Minute, steady: 2 * time.Second,
	watch: time.Minute, silent: 100 * time.Second,
	again: 30 * time.Second, read: 30 * time.Second, keep: time.Second, busy: 250 * time.Millisecond, leave: 4 * time.Second,
}

// Bounds of what waits inside the adapter.
const (
	mostQueued = 4096  // events of the socket; then the server waits for us
	mostLater  = 10000 // events of people who have too many waiting

	takenBackLives = 10 * time.Minute // longer than an answer is tried again
	mostTakenBack  = 10000
)

// inbound is everything that comes in: events of the socket, and callbacks.
type inbound struct {
	m     *Mattermost
	log   zerolog.Logger
	tempo tempo
	paths *paths
	marks *marks
	slash *slash

	queue     chan item
	takenBack *bot.Recent[string, struct{}] // posts that people deleted lately
	later     postponed                     // only touched by the goroutine that hands on
	upToDate  map[string]bool               // the same; channels that were read since the gap, while others were not
	forms     bot.Locks                     // one submit of one form at a time
	ready     chan struct{}
	over      chan struct{}
	do        bot.Dispatch    // set before ready is closed
	running   context.Context // the same

	mu        sync.Mutex
	ran       bool
	closed    bool
	connected bool
	trouble   string // why there is no connection, as it was logged
	underWay  sync.WaitGroup
}

func newInbound(m *Mattermost) *inbound {
	in := &inbound{
		m: m, log: m.opt.Log, tempo: usual,
		paths: newPaths(m.opt.Memory), marks: newMarks(m.opt.Memory),
		queue: make(chan item, mostQueued), ready: make(chan struct{}), over: make(chan struct{}),
	}
	in.takenBack = bot.NewRecent[string, struct{}](m.opt.Clock, takenBackLives, mostTakenBack)
	in.slash, in.upToDate = newSlash(m), map[string]bool{}
	return in
}

// Run takes what people say and do until ctx ends, and then returns nil. It
// can be called once. It returns an error when the token never worked; one
// that is revoked while the bot runs, or a bot that is disabled, is logged and
// tried again until an administrator has mended it.
func (m *Mattermost) Run(ctx context.Context, do bot.Dispatch) error {
	in := m.in
	if err := in.begin(); err != nil {
		return err
	}
	defer in.end()
	ctx, cancel := context.WithCancel(ctx)
	var wait sync.WaitGroup
	defer wait.Wait()
	defer cancel()

	conn := connection{}
	for try := 0; ; {
		began := time.Now()
		self, err := m.whoami(ctx)
		if err == nil && !in.isReady() {
			if err := in.marks.load(ctx, m.serverNow()); err != nil {
				return orNil(ctx, err)
			}
			if err := in.slash.load(ctx); err != nil {
				return orNil(ctx, err)
			}
			in.do, in.running = do, ctx
			close(in.ready)
			wait.Go(func() { in.handOn(ctx) })
			wait.Go(func() { in.keepMarks(ctx) })
			wait.Go(func() { in.slash.run(ctx) })
		}
		if err == nil {
			in.slash.due(self)
			err = in.connect(ctx, &conn, self)
		}
		if ctx.Err() != nil {
			return nil
		}
		var refused *bot.SendError
		if errors.As(err, &refused) && refused.Reason == bot.NoAccess && !in.isReady() {
			return fmt.Errorf("mattermost: the server does not accept the token of the bot account. "+
				"Make a new one (Integrations > Bot Accounts > Create New Token), or enable the bot, and put the token in mattermost.token: %w", err)
		}
		if time.Since(began) >= in.tempo.steady {
			try = 0
		}
		in.lost(err)
		select {
		case <-time.After(in.tempo.pause(try)):
		case <-ctx.Done():
			return nil
		}
		try++
	}
}

// orNil is an error, unless the program is ending.
func orNil(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// begin lets Run be called once.
func (in *inbound) begin() error {
	in.mu.Lock()
	defer in.mu.Unlock()
	if in.ran {
		return errors.New("mattermost: Run was called twice")
	}
	in.ran = true
	return nil
}

// end takes no more callbacks and waits for those under way, for a while.
func (in *inbound) end() {
	in.mu.Lock()
	in.closed, in.connected = true, false
	close(in.over)
	in.mu.Unlock()
	done := make(chan struct{})
	go func() { in.underWay.Wait(); close(done) }()
	select {
	case <-done:
	case <-time.After(in.tempo.leave):
	}
}

// enter announces a callback that end must wait for.
func (in *inbound) enter() bool {
	in.mu.Lock()
	defer in.mu.Unlock()
	if in.closed {
		return false
	}
	in.underWay.Add(1)
	return true
}

func (in *inbound) isReady() bool {
	select {
	case <-in.ready:
		return true
	default:
		return false
	}
}

// Ready is nil while events of the server come in, and says what is wrong
// when they do not.
func (m *Mattermost) Ready() error {
	m.in.mu.Lock()
	defer m.in.mu.Unlock()
	switch {
	case m.in.connected:
		return nil
	case m.in.trouble != "":
		return errors.New("mattermost: " + m.in.trouble)
	}
	return errors.New("mattermost: not connected yet")
}

// Settle remembers that everything that was handed on is answered, so that
// nothing of it comes again at the next start. It may be called after Run has
// returned and the router has finished everything it took. When the server was
// out of reach shortly before, some answers may not have been delivered: then
// the last minutes do come again, and the router drops what it handled.
func (m *Mattermost) Settle() error {
	if m.rest.troubled(overlap) {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if !m.in.isReady() {
		return nil
	}
	return m.in.marks.settle(ctx)
}

// serverNow is the time as the server has it.
func (m *Mattermost) serverNow() time.Time {
	return m.opt.Clock.Now().Add(time.Duration(m.rest.skew.Load()) * time.Millisecond)
}

// keepMarks keeps how far we are, not more often than once a second.
func (in *inbound) keepMarks(ctx context.Context) {
	tick := time.NewTicker(in.tempo.keep)
	defer tick.Stop()
	failing := false
	for ended := false; !ended; {
		select {
		case <-tick.C:
		case <-ctx.Done():
			ended = true
		}
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
		err := in.marks.flush(last)
		cancel()
		if err != nil && !failing {
			in.log.Error().Err(err).Msg("how far we are in what people say is not remembered; after a restart some of it may come again")
		}
		failing = err != nil
	}
}

// live says that events come in.
func (in *inbound) live(self *model.User) {
	in.mu.Lock()
	was := in.trouble
	in.connected, in.trouble = true, ""
	in.mu.Unlock()
	if was != "" {
		in.log.Info().Msg("connected to Mattermost again")
	} else {
		in.log.Info().Bool("bot_account", self.IsBot).Msg("connected to Mattermost")
	}
}

// lost says, once, why there is no connection.
func (in *inbound) lost(err error) {
	what := "the connection ended"
	if err != nil {
		what = err.Error()
	}
	var refused *bot.SendError
	if errors.As(err, &refused) && refused.Reason == bot.NoAccess {
		what = "the server does not accept the token any more: the bot account was disabled or the token revoked. " +
			"Enable the bot, or make a new token and restart with it; until then nothing comes in"
	}
	if _, gone := refusedWith(err, http.StatusNotFound); gone {
		what = "there is no Mattermost server at mattermost.url; a sub-path must be part of it"
	}
	in.mu.Lock()
	same := in.trouble == what
	in.connected, in.trouble = false, what
	in.mu.Unlock()
	if !same {
		in.log.Warn().Str("why", what).Msg("no connection to Mattermost; trying again")
	}
}
