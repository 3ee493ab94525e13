package setup

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// server checks address, certificate, clock and version.
func (c *check) server(ctx context.Context) bool {
	const name = "server"
	began := time.Now()
	config, resp, err := c.client.GetClientConfig(ctx, "")
	took := time.Since(began)
	if err != nil {
		f := trouble(c.url, c.saw.location, resp, err)
		c.wrong(Finding{Name: name, State: Fault, Found: "no Mattermost server answers at " + c.url + ": " + f.Found, Remedy: f.Remedy, Paste: f.Paste})
		return false
	}
	c.fine(name, "Mattermost %s answers at %s", orUnknown(config["Version"]), c.url)
	c.secured()
	c.clock(resp.Header.Get("Date"), took)
	c.version(config["Version"])
	return true
}

// renewWithin is how long before its end a certificate is worth a word.
const renewWithin = 14 * 24 * time.Hour

func (c *check) secured() {
	const name = "tls"
	u, err := url.Parse(c.url)
	if err != nil {
		return
	}
	left := time.Until(c.saw.until)
	switch host := u.Hostname(); {
	case u.Scheme == "https" && left < renewWithin:
		c.wrong(Finding{Name: name, State: Limited, Found: fmt.Sprintf("the certificate of the server ends within %d days, on %s", int(left.Hours()/24)+1, day(c.saw.until)),
			Remedy: "Renew it: after that day nobody can reach the server."})
	case u.Scheme == "https":
		c.fine(name, "the certificate of the server is trusted, and valid until %s", day(c.saw.until))
	case isLoopback(host):
		c.fine(name, "there is none, and the server is on this machine")
	default:
		c.wrong(Finding{Name: name, State: Limited, Found: "mattermost.url starts with http://: the token and all messages can be read along the way",
			Remedy: "If the server can be reached with https://, write that in mattermost.url. In a closed network, such as one of containers, it may stay."})
	}
}

func day(t time.Time) string { return t.Format("2 January 2006") }

// clockApart is how far clocks may differ before people notice.
const clockApart = 2 * time.Minute

// clock compares clocks; the header has whole seconds.
func (c *check) clock(header string, took time.Duration) {
	const name = "clock"
	date, err := http.ParseTime(header)
	if err != nil {
		return // a proxy may have taken it out
	}
	if off := time.Since(date).Abs(); off > clockApart+took {
		c.wrong(Finding{Name: name, State: Limited, Found: fmt.Sprintf("the clock of this machine and that of the server differ by about %.0f minutes", off.Minutes()),
			Remedy: "Let a time server set both. Deadlines and reminders follow the clock of this machine.", Paste: "timedatectl set-ntp true"})
		return
	}
	c.fine(name, "this machine and the server agree on the time")
}

// version tells what is known of a version; how long each is supported is on
// https://docs.mattermost.com/product-overview/mattermost-server-releases.html.
func (c *check) version(v string) {
	const name = "version"
	var major, minor, patch int
	if n, _ := fmt.Sscanf(v, "%d.%d.%d", &major, &minor, &patch); n < 2 {
		c.wrong(Finding{Name: name, State: Limited, Found: "the server does not say its version",
			Remedy: "There is nothing to do, but what is known of its version cannot be told."})
		return
	}
	limited := func(found, remedy string) {
		c.wrong(Finding{Name: name, State: Limited, Found: v + " " + found, Remedy: remedy})
	}
	switch {
	case major < 10 || major == 10 && minor < 11:
		c.wrong(Finding{Name: name, State: Fault, Found: v + " is older than what this program is made for",
			Remedy: "Upgrade the server to 11.7, which is supported for long, or to a later version."})
	case major == 10 || major == 11 && minor < 7:
		limited("works, and gets no security updates any more", "Upgrade the server to 11.7, which is supported until 15 May 2027, or to a later version.")
	case major == 11 && minor == 10 && patch == 0:
		limited("drops parts of messages of some bots; those of this program are made so that nothing is lost", "Upgrade the server to a later 11.10 all the same.")
	case major >= 12:
		limited("is newer than what this program was tried with", "There is nothing to do now. If something looks wrong, say so, and say this version.")
	default:
		c.fine(name, "%s is one this program is made for", v)
	}
}

// settings checks what only who is logged in may see of the server's settings.
func (c *check) settings(ctx context.Context) {
	config, resp, err := c.client.GetClientConfig(ctx, "")
	if err != nil {
		c.failed("settings", resp, err)
		return
	}
	const name = "site url"
	set := "mmctl config set ServiceSettings.SiteURL " + c.url
	switch site := strings.TrimRight(config["SiteURL"], "/"); {
	case site == "":
		c.wrong(Finding{Name: name, State: Fault, Found: "the server does not know its own address: forms and answers to slash commands fail",
			Remedy: "Tell it the address that people open:", Paste: set})
	case !strings.EqualFold(site, c.url):
		c.wrong(Finding{Name: name, State: Limited, Found: "mattermost.url is " + c.url + ", and the server calls itself " + site,
			Remedy: "If people open " + site + ", that is right, and links lead there. If they open " + c.url + ":", Paste: set})
	default:
		c.fine(name, "the server calls itself what mattermost.url says")
	}
	if config["EnableCommands"] == "false" {
		c.wrong(Finding{Name: "slash commands", State: Limited, Found: "they are off on this server: the same words work after a mention and in a direct message",
			Remedy: "To switch them on:", Paste: "mmctl config set ServiceSettings.EnableCommands true"})
	}
}
