package paper

import (
	"strconv"
	"strings"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/office"
)

// mostWithoutContents is from how many topics on a document has a table of
// contents: shorter ones are read in one look.
const mostWithoutContents = 15

// document is an agenda as a document: its head, a table with the clock, and what
// there is to read per topic.
func (a Agenda) document() office.Document {
	l := a.Lang
	if a.View == Receipt {
		return a.receipt()
	}
	d := office.Document{
		Title: words(textTitle.With(bot.Args{"committee": bot.Plain(a.Committee)}), l), Subject: a.span(), Author: a.author(), Lang: tagOf(l), Created: a.created(),
		Header: words(textHeader.With(bot.Args{"committee": bot.Plain(oneLine(a.Committee)), "date": bot.Date(a.Start)}), l),
		Footer: a.footer(),
	}
	b := &body{lang: l, blocks: []office.Block{a.head()}}
	if a.Cancelled {
		b.lead(textCancelled)
	}
	switch {
	case a.View == Chair:
		b.lead(textForChair)
	case a.View == Public:
		b.small(textForPublic)
	case a.anyClosed():
		b.lead(textForMembers)
	}
	if len(a.Items) > mostWithoutContents {
		b.add(office.Contents{Title: words(textContents, l)})
	}
	b.heading(1, words(textInShort, l))
	if len(a.Items) == 0 {
		b.para(words(textNothing, l))
	} else {
		b.add(a.overview())
	}
	if len(a.Changes) > 0 {
		b.heading(1, words(textChanges, l))
		b.list(a.Changes)
	}
	first := true
	for _, x := range a.Items {
		if !x.more() {
			continue
		}
		if first {
			first = false
			b.heading(1, words(textPerItem, l))
		}
		b.item(x)
	}
	if len(a.Members) > 0 {
		b.heading(1, words(textMembersTable, l))
		b.add(seatsTable(a.Members, l))
	}
	d.Body = b.blocks
	return d
}

// receipt is what who brought a topic can keep: what they sent, and what happened
// to it.
func (a Agenda) receipt() office.Document {
	l, number := a.Lang, ""
	if len(a.Items) == 1 {
		number = a.Items[0].Number
	}
	title := words(textReceiptOf.With(bot.Args{"number": bot.Plain(number)}), l)
	d := office.Document{Title: strings.TrimSpace(title), Subject: a.Committee, Author: a.author(), Lang: tagOf(l), Created: a.created(),
		Header: oneLine(a.Committee) + "\t" + strings.TrimSpace(title)}
	b := &body{lang: l}
	rows := [][]office.Cell{labelled(words(textCommittee, l), plain(a.Committee))}
	if !a.Start.IsZero() {
		rows = append(rows, labelled(words(colMeeting, l), plain(a.span())))
	}
	for _, x := range a.Items {
		if !x.Brought.IsZero() {
			rows = append(rows, labelled(words(textBrought, l), plain(words(bot.Moment(x.Brought), l))))
		}
		if x.State != "" {
			rows = append(rows, labelled(words(colState, l), plain(word(stateWords, x.State, l))))
		}
	}
	b.add(office.Table{Plain: true, Widths: []int{3, 10}, Rows: rows})
	for _, x := range a.Items {
		b.item(x)
		if len(x.Moves) > 0 {
			b.heading(2, words(textMoves, l))
			var lines []string
			for _, m := range x.Moves {
				lines = append(lines, m.line(l))
			}
			b.list(lines)
		}
	}
	d.Body = b.blocks
	return d
}

func (m Move) line(l bot.Lang) string {
	who := m.Who
	if who == "" {
		who = words(textBot, l)
	}
	line := words(bot.Moment(m.At), l) + ": " + word(actionWords, m.Action, l) + " (" + oneLine(who) + ")"
	if m.Reason != "" {
		line += ": " + m.Reason
	}
	return line
}

// head is the block of facts that an agenda begins with.
func (a Agenda) head() office.Table {
	l := a.Lang
	rows := [][]office.Cell{labelled(words(textDate, l), plain(a.span()))}
	add := func(label bot.Text, runs []office.Run) {
		if len(runs) > 0 {
			rows = append(rows, labelled(words(label, l), runs))
		}
	}
	add(textPlace, linked(a.Place))
	add(textChair, plain(a.Chair))
	add(textSecretary, plain(a.Secretary))
	add(textApologies, plain(strings.Join(a.Apologies, "\n")))
	add(textVersion, plain(a.version()))
	return office.Table{Plain: true, Widths: []int{3, 10}, Rows: rows}
}

// span is "dinsdag 12 januari 2027, 9.00–11.00 uur".
func (a Agenda) span() string {
	if a.Start.IsZero() {
		return ""
	}
	return words(textSpan.With(bot.Args{"day": bot.Day(a.Start), "from": clock(a.Start, a.Lang), "to": clock(a.End, a.Lang)}), a.Lang)
}

func (a Agenda) status() bot.Text {
	if a.Final {
		return textFinal
	}
	return textConcept
}

// version is "2, concept, verstuurd op …".
func (a Agenda) version() string {
	if a.Version == 0 {
		return words(textNotSent, a.Lang)
	}
	args := bot.Args{"n": bot.Plain(strconv.Itoa(a.Version)), "status": a.status(), "when": bot.Moment(a.Sent)}
	if a.Sent.IsZero() {
		return words(textVersionIs.With(args), a.Lang)
	}
	return words(textVersionSent.With(args), a.Lang)
}

func (a Agenda) footer() string {
	if a.Version == 0 {
		return words(textNotSent, a.Lang)
	}
	return words(textFooterV.With(bot.Args{"n": bot.Plain(strconv.Itoa(a.Version)), "status": a.status()}), a.Lang)
}

func (a Agenda) author() string {
	if a.Secretary != "" {
		return a.Secretary
	}
	return a.Committee
}

// created is when the document is from. It is no reading of a clock: the same
// agenda gives the same bytes.
func (a Agenda) created() time.Time {
	for _, t := range []time.Time{a.Sent, a.Made, a.Start} {
		if !t.IsZero() {
			return t
		}
	}
	return time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
}

func (a Agenda) anyClosed() bool {
	for _, x := range a.Items {
		if x.MembersOnly {
			return true
		}
	}
	return false
}

// overview is the agenda as a table with the running clock.
func (a Agenda) overview() office.Table {
	l := a.Lang
	t := office.Table{
		Head:   []string{words(colNr, l), words(colTopic, l), words(colNature, l), words(colFrom, l), words(colTime, l)},
		Widths: []int{5, 23, 14, 14, 16},
	}
	for _, x := range a.Items {
		t.Rows = append(t.Rows, []office.Cell{
			{Runs: plain(x.Nr)},
			{Runs: plain(x.title(l)), Head: true},
			{Runs: plain(word(natureWords, x.Nature, l))},
			{Runs: plain(x.from(l))},
			{Runs: plain(x.times(l))},
		})
	}
	return t
}

// title is the topic, marked in words when it is for members only.
func (x Item) title(l bot.Lang) string {
	if x.MembersOnly {
		return oneLine(x.Title) + " (" + words(textOnlyMembers, l) + ")"
	}
	return oneLine(x.Title)
}

// from is who brought a topic to the committee: "Max de Vries (FIN)".
func (x Item) from(l bot.Lang) string {
	member, department := oneLine(x.Member), oneLine(x.Department)
	switch {
	case member == "":
		return department
	case department == "":
		return member
	}
	return words(textOnBehalf.With(bot.Args{"member": bot.Plain(member), "department": bot.Plain(department)}), l)
}

// times is "9.00–9.15, 15 min": on one line, so that an agenda fits on a page.
func (x Item) times(l bot.Lang) string {
	var parts []string
	switch {
	case x.Start.IsZero():
	case !x.End.After(x.Start):
		parts = append(parts, words(clock(x.Start, l), l))
	default:
		parts = append(parts, words(textTimeSpan.With(bot.Args{"from": clock(x.Start, l), "to": clock(x.End, l)}), l))
	}
	if x.Minutes > 0 {
		parts = append(parts, words(textMinutes.With(bot.Args{"n": bot.Plain(strconv.Itoa(x.Minutes))}), l))
	}
	return strings.Join(parts, ", ")
}

// more tells whether there is more to read of a topic than its line in the table.
func (x Item) more() bool {
	return x.Ask != "" || x.Explain != "" || x.Speaker != "" || len(x.Documents) > 0 || x.Annotation != "" || x.Outcome != "" || x.Advice != ""
}

// advice is "gevraagd, aan CRC".
func (x Item) advice(l bot.Lang) string {
	asked := x.Advice == "asked"
	switch {
	case x.Advice == "":
		return ""
	case x.AdviceTo == "" && asked:
		return words(textIsAsked, l)
	case x.AdviceTo == "":
		return words(textIsUnasked, l)
	case asked:
		return words(textAdviceAsked.With(bot.Args{"to": bot.Plain(x.AdviceTo)}), l)
	}
	return words(textAdviceUn.With(bot.Args{"to": bot.Plain(x.AdviceTo)}), l)
}

// line is a document in a line: "5.1 Notitie, versie 2 (per mail)".
func (d Document) line(l bot.Lang) []office.Run {
	var runs []office.Run
	if d.Nr != "" {
		runs = append(runs, office.Run{Text: d.Nr + " "})
	}
	title := oneLine(d.Title)
	if title == "" {
		title = d.Link
	}
	runs = append(runs, office.Run{Text: title, Link: d.Link})
	rest := ""
	if d.Version != "" {
		rest = ", " + words(textDocVersion.With(bot.Args{"version": bot.Plain(oneLine(d.Version))}), l)
	}
	if access := word(accessWords, d.Access, l); access != "" {
		rest += " (" + access + ")"
	}
	return append(runs, office.Run{Text: rest})
}

func seatsTable(seats []Seat, l bot.Lang) office.Table {
	t := office.Table{Head: []string{words(colDepartment, l), words(colMember, l), words(colDeputy, l)}, Widths: []int{2, 5, 5}}
	for _, s := range seats {
		t.Rows = append(t.Rows, []office.Cell{{Runs: plain(s.Department), Head: true}, {Runs: plain(s.Name)}, {Runs: plain(s.Deputy)}})
	}
	return t
}

// clock is "9.00" in Dutch and "09:00" in English.
func clock(t time.Time, l bot.Lang) bot.Text {
	if l == bot.EN {
		return bot.Plain(t.Format("15:04"))
	}
	return bot.Plain(strconv.Itoa(t.Hour()) + t.Format(".04"))
}

// word is what a word of the data is called; one that has no name is shown as it is.
func word(names map[string]bot.Phrase, key string, l bot.Lang) string {
	if p, ok := names[key]; ok {
		return words(p, l)
	}
	return key
}

func tagOf(l bot.Lang) string {
	if l == bot.EN {
		return "en-GB"
	}
	return "nl-NL"
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
