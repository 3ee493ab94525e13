package web

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"wegwijs/bot"
)

// asked is what every form of a page sends along.
type asked struct {
	who     bot.UserID
	in      string // the place as the browser names it
	channel bot.ChannelID
	view    string // the thread the page shows alone; empty: the whole channel
	once    string // made with the form: a form that is sent twice is one event
	script  bool   // sent by our script, which stays on the page
}

var goodOnce = regexp.MustCompile(`^[A-Za-z0-9_-]{8,64}$`)

// asked reads them; when it cannot, it has answered the request.
func (w *Web) asked(rw http.ResponseWriter, r *http.Request) (asked, bool) {
	if err := r.ParseForm(); err != nil {
		var big *http.MaxBytesError
		if errors.As(err, &big) {
			w.sorry(rw, r, http.StatusRequestEntityTooLarge, "too big")
		} else {
			w.sorry(rw, r, http.StatusBadRequest, "broken")
		}
		return asked{}, false
	}
	a := asked{who: bot.UserID(r.PostFormValue("as")), in: r.PostFormValue("in"), view: r.PostFormValue("view"), once: r.PostFormValue("once"), script: r.Header.Get("X-Wegwijs") != ""}
	a.channel = w.world.place(a.who, a.in)
	if !w.world.sees(a.who, a.channel) {
		w.sorry(rw, r, http.StatusNotFound, "no page")
		return asked{}, false
	}
	if !goodOnce.MatchString(a.once) {
		a.once = rand.Text()
	}
	return a, true
}

// place turns the browser's name of a place into ours.
func (w *world) place(who bot.UserID, in string) bot.ChannelID {
	if in == string(direct) {
		return directWith(who)
	}
	return bot.ChannelID(in)
}

// done answers a form: our script gets a notice to show, a browser without it
// is sent back to where it was.
func (w *Web) done(rw http.ResponseWriter, r *http.Request, a asked, notice, anchor string) {
	if a.script {
		rw.Header().Set("Content-Type", "application/json; charset=utf-8")
		rw.Header().Set("Cache-Control", "no-store")
		say := ""
		if notice != "" {
			say = plain(text("notice "+notice), w.world.people[a.who].Lang)
		}
		// The status line is out; a browser that went away needs no answer.
		_ = json.NewEncoder(rw).Encode(map[string]any{"notice": say, "ok": !refuses[notice]})
		return
	}
	q := url.Values{"as": {string(a.who)}, "in": {a.in}}
	if a.view != "" {
		q.Set("thread", a.view)
	}
	if notice != "" {
		q.Set("notice", notice)
	}
	to := url.URL{Path: "/", RawQuery: q.Encode(), Fragment: anchor}
	http.Redirect(rw, r, to.String(), http.StatusSeeOther)
}

// refuses are the notices after which what was typed must stay in its box.
var refuses = map[string]bool{"busy": true, "empty": true, "choose": true, "changed": true, "failed": true}

// tell hands an event on and says how that went.
func (w *Web) tell(e event, at time.Time) (notice string) {
	ack, err := w.hand(e, at)
	switch {
	case err != nil:
		w.world.Log.Error().Err(err).Str("kind", string(e.Kind)).Msg("what somebody did could not be handed on")
		return "busy"
	case ack.Late:
		return "late"
	}
	return ""
}

func (w *Web) unsaved(rw http.ResponseWriter, r *http.Request, a asked, err error) {
	w.world.Log.Error().Err(err).Msg("what somebody did could not be saved")
	if a.script {
		w.done(rw, r, a, "failed", "")
		return
	}
	w.sorry(rw, r, http.StatusInternalServerError, "broken") // the browser's Back keeps what was typed
}

// say takes what somebody typed: kept in one commit, together with the event
// when it is for the bot.
func (w *Web) say(rw http.ResponseWriter, r *http.Request) {
	a, ok := w.asked(rw, r)
	if !ok {
		return
	}
	text := said(r.PostFormValue("text"))
	root := bot.MessageID(r.PostFormValue("root"))
	if strings.TrimSpace(text) == "" {
		w.done(rw, r, a, "empty", anchor(number(root)))
		return
	}
	_, private := directOf(a.channel)
	e := addressed(text, private)
	if e.Kind == mention && w.world.channels[a.channel].NoBot {
		e = event{} // the bot is not there to hear it
	}
	e.ID, e.Who, e.Channel = "say "+string(a.who)+" "+a.once, a.who, a.channel
	m := &message{channel: a.channel, author: a.who, text: text, at: w.world.Clock.Now(), once: e.ID}
	if e.Kind == command && !private {
		m.reader = a.who
	}
	at := m.at
	var id int64
	err := w.chat.write(func(tx *sql.Tx) (err error) {
		var there bool
		if m.root, there, err = rootOf(tx, a.channel, root); err != nil {
			return err
		}
		if !there {
			m.root = 0 // said all the same, and nothing of it is lost
		}
		if id, _, err = w.chat.insert(tx, m); err != nil || e.Kind == "" {
			return err
		}
		e.Message, e.Thread = messageID(id), messageID(m.root)
		return keep(tx, &e, &at)
	})
	if err != nil {
		w.unsaved(rw, r, a, err)
		return
	}
	notice := ""
	if e.Kind != "" {
		changes, stop := w.chat.hub.watch()
		defer stop()
		notice = w.tell(e, at)
		if !a.script && notice == "" {
			w.await(r.Context(), changes, a, id)
		}
	}
	w.done(rw, r, a, notice, anchor(m.root))
}

// await waits until something of ours appeared after a message, but not long.
func (w *Web) await(ctx context.Context, changes <-chan struct{}, a asked, after int64) {
	if w.world.Patience <= 0 {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, w.world.Patience)
	defer cancel()
	for {
		found, err := w.chat.messages(ctx, a.who, `channel = $1 AND id > $2 AND author = ''`, `id`, 1, string(a.channel), after)
		if err != nil || len(found) > 0 {
			return
		}
		if f, err := w.chat.formIn(ctx, a.who, a.channel); err != nil || f != nil {
			return
		}
		select {
		case <-changes:
		case <-ctx.Done():
			return
		case <-w.stopped:
			return
		}
	}
}

var (
	slash = regexp.MustCompile(`^/([\pL][\pL\pN_-]*)(?:\s+|$)`)
	named = regexp.MustCompile(`(?i)(^|[^\pL\pN_.@-])@` + botHandle + `([^\pL\pN_-]|$)`)
)

// addressed tells whether a text is for the bot and what it is then. What is
// not for the bot is no event, so nobody else ever reads it.
func addressed(text string, private bool) event {
	text = strings.TrimSpace(text)
	if m := slash.FindStringSubmatchIndex(text); m != nil {
		return event{Kind: command, Name: strings.ToLower(text[m[2]:m[3]]), Text: strings.TrimSpace(text[m[1]:])}
	}
	m := named.FindStringSubmatchIndex(text)
	if m == nil {
		if private {
			return event{Kind: mention, Text: text}
		}
		return event{}
	}
	before, after := text[:m[3]], strings.TrimLeft(text[m[4]:], ",: ")
	if after == "" {
		before = strings.TrimRight(before, " ,") // "weet jij dit, @wegwijs"
	}
	return event{Kind: mention, Text: strings.TrimSpace(strings.TrimRight(before, " ") + " " + after)}
}

// press takes a button that was pressed or a menu that was chosen from.
func (w *Web) press(rw http.ResponseWriter, r *http.Request) {
	a, ok := w.asked(rw, r)
	if !ok {
		return
	}
	id := number(bot.MessageID(r.PostFormValue("m")))
	e := event{Kind: press, ID: "press " + string(a.who) + " " + a.once, Who: a.who}
	m, err := w.message(r.Context(), a.who, id)
	if err != nil {
		w.unsaved(rw, r, a, err)
		return
	}
	notice := "changed"
	if m != nil {
		e.Channel, e.Thread, e.Message = m.channel, messageID(m.root), messageID(m.id)
		action, value, from, found := pressed(m.blocks, r.PostFormValue("b"))
		if found {
			e.Action, e.Value, notice = action, value, ""
		}
		if from != nil {
			notice = "choose"
			if r.PostFormValue("choice") != "" {
				notice = "changed" // what was chosen is not on offer any more
			}
			for _, o := range from.Options {
				if o.Value == r.PostFormValue("choice") {
					e.Choice, notice = o.Value, ""
				}
			}
		}
	}
	w.take(rw, r, a, e, notice, anchor(id), nil)
}

// submit takes a form that was filled in.
func (w *Web) submit(rw http.ResponseWriter, r *http.Request) {
	a, ok := w.asked(rw, r)
	if !ok {
		return
	}
	id, _ := strconv.ParseInt(r.PostFormValue("form"), 10, 64) // no number is no form
	f, err := w.chat.form(r.Context(), a.who, id)
	if err != nil {
		w.unsaved(rw, r, a, err)
		return
	}
	e := event{Kind: submit, ID: "submit " + string(a.who) + " " + a.once, Who: a.who, Form: id}
	if f == nil {
		w.take(rw, r, a, e, "closed", "", nil)
		return
	}
	e.Channel, e.Thread, e.Message = f.channel, f.thread, f.message
	e.Action, e.State, e.Values = f.sheet.Action, f.sheet.State, f.sheet.values(r.PostForm)
	w.take(rw, r, a, e, "", "", func(tx *sql.Tx) error { return fillIn(tx, id, e.Values) })
}

// take keeps an event and hands it on. With a notice it is refused, unless it
// is the same event sent again: then the first one counts.
func (w *Web) take(rw http.ResponseWriter, r *http.Request, a asked, e event, notice, anchor string, also func(*sql.Tx) error) {
	at := w.world.Clock.Now()
	known := false
	err := w.chat.write(func(tx *sql.Tx) error {
		found, when, ok, err := kept(tx, e.ID)
		if err != nil {
			return err
		}
		if known = ok; ok {
			e, at = found, when
			return nil
		}
		if notice != "" {
			return nil
		}
		if also != nil {
			if err := also(tx); err != nil {
				return err
			}
		}
		return keep(tx, &e, &at)
	})
	if err != nil {
		w.unsaved(rw, r, a, err)
		return
	}
	if known || notice == "" {
		notice = w.tell(e, at)
	}
	w.done(rw, r, a, notice, anchor)
}

// cancel closes a form that is not wanted.
func (w *Web) cancel(rw http.ResponseWriter, r *http.Request) {
	a, ok := w.asked(rw, r)
	if !ok {
		return
	}
	id, _ := strconv.ParseInt(r.PostFormValue("form"), 10, 64) // no number is no form
	if err := w.chat.shut(a.who, id); err != nil {
		w.unsaved(rw, r, a, err)
		return
	}
	w.done(rw, r, a, "", "")
}

// delete takes a message of ours away, as somebody may do by hand.
func (w *Web) delete(rw http.ResponseWriter, r *http.Request) {
	a, ok := w.asked(rw, r)
	if !ok {
		return
	}
	id := number(bot.MessageID(r.PostFormValue("m")))
	m, err := w.message(r.Context(), a.who, id)
	if err != nil {
		w.unsaved(rw, r, a, err)
		return
	}
	e := event{Kind: gone, ID: "delete " + strconv.FormatInt(id, 10), Who: a.who}
	if m == nil || !m.ours() {
		w.take(rw, r, a, e, "changed", "", nil)
		return
	}
	e.Channel, e.Thread, e.Message = m.channel, messageID(m.root), messageID(m.id)
	w.take(rw, r, a, e, "", anchor(id), func(tx *sql.Tx) error {
		_, err := w.chat.erase(tx, id)
		return err
	})
}

func anchor(id int64) string {
	if id == 0 {
		return ""
	}
	return "m" + strconv.FormatInt(id, 10)
}
