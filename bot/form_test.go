package bot

import (
	"strings"
	"testing"
)

func TestFieldCheck(t *testing.T) {
	options := []Option{{Plain("Ja"), "j"}, {Plain("Nee"), "n"}, {Plain("Weet niet"), "w"}}
	for _, tc := range []struct {
		name   string
		field  Field
		values []string
		want   string // in Dutch; empty when right
	}{
		{"empty", Field{Kind: ShortText}, nil, "Vul dit in."},
		{"blank", Field{Kind: LongText}, []string{" \n"}, "Vul dit in."},
		{"empty may be", Field{Kind: ShortText, Optional: true}, []string{""}, ""},
		{"short", Field{Kind: ShortText, Min: 3, Max: 10}, []string{"ab"}, "Vul ten minste 3 tekens in."},
		{"one short", Field{Kind: ShortText, Min: 1, Max: 2}, []string{"abc"}, "Dit zijn 3 tekens. Er passen er 2."},
		{"default bound", Field{Kind: ShortText}, []string{strings.Repeat("é", 151)}, "Dit zijn 151 tekens. Er passen er 150."},
		{"default bound of a long text", Field{Kind: LongText}, []string{strings.Repeat("é", 3000)}, ""},
		{"two texts", Field{Kind: ShortText}, []string{"a", "b"}, "Kies een van de antwoorden uit de lijst."},
		{"choice", Field{Kind: Choice, Options: options}, []string{"n"}, ""},
		{"never offered", Field{Kind: Choice, Options: options}, []string{"x"}, "Kies een van de antwoorden uit de lijst."},
		{"choices", Field{Kind: Choices, Options: options}, []string{"n", "w"}, ""},
		{"twice the same", Field{Kind: Choices, Options: options}, []string{"n", "n"}, "Kies een van de antwoorden uit de lijst."},
		{"too many", Field{Kind: Choices, Options: options, Max: 1}, []string{"n", "w"}, "Kies er ten hoogste 1."},
		{"too few", Field{Kind: Choices, Options: options, Min: 2}, []string{"n"}, "Kies er ten minste 2."},
		{"number", Field{Kind: WholeNumber, Min: 5, Max: 60}, []string{"15"}, ""},
		{"no number", Field{Kind: WholeNumber}, []string{"vijftien"}, "Vul een heel getal in, bijvoorbeeld 15."},
		{"number too large", Field{Kind: WholeNumber, Min: 5, Max: 60}, []string{"61"}, "Vul een getal in van 5 tot en met 60."},
		{"number beyond any", Field{Kind: WholeNumber}, []string{"99999999999999999999"}, "Vul een heel getal in, bijvoorbeeld 15."},
		{"date", Field{Kind: DateOnly}, []string{"2028-02-29"}, ""},
		{"no such date", Field{Kind: DateOnly}, []string{"2027-02-29"}, "Vul een datum in, bijvoorbeeld 2027-01-12."},
		{"moment", Field{Kind: DateTime}, []string{"2027-01-12T09:00"}, ""},
		{"no moment", Field{Kind: DateTime}, []string{"2027-01-12"}, "Vul een datum en tijd in, bijvoorbeeld 2027-01-12 09:00."},
		{"yes", Field{Kind: YesNo}, []string{"yes"}, ""},
		{"maybe", Field{Kind: YesNo}, []string{"maybe"}, "Antwoord met ja of nee."},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got := ""
			if wrong := tc.field.Check(tc.values); wrong != nil {
				got = wrong.In(NL, Literal)
			}
			if got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

func TestFormCheckNamesTheField(t *testing.T) {
	f := &Form{Fields: []Field{{Name: "a", Kind: ShortText}, {Name: "b", Kind: ShortText, Optional: true}}}
	errs := f.Check(Values{"unknown": {"x"}})
	if len(errs) != 1 || errs["a"] == nil {
		t.Errorf("got errors %v, want one for a", errs)
	}
	if errs := f.Check(Values{"a": {"x"}}); errs != nil {
		t.Errorf("got errors %v for a form that is right", errs)
	}
}

func TestInterviewReadsWhatPeopleType(t *testing.T) {
	options := [][2]string{{"Ter informatie", "info"}, {"Ter bespreking", "talk"}, {"3", "three"}}
	for _, tc := range []struct {
		field askedField
		typed string
		want  string // joined by |; "!" when it is wrong
	}{
		{askedField{Kind: Choice, Options: options}, "2", "talk"},
		{askedField{Kind: Choice, Options: options}, "2.", "talk"},
		{askedField{Kind: Choice, Options: options}, "3", "three"},
		{askedField{Kind: Choice, Options: options}, "ter INFORMATIE", "info"},
		{askedField{Kind: Choice, Options: options}, "4", "!"},
		{askedField{Kind: Choices, Options: options}, "1, ter bespreking,1", "info|talk"},
		{askedField{Kind: Choices, Options: options}, "1, iets", "!"},
		{askedField{Kind: YesNo}, "Ja!", "yes"},
		{askedField{Kind: YesNo}, "n", "no"},
		{askedField{Kind: YesNo}, "misschien", "!"},
		{askedField{Kind: DateOnly}, "12-1-2027", "2027-01-12"},
		{askedField{Kind: DateOnly}, "morgen", "!"},
		{askedField{Kind: DateTime}, "12-1-2027 9.00", "2027-01-12T09:00"},
		{askedField{Kind: DateTime}, "12-1-2027 09.00", "2027-01-12T09:00"},
		{askedField{Kind: ShortText}, "-", ""},
		{askedField{Kind: ShortText, Value: []string{"oud"}}, "-", "oud"},
		{askedField{Kind: ShortText, Value: []string{"oud"}, Optional: true}, "wis", ""},
		{askedField{Kind: ShortText, Value: []string{"oud"}}, "wis", "wis"},
		{askedField{Kind: LongText}, "regel 1\nregel 2", "regel 1\nregel 2"},
	} {
		values, wrong := tc.field.read(tc.typed)
		got := strings.Join(values, "|")
		if wrong != nil {
			got = "!"
		}
		if got != tc.want {
			t.Errorf("%q gives %q, want %q", tc.typed, got, tc.want)
		}
	}
}
