package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// interview is a form that is asked field by field in the direct conversation,
// because the platform has no forms. It survives a restart, so its texts are
// kept as words in the language of the person.
type interview struct {
	Action string       `json:"action"`
	State  string       `json:"state,omitempty"`
	Title  string       `json:"title"`
	Fields []askedField `json:"fields"`
	Left   []int        `json:"left"` // indices of the fields still to ask; the first is being asked
	Values Values       `json:"values"`
	// where the form was opened: the reply to it goes there
	Channel ChannelID `json:"channel,omitempty"`
	Thread  MessageID `json:"thread,omitempty"`
	Direct  bool      `json:"direct,omitempty"`
	Lang    Lang      `json:"lang"`
	Since   int64     `json:"since"`           // Unix seconds of its start
	Taken   string    `json:"taken,omitempty"` // mark of the message that was taken as an answer last
}

// interviewFor is how long an interview stays open. After that, what a person
// says is no answer to it any more.
const interviewFor = 24 * time.Hour

type askedField struct {
	Name     string      `json:"name"`
	Label    string      `json:"label"`
	Help     string      `json:"help,omitempty"`
	Kind     Kind        `json:"kind"`
	Optional bool        `json:"optional,omitempty"`
	Options  [][2]string `json:"options,omitempty"` // label, value
	Value    []string    `json:"value,omitempty"`
	Min      int         `json:"min,omitempty"`
	Max      int         `json:"max,omitempty"`
}

func (a askedField) field() Field {
	f := Field{Name: a.Name, Label: Plain(a.Label), Kind: a.Kind, Optional: a.Optional, Value: a.Value, Min: a.Min, Max: a.Max}
	for _, o := range a.Options {
		f.Options = append(f.Options, Option{Label: Plain(o[0]), Value: o[1]})
	}
	return f
}

// open shows a form, or starts to ask it. It returns what else the person must
// be told, by letter.
func (r *Router) open(ctx context.Context, o *Origin, reply Reply, run *running) []letter {
	lang := reply.Lang
	if lang == "" {
		lang = o.Lang
	}
	p := r.platforms[o.Platform]
	if p == nil {
		return r.told(o, r.fault(fmt.Errorf("there is no platform %q", o.Platform), run))
	}
	r.opt.Memory.Outside("open a form")
	err := p.OpenForm(ctx, o, reply.Form, lang)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, ErrNoForms):
		ls, err := r.startInterview(ctx, o, reply.Form, lang)
		if err != nil {
			return r.told(o, r.fault(err, run))
		}
		return ls
	case Retryable(err):
		return r.told(o, Say(Para{Text: textFormFailed}))
	}
	return r.told(o, r.fault(err, run))
}

func (r *Router) told(o *Origin, m *Message) []letter {
	return []letter{{r.privately(nil, o, "", o.Mark+"/form"), m, false}}
}

func (r *Router) startInterview(ctx context.Context, o *Origin, f *Form, lang Lang) ([]letter, error) {
	words := func(t Text) string {
		if t == nil {
			return ""
		}
		return t.In(lang, Literal)
	}
	if open, err := r.interviewOf(ctx, o); err != nil {
		return nil, err
	} else if open != nil {
		// One at a time, and nothing that was typed is thrown away.
		busy := Say(append([]Block{Para{Text: textBusy.With(Args{"title": Plain(open.Title)})}}, open.question()...)...)
		return []letter{{Address{Platform: o.Platform, User: o.From.ID, Lang: open.Lang, Once: o.Mark + "/interview"}, busy, false}}, nil
	}
	iv := interview{Since: o.At.Unix(), Action: f.Action, State: f.State, Title: words(f.Title), Values: Values{}, Channel: o.Channel, Thread: o.Thread, Direct: o.Direct, Lang: lang}
	for i, fd := range f.Fields {
		a := askedField{Name: fd.Name, Label: words(fd.Label), Help: words(fd.Help), Kind: fd.Kind, Optional: fd.Optional, Value: fd.Value, Min: fd.Min, Max: fd.Max}
		for _, opt := range fd.Options {
			a.Options = append(a.Options, [2]string{words(opt.Label), opt.Value})
		}
		iv.Fields = append(iv.Fields, a)
		iv.Left = append(iv.Left, i)
	}
	if len(iv.Left) == 0 {
		return nil, errors.New("a form without fields")
	}
	if err := r.keep(ctx, o, &iv); err != nil {
		return nil, err
	}
	first := Say(Para{Text: Bold(Plain(iv.Title))})
	if f.Intro != nil {
		first.Blocks = append(first.Blocks, Para{Text: f.Intro})
	}
	first.Blocks = append(first.Blocks, Para{Text: textInterview})
	first.Blocks = append(first.Blocks, iv.question()...)
	ls := []letter{{Address{Platform: o.Platform, User: o.From.ID, Lang: lang, Once: o.Mark + "/interview"}, first, false}}
	if !o.Directly() {
		ls = append(r.told(o, Say(Para{Text: textInterviewMoved})), ls...)
	}
	return ls, nil
}

// question asks the field whose turn it is.
func (iv *interview) question() []Block {
	f := iv.Fields[iv.Left[0]]
	ask := Para{Text: Bold(Plain(f.Label)), Numbered: true}
	for _, o := range f.Options {
		ask.Items = append(ask.Items, Plain(o[0]))
	}
	blocks := []Block{ask}
	if f.Help != "" {
		blocks = append(blocks, Para{Text: Plain(f.Help)})
	}
	switch {
	case f.Kind == Choices:
		blocks = append(blocks, Note{textSeveral})
	case f.Kind == YesNo:
		blocks = append(blocks, Note{textYesNo})
	}
	switch {
	case len(f.Value) > 0 && f.Optional:
		blocks = append(blocks, Note{textKeepOrClear.With(Args{"value": f.shown()})})
	case len(f.Value) > 0:
		blocks = append(blocks, Note{textKeep.With(Args{"value": f.shown()})})
	case f.Optional:
		blocks = append(blocks, Note{textSkip})
	}
	return blocks
}

// shown is what is filled in, in the words of the person.
func (a askedField) shown() Text {
	var all []Text
	for _, v := range a.Value {
		word := Text(Plain(v))
		for _, o := range a.Options {
			if o[1] == v {
				word = Plain(o[0])
			}
		}
		if a.Kind == YesNo {
			word = Phrase{"nee", "no"}
			if v == "yes" {
				word = Phrase{"ja", "yes"}
			}
		}
		all = append(all, word)
	}
	return List(all...)
}

func (r *Router) keep(ctx context.Context, o *Origin, iv *interview) error {
	var data []byte
	var until time.Time
	if iv != nil {
		until = time.Unix(iv.Since, 0).Add(interviewFor)
		var err error
		if data, err = json.Marshal(iv); err != nil {
			return fmt.Errorf("interview: %w", err)
		}
	}
	if err := r.setAsked(ctx, noteInterview, o.Person(), data, until); err != nil {
		return fmt.Errorf("interview: %w", err)
	}
	return nil
}

func (r *Router) interviewOf(ctx context.Context, o *Origin) (*interview, error) {
	data, err := r.asked(ctx, noteInterview, o.Person())
	if err != nil || len(data) == 0 {
		return nil, err
	}
	iv := &interview{}
	if err := json.Unmarshal(data, iv); err != nil {
		return nil, fmt.Errorf("interview: %w", err)
	}
	if o.At.Sub(time.Unix(iv.Since, 0)) > interviewFor {
		return nil, nil
	}
	return iv, nil
}

// interviewed takes what a person said as the answer to the question that is
// open, if one is: it says the next question, or returns the submitted form.
func (r *Router) interviewed(ctx context.Context, o *Origin, text string) (Event, *Reply, error) {
	iv, err := r.interviewOf(ctx, o)
	if err != nil || iv == nil {
		return nil, nil, err
	}
	if strings.EqualFold(text, "stop") {
		return nil, &Reply{Private: Say(Para{Text: textStopped})}, r.keep(ctx, o, nil)
	}
	if iv.Taken == o.Mark {
		// The same message once more, after a crash: it has been taken.
		return nil, &Reply{Private: Say(iv.question()...), Lang: iv.Lang}, nil
	}
	asked := &iv.Fields[iv.Left[0]]
	values, wrong := asked.read(text)
	if wrong == nil {
		wrong = asked.field().Check(values)
	}
	if wrong != nil {
		return nil, &Reply{Private: Say(append(append([]Block{Para{Text: wrong}}, iv.question()...), Note{textStop})...), Lang: iv.Lang}, nil
	}
	iv.Taken = o.Mark
	delete(iv.Values, asked.Name)
	if len(values) > 0 {
		iv.Values[asked.Name] = values
	}
	if len(iv.Left) > 1 {
		iv.Left = iv.Left[1:]
		return nil, &Reply{Private: Say(iv.question()...), Lang: iv.Lang}, r.keep(ctx, o, iv)
	}
	// Kept until the handler has accepted it, so that nothing typed is lost:
	// the last question stays open, with its answer filled in.
	asked.Value = values
	if err := r.keep(ctx, o, iv); err != nil {
		return nil, nil, err
	}
	at := *o
	at.Channel, at.Thread, at.Direct, at.Lang, at.aside = iv.Channel, iv.Thread, iv.Direct, iv.Lang, true
	return &Submit{Origin: at, Action: iv.Action, State: iv.State, Values: iv.Values}, nil, nil
}

// askAgain continues an interview whose form came back with field errors: the
// wrong fields once more. Nil when the form was no interview.
func (r *Router) askAgain(ctx context.Context, s *Submit, wrong FieldErrors) (*Message, error) {
	if !s.aside {
		return nil, nil
	}
	iv, err := r.interviewOf(ctx, &s.Origin)
	if err != nil || iv == nil {
		return nil, err
	}
	para := Para{Text: textAgain}
	iv.Left, iv.Values = nil, s.Values
	for i, f := range iv.Fields {
		if t := wrong[f.Name]; t != nil {
			para.Items = append(para.Items, Join(Bold(Plain(f.Label)), Phrase{": ", ": "}, t))
			iv.Left = append(iv.Left, i)
		}
		iv.Fields[i].Value = iv.Values[f.Name]
	}
	if len(iv.Left) == 0 {
		return nil, errors.New("field errors name no field of the form")
	}
	if err := r.keep(ctx, &s.Origin, iv); err != nil {
		return nil, err
	}
	return Say(append(append([]Block{para}, iv.question()...), Note{textStop})...), nil
}

// withQuestion puts the question that is still open behind a message that says
// why the form was not accepted: answering it sends everything once more.
func (r *Router) withQuestion(ctx context.Context, o *Origin, m *Message) *Message {
	iv, err := r.interviewOf(ctx, o)
	if err != nil || iv == nil {
		return m // what went wrong is logged already, and is what matters to the person
	}
	return &Message{Blocks: append(append(slices.Clone(m.Blocks), iv.question()...), Note{textStop})}
}

// read turns what was typed into values in the notation of Values.
func (a askedField) read(text string) (values []string, wrong Text) {
	if a.Optional && len(a.Value) > 0 && (strings.EqualFold(text, "wis") || strings.EqualFold(text, "clear")) {
		return nil, nil
	}
	if text == "-" {
		if len(a.Value) > 0 {
			return a.Value, nil
		}
		return nil, nil
	}
	switch a.Kind {
	case Choice:
		if v, ok := a.option(text); ok {
			return []string{v}, nil
		}
		return nil, notOffered
	case Choices:
		if v, ok := a.option(text); ok {
			return []string{v}, nil
		}
		for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ';' || r == '\n' }) {
			if strings.TrimSpace(part) == "" {
				continue
			}
			v, ok := a.option(part)
			if !ok {
				return nil, notOffered
			}
			if !slices.Contains(values, v) {
				values = append(values, v)
			}
		}
		return values, nil
	case YesNo:
		switch strings.ToLower(strings.TrimRight(text, ".!")) {
		case "ja", "j", "yes", "y":
			return []string{"yes"}, nil
		case "nee", "n", "no":
			return []string{"no"}, nil
		}
		return nil, notYesNo
	case DateOnly:
		if t, ok := parseAny(text, "2006-01-02", "2-1-2006", "2/1/2006"); ok {
			return []string{t.Format("2006-01-02")}, nil
		}
		return nil, notADate
	case DateTime:
		if t, ok := parseAny(text, "2006-01-02 15:04", "2006-01-02T15:04", "2006-01-02 15.04", "2-1-2006 15:04", "2-1-2006 15.04"); ok {
			return []string{t.Format("2006-01-02T15:04")}, nil
		}
		return nil, notAMoment
	}
	return []string{text}, nil
}

func parseAny(text string, layouts ...string) (time.Time, bool) {
	for _, layout := range layouts {
		if t, err := time.Parse(layout, strings.TrimSpace(text)); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// option finds an option by its label or its number; labels go first, because
// an option may be called "3".
func (a askedField) option(text string) (value string, ok bool) {
	text = strings.TrimSpace(text)
	for _, o := range a.Options {
		if strings.EqualFold(o[0], text) {
			return o[1], true
		}
	}
	n, err := strconv.Atoi(strings.TrimRight(text, ".)"))
	if err != nil {
		return "", false
	}
	labels := make([]string, len(a.Options))
	for i, o := range a.Options {
		labels[i] = o[0]
	}
	if numbers := numbersOf(labels); numbers != nil {
		i := slices.Index(numbers, strconv.Itoa(n))
		if i < 0 {
			return "", false
		}
		return a.Options[i][1], true
	}
	if n < 1 || n > len(a.Options) {
		return "", false
	}
	return a.Options[n-1][1], true
}
