package poll

import (
	"strings"
	"testing"

	"wegwijs/handlers/poll/survey"
)

// TestChannelNames: every way in which people name channels.
func TestChannelNames(t *testing.T) {
	for typed, want := range map[string]string{
		"#algemeen, #beheer":             "algemeen|beheer",
		"algemeen;beheer":                "algemeen|beheer",
		"#algemeen #beheer":              "algemeen|beheer",
		"#algemeen en #beheer":           "algemeen|beheer",
		"~algemeen and ~beheer":          "algemeen|beheer",
		"#algemeen\n#beheer\n":           "algemeen|beheer",
		"Interne communicatie, #beheer":  "Interne communicatie|beheer",
		"slack:nieuws, #slack:beheer":    "slack:nieuws|slack:beheer",
		"<#C0123ABC|algemeen>, <#C0999>": "C0123ABC|C0999",
		"":                               "",
		" , ; #":                         "",
		"#en":                            "en",
	} {
		if got := strings.Join(channelNames(typed), "|"); got != want {
			t.Errorf("%q is %q, want %q", typed, got, want)
		}
	}
}

// TestPlacesComeBackAsTyped: what the form shows is read as the same channels.
func TestPlacesComeBackAsTyped(t *testing.T) {
	places := []survey.Place{
		{Platform: "chat", Channel: "c1", Name: "algemeen"},
		{Platform: "slack", Channel: "C2", Name: "beheer"},
		{Platform: "chat", Name: "nergens"},       // as somebody typed it
		{Platform: "chat", Name: "slack:nergens"}, // the same, on the other platform
		{Platform: "chat", Channel: "c3"},         // has no name
	}
	if got := strings.Join(channelNames(placesTyped(places, "chat")), "|"); got != "algemeen|slack:beheer|nergens|slack:nergens|c3" {
		t.Error(got)
	}
}
