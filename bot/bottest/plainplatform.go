package bottest

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"wegwijs/bot"
)

// plainPlatform is the adapter of the plain world, from one start to the next.
type plainPlatform struct {
	w       *Plain
	started chan struct{}
	running bool
	ended   bool // restarted since: its time is over
	do      bot.Dispatch
}

func (p *plainPlatform) Name() bot.PlatformName { return PlainName }

func (p *plainPlatform) Run(ctx context.Context, do bot.Dispatch) error {
	p.w.mu.Lock()
	if p.do != nil || p.ended {
		p.w.mu.Unlock()
		return errors.New("plain: an adapter runs once")
	}
	p.do, p.running = do, true
	close(p.started)
	p.w.mu.Unlock()
	<-ctx.Done()
	p.w.mu.Lock()
	defer p.w.mu.Unlock()
	p.running = false
	return nil
}

// begin checks what holds for every call that shows something; w.mu is held.
func (p *plainPlatform) begin(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if p.ended {
		err := errors.New("the bot uses an adapter after it has ended")
		p.w.broken = append(p.w.broken, err)
		return &bot.SendError{Reason: bot.NoAccess, Err: err}
	}
	if f := &p.w.fail; f.times > 0 {
		f.times--
		return &bot.SendError{Reason: f.reason, RetryAfter: f.retry, Err: errors.New("the transcript said so")}
	}
	return nil
}

// refuse is for a promise the bot broke; w.mu is held.
func (p *plainPlatform) refuse(err error) error {
	err = fmt.Errorf("the bot broke a promise to the platform: %w", err)
	p.w.broken = append(p.w.broken, err)
	return &bot.SendError{Reason: bot.Invalid, Err: err}
}

func notFound(format string, args ...any) error {
	return &bot.SendError{Reason: bot.NotFound, Err: fmt.Errorf(format, args...)}
}

// address finds the place; w.mu is held.
func (p *plainPlatform) address(to bot.Address) (*plainMessage, error) {
	m := &plainMessage{ours: true, thread: to.Thread}
	if to.Platform != PlainName {
		return nil, p.refuse(fmt.Errorf("an address on platform %q", to.Platform))
	}
	if to.Lang != bot.NL && to.Lang != bot.EN {
		return nil, p.refuse(fmt.Errorf("an address in the language %q", to.Lang))
	}
	if to.User != "" {
		if _, ok := person(string(to.User)); !ok {
			return nil, notFound("plain: no such person")
		}
		m.with = string(to.User)
	}
	switch id := string(to.Channel); {
	case id == "" && to.User == "":
		return nil, p.refuse(errors.New("an address without a channel and without a person"))
	case id == "":
	case strings.HasPrefix(id, directPrefix):
		who := strings.TrimPrefix(id, directPrefix)
		if _, ok := person(who); !ok {
			return nil, notFound("plain: no such channel")
		}
		if m.with != "" && m.with != who {
			return nil, p.refuse(errors.New("an address in the direct conversation of somebody else"))
		}
		m.with = who
	default:
		m.channel = strings.TrimPrefix(id, channelPrefix)
		if !strings.HasPrefix(id, channelPrefix) || !slices.Contains(Channels(), m.channel) {
			return nil, notFound("plain: no such channel")
		}
		if m.with == "" && !BotIsIn(m.channel) {
			return nil, &bot.SendError{Reason: bot.Forbidden, Err: errors.New("plain: the bot is not in this channel")}
		}
		if m.with == "" && p.w.archived[m.channel] {
			return nil, &bot.SendError{Reason: bot.Forbidden, Err: errors.New("plain: the channel is archived")}
		}
		if m.with != "" && !slices.Contains(ChannelMembers(m.channel), m.with) {
			m.channel = "" // they would not see it there
		}
	}
	if to.Thread != "" {
		root := p.w.byID(to.Thread)
		if root == nil {
			return nil, notFound("plain: no such thread")
		}
		if root.channel != m.channel || root.thread != "" || root.with != "" && root.with != m.with {
			return nil, p.refuse(errors.New("a thread that is not in this place, or not the root of one"))
		}
	}
	return m, nil
}

func (w *Plain) byID(id bot.MessageID) *plainMessage {
	return w.newest(func(m *plainMessage) bool { return m.id == id })
}

func (m *plainMessage) place() Place {
	return Place{Channel: m.channel, Thread: m.thread != ""}
}

func (p *plainPlatform) Send(ctx context.Context, to bot.Address, msg *bot.Message) (bot.MessageID, error) {
	w := p.w
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := p.begin(ctx); err != nil {
		return "", err
	}
	m, err := p.address(to)
	if err != nil {
		return "", err
	}
	r := &renderer{lang: to.Lang}
	m.shown = r.message(msg)
	if msg != nil && msg.Key != "" && to.Once == "" {
		r.wrong("message %q has a key and its address no Once", msg.Key)
	}
	if err := r.err(); err != nil {
		return "", p.refuse(err)
	}
	if first := w.once[to.Once]; to.Once != "" && first != nil {
		if first.channel != m.channel || first.with != m.with || first.thread != m.thread {
			return "", p.refuse(fmt.Errorf("one Once for two places, %v and %v", first.place(), m.place()))
		}
		return first.id, nil
	}
	m.id = bot.MessageID(w.next("m"))
	w.messages = append(w.messages, m)
	if to.Once != "" {
		w.once[to.Once] = m
	}
	s := Seen{What: Posted, Place: m.place(), To: m.with, Blocks: m.shown.blocks}
	switch asked, refused := w.interviews.Asked(s); {
	case refused != nil:
		w.seen = append(w.seen, *refused)
	case !asked:
		w.seen = append(w.seen, s)
	}
	return m.id, nil
}

func (p *plainPlatform) Edit(ctx context.Context, to bot.Address, id bot.MessageID, msg *bot.Message) error {
	w := p.w
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := p.begin(ctx); err != nil {
		return err
	}
	now, err := p.address(to)
	if err != nil {
		return err
	}
	r := &renderer{lang: to.Lang}
	now.shown = r.message(msg)
	if err := r.err(); err != nil {
		return p.refuse(err)
	}
	m := w.byID(id)
	if m == nil {
		return notFound("plain: no such message")
	}
	if !m.ours || m.channel != now.channel || m.with != now.with {
		return p.refuse(errors.New("an edit of a message that is not ours, or in another place"))
	}
	if reflect.DeepEqual(m.shown, now.shown) {
		return nil
	}
	changed := !reflect.DeepEqual(m.shown.blocks, now.shown.blocks)
	m.shown = now.shown
	if changed {
		w.seen = append(w.seen, Seen{What: Edited, Place: m.place(), To: m.with, Blocks: m.shown.blocks})
	}
	return nil
}

// Said returns what a person said in a channel; see bot.Reader.
func (p *plainPlatform) Said(ctx context.Context, channel bot.ChannelID, id bot.MessageID) (string, bot.UserID, error) {
	if err := ctx.Err(); err != nil {
		return "", "", err
	}
	name, ok := strings.CutPrefix(string(channel), channelPrefix)
	if !ok || !BotIsIn(name) {
		return "", "", notFound("plain: no channel that can be read")
	}
	p.w.mu.Lock()
	defer p.w.mu.Unlock()
	m := p.w.byID(id)
	if m == nil || m.ours || m.with != "" || m.channel != name {
		return "", "", notFound("plain: no such message")
	}
	return m.text, bot.UserID(m.by), nil
}

func (p *plainPlatform) User(ctx context.Context, id bot.UserID) (bot.User, error) {
	if err := ctx.Err(); err != nil {
		return bot.User{}, err
	}
	if id == "wegwijs" {
		return bot.User{ID: id, Name: "Wegwijs (chatbot)", Handle: "wegwijs", Bot: true}, nil
	}
	if who, ok := person(string(id)); ok {
		return userOf(who), nil
	}
	return bot.User{}, notFound("plain: no such person")
}

func (p *plainPlatform) Members(ctx context.Context, channel bot.ChannelID) (bot.Members, error) {
	if err := ctx.Err(); err != nil {
		return bot.Members{}, err
	}
	name, ok := strings.CutPrefix(string(channel), channelPrefix)
	if !ok || !slices.Contains(Channels(), name) {
		return bot.Members{}, notFound("plain: no such channel")
	}
	var m bot.Members
	if !BotIsIn(name) {
		return bot.Members{}, &bot.SendError{Reason: bot.Forbidden, Err: errors.New("plain: the bot is not in this channel")}
	}
	for _, id := range ChannelMembers(name) {
		who, _ := person(id)
		m.Users = append(m.Users, bot.UserID(id))
		if who.Guest {
			m.Guests++
		}
	}
	return m, nil
}

func (p *plainPlatform) Find(ctx context.Context, name string) (bot.User, error) {
	for _, who := range Everybody() {
		if strings.EqualFold(name, who.ID) || strings.EqualFold(name, who.Email) {
			return p.User(ctx, bot.UserID(who.ID))
		}
	}
	if err := ctx.Err(); err != nil {
		return bot.User{}, err
	}
	return bot.User{}, notFound("plain: no such person")
}
