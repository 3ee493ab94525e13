package main

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"wegwijs/handlers"
	"wegwijs/handlers/poll"
	"wegwijs/handlers/poll/survey"
)

type pollsConfig struct {
	Purpose             string        `yaml:"purpose"`
	LegalBasis          string        `yaml:"legal_basis"`
	Consent             consentConfig `yaml:"consent"`
	MinimumAnswers      int           `yaml:"minimum_answers"`
	MinimumGroup        int           `yaml:"minimum_group"`
	ChannelAdminsCreate bool          `yaml:"channel_admins_create"`
}

type consentConfig struct {
	Date      string `yaml:"date"`
	Reference string `yaml:"reference"`
}

type retentionConfig struct {
	PollNames string `yaml:"poll_names"`
	Agenda    string `yaml:"agenda"`
}

// Bounds of what is published, and of how long names are kept. Nobody can go
// below them: people were told so.
const (
	leastAnswers  = 5
	leastGroup    = 10
	mostDays      = 90
	mostOfPurpose = 500 // characters; it is in a message beside other things
)

// on tells whether polls can be placed.
func (c pollsConfig) on() bool {
	return strings.TrimSpace(c.Purpose) != "" && strings.TrimSpace(c.LegalBasis) != ""
}

// missing are the keys without which no poll can be placed.
func (c pollsConfig) missing() (keys []string) {
	if strings.TrimSpace(c.Purpose) == "" {
		keys = append(keys, "polls.purpose")
	}
	if strings.TrimSpace(c.LegalBasis) == "" {
		keys = append(keys, "polls.legal_basis")
	}
	return keys
}

// checkPolls says what is wrong with the keys about polls.
func (c *config) checkPolls() (problems []string) {
	wrong := func(format string, args ...any) { problems = append(problems, fmt.Sprintf(format, args...)) }
	if c.Commands.Poll != "" {
		if !slashName.MatchString(c.Commands.Poll) {
			wrong("commands.poll is %q: use lower-case letters, digits and hyphens, without the slash; empty switches polls off", c.Commands.Poll)
		} else if c.Commands.Poll == c.Commands.Wegwijs {
			wrong("commands.poll and commands.wegwijs are both %q: give each a name of its own", c.Commands.Poll)
		}
		if strings.TrimSpace(c.Keys) == "" {
			wrong("keys is empty: name a folder for the keys of polls, such as keys/; or empty commands.poll to switch polls off")
		}
	}
	p := c.Polls
	if p.MinimumAnswers < leastAnswers {
		wrong("polls.minimum_answers is %d: write %d or more; with fewer answers a result gives people away", p.MinimumAnswers, leastAnswers)
	}
	if p.MinimumGroup < leastGroup {
		wrong("polls.minimum_group is %d: write %d or more; in a smaller group a result gives people away", p.MinimumGroup, leastGroup)
	}
	for _, text := range []struct{ key, value string }{{"polls.purpose", p.Purpose}, {"polls.legal_basis", p.LegalBasis}, {"polls.consent.reference", p.Consent.Reference}} {
		if n := utf8.RuneCountInString(text.value); n > mostOfPurpose {
			wrong("%s has %d characters: people read it, so keep it to %d", text.key, n, mostOfPurpose)
		}
	}
	if p.Consent.Date != "" {
		if _, err := time.Parse(time.DateOnly, p.Consent.Date); err != nil {
			wrong("polls.consent.date is %q: write the day as 2026-12-01", p.Consent.Date)
		}
		if strings.TrimSpace(p.Consent.Reference) == "" {
			wrong("polls.consent.date is set and polls.consent.reference is empty: write what people can look up, such as the number of the decision")
		}
	}
	var ok bool
	if c.namesFor, ok = parseDays(c.Retention.PollNames); !ok {
		wrong("retention.poll_names is %q: write for how many days after closing names stay with answers, from 1d to %dd", c.Retention.PollNames, mostDays)
	}
	return problems
}

var days = regexp.MustCompile(`^([1-9][0-9]{0,2})d$`)

func parseDays(s string) (time.Duration, bool) {
	m := days.FindStringSubmatch(s)
	if m == nil {
		return 0, false
	}
	n, err := strconv.Atoi(m[1])
	return time.Duration(n) * 24 * time.Hour, err == nil && n <= mostDays
}

// pollOptions are how polls go here; nil when they are switched off.
func pollOptions(cfg *config) *handlers.Polls {
	if cfg.Commands.Poll == "" {
		return nil
	}
	p := cfg.Polls
	return &handlers.Polls{
		Command:       cfg.Commands.Poll,
		Keys:          cfg.Keys,
		Purpose:       strings.TrimSpace(p.Purpose),
		LegalBasis:    strings.TrimSpace(p.LegalBasis),
		Consent:       poll.Consent{Date: p.Consent.Date, Reference: strings.TrimSpace(p.Consent.Reference)},
		Rules:         survey.Rules{MinAnswers: p.MinimumAnswers, MinGroup: p.MinimumGroup},
		KeepersCreate: p.ChannelAdminsCreate,
		NamesFor:      cfg.namesFor,
	}
}
