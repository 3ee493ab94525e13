package agenda

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
	"wegwijs/store"
)

// How questions about a committee are asked, Dutch and English. A question is
// answered here only when it is surely one of these: all others are for what is
// known about the committee.
var (
	aboutMember    = lazily(`(?i)\b(?:lid|leden|members?|vertegenwoordig\w*|contactpersoon|afgevaardigden?|represent\w*|zit|zitten|sits?)\b`)
	aboutMine      = lazily(`(?i)\b(?:mijn|m'n|onze|ons|mij|my|our|me|us)\b`)
	aboutSecretary = lazily(`(?i)\b(?:secretaris|secretary)\b`)
	aboutChair     = lazily(`(?i)\b(?:voorzitter|chair|chairs|chairperson)\b`)
	aboutMeeting   = lazily(`(?i)\b(?:vergader\w*|bijeenkomst|overleg|meetings?|meets?|deadline|indien\w*|inlever\w*|inbreng\w*|submit)\b`)
	aboutPast      = lazily(`(?i)\b(?:was|waren|were|vorige|laatste|last|afgelopen|previous)\b`)
	whoWords       = lazily(`(?i)\b(?:wie|who|welk|welke|which|hoe heet|hoe heten|naam|namen|name|names|contactgegevens)\b`)
	whoIs          = lazily(`(?i)\b(?:(?:wie|who|hoe)\s*(?:is|zijn|are|heet|'s)|naam van|name of)\b`)
	whenWords      = lazily(`(?i)\b(?:wanneer|welke dag|welke datum|hoe laat|when|which day|what day|what time)\b`)
	// aboutChange is about who will be a member, or what to do with one.
	aboutChange = lazily(`(?i)\b(?:word|wordt|worden|become|becomes|vertrekt|weg|leaves|leave|neemt|overnemen|replaces?|meegeven|kan|can|mag|may|waarom|why|wil|want|benoem\w*|kiest|kies|doet|doen|does|do|kost|aanschuiven|meenemen|bespreken|besproken|discuss\w*|hoeveel|how many|hoe vaak|how often|hoe lang|how long)\b`)
	beforePlace = lazily(`(?i)\b(?:namens|voor|van|bij|uit|for|of|from|at|represents?|vertegenwoordigt|vertegenwoordigen)\s+`)
	afterPlace  = lazily(`(?i)\s+(?:in|on|op|bij|at|van|of)\s+(?:de|het|the)\s.*$`)
	article     = lazily(`(?i)^(?:het|de|the)\s+`)
	// justNext are the words of "wanneer is de volgende AIC?".
	justNext = lazily(`(?i)^(?:wanneer|when|is|komt|comes|de|het|the|er|weer|again|een|volgende|eerstvolgende|eerste|next|nieuwe)$`)
)

// spoken are the words of a text, in small letters.
func spoken(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' })
}

// longWord is from which length the first word of a committee's name names it:
// "adviescommissie" does, "netwerk" is a word of every day.
const longWord = 12

// namesOf are the words that name a committee; its command is one only where it
// is its id, because others are words of every day.
func namesOf(c committee.Committee) []string {
	names := []string{strings.ToLower(c.ID)}
	if first, _, ok := strings.Cut(strings.ToLower(c.Name), " "); ok && utf8.RuneCountInString(first) >= longWord {
		names = append(names, first)
	}
	return names
}

// speaksOf tells whether a question names a committee.
func speaksOf(c committee.Committee, text string) bool {
	low := strings.ToLower(text)
	if len(c.Name) > 3 && strings.Contains(low, strings.ToLower(c.Name)) || strings.HasPrefix(low, "/"+strings.ToLower(c.Command)+" ") {
		return true
	}
	words := spoken(text)
	return slices.ContainsFunc(namesOf(c), func(n string) bool { return slices.Contains(words, n) })
}

// mostQuestion is how long a question is that is looked at, in bytes: a longer
// one is about more.
const mostQuestion = 200

// Answer answers questions about who sits where, live from the seats: "wie is
// mijn AIC-lid?", and when a committee meets. It returns nil for everything else.
// o is who asks.
func (a *Agenda) Answer(ctx context.Context, o *bot.Origin, text string) (*bot.Message, error) {
	if o.From.Guest || len(text) > mostQuestion {
		return nil, nil
	}
	for _, c := range a.opt.Committees {
		if !speaksOf(c, text) {
			continue
		}
		m, err := a.answerOf(ctx, c, o, text)
		if err != nil || m != nil {
			return m, err
		}
	}
	return nil, nil
}

func (a *Agenda) answerOf(ctx context.Context, c committee.Committee, o *bot.Origin, text string) (*bot.Message, error) {
	who := whoWords.MatchString(text) && !aboutChange.MatchString(text)
	switch {
	case whoIs.MatchString(text) && !aboutChange.MatchString(text) && (aboutSecretary.MatchString(text) || aboutChair.MatchString(text)):
		return a.officers(c, text), nil
	case whenWords.MatchString(text) && !aboutPast.MatchString(text) && (aboutMeeting.MatchString(text) || asksNext(c, text)):
		return a.whenNext(ctx, c, o)
	case who && aboutMember.MatchString(text) && aboutMine.MatchString(text):
		return a.myMember(ctx, c, o)
	case who && aboutMember.MatchString(text):
		if m, err := a.memberFor(ctx, c, o, text); err != nil || m != nil {
			return m, err
		}
		if asksAll(c, text) {
			return a.seatList(ctx, c, o, nil)
		}
	}
	return nil, nil
}

// asksNext tells whether a question is just "wanneer is de volgende AIC?".
func asksNext(c committee.Committee, text string) bool {
	for _, w := range spoken(text) {
		if !justNext.MatchString(w) && !slices.Contains(namesOf(c), w) {
			return false
		}
	}
	return true
}

// allWords are the words of "wie zitten er in de AIC?".
var allWords = lazily(`(?i)^(?:wie|who|welke|which|zit|zitten|sit|sits|is|are|zijn|er|allemaal|all|nu|now|in|on|of|van|bij|de|het|the|leden|lid|members?|mensen|people|departementen|namen|names)$`)

// asksAll tells whether a question is just who sits in a committee.
func asksAll(c committee.Committee, text string) bool {
	rest := strings.ReplaceAll(strings.ToLower(text), strings.ToLower(c.Name), strings.ToLower(c.ID))
	for _, w := range spoken(rest) {
		if !allWords.MatchString(w) && !slices.Contains(namesOf(c), w) {
			return false
		}
	}
	return true
}

// officers says who the secretary and the chair are, as far as the question asks.
func (a *Agenda) officers(c committee.Committee, text string) *bot.Message {
	var blocks []bot.Block
	args := bot.Args{"committee": bot.Plain(c.Name)}
	if aboutChair.MatchString(text) && !c.Chair.Zero() {
		args["name"] = bot.Plain(nameOf(c.Chair))
		blocks = append(blocks, bot.Para{Text: textChairIs.With(args)})
	}
	if aboutSecretary.MatchString(text) && !c.Secretary.Zero() {
		blocks = append(blocks, bot.Para{Text: textSecretaryIs.With(bot.Args{"committee": args["committee"], "name": bot.Plain(nameOf(c.Secretary))})})
	}
	if len(blocks) == 0 {
		return nil
	}
	return bot.Say(blocks...)
}

// whenNext says when a committee meets next, and until when requests can be sent.
func (a *Agenda) whenNext(ctx context.Context, c committee.Committee, o *bot.Origin) (m *bot.Message, err error) {
	row, err := a.offer(ctx, c, o, "")
	if err != nil {
		return nil, err
	}
	err = a.opt.Store.Read(ctx, func(r *store.Reader) error {
		all, err := a.upcoming(r, c, o.At)
		if err != nil {
			return err
		}
		if len(all) == 0 {
			m = bot.Say(withButtons([]bot.Block{bot.Para{Text: textMeetsNever.With(bot.Args{"committee": bot.Plain(c.Name)})}}, row)...)
			return nil
		}
		blocks := []bot.Block{bot.Para{Text: textMeetsOn.With(bot.Args{"committee": bot.Plain(c.Name), "when": a.when(all[0])})}}
		open, err := a.open(r, c, o.At)
		if err != nil {
			return err
		}
		if open != nil && open.ID == all[0].ID {
			blocks = append(blocks, bot.Para{Text: textSendUntil.With(bot.Args{"close": c.Dates(open.day(), a.opt.Calendar).Close.Text()})})
		} else {
			blocks = append(blocks, bot.Para{Text: a.nextMeetingText(r, c, o.At)})
		}
		m = bot.Say(withButtons(blocks, row)...)
		return nil
	})
	return m, err
}

// offer is askButtons for who may bring something to this committee; none for
// others.
func (a *Agenda) offer(ctx context.Context, c committee.Committee, o *bot.Origin, name string) (bot.Buttons, error) {
	switch err := a.mayBring(ctx, c, o, ""); {
	case err == nil:
		return askButtons(c, name), nil
	case isProblem(err):
		return nil, nil
	default:
		return nil, err
	}
}

// withButtons adds a row of buttons where there are any.
func withButtons(blocks []bot.Block, row bot.Buttons) []bot.Block {
	if len(row) == 0 {
		return blocks
	}
	return append(blocks, row)
}

// askButtons offer to bring something.
func askButtons(c committee.Committee, name string) bot.Buttons {
	ask := bot.Text(textAskMember)
	if name != "" {
		ask = textAskName.With(bot.Args{"name": bot.Plain(clip(name, 24))})
	}
	return bot.Buttons{
		{Label: ask, Action: "agenda.begin", Value: c.ID + " question"},
		{Label: textBringTopic, Action: "agenda.begin", Value: c.ID + " topic"},
	}
}

// myMember says who sits for the department of whoever asks.
func (a *Agenda) myMember(ctx context.Context, c committee.Committee, o *bot.Origin) (*bot.Message, error) {
	var code, agency string
	var known bool
	err := a.opt.Store.Read(ctx, func(r *store.Reader) error {
		code, agency, known = a.departmentOf(r, c, o)
		return nil
	})
	if err != nil {
		return nil, err
	}
	if !known {
		return bot.Say(bot.Para{Text: textWhereDoYouWork.With(bot.Args{"command": command(c, "departement")})}, bot.Note{Text: textSeeSeats.With(bot.Args{"command": command(c, "leden")})}), nil
	}
	d, _ := a.opt.Directory.ByCode(code)
	return a.memberOf(ctx, c, o, d, agency, true)
}

// memberFor says who sits for the department that a question names, or for an
// organisation in one; nil when it names none for sure.
func (a *Agenda) memberFor(ctx context.Context, c committee.Committee, o *bot.Origin, text string) (*bot.Message, error) {
	text = strings.TrimRight(strings.TrimSpace(text), " ?!.")
	for _, m := range beforePlace.FindAllStringIndex(text, -1) {
		rest := text[m[1]:]
		for _, typed := range []string{rest, afterPlace.ReplaceAllString(rest, "")} {
			typed = strings.TrimSpace(article.ReplaceAllString(strings.TrimSpace(typed), ""))
			if typed == "" || speaksOf(c, typed) {
				continue
			}
			found := a.opt.Directory.Find(typed)
			if len(found) != 1 {
				continue
			}
			agency := ""
			if found[0].Agency != nil {
				agency = found[0].Agency.Code
			}
			return a.memberOf(ctx, c, o, found[0].Department, agency, false)
		}
	}
	return nil, nil
}

func (a *Agenda) memberOf(ctx context.Context, c committee.Committee, o *bot.Origin, d committee.Department, agency string, mine bool) (*bot.Message, error) {
	var seats []committee.Seat
	if err := a.opt.Store.Read(ctx, func(r *store.Reader) (err error) { seats, err = a.seats(r); return err }); err != nil {
		return nil, err
	}
	args := bot.Args{"committee": bot.Plain(strings.ToUpper(c.ID)), "department": bot.Plain(d.Code), "where": bot.PerLang{NL: d.Name, EN: d.EN}}
	for _, g := range d.Agencies {
		if agency != "" && g.Code == agency {
			args["where"] = bot.Plain(g.Name)
		}
	}
	if !slices.ContainsFunc(a.departments(c), func(x committee.Department) bool { return x.Code == d.Code }) {
		say := map[bool]bot.Phrase{true: textYouWorkAtNoSeat, false: textForDepartmentNoSeat}[mine]
		return bot.Say(bot.Para{Text: say.With(args)}, bot.Note{Text: textSeeSeats.With(bot.Args{"command": command(c, "leden")})}), nil
	}
	say := map[bool]bot.Phrase{true: textYouWorkAt, false: textForDepartment}[mine]
	s, ok := committee.Active(seats, a.opt.Directory, c.ID, d.Code, a.today(o.At))
	if !ok || s.Member.Zero() {
		say = map[bool]bot.Phrase{true: textYouWorkAtVacant, false: textForDepartmentVacant}[mine]
		row, err := a.offer(ctx, c, o, "")
		if err != nil {
			return nil, err
		}
		return bot.Say(withButtons([]bot.Block{bot.Para{Text: say.With(args)}}, row)...), nil
	}
	args["name"] = bot.Bold(bot.Plain(nameOf(s.Member)))
	blocks := []bot.Block{bot.Para{Text: say.With(args)}}
	if !s.Deputy.Zero() {
		blocks[0] = bot.Para{Text: bot.Join(say.With(args), textWithDeputy.With(bot.Args{"name": bot.Plain(nameOf(s.Deputy))}))}
	}
	if mine {
		row, err := a.offer(ctx, c, o, firstName(nameOf(s.Member)))
		if err != nil {
			return nil, err
		}
		blocks = withButtons(blocks, row)
	}
	return &bot.Message{Blocks: append(blocks, bot.Note{Text: textSeeSeats.With(bot.Args{"command": command(c, "leden")})})}, nil
}

// firstName is what a colleague would say; a name in the order "Visser, Sien" is
// left whole.
func firstName(name string) string {
	if strings.Contains(name, ",") {
		return name
	}
	first, _, _ := strings.Cut(strings.TrimSpace(name), " ")
	return first
}
