package mattermosttest_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/mattermost/mattermost/server/public/model"

	"wegwijs/bot/mattermost/mattermosttest"
)

// stand is a server, its bot as a client, and something that answers callbacks.
type stand struct {
	*testing.T
	*mattermosttest.Server
	bot     mattermosttest.Client
	channel string
	hook    *httptest.Server
	answer  http.HandlerFunc
	got     []string // bodies of callbacks
	ctx     context.Context
}

func newStand(t *testing.T, opt mattermosttest.Options) *stand {
	s := &stand{T: t, Server: mattermosttest.NewServer(opt), ctx: t.Context()}
	t.Cleanup(s.Close)
	s.bot = mattermosttest.Client{URL: s.URL, Token: s.BotToken}
	s.channel = s.ChannelID("algemeen")
	s.answer = func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "{}") }
	s.hook = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		data, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		s.got = append(s.got, string(data))
		s.answer(w, r)
	}))
	t.Cleanup(s.hook.Close)
	return s
}

// post posts as the bot.
func (s *stand) post(p *model.Post) (*model.Post, error) {
	if p.ChannelId == "" {
		p.ChannelId = s.channel
	}
	var made model.Post
	err := s.bot.Do(s.ctx, "POST", "/posts", p, &made)
	return &made, err
}

func (s *stand) posted(p *model.Post) *model.Post {
	s.Helper()
	made, err := s.post(p)
	if err != nil {
		s.Fatal(err)
	}
	return made
}

func (s *stand) refused(what string, err error, status int, id string) {
	s.Helper()
	var e *mattermosttest.CallError
	if !errors.As(err, &e) || e.Status != status || id != "" && e.ID != id {
		s.Errorf("%s: got %v, want %d %s", what, err, status, id)
	}
}

// broke checks that a promise was broken, by words in what is said of it.
func (s *stand) broke(words ...string) {
	s.Helper()
	all := s.Broken()
	if len(all) != len(words) {
		s.Errorf("%d promises were broken, want %d: %v", len(all), len(words), all)
		return
	}
	for i, w := range words {
		if !strings.Contains(all[i].Error(), w) {
			s.Errorf("broken: %v, want something about %q", all[i], w)
		}
	}
}

func (s *stand) button(id string) *model.Post {
	return &model.Post{Message: "Kies", Props: model.StringInterface{"attachments": []*model.MessageAttachment{{
		Text: "hier", Actions: []*model.PostAction{{Id: id, Name: "Ja", Type: "button", Integration: &model.PostActionIntegration{URL: s.hook.URL, Context: map[string]any{"t": "geheim"}}}},
	}}}}
}

func TestWhoMayCall(t *testing.T) {
	s := newStand(t, mattermosttest.Options{SubPath: "/chat/"})
	if !strings.HasSuffix(s.URL, "/chat") {
		t.Errorf("the server is at %s", s.URL)
	}
	wrong := mattermosttest.Client{URL: s.URL, Token: "wrong"}
	s.refused("a wrong token", wrong.Do(s.ctx, "GET", "/users/me", nil, nil), 401, "api.context.session_expired.app_error")
	if err := wrong.Do(s.ctx, "GET", "/system/ping", nil, nil); err != nil {
		t.Errorf("ping: %v", err)
	}
	s.refused("an unknown address", s.bot.Do(s.ctx, "GET", "/zomaar", nil, nil), 404, "")
	s.broke("no such address")
	s.refused("outside the sub-path", (&mattermosttest.Client{URL: strings.TrimSuffix(s.URL, "/chat"), Token: s.BotToken}).Do(s.ctx, "GET", "/users/me", nil, nil), 404, "")
	s.broke("no such address")
	s.RevokeToken(s.BotToken)
	s.refused("a revoked token", s.bot.Do(s.ctx, "GET", "/users/me", nil, nil), 401, "")
}

func TestPosting(t *testing.T) {
	s := newStand(t, mattermosttest.Options{})
	if _, err := s.post(&model.Post{Message: strings.Repeat("é", 16383)}); err != nil {
		t.Errorf("16,383 characters: %v", err)
	}
	_, err := s.post(&model.Post{Message: strings.Repeat("é", 16384)})
	s.refused("16,384 characters", err, 400, "model.post.is_valid.message_length.app_error")
	_, err = s.post(&model.Post{Message: "x", Props: model.StringInterface{"attachments": []*model.MessageAttachment{{Text: strings.Repeat("x", 310_000)}}}})
	s.refused("310 kB", err, 413, "api.context.request_body_too_large.app_error")

	root := s.posted(&model.Post{Message: "wortel"})
	reply := s.posted(&model.Post{Message: "antwoord", RootId: root.Id})
	_, err = s.post(&model.Post{Message: "te diep", RootId: reply.Id})
	s.refused("a reply to a reply", err, 400, "api.post.create_post.root_id.app_error")

	s.AddChannel("elders", false)
	_, err = s.post(&model.Post{Message: "hallo", ChannelId: s.ChannelID("communicatie")})
	if err != nil {
		t.Errorf("a channel of the bot: %v", err)
	}
	s.RemoveMember("communicatie", "wegwijs")
	bare := newStand(t, mattermosttest.Options{Bare: true})
	bare.RemoveMember("communicatie", "wegwijs")
	_, err = bare.post(&model.Post{Message: "hallo", ChannelId: bare.ChannelID("communicatie")})
	bare.refused("a channel the bot is not in", err, 403, "api.context.permissions.app_error")

	s.Archive("algemeen")
	_, err = s.post(&model.Post{Message: "te laat"})
	s.refused("an archived channel", err, 400, "api.post.create_post.can_not_post_to_deleted.error")
	s.broke()
}

func TestPendingPostID(t *testing.T) {
	clock := newClock()
	s := newStand(t, mattermosttest.Options{Clock: clock})
	first := s.posted(&model.Post{Message: "een", PendingPostId: "a:1"})
	if again := s.posted(&model.Post{Message: "een", PendingPostId: "a:1"}); again.Id != first.Id {
		t.Error("a repeat within 30 s made a second post")
	}
	s.broke()
	s.posted(&model.Post{Message: "twee", PendingPostId: "a:1"})
	s.broke("is lost")
	clock.add(31 * time.Second)
	if again := s.posted(&model.Post{Message: "een", PendingPostId: "a:1"}); again.Id == first.Id {
		t.Error("a repeat after 30 s made no second post")
	}
}

func TestEditing(t *testing.T) {
	s := newStand(t, mattermosttest.Options{})
	alice := s.Person("alice")
	p := s.posted(s.button("ja"))
	if a := p.Attachments()[0].Actions[0]; a.Integration != nil {
		t.Error("the answer to a post holds its integration")
	}
	patch := func(id string, body any) error { return s.bot.Do(s.ctx, "PUT", "/posts/"+id+"/patch", body, nil) }

	// Read, changed and written back, a button is dead.
	var read model.Post
	if err := s.bot.Do(s.ctx, "GET", "/posts/"+p.Id, nil, &read); err != nil {
		t.Fatal(err)
	}
	if err := patch(p.Id, map[string]any{"message": "Kies nu", "props": read.Props}); err != nil {
		t.Fatal(err)
	}
	s.broke("must have integration settings")
	s.refused("a button without its integration", alice.Press(s.ctx, "Ja"), 404, "")

	next := s.button("ja")
	next.Props["from_bot"] = "true"
	if err := patch(p.Id, map[string]any{"message": "Kies", "props": next.Props}); err != nil {
		t.Fatal(err)
	}
	s.broke()
	if err := patch(p.Id, map[string]any{"message": "Kies", "props": next.Props}); err != nil {
		t.Fatal(err)
	}
	s.broke("changes nothing")
	delete(next.Props, "from_bot")
	if err := patch(p.Id, map[string]any{"message": "Kies!", "props": next.Props}); err != nil {
		t.Fatal(err)
	}
	s.broke("from_bot is lost")
	if n := s.Edits(p.Id); n != 3 {
		t.Errorf("%d old versions are kept, want 3", n)
	}
	bad := map[string]any{"from_bot": "true", "attachments": []any{map[string]any{"text": "x", "fields": []any{map[string]any{"title": "Wanneer"}}}}}
	if err := patch(p.Id, map[string]any{"props": bad}); err == nil || !strings.Contains(err.Error(), "EOF") {
		t.Errorf("a field without a value: %v", err)
	}
	s.broke("has no value")
	if err := patch(p.Id, map[string]any{"message": "x", "kleur": "rood"}); err != nil {
		t.Fatal(err)
	}
	s.broke(`unknown field "kleur"`)

	s.refused("a post that never was", patch(model.NewId(), map[string]any{"message": "x"}), 403, "api.context.permissions.app_error")
	s.Delete(p.Id)
	s.refused("a deleted post", patch(p.Id, map[string]any{"message": "x"}), 403, "api.context.permissions.app_error")
	s.refused("reading a deleted post", s.bot.Do(s.ctx, "GET", "/posts/"+p.Id, nil, nil), 404, "")
}

func TestListsHoldWhatIsGone(t *testing.T) {
	s := newStand(t, mattermosttest.Options{})
	begin := s.posted(&model.Post{Message: "begin"})
	edited := s.posted(&model.Post{Message: "eerst"})
	gone := s.posted(&model.Post{Message: "weg"})
	if err := s.bot.Do(s.ctx, "PUT", "/posts/"+edited.Id+"/patch", map[string]any{"message": "daarna"}, nil); err != nil {
		t.Fatal(err)
	}
	if err := s.bot.Do(s.ctx, "DELETE", "/posts/"+gone.Id, nil, nil); err != nil {
		t.Fatal(err)
	}
	var list model.PostList
	if err := s.bot.Do(s.ctx, "GET", "/channels/"+s.channel+"/posts?since="+itoa(begin.CreateAt), nil, &list); err != nil {
		t.Fatal(err)
	}
	rows, deleted := 0, 0
	for _, p := range list.Posts {
		if p.OriginalId != "" {
			rows++
		} else if p.DeleteAt > 0 {
			deleted++
		}
	}
	if len(list.Posts) != 3 || rows != 1 || deleted != 1 {
		t.Errorf("since gives %d posts, %d old versions and %d deleted; want 3, 1 and 1", len(list.Posts), rows, deleted)
	}
	list = model.PostList{}
	if err := s.bot.Do(s.ctx, "GET", "/channels/"+s.channel+"/posts?after="+begin.Id+"&per_page=200", nil, &list); err != nil {
		t.Fatal(err)
	}
	if len(list.Posts) != 1 || list.Posts[edited.Id].Message != "daarna" {
		t.Errorf("after gives %d posts", len(list.Posts))
	}
}
