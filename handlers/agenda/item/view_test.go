package item

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"wegwijs/bot"
)

var (
	requester = Person{Platform: "plain", ID: "max", Handle: "max", Name: "R-name", Email: "R-mail"}
	typist    = Person{Platform: "plain", ID: "sien", Handle: "T-handle", Name: "T-name", Email: "T-mail"}
)

func person(id bot.UserID) bot.PersonID { return bot.PersonID{Platform: "plain", User: id} }

// viewers are all kinds of people who look at an item of Finance that Max brought
// and Sien entered.
var viewers = []struct {
	name string
	v    Viewer
}{
	{"stranger", Viewer{Person: person("joost")}},
	{"guest", Viewer{Person: person("guus"), Guest: true}},
	{"requester", Viewer{Person: person("max")}},
	{"namesake elsewhere", Viewer{Person: bot.PersonID{Platform: "other", User: "max"}}},
	{"typist", Viewer{Person: person("sien")}},
	{"member", Viewer{Person: person("fatima"), Departments: []string{"FIN"}}},
	{"member of another", Viewer{Person: person("yusuf"), Departments: []string{"VWS", "IenW"}}},
	{"secretary", Viewer{Person: person("karin"), Secretary: true}},
	{"chair", Viewer{Person: person("ineke"), Chair: true}},
	{"chair who is a member", Viewer{Person: person("ineke"), Chair: true, Departments: []string{"SZW"}}},
	{"nobody", Viewer{}},
}

// levelOf says again, in one table, who sees how much.
func levelOf(name string, s State, published, membersOnly bool) Level {
	if s == Draft {
		if name == "requester" || name == "typist" {
			return Own
		}
		return Nothing
	}
	early := s == Waiting || s == Asked
	switch name {
	case "secretary":
		return Everything
	case "chair", "chair who is a member":
		if !early {
			return Everything
		}
	case "member":
		return Department
	case "requester":
		return Own
	}
	switch {
	case !published:
		return Nothing
	case name == "member of another", name == "chair who is a member":
		return OnAgenda
	case membersOnly, name == "guest":
		return Nothing
	}
	return Public
}

func TestWhoSeesHowMuch(t *testing.T) {
	seen := map[Level]int{}
	for _, look := range viewers {
		for _, s := range allStates {
			for _, published := range []bool{false, true} {
				for _, only := range []bool{false, true} {
					x := &Item{ID: 1, State: s, By: requester, Typist: typist, Department: "FIN", MembersOnly: only}
					want := levelOf(look.name, s, published, only)
					got := look.v.Of(x, "FIN", published)
					seen[got]++
					if got != want {
						t.Errorf("%s, %s, published %t, members only %t: level %d, want %d", look.name, s, published, only, got, want)
					}
					y, ok := x.At(got)
					if ok != (got != Nothing) {
						t.Errorf("%s, %s, published %t, members only %t: level %d is seen: %t", look.name, s, published, only, got, ok)
					}
					if !ok && !reflect.DeepEqual(y, Item{}) {
						t.Errorf("%s: what is not seen is %+v", look.name, y)
					}
				}
			}
		}
	}
	for l := Nothing; l <= Everything; l++ {
		if seen[l] == 0 {
			t.Errorf("level %d is never given", l)
		}
	}
}

// TestNobodysItem sees that somebody without an account is not everybody without
// an account, and that an item without a department is nobody's department.
func TestNobodysItem(t *testing.T) {
	x := &Item{State: Waiting, By: Person{Name: "Olga", Email: "o.smit@example.nl"}}
	for _, v := range []Viewer{{}, {Email: "o.smit@example.nl"}, {Departments: []string{""}}, {Person: person("")}} {
		if l := v.Of(x, "", false); l != Nothing {
			t.Errorf("%+v sees level %d", v, l)
		}
	}
	x.State = Draft
	if l := (Viewer{Secretary: true, Chair: true, Departments: []string{"FIN"}}).Of(x, "FIN", true); l != Nothing {
		t.Errorf("a draft is seen at level %d by who did not write it", l)
	}
}

// filled is an item with something else in every field.
func filled(mark string, only bool) *Item {
	at := time.Date(2026, 12, 8, 9, 0, 0, 0, time.UTC)
	return &Item{
		ID: 7, Rev: 3, Number: "AIC-2026-007", Committee: "aic", Kind: Topic, State: Scheduled, Department: "FIN", Meeting: "aic/2026-12-08",
		Created: at, Waits: at, Changed: at,
		By:     Person{Platform: "P-" + "by", ID: "by-id" + bot.UserID(mark), Handle: "by-handle" + mark, Name: "by-name" + mark, Email: "by-mail" + mark},
		Typist: Person{Platform: "plain", ID: "typist-id" + bot.UserID(mark), Handle: "typist-handle" + mark, Name: "typist-name" + mark, Email: "typist-mail" + mark},
		Also:   []Person{{Platform: "plain", ID: "also-id" + bot.UserID(mark), Name: "also-name" + mark, Email: "also-mail" + mark}},
		Agency: "agency" + mark, Topic: "topic" + mark, Ask: "ask" + mark, Explain: "explain" + mark, Quote: "quote" + mark,
		Nature: Decide, Minutes: 15, Speaker: "speaker" + mark,
		Documents: []Document{{Title: "open-title" + mark, Link: "open-link" + mark, Access: Open}, {Title: "closed-title" + mark, Link: "closed-link" + mark, Access: Closed},
			{Title: "later-title" + mark, Access: Later}, {Title: "closed-title" + mark, Access: Closed}},
		MembersOnly: only, Advice: Advice{Asked: true, To: "advice" + mark}, Annotation: "annotation" + mark,
		Talk:   []Remark{{At: at, By: Person{Name: "talk-name" + mark, Email: "talk-mail" + mark}, From: "holder", Text: "talk-text" + mark}},
		Reason: "reason" + mark, Answer: "answer" + mark, Outcome: "outcome" + mark, From: []int64{1}, Told: true,
	}
}

// hidden are the words that may not be in what a level sees.
func hidden(l Level) (words []string) {
	switch l {
	case Public:
		words = append(words, "by-name")
		fallthrough
	case OnAgenda:
		words = append(words, "by-mail", "by-id", "P-by", "typist-", "talk-", "reason", "quote")
		fallthrough
	case Own:
		words = append(words, "also-")
		fallthrough
	case Department:
		words = append(words, "annotation")
	}
	if l == Public || l == Own {
		words = append(words, "closed-")
	}
	return words
}

// checkLevels sees that nothing of an item is in what a level may not have, and
// that what is there is a copy.
func checkLevels(x *Item, hides func(Level) []string) error {
	before, err := json.Marshal(x)
	if err != nil {
		return err
	}
	for l := Nothing; l <= Everything; l++ {
		y, ok := x.At(l)
		if want := l != Nothing && !(l == Public && x.MembersOnly); ok != want {
			return fmt.Errorf("level %d sees something: %t", l, ok)
		}
		all, err := json.Marshal(y)
		if err != nil {
			return err
		}
		all = append(all, fmt.Sprintf("%+v", y)...)
		for _, word := range hides(l) {
			if strings.Contains(string(all), word) {
				return fmt.Errorf("level %d holds %q: %s", l, word, all)
			}
		}
		if l == Everything && !reflect.DeepEqual(y, *x) {
			return fmt.Errorf("who sees everything misses something: %+v", y)
		}
		y.Topic = "changed"
		for i := range y.Documents {
			y.Documents[i].Title = "changed"
		}
		for i := range y.Talk {
			y.Talk[i].Text = "changed"
		}
		for i := range y.Also {
			y.Also[i].Name = "changed"
		}
		for i := range y.From {
			y.From[i] = 99
		}
	}
	after, err := json.Marshal(x)
	if err != nil {
		return err
	}
	if string(before) != string(after) {
		return fmt.Errorf("what was looked at changed: %s, was %s", after, before)
	}
	return nil
}

func TestWhatALevelMayNotHave(t *testing.T) {
	for _, only := range []bool{false, true} {
		if err := checkLevels(filled("", only), hidden); err != nil {
			t.Error(err)
		}
	}
	// What a level is for is there.
	for l, words := range map[Level][]string{
		Public:     {"topic", "ask", "speaker", "open-title", "later-title"},
		OnAgenda:   {"topic", "by-name", "closed-title"},
		Own:        {"topic", "by-mail", "talk-text", "reason", "answer", "outcome"},
		Department: {"topic", "by-mail", "talk-text", "closed-title", "quote", "also-name"},
	} {
		y, _ := filled("", false).At(l)
		all := fmt.Sprintf("%+v", y)
		for _, w := range words {
			if !strings.Contains(all, w) {
				t.Errorf("level %d does not see %q", l, w)
			}
		}
	}
}

func FuzzWhatALevelMayNotHave(f *testing.F) {
	f.Add("", "closed", false, byte(0))
	f.Add("geheim", "open", true, byte(3))
	f.Add("=1+1", "", true, byte(0xff))
	f.Add("<b>@all</b>", "CLOSED", false, byte(0x55))
	f.Fuzz(func(t *testing.T, mark, access string, only bool, which byte) {
		// What people typed may say anything, also a word that is looked for: the
		// secrets are long and look like nothing anybody types.
		const secret = "s3cr3t-marker-0f-this-test"
		if strings.Contains(mark+access, secret) {
			return
		}
		mark = strings.ToValidUTF8(mark, "")
		x := filled(mark, only)
		x.Annotation, x.Also = secret+"annotation", []Person{{Name: secret + "also"}}
		x.Talk, x.Reason, x.Quote = []Remark{{Text: secret + "talk"}}, secret+"reason", secret+"quote"
		x.Typist, x.By.Email = Person{Platform: "plain", ID: secret + "typist", Email: secret + "typist"}, secret+"mail"
		x.Documents = nil
		for i := range 8 { // any number of them, anywhere
			if which&(1<<i) != 0 {
				x.Documents = append(x.Documents, Document{Title: secret + "closed", Access: Closed})
			} else {
				x.Documents = append(x.Documents, Document{Title: mark, Access: Access(access)})
				if Access(access) == Closed {
					x.Documents[i].Title = secret + "closed"
				}
			}
		}
		err := checkLevels(x, func(l Level) []string {
			switch l {
			case Nothing, Public:
				return []string{secret}
			case OnAgenda:
				return []string{secret + "annotation", secret + "also", secret + "talk", secret + "reason", secret + "quote", secret + "typist", secret + "mail"}
			case Own:
				return []string{secret + "annotation", secret + "also", secret + "closed"}
			case Department:
				return []string{secret + "annotation"}
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	})
}

func TestWhoIsWho(t *testing.T) {
	alice := Person{Platform: "slack", ID: "U1", Name: "Alice", Email: "alice@minfin.nl"}
	for _, c := range []struct {
		p, q Person
		is   bool
	}{
		{alice, alice, true},
		{alice, Person{Platform: "slack", ID: "U1", Name: "Alice J."}, true},
		{alice, Person{Platform: "mattermost", ID: "U1", Name: "Alice"}, false},
		{alice, Person{Platform: "mattermost", ID: "x", Email: "Alice@MinFin.nl"}, true},
		{alice, Person{Name: "Alice", Email: "alice@minfin.nl"}, true},
		{alice, Person{Name: "Alice"}, false},
		{Person{Name: "Olga"}, Person{Name: "Olga"}, true},
		{Person{Name: "Olga"}, Person{Name: "Olga", Email: "o@x.nl"}, false},
		{Person{}, Person{}, false},
	} {
		if c.p.Is(c.q) != c.is || c.q.Is(c.p) != c.is {
			t.Errorf("%+v and %+v: want %v", c.p, c.q, c.is)
		}
	}
}
