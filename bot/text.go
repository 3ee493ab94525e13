package bot

import (
	"sort"
	"strconv"
	"strings"
	"time"
)

// Lang is a language people read: NL or EN.
type Lang string

const (
	NL Lang = "nl"
	EN Lang = "en"
)

// ParseLang reads a language tag such as "nl", "nl-NL" or "en_GB". Anything
// that is not Dutch or English gives "" and false.
func ParseLang(tag string) (Lang, bool) {
	tag = strings.ToLower(tag)
	for _, l := range []Lang{NL, EN} {
		if tag == string(l) || strings.HasPrefix(tag, string(l)+"-") || strings.HasPrefix(tag, string(l)+"_") {
			return l, true
		}
	}
	return "", false
}

// Text is words for a person. Who wrote them decides how they are shown, so
// each source has a type of its own: what people type can never act as markup,
// a mention or a link, because only an Escaper turns a Text into a string.
type Text interface {
	In(Lang, Escaper) string
}

// An Escaper writes text in the notation of one platform. Each adapter has
// one; its results are ready to be sent and are never escaped again.
type Escaper interface {
	// Ours writes literal words of our own: no character of them acts.
	Ours(s string) string
	// Theirs writes words we did not choose: beyond Ours, nothing in them can
	// ping, link, format, or break out of its line.
	Theirs(s string) string
	// Bold marks words that are already escaped.
	Bold(escaped string) string
	// Link makes words that are already escaped lead to url, which is an
	// http, https or mailto address. A platform that shows no links writes
	// the address behind the words.
	Link(escaped, url string) string
}

// A Phrase is ours, in both languages side by side. {name} is a place for an
// argument, filled by With. There is no markup in a phrase: bold and links are
// Bold and Link.
type Phrase struct{ NL, EN string }

func (p Phrase) In(l Lang, e Escaper) string { return p.fill(l, e, nil) }

// Args are the arguments of a phrase by the name of their place.
type Args map[string]Text

// With fills the places of a phrase. A place without an argument is a
// programmer error and shows as {name}; the texts test of each feature finds it.
func (p Phrase) With(args Args) Text { return filled{p, args} }

type filled struct {
	phrase Phrase
	args   Args
}

func (f filled) In(l Lang, e Escaper) string { return f.phrase.fill(l, e, f.args) }

func (p Phrase) fill(l Lang, e Escaper, args Args) string {
	s := p.NL
	if l == EN {
		s = p.EN
	}
	var b strings.Builder
	for {
		open := strings.IndexByte(s, '{')
		if open < 0 {
			break
		}
		end := strings.IndexByte(s[open:], '}')
		if end < 0 {
			break
		}
		arg, ok := args[s[open+1:open+end]]
		if !ok {
			b.WriteString(e.Ours(s[:open+end+1]))
		} else {
			b.WriteString(e.Ours(s[:open]))
			b.WriteString(arg.In(l, e))
		}
		s = s[open+end+1:]
	}
	b.WriteString(e.Ours(s))
	return b.String()
}

// Places returns the names of the places in a phrase in one language, sorted
// and without repeats.
func (p Phrase) Places(l Lang) []string {
	s := p.NL
	if l == EN {
		s = p.EN
	}
	seen := map[string]bool{}
	for {
		open := strings.IndexByte(s, '{')
		if open < 0 {
			break
		}
		end := strings.IndexByte(s[open:], '}')
		if end < 0 {
			break
		}
		seen[s[open+1:open+end]] = true
		s = s[open+end+1:]
	}
	names := make([]string, 0, len(seen))
	for n := range seen {
		names = append(names, n)
	}
	sort.Strings(names)
	return names
}

// A Plural is a phrase that depends on a number; {n} is the number.
type Plural struct{ One, Many Phrase }

// Count chooses the form for n and fills in the number. Dutch and English
// both use One for 1 only.
func (p Plural) Count(n int, args Args) Text {
	all := Args{"n": Number(n)}
	for k, v := range args {
		all[k] = v
	}
	if n == 1 {
		return p.One.With(all)
	}
	return p.Many.With(all)
}

// Plain is what a person typed, or any words we did not choose: a name, a
// title from a knowledge file, a question.
type Plain string

func (p Plain) In(_ Lang, e Escaper) string { return e.Theirs(string(p)) }

// Prose is what a model wrote. It is treated like Plain, and kept apart
// because people must be told.
type Prose string

func (p Prose) In(_ Lang, e Escaper) string { return e.Theirs(string(p)) }

// PerLang is words we did not choose that exist in two languages, such as the
// summary of an entry. Where one is missing the other is shown.
type PerLang struct{ NL, EN string }

func (p PerLang) In(l Lang, e Escaper) string {
	s, other := p.NL, p.EN
	if l == EN {
		s, other = p.EN, p.NL
	}
	if s == "" {
		s = other
	}
	return e.Theirs(s)
}

// Number is a whole number. Five digits or more are grouped as the language
// does: 10.000 in Dutch, 10,000 in English.
type Number int

func (n Number) In(l Lang, e Escaper) string {
	s := strconv.Itoa(int(n))
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	if len(s) >= 5 {
		sep := "."
		if l == EN {
			sep = ","
		}
		for i := len(s) - 3; i > 0; i -= 3 {
			s = s[:i] + sep + s[i:]
		}
	}
	return e.Ours(sign + s)
}

// Bold makes a text stand out.
func Bold(t Text) Text { return bold{t} }

type bold struct{ text Text }

func (b bold) In(l Lang, e Escaper) string {
	s := b.text.In(l, e)
	if s == "" {
		return ""
	}
	return e.Bold(s)
}

// Link makes a text lead to an address. Addresses other than http, https and
// mailto, and addresses with control characters or spaces, are not linked:
// only the words are shown.
func Link(t Text, url string) Text { return link{t, url} }

type link struct {
	text Text
	url  string
}

func (k link) In(l Lang, e Escaper) string {
	s := k.text.In(l, e)
	if !SafeURL(k.url) {
		return s
	}
	return e.Link(s, k.url)
}

// SafeURL tells whether an address may be shown as a link: http, https or
// mailto, at most 2000 bytes, nothing in it that could end the link early.
func SafeURL(url string) bool {
	rest, ok := "", false
	for _, scheme := range []string{"https://", "http://", "mailto:"} {
		if len(url) > len(scheme) && strings.EqualFold(url[:len(scheme)], scheme) {
			rest, ok = url[len(scheme):], true
		}
	}
	if !ok || rest == "" || len(url) > 2000 {
		return false
	}
	for _, r := range url {
		if r <= ' ' || r == 0x7f || strings.ContainsRune("<>\"`\\|^{}", r) || r >= 0x80 && r < 0xa0 || r == 0xfffd {
			return false
		}
	}
	return true
}

// Join puts texts behind one another without anything in between.
func Join(parts ...Text) Text { return joined(parts) }

type joined []Text

func (j joined) In(l Lang, e Escaper) string {
	var b strings.Builder
	for _, t := range j {
		b.WriteString(t.In(l, e))
	}
	return b.String()
}

// List puts texts behind one another as a sentence does: "a, b en c".
func List(parts ...Text) Text { return listed(parts) }

type listed []Text

func (ts listed) In(l Lang, e Escaper) string {
	var b strings.Builder
	for i, t := range ts {
		switch {
		case i == 0:
		case i == len(ts)-1 && l == EN:
			b.WriteString(e.Ours(" and "))
		case i == len(ts)-1:
			b.WriteString(e.Ours(" en "))
		default:
			b.WriteString(e.Ours(", "))
		}
		b.WriteString(t.In(l, e))
	}
	return b.String()
}

// Day is a date in words: "dinsdag 12 januari 2027", "Tuesday 12 January 2027".
// The location of the time decides which day it is.
type Day time.Time

func (d Day) In(l Lang, e Escaper) string { return e.Ours(dayIn(l, time.Time(d))) }

// Date is a date without its weekday: "12 januari 2027", "12 January 2027".
type Date time.Time

func (d Date) In(l Lang, e Escaper) string { return e.Ours(dateIn(l, time.Time(d))) }

// Moment is a date and a time in words: "dinsdag 12 januari 2027, 9.00 uur",
// "Tuesday 12 January 2027, 09:00". The location of the time decides.
type Moment time.Time

func (m Moment) In(l Lang, e Escaper) string {
	t := time.Time(m)
	if l == EN {
		return e.Ours(dayIn(l, t) + ", " + t.Format("15:04"))
	}
	return e.Ours(dayIn(l, t) + ", " + strconv.Itoa(t.Hour()) + t.Format(".04") + " uur")
}

var (
	dutchDays   = [...]string{"zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"}
	dutchMonths = [...]string{"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"}
)

func dateIn(l Lang, t time.Time) string {
	month := dutchMonths[t.Month()-1]
	if l == EN {
		month = t.Month().String()
	}
	return strconv.Itoa(t.Day()) + " " + month + " " + strconv.Itoa(t.Year())
}

func dayIn(l Lang, t time.Time) string {
	day := dutchDays[t.Weekday()]
	if l == EN {
		day = t.Weekday().String()
	}
	return day + " " + dateIn(l, t)
}
