package setup

import (
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func TestAllIsWell(t *testing.T) {
	f := newFake(t)
	found := f.findings(nil)
	for _, name := range []string{"server", "tls", "clock", "version", "token", "site url", "websocket", "team rijk", "channels of rijk",
		"command /wegwijs in rijk", "channel english", "profiles", "role of ann", "role of ann@minfin.nl", "groups", "private answers", "callback"} {
		got, ok := found[name]
		if !ok || got.State != Fine {
			t.Errorf("%s: %+v", name, got)
		}
		delete(found, name)
	}
	for _, more := range found {
		t.Errorf("unexpected: %+v", more)
	}
	if !f.deleted {
		t.Error("the message of the check is still there")
	}
}

func TestFindings(t *testing.T) {
	member := "GET /teams/" + teamID + "/members/" + botID
	channels := "GET /users/" + botID + "/teams/" + teamID + "/channels"
	complete := "GET /teams/" + teamID + "/commands/autocomplete"
	press := "POST /posts/" + postID + "/actions/check"
	for _, tc := range []struct {
		name    string
		replace string // the call that is answered otherwise
		by      http.HandlerFunc
		target  func(*Target)
		finding string
		state   State
		found   string // part of what was found
		remedy  string // part of the remedy
		paste   string // part of what to type
		last    bool   // nothing can be checked after it
	}{
		{name: "not Mattermost: a page", replace: "GET /config/client", by: plain(200, "text/html", "<html>welcome</html>"),
			finding: "server", state: Fault, found: "is not Mattermost", remedy: "with the sub-path and without a team", last: true},
		{name: "not Mattermost: a page that is not there", target: func(o *Target) { o.URL = strings.TrimSuffix(o.URL, "chat/") },
			finding: "server", state: Fault, found: "what answers (404) is not Mattermost", remedy: "sub-path", last: true},
		{name: "Mattermost, below another path", replace: "GET /config/client", by: refuses(404, "api.context.404.app_error"),
			finding: "server", state: Fault, found: "has nothing there (404)", remedy: "with the sub-path if there is one", last: true},
		{name: "moved", replace: "GET /config/client", by: http.RedirectHandler("https://elders.example.nl/api/v4/config/client", http.StatusMovedPermanently).ServeHTTP,
			finding: "server", state: Fault, found: "sends us on to https://elders.example.nl", remedy: "mattermost.url", last: true},
		{name: "too many calls", replace: "GET /config/client", by: plain(429, "text/plain", "limit exceeded"),
			finding: "server", state: Fault, found: "limits how often", remedy: "in a minute", paste: "mmctl config set RateLimitSettings.PerSec", last: true},
		{name: "a fault of the server", replace: "GET /config/client", by: refuses(500, "app.boom.app_error"),
			finding: "server", state: Fault, found: "500, app.boom.app_error", paste: "mmctl logs", last: true},
		{name: "a proxy without a server", replace: "GET /config/client", by: plain(502, "text/html", "<h1>Bad Gateway</h1>"),
			finding: "server", state: Fault, found: "it answers 502", remedy: "proxy", last: true},
		{name: "nobody listens", target: func(o *Target) { o.URL = "http://" + free(t) },
			finding: "server", state: Fault, found: "no connection", paste: "curl -sS http://127.0.0.1", last: true},
		{name: "no such name", target: func(o *Target) { o.Transport = noName{} },
			finding: "server", state: Fault, found: "chat.example.nl is unknown", remedy: "name server", last: true},
		{name: "clock", replace: "GET /config/client", by: func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Date", time.Now().Add(-5*time.Minute).UTC().Format(http.TimeFormat))
			newFake(t).config(nil)(w, r)
		}, finding: "clock", state: Limited, found: "differ by about 5 minutes", paste: "timedatectl set-ntp true"},
		{name: "old", replace: "GET /config/client", by: newFake(t).config(map[string]string{"Version": "9.11.2"}),
			finding: "version", state: Fault, found: "9.11.2 is older", remedy: "11.7"},
		{name: "11.6", replace: "GET /config/client", by: newFake(t).config(map[string]string{"Version": "11.6.0"}),
			finding: "version", state: Limited, found: "no security updates", remedy: "15 May 2027"},
		{name: "11.10.0", replace: "GET /config/client", by: newFake(t).config(map[string]string{"Version": "11.10.0"}),
			finding: "version", state: Limited, found: "drops parts of messages", remedy: "11.10"},
		{name: "12", replace: "GET /config/client", by: newFake(t).config(map[string]string{"Version": "12.0.1"}),
			finding: "version", state: Limited, found: "newer", remedy: "nothing to do"},
		{name: "no version", replace: "GET /config/client", by: newFake(t).config(map[string]string{"Version": ""}),
			finding: "version", state: Limited, found: "does not say", remedy: "nothing to do"},
		{name: "no site url", replace: "GET /config/client", by: newFake(t).config(map[string]string{"SiteURL": ""}),
			finding: "site url", state: Fault, found: "does not know its own address", paste: "mmctl config set ServiceSettings.SiteURL http://127.0.0.1"},
		{name: "another site url", replace: "GET /config/client", by: newFake(t).config(map[string]string{"SiteURL": "https://chat.example.nl"}),
			finding: "site url", state: Limited, found: "calls itself https://chat.example.nl", remedy: "links lead there", paste: "mmctl config set ServiceSettings.SiteURL"},
		{name: "commands off", replace: "GET /config/client", by: newFake(t).config(map[string]string{"EnableCommands": "false"}),
			finding: "slash commands", state: Limited, found: "off on this server", paste: "mmctl config set ServiceSettings.EnableCommands true"},
		{name: "bad token", target: func(o *Target) { o.Token = "another" },
			finding: "token", state: Fault, found: "mistyped or revoked, or the bot is disabled", paste: "mmctl bot enable wegwijs\nmmctl token generate wegwijs 'Wegwijs'", last: true},
		{name: "token, and a fault", replace: "GET /users/me", by: refuses(503, "app.boom.app_error"),
			finding: "token", state: Fault, found: "does not say whose it is", paste: "mmctl logs", last: true},
		{name: "no bot", replace: "GET /users/me", by: says(200, map[string]any{"id": botID, "username": "ann"}),
			finding: "token", state: Limited, found: "@ann, a person", paste: "mmctl bot create"},
		{name: "administrator", replace: "GET /users/me", by: says(200, map[string]any{"id": botID, "username": "wijzer", "is_bot": true, "roles": "system_user system_admin"}),
			finding: "rights", state: Limited, found: "does not need", paste: "mmctl permissions role unassign system_admin wijzer"},
		{name: "no websocket through the proxy", replace: "GET /websocket", by: plain(400, "text/plain", "no"),
			finding: "websocket", state: Fault, found: "400", remedy: "nginx", paste: "proxy_set_header Upgrade $http_upgrade;"},
		{name: "no such team", replace: "GET /teams/name/rijk", by: refuses(404, "app.team.get_by_name.missing.app_error"),
			finding: "team rijk", state: Fault, found: "no such team", remedy: "/NAME/channels/", paste: "mmctl team list"},
		{name: "a closed team we are not in", replace: "GET /teams/name/rijk", by: refuses(403, "api.context.permissions.app_error"),
			finding: "team rijk", state: Fault, found: "no member", paste: "mmctl team users add rijk wegwijs"},
		{name: "an open team we are not in", replace: member, by: refuses(404, "app.team.get_member.missing.app_error"),
			finding: "team rijk", state: Fault, found: "no member", paste: "mmctl team users add rijk wegwijs"},
		{name: "a team we were taken out of", replace: member, by: says(200, map[string]any{"team_id": teamID, "user_id": botID, "delete_at": 1}),
			finding: "team rijk", state: Fault, found: "no member", paste: "mmctl team users add rijk wegwijs"},
		{name: "a team that cannot be read", replace: member, by: refuses(500, "app.boom.app_error"),
			finding: "team rijk", state: Limited, found: "cannot be checked", paste: "mmctl logs"},
		{name: "in no channel", replace: channels, by: says(200, []any{}),
			finding: "channels of rijk", state: Limited, found: "in none", paste: "mmctl channel users add rijk:CHANNEL wegwijs"},
		{name: "channels cannot be read", replace: channels, by: plain(429, "text/plain", "limit exceeded"),
			finding: "channels of rijk", state: Limited, found: "limits how often", remedy: "in a minute"},
		{name: "no right to make commands", replace: "GET /commands", by: refuses(403, "api.context.permissions.app_error"),
			finding: "commands of rijk", state: Limited, found: "may not make slash commands", paste: "mmctl permissions add system_post_all_public manage_own_slash_commands"},
		{name: "commands off, asked by a bot with the right", replace: "GET /commands", by: refuses(501, "api.command.disabled.app_error"),
			finding: "commands of rijk", state: Limited, found: "may not", paste: "mmctl permissions"},
		{name: "a command of somebody else that we see", replace: "GET /commands", by: says(200, []map[string]any{{"id": "c9", "trigger": "wegwijs", "creator_id": annID, "url": "https://elders"}}),
			finding: "command /wegwijs in rijk", state: Limited, found: "somebody else", remedy: "another name under commands", paste: "mmctl command archive c9"},
		{name: "a command of somebody else that we do not see", replace: "GET /commands", by: says(200, []any{}),
			finding: "command /wegwijs in rijk", state: Limited, found: "somebody else", paste: "mmctl command list rijk\nmmctl command archive ID"},
		{name: "no command yet", replace: complete, by: says(200, []any{}), target: func(o *Target) { o.Commands = []string{"wijzer"} },
			finding: "command /wijzer in rijk", state: Fine, found: "made when 'wegwijs serve' starts"},
		{name: "no command, and the bot runs", target: func(o *Target) { o.Commands, o.Running = []string{"wijzer"}, true },
			finding: "command /wijzer in rijk", state: Limited, found: "although the bot runs", remedy: "in its log why"},
		{name: "a command that calls elsewhere", replace: "GET /commands", by: says(200, []map[string]any{{"id": "c1", "trigger": "wegwijs", "creator_id": botID, "url": "https://elders"}}),
			finding: "command /wegwijs in rijk", state: Limited, found: "another address", remedy: "'wegwijs serve' starts"},
		{name: "a channel that is not there", target: func(o *Target) { o.Channels = []string{"nowhere"} },
			finding: "channel nowhere", state: Limited, found: "sees no channel", remedy: "under channels", paste: "mmctl channel users add rijk:CHANNEL"},
		{name: "a channel that is not there, and a team we are not in", replace: "GET /teams/name/elders", by: refuses(404, "app.team.get_by_name.missing.app_error"),
			target:  func(o *Target) { o.Channels, o.Teams = []string{"nowhere"}, []string{"rijk", "elders"} },
			finding: "channel nowhere", state: Limited, found: "sees no channel", paste: "mmctl channel users add rijk:CHANNEL"},
		{name: "a channel by id", target: func(o *Target) { o.Channels = []string{chanID} },
			finding: "channel " + chanID, state: Fine, found: "it is there"},
		{name: "a channel by id that we do not see", target: func(o *Target) { o.Channels = []string{talkID} },
			finding: "channel " + talkID, state: Limited, found: "sees no channel", remedy: "private"},
		{name: "hidden addresses", replace: "GET /users", by: says(200, []map[string]any{{"id": annID, "username": "ann"}}),
			finding: "profiles", state: Limited, found: "addresses are hidden", paste: "mmctl config set PrivacySettings.ShowEmailAddress true"},
		{name: "nobody", target: func(o *Target) { o.People = []string{"nobody"} },
			finding: "role of nobody", state: Limited, found: "nobody here", remedy: "under roles"},
		{name: "somebody by id", target: func(o *Target) { o.People = []string{annID} },
			finding: "role of " + annID, state: Fine, found: "this is @ann"},
		{name: "an address that may not be looked up", replace: "GET /users/email/ann@minfin.nl", by: refuses(403, "api.user.get_user_by_email.permissions.app_error"),
			finding: "role of ann@minfin.nl", state: Limited, found: "may not look people up", remedy: "mattermost:HANDLE"},
		{name: "who left", replace: "GET /users/username/ann", by: says(200, map[string]any{"id": annID, "username": "ann", "delete_at": 7}),
			finding: "role of ann", state: Limited, found: "deactivated", remedy: "under roles"},
		{name: "a guest", replace: "GET /users/username/ann", by: says(200, map[string]any{"id": annID, "username": "ann", "roles": "system_guest"}),
			finding: "role of ann", state: Limited, found: "a guest", remedy: "under roles"},
		{name: "no licence for groups", replace: "GET /users/" + annID + "/groups", by: refuses(501, "api.license_error"),
			finding: "groups", state: Limited, found: "no licence", remedy: "one by one"},
		{name: "groups of others are hidden", replace: "GET /users/" + annID + "/groups", by: refuses(403, "api.context.permissions.app_error"),
			finding: "groups", state: Limited, found: "@voorlichters", remedy: "one by one"},
		{name: "no direct messages", replace: "POST /channels/direct", by: refuses(403, "api.context.permissions.app_error"),
			finding: "direct messages", state: Limited, found: "403, api.context.permissions.app_error", paste: "mmctl logs"},
		{name: "nothing for one person only", replace: "POST /posts/ephemeral", by: refuses(403, "api.context.permissions.app_error"),
			finding: "private answers", state: Limited, found: "as a direct message", paste: "mmctl permissions add system_post_all_public create_post_ephemeral"},
		{name: "no public address", target: func(o *Target) { o.PublicURL = "" },
			finding: "callback", state: Fault, found: "http.public_url is empty", remedy: "https://wegwijs.example.nl"},
		{name: "an address the server cannot reach", target: func(o *Target) { o.PublicURL = "http://" + free(t) },
			finding: "callback", state: Fault, found: "does not reach http://127.0.0.1", remedy: notForPeople, paste: "AllowedUntrustedInternalConnections '127.0.0.1'"},
		{name: "an address the server refuses", replace: press, by: refuses(400, "api.post.do_action.action_integration.app_error"),
			finding: "callback", state: Fault, found: "does not reach", remedy: "private network", paste: "curl -sS -X POST http://127.0.0.1"},
		{name: "a newer server that says more", replace: press, by: refuses(502, "api.post.do_action.action_integration.app_error"),
			finding: "callback", state: Fault, found: "does not reach", paste: "/mattermost/check"},
		{name: "pressing is limited", replace: press, by: plain(429, "text/plain", "limit exceeded"),
			finding: "callback", state: Limited, found: "limits how often", remedy: "in a minute"},
		{name: "another program", target: func(o *Target) { o.PublicURL = other(t, `{}`) },
			finding: "callback", state: Fault, found: "another program", remedy: "below /mattermost/"},
		{name: "a page at our address", target: func(o *Target) { o.PublicURL = other(t, `<html>`) },
			finding: "callback", state: Fault, found: "does not reach", remedy: "proxy"},
		{name: "the message stays", replace: "POST /posts", by: refuses(400, "api.post.create_post.boom"),
			finding: "callback", state: Limited, found: "cannot be checked", paste: "mmctl logs"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f := newFake(t)
			if tc.replace != "" {
				if _, ok := f.answers[tc.replace]; !ok {
					t.Fatalf("the check never calls %s", tc.replace)
				}
				f.answers[tc.replace] = tc.by
			}
			found := f.findings(tc.target)
			got, ok := found[tc.finding]
			if !ok {
				t.Fatalf("nothing is said of %s in %+v", tc.finding, found)
			}
			if got.State != tc.state || !strings.Contains(got.Found, tc.found) || !strings.Contains(got.Remedy, tc.remedy) || !strings.Contains(got.Paste, tc.paste) {
				t.Errorf("got %+v", got)
			}
			if _, on := found["profiles"]; on == tc.last {
				t.Errorf("it went on: %v", on)
			}
			if _, posted := found["callback"]; posted && f.post != nil && !f.deleted {
				t.Error("the message of the check is still there")
			}
		})
	}
}

func TestMessageThatStays(t *testing.T) {
	f := newFake(t)
	f.answers["DELETE /posts/"+postID] = refuses(403, "api.context.permissions.app_error")
	f.answers["POST /posts/"+postID+"/actions/check"] = plain(429, "text/plain", "limit exceeded")
	var last Finding
	server := httptest.NewServer(f)
	defer server.Close()
	err := Check(context.Background(), Target{URL: server.URL + "/chat", Token: botToken, PublicURL: "http://127.0.0.1:1"}, func(found Finding) { last = found })
	if err != nil || last.State != Limited || !strings.Contains(last.Found, "could not be deleted") {
		t.Errorf("%v, %+v", err, last)
	}
}

func TestTLS(t *testing.T) {
	f := newFake(t)
	server := httptest.NewUnstartedServer(f)
	server.Config.ErrorLog = log.New(io.Discard, "", 0) // refused handshakes are what this is about
	server.StartTLS()
	defer server.Close()
	trusting := server.Client().Transport.(*http.Transport)
	_, port, err := net.SplitHostPort(server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	late := trusting.Clone()
	late.TLSClientConfig.Time = func() time.Time { return time.Date(2200, 1, 1, 0, 0, 0, 0, time.UTC) }
	named := trusting.Clone()
	named.DialContext = func(ctx context.Context, network, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, network, server.Listener.Addr().String())
	}
	without := httptest.NewServer(f)
	defer without.Close()
	for _, tc := range []struct {
		name, url           string
		by                  *http.Transport
		found, remedy, part string
	}{
		{"an authority nobody knows", "https://127.0.0.1:" + port, &http.Transport{}, "an authority this machine does not know", "certificate of that authority", "update-ca-certificates"},
		{"another name", "https://chat.rijk.invalid", named, "made for another name", "names", "openssl s_client"},
		{"ended", "https://127.0.0.1:" + port, late, "has ended", "clock", "date"},
		{"no TLS", "https" + strings.TrimPrefix(without.URL, "http"), trusting, "does not speak TLS", "http://", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			found := check1(t, Target{URL: tc.url + "/chat", Token: botToken, Transport: tc.by})
			got := found["server"]
			if len(found) != 1 || got.State != Fault || !strings.Contains(got.Found, tc.found) || !strings.Contains(got.Remedy, tc.remedy) || !strings.Contains(got.Paste, tc.part) {
				t.Errorf("got %+v", found)
			}
		})
	}
	found := check1(t, Target{URL: server.URL + "/chat", Token: botToken, Transport: trusting, PublicURL: other(t, "{}")})
	if got := found["tls"]; got.State != Fine || !strings.Contains(got.Found, "2084") {
		t.Errorf("a certificate in order: %+v", got)
	}
	if got := found["websocket"]; got.State != Fine {
		t.Errorf("the websocket: %+v", got)
	}
}

func TestCertificateEndsSoon(t *testing.T) {
	var got Finding
	c := &check{url: "https://chat.example.nl", report: func(f Finding) { got = f }}
	for in, want := range map[time.Duration]State{24 * time.Hour: Limited, 60 * 24 * time.Hour: Fine} {
		c.saw.until = time.Now().Add(in)
		if c.secured(); got.State != want {
			t.Errorf("in %v: %+v", in, got)
		}
	}
	c.url = "http://chat.example.nl"
	if c.secured(); got.State != Limited || !strings.Contains(got.Remedy, "https://") {
		t.Errorf("without TLS: %+v", got)
	}
}

func TestSilentWebsocket(t *testing.T) {
	f := newFake(t)
	f.answers["GET /websocket"] = func(w http.ResponseWriter, r *http.Request) {
		conn, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		conn.Close()
	}
	if got := f.findings(nil)["websocket"]; got.State != Fault || !strings.Contains(got.Found, "people are not heard") {
		t.Errorf("got %+v", got)
	}
}

func TestCheckIsStopped(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	f := newFake(t)
	server := httptest.NewServer(f)
	defer server.Close()
	seen := 0
	err := Check(ctx, Target{URL: server.URL + "/chat", Token: botToken, Teams: []string{"rijk"}}, func(Finding) {
		seen++
		cancel()
	})
	if !errors.Is(err, context.Canceled) || seen > 6 {
		t.Errorf("%v after %d findings", err, seen)
	}
}

// free is an address where nobody listens.
func free(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// other is a program that is not ours.
func other(t *testing.T, says string) string {
	t.Helper()
	s := httptest.NewServer(plain(200, "text/html", says))
	t.Cleanup(s.Close)
	return s.URL
}

// noName is a network where no name is known.
type noName struct{}

func (noName) RoundTrip(*http.Request) (*http.Response, error) {
	return nil, &net.DNSError{Err: "no such host", Name: "chat.example.nl", IsNotFound: true}
}
