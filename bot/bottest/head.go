package bottest

import (
	"regexp"
	"strings"

	"wegwijs/bot"
)

// A Head is the first line of a Shown.
type Head struct {
	What  What
	Place Place
	To    string
	Title string // of a form
}

// In writes the head as the notation does, without the ">".
func (h Head) In(l bot.Lang) string {
	v := words(l)
	switch h.What {
	case Opened:
		return v.form + " " + h.To + ": " + h.Title
	case Refused:
		return v.stays + " " + h.To + ":"
	}
	s, to := "wegwijs", v.to
	if h.What == Edited {
		s, to = s+" "+v.edits, v.editsFor
	}
	if h.Place.Channel == "" {
		s += " " + to + " " + h.To
	} else {
		s += " in #" + h.Place.Channel
	}
	if h.Place.Thread {
		s += ", " + v.thread
	}
	if h.Place.Channel != "" && h.To != "" {
		s += ", " + v.only + " " + h.To
	}
	return s + ":"
}

var anyName = regexp.MustCompile(`^` + name + `$`)

// parseHead reads a head in either language; lang is empty when both write it so.
func parseHead(line string) (h Head, lang bot.Lang, ok bool) {
	for _, l := range []bot.Lang{bot.NL, bot.EN} {
		if h, ok := headIn(line, l); ok {
			if h.In(bot.NL) != h.In(bot.EN) {
				lang = l
			}
			return h, lang, true
		}
	}
	return Head{}, "", false
}

func headIn(line string, l bot.Lang) (Head, bool) {
	v := words(l)
	var h Head
	if rest, ok := strings.CutPrefix(line, v.form+" "); ok {
		who, title, ok := strings.Cut(rest, ":")
		h = Head{What: Opened, To: who, Title: strings.TrimSpace(title)}
		return h, ok && anyName.MatchString(who) && h.Title != "" && h.In(l) == line
	}
	rest, ok := strings.CutSuffix(line, ":")
	if !ok {
		return h, false
	}
	if who, ok := strings.CutPrefix(rest, v.stays+" "); ok {
		return Head{What: Refused, To: who}, anyName.MatchString(who)
	}
	rest, ok = strings.CutPrefix(rest, "wegwijs")
	if !ok {
		return h, false
	}
	h.What = Posted
	to := v.to
	if r, ok := strings.CutPrefix(rest, " "+v.edits); ok {
		h.What, rest, to = Edited, r, v.editsFor
	}
	if who, ok := strings.CutPrefix(rest, " "+to+" "); ok {
		h.To, h.Place.Thread = strings.CutSuffix(who, ", "+v.thread)
		return h, anyName.MatchString(h.To)
	}
	rest, ok = strings.CutPrefix(rest, " in #")
	if !ok {
		return h, false
	}
	if where, who, ok := strings.Cut(rest, ", "+v.only+" "); ok {
		if !anyName.MatchString(who) {
			return h, false
		}
		rest, h.To = where, who
	}
	h.Place.Channel, h.Place.Thread = strings.CutSuffix(rest, ", "+v.thread)
	return h, h.Place.Channel != "" && !strings.ContainsAny(h.Place.Channel, " ,:")
}
