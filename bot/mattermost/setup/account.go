package setup

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"github.com/gorilla/websocket"
	"github.com/mattermost/mattermost/server/public/model"
)

// token checks who we are.
func (c *check) token(ctx context.Context) bool {
	const name = "token"
	c.client.SetToken(c.opt.Token)
	me, resp, err := c.client.GetMe(ctx, "")
	switch {
	case err != nil && statusOf(resp) == http.StatusUnauthorized:
		c.wrong(Finding{Name: name, State: Fault, Found: "the server refuses it: it is mistyped or revoked, or the bot is disabled",
			Remedy: "Enable the bot; if it was enabled, make a new token and put it in mattermost.token or in its file:",
			Paste:  "mmctl bot enable wegwijs\nmmctl token generate wegwijs 'Wegwijs'"})
		return false
	case err != nil:
		f := trouble(c.url, c.saw.location, resp, err)
		c.wrong(Finding{Name: name, State: Fault, Found: "the server does not say whose it is: " + f.Found, Remedy: f.Remedy, Paste: f.Paste})
		return false
	case !me.IsBot:
		c.wrong(Finding{Name: name, State: Limited, Found: "it is that of @" + me.Username + ", a person: people cannot see that a program answers them",
			Remedy: "Make a bot account and use its token:", Paste: c.right(rightAccount).Give})
	default:
		c.place.Bot = me.Username
		c.fine(name, "it is that of the bot @%s", me.Username)
	}
	c.self, c.place.Bot = me, me.Username
	if strings.Contains(me.Roles, model.SystemAdminRoleId) {
		c.wrong(Finding{Name: "rights", State: Limited, Found: "the bot is an administrator of the system, which it does not need",
			Remedy: "Take that back:", Paste: "mmctl permissions role unassign " + model.SystemAdminRoleId + " " + me.Username})
	}
	return true
}

// helloWithin is how long a server may take to greet a new connection; one that
// knows no token of ours closes it after five seconds.
const helloWithin = 10 * time.Second

// websocket checks the connection over which the server tells what people say.
func (c *check) websocket(ctx context.Context) {
	const name = "websocket"
	ctx, cancel := context.WithTimeout(ctx, helloWithin)
	defer cancel()
	dialer := websocket.Dialer{Proxy: http.ProxyFromEnvironment, HandshakeTimeout: helloWithin}
	if t, ok := c.opt.Transport.(*http.Transport); ok {
		dialer.TLSClientConfig = t.TLSClientConfig
	}
	at := "ws" + strings.TrimPrefix(c.url, "http") + "/api/v4/websocket"
	conn, resp, err := dialer.DialContext(ctx, at, http.Header{"Authorization": {"Bearer " + c.opt.Token}})
	if err != nil {
		found := "no connection is made: people are not heard"
		if resp != nil {
			found = "the server, or a proxy before it, answers " + resp.Status + " instead of opening the connection: people are not heard"
		}
		c.wrong(Finding{Name: name, State: Fault, Found: found,
			Remedy: "Let every proxy before the server pass on websockets under /api/v4/websocket. For nginx, in the block of that location:",
			Paste:  "proxy_http_version 1.1;\nproxy_set_header Upgrade $http_upgrade;\nproxy_set_header Connection \"upgrade\";\nproxy_read_timeout 600s;"})
		return
	}
	defer conn.Close()
	deadline, _ := ctx.Deadline()
	conn.SetReadDeadline(deadline) // the read fails when it is not set
	_, data, err := conn.ReadMessage()
	var hello struct {
		Event string `json:"event"`
	}
	if err == nil {
		err = json.Unmarshal(data, &hello)
	}
	if err != nil || hello.Event != string(model.WebsocketEventHello) {
		c.wrong(Finding{Name: name, State: Fault, Found: "the connection opens and nothing comes: people are not heard",
			Remedy: "See that every proxy before the server passes on the Authorization header, and does not hold back what the server sends."})
		return
	}
	c.fine(name, "the server tells what people say")
}
