package knowledge

import "testing"

func TestFollowOf(t *testing.T) {
	for text, want := range map[string]follow{
		"en in het Engels?":       inEnglish,
		"in het nederlands graag": inDutch,
		"waar meld ik me aan?":    howTo,
		"wie kan ik bellen":       whom,
		"wat is de link":          where,
		"klopt dit nog?":          howOld,
		"nog iets anders?":        related,
		"vertel meer":             tellMe,
		"tell me more":            tellMe,
		"wie zit er in de AIC":    notFollowing,
		"hoe maak ik een plan":    notFollowing,
		"en nu?":                  notFollowing,
		"":                        notFollowing,
		"?!":                      notFollowing,
	} {
		if got := followOf(text); got != want {
			t.Errorf("%q is %d, want %d", text, got, want)
		}
	}
}
