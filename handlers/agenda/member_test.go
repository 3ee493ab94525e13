package agenda

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
	"wegwijs/store"
)

// A seat room is a committee in which handlers are called as the router does,
// without a platform.
type seatRoom struct {
	t      testing.TB
	a      *Agenda
	c      committee.Committee
	events int
	mu     sync.Mutex
}

// everybodyHere is a platform where every account is used.
type everybodyHere struct{ bot.Platform }

func (everybodyHere) Name() bot.PlatformName { return "test" }

func (everybodyHere) User(_ context.Context, id bot.UserID) (bot.User, error) {
	return bot.User{ID: id, Handle: string(id), Name: string(id)}, nil
}

func newSeatRoom(t testing.TB) *seatRoom {
	t.Helper()
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "x.db"), store.Options{Log: zerolog.Nop(), Clock: bottest.NewClock(bottest.Start)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	who := func(name string) committee.Who { return committee.Who{Ref: "test:" + name, Name: name} }
	c := committee.Committee{ID: "aic", Name: "AIC", Command: "aic", Schedule: "FREQ=MONTHLY;BYDAY=2TU", Time: "09:00", Minutes: 120,
		Secretary: who("sien"), Chair: who("ineke"), Submit: committee.Everyone, Deadlines: committee.DefaultDeadlines(), Patience: 2}
	router := bot.NewRouter(bot.Options{Memory: db, Clock: bottest.NewClock(bottest.Start), Log: zerolog.Nop(), Zone: bottest.Zone})
	router.AddPlatform(everybodyHere{})
	a := New(Options{Home: "wegwijs", Router: router, Store: db, Zone: bottest.Zone, Committees: []committee.Committee{c}, Lang: bot.NL, Log: zerolog.Nop(),
		Calendar: committee.Calendar{Zone: bottest.Zone}, Seats: []committee.Seat{
			{Committee: "aic", Department: "FIN", Member: who("max"), Deputy: who("lotte"), From: "2026-01-01"},
			{Committee: "aic", Department: "VWS", Member: who("fatima"), From: "2026-01-01"},
		}})
	if err := a.Start(t.Context(), bottest.Start); err != nil {
		t.Fatal(err)
	}
	return &seatRoom{t: t, a: a, c: c}
}

// as is what an event of somebody carries.
func (r *seatRoom) as(name string) bot.Origin {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.events++
	return bot.Origin{Platform: "test", From: bot.User{ID: bot.UserID(name), Handle: name, Name: name, Guest: name == "gijs"},
		At: bottest.Start, Lang: bot.NL, Mark: fmt.Sprint("event", r.events)}
}

// bring has alice bring something of Finance.
func (r *seatRoom) bring(kind item.Kind, topic string) *item.Item {
	r.t.Helper()
	o := r.as("alice")
	x := &item.Item{Committee: "aic", Kind: kind, State: item.Draft, Department: "FIN", By: item.PersonOf(&o), Topic: topic, Ask: "Hoe doen jullie dat?"}
	if err := r.a.opt.Store.Write(r.t.Context(), o.Mark, func(tx *store.Tx) error { return r.a.submit(tx, r.c, x, by(&o)) }); err != nil {
		r.t.Fatal(err)
	}
	return x
}

func (r *seatRoom) stored(id int64) (x *item.Item) {
	r.t.Helper()
	if err := r.a.opt.Store.Read(r.t.Context(), func(q *store.Reader) (err error) { x, err = load(q, id); return err }); err != nil {
		r.t.Fatal(err)
	}
	return x
}

func (r *seatRoom) moves(id int64) (all []store.AgendaMove) {
	r.t.Helper()
	if err := r.a.opt.Store.Read(r.t.Context(), func(q *store.Reader) (err error) { all, err = store.AgendaMoves(q, id); return err }); err != nil {
		r.t.Fatal(err)
	}
	return all
}

// press and submit call a handler as the router would.
func (r *seatRoom) press(who string, h bot.PressHandler, x *item.Item) (bot.Reply, error) {
	return h(r.t.Context(), &bot.Press{Origin: r.as(who), Value: idText(x.ID), Choice: idText(x.ID)})
}

func (r *seatRoom) submit(who string, h bot.SubmitHandler, state string, v bot.Values) (bot.Reply, error) {
	return h(r.t.Context(), &bot.Submit{Origin: r.as(who), State: state, Values: v})
}

// filledIn is a form as it was opened, with some fields changed.
func filledIn(f *bot.Form, change bot.Values) bot.Values {
	v := bot.Values{}
	for _, field := range f.Fields {
		if len(field.Value) > 0 {
			v[field.Name] = field.Value
		}
	}
	for name, value := range change {
		v[name] = value
	}
	return v
}

func paragraphsOf(m *bot.Message) string {
	var b strings.Builder
	if m == nil {
		return ""
	}
	for _, block := range m.Blocks {
		if p, ok := block.(bot.Para); ok {
			if p.Text != nil {
				b.WriteString(p.Text.In(bot.NL, bot.Literal) + "\n")
			}
			for _, i := range p.Items {
				b.WriteString(i.In(bot.NL, bot.Literal) + "\n")
			}
		}
	}
	return b.String()
}

// Only the member, the deputy and the secretary decide. To all others, the chair
// too while it waits, there is no such item; and so it is for one that is not there.
func TestWhoDecides(t *testing.T) {
	r := newSeatRoom(t)
	x := r.bring(item.Question, "Podcasts")
	presses := map[string]bot.PressHandler{"pick": r.a.pressPick, "pass": r.a.pressPass, "complete": r.a.pressComplete, "extra": r.a.pressExtra,
		"ask": r.a.pressAskMore, "answer": r.a.pressAnswer, "decline": r.a.pressDecline}
	submits := map[string]bot.SubmitHandler{"complete": r.a.submitComplete, "extra": r.a.submitExtra, "ask": r.a.submitAskMore, "answer": r.a.submitAnswer, "decline": r.a.submitDecline}
	all := bot.Values{"topic": {"Wat"}, "ask": {"Hoe?"}, "question": {"Hoe?"}, "answer": {"Zo."}, "reason": {"Daarom."}, "asked": {"asked"}, "to": {"CRC"}}
	for _, who := range []string{"alice", "fatima", "ineke", "gijs", "bram"} {
		for name, h := range presses {
			if _, err := r.press(who, h, x); !errors.Is(err, errNoItem) {
				t.Errorf("%s presses %s: %v", who, name, err)
			}
		}
		for name, h := range submits {
			state := whereState(x)
			if name == "complete" || name == "extra" {
				state = completeState(x)
			}
			_, err := r.submit(who, h, state, all)
			none := errNoItem.Say.In(bot.NL, bot.Literal)
			typed, ok := strings.CutPrefix(problem(t, err), none+" Dit typte je: ")
			if name == "extra" && problem(t, err) == none {
				continue // only choices
			}
			if !ok || typed == "" || strings.Contains(typed, "Podcasts") {
				t.Errorf("%s fills in %s: %v", who, name, problem(t, err))
			}
		}
	}
	for name, h := range presses {
		if _, err := h(t.Context(), &bot.Press{Origin: r.as("max"), Value: "9999", Choice: "x"}); !errors.Is(err, errNoItem) {
			t.Errorf("%s of nothing: %v", name, err)
		}
	}
	for _, who := range []string{"max", "lotte", "sien"} {
		if _, err := r.press(who, r.a.pressPick, x); err != nil {
			t.Errorf("%s: %v", who, err)
		}
	}
	if now := r.stored(x.ID); now.State != item.Waiting || now.Rev != x.Rev || len(r.moves(x.ID)) != 1 {
		t.Errorf("it became %s, %d moves", now.State, len(r.moves(x.ID)))
	}
}

// Many decide on one item at the same moment: one does, all others read who.
func TestManyDecideAtOnce(t *testing.T) {
	r := newSeatRoom(t)
	x := r.bring(item.Topic, "Huisstijl")
	var wg sync.WaitGroup
	errs := make([]error, 12)
	for i := range errs {
		wg.Go(func() {
			who := []string{"max", "lotte", "sien"}[i%3]
			if i%2 == 0 {
				_, errs[i] = r.press(who, r.a.pressPass, x)
			} else {
				_, errs[i] = r.submit(who, r.a.submitDecline, whereState(x), bot.Values{"reason": {"Niet nu."}})
			}
		})
	}
	wg.Wait()
	done := 0
	for i, err := range errs {
		var p *bot.Problem
		switch {
		case err == nil:
			done++
		case !errors.As(err, &p):
			t.Errorf("%d: %v", i, err)
		default:
			say := p.Say.In(bot.NL, bot.Literal)
			if !strings.Contains(say, "deed dat op maandag 23 november 2026") || i%2 == 1 && !strings.Contains(say, "Niet nu.") {
				t.Errorf("%d: %s", i, say)
			}
		}
	}
	if done != 1 || len(r.moves(x.ID)) != 2 {
		t.Errorf("%d decided, %d moves", done, len(r.moves(x.ID)))
	}
}

// A form that was open while somebody else changed the item writes nothing, and
// what was typed in it is shown.
func TestAFormOfWhatChangedMeanwhile(t *testing.T) {
	r := newSeatRoom(t)
	x := r.bring(item.Topic, "Huisstijl")
	first, err := r.press("max", r.a.pressComplete, x)
	if err != nil {
		t.Fatal(err)
	}
	second, err := r.press("lotte", r.a.pressExtra, x)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.submit("lotte", r.a.submitExtra, second.Form.State, bot.Values{"to": {"vora"}, "asked": {"unasked"}, "principle": {"bewegen"}}); err != nil {
		t.Fatal(err)
	}
	reply, err := r.submit("max", r.a.submitComplete, first.Form.State, filledIn(first.Form, bot.Values{"speaker": {"Anna de Boer"}}))
	if err != nil {
		t.Fatal(err)
	}
	now := r.stored(x.ID)
	if now.State != item.Waiting || now.Speaker != "" || now.Advice != (item.Advice{To: "VoRa"}) || now.Principle != "bewegen" {
		t.Errorf("%+v", now)
	}
	if s := paragraphsOf(reply.Private); !strings.Contains(s, "Spreker: Anna de Boer") || !strings.Contains(s, "Iemand anders veranderde dit") {
		t.Error(s)
	}
	if _, err := r.press("lotte", r.a.pressPass, x); err != nil {
		t.Fatal(err)
	}
	if _, err := r.submit("sien", r.a.submitDecline, whereState(now), bot.Values{"reason": {"Te laat."}}); err == nil {
		t.Error("it was declined although it was passed on while the form was open")
	}
}

// What people type is stored as it is or refused, and never shown as anything
// else than words.
func TestWhatPeopleTypeWhenTheyDecide(t *testing.T) {
	r := newSeatRoom(t)
	long := strings.Repeat("ab", 5000)
	for _, typed := range []string{"=1+1", "<b>vet</b>", "@channel kom", "*ster* _streep_ ‹x›", "{topic} {0}"} {
		x := r.bring(item.Question, "Vraag")
		if _, err := r.submit("max", r.a.submitAskMore, whereState(x), bot.Values{"question": {typed}}); err != nil {
			t.Errorf("%q: %v", typed, err)
		}
		now := r.stored(x.ID)
		if _, err := r.submit("max", r.a.submitAnswer, whereState(now), bot.Values{"answer": {"  " + typed + "\n"}}); err != nil {
			t.Errorf("%q: %v", typed, err)
		}
		if now = r.stored(x.ID); now.Answer != typed || len(now.Talk) != 1 || now.Talk[0].Text != typed {
			t.Errorf("%q became %q", typed, now.Answer)
		}
		if s := paragraphsOf(&bot.Message{Blocks: r.a.card(now, item.Department, bot.NL)}); !strings.Contains(s, typed) {
			t.Errorf("%q is not on the card: %s", typed, s)
		}
	}
	x := r.bring(item.Question, "Vraag")
	for name, h := range map[string]bot.SubmitHandler{"question": r.a.submitAskMore, "answer": r.a.submitAnswer, "reason": r.a.submitDecline} {
		for _, typed := range []string{long, "", " \n ", "?!", "🙂"} {
			_, err := r.submit("max", h, whereState(x), bot.Values{name: {typed}})
			var wrong bot.FieldErrors
			if !errors.As(err, &wrong) || wrong[name] == nil {
				t.Errorf("%s %.10q: %v", name, typed, err)
			}
		}
	}
	form, err := r.press("max", r.a.pressComplete, x)
	if err != nil {
		t.Fatal(err)
	}
	for name, typed := range map[string]string{"topic": long, "ask": long, "explain": long, "speaker": long, "documents": long, "minutes": "veel", "nature": "anders", "membersonly": "misschien"} {
		_, err := r.submit("max", r.a.submitComplete, form.Form.State, filledIn(form.Form, bot.Values{name: {typed}}))
		var wrong bot.FieldErrors
		if !errors.As(err, &wrong) || wrong[name] == nil || len(wrong) != 1 {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, state := range []string{"", "/", "x/y", idText(x.ID), "-1/1", "99999999999999999999/1"} {
		for name, h := range map[string]bot.SubmitHandler{"complete": r.a.submitComplete, "decline": r.a.submitDecline, "again": r.a.submitAgain} {
			reply, err := r.submit("max", h, state, bot.Values{"reason": {"Zomaar."}, "question": {"Hoe?"}})
			var p *bot.Problem
			if !errors.As(err, &p) && reply.Private == nil {
				t.Errorf("%s with state %q: %v", name, state, err)
			}
		}
	}
	if now := r.stored(x.ID); now.Rev != x.Rev {
		t.Errorf("something was written: %+v", now)
	}
}

// A topic has no answer, and one that was decided cannot be asked about again.
func TestWhatCannotBeDone(t *testing.T) {
	r := newSeatRoom(t)
	topic := r.bring(item.Topic, "Huisstijl")
	if _, err := r.press("max", r.a.pressAnswer, topic); !errors.Is(err, errNoItem) {
		t.Errorf("%v", err)
	}
	if _, err := r.submit("max", r.a.submitAnswer, whereState(topic), bot.Values{"answer": {"Zo."}}); !errors.Is(err, errNoItem) {
		t.Errorf("%v", err)
	}
	if _, err := r.submit("max", r.a.submitDecline, whereState(topic), bot.Values{"reason": {"Niet nu."}}); err != nil {
		t.Fatal(err)
	}
	for name, h := range map[string]bot.PressHandler{"pass": r.a.pressPass, "complete": r.a.pressComplete, "ask": r.a.pressAskMore, "decline": r.a.pressDecline, "extra": r.a.pressExtra} {
		_, err := r.press("max", h, topic)
		var p *bot.Problem
		if !errors.As(err, &p) || !strings.Contains(p.Say.In(bot.NL, bot.Literal), "max deed dat") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if blocks := r.a.decideButtons(r.stored(topic.ID)); len(blocks) != 0 {
		t.Errorf("%d rows of buttons", len(blocks))
	}
}

// Documents that just fit must fit again when the form is opened the next time.
func TestDocumentsThatWouldNotFitAgain(t *testing.T) {
	r := newSeatRoom(t)
	x := r.bring(item.Topic, "Huisstijl")
	form, err := r.press("max", r.a.pressComplete, x)
	if err != nil {
		t.Fatal(err)
	}
	line := "Nota https://example.nl/" + strings.Repeat("a", 120) + "\n"
	n := mostInField / len(line)
	_, err = r.submit("max", r.a.submitComplete, form.Form.State, filledIn(form.Form, bot.Values{"documents": {strings.Repeat(line, n)}}))
	var wrong bot.FieldErrors
	if !errors.As(err, &wrong) || wrong["documents"] == nil {
		t.Errorf("%d documents: %v", n, err)
	}
	if _, err = r.submit("max", r.a.submitComplete, form.Form.State, filledIn(form.Form, bot.Values{"documents": {strings.Repeat(line, n-3)}})); err != nil {
		t.Fatal(err)
	}
	form, err = r.press("max", r.a.pressComplete, x)
	if err != nil {
		t.Fatal(err)
	}
	docs, faults := parseDocuments(filledIn(form.Form, nil).Text("documents"))
	if len(docs) != n-3 || len(faults) != 0 {
		t.Errorf("%d documents came back of %d, with %d faults", len(docs), n-3, len(faults))
	}
}

// What was brought for a department that was merged on the way is decided by the
// member of the department of today.
func TestADepartmentMergedOnTheWay(t *testing.T) {
	r := newSeatRoom(t)
	directory, err := committee.Builtin().With([]committee.Department{{Code: "VWS", Name: "Volksgezondheid", EN: "Health", Former: []string{"FIN"}}})
	if err != nil {
		t.Fatal(err)
	}
	x := r.bring(item.Topic, "Huisstijl")
	r.a.opt.Directory = directory
	r.a.opt.Seats = r.a.opt.Seats[1:] // nobody sits for what is no department any more
	if _, err := r.press("max", r.a.pressPass, x); !errors.Is(err, errNoItem) {
		t.Errorf("max: %v", err)
	}
	reply, err := r.a.typedTodo(t.Context(), r.c, &bot.Command{Origin: r.as("fatima"), Name: "aic"})
	if err != nil || !strings.Contains(paragraphsOf(reply.Private), "Huisstijl") {
		t.Errorf("fatima: %v, %s", err, paragraphsOf(reply.Private))
	}
	if _, err := r.press("fatima", r.a.pressPass, x); err != nil {
		t.Error(err)
	}
	if now := r.stored(x.ID); now.Department != "FIN" || now.State != item.Passed {
		t.Errorf("%s, %s: the code of when it was brought stays", now.Department, now.State)
	}
}

// What is asked about something that was passed on already does not claim that
// it waits, and is not said any more once it is over.
func TestAskingAboutWhatGoesOn(t *testing.T) {
	r := newSeatRoom(t)
	x := r.bring(item.Topic, "Huisstijl")
	if _, err := r.press("max", r.a.pressPass, x); err != nil {
		t.Fatal(err)
	}
	now := r.stored(x.ID)
	if _, err := r.submit("sien", r.a.submitAskMore, whereState(now), bot.Values{"question": {"Wie spreekt?"}}); err != nil {
		t.Fatal(err)
	}
	all := r.moves(x.ID)
	asked := all[len(all)-1]
	for what, want := range map[string]string{noticeMore: "gaat intussen gewoon verder", noticeMoreAgain: "nog een vraag open"} {
		l, err := r.a.sayMore(t.Context(), notice{What: what, Committee: "aic", Item: x.ID, Move: asked.ID}, bottest.Start)
		if err != nil || l == nil || !strings.Contains(paragraphsOf(l.Message), want) || !strings.Contains(paragraphsOf(l.Message), "Wie spreekt?") {
			t.Errorf("%s: %v %+v", what, err, l)
		}
	}
	now = r.stored(x.ID)
	if _, err := r.submit("sien", r.a.submitDecline, whereState(now), bot.Values{"reason": {"Toch niet."}}); err != nil {
		t.Fatal(err)
	}
	if l, err := r.a.sayMore(t.Context(), notice{What: noticeMoreAgain, Committee: "aic", Item: x.ID, Move: asked.ID}, bottest.Start); err != nil || l != nil {
		t.Errorf("%v %+v", err, l)
	}
}

// Five hundred that wait are a list that can be read and picked from, at once.
func TestFiveHundredWait(t *testing.T) {
	r := newSeatRoom(t)
	o := r.as("alice")
	err := r.a.opt.Store.Write(t.Context(), o.Mark, func(tx *store.Tx) error {
		for i := range 500 {
			x := &item.Item{Committee: "aic", Kind: item.Topic, State: item.Draft, Department: "FIN", By: item.PersonOf(&o), Topic: fmt.Sprint("Onderwerp ", i, strings.Repeat(" lang", 16)), Ask: "Hoe?"}
			if err := r.a.submit(tx, r.c, x, by(&o)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, who := range []string{"max", "lotte", "sien"} {
		began := time.Now()
		reply, err := r.a.typedTodo(context.Background(), r.c, &bot.Command{Origin: r.as(who), Name: "aic"})
		if err != nil {
			t.Fatal(err)
		}
		took := time.Since(began)
		t.Logf("%s: %s", who, took)
		if took > time.Second {
			t.Errorf("%s waited %s", who, took)
		}
		menus := 0
		for _, b := range reply.Private.Blocks {
			if m, ok := b.(bot.Menu); ok {
				if menus++; len(m.Options) != bot.MaxOptions {
					t.Errorf("%d options", len(m.Options))
				}
			}
		}
		if menus != 1 {
			t.Errorf("%s has %d menus", who, menus)
		}
	}
}

// Whoever brought a question for themselves, such as a member, is not told what
// they did; whoever joined it is.
func TestWhoHearsOfAnAnswer(t *testing.T) {
	r := newSeatRoom(t)
	x := r.bring(item.Question, "Podcasts")
	o := r.as("max")
	joined := r.as("ravi")
	err := r.a.opt.Store.Write(t.Context(), o.Mark, func(tx *store.Tx) error {
		x.Also = []item.Person{item.PersonOf(&o), item.PersonOf(&joined)}
		return save(tx, x, o.At)
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.submit("max", r.a.submitAnswer, whereState(x), bot.Values{"answer": {"Bel Koen."}}); err != nil {
		t.Fatal(err)
	}
	for who, hears := range map[string]bool{"alice": true, "ravi": true, "max": true, "bram": false} {
		_, err := r.press(who, r.a.pressHelps, x)
		if hears != (err == nil) {
			t.Errorf("%s: %v", who, err)
		}
	}
	told := map[string]bool{}
	err = r.a.opt.Store.Write(t.Context(), "", func(tx *store.Tx) error {
		rows, err := tx.Query("SELECT person FROM job WHERE kind = 'agenda.tell'")
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var user string
			if err := rows.Scan(&user); err != nil {
				return err
			}
			told[user] = true
		}
		return rows.Err()
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(told) != 2 || !told["alice"] || !told["ravi"] {
		t.Errorf("told: %v", told)
	}
}

// Who joined what is for members only now is told that, and nothing of it.
func TestNewsOfWhatIsForMembersOnly(t *testing.T) {
	r := newSeatRoom(t)
	x := r.bring(item.Question, "Reorganisatie")
	o, fatima, ravi := r.as("max"), r.as("fatima"), r.as("ravi")
	err := r.a.opt.Store.Write(t.Context(), o.Mark, func(tx *store.Tx) error {
		x.Also, x.MembersOnly = []item.Person{item.PersonOf(&fatima), item.PersonOf(&ravi)}, true
		return save(tx, x, o.At)
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.submit("max", r.a.submitAnswer, whereState(x), bot.Values{"answer": {"In maart."}}); err != nil {
		t.Fatal(err)
	}
	for who, sees := range map[string]bool{"alice": true, "fatima": true, "ravi": false} {
		o := r.as(who)
		n, err := json.Marshal(notice{What: noticeAnswered, Committee: "aic", Item: x.ID, To: item.PersonOf(&o)})
		if err != nil {
			t.Fatal(err)
		}
		a := *r.a
		a.notices = map[string]noticeMaker{noticeAnswered: a.sayAnswered}
		reply, err := a.tell(t.Context(), &bot.Due{Origin: bot.Origin{At: bottest.Start}, Payload: n})
		said := paragraphsOf(reply.Private)
		if err != nil || strings.Contains(said, "Reorganisatie") != sees || strings.Contains(said, "In maart.") != sees || !sees && !strings.Contains(said, "alleen voor leden") {
			t.Errorf("%s: %v %q", who, err, said)
		}
		if _, err := r.press(who, r.a.pressAgain, x); sees != (err == nil) {
			t.Errorf("%s asks again: %v", who, err)
		}
	}
}

// Only the secretary says of which department something is, of what has none,
// and only to a department with a seat.
func TestWhereSomethingBelongs(t *testing.T) {
	r := newSeatRoom(t)
	o := r.as("alice")
	x := &item.Item{Committee: "aic", Kind: item.Topic, State: item.Draft, By: item.PersonOf(&o), Topic: "Huisstijl", Ask: "Hoe?"}
	if err := r.a.opt.Store.Write(t.Context(), o.Mark, func(tx *store.Tx) error { return r.a.submit(tx, r.c, x, by(&o)) }); err != nil {
		t.Fatal(err)
	}
	place := func(who, choice string) error {
		_, err := r.a.pressPlace(t.Context(), &bot.Press{Origin: r.as(who), Value: idText(x.ID), Choice: choice})
		return err
	}
	for _, who := range []string{"alice", "max", "ineke", "gijs"} {
		if err := place(who, "FIN"); !errors.Is(err, errNoItem) {
			t.Errorf("%s: %v", who, err)
		}
	}
	for _, choice := range []string{"", "XYZ", "-", "fin/x"} {
		if err := place("sien", choice); !errors.Is(err, errNoItem) {
			t.Errorf("%q: %v", choice, err)
		}
	}
	if err := place("sien", "FIN"); err != nil {
		t.Fatal(err)
	}
	if now := r.stored(x.ID); now.Department != "FIN" || now.Holder != item.Member || now.State != item.Waiting {
		t.Errorf("%+v", now)
	}
	if err := place("sien", "VWS"); !isProblem(err) {
		t.Error(err)
	}
}

// Who asks again twice asked once.
func TestAskedAgainOnce(t *testing.T) {
	r := newSeatRoom(t)
	x := r.bring(item.Question, "Podcasts")
	if _, err := r.submit("max", r.a.submitAnswer, whereState(x), bot.Values{"answer": {"Bel Koen."}}); err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"AIC-2026-002", "al gestuurd als AIC-2026-002"} {
		reply, err := r.submit("alice", r.a.submitAgain, idText(x.ID), bot.Values{"question": {"Welk nummer?"}})
		if err != nil || !strings.Contains(paragraphsOf(reply.Private), want) {
			t.Errorf("%d: %v %q", i, err, paragraphsOf(reply.Private))
		}
	}
}
