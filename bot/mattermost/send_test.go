package mattermost

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/mattermost/mattermost/server/public/model"

	"wegwijs/bot"
)

func mustRead(t *testing.T, body string, into any) {
	t.Helper()
	if err := json.Unmarshal([]byte(body), into); err != nil {
		t.Fatal(err)
	}
}

var hello = bot.Para{Text: say("hallo")}

func TestOnceIsOnce(t *testing.T) {
	a := newAPI(t)
	to := a.room()
	to.Once = "mark/public"
	first, second := a.send(to, hello), a.send(to, hello)
	if first != second || len(a.called("POST /posts")) != 1 {
		t.Errorf("%q and %q in %d calls", first, second, len(a.called("POST /posts")))
	}
	a.again() // the server knows for half a minute, by the pending id
	a.send(to, hello)
	calls := a.called("POST /posts")
	one, two := a.post(calls[0]), a.post(calls[1])
	if one.Pending != two.Pending || !strings.HasPrefix(one.Pending, apiBot+":") || strings.Contains(one.Pending, "mark") {
		t.Errorf("pending ids %q and %q", one.Pending, two.Pending)
	}
	to.Once = "other/public"
	a.send(to, hello)
	to.Once = ""
	a.send(to, hello)
	a.send(to, hello)
	seen := map[string]bool{}
	for _, c := range a.called("POST /posts")[1:] {
		if p := a.post(c).Pending; p == "" || seen[p] {
			t.Errorf("pending id %q twice", p)
		} else {
			seen[p] = true
		}
	}

	to.Once = "key/demo/1"
	keyed := &bot.Message{Key: "demo/1", Blocks: []bot.Block{hello}}
	id, err := a.Send(t.Context(), to, keyed)
	if err != nil {
		t.Fatal(err)
	}
	n := len(a.called("POST /posts"))
	a.again()
	if again, err := a.Send(t.Context(), to, keyed); err != nil || again != id || len(a.called("POST /posts")) != n {
		t.Errorf("a keyed message after a restart: %q, then %q, %v", id, again, err)
	}
}

// A server may need longer than whoever sends waits: the next try is not a
// second post, however late it comes.
func TestSlowPostIsSentOnce(t *testing.T) {
	for call, user := range map[string]bot.UserID{"POST /posts": "", "POST /posts/ephemeral": bot.UserID(apiAnn)} {
		a := newAPI(t)
		release := make(chan struct{})
		a.on(call, func(string) (int, any) {
			<-release
			return 201, &model.Post{Id: strings.Repeat("p", 26)}
		})
		to := a.room()
		to.User, to.Once = user, "x"
		for range 2 { // the second while the first is under way
			ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
			if _, err := a.Send(ctx, to, bot.Say(hello)); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("%s: given up with %v", call, err)
			}
			cancel()
		}
		close(release)
		first, second := a.send(to, hello), a.send(to, hello)
		if n := len(a.called(call)); n != 1 || first == "" || first != second {
			t.Errorf("%s: %q and %q in %d posts", call, first, second, n)
		}
	}
}

// What the end of the program takes back is given up, and sent by who comes next.
func TestCancelledSendEnds(t *testing.T) {
	a := newAPI(t)
	to := a.room()
	to.Once = "x"
	ctx, cancel := context.WithCancel(t.Context())
	came, gone := make(chan struct{}), make(chan error, 1)
	go func() {
		_, err := a.sends.together(ctx, "x", func(ctx context.Context) (string, error) {
			close(came)
			<-ctx.Done()
			gone <- ctx.Err()
			return "", ctx.Err()
		})
		gone <- err
	}()
	<-came
	cancel()
	for range 2 {
		if err := <-gone; !errors.Is(err, context.Canceled) {
			t.Errorf("ended with %v", err)
		}
	}
	if _, err := a.sends.together(t.Context(), "y", func(context.Context) (string, error) { panic("wat iemand typte") }); err == nil || strings.Contains(err.Error(), "typte") {
		t.Errorf("a panic is %v", err)
	}
	if id := a.send(to, hello); id == "" {
		t.Error("sent without an id")
	}
}

func TestFailedSendIsSentAgain(t *testing.T) {
	a := newAPI(t)
	ok := a.answer["POST /posts"]
	a.reply("POST /posts", 503, map[string]any{})
	to := a.room()
	to.Once = "x"
	_, err := a.Send(t.Context(), to, bot.Say(hello))
	reasonIs(t, "503", err, bot.Temporary)
	a.on("POST /posts", ok)
	a.send(to, hello)
	if calls := a.called("POST /posts"); len(calls) != 2 || calls[0] != calls[1] {
		t.Errorf("tried with %v", calls)
	}
}

func TestThreads(t *testing.T) {
	a := newAPI(t)
	root, answer := strings.Repeat("r", 26), strings.Repeat("q", 26)
	ok := a.answer["POST /posts"]
	a.on("POST /posts", func(body string) (int, any) {
		if a.post(body).Root == answer {
			return 400, map[string]any{"id": idNotRoot}
		}
		return ok(body)
	})
	a.reply("GET /posts/{id}", 200, &model.Post{Id: answer, RootId: root, ChannelId: apiRoom})
	to := a.room()
	to.Thread = bot.MessageID(answer)
	a.send(to, hello)
	if calls := a.called("POST /posts"); a.post(calls[len(calls)-1]).Root != root {
		t.Errorf("a reply to a reply went to %s", calls[len(calls)-1])
	}
	for what, p := range map[string]*model.Post{"a thread elsewhere": {RootId: root, ChannelId: apiDM}, "no thread": {ChannelId: apiRoom}} {
		a.reply("GET /posts/{id}", 200, p)
		_, err := a.Send(t.Context(), to, bot.Say(hello))
		reasonIs(t, what, err, bot.NotFound)
	}
	a.reply("POST /posts", 400, map[string]any{"id": idPostArchived})
	_, err := a.Send(t.Context(), a.room(), bot.Say(hello))
	reasonIs(t, "an archived channel", err, bot.Forbidden)
}

func TestWrongAddresses(t *testing.T) {
	a := newAPI(t)
	a.reply("POST /channels/direct", 400, map[string]any{})
	for what, c := range map[string]struct {
		to   bot.Address
		want bot.Reason
	}{
		"nobody and nowhere":     {bot.Address{}, bot.Invalid},
		"no id of a channel":     {bot.Address{Channel: "../users"}, bot.NotFound},
		"no id of a person":      {bot.Address{User: "x"}, bot.NotFound},
		"nobody":                 {bot.Address{User: bot.UserID(apiAnn)}, bot.NotFound},
		"privately to no person": {bot.Address{Channel: bot.ChannelID(apiRoom), User: "x"}, bot.NotFound},
	} {
		_, err := a.Send(t.Context(), c.to, bot.Say(hello))
		reasonIs(t, what, err, c.want)
	}
	_, err := a.Send(t.Context(), a.room(), &bot.Message{})
	reasonIs(t, "an empty message", err, bot.Invalid)
	reasonIs(t, "an edit of no id", a.Edit(t.Context(), a.room(), "private-x", bot.Say(hello)), bot.NotFound)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := a.Send(ctx, a.room(), bot.Say(hello)); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if n := len(a.called("POST /posts")); n != 0 {
		t.Errorf("%d posts", n)
	}
}

func TestEdits(t *testing.T) {
	a := newAPI(t)
	file := func(s string) bot.Block { return bot.File{Name: "a.txt", Data: []byte(s)} }
	id := a.send(a.room(), hello, file("een"), poll[1])
	edit := func(blocks ...bot.Block) (string, int) {
		t.Helper()
		n := len(a.called("PUT /posts/{id}/patch"))
		if err := a.Edit(t.Context(), a.room(), id, bot.Say(blocks...)); err != nil {
			t.Fatal(err)
		}
		calls := a.called("PUT /posts/{id}/patch")
		if len(calls) == n {
			return "", len(a.called("POST /files"))
		}
		return calls[n], len(a.called("POST /files"))
	}
	if body, _ := edit(hello, file("een"), poll[1]); body != "" {
		t.Error("an edit that changes nothing was sent")
	}
	body, uploads := edit(bot.Para{Text: say("nu")}, file("een"), poll[1])
	p := a.post(body)
	if p.Files != nil || uploads != 1 || p.Props.FromBot != "true" || len(p.actions()) != 2 || p.actions()[0].Integration == nil || !strings.HasPrefix(p.Message, "nu") {
		t.Errorf("edited to %s with %d uploads", body, uploads)
	}
	if body, _ := edit(bot.Para{Text: say("nu")}, file("een"), poll[1]); body != "" {
		t.Error("an edit that changes nothing was sent")
	}
	if body, uploads = edit(hello, file("twee")); len(a.post(body).Files) != 1 || uploads != 2 {
		t.Errorf("another file: %s with %d uploads", body, uploads)
	}
	if body, _ = edit(hello); !strings.Contains(body, `"file_ids":[]`) {
		t.Errorf("no file: %s", body)
	}
	a.gone(string(id))
	if body, _ = edit(hello); body == "" {
		t.Error("after it was deleted nothing is known of what it shows")
	}

	// What fails is sent again.
	a.reply("PUT /posts/{id}/patch", 503, map[string]any{})
	reasonIs(t, "503", a.Edit(t.Context(), a.room(), id, bot.Say(poll...)), bot.Temporary)
	a.reply("PUT /posts/{id}/patch", 200, map[string]any{})
	if body, _ = edit(hello); body == "" {
		t.Error("what a failed edit left is not known")
	}

	// The server says forbidden, whatever it is.
	a.reply("PUT /posts/{id}/patch", 403, map[string]any{"id": "api.context.permissions.app_error"})
	for what, c := range map[string]struct {
		status int
		body   any
		want   bot.Reason
	}{
		"a post that never was": {404, map[string]any{}, bot.NotFound},
		"a deleted post":        {200, &model.Post{DeleteAt: 1}, bot.NotFound},
		"a post that is there":  {200, &model.Post{}, bot.Forbidden},
		"a channel we left":     {403, map[string]any{}, bot.Forbidden},
	} {
		a.reply("GET /posts/{id}", c.status, c.body)
		reasonIs(t, what, a.Edit(t.Context(), a.room(), id, bot.Say(poll...)), c.want)
	}
}

func (a *api) gone(id string) { a.posts.gone(id) }

func TestLongMessages(t *testing.T) {
	a := newAPI(t)
	a.reply("GET /config/client", 200, map[string]string{"MaxPostSize": "5000"})
	long := bot.Para{Text: say(strings.Repeat("woord ", 2000))}
	to := a.room()
	to.Once = "lang"
	first := a.send(to, long)
	calls := a.called("POST /posts")
	if len(calls) != 3 {
		t.Fatalf("%d posts", len(calls))
	}
	pending := map[string]bool{}
	for _, c := range calls {
		p := a.post(c)
		if n := len([]rune(p.Message)); n > 5000 {
			t.Errorf("a post of %d", n)
		}
		pending[p.Pending] = true
	}
	if len(pending) != 3 || a.send(to, long) != first || len(a.called("POST /posts")) != 3 {
		t.Error("parts of a message are not told apart")
	}
	keyed := &bot.Message{Key: "demo/1", Blocks: []bot.Block{long}}
	if _, err := a.Send(t.Context(), a.room(), keyed); err != nil || len(a.called("POST /posts")) != 4 || len(a.called("POST /files")) != 1 {
		t.Errorf("a keyed message: %v", err)
	}
	if n := len(a.called("GET /config/client")); n != 1 {
		t.Errorf("asked %d times how much fits", n)
	}
}

// privately counts how something was said to one person.
func (a *api) privately(to bot.Address, blocks ...bot.Block) (ephemeral, hook, direct int, id bot.MessageID) {
	a.Helper()
	e, h, d := len(a.called("POST /posts/ephemeral")), len(a.called("hook")), len(a.called("POST /posts"))
	id = a.send(to, blocks...)
	for _, c := range a.called("POST /posts")[d:] {
		if a.post(c).Channel != apiDM {
			a.Errorf("a private message went to %s", a.post(c).Channel)
		}
	}
	return len(a.called("POST /posts/ephemeral")) - e, len(a.called("hook")) - h, len(a.called("POST /posts")) - d, id
}

func TestPrivately(t *testing.T) {
	a := newAPI(t)
	a.reply("hook", 200, map[string]any{})
	to := a.room()
	to.User = bot.UserID(apiAnn)
	url := a.opt.URL + "/hooks/commands/" + strings.Repeat("h", 26)
	to.Reply, _ = a.slots.add(hookCommand, url, "")
	check := func(what string, e, h, d int, ge, gh, gd int, id bot.MessageID) {
		t.Helper()
		if e != ge || h != gh || d != gd || id == "" {
			t.Errorf("%s: %d ephemeral, %d to the response URL, %d directly, id %q; want %d, %d, %d", what, ge, gh, gd, id, e, h, d)
		}
	}
	is := func(what string, e, h, d int, blocks ...bot.Block) {
		t.Helper()
		ge, gh, gd, id := a.privately(to, blocks...)
		check(what, e, h, d, ge, gh, gd, id)
	}
	is("without the right", 1, 1, 0, poll...)
	is("and it is remembered", 0, 1, 0, hello)
	is("files", 0, 0, 1, hello, bot.File{Name: "x.txt"})
	is("the third", 0, 1, 0, hello)
	is("the fourth", 0, 1, 0, hello)
	is("the fifth", 0, 1, 0, hello)
	is("after five the server takes no more", 0, 0, 1, hello)
	var said struct {
		Type string `json:"response_type"`
		Skip bool   `json:"skip_slack_parsing"`
		Text string
	}
	mustRead(t, a.called("hook")[0], &said)
	if said.Type != "ephemeral" || !said.Skip || said.Text != "Kies" {
		t.Errorf("to the response URL: %+v", said)
	}
	to.Reply, _ = a.slots.add(hookCommand, url, "")
	a.reply("hook", 400, map[string]any{})
	is("a response URL that is used up", 0, 1, 1, hello)
	a.reply("hook", 503, map[string]any{})
	_, err := a.Send(t.Context(), to, bot.Say(hello))
	reasonIs(t, "a server in trouble is no reason for another way", err, bot.Temporary)
	if a.mayPostEphemeral() {
		t.Error("ephemeral posts are said to work")
	}

	a.clock.Advance(refusedLives)
	a.reply("POST /posts/ephemeral", 201, &model.Post{Id: strings.Repeat("e", 26)})
	is("with the right", 1, 0, 0, poll...)
	if !a.mayPostEphemeral() {
		t.Error("ephemeral posts are said not to work")
	}
	a.reply("POST /posts/ephemeral", 503, map[string]any{})
	_, err = a.Send(t.Context(), to, bot.Say(hello))
	reasonIs(t, "a server in trouble is no reason for another way", err, bot.Temporary)
	a.reply("POST /posts/ephemeral", 201, &model.Post{})
	to.Once = "x"
	ge, _, _, one := a.privately(to, hello)
	he, _, _, two := a.privately(to, hello)
	if ge != 1 || he != 0 || one != two {
		t.Errorf("one Once is %q and %q", one, two)
	}
	to.Reply, to.Once = "", ""
	a.reply("GET /channels/{id}/members/{id}", 404, map[string]any{})
	is("the person is not in the channel", 0, 0, 1, hello)
	a.reply("GET /channels/{id}/members/{id}", 200, map[string]any{})
	is("nobody waits, but they are in the channel", 1, 0, 0, hello)
	a.reply("GET /channels/{id}/members/{id}", 403, map[string]any{})
	a.again()
	is("we were removed from the channel", 0, 0, 1, hello)
	a.reply("GET /channels/{id}", 403, map[string]any{})
	a.again()
	is("a channel we may not see", 0, 0, 1, hello)
	a.reply("GET /channels/{id}", 404, map[string]any{})
	a.again()
	_, err = a.Send(t.Context(), to, bot.Say(hello))
	reasonIs(t, "no such channel", err, bot.NotFound)
	id, err := a.Send(t.Context(), bot.Address{Channel: to.Channel, User: to.User, Reply: "x"}, &bot.Message{Key: "demo/1", Blocks: []bot.Block{hello}})
	if err != nil || id == "" || a.post(a.called("POST /posts")[len(a.called("POST /posts"))-1]).Channel != apiDM {
		t.Errorf("what is edited later: %q, %v", id, err)
	}
}

// TestAnswersFollowTheCommand is about a bot that may not post for one person: a
// button in the answer to a slash command is answered where the command was.
func TestAnswersFollowTheCommand(t *testing.T) {
	a := newAPI(t)
	a.reply("hook", 200, map[string]any{})
	to := a.room()
	to.User = bot.UserID(apiAnn)
	to.Reply, _ = a.slots.add(hookCommand, a.opt.URL+"/hooks/commands/"+strings.Repeat("h", 26), "")
	a.privately(to, poll...)
	var said model.CommandResponse
	mustRead(t, a.called("hook")[0], &said)
	p, err := a.pressOf(t.Context(), pressing(said.Attachments[0].Actions[0], apiAnn, strings.Repeat("x", 26), apiRoom, ""))
	if err != nil || p.Reply != to.Reply {
		t.Fatalf("%+v, %v", p, err)
	}
	to.Reply, _ = a.slots.add(hookAction, "", "t")
	a.slots.follow(to.Reply, p.Reply)
	if _, h, d, _ := a.privately(to, poll...); h != 1 || d != 0 {
		t.Errorf("answered %d times there, and %d times directly", h, d)
	}
}

func TestAnswerToAPress(t *testing.T) {
	a := newAPI(t)
	to := a.room()
	to.User = bot.UserID(apiAnn)
	a.privately(to, hello) // learns that there is no right to ephemeral posts
	reply, slot := a.slots.add(hookAction, "", "t")
	to.Reply = reply
	heard := make(chan string, 1)
	go func() {
		text, _ := slot.hold(t.Context(), holdText)
		slot.told(true)
		heard <- text
	}()
	if e, h, d, _ := a.privately(to, hello, bot.Fields{{Label: say("Waar"), Value: say("hier")}}); e != 0 || h != 0 || d != 0 {
		t.Errorf("%d, %d, %d", e, h, d)
	}
	if text := <-heard; text != "hallo\n\n**Waar**: hier" {
		t.Errorf("heard %q", text)
	}
	if _, _, d, _ := a.privately(to, hello); d != 1 {
		t.Error("a callback that waits no more was answered")
	}

	// With the right to post for one person, text alone needs no post still.
	a.whisper.learned(true, a.clock.Now())
	a.reply("POST /posts/ephemeral", 201, &model.Post{Id: strings.Repeat("e", 26)})
	answered := func(blocks ...bot.Block) (text string, posts int) {
		handle, slot := a.slots.add(hookAction, "", "t")
		to.Reply = handle
		held := make(chan string)
		go func() {
			text, ok := slot.hold(t.Context(), time.Minute)
			if ok {
				slot.told(true)
			}
			held <- text
		}()
		e, _, _, _ := a.privately(to, blocks...)
		return <-held, e
	}
	if text, posts := answered(hello); text != "hallo" || posts != 0 {
		t.Errorf("text alone: %q in the answer, %d posts", text, posts)
	}
	if text, posts := answered(poll...); text != "" || posts != 1 {
		t.Errorf("with buttons: %q in the answer, %d posts", text, posts)
	}
}
