package agenda

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/paper"
	"wegwijs/store"
)

// A Package is what goes to the records system: all records of a meeting, or of
// what came on no agenda in a year, in formats that stay readable, each with its
// checksum and metadata beside it.
type Package struct {
	What    string        // "aic/2027-01-12", "aic/2027"
	On      committee.Day // of the meeting; or a year, "2027"
	Name    string        // of its file
	Data    []byte        // ZIP
	Digest  string        // SHA-256 of Data, hexadecimal
	Records string        // SHA-256 over the records that are in it
	Items   int
	Files   int
}

// Archived is the package as the store remembers it.
func (p Package) Archived(at time.Time) store.AgendaArchive {
	return store.AgendaArchive{What: p.What, At: at, Digest: p.Digest, Records: p.Records}
}

// A packed file.
type packedFile struct {
	path  string
	media string
	data  []byte
}

func (f packedFile) sum() string {
	sum := sha256.Sum256(f.data)
	return hex.EncodeToString(sum[:])
}

// Records are what a package is made of, as they were at one moment.
type Records struct {
	what     string
	on       committee.Day // of the meeting; or a year
	sum      string        // SHA-256 over all of them
	c        committee.Committee
	dossier  mdtoObject
	when     time.Time // the last of it happened
	items    int
	papers   []packedPaper
	all      []recordedItem
	outcomes []recordedOutcome
}

// A packedPaper is a document of a package that is still to be written.
type packedPaper struct {
	folder, name string
	format       paper.Format
	write        func(*bytes.Buffer) error
}

// LoadRecords reads all that goes in the package of a meeting ("aic/2027-01-12") or
// of a year ("aic/2027"). Nothing at all is a Problem. Writing the documents takes
// longer than a store may be read, so that Pack does it.
func LoadRecords(q store.Querier, opt Options, what string) (*Records, error) {
	return New(opt).records(q, what)
}

// Pack writes the package. The same records give the same bytes, whenever it is
// made.
func (r *Records) Pack() (Package, error) {
	p := Package{What: r.what, On: r.on, Records: r.sum, Items: r.items}
	var files []packedFile
	for _, x := range r.papers {
		var b bytes.Buffer
		if err := x.write(&b); err != nil {
			return p, fmt.Errorf("%s: %w", x.name, err)
		}
		files = append(files, packedFile{x.folder + "/" + x.name, strings.Split(x.format.Media(), ";")[0], b.Bytes()})
	}
	data, err := json.MarshalIndent(struct {
		Schema   int               `json:"schema"`
		What     string            `json:"what"`
		Items    []recordedItem    `json:"items"`
		Outcomes []recordedOutcome `json:"outcomes"`
	}{paper.JSONSchema, r.what, r.all, r.outcomes}, "", " ")
	if err != nil {
		return p, fmt.Errorf("archive of %s: %w", r.what, err)
	}
	files = append(files, packedFile{"onderwerpen/alles.json", "application/json", append(data, '\n')})
	var all []packedFile
	for _, f := range files {
		all = append(all, f, packedFile{f.path + ".mdto.xml", "application/xml", mdtoFile(r.dossier, f, r.when)})
	}
	all = append(all, packedFile{"dossier.mdto.xml", "application/xml", mdtoDossier(r.dossier, files)})
	manifest, err := manifestOf(r.c, r.what, r.sum, r.when, all)
	if err != nil {
		return p, err
	}
	all = append(all, manifest)
	var sums strings.Builder
	for _, f := range all {
		fmt.Fprintf(&sums, "%s  %s\n", f.sum(), f.path)
	}
	all = append(all, packedFile{"sha256sums.txt", "text/plain", []byte(sums.String())})
	if p.Data, err = zipped(all, r.when); err != nil {
		return p, err
	}
	sum := sha256.Sum256(p.Data)
	p.Digest, p.Files = hex.EncodeToString(sum[:]), len(all)
	p.Name = fmt.Sprintf("%s %s archief.zip", r.on, strings.ToUpper(r.c.ID))
	return p, nil
}

func (a *Agenda) records(q store.Querier, what string) (*Records, error) {
	id, _, _ := strings.Cut(what, "/")
	c, err := a.committee(id)
	if err != nil {
		return nil, err
	}
	r := &Records{what: what, c: c, all: []recordedItem{}}
	if r.on, err = dayOf(q, what); err != nil {
		return nil, err
	}
	if isDay(r.on) {
		if err := a.meetingRecords(q, r); err != nil {
			return nil, err
		}
	}
	raw, err := store.AgendaItemsFor(q, what)
	if err != nil {
		return nil, err
	}
	r.items = len(raw)
	items := a.listOf(paper.LongList, c, time.Time{})
	for _, one := range raw {
		x, err := decode(one)
		if err != nil {
			return nil, err
		}
		p, err := a.paperItem(q, x, "")
		if err != nil {
			return nil, err
		}
		moves, err := store.AgendaMoves(q, one.ID)
		if err != nil {
			return nil, err
		}
		r.later(one.Changed)
		for _, m := range moves {
			r.later(m.At)
		}
		items.Items = append(items.Items, p)
		r.all = append(r.all, recordOf(one, moves))
	}
	outcomes, err := store.AgendaOutcomesFor(q, what)
	if err != nil {
		return nil, err
	}
	for _, o := range outcomes {
		r.later(o.Created)
	}
	r.outcomes = recordedOutcomes(outcomes)
	if len(r.papers) == 0 && len(raw) == 0 && len(outcomes) == 0 {
		return nil, &bot.Problem{Say: textNothingToArchive}
	}
	items.At = r.when
	items = items.For(paper.Chair)
	moves := items
	moves.Kind = paper.Moves
	if len(raw) > 0 {
		r.list("onderwerpen", "onderwerpen.csv", items, paper.CSV)
		r.list("onderwerpen", "verloop.csv", moves, paper.CSV)
	}
	r.dossier = a.dossier(c, what, r.on)
	r.sum, err = store.AgendaRecords(q, what)
	return r, err
}

// meetingRecords are the versions of an agenda and its decision lists.
func (a *Agenda) meetingRecords(q store.Querier, r *Records) error {
	m, err := loadMeeting(q, r.what)
	if err != nil {
		return err
	}
	sent, err := versions(q, r.what)
	if err != nil {
		return err
	}
	for _, v := range sent {
		r.later(v.Sent)
		r.agenda(v.For(paper.Members), paper.ODT)
		r.agenda(v.For(paper.Chair), paper.ODT)
		r.agenda(v.For(paper.Chair), paper.JSON)
	}
	lists, err := a.decided(q, r.c, m)
	for _, l := range lists {
		r.later(l.At)
		r.list("besluiten", l.Name(paper.ODT), l, paper.ODT)
		r.list("besluiten", l.Name(paper.JSON), l, paper.JSON)
	}
	return err
}

func (r *Records) later(t time.Time) {
	if t.After(r.when) {
		r.when = t
	}
}

func (r *Records) agenda(p paper.Agenda, f paper.Format) {
	r.papers = append(r.papers, packedPaper{"agenda", p.Name(f), f, func(b *bytes.Buffer) error { return p.Write(b, f) }})
}

func (r *Records) list(folder, name string, l paper.List, f paper.Format) {
	r.papers = append(r.papers, packedPaper{folder, name, f, func(b *bytes.Buffer) error { return l.Write(b, f) }})
}

// decided are the decision lists of a meeting as they were sent; one that was
// never sent is there as it is now.
func (a *Agenda) decided(q store.Querier, c committee.Committee, m *meeting) ([]paper.List, error) {
	raw, err := store.AgendaVersions(q, m.ID, listDecisions)
	if err != nil {
		return nil, err
	}
	sent, err := decisionLists(q, m.ID)
	if err != nil {
		return nil, err
	}
	if len(sent) == 0 {
		l, err := a.decisionList(q, c, m, a.startOf(m))
		if err != nil || len(l.Outcomes) == 0 {
			return nil, err
		}
		sent = append(sent, l)
	}
	base := a.listOf(paper.Decisions, c, time.Time{})
	for i := range sent {
		sent[i].CommitteeID, sent[i].Zone = base.CommitteeID, base.Zone
		if i < len(raw) {
			sent[i].At = raw[i].At
		}
		sent[i] = sent[i].For(paper.Chair)
	}
	return sent, nil
}

// A recordedItem is an item as it is stored, with its moves.
type recordedItem struct {
	Number     string          `json:"number"`
	Kind       string          `json:"kind"`
	State      string          `json:"state"`
	Department string          `json:"department"`
	Meeting    string          `json:"meeting,omitempty"`
	Created    time.Time       `json:"created"`
	Changed    time.Time       `json:"changed"`
	Data       json.RawMessage `json:"data"`
	Moves      []recordedMove  `json:"moves"`
}

type recordedMove struct {
	At     time.Time `json:"at"`
	Name   string    `json:"name,omitempty"` // empty: the bot itself
	Behalf string    `json:"behalf,omitempty"`
	Action string    `json:"action"`
	Was    string    `json:"was"`
	Became string    `json:"became"`
	Holder string    `json:"holder,omitempty"`
	Reason string    `json:"reason,omitempty"`
}

type recordedOutcome struct {
	Number  string          `json:"number"`
	Kind    string          `json:"kind"`
	Done    bool            `json:"done"`
	Due     string          `json:"due,omitempty"`
	Created time.Time       `json:"created"`
	Data    json.RawMessage `json:"data"`
}

func recordOf(r store.AgendaItem, moves []store.AgendaMove) recordedItem {
	x := recordedItem{Number: r.Number, Kind: r.Kind, State: r.State, Department: r.Department, Meeting: r.Meeting, Created: r.Created.UTC(), Changed: r.Changed.UTC(), Data: r.Data, Moves: []recordedMove{}}
	for _, m := range moves {
		x.Moves = append(x.Moves, recordedMove{m.At.UTC(), m.Name, m.Behalf, m.Action, m.Was, m.Became, m.Holder, m.Reason})
	}
	return x
}

func recordedOutcomes(raw []store.AgendaOutcome) []recordedOutcome {
	all := []recordedOutcome{}
	for _, o := range raw {
		all = append(all, recordedOutcome{o.Number, o.Kind, o.Done, o.Due, o.Created.UTC(), o.Data})
	}
	return all
}

// manifestOf lists the files of a package for a program.
func manifestOf(c committee.Committee, what, records string, when time.Time, files []packedFile) (packedFile, error) {
	type entry struct {
		Path   string `json:"path"`
		Media  string `json:"media"`
		Bytes  int    `json:"bytes"`
		SHA256 string `json:"sha256"`
	}
	m := struct {
		Schema    int       `json:"schema"`
		What      string    `json:"what"`
		Committee string    `json:"committee"`
		Last      time.Time `json:"last"` // when the last of what is in it happened
		Records   string    `json:"records_sha256"`
		Files     []entry   `json:"files"`
	}{1, what, c.Name, when.UTC(), records, nil}
	for _, f := range files {
		m.Files = append(m.Files, entry{f.path, f.media, len(f.data), f.sum()})
	}
	data, err := json.MarshalIndent(m, "", " ")
	return packedFile{"manifest.json", "application/json", append(data, '\n')}, err
}

// zipped puts files in a ZIP with one time for all of them.
func zipped(files []packedFile, when time.Time) ([]byte, error) {
	if when.Year() < 1980 { // where the times of ZIP begin
		when = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		w, err := z.CreateHeader(&zip.FileHeader{Name: f.path, Method: zip.Deflate, Modified: when.UTC().Truncate(time.Second)})
		if err == nil {
			_, err = w.Write(f.data)
		}
		if err != nil {
			return nil, fmt.Errorf("archive: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("archive: %w", err)
	}
	return b.Bytes(), nil
}
