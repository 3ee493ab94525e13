package bottest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"wegwijs/bot"
)

// A Stack is a running bot without its platform.
type Stack interface {
	// Dispatch takes events; see bot.Dispatch.
	Dispatch(ctx context.Context, e bot.Event) (bot.Ack, error)
	// Idle waits until nothing is at work. What waits for the clock (an edit
	// for its pace, a delivery for its next try) is not at work.
	Idle(ctx context.Context) error
	// RunDue runs the jobs that are due at now and returns when they are done
	// or will be tried later.
	RunDue(ctx context.Context, now time.Time) error
	// NextDue tells when the next job is due; false when there is none.
	NextDue(ctx context.Context) (time.Time, bool, error)
	// Stop waits for what is under way, and ends.
	Stop(ctx context.Context) error
}

// Env is what a Stack lives on.
type Env struct {
	Dir      string // for its files; the same after a restart
	Clock    bot.Clock
	Platform bot.Platform
	Log      io.Writer // safe for concurrent use
}

// Build makes a Stack. It is called again after a restart, with the same Dir.
type Build func(ctx context.Context, env Env) (Stack, error)

// Start is when transcripts begin that do not say so: a Monday morning.
var Start = time.Date(2026, time.November, 23, 9, 0, 0, 0, Zone)

// stepTime is how long one step may take on a slow machine.
const stepTime = 30 * time.Second

// PlayAll plays every transcript that matches glob as a parallel subtest.
func PlayAll(t *testing.T, glob string, newWorld func(t *testing.T) World, build Build) {
	t.Helper()
	files, err := filepath.Glob(glob)
	if err != nil {
		t.Fatalf("transcripts: %v", err)
	}
	if len(files) == 0 {
		t.Fatalf("no transcript matches %s", glob)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), filepath.Ext(file)), func(t *testing.T) {
			t.Parallel()
			Play(t, file, newWorld(t), build)
		})
	}
}

// Play plays one transcript in a world, and closes the world. In the plain
// world what people see must be exactly as written; elsewhere the words must
// be. What is typed may not be in the log.
func Play(t *testing.T, file string, world World, build Build) {
	t.Helper()
	defer func() {
		if err := world.Close(); err != nil {
			t.Errorf("close world: %v", err)
		}
	}()
	tr, err := ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	log := &logCheck{out: t.Output()}
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	p := &player{world: world, build: build, tr: tr, log: log, clock: NewClock(Start), dir: t.TempDir()}
	plain, isPlain := world.(*Plain)
	p.compare = comparer{exact: isPlain && !plain.options.NoForms, lang: tr.Lang}
	if l, ok := world.(Lossy); ok {
		p.compare.loses = l.Degrades()
	}
	update := updating() && p.compare.exact
	now := map[int][]Shown{}

	for i, step := range tr.Steps {
		if i < tr.begins() {
			if err := p.setStart(step); err != nil {
				t.Fatalf("%s:%d: %v", file, step.Line, err)
			}
			continue
		}
		seen, err := p.step(ctx, step)
		if err != nil {
			p.end(ctx)
			t.Fatalf("%s:%d: %s: %v", file, step.Line, clip(step.In(tr.Lang)), err)
		}
		if d := p.compare.diff(step.Expect, seen); d != "" {
			if update {
				now[step.Line] = keepOpen(step.Expect, seen)
				continue
			}
			t.Errorf("%s:%d: %s\nwhat people see is not what is written (- written, + seen):\n%s", file, step.Line, clip(step.In(tr.Lang)), d)
		}
		log.typed(tr.Steps[i])
	}
	if err := p.end(ctx); err != nil {
		t.Errorf("%s: %v", file, err)
	}
	if s := log.leak(); s != "" {
		t.Errorf("%s: the log holds what somebody typed: %s", file, clip(s))
	}
	if len(now) > 0 && !t.Failed() {
		if _, err := tr.rewrite(file, now); err != nil {
			t.Error(err)
		}
	}
}

type player struct {
	world   World
	build   Build
	tr      *Transcript
	clock   *Clock
	dir     string
	log     io.Writer
	compare comparer

	spoke map[string]string // the channel in which somebody said something last

	stack   Stack
	stopRun context.CancelFunc
	run     chan error
}

func (p *player) setStart(s Step) error {
	at := s.when(p.clock.Now())
	if at.Year() < 2000 {
		return fmt.Errorf("a transcript starts in this century, not at %s", at.Format("2006-01-02"))
	}
	p.clock = NewClock(at)
	return nil
}

// when is the moment an At step means.
func (s Step) when(now time.Time) time.Time {
	if s.Clock == "" {
		return s.At
	}
	t, err := time.Parse("15:04", s.Clock)
	if err != nil {
		return now // the parser does not let this through
	}
	now = now.In(Zone)
	at := time.Date(now.Year(), now.Month(), now.Day(), t.Hour(), t.Minute(), 0, 0, Zone)
	if at.Before(now) {
		at = time.Date(now.Year(), now.Month(), now.Day()+1, t.Hour(), t.Minute(), 0, 0, Zone)
	}
	return at
}

// start builds the bot and lets its platform run.
func (p *player) start(ctx context.Context) error {
	if c, ok := p.world.(Clocked); ok {
		c.SetClock(p.clock)
	}
	if w, ok := p.world.(Waiting); ok {
		w.SetIdle(p.settle)
	}
	platform := p.world.Platform()
	stack, err := p.build(ctx, Env{Dir: p.dir, Clock: p.clock, Platform: platform, Log: p.log})
	if err != nil {
		return fmt.Errorf("start the bot: %w", err)
	}
	p.stack = stack
	_, clocked := p.world.(Clocked)
	runCtx, cancel := context.WithCancel(ctx)
	p.stopRun, p.run = cancel, make(chan error, 1)
	if w, ok := p.world.(Starting); ok {
		w.Starts()
	}
	go func() {
		p.run <- platform.Run(runCtx, func(ctx context.Context, e bot.Event) (bot.Ack, error) {
			if !clocked {
				bot.OriginOf(e).At = p.clock.Now()
			}
			return stack.Dispatch(ctx, e)
		})
	}()
	return nil
}

// end stops the platform, then the bot.
func (p *player) end(ctx context.Context) error {
	if p.stack == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, stepTime)
	defer cancel()
	p.stopRun()
	var err error
	select {
	case e := <-p.run:
		if e != nil {
			err = fmt.Errorf("the platform stopped: %w", e)
		}
	case <-ctx.Done():
		err = fmt.Errorf("the platform does not stop running: %w", ctx.Err())
	}
	if e := p.stack.Stop(ctx); e != nil && err == nil {
		err = fmt.Errorf("stop the bot: %w", e)
	}
	p.stack = nil
	p.clock.Forget()
	return err
}

// step plays one step and returns what became visible.
func (p *player) step(ctx context.Context, s Step) ([]Shown, error) {
	ctx, cancel := context.WithTimeout(ctx, stepTime)
	defer cancel()
	if p.stack == nil {
		// The bot outlives the step that starts it.
		if err := p.start(context.WithoutCancel(ctx)); err != nil {
			return nil, err
		}
		if err := p.settle(ctx); err != nil {
			return nil, err
		}
	}
	if err := p.do(ctx, s); err != nil {
		return nil, err
	}
	if err := p.settle(ctx); err != nil {
		return nil, err
	}
	select {
	case err := <-p.run:
		p.run <- err
		return nil, fmt.Errorf("the platform stopped running by itself: %v", err)
	default:
	}
	seen, err := p.world.Seen(ctx)
	if err != nil {
		return nil, err
	}
	shown := make([]Shown, len(seen))
	for i, s := range seen {
		shown[i] = Show(s, p.tr.Lang)
	}
	return shown, nil
}

func (p *player) do(ctx context.Context, s Step) error {
	if err := known(s); err != nil {
		return err
	}
	switch s.Verb {
	case Say:
		if s.Where.Channel != "" && !strings.HasPrefix(s.Text, "/") {
			p.spoken(s.Who, s.Where.Channel)
		}
		return p.world.Say(ctx, s.Who, s.Where, s.Text)
	case ChooseAt:
		return p.chooseAt(ctx, s)
	case Press:
		return p.world.Press(ctx, s.Who, s.Label)
	case Choose:
		return p.world.Choose(ctx, s.Who, s.Label, s.Option)
	case Fill:
		return p.world.Fill(ctx, s.Who, s.Values)
	case Delete:
		return p.world.Delete(ctx, s.Where)
	case Redeliver:
		return p.world.Redeliver(ctx)
	case Fail:
		p.world.Fail(s.Times, s.Reason, s.Retry)
		return nil
	case Wait:
		return p.until(ctx, p.clock.Now().Add(s.For))
	case At:
		at := s.when(p.clock.Now())
		if at.Before(p.clock.Now()) {
			return fmt.Errorf("it is %s already; time only goes forward", p.clock.Now().In(Zone).Format("2006-01-02 15:04"))
		}
		return p.until(ctx, at)
	case Restart:
		if err := p.end(ctx); err != nil {
			return err
		}
		if err := p.world.Restart(ctx); err != nil {
			return fmt.Errorf("restart the platform: %w", err)
		}
		return p.start(context.WithoutCancel(ctx))
	}
	return fmt.Errorf("the player does not know the step %q", s.Verb)
}

func (p *player) spoken(who, channel string) {
	if p.spoke == nil {
		p.spoke = map[string]string{}
	}
	p.spoke[who] = channel
}

// chooseAt chooses an action at what somebody said last in a channel. Where the
// platform has no such actions, the person replies with the command.
func (p *player) chooseAt(ctx context.Context, s Step) error {
	at := Place{Channel: p.spoke[s.Where.Of], Of: s.Where.Of}
	if at.Channel == "" {
		return fmt.Errorf("%s said nothing in a channel yet", at.Of)
	}
	if err := known(Step{Who: s.Who, Where: at}); err != nil {
		return err
	}
	words, ok := p.stack.(Worded)
	if !ok {
		return errors.New("this bot does not tell which words it knows; see bottest.Worded")
	}
	var labels []string
	for _, w := range words.Words() {
		if w.OnMessage == (bot.Phrase{}) {
			continue
		}
		if w.OnMessage.NL != s.Option && w.OnMessage.EN != s.Option {
			labels = append(labels, fmt.Sprintf("%q", w.OnMessage.NL))
			continue
		}
		if c, ok := p.world.(Chooser); ok {
			return c.ChooseAt(ctx, s.Who, at, w)
		}
		at.Thread, p.compare.replied = true, true
		return p.world.Say(ctx, s.Who, at, strings.TrimSpace("/"+w.Command+" "+w.Word))
	}
	return fmt.Errorf("there is no action %q at messages; there are %s", s.Option, strings.Join(append(labels, "no others"), ", "))
}

// known tells whether the person and the channel of a step exist.
func known(s Step) error {
	if s.Who != "" {
		var names []string
		for _, p := range Everybody() {
			names = append(names, p.ID)
		}
		if !contains(names, s.Who) {
			return fmt.Errorf("there is nobody called %s; there are %s", s.Who, strings.Join(names, ", "))
		}
	}
	if s.Where.Of != "" && !slices.ContainsFunc(Everybody(), func(p Person) bool { return p.ID == s.Where.Of }) {
		return fmt.Errorf("there is nobody called %s", s.Where.Of)
	}
	if s.Where.Channel != "" && !contains(Channels(), s.Where.Channel) {
		return fmt.Errorf("there is no #%s; there are #%s", s.Where.Channel, strings.Join(Channels(), ", #"))
	}
	if s.Who != "" && s.Where.Channel != "" && !contains(ChannelMembers(s.Where.Channel), s.Who) {
		return fmt.Errorf("%s is not in #%s; there are %s", s.Who, s.Where.Channel, strings.Join(ChannelMembers(s.Where.Channel), ", "))
	}
	return nil
}

func contains(all []string, s string) bool {
	for _, x := range all {
		if x == s {
			return true
		}
	}
	return false
}

// most is how often something may happen at one moment, or be due in one wait,
// before the player says that it never ends.
const (
	mostAtOnce = 1000
	mostInWait = 100_000
)

// settle waits until everything that is to happen now has happened.
func (p *player) settle(ctx context.Context) error {
	for range mostAtOnce {
		if s, ok := p.world.(Settler); ok {
			if err := s.Settle(ctx); err != nil {
				return fmt.Errorf("wait for the platform: %w", err)
			}
		}
		if err := p.stack.Idle(ctx); err != nil {
			if next, ok := p.clock.Next(); ok && ctx.Err() != nil {
				return fmt.Errorf("the bot is still at work after %v; does it wait for the clock (next at %s)? %w", stepTime, next.In(Zone).Format("15:04:05.000"), err)
			}
			return fmt.Errorf("wait for the bot: %w", err)
		}
		if p.clock.Wait() {
			continue
		}
		now := p.clock.Now()
		due, ok, err := p.stack.NextDue(ctx)
		if err != nil {
			return fmt.Errorf("next job: %w", err)
		}
		if !ok || due.After(now) {
			return nil
		}
		if err := p.stack.RunDue(ctx, now); err != nil {
			return fmt.Errorf("run jobs: %w", err)
		}
	}
	return fmt.Errorf("at %s there is always one more job due", p.clock.Now().In(Zone).Format("2006-01-02 15:04:05"))
}

// until moves the clock to target from one thing that is due to the next.
func (p *player) until(ctx context.Context, target time.Time) error {
	for range mostInWait {
		if err := p.settle(ctx); err != nil {
			return err
		}
		next, ok := p.clock.Next()
		due, okDue, err := p.stack.NextDue(ctx)
		if err != nil {
			return fmt.Errorf("next job: %w", err)
		}
		if okDue && (!ok || due.Before(next)) {
			next, ok = due, true
		}
		if !ok || next.After(target) {
			p.clock.Set(target)
			return nil // settled by the caller
		}
		p.clock.Set(next)
	}
	return fmt.Errorf("more than %d things are due before %s", mostInWait, target.In(Zone).Format("2006-01-02 15:04"))
}
