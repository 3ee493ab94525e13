package bottest

import (
	"fmt"
	"slices"
	"strings"

	"wegwijs/bot"
)

// typed turns what a transcript fills in into the notation of bot.Values:
// labels of options become their values, "ja" becomes "yes". What a person
// could type although it is wrong (a number that is none) stays; what they
// could not choose is an error. No values empty the field.
func typed(f bot.Field, lang bot.Lang, values []string) ([]string, error) {
	values = slices.DeleteFunc(slices.Clone(values), func(s string) bool { return strings.TrimSpace(s) == "" })
	if f.Kind != bot.Choices && len(values) > 1 {
		return nil, fmt.Errorf("the field %q takes one value, not %d", f.Label.In(lang, rawText{}), len(values))
	}
	for i, v := range values {
		switch f.Kind {
		case bot.Choice, bot.Choices:
			at := slices.IndexFunc(f.Options, func(o bot.Option) bool { return sameLabel(v, o.Label.In(lang, plainText{})) })
			if at < 0 {
				return nil, fmt.Errorf("the field %q has no option %q", f.Label.In(lang, rawText{}), v)
			}
			values[i] = f.Options[at].Value
		case bot.DateTime:
			values[i] = strings.Replace(v, " ", "T", 1)
		case bot.YesNo:
			switch strings.ToLower(v) {
			case "ja", "yes":
				values[i] = "yes"
			case "nee", "no":
				values[i] = "no"
			default:
				return nil, fmt.Errorf("the field %q takes ja or nee, not %q", f.Label.In(lang, rawText{}), v)
			}
		}
	}
	return values, nil
}

// inWords turns values in the notation of bot.Values into what a person sees
// in the field, or types for it.
func inWords(f bot.Field, lang bot.Lang, e bot.Escaper, values []string) []string {
	var out []string
	for _, v := range values {
		switch f.Kind {
		case bot.Choice, bot.Choices:
			for _, o := range f.Options {
				if o.Value == v {
					v = o.Label.In(lang, e)
					break
				}
			}
		case bot.DateTime:
			v = strings.Replace(v, "T", " ", 1)
		case bot.YesNo:
			word := bot.Phrase{NL: "nee", EN: "no"}
			if v == "yes" {
				word = bot.Phrase{NL: "ja", EN: "yes"}
			}
			v = word.In(lang, e)
		default:
			v = e.Theirs(v)
		}
		out = append(out, v)
	}
	return out
}
