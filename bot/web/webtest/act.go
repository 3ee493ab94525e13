package webtest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
)

// fetchURL gets something that must be there.
func (w *World) fetchURL(ctx context.Context, path string) ([]byte, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, w.server.URL+path, nil)
	if err != nil {
		return nil, err
	}
	resp, err := w.client.Do(r)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err == nil && resp.StatusCode != http.StatusOK {
		err = fmt.Errorf("GET %s gives %s", path, resp.Status)
	}
	return data, err
}

// fetch downloads the pictures and files of a message, as the person who sees it.
func (w *World) fetch(ctx context.Context, who string, blocks []bottest.SeenBlock, files map[int]string) error {
	for i, path := range files {
		u, err := url.Parse(path)
		if err != nil {
			return err
		}
		if as := u.Query().Get("as"); !slices.Contains(everybody(), as) {
			return fmt.Errorf("%s is for %q", path, as)
		}
		q := u.Query()
		q.Set("as", who)
		u.RawQuery = q.Encode()
		if blocks[i].Data, err = w.fetchURL(ctx, u.String()); err != nil {
			return err
		}
	}
	return nil
}

// post sends a form, and remembers how to send it again.
func (w *World) post(ctx context.Context, f *form, values url.Values) error {
	send := func(ctx context.Context) error {
		r, err := http.NewRequestWithContext(ctx, http.MethodPost, w.server.URL+f.action, strings.NewReader(values.Encode()))
		if err != nil {
			return err
		}
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Origin", w.server.URL)
		r.Header.Set("Sec-Fetch-Site", "same-origin")
		defer w.touch(values.Get("in"))
		resp, err := w.client.Do(r)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if _, err := io.Copy(io.Discard, resp.Body); err != nil {
			return err
		}
		if resp.StatusCode != http.StatusSeeOther {
			return fmt.Errorf("POST %s gives %s", f.action, resp.Status)
		}
		to, err := url.Parse(resp.Header.Get("Location"))
		if err != nil {
			return err
		}
		switch notice := to.Query().Get("notice"); notice {
		case "", "late":
			return nil
		default:
			return fmt.Errorf("the page says %q", notice)
		}
	}
	w.act.Lock()
	w.last = func(ctx context.Context) error {
		err := send(ctx)
		if err != nil && strings.HasPrefix(err.Error(), "the page says") {
			return nil // what was pressed or sent is not there any more
		}
		return err
	}
	w.act.Unlock()
	return send(ctx)
}

// Redeliver sends the last form again, exactly as it was.
func (w *World) Redeliver(ctx context.Context) error {
	w.act.Lock()
	last := w.last
	w.act.Unlock()
	if last == nil {
		return errors.New("nobody did anything yet")
	}
	return last(ctx)
}

func browserName(where bottest.Place) string {
	if where.Channel == "" {
		return direct
	}
	return where.Channel
}

// Say types into the text box, or into the one of the newest thread.
func (w *World) Say(ctx context.Context, who string, where bottest.Place, text string) error {
	p, err := w.get(ctx, who, browserName(where))
	if err != nil {
		return err
	}
	var f *form
	if !where.Thread {
		f = p.find(func(f *form) bool { return f.action == "/say" && f.has("text", "textarea") && f.root() == "" })
	} else {
		for _, a := range slices.Backward(p.byID()) {
			root := a.id
			if a.root != "" {
				root = a.root
			}
			if !a.private && !a.gone && w.isOf(ctx, where, a) {
				f = p.find(func(f *form) bool { return f.action == "/say" && f.root() == root })
				break
			}
		}
	}
	if f == nil {
		return errors.New("the page has no text box for this")
	}
	v := f.values("")
	v.Set("text", text)
	return w.post(ctx, f, v)
}

// isOf tells whether a message is by whom a place says it is.
func (w *World) isOf(ctx context.Context, where bottest.Place, a article) bool {
	if where.Of == "" {
		return true
	}
	reader, ok := w.Platform().(bot.Reader)
	if !ok {
		return false
	}
	_, by, err := reader.Said(ctx, bot.ChannelID(where.Channel), bot.MessageID(strconv.Itoa(a.number())))
	return err == nil && string(by) == where.Of
}

// newest goes through the messages somebody sees, the newest first, until one is
// it, and returns it as it is on a page of its place that was just read.
func (w *World) newest(ctx context.Context, who string, is func(article) bool) (article, error) {
	type sight struct {
		place string
		article
	}
	var all []sight
	for _, place := range places() {
		if !slices.Contains(in(place), who) {
			continue
		}
		p, err := w.now(ctx, who, place)
		if err != nil {
			return article{}, err
		}
		for _, a := range p.articles {
			all = append(all, sight{place, a})
		}
	}
	slices.SortFunc(all, func(a, b sight) int { return b.number() - a.number() })
	for _, s := range all {
		if !is(s.article) {
			continue
		}
		p, err := w.get(ctx, who, s.place)
		if err != nil {
			return article{}, err
		}
		for _, a := range p.articles {
			if a.id == s.id && is(a) {
				return a, nil
			}
		}
	}
	return article{}, errNone
}

var errNone = errors.New("there is none")

// Press presses a button.
func (w *World) Press(ctx context.Context, who, label string) error {
	var f *form
	var value string
	_, err := w.newest(ctx, who, func(a article) bool {
		for _, b := range a.buttons {
			if same(b.label, label) {
				f, value = b.form, b.value
				return true
			}
		}
		return false
	})
	if err != nil {
		return fmt.Errorf("%s looks for a button %q: %w", who, label, err)
	}
	return w.post(ctx, f, f.values(value))
}

// Choose chooses from a menu and confirms it.
func (w *World) Choose(ctx context.Context, who, menu, option string) error {
	var m *menuNode
	a, err := w.newest(ctx, who, func(a article) bool {
		for _, x := range a.menus {
			if menu == "" || same(x.label, menu) {
				m = x
				return true
			}
		}
		return false
	})
	if err != nil {
		return fmt.Errorf("%s looks for a menu %q: %w", who, menu, err)
	}
	if menu == "" && len(a.menus) > 1 {
		return errors.New("the message has several menus; say which one")
	}
	for _, o := range m.options {
		if same(o.label, option) {
			v := m.form.values(m.button)
			v.Set("choice", o.value)
			return w.post(ctx, m.form, v)
		}
	}
	return fmt.Errorf("the menu %q has no option %q", m.label, option)
}

// Fill fills in the form that is open for somebody and sends it.
func (w *World) Fill(ctx context.Context, who string, values []bottest.Value) error {
	for _, place := range places() {
		if !slices.Contains(in(place), who) {
			continue
		}
		p, err := w.now(ctx, who, place)
		if err == nil && p.form != nil {
			p, err = w.get(ctx, who, place)
		}
		if err != nil {
			return err
		}
		if p.form == nil {
			continue
		}
		v := p.form.values("")
		for _, x := range values {
			if err := p.form.fill(v, x); err != nil {
				return err
			}
		}
		return w.post(ctx, &p.form.form, v)
	}
	return fmt.Errorf("no form is open for %s", who)
}

// Delete lets the first person delete the newest public message of ours in a place.
func (w *World) Delete(ctx context.Context, where bottest.Place) error {
	p, err := w.get(ctx, in(browserName(where))[0], browserName(where))
	if err != nil {
		return err
	}
	for _, a := range slices.Backward(p.byID()) {
		if a.ours && !a.gone && !a.private && (a.root != "") == where.Thread && a.remove != nil {
			return w.post(ctx, a.remove, a.remove.values(""))
		}
	}
	return fmt.Errorf("there is no message of ours in %s", browserName(where))
}

// same compares a label with what a test calls it.
func same(shown, asked string) bool { return shown == asked || words(shown) == words(asked) }

func words(s string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("*", "", `\`, "", "⏎", " ").Replace(s)), " ")
}

func (a article) number() int {
	n, _ := strconv.Atoi(a.id) // readPage refuses anything else
	return n
}
