package slack

import (
	"context"
	"errors"
	"math/rand/v2"
	"strings"
	"sync"
	"time"

	"github.com/rs/zerolog"

	"wegwijs/bot"
)

// tempo is how long things may take. Tests have their own.
type tempo struct {
	first, longest time.Duration // between two tries to connect; the first is after at most half of first
	steady         time.Duration // a connection that lived this long was a good one
	open           time.Duration // to open a connection and be greeted
	silent         time.Duration // without a word or a ping of Slack: the connection is dead
	retired        time.Duration // a connection that Slack is about to end is read this long
	soon           time.Duration // the longest until what people say is acknowledged
	answer         time.Duration // the same of what is pressed and submitted
	watch          time.Duration // between two looks at whether our token is still good
	names          time.Duration // to look up whom a text names
	busy           time.Duration // between two tries to hand on what a person has too much of
	sorry          time.Duration // to tell a person that something did not work
	leave          time.Duration // the longest an end waits for what is under way
}

// Slack wants an acknowledgement within 3 s, pings at least twice a minute, and
// allows connections to be opened about once a minute, with some patience.
var usual = tempo{
	first: time.Second, longest: 2 * time.Minute, steady: 10 * time.Second, open: 20 * time.Second, silent: 45 * time.Second,
	retired: 20 * time.Second, watch: 5 * time.Minute, soon: time.Second, answer: bot.AckWithin + 200*time.Millisecond,
	names: 500 * time.Millisecond, busy: 250 * time.Millisecond, sorry: 10 * time.Second, leave: 4 * time.Second,
}

// pause is how long to wait before another try. A connection that broke is
// tried again at once, but not by everybody at the same moment.
func (t tempo) pause(try int) time.Duration {
	if try <= 0 {
		return t.first/10 + rand.N(t.first/4)
	}
	d := min(t.first<<min(try-1, 16), t.longest)
	return d/2 + rand.N(d/2+1)
}

// mostUnderWay is how many deliveries wait to be handed on. What is more is
// not acknowledged, and so comes again.
const mostUnderWay = 20_000

// inbound is everything that comes in, over sockets or over HTTP.
type inbound struct {
	s       *Slack
	log     zerolog.Logger
	tempo   tempo
	answers *answers
	names   *bot.Recent[string, string] // of channels, by id
	turns   turns
	forms   bot.Locks      // one submit of one form at a time
	readers sync.WaitGroup // goroutines that read sockets
	check   chan struct{}  // asks for a look at our token
	ready   chan struct{}
	over    chan struct{}
	do      bot.Dispatch    // set before ready is closed
	running context.Context // the same; ends after what is under way at the end of Run

	mu       sync.Mutex
	ran      bool
	closed   bool
	underWay int
	idle     *sync.Cond       // of underWay
	sockets  map[*socket]bool // true while Slack has not said that it will end it
	everLive bool
	trouble  string // why there is no connection
	noAccess error  // our token is not accepted any more
	logged   string // the same, as the log has it since a connection held
	skewed   bool   // the log says that a clock is wrong
}

func newInbound(s *Slack) *inbound {
	in := &inbound{
		s: s, log: s.opt.Log, tempo: usual, answers: newAnswers(s.opt.Clock),
		names: bot.NewRecent[string, string](s.opt.Clock, namesLive, mostNames),
		check: make(chan struct{}, 1), ready: make(chan struct{}), over: make(chan struct{}), sockets: map[*socket]bool{},
		running: context.Background(),
	}
	in.idle = sync.NewCond(&in.mu)
	return in
}

// Run takes what people say and do until ctx ends, and then returns nil. It
// can be called once. It returns an error when a token never worked; one that
// is revoked while the bot runs is logged and tried again until somebody has
// mended it.
func (s *Slack) Run(ctx context.Context, do bot.Dispatch) error {
	in := s.in
	if err := in.begin(); err != nil {
		return err
	}
	running, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	defer in.end(stop)
	if err := in.introduce(ctx); err != nil {
		return orNil(ctx, err)
	}
	if ctx.Err() != nil {
		return nil
	}
	in.do, in.running = do, running
	close(in.ready)
	watching, unwatch := context.WithCancel(ctx)
	var watch sync.WaitGroup
	watch.Go(func() { in.watch(watching) })
	defer watch.Wait()
	defer unwatch()
	if s.opt.SigningSecret != "" {
		in.log.Info().Msg("Slack calls over HTTP")
		<-ctx.Done()
		return nil
	}
	all, cancel := context.WithCancel(ctx)
	defer cancel()
	fatal := make(chan error, s.opt.Sockets)
	for range s.opt.Sockets {
		go func() {
			err := in.connection(all)
			if err != nil {
				cancel()
			}
			fatal <- err
		}()
	}
	var first error
	for range s.opt.Sockets {
		if err := <-fatal; first == nil {
			first = err
		}
	}
	return orNil(ctx, first)
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
		return errors.New("slack: Run was called twice")
	}
	in.ran = true
	return nil
}

// end takes nothing more, waits for what is under way so that it can be
// acknowledged, and closes the connections.
func (in *inbound) end(stop func()) {
	in.mu.Lock()
	in.closed = true
	close(in.over)
	late := time.AfterFunc(in.tempo.leave, func() {
		stop()
		in.mu.Lock()
		defer in.mu.Unlock()
		in.underWay = 0
		in.idle.Broadcast()
	})
	for in.underWay > 0 {
		in.idle.Wait()
	}
	late.Stop()
	for k := range in.sockets {
		go k.close()
	}
	in.mu.Unlock()
	in.readers.Wait()
}

// enter announces a delivery that end must wait for.
func (in *inbound) enter() bool {
	in.mu.Lock()
	defer in.mu.Unlock()
	if in.closed || in.underWay >= mostUnderWay {
		return false
	}
	in.underWay++
	return true
}

func (in *inbound) leave() {
	in.mu.Lock()
	defer in.mu.Unlock()
	in.underWay--
	if in.underWay <= 0 {
		in.idle.Broadcast()
	}
}

// Settle waits until everything that came in so far is handed on.
func (s *Slack) Settle(ctx context.Context) error {
	for {
		busy := s.in.turns.busy()
		if busy == nil {
			return nil
		}
		select {
		case <-busy:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// known is who we are; Run asked for it first.
func (in *inbound) known() *self {
	in.s.mu.Lock()
	defer in.s.mu.Unlock()
	if in.s.self == nil {
		return &self{}
	}
	return in.s.self
}

// Ready is nil while events of Slack can come in, and says what is wrong when
// they cannot.
func (s *Slack) Ready() error {
	select {
	case <-s.in.ready:
	default:
		return s.in.notYet()
	}
	s.in.mu.Lock()
	defer s.in.mu.Unlock()
	switch {
	case s.in.closed:
		return errors.New("slack: it has ended")
	case s.in.noAccess != nil:
		return s.in.noAccess
	}
	if s.opt.SigningSecret != "" {
		return nil
	}
	for _, good := range s.in.sockets {
		if good {
			return nil
		}
	}
	return s.in.whyNotLive()
}

func (in *inbound) notYet() error {
	in.mu.Lock()
	defer in.mu.Unlock()
	return in.whyNotLive()
}

// whyNotLive says why nothing comes in; in.mu is held.
func (in *inbound) whyNotLive() error {
	if in.trouble != "" {
		return errors.New("slack: " + in.trouble)
	}
	return errors.New("slack: not connected yet")
}

func (in *inbound) wasLive() bool {
	in.mu.Lock()
	defer in.mu.Unlock()
	return in.everLive
}

// live says that events come in on a connection.
func (in *inbound) live(k *socket) {
	in.mu.Lock()
	in.sockets[k] = true
	first := !in.everLive
	in.trouble, in.everLive = "", true
	in.mu.Unlock()
	if first {
		in.log.Info().Msg("connected to Slack")
	}
}

// held says that a connection is one to rely on. Until then the log tells only
// once that connections are lost.
func (in *inbound) held() {
	in.mu.Lock()
	was := in.logged
	in.logged = ""
	in.mu.Unlock()
	if was != "" {
		in.log.Info().Msg("connected to Slack again")
	}
}

// retire is for a connection that broke or soon will. It is read as long as
// something comes in.
func (in *inbound) retire(k *socket) {
	in.mu.Lock()
	in.sockets[k] = false
	in.mu.Unlock()
	go func() {
		last := time.NewTimer(in.tempo.retired)
		defer last.Stop()
		select {
		case <-k.dead:
		case <-last.C:
		case <-in.running.Done():
		}
		k.close()
		in.mu.Lock()
		defer in.mu.Unlock()
		delete(in.sockets, k)
	}()
}

// lost says, once, why there is no connection.
func (in *inbound) lost(err error) {
	what := strings.TrimPrefix(err.Error(), "slack: ")
	in.mu.Lock()
	same := in.logged == what
	in.trouble, in.logged = what, what
	in.mu.Unlock()
	if !same {
		in.log.Warn().Str("why", what).Msg("a connection to Slack is lost; trying again")
	}
}
