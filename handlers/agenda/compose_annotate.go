package agenda

import (
	"context"
	"strings"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
	"wegwijs/store"
)

// annotator reads an item for the secretary or the chair, who write annotations.
func (a *Agenda) annotator(ctx context.Context, o *bot.Origin, value string) (c committee.Committee, m *meeting, x *item.Item, err error) {
	part := strings.Fields(value)
	if len(part) < 2 {
		return c, nil, nil, errNoItem
	}
	if c, m, err = a.meetingOf(ctx, part[0]); err != nil {
		return c, nil, nil, err
	}
	if x, err = a.itemOf(ctx, idOf(part[1])); err != nil {
		return c, nil, nil, err
	}
	if x.Committee != c.ID || x.State == item.Draft || !a.isSecretary(c, o) && (!is(c.Chair, o) || x.State == item.Waiting || x.State == item.Asked) {
		return c, nil, nil, errNoItem
	}
	return c, m, x, nil
}

func (a *Agenda) pressAnnotate(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	_, m, x, err := a.annotator(ctx, &e.Origin, e.Value+" "+e.Choice) // a choice when the chair takes it from a menu
	if err != nil {
		return bot.Reply{}, err
	}
	f := bot.Field{Name: "annotation", Label: textAnnotation, Help: textAnnotationHelp, Kind: bot.LongText, Optional: true, Max: item.MostExplain}
	if x.Annotation != "" {
		f.Value = []string{x.Annotation}
	}
	return bot.Reply{Form: &bot.Form{Action: "agenda.annotate", State: m.ID + " " + idText(x.ID) + " " + digest(x.Annotation)[:12], Title: textAnnotation, Submit: textSave,
		Intro: bot.Plain(clip(x.Topic, 90)), Fields: []bot.Field{f}}}, nil
}

func (a *Agenda) submitAnnotate(ctx context.Context, s *bot.Submit) (bot.Reply, error) {
	c, m, x, err := a.annotator(ctx, &s.Origin, s.State)
	if err != nil {
		return bot.Reply{}, err
	}
	typed := s.Values.Text("annotation")
	part := strings.Fields(s.State)
	changed := false
	err = a.opt.Store.Write(ctx, s.Mark, func(tx *store.Tx) error {
		if x, err = load(tx, x.ID); err != nil {
			return err
		}
		if changed = len(part) > 2 && part[2] != digest(x.Annotation)[:12] && x.Annotation != typed; changed {
			return nil
		}
		x.Annotation = typed
		return save(tx, x, s.At)
	})
	if err != nil {
		return bot.Reply{}, err
	}
	if changed {
		return bot.Reply{Private: bot.Say(bot.Para{Text: textAnnotationChanged.With(bot.Args{"topic": bot.Plain(clip(x.Topic, 60))})}, bot.Para{Text: shownTyped(x.Annotation)},
			bot.Para{Text: textYouTyped.With(bot.Args{"typed": shownTyped(typed)})},
			bot.Buttons{{Label: textAnnotate, Action: "agenda.annotate", Value: m.ID + " " + idText(x.ID)}})}, nil
	}
	if !a.isSecretary(c, &s.Origin) {
		return bot.Reply{Private: bot.Say(bot.Para{Text: textAnnotated.With(bot.Args{"topic": bot.Plain(clip(x.Topic, 60))})})}, nil
	}
	return a.composeReply(ctx, &s.Origin, m.ID, textAnnotated.With(bot.Args{"topic": bot.Plain(clip(x.Topic, 60))}))
}

// annotationMenu chooses a point to write an annotation to.
func annotationMenu(m *meeting, t table) bot.Menu {
	menu := pointMenu(m, table{points: t.points, items: t.items})
	menu.Label, menu.Action = textAnnotateWhich, "agenda.annotate"
	return menu
}

// shownTyped is what somebody typed, to be read again; a dash when that is nothing.
func shownTyped(s string) bot.Text {
	if s = strings.TrimRight(s, " \r\n"); strings.TrimSpace(s) == "" {
		return none
	}
	return asTyped(s)
}
