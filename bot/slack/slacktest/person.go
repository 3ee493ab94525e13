package slacktest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// A Person is somebody at their client: what they do reaches the app as it does
// from Slack.
type Person struct {
	s        *Server
	ID, Name string
}

// Person returns somebody by their name. It panics when there is nobody.
func (s *Server) Person(name string) *Person {
	id := s.UserID(name)
	if id == "" {
		panic("slacktest: there is nobody called " + name)
	}
	return &Person{s, id, name}
}

// Say types a text into a place, in the thread of root unless that is empty,
// and returns its time. It waits until the app has acknowledged what it heard.
func (p *Person) Say(ctx context.Context, channel, root, typed string) (string, error) {
	s := p.s
	s.mu.Lock()
	ch := s.channels[channel]
	if ch == nil || !ch.sees(p.ID) || ch.Archived {
		s.mu.Unlock()
		return "", fmt.Errorf("%s cannot say anything there", p.Name)
	}
	said, runs := s.typed(typed)
	m := &Message{Channel: ch.ID, User: p.ID, Text: said, ThreadTS: root}
	m.Blocks = []obj{{"type": "rich_text", "block_id": secret()[:5], "elements": []any{obj{"type": "rich_text_section", "elements": runs}}}}
	s.post(m)
	events := s.heard(m)
	s.mu.Unlock()
	if len(events) == 0 {
		s.remember(func(context.Context) error { return nil })
		return m.TS, nil
	}
	payloads := make([]obj, len(events))
	for i, e := range events {
		payloads[i] = s.outer(e)
	}
	deliver := func(ctx context.Context, attempt int, reason string) error {
		var errs []error
		for _, x := range payloads {
			errs = append(errs, s.tryEvent(ctx, x, attempt, reason))
		}
		return errors.Join(errs...)
	}
	s.remember(func(ctx context.Context) error { return deliver(ctx, 1, "timeout") })
	return m.TS, deliver(ctx, 0, "")
}

// heard is what the app hears of what somebody said; s.mu is held.
func (s *Server) heard(m *Message) (events []obj) {
	ch := s.channels[m.Channel]
	event := s.showMessage(m, false)
	event["client_msg_id"], event["user_team"], event["source_team"] = secret()[:36], s.users[m.User].Team, s.users[m.User].Team
	if message, told := s.tell(copied(event), ch); told {
		events = append(events, message)
	}
	if !ch.IM && strings.Contains(m.Text, "<@"+s.BotUser+">") && ch.sees(s.BotUser) && s.subscribed("app_mention") {
		mention := copied(event)
		mention["type"], mention["channel"], mention["event_ts"] = "app_mention", ch.ID, m.TS
		events = append(events, mention)
	}
	return events
}

// UserToken makes a token of a person, with which a program says something in
// their name. It does nothing else.
func (s *Server) UserToken(name string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	token := "xoxp-" + secret()
	s.tokens[token] = s.named(name).ID
	return token
}

// postAs posts in the name of a person.
func postAs(c *call) {
	s, ch := c.s, c.s.channels[c.args["channel"]]
	if ch == nil || !ch.sees(c.as) {
		c.fail("channel_not_found")
		return
	}
	m := &Message{Channel: ch.ID, User: c.as, Text: c.args["text"], ThreadTS: c.args["thread_ts"]}
	s.post(m)
	for _, e := range s.heard(m) {
		s.background(func() { s.sendEvent(s.ended, e) })
	}
	c.out["channel"], c.out["ts"] = ch.ID, m.TS
	c.out["message"] = s.showMessage(m, false)
}

// Slash types a slash command. There are none in threads.
func (p *Person) Slash(ctx context.Context, channel, typed string) error {
	s := p.s
	name, rest, _ := strings.Cut(strings.TrimPrefix(typed, "/"), " ")
	s.mu.Lock()
	ch, u := s.channels[channel], s.users[p.ID]
	switch {
	case ch == nil || !ch.sees(p.ID) || ch.Archived:
		s.mu.Unlock()
		return fmt.Errorf("%s cannot say anything there", p.Name)
	case !slices.Contains(s.opt.Commands, name):
		s.mu.Unlock()
		return fmt.Errorf("/%s is not a valid command", name)
	case !slices.Contains(s.opt.Scopes, "commands"):
		s.mu.Unlock()
		return fmt.Errorf("the app may have no slash commands")
	}
	text, _ := s.typed(rest)
	kind := ch.Name
	if ch.IM {
		kind = "directmessage"
	} else if ch.Private {
		kind = "privategroup"
	}
	payload := obj{
		"token": "verification", "team_id": s.TeamID, "team_domain": "rijk", "channel_id": ch.ID, "channel_name": kind, "user_id": p.ID, "user_name": u.Name,
		"command": "/" + name, "text": text, "api_app_id": s.AppID, "is_enterprise_install": "false", "response_url": s.returnURL(ch.ID, p.ID, nil), "trigger_id": s.trigger(p.ID, false),
	}
	if s.opt.Enterprise != "" {
		payload["enterprise_id"], payload["enterprise_name"] = s.opt.Enterprise, "Rijk"
	}
	s.mu.Unlock()
	do := func(ctx context.Context) error {
		ack, err := s.deliver(ctx, kindCommand, payload, 0, "")
		if err != nil {
			return fmt.Errorf("/%s failed with the error \"dispatch_failed\": %w", name, err)
		}
		if len(ack) > 0 && string(ack) != "{}" {
			return s.returned(ch.ID, p.ID, nil, ack)
		}
		return nil
	}
	s.remember(do)
	return do(ctx)
}

// OpenHome opens the tab "home" or "messages" of the app.
func (p *Person) OpenHome(ctx context.Context, tab string) error {
	s := p.s
	s.mu.Lock()
	if tab == "home" && s.opt.NoHome || !s.subscribed("app_home_opened") {
		s.mu.Unlock()
		return nil
	}
	event := obj{"type": "app_home_opened", "user": p.ID, "channel": s.direct(p.ID).ID, "tab": tab, "event_ts": s.ts()}
	if v := s.homes[p.ID]; v != nil && tab == "home" {
		event["view"] = s.showView(v, true)
	}
	s.mu.Unlock()
	return s.SendEvent(ctx, event)
}

// Delete deletes a message.
func (p *Person) Delete(_ context.Context, channel, ts string) error {
	return p.s.DeleteMessage(channel, ts)
}

// Sees returns the messages this person sees, the oldest first.
func (p *Person) Sees() []Message {
	s := p.s
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Message
	for _, ch := range s.channels {
		if !ch.sees(p.ID) {
			continue
		}
		for _, m := range ch.messages {
			if !m.Gone && (m.Ephemeral == "" || m.Ephemeral == p.ID) {
				out = append(out, *m)
			}
		}
	}
	slices.SortFunc(out, func(a, b Message) int { return strings.Compare(a.TS, b.TS) })
	return out
}

// find goes through what this person can use, the newest message first, until
// is says that it is it.
func (p *Person) find(is func(block, element obj) bool) (m Message, block, element obj, found bool) {
	for _, m := range slices.Backward(p.Sees()) {
		if !m.Bot {
			continue
		}
		for _, b := range m.Blocks {
			for _, e := range elements(b) {
				if is(b, e) {
					return m, b, e, true
				}
			}
		}
	}
	return Message{}, nil, nil, false
}

// Press presses the button with this label on the newest message that has one.
func (p *Person) Press(ctx context.Context, label string) error {
	m, b, e, ok := p.find(func(_, e obj) bool {
		return text(e["type"]) == "button" && Same(label, text(object(e["text"])["text"]))
	})
	if !ok {
		return fmt.Errorf("%s sees no button %q", p.Name, label)
	}
	return p.Act(ctx, m, b, e, nil)
}

// Choose chooses from the menu with this label on the newest message that has
// one; an empty label is any menu.
func (p *Person) Choose(ctx context.Context, menu, option string) error {
	called := func(e obj) bool {
		return text(e["type"]) == "static_select" && (menu == "" || Same(menu, text(object(e["placeholder"])["text"])))
	}
	m, b, e, ok := p.find(func(_, e obj) bool { return called(e) })
	if !ok {
		return fmt.Errorf("%s sees no menu %q", p.Name, menu)
	}
	menus := 0
	for _, b := range m.Blocks {
		for _, e := range elements(b) {
			if called(e) {
				menus++
			}
		}
	}
	if menu == "" && menus > 1 {
		return errors.New("the message has several menus; say which one")
	}
	for _, o := range objects(e["options"]) {
		if Same(option, text(object(o["text"])["text"])) {
			return p.Act(ctx, m, b, e, o)
		}
	}
	return fmt.Errorf("the menu %q has no option %q", menu, option)
}

// Act uses an element of a message, with what was chosen when it is a menu.
func (p *Person) Act(ctx context.Context, m Message, block, element, chosen map[string]any) error {
	s := p.s
	s.mu.Lock()
	ch := s.channels[m.Channel]
	container := obj{"type": "message", "message_ts": m.TS, "channel_id": ch.ID, "is_ephemeral": m.Ephemeral != ""}
	if m.ThreadTS != "" {
		container["thread_ts"] = m.ThreadTS
	}
	name := ch.Name
	if ch.IM {
		name = "directmessage"
	}
	payload := s.interaction("block_actions", p)
	payload["container"], payload["channel"] = container, obj{"id": ch.ID, "name": name}
	payload["state"] = obj{"values": obj{}}
	payload["response_url"] = s.returnURL(ch.ID, p.ID, &m)
	payload["actions"] = []obj{s.action(block, element, chosen)}
	payload["trigger_id"] = s.trigger(p.ID, false)
	if m.Ephemeral == "" { // of what only one person sees, Slack keeps nothing
		payload["message"] = s.showMessage(&m, false)
	}
	s.mu.Unlock()
	return s.interact(ctx, payload)
}

// ActHome uses an element of the Home tab.
func (p *Person) ActHome(ctx context.Context, block, element, chosen map[string]any) error {
	s := p.s
	s.mu.Lock()
	v := s.homes[p.ID]
	if v == nil {
		s.mu.Unlock()
		return errors.New("the Home tab shows nothing")
	}
	payload := s.interaction("block_actions", p)
	payload["container"], payload["view"] = obj{"type": "view", "view_id": v.ID}, s.showView(v, true)
	payload["actions"] = []obj{s.action(block, element, chosen)}
	payload["trigger_id"] = s.trigger(p.ID, false)
	s.mu.Unlock()
	return s.interact(ctx, payload)
}

// PressHome presses a button of the Home tab.
func (p *Person) PressHome(ctx context.Context, label string) error {
	v := p.s.Home(p.Name)
	if v == nil {
		return errors.New("the Home tab shows nothing")
	}
	for _, b := range v.Blocks() {
		for _, e := range elements(b) {
			if text(e["type"]) == "button" && Same(label, text(object(e["text"])["text"])) {
				return p.ActHome(ctx, b, e, nil)
			}
		}
	}
	return fmt.Errorf("the Home tab has no button %q", label)
}

// interaction is what every payload of an interaction holds; s.mu is held.
func (s *Server) interaction(kind string, p *Person) obj {
	out := obj{
		"type": kind, "token": "verification", "api_app_id": s.AppID, "is_enterprise_install": false, "enterprise": nil,
		"team": obj{"id": s.TeamID, "domain": "rijk"},
		"user": obj{"id": p.ID, "username": p.Name, "name": p.Name, "team_id": s.users[p.ID].Team},
	}
	if s.opt.Enterprise != "" {
		out["enterprise"] = obj{"id": s.opt.Enterprise, "name": "Rijk"}
	}
	return out
}

func (s *Server) action(block, element, chosen obj) obj {
	a := obj{"type": element["type"], "action_id": element["action_id"], "block_id": block["block_id"], "action_ts": s.ts()}
	for _, k := range []string{"text", "value", "style", "placeholder"} {
		if element[k] != nil {
			a[k] = element[k]
		}
	}
	if chosen != nil {
		a["selected_option"] = chosen
	}
	return a
}

// interact delivers an interaction. There is no second try: the person sees a
// warning sign beside what they pressed.
func (s *Server) interact(ctx context.Context, payload obj) error {
	do := func(ctx context.Context) error {
		ack, err := s.deliver(ctx, kindInteractive, payload, 0, "")
		if err == nil && len(ack) > 0 && string(ack) != "{}" {
			s.mu.Lock()
			s.broke("the acknowledgement of a press holds something")
			s.mu.Unlock()
		}
		return err
	}
	s.remember(do)
	return do(ctx)
}
