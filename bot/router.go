package bot

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/rs/zerolog"
)

// AckWithin is the longest a press or a submitted form waits for its handler.
// Slack wants an acknowledgement within 3 s
// (https://docs.slack.dev/interactivity/handling-user-interaction#acknowledgment_response).
const AckWithin = 2 * time.Second

// Bounds of the router. People meet none of them in ordinary use.
const (
	handleWithin  = 30 * time.Second // the longest one handler may take
	peopleAtOnce  = 64               // lanes at work at the same time
	waitingEvents = 500              // of one person
)

// Options are what a router needs. Memory, Clock and Log are required.
type Options struct {
	Memory Memory
	Clock  Clock
	Log    zerolog.Logger
	// Home is the command that unaddressed words belong to: a mention or
	// direct message that names no other command.
	Home string
	// Lang is the language of public messages; ChannelLang overrides it per
	// channel where it returns one.
	Lang        Lang
	ChannelLang func(PlatformName, ChannelID) Lang
	// Roster says who has which role. Nobody has one when it is empty.
	Roster Roster
	// Zone is where the organisation lives; times of events are in it. Nil is UTC.
	Zone *time.Location
}

// A Router brings events to the feature that answers them and delivers the
// answers. It handles the events of one person in order and those of many
// people at once, drops what it handled before, and turns an unexpected error
// or a panic into one logged line with a reference that the person also sees.
//
// Platforms and features are added before Start and not after.
type Router struct {
	opt       Options
	routes    routes
	platforms map[PlatformName]Platform
	people    userCache
	events    *lanes // handling, a lane per person
	mail      *lanes // delivery, a lane per person
	edits     edits
	direct    underWay // events that run in the caller's goroutine
	taken     marks
	first     Locks // one first posting per keyed message at a time
	ctx       context.Context
	stop      context.CancelFunc
}

// NewRouter returns a router without platforms and features.
func NewRouter(opt Options) *Router {
	if opt.Lang == "" {
		opt.Lang = NL
	}
	if opt.Zone == nil {
		opt.Zone = time.UTC
	}
	ctx, stop := context.WithCancel(context.Background())
	r := &Router{
		opt:       opt,
		platforms: map[PlatformName]Platform{},
		ctx:       ctx,
		stop:      stop,
	}
	r.events = newLanes(peopleAtOnce, opt.Clock, r.broken)
	r.mail = newLanes(peopleAtOnce, opt.Clock, r.broken)
	r.people.clock = opt.Clock
	r.edits.init(r)
	return r
}

// AddPlatform adds a place where people talk.
func (r *Router) AddPlatform(p Platform) {
	if r.platforms[p.Name()] != nil {
		panic(fmt.Sprintf("bot: platform %q is added twice", p.Name()))
	}
	r.platforms[p.Name()] = p
}

// Start repeats the edits that a crash may have kept from being shown.
func (r *Router) Start(ctx context.Context) error {
	keys, err := r.opt.Memory.Unfinished(ctx)
	if err != nil {
		return fmt.Errorf("bot: start: %w", err)
	}
	for _, key := range keys {
		r.Refresh(key)
	}
	return nil
}

// ErrBusy is returned by Dispatch when one person has more events waiting
// than anybody types: the platform should deliver the event again later.
var ErrBusy = errors.New("too many events of one person are waiting")

// ErrClosed is returned by Dispatch after Close: the event was not taken.
var ErrClosed = errors.New("the bot is stopping")

// Dispatch takes an event; see the type Dispatch for when it returns. ctx
// bounds the wait only, never the handling: a browser that goes away does not
// take an answer back.
func (r *Router) Dispatch(ctx context.Context, e Event) (Ack, error) {
	o := e.origin()
	if o.At.IsZero() {
		o.At = r.opt.Clock.Now()
	}
	o.At = o.At.In(r.opt.Zone)
	if !r.direct.enter() {
		return Ack{}, ErrClosed
	}
	if _, timed := e.(*Due); timed || o.From.ID == "" {
		// Nobody's order to keep, and whoever scheduled it waits for the outcome.
		defer r.direct.leave()
		return Ack{}, r.handleAlone(e)
	}
	defer r.direct.leave()
	wait := &waiting{done: make(chan Ack, 1)}
	took := r.events.add(o.Person(), waitingEvents, func(bool) (bool, time.Duration) {
		r.handle(e, wait)
		return false, 0
	})
	if !took {
		return Ack{}, ErrBusy
	}
	switch e.(type) {
	case *Press, *Submit:
	default:
		return Ack{}, nil
	}
	late := time.NewTimer(AckWithin)
	defer late.Stop()
	select {
	case ack := <-wait.done:
		return ack, nil
	case <-late.C:
	case <-ctx.Done():
	}
	return wait.giveUp(), nil
}

// handle handles one event of a person, and acknowledges it.
func (r *Router) handle(e Event, wait *waiting) {
	o := e.origin()
	run := r.begin(e)
	ctx, cancel := context.WithTimeout(r.ctx, handleWithin)
	defer cancel()

	o.Mark = r.opt.Memory.Mark(string(o.Platform), kindOf(e)+o.ID)
	if !r.taken.take(o.Mark) {
		wait.tell(Ack{})
		run.outcome("repeated")
		return
	}
	defer func() {
		if p := recover(); p != nil {
			wait.tell(Ack{})
			apology := r.fault(newPanic(p), run)
			r.post(o, r.letters(e, o, Reply{Private: apology}), o.Mark)
		}
	}()
	before, err := r.opt.Memory.Handled(ctx, o.Mark)
	if err == nil && before {
		r.taken.drop(o.Mark)
		wait.tell(Ack{})
		run.outcome("repeated")
		return
	}
	var said *Reply
	if err == nil {
		r.settle(ctx, o)
		e, said, err = r.understand(ctx, e)
	}
	var reply Reply
	switch {
	case err != nil:
	case said != nil:
		reply = *said
	default:
		run.event, o = e, e.origin()
		reply, err = r.call(ctx, e, run)
	}
	r.answer(ctx, e, o, reply, err, run, wait)
}

// answer acknowledges and delivers what a handler returned.
func (r *Router) answer(ctx context.Context, e Event, o *Origin, reply Reply, err error, run *running, wait *waiting) {
	var wrong FieldErrors
	var problem *Problem
	submit, _ := e.(*Submit)
	switch {
	case err == nil:
		if submit != nil && submit.aside {
			if err := r.keep(ctx, o, nil); err != nil {
				run.err = err // asked once more: annoying, not wrong
			}
		}
		run.outcome("answered")
	case errors.As(err, &wrong) && submit != nil:
		var told bool
		if reply, told = r.wrongFields(ctx, submit, wrong, run, wait); told {
			r.taken.drop(o.Mark)
			return
		}
	case errors.As(err, &wrong):
		reply = Reply{Private: r.fault(fmt.Errorf("field errors for something that is no form: %w", err), run)}
	case errors.As(err, &problem):
		reply = Reply{Private: Say(Para{Text: problem.Say})}
		if problem.Err != nil {
			run.err = problem.Err
		}
		run.outcome("problem")
	case errors.Is(err, context.Canceled) && r.ctx.Err() != nil:
		run.outcome("stopped") // the platform delivers it again after the start
		r.taken.drop(o.Mark)
		wait.tell(Ack{Late: true})
		return
	default:
		reply = Reply{Private: r.fault(err, run)}
	}
	if submit != nil && submit.aside && err != nil && reply.Private != nil && wrong == nil {
		reply.Private = r.withQuestion(ctx, o, reply.Private)
	}
	var ls []letter
	if reply.Form != nil {
		ls = r.open(ctx, o, reply, run)
	}
	wait.tell(Ack{Lang: o.Lang, Private: reply.Private != nil && !o.directly})
	r.refresh(reply)
	r.post(o, append(ls, r.letters(e, o, reply)...), o.Mark)
}

// wrongFields keeps a form open with what is wrong with it. Where the form is
// not open any more, the person reads what is wrong, with what they typed.
// told means that the form itself shows it.
func (r *Router) wrongFields(ctx context.Context, s *Submit, wrong FieldErrors, run *running, wait *waiting) (reply Reply, told bool) {
	defer run.outcome("fields")
	asked, err := r.askAgain(ctx, s, wrong)
	switch {
	case err != nil:
		return Reply{Private: r.fault(err, run)}, false
	case asked != nil:
		return Reply{Private: asked}, false
	case wait.tell(Ack{Errors: wrong, Lang: s.Lang}):
		return Reply{}, true
	}
	why := Para{Text: textTooLate}
	for _, name := range slices.Sorted(maps.Keys(wrong)) {
		why.Items = append(why.Items, wrong[name])
	}
	typed := Para{Text: textYouFilledIn}
	for _, name := range slices.Sorted(maps.Keys(s.Values)) {
		for _, v := range s.Values[name] {
			typed.Items = append(typed.Items, Plain(v))
		}
	}
	return Reply{Private: Say(why, typed)}, false
}

// broken logs a panic that nothing else caught.
func (r *Router) broken(p any) {
	err := newPanic(p)
	var caught *panicked
	errors.As(err, &caught)
	r.opt.Log.Error().Str("reference", newReference()).Str("error", err.Error()).Str("stack", caught.stack).Msg("something was dropped")
}

// handleAlone handles an event outside any lane and waits for its delivery.
// The error is for whoever scheduled it: nothing of it was told to a person.
func (r *Router) handleAlone(e Event) (err error) {
	o := e.origin()
	run := r.begin(e)
	ctx, cancel := context.WithTimeout(r.ctx, handleWithin)
	defer cancel()
	defer func() {
		if p := recover(); p != nil {
			err = newPanic(p)
			run.err = err
			run.outcome("failed")
		}
	}()
	if o.From.ID != "" {
		r.settle(ctx, o)
	}
	reply, err := r.call(ctx, e, run)
	if err == nil && reply.Public != nil && reply.Public.Key == "" && reply.Private != nil {
		// When the second fails both are sent again, and only a key keeps the first from appearing twice.
		err = errors.New("what was scheduled says something in public without a key, and something in private")
	}
	if err == nil {
		r.refresh(reply)
		err = r.deliverNow(ctx, e, o, reply)
	}
	if err != nil {
		run.err = err
		run.outcome("failed")
		return err
	}
	run.outcome("answered")
	return nil
}

// call finds the handler and calls it. A panic is an error like any other.
func (r *Router) call(ctx context.Context, e Event, run *running) (reply Reply, err error) {
	defer func() {
		if p := recover(); p != nil {
			reply, err = Reply{}, newPanic(p)
		}
	}()
	defer func() {
		if err == nil {
			err = check(reply)
		}
	}()
	switch e := e.(type) {
	case *Command:
		route, word, rest, ok := r.routes.command(e.Name, e.Text)
		if !ok {
			return r.unknown(e), nil
		}
		run.feature = route.feature
		e.Word, e.Text = word, rest
		r.quote(ctx, e, route.words)
		reply, err = route.handle(ctx, e)
		if err == nil && reply.silent() {
			err = fmt.Errorf("%s answered /%s %s with silence", route.feature, e.Name, e.Word)
		}
		return reply, err
	case *Press:
		route, ok := r.routes.press[e.Action]
		if !ok {
			return Reply{}, &Problem{Say: textOldButton}
		}
		run.feature = route.feature
		return route.handle(ctx, e)
	case *Submit:
		route, ok := r.routes.submit[e.Action]
		if !ok {
			return Reply{}, &Problem{Say: textOldButton}
		}
		run.feature = route.feature
		return route.handle(ctx, e)
	case *Due:
		route, ok := r.routes.due[e.Kind]
		if !ok {
			return Reply{}, fmt.Errorf("no feature does %q", e.Kind)
		}
		run.feature = route.feature
		return route.handle(ctx, e)
	case *Gone:
		return Reply{}, r.gone(ctx, e, run)
	case *Visit:
		if r.routes.visit.handle == nil {
			return Reply{}, nil
		}
		run.feature = r.routes.visit.feature
		m, err := r.routes.visit.handle(ctx, e)
		return Reply{Private: m}, err
	}
	return Reply{}, fmt.Errorf("an event of type %T cannot be handled", e)
}

func kindOf(e Event) string {
	switch e.(type) {
	case *Command:
		return "command "
	case *Mention:
		return "mention "
	case *Press:
		return "press "
	case *Submit:
		return "submit "
	case *Due:
		return "due "
	case *Visit:
		return "visit "
	}
	return "gone "
}

func (r Reply) silent() bool {
	return r.Public == nil && r.Private == nil && r.Form == nil
}

// Idle waits until nothing runs. What waits for time to pass does not count.
func (r *Router) Idle(ctx context.Context) error {
	for {
		var busy <-chan struct{}
		for _, c := range []<-chan struct{}{r.direct.busy(), r.events.busy(), r.mail.busy(), r.edits.busy()} {
			if c != nil {
				busy = c
				break
			}
		}
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

// Close takes no more events and waits for what is under way: handlers,
// deliveries (what waits for a retry gets one more try) and edits. When ctx
// ends first, what is still under way is cancelled and its error returned.
func (r *Router) Close(ctx context.Context) error {
	r.direct.close()
	defer r.stop()
	err := r.Idle(ctx)
	if err == nil {
		r.mail.finish()
		r.edits.finish()
		err = r.Idle(ctx)
	}
	if err == nil {
		return nil
	}
	// What is cancelled ends soon: nothing may run on when the store closes.
	r.stop()
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), cancelWithin)
	defer cancel()
	return fmt.Errorf("bot: close: %w", errors.Join(err, r.Idle(grace)))
}

// cancelWithin is how long Close waits for what it cancelled.
const cancelWithin = 2 * time.Second
