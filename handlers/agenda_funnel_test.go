package handlers_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
	"wegwijs/handlers/agenda/item"
	"wegwijs/store"
)

// The secrets: one for every group of people that something is for. Each stands
// in many fields, and is short, so that clipping does not hide it.
const (
	forMembers    = "qxzmemb"        // what is for members only: members, once it is on a shared agenda, and who brought it
	forReaders    = "qxzdocs"        // a document for members only of what everybody may read: members
	forChair      = "qxzchair"       // the chair and the secretary
	forDepartment = "qxzdept"        // its member, who brought it, and the secretary
	forHolder     = "qxzjoin"        // who joined: its member and the secretary
	forOthers     = "qxzelse"        // what was passed on by another department and is on no agenda: the same
	forDecider    = "qxzwait"        // what waits for the member of another department: not even the chair
	forWriter     = "qxzdraft"       // a draft
	forKnown      = "qxzaddr"        // the address of who brought something
	forColleagues = "Nieuw intranet" // what is on the agenda for everybody: no guests
)

const funnelMeeting = "aic/2026-12-08"

// fillWithSecrets stores items in which everything that is not for everybody has
// a secret in it. The secretary puts the first two on the agenda.
func fillWithSecrets(d *counter) (ids []int64) {
	at := d.clock.Now()
	base := func(by bot.UserID, department string) *item.Item {
		p := d.who(by)
		p.Email = forKnown + "@example.nl"
		return &item.Item{Committee: "aic", Kind: item.Topic, State: item.Passed, Department: department, Created: at, Waits: at, Changed: at, By: p,
			Nature: item.Discuss, Minutes: 10}
	}
	secret := func(x *item.Item, s string) *item.Item {
		x.Topic, x.Ask, x.Explain, x.Quote, x.Speaker, x.Agency = s+" topic", s+" ask", s+" explain", s+" quote", s+" speaker", s+" agency"
		x.Documents = []item.Document{{Title: s + " open", Link: "https://example.nl/" + s, Access: item.Open}, {Title: s + " closed", Link: "https://example.nl/" + s, Access: item.Closed}}
		x.Reason, x.Answer, x.Outcome, x.Advice.To = s+" reason", s+" answer", s+" outcome", s+" CRC"
		x.Annotation = forChair + " annotation"
		return x
	}
	inside := func(x *item.Item) *item.Item {
		x.Annotation = forChair + " annotation"
		x.Talk = []item.Remark{{At: at, By: d.who("max"), From: "holder", Text: forDepartment + " talk"}}
		x.Quote, x.Reason = forDepartment+" quote", forDepartment+" reason"
		x.Typist, x.Also = item.Person{Name: forDepartment + " typist"}, []item.Person{{Name: forHolder + " also", Email: forHolder + "@example.nl"}}
		return x
	}
	only := inside(secret(base("alice", "FIN"), forMembers))
	only.MembersOnly = true
	open := inside(base("alice", "FIN"))
	open.Topic, open.Ask = forColleagues, "Welke ervaring hebben jullie?"
	open.Documents = []item.Document{{Title: forReaders + " closed", Link: "https://example.nl/" + forReaders, Access: item.Closed}}
	all := []*item.Item{only, open}
	for _, o := range []struct {
		s     item.State
		kind  item.Kind
		words string
	}{
		{item.Waiting, item.Topic, forDecider}, {item.Asked, item.Topic, forDecider}, {item.Waiting, item.Question, forDecider},
		{item.Passed, item.Topic, forOthers}, {item.Held, item.Topic, forOthers}, {item.Answered, item.Question, forOthers}, {item.Declined, item.Topic, forOthers},
		{item.Circulated, item.Topic, forOthers}, {item.Withdrawn, item.Topic, forOthers}, {item.Draft, item.Topic, forWriter},
	} {
		x := secret(base("nadia", "VWS"), o.words)
		x.State, x.Kind = o.s, o.kind
		if o.words == forDecider {
			x.Holder = item.Member
		}
		all = append(all, x)
	}
	for i, x := range all {
		if x.State != item.Draft {
			x.Number = fmt.Sprintf("AIC-2026-%03d", i+901)
		}
		ids = append(ids, d.brings(x))
	}
	d.says("sien", "/aic vergadering")
	d.presses("sien", "Stel een agenda voor")
	d.presses("sien", "Bewerk als tekst")
	d.fills("sien", map[string]string{"text1": "1. Opening (5 min)\n2. " + forMembers + " topic (10 min) [AIC-2026-901]\n3. " + forColleagues + " (10 min) [AIC-2026-902]\n4. Sluiting (5 min)"})
	return ids
}

// shareAll makes that agenda final, and after the meeting the decision list.
func shareAll(d *counter) {
	d.presses("sien", "Maak definitief")
	d.presses("sien", "Verstuur")
	d.says("sien", "/aic vergadering")
	d.clock.Set(time.Date(2026, time.December, 8, 11, 30, 0, 0, bottest.Zone))
	d.settle()
	d.says("sien", "/aic uitkomsten")
	d.presses("sien", "Vul in: "+forMembers)
	d.fills("sien", map[string]string{"what": forMembers + " what", "decisions": forMembers + " decision", "actions": "Max: " + forMembers + " action (voor 15 januari)", "advice": "CRC (gevraagd): " + forMembers + " advice"})
	d.says("sien", "/aic uitkomsten")
	d.presses("sien", "Vul in: "+forColleagues)
	d.fills("sien", map[string]string{"what": "Gedeeld", "decisions": "Iedereen doet mee"})
	d.presses("sien", "Verstuur besluitenlijst")
	d.presses("sien", "Verstuur")
	// What the secretary can see and download of everything; others press it after them.
	for _, text := range []string{"te-doen", "vergadering", "agenda", "besluiten", "acties", "advies", "export", "export longlist", "export longlist csv", "export agenda", "export agenda voorzitter", "export agenda json", "export AIC-2026-901", "export AIC-2026-904", "archief", "geschiedenis AIC-2026-901", "geschiedenis AIC-2026-903"} {
		d.says("sien", "/aic "+text)
	}
	for _, text := range []string{"te-doen", "agenda", "mijn-inbreng", "acties"} {
		for _, who := range []bot.UserID{"max", "fatima", "alice", "nadia"} {
			d.says(who, "/aic "+text)
		}
	}
	d.settle()
	for _, id := range []string{"1", "2"} {
		for _, action := range []string{"agenda.point", "agenda.annotate", "agenda.complete", "agenda.outcome", "agenda.history"} {
			d.press("sien", bot.Press{Action: action, Value: funnelMeeting + " " + id})
			d.press("sien", bot.Press{Action: action, Value: id})
		}
	}
	d.settle()
}

var pressed = regexp.MustCompile(`OnPress\("(agenda\.[a-z]+)"`)

// agendaPresses are all actions of buttons that the feature knows, as its source says.
func agendaPresses(t *testing.T) (all []string) {
	t.Helper()
	files, err := filepath.Glob("agenda/*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range pressed.FindAllSubmatch(text, -1) {
			all = append(all, string(m[1]))
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// snoops lets somebody type and press all that can be typed and pressed: what
// they are shown, what others were shown, and what they could make up.
func snoops(t *testing.T, d *counter, who bot.UserID, ids []int64, others []bot.Press, forms []*bot.Form) {
	t.Helper()
	rest := []string{"", "8 december", "topic", "ask explain", "1", "longlist", "longlist xlsx", "besluiten csv", "acties", "advies docx", "agenda", "agenda voorzitter", "agenda leden odt",
		"agenda openbaar json", "agenda openbaar csv", "agenda openbaar md", "agenda openbaar ics", "agenda openbaar xlsx", "agenda openbaar ods", "agenda openbaar docx", "AIC-2026-901", "AIC-2026-903", "AIC-2026-906"}
	for _, w := range d.bot.Words() {
		if w.Command != "aic" && w.Command != "netwerk" {
			d.says(who, strings.TrimSpace("/"+w.Command+" "+w.Word))
			continue
		}
		for i, r := range rest {
			if exports := w.Word == "export"; i > 6 && i < len(rest)-3 && !exports || w.Command == "netwerk" && i > 2 {
				continue
			}
			if w.Accept == nil || w.Accept(r) {
				d.says(who, strings.Join(strings.Fields("/"+w.Command+" "+w.Word+" "+r), " "))
			}
		}
	}
	for _, text := range []string{"wat besloot de AIC over topic", "qxz", "AIC-2026-901", "wie is mijn AIC-lid", "wie zit er in de AIC", "mijn gegevens", "topic", "answer", "wat staat er op de agenda van de AIC", "Adviescommissie interne communicatie"} {
		d.says(who, text)
	}
	d.settle()

	// Every button that anybody was shown, and made-up ones.
	d.mu.Lock()
	presses := slices.Concat(others, d.buttons[who])
	d.mu.Unlock()
	values := []string{"aic", funnelMeeting, "AIC-2026-901", "AIC-2026-B01"}
	for _, id := range []int64{ids[0], ids[2], ids[5], ids[len(ids)-1]} {
		values = append(values, fmt.Sprint(id), fmt.Sprint(funnelMeeting, " ", id))
	}
	for _, action := range agendaPresses(t) {
		for _, v := range values {
			presses = append(presses, bot.Press{Action: action, Value: v})
		}
		presses = append(presses, bot.Press{Action: action, Value: funnelMeeting, Choice: fmt.Sprint(ids[2])}, bot.Press{Action: action, Value: "aic", Choice: fmt.Sprint(ids[2])})
	}
	for _, what := range []string{"agenda", "longlist", "decisions", "actions", "advices", "receipt"} {
		for _, on := range []string{"", funnelMeeting, "AIC-2026-901", "AIC-2026-904"} {
			for _, view := range []string{"", "members", "chair", "public", "requester"} {
				for _, format := range []string{"json"} {
					presses = append(presses, bot.Press{Action: "agenda.exportas", Value: strings.Join([]string{"aic", what, on, view, format}, " ")})
				}
			}
		}
	}
	done := map[[3]string]bool{}
	for _, p := range presses {
		if key := [3]string{p.Action, p.Value, p.Choice}; !done[key] && strings.HasPrefix(p.Action, "agenda.") {
			done[key] = true
			d.press(who, bot.Press{Action: p.Action, Value: p.Value, Choice: p.Choice})
		}
	}
	d.settle()
	d.mu.Lock()
	forms = slices.Concat(forms, d.forms[who])
	d.mu.Unlock()
	sent := map[string]bool{}
	for _, f := range forms {
		if key := f.Action + " " + f.State; !sent[key] {
			sent[key] = true
			d.do(d.filled(who, f, nil))
		}
	}
	d.settle()
	t.Logf("%s pressed %d buttons and sent %d forms; %d characters and %d files to see", who, len(done), len(sent), len(d.seen(who)), d.files[who])
}

// rows is what is stored of items, so that it can be seen that they did not change.
func rows(d *counter, ids []int64) (all []store.AgendaItem) {
	d.Helper()
	err := d.bot.Store.Read(context.Background(), func(r *store.Reader) error {
		for _, id := range ids {
			x, err := store.AgendaItemByID(r, id)
			if err != nil {
				return err
			}
			all = append(all, x)
		}
		return nil
	})
	if err != nil {
		d.Fatal(err)
	}
	return all
}

// TestNobodySeesWhatIsNotForThem lets a stranger, a guest, a member of another
// department, the chair, who brought something and their member go after
// everything there is. What is not for them is in nothing they are shown, in no
// file and in no name of one, and what is not theirs to decide on stays as it is.
func TestNobodySeesWhatIsNotForThem(t *testing.T) {
	t.Parallel()
	d := newCounter(t)
	ids := fillWithSecrets(d)
	never := map[bot.UserID][]string{
		"koen":  {forMembers, forReaders, forChair, forDepartment, forHolder, forOthers, forDecider, forWriter, forKnown},
		"gijs":  {forMembers, forReaders, forChair, forDepartment, forHolder, forOthers, forDecider, forWriter, forKnown, forColleagues},
		"yusuf": {forChair, forDepartment, forHolder, forOthers, forDecider, forWriter, forKnown},
		"ineke": {forDecider, forWriter},
		"alice": {forReaders, forChair, forHolder, forOthers, forDecider, forWriter},
		"max":   {forChair, forOthers, forDecider, forWriter},
	}
	look := func(when string, who bot.UserID, secrets ...string) {
		t.Helper()
		seen := d.seen(who)
		for _, s := range secrets {
			if i := strings.Index(seen, s); i >= 0 {
				t.Errorf("%s: %s sees %q: …%s…", when, who, s, seen[max(0, i-300):min(len(seen), i+100)])
			}
		}
	}
	// Before anything is shared, a member of another department knows as little
	// as a stranger.
	for _, who := range []bot.UserID{"koen", "yusuf"} {
		d.says(who, "/aic agenda")
		d.says(who, "/aic export agenda")
		d.says(who, "/aic export AIC-2026-901")
		for _, action := range agendaPresses(t) {
			for _, v := range []string{funnelMeeting, "1", "2", funnelMeeting + " 1"} {
				d.press(who, bot.Press{Action: action, Value: v})
			}
		}
		d.settle()
		look("before sharing", who, append(never["koen"], forColleagues)...)
	}

	shareAll(d)
	// The search finds what is there: the secretary sees it all, in files too.
	for _, s := range []string{forMembers, forReaders, forChair, forDepartment, forHolder, forOthers, forDecider, forColleagues} {
		if !strings.Contains(d.seen("sien"), s) {
			t.Errorf("the secretary does not see %s", s)
		}
	}
	var presses []bot.Press
	var forms []*bot.Form
	for _, who := range []bot.UserID{"sien", "max", "fatima", "nadia", "alice"} {
		presses, forms = append(presses, d.buttons[who]...), append(forms, d.forms[who]...)
	}
	for _, who := range []bot.UserID{"koen", "gijs", "yusuf", "ineke", "alice", "max"} {
		d.forget(who)
		theirs := map[bot.UserID]int{"alice": 2, "max": 2}[who] // the first two
		before := rows(d, ids[theirs:])
		snoops(t, d, who, ids, presses, forms)
		look("after sharing", who, never[who]...)
		for i, x := range rows(d, ids[theirs:]) {
			if who == "ineke" && x.State == before[i].State && string(x.Data) == string(before[i].Data) {
				continue // the chair may annotate what was passed on, also with what was there
			}
			if fmt.Sprint(x) != fmt.Sprint(before[i]) {
				t.Errorf("%s changed %s: it is %s %s, was %s", who, x.Number, x.State, x.Data, before[i].State)
			}
		}
		if who == "yusuf" || who == "ineke" {
			if !strings.Contains(d.seen(who), forMembers) || d.files[who] == 0 {
				t.Errorf("%s does not see what is for members, in %d files", who, d.files[who])
			}
		}
		if t.Failed() {
			break // what follows would be about what changed
		}
	}
}

// TestMissingAndForbiddenLookTheSame: what somebody hears of an item that is
// there and not for them is what they hear of one that is not there.
func TestMissingAndForbiddenLookTheSame(t *testing.T) {
	t.Parallel()
	d := newCounter(t)
	ids := fillWithSecrets(d)
	for _, who := range []bot.UserID{"koen", "gijs", "yusuf"} {
		for _, action := range agendaPresses(t) {
			hear := func(id int64, number string) string {
				d.forget(who)
				for _, v := range []string{fmt.Sprint(id), fmt.Sprint("aic ", id), fmt.Sprint(funnelMeeting, " ", id), "aic receipt " + number} {
					d.press(who, bot.Press{Action: action, Value: v})
					d.idle() // a form and a message that wait together may come in any order
				}
				text := strings.ReplaceAll(d.seen(who), number, "NUMBER")
				return regexp.MustCompile(`\b`+fmt.Sprint(id)+`\b`).ReplaceAllString(text, "ID")
			}
			missing := hear(987654, "AIC-2026-999")
			for _, i := range []int{2, 5} {
				if got := hear(ids[i], fmt.Sprintf("AIC-2026-%03d", i+901)); got != missing {
					t.Errorf("%s presses %s: of one that is not theirs they hear\n%s\nof one that is not there\n%s", who, action, got, missing)
				}
			}
		}
		hear := func(number string) string {
			d.forget(who)
			for _, w := range []string{"geschiedenis", "export", "te-doen", "mijn-inbreng", "acties", "besluiten", "uitkomsten"} {
				d.says(who, "/aic "+w+" "+number)
			}
			d.settle()
			return strings.ReplaceAll(d.seen(who), number, "NUMBER")
		}
		missing := hear("AIC-2026-999")
		if got := hear("AIC-2026-903"); got != missing {
			t.Errorf("%s types the number of one that is not theirs and hears\n%s\nof one that is not there\n%s", who, got, missing)
		}
	}
}
