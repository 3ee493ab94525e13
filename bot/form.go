package bot

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// A Form asks several things at once. Where a platform has no forms the
// router asks its fields one by one.
type Form struct {
	Action string
	State  string // comes back with the Submit; at most 2000 bytes, readable by nobody but us
	Title  Text   // at most 24 characters
	Submit Text   // the button; at most 24 characters
	Intro  Text   // may be nil
	Fields []Field
}

// A Kind says what a field takes.
type Kind int

const (
	ShortText Kind = iota // one line
	LongText              // several lines
	Choice                // one of Options
	Choices               // any of Options
	WholeNumber
	DateOnly
	DateTime
	YesNo
)

// A Field is one thing a form asks.
type Field struct {
	Name     string // letters and digits, unique in the form
	Label    Text   // at most 24 characters: the narrowest platform cuts there
	Help     Text   // at most 150 characters; may be nil
	Kind     Kind
	Optional bool
	Options  []Option // of Choice and Choices
	Value    []string // filled in beforehand, in the notation of Values
	// Min and Max bound the length of a text in characters, the number of
	// choices, or a whole number. 0 and 0 mean no bounds of its own; a text
	// then holds at most 150 (ShortText) or 3000 (LongText) characters, the
	// limits of a Mattermost dialog
	// (https://developers.mattermost.com/integrate/plugins/interactive-dialogs/).
	Min, Max int
}

// Limits returns the bounds that hold for the field.
func (f Field) Limits() (min, max int) {
	min, max = f.Min, f.Max
	if max == 0 {
		switch f.Kind {
		case ShortText:
			max = 150
		case LongText:
			max = 3000
		case Choices:
			max = len(f.Options)
		}
	}
	return min, max
}

// Values are what a person filled in, by the name of the field. A field left
// empty is absent. Dates are "2006-01-02", date and time "2006-01-02T15:04" in
// the zone of the installation, yes/no "yes" or "no", numbers as typed.
// They are not trusted: Form.Check says what is wrong with them.
type Values map[string][]string

// Text returns a text, a single choice, or "".
func (v Values) Text(name string) string {
	if len(v[name]) == 0 {
		return ""
	}
	return v[name][0]
}

// All returns the choices of a Choices field.
func (v Values) All(name string) []string { return v[name] }

// Yes tells whether a YesNo field was answered with yes.
func (v Values) Yes(name string) bool { return v.Text(name) == "yes" }

// Number returns a whole number; false when it is absent or not a number.
func (v Values) Number(name string) (int, bool) {
	n, err := strconv.Atoi(strings.TrimSpace(v.Text(name)))
	return n, err == nil
}

// Date returns the day at midnight in zone; false when absent or impossible.
func (v Values) Date(name string, zone *time.Location) (time.Time, bool) {
	t, err := time.ParseInLocation("2006-01-02", v.Text(name), zone)
	return t, err == nil
}

// DateTime returns the moment in zone; false when absent or impossible.
func (v Values) DateTime(name string, zone *time.Location) (time.Time, bool) {
	t, err := time.ParseInLocation("2006-01-02T15:04", v.Text(name), zone)
	return t, err == nil
}

var (
	needed      = Phrase{"Vul dit in.", "Please fill this in."}
	notOffered  = Phrase{"Kies een van de antwoorden uit de lijst.", "Choose one of the answers in the list."}
	notANumber  = Phrase{"Vul een heel getal in, bijvoorbeeld 15.", "Enter a whole number, for example 15."}
	notADate    = Phrase{"Vul een datum in, bijvoorbeeld 2027-01-12.", "Enter a date, for example 2027-01-12."}
	notAMoment  = Phrase{"Vul een datum en tijd in, bijvoorbeeld 2027-01-12 09:00.", "Enter a date and time, for example 2027-01-12 09:00."}
	notYesNo    = Phrase{"Antwoord met ja of nee.", "Answer yes or no."}
	tooShort    = Plural{Phrase{"Vul ten minste {n} teken in.", "Enter at least {n} character."}, Phrase{"Vul ten minste {n} tekens in.", "Enter at least {n} characters."}}
	tooLong     = Phrase{"Dit zijn {n} tekens. Er passen er {max}.", "This is {n} characters. There is room for {max}."}
	tooFew      = Phrase{"Kies er ten minste {n}.", "Choose at least {n}."}
	tooMany     = Phrase{"Kies er ten hoogste {n}.", "Choose at most {n}."}
	outOfBounds = Phrase{"Vul een getal in van {min} tot en met {max}.", "Enter a number from {min} to {max}."}
)

// Check returns what is wrong with values that claim to answer the form, nil
// when nothing is. Fields the form does not have are ignored by everybody.
func (f *Form) Check(v Values) FieldErrors {
	errs := FieldErrors{}
	for _, field := range f.Fields {
		if t := field.Check(v[field.Name]); t != nil {
			errs[field.Name] = t
		}
	}
	if len(errs) == 0 {
		return nil
	}
	return errs
}

// Check returns what is wrong with the values of one field, nil when nothing is.
func (f Field) Check(values []string) Text {
	empty := true
	for _, s := range values {
		if strings.TrimSpace(s) != "" {
			empty = false
		}
	}
	if empty {
		if f.Optional {
			return nil
		}
		return needed
	}
	min, max := f.Limits()
	if f.Kind != Choices && len(values) > 1 {
		return notOffered
	}
	switch f.Kind {
	case ShortText, LongText:
		n := utf8.RuneCountInString(strings.TrimSpace(values[0]))
		if n < min {
			return tooShort.Count(min, nil)
		}
		if n > max {
			return tooLong.With(Args{"n": Number(n), "max": Number(max)})
		}
	case Choice, Choices:
		seen := map[string]bool{}
		for _, s := range values {
			if !f.offers(s) || seen[s] {
				return notOffered
			}
			seen[s] = true
		}
		if f.Kind == Choices && len(values) < min {
			return tooFew.With(Args{"n": Number(min)})
		}
		if f.Kind == Choices && len(values) > max {
			return tooMany.With(Args{"n": Number(max)})
		}
	case WholeNumber:
		n, ok := Values{"": values}.Number("")
		if !ok {
			return notANumber
		}
		if (f.Min != 0 || f.Max != 0) && (n < f.Min || n > f.Max) {
			return outOfBounds.With(Args{"min": Number(f.Min), "max": Number(f.Max)})
		}
	case DateOnly:
		if _, ok := (Values{"": values}).Date("", time.UTC); !ok {
			return notADate
		}
	case DateTime:
		if _, ok := (Values{"": values}).DateTime("", time.UTC); !ok {
			return notAMoment
		}
	case YesNo:
		if values[0] != "yes" && values[0] != "no" {
			return notYesNo
		}
	default:
		panic(fmt.Sprintf("bot: field %q has unknown kind %d", f.Name, f.Kind))
	}
	return nil
}

func (f Field) offers(value string) bool {
	for _, o := range f.Options {
		if o.Value == value {
			return true
		}
	}
	return false
}
