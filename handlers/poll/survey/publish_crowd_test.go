package survey

import (
	stdflag "flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"wegwijs/bot"
)

var polls = stdflag.Int("polls", 3000, "how many random polls TestNoPairTellsAboutAFew publishes")

// A crowd is people in channels.
type crowd struct {
	people   int
	channels []map[int]bool
}

func newCrowd(r *rand.Rand) crowd {
	c := crowd{people: 8 + r.IntN(60)}
	for range 1 + r.IntN(5) {
		in := map[int]bool{}
		share := r.Float64()
		for p := range c.people {
			if r.Float64() < share {
				in[p] = true
			}
		}
		c.channels = append(c.channels, in)
	}
	// Often somebody leaves or joins between channels that are nearly the same.
	if len(c.channels) > 1 && r.IntN(2) == 0 {
		like := map[int]bool{}
		for p := range c.channels[0] {
			like[p] = true
		}
		for range r.IntN(5) {
			like[r.IntN(c.people)] = true
		}
		c.channels[1] = like
	}
	return c
}

func place(n int) Place {
	return Place{Platform: "x", Channel: bot.ChannelID(fmt.Sprint("c", n)), Name: fmt.Sprint(n)}
}

// A group is people whose answers to one question are told.
type group struct {
	what   string
	people map[int]bool
	asked  map[int]bool // who could have been in it
	same   bool         // all of them gave one answer, and numbers say so
}

// oneMind tells whether a few people all gave the same answer.
func oneMind(people map[int]bool, answers map[int]int) bool {
	first, any := 0, false
	for p := range people {
		if !any {
			first, any = answers[p], true
		}
		if answers[p] != first {
			return false
		}
	}
	return len(people) < 10
}

// tellsTooMuch says what is wrong with groups that can all be known, if anything.
func tellsTooMuch(groups []group) string {
	for i, a := range groups {
		switch {
		case len(a.people) < 5:
			return fmt.Sprintf("%s is %d people", a.what, len(a.people))
		case len(a.asked) < 10:
			return fmt.Sprintf("%s is of %d people who were asked", a.what, len(a.asked))
		case a.same:
			return fmt.Sprintf("all %d of %s are of one mind", len(a.people), a.what)
		}
		for _, b := range groups[:i] {
			if n := differ(a.people, b.people); n > 0 && n < 5 {
				return fmt.Sprintf("%s (%d) and %s (%d) differ by %d people", a.what, len(a.people), b.what, len(b.people), n)
			}
		}
	}
	return ""
}

func differ(a, b map[int]bool) (n int) {
	for p := range a {
		if !b[p] {
			n++
		}
	}
	for p := range b {
		if !a[p] {
			n++
		}
	}
	return n
}

// hold publishes a few polls with the same questions in a crowd, and returns per
// question every group whose answers are told, or follow from what is told.
func hold(r *rand.Rand, published *int, publish func(Spec, Tally, Rules, []Earlier, time.Time) Outcome) [2][]group {
	c := newCrowd(r)
	var groups [2][]group
	var earlier []Earlier
	var before []map[int]bool // who was asked earlier
	almost := r.Float64()
	usual := map[int]bool{} // who mostly answers: polls of nearly the same people are the danger
	for p := range c.people {
		usual[p] = r.Float64() < 0.2+almost
	}
	habit := r.IntN(2) == 0
	for poll := range 1 + r.IntN(3) {
		spec := Spec{Mode: Unnamed, Split: r.IntN(2) == 0, Questions: []Question{
			{Text: "a", Kind: One, Options: []string{"1", "2", "3"}}, {Text: "b", Kind: YesNo}}}
		var used []int
		for i := range c.channels {
			if r.IntN(2) == 0 || i == len(c.channels)-1 && len(used) == 0 {
				used = append(used, i)
				spec.Places = append(spec.Places, place(i))
			}
		}
		asked := map[int]bool{}
		var parts []Part
		for n, i := range used {
			for p := range c.channels[i] {
				asked[p] = true
			}
			parts = append(parts, Part{Place: spec.Places[n], Asked: len(c.channels[i])})
		}
		if !spec.Split {
			parts = nil
		}
		rate := almost
		if poll == 0 {
			rate = 0.2 + 0.8*r.Float64()
		}
		all := [2]map[int]bool{{}, {}}
		answers := [2]map[int]int{{}, {}}
		byPart := [2]map[int]map[int]bool{{}, {}}
		agree := r.Float64() * r.Float64() // how often people say what is usual in their channel
		skip := r.Float64() * r.Float64()
		var counts []AnswerCount
		for p := range c.people { // in order: the same numbers make the same crowd
			if !asked[p] {
				continue
			}
			takesPart := r.Float64() < rate
			if habit {
				takesPart = usual[p] != (r.IntN(40) == 0)
			}
			if !takesPart {
				continue
			}
			var via []int
			for n, i := range used {
				if c.channels[i][p] {
					via = append(via, n)
				}
			}
			n := via[r.IntN(len(via))]
			for q := range 2 {
				if q == 1 && r.Float64() < skip {
					continue // optional
				}
				choice := r.IntN(3 - q)
				if r.Float64() < 2*agree {
					choice = n % (3 - q)
				}
				counts = append(counts, AnswerCount{q, PartName(spec.Places[n]), Answer{Choices: []int{choice}}, 1})
				all[q][p], answers[q][p] = true, choice
				if byPart[q][n] == nil {
					byPart[q][n] = map[int]bool{}
				}
				byPart[q][n][p] = true
			}
		}
		for i := range earlier {
			earlier[i].People = differ(before[i], asked) < len(before[i])+len(asked)
		}
		out := publish(spec, Count(spec, len(asked), len(all[0]), counts, parts), Rules{}, earlier, time.Time{})
		*published++
		if out.Withheld != "" {
			continue
		}
		earlier = append(earlier, EarlierOf(out, spec.Places, false))
		before = append(before, asked)
		for q := range 2 {
			if out.Questions[q].Withheld != "" {
				continue
			}
			exact := !out.Questions[q].Unanimous
			groups[q] = append(groups[q], group{fmt.Sprintf("poll %d", poll), all[q], asked, exact && oneMind(all[q], answers[q])})
			// The parts that are told and who is in none of them, and what follows
			// from those: every combination of them.
			rest, restAsked := maps.Clone(all[q]), map[int]bool{}
			var apart []group
			told := map[string]bool{}
			for _, part := range out.Parts {
				if part.Questions[q].Withheld == "" {
					told[PartName(part.Place)] = true
				}
			}
			for n, where := range spec.Places {
				if told[PartName(where)] {
					apart = append(apart, group{what: fmt.Sprint(n), people: byPart[q][n], asked: c.channels[used[n]]})
					maps.DeleteFunc(rest, func(p int, _ bool) bool { return byPart[q][n][p] })
				} else if len(byPart[q][n]) > 0 {
					maps.Copy(restAsked, c.channels[used[n]])
				}
			}
			if len(apart) > 0 && len(rest) > 0 {
				apart = append(apart, group{what: "rest", people: rest, asked: restAsked})
			}
			for set := 1; set < 1<<len(apart); set++ {
				g := group{what: fmt.Sprintf("poll %d part", poll), people: map[int]bool{}, asked: map[int]bool{}}
				for i, a := range apart {
					if set&(1<<i) != 0 {
						g.what += " " + a.what
						maps.Copy(g.people, a.people)
						maps.Copy(g.asked, a.asked)
					}
				}
				g.same = oneMind(g.people, answers[q])
				groups[q] = append(groups[q], g)
			}
		}
	}
	return groups
}

// TestNoPairTellsAboutAFew publishes random polls of people who exist, and
// looks for two published groups that differ by one to four people: from those
// two results somebody could take what these few answered.
func TestNoPairTellsAboutAFew(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	began, published, told, parts := time.Now(), 0, 0, 0
	for published < *polls {
		for q, groups := range hold(r, &published, Publish) {
			told += len(groups)
			for _, g := range groups {
				if strings.Contains(g.what, "part") {
					parts++
				}
			}
			if wrong := tellsTooMuch(groups); wrong != "" {
				t.Fatalf("question %d: %s", q, wrong)
			}
		}
	}
	t.Logf("%d polls, %d published groups, %d of parts, %v", published, told, parts, time.Since(began).Round(time.Millisecond))
	if told < published/4 || parts < published/20 {
		t.Errorf("only %d groups of %d polls were published, %d of parts: nothing was compared", told, published, parts)
	}
}

// TestTheSearchFindsBrokenRules: with each rule switched off there are such pairs.
func TestTheSearchFindsBrokenRules(t *testing.T) {
	for name, publish := range map[string]func(Spec, Tally, Rules, []Earlier, time.Time) Outcome{
		"without earlier polls": func(s Spec, t Tally, r Rules, _ []Earlier, at time.Time) Outcome { return Publish(s, t, r, nil, at) },
		"with every part": func(s Spec, tally Tally, r Rules, e []Earlier, at time.Time) Outcome {
			out := Publish(s, tally, r, e, at)
			if out.Withheld != "" {
				return out
			}
			named := s
			named.Mode = Named
			out.Parts = Publish(named, tally, r, e, at).Parts
			return out
		},
		"with every large part": func(s Spec, tally Tally, r Rules, e []Earlier, at time.Time) Outcome {
			out := Publish(s, tally, r, e, at)
			if out.Withheld != "" {
				return out
			}
			out.Parts = nil
			for _, p := range tally.Parts {
				if p.Answered >= 5 && p.Asked >= 10 {
					part := PartOutcome{Place: p.Place}
					for i, q := range s.Questions {
						part.Questions = append(part.Questions, publish(q, p.Questions[i], Rules{}.Normal()))
					}
					out.Parts = append(out.Parts, part)
				}
			}
			return out
		},
		"with questions of few people": func(s Spec, tally Tally, r Rules, e []Earlier, at time.Time) Outcome {
			out := Publish(s, tally, r, e, at)
			for i, q := range out.Questions {
				if q.Withheld == FewAnswers && tally.Questions[i].N > 0 {
					out.Questions[i] = tell(s.Questions[i], tally.Questions[i])
				}
			}
			return out
		},
		"with few who are alike": func(s Spec, tally Tally, r Rules, e []Earlier, at time.Time) Outcome {
			out := Publish(s, tally, r, e, at)
			for i, q := range out.Questions {
				if q.Unanimous {
					out.Questions[i] = tell(s.Questions[i], tally.Questions[i])
				}
			}
			return out
		},
		"with few answers": func(s Spec, tally Tally, r Rules, e []Earlier, at time.Time) Outcome {
			out := Publish(s, tally, r, e, at)
			if out.Withheld == FewAnswers && tally.Answered > 0 {
				s.Mode = Named
				return Publish(s, tally, r, e, at)
			}
			return out
		},
		"with few who were asked": func(s Spec, tally Tally, r Rules, e []Earlier, at time.Time) Outcome {
			tally.Asked = max(tally.Asked, 10)
			return Publish(s, tally, r, e, at)
		},
		"with the rest of a few who were asked": func(s Spec, tally Tally, r Rules, e []Earlier, at time.Time) Outcome {
			tally.Asked += 100
			return Publish(s, tally, r, e, at)
		},
		"without the parts of earlier polls": func(s Spec, t Tally, r Rules, e []Earlier, at time.Time) Outcome {
			blind := append([]Earlier(nil), e...)
			for i := range blind {
				blind[i].Groups, blind[i].Questions = nil, nil
			}
			return Publish(s, t, r, blind, at)
		},
		"without the questions of earlier polls": func(s Spec, t Tally, r Rules, e []Earlier, at time.Time) Outcome {
			blind := append([]Earlier(nil), e...)
			for i := range blind {
				blind[i].Questions = nil
			}
			return Publish(s, t, r, blind, at)
		},
		"with channels only": func(s Spec, t Tally, r Rules, e []Earlier, at time.Time) Outcome {
			blind := append([]Earlier(nil), e...)
			for i := range blind {
				blind[i].People = false
			}
			return Publish(s, t, r, blind, at)
		},
	} {
		r := rand.New(rand.NewPCG(3, 4))
		published, found := 0, false
		for published < 100_000 && !found {
			for _, groups := range hold(r, &published, publish) {
				found = found || tellsTooMuch(groups) != ""
			}
		}
		if !found {
			t.Errorf("%s: no pair was found in %d polls, so the search sees nothing", name, published)
		}
	}
}
