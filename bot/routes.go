package bot

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Words are what people type to reach a handler, and what help says about it.
type Words struct {
	Command string   // the slash command, without the slash
	Word    string   // canonical sub-command, in lower case; may be two words; empty for free text
	Also    []string // other spellings of Word, in lower case
	// Accept tells whether what follows the word belongs to it; nil means
	// anything does. "help mij met een kernboodschap" is a question, so "help"
	// accepts nothing after it.
	Accept func(rest string) bool
	Usage  Phrase // "taal nl|en", as it is typed after the command; empty: not listed in help
	Help   Phrase // one line
	// Aside says that the overview of everything leaves it out, because few people
	// need it: it is listed where the words of its own command are.
	Aside bool
	// OnMessage is the label of an action that a platform shows at any message,
	// at most 24 characters per language; empty: there is none. It also says
	// that this word wants to know the message it is about: see Command.Quote.
	OnMessage Phrase
}

// Alone accepts a word only when nothing follows it.
func Alone(rest string) bool { return rest == "" }

// OneOf accepts nothing, or one of these words in any case.
func OneOf(words ...string) func(string) bool {
	return func(rest string) bool {
		if rest == "" {
			return true
		}
		for _, w := range words {
			if strings.EqualFold(rest, w) {
				return true
			}
		}
		return false
	}
}

// Handlers by the kind of event. A handler is a function from an event to a
// reply and at most one write transaction. It returns a *Problem for what the
// person can mend, FieldErrors for what they filled in wrongly, and any other
// error for what only an operator can.
type (
	CommandHandler func(context.Context, *Command) (Reply, error)
	PressHandler   func(context.Context, *Press) (Reply, error)
	SubmitHandler  func(context.Context, *Submit) (Reply, error)
	DueHandler     func(context.Context, *Due) (Reply, error)
	GoneHandler    func(context.Context, *Gone) error
	// A VisitHandler says what a person finds in the place that is theirs alone.
	VisitHandler func(context.Context, *Visit) (*Message, error)
	// A View says what the keyed message shows now, from what is stored; nil
	// when the feature does not know the key (any more).
	View func(ctx context.Context, key string) (*Message, error)
)

// A Feature is one thing the bot can do. What it registers carries its name:
// actions and kinds are "name.…", keys are "name/…". Registering the same
// twice, or under another's name, is a programmer error and panics at start.
type Feature struct {
	name   string
	router *Router
}

type (
	wordsRoute struct {
		feature string
		words   Words
		handle  CommandHandler
	}
	pressRoute struct {
		feature string
		handle  PressHandler
	}
	submitRoute struct {
		feature string
		handle  SubmitHandler
	}
	dueRoute struct {
		feature string
		handle  DueHandler
	}
	visitRoute struct {
		feature string
		handle  VisitHandler
	}
	routes struct {
		words  []wordsRoute
		press  map[string]pressRoute
		submit map[string]submitRoute
		due    map[string]dueRoute
		gone   map[string]GoneHandler
		view   map[string]View
		visit  visitRoute // one: the place is shown as a whole
	}
)

// Feature starts the registration of a feature.
func (r *Router) Feature(name string) *Feature { return &Feature{name, r} }

// mostOnMessage is the longest label of a message action, in characters: what
// Slack shows (https://docs.slack.dev/interactivity/implementing-shortcuts).
const mostOnMessage = 24

// OnWords registers what people type.
func (f *Feature) OnWords(w Words, h CommandHandler) {
	if l := w.OnMessage; (l.NL == "") != (l.EN == "") || utf8.RuneCountInString(l.NL) > mostOnMessage || utf8.RuneCountInString(l.EN) > mostOnMessage {
		panic(fmt.Sprintf("bot: the message action %q of /%s %s has %d characters at most, in both languages", l, w.Command, w.Word, mostOnMessage))
	}
	for _, other := range f.router.routes.words {
		if other.words.Command != w.Command {
			continue
		}
		for _, a := range append([]string{w.Word}, w.Also...) {
			for _, b := range append([]string{other.words.Word}, other.words.Also...) {
				if a == b {
					panic(fmt.Sprintf("bot: /%s %s is registered by %s and %s", w.Command, a, other.feature, f.name))
				}
			}
		}
	}
	f.router.routes.words = append(f.router.routes.words, wordsRoute{f.name, w, h})
}

// OnPress registers a button or menu action.
func (f *Feature) OnPress(action string, h PressHandler) {
	register(&f.router.routes.press, f.own(action, "."), pressRoute{f.name, h})
}

// OnSubmit registers a form.
func (f *Feature) OnSubmit(action string, h SubmitHandler) {
	register(&f.router.routes.submit, f.own(action, "."), submitRoute{f.name, h})
}

// OnDue registers a kind of job.
func (f *Feature) OnDue(kind string, h DueHandler) {
	register(&f.router.routes.due, f.own(kind, "."), dueRoute{f.name, h})
}

// OnGone registers what happens when a keyed message was deleted by hand.
func (f *Feature) OnGone(h GoneHandler) { register(&f.router.routes.gone, f.name, h) }

// OnView registers what the feature's keyed messages show. A feature that
// keys a message must have a view: edits always show what is stored.
func (f *Feature) OnView(v View) { register(&f.router.routes.view, f.name, v) }

// OnVisit registers what a person finds in the place that is theirs alone. One
// feature does that for the whole bot.
func (f *Feature) OnVisit(h VisitHandler) {
	if other := f.router.routes.visit; other.handle != nil {
		panic(fmt.Sprintf("bot: visits are registered by %s and %s", other.feature, f.name))
	}
	f.router.routes.visit = visitRoute{f.name, h}
}

func (f *Feature) own(name, sep string) string {
	if !strings.HasPrefix(name, f.name+sep) {
		panic(fmt.Sprintf("bot: %q does not start with %q", name, f.name+sep))
	}
	return name
}

func register[T any](m *map[string]T, name string, v T) {
	if *m == nil {
		*m = map[string]T{}
	}
	if _, twice := (*m)[name]; twice {
		panic(fmt.Sprintf("bot: %q is registered twice", name))
	}
	(*m)[name] = v
}

// Words returns everything that is registered, in order: what help shows.
func (r *Router) Words() []Words {
	all := make([]Words, len(r.routes.words))
	for i, w := range r.routes.words {
		all[i] = w.words
	}
	return all
}

// command finds the words people meant: first the command, then its word.
func (rs *routes) command(name, text string) (route wordsRoute, word, rest string, ok bool) {
	best := -1
	for _, w := range rs.words {
		if w.words.Command != name {
			continue
		}
		for _, spelling := range append([]string{w.words.Word}, w.words.Also...) {
			after, starts := cutWord(text, spelling)
			if !starts || len(spelling) <= best {
				continue
			}
			if w.words.Accept != nil && !w.words.Accept(after) {
				continue
			}
			route, word, rest, ok, best = w, w.words.Word, after, true, len(spelling)
		}
	}
	return route, word, rest, ok
}

// cutWord takes a word, or several, off the front of a text, whatever its
// case and the space between. Punctuation straight after it ("help!", "help?")
// is taken off too when nothing else follows.
func cutWord(text, word string) (rest string, ok bool) {
	text = strings.TrimSpace(text)
	for _, part := range strings.Fields(word) {
		if len(text) < len(part) || !strings.EqualFold(text[:len(part)], part) {
			return "", false
		}
		text = text[len(part):]
		if strings.Trim(text, "!?. \t\r\n") == "" {
			text = ""
		}
		if text != "" && !strings.ContainsRune(" \t\r\n\u00a0", []rune(text)[0]) {
			return "", false
		}
		text = strings.TrimSpace(text)
	}
	return text, true
}
