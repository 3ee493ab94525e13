package find

import (
	"fmt"
	"strings"
	"time"
)

// Kind says what sort of thing an entry describes.
type Kind string

// The kinds an entry may have.
const (
	Knowledge Kind = "knowledge"
	Tool      Kind = "tool"
	Network   Kind = "network"
	Body      Kind = "body"
	Training  Kind = "training"
	Rule      Kind = "rule"
	Example   Kind = "example"
	Contact   Kind = "contact"
)

// Kinds lists every kind in the order in which people browse them.
func Kinds() []Kind {
	return []Kind{Knowledge, Tool, Network, Body, Training, Rule, Example, Contact}
}

// Access says who can open an entry's link.
type Access string

// The ways an entry's link may be reachable.
const (
	Open          Access = "open"    // everyone, from anywhere
	WithAccount   Access = "account" // after signing in
	FromNetwork   Access = "network" // only from the organisation's own network
	UnknownAccess Access = ""        // the entry does not say
)

// Lang is a language of questions and texts.
type Lang string

// The languages the finder understands.
const (
	NL Lang = "nl"
	EN Lang = "en"
)

// Localized is one text in both languages; either may be empty.
type Localized struct{ NL, EN string }

// In returns the text in the language asked for, or the other one when that
// is empty.
func (l Localized) In(lang Lang) string {
	if lang == EN && l.EN != "" || l.NL == "" {
		return l.EN
	}
	return l.NL
}

// IsZero reports whether there is no text in any language.
func (l Localized) IsZero() bool { return l.NL == "" && l.EN == "" }

// Lists is a list of texts in both languages; either may be empty.
type Lists struct{ NL, EN []string }

// In returns the list in the language asked for, or the other one when that
// is empty.
func (l Lists) In(lang Lang) []string {
	if lang == EN && len(l.EN) > 0 || len(l.NL) == 0 {
		return l.EN
	}
	return l.NL
}

// Date is a calendar day without a time zone. The zero Date means none.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// IsZero reports whether there is no date.
func (d Date) IsZero() bool { return d == Date{} }

// String gives the date as 2026-11-23, or an empty string when there is none.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// PassedAt reports whether the whole day has passed at now, in now's own time
// zone. A zero Date never passes.
func (d Date) PassedAt(now time.Time) bool {
	if d.IsZero() {
		return false
	}
	return !now.Before(time.Date(d.Year, d.Month, d.Day+1, 0, 0, 0, 0, now.Location()))
}

// ParseDate reads a day written as 2026-11-23. It refuses days that do not
// exist and years outside 2000 to 2199, which are nearly always typing errors.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse("2006-01-02", s)
	if err != nil {
		return Date{}, fmt.Errorf("%q is no existing day; write it as 2026-11-23", clip(s, 40))
	}
	if t.Year() < 2000 || t.Year() > 2199 {
		return Date{}, fmt.Errorf("the year of %q lies outside 2000 to 2199; correct the year", clip(s, 40))
	}
	return Date{t.Year(), t.Month(), t.Day()}, nil
}

// Entry is one thing people can be pointed to, as one file describes it.
type Entry struct {
	ID         string
	Kind       Kind
	Title      Localized
	Summary    Localized
	Questions  Lists
	Keywords   []string
	URL        string
	Access     Access
	Owner      string    // a group that keeps the entry right
	Contact    Localized // the desk or mailbox to turn to
	Steps      Lists     // how to join or get it
	Source     string
	VerifiedOn Date
	ValidUntil Date // past it, the entry is no longer true
	Related    []string
	Caveat     Localized // what is uncertain about the entry
	Body       string    // Markdown below the front matter
	File       string    // where it came from, for messages
	Line       int       // of the id in the file; 0 when unknown
	Lines      Lines
}

// Lines are where keys of an entry stand in its file, for messages about what
// only shows beside other entries or as time passes. 0 is unknown.
type Lines struct{ Title, Related, VerifiedOn, ValidUntil int }

// checkedFor is how long a check of an entry counts: a year, as content owners
// are asked to look at every entry once a year.
const checkedFor = 365 * 24 * time.Hour

// Expired reports whether the entry says of itself that it is no longer true.
func (e *Entry) Expired(now time.Time) bool { return e.ValidUntil.PassedAt(now) }

// Overdue reports whether the entry was never checked, or was checked more than
// a year before now.
func (e *Entry) Overdue(now time.Time) bool {
	if e.VerifiedOn.IsZero() {
		return true
	}
	return e.VerifiedOn.PassedAt(now.Add(-checkedFor))
}

// pack puts the texts of an entry behind each other, and its lists: many small
// pieces of memory take more than what is in them.
func (e *Entry) pack() {
	e.Kind, e.Access = knownKindOf(string(e.Kind)), knownAccess(e.Access)
	lists := []*[]string{&e.Questions.NL, &e.Questions.EN, &e.Keywords, &e.Steps.NL, &e.Steps.EN, &e.Related}
	texts := []*string{
		&e.ID, &e.Title.NL, &e.Title.EN, &e.Summary.NL, &e.Summary.EN, &e.URL, &e.Owner, &e.Contact.NL, &e.Contact.EN,
		&e.Source, &e.Caveat.NL, &e.Caveat.EN, &e.Body, &e.File,
	}
	items := 0
	for _, list := range lists {
		items += len(*list)
	}
	all := make([]string, 0, items)
	for _, list := range lists {
		if len(*list) > 0 {
			from := len(all)
			all = append(all, *list...)
			*list = all[from:len(all):len(all)]
		}
	}
	for i := range all {
		texts = append(texts, &all[i])
	}
	size := 0
	for _, s := range texts {
		size += len(*s)
	}
	var b strings.Builder
	b.Grow(size)
	for _, s := range texts {
		from := b.Len()
		b.WriteString(*s)
		*s = b.String()[from:]
	}
}

// knownAccess shares the text of an access between entries.
func knownAccess(a Access) Access {
	for _, known := range []Access{UnknownAccess, Open, WithAccount, FromNetwork} {
		if a == known {
			return known
		}
	}
	return a
}

// clip shortens s to at most n runes, for messages that quote what was read.
func clip(s string, n int) string {
	i := 0
	for pos := range s {
		if i == n {
			return s[:pos] + "…"
		}
		i++
	}
	return s
}
