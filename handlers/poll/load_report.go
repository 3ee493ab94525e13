package poll

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/poll/report"
	"wegwijs/handlers/poll/survey"
	"wegwijs/store"
)

// ErrOpen says that a poll has no result yet: nothing of it is counted before
// it closes.
var ErrOpen = errors.New("the poll is not closed")

// Report loads all that may be told of a closed poll, times in zone. One that
// is not closed is ErrOpen; one that is not there is a *bot.Problem.
func Report(q store.Querier, id string, zone *time.Location, rules survey.Rules) (report.Poll, error) {
	x, err := load(q, id)
	if err != nil {
		return report.Poll{}, err
	}
	if x.State != store.PollClosed || len(x.Result) == 0 {
		return report.Poll{}, fmt.Errorf("poll %s: %w", id, ErrOpen)
	}
	r := report.Poll{ID: id, Spec: x.spec, Rules: rules, Opened: in(x.Opened, zone), Closed: in(x.Closed, zone), FollowUp: x.FollowUp}
	if err := json.Unmarshal(x.Result, &r.Outcome); err != nil {
		return r, fmt.Errorf("poll %s: its result cannot be read: %w", id, err)
	}
	r.Reach = reachOf(x, r.Outcome, rules)
	if x.spec.Mode == survey.Named {
		r.Named, err = namedOf(q, x)
		return r, err
	}
	r.Texts, err = shownTexts(q, x)
	return r, err
}

func in(t time.Time, zone *time.Location) time.Time {
	if t.IsZero() {
		return t
	}
	return t.In(zone)
}

// reachOf is how many people of each channel answered. Without names it is not
// told of a channel where fewer people were asked than make a group, nor of
// any when the whole result is withheld; and because the numbers of all channels
// add up to the total, the channels that are left out together are a group too.
func reachOf(x *poll, out survey.Outcome, rules survey.Rules) []report.Reach {
	all := make([]report.Reach, 0, len(x.places))
	for _, at := range x.places {
		all = append(all, report.Reach{
			Place: survey.Place{Platform: bot.PlatformName(at.Platform), Channel: bot.ChannelID(at.Channel), Name: at.Name},
			Asked: at.Asked, Answered: at.Answered,
		})
	}
	if x.spec.Mode == survey.Named {
		return all
	}
	hide := func(r *report.Reach) { r.Answered, r.Hidden = 0, true }
	order := make([]*report.Reach, 0, len(all)) // the smallest first
	for i := range all {
		order = append(order, &all[i])
	}
	slices.SortStableFunc(order, func(a, b *report.Reach) int { return cmp.Compare(a.Asked, b.Asked) })
	hidden := 0 // people asked in channels that are left out
	for _, r := range order {
		small := r.Asked < rules.MinGroup
		withheld := out.Withheld != "" && out.Withheld != survey.NoAnswers
		if small || withheld || hidden > 0 && hidden < rules.MinGroup {
			hidden += r.Asked
			hide(r)
		}
	}
	return all
}

// namedOf is who answered what, by name.
func namedOf(q store.Querier, x *poll) (all []report.Named, err error) {
	answers, err := store.NamedAnswers(q, x.ID)
	if err != nil {
		return nil, err
	}
	last := ""
	for _, a := range answers {
		if voter := string(a.Voter); len(all) == 0 || voter != last {
			last = voter
			all = append(all, report.Named{Name: a.Name, Answers: make([]*survey.Answer, len(x.spec.Questions))})
		}
		if a.Question < 0 || a.Question >= len(x.spec.Questions) {
			return nil, fmt.Errorf("poll %s: there is an answer to question %d of %d", x.ID, a.Question+1, len(x.spec.Questions))
		}
		given, err := x.spec.Questions[a.Question].Decode(a.Choice)
		if err != nil {
			return nil, fmt.Errorf("poll %s: %w", x.ID, err)
		}
		all[len(all)-1].Answers[a.Question] = &given
	}
	return all, nil
}

// shownTexts are the open answers a colleague let through, per question. Their
// order is that of random ids: it says nothing.
func shownTexts(q store.Querier, x *poll) ([][]string, error) {
	texts, err := store.PollTexts(q, x.ID)
	if err != nil {
		return nil, err
	}
	all := make([][]string, len(x.spec.Questions))
	for _, t := range texts {
		if t.Shown && t.Question >= 0 && t.Question < len(all) {
			all[t.Question] = append(all[t.Question], t.Text)
		}
	}
	return all, nil
}
