package agenda

import (
	"context"
	"strconv"
	"strings"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/store"
)

// Bounds of a meeting.
const (
	shortestMeeting = 15
	longestMeeting  = 600
	mostPlace       = 200
)

var clock = lazily(`^([01]?[0-9]|2[0-3])[:.]([0-5][0-9])$`)

// clockOf reads a time as people type it: "9.00", "09:00".
func clockOf(s string) (string, bool) {
	m := clock.FindStringSubmatch(strings.TrimSpace(strings.TrimSuffix(strings.ToLower(strings.TrimSpace(s)), "uur")))
	if m == nil {
		return "", false
	}
	if len(m[1]) == 1 {
		m[1] = "0" + m[1]
	}
	return m[1] + ":" + m[2], true
}

func (a *Agenda) meetingFormFields(p plan, day committee.Day) []bot.Field {
	value := func(s string) []string {
		if s == "" {
			return nil
		}
		return []string{s}
	}
	return []bot.Field{
		{Name: "day", Label: textDayField, Kind: bot.DateOnly, Value: value(string(day))},
		{Name: "time", Label: textTimeField, Help: textTimeHelp, Kind: bot.ShortText, Max: 10, Value: value(p.Time)},
		{Name: "minutes", Label: textMinutesField, Kind: bot.WholeNumber, Min: shortestMeeting, Max: longestMeeting, Value: value(strconv.Itoa(p.Minutes))},
		{Name: "place", Label: textPlaceField, Kind: bot.ShortText, Optional: true, Max: 150, Value: value(p.Place)},
	}
}

func (a *Agenda) newMeetingForm(c committee.Committee) *bot.Form {
	return &bot.Form{Action: "agenda.newmeeting", State: c.ID, Title: textNewMeeting, Submit: textSave,
		Fields: a.meetingFormFields(plan{Time: c.Time, Minutes: c.Minutes, Place: c.Place}, "")}
}

func (a *Agenda) pressNewMeeting(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	c, err := a.committee(e.Value)
	if err != nil {
		return bot.Reply{}, err
	}
	if !a.isSecretary(c, &e.Origin) {
		return bot.Reply{}, errNoItem
	}
	return bot.Reply{Form: a.newMeetingForm(c)}, nil
}

// planned reads a day and times from a form, and says what is wrong with them.
func (a *Agenda) planned(s *bot.Submit, p plan) (committee.Day, plan, bot.FieldErrors) {
	wrong := bot.FieldErrors{}
	day, ok := s.Values.Date("day", a.opt.Zone)
	on := committee.DayOf(day)
	switch {
	case !ok:
		wrong["day"] = textBadDay
	case on < a.today(s.At):
		wrong["day"] = textDayPassed
	case !a.opt.Calendar.Working(on):
		next := a.opt.Calendar.Shift(on, 0)
		if holiday, ok := a.opt.Calendar.Holiday(on); ok {
			wrong["day"] = textIsHoliday.With(bot.Args{"day": on.Text(), "holiday": holiday, "next": next.Text()})
		} else {
			wrong["day"] = textIsWeekend.With(bot.Args{"day": on.Text(), "next": next.Text()})
		}
	}
	if at, ok := clockOf(s.Values.Text("time")); ok {
		p.Time = at
	} else {
		wrong["time"] = textBadTime
	}
	if n, ok := s.Values.Number("minutes"); ok && n >= shortestMeeting && n <= longestMeeting {
		p.Minutes = n
	} else {
		wrong["minutes"] = textBadMinutes.With(bot.Args{"min": bot.Number(shortestMeeting), "max": bot.Number(longestMeeting)})
	}
	p.Place = oneLine(s.Values.Text("place"))
	if len([]rune(p.Place)) > mostPlace {
		wrong["place"] = textPlaceTooLong.With(bot.Args{"max": bot.Number(mostPlace)})
	}
	if len(wrong) > 0 {
		return on, p, wrong
	}
	return on, p, nil
}

func (a *Agenda) submitNewMeeting(ctx context.Context, s *bot.Submit) (bot.Reply, error) {
	c, err := a.committee(s.State)
	if err != nil {
		return bot.Reply{}, err
	}
	if !a.isSecretary(c, &s.Origin) {
		return bot.Reply{}, errNoItem
	}
	day, p, wrong := a.planned(s, plan{Chair: c.Chair})
	if wrong != nil {
		return bot.Reply{}, wrong
	}
	var id string
	var fresh bool
	err = a.opt.Store.Write(ctx, s.Mark, func(tx *store.Tx) (err error) {
		id, fresh, err = a.addMeeting(tx, c, day, p)
		return err
	})
	if err != nil {
		return bot.Reply{}, err
	}
	if !fresh {
		return bot.Reply{}, bot.FieldErrors{"day": textDayTaken.With(bot.Args{"day": day.Text()})}
	}
	return a.meetingReply(ctx, &s.Origin, id, textMeetingPlanned)
}
