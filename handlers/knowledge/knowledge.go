// Package knowledge answers where knowledge, people and networks are: from
// entries people wrote and checked, and from other features that know an
// answer by heart. It makes nothing up: without an entry there is no answer.
// How an entry is found is the business of package find.
package knowledge

import (
	"context"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unicode/utf8"

	"wegwijs/bot"
	"wegwijs/handlers/knowledge/find"
	"wegwijs/store"
)

// Elsewhere is a place the organisation points to for questions that are not
// about internal communication.
type Elsewhere struct{ Title, URL string }

// A Question is what a Source is asked.
type Question struct {
	Text string
	Lang bot.Lang // of the question
	From bot.User
	On   bot.PersonID
	At   time.Time
}

// A Source answers some questions live, from something else than entries:
// "wie is mijn AIC-lid?" from the seats of today. It returns nil for what it
// does not know, and must be sure of what it does: it is asked first.
type Source func(ctx context.Context, q Question) (*bot.Message, error)

// Options are what the feature needs.
type Options struct {
	Command   string // the slash command, without the slash
	Store     *store.Store
	Index     *find.Index
	Library   *Library // watched for changes; may be nil
	Sources   []Source
	Elsewhere []Elsewhere
	// Offer is a further button for a question that no entry answers for
	// certain: what else the person can do with it. It gives the Label and the
	// Action, which belong to another feature; the Value is made by ValueOf when
	// it is empty, and that feature reads the question back with Asked. Nil, or
	// a nil button, offers nothing.
	Offer func(q Question) *bot.Button
}

// Knowledge is the feature.
type Knowledge struct {
	opt    Options
	index  atomic.Pointer[find.Index]
	recent *recent
	themes []theme
	menu   func(context.Context, *bot.Origin) (*bot.Message, error)

	making  sync.Mutex    // of an index
	library []find.Entry  // what the library holds
	beside  []find.Entry  // what came from elsewhere
	lexicon *find.Lexicon // of the library
}

// New makes the feature with its entries.
func New(opt Options) *Knowledge {
	k := &Knowledge{opt: opt, recent: newRecent(mostConversations), themes: readThemes()}
	words := find.DefaultLexicon()
	if opt.Library != nil {
		words = opt.Library.lexicon
	}
	k.put(opt.Index, words)
	k.opt.Index = nil // the first one goes when another takes its place
	return k
}

// Register adds what people can type and press. menu is what they see who ask nothing.
func (k *Knowledge) Register(f *bot.Feature, menu func(context.Context, *bot.Origin) (*bot.Message, error)) {
	k.menu = menu
	f.OnWords(bot.Words{Command: k.opt.Command, Usage: usageAsk, Help: helpAsk}, k.ask)
	f.OnWords(bot.Words{Command: k.opt.Command, Word: "thema's", Also: []string{"themas", "thema’s", "themes", "onderwerpen", "topics", "bladeren", "browse"},
		Accept: bot.Alone, Usage: usageBrowse, Help: helpBrowse}, k.browse)
	f.OnPress("knowledge.theme", k.theme)
	f.OnPress("knowledge.pick", k.pick)
	f.OnPress("knowledge.feedback", k.feedback)
	f.OnPress("knowledge.show", k.show)
	f.OnPress("knowledge.more", k.more)
	f.OnPress("knowledge.share", k.share)
	f.OnDue("knowledge.shared", k.shared)
	f.OnView(k.view)
}

// Stored are the lines of the privacy page: what is kept, and for how long.
func (k *Knowledge) Stored() []bot.Text {
	stored := []bot.Text{textStoredRecent, textStored, textStoredShare}
	if k.opt.Offer != nil {
		stored = append(stored, textStoredOffer)
	}
	return stored
}

// Bounds of a question, in characters.
const (
	shortestQuestion = 2
	longestQuestion  = 1000
)

// ask answers free text.
func (k *Knowledge) ask(ctx context.Context, c *bot.Command) (bot.Reply, error) {
	text := strings.TrimSpace(c.Text)
	if text == "" {
		m, err := k.menu(ctx, &c.Origin)
		if err != nil {
			return bot.Reply{}, err
		}
		return c.Answer(m), nil
	}
	n := utf8.RuneCountInString(text)
	if n > longestQuestion {
		return c.Answer(k.tooLong(c, n)), nil
	}
	hint := find.Lang(c.Lang)
	found := k.index.Load().Find(text, find.Options{Top: 5, Lang: hint, Now: c.At})
	lang := bot.Lang(found.Lang)
	asked := Question{Text: text, Lang: lang, From: c.From, On: c.Person(), At: c.At}
	for _, source := range k.opt.Sources {
		m, err := source(ctx, asked)
		if err != nil {
			return bot.Reply{}, err
		}
		if m != nil {
			r := c.Answer(m)
			r.Lang = lang
			return r, nil
		}
	}
	if m, lang := k.follow(c, text, found); m != nil {
		r := c.Answer(m)
		r.Lang = lang
		return r, nil
	}
	private := c.Slash && !c.Directly()
	var m *bot.Message
	switch {
	case n < shortestQuestion || !hasWords(text):
		m = bot.Say(bot.Para{Text: textNoWords})
		lang = c.Lang
	case found.Band == find.BandAnswer:
		how := mannerFor(private, lang, &c.Origin)
		how.repaired = found.Repaired
		m = k.answer(found.Hits[0].Entry, c.At, how)
		k.recent.set(conversationOf(c), found.Hits[0].Entry.ID, lang, c.At)
	case found.Band == find.BandSuggest:
		m = k.suggest(found, private)
		if err := k.offer(ctx, m, asked); err != nil {
			return bot.Reply{}, err
		}
	case found.OnTopic:
		m = k.near(found, private)
		if err := k.offer(ctx, m, asked); err != nil {
			return bot.Reply{}, err
		}
		if len(found.Near) > 0 {
			if err := k.unanswered(ctx, c, found.Near[0].ID); err != nil {
				return bot.Reply{}, err
			}
		}
	default:
		m = k.elsewhere()
	}
	r := c.Answer(m)
	r.Lang = lang
	return r, nil
}

// show answers a press on a suggestion or a related entry. What was suggested
// in public is answered in public; what somebody explores by themselves is not.
func (k *Knowledge) show(ctx context.Context, p *bot.Press) (bot.Reply, error) {
	id, how, _ := strings.Cut(p.Value, " ")
	e := k.index.Load().Entry(id)
	if e == nil {
		return bot.Reply{}, &bot.Problem{Say: textEntryGone}
	}
	word, tag, _ := strings.Cut(how, " ")
	lang, ok := bot.ParseLang(tag)
	if !ok {
		lang = p.Lang
	}
	openly := word == inPublic
	m := k.answer(e, p.At, mannerFor(!openly && !p.Directly(), lang, &p.Origin))
	k.recent.set(pressedIn(p, openly), e.ID, lang, p.At)
	if openly {
		return bot.Reply{Public: m, Lang: lang}, nil
	}
	return bot.Reply{Private: m, Lang: lang}, nil
}

// more shows the longer text of an entry, to whoever asks for it.
func (k *Knowledge) more(_ context.Context, p *bot.Press) (bot.Reply, error) {
	id, tag, _ := strings.Cut(p.Value, " ")
	e := k.index.Load().Entry(id)
	if e == nil {
		return bot.Reply{}, &bot.Problem{Say: textEntryGone}
	}
	m := k.whole(e, p.At)
	if m == nil {
		return bot.Reply{}, &bot.Problem{Say: textEntryGone}
	}
	lang, _ := bot.ParseLang(tag)
	k.recent.set(pressedIn(p, false), e.ID, lang, p.At)
	return bot.Reply{Private: m, Lang: lang}, nil
}

// hasWords tells whether there is anything to look for: a letter or a digit.
func hasWords(text string) bool { return strings.IndexFunc(text, isWord) >= 0 }
