package find

import (
	"strings"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
)

// stemEN maps the inflected forms of an English word to one form with the
// Snowball English stemmer (https://snowballstem.org/algorithms/english/stemmer.html)
// and reads American and British spelling alike. The word must be folded.
func stemEN(w string) string {
	if len(w) < 3 || !isLetters(w) {
		return w
	}
	if s, ok := irregularEN[w]; ok {
		return s
	}
	w = strings.Replace(w, "isation", "ization", 1)
	for _, end := range []string{"ise", "ises", "ised", "ising", "iser", "isers"} {
		if len(w) > len(end)+4 && strings.HasSuffix(w, end) && !strings.HasSuffix(w, "w"+end) && !strings.HasSuffix(w, "v"+end) && !strings.HasSuffix(w, "rc"+end) {
			w = w[:len(w)-len(end)] + "iz" + end[2:]
			break
		}
	}
	w = strings.Replace(w, "our", "or", 1)
	w = strings.Replace(w, "programme", "program", 1)
	w = strings.Replace(w, "centre", "center", 1)
	env := snowballstem.NewEnv(w)
	english.Stem(env)
	return env.Current()
}

var irregularEN = map[string]string{
	"people": "person", "persons": "person", "children": "child", "men": "man", "women": "woman",
	"found": "find", "wrote": "write", "written": "write", "made": "make", "sent": "send",
	"held": "hold", "met": "meet", "spoke": "speak", "spoken": "speak", "chosen": "choose",
	"chose": "choose", "taught": "teach", "brought": "bring", "got": "get", "gave": "give",
	"given": "give", "told": "tell", "heard": "hear", "said": "say", "data": "data",
	"news": "news", "advice": "advis", "advise": "advis", "advises": "advis", "adviser": "advisor",
	"advisers": "advisor", "advisor": "advisor", "advisors": "advisor", "media": "media",
	"ministry": "ministri", "minister": "minister", "ministers": "minister",
	"communicate": "communic", "community": "community", "communities": "community",
	"organ": "organ", "hour": "hour", "hours": "hour", "our": "our", "four": "four", "tour": "tour",
	"your": "your", "course": "course", "courses": "course", "source": "source", "sources": "source",
	"resource": "resource", "resources": "resource", "journal": "journal", "journey": "journey", "journeys": "journey",
}
