package report

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
)

// A workbook is the XLSX file while it is made. Words are always stored as
// words: nothing in it is a formula.
type workbook struct {
	*excelize.File
	lang                               bot.Lang
	head, words, number, share, figure int // styles
	date, bold                         int
	errs                               []error
}

// writeXLSX makes sheets with the result, the reach, with names the answers per
// person, and what the poll was.
func (p Poll) writeXLSX(w io.Writer, l bot.Lang) (err error) {
	b := &workbook{File: excelize.NewFile(), lang: l}
	defer func() { err = errors.Join(err, b.Close()) }()
	b.styles()
	b.keep(b.SetSheetName("Sheet1", b.say(textSheetResult)))
	p.sheetResult(b)
	if len(p.Reach) > 0 {
		p.sheetReach(b)
	}
	if p.withNames() && len(p.Named) > 0 {
		p.sheetPeople(b)
	}
	p.sheetAbout(b)
	tag, stamp := "nl-NL", p.Closed.UTC().Format(time.RFC3339)
	if l == bot.EN {
		tag = "en-GB"
	}
	b.keep(b.SetDocProps(&excelize.DocProperties{
		Creator: "Wegwijs", LastModifiedBy: "Wegwijs", Created: stamp, Modified: stamp, Language: tag, Identifier: p.ID,
		Title:       printable(words(textDocTitle.With(bot.Args{"question": p.title()}), l)),
		Description: words(textDocWhat, l),
	}))
	if err := errors.Join(b.errs...); err != nil {
		return fmt.Errorf("the workbook cannot be made: %w", err)
	}
	_, err = b.WriteTo(w)
	return err
}

// title is the question, or the first of several.
func (p Poll) title() bot.Text {
	if len(p.Spec.Questions) == 0 {
		return bot.Plain(p.ID)
	}
	return p.Spec.Questions[0].Title()
}

func (b *workbook) keep(err error) {
	if err != nil {
		b.errs = append(b.errs, err)
	}
}

func (b *workbook) say(t bot.Text) string { return words(t, b.lang) }

func (b *workbook) styles() {
	style := func(s excelize.Style) int {
		id, err := b.NewStyle(&s)
		b.keep(err)
		return id
	}
	top := &excelize.Alignment{Vertical: "top", WrapText: true}
	right := &excelize.Alignment{Vertical: "top", Horizontal: "right", WrapText: true}
	format := func(s string) *string { return &s }
	b.head = style(excelize.Style{
		Font:      &excelize.Font{Bold: true, Color: "FFFFFF"},
		Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"154273"}},
		Alignment: &excelize.Alignment{Vertical: "center", WrapText: true},
	})
	b.words = style(excelize.Style{Alignment: top, NumFmt: 49}) // text, so that mending a cell makes no formula or date of it
	b.number = style(excelize.Style{Alignment: right, NumFmt: 3})
	b.share = style(excelize.Style{Alignment: right, CustomNumFmt: format("0.0%")})
	b.figure = style(excelize.Style{Alignment: right, CustomNumFmt: format("0.00")})
	b.date = style(excelize.Style{Alignment: &excelize.Alignment{Vertical: "top", Horizontal: "left"}, CustomNumFmt: format("dd-mm-yyyy")})
	b.bold = style(excelize.Style{Alignment: top, Font: &excelize.Font{Bold: true}})
}

// cell is a value with its style.
func (b *workbook) cell(x cell) any {
	switch x := x.(type) {
	case text:
		return excelize.Cell{StyleID: b.words, Value: printable(string(x))}
	case whole:
		return excelize.Cell{StyleID: b.number, Value: int(x)}
	case fine:
		return excelize.Cell{StyleID: b.figure, Value: float64(x)}
	case percent:
		return excelize.Cell{StyleID: b.share, Value: float64(x)}
	case day:
		return excelize.Cell{StyleID: b.date, Value: civil(time.Time(x))}
	}
	return nil
}

// civil is the day alone: a sheet knows no zones.
func civil(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

// A sheet is written from the top down.
type sheet struct {
	*workbook
	*excelize.StreamWriter
	row int
}

// sheet begins one with a header that stays in sight, beside so many columns.
func (b *workbook) sheet(name string, widths []float64, heads []string, beside int) *sheet {
	_, err := b.NewSheet(name)
	b.keep(err)
	w, err := b.NewStreamWriter(name)
	if err != nil {
		b.keep(err)
		return nil
	}
	s := &sheet{b, w, 0}
	for i, width := range slices.Backward(widths) { // each is written before what is there, and Excel wants them in order
		b.keep(w.SetColWidth(i+1, i+1, width))
	}
	corner, err := excelize.CoordinatesToCellName(beside+1, 2)
	b.keep(err)
	pane := "bottomLeft"
	if beside > 0 {
		pane = "bottomRight"
	}
	b.keep(w.SetPanes(&excelize.Panes{Freeze: true, XSplit: beside, YSplit: 1, TopLeftCell: corner, ActivePane: pane}))
	line := make([]any, len(heads))
	for i, h := range heads {
		line[i] = excelize.Cell{StyleID: b.head, Value: h}
	}
	s.line(line)
	return s
}

func (s *sheet) line(cells []any) {
	s.row++
	s.keep(s.SetRow(fmt.Sprintf("A%d", s.row), cells))
}

func (p Poll) sheetResult(b *workbook) {
	columns := p.columns()[3:] // what the poll was has a sheet of its own
	if p.withNames() {         // so have the answers of each person
		for i, c := range columns {
			if c.head == textColName {
				columns = append(columns[:i], columns[i+1:]...)
				break
			}
		}
	}
	widths, heads := make([]float64, len(columns)), make([]string, len(columns))
	for i, c := range columns {
		widths[i], heads[i] = c.width, b.say(c.head)
	}
	s := b.sheet(b.say(textSheetResult), widths, heads, 0)
	if s == nil {
		return
	}
	t := &table{lang: b.lang, named: p.withNames()}
	p.addResults(t)
	for _, r := range t.rows {
		line := make([]any, len(columns))
		for i, c := range columns {
			line[i] = b.cell(c.of(r))
		}
		s.line(line)
	}
	b.keep(s.Flush())
}

func (p Poll) sheetReach(b *workbook) {
	s := b.sheet(b.say(textSheetReach), []float64{32, 14, 14, 14, 44},
		[]string{b.say(textColChannel), b.say(textColAnswered), b.say(textColAsked), b.say(textColRate), b.say(textColNote)}, 0)
	if s == nil {
		return
	}
	t := &table{lang: b.lang}
	p.addReach(t)
	for _, r := range t.rows {
		s.line([]any{b.cell(r.channel), b.cell(r.answered), b.cell(r.asked), b.cell(r.all), nil})
	}
	answered, part := p.took(t)
	var note cell
	if p.Outcome.Low {
		note = t.say(textLow)
	}
	s.line([]any{b.cell(t.say(textTotal)), b.cell(answered), b.cell(whole(p.Outcome.Asked)), b.cell(part), b.cell(note)})
	b.keep(s.Flush())
}

// sheetPeople has a row per person and a column per question. What somebody did
// not answer is an empty cell.
func (p Poll) sheetPeople(b *workbook) {
	widths, heads := []float64{28}, []string{b.say(textColName)}
	choices := make([][]string, len(p.Spec.Questions))
	for i, q := range p.Spec.Questions {
		widths = append(widths, 36)
		heads = append(heads, printable(b.say(q.Title())))
		for _, label := range choicesOf(q, p.outcome(i)) {
			choices[i] = append(choices[i], b.say(label))
		}
	}
	s := b.sheet(b.say(textSheetPeople), widths, heads, 1)
	if s == nil {
		return
	}
	line := make([]any, len(heads))
	for _, who := range p.Named {
		line[0] = b.cell(text(who.Name))
		for i, q := range p.Spec.Questions {
			line[i+1] = b.cell(given(q, choices[i], who.answer(i)))
		}
		s.line(line)
	}
	b.keep(s.Flush())
}

// given is an answer in one cell.
func given(q survey.Question, choices []string, a *survey.Answer) cell {
	if a == nil {
		return nil
	}
	if q.Kind == survey.Open {
		return text(a.Text)
	}
	if len(a.Choices) == 1 && q.Kind != survey.Mood {
		if v, ok := q.Value(a.Choices[0]); ok {
			return whole(v)
		}
	}
	var all []string
	for place, c := range a.Choices {
		if c < 0 || c >= len(choices) {
			continue
		}
		if q.Kind == survey.Rank {
			all = append(all, fmt.Sprintf("%d. %s", place+1, choices[c]))
			continue
		}
		all = append(all, choices[c])
	}
	return text(strings.Join(all, "\n"))
}

func (p Poll) sheetAbout(b *workbook) {
	s := b.sheet(b.say(textSheetAbout), []float64{34, 80}, []string{b.say(textSheetAbout), printable(b.say(p.title()))}, 0)
	if s == nil {
		return
	}
	t := &table{lang: b.lang}
	pair := func(name bot.Text, x cell) {
		if x == nil || x == text("") {
			return
		}
		s.line([]any{excelize.Cell{StyleID: b.bold, Value: b.say(name)}, b.cell(x)})
	}
	pair(textColPoll, text(p.ID))
	for i, q := range p.Spec.Questions {
		pair(bot.Join(textColQuestion, bot.Plain(" "), bot.Number(i+1)), t.say(q.Title()))
	}
	pair(textAboutMode, t.say(modeText(p.Spec.Mode)))
	pair(textColOpened, date(p.Opened))
	pair(textColClosed, date(p.Closed))
	answered, part := p.took(t)
	pair(textColAsked, whole(p.Outcome.Asked))
	pair(textColAnswered, answered)
	pair(textColRate, part)
	if p.Outcome.Low {
		pair(textAboutNote, text(b.say(textLow)))
	}
	pair(textAboutMargin, text(b.say(textAboutMargin2)))
	pair(textAboutFollow, text(p.FollowUp))
	b.keep(s.Flush())
}
