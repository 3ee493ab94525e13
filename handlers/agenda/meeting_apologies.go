package agenda

import (
	"context"
	"slices"
	"strings"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/item"
	"wegwijs/store"
)

// apologyLine is somebody who does not come, with who comes instead.
func apologyLine(x apology) string {
	if x.Note == "" {
		return x.Name
	}
	return x.Name + " (" + x.Note + ")"
}

// apologyOf reads such a line.
func apologyOf(line string) apology {
	name, note, ok := strings.Cut(line, "(")
	if !ok || strings.TrimSpace(name) == "" {
		return apology{Name: oneLine(line)}
	}
	return apology{Name: oneLine(name), Note: oneLine(strings.TrimSuffix(strings.TrimSpace(note), ")"))}
}

// typedApologies tells the secretary that a member does not come to the next meeting.
func (a *Agenda) typedApologies(ctx context.Context, c committee.Committee, cmd *bot.Command) (bot.Reply, error) {
	m, err := a.theNext(ctx, c, cmd.At)
	if err != nil {
		return bot.Reply{}, err
	}
	note := oneLine(cmd.Text)
	if len([]rune(note)) > mostPlace {
		return bot.Reply{}, &bot.Problem{Say: textNoteTooLong.With(bot.Args{"max": bot.Number(mostPlace)})}
	}
	back := false
	err = a.opt.Store.Write(ctx, cmd.Mark, func(tx *store.Tx) error {
		v, err := a.viewer(tx, c, &cmd.Origin)
		if err != nil {
			return err
		}
		if !v.Member() && !v.Chair {
			return &bot.Problem{Say: textForMembers.With(bot.Args{"leden": command(c, "leden")})}
		}
		if m, err = loadMeeting(tx, m.ID); err != nil {
			return err
		}
		me := item.PersonOf(&cmd.Origin)
		var kept []apology
		for _, x := range m.plan.Apologies {
			if samePerson(x.By, me) {
				continue
			}
			kept = append(kept, x)
		}
		was := len(m.plan.Apologies) > len(kept)
		m.plan.Apologies = kept
		if slices.Contains(backWords, strings.ToLower(note)) {
			if back = true; !was {
				return nil
			}
			if err := saveMeeting(tx, m); err != nil {
				return err
			}
			return a.notify(tx, cmd.At, notice{What: noticeComes, Committee: c.ID, Meeting: m.ID, Extra: cmd.From.Name, Who: c.Secretary})
		}
		m.plan.Apologies = append(m.plan.Apologies, apology{Name: cmd.From.Name, By: me, Note: note})
		if err := saveMeeting(tx, m); err != nil {
			return err
		}
		return a.notify(tx, cmd.At, notice{What: noticeApology, Committee: c.ID, Meeting: m.ID, Extra: apologyLine(apology{Name: cmd.From.Name, Note: note}), Who: c.Secretary})
	})
	if err != nil {
		return bot.Reply{}, err
	}
	say := textApologyDone
	if back {
		say = textApologyBack
	}
	return bot.Reply{Private: bot.Say(bot.Para{Text: say.With(bot.Args{"when": a.when(m), "back": command(c, "afmelden toch")})})}, nil
}

// backWords are what somebody types who comes after all.
var backWords = []string{"toch", "toch wel", "ik kom toch", "back", "coming", "after all"}

func (a *Agenda) tellComes(ctx context.Context, n notice, at time.Time) (*letter, error) {
	return a.aboutMeeting(ctx, n, textSubjectComes, func(_ committee.Committee, _ *meeting, args bot.Args) []bot.Block {
		args["who"] = bot.Plain(n.Extra)
		return []bot.Block{bot.Para{Text: textComes.With(args)}}
	})
}

func (a *Agenda) tellApology(ctx context.Context, n notice, at time.Time) (*letter, error) {
	return a.aboutMeeting(ctx, n, textSubjectApology, func(_ committee.Committee, _ *meeting, args bot.Args) []bot.Block {
		args["who"] = bot.Plain(n.Extra)
		return []bot.Block{bot.Para{Text: textHasApology.With(args)}}
	})
}
