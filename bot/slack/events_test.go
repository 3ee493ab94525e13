package slack

import (
	"encoding/json"
	"fmt"
	"maps"
	"testing"

	"wegwijs/bot"
)

// with is an event with some of its parts changed; nil takes one out.
func with(base map[string]any, change map[string]any) map[string]any {
	out := maps.Clone(base)
	for k, v := range change {
		if v == nil {
			delete(out, k)
		} else {
			out[k] = v
		}
	}
	return out
}

func TestEvents(t *testing.T) {
	t.Parallel()
	w := newWire(t)
	e := w.listen(nil).run()
	k := w.next()
	dm := map[string]any{"type": "message", "channel_type": "im", "channel": wireDM, "user": wireAnn, "text": "hallo", "ts": "1764.000001"}
	mention := map[string]any{"type": "app_mention", "channel": wireRoom, "user": wireAnn, "text": "<@UBOT0> hallo", "ts": "1764.000002", "team": "T0"}
	mine := map[string]any{"user": wireBot, "bot_id": "B0BOT", "ts": "1764.000003", "text": "vertrouwelijk"}
	gone := map[string]any{"type": "message", "subtype": "message_deleted", "channel": wireRoom, "channel_type": "channel", "deleted_ts": "1764.000003", "ts": "1764.000009", "hidden": true, "previous_message": mine}
	for _, c := range []struct {
		name string
		sent map[string]any
		want string // as heard says it; empty: nothing
	}{
		{"a direct message", dm, "hallo"},
		{"a direct message with a mention", with(dm, map[string]any{"text": "<@UBOT0>: hallo"}), "hallo"},
		{"a file with words", with(dm, map[string]any{"subtype": "file_share"}), "hallo"},
		{"an answer also sent to the channel", with(dm, map[string]any{"subtype": "thread_broadcast"}), "hallo"},
		{"a person of an Enterprise Grid", with(dm, map[string]any{"user": "W0ANN"}), "hallo"},
		{"without channel_type", with(dm, map[string]any{"channel_type": nil}), "hallo"},
		{"a mention", mention, "hallo"},
		{"a mention in a group of people", with(mention, map[string]any{"channel": "G0GROEP"}), "hallo"},
		{"emoji", with(dm, map[string]any{"text": "ja :grinning:", "blocks": []any{map[string]any{"type": "rich_text", "elements": []any{map[string]any{"type": "emoji", "name": "grinning", "unicode": "1f600"}}}}}), "ja 😀"},
		{"our own message", with(dm, map[string]any{"user": wireBot}), ""},
		{"a program", with(dm, map[string]any{"bot_id": "B0ANDER"}), ""},
		{"a program that mentions us", with(mention, map[string]any{"bot_id": "B0ANDER"}), ""},
		{"Slackbot", with(dm, map[string]any{"user": slackbot}), ""},
		{"nobody", with(dm, map[string]any{"user": nil}), ""},
		{"a message that was changed", with(dm, map[string]any{"subtype": "message_changed", "message": map[string]any{"user": wireAnn, "ts": "1"}, "previous_message": map[string]any{"user": wireAnn, "ts": "1"}}), ""},
		{"our own edit", with(dm, map[string]any{"subtype": "message_changed", "message": mine, "previous_message": mine}), ""},
		{"somebody joins", with(dm, map[string]any{"subtype": "channel_join"}), ""},
		{"a message of a program", with(dm, map[string]any{"subtype": "bot_message"}), ""},
		{"hidden", with(dm, map[string]any{"hidden": true}), ""},
		{"a message in a channel", with(dm, map[string]any{"channel": wireRoom, "channel_type": "channel"}), ""},
		{"a message in a channel with a mention comes as app_mention too", with(mention, map[string]any{"type": "message", "channel_type": "channel"}), ""},
		{"a message without a time", with(dm, map[string]any{"ts": nil}), ""},
		{"somebody joins a channel", map[string]any{"type": "member_joined_channel", "user": wireBot, "channel": wireRoom}, ""},
		{"a profile", map[string]any{"type": "user_change", "user": map[string]any{"id": wireAnn}}, ""},
		{"a message of ours is deleted", gone, "gone C0ROOM/1764.000003"},
		{"by the id of a bot", with(gone, map[string]any{"previous_message": map[string]any{"bot_id": "B0BOT", "ts": "1764.000003"}}), "gone C0ROOM/1764.000003"},
		{"a tombstone in its place", with(gone, map[string]any{"subtype": "message_changed", "deleted_ts": nil, "message": map[string]any{"subtype": "tombstone", "user": slackbot, "ts": "1764.000003"}}), "gone C0ROOM/1764.000003"},
		{"somebody else's message is deleted", with(gone, map[string]any{"previous_message": map[string]any{"user": wireAnn, "ts": "1764.000003"}}), ""},
		{"a message nobody knows is deleted", with(gone, map[string]any{"previous_message": nil}), ""},
		{"the Home tab", map[string]any{"type": "app_home_opened", "user": wireAnn, "tab": "home", "channel": wireDM}, "visit U0ANN"},
		{"the Messages tab", map[string]any{"type": "app_home_opened", "user": wireAnn, "tab": "messages", "channel": wireDM}, ""},
		{"the app is removed", map[string]any{"type": "app_uninstalled"}, ""},
		{"the agent view", map[string]any{"type": "assistant_thread_started", "assistant_thread": map[string]any{"user_id": wireAnn}}, ""},
	} {
		k.send(c.name, kindEvents, event(1, c.sent))
		k.acked(c.name)
		select {
		case x := <-e.events:
			e.events <- x
			if got := e.heard(); got != c.want {
				t.Errorf("%s: heard %q, want %q", c.name, got, c.want)
			}
		default:
			if c.want != "" {
				t.Errorf("%s: nothing was heard, want %q", c.name, c.want)
			}
		}
	}
}

func TestWhereItWasSaid(t *testing.T) {
	t.Parallel()
	w := newWire(t)
	e := w.listen(nil).run()
	k := w.next()
	ask := func(inner map[string]any) *bot.Mention {
		t.Helper()
		k.send("1", kindEvents, event(1, inner))
		k.acked("1")
		m, ok := e.next().(*bot.Mention)
		if !ok {
			t.Fatal("heard no mention")
		}
		return m
	}
	m := ask(map[string]any{"type": "app_mention", "channel": wireRoom, "user": wireAnn, "text": "<@UBOT0> hallo", "ts": "1764.000002"})
	if m.ID != "C0ROOM/1764.000002" || m.Message != "C0ROOM/1764.000002" || m.Channel != wireRoom || m.Thread != "" || m.Direct || m.From.ID != wireAnn || m.From.Guest || m.Platform != "slack" || m.At.IsZero() {
		t.Errorf("a mention arrived as %+v", m.Origin)
	}
	m = ask(map[string]any{"type": "app_mention", "channel": wireRoom, "user": wireAnn, "text": "<@UBOT0> hallo", "ts": "1764.000003", "thread_ts": "1764.000002"})
	if m.Thread != "C0ROOM/1764.000002" || m.Message != "C0ROOM/1764.000003" {
		t.Errorf("a mention in a thread arrived as %+v", m.Origin)
	}
	m = ask(map[string]any{"type": "app_mention", "channel": wireRoom, "user": wireAnn, "text": "<@UBOT0> hallo", "ts": "1764.000002", "thread_ts": "1764.000002"})
	if m.Thread != "" {
		t.Errorf("the root of a thread arrived as %+v", m.Origin)
	}
	// Each conversation of the agent view is a thread.
	m = ask(map[string]any{"type": "message", "channel_type": "im", "channel": wireDM, "user": wireAnn, "text": "hallo", "ts": "1764.000005", "thread_ts": "1764.000004"})
	if !m.Direct || m.Thread != "D0ANN/1764.000004" || m.Channel != wireDM {
		t.Errorf("a direct message in a thread arrived as %+v", m.Origin)
	}
	if id, err := e.people.direct(t.Context(), wireAnn); err != nil || id != wireDM {
		t.Errorf("the direct conversation is %q, %v", id, err)
	}
	for _, call := range w.calls {
		if call == "conversations.open" {
			t.Error("Slack was asked for a conversation that somebody began")
		}
	}
}

// In an Enterprise Grid the same bot has an id per workspace, and people may
// be known by a W.
func TestEnterpriseGrid(t *testing.T) {
	t.Parallel()
	w := newWire(t)
	w.grid = true
	e := w.listen(nil).run()
	k := w.next()
	ev := event(1, map[string]any{"type": "app_mention", "channel": wireRoom, "user": "W0ANN", "text": "<@W0BOT> hallo", "ts": "1764.000002", "team": "T0ANDER", "user_team": "E0"})
	ev["enterprise_id"], ev["is_enterprise_install"], ev["is_ext_shared_channel"] = "E0", true, true
	ev["authorizations"] = []any{map[string]any{"enterprise_id": "E0", "team_id": "T0ANDER", "user_id": "W0BOT", "is_bot": true, "is_enterprise_install": true}}
	k.send("1", kindEvents, ev)
	k.acked("1")
	m, ok := e.next().(*bot.Mention)
	if !ok || m.Text != "hallo" || m.From.ID != "W0ANN" {
		t.Errorf("arrived as %+v", m)
	}
	if m.From.Guest {
		t.Error("a colleague in another workspace of the organisation is a guest")
	}
	if !e.shared.is(wireRoom) {
		t.Error("the channel is not known to be shared with others")
	}
	// What we said ourselves under that id is not for us.
	ev["event"] = map[string]any{"type": "app_mention", "channel": wireRoom, "user": "W0BOT", "text": "<@W0BOT> hallo", "ts": "1764.000003"}
	k.send("2", kindEvents, ev)
	k.acked("2")
	e.silence()
}

// Whoever is of another organisation is a guest from their first word on, also
// while Slack does not tell who they are.
func TestPeopleOfOtherOrganisations(t *testing.T) {
	t.Parallel()
	w := newWire(t)
	e := w.listen(nil).run()
	k := w.next()
	for i, c := range []struct {
		shared bool
		team   string
		guest  bool
	}{{true, "T0BUITEN", true}, {true, "T0", false}, {true, "", false}, {false, "T0", false}} {
		ev := event(i, map[string]any{"type": "app_mention", "channel": fmt.Sprint("C", i), "user": wireAnn, "text": "<@UBOT0> hallo", "ts": "1764.000002", "team": c.team})
		ev["is_ext_shared_channel"] = c.shared
		k.send("1", kindEvents, ev)
		k.acked("1")
		if m := e.next().(*bot.Mention); m.From.Guest != c.guest {
			t.Errorf("%+v: a guest: %v", c, m.From.Guest)
		}
		if got := e.shared.is(fmt.Sprint("C", i)); got != c.shared {
			t.Errorf("%+v: shared: %v", c, got)
		}
	}
}

// Whatever Slack or somebody in its place sends, nothing breaks, and what is
// logged about it holds nothing of it.
func FuzzDeliveries(f *testing.F) {
	for _, v := range []any{
		direct(1, "hallo <@U2>"), pressed1("T1", "a"), typedCommand("T1", "x", wireRoom, "algemeen"),
		map[string]any{"type": "view_submission", "user": map[string]any{"id": wireAnn}, "view": map[string]any{"blocks": []any{}, "state": map[string]any{}}},
		event(1, map[string]any{"type": "message", "subtype": "message_deleted", "previous_message": map[string]any{"user": wireBot}, "deleted_ts": "1", "channel": "C"}),
		event(1, map[string]any{"type": "app_home_opened", "tab": "home", "user": "U"}),
	} {
		data, err := json.Marshal(v)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	w := newWire(f)
	e := w.listen(nil)
	e.self = &self{User: wireBot, Bot: "B0BOT", Team: "T0"}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, kind := range []string{kindEvents, kindCommand, kindInteractive} {
			if j, err := e.in.read(kind, data); err == nil && j != nil && j.who == "" {
				t.Error("a delivery of nobody")
			}
		}
		challengeIn(data)
		for _, kind := range []string{kindCommand, kindInteractive} {
			payloadOf(kind, data)
		}
	})
}
