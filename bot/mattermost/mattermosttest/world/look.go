package world

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"sort"
	"strings"
	"sync"

	"github.com/mattermost/mattermost/server/public/model"

	"wegwijs/bot/bottest"
	"wegwijs/bot/mattermost/mattermosttest"
)

// A sight is a change on somebody's screen.
type sight struct {
	mattermosttest.Change
	key float64 // when; a dialog is behind what came before it
	by  []string
}

// Seen returns what appeared or changed on people's screens.
func (w *World) Seen(ctx context.Context) ([]bottest.Seen, error) {
	if err := w.look(ctx); err != nil {
		return nil, err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	seen, broken := w.seen, w.broken
	w.seen, w.broken = nil, nil
	if w.site.Fake != nil {
		broken = append(broken, w.site.Fake.Broken()...)
	}
	return seen, errors.Join(broken...)
}

// look reads all screens.
func (w *World) look(ctx context.Context) error {
	if w.site.Fake == nil {
		if err := pause(ctx, w.patience); err != nil {
			return err
		}
	}
	all, err := w.sights(ctx)
	if err != nil {
		return err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, s := range all {
		x, ok, err := w.read(ctx, s)
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

// sights looks at all screens and puts what is the same together.
func (w *World) sights(ctx context.Context) ([]*sight, error) {
	changes := map[string][]mattermosttest.Change{}
	var mu sync.Mutex
	var errs []error
	var all sync.WaitGroup
	for who, p := range w.site.People {
		all.Go(func() {
			c, err := p.Changes(ctx)
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				errs = append(errs, fmt.Errorf("%s: %w", who, err))
			}
			changes[who] = c
		})
	}
	all.Wait()
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	found := map[string]*sight{}
	var out []*sight
	for _, p := range bottest.Everybody() {
		at := 0.0
		for i, c := range changes[p.ID] {
			if c.Dialog != nil {
				out = append(out, &sight{c, at + 0.5, []string{p.ID}})
				continue
			}
			at = float64(max(c.Post.UpdateAt, c.Post.CreateAt))
			id := fmt.Sprint(c.What, c.Post.Id, c.Post.UpdateAt)
			if c.What == "edited" && w.site.Fake == nil {
				id = fmt.Sprint(id, i) // a real server may send two edits of one ms
			}
			s := found[id]
			if s == nil {
				s = &sight{Change: c, key: at}
				found[id] = s
				out = append(out, s)
			}
			s.by = append(s.by, p.ID)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].key < out[j].key })
	return out, nil
}

// read turns a sight into what a person sees, if it is ours and new; w.mu is held.
func (w *World) read(ctx context.Context, s *sight) (x bottest.Seen, ok bool, err error) {
	if s.Dialog != nil {
		x, err = seenForm(s.by[0], s.Dialog)
		return x, err == nil, err
	}
	p := s.Post
	private := p.Type == model.PostTypeEphemeral
	if s.What == "deleted" || p.UserId != w.site.BotID && !private || p.Type != "" && !private {
		return x, false, nil
	}
	x = bottest.Seen{What: bottest.Posted, Place: bottest.Place{Thread: p.RootId != "" && !w.answersPress(s.by[0], p)}}
	for name, id := range w.site.Channels {
		if id == p.ChannelId {
			x.Place.Channel = name
		}
	}
	switch direct := x.Place.Channel == ""; {
	case direct || private:
		if x.To = s.by[0]; len(s.by) != 1 {
			return x, true, fmt.Errorf("a message for one person is seen by %v", s.by)
		}
	case len(s.by) != len(bottest.ChannelMembers(x.Place.Channel)):
		return x, true, fmt.Errorf("a message for everybody is seen by %v only", s.by)
	}
	if x.Blocks, err = w.blocks(ctx, s.by[0], p); err != nil {
		return x, true, err
	}
	data, err := json.Marshal(x.Blocks)
	if err != nil {
		return x, true, err
	}
	was, before := w.known[p.Id]
	w.known[p.Id] = string(data)
	if s.What == "edited" {
		x.What = bottest.Edited
	}
	return x, !before || was != string(data), nil
}

// answersPress tells whether a post that one person sees came in the answer to
// what they pressed. The server puts that in the thread of what was pressed;
// clients show it in the channel all the same, also with collapsed threads
// (https://github.com/mattermost/mattermost-webapp/pull/9025).
func (w *World) answersPress(who string, p *model.Post) bool {
	pressed := w.site.People[who].Pressed()
	return p.Type == model.PostTypeEphemeral && p.UserId != w.site.BotID && p.GetProp("from_webhook") == nil && pressed != nil && pressed.Id == p.RootId
}

// attached is a paragraph that stands for a file of the post.
var attached = regexp.MustCompile(`^(🖼|📎) \*(.+?)\*(?:: ([\s\S]*))?$`)

// blocks reads a post: its text, its attachments, and its files where the text
// says they are.
func (w *World) blocks(ctx context.Context, who string, p *model.Post) ([]bottest.SeenBlock, error) {
	blocks, err := readMarkdown(p.Message)
	if err != nil {
		return nil, err
	}
	for _, a := range p.Attachments() {
		more, err := attachment(a)
		if err != nil {
			return nil, err
		}
		blocks = append(blocks, more...)
	}
	n := 0
	for i, b := range blocks {
		m := attached.FindStringSubmatch(b.Text)
		if b.Kind != "para" || m == nil || n >= len(p.FileIds) {
			continue
		}
		info := p.Metadata.Files[n]
		n++
		if !mattermosttest.Same(m[2], info.Name) {
			return nil, fmt.Errorf("the text tells of a file %q, it is called %q", m[2], info.Name)
		}
		blocks[i] = bottest.SeenBlock{Kind: "file", Text: info.Name}
		if m[1] == "🖼" {
			if m[3] == "" {
				return nil, errors.New("a picture has no words that say the same")
			}
			blocks[i] = bottest.SeenBlock{Kind: "picture", Text: m[3]}
		}
		if blocks[i].Data, err = w.site.People[who].Download(ctx, info.Id); err != nil {
			return nil, err
		}
	}
	for _, info := range p.FileIds[n:] { // a file the text does not tell of
		data, err := w.site.People[who].Download(ctx, info)
		if err != nil {
			return nil, err
		}
		at := slices.IndexFunc(p.Metadata.Files, func(f *model.FileInfo) bool { return f.Id == info })
		blocks = append(blocks, bottest.SeenBlock{Kind: "file", Text: p.Metadata.Files[at].Name, Data: data})
	}
	return blocks, nil
}

// attachment reads the text, the fields and the actions of an attachment, in
// the order in which clients show them.
func attachment(a *model.MessageAttachment) ([]bottest.SeenBlock, error) {
	var blocks []bottest.SeenBlock
	for _, s := range []string{a.Pretext, a.Title, a.Text} {
		more, err := readMarkdown(s)
		if err != nil {
			return nil, err
		}
		blocks = append(blocks, more...)
	}
	for _, f := range a.Fields {
		label, err := words(f.Title)
		if err != nil {
			return nil, err
		}
		value, err := words(fmt.Sprint(f.Value))
		if err != nil {
			return nil, err
		}
		blocks = append(blocks, bottest.SeenBlock{Kind: "field", Text: label + ": " + value})
	}
	for _, x := range a.Actions {
		name := strings.ReplaceAll(emojis(x.Name), "\u200b", "") // no Markdown
		if x.Type == model.PostActionTypeSelect {
			b := bottest.SeenBlock{Kind: "menu", Text: name}
			for _, o := range x.Options {
				b.Options = append(b.Options, o.Text)
			}
			blocks = append(blocks, b)
			continue
		}
		blocks = append(blocks, bottest.SeenBlock{Kind: "button", Text: name, Hint: x.Tooltip})
	}
	if a.Footer != "" {
		blocks = append(blocks, bottest.SeenBlock{Kind: "note", Text: a.Footer})
	}
	return blocks, nil
}

// words is Markdown within a line.
func words(source string) (string, error) {
	chunks, err := readChunks(source)
	var all []string
	for _, c := range chunks {
		if c.Kind != "para" {
			return "", fmt.Errorf("a %s is no words within a line", c.Kind)
		}
		all = append(all, c.Text)
	}
	return strings.Join(all, "\n"), err
}
