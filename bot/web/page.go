package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"sync"

	"wegwijs/bot"
)

// A chatPage is the whole page.
type chatPage struct {
	reader
	Assets  assets
	Me      personView
	Place   placeView
	Places  []placeView
	People  []personView
	Others  []personView
	Talks   []*talk
	Alone   *talk // a thread shown by itself
	Older   int64 // messages before this one are behind a link; 0 when there are none
	Past    bool  // it does not show the newest messages
	Form    *formView
	Notice  string
	Hints   []hintView
	Welcome []string // HTML
	Try     []string
	Cursor  string // where the stream of changes goes on
}

type placeView struct {
	reader
	Place   string // as the browser names it
	Name    string // without #
	Purpose string
	Direct  bool
	Here    bool
	News    int
	Members int
}

type personView struct {
	reader
	ID       bot.UserID
	Name     string
	Role     string
	Initials string
	Hue      int
	Here     bool
	News     int
	To       string // the place to see as this person
}

type hintView struct{ Insert, Name, Usage, Help string }

// page shows a place to a person.
func (w *Web) page(rw http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	who, in := bot.UserID(q.Get("as")), q.Get("in")
	if who == "" {
		who = w.world.People[0].ID
	}
	if in == "" {
		in = string(direct)
	}
	if q.Get("as") == "" || q.Get("in") == "" {
		http.Redirect(rw, r, "/?"+url.Values{"as": {string(who)}, "in": {in}}.Encode(), http.StatusSeeOther)
		return
	}
	channel := w.world.place(who, in)
	if !w.world.sees(who, channel) {
		w.sorry(rw, r, http.StatusNotFound, "no page")
		return
	}
	p, err := w.chatPage(r.Context(), who, in, channel, q)
	switch {
	case err != nil && r.Context().Err() == nil:
		w.world.Log.Error().Err(err).Msg("a page could not be made")
		w.sorry(rw, r, http.StatusInternalServerError, "broken")
	case err == nil && p == nil:
		w.sorry(rw, r, http.StatusNotFound, "no page")
	case err == nil:
		w.pages.write(rw, http.StatusOK, "page", p)
	}
}

func (w *Web) chatPage(ctx context.Context, who bot.UserID, in string, channel bot.ChannelID, q url.Values) (*chatPage, error) {
	re := w.reader(who, in, "")
	p := &chatPage{reader: re, Assets: w.pages.assets}
	// The cursor is read first: what happens meanwhile comes once more with the stream.
	changed, last, err := w.chat.now(ctx)
	if err != nil {
		return nil, err
	}
	form, err := w.chat.formIn(ctx, who, channel)
	if err != nil {
		return nil, err
	}
	p.Cursor = strconv.FormatInt(changed, 10) + "-" + form.version()
	if thread := number(bot.MessageID(q.Get("thread"))); thread > 0 {
		root, err := w.message(ctx, who, thread)
		if err != nil || root == nil || root.root != 0 || root.channel != channel {
			return nil, err
		}
		p.View = q.Get("thread")
		p.reader.View = p.View
		if p.Alone, err = w.talk(ctx, p.reader, root, mostTalks); err != nil || p.Alone == nil {
			return nil, err
		}
	} else {
		before := number(bot.MessageID(q.Get("before")))
		older := false
		if p.Talks, older, err = w.talks(ctx, re, channel, before); err != nil {
			return nil, err
		}
		p.Past = before > 0
		if older {
			p.Older = p.Talks[0].Root.ID
		}
	}
	if form != nil {
		p.Form = &formView{p.reader, form, p.Cursor}
	}
	if t, ok := texts["notice "+q.Get("notice")]; ok {
		p.Notice = plain(bot.Phrase(t), re.Lang)
	}
	w.read.set(who, channel, last)
	if err := w.around(ctx, p, channel); err != nil {
		return nil, err
	}
	return p, nil
}

// around fills in everything beside the conversation.
func (w *Web) around(ctx context.Context, p *chatPage, channel bot.ChannelID) error {
	news, err := w.news(ctx, p.As)
	if err != nil {
		return err
	}
	for _, c := range w.world.places(p.As) {
		v := placeView{reader: p.reader, Place: string(c), Name: string(c), Here: c == channel, Members: len(w.world.members(c))}
		if _, v.Direct = directOf(c); v.Direct {
			v.Place, v.Name = string(direct), plain(text("bot"), p.Lang)
		} else {
			v.Name, v.Purpose = w.world.channels[c].Name, plain(w.world.channels[c].Purpose, p.Lang)
		}
		v.News = news["in "+v.Place]
		if v.Here {
			p.Place = v
		}
		p.Places = append(p.Places, v)
	}
	person := func(x Person) personView {
		to := p.In
		if !w.world.sees(x.ID, w.world.place(x.ID, to)) {
			to = string(direct)
		}
		return personView{p.reader, x.ID, x.Name, plain(x.Role, p.Lang), initials(x.Name), w.world.hue(x.ID), x.ID == p.As, news["as "+string(x.ID)], to}
	}
	for _, x := range w.world.People {
		p.People = append(p.People, person(x))
	}
	for _, x := range w.world.Colleagues {
		p.Others = append(p.Others, person(x))
	}
	p.Me = person(w.world.people[p.As])
	for _, h := range w.world.Commands {
		insert := "/" + h.Name + " "
		if word := plain(h.Word, p.Lang); word != "" {
			insert += word + " "
		}
		p.Hints = append(p.Hints, hintView{insert, h.Name, plain(h.Usage, p.Lang), plain(h.Help, p.Lang)})
	}
	for _, t := range w.world.Welcome {
		p.Welcome = append(p.Welcome, htmlOf(t, p.Lang))
	}
	for _, t := range slices.Concat(w.world.people[p.As].Try, w.world.Try) {
		p.Try = append(p.Try, plain(t, p.Lang))
	}
	return nil
}

// now is the last change and the last message.
func (c *chat) now(ctx context.Context) (changed, last int64, err error) {
	q, err := c.prepared(`SELECT COALESCE(MAX(changed), 0), COALESCE(MAX(id), 0) FROM messages`)
	if err == nil {
		err = q.QueryRowContext(ctx).Scan(&changed, &last)
	}
	return changed, last, err
}

// news counts, for somebody, what is new in their places ("in algemeen"), and
// what other people have waiting for them alone ("as max"). What is read is
// remembered until the program stops, so after a start nothing is new.
func (w *Web) news(ctx context.Context, who bot.UserID) (map[string]int, error) {
	out := map[string]int{}
	for _, c := range w.world.places(who) {
		n, err := w.chat.news(ctx, who, c, w.read.get(who, c))
		if err != nil {
			return nil, err
		}
		name := string(c)
		if _, private := directOf(c); private {
			name = string(direct)
		}
		out["in "+name] = n
	}
	for _, p := range w.world.People {
		if p.ID == who {
			continue
		}
		n, err := w.chat.news(ctx, p.ID, directWith(p.ID), w.read.get(p.ID, directWith(p.ID)))
		if err != nil {
			return nil, err
		}
		out["as "+string(p.ID)] = n
	}
	return out, nil
}

// marks remember up to which message people have seen a place.
type marks struct {
	floor int64 // what was there at the start counts as seen
	mu    sync.Mutex
	seen  map[mark]int64
}

type mark struct {
	who bot.UserID
	in  bot.ChannelID
}

func (m *marks) get(who bot.UserID, in bot.ChannelID) int64 {
	m.mu.Lock()
	defer m.mu.Unlock()
	return max(m.seen[mark{who, in}], m.floor)
}

func (m *marks) set(who bot.UserID, in bot.ChannelID, last int64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.seen == nil {
		m.seen = map[mark]int64{}
	}
	k := mark{who, in}
	m.seen[k] = max(m.seen[k], last)
}
