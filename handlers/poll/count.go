package poll

import (
	"context"
	"errors"
	"strings"
	"sync"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
)

// countWithin is how long counting people may take before somebody is told that
// it did not work now.
const countWithin = 20 * time.Second

// mostLookedUp is how many people are looked up one by one to tell guests from
// the others; in larger channels their number is an estimate.
const mostLookedUp = 1000

// atOnce is how many calls to a platform are under way at the same time.
const atOnce = 8

// each does something n times, some of them at the same time.
func each(n int, do func(i int)) {
	var all sync.WaitGroup
	free := make(chan struct{}, atOnce)
	for i := range n {
		free <- struct{}{}
		all.Go(func() {
			defer func() { <-free }()
			do(i)
		})
	}
	all.Wait()
}

// count counts who is asked: everybody in the channels, each once, without
// guests. On several platforms people are told apart by their e-mail address,
// so everybody there must have one.
func (p *Poll) count(ctx context.Context, x *poll, found *checks) {
	ctx, cancel := context.WithTimeout(ctx, countWithin)
	defer cancel()
	lists, errs := make([]bot.Members, len(x.spec.Places)), make([]error, len(x.spec.Places))
	each(len(lists), func(i int) {
		lists[i], errs[i] = p.opt.Router.Members(ctx, x.spec.Places[i].Platform, x.spec.Places[i].Channel)
	})
	several, guests, fewest, entries := false, 0, 0, 0
	for i, at := range x.spec.Places {
		if errs[i] != nil {
			found.stop(placeBusy.With(bot.Args{"channel": bot.Plain(placeTyped(at, bot.PlatformName(x.Platform)))}))
			return
		}
		several = several || at.Platform != x.spec.Places[0].Platform
		guests += lists[i].Guests
		fewest = max(fewest, lists[i].Guests)
		entries += len(lists[i].Users)
	}
	known := map[bot.PersonID]bot.User{}
	found.about = !several && guests > 0 && len(lists) > 1 && entries > mostLookedUp
	if several || guests > 0 && len(lists) > 1 && !found.about {
		var err error
		if known, err = p.lookUp(ctx, x.spec.Places, lists); err != nil {
			found.stop(peopleBusy)
			return
		}
	}
	everybody, nameless := map[string]bool{}, 0
	parts := make([]int, len(lists))
	for i, at := range x.spec.Places {
		for _, id := range lists[i].Users {
			who := string(at.Platform) + "|" + string(id)
			u := known[bot.PersonID{Platform: at.Platform, User: id}]
			switch address := strings.ToLower(strings.TrimSpace(u.Email)); {
			case u.Guest:
				continue
			case several && address == "":
				if !everybody[who] {
					nameless++
				}
			case several:
				who = "mail|" + address
			}
			parts[i]++
			everybody[who] = true
		}
		if len(known) == 0 {
			parts[i] -= lists[i].Guests
		}
	}
	found.asked = len(everybody)
	if len(known) == 0 {
		// In one channel this is exact. In several a guest may be in more than one.
		found.asked -= fewest
	}
	if nameless > 0 {
		found.stop(peopleNoAddress.Count(nameless, nil))
	}
	p.lookAtParts(x, parts, found)
}

// lookUp finds everybody in these channels. Who left a moment ago counts as a
// guest: they are asked nothing.
func (p *Poll) lookUp(ctx context.Context, places []survey.Place, lists []bot.Members) (map[bot.PersonID]bot.User, error) {
	known := map[bot.PersonID]bot.User{}
	var ids []bot.PersonID
	for i, at := range places {
		for _, id := range lists[i].Users {
			who := bot.PersonID{Platform: at.Platform, User: id}
			if _, twice := known[who]; !twice {
				ids = append(ids, who)
			}
			known[who] = bot.User{}
		}
	}
	users, errs := make([]bot.User, len(ids)), make([]error, len(ids))
	each(len(ids), func(i int) {
		if ctx.Err() != nil {
			errs[i] = ctx.Err()
			return
		}
		users[i], errs[i] = p.opt.Router.Person(ctx, ids[i])
		if notThere(errs[i]) {
			users[i], errs[i] = bot.User{Guest: true}, nil
		}
	})
	for i, who := range ids {
		known[who] = users[i]
	}
	return known, errors.Join(errs...)
}

// lookAtParts says which channels are too small to have a result of their own.
func (p *Poll) lookAtParts(x *poll, parts []int, found *checks) {
	if !x.spec.Split || x.spec.Mode == survey.Named {
		return
	}
	rules := p.opt.Rules.Normal()
	for i, at := range x.spec.Places {
		args := bot.Args{"channel": bot.Plain(placeTyped(at, bot.PlatformName(x.Platform)))}
		switch {
		case parts[i] < rules.MinGroup:
			args["min"] = bot.Number(rules.MinGroup)
			found.remark(partSmall.Count(parts[i], args))
		case found.asked-parts[i] < rules.MinAnswers:
			found.remark(partRest.With(args))
		}
	}
}
