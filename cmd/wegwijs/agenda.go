package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/agenda"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/paper"
	"wegwijs/store"
)

type agendaCommand struct {
	List    agendaListCommand    `cmd:"" help:"List the meetings of a committee, the last one first."`
	Export  agendaExportCommand  `cmd:"" help:"Write the agenda of a meeting, or a list of a committee, to a file."`
	Archive agendaArchiveCommand `cmd:"" help:"Write all records of a meeting to a package for the records system."`
}

// agendaData is where committees keep their records, and how those are told.
type agendaData struct {
	data
	opt agenda.Options
}

// agendas are those of a configuration or of a demo.
func (f dataFlags) agendas() (agendaData, error) {
	d, err := f.open()
	if err != nil {
		return agendaData{}, err
	}
	all := demoAgenda(d.zone)
	if f.Data == "" {
		all = agendaOf(d.cfg)
	}
	return agendaData{d, agenda.Options{Zone: d.zone, Committees: all.Committees, Directory: all.Directory, Seats: all.Seats, Calendar: all.Calendar, Lang: d.lang}}, nil
}

// committee finds one by its id; an error names those there are.
func (d agendaData) committee(id string) (committee.Committee, error) {
	var ids []string
	for _, c := range d.opt.Committees {
		if strings.EqualFold(c.ID, id) {
			return c, nil
		}
		ids = append(ids, c.ID)
	}
	if len(ids) == 0 {
		return committee.Committee{}, errors.New("there is no committee: add one to the configuration, under committees")
	}
	return committee.Committee{}, fmt.Errorf("there is no committee %q: there is %s", id, strings.Join(ids, ", "))
}

// meetingOn is the id of a meeting of a committee on a day; an error says what to
// do.
func meetingOn(r *store.Reader, c committee.Committee, day string) (string, error) {
	if _, ok := committee.ParseDay(day); !ok {
		return "", usageError{fmt.Errorf("--meeting is %q: write the day, such as 2027-01-12", day)}
	}
	id, err := agenda.MeetingOn(r, c.ID, day)
	if err == nil && id == "" {
		err = fmt.Errorf("%s has no meeting on %s: 'wegwijs agenda list --committee %s' shows which there are", c.ID, day, c.ID)
	}
	return id, err
}

// problem says what is wrong as an operator reads it.
func problem(err error) error {
	var p *bot.Problem
	if errors.As(err, &p) {
		return errors.New(strings.TrimSuffix(p.Say.In(bot.EN, bot.Literal), "."))
	}
	return err
}

type agendaListCommand struct {
	dataFlags
	Committee string `help:"Which committee, by its id." placeholder:"ID" required:""`
	JSON      bool   `help:"Print one JSON object per meeting." name:"json"`
}

func (c agendaListCommand) Run(ctx context.Context, s streams) error {
	data, err := c.agendas()
	if err != nil {
		return err
	}
	which, err := data.committee(c.Committee)
	if err != nil {
		return err
	}
	var all []agenda.Meeting
	err = data.read(ctx, func(r *store.Reader) error {
		all, err = agenda.LoadMeetings(r, data.opt, which.ID)
		return err
	})
	if err != nil {
		return problem(err)
	}
	if c.JSON {
		return writeLines(s.out, all)
	}
	if len(all) == 0 {
		fmt.Fprintln(s.out, "There are no meetings.")
		return nil
	}
	w := tabwriter.NewWriter(s.out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, "MEETING\tSTATE\tPOINTS\tSENT\tARCHIVE")
	for _, m := range all {
		sent := "no"
		if m.Versions > 0 {
			sent = fmt.Sprintf("v%d draft", m.Versions)
			if m.Final {
				sent = fmt.Sprintf("v%d final", m.Versions)
			}
		}
		kept := "no"
		switch {
		case !m.Confirmed.IsZero():
			kept = "confirmed " + m.Confirmed.In(data.opt.Zone).Format(time.DateOnly)
		case !m.Archived.IsZero():
			kept = "made " + m.Archived.In(data.opt.Zone).Format(time.DateOnly)
		}
		fmt.Fprintf(w, "%s\t%s\t%d\t%s\t%s\n", m.Start.Format("2006-01-02 15:04"), m.State, m.Topics, sent, kept)
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("the list cannot be written: %w", err)
	}
	return nil
}

type agendaExportCommand struct {
	dataFlags
	Committee string `help:"Which committee, by its id." placeholder:"ID" required:""`
	Meeting   string `help:"The day of the meeting; of an agenda or decisions." placeholder:"DATE"`
	What      string `help:"${enum}." enum:"agenda,longlist,decisions,actions,advice" default:"agenda"`
	Version   int    `help:"Of an agenda: the version that was sent. Without it, the last one, or the agenda as it is now when it changed since." placeholder:"N"`
	View      string `help:"For whom: ${enum}. Public has nothing that is for members only; chair has annotations." enum:"members,chair,public,receipt" default:"members"`
	Request   string `help:"With --view receipt: the number of the request." placeholder:"NUMBER"`
	Format    string `help:"${enum}. csv-excel is what a Dutch Excel opens well; ics is of a meeting only." enum:"odt,docx,ods,xlsx,csv,csv-excel,md,json,ics" default:"odt"`
	Output    string `short:"o" help:"The file to write, or - for standard output. Without it, a name with the date and the committee, in this folder." placeholder:"FILE" type:"path"`
	Force     bool   `help:"Replace the file when it is there."`
	Lang      string `help:"Language of headings and words of ours: ${enum}. Without it, that of the configuration, or of the version that was sent." enum:",nl,en" default:""`
}

func (agendaExportCommand) Help() string {
	return "It works beside a running bot, reads everything at one moment, and never replaces a file without --force."
}

// a writing is an agenda or a list that can be written.
type writing interface {
	Name(paper.Format) string
	Write(io.Writer, paper.Format) error
}

func (c agendaExportCommand) Run(ctx context.Context, s streams) error {
	data, err := c.agendas()
	if err != nil {
		return err
	}
	which, err := data.committee(c.Committee)
	if err != nil {
		return err
	}
	if err := c.check(); err != nil {
		return err
	}
	var doc writing
	err = data.read(ctx, func(r *store.Reader) error {
		doc, err = c.load(r, data.opt, which)
		return err
	})
	if err != nil {
		return problem(err)
	}
	var out bytes.Buffer // written after reading: that takes longer than a store may be read
	format := paper.Format(c.Format)
	if err := doc.Write(&out, format); err != nil {
		return problem(err)
	}
	if c.Output == "-" {
		_, err := s.out.Write(out.Bytes())
		return err
	}
	file := c.Output
	if file == "" {
		file = doc.Name(format)
	}
	if err := keepFile(file, out.Bytes(), c.Force); err != nil {
		return err
	}
	fmt.Fprintf(s.err, "%s is written.\n", file)
	return nil
}

// load reads what is to be written, for the view that was asked for.
func (c agendaExportCommand) load(r *store.Reader, opt agenda.Options, which committee.Committee) (writing, error) {
	view, now := paper.View(c.View), time.Now()
	if view == paper.Receipt {
		p, err := agenda.LoadReceipt(r, opt, which.ID, c.Request)
		p = p.For(view)
		p.Lang = c.lang(p.Lang)
		return p, err
	}
	on := ""
	if c.Meeting != "" {
		var err error
		if on, err = meetingOn(r, which, c.Meeting); err != nil {
			return nil, err
		}
	}
	if c.What == "agenda" {
		p, err := agenda.LoadAgenda(r, opt, on, c.Version, now)
		p = p.For(view)
		p.Lang = c.lang(p.Lang)
		return p, err
	}
	l, err := agenda.LoadList(r, opt, which.ID, paper.ListKind(c.What), on, now)
	l = l.For(view)
	l.Lang = c.lang(l.Lang)
	return l, err
}

// check says which flags do not go together.
func (c agendaExportCommand) check() error {
	wrong := func(say string, args ...any) error { return usageError{fmt.Errorf(say, args...)} }
	ofMeeting := c.What == "agenda" || c.What == "decisions"
	switch {
	case c.View == "receipt" && c.Request == "":
		return wrong("a receipt is of one request: say which with --request, such as AIC-2027-014")
	case c.View == "receipt":
		return nil
	case c.Request != "":
		return wrong("--request is of a receipt: add --view receipt")
	case ofMeeting && c.Meeting == "":
		return wrong("say of which meeting with --meeting DATE, such as 2027-01-12; 'wegwijs agenda list' shows which there are")
	case !ofMeeting && c.Meeting != "":
		return wrong("--what %s is of all meetings: leave --meeting out", c.What)
	case c.Version != 0 && c.What != "agenda":
		return wrong("--version is of an agenda: leave it out, or choose --what agenda")
	case c.Version < 0:
		return wrong("--version is %d: versions begin at 1", c.Version)
	case c.Format == "ics" && c.What != "agenda":
		return wrong("--format ics is of a meeting: a list is no appointment; choose another --format")
	}
	return nil
}

func (c agendaExportCommand) lang(was bot.Lang) bot.Lang {
	if c.Lang != "" {
		return bot.Lang(c.Lang)
	}
	return was
}

type agendaArchiveCommand struct {
	dataFlags
	Committee string `help:"Which committee, by its id." placeholder:"ID" required:""`
	Meeting   string `help:"The day of the meeting, or a year for what came on no agenda." placeholder:"DATE" required:""`
	Output    string `short:"o" help:"The file to write, or - for standard output. Without it, a name with the date and the committee, in this folder." placeholder:"FILE" type:"path"`
	Force     bool   `help:"Replace the file when it is there."`
}

func (agendaArchiveCommand) Help() string {
	return `Writes a ZIP with the agenda in every version (ODT, JSON), the decision lists, all items with their moves (CSV, JSON), metadata as MDTO XML, and checksums. The same records give the same bytes.

The package is noted, so that the secretary can confirm in chat that it was taken into the records system; only then may retention remove anything. While the bot runs this command cannot note it: the secretary then makes the same package in chat, with the word 'archief' after the command of the committee.`
}

func (c agendaArchiveCommand) Run(ctx context.Context, s streams) error {
	data, err := c.agendas()
	if err != nil {
		return err
	}
	which, err := data.committee(c.Committee)
	if err != nil {
		return err
	}
	var records *agenda.Records
	err = data.read(ctx, func(r *store.Reader) error {
		what := which.ID + "/" + c.Meeting
		if !isYear(c.Meeting) {
			if what, err = meetingOn(r, which, c.Meeting); err != nil {
				return err
			}
		}
		records, err = agenda.LoadRecords(r, data.opt, what)
		return err
	})
	if err != nil {
		return problem(err)
	}
	p, err := records.Pack()
	if err != nil {
		return err
	}
	file := c.Output
	if file == "-" {
		if _, err := s.out.Write(p.Data); err != nil {
			return fmt.Errorf("the package cannot be written: %w", err)
		}
	} else {
		if file == "" {
			file = p.Name
		}
		if err := keepFile(file, p.Data, c.Force); err != nil {
			return err
		}
		fmt.Fprintf(s.err, "%s is written: %d items, %d files.\n", file, p.Items, p.Files)
	}
	fmt.Fprintf(s.err, "SHA-256 %s\n", p.Digest)
	switch err := noteArchive(ctx, data.file, p); {
	case errors.Is(err, store.ErrLocked):
		fmt.Fprintf(s.err, "It is not noted, because the bot is running: have the secretary make it in chat with '/%s archief', which gives the same package.\n", which.Command)
	case err != nil:
		return fmt.Errorf("the package is written and could not be noted: %w", err)
	default:
		fmt.Fprintf(s.err, "When it is in the records system, the secretary confirms that in chat with '/%s archief'.\n", which.Command)
	}
	return nil
}

// isYear tells whether a word is four digits.
func isYear(s string) bool { _, err := time.Parse("2006", s); return err == nil }

// noteArchive remembers a package in the store, which the bot must not be using.
func noteArchive(ctx context.Context, file string, p agenda.Package) error {
	st, err := store.Open(ctx, file, store.Options{Clock: bot.WallClock{}, Version: version()})
	if err != nil {
		return err
	}
	err = st.Write(ctx, "", func(tx *store.Tx) error { return tx.SetAgendaArchive(p.Archived(time.Now())) })
	return errors.Join(err, st.Close())
}
