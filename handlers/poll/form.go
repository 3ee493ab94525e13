package poll

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
)

// mostTyped is the most of a question that fits in the form: more than a
// question may have, so that who typed too much can shorten it there.
const mostTyped = 3000

// mostPlaces is the most channels of one poll.
const mostPlaces = 20

// A kind is a type of question as the form offers it.
type formKind struct {
	value string
	label bot.Phrase
	kind  survey.Kind
	high  int
}

// formAuto is what the form starts with: no answers of your own is yes or no.
const formAuto = "auto"

var formKinds = []formKind{
	{formAuto, bot.Phrase{NL: "Eén antwoord (leeg: ja of nee)", EN: "One answer (empty: yes or no)"}, survey.One, 0},
	{"yesno", bot.Phrase{NL: "Ja of nee", EN: "Yes or no"}, survey.YesNo, 0},
	{"several", bot.Phrase{NL: "Meer antwoorden mogen", EN: "Several answers allowed"}, survey.Several, 0},
	{"rank", bot.Phrase{NL: "Op volgorde zetten", EN: "Put in order"}, survey.Rank, 0},
	{"scale5", bot.Phrase{NL: "Schaal van 1 tot 5", EN: "Scale from 1 to 5"}, survey.Scale, 5},
	{"scale10", bot.Phrase{NL: "Schaal van 1 tot 10", EN: "Scale from 1 to 10"}, survey.Scale, 10},
	{"enps", bot.Phrase{NL: "eNPS: 0 tot 10, werkgever aanraden", EN: "eNPS: 0 to 10, recommend as employer"}, survey.ENPS, 0},
	{"mood", bot.Phrase{NL: "Stemming: hoe gaat het?", EN: "Mood: how are things?"}, survey.Mood, 0},
	{"open", bot.Phrase{NL: "Open vraag: eigen woorden", EN: "Open question: own words"}, survey.Open, 0},
}

// takesOptions tells whether people choose from answers of the maker's own.
func takesOptions(k survey.Kind) bool {
	return k == survey.One || k == survey.Several || k == survey.Rank
}

// kindOf is how the form shows the type of a question. Yes or no is shown as what
// the form starts with, so that answers can be added without another choice.
func kindOf(q survey.Question) string {
	if q.Kind == survey.YesNo {
		return formAuto
	}
	for _, k := range formKinds {
		if k.kind == q.Kind && (q.Kind != survey.Scale || k.high == q.High) {
			return k.value
		}
	}
	return formAuto
}

const templatePrefix = "t:"

// fillIn is the form of a draft, filled with what it holds. doubts are what was
// not understood of what somebody typed.
func (p *Poll) fillIn(x *poll, doubts []bot.Text) *bot.Form {
	var q survey.Question
	if len(x.spec.Questions) > 0 {
		q = x.spec.Questions[0]
	}
	f := &bot.Form{Action: "poll.form", State: x.ID, Title: formTitle, Submit: formSubmit}
	if len(doubts) > 0 {
		parts := []bot.Text{formDoubts}
		for _, d := range doubts {
			parts = append(parts, bot.Phrase{NL: " ", EN: " "}, d)
		}
		f.Intro = bot.Join(parts...)
	}
	kinds := make([]bot.Option, 0, len(formKinds)+len(survey.Templates()))
	for _, k := range formKinds {
		kinds = append(kinds, bot.Option{Label: k.label, Value: k.value})
	}
	for _, t := range survey.Templates() {
		kinds = append(kinds, bot.Option{Label: formTemplate.With(bot.Args{"title": t.Title}), Value: templatePrefix + t.ID})
	}
	mode := x.spec.Mode
	if mode == "" {
		mode = survey.Unnamed
	}
	question := bot.Field{Name: "question", Label: formQuestion, Help: formQuestionHelp, Kind: bot.LongText, Optional: true, Max: mostTyped}
	question.Value = filled(firstRunes(q.Text, mostTyped))
	if len(x.spec.Questions) > 1 {
		question.Help = formFirst.With(bot.Args{"n": bot.Number(len(x.spec.Questions) - 1)})
	}
	options := bot.Field{Name: "options", Label: formOptions, Help: formOptionsHelp, Kind: bot.LongText, Optional: true, Max: mostTyped}
	options.Value = filled(firstRunes(strings.Join(q.Options, "\n"), mostTyped))
	channels := bot.Field{Name: "channels", Label: formChannels, Help: formChannelsHelp.With(bot.Args{"example": bot.Plain("#algemeen, #beheer")}), Optional: true, Value: filled(placesTyped(x.spec.Places, bot.PlatformName(x.Platform)))}
	if len(channels.Value) > 0 && utf8.RuneCountInString(channels.Value[0]) > 100 {
		channels.Kind = bot.LongText
	}
	kind := formAuto
	if q.Kind != "" {
		kind = kindOf(q)
	}
	f.Fields = []bot.Field{
		question,
		{Name: "kind", Label: formKindLabel, Kind: bot.Choice, Options: kinds, Value: []string{kind}},
		options,
		{Name: "mode", Label: formMode, Help: formModeHelp, Kind: bot.Choice, Value: []string{string(mode)}, Options: []bot.Option{
			{Label: modeUnnamed, Value: string(survey.Unnamed)},
			{Label: modeFinal, Value: string(survey.Final)},
			{Label: modeNamed, Value: string(survey.Named)},
		}},
		{Name: "closes", Label: formCloses, Help: formClosesHelp, Optional: true, Value: filled(p.momentTyped(x.spec.Closes))},
		channels,
	}
	return f
}

func filled(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

func firstRunes(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most])
	}
	return s
}

// momentTyped is how a moment is typed; empty for none.
func (p *Poll) momentTyped(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(p.opt.Zone).Format("2006-01-02 15:04")
}

// read takes what was filled in for a draft. The channels are looked up
// elsewhere: here they are only names.
func (p *Poll) readForm(v bot.Values, x *poll, o *bot.Origin) (spec survey.Spec, channels []string, errs bot.FieldErrors) {
	if errs = p.fillIn(x, nil).Check(v); errs == nil {
		errs = bot.FieldErrors{}
	}
	spec = x.spec
	spec.Questions = slices.Clone(x.spec.Questions)
	spec.Mode = survey.Mode(v.Text("mode"))
	value := v.Text("kind")
	if id, ok := strings.CutPrefix(value, templatePrefix); ok {
		if t, ok := templateOf(id); ok {
			spec.Questions, spec.Template = t.Questions(p.langFor(o)), t.ID
		}
		if strings.TrimSpace(v.Text("question")+v.Text("options")) != "" {
			errs["kind"] = formTemplateEmpty // what was typed would be lost
		}
	} else {
		p.readQuestion(v, value, &spec, errs)
	}
	if spec.Mode != survey.Named {
		// Whoever asked for them read why they are not there without names.
		spec.Interim, spec.AddOption = false, false
	}
	if typed := strings.TrimSpace(v.Text("closes")); typed != p.momentTyped(x.spec.Closes) {
		spec.Closes = time.Time{}
		if typed != "" {
			at, wrong := survey.ParseMoment(typed, o.At)
			if wrong != nil {
				errs["closes"] = wrong
			}
			spec.Closes = at
		}
	}
	for field, t := range blame(spec, o.At) {
		// When it opens is in the other form, and the preview says what is wrong with it.
		if errs[field] == nil && field != "opens" {
			errs[field] = t
		}
	}
	channels = channelNames(v.Text("channels"))
	switch {
	case len(channels) == 0 && errs["channels"] == nil:
		errs["channels"] = formNoChannel.With(bot.Args{"example": bot.Plain("#algemeen")})
	case len(channels) > mostPlaces:
		errs["channels"] = formManyChannels.With(bot.Args{"n": bot.Number(len(channels)), "max": bot.Number(mostPlaces)})
	}
	return spec, channels, errs
}

// readQuestion takes the question of the form.
func (p *Poll) readQuestion(v bot.Values, value string, spec *survey.Spec, errs bot.FieldErrors) {
	var q survey.Question
	if len(spec.Questions) > 0 {
		q = spec.Questions[0]
	} else {
		spec.Questions = make([]survey.Question, 1)
	}
	was := q
	q.Text = strings.TrimSpace(v.Text("question"))
	q.Options = survey.SplitOptions(v.Text("options"))
	if i := slices.IndexFunc(formKinds, func(k formKind) bool { return k.value == value }); i >= 0 {
		q.Kind, q.High = formKinds[i].kind, formKinds[i].high
	}
	switch {
	case value == formAuto && len(q.Options) == 0:
		q.Kind = survey.YesNo
	case !takesOptions(q.Kind) && len(q.Options) > 0:
		errs["options"] = formNoOptions
	}
	if q.Kind != was.Kind || q.High != was.High {
		q.Max, q.Low, q.Top = 0, "", ""
	}
	spec.Questions[0] = q
}

// blame says which field is at fault for what is impossible about a poll: a
// fault that goes away when a field is harmless is that field's.
func blame(spec survey.Spec, now time.Time) bot.FieldErrors {
	faults := spec.FaultsAt(now)
	if len(faults) == 0 {
		return nil
	}
	without := func(change func(s *survey.Spec)) (left []string) {
		s := spec
		s.Questions = slices.Clone(spec.Questions)
		if len(s.Questions) == 0 {
			s.Questions = make([]survey.Question, 1)
		}
		change(&s)
		for _, t := range s.FaultsAt(now) {
			left = append(left, t.In(bot.NL, bot.Literal))
		}
		return left
	}
	fields := []struct {
		name string
		left []string
	}{
		{"question", without(func(s *survey.Spec) { s.Questions[0].Text = "Hoe gaat het?" })},
		{"options", without(func(s *survey.Spec) {
			q := &s.Questions[0]
			q.Options = nil
			if takesOptions(q.Kind) {
				q.Options = []string{"Appel", "Peer"}
			}
		})},
		{"opens", without(func(s *survey.Spec) { s.Opens = time.Time{} })},
		{"closes", without(func(s *survey.Spec) { s.Closes = time.Time{} })},
	}
	by := map[string][]bot.Text{}
	for _, t := range faults {
		name := "kind"
		for _, f := range fields {
			if !slices.Contains(f.left, t.In(bot.NL, bot.Literal)) {
				name = f.name
				break
			}
		}
		by[name] = append(by[name], t)
	}
	errs := bot.FieldErrors{}
	for name, all := range by {
		errs[name] = sentences(all)
	}
	return errs
}

// edit opens the form of a draft.
func (p *Poll) edit(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	x, err := p.draft(ctx, &e.Origin, e.Value)
	if err != nil {
		return bot.Reply{}, err
	}
	return bot.Reply{Form: p.fillIn(x, nil)}, nil
}

// submit takes the form: what is wrong with it keeps it open, and else the
// draft is kept and shown as it will look.
func (p *Poll) submitted(ctx context.Context, s *bot.Submit) (bot.Reply, error) {
	o := &s.Origin
	x, err := p.started(ctx, o, s.State)
	if err != nil {
		return bot.Reply{}, err
	}
	spec, names, wrong := p.readForm(s.Values, x, o)
	var places []survey.Place
	if wrong["channels"] == nil {
		var unknown []string
		if places, unknown, err = p.findPlaces(ctx, o, names); err != nil {
			return bot.Reply{}, err
		}
		if len(unknown) > 0 {
			wrong["channels"] = placeUnknown.With(bot.Args{"channels": channelList(unknown)})
		}
	}
	if len(wrong) > 0 {
		return bot.Reply{}, wrong
	}
	spec.Places, spec.Split = places, spec.Split && len(places) > 1
	x.spec, x.MakerName = worded(spec, p.langFor(o)), o.From.Name
	return p.keepAndShow(ctx, o, x)
}

// keepAndShow keeps a draft and shows it to its maker as it will look.
func (p *Poll) keepAndShow(ctx context.Context, o *bot.Origin, x *poll) (bot.Reply, error) {
	found := p.examine(ctx, o, x)
	x.Asked = max(found.asked, 0)
	if err := p.keep(ctx, o, x); err != nil {
		return bot.Reply{}, err
	}
	return bot.Reply{Private: p.preview(ctx, o, x, found)}, nil
}
