package mattermosttest

import (
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/mattermost/mattermost/server/public/model"
)

// plainID is what an action's id may be: another one gives a button that
// nobody can press.
var plainID = regexp.MustCompile(`^[A-Za-z0-9]+$`)

// Limits of what clients show.
const (
	maxFooter     = 300
	maxActionName = 64 // what fits on a button of a phone
)

// checkPost notes what is wrong with a post of a bot that the server takes all
// the same; s.mu is held.
func (s *Server) checkPost(where string, who *user, p *model.Post) {
	wrong := func(format string, args ...any) { s.broke("%s: "+format, append([]any{where}, args...)...) }
	for _, name := range []string{"override_username", "override_icon_url", "override_icon_emoji", "from_webhook"} {
		if _, ok := p.Props[name]; ok {
			wrong("the prop %s is not a bot's to set", name)
		}
	}
	if p.UserId != "" && p.UserId != who.id() {
		wrong("the post is in another's name")
	}
	if strings.TrimSpace(p.Message) == "" && len(p.Attachments()) == 0 && len(p.FileIds) == 0 {
		wrong("the post is empty")
	}
	if !utf8.ValidString(p.Message) || strings.ContainsRune(p.Message, 0) {
		wrong("the text is no text")
	}
	if raw, ok := p.Props[model.PostPropsAttachments]; ok {
		if err := strictly(raw, &[]*model.MessageAttachment{}); err != nil {
			wrong("attachments: %v", err)
		}
	}
	ids := map[string]bool{}
	for i, a := range p.Attachments() {
		at := fmt.Sprintf("attachment %d: ", i)
		if err := a.IsValid(); err != nil {
			wrong(at+"%v", err)
		}
		if utf8.RuneCountInString(a.Footer) > maxFooter {
			wrong(at + "the footer is cut")
		}
		if a.Text == "" && a.Pretext == "" && a.Title == "" && len(a.Fields) == 0 && len(a.Actions) == 0 && a.ImageURL == "" && a.Footer == "" {
			wrong(at + "it is empty")
		}
		for _, f := range a.Fields {
			if v, ok := f.Value.(string); !ok || v == "" {
				wrong(at+"the field %q has no value that is a text", f.Title)
			}
			if f.Title == "" {
				wrong(at + "a field has no title, and some clients drop it")
			}
		}
		for _, x := range a.Actions {
			s.checkAction(func(format string, args ...any) { wrong(at+format, args...) }, x)
			if ids[x.Id] {
				wrong(at+"a second action has the id %q: only the first can be pressed", x.Id)
			}
			ids[x.Id] = true
		}
	}
}

func (s *Server) checkAction(wrong func(string, ...any), x *model.PostAction) {
	if !plainID.MatchString(x.Id) {
		wrong("the id %q of an action can never be pressed", x.Id)
	}
	if utf8.RuneCountInString(x.Name) > maxActionName+16 {
		wrong("the name of an action has %d characters", utf8.RuneCountInString(x.Name))
	}
	if x.Cookie != "" {
		wrong("an action holds a cookie, which is the server's")
	}
	if x.Integration == nil {
		return // said already: it is not valid
	}
	if u, err := url.Parse(x.Integration.URL); err != nil || u.Host == "" {
		wrong("the action %q calls %q", x.Name, x.Integration.URL)
	}
	for k := range x.Integration.Context {
		if k == "selected_option" {
			wrong("the context holds what the server writes there")
		}
	}
	seen := map[string]bool{}
	for _, o := range x.Options {
		if seen[o.Value] {
			wrong("two options have the value %q", o.Value)
		}
		seen[o.Value] = true
	}
}

// strictly decodes something once more, and says which field is unknown.
func strictly(from, into any) error {
	data, err := json.Marshal(from)
	if err != nil {
		return err
	}
	d := json.NewDecoder(strings.NewReader(string(data)))
	d.DisallowUnknownFields()
	return d.Decode(into)
}
