package poll

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
	"wegwijs/store"
)

func (p *Poll) registerReview(f *bot.Feature) {
	f.OnWords(bot.Words{Command: p.opt.Command, Word: "nakijken", Also: []string{"review", "kijk na"}, Usage: usageReview, Help: helpReview}, p.typedReview)
	f.OnPress("poll.review", p.pressReview)
	f.OnPress("poll.hide", p.pressHide)
	f.OnSubmit("poll.hide", p.submitHide)
	f.OnPress("poll.pass", p.pressPass)
	f.OnDue("poll.reviewed", p.reviewed)
}

// Bounds of what is looked at in one go. A page is a message of at most some
// four screens, and the ids of its answers go along with a form.
const (
	mostOnPage = 20
	sizeOfPage = 5000 // characters
)

// pagesOf divides answers over pages, in the order of their random ids, which
// says nothing about who wrote them or when.
func pagesOf(texts []store.PollText) (pages [][]store.PollText) {
	slices.SortFunc(texts, func(a, b store.PollText) int { return bytes.Compare(a.ID, b.ID) })
	size := 0
	for _, t := range texts {
		n := utf8.RuneCountInString(t.Text)
		if last := len(pages) - 1; last < 0 || len(pages[last]) == mostOnPage || size+n > sizeOfPage {
			pages, size = append(pages, nil), 0
		}
		size += n
		pages[len(pages)-1] = append(pages[len(pages)-1], t)
	}
	return pages
}

// sum names a set of answers: a button that was made for others does nothing.
func sum(texts []store.PollText) string {
	h := sha256.New()
	for _, t := range texts {
		h.Write(t.ID)
	}
	return hex.EncodeToString(h.Sum(nil)[:6])
}

// reviewable returns a closed poll whose open answers this person may look at,
// with the answers that wait: an adviser or whoever looks after the bot, but
// never the maker.
func (p *Poll) reviewable(ctx context.Context, id string, o *bot.Origin) (x *poll, waiting []store.PollText, err error) {
	id = strings.ToLower(strings.Trim(strings.TrimSpace(id), "<>"))
	err = p.opt.Store.Read(ctx, func(r *store.Reader) error {
		if x, err = load(r, id); err != nil {
			return err
		}
		waiting, err = waitingTexts(r, id)
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	own := mine(o, x)
	switch {
	case !own && !makesAny(o):
		return nil, nil, &bot.Problem{Say: textNoPoll}
	case x.State != store.PollClosed:
		if !own && x.State != store.PollOpen {
			return nil, nil, &bot.Problem{Say: textNoPoll}
		}
		return nil, nil, &bot.Problem{Say: textReviewOpen}
	case x.extra.Reviewed:
		return nil, nil, &bot.Problem{Say: textReviewDone}
	case len(waiting) == 0:
		return nil, nil, &bot.Problem{Say: textReviewNone}
	case own:
		return nil, nil, p.notYourOwn(x)
	}
	return x, waiting, nil
}

// notYourOwn says who looks at the open answers to somebody's own poll.
func (p *Poll) notYourOwn(x *poll) error {
	return &bot.Problem{Say: textReviewAlone.With(bot.Args{"command": p.reviewCommand(x)})}
}

func (p *Poll) reviewCommand(x *poll) bot.Text {
	return bot.Plain("/" + p.opt.Command + " nakijken " + x.ID)
}

// waitingTexts are the open answers of a poll that are not shown yet.
func waitingTexts(q store.Querier, id string) ([]store.PollText, error) {
	texts, err := store.PollTexts(q, id)
	return slices.DeleteFunc(texts, func(t store.PollText) bool { return t.Shown }), err
}

func (p *Poll) typedReview(ctx context.Context, c *bot.Command) (bot.Reply, error) {
	if strings.TrimSpace(c.Text) == "" {
		return p.whichReview(ctx, &c.Origin)
	}
	return p.showPage(ctx, c.Text, 0, &c.Origin, nil)
}

// whichReview asks which of the polls that wait somebody will look at.
func (p *Poll) whichReview(ctx context.Context, o *bot.Origin) (bot.Reply, error) {
	menu := bot.Menu{Label: textWhichPoll, Action: "poll.review"}
	var own *poll // that waits for somebody else
	if makesAny(o) {
		err := p.opt.Store.Read(ctx, func(r *store.Reader) error {
			all, err := store.PollsIn(r, 200, store.PollClosed)
			if err != nil {
				return err
			}
			for _, raw := range all {
				x, err := decode(r, raw)
				if err != nil {
					return err
				}
				if x.extra.Reviewed || !slices.ContainsFunc(x.spec.Questions, func(q survey.Question) bool { return q.Kind == survey.Open }) {
					continue
				}
				texts, err := waitingTexts(r, x.ID)
				if err != nil {
					return err
				}
				switch {
				case len(texts) == 0:
				case mine(o, x):
					own = x
				case len(menu.Options) < mostRecent:
					menu.Options = append(menu.Options, bot.Option{Label: x.option(p), Value: x.ID})
				}
			}
			return nil
		})
		if err != nil {
			return bot.Reply{}, err
		}
	}
	switch {
	case len(menu.Options) == 0 && own != nil:
		return bot.Reply{}, p.notYourOwn(own)
	case len(menu.Options) == 0:
		return bot.Reply{Private: bot.Say(bot.Para{Text: textReviewEmpty})}, nil
	}
	return bot.Reply{Private: bot.Say(bot.Para{Text: textReviewWhich}, menu)}, nil
}

// pressReview shows a page: "id page", or the poll chosen from a menu.
func (p *Poll) pressReview(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	id, page, _ := strings.Cut(e.Value, " ")
	if e.Choice != "" {
		id, page = e.Choice, ""
	}
	n, _ := strconv.Atoi(page)
	return p.showPage(ctx, id, n, &e.Origin, nil)
}

// showPage shows the answers of one page, below what was said first.
func (p *Poll) showPage(ctx context.Context, id string, n int, o *bot.Origin, first bot.Text) (bot.Reply, error) {
	x, waiting, err := p.reviewable(ctx, id, o)
	if err != nil {
		return bot.Reply{}, err
	}
	return bot.Reply{Private: x.page(waiting, n, first)}, nil
}

func (x *poll) page(waiting []store.PollText, n int, first bot.Text) *bot.Message {
	pages := pagesOf(waiting)
	n = max(0, min(n, len(pages)-1))
	from := 1
	for _, before := range pages[:n] {
		from += len(before)
	}
	list := bot.Para{Text: textReviewAll}
	if len(pages) > 1 {
		list.Text = textReviewPage.With(bot.Args{"n": bot.Number(n + 1), "all": bot.Number(len(pages))})
	}
	for i, t := range pages[n] {
		args := bot.Args{"n": bot.Number(from + i), "words": bot.Plain(t.Text)}
		say := textReviewLine
		if len(x.spec.Questions) > 1 {
			say, args["q"] = textReviewQuestion, bot.Number(t.Question+1)
		}
		list.Items = append(list.Items, say.With(args))
	}
	m := &bot.Message{}
	if first != nil {
		m.Blocks = append(m.Blocks, bot.Para{Text: first})
	} else {
		m.Blocks = append(m.Blocks, bot.Para{Text: textReviewIntro.With(bot.Args{"question": x.subject()})})
	}
	var row bot.Buttons
	add := func(label bot.Text, action, value string, style bot.Style) {
		row = append(row, bot.Button{Label: label, Hint: textAbout.With(bot.Args{"what": label, "question": x.subject()}), Action: action, Value: x.ID + " " + value, Style: style})
	}
	here := strconv.Itoa(n)
	add(textReviewHide, "poll.hide", here+" "+sum(pages[n]), bot.Normal)
	if n > 0 {
		add(textReviewBack, "poll.review", strconv.Itoa(n-1), bot.Normal)
	}
	m.Blocks = append(m.Blocks, list)
	if n < len(pages)-1 {
		add(textReviewNext, "poll.review", strconv.Itoa(n+1), bot.Primary)
		m.Blocks = append(m.Blocks, row, bot.Note{Text: textReviewToEnd})
		return m
	}
	label := textReviewShow.Count(len(waiting), nil)
	if x.extra.Hid {
		label = textReviewRest.Count(len(waiting), nil)
	}
	add(label, "poll.pass", sum(waiting), bot.Primary)
	m.Blocks = append(m.Blocks, row)
	return m
}

// pageOf finds the answers that a button was made for: "id page sum". They are
// nil when there are others now.
func pageOf(waiting []store.PollText, value string) (page []store.PollText, n, from int) {
	parts := strings.Fields(value)
	if len(parts) != 3 {
		return nil, 0, 1
	}
	n, _ = strconv.Atoi(parts[1])
	pages := pagesOf(waiting)
	from = 1
	for i, one := range pages {
		if i == n && sum(one) == parts[2] {
			return one, n, from
		}
		from += len(one)
	}
	return nil, n, 1
}

func firstWord(s string) string {
	word, _, _ := strings.Cut(s, " ")
	return word
}

func (p *Poll) pressHide(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	x, waiting, err := p.reviewable(ctx, firstWord(e.Value), &e.Origin)
	if err != nil {
		return bot.Reply{}, err
	}
	page, n, from := pageOf(waiting, e.Value)
	if page == nil {
		return bot.Reply{Private: x.page(waiting, n, textReviewChanged)}, nil
	}
	return bot.Reply{Form: x.hideForm(page, n, from)}, nil
}

// hideForm asks which answers of a page to hide. Their ids go along with it, so
// that a number means what was on the screen.
func (x *poll) hideForm(page []store.PollText, n, from int) *bot.Form {
	state := []string{x.ID, strconv.Itoa(n), strconv.Itoa(from)}
	for _, t := range page {
		state = append(state, base64.RawURLEncoding.EncodeToString(t.ID))
	}
	return &bot.Form{Action: "poll.hide", State: strings.Join(state, " "), Title: textReviewTitle, Submit: textReviewSubmit,
		Intro:  textReviewForm.With(bot.Args{"from": bot.Number(from), "to": bot.Number(from + len(page) - 1)}),
		Fields: []bot.Field{{Name: "numbers", Label: textReviewField, Help: textReviewHelp, Kind: bot.ShortText}}}
}

// submitHide erases answers that nobody should read.
func (p *Poll) submitHide(ctx context.Context, s *bot.Submit) (bot.Reply, error) {
	x, _, err := p.reviewable(ctx, firstWord(s.State), &s.Origin)
	if err != nil {
		return bot.Reply{}, err
	}
	state := strings.Fields(s.State)
	if len(state) < 4 {
		return bot.Reply{}, fmt.Errorf("poll %s: a form to hide answers without them", x.ID)
	}
	n, _ := strconv.Atoi(state[1])
	from, _ := strconv.Atoi(state[2])
	ids := state[3:]
	numbers, wrong := numbersIn(s.Values.Text("numbers"), from, from+len(ids)-1)
	if wrong != nil {
		return bot.Reply{}, bot.FieldErrors{"numbers": wrong}
	}
	var hide [][]byte
	for _, number := range numbers {
		id, err := base64.RawURLEncoding.DecodeString(ids[number-from])
		if err != nil {
			return bot.Reply{}, fmt.Errorf("poll %s: the id of an answer: %w", x.ID, err)
		}
		hide = append(hide, id)
	}
	var left []store.PollText
	hidden := 0
	err = p.opt.Store.Write(ctx, s.Mark, func(tx *store.Tx) error {
		if x, err = load(tx, x.ID); err != nil {
			return err
		}
		if x.extra.Reviewed {
			return &bot.Problem{Say: textReviewDone}
		}
		before, err := waitingTexts(tx, x.ID)
		if err != nil {
			return err
		}
		if err := tx.DeletePollTexts(x.ID, hide); err != nil {
			return err
		}
		if left, err = waitingTexts(tx, x.ID); err != nil {
			return err
		}
		hidden = len(before) - len(left)
		x.extra.Hid = true
		if len(left) == 0 { // nothing to show is an outcome as well
			return p.pass(tx, x, &s.Origin, nil)
		}
		return x.save(tx)
	})
	if err != nil {
		return bot.Reply{}, err
	}
	said := textReviewHidden.Count(hidden, nil)
	if len(left) == 0 {
		return bot.Reply{Private: bot.Say(bot.Para{Text: spoken(said, textReviewLeft)}), RefreshNow: x.keys()}, nil
	}
	return bot.Reply{Private: x.page(left, n, said)}, nil
}

// numbersIn reads "2, 5 of 7-9". wrong says what to type instead.
func numbersIn(text string, from, to int) (all []int, wrong bot.Text) {
	refuse := func(word string) ([]int, bot.Text) {
		return nil, textReviewNumbers.With(bot.Args{"from": bot.Number(from), "to": bot.Number(to), "word": short(word, 40)})
	}
	text = strings.NewReplacer("–", "-", " - ", "-", " t/m ", "-", " tot en met ", "-").Replace(strings.ToLower(text))
	words := strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ';' || r == '.' || unicode.IsSpace(r) })
	for _, word := range words {
		if word == "en" || word == "and" || word == "of" || word == "or" {
			continue
		}
		first, last, span := strings.Cut(word, "-")
		if !span {
			last = first
		}
		a, errA := strconv.Atoi(first)
		b, errB := strconv.Atoi(last)
		if errA != nil || errB != nil || a < from || b > to || a > b {
			return refuse(word)
		}
		for n := a; n <= b; n++ {
			all = append(all, n)
		}
	}
	if len(all) == 0 {
		return refuse(text)
	}
	slices.Sort(all)
	return slices.Compact(all), nil
}

// pressPass lets the answers through that are left.
func (p *Poll) pressPass(ctx context.Context, e *bot.Press) (bot.Reply, error) {
	x, waiting, err := p.reviewable(ctx, firstWord(e.Value), &e.Origin)
	if err != nil {
		return bot.Reply{}, err
	}
	seen := strings.TrimPrefix(e.Value, x.ID+" ")
	pagesOf(waiting) // in the order of the pages
	if sum(waiting) != seen {
		return bot.Reply{Private: x.page(waiting, 0, textReviewChanged)}, nil
	}
	changed := false
	err = p.opt.Store.Write(ctx, e.Mark, func(tx *store.Tx) error {
		if x, err = load(tx, x.ID); err != nil {
			return err
		}
		if x.extra.Reviewed {
			return &bot.Problem{Say: textReviewDone}
		}
		now, err := waitingTexts(tx, x.ID)
		if err != nil {
			return err
		}
		pagesOf(now)
		if waiting = now; sum(now) != seen {
			changed = true
			return nil
		}
		return p.pass(tx, x, &e.Origin, now)
	})
	if err != nil {
		return bot.Reply{}, err
	}
	if changed {
		return bot.Reply{Private: x.page(waiting, 0, textReviewChanged)}, nil
	}
	return bot.Reply{Private: bot.Say(bot.Para{Text: textReviewShown.Count(len(waiting), nil)}), RefreshNow: x.keys()}, nil
}

// pass ends the look at open answers: these are shown from now on, and the
// maker hears of it.
func (p *Poll) pass(tx *store.Tx, x *poll, o *bot.Origin, texts []store.PollText) error {
	if len(texts) > 0 {
		if err := tx.ShowPollTexts(x.ID, idsOf(texts)); err != nil {
			return err
		}
	}
	x.extra.Reviewed, x.extra.Reviewer = true, string(o.Platform)+"/"+string(o.From.ID)
	if err := x.save(tx); err != nil {
		return err
	}
	if err := tx.Unschedule("poll.unread", x.ID); err != nil {
		return err
	}
	job := x.job("poll.reviewed", o.At)
	job.Payload = []byte(strconv.Itoa(len(texts)))
	return tx.Schedule(job)
}

// reviewed tells the maker that the open answers are with the result.
func (p *Poll) reviewed(ctx context.Context, d *bot.Due) (bot.Reply, error) {
	x, err := p.read(ctx, d.Key)
	if noPoll(err) {
		return bot.Reply{}, nil
	}
	if err != nil {
		return bot.Reply{}, err
	}
	left, err := p.makerLeft(ctx, x)
	if err != nil || left {
		return bot.Reply{}, err
	}
	n, _ := strconv.Atoi(string(d.Payload))
	return bot.Reply{Private: bot.Say(bot.Para{Text: textReviewMaker.Count(n, bot.Args{"question": x.subject()})})}, nil
}
