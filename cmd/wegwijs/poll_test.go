package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
	"wegwijs/store"
)

// somePolls is a folder as a demo has it, with polls in every state.
func somePolls(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	st, err := store.Open(t.Context(), filepath.Join(dir, "wegwijs.db"), store.Options{Log: zerolog.Nop(), Clock: bot.WallClock{}})
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2027, 1, 5, 8, 0, 0, 0, time.UTC)
	encode := func(x any) []byte {
		b, err := json.Marshal(x)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	spec := func(mode survey.Mode) []byte {
		return encode(survey.Spec{Mode: mode, Questions: []survey.Question{{Text: "Weet je\x1b[31m waar je bent?", Kind: survey.YesNo}}, Places: []survey.Place{{Platform: "web", Channel: "c", Name: "algemeen"}}})
	}
	counted := survey.Outcome{Asked: 60, Answered: 37, Questions: []survey.QuestionOutcome{{N: 37, By: []int{30, 7}}}}
	err = st.Write(t.Context(), "", func(tx *store.Tx) error {
		for i, p := range []store.Poll{
			{ID: "closed11", State: store.PollClosed, Mode: "unnamed", Spec: spec(survey.Unnamed), Result: encode(counted), Closed: at.Add(8 * time.Hour)},
			{ID: "toofew11", State: store.PollClosed, Mode: "final", Spec: spec(survey.Final), Result: encode(survey.Outcome{Asked: 60, Withheld: survey.FewAnswers}), Closed: at.Add(8 * time.Hour)},
			{ID: "open1111", State: store.PollOpen, Mode: "unnamed", Spec: spec(survey.Unnamed)},
			{ID: "waiting1", State: store.PollWaiting, Mode: "named", Spec: spec(survey.Named)},
			{ID: "draft111", State: store.PollDraft, Mode: "unnamed", Spec: spec(survey.Unnamed)},
			{ID: "deleted1", State: store.PollDeleted, Mode: "unnamed", Spec: spec(survey.Unnamed)},
			{ID: "named111", State: store.PollOpen, Mode: "named", Spec: spec(survey.Named), Result: encode(survey.Outcome{Asked: 3, Answered: 1, Questions: []survey.QuestionOutcome{{N: 1, By: []int{1, 0}}}})},
		} {
			p.Created, p.Closes, p.Asked = at.Add(-time.Duration(i)*time.Minute), at.Add(24*time.Hour), 60
			if p.State == store.PollOpen || p.State == store.PollClosed {
				p.Opened = at
			}
			if err := tx.SetPoll(p); err != nil {
				return err
			}
			if err := tx.SetPollPlace(p.ID, store.PollPlace{Platform: "web", Channel: "c", Name: "algemeen", Asked: 60}); err != nil {
				return err
			}
			if p.ID != "named111" {
				continue
			}
			if _, err := tx.CastBallot(store.Ballot{Poll: p.ID, Voter: []byte("web|bram"), Name: "Bram Bakker", Choices: map[int]string{0: survey.Question{Kind: survey.YesNo}.Encode(survey.Answer{Choices: []int{0}})}, Platform: "web", Channel: "c", At: at}); err != nil {
				return err
			}
			p.State, p.Closed = store.PollClosed, at.Add(time.Hour)
			if err := tx.SetPoll(p); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestPollList(t *testing.T) {
	dir := somePolls(t)
	status, out, errs := call(t, "", "poll", "list", "--data", dir)
	if status != done || errs != "" {
		t.Fatalf("status %d: %s", status, errs)
	}
	golden(t, "poll-list.txt", out)
	status, out, _ = call(t, "", "poll", "list", "--data", dir, "--json")
	var first struct {
		ID, State, Mode, Closes, Question string
		Asked                             int
		Answered                          *int
		Channels                          []string
	}
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if err := json.Unmarshal([]byte(lines[0]), &first); status != done || err != nil || len(lines) != 5 {
		t.Fatalf("status %d, %v:\n%s", status, err, out)
	}
	if first.ID != "closed11" || first.State != "closed" || first.Mode != "unnamed" || first.Closes != "2027-01-05T17:00:00+01:00" || *first.Answered != 37 || first.Channels[0] != "algemeen" {
		t.Errorf("it is %s", lines[0])
	}
	if !strings.Contains(lines[1], `"answered":null,"withheld":"few-answers"`) || !strings.Contains(lines[2], `"answered":null`) {
		t.Errorf("what is not told is there:\n%s", out)
	}
	empty := t.TempDir()
	st, err := store.Open(t.Context(), filepath.Join(empty, "wegwijs.db"), store.Options{Log: zerolog.Nop(), Clock: bot.WallClock{}})
	if err != nil {
		t.Fatal(err)
	}
	// Beside a running bot.
	if status, out, errs := call(t, "", "poll", "list", "--data", empty); status != done || out != "There are no polls.\n" {
		t.Errorf("no polls: status %d: %s%s", status, out, errs)
	}
	st.Close()
}

func TestPollExport(t *testing.T) {
	dir := somePolls(t)
	t.Chdir(t.TempDir())
	for format, begins := range map[string]string{"csv": "Peiling,Geopend", "csv-excel": "\ufeffPeiling;Geopend", "json": "{\n \"schema\": \"wegwijs/poll-result/1\"", "xlsx": "PK\x03\x04", "png": "\x89PNG"} {
		status, out, errs := call(t, "", "poll", "export", "closed11", "--data", dir, "--format", format, "-o", "-")
		if status != done || errs != "" || !strings.HasPrefix(out, begins) {
			t.Errorf("%s: status %d: %s%.60q", format, status, errs, out)
		}
		file := "uit." + format
		if status, out, errs := call(t, "", "poll", "export", "CLOSED11", "--data", dir, "--format", format, "-o", file, "--lang", "en"); status != done || out != "" || !strings.HasSuffix(errs, file+" is written.\n") {
			t.Errorf("%s: status %d: %s%s", format, status, out, errs)
		}
		info, err := os.Stat(file)
		if err != nil || info.Size() == 0 || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", file, info, err)
		}
	}
	if data, err := os.ReadFile("uit.csv"); err != nil || !strings.HasPrefix(string(data), "Poll,Opened,Closed") || !strings.Contains(string(data), ",2027-01-05,") {
		t.Errorf("in English: %.80s, %v", data, err)
	}
	if status, _, errs := call(t, "", "poll", "export", "closed11", "--data", dir); status != done || !strings.Contains(errs, "2027-01-05 peiling weet-je-31m-waar-je-bent closed11.csv is written") {
		t.Errorf("without a name: status %d: %s", status, errs)
	}
	if _, out, _ := call(t, "", "poll", "export", "named111", "--data", dir, "-o", "-"); !strings.Contains(out, "Bram Bakker,antwoord,1,Ja") {
		t.Errorf("with names:\n%s", out)
	}
	if _, out, _ := call(t, "", "poll", "export", "toofew11", "--data", dir, "-o", "-"); strings.Count(out, "niet getoond: minder dan 5 antwoorden") < 4 || strings.Contains(out, "Antwoordden,0") {
		t.Errorf("too few:\n%s", out)
	}
	// With a configuration: its language, zone and thresholds.
	config := filepath.Join(dir, "config.yaml")
	if err := os.WriteFile(config, []byte("language: en\ndatabase: "+filepath.Join(dir, "wegwijs.db")+"\ntimezone: Asia/Tokyo\npolls: {minimum_answers: 12}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, out, _ := call(t, "", "poll", "export", "toofew11", "--config", config, "-o", "-"); !strings.Contains(out, "not shown: fewer than 12 answers") {
		t.Errorf("as configured:\n%s", out)
	}
	if _, out, _ := call(t, "", "poll", "export", "closed11", "--config", config, "--format", "json", "-o", "-"); !strings.Contains(out, "2027-01-06T01:00:00+09:00") {
		t.Errorf("as configured:\n%s", out)
	}
}

func TestPollExportRefuses(t *testing.T) {
	dir := somePolls(t)
	t.Chdir(t.TempDir())
	if err := os.WriteFile("er.csv", []byte("van mij"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		args   []string
		status int
		says   string
	}{
		{[]string{"nergens1", "--data", dir}, failed, "there is no poll \"nergens1\": 'wegwijs poll list' shows which there are"},
		{[]string{"draft111", "--data", dir}, failed, "there is no poll"},
		{[]string{"deleted1", "--data", dir}, failed, "there is no poll"},
		{[]string{"open1111", "--data", dir}, failed, "poll open1111 is not closed: it closes at 2027-01-06T09:00:00+01:00"},
		{[]string{"waiting1", "--data", dir}, failed, "is not closed"},
		{[]string{"toofew11", "--data", dir, "--format", "png"}, failed, "no numbers that may be shown; choose another --format"},
		{[]string{"closed11", "--data", dir, "-o", "er.csv"}, failed, "is there already and was left as it is"},
		{[]string{"closed11", "--data", dir, "-o", "nergens/er.csv"}, failed, "the file cannot be written"},
		{[]string{"closed11", "--data", filepath.Join(dir, "nergens")}, failed, "wegwijs.db"},
		{[]string{"closed11", "--data", dir, "--format", "pdf"}, usage, "--format"},
		{[]string{"closed11", "--data", dir, "--lang", "fr"}, usage, "--lang"},
		{[]string{"closed11"}, usage, "--config"},
		{[]string{"--data", dir}, usage, "<id>"},
	} {
		status, out, errs := call(t, "", append([]string{"poll", "export"}, tc.args...)...)
		if status != tc.status || !strings.Contains(errs, tc.says) || status == failed && out != "" {
			t.Errorf("%v: status %d: %s%s", tc.args, status, out, errs)
		}
	}
	if data, err := os.ReadFile("er.csv"); err != nil || string(data) != "van mij" {
		t.Errorf("the file is %q, %v", data, err)
	}
	if status, _, errs := call(t, "", "poll", "export", "closed11", "--data", dir, "-o", "er.csv", "--force"); status != done {
		t.Errorf("by force: %s", errs)
	}
	left, err := os.ReadDir(".")
	if err != nil || len(left) != 1 {
		t.Errorf("what is left is %v, %v", left, err)
	}
	if data, err := os.ReadFile("er.csv"); err != nil || !strings.HasPrefix(string(data), "Peiling,") {
		t.Errorf("by force the file is %q, %v", data, err)
	}
}
