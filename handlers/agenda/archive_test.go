package agenda

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rs/zerolog"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
	"wegwijs/handlers/agenda/outline"
	"wegwijs/handlers/agenda/paper"
	"wegwijs/store"
)

var theMeeting = time.Date(2027, 1, 12, 9, 0, 0, 0, bottest.Zone)

var aicCommittee = committee.Committee{
	ID: "aic", Name: "Adviescommissie interne communicatie", Command: "aic", Time: "09:00", Minutes: 120, Place: "Den Haag",
	Secretary: committee.Who{Ref: "web:sien", Name: "Sien Visser", Email: "sien.visser@minaz.nl"}, Chair: committee.Who{Name: "Ineke Postma"},
	Deadlines: committee.DefaultDeadlines(), Points: committee.DefaultPoints(),
}

// aDesk is a committee with a meeting on 12 January 2027 whose agenda was sent:
// an open topic, one for members only under it, and one that was held over, with
// a topic that came on no agenda beside it.
func aDesk(t *testing.T) (*Agenda, committee.Committee) {
	t.Helper()
	st, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "wegwijs.db"), store.Options{Log: zerolog.Nop()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	c := aicCommittee
	a := New(Options{Store: st, Zone: bottest.Zone, Committees: []committee.Committee{c}, Lang: bot.NL, Log: zerolog.Nop(),
		Seats: []committee.Seat{{Committee: "aic", Department: "FIN", Member: committee.Who{Ref: "web:max", Name: "Max de Vries"}, From: "2026-01-01"}}})
	day := theMeeting.AddDate(0, 0, -8)
	a.write(t, func(tx *store.Tx) error {
		data, err := json.Marshal(plan{Time: "09:00", Minutes: 120, Place: "Den Haag", Apologies: []apology{{Name: "Joost Kuipers"}}})
		if err != nil {
			return err
		}
		if err := tx.AddAgendaMeeting(store.AgendaMeeting{ID: "aic/2027-01-12", Committee: "aic", Day: "2027-01-12", State: meetingPlanned, Sequence: 2, Data: data}); err != nil {
			return err
		}
		for i, x := range []item.Item{
			{Topic: "Nieuw intranet", Ask: "=1+1", Nature: item.Decide, Minutes: 15, Annotation: "voor de voorzitter", Documents: []item.Document{{Title: "Notitie", Link: "https://example.nl/n", Access: item.Open}, {Title: "Besloten stuk", Access: item.Closed}}},
			{Topic: "Besloten zaak", MembersOnly: true, Nature: item.Discuss, Advice: item.Advice{Asked: true, To: "CRC"}},
			{Topic: "Aangehouden", Postponed: 1},
			{Topic: "Niet geagendeerd", Reason: "Hoort bij het netwerk."},
		} {
			x.Committee, x.Kind, x.Department, x.State, x.Holder = "aic", item.Topic, "FIN", item.Waiting, item.Member
			x.By, x.Created, x.Number = item.Person{Platform: "web", ID: "alice", Name: "Alice Jansen", Email: "alice.jansen@minfin.nl"}, day, fmt.Sprintf("AIC-2027-%03d", i+1)
			if err := save(tx, &x, day); err != nil {
				return err
			}
			d := doing{who: item.Person{Platform: "web", ID: "max", Name: "Max de Vries"}, at: day.Add(time.Hour)}
			action := item.Pass
			if i == 3 {
				action = item.Decline
			}
			if i == 1 {
				d.behalf = "Olga Smit"
			}
			if _, err := a.act(tx, &x, d, action, "reden "+x.Topic); err != nil {
				return err
			}
			if i == 2 {
				if _, err := a.act(tx, &x, d, item.Hold, "later"); err != nil {
					return err
				}
			}
		}
		return nil
	})
	return a, c
}

func (a *Agenda) write(t *testing.T, fn func(*store.Tx) error) {
	t.Helper()
	if err := a.opt.Store.Write(t.Context(), "", fn); err != nil {
		t.Fatal(err)
	}
}

func (a *Agenda) look(t *testing.T, fn func(*store.Reader) error) {
	t.Helper()
	if err := a.opt.Store.Read(t.Context(), fn); err != nil {
		t.Fatal(err)
	}
}

// compose puts the first two topics on the agenda, the second under the first.
func (a *Agenda) compose(t *testing.T) {
	t.Helper()
	a.write(t, func(tx *store.Tx) error {
		m, err := loadMeeting(tx, "aic/2027-01-12")
		if err != nil {
			return err
		}
		m.plan.Points = []outline.Point{{Fixed: "opening", Title: "Opening", Minutes: 5}, {Ref: "AIC-2027-001", Title: "Het nieuwe intranet", Minutes: 20}, {Ref: "AIC-2027-002", Title: "Besloten zaak", Minutes: 10, Sub: true}, {Ref: "AIC-2027-004", Title: "Niet geagendeerd", Minutes: 5}}
		return saveMeeting(tx, m)
	})
}

// send makes a version of the agenda.
func (a *Agenda) sent(t *testing.T, c committee.Committee, final bool) {
	t.Helper()
	a.write(t, func(tx *store.Tx) error {
		m, err := loadMeeting(tx, "aic/2027-01-12")
		if err != nil {
			return err
		}
		_, err = a.makeVersion(tx, c, m, final, doing{at: theMeeting.AddDate(0, 0, -5), who: item.Person{Name: "Sien Visser"}})
		return err
	})
}

func TestPaperOf(t *testing.T) {
	a, c := aDesk(t)
	a.compose(t)
	var p paper.Agenda
	a.look(t, func(r *store.Reader) error {
		m, err := loadMeeting(r, "aic/2027-01-12")
		if err != nil {
			return err
		}
		p, err = a.paperOf(r, m)
		return err
	})
	var lines []string
	for _, x := range p.Items {
		lines = append(lines, fmt.Sprintf("%s %s %s %d %s-%s %s %s", x.Nr, x.Number, x.Title, x.Minutes, x.Start.Format("15:04"), x.End.Format("15:04"), x.Department, x.Member))
	}
	// What was declined since is not on it.
	want := []string{"1  Opening 5 09:00-09:05  ", "2 AIC-2027-001 Het nieuwe intranet 20 09:05-09:35 FIN Max de Vries", "2a AIC-2027-002 Besloten zaak 10 09:25-09:35 FIN Olga Smit"}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Errorf("the agenda (-want +got):\n%s", diff)
	}
	if p.Chair != "Ineke Postma" || p.Secretary != "Sien Visser" || p.Sequence != 2 || p.UID != "aic-2027-01-12@wegwijs" || !p.Start.Equal(theMeeting) || p.End.Sub(p.Start) != 2*time.Hour || p.Apologies[0] != "Joost Kuipers" || p.Zone != "Europe/Amsterdam" {
		t.Errorf("it is %+v", p)
	}
	if len(p.Members) != 1 || p.Members[0] != (paper.Seat{Department: "FIN", Name: "Max de Vries"}) {
		t.Errorf("members are %+v", p.Members)
	}
	if x := p.Items[1]; x.Documents[0].Nr != "2.1" || x.Documents[1].Access != "closed" || x.Annotation == "" || x.Requester != "Alice Jansen" || x.Moves[0].Who != "Max de Vries" {
		t.Errorf("the topic is %+v", x)
	}
	if x := p.Items[2]; x.Advice != "asked" || x.AdviceTo != "CRC" || !x.MembersOnly || x.Moves[0].Who != "Max de Vries, namens Olga Smit" {
		t.Errorf("the topic under it is %+v", x)
	}
	a.look(t, func(r *store.Reader) error {
		l, err := a.longListOf(r, c, theMeeting)
		if len(l.Items) != 3 || l.Items[0].Title != "Aangehouden" || l.Items[0].State != "held" || l.Items[1].Number != "AIC-2027-001" {
			t.Errorf("the long list is %+v", l.Items)
		}
		return err
	})
}

// What was sent is what is exported, until the secretary changes something.
func TestWorkingAgenda(t *testing.T) {
	a, c := aDesk(t)
	a.compose(t)
	before := theMeeting.AddDate(0, 0, -4)
	workingAt := func(at time.Time) (p paper.Agenda) {
		t.Helper()
		a.look(t, func(r *store.Reader) (err error) {
			p, err = LoadAgenda(r, a.opt, "aic/2027-01-12", 0, at)
			return err
		})
		return p
	}
	working := func() paper.Agenda { return workingAt(before) }
	if p := working(); p.Version != 0 || !p.Made.Equal(before) {
		t.Errorf("not sent: version %d, made %v", p.Version, p.Made)
	}
	a.sent(t, c, false)
	if p := working(); p.Version != 1 || p.Name(paper.DOCX) != "2027-01-12 AIC agenda v1 concept.docx" {
		t.Errorf("sent: version %d, %s", p.Version, p.Name(paper.DOCX))
	}
	a.sent(t, c, true)
	if p := working(); p.Version != 2 || !p.Final {
		t.Errorf("sent once more: version %d", p.Version)
	}
	a.write(t, func(tx *store.Tx) error {
		m, err := loadMeeting(tx, "aic/2027-01-12")
		if err != nil {
			return err
		}
		m.plan.Points[0].Title = "Welkom"
		return saveMeeting(tx, m)
	})
	if p := working(); p.Version != 0 || p.Items[0].Title != "Welkom" {
		t.Errorf("changed: version %d, %+v", p.Version, p.Items[0])
	}
	// Once the meeting has begun, its agenda is the one that was sent.
	if p := workingAt(theMeeting); p.Version != 2 || p.Items[0].Title != "Opening" {
		t.Errorf("afterwards: version %d, %+v", p.Version, p.Items[0])
	}
	a.look(t, func(r *store.Reader) error {
		if p, err := LoadAgenda(r, a.opt, "aic/2027-01-12", 1, theMeeting); err != nil || p.Version != 1 || p.Items[0].Title != "Opening" {
			t.Errorf("version 1 is %+v, %v", p, err)
		}
		for _, n := range []int{-1, 3} {
			if _, err := LoadAgenda(r, a.opt, "aic/2027-01-12", n, theMeeting); err == nil {
				t.Errorf("there is a version %d", n)
			}
		}
		return nil
	})
}

// unpacked reads a package, and checks its sums and its manifest.
func unpacked(t *testing.T, p Package) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(p.Data), int64(len(p.Data)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if files[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	hex256 := func(data []byte) string { s := sha256.Sum256(data); return hex.EncodeToString(s[:]) }
	if p.Digest != hex256(p.Data) || p.Files != len(files) {
		t.Errorf("digest %s, %d files of %d", p.Digest, p.Files, len(files))
	}
	lines := strings.Split(strings.TrimSpace(string(files["sha256sums.txt"])), "\n")
	if len(lines) != len(files)-1 {
		t.Errorf("there are %d sums of %d files", len(lines), len(files))
	}
	for _, line := range lines {
		sum, name, _ := strings.Cut(line, "  ")
		if data, ok := files[name]; !ok || hex256(data) != sum {
			t.Errorf("the sum of %s is wrong", name)
		}
	}
	var manifest struct {
		Schema int
		What   string
		Files  []struct {
			Path   string
			Bytes  int
			SHA256 string
		}
	}
	if err := json.Unmarshal(files["manifest.json"], &manifest); err != nil || manifest.Schema != 1 || manifest.What != p.What || len(manifest.Files) != len(files)-2 {
		t.Errorf("the manifest is %+v, %v", manifest, err)
	}
	for _, f := range manifest.Files {
		if len(files[f.Path]) != f.Bytes || hex256(files[f.Path]) != f.SHA256 {
			t.Errorf("the manifest is wrong about %s", f.Path)
		}
	}
	return files
}

func (a *Agenda) packs(t *testing.T, what string) (p Package) {
	t.Helper()
	var all *Records
	a.look(t, func(r *store.Reader) (err error) { all, err = LoadRecords(r, a.opt, what); return err })
	p, err := all.Pack()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestPack(t *testing.T) {
	a, c := aDesk(t)
	a.compose(t)
	a.sent(t, c, false)
	a.sent(t, c, true)
	a.write(t, func(tx *store.Tx) error {
		_, err := a.addOutcome(tx, c, kindDecision, outcome{Text: "Begin in maart."}, "aic/2027-01-12", 1, "", theMeeting)
		return err
	})
	p := a.packs(t, "aic/2027-01-12")
	files := unpacked(t, p)
	var names []string
	for name := range files {
		if !strings.HasSuffix(name, ".mdto.xml") {
			names = append(names, name)
		} else if name != "dossier.mdto.xml" && files[strings.TrimSuffix(name, ".mdto.xml")] == nil {
			t.Errorf("%s is about no file", name)
		}
	}
	slices.Sort(names)
	want := []string{
		"agenda/2027-01-12 AIC agenda v1 concept voorzitter.json", "agenda/2027-01-12 AIC agenda v1 concept voorzitter.odt", "agenda/2027-01-12 AIC agenda v1 concept.odt",
		"agenda/2027-01-12 AIC agenda v2 definitief voorzitter.json", "agenda/2027-01-12 AIC agenda v2 definitief voorzitter.odt", "agenda/2027-01-12 AIC agenda v2 definitief.odt",
		"besluiten/2027-01-12 AIC besluitenlijst.json", "besluiten/2027-01-12 AIC besluitenlijst.odt",
		"manifest.json", "onderwerpen/alles.json", "onderwerpen/onderwerpen.csv", "onderwerpen/verloop.csv", "sha256sums.txt",
	}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	if len(files) != len(want)+11+1 {
		t.Errorf("there are %d files", len(files))
	}
	if again := a.packs(t, "aic/2027-01-12"); again.Digest != p.Digest {
		t.Error("the same records give another package")
	}
	var all struct {
		Schema int
		Items  []struct {
			Number string
			Data   struct{ Topic string }
			Moves  []struct{ Name, Behalf, Action, Reason string }
		}
		Outcomes []struct{ Number string }
	}
	if err := json.Unmarshal(files["onderwerpen/alles.json"], &all); err != nil || len(all.Items) != 2 || len(all.Outcomes) != 1 || all.Items[1].Moves[0].Behalf != "Olga Smit" || all.Items[0].Moves[0].Reason != "reden Nieuw intranet" {
		t.Errorf("all of it is %+v, %v", all, err)
	}
	if csv := string(files["onderwerpen/onderwerpen.csv"]); !strings.Contains(csv, "'=1+1") || !strings.Contains(csv, "Besloten zaak") {
		t.Errorf("the list is\n%s", csv)
	}
	year := a.packs(t, "aic/2027")
	if got := unpacked(t, year); year.Items != 2 || !bytes.Contains(got["onderwerpen/alles.json"], []byte("Hoort bij het netwerk.")) || year.Name != "2027 AIC archief.zip" {
		t.Errorf("of the year there are %d items in %s", year.Items, year.Name)
	}
	a.write(t, func(tx *store.Tx) error { // moved: it goes by the day it was on
		m, err := loadMeeting(tx, "aic/2027-01-12")
		if err != nil {
			return err
		}
		m.Day = "2027-01-19"
		return saveMeeting(tx, m)
	})
	if moved := a.packs(t, "aic/2027-01-12"); moved.Name != "2027-01-19 AIC archief.zip" || !bytes.Contains(unpacked(t, moved)["dossier.mdto.xml"], []byte("vergadering van 19 januari 2027")) {
		t.Errorf("a meeting that was moved is %s", moved.Name)
	}
	for _, what := range []string{"aic/2026", "aic/2027-02-09", "x/2027", "", "aic"} {
		var problem *bot.Problem
		err := a.opt.Store.Read(t.Context(), func(r *store.Reader) error { _, err := LoadRecords(r, a.opt, what); return err })
		if !errors.As(err, &problem) {
			t.Errorf("%q: %v", what, err)
		}
	}
}

// mdtoOrder is the order of elements in MDTO-XML 1.0.1
// (https://www.nationaalarchief.nl/archiveren/mdto/xml-schema).
var mdtoOrder = map[string][]string{
	"MDTO": {"informatieobject", "bestand"},
	"informatieobject": {"identificatie", "naam", "aggregatieniveau", "classificatie", "trefwoord", "omschrijving", "raadpleeglocatie", "dekkingInTijd", "dekkingInRuimte", "taal", "event",
		"waardering", "bewaartermijn", "informatiecategorie", "isOnderdeelVan", "bevatOnderdeel", "heeftRepresentatie", "aanvullendeMetagegevens", "gerelateerdInformatieobject", "archiefvormer", "betrokkene", "activiteit", "beperkingGebruik"},
	"bestand":                 {"identificatie", "naam", "omvang", "bestandsformaat", "checksum", "URLBestand", "isRepresentatieVan"},
	"identificatie":           {"identificatieKenmerk", "identificatieBron"},
	"verwijzingIdentificatie": {"identificatieKenmerk", "identificatieBron"},
	"dekkingInTijd":           {"dekkingInTijdType", "dekkingInTijdBegindatum", "dekkingInTijdEinddatum"},
	"checksum":                {"checksumAlgoritme", "checksumWaarde", "checksumDatum"},
	"beperkingGebruik":        {"beperkingGebruikType", "beperkingGebruikNadereBeschrijving", "beperkingGebruikDocumentatie", "beperkingGebruikTermijn"},
}

// What the schema wants at least once.
var mdtoMust = map[string][]string{
	"informatieobject": {"identificatie", "naam", "waardering", "archiefvormer", "beperkingGebruik"},
	"bestand":          {"identificatie", "naam", "omvang", "bestandsformaat", "checksum", "isRepresentatieVan"},
}

func TestMetadataIsInOrder(t *testing.T) {
	for _, group := range []string{"aggregatieniveau", "waardering", "bestandsformaat", "checksumAlgoritme", "dekkingInTijdType", "beperkingGebruikType"} {
		mdtoOrder[group] = []string{"begripLabel", "begripCode", "begripBegrippenlijst"}
	}
	for _, group := range []string{"begripBegrippenlijst", "heeftRepresentatie", "archiefvormer", "isRepresentatieVan"} {
		mdtoOrder[group] = []string{"verwijzingNaam", "verwijzingIdentificatie"}
	}
	a, c := aDesk(t)
	a.compose(t)
	a.sent(t, c, true)
	n := 0
	for name, data := range unpacked(t, a.packs(t, "aic/2027-01-12")) {
		if !strings.HasSuffix(name, ".mdto.xml") {
			continue
		}
		n++
		type level struct {
			name  string
			last  int
			there []string
		}
		var stack []level
		d := xml.NewDecoder(bytes.NewReader(data))
		for {
			token, err := d.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			switch x := token.(type) {
			case xml.StartElement:
				if x.Name.Space != "https://www.nationaalarchief.nl/mdto" {
					t.Errorf("%s: %s is in %q", name, x.Name.Local, x.Name.Space)
				}
				if len(stack) > 0 {
					up := &stack[len(stack)-1]
					at := slices.Index(mdtoOrder[up.name], x.Name.Local)
					if at < up.last {
						t.Errorf("%s: %s does not stand there in %s", name, x.Name.Local, up.name)
					}
					up.last = at
					up.there = append(up.there, x.Name.Local)
				}
				stack = append(stack, level{name: x.Name.Local})
			case xml.EndElement:
				top := stack[len(stack)-1]
				for _, must := range mdtoMust[top.name] {
					if !slices.Contains(top.there, must) {
						t.Errorf("%s: %s has no %s", name, top.name, must)
					}
				}
				stack = stack[:len(stack)-1]
			}
		}
	}
	if n < 5 {
		t.Errorf("there are %d files of metadata", n)
	}
}

// Retention removes what was confirmed, is over and did not change; nothing else,
// and nothing at all where no period is set.
func TestRetention(t *testing.T) {
	a, c := aDesk(t)
	a.compose(t)
	a.sent(t, c, true)
	confirmed := theMeeting.AddDate(0, 1, 0)
	archive := func() {
		t.Helper()
		a.write(t, func(tx *store.Tx) error {
			for _, what := range []string{"aic/2027-01-12", "aic/2027"} {
				r, err := a.records(tx, what)
				if err != nil {
					return err
				}
				p, err := r.Pack()
				if err != nil {
					return err
				}
				if err := tx.SetAgendaArchive(p.Archived(confirmed)); err != nil {
					return err
				}
				if err := tx.ConfirmAgendaArchive(what, p.Digest, confirmed, "Sien Visser"); err != nil && !errors.Is(err, store.ErrChanged) {
					return err
				}
			}
			return nil
		})
	}
	runs := 0
	items := func(days int) (n int) {
		t.Helper()
		runs++
		due := &bot.Due{Origin: bot.Origin{At: confirmed.AddDate(0, 0, days)}, Key: "retention/aic"}
		due.ID = fmt.Sprint("retention", runs)
		if err := a.retain(context.Background(), c, due); err != nil {
			t.Fatal(err)
		}
		a.look(t, func(r *store.Reader) error { return r.QueryRow("SELECT count(*) FROM agenda_item").Scan(&n) })
		return n
	}
	archive()
	if n := items(1000); n != 4 {
		t.Errorf("without a period %d items are left", n)
	}
	a.opt.KeepFor = 30
	if n := items(31); n != 4 {
		t.Errorf("what is not over was removed: %d items are left", n)
	}
	a.write(t, func(tx *store.Tx) error { // the meeting is held, and the rest is over
		for id := range int64(3) {
			x, err := load(tx, id+1)
			if err != nil {
				return err
			}
			action := item.Handle
			if x.State == item.Held {
				action = item.Withdraw
			}
			if _, err := a.act(tx, x, doing{at: theMeeting}, action, ""); err != nil {
				return err
			}
		}
		return nil
	})
	if n := items(31); n != 4 {
		t.Errorf("what changed since was removed: %d items are left", n)
	}
	archive()
	if n := items(29); n != 4 {
		t.Errorf("too early: %d items are left", n)
	}
	if n := items(30); n != 0 {
		t.Errorf("after the period %d items are left", n)
	}
	a.look(t, func(r *store.Reader) error {
		if _, err := loadMeeting(r, "aic/2027-01-12"); err == nil {
			t.Error("the meeting is still there")
		}
		all, err := a.shelves(r, c, confirmed)
		if len(all) != 2 || all[0].changed || all[0].kept.Confirmed.IsZero() {
			t.Errorf("the archive says %+v", all)
		}
		return err
	})
}
