package survey

import (
	"html"
	"slices"
	"strings"
	"time"

	"wegwijs/bot"
)

// A setting is what a flag sets.
type setting int

const (
	setNamed setting = iota + 1
	setUnnamed
	setFinal
	setChoose
	setUntil
	setFrom
	setScale
	setLow
	setTop
	setENPS
	setMood
	setRank
	setOpen
	setYesNo
	setInterim
	setHidden
	setAdd
	setChannels
	setRemind
	setNoMaker
	setSplit
	setRepeat // understood, and told where it is set
)

// Flags by every name people know them under: Dutch, English, and what
// Matterpoll and Open Poll+ call them.
var flags = map[string]setting{
	"met-naam": setNamed, "met-namen": setNamed, "op-naam": setNamed, "named": setNamed, "with-names": setNamed, "with-name": setNamed,
	"anoniem": setUnnamed, "anonymous": setUnnamed, "anon": setUnnamed, "zonder-naam": setUnnamed, "zonder-namen": setUnnamed,
	"unnamed": setUnnamed, "without-names": setUnnamed, "without-name": setUnnamed, "vertrouwelijk": setUnnamed, "confidential": setUnnamed,
	"definitief": setFinal, "final": setFinal,
	"kies": setChoose, "choose": setChoose, "stemmen": setChoose, "votes": setChoose, "antwoorden": setChoose, "answers": setChoose,
	"limit": setChoose, "max": setChoose,
	"tot": setUntil, "until": setUntil, "till": setUntil, "end": setUntil, "ends": setUntil, "einde": setUntil, "eind": setUntil,
	"deadline": setUntil, "close": setUntil, "closes": setUntil, "sluit": setUntil, "time": setUntil,
	"vanaf": setFrom, "from": setFrom, "start": setFrom, "begin": setFrom, "opens": setFrom,
	"schaal": setScale, "scale": setScale,
	"laag": setLow, "low": setLow, "hoog": setTop, "high": setTop, "top": setTop,
	"enps":     setENPS,
	"stemming": setMood, "mood": setMood,
	"rangorde": setRank, "ranking": setRank, "rank": setRank, "volgorde": setRank,
	"open-vraag": setOpen, "open-question": setOpen, "open": setOpen,
	"ja-nee": setYesNo, "janee": setYesNo, "yes-no": setYesNo, "yesno": setYesNo,
	"tussenstand": setInterim, "progress": setInterim, "interim": setInterim,
	"hidden": setHidden, "verborgen": setHidden,
	"opties-toevoegen": setAdd, "optie-toevoegen": setAdd, "public-add-option": setAdd, "add-options": setAdd, "add-option": setAdd, "add-choice": setAdd,
	"kanalen": setChannels, "kanaal": setChannels, "channels": setChannels, "channel": setChannels,
	"herinnering": setRemind, "herinner": setRemind, "reminder": setRemind, "remind": setRemind,
	"zonder-afzender": setNoMaker, "anonymous-creator": setNoMaker, "without-sender": setNoMaker,
	"per-kanaal": setSplit, "per-channel": setSplit, "split": setSplit,
	"herhaal": setRepeat, "herhalen": setRepeat, "herhaling": setRepeat, "repeat": setRepeat, "recurring": setRepeat,
}

// flagName is the name of a flag as flags has it.
func flagName(s string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if isDash(r) || r == '_' {
			return '-'
		}
		return r
	}, s))
}

// takes tells what stands behind a flag: nothing, or the words that read reads.
func (s setting) takes() bool {
	switch s {
	case setChoose, setUntil, setFrom, setScale, setLow, setTop, setChannels, setRepeat:
		return true
	}
	return false
}

// settings are what the flags of one line say.
type settings struct {
	now            time.Time
	modes          []setting // in the order they were typed
	kinds          []setting
	choose         int // -1 when there is none
	until, from    time.Time
	spell          string // how the end was typed
	high           int
	low, top       string
	interim, add   bool
	hidden, remind bool
	noMaker, split bool
	channels       []string
	seen           map[setting]string // the value each was given
	doubts         []bot.Text
	used           []string // what was typed and is in here
	spans          [][2]int // where that stands
	texts          int      // quoted texts so far
}

func newSettings(now time.Time) *settings {
	return &settings{now: now, choose: -1, seen: map[setting]string{}}
}

func (s *settings) doubt(t bot.Text) { s.doubts = append(s.doubts, t) }

// take reads all flags out of the pieces. A mark is left where a flag was.
func (s *settings) take(pieces []piece) (rest []piece) {
	for i := 0; i < len(pieces); i++ {
		p := pieces[i]
		if p.kind != flag {
			if p.kind == quoted {
				s.texts++
			}
			rest = append(rest, p)
			continue
		}
		set, known := flags[flagName(p.text)]
		if !known {
			s.doubt(unknownFlag(p))
			rest = append(rest, piece{kind: mark})
			continue
		}
		s.used, s.spans = append(s.used, p.raw), append(s.spans, p.at)
		n := 0
		switch {
		case set == setChannels:
			n = s.takeChannels(p, pieces[i+1:])
		case set.takes():
			n = s.takeValue(set, p, pieces[i+1:])
		case p.given:
			s.takeSwitch(set, p)
		default:
			s.set(set, "")
		}
		for _, q := range pieces[i+1 : i+1+n] {
			s.used, s.spans = append(s.used, q.raw), append(s.spans, q.at)
		}
		rest = append(rest, piece{kind: mark, bound: n > 0 && pieces[i+n].kind == word,
			odd: set == setChannels && n > 0 && len(s.channels) == 1 && !strings.ContainsAny(pieces[i+n].text, "#~")})
		i += n
	}
	return rest
}

// takeSwitch reads "--anoniem=ja".
func (s *settings) takeSwitch(set setting, p piece) {
	switch strings.ToLower(p.value) {
	case "ja", "yes", "true", "1", "aan", "on", "y", "j":
		s.set(set, "")
	default:
		s.doubt(textSwitchValue.With(bot.Args{"typed": bot.Plain(p.raw), "flag": bot.Plain("--" + flagName(p.text))}))
	}
}

// takeValue reads what stands behind a flag: as many of the words as make sense,
// or something between quotes. It returns how many pieces those are.
func (s *settings) takeValue(set setting, p piece, behind []piece) int {
	const most = 8
	var words []string
	for _, q := range behind {
		if q.kind != word || len(words) == most {
			break
		}
		words = append(words, q.text)
	}
	if !p.given || p.value == "" {
		if len(behind) > 0 && behind[0].kind == quoted && s.read(set, behind[0].text, true) {
			s.quotedValue(p, behind)
			return 1
		}
		for n := len(words); n > 0; n-- {
			if s.read(set, strings.Join(words[:n], " "), false) {
				return n
			}
		}
	} else {
		for n := len(words); n >= 0; n-- {
			if s.read(set, strings.Join(append([]string{p.value}, words[:n]...), " "), n == 0) {
				return n
			}
		}
	}
	// Not understood. The words are told, unless they are the question.
	n := len(words)
	if strings.Contains(strings.Join(words, " "), "?") || n == most {
		n = 0
	}
	typed := strings.TrimSpace(p.raw + " " + strings.Join(words[:n], " "))
	switch {
	case set == setRepeat:
		s.doubt(textRepeatHere.With(bot.Args{"typed": bot.Plain(typed)}))
	case set == setChoose:
		s.doubt(textNeedsNumber.With(bot.Args{"typed": bot.Plain(typed)}))
	case set == setScale:
		s.doubt(textNeedsScale.With(bot.Args{"typed": bot.Plain(typed)}))
	case set == setLow || set == setTop:
		s.doubt(textNeedsWords.With(bot.Args{"typed": bot.Plain(typed)}))
	default:
		s.doubt(textNeedsMoment.With(bot.Args{"typed": bot.Plain(typed)}))
	}
	return n
}

// quotedValue doubts about a value between quotes in the middle of quoted texts:
// it may have been an option.
func (s *settings) quotedValue(p piece, behind []piece) {
	last := !slices.ContainsFunc(behind[1:], func(q piece) bool { return q.kind == quoted })
	if set := flags[flagName(p.text)]; s.texts > 0 && !last && set != setLow && set != setTop {
		s.doubt(textQuotedValue.With(bot.Args{"typed": bot.Plain(behind[0].text), "flag": bot.Plain(p.raw)}))
	}
}

var scalePattern = lazily(`^(?:(?:van )?1 ?(?:-|tot|t/m|tot en met|to|\.\.) ?)?(5|10)$`)

// read sets a value when it makes sense. whole says that it is surely all of the
// value: it stood between quotes or directly behind the =.
func (s *settings) read(set setting, value string, whole bool) bool {
	switch set {
	case setChoose:
		n, ok := wholeNumber(strings.ToLower(value))
		if v := strings.ToLower(value); v == "alle" || v == "alles" || v == "all" {
			n, ok = 0, true
		} else if v == "a" || v == "an" {
			ok = false
		}
		if !ok || n < 0 {
			return false
		}
		if s.once(set, value) {
			s.choose = n
		}
	case setScale:
		m := scalePattern.FindStringSubmatch(tidyMoment(value))
		if m == nil {
			return false
		}
		if s.once(set, m[1]) {
			s.high = 5
			if m[1] == "10" {
				s.high = 10
			}
			s.kinds = append(s.kinds, set)
		}
	case setLow, setTop:
		if !whole && strings.Contains(value, " ") || !readable(value) {
			return false
		}
		if !s.once(set, value) {
			return true
		}
		if set == setLow {
			s.low = value
		} else {
			s.top = value
		}
	case setUntil, setFrom:
		at, wrong, ok := moment(value, s.now)
		if !ok {
			return false
		}
		if wrong != nil {
			s.doubt(textFlagMoment.With(bot.Args{"typed": bot.Plain(value), "wrong": wrong}))
			return true
		}
		if !s.once(set, at.String()) {
			return true
		}
		if set == setFrom {
			s.from = at
		} else {
			s.until, s.spell = at, value
		}
	default:
		return false
	}
	return true
}

// once tells whether a flag was not given before, or the same; else it is a doubt.
func (s *settings) once(set setting, value string) bool {
	before, twice := s.seen[set]
	if twice && before != value {
		s.doubt(textTwice.With(bot.Args{"flag": bot.Plain("--" + canonical(set))}))
		return false
	}
	s.seen[set] = value
	return !twice
}

// set switches something on.
func (s *settings) set(set setting, value string) {
	if _, twice := s.seen[set]; twice {
		return
	}
	s.seen[set] = value
	switch set {
	case setNamed, setUnnamed, setFinal:
		s.modes = append(s.modes, set)
	case setENPS, setMood, setRank, setOpen, setYesNo:
		s.kinds = append(s.kinds, set)
	case setInterim:
		s.interim = true
	case setHidden:
		s.hidden = true
	case setAdd:
		s.add = true
	case setRemind:
		s.remind = true
	case setNoMaker:
		s.noMaker = true
	case setSplit:
		s.split = true
	}
}

var channelPattern = lazily(`^(?:([a-z]+):)?[#~]?([\p{L}\p{N}][\p{L}\p{N}._-]*)$`)
var slackChannel = lazily(`^<#([A-Z0-9]+)(?:\|([^>|]*))?>$`)

// channelName reads one channel: "#a", "~a", "a", "slack:a", "<#C1|a>".
func channelName(s string) (string, bool) {
	if m := slackChannel.FindStringSubmatch(html.UnescapeString(s)); m != nil {
		if m[2] != "" {
			return m[2], true
		}
		return m[1], true
	}
	m := channelPattern.FindStringSubmatch(s)
	if m == nil {
		return "", false
	}
	if m[1] != "" {
		return m[1] + ":" + m[2], true
	}
	return m[2], true
}

// takeChannels reads the names behind --kanalen and returns how many pieces they
// are. After the first, a word is one of them when it has a # or follows a comma.
func (s *settings) takeChannels(p piece, behind []piece) int {
	var all []string
	n := 0
	comma := false
	add := func(text string) {
		all = append(all, strings.Split(text, ",")...)
		comma = strings.HasSuffix(text, ",")
	}
	if p.given && p.value != "" {
		add(p.value)
	} else if len(behind) > 0 && (behind[0].kind == word || behind[0].kind == quoted && channelList(behind[0].text)) {
		add(strings.ReplaceAll(behind[0].text, " ", ","))
		if n = 1; behind[0].kind == quoted {
			s.quotedValue(p, behind)
		}
	}
	marked := func(text string) bool {
		text = html.UnescapeString(text)
		return strings.HasPrefix(text, "#") || strings.HasPrefix(text, "~") || strings.HasPrefix(text, "<#")
	}
	for len(all) > 0 && n < len(behind) && behind[n].kind == word {
		text := behind[n].text
		joins := text == "en" || text == "and" || text == "&" || text == "+"
		switch {
		case joins && n+1 < len(behind) && behind[n+1].kind == word && marked(behind[n+1].text):
			n++
			text = behind[n].text
		case joins || !comma && !marked(text) && !strings.HasPrefix(text, ","):
			text = ""
		}
		if text == "" {
			break
		}
		add(text)
		n++
	}
	found := false
	for _, text := range all {
		if text == "" {
			continue
		}
		name, ok := channelName(text)
		if !ok {
			s.doubt(textNoChannel.With(bot.Args{"typed": bot.Plain(text)}))
			found = true
			continue
		}
		found = true
		if !slices.Contains(s.channels, name) {
			s.channels = append(s.channels, name)
		}
	}
	if !found {
		s.doubt(textNeedsChannel.With(bot.Args{"typed": bot.Plain(p.raw)}))
	}
	return n
}

// channelList tells whether what is between quotes can only be channels.
func channelList(text string) bool {
	for item := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ' ' || r == ',' }) {
		if _, ok := channelName(item); !ok || item[0] != '#' && item[0] != '~' && item[0] != '<' {
			return false
		}
	}
	return text != ""
}

// canonical is the Dutch name of a flag, as the guide has it.
func canonical(set setting) string {
	switch set {
	case setNamed:
		return "met-naam"
	case setUnnamed:
		return "zonder-naam"
	case setFinal:
		return "definitief"
	case setChoose:
		return "kies"
	case setUntil:
		return "tot"
	case setFrom:
		return "vanaf"
	case setScale:
		return "schaal"
	case setLow:
		return "laag"
	case setTop:
		return "hoog"
	}
	return ""
}

// unknownFlag is the doubt about a flag nobody knows, with the nearest that is known.
func unknownFlag(p piece) bot.Text {
	name, near, best := flagName(p.text), "", 3
	for known := range flags {
		d := distance(name, known)
		if d < best || d == best && near != "" && known < near {
			near, best = known, d
		}
	}
	if near == "" || len(name) < 4 {
		return textUnknownFlag.With(bot.Args{"typed": bot.Plain(p.raw)})
	}
	return textNearFlag.With(bot.Args{"typed": bot.Plain(p.raw), "near": bot.Plain("--" + near)})
}

// distance is how many letters differ (Levenshtein), at most 99.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	if len(x) > 40 || len(y) > 40 {
		return 99
	}
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		corner := row[0]
		row[0] = i + 1
		for j := range y {
			cost := corner
			if x[i] != y[j] {
				cost++
			}
			corner = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(y)]
}
