package poll

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"wegwijs/bot"
	"wegwijs/handlers/poll/report"
	"wegwijs/handlers/poll/survey"
	"wegwijs/store"
)

func (p *Poll) registerExport(f *bot.Feature) {
	f.OnWords(bot.Words{Command: p.opt.Command, Word: "export", Also: []string{"exporteer", "download"}, Usage: usageExport, Help: helpExport}, p.typedExport)
	f.OnPress("poll.download", p.pressDownload)
	f.OnPress("poll.which", p.pressWhich)
	f.OnPress("poll.export", p.pressExport)
}

// exportCommand is what is typed to download a result.
func (p *Poll) exportCommand(x *poll) bot.Text {
	return bot.Plain("/" + p.opt.Command + " export " + x.ID)
}

// formats are the kinds of files there are, in the order in which they are offered.
var formats = []struct {
	format report.Format
	also   []string // other words for it, in lower case
	label  bot.Phrase
	media  string
}{
	{report.XLSX, []string{"excel", "xls"}, bot.Phrase{NL: "Excel (xlsx)", EN: "Excel (xlsx) file"}, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
	{report.CSV, nil, bot.Phrase{NL: "CSV, voor elk programma (csv)", EN: "CSV, for any program (csv)"}, "text/csv; charset=utf-8"},
	{report.Excel, []string{"csvexcel", "csv excel"}, bot.Phrase{NL: "CSV voor Nederlandse Excel (csv-excel)", EN: "CSV for Dutch Excel (csv-excel)"}, "text/csv; charset=utf-8"},
	{report.PNG, []string{"plaatje", "picture", "grafiek", "chart"}, bot.Phrase{NL: "Plaatje van de grafiek (png)", EN: "Picture of the chart (png)"}, "image/png"},
	{report.JSON, nil, bot.Phrase{NL: "JSON, voor programma's (json)", EN: "JSON, for programs (json)"}, "application/json"},
}

// formatOf finds the format that somebody named.
func formatOf(word string) (f report.Format, media string, ok bool) {
	word = strings.ToLower(strings.TrimSpace(word))
	for _, k := range formats {
		if string(k.format) == word || slices.Contains(k.also, word) {
			return k.format, k.media, true
		}
	}
	return "", "", false
}

// typedExport sends a file, and asks which poll or which kind of file where
// that was not said.
func (p *Poll) typedExport(ctx context.Context, c *bot.Command) (bot.Reply, error) {
	id, format, _ := strings.Cut(strings.TrimSpace(c.Text), " ")
	if _, _, ok := formatOf(c.Text); ok { // a format alone
		id, format = "", c.Text
	}
	if id == "" {
		return p.whichPoll(ctx, &c.Origin, strings.TrimSpace(format))
	}
	x, err := p.readable(ctx, id, &c.Origin)
	if noPoll(err) && format == "" && len(id) != idLength {
		return bot.Reply{}, &bot.Problem{Say: textNeitherNumber.With(bot.Args{"typed": bot.Plain(id)})}
	}
	if err != nil {
		return bot.Reply{}, err
	}
	if strings.TrimSpace(format) == "" {
		return bot.Reply{Private: formatMenu(x, &c.Origin)}, nil
	}
	return p.export(ctx, x, format, &c.Origin)
}

// readable returns a closed poll whose result this person may download: its
// maker, advisers, and whoever looks after the bot. To others it is not there.
func (p *Poll) readable(ctx context.Context, id string, o *bot.Origin) (*poll, error) {
	x, err := p.read(ctx, strings.ToLower(strings.Trim(strings.TrimSpace(id), "<>")))
	switch {
	case err != nil:
		return nil, err
	case !looksAfter(x, o) && (!slices.Contains(o.Roles, bot.Adviser) || x.State == store.PollDraft || x.State == store.PollWaiting):
		return nil, &bot.Problem{Say: textNoPoll}
	case x.State == store.PollOpen && !x.Closes.IsZero():
		return nil, &bot.Problem{Say: textExportOpen.With(bot.Args{"when": bot.Moment(x.Closes.In(p.opt.Zone))})}
	case x.State != store.PollClosed:
		return nil, &bot.Problem{Say: textNotClosed}
	}
	return x, nil
}

// mostRecent is how many polls are offered to choose from.
const mostRecent = 20

// whichPoll asks which of their closed polls somebody wants to download.
func (p *Poll) whichPoll(ctx context.Context, o *bot.Origin, format string) (bot.Reply, error) {
	menu := bot.Menu{Label: textWhichPoll, Action: "poll.which", Value: format}
	err := p.opt.Store.Read(ctx, func(r *store.Reader) error {
		own, err := store.PollsOf(r, string(o.Platform), string(o.From.ID), 200)
		if err != nil {
			return err
		}
		for _, raw := range own {
			if raw.State != store.PollClosed || len(menu.Options) == mostRecent {
				continue
			}
			x, err := decode(r, raw)
			if err != nil {
				return err
			}
			menu.Options = append(menu.Options, bot.Option{Label: x.option(p), Value: x.ID})
		}
		return nil
	})
	if err != nil {
		return bot.Reply{}, err
	}
	if len(menu.Options) == 0 {
		return bot.Reply{}, &bot.Problem{Say: textNoneClosed}
	}
	return bot.Reply{Private: bot.Say(bot.Para{Text: textWhichExport}, menu)}, nil
}

// option is a poll in a menu: when it closed, and the beginning of its question.
func (x *poll) option(p *Poll) bot.Text {
	title := bot.Text(bot.Plain(x.ID))
	if len(x.spec.Questions) > 0 {
		title = textStandardQuestion
		if typed := x.spec.Questions[0].Text; strings.TrimSpace(typed) != "" {
			title = short(typed, 40)
		}
	}
	return textPollOption.With(bot.Args{"date": bot.Date(x.Closed.In(p.opt.Zone)), "question": title})
}

func (p *Poll) pressWhich(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	x, err := p.readable(ctx, e.Choice, &e.Origin)
	if err != nil {
		return bot.Reply{}, err
	}
	if _, _, ok := formatOf(e.Value); ok {
		return p.export(ctx, x, e.Value, &e.Origin)
	}
	return bot.Reply{Private: formatMenu(x, &e.Origin)}, nil
}

func (p *Poll) pressDownload(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	x, err := p.readable(ctx, e.Value, &e.Origin)
	if err != nil {
		return bot.Reply{}, err
	}
	return bot.Reply{Private: formatMenu(x, &e.Origin)}, nil
}

// formatMenu asks which kind of file. Whoever looks after the bot can also tell
// what will be done with the result: the maker may have left.
func formatMenu(x *poll, o *bot.Origin) *bot.Message {
	menu := bot.Menu{Label: textWhichFormat, Action: "poll.export", Value: x.ID}
	for _, f := range formats {
		menu.Options = append(menu.Options, bot.Option{Label: f.label, Value: string(f.format)})
	}
	m := bot.Say(bot.Para{Text: textExportOf.With(bot.Args{"question": x.subject()})}, menu)
	if looksAfter(x, o) && !mine(o, x) {
		m.Blocks = append(m.Blocks, bot.Buttons{x.followUpButton()})
	}
	return m
}

func (p *Poll) pressExport(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	x, err := p.readable(ctx, e.Value, &e.Origin)
	if err != nil {
		return bot.Reply{}, err
	}
	return p.export(ctx, x, e.Choice, &e.Origin)
}

// export sends a file to this person alone. Names are in it only for who looks
// after the poll: in the channel they were shown to those who are in it.
func (p *Poll) export(ctx context.Context, x *poll, word string, o *bot.Origin) (bot.Reply, error) {
	format, media, ok := formatOf(word)
	if !ok {
		m := formatMenu(x, o)
		m.Blocks[0] = bot.Para{Text: textNoFormat.With(bot.Args{"format": bot.Plain(word)})}
		return bot.Reply{Private: m}, nil
	}
	out, err := outcomeOf(x)
	if err != nil {
		return bot.Reply{}, err
	}
	if out.Withheld != "" {
		return bot.Reply{}, &bot.Problem{Say: x.headline(out, p.opt.Rules)}
	}
	var rep report.Poll
	err = p.opt.Store.Read(ctx, func(r *store.Reader) error {
		rep, err = Report(r, x.ID, p.opt.Zone, p.opt.Rules)
		return err
	})
	if err != nil {
		return bot.Reply{}, err
	}
	names := len(rep.Named) > 0
	if !looksAfter(x, o) {
		rep.Named, rep.Reach = nil, nil
	}
	var file bytes.Buffer
	if err := rep.Write(&file, format, o.Lang); err != nil {
		var problem *bot.Problem
		if errors.As(err, &problem) { // nothing can be drawn of it
			return bot.Reply{}, problem
		}
		return bot.Reply{}, fmt.Errorf("export poll %s: %w", x.ID, err)
	}
	m := bot.Say(bot.Para{Text: textExported.With(bot.Args{"question": x.subject()})},
		bot.File{Name: rep.FileName(format), Type: media, Data: file.Bytes()})
	switch {
	case names && len(rep.Named) == 0:
		m.Blocks = append(m.Blocks, bot.Note{Text: textExportNoNames})
	case names && format != report.PNG:
		m.Blocks = append(m.Blocks, bot.Note{Text: textExportNames.With(bot.Args{"when": bot.Date(x.Closed.Add(p.opt.NamesFor).In(p.opt.Zone))})})
	case x.waiting(out):
		m.Blocks = append(m.Blocks, bot.Note{Text: textOpenWaiting})
	}
	return bot.Reply{Private: m}, nil
}

// waiting tells whether open answers wait for the look of a colleague.
func (x *poll) waiting(out survey.Outcome) bool {
	if x.extra.Reviewed || x.spec.Mode == survey.Named {
		return false
	}
	return slices.ContainsFunc(out.Questions, func(q survey.QuestionOutcome) bool { return q.Texts })
}
