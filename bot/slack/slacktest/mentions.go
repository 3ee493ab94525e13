package slacktest

import (
	"regexp"
	"slices"
)

var (
	entity     = regexp.MustCompile(`<([@!])([A-Za-z0-9^]+)(?:\|[^>]*)?>`)
	unverbatim = regexp.MustCompile(`(^|[^\pL\pN])@(channel|here|everyone)\b`)
)

// ping notes whom a message of the bot notifies by name; s.mu is held.
func (s *Server) ping(m *Message) {
	if !m.Bot {
		return
	}
	s.pings(m.Text)
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, x := range v {
				walk(x)
			}
		case obj:
			switch text(v["type"]) {
			case "mrkdwn":
				s.pings(text(v["text"]))
				if !truth(v["verbatim"]) {
					s.broke("a mrkdwn text without verbatim: names and addresses in it act by themselves")
					if unverbatim.MatchString(text(v["text"])) {
						s.pinged = append(s.pinged, "everybody")
					}
				}
			case "markdown":
				s.pings(text(v["text"]))
			case "broadcast", "usergroup":
				s.pinged = append(s.pinged, "everybody")
			case "user":
				s.pinged = append(s.pinged, s.nameOf(text(v["user_id"])))
			}
			for _, x := range v {
				walk(x)
			}
		}
	}
	for _, b := range m.Blocks {
		walk(b)
	}
}

func (s *Server) pings(t string) {
	for _, x := range entity.FindAllStringSubmatch(t, -1) {
		who := "everybody"
		if x[1] == "@" {
			if who = s.nameOf(x[2]); who == "" {
				continue
			}
		}
		if !slices.Contains(s.pinged, who) {
			s.pinged = append(s.pinged, who)
		}
	}
}
