package poll

import (
	"strings"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
)

// notes are the small lines under a result: who asked and how, what was
// mended, and what was erased.
func (r *result) notes() []bot.Block {
	x, zone := r.x, r.p.opt.Zone
	var first []bot.Text
	if !x.spec.NoMaker && x.MakerName != "" {
		first = append(first, textAskedBy.With(bot.Args{"name": bot.Plain(x.MakerName)}))
	}
	closed := textClosedOn
	if x.extra.ByHand {
		closed = textClosedEarly
	}
	first = append(first, modeNote(x.spec.Mode), closed.With(bot.Args{"when": bot.Moment(x.Closed.In(zone))}))
	if x.Series != "" && x.Wave > 0 {
		first = append(first, textWaveOf.With(bot.Args{"wave": x.waveName()}))
	}
	blocks := []bot.Block{bot.Note{Text: spoken(first...)}}
	for _, fixed := range x.shownFixes() {
		blocks = append(blocks, bot.Note{Text: textFixed.With(bot.Args{"was": bot.Plain(fixed.Was), "when": bot.Moment(fixed.At.In(zone))})})
	}
	last := []bot.Text{r.p.receipt(x, r.out, r.texts > 0 || r.hasTexts())}
	if ref := strings.TrimSpace(r.p.opt.Consent.Reference); ref != "" {
		last = append(last, textConsent.With(bot.Args{"reference": bot.Plain(ref)}))
	}
	return append(blocks, bot.Note{Text: spoken(last...)})
}

func modeNote(m survey.Mode) bot.Text {
	switch m {
	case survey.Named:
		return textShortNamed
	case survey.Final:
		return textShortFinal
	}
	return textShortUnnamed
}

func (r *result) hasTexts() bool {
	for _, all := range r.rep.Texts {
		if len(all) > 0 {
			return true
		}
	}
	return false
}

// receipt says what was erased, when, and what is left; texts tells whether
// open answers are.
func (p *Poll) receipt(x *poll, out survey.Outcome, texts bool) bot.Text {
	var kept bot.Text = textKeptTotals
	switch {
	case out.Withheld != "":
		kept = textKeptNothing
	case texts:
		kept = textKeptTexts
	}
	if x.spec.Mode == survey.Named {
		if !x.extra.Nameless.IsZero() {
			return textReceiptNames.With(bot.Args{"when": bot.Date(x.extra.Nameless.In(p.opt.Zone)), "kept": kept})
		}
		if out.Answered == 0 {
			return nil
		}
		return textReceiptNamed.With(bot.Args{"when": bot.Date(x.Closed.Add(p.opt.NamesFor).In(p.opt.Zone))})
	}
	if x.extra.Forgot.IsZero() {
		return textReceiptSoon
	}
	say := textReceiptUnnamed
	if x.spec.Mode == survey.Final {
		say = textReceiptFinal
	}
	at := x.extra.Forgot.In(p.opt.Zone)
	return say.With(bot.Args{"when": moment(at), "kept": kept})
}

// moment is a date and a time without the day of the week.
func moment(at time.Time) bot.Text {
	return textAtTime.With(bot.Args{"date": bot.Date(at), "time": clock{at}})
}
