package mattermosttest

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/mattermost/mattermost/server/public/model"
)

// A Person is somebody at their client: they do what people do through the
// server's own interface, and see what its websocket brings them.
type Person struct {
	Client
	ID, Name string
	*screen
	pressed atomic.Pointer[model.Post]
}

// Pressed returns the post with what this person pressed or chose last; nil
// when there was nothing.
func (p *Person) Pressed() *model.Post { return p.pressed.Load() }

// Connect opens a client for who a token is of.
func Connect(ctx context.Context, c Client) (*Person, error) {
	var me model.User
	if err := c.Do(ctx, http.MethodGet, "/users/me", nil, &me); err != nil {
		return nil, err
	}
	s, err := openScreen(ctx, c)
	if err != nil {
		return nil, err
	}
	// A socket is open before the server has put it among those it sends to.
	if err := s.sync(ctx); err != nil {
		s.Close()
		return nil, err
	}
	return &Person{Client: c, ID: me.Id, Name: me.Username, screen: s}, nil
}

// Person returns somebody at their client; it is opened the first time. It
// panics when there is nobody of that name.
func (s *Server) Person(name string) *Person {
	s.mu.Lock()
	p := s.people[name]
	u := s.userNamed(name)
	token := ""
	if p == nil && u != nil {
		token = s.addToken(u)
	}
	s.mu.Unlock()
	if p != nil {
		return p
	}
	p, err := Connect(context.Background(), Client{URL: s.URL, Token: token})
	if err != nil {
		panic(fmt.Sprintf("mattermosttest: %s: %v", name, err))
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if was := s.people[name]; was != nil {
		p.Close()
		return was
	}
	s.people[name] = p
	return p
}

// Say posts a text, in the thread of root unless that is empty, and returns
// the id of the post.
func (p *Person) Say(ctx context.Context, channelID, root, text string) (string, error) {
	var made model.Post
	err := p.Do(ctx, http.MethodPost, "/posts", map[string]string{"channel_id": channelID, "root_id": root, "message": text}, &made)
	return made.Id, err
}

// Direct returns the channel of a conversation with somebody.
func (p *Person) Direct(ctx context.Context, with string) (string, error) {
	var ch model.Channel
	err := p.Do(ctx, http.MethodPost, "/channels/direct", []string{p.ID, with}, &ch)
	return ch.Id, err
}

// Slash types a slash command; teamID is the team the client shows.
func (p *Person) Slash(ctx context.Context, teamID, channelID, root, text string) error {
	var r model.CommandResponse
	err := p.Do(ctx, http.MethodPost, "/commands/execute", &model.CommandArgs{ChannelId: channelID, TeamId: teamID, RootId: root, Command: text}, &r)
	if err == nil {
		p.gotTrigger(r.TriggerId)
	}
	return err
}

// Edit changes what this person said.
func (p *Person) Edit(ctx context.Context, post, text string) error {
	return p.Do(ctx, http.MethodPut, "/posts/"+post+"/patch", map[string]string{"message": text}, nil)
}

// Delete deletes a post.
func (p *Person) Delete(ctx context.Context, post string) error {
	return p.Do(ctx, http.MethodDelete, "/posts/"+post, nil, nil)
}

// Act presses an action of a post, with what was chosen when it is a menu.
// Nothing stops a person from sending what their client does not offer.
func (p *Person) Act(ctx context.Context, post *model.Post, action *model.PostAction, chosen string) error {
	p.pressed.Store(post)
	var r model.PostActionAPIResponse
	err := p.Do(ctx, http.MethodPost, "/posts/"+post.Id+"/actions/"+action.Id, &model.DoPostActionRequest{SelectedOption: chosen, Cookie: action.Cookie}, &r)
	if err == nil {
		p.gotTrigger(r.TriggerId)
	}
	return err
}

// Find goes through the actions this person sees, those of the newest post
// first, until one is it.
func (p *Person) Find(ctx context.Context, is func(*model.Post, *model.PostAction) bool) (*model.Post, *model.PostAction, error) {
	all, err := p.Sees(ctx)
	if err != nil {
		return nil, nil, err
	}
	for _, post := range slices.Backward(all) {
		for _, a := range post.Attachments() {
			for _, x := range a.Actions {
				if is(post, x) {
					return post, x, nil
				}
			}
		}
	}
	return nil, nil, errors.New("there is none")
}

// Press presses the button with this label on the newest post that has one.
func (p *Person) Press(ctx context.Context, label string) error {
	post, x, err := p.Find(ctx, func(_ *model.Post, x *model.PostAction) bool {
		return x.Type != model.PostActionTypeSelect && Same(x.Name, label)
	})
	if err != nil {
		return fmt.Errorf("%s looks for a button %q: %w", p.Name, label, err)
	}
	return p.Act(ctx, post, x, "")
}

// Choose chooses from the menu with this label on the newest post that has
// one; an empty label is any menu.
func (p *Person) Choose(ctx context.Context, menu, option string) error {
	post, x, err := p.Find(ctx, func(_ *model.Post, x *model.PostAction) bool {
		return x.Type == model.PostActionTypeSelect && (menu == "" || Same(x.Name, menu))
	})
	if err != nil {
		return fmt.Errorf("%s looks for a menu %q: %w", p.Name, menu, err)
	}
	menus := 0
	for _, a := range post.Attachments() {
		for _, y := range a.Actions {
			if y.Type == model.PostActionTypeSelect {
				menus++
			}
		}
	}
	if menu == "" && menus > 1 {
		return errors.New("the message has several menus; say which one")
	}
	for _, o := range x.Options {
		if Same(o.Text, option) {
			return p.Act(ctx, post, x, o.Value)
		}
	}
	return fmt.Errorf("the menu %q has no option %q", x.Name, option)
}

// Submit sends the dialog that is open, and returns what the bot finds wrong.
// Without errors the dialog is closed.
func (p *Person) Submit(ctx context.Context, values map[string]any) (*model.SubmitDialogResponse, error) {
	return p.send(ctx, values, false)
}

// Cancel closes the dialog that is open.
func (p *Person) Cancel(ctx context.Context) error {
	_, err := p.send(ctx, nil, true)
	return err
}

func (p *Person) send(ctx context.Context, values map[string]any, cancelled bool) (*model.SubmitDialogResponse, error) {
	d, err := p.Dialog(ctx)
	if err != nil {
		return nil, err
	}
	if d == nil {
		return nil, fmt.Errorf("no form is open for %s", p.Name)
	}
	if cancelled {
		p.closeDialog()
		if !d.Dialog.NotifyOnCancel {
			return &model.SubmitDialogResponse{}, nil
		}
	}
	reply, err := p.Forge(ctx, &model.SubmitDialogRequest{
		URL: d.URL, CallbackId: d.Dialog.CallbackID, State: d.Dialog.State, ChannelId: d.ChannelID, TeamId: d.TeamID, Submission: values, Cancelled: cancelled,
	})
	if err == nil && reply.Error == "" && len(reply.Errors) == 0 {
		p.closeDialog()
	}
	return reply, err
}

// Forge sends the server a dialog it never opened: it hands everything on.
func (p *Person) Forge(ctx context.Context, r *model.SubmitDialogRequest) (*model.SubmitDialogResponse, error) {
	var reply model.SubmitDialogResponse
	err := p.Do(ctx, http.MethodPost, "/actions/dialogs/submit", r, &reply)
	return &reply, err
}

// Download returns the content of a file.
func (p *Person) Download(ctx context.Context, id string) ([]byte, error) {
	var data []byte
	err := p.Do(ctx, http.MethodGet, "/files/"+id, nil, &data)
	return data, err
}

// Same tells whether a label on a screen is what somebody calls it: the same
// words, whatever nobody sees of them.
func Same(shown, called string) bool { return shown == called || plain(shown) == plain(called) }

func plain(s string) string {
	s = strings.Map(func(r rune) rune {
		if r == '\u200b' || r == '\u2060' || r == '\ufeff' || r == '*' || r == '\\' {
			return -1
		}
		if r == '⏎' {
			return ' '
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}
