package main

import (
	"testing"
	"time"

	"wegwijs/handlers/poll"
	"wegwijs/handlers/poll/survey"
)

func TestPollsAsConfigured(t *testing.T) {
	c, err := load(t, "keys: /run/keys\ncommands: {poll: enquete}\nretention: {poll_names: 30d}\n"+
		"polls: {purpose: ' Horen wat er leeft ', legal_basis: 'AVG artikel 6, lid 1, onder e', consent: {date: 2026-12-01, reference: OR-2026-12}, minimum_answers: 8, channel_admins_create: true}\n",
		"WEGWIJS_POLLS_MINIMUM_GROUP=25", "WEGWIJS_POLLS_CONSENT_REFERENCE=OR-2027-01")
	if err != nil {
		t.Fatal(err)
	}
	o := pollOptions(c)
	if o == nil || o.Command != "enquete" || o.Keys != "/run/keys" || o.Purpose != "Horen wat er leeft" || o.LegalBasis != "AVG artikel 6, lid 1, onder e" ||
		o.Consent != (poll.Consent{Date: "2026-12-01", Reference: "OR-2027-01"}) || o.Rules != (survey.Rules{MinAnswers: 8, MinGroup: 25}) || !o.KeepersCreate || o.NamesFor != 30*24*time.Hour {
		t.Errorf("polls go as %+v", o)
	}
}

func TestPollsWithoutConfiguration(t *testing.T) {
	c, err := load(t, "language: nl\n")
	if err != nil {
		t.Fatal(err)
	}
	o := pollOptions(c)
	if o == nil || o.Command != "peiling" || o.Keys != "keys/" || o.Purpose != "" || o.Rules != (survey.Rules{MinAnswers: 5, MinGroup: 10}) || o.KeepersCreate || o.NamesFor != 90*24*time.Hour || c.Polls.on() {
		t.Errorf("polls go as %+v", o)
	}
	for _, env := range [][]string{nil, {"WEGWIJS_COMMANDS_POLL="}} {
		yaml := "commands: {poll: ''}\nkeys: ''\n"
		if env != nil {
			yaml = "keys: ''\n"
		}
		if c, err := load(t, yaml, env...); err != nil || pollOptions(c) != nil {
			t.Errorf("switched off: %v", err)
		}
	}
}
