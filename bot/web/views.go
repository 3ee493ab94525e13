package web

import (
	"context"
	"fmt"
	"html"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"wegwijs/bot"
)

const (
	mostTalks   = 200 // on one page; older ones are behind a link
	mostAnswers = 30  // of one thread in its channel; all are behind a link
)

// A talk is a message with the answers under it.
type talk struct {
	reader
	Root    *messageView
	Answers []*messageView
	Count   int    // how many answers there are in all, when some are not shown
	Day     string // a heading above it; empty when it is the same day as the one before
}

// Hidden tells whether some answers are not shown.
func (t *talk) Hidden() bool { return t.Count > 0 }

// A messageView is a message as one reader sees it.
type messageView struct {
	reader
	ID                 int64
	Root               int64
	Changed            int64
	Ours               bool
	Author, Initials   string
	Hue                int
	Stamp, Clock, Full string
	Private            bool
	Edited, Gone       bool
	Words              bot.Lang // of its content
	Text               string
	Blocks             []blockView
	CanAnswer          bool
	day                string
}

// A blockView is a block of a message as one reader sees it.
type blockView struct {
	reader
	block
	Message int64
	Changed int64
	At      int // which block of its message
}

// Size is how much there is to download.
func (b blockView) Amount() string { return size(b.Size, b.Lang) }

func (w *Web) reader(who bot.UserID, in, view string) reader {
	return reader{Lang: w.world.people[who].Lang, As: who, In: in, View: view, zone: w.world.Zone}
}

func (w *Web) view(ctx context.Context, r reader, m *message) (*messageView, error) {
	at := m.at.In(r.zone)
	v := &messageView{
		reader: r, ID: m.id, Root: m.root, Changed: m.changed, Ours: m.ours(), Private: m.reader != "", Edited: m.edited, Gone: m.gone,
		Words: r.Lang, Text: m.text, Stamp: at.Format(time.RFC3339), Clock: at.Format("15.04"), Full: plain(bot.Moment(at), r.Lang), day: at.Format("2006-01-02"),
		CanAnswer: m.reader == "" && !m.gone,
	}
	if r.Lang == bot.EN {
		v.Clock = at.Format("15:04")
	}
	if m.ours() {
		v.Author, v.Initials, v.Words = plain(text("bot"), r.Lang), "W", m.lang
		for i, b := range m.blocks {
			v.Blocks = append(v.Blocks, blockView{r, b, m.id, m.changed, i})
		}
		return v, nil
	}
	v.Author, v.Hue = string(m.author), w.world.hue(m.author)
	if p, ok := w.world.people[m.author]; ok {
		v.Author, v.Words = p.Name, p.Lang
	} else if name, ok, err := w.chat.name(ctx, m.author); err != nil {
		return nil, err
	} else if ok {
		v.Author = name
	}
	v.Initials = initials(v.Author)
	return v, nil
}

// talks are the newest talks of a channel before a message (0: the newest of
// all), oldest first, and whether there are older ones.
func (w *Web) talks(ctx context.Context, r reader, channel bot.ChannelID, before int64) (all []*talk, older bool, err error) {
	where, args := `channel = $1 AND root = 0`, []any{string(channel)}
	if before > 0 {
		where, args = where+` AND id < $2`, append(args, before)
	}
	roots, err := w.chat.messages(ctx, r.As, where, `id DESC`, mostTalks+1, args...)
	if err != nil {
		return nil, false, err
	}
	older = len(roots) > mostTalks
	if older {
		roots = roots[:mostTalks]
	}
	day := ""
	for i := len(roots) - 1; i >= 0; i-- {
		t, err := w.talk(ctx, r, roots[i], mostAnswers)
		if err != nil {
			return nil, false, err
		}
		if t == nil {
			continue
		}
		if t.Root.day != day {
			day, t.Day = t.Root.day, w.heading(r, roots[i].at)
		}
		all = append(all, t)
	}
	return all, older, nil
}

// talk is one message with its newest answers; nil when nothing is left of it.
func (w *Web) talk(ctx context.Context, r reader, root *message, most int) (*talk, error) {
	answers, err := w.chat.messages(ctx, r.As, `channel = $1 AND root = $2 AND gone = 0`, `id DESC`, most+1, string(root.channel), root.id)
	if err != nil {
		return nil, err
	}
	t := &talk{reader: r}
	if len(answers) > most {
		answers = answers[:most]
		if err := w.chat.reads.QueryRowContext(ctx, `SELECT COUNT(*) FROM messages WHERE channel = $1 AND root = $2 AND gone = 0 AND (reader = '' OR reader = $3)`,
			string(root.channel), root.id, string(r.As)).Scan(&t.Count); err != nil {
			return nil, err
		}
	}
	if root.gone && len(answers) == 0 {
		return nil, nil
	}
	if t.Root, err = w.view(ctx, r, root); err != nil {
		return nil, err
	}
	for i := len(answers) - 1; i >= 0; i-- {
		v, err := w.view(ctx, r, answers[i])
		if err != nil {
			return nil, err
		}
		t.Answers = append(t.Answers, v)
	}
	return t, nil
}

// heading names a day above the first talk of that day.
func (w *Web) heading(r reader, at time.Time) string {
	at, now := at.In(r.zone), w.world.Clock.Now().In(r.zone)
	switch at.Format(time.DateOnly) {
	case now.Format(time.DateOnly):
		return plain(textToday, r.Lang)
	case now.AddDate(0, 0, -1).Format(time.DateOnly):
		return plain(textYesterday, r.Lang)
	}
	return plain(bot.Day(at), r.Lang)
}

// A formView is an open form as its reader sees it.
type formView struct {
	reader
	*openForm
	Cursor string
}

// A fieldView is one field of it.
type fieldView struct {
	reader
	sheetField
	Form  int64
	Typed []string
	Error string // HTML
}

// ID is the id of its input.
func (f fieldView) ID() string { return "f" + strconv.FormatInt(f.Form, 10) + "-" + f.Name }

// Described lists the elements that explain it.
func (f fieldView) Described() string {
	s := ""
	if f.HTML != "" {
		s = f.ID() + "-help"
	}
	if f.Error != "" {
		s = strings.TrimSpace(s + " " + f.ID() + "-error")
	}
	return s
}

// A pickView is one radio button or checkbox.
type pickView struct {
	ID, Type, Name, Value, Label string
	Chosen, Bad                  bool
}

// Pick is the i-th radio button or checkbox of a field.
func (f fieldView) Pick(i int, kind, value, label string) pickView {
	return pickView{f.ID() + "-" + strconv.Itoa(i), kind, f.Name, value, label, f.Has(value), f.Error != ""}
}

// None is the radio button that takes a choice back.
func (f fieldView) None() pickView {
	return pickView{f.ID() + "-none", "radio", f.Name, "", plain(text("no choice"), f.Lang), len(f.Typed) == 0, false}
}

// First is what one input shows.
func (f fieldView) First() string {
	if len(f.Typed) == 0 {
		return ""
	}
	return f.Typed[0]
}

// Rows is how high a text area is at first: what it holds can be read in it, up
// to a height that leaves the rest of the form in sight.
func (f fieldView) Rows() int {
	const least, most, across = 4, 18, 60 // about so many characters fit on a line
	n := 1
	for line := range strings.SplitSeq(f.First(), "\n") {
		n += 1 + utf8.RuneCountInString(line)/across
	}
	return min(max(n, least), most)
}

// short tells whether a cell of a table is best read on one line: a name, a time.
func short(cell string) bool {
	return !strings.Contains(cell, "<") && utf8.RuneCountInString(html.UnescapeString(cell)) <= 18
}

// Has tells whether an option is chosen.
func (f fieldView) Has(value string) bool {
	for _, v := range f.Typed {
		if v == value {
			return true
		}
	}
	return false
}

// Input says which input the field has.
func (f fieldView) Input() string {
	switch f.Kind {
	case bot.LongText:
		return "textarea"
	case bot.Choice:
		if len(f.Options) > 6 {
			return "select"
		}
		return "radio"
	case bot.Choices:
		return "checkbox"
	case bot.WholeNumber:
		return "number"
	case bot.DateOnly:
		return "date"
	case bot.DateTime:
		return "datetime-local"
	case bot.YesNo:
		return "yesno"
	}
	return "text"
}

// Fields are the fields with what was typed and what is wrong.
func (f formView) Fields() []fieldView {
	out := make([]fieldView, len(f.sheet.Fields))
	for i, x := range f.sheet.Fields {
		v := fieldView{reader: f.reader, sheetField: x, Form: f.id, Typed: x.Value}
		v.Lang = f.sheet.Lang
		if f.typed != nil {
			v.Typed = f.typed[x.Name]
		}
		for _, e := range f.errors {
			if e.Name == x.Name {
				v.Error = e.HTML
			}
		}
		out[i] = v
	}
	return out
}

// A wrong is one line of the summary of errors.
type wrong struct{ ID, Label, HTML string }

// Wrong is the summary: every error with the input it is about.
func (f formView) Wrong() []wrong {
	var out []wrong
	for _, e := range f.errors {
		line := wrong{HTML: e.HTML}
		for _, x := range f.Fields() {
			if x.Name == e.Name {
				line.ID, line.Label = x.ID(), x.Label
				switch x.Input() {
				case "radio", "checkbox", "yesno":
					line.ID += "-0"
				}
			}
		}
		out = append(out, line)
	}
	return out
}

func (f formView) ID() int64         { return f.id }
func (f formView) Revision() int64   { return f.revision }
func (f formView) Title() string     { return f.sheet.Title }
func (f formView) Submit() string    { return f.sheet.Submit }
func (f formView) Intro() string     { return f.sheet.HTML }
func (f formView) Words() bot.Lang   { return f.sheet.Lang }
func (f formView) WordsLang() reader { r := f.reader; r.Lang = f.sheet.Lang; return r }

// version tells two states of a form apart; "0" when none is open.
func (f *openForm) version() string {
	if f == nil {
		return "0"
	}
	return fmt.Sprintf("%d.%d", f.id, f.revision)
}
