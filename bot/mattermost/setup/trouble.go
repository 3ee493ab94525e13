package setup

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"

	"github.com/mattermost/mattermost/server/public/model"
)

// trouble says what went wrong with a call, and what to do. It shows nothing of
// what the server wrote but the code of an error: texts may repeat what was sent.
func trouble(server, location string, resp *model.Response, err error) Finding {
	var app *model.AppError
	var dns *net.DNSError
	status := statusOf(resp)
	f := Finding{
		Found:  "no connection is made",
		Remedy: "See that the server runs, and that firewalls and proxies let this machine through. This must print that its status is OK:",
		Paste:  "curl -sS " + server + "/api/v4/system/ping",
	}
	say := func(found, remedy, paste string) Finding { return Finding{Found: found, Remedy: remedy, Paste: paste} }
	switch {
	case errors.As(err, &dns):
		return say("the name "+dns.Name+" is unknown here", "Correct mattermost.url, or the name server of this machine.", "")
	case tlsReason(err) != "":
		found, remedy, paste := tlsTrouble(err)
		return say(found, remedy, paste)
	case isTimeout(err):
		f.Found = "no answer comes in time"
	case errors.Is(err, context.Canceled):
		return say("it was stopped", "Start it again.", "")
	case location != "":
		return say("it sends us on to "+location, "Write the address people end up at in mattermost.url.", "")
	case status == http.StatusTooManyRequests:
		return say("the server limits how often it is called", "Try again in a minute. If this stays, allow more calls per second; 10 is the default:", "mmctl config set RateLimitSettings.PerSec 50")
	case status == http.StatusUnauthorized:
		return say("the server refuses the token"+code(err), "Try again: if the bot was disabled or its token revoked meanwhile, that is told first.", "")
	case status >= http.StatusInternalServerError:
		return say(fmt.Sprintf("the server, or a proxy before it, has a fault of its own: it answers %d%s", status, code(err)), "Look in the log of the server, and in that of the proxy:", "mmctl logs --number 50")
	case errors.As(err, &app) && app.Id == notHere: // Mattermost itself, asked below a path that is not its own
		return say("a Mattermost server answers, and has nothing there (404)", "Correct mattermost.url: it is the address people open, with the sub-path if there is one and without a team, such as https://chat.example.nl or https://example.nl/chat.", "")
	case errors.As(err, &app) && app.Id != "" && status != 0 && !strings.HasPrefix(app.Id, "api.unmarshal"):
		return say(fmt.Sprintf("the server answers %d%s", status, code(err)), "Look in the log of the server:", "mmctl logs --number 50")
	case status != 0:
		return say(fmt.Sprintf("what answers (%d) is not Mattermost", status), "Correct mattermost.url: it is the address people open, with the sub-path and without a team, such as https://chat.example.nl or https://example.nl/chat.", "")
	}
	return f
}

// notHere is what a server says of an address that leads nowhere.
const notHere = "api.context.404.app_error"

// code is the name of an error of Mattermost, which its documents and log use.
func code(err error) string {
	var app *model.AppError
	if errors.As(err, &app) && app.Id != "" && !strings.HasPrefix(app.Id, "api.unmarshal") {
		return ", " + app.Id
	}
	return ""
}

func statusOf(resp *model.Response) int {
	if resp == nil {
		return 0
	}
	return resp.StatusCode
}

func isTimeout(err error) bool {
	var t net.Error
	return errors.Is(err, context.DeadlineExceeded) || errors.As(err, &t) && t.Timeout()
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

func hostOf(address string) string {
	if u, err := url.Parse(address); err == nil {
		return u.Host
	}
	return address
}

func orUnknown(s string) string {
	if s == "" {
		return "of an unknown version"
	}
	return s
}
