package paper

import (
	"strings"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/office"
)

// A grid is what a sheet and a CSV file hold: a header and rows, with days and
// numbers as what they are.
type grid struct {
	name    string
	columns []gridColumn
	rows    [][]office.Value
}

type gridColumn struct {
	title bot.Phrase
	width int
	kind  office.Kind
}

var (
	column  = func(title bot.Phrase, width int) gridColumn { return gridColumn{title, width, office.Text} }
	wrapped = func(title bot.Phrase, width int) gridColumn { return gridColumn{title, width, office.Wrap} }
	number  = func(title bot.Phrase) gridColumn { return gridColumn{title, 10, office.Number} }
	dated   = func(title bot.Phrase) gridColumn { return gridColumn{title, 12, office.Date} }
)

func (g grid) sheet(l bot.Lang) office.Sheet {
	s := office.Sheet{Name: g.name, Rows: g.rows}
	for _, c := range g.columns {
		s.Columns = append(s.Columns, office.Column{Title: words(c.title, l), Width: c.width, Kind: c.kind})
	}
	return s
}

func (a Agenda) workbook() office.Workbook {
	l := a.Lang
	b := office.Workbook{Title: words(textTitle.With(bot.Args{"committee": bot.Plain(a.Committee)}), l), Author: a.author(), Lang: tagOf(l), Created: a.created()}
	if !a.Start.IsZero() {
		b.Title += ", " + words(bot.Date(a.Start), l)
	}
	b.Sheets = append(b.Sheets, a.sheet().sheet(l))
	if docs := a.documents(); len(docs.rows) > 0 {
		b.Sheets = append(b.Sheets, docs.sheet(l))
	}
	return b
}

// sheet is an agenda as rows.
func (a Agenda) sheet() grid {
	g := grid{name: words(textInShort, a.Lang)}
	annotated := a.View == Chair
	for _, x := range a.Items {
		row := []office.Value{
			x.Nr, x.Number, x.Title, word(natureWords, x.Nature, a.Lang), x.Ask, x.Explain, x.Department, x.Member, x.Requester, x.Speaker,
			positive(x.Minutes), clockValue(x.Start), clockValue(x.End), x.documents(a.Lang), yesOnly(x.MembersOnly, a.Lang), x.advice(a.Lang), x.Principle, x.Outcome,
		}
		if annotated {
			row = append(row, x.Annotation)
		}
		g.rows = append(g.rows, row)
	}
	g.columns = []gridColumn{
		column(colNr, 6), column(colNumber, 15), wrapped(colTopic, 40), column(colNature, 20), wrapped(colAsk, 45), wrapped(colExplain, 55), column(colDepartment, 13),
		column(colMember, 22), column(colRequester, 22), column(colSpeaker, 22), number(colMinutes), column(colBegin, 8), column(colEnd, 8), wrapped(colDocuments, 45),
		column(colOnly, 17), column(colAdvice, 20), column(colPrinciple, 14), wrapped(colOutcome, 45),
	}
	if annotated {
		g.columns = append(g.columns, wrapped(textAnnotation, 45))
	}
	return g
}

// documents is a row for every document, with the topic it belongs to.
func (a Agenda) documents() grid {
	g := grid{name: words(colDocuments, a.Lang), columns: []gridColumn{
		column(colNr, 6), wrapped(colText, 45), column(textVersion, 10), column(colAccess, 18), wrapped(colLink, 50), wrapped(colTopic, 40),
	}}
	for _, x := range a.Items {
		for _, d := range x.Documents {
			g.rows = append(g.rows, []office.Value{d.Nr, d.Title, d.Version, word(accessWords, d.Access, a.Lang), d.Link, x.Title})
		}
	}
	return g
}

// documents are those of a topic, one on a line.
func (x Item) documents(l bot.Lang) string {
	var lines []string
	for _, d := range x.Documents {
		var line strings.Builder
		for _, r := range d.line(l) {
			line.WriteString(r.Text)
		}
		if d.Link != "" && d.Title != "" {
			line.WriteString(" " + d.Link)
		}
		lines = append(lines, line.String())
	}
	return strings.Join(lines, "\n")
}

func (l List) workbook() office.Workbook {
	b := office.Workbook{Title: words(textListTitles[l.Kind].With(bot.Args{"committee": bot.Plain(l.Committee)}), l.Lang), Author: l.Committee, Lang: tagOf(l.Lang), Created: l.created()}
	if l.Kind != Decisions {
		b.Sheets = append(b.Sheets, l.sheet().sheet(l.Lang))
		return b
	}
	for _, kind := range outcomeKinds {
		g := l.grid(kind)
		g.name = word(outcomesPlural, kind, l.Lang)
		b.Sheets = append(b.Sheets, g.sheet(l.Lang))
	}
	return b
}

// sheet is a list as rows: of decisions, actions and advice together when it has
// all of them.
func (l List) sheet() grid {
	name := words(textListNames[l.Kind], l.Lang)
	switch l.Kind {
	case LongList:
		g := l.longGrid()
		g.name = name
		return g
	case Moves:
		g := l.moves()
		g.name = name
		return g
	case Actions, Advices:
		kind := "action"
		if l.Kind == Advices {
			kind = "advice"
		}
		g := l.grid(kind)
		g.name = name
		return g
	}
	g := grid{name: name, columns: []gridColumn{
		column(colNr, 14), column(colKind, 10), wrapped(colText, 55), column(colOwner, 22), dated(colDue), column(colDone, 8), number(colPostponed), column(colTo, 12), column(colAsked, 14),
		column(colNumber, 15), wrapped(colTopic, 40), dated(colMeeting), column(colOnly, 17),
	}}
	for _, kind := range outcomeKinds {
		for _, o := range l.of(kind) {
			asked, done := "", ""
			if kind == "advice" {
				asked = askedWord(o.Asked, l.Lang)
			}
			if kind == "action" {
				done = yesNo(o.Done, l.Lang)
			}
			g.rows = append(g.rows, []office.Value{o.Number, word(outcomeWords, kind, l.Lang), o.text(l.Lang), o.Owner, o.dueValue(), done, positive(o.Postponed), o.To, asked,
				o.Item, o.Title, dayValue(o.Meeting), yesOnly(o.MembersOnly, l.Lang)})
		}
	}
	return g
}

// grid is one kind of outcomes as rows.
func (l List) grid(kind string) (g grid) {
	switch kind {
	case "action":
		g.columns = []gridColumn{column(colNr, 14), wrapped(colAction, 60), column(colOwner, 22), dated(colDue), column(colDone, 8), number(colPostponed)}
	case "advice":
		g.columns = []gridColumn{column(colNr, 14), wrapped(colAdvice, 60), column(colTo, 14), column(colAsked, 22)}
	default:
		g.columns = []gridColumn{column(colNr, 14), wrapped(colDecision, 70)}
	}
	g.columns = append(g.columns, column(colNumber, 15), wrapped(colTopic, 40), dated(colMeeting), column(colOnly, 17))
	for _, o := range l.of(kind) {
		row := []office.Value{o.Number, o.text(l.Lang)}
		switch kind {
		case "action":
			row[1] = o.Text // a column says whether it is done
			row = append(row, o.Owner, o.dueValue(), yesNo(o.Done, l.Lang), o.Postponed)
		case "advice":
			row = append(row, o.To, askedWord(o.Asked, l.Lang))
		}
		g.rows = append(g.rows, append(row, o.Item, o.Title, dayValue(o.Meeting), yesOnly(o.MembersOnly, l.Lang)))
	}
	return g
}

func (l List) longGrid() grid {
	g := grid{columns: []gridColumn{
		column(colNumber, 15), column(colKind, 18), wrapped(colTopic, 40), wrapped(colAsk, 50), wrapped(colExplain, 50), column(colNature, 20), column(colDepartment, 13), column(colMember, 22),
		column(colRequester, 22), column(colSpeaker, 22), number(colMinutes), dated(colBrought), column(colState, 24), number(colPostponed), wrapped(colDocuments, 45),
		column(colOnly, 17), column(colAdvice, 20), column(colPrinciple, 14),
	}}
	for _, x := range l.Items {
		g.rows = append(g.rows, []office.Value{x.Number, word(kindWords, x.Kind, l.Lang), x.Title, x.Ask, x.Explain, word(natureWords, x.Nature, l.Lang), x.Department, x.Member,
			x.Requester, x.Speaker, positive(x.Minutes), dayValue(x.Brought), word(stateWords, x.State, l.Lang), positive(x.Postponed), x.documents(l.Lang),
			yesOnly(x.MembersOnly, l.Lang), x.advice(l.Lang), x.Principle})
	}
	return g
}

// moves is a row for everything that was done with an item.
func (l List) moves() grid {
	g := grid{columns: []gridColumn{column(colNumber, 15), wrapped(colTopic, 40), column(colWhen, 22), column(colOwner, 30), column(colMove, 28), wrapped(colReason, 60)}}
	for _, x := range l.Items {
		for _, m := range x.Moves {
			who := m.Who
			if who == "" {
				who = words(textBot, l.Lang)
			}
			g.rows = append(g.rows, []office.Value{x.Number, x.Title, m.At.Format(time.RFC3339), who, word(actionWords, m.Action, l.Lang), m.Reason})
		}
	}
	return g
}

// dueValue is a day where it is one, else what was written.
func (o Outcome) dueValue() office.Value {
	if t, err := time.Parse(time.DateOnly, o.Due); err == nil {
		return t
	}
	if o.Due == "" {
		return nil
	}
	return o.Due
}

func dayValue(t time.Time) office.Value {
	if t.IsZero() {
		return nil
	}
	return t
}

func clockValue(t time.Time) office.Value {
	if t.IsZero() {
		return nil
	}
	return t.Format("15:04")
}

func positive(n int) office.Value {
	if n <= 0 {
		return nil
	}
	return n
}

func yesOnly(yes bool, l bot.Lang) string {
	if yes {
		return words(textYes, l)
	}
	return ""
}
