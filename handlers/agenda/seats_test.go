package agenda

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
	"wegwijs/store"
)

// frontOf reads the front of a file with an entry: its title, and the first of
// its questions.
func frontOf(t *testing.T, file []byte) (title, question string) {
	t.Helper()
	_, front, _ := strings.Cut(string(file), "---\n")
	front, _, ok := strings.Cut(front, "\n---\n")
	if !ok {
		t.Fatalf("no front in %q", file)
	}
	var x struct {
		ID        string              `yaml:"id"`
		Title     map[string]string   `yaml:"title"`
		Questions map[string][]string `yaml:"questions"`
	}
	if err := yaml.Unmarshal([]byte(front), &x); err != nil {
		t.Fatalf("%q: %v", front, err)
	}
	if x.ID != "aic-2026-001" || len(x.Questions["nl"]) == 0 {
		t.Fatalf("%q is read as %+v", front, x)
	}
	return x.Title["nl"], x.Questions["nl"][0]
}

func TestSeatsThatCannotBe(t *testing.T) {
	d := newSeated(t)
	admin := func(v bot.Values) error {
		o := d.by("bram")
		o.Roles = []bot.Role{bot.Admin}
		_, err := d.submitSeat(t.Context(), &bot.Submit{Origin: o, State: "aic", Values: v})
		return err
	}
	for field, v := range map[string]bot.Values{
		"department": {"department": {"XYZ"}, "name": {"Anna"}, "from": {"2026-12-01"}},
		"name":       {"department": {"DEF"}, "name": {" "}, "from": {"2026-12-01"}},
		"ref":        {"department": {"DEF"}, "name": {"Anna"}, "ref": {strings.Repeat("é", 10000)}, "from": {"2026-12-01"}},
		"from":       {"department": {"DEF"}, "name": {"Anna"}, "from": {"straks"}},
		"until":      {"department": {"DEF"}, "name": {"Anna"}, "from": {"2026-12-01"}, "until": {"2026-11-30"}},
		"deputy":     {"department": {"DEF"}, "name": {"Anna"}, "deputy": {"Anna"}, "from": {"2026-12-01"}},
	} {
		var wrong bot.FieldErrors
		if err := admin(v); !errors.As(err, &wrong) || wrong[field] == nil || len(wrong) != 1 {
			t.Errorf("%s: %v", field, err)
		}
	}
	_, err := d.submitSeat(t.Context(), &bot.Submit{Origin: d.by("sien"), State: "aic", Values: bot.Values{"department": {"DEF"}, "name": {"Anna"}, "from": {"2026-12-01"}}})
	if !isProblem(err) {
		t.Errorf("by who is no administrator: %v", err)
	}
	if got := d.asks("alice", "alice@minfin.nl", "wie zit er namens Defensie in de AIC?"); !strings.Contains(got, "vacant") {
		t.Errorf("something was stored: %q", got)
	}
}

// TestSeatThatIsFilledLater: what waited for a vacant seat goes to who sits there,
// on the day they begin; what went to the secretary for another reason stays.
func TestSeatThatIsFilledLater(t *testing.T) {
	d := newSeated(t)
	c := d.first()
	made := map[string]*item.Item{}
	for _, topic := range []string{"wachtte", "duurde te lang"} {
		x := &item.Item{Committee: c.ID, Kind: item.Topic, Department: "DEF", Topic: topic, Ask: "Wat nu?", By: item.Person{Platform: "plain", ID: "koen", Name: "Koen"}}
		d.write(func(tx *store.Tx) error { return d.submit(tx, c, x, doing{who: x.By, at: d.now}) })
		made[topic] = x
	}
	d.write(func(tx *store.Tx) error {
		x, err := load(tx, made["duurde te lang"].ID)
		if err != nil {
			return err
		}
		return d.handOn(tx, c, x, item.Secretary, doing{at: d.now}, "Het lid besliste niet.")
	})
	data, err := json.Marshal(sitting{Member: committee.Who{Ref: "plain:koen", Name: "Koen Brouwer"}})
	if err != nil {
		t.Fatal(err)
	}
	d.write(func(tx *store.Tx) error {
		return tx.AddAgendaSeat(&store.AgendaSeat{Committee: c.ID, Department: "DEF", From: "2026-12-01", At: d.now, Data: data})
	})
	for _, tc := range []struct {
		day             committee.Day
		waited, tooLong item.Holder
	}{{"2026-11-30", item.Secretary, item.Secretary}, {"2026-12-01", item.Member, item.Secretary}, {"2026-12-02", item.Member, item.Secretary}} {
		at, err := tc.day.At(morning, d.opt.Zone)
		if err != nil {
			t.Fatal(err)
		}
		if err := d.dayOfFilled(t.Context(), c, &bot.Due{Origin: bot.Origin{ID: "job-" + string(tc.day), At: at}}); err != nil {
			t.Fatal(err)
		}
		if x := d.item(made["wachtte"].ID); x.Holder != tc.waited {
			t.Errorf("on %s what waited is with the %s", tc.day, x.Holder)
		}
		if x := d.item(made["duurde te lang"].ID); x.Holder != tc.tooLong {
			t.Errorf("on %s what took too long is with the %s", tc.day, x.Holder)
		}
	}
}
