package agenda

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
	"wegwijs/store"
)

// actionMail is the move that says that something went out by mail. It is not
// an action of an item: nothing about the item changes.
const actionMail = "mail"

// mostTo is how many bytes of an address a button carries.
const mostTo = 80

// byMail is what the secretary reads of a notice for somebody without an
// account here: the text to copy into a mail, in the language of who gets it,
// and what the secretary can do here for them.
func (a *Agenda) byMail(n notice, l *letter) *bot.Message {
	c, err := a.committee(n.Committee)
	if err != nil {
		return l.Message
	}
	name, email, lang := firstOf(n.To.Name, n.Who.Name), firstOf(n.To.Email, n.Who.Email), n.To.Lang
	if name == "" {
		name = email
	}
	if lang == "" {
		lang = a.opt.Lang
	}
	body := a.mailBody(c, l, name, hasAction(l.Message, "agenda.mandate") || n.Item != 0 && !n.Who.Zero(), lang)
	subject := l.Subject.In(lang, mailWords{})
	args := bot.Args{"name": bot.Plain(name), "email": bot.Plain(email)}
	intro := textMailTo
	if email == "" {
		intro = textMailNoAddress
	}
	m := bot.Say(bot.Para{Text: bot.Bold(intro.With(args))}, bot.Fields{{Label: textMailSubject, Value: bot.Plain(subject)}})
	for _, part := range body {
		m.Blocks = append(m.Blocks, bot.Para{Text: asTyped(part)})
	}
	for _, b := range l.Message.Blocks {
		if file, ok := b.(bot.File); ok {
			m.Blocks = append(m.Blocks, file)
		}
	}
	if to := mailLink(email, subject, body); bot.SafeURL(to) {
		m.Blocks = append(m.Blocks, bot.Para{Text: bot.Link(textMailOpen, to)})
	}
	about := []string{idText(n.Item)}
	for _, b := range l.Message.Blocks {
		// What the secretary can record in the name of who gets the mail.
		if menu, ok := b.(bot.Menu); ok && menu.Action == "agenda.mandate" {
			m.Blocks = append(m.Blocks, menu)
			about = nil
			for _, o := range menu.Options {
				about = append(about, o.Value)
			}
		}
	}
	if n.Item == 0 && about[0] == "0" {
		return m // it is about a meeting; there is no item to record it with
	}
	row := bot.Buttons{{Label: textMailed, Hint: textMailedHint.With(args), Action: "agenda.mailed", Style: bot.Primary,
		Value: fmt.Sprintf("%s/%d/%s", strings.Join(about, ","), n.Move, firstBytes(firstOf(email, name), mostTo))}}
	switch {
	case n.Item == 0:
	case !n.Who.Zero() && hasAction(l.Message, ""):
		row = append(row, bot.Button{Label: textDecideFor, Hint: textDecideForHint.With(args), Action: "agenda.mandate", Value: idText(n.Item)})
	case hasAction(l.Message, "agenda.reply"):
		row = append(row, bot.Button{Label: textReplyFor, Hint: textReplyForHint.With(args), Action: "agenda.replyfor", Value: idText(n.Item)})
	}
	return &bot.Message{Blocks: append(m.Blocks, row)}
}

// mailBody is a letter as plain paragraphs, with a salutation and who sends it.
// Buttons are not in it; where the letter asks for something, it asks for a mail:
// to decide, of somebody of a seat, or else to answer.
func (a *Agenda) mailBody(c committee.Committee, l *letter, name string, decides bool, lang bot.Lang) []string {
	in := func(t bot.Text) string { return t.In(lang, mailWords{}) }
	parts := []string{in(textMailDear.With(bot.Args{"name": bot.Plain(name)}))}
	for _, b := range l.Message.Blocks {
		if note, ok := b.(bot.Note); ok && strings.Contains(in(note.Text), "/"+c.Command) {
			continue // what can be typed here is of no use to them
		}
		if s := mailBlock(b, in); s != "" {
			parts = append(parts, s)
		}
	}
	if hasAction(l.Message, "") {
		answer := textMailAnswer
		if decides {
			answer = textMailDecide
		}
		parts = append(parts, in(answer))
	}
	return append(parts, in(textMailRegards)+"\n"+firstOf(c.Secretary.Name, in(textSecretary))+"\n"+in(textMailSecretary.With(bot.Args{"committee": bot.Plain(c.Name)})))
}

// mailBlock is one block as a mail says it; empty when a mail does not.
func mailBlock(b bot.Block, in func(bot.Text) string) string {
	var lines []string
	switch b := b.(type) {
	case bot.Para:
		if b.Text != nil {
			lines = append(lines, in(b.Text))
		}
		for i, t := range b.Items {
			mark := "- "
			if b.Numbered {
				mark = fmt.Sprintf("%d. ", i+1)
			}
			lines = append(lines, mark+in(t))
		}
	case bot.Fields:
		for _, p := range b {
			lines = append(lines, in(p.Label)+": "+in(p.Value))
		}
	case bot.Table:
		lines = append(lines, in(b.Caption))
		for _, row := range append([][]bot.Text{b.Head}, b.Rows...) {
			var cells []string
			for _, t := range row {
				cells = append(cells, in(t))
			}
			for len(cells) > 1 && cells[len(cells)-1] == string(none) {
				cells = cells[:len(cells)-1] // a mail has no columns to keep
			}
			lines = append(lines, strings.Join(cells, " | "))
		}
	case bot.Note:
		lines = append(lines, in(b.Text))
	case bot.Picture:
		lines = append(lines, in(b.Alt))
	case bot.File:
		lines = append(lines, in(textMailAttached.With(bot.Args{"file": bot.Plain(b.Name)})))
	}
	return strings.Join(lines, "\n")
}

// hasAction tells whether a message has a button with an action; "" is any.
func hasAction(m *bot.Message, action string) bool {
	for _, b := range m.Blocks {
		switch b := b.(type) {
		case bot.Buttons:
			for _, x := range b {
				if action == "" || x.Action == action {
					return true
				}
			}
		case bot.Menu:
			if action == "" || b.Action == action {
				return true
			}
		}
	}
	return false
}

// mailLink is an address that opens the mail in the secretary's own program;
// too long or without an address it is no safe link, and is not shown.
func mailLink(email, subject string, body []string) string {
	if email == "" {
		return ""
	}
	// Round brackets mean nothing in an address, and are read better.
	plain := strings.NewReplacer("+", "%20", "%28", "(", "%29", ")")
	escape := func(s string) string { return plain.Replace(url.QueryEscape(s)) }
	text := strings.ReplaceAll(strings.Join(body, "\n\n"), "\n", "\r\n")
	return "mailto:" + strings.ReplaceAll(url.PathEscape(email), "%40", "@") + "?subject=" + escape(subject) + "&body=" + escape(text)
}

// firstBytes is the beginning of a text that fits in a value, cut between
// characters.
func firstBytes(s string, most int) string {
	if len(s) <= most {
		return s
	}
	for most > 0 && !utf8.RuneStart(s[most]) {
		most--
	}
	return s[:most]
}

// mailWords writes texts as a plain mail has them: no notation, and where a link
// goes behind its words.
type mailWords struct{}

func (mailWords) Ours(s string) string   { return s }
func (mailWords) Theirs(s string) string { return s }
func (mailWords) Bold(s string) string   { return s }
func (mailWords) Link(s, address string) string {
	if s == address {
		return s
	}
	return s + " (" + address + ")"
}

// pressMailed records that something went out by mail.
func (a *Agenda) pressMailed(ctx context.Context, e *bot.Press) (reply bot.Reply, err error) {
	ids, rest, _ := strings.Cut(e.Value, "/")
	after, to, _ := strings.Cut(rest, "/")
	err = a.opt.Store.Write(ctx, e.Mark, func(tx *store.Tx) error {
		var numbers []bot.Text
		when, say := e.At, textMailedDone
		for _, id := range strings.Split(ids, ",") {
			_, x, err := a.behalfItem(tx, &e.Origin, id)
			if err != nil {
				return err
			}
			before, err := a.mailedBefore(tx, x, to, idOf(after), e.At)
			if err != nil {
				return err
			}
			numbers = append(numbers, bot.Plain(x.Number))
			if !before.IsZero() {
				when, say = before, textMailedBefore
				continue
			}
			d := by(&e.Origin)
			m := store.AgendaMove{Item: x.ID, At: d.at, Platform: string(d.who.Platform), Person: string(d.who.ID), Name: d.who.Name,
				Action: actionMail, Was: string(x.State), Became: string(x.State), Holder: string(x.Holder), Reason: to}
			if err := tx.AddAgendaMove(&m); err != nil {
				return err
			}
		}
		reply.Private = bot.Say(bot.Para{Text: say.With(bot.Args{"to": bot.Plain(to), "number": bot.List(numbers...), "when": bot.Moment(when.In(a.opt.Zone))})})
		return nil
	})
	return reply, err
}

// mailedBefore tells when it was recorded that this mail went out; zero when it
// was not. after is the move that the mail told of; 0: it is a list of a day.
func (a *Agenda) mailedBefore(q store.Querier, x *item.Item, to string, after int64, at time.Time) (time.Time, error) {
	moves, err := store.AgendaMoves(q, x.ID)
	for _, m := range moves {
		if m.Action == actionMail && m.Reason == to && (after > 0 && m.ID > after || after == 0 && a.today(m.At) == a.today(at)) {
			return m.At, err
		}
	}
	return time.Time{}, err
}
