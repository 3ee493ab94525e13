package world

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"wegwijs/bot/bottest"
	"wegwijs/bot/slack/slacktest"
)

// Seen returns what appeared or changed on people's screens.
func (w *World) Seen(ctx context.Context) ([]bottest.Seen, error) {
	if err := w.look(ctx); err != nil {
		return nil, err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	seen, broken := w.seen, w.broken
	w.seen, w.broken = nil, nil
	return seen, errors.Join(append(broken, w.server.Broken()...)...)
}

// look reads all screens.
func (w *World) look(ctx context.Context) error {
	if err := w.server.Settle(ctx); err != nil {
		return err
	}
	changes := w.server.Changes()
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, c := range completed(changes) {
		x, ok, err := w.read(c)
		if err != nil {
			w.broken = append(w.broken, err)
		}
		if !ok {
			continue
		}
		if x.What == bottest.Posted {
			asked, refused := w.interviews.Asked(x)
			if refused != nil {
				x = *refused
			} else if asked {
				continue
			}
		}
		w.seen = append(w.seen, x)
	}
	return nil
}

// completed leaves out the first half of what is said in two: Slack takes the
// files of a message only when the message is there.
func completed(all []slacktest.Change) []slacktest.Change {
	var out []slacktest.Change
	for i, c := range all {
		next := slices.IndexFunc(all[i+1:], func(n slacktest.Change) bool {
			return c.Message != nil && n.Message != nil && n.What == "edited" && n.Message.Channel == c.Message.Channel && n.Message.TS == c.Message.TS
		})
		if next >= 0 && c.What != "deleted" {
			if n := &all[i+1+next]; len(n.Message.Files) > len(c.Message.Files) && sameBlocks(c.Message, n.Message) {
				n.What = c.What
				continue
			}
		}
		out = append(out, c)
	}
	return out
}

// sameBlocks tells whether two messages say the same, but for names Slack gives.
func sameBlocks(a, b *slacktest.Message) bool {
	x, errX := readBlocks(a.Blocks)
	y, errY := readBlocks(b.Blocks)
	return errX == nil && errY == nil && reflect.DeepEqual(x, y)
}

// read turns a change into what a person sees, if it is new; w.mu is held.
func (w *World) read(c slacktest.Change) (x bottest.Seen, ok bool, err error) {
	switch c.What {
	case "view":
		x, err = seenForm(c.By[0], c.View)
		return x, err == nil, err
	case "updated", "home", "deleted":
		return x, false, nil
	}
	m := c.Message
	x = bottest.Seen{What: bottest.Posted, Place: bottest.Place{Thread: m.ThreadTS != "" && m.ThreadTS != m.TS}}
	for _, name := range bottest.Channels() {
		if w.server.ChannelID(name) == m.Channel {
			x.Place.Channel = name
		}
	}
	switch direct := x.Place.Channel == ""; {
	case direct || m.Ephemeral != "":
		if len(c.By) != 1 {
			return x, true, fmt.Errorf("a message for one person is seen by %v", c.By)
		}
		x.To = c.By[0]
	case len(c.By) != len(bottest.ChannelMembers(x.Place.Channel)):
		return x, true, fmt.Errorf("a message for everybody is seen by %v only", c.By)
	}
	if x.Blocks, err = w.blocks(m); err != nil {
		return x, true, err
	}
	data, err := json.Marshal(x.Blocks)
	if err != nil {
		return x, true, err
	}
	id := m.Channel + "/" + m.TS
	was, before := w.known[id]
	w.known[id] = string(data)
	if c.What == "edited" {
		x.What = bottest.Edited
	}
	return x, !before || was != string(data), nil
}

// blocks reads a message: its blocks, or its text when it has none, and its
// files where the words tell of them.
func (w *World) blocks(m *slacktest.Message) ([]bottest.SeenBlock, error) {
	raw := m.Blocks
	if len(raw) == 0 && m.Text != "" {
		raw = []obj{{"type": "section", "text": obj{"type": "mrkdwn", "text": m.Text, "verbatim": true}}}
	}
	blocks, err := readBlocks(raw)
	if err != nil {
		return nil, err
	}
	n := 0
	for i, b := range blocks {
		switch name, is := strings.CutPrefix(b.Text, "📎 *"); {
		case b.Kind == "picture" && b.Hint != "":
			f := w.server.File(b.Hint)
			if f == nil {
				return nil, errors.New("a picture is not there")
			}
			blocks[i].Hint, blocks[i].Data = "", f.Data
		case b.Kind == "para" && is && n < len(m.Files):
			f := m.Files[n]
			if !slacktest.Same(strings.TrimSuffix(name, "*"), f.Name) {
				return nil, fmt.Errorf("the words tell of a file %q, it is called %q", name, f.Name)
			}
			blocks[i] = bottest.SeenBlock{Kind: "file", Text: f.Name, Data: f.Data}
			n++
		}
	}
	for _, f := range m.Files[n:] { // a file the words do not tell of
		blocks = append(blocks, bottest.SeenBlock{Kind: "file", Text: f.Name, Data: f.Data})
	}
	return blocks, nil
}

// Home returns what somebody's Home tab shows.
func (w *World) Home(who string) ([]bottest.SeenBlock, error) {
	v := w.server.Home(who)
	if v == nil {
		return nil, fmt.Errorf("the Home tab of %s shows nothing", who)
	}
	return readBlocks(v.Blocks())
}
