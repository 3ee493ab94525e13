// Package poll is pulse polls: an adviser asks a channel, people answer, and
// everybody sees an honest result. What a poll is, and what may be published of
// it, is in package survey; how a result looks as a file, in package report.
package poll

import (
	"context"
	"crypto/rand"
	"encoding/base32"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/rs/zerolog"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
	"wegwijs/store"
)

// Options are what the feature needs.
type Options struct {
	Command string // the slash command, without the slash
	Router  *bot.Router
	Store   *store.Store
	Keys    *store.Keys
	Zone    *time.Location
	Rules   survey.Rules
	// Purpose and LegalBasis are what people are told; while one of them is empty
	// no poll can be placed.
	Purpose, LegalBasis string
	Consent             Consent
	// KeepersCreate lets administrators of a channel make polls for it.
	KeepersCreate bool
	// Admins are who can switch polls on, as the configuration names them.
	Admins []string
	Log    zerolog.Logger
	// Lang is the language of a channel.
	Lang func(bot.PlatformName, bot.ChannelID) bot.Lang
	// NamesFor is how long names stay with answers after closing.
	NamesFor time.Duration
}

// Consent is what the works council agreed to.
type Consent struct{ Date, Reference string }

// Poll is the feature.
type Poll struct {
	opt     Options
	members members
	charts  charts
}

// New makes the feature.
func New(opt Options) *Poll {
	if opt.Zone == nil {
		opt.Zone = time.UTC
	}
	return &Poll{opt: opt}
}

// Register adds what people can type, press and fill in.
func (p *Poll) Register(f *bot.Feature) {
	p.registerCreate(f)
	p.registerAnswer(f)
	p.registerLife(f)
	p.registerResult(f)
	p.registerOverview(f)
	f.OnView(p.view)
	f.OnGone(p.gone)
}

// extra is what else happens to a poll on the way.
type extra struct {
	Fixes    []fix     `json:"fixes,omitempty"`    // of typing errors
	Locked   bool      `json:"locked,omitempty"`   // no more of those
	Reminded bool      `json:"reminded,omitempty"` // the one reminder was posted
	Reviewed bool      `json:"reviewed,omitempty"` // a colleague looked at the open answers
	Reviewer string    `json:"reviewer,omitempty"` // platform/id
	Hid      bool      `json:"hid,omitempty"`      // and hid some
	Forgot   time.Time `json:"forgot,omitzero"`    // when the key was erased
	ByHand   bool      `json:"by_hand,omitempty"`  // closed before its time
	Told     bool      `json:"told,omitempty"`     // what is said about its closing is scheduled
	Settled  bool      `json:"settled,omitempty"`  // nothing about it changes any more
	Nameless time.Time `json:"nameless,omitzero"`  // when names were erased
	Extended bool      `json:"extended,omitempty"` // its end was moved
	Stopped  bool      `json:"stopped,omitempty"`  // no more waves
	Planned  time.Time `json:"planned,omitzero"`   // when a wave was to open
	Alike    []string  `json:"alike,omitempty"`    // polls that ask the same of some of the same people
}

// A fix is one correction of a typing error.
type fix struct {
	At       time.Time `json:"at"`
	Was, Now string
}

// A poll as the feature works with it: what is stored, decoded.
type poll struct {
	store.Poll
	spec   survey.Spec
	extra  extra
	places []store.PollPlace
}

// load reads one poll. There is none: errNoPoll, a sentence for the person.
func load(q store.Querier, id string) (*poll, error) {
	raw, err := store.PollByID(q, id)
	if errors.Is(err, store.ErrNoRows) || err == nil && raw.State == store.PollDeleted {
		return nil, &bot.Problem{Say: textNoPoll}
	}
	if err != nil {
		return nil, err
	}
	return decode(q, raw)
}

// decode adds what is stored beside a poll.
func decode(q store.Querier, raw store.Poll) (*poll, error) {
	x := &poll{Poll: raw}
	if err := json.Unmarshal(raw.Spec, &x.spec); err != nil {
		return nil, fmt.Errorf("poll %s: %w", raw.ID, err)
	}
	if len(raw.Extra) > 0 {
		if err := json.Unmarshal(raw.Extra, &x.extra); err != nil {
			return nil, fmt.Errorf("poll %s: %w", raw.ID, err)
		}
	}
	var err error
	x.places, err = store.PollPlaces(q, raw.ID)
	return x, err
}

// save stores a poll with what was changed in spec and extra.
func (x *poll) save(tx *store.Tx) error {
	var err error
	if x.Spec, err = json.Marshal(x.spec); err != nil {
		return fmt.Errorf("poll %s: %w", x.ID, err)
	}
	if x.Extra, err = json.Marshal(x.extra); err != nil {
		return fmt.Errorf("poll %s: %w", x.ID, err)
	}
	x.Mode = string(x.spec.Mode)
	return tx.SetPoll(x.Poll)
}

// read loads one poll outside a write.
func (p *Poll) read(ctx context.Context, id string) (x *poll, err error) {
	err = p.opt.Store.Read(ctx, func(r *store.Reader) error { x, err = load(r, id); return err })
	return x, err
}

// idLength is how many letters and digits the number of a poll has.
const idLength = 8

// newID names a poll: eight letters and digits that are easy to read aloud.
func newID() (string, error) {
	b := make([]byte, 5)
	if _, err := rand.Read(b); err != nil {
		return "", err
	}
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(b)), nil
}

// keyFor is the key of the message of a poll in one channel: "poll/<id>/<platform>/<channel>".
func keyFor(id string, platform, channel string) string {
	return "poll/" + id + "/" + platform + "/" + channel
}

// cutKey takes a key apart.
func cutKey(key string) (id, platform, channel string) {
	part := strings.SplitN(key, "/", 4)
	for len(part) < 4 {
		part = append(part, "")
	}
	return part[1], part[2], part[3]
}

// keys of the messages of a poll in all its channels.
func (x *poll) keys() (all []string) {
	for _, at := range x.places {
		if !at.Gone {
			all = append(all, keyFor(x.ID, at.Platform, at.Channel))
		}
	}
	return all
}

// besideKeys are those of the messages that stand beside it: some of them were
// perhaps never posted.
func (x *poll) besideKeys() (all []string) {
	for _, at := range x.places {
		for _, suffix := range []string{closedSuffix, remindSuffix} {
			all = append(all, keyFor(x.ID+suffix, at.Platform, at.Channel))
		}
		for i := range x.extra.Fixes {
			all = append(all, keyFor(x.ID+fixSuffix+strconv.Itoa(i+1), at.Platform, at.Channel))
		}
	}
	return all
}

// ErrNoAddress says that somebody cannot be told from others across platforms.
var errNoAddress = &bot.Problem{Say: textNoAddress}

// several tells whether a poll is held on several platforms.
func (x *poll) several() bool {
	for _, at := range x.places {
		if at.Platform != x.places[0].Platform {
			return true
		}
	}
	return false
}

// identity is what makes somebody one person in this poll: their e-mail address
// when it is held on several platforms, else who they are on its one platform.
func (x *poll) identity(u bot.User, on bot.PlatformName) (string, error) {
	if !x.several() {
		return string(on) + "|" + string(u.ID), nil
	}
	if u.Email == "" {
		return "", errNoAddress
	}
	return "mail|" + strings.ToLower(strings.TrimSpace(u.Email)), nil
}

// voter is what is stored of who answers: with names who it is, else a tag.
func (p *Poll) voter(x *poll, u bot.User, on bot.PlatformName) ([]byte, error) {
	id, err := x.identity(u, on)
	if err != nil {
		return nil, err
	}
	if x.spec.Mode == survey.Named {
		return []byte(id), nil
	}
	return p.opt.Keys.Tag(x.ID, id)
}

// title is what a poll is called: its question, or the first of several.
func (x *poll) title() string {
	if len(x.spec.Questions) == 0 {
		return ""
	}
	return x.spec.Questions[0].Text
}

// nameOf is the name of one of its channels.
func (x *poll) nameOf(platform, channel string) string {
	for _, at := range x.places {
		if at.Platform == platform && at.Channel == channel {
			return at.Name
		}
	}
	return channel
}

// on tells whether polls may be placed: their purpose and legal basis are known.
func (p *Poll) on() bool {
	return strings.TrimSpace(p.opt.Purpose) != "" && strings.TrimSpace(p.opt.LegalBasis) != ""
}
