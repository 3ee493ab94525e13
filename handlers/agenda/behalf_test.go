package agenda

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
	"wegwijs/store"
)

// olgasDesk is a desk where the member for Finance has no account here.
func olgasDesk(t *testing.T) *desk {
	d := newDesk(t)
	d.opt.Seats[0].Member = committee.Who{Name: "Olga Smit", Email: "o.smit@example.nl"}
	d.onNotice(noticeTodo, d.tellTodo)
	return d
}

func (d *desk) moves(id int64) (all []store.AgendaMove) {
	d.Helper()
	if err := d.opt.Store.Read(d.Context(), func(r *store.Reader) (err error) { all, err = store.AgendaMoves(r, id); return err }); err != nil {
		d.Fatal(err)
	}
	return all
}

func TestBehalfForm(t *testing.T) {
	d := newDesk(t)
	fill := func(who string, change map[string]string) (bot.Reply, error) {
		v := bot.Values{"name": {"Vera Bos"}, "department": {"FIN"}, "kind": {"topic"}, "topic": {"Podcasts"}, "ask": {"Wie maakt ze?"}}
		for k, s := range change {
			v[k] = []string{s}
		}
		return d.submitBehalf(t.Context(), &bot.Submit{Origin: d.by(who), State: "aic", Values: v})
	}
	long := strings.Repeat("x", 10000)
	for _, c := range []struct{ field, typed string }{
		{"name", ""}, {"name", long}, {"name", "😀"}, {"email", "geen adres"}, {"email", long + "@x.nl"}, {"department", "NASA"}, {"department", ""}, {"kind", "?"},
		{"topic", ""}, {"topic", long}, {"topic", "!!!"}, {"ask", ""}, {"ask", long}, {"explain", long}, {"topic", "Podcasts (900 min)"},
	} {
		_, err := fill("sien", map[string]string{c.field: c.typed})
		var wrong bot.FieldErrors
		if !errors.As(err, &wrong) || wrong[c.field] == nil {
			t.Errorf("%s %.20q: %v", c.field, c.typed, err)
		}
	}
	var no *bot.Problem
	if _, err := fill("alice", nil); !errors.As(err, &no) {
		t.Errorf("somebody who is no secretary: %v", err)
	}
	evil := `=HYPERLINK("x") <b>@channel</b> [a](b)`
	r, err := fill("sien", map[string]string{"topic": evil, "ask": evil, "explain": evil, "name": evil})
	if err != nil || !strings.Contains(said(r.Private), evil) {
		t.Fatalf("%v %q", err, said(r.Private))
	}
	x := d.all()[0]
	if x.Topic != evil || x.Ask != evil || x.Explain != evil || x.By.Name != evil || x.By.Here() || x.Typist.ID != "sien" {
		t.Errorf("stored as %+v", x)
	}
	if m := d.moves(x.ID); len(m) != 1 || m[0].Behalf != evil || m[0].Person != "sien" {
		t.Errorf("%+v", m)
	}
}

func TestMailForWhoHasNoAccount(t *testing.T) {
	d := newDesk(t)
	evil := "=1+1 <b>@channel</b> *x*\n# kop"
	l := &letter{Subject: bot.Plain("Over <b>"), Message: bot.Say(
		bot.Para{Text: bot.Bold(bot.Phrase{NL: "Er is iets.", EN: "There is something."}), Items: []bot.Text{bot.Plain(evil), bot.Link(bot.Plain("de pagina"), "https://example.nl/x")}},
		bot.Fields{{Label: bot.Phrase{NL: "Dag", EN: "Day"}, Value: bot.Plain("dinsdag")}},
		bot.Table{Caption: bot.Plain("Punten"), Head: []bot.Text{bot.Plain("Nr."), bot.Plain("Wat")}, Rows: [][]bot.Text{{bot.Plain("1"), bot.Plain("Opening")}}},
		bot.File{Name: "agenda.docx", Type: "x", Data: []byte("x")},
		bot.Note{Text: bot.Plain("Typ /aic te-doen.")}, bot.Note{Text: bot.Plain("Tot dan.")},
		bot.Buttons{{Label: bot.Plain("Vul aan"), Action: "agenda.reply", Value: "1"}})}
	to := item.Person{Name: "Vera Bos", Email: "vera@example.nl"}
	text := said(d.byMail(notice{Committee: "aic", Item: 1, To: to}, l))
	for _, want := range []string{"Vera Bos heeft hier geen account. Stuur dit naar vera@example.nl:", "Beste Vera Bos,", "Er is iets.\n- " + evil + "\n- de pagina (https://example.nl/x)",
		"Dag: dinsdag", "Punten\nNr. | Wat\n1 | Opening", "Bijlage: agenda.docx", "Tot dan.", "Antwoord dan op deze mail.", "Sien Visser\nsecretaris, Overleg aic", "Verstuurd", "Leg antwoord vast"} {
		if !strings.Contains(text, want) {
			t.Errorf("the mail does not say %q:\n%s", want, text)
		}
	}
	if strings.Contains(text, "te-doen") || strings.Contains(text, "Vul aan") {
		t.Errorf("the mail says what cannot be done from it:\n%s", text)
	}
	to.Lang = bot.EN
	if text := said(d.byMail(notice{Committee: "aic", Item: 1, To: to}, l)); !strings.Contains(text, "Dear Vera Bos,") || !strings.Contains(text, "There is something.") {
		t.Errorf("in English:\n%s", text)
	}
	// Extremes: nothing to send it to, all too long, a meeting instead of an item.
	for _, n := range []notice{
		{Committee: "aic", Item: 1 << 62, Move: 1 << 62, To: item.Person{Name: strings.Repeat("é", 5000)}},
		{Committee: "aic", Item: 1, To: item.Person{Name: "V", Email: strings.Repeat("x", 5000) + "@x.nl"}},
		{Committee: "aic", Meeting: "aic/2026-12-08", Who: committee.Who{Name: "Olga", Email: `"a b"(c)<d>@x.nl`}},
		{Committee: "aic"}, {},
	} {
		m := d.byMail(n, &letter{Subject: bot.Plain(strings.Repeat("s", 5000)), Message: bot.Say(bot.Para{Text: bot.Plain(strings.Repeat("é", 10000))}, bot.Para{})})
		for _, b := range m.Blocks {
			row, _ := b.(bot.Buttons)
			for _, x := range row {
				if len(x.Value) > 200 {
					t.Errorf("a value of %d bytes", len(x.Value))
				}
			}
			if n.Item == 0 && len(row) > 0 {
				t.Errorf("a mail about a meeting has buttons: %+v", row)
			}
		}
	}
}

func TestMailLink(t *testing.T) {
	link := mailLink("o.smit+aic@example.nl", "Te doen & meer: 1", []string{"Beste Olga,", "a\nb+c"})
	const want = "mailto:o.smit+aic@example.nl?subject=Te%20doen%20%26%20meer%3A%201&body=Beste%20Olga%2C%0D%0A%0D%0Aa%0D%0Ab%2Bc"
	if link != want || !bot.SafeURL(link) {
		t.Errorf("got %s\nwant %s", link, want)
	}
	if bot.SafeURL(mailLink("", "x", nil)) || bot.SafeURL(mailLink("a@b.nl", "x", []string{strings.Repeat("é", 2000)})) {
		t.Error("a link without an address, or one that is too long, is shown")
	}
}

func TestDecidedInTheNameOfAMember(t *testing.T) {
	d := olgasDesk(t)
	x, y := d.sent("alice", "Nieuw intranet", "Hoe?"), d.sent("alice", "Podcasts", "Hoe?")
	do := func(who string, x *item.Item, action item.Action) string {
		t.Helper()
		d.write(func(tx *store.Tx) (err error) {
			if x, err = load(tx, x.ID); err != nil {
				return err
			}
			o := d.by(who)
			_, err = d.act(tx, x, by(&o), action, "")
			return err
		})
		all := d.moves(x.ID)
		return all[len(all)-1].Behalf
	}
	if got := do("sien", x, item.Complete); got != "" {
		t.Errorf("without saying so it is in the name of %q", got)
	}
	if _, err := d.press(d.pressMandate, "alice", idText(x.ID)); err != errNoItem {
		t.Errorf("somebody else: %v", err)
	}
	for _, it := range []*item.Item{x, y} {
		r, err := d.press(d.pressMandate, "sien", idText(it.ID))
		if err != nil || !strings.Contains(said(r.Private), "namens Olga Smit") {
			t.Fatalf("%v %q", err, said(r.Private))
		}
	}
	if got := do("max", x, item.Complete); got != "" {
		t.Errorf("what somebody else does is in the name of %q", got)
	}
	for i, action := range []item.Action{item.Complete, item.Pass} {
		if got := do("sien", x, action); got != "Olga Smit" {
			t.Errorf("step %d is in the name of %q", i, got)
		}
	}
	if got := do("sien", x, item.Decline); got != "" {
		t.Errorf("a second decision is in the name of %q", got)
	}
	d.now = d.now.AddDate(0, 0, 1)
	if got := do("sien", y, item.Pass); got != "" {
		t.Errorf("a day later it is in the name of %q", got)
	}
	if _, err := d.press(d.pressMandate, "sien", idText(y.ID)); !strings.Contains(problem(t, err), "kan niet meer") {
		t.Error(err)
	}
	// By its number.
	z := d.sent("alice", "Filmpjes", "Hoe?")
	r, err := d.typedBehalf(t.Context(), d.opt.Committees[0], &bot.Command{Origin: d.by("sien"), Text: strings.ToLower(z.Number)})
	if err != nil || !strings.Contains(said(r.Private), "namens Olga Smit") {
		t.Errorf("%v %q", err, said(r.Private))
	}
}

func TestAnswerByMail(t *testing.T) {
	d := olgasDesk(t)
	if _, err := d.submitBehalf(t.Context(), &bot.Submit{Origin: d.by("sien"), State: "aic", Values: bot.Values{
		"name": {"Vera Bos"}, "department": {"FIN"}, "kind": {"topic"}, "topic": {"Podcasts"}, "ask": {"Wie maakt ze?"}}}); err != nil {
		t.Fatal(err)
	}
	x := d.all()[0]
	d.jobs()
	d.write(func(tx *store.Tx) error {
		_, err := d.act(tx, x, doing{at: d.now}, item.AskMore, "")
		return err
	})
	r, err := d.press(d.pressReplyFor, "sien", "1")
	if err != nil || r.Form == nil {
		t.Fatalf("%v %+v", err, r)
	}
	answer := func(who, text string) (bot.Reply, error) {
		return d.submitReplyFor(t.Context(), &bot.Submit{Origin: d.by(who), State: "1", Values: bot.Values{"text": {text}}})
	}
	var wrong bot.FieldErrors
	for _, text := range []string{"", "  ", strings.Repeat("x", 10000)} {
		if _, err := answer("sien", text); !errors.As(err, &wrong) {
			t.Errorf("%.10q: %v", text, err)
		}
	}
	if _, err := answer("alice", "Ik"); err != errNoItem {
		t.Errorf("somebody else: %v", err)
	}
	d.now = d.now.Add(time.Hour)
	if r, err = answer("sien", "In <b>mei</b>"); err != nil || !strings.Contains(said(r.Private), "Olga Smit") {
		t.Fatalf("%v %q", err, said(r.Private))
	}
	y, all := d.all()[0], d.moves(1)
	if y.State != item.Waiting || len(y.Talk) != 1 || y.Talk[0].Text != "In <b>mei</b>" || y.Talk[0].By.Name != "Vera Bos" || !y.Waits.Equal(d.now) {
		t.Errorf("%+v", y)
	}
	if m := all[len(all)-1]; m.Action != string(item.Reply) || m.Behalf != "Vera Bos" || m.Person != "sien" {
		t.Errorf("%+v", m)
	}
	if jobs := d.jobs(); len(jobs) != 1 || jobs[0].What != noticeReplied || jobs[0].Who.Name != "Olga Smit" {
		t.Errorf("%+v", jobs)
	}
	// What is written too late is not lost.
	d.write(func(tx *store.Tx) error {
		_, err := d.act(tx, y, doing{at: d.now}, item.Withdraw, "")
		return err
	})
	if r, err = answer("sien", "Nog iets"); err != nil || !strings.Contains(said(r.Private), "Nog iets") {
		t.Errorf("%v %q", err, said(r.Private))
	}
}

func TestStraightToTheListByTwoAtOnce(t *testing.T) {
	d := newDesk(t)
	x := d.sent("alice", "Nieuw intranet", "Hoe?")
	presses := []*bot.Press{{Origin: d.by("sien"), Value: idText(x.ID)}, {Origin: d.by("sien"), Value: idText(x.ID)}}
	errs := make([]error, len(presses))
	var all sync.WaitGroup
	for i, p := range presses {
		all.Go(func() { _, errs[i] = d.pressAlready(t.Context(), p) })
	}
	all.Wait()
	if (errs[0] == nil) == (errs[1] == nil) {
		t.Fatalf("%v, %v", errs[0], errs[1])
	}
	late := errs[0]
	if late == nil {
		late = errs[1]
	}
	if !strings.Contains(problem(t, late), "kan niet meer") {
		t.Error(late)
	}
	y := d.all()[0]
	if y.State != item.Passed || y.Nature != item.Discuss || y.Minutes != 10 || len(d.moves(y.ID)) != 2 {
		t.Errorf("%+v %+v", y, d.moves(y.ID))
	}
	for _, value := range []string{"", "x", "-1", "99", "1/2"} {
		if _, err := d.press(d.pressAlready, "sien", value); err != errNoItem {
			t.Errorf("%q: %v", value, err)
		}
	}
}

// A day that is done again, because the program ended before that was noted, tells
// nobody twice; and five hundred requests are one list that can be read.
func TestDayOfFiveHundred(t *testing.T) {
	d := olgasDesk(t)
	c := d.opt.Committees[0]
	d.write(func(tx *store.Tx) error {
		for i := range 500 {
			x := &item.Item{Committee: "aic", Kind: item.Topic, State: item.Draft, Department: "FIN", Topic: fmt.Sprintf("Onderwerp %d", i), Ask: "Hoe?", By: item.Person{Name: "Vera"}}
			if err := d.submit(tx, c, x, doing{at: d.now}); err != nil {
				return err
			}
		}
		return nil
	})
	d.jobs()
	d.now = d.now.AddDate(0, 0, 1)
	begin := time.Now()
	due := &bot.Due{Origin: bot.Origin{ID: "77", At: d.now}, Key: "todo/aic/2026-11-24"}
	for range 2 {
		if err := d.dayOfTodo(t.Context(), c, due); err != nil {
			t.Fatal(err)
		}
	}
	jobs := d.jobs()
	if len(jobs) != 1 || jobs[0].What != noticeTodo || jobs[0].Who.Name != "Olga Smit" {
		t.Fatalf("%+v", jobs)
	}
	for _, mail := range []bool{false, true} {
		jobs[0].Mail = mail
		l, err := d.tellTodo(t.Context(), jobs[0], d.now)
		if err != nil || !strings.Contains(said(l.Message), "Dit wacht op jou bij de AIC: 500") || len(l.Message.Blocks) > 40 {
			t.Fatalf("%v %q", err, said(l.Message))
		}
		if mail {
			said(d.byMail(jobs[0], l))
		}
	}
	if took := time.Since(begin); took > 5*time.Second {
		t.Errorf("a morning with 500 requests took %v", took)
	} else {
		t.Logf("a morning with 500 requests took %v", took)
	}
}

func TestMailIsNotedOnce(t *testing.T) {
	d := olgasDesk(t)
	x := d.sent("alice", "Nieuw intranet", "Hoe?")
	d.jobs()
	n := notice{What: noticeTodo, Committee: "aic", Mail: true, Who: d.opt.Seats[0].Member}
	l, err := d.tellTodo(t.Context(), n, d.now)
	if err != nil || l == nil {
		t.Fatal(l, err)
	}
	value := ""
	for _, b := range d.byMail(n, l).Blocks {
		if row, ok := b.(bot.Buttons); ok {
			value = row[0].Value
		}
	}
	for i, want := range []string{"Vastgelegd bij AIC-2026-001", "stond er al bij AIC-2026-001"} {
		r, err := d.press(d.pressMailed, "sien", value)
		if err != nil || !strings.Contains(said(r.Private), want) {
			t.Fatalf("%d: %v %q", i, err, said(r.Private))
		}
	}
	if all := d.moves(x.ID); len(all) != 2 || all[1].Action != actionMail || all[1].Reason != "o.smit@example.nl" || all[1].Became != string(item.Waiting) {
		t.Errorf("%+v", all)
	}
	if l, err := d.tellTodo(t.Context(), n, d.now); err != nil || l != nil {
		t.Errorf("it is mailed again: %v %+v", err, l)
	}
	for _, bad := range []string{"", "x", "1,99/0/a", "99/0/a"} {
		if _, err := d.press(d.pressMailed, "sien", bad); err != errNoItem {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestNumberIn(t *testing.T) {
	c := committee.Committee{ID: "aic"}
	for in, want := range map[string]string{"AIC-2026-001": "AIC-2026-001", "aic 2026 1": "AIC-2026-001", "2026-14": "AIC-2026-014", "aic-2026-1234": "AIC-2026-1234",
		"": "", "14": "", "NAIC-2026-001": "", "aic-26-1": "", "AIC-2026-001 en meer": "", "AIC-2026-9999999": ""} {
		if got, ok := numberIn(c, in); got != want || ok != (want != "") {
			t.Errorf("%q: %q %v", in, got, ok)
		}
	}
}

func TestWhatARequesterSeesOfHistory(t *testing.T) {
	d := olgasDesk(t)
	x := d.sent("alice", "Nieuw intranet", "Hoe?")
	d.write(func(tx *store.Tx) error {
		for _, m := range []struct {
			action item.Action
			reason string
		}{{item.Complete, "geheim1"}, {item.HandOn, "geheim2"}, {actionMail, "geheim3"}, {item.Pass, "geheim4"}} {
			if err := tx.AddAgendaMove(&store.AgendaMove{Item: x.ID, At: d.now, Name: "Olga", Action: string(m.action), Was: "waiting", Became: "waiting", Holder: "deputy", Reason: m.reason}); err != nil {
				return err
			}
		}
		_, err := d.act(tx, x, doing{at: d.now}, item.Decline, "Past niet op deze agenda.")
		return err
	})
	show := func(who string) string {
		r, err := d.press(d.pressHistory, who, idText(x.ID))
		if err != nil {
			return err.Error()
		}
		return said(r.Private)
	}
	own, all := show("alice"), show("sien")
	if strings.Contains(own, "geheim") || !strings.Contains(own, "Past niet op deze agenda.") || !strings.Contains(own, "gaf het door aan de vervanger") {
		t.Errorf("who brought it reads:\n%s", own)
	}
	for i := range 4 {
		if !strings.Contains(all, fmt.Sprintf("geheim%d", i+1)) {
			t.Errorf("the secretary does not read reason %d:\n%s", i+1, all)
		}
	}
	if got := show("ravi"); got != errNoItem.Error() {
		t.Errorf("somebody else reads %q", got)
	}
}

// Who was told at once is not told again the same morning, but is the next one.
func TestToldAtOnceAndNotAgain(t *testing.T) {
	d := olgasDesk(t)
	c := &d.opt.Committees[0]
	c.Schedule, c.Time, c.Minutes = "FREQ=MONTHLY;BYDAY=2TU", "09:00", 120
	d.write(func(tx *store.Tx) error { return d.planMeetings(tx, *c, d.now) })
	d.now = time.Date(2026, 11, 26, 7, 30, 0, 0, d.opt.Zone) // requests close today
	d.sent("alice", "Nieuw intranet", "Hoe?")
	if jobs := d.jobs(); len(jobs) != 1 || jobs[0].What != noticeWaits {
		t.Fatalf("%+v", jobs)
	}
	for i, want := range []int{0, 1} {
		d.now = time.Date(2026, 11, 26+i, 8, 30, 0, 0, d.opt.Zone)
		if err := d.dayOfTodo(t.Context(), *c, &bot.Due{Origin: bot.Origin{ID: fmt.Sprint(900 + i), At: d.now}}); err != nil {
			t.Fatal(err)
		}
		if jobs := d.jobs(); len(jobs) != want || want == 1 && jobs[0].What != noticeTodo {
			t.Errorf("on day %d: %+v", i, jobs)
		}
	}
	// Nothing in the weekend.
	d.now = time.Date(2026, 11, 28, 8, 30, 0, 0, d.opt.Zone)
	if err := d.dayOfTodo(t.Context(), *c, &bot.Due{Origin: bot.Origin{ID: "990", At: d.now}}); err != nil || len(d.jobs()) != 0 {
		t.Error("a list on a Saturday", err)
	}
}

// What cannot be told because the secretary has no account here either is not
// forgotten: the job fails, and is tried again.
func TestNobodyToTell(t *testing.T) {
	d := newDesk(t)
	d.opt.Router = bot.NewRouter(bot.Options{Memory: d.opt.Store}) // on no platform: nobody is found
	payload, err := json.Marshal(notice{What: noticeTodo, Committee: "aic", Who: committee.Who{Name: "Olga Smit", Email: "o.smit@example.nl"}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.find(t.Context(), &bot.Due{Origin: d.by("sien"), Payload: payload}); err == nil || !strings.Contains(err.Error(), "secretary of aic") {
		t.Errorf("%v", err)
	}
}

// allHaveAccounts is a place where everybody has an account.
type allHaveAccounts struct{ bot.Platform }

func (allHaveAccounts) Name() bot.PlatformName { return "plain" }
func (allHaveAccounts) Find(_ context.Context, name string) (bot.User, error) {
	return bot.User{ID: bot.UserID(name), Handle: name, Name: name}, nil
}

// A member whose account is gone gets nothing new, and is back in the seat when
// the account is, although nothing waits for them then.
func TestBackWithAnAccount(t *testing.T) {
	d := newDesk(t)
	c := d.opt.Committees[0]
	max := d.opt.Seats[0].Member
	d.opt.Router = bot.NewRouter(bot.Options{Memory: d.opt.Store})
	d.opt.Router.AddPlatform(allHaveAccounts{})
	d.write(func(tx *store.Tx) error { return d.noteGone(tx, c, max, d.now) })
	if x := d.sent("alice", "Huisstijl", "Hoe?"); x.Holder != item.Secretary {
		t.Errorf("it went to the %s", x.Holder)
	}
	gone, back, err := d.accounts(t.Context(), c, d.now)
	if err != nil || len(gone) != 0 || len(back) != 1 || back[0] != max {
		t.Errorf("%v: gone %v, back %v", err, gone, back)
	}
}

// A member named by an address without an account here is no account that is
// gone: they get mail.
func TestAnAddressElsewhere(t *testing.T) {
	d := newDesk(t)
	d.opt.Router = bot.NewRouter(bot.Options{Memory: d.opt.Store}) // on no platform: nobody is found
	for ref, want := range map[string]int{"o.smit@example.nl": 0, "plain:olga": 1} {
		d.opt.Seats[0].Member = committee.Who{Ref: ref, Name: "Olga Smit"}
		d.sent("alice", "Huisstijl "+ref, "Hoe?")
		if gone, _, err := d.accounts(t.Context(), d.opt.Committees[0], d.now); err != nil || len(gone) != want {
			t.Errorf("%s: %v, gone %v", ref, err, gone)
		}
	}
}
