package agenda

import (
	"context"
	"slices"
	"strings"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/store"
)

// What a choice of a department is for: to send a draft, or only to know it.
const (
	sendTo  = "send/" // and the id of the draft
	onlySet = "set/"  // and the id of the committee
)

// Choices of the menu that are no department.
const (
	notListed = "?" // by another name, or an agency: it is typed
	notKnown  = "-" // the secretary finds out
)

// departmentOf is where somebody works: what they chose, else what their e-mail
// address says. agency is the code of their organisation within the department,
// if it is known.
func (a *Agenda) departmentOf(q store.Querier, _ committee.Committee, o *bot.Origin) (code, agency string, known bool) {
	code, agency, known, err := a.whereFrom(q, o)
	if err != nil {
		a.opt.Log.Error().Err(err).Msg("the department of somebody could not be read")
		return "", "", false
	}
	return code, agency, known
}

func (a *Agenda) whereFrom(q store.Querier, o *bot.Origin) (code, agency string, known bool, err error) {
	value, err := store.AgendaKnown(q, string(o.Platform), string(o.From.ID), knownDepartment)
	if err != nil {
		return "", "", false, err
	}
	code, agency, _ = strings.Cut(value, "/")
	if d, ok := a.opt.Directory.ByCode(code); ok && code != "" {
		return d.Code, agency, true, nil
	}
	if o.From.Email == "" {
		return "", "", false, nil
	}
	m, ok := a.opt.Directory.ByEmail(o.From.Email)
	if !ok {
		return "", "", false, nil
	}
	if m.Agency != nil {
		agency = m.Agency.Code
	}
	return m.Department.Code, agency, true, nil
}

// departmentName is what a department is called.
func (a *Agenda) departmentName(code string) bot.Text {
	d, ok := a.opt.Directory.ByCode(code)
	if !ok {
		return bot.Plain(code)
	}
	return bot.PerLang{NL: d.Name, EN: d.EN}
}

// whereName is a department, with the agency in it where that is known:
// "Rijkswaterstaat (Infrastructuur en Waterstaat)".
func (a *Agenda) whereName(code, agency string) bot.Text {
	if d, ok := a.opt.Directory.ByCode(code); ok {
		for _, g := range d.Agencies {
			if agency != "" && g.Code == agency {
				return bot.Join(bot.Plain(g.Name), bot.Phrase{NL: " (", EN: " ("}, a.departmentName(code), bot.Phrase{NL: ")", EN: ")"})
			}
		}
	}
	return a.departmentName(code)
}

// departmentMenu lists every department to choose from.
func (a *Agenda) departmentMenu(label bot.Phrase, value string) bot.Menu {
	m := bot.Menu{Label: label, Action: "agenda.department", Value: value}
	for _, d := range a.opt.Directory.All() {
		if len(m.Options) == bot.MaxOptions-2 {
			break // the others can be typed
		}
		name := func(s string) string { return firstRunes(d.Code+": "+s, 75) }
		m.Options = append(m.Options, bot.Option{Label: bot.PerLang{NL: name(d.Name), EN: name(firstOf(d.EN, d.Name))}, Value: d.Code})
	}
	m.Options = append(m.Options, bot.Option{Label: departmentOther, Value: notListed})
	if strings.HasPrefix(value, sendTo) {
		m.Options = append(m.Options, bot.Option{Label: departmentUnknown, Value: notKnown})
	}
	return m
}

// showDepartment shows where somebody works, and lets them change it.
func (a *Agenda) showDepartment(ctx context.Context, c committee.Committee, cmd *bot.Command) (bot.Reply, error) {
	o := &cmd.Origin
	if cmd.Text != "" {
		value, former, wrong := a.findDepartment(cmd.Text)
		if wrong != nil {
			return bot.Reply{Private: bot.Say(bot.Para{Text: wrong}, a.departmentMenu(departmentChoose, onlySet+c.ID))}, nil
		}
		return a.choose(ctx, o, onlySet+c.ID, value, former)
	}
	var code, agency string
	var known bool
	err := a.opt.Store.Read(ctx, func(r *store.Reader) (err error) { code, agency, known, err = a.whereFrom(r, o); return err })
	if err != nil {
		return bot.Reply{}, err
	}
	text := bot.Text(departmentNot)
	if known {
		text = departmentIs.With(bot.Args{"department": a.whereName(code, agency)})
	}
	return bot.Reply{Private: bot.Say(bot.Para{Text: text}, a.departmentMenu(departmentChoose, onlySet+c.ID))}, nil
}

// pressDepartment takes a choice from the menu.
func (a *Agenda) pressDepartment(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	if e.Choice == notListed {
		return bot.Reply{Form: departmentForm(e.Value)}, nil
	}
	return a.choose(ctx, &e.Origin, e.Value, e.Choice, "")
}

func departmentForm(value string) *bot.Form {
	return &bot.Form{Action: "agenda.department", State: value, Title: departmentTitle, Submit: departmentSave, Fields: []bot.Field{
		{Name: "name", Label: departmentLabel, Help: departmentHelp},
	}}
}

// submitDepartment takes a department as somebody calls it.
func (a *Agenda) submitDepartment(ctx context.Context, s *bot.Submit) (bot.Reply, error) {
	if wrong := departmentForm(s.State).Check(s.Values); wrong != nil {
		return bot.Reply{}, wrong
	}
	value, former, wrong := a.findDepartment(s.Values.Text("name"))
	if wrong != nil {
		return bot.Reply{}, bot.FieldErrors{"name": wrong}
	}
	return a.choose(ctx, &s.Origin, s.State, value, former)
}

// findDepartment finds a department, or an agency of one, by what people call
// it: "IenW", "IenW/RWS". former is set when it was called by a name of before.
// What cannot be one is said in a sentence.
func (a *Agenda) findDepartment(typed string) (value, former string, wrong bot.Text) {
	all := a.opt.Directory.Find(strings.TrimSpace(typed))
	switch {
	case len(all) == 0:
		return "", "", departmentNone.With(bot.Args{"typed": brief(typed)})
	case len(all) > 1:
		var names []bot.Text
		for _, m := range all[:min(len(all), 5)] {
			agency := ""
			if m.Agency != nil {
				agency = m.Agency.Code
			}
			names = append(names, a.whereName(m.Department.Code, agency))
		}
		return "", "", departmentSeveral.With(bot.Args{"typed": brief(typed), "names": bot.List(names...)})
	}
	if value = all[0].Department.Code; all[0].Agency != nil {
		value += "/" + all[0].Agency.Code
	}
	return value, all[0].Former, nil
}

// choose remembers the department of somebody and, when that is what it was for,
// sends their draft. "-" is not remembered: the draft goes to the secretary.
func (a *Agenda) choose(ctx context.Context, o *bot.Origin, value, choice, former string) (reply bot.Reply, err error) {
	code, agency, _ := strings.Cut(choice, "/")
	if choice == notKnown {
		code, agency = "", ""
	} else if d, ok := a.opt.Directory.ByCode(code); ok {
		code = d.Code
		if !slices.ContainsFunc(d.Agencies, func(g committee.Agency) bool { return g.Code == agency }) {
			agency = ""
		}
	} else {
		return bot.Reply{}, errNoItem
	}
	draft, sends := strings.CutPrefix(value, sendTo)
	if !sends && code == "" {
		return bot.Reply{}, errNoItem
	}
	if sends {
		var c committee.Committee
		err := a.opt.Store.Read(ctx, func(r *store.Reader) (err error) { _, c, err = a.draftOf(r, o, draft); return err })
		if err != nil {
			return bot.Reply{}, err
		}
		if err := a.mayBring(ctx, c, o, ""); err != nil {
			return bot.Reply{}, err
		}
	}
	err = a.opt.Store.Write(ctx, o.Mark, func(tx *store.Tx) error {
		if code != "" {
			if err := tx.SetAgendaKnown(string(o.Platform), string(o.From.ID), knownDepartment, strings.TrimSuffix(code+"/"+agency, "/")); err != nil {
				return err
			}
		}
		if !sends {
			reply.Private = bot.Say(bot.Para{Text: departmentSet.With(bot.Args{"department": a.whereName(code, agency)})})
			return nil
		}
		x, c, err := a.draftOf(tx, o, draft)
		if err != nil {
			return err
		}
		twin, err := a.twin(tx, o, x)
		if err != nil {
			return err
		}
		if twin != nil {
			reply.Private = a.twinMessage(c, twin)
			return dropDraft(tx, x)
		}
		if len(draftFaults(x)) > 0 {
			reply.Form = a.draftForm(c, x, []bot.Text{bringNotComplete})
			return nil
		}
		x.Department, x.Agency = code, agency
		if reply.Private, err = a.send(tx, c, o, x); err == nil && code != "" {
			reply.Private.Blocks = append(reply.Private.Blocks, bot.Note{Text: departmentKept.With(bot.Args{"department": a.whereName(code, agency), "command": bot.Join(command(c, ""), space, wordDepartment)})})
		}
		return err
	})
	if err == nil && former != "" && reply.Private != nil {
		reply.Private.Blocks = append(reply.Private.Blocks, bot.Note{Text: departmentFormer.With(bot.Args{"former": bot.Plain(former), "department": a.departmentName(code)})})
	}
	return reply, err
}
