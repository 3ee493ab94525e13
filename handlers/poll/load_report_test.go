package poll

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
	"wegwijs/store"
)

// reportStore stores a closed poll with people in its channels, and returns what is
// told of it.
func reportStore(t *testing.T, s survey.Spec, out survey.Outcome, places []store.PollPlace, more func(tx *store.Tx) error) *store.Store {
	t.Helper()
	st, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "w.db"), store.Options{Log: zerolog.Nop(), Clock: bot.WallClock{}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	spec, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	result, err := json.Marshal(out)
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2027, 1, 5, 8, 0, 0, 0, time.UTC)
	x := store.Poll{ID: "k7m2qx4a", State: store.PollOpen, Mode: string(s.Mode), Spec: spec, Created: at, Opened: at, Closes: at.Add(time.Hour), FollowUp: "We doen het."}
	err = st.Write(t.Context(), "", func(tx *store.Tx) error {
		if err := tx.SetPoll(x); err != nil {
			return err
		}
		for _, p := range places {
			if err := tx.SetPollPlace(x.ID, p); err != nil {
				return err
			}
			for i := range p.Answered {
				if _, err := tx.CastBallot(store.Ballot{Poll: x.ID, Voter: fmt.Appendf(nil, "%s%d", p.Channel, i), Name: fmt.Sprintf("Naam %d", i/2), Final: s.Mode == survey.Final, Choices: map[int]string{0: s.Questions[0].Encode(survey.Answer{Choices: []int{i % 2}})}, Platform: p.Platform, Channel: p.Channel, At: at}); err != nil {
					return err
				}
			}
		}
		x.State, x.Closed, x.Result = store.PollClosed, at.Add(time.Hour), result
		if more != nil {
			if err := more(tx); err != nil {
				return err
			}
		}
		return tx.SetPoll(x)
	})
	if err != nil {
		t.Fatal(err)
	}
	return st
}

func reportPlace(name string, asked, answered int) store.PollPlace {
	return store.PollPlace{Platform: "web", Channel: name, Name: name, Asked: asked, Answered: answered}
}

func TestReachIsTold(t *testing.T) {
	for _, tc := range []struct {
		name     string
		mode     survey.Mode
		withheld survey.Reason
		places   []store.PollPlace
		want     string
	}{
		{"large channels", survey.Unnamed, "", []store.PollPlace{reportPlace("a", 60, 4), reportPlace("b", 40, 9)}, "a 4/60, b 9/40"},
		{"one small channel, which the others would give away", survey.Unnamed, "", []store.PollPlace{reportPlace("a", 60, 4), reportPlace("b", 9, 3)}, "a hidden, b hidden"},
		{"one small channel takes the smallest other one along", survey.Unnamed, "", []store.PollPlace{reportPlace("a", 60, 4), reportPlace("b", 9, 3), reportPlace("c", 30, 6)}, "a 4/60, b hidden, c hidden"},
		{"two small channels hide each other", survey.Final, "", []store.PollPlace{reportPlace("a", 60, 4), reportPlace("b", 6, 3), reportPlace("c", 5, 2)}, "a 4/60, b hidden, c hidden"},
		{"nothing of it is told", survey.Unnamed, survey.FewAnswers, []store.PollPlace{reportPlace("a", 60, 1), reportPlace("b", 40, 2)}, "a hidden, b hidden"},
		{"nobody answered", survey.Unnamed, survey.NoAnswers, []store.PollPlace{reportPlace("a", 60, 0)}, "a 0/60"},
		{"with names", survey.Named, "", []store.PollPlace{reportPlace("a", 3, 2)}, "a 2/3"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := survey.Spec{Mode: tc.mode, Questions: []survey.Question{{Text: "Goed?", Kind: survey.YesNo}}}
			st := reportStore(t, s, survey.Outcome{Asked: 100, Withheld: tc.withheld}, tc.places, nil)
			var got []string
			err := st.Read(t.Context(), func(q *store.Reader) error {
				r, err := Report(q, "k7m2qx4a", time.UTC, survey.Rules{MinAnswers: 5, MinGroup: 10})
				for _, at := range r.Reach {
					if at.Hidden {
						got = append(got, at.Place.Name+" hidden")
						if at.Answered != 0 {
							t.Errorf("%d answers are told all the same", at.Answered)
						}
						continue
					}
					got = append(got, fmt.Sprintf("%s %d/%d", at.Place.Name, at.Answered, at.Asked))
				}
				return err
			})
			if err != nil || strings.Join(got, ", ") != tc.want {
				t.Errorf("it tells %v, %v", got, err)
			}
		})
	}
}

func TestReportOfAPollWithNames(t *testing.T) {
	s := survey.Spec{Mode: survey.Named, Questions: []survey.Question{{Text: "Goed?", Kind: survey.YesNo}, {Text: "Nog iets?", Kind: survey.Open}}}
	st := reportStore(t, s, survey.Outcome{Asked: 12, Answered: 4}, []store.PollPlace{reportPlace("a", 12, 4)}, nil)
	zone := time.FixedZone("here", 3600)
	err := st.Read(t.Context(), func(q *store.Reader) error {
		r, err := Report(q, "k7m2qx4a", zone, survey.Rules{})
		if err != nil {
			return err
		}
		if len(r.Named) != 4 || r.Named[0].Name != "Naam 0" || r.Named[1].Name != "Naam 0" || r.Named[3].Name != "Naam 1" {
			t.Errorf("people with one name are one: %+v", r.Named)
		}
		for _, n := range r.Named {
			if len(n.Answers) != 2 || n.Answers[0] == nil || n.Answers[1] != nil {
				t.Errorf("%s answered %v", n.Name, n.Answers)
			}
		}
		if r.FollowUp != "We doen het." || r.Closed.Format("15.04") != "10.00" || r.Closed.Location() != zone {
			t.Errorf("it is %+v", r)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// TestOpenAnswersAreToldAfterALook: one that nobody looked at is not in any file.
func TestOpenAnswersAreToldAfterALook(t *testing.T) {
	s := survey.Spec{Mode: survey.Unnamed, Questions: []survey.Question{{Text: "Goed?", Kind: survey.YesNo}, {Text: "Wat?", Kind: survey.Open}}}
	st := reportStore(t, s, survey.Outcome{Asked: 30, Answered: 12}, []store.PollPlace{reportPlace("a", 30, 12)}, func(tx *store.Tx) error {
		for i, shown := range []int{1, 0, 1} {
			if _, err := tx.Exec("INSERT INTO poll_text (poll, id, question, text, shown) VALUES ($1, $2, 1, $3, $4)", "k7m2qx4a", []byte{byte(9 - i)}, fmt.Sprint("tekst ", i), shown); err != nil {
				return err
			}
		}
		return nil
	})
	err := st.Read(t.Context(), func(q *store.Reader) error {
		r, err := Report(q, "k7m2qx4a", time.UTC, survey.Rules{})
		if fmt.Sprint(r.Texts) != "[[] [tekst 2 tekst 0]]" || r.Named != nil {
			t.Errorf("it tells %v, %v", r.Texts, r.Named)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func TestReportOfNothing(t *testing.T) {
	s := survey.Spec{Mode: survey.Unnamed, Questions: []survey.Question{{Text: "Goed?", Kind: survey.YesNo}}}
	st := reportStore(t, s, survey.Outcome{}, nil, func(tx *store.Tx) error {
		spec, err := json.Marshal(s)
		if err != nil {
			return err
		}
		return tx.SetPoll(store.Poll{ID: "openopen", State: store.PollOpen, Mode: "unnamed", Spec: spec, Created: time.Now(), Closes: time.Now().Add(time.Hour)})
	})
	err := st.Read(t.Context(), func(q *store.Reader) error {
		if _, err := Report(q, "openopen", time.UTC, survey.Rules{}); !errors.Is(err, ErrOpen) {
			t.Errorf("an open poll: %v", err)
		}
		var problem *bot.Problem
		if _, err := Report(q, "nergens1", time.UTC, survey.Rules{}); !errors.As(err, &problem) {
			t.Errorf("no poll: %v", err)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}
