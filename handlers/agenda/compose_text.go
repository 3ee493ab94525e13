package agenda

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
	"wegwijs/handlers/agenda/outline"
	"wegwijs/store"
)

// An agenda is edited as text in fields of a form, of which the narrowest
// platform bounds the length. More than this is typed after the command.
const (
	fieldRunes = 2800
	mostFields = 3
	roomRunes  = 1800 // a field that is fuller gets an empty one behind it
)

// errFaults ends a write whose text has faults.
var errFaults = errors.New("the text has faults")

// errMoved ends a write of a text that was made of another agenda.
var errMoved = errors.New("the agenda was changed meanwhile")

// stamp tells one agenda of points from another.
func stamp(points []outline.Point) string { return digest(outline.Print(points))[:16] }

func idText(id int64) string { return strconv.FormatInt(id, 10) }

// idOf reads an item's id from a value; 0 is none.
func idOf(s string) int64 {
	n, err := strconv.ParseInt(strings.TrimSpace(s), 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// openText opens the agenda as text.
func (a *Agenda) openText(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	c, m, err := a.secretaryAt(ctx, &e.Origin, e.Value)
	if err != nil {
		return bot.Reply{}, err
	}
	var t table
	err = a.opt.Store.Read(ctx, func(r *store.Reader) error { t, err = a.tableOf(r, c, m); return err })
	if err != nil {
		return bot.Reply{}, err
	}
	text := outline.Print(t.points)
	parts := cutLines(text, fieldRunes)
	if len(parts) > mostFields {
		return bot.Reply{}, &bot.Problem{Say: textTooLongForForm.With(bot.Args{"command": textCommand(c, m)})}
	}
	if n := len(parts); n < mostFields && len([]rune(parts[n-1])) > roomRunes {
		parts = append(parts, "")
	}
	return bot.Reply{Form: a.textForm(m, t, parts)}, nil
}

func (a *Agenda) textForm(m *meeting, t table, parts []string) *bot.Form {
	f := &bot.Form{
		Action: "agenda.text", State: m.ID + " " + stamp(t.points),
		Title: textTextTitle, Submit: textTextSubmit, Intro: textTextIntro,
	}
	for i, part := range parts {
		field := bot.Field{Name: "text" + strconv.Itoa(i+1), Label: textTextField, Help: textTextHelp.With(bot.Args{"number": bot.Plain(exampleNumber(m))}), Kind: bot.LongText, Optional: i > 0}
		if part != "" {
			field.Value = []string{part}
		}
		if i > 0 {
			field.Label, field.Help = textTextFieldOn.With(bot.Args{"n": bot.Number(i + 1)}), nil
		}
		f.Fields = append(f.Fields, field)
	}
	return f
}

// exampleNumber is how the number of a topic looks at a meeting's committee.
func exampleNumber(m *meeting) string {
	year, _, _ := strings.Cut(m.Day, "-")
	return strings.ToUpper(m.Committee) + "-" + year + "-014"
}

// cutLines cuts a text between lines into parts of at most so many characters.
func cutLines(text string, most int) (parts []string) {
	var part strings.Builder
	n := 0
	for _, line := range strings.Split(strings.TrimRight(text, "\n"), "\n") {
		runes := len([]rune(line)) + 1
		if n > 0 && n+runes > most {
			parts = append(parts, strings.TrimRight(part.String(), "\n"))
			part.Reset()
			n = 0
		}
		part.WriteString(line + "\n")
		n += runes
	}
	return append(parts, strings.TrimRight(part.String(), "\n"))
}

// submitText takes an edited agenda.
func (a *Agenda) submitText(ctx context.Context, s *bot.Submit) (bot.Reply, error) {
	id, was, _ := strings.Cut(s.State, " ")
	c, m, err := a.secretaryAt(ctx, &s.Origin, id)
	if err != nil {
		return bot.Reply{}, err
	}
	var parts []string
	for i := range mostFields {
		parts = append(parts, s.Values.Text("text"+strconv.Itoa(i+1)))
	}
	text := strings.Join(parts, "\n")
	reply, faults, err := a.takeText(ctx, &s.Origin, c, m.ID, text, was)
	if errors.Is(err, errMoved) {
		reply, err = a.composeReply(ctx, &s.Origin, m.ID, nil)
		if err == nil {
			reply.Private.Blocks = append([]bot.Block{bot.Para{Text: textChangedMeanwhile}, bot.Para{Text: shownTyped(text)}, bot.Para{Text: textNowItIs}}, reply.Private.Blocks...)
		}
		return reply, err
	}
	if faults == nil {
		return reply, err
	}
	wrong := bot.FieldErrors{}
	line := 0
	for i, part := range parts {
		n := strings.Count(part, "\n") + 1
		var say []bot.Text
		for _, f := range faults {
			if f.Line > line && f.Line <= line+n {
				say = append(say, faultText(f))
			}
		}
		if len(say) > 0 {
			wrong["text"+strconv.Itoa(i+1)] = firstOnes(say)
		}
		line += n
	}
	if len(wrong) == 0 {
		wrong["text1"] = firstOnes(faultTexts(faults))
	}
	return bot.Reply{}, wrong
}

// mostFaults is how many sentences stand at one field: the form must stay readable.
const mostFaults = 5

func firstOnes(say []bot.Text) bot.Text {
	if n := len(say) - mostFaults; n > 0 {
		say = append(say[:mostFaults:mostFaults], textAndMore.Count(n, nil))
	}
	return joined(say)
}

func faultText(f outline.Fault) bot.Text {
	return textFault.With(bot.Args{"line": bot.Number(f.Line), "typed": bot.Plain(clip(f.Typed, 60)), "why": f.Why})
}

func faultTexts(faults []outline.Fault) (all []bot.Text) {
	for _, f := range faults {
		all = append(all, faultText(f))
	}
	return all
}

// joined are sentences behind one another.
func joined(all []bot.Text) bot.Text { return joinedBy(space, all) }

// typedText takes an agenda that was typed or pasted after the command. Lines
// that cannot be understood come back as typed, and the rest too, so that it can
// be pasted again.
// A day on the first line says which meeting it is for; else it is the next one.
func (a *Agenda) typedText(ctx context.Context, c committee.Committee, o *bot.Origin, m *meeting, text string) (bot.Reply, error) {
	first, rest, _ := strings.Cut(text, "\n")
	if _, ok := committee.ParseTyped(first, a.today(o.At)); ok {
		var err error
		if m, err = a.meetingOn(ctx, c, first, o.At); err != nil {
			return bot.Reply{}, err
		}
		text = rest
	}
	if strings.TrimSpace(text) == "" {
		var t table
		var err error
		err = a.opt.Store.Read(ctx, func(r *store.Reader) error { t, err = a.tableOf(r, c, m); return err })
		if err != nil {
			return bot.Reply{}, err
		}
		if len(t.points) == 0 {
			t.points = a.proposal(c, m, t, a.opt.Lang) // nothing was begun: this is what it could be
		}
		return bot.Reply{Private: bot.Say(bot.Para{Text: textPasteIntro.With(bot.Args{"command": textCommand(c, m)})}, bot.Para{Text: asTyped(strings.TrimRight(outline.Print(t.points), "\n"))})}, nil
	}
	reply, faults, err := a.takeText(ctx, o, c, m.ID, text, "")
	if faults == nil {
		return reply, err
	}
	return bot.Reply{Private: bot.Say(bot.Para{Text: textNotTaken, Items: faultTexts(faults)}, bot.Para{Text: asTyped(text)})}, nil
}

// textCommand is what is typed in front of the agenda of a meeting as text.
func textCommand(c committee.Committee, m *meeting) bot.Text {
	return command(c, "vergadering tekst "+m.Day)
}

// takeText makes a text the agenda of a meeting. Faults say why it is not.
// was is the stamp of the agenda that was edited, or "": errMoved says that it is
// not any more what it was.
func (a *Agenda) takeText(ctx context.Context, o *bot.Origin, c committee.Committee, id, text, was string) (bot.Reply, []outline.Fault, error) {
	var parsed outline.Parsed
	var fixed []bot.Text
	err := a.opt.Store.Write(ctx, o.Mark, func(tx *store.Tx) error {
		m, err := editable(tx, id)
		if err != nil {
			return err
		}
		t, err := a.tableOf(tx, c, m)
		if err != nil {
			return err
		}
		if was != "" && was != stamp(t.points) {
			return errMoved
		}
		known := t.known()
		if len(t.points) == 0 {
			known = append(a.proposal(c, m, table{}, a.opt.Lang), known...) // fixed points are known before the agenda was begun
		}
		parsed = outline.Parse(text, known)
		if len(parsed.Faults) > 0 || len(parsed.Points) == 0 {
			return errFaults
		}
		on := map[string]bool{}
		for _, p := range parsed.Points {
			on[p.Ref] = true
		}
		missing, _ := t.missing(m)
		for _, p := range parsed.Missing {
			switch x := t.items[p.Ref]; {
			case x != nil:
				missing = append(missing, x)
			case p.Fixed != "" && len(t.points) > 0:
				fixed = append(fixed, bot.Plain(clip(p.Title, 60)))
			}
		}
		m.plan.Points, m.plan.Missing = parsed.Points, nil
		for _, x := range missing {
			if !on[x.Number] {
				m.plan.Missing = append(m.plan.Missing, x.ID)
			}
		}
		return saveMeeting(tx, m)
	})
	if errors.Is(err, errFaults) {
		if len(parsed.Faults) == 0 {
			parsed.Faults = []outline.Fault{{Line: 1, Typed: clip(text, 60), Why: textNoPoints}}
		}
		return bot.Reply{}, parsed.Faults, nil
	}
	if err != nil {
		return bot.Reply{}, nil, err
	}
	say := []bot.Text{textTaken}
	if len(parsed.Twice) > 0 {
		say = append(say, textTwice.Count(len(parsed.Twice), nil))
	}
	if len(parsed.New) > 0 {
		say = append(say, textFree.Count(len(parsed.New), nil))
	}
	if len(fixed) > 0 {
		say = append(say, textFixedGone.With(bot.Args{"points": bot.List(fixed...)}))
	}
	reply, err := a.composeReply(ctx, o, id, joined(say))
	return reply, nil, err
}

// pressMissing settles what was on no line of an edited agenda.
func (a *Agenda) pressMissing(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	part := strings.Fields(e.Value)
	if len(part) < 2 {
		return bot.Reply{}, errNoItem
	}
	c, m, err := a.secretaryAt(ctx, &e.Origin, part[0])
	if err != nil {
		return bot.Reply{}, err
	}
	n, done := 0, textSettledOff
	err = a.opt.Store.Write(ctx, e.Mark, func(tx *store.Tx) error {
		if m, err = editable(tx, m.ID); err != nil {
			return err
		}
		n = 0
		for _, id := range slices.Clone(m.plan.Missing) {
			x, err := load(tx, id)
			if err != nil {
				return err
			}
			if x.Committee != c.ID {
				return errNoItem
			}
			switch {
			case x.State == item.Scheduled && x.Meeting != m.ID || !item.Can(x.State, item.Schedule):
				continue // somebody settled it meanwhile, or it was withdrawn
			case part[1] == "hold":
				done = textSettledHold
				err = a.holdOver(tx, c, m, x, by(&e.Origin), "")
			case part[1] == "back":
				done = textSettledBack
				m.plan.Points = insertBefore(m.plan.Points, c, pointOf(x))
			default:
				err = a.takeOff(tx, m, x, by(&e.Origin))
			}
			if err != nil {
				return err
			}
			n++
		}
		m.plan.Missing = nil
		return saveMeeting(tx, m)
	})
	if err != nil {
		return bot.Reply{}, err
	}
	say := bot.Text(textSettledNone)
	if n > 0 {
		say = done.Count(n, nil)
	}
	return a.composeReply(ctx, &e.Origin, m.ID, say)
}

// insertBefore puts a point before the fixed points that end an agenda.
func insertBefore(points []outline.Point, c committee.Committee, p outline.Point) []outline.Point {
	for _, q := range points {
		if p.Ref != "" && q.Ref == p.Ref {
			return points
		}
	}
	last := map[string]bool{}
	for _, f := range c.Points {
		last[f.ID] = !f.First
	}
	for i, q := range points {
		if q.Fixed != "" && last[q.Fixed] {
			return append(append(append([]outline.Point{}, points[:i]...), p), points[i:]...)
		}
	}
	return append(points, p)
}
