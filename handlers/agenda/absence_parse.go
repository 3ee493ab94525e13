package agenda

import (
	"strings"

	"wegwijs/handlers/agenda/committee"
)

// untils are what stands in front of the last day, the longest first. With
// "tot" in Dutch the day itself is the first one back.
var untils = []struct {
	word      string
	exclusive bool
}{
	{"tot en met", false}, {"tot & met", false}, {"t/m", false}, {"t.e.m.", false}, {"tem", false}, {"t.m.", false}, {"tm", false},
	{"up to and including", false}, {"through", false}, {"until", false}, {"till", false}, {"tot", true}, {"to", false}, {"–", false}, {"—", false}, {"-", false},
}

// parseAway reads a period as people type it: "t/m 15 januari", "van 4 t/m 15
// januari", "4 januari - 15 januari", "vandaag", "from Monday until Friday". Both
// days are included. A day without a year is the next one that comes.
func parseAway(text string, today committee.Day) (from, until committee.Day, ok bool) {
	words := strings.Fields(strings.ToLower(strings.Trim(text, " .,!")))
	if len(words) > 0 && (words[0] == "ben" || words[0] == "is") {
		words = words[1:]
	}
	for len(words) > 0 && (words[0] == "van" || words[0] == "vanaf" || words[0] == "from" || words[0] == "per" || words[0] == "op" || words[0] == "on") {
		words = words[1:]
	}
	s := " " + strings.Join(words, " ") + " "
	for _, u := range untils {
		left, right, found := strings.Cut(s, " "+u.word+" ")
		if !found {
			continue
		}
		left, right = strings.TrimSpace(left), strings.TrimSpace(right)
		if from, ok = today, true; left != "" {
			if from, ok = committee.ParseTyped(left, today); !ok {
				// "4 t/m 15 januari": the month is said once.
				_, month, _ := strings.Cut(right, " ")
				from, ok = committee.ParseTyped(left+" "+month, today)
			}
		}
		if !ok {
			return "", "", false
		}
		if until, ok = committee.ParseTyped(right, from); !ok {
			return "", "", false
		}
		if u.exclusive {
			until = until.Add(-1)
		}
		return from, until, true
	}
	day, ok := committee.ParseTyped(strings.TrimSpace(s), today)
	return day, day, ok
}
