package mattermosttest_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/mattermost/mattermost/server/public/model"

	"wegwijs/bot/mattermost/mattermosttest"
)

func TestPressing(t *testing.T) {
	s := newStand(t, mattermosttest.Options{})
	alice := s.Person("alice")
	p := s.posted(s.button("ja"))
	if err := alice.Press(s.ctx, "Ja"); err != nil {
		t.Fatal(err)
	}
	var got model.PostActionIntegrationRequest
	if err := json.Unmarshal([]byte(s.got[0]), &got); err != nil {
		t.Fatal(err)
	}
	if got.UserId != alice.ID || got.PostId != p.Id || got.ChannelId != s.channel || got.Context["t"] != "geheim" || got.TriggerId == "" || got.TeamName != "rijk" {
		t.Errorf("the callback holds %+v", got)
	}
	for status, body := range map[int]string{204: "", 500: "", 302: ""} {
		s.answer = func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status); io.WriteString(w, body) }
		s.refused("a button answered with "+http.StatusText(status), alice.Press(s.ctx, "Ja"), 400, "api.post.do_action.action_integration.app_error")
	}
	s.answer = func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "<html>") }
	s.refused("a button answered with a page", alice.Press(s.ctx, "Ja"), 400, "")
	s.answer = func(http.ResponseWriter, *http.Request) {}
	if err := alice.Press(s.ctx, "Ja"); err != nil {
		t.Errorf("an empty answer: %v", err)
	}
	s.RefuseCallbacks(true)
	s.refused("an address the server does not call", alice.Press(s.ctx, "Ja"), 400, "api.post.do_action.action_integration.app_error")
	s.RefuseCallbacks(false)
	s.broke()

	s.posted(s.button("nee_1"))
	s.broke("can never be pressed")
	s.refused("an id with a line", alice.Press(s.ctx, "Ja"), 404, "")
}

// A menu is not looked at, and a person may make a button that calls us.
func TestForging(t *testing.T) {
	s := newStand(t, mattermosttest.Options{})
	alice, bram := s.Person("alice"), s.Person("bram")
	menu := &model.Post{Message: "Kies", Props: model.StringInterface{"attachments": []*model.MessageAttachment{{Text: "x", Actions: []*model.PostAction{{
		Id: "menu", Name: "Thema", Type: "select", Options: []*model.PostActionOptions{{Text: "Rood", Value: "r"}}, Integration: &model.PostActionIntegration{URL: s.hook.URL},
	}}}}}}
	s.posted(menu)
	post, x, err := alice.Find(s.ctx, func(_ *model.Post, x *model.PostAction) bool { return x.Type == "select" })
	if err != nil {
		t.Fatal(err)
	}
	if err := alice.Act(s.ctx, post, x, "NOOIT"); err != nil || !strings.Contains(s.got[0], `"selected_option":"NOOIT"`) {
		t.Errorf("what was never offered: %v, %v", err, s.got)
	}
	forged := s.button("ja")
	forged.ChannelId = s.channel
	if err := alice.Do(s.ctx, "POST", "/posts", forged, nil); err != nil {
		t.Fatal(err)
	}
	if err := bram.Press(s.ctx, "Ja"); err != nil || len(s.got) != 2 {
		t.Errorf("a button of a person: %v", err)
	}
	reply, err := alice.Forge(s.ctx, &model.SubmitDialogRequest{URL: s.hook.URL, State: "forged", ChannelId: s.channel, UserId: "somebody", Submission: map[string]any{"zomaar": 1}})
	if err != nil || reply.Error != "" {
		t.Fatal(err)
	}
	if got := s.got[2]; !strings.Contains(got, `"user_id":"`+alice.ID) || !strings.Contains(got, "zomaar") || !strings.Contains(got, "forged") {
		t.Errorf("a dialog that never was arrives as %s", got)
	}
	_, err = alice.Forge(s.ctx, &model.SubmitDialogRequest{URL: s.hook.URL, ChannelId: model.NewId()})
	s.refused("a dialog in no channel", err, 404, "")
	s.answer = func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "goed zo") }
	_, err = alice.Forge(s.ctx, &model.SubmitDialogRequest{URL: s.hook.URL, ChannelId: s.channel})
	s.refused("a dialog answered with words", err, 500, "")
	s.broke()
}

func TestEphemeral(t *testing.T) {
	s := newStand(t, mattermosttest.Options{})
	alice, bram := s.Person("alice"), s.Person("bram")
	whisper := func(channel string, p *model.Post) error {
		p.ChannelId = channel
		return s.bot.Do(s.ctx, "POST", "/posts/ephemeral", &model.PostEphemeral{UserID: alice.ID, Post: p}, nil)
	}
	if err := whisper(s.channel, s.button("ja")); err != nil {
		t.Fatal(err)
	}
	if all, _ := bram.Sees(s.ctx); len(all) != 0 {
		t.Error("bram sees what is for alice")
	}
	all, err := alice.Sees(s.ctx)
	if err != nil || len(all) != 1 || all[0].Type != model.PostTypeEphemeral {
		t.Fatalf("alice sees %v, %v", all, err)
	}
	if a := all[0].Attachments()[0].Actions[0]; a.Integration != nil || a.Cookie == "" {
		t.Errorf("the button is %+v", a)
	}
	if err := alice.Press(s.ctx, "Ja"); err != nil || len(s.got) != 1 {
		t.Errorf("a button in it: %v", err)
	}
	s.answer = func(w http.ResponseWriter, _ *http.Request) {
		io.WriteString(w, `{"update":{"message":"anders"},"ephemeral_text":"nooit gezien"}`)
	}
	s.refused("an update of it", alice.Press(s.ctx, "Ja"), 404, "")
	s.broke("nothing is said")
	if all, _ := alice.Sees(s.ctx); len(all) != 1 {
		t.Error("the words beside the update were shown")
	}
	if err := whisper(model.NewId(), &model.Post{Message: "hallo"}); err != nil {
		t.Errorf("in a channel that is not there: %v", err)
	}
	s.broke("sees nothing")

	bare := newStand(t, mattermosttest.Options{Bare: true})
	err = bare.bot.Do(bare.ctx, "POST", "/posts/ephemeral", &model.PostEphemeral{UserID: bare.UserID("alice"), Post: &model.Post{ChannelId: bare.channel, Message: "x"}}, nil)
	bare.refused("without the permission", err, 403, "api.context.permissions.app_error")
}

func TestCommands(t *testing.T) {
	clock := newClock()
	s := newStand(t, mattermosttest.Options{SubPath: "/chat", Clock: clock})
	alice, team := s.Person("alice"), s.TeamID("rijk")
	make := func(c mattermosttest.Client, m *model.Command) (*model.Command, error) {
		m.TeamId, m.Method, m.URL = team, "P", s.hook.URL
		var made model.Command
		err := c.Do(s.ctx, "POST", "/commands", m, &made)
		return &made, err
	}
	made, err := make(s.bot, &model.Command{Trigger: "WegWijs"})
	if err != nil || made.Trigger != "wegwijs" || made.Token == "" {
		t.Fatalf("made %+v, %v", made, err)
	}
	_, err = make(s.bot, &model.Command{Trigger: "wegwijs"})
	s.refused("the same again", err, 400, "api.command.duplicate_trigger.app_error")
	_, err = make(s.bot, &model.Command{Trigger: "help"})
	s.refused("one that is built in", err, 400, "api.command.duplicate_trigger.app_error")
	_, err = make(s.bot, &model.Command{Trigger: "peiling", DisplayName: strings.Repeat("é", 33)})
	s.refused("a name of 66 bytes", err, 400, "")
	s.broke("not valid")
	bare := newStand(t, mattermosttest.Options{Bare: true})
	err = bare.bot.Do(bare.ctx, "POST", "/commands", &model.Command{TeamId: bare.TeamID("rijk"), Trigger: "wegwijs", Method: "P", URL: s.hook.URL}, nil)
	bare.refused("without the permission", err, 403, "")

	run := func(text string) error { return alice.Slash(s.ctx, team, s.channel, "", text) }
	s.answer = func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Token "+made.Token {
			t.Errorf("the header is %q", r.Header.Get("Authorization"))
		}
		w.Header().Set("Content-Type", "application/json")
		io.WriteString(w, "{}")
	}
	if err := run("/wegwijs  wie is wie"); err != nil {
		t.Fatal(err)
	}
	form, err := url.ParseQuery(s.got[0])
	if err != nil || form.Get("token") != made.Token || form.Get("command") != "/wegwijs" || strings.TrimSpace(form.Get("text")) != "wie is wie" || form.Get("user_id") != alice.ID {
		t.Errorf("the callback is %v, %v", form, err)
	}
	s.answer = func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Type", "application/json") }
	s.refused("an empty answer that says it is JSON", run("/wegwijs"), 500, "")
	s.answer = func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(204) }
	s.refused("204", run("/wegwijs"), 500, "")
	s.refused("an unknown command", run("/zomaar"), 404, "")
	direct, err := alice.Direct(s.ctx, s.BotID())
	if err != nil {
		t.Fatal(err)
	}
	s.refused("a direct conversation without a team", alice.Slash(s.ctx, "", direct, "", "/wegwijs"), 403, "")

	say := func(body string) error {
		back := mattermosttest.Client{URL: strings.TrimSuffix(form.Get("response_url"), "/hooks/commands/"+lastPart(form.Get("response_url")))}
		if back.URL != s.URL {
			t.Errorf("the response_url is below %s", back.URL)
		}
		resp, err := http.Post(form.Get("response_url"), "application/json", strings.NewReader(body))
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != 200 {
			return &mattermosttest.CallError{Status: resp.StatusCode}
		}
		return nil
	}
	for range 5 {
		if err := say(`{"response_type":"ephemeral","text":"<https://x.nl|daar>"}`); err != nil {
			t.Fatal(err)
		}
	}
	s.refused("a sixth answer", say(`{"text":"x"}`), 400, "")
	all, err := alice.Sees(s.ctx)
	if err != nil || len(all) != 5 || all[0].Message != "[daar](https://x.nl)" || all[0].UserId != alice.ID {
		t.Errorf("alice sees %d posts, %v", len(all), err)
	}
	s.broke("a sixth answer")
	clock.add(31 * time.Minute)
	s.refused("half an hour later", say(`{"text":"x"}`), 404, "")
}

func lastPart(s string) string { return s[strings.LastIndexByte(s, '/')+1:] }

func TestDialogs(t *testing.T) {
	clock := newClock()
	s := newStand(t, mattermosttest.Options{Clock: clock})
	alice := s.Person("alice")
	alice.LooksAt(s.channel, s.TeamID("rijk"))
	s.posted(s.button("ja"))
	if err := alice.Press(s.ctx, "Ja"); err != nil {
		t.Fatal(err)
	}
	var got model.PostActionIntegrationRequest
	if err := json.Unmarshal([]byte(s.got[0]), &got); err != nil {
		t.Fatal(err)
	}
	open := func(change func(*model.Dialog)) error {
		d := model.Dialog{Title: "Onderwerp", SubmitLabel: "Stuur", State: "s", Elements: []model.DialogElement{{DisplayName: "Wat", Name: "wat", Type: "text", MaxLength: 150}}}
		if change != nil {
			change(&d)
		}
		// No session is needed.
		return (&mattermosttest.Client{URL: s.URL}).Do(s.ctx, "POST", "/actions/dialogs/open", &model.OpenDialogRequest{TriggerId: got.TriggerId, URL: s.hook.URL, Dialog: d}, nil)
	}
	for range 2 { // a trigger is not used up
		if err := open(nil); err != nil {
			t.Fatal(err)
		}
	}
	s.broke()
	if d, err := alice.Dialog(s.ctx); err != nil || d == nil {
		t.Fatalf("no dialog: %v", err)
	}
	if d, _ := s.Person("bram").Dialog(s.ctx); d != nil {
		t.Error("bram has a dialog")
	}
	s.answer = func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, `{"errors":{"wat":"Te kort."}}`) }
	reply, err := alice.Submit(s.ctx, map[string]any{"wat": "x"})
	if err != nil || reply.Errors["wat"] != "Te kort." {
		t.Errorf("got %+v, %v", reply, err)
	}
	s.answer = func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, `{"type":"ok"}`) }
	if _, err := alice.Submit(s.ctx, map[string]any{"wat": "x"}); err != nil {
		t.Error(err)
	}
	if _, err := alice.Submit(s.ctx, nil); err == nil {
		t.Error("a dialog that is closed was sent")
	}
	for what, change := range map[string]func(*model.Dialog){
		"invalid dialog title": func(d *model.Dialog) { d.Title = strings.Repeat("é", 13) },
		"DisplayName":          func(d *model.Dialog) { d.Elements[0].DisplayName = strings.Repeat("x", 25) },
		"min length":           func(d *model.Dialog) { d.Elements[0].MinLength, d.Elements[0].MaxLength = 5, 3 },
		"nothing to choose":    func(d *model.Dialog) { d.Elements[0].Type = "select" },
		"11.6 does not show":   func(d *model.Dialog) { d.Elements[0].Type = "file" },
		"too long a label":     func(d *model.Dialog) { d.SubmitLabel = strings.Repeat("x", 25) },
		"value is required": func(d *model.Dialog) {
			d.Elements[0].Type, d.Elements[0].Options = "radio", []*model.PostActionOptions{{Text: "x"}}
		},
	} {
		if err := open(change); err != nil {
			t.Errorf("%s: a real server opens it all the same: %v", what, err)
		}
		s.broke(what)
	}
	clock.add(31 * time.Second)
	s.refused("after 30 s", open(nil), 400, "interactive_message.decode_trigger_id.expired")
}

func TestFiles(t *testing.T) {
	s := newStand(t, mattermosttest.Options{})
	post := func(ids ...string) (*model.Post, error) { return s.post(&model.Post{Message: "x", FileIds: ids}) }
	id := s.uploaded("leeg.csv", nil)
	p, err := post(id)
	if err != nil || len(p.FileIds) != 1 {
		t.Fatalf("an empty file: %v", err)
	}
	if p, err := post(id); err != nil || len(p.FileIds) != 0 {
		t.Errorf("a file was attached twice: %v", err)
	}
	s.broke("left out")
	alice, err := s.Person("alice").Direct(s.ctx, s.BotID())
	if err != nil {
		t.Fatal(err)
	}
	secret := s.uploaded("geheim.txt", []byte("geheim"))
	if _, err := s.post(&model.Post{ChannelId: alice, Message: "x", FileIds: []string{secret}}); err != nil {
		t.Fatal(err)
	}
	if data, err := s.Person("alice").Download(s.ctx, secret); err != nil || string(data) != "geheim" {
		t.Errorf("alice reads %q, %v", data, err)
	}
	_, err = s.Person("bram").Download(s.ctx, secret)
	s.refused("bram reads the file", err, 403, "")
	eleven := make([]string, 11)
	for i := range eleven {
		eleven[i] = s.uploaded("x.txt", []byte("x"))
	}
	_, err = post(eleven...)
	s.refused("11 files", err, 400, "")
	if err := s.bot.Do(s.ctx, "PUT", "/posts/"+p.Id+"/patch", map[string]any{"file_ids": []string{eleven[0]}}, nil); err != nil {
		t.Fatal(err)
	}
	s.refused("a file that was replaced", s.bot.Do(s.ctx, "GET", "/files/"+id, nil, nil), 404, "")
}

func TestFaults(t *testing.T) {
	s := newStand(t, mattermosttest.Options{})
	ping := func() error { return s.bot.Do(s.ctx, "GET", "/users/me", nil, nil) }
	s.Faults.Add(mattermosttest.Fault{Status: 429, Path: "/users/me", RetryAfter: 3 * time.Second, Times: 2})
	resp, err := http.Get(s.URL + "/api/v4/users/me")
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	if err != nil || resp.StatusCode != 429 || string(data) != "limit exceeded" || resp.Header.Get("Retry-After") != "3" {
		t.Errorf("the limit says %q, %v", data, resp.Header)
	}
	s.refused("once more", ping(), 429, "")
	if err := ping(); err != nil {
		t.Errorf("afterwards: %v", err)
	}
	s.Faults.Add(mattermosttest.Fault{Path: "/posts", After: true})
	if _, err := s.post(&model.Post{Message: "een", PendingPostId: "a:1"}); err == nil {
		t.Error("a lost answer was read")
	}
	s.posted(&model.Post{Message: "een", PendingPostId: "a:1"})
	if n := len(s.Posts(s.channel)); n != 1 {
		t.Errorf("there are %d posts, want 1", n)
	}
	s.Faults.Slow(50 * time.Millisecond)
	began := time.Now()
	if err := ping(); err != nil || time.Since(began) < 50*time.Millisecond {
		t.Errorf("a slow call took %v: %v", time.Since(began), err)
	}
	if n := s.Faults.Calls("POST /posts"); n != 2 {
		t.Errorf("%d calls are counted, want 2", n)
	}
	s.SetSkew(-5 * time.Minute)
	resp, err = http.Get(s.URL + "/api/v4/system/ping")
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	at, err := http.ParseTime(resp.Header.Get("Date"))
	if off := time.Since(at) - 5*time.Minute; err != nil || off < -2*time.Second || off > 2*time.Second {
		t.Errorf("the server says it is %v, %v", at, err)
	}
}

// What doctor looks at is there.
func TestWhatDoctorAsks(t *testing.T) {
	s := newStand(t, mattermosttest.Options{})
	team := s.TeamID("rijk")
	for _, path := range []string{
		"/config/client", "/system/ping", "/users/me", "/users/username/alice", "/teams/name/rijk", "/teams/" + team + "/members/" + s.BotID(), "/users/me/channels",
		"/users/me/teams/" + team + "/channels", "/commands?team_id=" + team + "&custom_only=true", "/teams/" + team + "/commands/autocomplete", "/roles/name/system_post_all",
		"/users?active=true&page=0&per_page=200", "/users?in_channel=" + s.channel + "&active=true&per_page=200", "/channels/" + s.channel + "/stats",
		"/channels/" + s.channel + "/members/" + s.UserID("alice"), "/teams/" + team + "/channels/name/algemeen",
	} {
		if err := s.bot.Do(s.ctx, "GET", path, nil, nil); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
	s.refused("groups", s.bot.Do(s.ctx, "GET", "/users/"+s.BotID()+"/groups", nil, nil), 501, "api.license_error")
	var self model.Channel
	if err := s.bot.Do(s.ctx, "POST", "/channels/direct", []string{s.BotID(), s.BotID()}, &self); err != nil {
		t.Errorf("a conversation with oneself: %v", err)
	}
	p := s.button("ja")
	p.ChannelId = self.Id
	made := s.posted(p)
	if err := s.bot.Do(s.ctx, "POST", "/posts/"+made.Id+"/actions/ja", nil, nil); err != nil || len(s.got) != 1 {
		t.Errorf("pressing one's own button: %v", err)
	}
	if err := s.bot.Do(s.ctx, "DELETE", "/posts/"+made.Id, nil, nil); err != nil {
		t.Errorf("deleting it: %v", err)
	}
	s.broke()
}
