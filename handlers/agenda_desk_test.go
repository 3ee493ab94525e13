package handlers_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
	"wegwijs/handlers"
	"wegwijs/handlers/agenda/item"
	"wegwijs/store"
)

// A counter is a bot with two committees, its real store, and a platform that
// keeps all that anybody is shown: messages with the files in them, and forms.
// Everybody of the transcripts is there.
type counter struct {
	testing.TB
	bot    *handlers.Bot
	clock  *bottest.Clock
	events atomic.Int64
	said   int
	acts   map[bot.UserID]int // what each person did: typed, pressed, chose, sent a form

	mu      sync.Mutex
	shown   map[bot.UserID]*bytes.Buffer // every word, and every part of every file
	buttons map[bot.UserID][]bot.Press   // everything that can be pressed, the newest last
	labels  map[bot.UserID]map[string]bot.Press
	forms   map[bot.UserID][]*bot.Form
	files   map[bot.UserID]int
}

func newCounter(t testing.TB) *counter { return newCounterAt(t, bottest.Start) }

// newCounterAt opens at a moment.
func newCounterAt(t testing.TB, at time.Time) *counter {
	t.Helper()
	d := &counter{TB: t, clock: bottest.NewClock(at), shown: map[bot.UserID]*bytes.Buffer{}, buttons: map[bot.UserID][]bot.Press{},
		labels: map[bot.UserID]map[string]bot.Press{}, forms: map[bot.UserID][]*bot.Form{}, files: map[bot.UserID]int{}, acts: map[bot.UserID]int{}}
	log := &journal{}
	b, err := buildAgenda(t.Context(), bottest.Env{Dir: t.TempDir(), Clock: d.clock, Platform: d, Log: log})
	if err != nil {
		t.Fatal(err)
	}
	d.bot = b.(*handlers.Bot)
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		if err := b.Stop(ctx); err != nil {
			t.Error(err)
		}
		if t.Failed() {
			lines := strings.Split(log.String(), "\n")
			t.Log(strings.Join(lines[max(0, len(lines)-20):], "\n"))
		}
	})
	return d
}

func (d *counter) Name() bot.PlatformName                  { return "loket" }
func (d *counter) Run(context.Context, bot.Dispatch) error { return nil }

func (d *counter) Send(_ context.Context, to bot.Address, m *bot.Message) (bot.MessageID, error) {
	d.keep(to, m)
	return bot.MessageID(fmt.Sprint("m", d.events.Add(1))), nil
}

func (d *counter) Edit(_ context.Context, to bot.Address, _ bot.MessageID, m *bot.Message) error {
	d.keep(to, m)
	return nil
}

func (d *counter) OpenForm(_ context.Context, from *bot.Origin, f *bot.Form, _ bot.Lang) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.forms[from.From.ID] = append(d.forms[from.From.ID], f)
	seen := *f
	seen.State = "" // it comes back, and nobody reads it
	d.read(from.From.ID, reflect.ValueOf(seen))
	return nil
}

func (d *counter) User(_ context.Context, id bot.UserID) (bot.User, error) { return d.person(id), nil }

func (d *counter) person(id bot.UserID) bot.User {
	for _, p := range bottest.Everybody() {
		if p.ID == string(id) {
			return bot.User{ID: id, Name: p.Name, Handle: p.ID, Lang: p.Lang, Email: p.Email, Guest: p.Guest}
		}
	}
	d.Errorf("there is nobody called %s", id)
	return bot.User{}
}

func (d *counter) Members(context.Context, bot.ChannelID) (m bot.Members, err error) {
	for _, p := range bottest.Everybody() {
		m.Users = append(m.Users, bot.UserID(p.ID))
	}
	return m, nil
}

func (d *counter) Find(_ context.Context, name string) (bot.User, error) {
	for _, p := range bottest.Everybody() {
		if strings.EqualFold(p.ID, name) || strings.EqualFold(p.Email, name) {
			return d.person(bot.UserID(p.ID)), nil
		}
	}
	return bot.User{}, &bot.SendError{Reason: bot.NotFound}
}

// keep notes what a message shows, and to whom. What is said in a channel is
// shown to everybody.
func (d *counter) keep(to bot.Address, m *bot.Message) {
	d.mu.Lock()
	defer d.mu.Unlock()
	who := []bot.UserID{to.User}
	if to.User == "" {
		who = nil
		for _, p := range bottest.Everybody() {
			who = append(who, bot.UserID(p.ID))
		}
	}
	for _, w := range who {
		d.read(w, reflect.ValueOf(m.Blocks))
		for _, b := range m.Blocks {
			d.pressable(w, b)
		}
	}
}

// pressable notes the buttons and menus of a block; d.mu is held.
func (d *counter) pressable(who bot.UserID, b bot.Block) {
	add := func(label bot.Text, p bot.Press) {
		d.buttons[who] = append(d.buttons[who], p)
		if d.labels[who] == nil {
			d.labels[who] = map[string]bot.Press{}
		}
		d.labels[who][label.In(bot.NL, bot.Literal)] = p
	}
	switch b := b.(type) {
	case bot.Buttons:
		for _, x := range b {
			add(x.Label, bot.Press{Action: x.Action, Value: x.Value})
		}
	case bot.Menu:
		for _, x := range b.Options {
			add(x.Label, bot.Press{Action: b.Action, Value: b.Value, Choice: x.Value})
		}
	}
}

// read writes down all words in a value, in both languages, and what is in files.
func (d *counter) read(who bot.UserID, v reflect.Value) {
	out := d.shown[who]
	if out == nil {
		out = &bytes.Buffer{}
		d.shown[who] = out
	}
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		if v.IsValid() && v.CanInterface() {
			switch x := v.Interface().(type) {
			case bot.Text:
				if v.Kind() == reflect.Interface && v.IsNil() || x == nil {
					return
				}
				fmt.Fprintln(out, x.In(bot.NL, bot.Literal), x.In(bot.EN, bot.Literal))
				return
			case bot.File:
				d.files[who]++
				fmt.Fprintln(out, x.Name, x.Type)
				d.unpack(out, x.Data)
				return
			}
		}
		switch v.Kind() {
		case reflect.Interface, reflect.Pointer:
			if !v.IsNil() {
				walk(v.Elem())
			}
		case reflect.Struct:
			for i := range v.NumField() {
				walk(v.Field(i))
			}
		case reflect.Slice, reflect.Array:
			for i := range v.Len() {
				walk(v.Index(i))
			}
		case reflect.String:
			fmt.Fprintln(out, v.String())
		}
	}
	walk(v)
}

// unpack writes down a file, and what is in it when it is a package of files.
// Folded lines of a calendar are put together again.
func (d *counter) unpack(out io.Writer, data []byte) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		fmt.Fprintf(out, "%s\n", bytes.ReplaceAll(data, []byte("\r\n "), nil))
		return
	}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			d.Error(err)
			continue
		}
		part, err := io.ReadAll(r)
		if err != nil {
			d.Error(err)
		}
		fmt.Fprintln(out, f.Name)
		d.unpack(out, part)
	}
}

func (d *counter) origin(who bot.UserID) bot.Origin {
	return bot.Origin{ID: fmt.Sprint("e", d.events.Add(1)), Platform: d.Name(), From: d.person(who), Direct: true, Channel: bot.ChannelID("d:" + who),
		Message: "m1", At: d.clock.Now(), Reply: "r"}
}

// do lets something happen. What somebody said is waited for now and then: few
// things of one person wait at once.
func (d *counter) do(e bot.Event) {
	d.Helper()
	if _, err := d.bot.Dispatch(context.Background(), e); err != nil {
		d.Fatalf("%T %+v: %v", e, e, err)
	}
	if d.said++; d.said%8 == 0 {
		d.idle()
	}
}

func (d *counter) idle() {
	d.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if err := d.bot.Idle(ctx); err != nil {
		d.Fatal(err)
	}
}

// says lets somebody type a slash command, or words to the bot.
func (d *counter) says(who bot.UserID, text string) {
	d.Helper()
	d.acts[who]++
	if rest, ok := strings.CutPrefix(text, "/"); ok {
		name, rest, _ := strings.Cut(rest, " ")
		d.do(&bot.Command{Origin: d.origin(who), Name: name, Text: rest, Slash: true})
	} else {
		d.do(&bot.Mention{Origin: d.origin(who), Text: text})
	}
}

func (d *counter) press(who bot.UserID, p bot.Press) {
	d.Helper()
	d.acts[who]++
	p.Origin = d.origin(who)
	d.do(&p)
}

// presses presses the newest button, or chooses the newest option, whose label
// begins so.
func (d *counter) presses(who bot.UserID, label string) {
	d.Helper()
	d.settle()
	d.mu.Lock()
	var found *bot.Press
	var all []string
	for l, p := range d.labels[who] {
		all = append(all, l)
		if l == label || found == nil && strings.HasPrefix(l, label) {
			found = &bot.Press{Action: p.Action, Value: p.Value, Choice: p.Choice}
		}
	}
	d.mu.Unlock()
	if found == nil {
		d.Fatalf("%s sees no %q; there are %q", who, label, all)
	}
	d.press(who, *found)
	d.settle()
}

// fills sends the newest form somebody was shown, with these values on top of
// what is filled in.
func (d *counter) fills(who bot.UserID, values map[string]string) {
	d.Helper()
	d.mu.Lock()
	all := d.forms[who]
	d.mu.Unlock()
	if len(all) == 0 {
		d.Fatalf("%s has no form", who)
	}
	d.acts[who]++
	f := all[len(all)-1]
	d.do(d.filled(who, f, values))
	d.settle()
}

func (d *counter) filled(who bot.UserID, f *bot.Form, values map[string]string) *bot.Submit {
	s := &bot.Submit{Origin: d.origin(who), Action: f.Action, State: f.State, Values: bot.Values{}}
	for _, x := range f.Fields {
		if len(x.Value) > 0 {
			s.Values[x.Name] = x.Value
		}
		if v, ok := values[x.Name]; ok {
			s.Values[x.Name] = []string{v}
		} else if len(x.Value) == 0 && !x.Optional {
			s.Values[x.Name] = []string{somethingFor(x)}
		}
	}
	return s
}

// somethingFor is what could stand in a field.
func somethingFor(x bot.Field) string {
	switch x.Kind {
	case bot.Choice, bot.Choices:
		return x.Options[0].Value
	case bot.WholeNumber:
		return fmt.Sprint(max(1, x.Min))
	case bot.DateOnly:
		return "2027-01-20"
	case bot.DateTime:
		return "2027-01-20T09:00"
	case bot.YesNo:
		return "no"
	}
	return "ingevuld"
}

// settle does what is due now, and waits until nothing is at work.
func (d *counter) settle() {
	d.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	for range 200 {
		if err := d.bot.Idle(ctx); err != nil {
			d.Fatal(err)
		}
		if err := d.bot.RunDue(ctx, d.clock.Now()); err != nil {
			d.Fatal(err)
		}
		if err := d.bot.Idle(ctx); err != nil {
			d.Fatal(err)
		}
		at, ok, err := d.bot.NextDue(ctx)
		if err != nil {
			d.Fatal(err)
		}
		if !ok || at.After(d.clock.Now()) {
			return
		}
	}
	d.Fatal("there is always something due")
}

func (d *counter) seen(who bot.UserID) string {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.shown[who] == nil {
		return ""
	}
	return d.shown[who].String()
}

// forget forgets what somebody was shown.
func (d *counter) forget(who bot.UserID) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.shown[who], d.files[who] = nil, 0
}

// brings stores an item as it would be after all that was done with it.
func (d *counter) brings(x *item.Item) int64 {
	d.Helper()
	data, err := json.Marshal(x)
	if err != nil {
		d.Fatal(err)
	}
	raw := store.AgendaItem{Number: x.Number, Committee: x.Committee, Kind: string(x.Kind), State: string(x.State), Holder: string(x.Holder), Department: x.Department,
		Platform: string(x.By.Platform), Person: string(x.By.ID), Meeting: x.Meeting, Created: x.Created, Waits: x.Waits, Changed: x.Changed, Data: data}
	err = d.bot.Store.Write(context.Background(), "", func(tx *store.Tx) error {
		if err := tx.AddAgendaItem(&raw); err != nil {
			return err
		}
		return tx.AddAgendaMove(&store.AgendaMove{Item: raw.ID, At: x.Created, Platform: string(x.By.Platform), Person: string(x.By.ID), Name: x.By.Name,
			Action: "submit", Was: "draft", Became: string(x.State), Holder: string(x.Holder), Reason: x.Reason})
	})
	if err != nil {
		d.Fatal(err)
	}
	return raw.ID
}

// who is somebody as an item knows them.
func (d *counter) who(id bot.UserID) item.Person {
	u := d.person(id)
	return item.Person{Platform: d.Name(), ID: id, Handle: u.Handle, Name: u.Name, Email: u.Email, Lang: u.Lang}
}
