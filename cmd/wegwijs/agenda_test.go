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
	"wegwijs/handlers/agenda"
	"wegwijs/handlers/agenda/item"
	"wegwijs/handlers/agenda/outline"
	"wegwijs/handlers/agenda/paper"
	"wegwijs/store"
)

// someAgenda is a folder as a demo has it, with a meeting far ahead whose agenda was sent
// once and changed since, a request that came on no agenda, and some outcomes.
func someAgenda(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	file := filepath.Join(dir, "wegwijs.db")
	st, err := store.Open(t.Context(), file, store.Options{Log: zerolog.Nop(), Clock: bot.WallClock{}})
	if err != nil {
		t.Fatal(err)
	}
	encode := func(x any) []byte {
		b, err := json.Marshal(x)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	at := time.Date(2027, 1, 4, 9, 0, 0, 0, time.UTC)
	err = st.Write(t.Context(), "", func(tx *store.Tx) error {
		plan := map[string]any{"time": "09:00", "minutes": 120, "place": "Den Haag", "points": []outline.Point{{Fixed: "opening", Title: "Opening", Minutes: 5}, {Ref: "AIC-2027-001", Title: "Nieuw intranet", Minutes: 15}, {Ref: "AIC-2027-002", Title: "Besloten zaak", Minutes: 10}}}
		if err := tx.AddAgendaMeeting(store.AgendaMeeting{ID: "aic/2097-01-12", Committee: "aic", Day: "2097-01-12", State: "planned", Data: encode(plan)}); err != nil {
			return err
		}
		if err := tx.AddAgendaMeeting(store.AgendaMeeting{ID: "aic/2097-02-09", Committee: "aic", Day: "2097-02-16", State: "cancelled", Data: encode(map[string]any{"time": "09:00", "minutes": 120})}); err != nil {
			return err
		}
		for _, x := range []struct {
			number, state, meeting string
			item                   item.Item
		}{
			{"AIC-2027-001", "scheduled", "aic/2097-01-12", item.Item{Topic: "Nieuw intranet", Ask: "=1+1", Nature: item.Decide, Minutes: 15, Annotation: "Vraag FIN."}},
			{"AIC-2027-002", "scheduled", "aic/2097-01-12", item.Item{Topic: "Besloten zaak", MembersOnly: true}},
			{"AIC-2027-003", "passed", "", item.Item{Topic: "Later"}},
			{"AIC-2027-004", "declined", "", item.Item{Topic: "Niet"}},
		} {
			raw := store.AgendaItem{Number: x.number, Committee: "aic", Kind: "topic", State: x.state, Department: "FIN", Meeting: x.meeting, Created: at, Changed: at, Data: encode(x.item)}
			if err := tx.AddAgendaItem(&raw); err != nil {
				return err
			}
			if err := tx.AddAgendaMove(&store.AgendaMove{Item: raw.ID, At: at, Name: "Max de Vries", Action: "pass", Was: "waiting", Became: "passed", Reason: "goed"}); err != nil {
				return err
			}
		}
		sent := paper.Agenda{Committee: "Adviescommissie interne communicatie", CommitteeID: "aic", Meeting: "aic/2097-01-12", Start: time.Date(2097, 1, 12, 8, 0, 0, 0, time.UTC), End: time.Date(2097, 1, 12, 10, 0, 0, 0, time.UTC),
			Zone: "Europe/Amsterdam", UID: "aic-2097-01-12@wegwijs", Lang: bot.NL, Items: []paper.Item{{Nr: "1", Title: "Zoals het was", Minutes: 5}}}
		if err := tx.AddAgendaVersion(&store.AgendaVersion{Meeting: "aic/2097-01-12", List: "agenda", At: at, Name: "Sien Visser", Data: encode(sent)}); err != nil {
			return err
		}
		for i, kind := range []string{"decision", "action", "advice"} {
			o := store.AgendaOutcome{Number: "AIC-2027-" + string("BAV"[i]) + "01", Committee: "aic", Kind: kind, Meeting: "aic/2097-01-12", Item: 1, Created: at, Data: encode(map[string]any{"text": "tekst van " + kind, "to": "CRC"})}
			if err := tx.AddAgendaOutcome(&o); err != nil {
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

func TestAgendaList(t *testing.T) {
	dir := someAgenda(t)
	status, out, errs := call(t, "", "agenda", "list", "--data", dir, "--committee", "AIC")
	if status != done || errs != "" {
		t.Fatalf("status %d: %s", status, errs)
	}
	golden(t, "agenda-list.txt", out)
	status, out, _ = call(t, "", "agenda", "list", "--data", dir, "--committee", "aic", "--json")
	lines := strings.Split(strings.TrimSpace(out), "\n")
	var m agenda.Meeting
	if err := json.Unmarshal([]byte(lines[1]), &m); status != done || err != nil || len(lines) != 2 || m.ID != "aic/2097-01-12" || m.Versions != 1 || m.Topics != 3 || m.State != "planned" {
		t.Errorf("status %d, %v:\n%s", status, err, out)
	}
	if status, _, errs := call(t, "", "agenda", "list", "--data", dir, "--committee", "xyz"); status != failed || !strings.Contains(errs, `there is no committee "xyz": there is aic`) {
		t.Errorf("status %d: %s", status, errs)
	}
}

// With a configuration: its committees, language and zone; without committees it
// says where they are added.
func TestAgendaWithConfiguration(t *testing.T) {
	dir := someAgenda(t)
	config := filepath.Join(dir, "config.yaml")
	write := func(more string) {
		t.Helper()
		if err := os.WriteFile(config, []byte("language: en\ndatabase: "+filepath.Join(dir, "wegwijs.db")+"\n"+more), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	export := func(id string) (int, string, string) {
		return call(t, "", "agenda", "export", "--config", config, "--committee", id, "--meeting", "2097-01-12", "--format", "md", "-o", "-")
	}
	write("")
	if status, _, errs := export("aic"); status != failed || !strings.Contains(errs, "under committees") {
		t.Errorf("without committees: status %d: %s", status, errs)
	}
	write("committees: [{id: aic, name: Adviescommissie, command: aic, time: \"10:00\", minutes: 60, secretary: sien@minaz.nl}]\n")
	if status, out, errs := export("aic"); status != done || !strings.Contains(out, "# Agenda of Adviescommissie") || !strings.Contains(out, "12 January 2097, 09:00–11:00") {
		t.Errorf("status %d: %s\n%s", status, errs, out)
	}
}

func TestAgendaExport(t *testing.T) {
	dir := someAgenda(t)
	t.Chdir(t.TempDir())
	export := func(args ...string) (int, string, string) {
		return call(t, "", append([]string{"agenda", "export", "--data", dir, "--committee", "aic"}, args...)...)
	}
	for format, begins := range map[string]string{"odt": "PK\x03\x04", "docx": "PK\x03\x04", "ods": "PK\x03\x04", "xlsx": "PK\x03\x04", "csv": "Nr.,Kenmerk", "csv-excel": "\ufeffNr.;Kenmerk", "md": "# Agenda", "json": "{\n \"schema\": 1", "ics": "BEGIN:VCALENDAR"} {
		if status, out, errs := export("--meeting", "2097-01-12", "--format", format, "-o", "-"); status != done || errs != "" || !strings.HasPrefix(out, begins) {
			t.Errorf("%s: status %d: %s%.60q", format, status, errs, out)
		}
	}
	for name, tt := range map[string]struct {
		args     []string
		has, not string
	}{
		"now":            {args: []string{"--meeting", "2097-01-12", "--format", "md"}, has: "Besloten zaak (alleen voor leden)", not: "Vraag FIN."},
		"the chair":      {args: []string{"--meeting", "2097-01-12", "--format", "md", "--view", "chair"}, has: "Vraag FIN."},
		"public":         {args: []string{"--meeting", "2097-01-12", "--format", "md", "--view", "public"}, has: "Nieuw intranet", not: "Besloten"},
		"as it was sent": {args: []string{"--meeting", "2097-01-12", "--format", "md", "--version", "1"}, has: "Zoals het was", not: "Nieuw intranet"},
		"in English":     {args: []string{"--meeting", "2097-01-12", "--format", "md", "--lang", "en"}, has: "12 January 2097"},
		"the long list":  {args: []string{"--what", "longlist", "--format", "csv"}, has: "AIC-2027-003", not: "AIC-2027-001"},
		"decisions":      {args: []string{"--what", "decisions", "--meeting", "2097-01-12", "--format", "md"}, has: "tekst van decision"},
		"actions":        {args: []string{"--what", "actions", "--format", "csv"}, has: "tekst van action", not: "tekst van advice"},
		"advice":         {args: []string{"--what", "advice", "--format", "md"}, has: "tekst van advice"},
		"a receipt":      {args: []string{"--view", "receipt", "--request", "aic-2027-004", "--format", "md"}, has: "niet geagendeerd"},
	} {
		status, out, errs := export(append(tt.args, "-o", "-")...)
		if status != done || errs != "" || !strings.Contains(out, tt.has) || tt.not != "" && strings.Contains(out, tt.not) {
			t.Errorf("%s: status %d: %s\n%s", name, status, errs, out)
		}
	}
	if status, _, errs := export("--meeting", "2097-01-12"); status != done || !strings.Contains(errs, "2097-01-12 AIC agenda concept.odt is written") {
		t.Errorf("without a name: status %d: %s", status, errs)
	}
	info, err := os.Stat("2097-01-12 AIC agenda concept.odt")
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	if status, _, errs := export("--meeting", "2097-01-12"); status != failed || !strings.Contains(errs, "is there already") {
		t.Errorf("once more: status %d: %s", status, errs)
	}
	if status, _, errs := export("--meeting", "2097-01-12", "--force"); status != done {
		t.Errorf("with force: status %d: %s", status, errs)
	}
}

func TestAgendaExportFaults(t *testing.T) {
	dir := someAgenda(t)
	for name, tt := range map[string]struct {
		args   []string
		status int
		says   string
	}{
		"no meeting":       {nil, usage, "say of which meeting with --meeting DATE"},
		"no day":           {[]string{"--meeting", "gisteren"}, usage, "write the day, such as 2027-01-12"},
		"none that day":    {[]string{"--meeting", "2097-01-13"}, failed, "'wegwijs agenda list --committee aic' shows which there are"},
		"no version":       {[]string{"--meeting", "2097-01-12", "--version", "7"}, failed, "there is no version 7"},
		"negative":         {[]string{"--meeting", "2097-01-12", "--version=-1"}, usage, "versions begin at 1"},
		"list of meeting":  {[]string{"--what", "longlist", "--meeting", "2097-01-12"}, usage, "leave --meeting out"},
		"list as calendar": {[]string{"--what", "actions", "--format", "ics"}, usage, "a list is no appointment"},
		"version of list":  {[]string{"--what", "decisions", "--meeting", "2097-01-12", "--version", "1"}, usage, "--version is of an agenda"},
		"receipt of none":  {[]string{"--view", "receipt"}, usage, "say which with --request"},
		"no such request":  {[]string{"--view", "receipt", "--request", "AIC-2027-099"}, failed, "I cannot find that"},
		"request alone":    {[]string{"--meeting", "2097-01-12", "--request", "AIC-2027-001"}, usage, "add --view receipt"},
		"no such format":   {[]string{"--meeting", "2097-01-12", "--format", "pdf"}, usage, "--format must be one of"},
		"no such view":     {[]string{"--meeting", "2097-01-12", "--view", "all"}, usage, "--view must be one of"},
	} {
		status, out, errs := call(t, "", append([]string{"agenda", "export", "--data", dir, "--committee", "aic", "-o", "-"}, tt.args...)...)
		if status != tt.status || out != "" || !strings.Contains(errs, tt.says) {
			t.Errorf("%s: status %d: %s%.80q", name, status, errs, out)
		}
	}
	if status, _, errs := call(t, "", "agenda", "export", "--data", t.TempDir(), "--committee", "aic", "--meeting", "2097-01-12"); status != failed || !strings.Contains(errs, "database") {
		t.Errorf("no database: status %d: %s", status, errs)
	}
}

func TestAgendaArchive(t *testing.T) {
	dir := someAgenda(t)
	t.Chdir(t.TempDir())
	archive := func(args ...string) (int, string, string) {
		return call(t, "", append([]string{"agenda", "archive", "--data", dir, "--committee", "aic"}, args...)...)
	}
	// Beside a running bot it is written and not noted.
	st, err := store.Open(t.Context(), filepath.Join(dir, "wegwijs.db"), store.Options{Log: zerolog.Nop(), Clock: bot.WallClock{}})
	if err != nil {
		t.Fatal(err)
	}
	status, beside, errs := archive("--meeting", "2097-01-12", "-o", "-")
	if status != done || !strings.HasPrefix(beside, "PK\x03\x04") || !strings.Contains(errs, "not noted, because the bot is running") {
		t.Errorf("status %d: %s", status, errs)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	status, _, errs = archive("--meeting", "2097-01-12")
	if status != done || !strings.Contains(errs, "2097-01-12 AIC archief.zip is written: 2 items") || !strings.Contains(errs, "/aic archief") {
		t.Fatalf("status %d: %s", status, errs)
	}
	if data, err := os.ReadFile("2097-01-12 AIC archief.zip"); err != nil || string(data) != beside {
		t.Errorf("the same records give another package: %v", err)
	}
	_, sum, _ := strings.Cut(errs, "SHA-256 ")
	if status, _, errs := archive("--meeting", "2027", "-o", "jaar.zip"); status != done || !strings.Contains(errs, "jaar.zip is written: 2 items") {
		t.Errorf("a year: status %d: %s", status, errs)
	}
	ro, err := store.OpenReadOnly(t.Context(), filepath.Join(dir, "wegwijs.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer ro.Close()
	err = ro.Read(t.Context(), func(r *store.Reader) error {
		kept, err := store.AgendaArchives(r, "aic")
		if len(kept) != 2 || kept[1].What != "aic/2097-01-12" || !strings.HasPrefix(sum, kept[1].Digest) || !kept[1].Confirmed.IsZero() {
			t.Errorf("noted is %+v", kept)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for args, says := range map[string]string{"2026": "nothing to archive", "2027-03-03": "has no meeting on", "morgen": "write the day"} {
		if status, _, errs := archive("--meeting", args, "-o", "geen.zip"); status == done || !strings.Contains(errs, says) {
			t.Errorf("%s: status %d: %s", args, status, errs)
		}
	}
}
