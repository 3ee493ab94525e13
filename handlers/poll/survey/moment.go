package survey

import (
	"strconv"
	"strings"
	"time"

	"wegwijs/bot"
)

// dayEnds is the hour at which a day ends of which no time was typed.
const dayEnds = 17

// ParseMoment reads when a poll opens or closes: "17:00", "2d", "1 uur", "vrijdag
// 17:00", "2026-12-01", "1 december 12.00", "P2D". A date without a time is 17.00
// that day. Days and weeks are of the calendar, hours are of the clock. A moment
// that a change to summer time skips is moved forward, and one that occurs twice
// is the later one. wrong says what to type instead; that is also said of what
// has passed and of what can be read in two ways ("8 uur", "3/4/2027").
func ParseMoment(text string, now time.Time) (at time.Time, wrong bot.Text) {
	at, wrong, ok := moment(text, now)
	if !ok {
		return time.Time{}, textNoMoment.With(bot.Args{"typed": bot.Plain(short(text))})
	}
	if wrong != nil {
		return time.Time{}, wrong
	}
	return at, nil
}

// moment is ParseMoment that tells apart what is no moment at all (not ok) and
// what is one that cannot be.
func moment(text string, now time.Time) (at time.Time, wrong bot.Text, ok bool) {
	s := tidyMoment(text)
	if s == "" || len(s) > 60 {
		return time.Time{}, nil, false
	}
	if at, ok := duration(s, now); ok {
		return at, nil, true
	}
	if m := bareHour.FindStringSubmatch(s); m != nil {
		return hourOrHours(m[1], m[2], now)
	}
	d, c, ok := dayAndClock(s, now)
	switch {
	case !ok:
		return time.Time{}, nil, false
	case d.wrong != nil:
		return time.Time{}, d.wrong, true
	case d.exact: // an instant with its own zone
		at = d.at
	default:
		at = wall(d.at, c.hour, c.minute, now.Location())
	}
	if at.After(now) {
		return at, nil, true
	}
	if d.none { // only a time: it was meant for today
		tomorrow := wall(now.AddDate(0, 0, 1), c.hour, c.minute, now.Location())
		return at, textTimePassed.With(bot.Args{"time": clockText(c), "tomorrow": bot.Moment(tomorrow)}), true
	}
	return at, textPassed.With(bot.Args{"at": bot.Moment(at)}), true
}

// clockText is a time as each language writes it.
func clockText(c clock) bot.Text {
	minute := strconv.Itoa(100 + c.minute)[1:]
	return bot.Phrase{
		NL: strconv.Itoa(c.hour) + "." + minute + " uur",
		EN: strconv.Itoa(100 + c.hour)[1:] + ":" + minute,
	}
}

// tidyMoment makes the ways to type the same moment alike.
func tidyMoment(s string) string {
	s = strings.ToLower(strings.Join(strings.Fields(clean(s)), " "))
	s = strings.NewReplacer("‑", "-", "–", "-", "één", "een", "’", "'").Replace(s)
	return strings.TrimSuffix(strings.Trim(s, " ,.;!"), " a.s")
}

// wall is a time of day on the day of t. A time that a change of the clock skips
// moves forward by the hour that is skipped; of one that occurs twice it is the
// later.
func wall(t time.Time, hour, minute int, in *time.Location) time.Time {
	y, mo, d := t.Date()
	plain := time.Date(y, mo, d, hour, minute, 0, 0, time.UTC)
	zone := func(at time.Time) time.Duration {
		_, offset := at.In(in).Zone()
		return time.Duration(offset) * time.Second
	}
	// Offsets well before and after: the moment is in one of them.
	before, after := zone(plain.Add(-26*time.Hour)), zone(plain.Add(26*time.Hour))
	first, last := plain.Add(-before), plain.Add(-after)
	if last.Before(first) {
		first, last = last, first
	}
	same := func(at time.Time) bool { return at.Add(zone(at)).Equal(plain) }
	switch {
	case same(last):
		return last.In(in)
	case same(first):
		return first.In(in)
	}
	return plain.Add(-before).In(in)
}

var (
	amount    = `(\d{1,4}|een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|a|an|one|two|three|four|five|six|seven|eight|nine|ten)`
	unit      = `(m|min|mins|minuut|minuten|minute|minutes|u|uur|uren|h|hr|hrs|hour|hours|d|dag|dagen|day|days|w|week|weken|weeks|maand|maanden|month|months)`
	relative  = lazily(`^(over |in |na |binnen )?` + amount + ` ?` + unit + `(?:(?: | en | and |, )?` + amount + ` ?` + unit + `)?( from now| vanaf nu)?$`)
	isoPeriod = lazily(`^p(?:(\d{1,4})w)?(?:(\d{1,4})d)?(?:t(?:(\d{1,4})h)?(?:(\d{1,5})m)?)?$`)
	bareHour  = lazily(`^(\d{1,2}) ?(uur|u|h)$`)
)

var numberWords = map[string]int{
	"een": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9, "tien": 10,
	"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}

// wholeNumber reads digits or one of the words up to ten.
func wholeNumber(s string) (int, bool) {
	if n, ok := numberWords[s]; ok {
		return n, true
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}

// duration reads how long from now: "2d", "over 2 weken", "1 uur 30 min", "pt2h".
func duration(s string, now time.Time) (time.Time, bool) {
	if m := isoPeriod.FindStringSubmatch(s); m != nil && s != "p" && !strings.HasSuffix(s, "t") {
		n := [5]int{}
		for i := 1; i <= 4; i++ {
			n[i], _ = strconv.Atoi(m[i])
		}
		at := later(now, 7*n[1]+n[2], time.Duration(n[3])*time.Hour+time.Duration(n[4])*time.Minute)
		return at, at.After(now)
	}
	m := relative.FindStringSubmatch(s)
	if m == nil {
		return time.Time{}, false
	}
	if hour := bareHour.FindStringSubmatch(s); hour != nil {
		// "17 uur" is a time of day; hourOrHours decides.
		return time.Time{}, false
	}
	days, clock, months := 0, time.Duration(0), 0
	for _, part := range [][2]string{{m[2], m[3]}, {m[4], m[5]}} {
		if part[0] == "" {
			continue
		}
		n, _ := wholeNumber(part[0])
		switch u := part[1]; {
		case strings.HasPrefix(u, "maand") || strings.HasPrefix(u, "month"):
			months += n
		case strings.HasPrefix(u, "m"):
			clock += time.Duration(n) * time.Minute
		case strings.HasPrefix(u, "u") || strings.HasPrefix(u, "h"):
			clock += time.Duration(n) * time.Hour
		case strings.HasPrefix(u, "d"):
			days += n
		default:
			days += 7 * n
		}
	}
	if months > 0 {
		to := now.AddDate(0, months, 0)
		if to.Day() != now.Day() { // 31 January and a month: the last day of February
			to = to.AddDate(0, 0, -to.Day())
		}
		days += int(midday(to).Sub(midday(now)).Hours()) / 24
	}
	at := later(now, days, clock)
	return at, at.After(now)
}

// midday is 12.00 in UTC of a date, to count days with.
func midday(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 12, 0, 0, 0, time.UTC)
}

// later counts days of the calendar and then hours of the clock.
func later(now time.Time, days int, clock time.Duration) time.Time {
	at := now
	if days > 0 {
		at = wall(now.AddDate(0, 0, days), now.Hour(), now.Minute(), now.Location()).
			Add(time.Duration(now.Second())*time.Second + time.Duration(now.Nanosecond()))
	}
	return at.Add(clock)
}

// hourOrHours reads "N uur": from 13 on it is a time of day, up to 6 and from 24
// on it is how long; in between nobody can tell. "Nh" is how long, except where a
// Belgian would mean the time of day.
func hourOrHours(digits, unit string, now time.Time) (time.Time, bot.Text, bool) {
	n, _ := strconv.Atoi(digits)
	switch {
	case n == 0:
		return time.Time{}, nil, false
	case n <= 6 || n >= 24 || unit == "h" && n <= 12:
		return later(now, 0, time.Duration(n)*time.Hour), nil, true
	case n <= 12 || unit == "h":
		return time.Time{}, textHourOrHours.With(bot.Args{"n": bot.Number(n)}), true
	}
	return moment("om "+digits+" uur", now)
}

// A day that was typed, and a time of day.
type (
	day struct {
		at    time.Time // some moment on the day; with exact the moment itself
		none  bool      // no day was typed: it is today
		exact bool
		wrong bot.Text
	}
	clock struct{ hour, minute int }
)

var (
	clockPattern = lazily(`^(?:om |at |@ ?)?(\d{1,2})(?:([:.])(\d{2})(?::00)?|u(\d{2})|( ?uur| ?u| ?h))?( uur| ?u| ?h)?$`)
	clock12      = lazily(`^(?:at )?(\d{1,2})(?:[:.](\d{2}))? ?([ap])\.?m$`)
)

// dayAndClock reads a day, a time, or both in either order. A day alone ends at
// dayEnds; a time alone is today.
func dayAndClock(s string, now time.Time) (day, clock, bool) {
	if d, ok := instant(s, now); ok {
		return d, clock{}, true
	}
	if c, wrong, ok := clockOf(s, true); ok {
		return day{at: now, none: true, wrong: wrong}, c, true
	}
	if d, ok := dayOf(s, now); ok {
		return d, clock{hour: dayEnds}, true
	}
	words := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ',' })
	for i := 1; i < len(words); i++ {
		a, b := strings.Join(words[:i], " "), strings.Join(words[i:], " ")
		for _, order := range [][2]string{{a, b}, {b, a}} {
			d, ok := dayOf(order[0], now)
			if !ok {
				continue
			}
			if c, wrong, ok := clockOf(order[1], false); ok {
				if d.wrong == nil {
					d.wrong = wrong
				}
				return d, c, true
			}
		}
	}
	// 2026-12-01t12:00
	if date, time, cut := strings.Cut(s, "t"); cut && isoDate.MatchString(date) {
		d, ok := dayOf(date, now)
		c, wrong, isClock := clockOf(time, false)
		if ok && isClock && strings.Contains(time, ":") {
			if d.wrong == nil {
				d.wrong = wrong
			}
			return d, c, true
		}
	}
	return day{}, clock{}, false
}

// instant reads ISO 8601 with an offset or Z.
func instant(s string, now time.Time) (day, bool) {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00"} {
		if at, err := time.Parse(layout, strings.ToUpper(s)); err == nil {
			return day{at: at.In(now.Location()), exact: true}, true
		}
	}
	return day{}, false
}

// clockOf reads a time of day. alone says that nothing else was typed: then
// "9.10" may be a date as well, and "9" is nothing.
func clockOf(s string, alone bool) (c clock, wrong bot.Text, ok bool) {
	switch s {
	case "noon", "at noon", "12 uur 's middags":
		return clock{hour: 12}, nil, true
	}
	if m := clock12.FindStringSubmatch(s); m != nil {
		hour, _ := strconv.Atoi(m[1])
		minute, _ := strconv.Atoi(m[2])
		if hour < 1 || hour > 12 || minute > 59 {
			return clock{}, textNoTime.With(bot.Args{"typed": bot.Plain(s)}), true
		}
		hour %= 12
		if m[3] == "p" {
			hour += 12
		}
		return clock{hour, minute}, nil, true
	}
	m := clockPattern.FindStringSubmatch(s)
	if m == nil {
		return clock{}, nil, false
	}
	prefixed := s[0] < '0' || s[0] > '9'
	spoken := m[4]+m[5]+m[6] != ""
	if m[3] == "" && !spoken && !prefixed {
		return clock{}, nil, false // a number alone
	}
	c.hour, _ = strconv.Atoi(m[1])
	c.minute, _ = strconv.Atoi(m[3] + m[4])
	if m[2] == "." && c.hour > 23 && c.hour <= 31 && !spoken && !prefixed {
		return clock{}, nil, false // "30.11" can only be a date
	}
	if alone && m[2] == "." && !spoken && !prefixed && c.minute >= 1 && c.minute <= 12 && c.hour >= 1 {
		return c, textTimeOrDate.With(bot.Args{"typed": bot.Plain(s)}), true
	}
	if c.hour == 24 && c.minute == 0 {
		// The end of the day; a minute earlier is still that day.
		return clock{23, 59}, nil, true
	}
	if c.hour > 23 || c.minute > 59 {
		return c, textNoTime.With(bot.Args{"typed": bot.Plain(s)}), true
	}
	return c, nil, true
}

var (
	isoDate   = lazily(`^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$`)
	dutchDate = lazily(`^(\d{1,2})([-./])(\d{1,2})(?:([-./])(\d{4}|\d{2})?)?$`)
	dayMonth  = lazily(`^(?:de )?(\d{1,2})(?:e|ste|de|st|nd|rd|th)?\.? (?:of )?([a-z]+)\.?,?(?: (\d{4}))?$`)
	monthDay  = lazily(`^([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,?(?: (\d{4}))?$`)
)

var monthNames = map[string]time.Month{
	"januari": 1, "jan": 1, "january": 1, "februari": 2, "feb": 2, "february": 2, "maart": 3, "mrt": 3, "march": 3, "mar": 3,
	"april": 4, "apr": 4, "mei": 5, "may": 5, "juni": 6, "jun": 6, "june": 6, "juli": 7, "jul": 7, "july": 7,
	"augustus": 8, "aug": 8, "august": 8, "september": 9, "sep": 9, "sept": 9, "oktober": 10, "okt": 10, "october": 10, "oct": 10,
	"november": 11, "nov": 11, "december": 12, "dec": 12,
}

var dayNames = map[string]time.Weekday{
	"maandag": 1, "ma": 1, "monday": 1, "mon": 1, "dinsdag": 2, "di": 2, "tuesday": 2, "tue": 2, "tues": 2,
	"woensdag": 3, "wo": 3, "woe": 3, "wednesday": 3, "wed": 3, "donderdag": 4, "do": 4, "don": 4, "thursday": 4, "thu": 4, "thurs": 4,
	"vrijdag": 5, "vr": 5, "vrij": 5, "friday": 5, "fri": 5, "zaterdag": 6, "za": 6, "zat": 6, "saturday": 6, "sat": 6,
	"zondag": 0, "zo": 0, "zon": 0, "sunday": 0, "sun": 0,
}

// dayOf reads a day: a word for it, a weekday, a date, or both of those.
func dayOf(s string, now time.Time) (day, bool) {
	on := func(days int) (day, bool) { return day{at: now.AddDate(0, 0, days)}, true }
	switch s {
	case "vandaag", "today", "eind van de dag", "einde van de dag", "einde dag", "eind vandaag", "end of day", "end of the day", "eod":
		return on(0)
	case "morgen", "tomorrow":
		return on(1)
	case "overmorgen", "day after tomorrow", "the day after tomorrow":
		return on(2)
	case "gisteren", "yesterday":
		return on(-1)
	case "eind van de week", "einde van de week", "eind deze week", "einde week", "eind van deze week", "end of week", "end of the week", "end of this week", "eow":
		return on(int(time.Friday) - mondayFirst(now))
	case "eind volgende week", "eind van volgende week", "einde volgende week", "end of next week":
		return on(int(time.Friday) - mondayFirst(now) + 7)
	case "eind van de maand", "einde van de maand", "einde maand", "eind deze maand", "eind van deze maand", "end of month", "end of the month", "end of this month":
		y, m, _ := now.Date()
		return day{at: time.Date(y, m+1, 0, 12, 0, 0, 0, now.Location())}, true
	}
	words := strings.Fields(s)
	if len(words) == 0 {
		return day{}, false
	}
	if len(words) == 2 {
		if weekday, ok := dayNames[words[1]]; ok {
			switch words[0] {
			case "volgende", "next":
				return day{at: now, wrong: textNextDay.With(bot.Args{"typed": bot.Plain(s)})}, true
			case "komende", "aanstaande", "coming", "this", "deze", "op", "on":
				return onWeekday(weekday, now)
			}
		}
		if words[0] == "op" || words[0] == "on" {
			return dayOf(words[1], now)
		}
	}
	if weekday, ok := dayNames[strings.TrimSuffix(words[0], ",")]; ok {
		if len(words) == 1 {
			return onWeekday(weekday, now)
		}
		d, ok := dateOf(strings.Join(words[1:], " "), now)
		if c, _, isClock := clockOf(words[1], false); ok && isClock && len(words) == 2 && c.hour <= 23 && c.minute <= 59 {
			// "vrijdag 9.10" is a time, unless that date is a Friday as well.
			if d.wrong != nil || d.at.Weekday() != weekday {
				return day{}, false
			}
			d.wrong = textTimeOrDate.With(bot.Args{"typed": bot.Plain(s)})
		}
		if ok && d.wrong == nil && d.at.Weekday() != weekday {
			d.wrong = textOtherDay.With(bot.Args{"typed": bot.Plain(s), "date": bot.Day(d.at)})
		}
		return d, ok
	}
	return dateOf(s, now)
}

// mondayFirst is the day of the week of a time, Monday 1 to Sunday 7.
func mondayFirst(t time.Time) int { return (int(t.Weekday())+6)%7 + 1 }

// onWeekday is the next such day; on that day itself nobody can tell whether
// today is meant.
func onWeekday(weekday time.Weekday, now time.Time) (day, bool) {
	days := (int(weekday-now.Weekday()) + 7) % 7
	if days == 0 {
		return day{at: now, wrong: textTodayOrNext.With(bot.Args{"day": weekdayText(now), "date": bot.Date(now.AddDate(0, 0, 7))})}, true
	}
	return day{at: now.AddDate(0, 0, days)}, true
}

// weekdayText is the name of the day of t.
func weekdayText(t time.Time) bot.Text {
	name := func(l bot.Lang) string {
		word, _, _ := strings.Cut(bot.Day(t).In(l, plainWords{}), " ")
		return word
	}
	return bot.Phrase{NL: name(bot.NL), EN: name(bot.EN)}
}

// plainWords writes words as they are: only for words that become a text again.
type plainWords struct{}

func (plainWords) Ours(s string) string        { return s }
func (plainWords) Theirs(s string) string      { return s }
func (plainWords) Bold(s string) string        { return s }
func (plainWords) Link(words, _ string) string { return words }

// dateOf reads a date with or without its year: without it the next one.
func dateOf(s string, now time.Time) (day, bool) {
	num := func(s string) int { n, _ := strconv.Atoi(s); return n }
	if m := isoDate.FindStringSubmatch(s); m != nil {
		return date(s, num(m[1]), time.Month(num(m[2])), num(m[3]), now), true
	}
	if m := dutchDate.FindStringSubmatch(s); m != nil {
		d, month := num(m[1]), num(m[3])
		if m[4] != "" && m[4] != m[2] || m[2] != "." && m[4] != "" && m[5] == "" {
			return day{}, false
		}
		if m[2] == "/" && d != month && d <= 12 && month <= 12 {
			return day{at: now, wrong: textDayOrMonth.With(bot.Args{"typed": bot.Plain(s)})}, true
		}
		year := num(m[5])
		if len(m[5]) == 2 {
			year += 2000
		}
		return date(s, year, time.Month(month), d, now), true
	}
	if m := dayMonth.FindStringSubmatch(s); m != nil {
		if month, ok := monthNames[m[2]]; ok {
			return date(s, num(m[3]), month, num(m[1]), now), true
		}
	}
	if m := monthDay.FindStringSubmatch(s); m != nil {
		if month, ok := monthNames[m[1]]; ok {
			return date(s, num(m[3]), month, num(m[2]), now), true
		}
	}
	return day{}, false
}

// date is a day of the calendar; year 0 is the next year that has it from today on.
func date(typed string, year int, month time.Month, d int, now time.Time) day {
	exists := func(year int) (time.Time, bool) {
		at := time.Date(year, month, d, 12, 0, 0, 0, now.Location())
		return at, at.Month() == month && at.Day() == d && month >= 1 && month <= 12
	}
	if year != 0 {
		if at, ok := exists(year); ok {
			return day{at: at}
		}
		return day{at: now, wrong: textNoDate.With(bot.Args{"typed": bot.Plain(typed)})}
	}
	for year := now.Year(); year <= now.Year()+8; year++ { // 29 February is at most eight years away
		if at, ok := exists(year); ok && !midday(at).Before(midday(now)) {
			return day{at: at}
		}
	}
	return day{at: now, wrong: textNoDate.With(bot.Args{"typed": bot.Plain(typed)})}
}
