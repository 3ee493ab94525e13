package poll

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/teambition/rrule-go"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
)

// repeats are the repetitions that the form offers.
var repeats = []struct {
	rule  string
	label bot.Phrase
}{
	{"FREQ=WEEKLY", bot.Phrase{NL: "Elke week", EN: "Every week"}},
	{"FREQ=WEEKLY;INTERVAL=2", bot.Phrase{NL: "Elke twee weken", EN: "Every two weeks"}},
	{"FREQ=MONTHLY", bot.Phrase{NL: "Elke maand", EN: "Every month"}},
	{"FREQ=MONTHLY;INTERVAL=3", bot.Phrase{NL: "Elk kwartaal", EN: "Every quarter"}},
}

const (
	repeatNever = "no"
	repeatOwn   = "own"
)

// offered tells which of the offered repetitions a rule is.
func offered(rule string) (value string, label bot.Text, ok bool) {
	for _, r := range repeats {
		if rule == r.rule || strings.HasPrefix(rule, r.rule+";BYMONTHDAY=") {
			return r.rule, r.label, true
		}
	}
	return "", nil, false
}

func repeatName(rule string) bot.Text {
	if _, label, ok := offered(rule); ok {
		return label
	}
	return repeatByRule.With(bot.Args{"rule": bot.Plain(rule)})
}

// monthly keeps a repetition by the month in every month: RFC 5545 skips a
// month that does not have the day, so from the 29th on it is that day or else
// the last one before it.
func monthly(rule string, opens time.Time) string {
	if !strings.HasPrefix(rule, "FREQ=MONTHLY") || opens.Day() < 29 {
		return rule
	}
	days := "28,29,30,31"[:3*(opens.Day()-27)-1]
	return rule + ";BYMONTHDAY=" + days + ";BYSETPOS=-1"
}

// ownRule reads a repetition in the notation of RFC 5545, section 3.3.10.
// wrong says what to type instead.
func ownRule(typed string) (rule string, wrong bot.Text) {
	rule = strings.ToUpper(strings.Join(strings.Fields(typed), ""))
	rule = strings.TrimPrefix(rule, "RRULE:")
	if rule == "" {
		return "", repeatRuleEmpty
	}
	option, err := rrule.StrToROption(rule)
	if err != nil || strings.ContainsAny(rule, ":\n") {
		return "", repeatRuleWrong
	}
	if option.Freq > rrule.DAILY { // the library counts from YEARLY down to SECONDLY
		return "", repeatRuleOften
	}
	if len(option.Byhour)+len(option.Byminute)+len(option.Bysecond) > 0 {
		return "", repeatRuleHours
	}
	if _, err := rrule.NewRRule(*option); err != nil || !countable(option) {
		return "", repeatRuleWrong
	}
	return rule, nil
}

// countable tells whether the library can count a rule out: it panics on a ninth
// Tuesday of a month, and on its own Easter.
func countable(o *rrule.ROption) bool {
	most := 5
	if o.Freq == rrule.YEARLY && len(o.Bymonth) == 0 {
		most = 53
	}
	for _, day := range o.Byweekday {
		if day.N() > most || day.N() < -most {
			return false
		}
	}
	return len(o.Byeaster) == 0
}

// nextWave is when the first wave after a time opens, of a poll that opens first
// at opens; false when that was the last.
func (p *Poll) nextWave(s survey.Spec, opens, after time.Time) (time.Time, bool) {
	if s.Repeat == "" {
		return time.Time{}, false
	}
	option, err := rrule.StrToROption(s.Repeat)
	if err != nil {
		return time.Time{}, false
	}
	option.Dtstart = opens.In(p.opt.Zone)
	r, err := rrule.NewRRule(*option)
	if err != nil {
		return time.Time{}, false
	}
	next := r.After(after, false)
	return next, !next.IsZero()
}

// moreOf is the second form of a draft: what few polls need. It asks only what
// can matter for this one.
func (p *Poll) moreOf(x *poll) *bot.Form {
	f := &bot.Form{Action: "poll.moreform", State: x.ID, Title: moreTitle, Submit: formSubmit}
	yesNo := func(name string, label, help bot.Phrase, on bool) {
		value := "no"
		if on {
			value = "yes"
		}
		f.Fields = append(f.Fields, bot.Field{Name: name, Label: label, Help: help, Kind: bot.YesNo, Value: []string{value}})
	}
	f.Fields = append(f.Fields, bot.Field{Name: "opens", Label: moreOpens, Help: moreOpensHelp, Optional: true, Value: filled(p.momentTyped(x.spec.Opens))})
	repeat := bot.Field{Name: "repeat", Label: moreRepeat, Kind: bot.Choice, Value: []string{repeatNever}, Options: []bot.Option{{Label: repeatNot, Value: repeatNever}}}
	for _, r := range repeats {
		repeat.Options = append(repeat.Options, bot.Option{Label: r.label, Value: r.rule})
	}
	repeat.Options = append(repeat.Options, bot.Option{Label: repeatByOwn, Value: repeatOwn})
	own := ""
	if value, _, ok := offered(x.spec.Repeat); ok {
		repeat.Value = []string{value}
	} else if x.spec.Repeat != "" {
		repeat.Value, own = []string{repeatOwn}, x.spec.Repeat
	}
	f.Fields = append(f.Fields, repeat, bot.Field{Name: "rule", Label: moreRule, Help: moreRuleHelp, Optional: true, Value: filled(own)})
	if len(x.spec.Questions) > 0 {
		first := x.spec.Questions[0]
		if slices.ContainsFunc(x.spec.Questions, isScale) {
			i := slices.IndexFunc(x.spec.Questions, isScale)
			low, top := x.spec.Questions[i].Low, x.spec.Questions[i].Top
			f.Fields = append(f.Fields,
				bot.Field{Name: "low", Label: moreLow, Help: moreLowHelp, Optional: true, Max: survey.MaxLabel, Value: filled(low)},
				bot.Field{Name: "top", Label: moreTop, Help: moreTopHelp, Optional: true, Max: survey.MaxLabel, Value: filled(top)})
		}
		if first.Kind == survey.Several {
			most := bot.Field{Name: "max", Label: moreMost, Help: moreMostHelp, Kind: bot.WholeNumber, Optional: true, Min: 2, Max: survey.MaxOptions}
			if first.Max > 0 {
				most.Value = []string{bot.Number(first.Max).In(bot.NL, bot.Literal)}
			}
			f.Fields = append(f.Fields, most)
		}
		rest := ""
		if len(x.spec.Questions) > 1 {
			rest = survey.FormatQuestions(x.spec.Questions[1:])
		}
		f.Fields = append(f.Fields, bot.Field{Name: "questions", Label: moreQuestions, Help: moreQuestionsHelp, Kind: bot.LongText, Optional: true, Value: filled(firstRunes(rest, 3000))})
		if utf8.RuneCountInString(rest) > 3000 {
			// They do not fit, and half of them would be lost: they stay as they are.
			f.Fields = f.Fields[:len(f.Fields)-1]
		}
	}
	if len(x.spec.Places) > 1 {
		yesNo("split", moreSplit, moreSplitHelp, x.spec.Split)
	}
	yesNo("remind", moreRemind, moreRemindHelp, x.spec.Remind)
	if x.spec.Mode == survey.Named {
		yesNo("interim", moreInterim, moreInterimHelp, x.spec.Interim)
		if len(x.spec.Questions) > 0 && (x.spec.Questions[0].Kind == survey.One || x.spec.Questions[0].Kind == survey.Several) {
			yesNo("add", moreAdd, moreAddHelp, x.spec.AddOption)
		}
	}
	yesNo("nomaker", moreNoMaker, moreNoMakerHelp, x.spec.NoMaker)
	return f
}

func isScale(q survey.Question) bool { return q.Kind == survey.Scale }

// readMore takes the second form.
func (p *Poll) readMore(v bot.Values, x *poll, o *bot.Origin) (survey.Spec, bot.FieldErrors) {
	form := p.moreOf(x)
	errs := form.Check(v)
	if errs == nil {
		errs = bot.FieldErrors{}
	}
	has := func(name string) bool {
		return slices.ContainsFunc(form.Fields, func(f bot.Field) bool { return f.Name == name })
	}
	spec := x.spec
	spec.Questions = slices.Clone(x.spec.Questions)
	if typed := strings.TrimSpace(v.Text("opens")); typed != p.momentTyped(x.spec.Opens) {
		spec.Opens = time.Time{}
		if typed != "" {
			at, wrong := survey.ParseMoment(typed, o.At)
			if wrong != nil {
				errs["opens"] = wrong
			}
			spec.Opens = at
		}
	}
	opens := o.At
	if spec.Opens.After(opens) {
		opens = spec.Opens
	}
	switch value := v.Text("repeat"); value {
	case repeatNever:
		spec.Repeat = ""
		if strings.TrimSpace(v.Text("rule")) != "" {
			errs["rule"] = repeatRuleIdle
		}
	case repeatOwn:
		rule, wrong := ownRule(v.Text("rule"))
		if wrong != nil {
			errs["rule"] = wrong
		}
		spec.Repeat = rule
	default:
		if _, _, ok := offered(value); ok {
			spec.Repeat = monthly(value, opens.In(p.opt.Zone))
		}
		if strings.TrimSpace(v.Text("rule")) != "" {
			errs["rule"] = repeatRuleIdle
		}
	}
	if has("questions") {
		rest, wrong := survey.ParseQuestions(v.Text("questions"))
		switch {
		case strings.TrimSpace(v.Text("questions")) == "":
			rest = nil
		case len(wrong) > 0:
			errs["questions"] = sentences(wrong)
		case len(rest)+1 > survey.MaxQuestions:
			errs["questions"] = moreTooMany.With(bot.Args{"n": bot.Number(len(rest) + 1), "max": bot.Number(survey.MaxQuestions)})
		}
		spec.Questions = append(spec.Questions[:1], rest...)
	}
	if has("low") {
		// What is typed is for the questions that had no ends of their own, or the same ones.
		first := x.spec.Questions[slices.IndexFunc(x.spec.Questions, isScale)]
		for i, q := range spec.Questions {
			if isScale(q) && (i == 0 || q.Low == first.Low && q.Top == first.Top) {
				spec.Questions[i].Low, spec.Questions[i].Top = strings.TrimSpace(v.Text("low")), strings.TrimSpace(v.Text("top"))
			}
		}
		switch low, top := strings.TrimSpace(v.Text("low")), strings.TrimSpace(v.Text("top")); {
		case (low == "") != (top == ""):
			errs["top"] = moreBothEnds
		case low != "" && strings.EqualFold(low, top):
			errs["top"] = moreEqualEnds
		}
	}
	if has("max") {
		n, _ := v.Number("max")
		if n > len(spec.Questions[0].Options) {
			errs["max"] = moreMostTooMany.With(bot.Args{"n": bot.Number(len(spec.Questions[0].Options))})
		}
		spec.Questions[0].Max = n
	}
	for name, on := range map[string]*bool{"split": &spec.Split, "remind": &spec.Remind, "interim": &spec.Interim, "add": &spec.AddOption, "nomaker": &spec.NoMaker} {
		if has(name) {
			*on = v.Yes(name)
		}
	}
	for field, t := range blame(spec, o.At) {
		switch {
		case field == "closes":
			field = "opens" // the end is in the other form; here it is the start that can change
		case field == "kind" && len(errs) == 0 && has("questions"):
			field = "questions"
		case field != "opens":
			continue // not asked here, and the preview says so
		}
		if errs[field] == nil {
			errs[field] = t
		}
	}
	return spec, errs
}

// sentences puts sentences behind one another.
func sentences(all []bot.Text) bot.Text {
	var parts []bot.Text
	for i, t := range all {
		if i > 0 {
			parts = append(parts, bot.Phrase{NL: " ", EN: " "})
		}
		parts = append(parts, t)
	}
	return bot.Join(parts...)
}

// more opens the second form of a draft.
func (p *Poll) more(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	x, err := p.draft(ctx, &e.Origin, e.Value)
	if err != nil {
		return bot.Reply{}, err
	}
	return bot.Reply{Form: p.moreOf(x)}, nil
}

// submittedMore takes the second form. A draft that is not there any more has
// nothing to add to.
func (p *Poll) submittedMore(ctx context.Context, s *bot.Submit) (bot.Reply, error) {
	o := &s.Origin
	x, err := p.draft(ctx, o, s.State)
	if err != nil {
		return bot.Reply{}, err
	}
	spec, wrong := p.readMore(s.Values, x, o)
	if len(wrong) > 0 {
		return bot.Reply{}, wrong
	}
	x.spec = worded(spec, p.langFor(o))
	return p.keepAndShow(ctx, o, x)
}
