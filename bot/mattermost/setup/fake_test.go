package setup

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/gorilla/websocket"
)

const (
	botID    = "1111111111111111111111111b"
	annID    = "2222222222222222222222222a"
	teamID   = "3333333333333333333333333t"
	talkID   = "4444444444444444444444444d"
	chanID   = "5555555555555555555555555c"
	postID   = "6666666666666666666666666p"
	botToken = "hush-hush-token-of-the-bot"
)

// fake answers the calls of Check as a Mattermost server does where all is well.
// A test replaces answers by method and path, such as "GET /users/me".
type fake struct {
	t       *testing.T
	answers map[string]http.HandlerFunc
	post    map[string]any // the message with the button
	deleted bool
}

func newFake(t *testing.T) *fake {
	f := &fake{t: t}
	f.answers = map[string]http.HandlerFunc{
		"GET /config/client":                                     f.config(map[string]string{}),
		"GET /users/me":                                          says(200, map[string]any{"id": botID, "username": "wegwijs", "is_bot": true, "roles": "system_user"}),
		"GET /websocket":                                         f.hello,
		"GET /users":                                             says(200, []map[string]any{{"id": botID, "username": "wegwijs", "is_bot": true}, {"id": annID, "username": "ann", "email": "ann@minfin.nl"}}),
		"GET /users/username/ann":                                says(200, map[string]any{"id": annID, "username": "ann"}),
		"GET /users/email/ann@minfin.nl":                         says(200, map[string]any{"id": annID, "username": "ann"}),
		"GET /users/" + annID + "/groups":                        says(200, []any{}),
		"GET /teams/name/elders":                                 refuses(403, "api.context.permissions.app_error"),
		"GET /teams/name/rijk":                                   says(200, map[string]any{"id": teamID, "name": "rijk"}),
		"GET /teams/" + teamID + "/members/" + botID:             says(200, map[string]any{"team_id": teamID, "user_id": botID}),
		"GET /users/" + botID + "/teams/" + teamID + "/channels": says(200, []map[string]any{{"id": chanID, "team_id": teamID, "name": "town-square"}, {"id": talkID, "name": botID + "__" + annID}, {"id": "x", "team_id": teamID, "name": "oud", "delete_at": 5}}),
		"GET /teams/" + teamID + "/channels/name/english":        says(200, map[string]any{"id": chanID, "name": "english"}),
		"GET /commands":                                          says(200, []map[string]any{{"id": "c1", "trigger": "wegwijs", "creator_id": botID, "url": "PUBLIC/mattermost/command/secret"}}),
		"GET /teams/" + teamID + "/commands/autocomplete":        says(200, []map[string]any{{"trigger": "away"}, {"trigger": "wegwijs"}}),
		"POST /channels/direct":                                  says(201, map[string]any{"id": talkID, "type": "D"}),
		"POST /posts/ephemeral":                                  says(201, map[string]any{"id": postID}),
		"POST /posts":                                            f.create,
		"POST /posts/" + postID + "/actions/check":               f.press,
		"GET /posts/" + postID:                                   f.read,
		"DELETE /posts/" + postID: func(w http.ResponseWriter, r *http.Request) {
			f.deleted = true
			says(200, map[string]any{"status": "OK"})(w, r)
		},
		"GET /users/username/" + annID:                      refuses(404, "app.user.get_by_username.app_error"),
		"GET /users/" + annID:                               says(200, map[string]any{"id": annID, "username": "ann"}),
		"GET /users/username/nobody":                        refuses(404, "app.user.get_by_username.app_error"),
		"GET /teams/" + teamID + "/channels/name/nowhere":   refuses(404, "app.channel.get_by_name.missing.app_error"),
		"GET /teams/" + teamID + "/channels/name/" + chanID: refuses(404, "app.channel.get_by_name.missing.app_error"),
		"GET /channels/" + chanID:                           says(200, map[string]any{"id": chanID}),
		"GET /teams/" + teamID + "/channels/name/" + talkID: refuses(404, "app.channel.get_by_name.missing.app_error"),
		"GET /channels/" + talkID:                           refuses(403, "api.context.permissions.app_error"),
	}
	return f
}

// ServeHTTP serves the interface below a sub-path, as many servers do.
func (f *fake) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	path, ok := strings.CutPrefix(r.URL.Path, "/chat/api/v4")
	if !ok {
		http.NotFound(w, r)
		return
	}
	answer, ok := f.answers[r.Method+" "+path]
	if !ok {
		f.t.Errorf("the check called %s %s", r.Method, path)
		http.NotFound(w, r)
		return
	}
	if auth := r.Header.Get("Authorization"); path != "/config/client" && !strings.EqualFold(auth, "bearer "+botToken) {
		refuses(401, "api.context.session_expired.app_error")(w, r)
		return
	}
	answer(w, r)
}

func says(status int, body any) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		data, err := json.Marshal(body)
		if err != nil {
			panic(err)
		}
		data = bytes.ReplaceAll(data, []byte("PUBLIC"), []byte(r.Header.Get("X-Public")))
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		w.Write(data)
	}
}

func refuses(status int, id string) http.HandlerFunc {
	return says(status, map[string]any{"id": id, "message": "a text that repeats hush-hush", "status_code": status})
}

func plain(status int, contentType, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		w.WriteHeader(status)
		io.WriteString(w, body)
	}
}

// config answers with settings; who is not logged in sees only some.
func (f *fake) config(change map[string]string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		c := map[string]string{"Version": "11.7.6"}
		if r.Header.Get("Authorization") != "" {
			c["SiteURL"], c["EnableCommands"] = "http://"+r.Host+"/chat", "true"
			if r.TLS != nil {
				c["SiteURL"] = "https://" + r.Host + "/chat"
			}
		}
		for k, v := range change {
			if _, ok := c[k]; ok {
				c[k] = v
			}
		}
		says(200, c)(w, r)
	}
}

func (f *fake) hello(w http.ResponseWriter, r *http.Request) {
	conn, err := (&websocket.Upgrader{}).Upgrade(w, r, nil)
	if err != nil {
		f.t.Error(err)
		return
	}
	defer conn.Close()
	conn.WriteJSON(map[string]any{"event": "hello", "seq": 0, "data": map[string]any{"connection_id": "x"}})
	conn.ReadMessage() // until the other side closes
}

func (f *fake) create(w http.ResponseWriter, r *http.Request) {
	if err := json.NewDecoder(r.Body).Decode(&f.post); err != nil || f.post["channel_id"] != talkID {
		f.t.Errorf("the message is %v, %v", f.post, err)
	}
	f.post["id"] = postID
	says(201, f.post)(w, r)
}

// press calls the address of the button, as a server does; whatever is wrong,
// it tells no more than that.
func (f *fake) press(w http.ResponseWriter, r *http.Request) {
	attachment := f.post["props"].(map[string]any)["attachments"].([]any)[0].(map[string]any)
	integration := attachment["actions"].([]any)[0].(map[string]any)["integration"].(map[string]any)
	body, err := json.Marshal(map[string]any{"user_id": botID, "post_id": postID, "channel_id": talkID, "context": integration["context"]})
	if err != nil {
		f.t.Error(err)
	}
	var answer struct{ Update map[string]any }
	resp, err := http.Post(integration["url"].(string), "application/json", bytes.NewReader(body))
	if err == nil {
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			err = fmt.Errorf("%d", resp.StatusCode)
		} else if data, _ := io.ReadAll(resp.Body); len(data) > 0 {
			err = json.Unmarshal(data, &answer)
		}
	}
	if err != nil {
		refuses(400, "api.post.do_action.action_integration.app_error")(w, r)
		return
	}
	maps.Copy(f.post, answer.Update)
	says(200, map[string]any{"status": "OK", "trigger_id": "x"})(w, r)
}

func (f *fake) read(w http.ResponseWriter, r *http.Request) { says(200, f.post)(w, r) }

// published passes our public address on to says.
type published struct {
	base   http.RoundTripper
	public string
}

func (p published) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("X-Public", p.public)
	return p.base.RoundTrip(r)
}

// findings runs the check and returns what it found, by name.
func (f *fake) findings(change func(*Target)) map[string]Finding {
	f.t.Helper()
	server := httptest.NewServer(f)
	f.t.Cleanup(server.Close)
	us := httptest.NewServer(CheckHandler())
	f.t.Cleanup(us.Close)
	target := Target{
		URL: server.URL + "/chat/", Token: botToken, Teams: []string{"rijk"}, PublicURL: us.URL, Commands: []string{"wegwijs"},
		Channels: []string{"english"}, People: []string{"ann", "ann@minfin.nl"}, Groups: []string{"voorlichters"},
	}
	if change != nil {
		change(&target)
	}
	if target.Transport == nil {
		target.Transport = published{http.DefaultTransport, us.URL}
	}
	return check1(f.t, target)
}

func check1(t *testing.T, target Target) map[string]Finding {
	t.Helper()
	all := map[string]Finding{}
	err := Check(context.Background(), target, func(found Finding) {
		if _, twice := all[found.Name]; twice {
			t.Errorf("two findings are called %q", found.Name)
		}
		all[found.Name] = found
		if strings.Contains(fmt.Sprint(found), "hush-hush") {
			t.Errorf("a finding shows a secret, or a text of the server: %v", found)
		}
		if (found.State == Fine) != (found.Remedy == "" && found.Paste == "") {
			t.Errorf("a remedy goes with what is wrong, and only with that: %+v", found)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
