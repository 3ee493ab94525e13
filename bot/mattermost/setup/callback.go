package setup

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"net/http"
	"regexp"
	"strings"

	"github.com/mattermost/mattermost/server/public/model"
)

// CheckPath is where the server calls when Check sees whether it reaches us,
// below the public address.
const CheckPath = "/mattermost/check"

var echoable = regexp.MustCompile(`^[A-Z2-7]{26}$`)

// notForPeople is what who calls CheckPath by hand sees.
const notForPeople = "this is for 'wegwijs doctor'"

// CheckHandler answers the call of Check. It has no secret and needs none: it
// only gives back a random word that whoever calls has sent.
func CheckHandler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var called model.PostActionIntegrationRequest
		err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 64<<10)).Decode(&called)
		word, _ := called.Context["word"].(string)
		if r.Method != http.MethodPost || err != nil || !echoable.MatchString(word) {
			http.Error(w, notForPeople, http.StatusBadRequest)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		json.NewEncoder(w).Encode(map[string]any{"update": map[string]any{"message": reached(word)}}) // nobody to tell when it fails
	})
}

func reached(word string) string { return "reached " + word }

// alone opens the conversation of the bot with itself, where nobody is disturbed.
func (c *check) alone(ctx context.Context) {
	talk, resp, err := c.client.CreateDirectChannel(ctx, c.self.Id, c.self.Id)
	if err != nil {
		c.failed("direct messages", resp, err)
		return
	}
	c.talk = talk.Id
}

// private checks whether the bot may show something to one person only. The
// permission holds for all channels or for none.
func (c *check) private(ctx context.Context) {
	const name = "private answers"
	if c.talk == "" {
		return
	}
	_, resp, err := c.client.CreatePostEphemeral(ctx, &model.PostEphemeral{
		UserID: c.self.Id,
		Post:   &model.Post{ChannelId: c.talk, Message: title},
	})
	switch {
	case err == nil:
		c.fine(name, "they are given in the channel where somebody asks")
	case statusOf(resp) == http.StatusForbidden:
		c.wrong(Finding{Name: name, State: Limited, Found: "the answer to a button in a channel comes as a direct message",
			Remedy: "Let the bot show it in the channel, to that person only:", Paste: c.right(rightPrivate).Give})
	default:
		c.failed(name, resp, err)
	}
}

// title is all that is in the messages of the check.
const title = "wegwijs doctor"

// callback checks whether the server reaches this program, by pressing a
// button in the conversation of the bot with itself.
func (c *check) callback(ctx context.Context) {
	const name = "callback"
	if c.opt.PublicURL == "" {
		c.wrong(Finding{Name: name, State: Fault, Found: "http.public_url is empty: buttons, forms and slash commands do nothing",
			Remedy: "Write how the Mattermost server reaches this program, such as https://wegwijs.example.nl."})
		return
	}
	if c.talk == "" {
		return
	}
	word := rand.Text()
	button := &model.PostAction{Id: "check", Name: title, Type: model.PostActionTypeButton, Integration: &model.PostActionIntegration{
		URL:     strings.TrimRight(c.opt.PublicURL, "/") + CheckPath,
		Context: map[string]any{"word": word},
	}}
	post := &model.Post{ChannelId: c.talk, Message: title}
	post.AddProp(model.PostPropsAttachments, []*model.MessageAttachment{{Text: title, Fallback: title, Actions: []*model.PostAction{button}}})
	post, resp, err := c.client.CreatePost(ctx, post)
	if err != nil {
		c.failed(name, resp, err)
		return
	}
	defer func() {
		if resp, err := c.client.DeletePost(context.WithoutCancel(ctx), post.Id); err != nil {
			c.wrong(Finding{Name: name, State: Limited, Found: "a message of this check could not be deleted: " + trouble(c.url, c.saw.location, resp, err).Found,
				Remedy: "There is nothing to do: it is in the conversation of the bot with itself, which nobody sees."})
		}
	}()
	resp, err = c.client.DoPostActionWithCookie(ctx, post.Id, button.Id, "", "", nil, "")
	switch status := statusOf(resp); {
	case err != nil && (status == http.StatusTooManyRequests || status == 0):
		c.failed(name, resp, err)
		return
	case err != nil: // the server says nothing of why, nor tells refused and unreachable apart
		c.wrong(Finding{Name: name, State: Fault, Found: "the server does not reach " + c.opt.PublicURL + ": buttons, forms and slash commands give people an error",
			Remedy: "On the machine of the server the first line must print: " + notForPeople + ". If it does not, mend the name, the firewall, the certificate or the proxy of " + hostOf(c.opt.PublicURL) +
				". If it does, the host is in a private network, and the server must be told that it may call it:",
			Paste: "curl -sS -X POST " + button.Integration.URL + "\n" + c.right(rightCallback).Give})
		return
	}
	now, resp, err := c.client.GetPost(ctx, post.Id, "")
	switch {
	case err != nil:
		c.failed(name, resp, err)
	case now.Message != reached(word):
		c.wrong(Finding{Name: name, State: Fault, Found: "another program than this answers at " + c.opt.PublicURL,
			Remedy: "Let http.public_url, or the proxy there, lead to http.listen of this program, and pass on everything below /mattermost/ as it is."})
	default:
		c.fine(name, "the server reaches %s", c.opt.PublicURL)
	}
}
