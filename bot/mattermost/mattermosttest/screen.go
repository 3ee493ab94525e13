package mattermosttest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/gorilla/websocket"
	"github.com/mattermost/mattermost/server/public/model"
)

// A Change is something that appeared on somebody's screen, or changed there.
type Change struct {
	What   string      // "posted", "edited", "deleted", "ephemeral" or "dialog"
	Post   *model.Post // as the client got it
	Dialog *Dialog
}

// A Dialog is a dialog as a client has it.
type Dialog struct {
	DialogRequest
	ChannelID, TeamID string // what the client showed when it opened
}

// A screen is what the websocket brought to somebody's client.
type screen struct {
	conn  *websocket.Conn
	write sync.Mutex

	mu      sync.Mutex
	posts   map[string]*model.Post
	order   []string
	changes []Change
	came    *DialogRequest // the newest dialog that came
	trigger string         // the newest that this client was given
	open    *Dialog
	seq     int64
	replies map[int64]chan struct{}
	at      [2]string // channel and team of what was done last
	ended   chan struct{}
}

func openScreen(ctx context.Context, c Client) (*screen, error) {
	url := "ws" + strings.TrimPrefix(c.URL, "http") + "/api/v4/websocket"
	conn, resp, err := websocket.DefaultDialer.DialContext(ctx, url, http.Header{"Authorization": {"Bearer " + c.Token}})
	if err != nil {
		if resp != nil {
			err = fmt.Errorf("%w: %s", err, resp.Status)
		}
		return nil, err
	}
	s := &screen{conn: conn, posts: map[string]*model.Post{}, replies: map[int64]chan struct{}{}, ended: make(chan struct{})}
	go s.read()
	return s, nil
}

// Close closes the client.
func (s *screen) Close() {
	s.conn.Close()
	<-s.ended
}

func (s *screen) read() {
	defer close(s.ended)
	for {
		_, data, err := s.conn.ReadMessage()
		if err != nil {
			return
		}
		var e struct {
			Event    string         `json:"event"`
			Data     map[string]any `json:"data"`
			SeqReply int64          `json:"seq_reply"`
		}
		if err := json.Unmarshal(data, &e); err != nil {
			continue
		}
		s.mu.Lock()
		if c := s.replies[e.SeqReply]; c != nil {
			delete(s.replies, e.SeqReply)
			close(c)
		}
		s.take(e.Event, e.Data)
		s.mu.Unlock()
	}
}

// take brings an event to the screen; s.mu is held.
func (s *screen) take(event string, data map[string]any) {
	text, _ := data["post"].(string)
	var post *model.Post
	if text != "" {
		post = &model.Post{}
		if json.Unmarshal([]byte(text), post) != nil {
			return
		}
	}
	switch {
	case event == "open_dialog":
		text, _ := data["dialog"].(string)
		var d DialogRequest
		if json.Unmarshal([]byte(text), &d) == nil {
			s.came = &d
			s.pop()
		}
		return
	case post == nil:
		return
	case event == "posted", event == "ephemeral_message":
		if s.posts[post.Id] == nil {
			s.order = append(s.order, post.Id)
		}
		s.posts[post.Id] = post
	case event == "post_edited":
		if s.posts[post.Id] == nil {
			s.order = append(s.order, post.Id)
		}
		s.posts[post.Id] = post
	case event == "post_deleted":
		delete(s.posts, post.Id)
	default:
		return
	}
	what := map[string]string{"posted": "posted", "ephemeral_message": "ephemeral", "post_edited": "edited", "post_deleted": "deleted"}[event]
	s.changes = append(s.changes, Change{What: what, Post: post})
}

// gotTrigger notes what a client was given for what was done: it opens only
// the dialog that belongs to that, whichever comes first.
func (s *screen) gotTrigger(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.trigger = id
	s.pop()
}

func (s *screen) pop() {
	if s.came == nil || s.came.TriggerID != s.trigger {
		return
	}
	s.open = &Dialog{DialogRequest: *s.came, ChannelID: s.at[0], TeamID: s.at[1]}
	s.came = nil
	s.changes = append(s.changes, Change{What: "dialog", Dialog: s.open})
}

// LooksAt says which channel and team the client shows; a dialog is about that.
func (s *screen) LooksAt(channelID, teamID string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.at = [2]string{channelID, teamID}
}

func (s *screen) closeDialog() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open = nil
}

// sync waits until everything the server had for this client has come.
func (s *screen) sync(ctx context.Context) error {
	s.mu.Lock()
	s.seq++
	seq, done := s.seq, make(chan struct{})
	s.replies[seq] = done
	s.mu.Unlock()
	s.write.Lock()
	err := s.conn.WriteJSON(&model.WebSocketRequest{Seq: seq, Action: "ping"})
	s.write.Unlock()
	if err != nil {
		return err
	}
	select {
	case <-done:
		return nil
	case <-s.ended:
		return errors.New("the client lost its connection")
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Changes returns what appeared or changed since the last call.
func (s *screen) Changes(ctx context.Context) ([]Change, error) {
	if err := s.sync(ctx); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	out := s.changes
	s.changes = nil
	return out, nil
}

// Sees returns the posts on this person's screen, the oldest first. What was
// there before the client was opened is not on it.
func (s *screen) Sees(ctx context.Context) ([]*model.Post, error) {
	if err := s.sync(ctx); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []*model.Post
	for _, id := range s.order {
		if p := s.posts[id]; p != nil {
			out = append(out, p)
		}
	}
	return slices.Clone(out), nil
}

// Dialog returns the dialog that is open; nil when there is none.
func (s *screen) Dialog(ctx context.Context) (*Dialog, error) {
	if err := s.sync(ctx); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.open, nil
}
