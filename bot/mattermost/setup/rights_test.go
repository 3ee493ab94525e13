package setup

import (
	"strings"
	"testing"
)

func TestRightsAreComplete(t *testing.T) {
	all := Rights(Place{Bot: "wijzer", Team: "rijk", PublicURL: "https://wegwijs.rijk.nl/x", Host: "wegwijs.rijk.nl"})
	for _, r := range all {
		for what, text := range map[string]string{"name": r.Name, "why": r.Why, "without": r.Without, "give": r.Give, "take back": r.TakeBack} {
			if text == "" {
				t.Errorf("%s: no %s", r.Name, what)
			}
		}
		for _, line := range strings.Split(r.Give+"\n"+r.TakeBack, "\n") {
			if !strings.HasPrefix(line, "mmctl ") {
				t.Errorf("%s: %q is no line to type", r.Name, line)
			}
			if strings.Contains(line, "example") || strings.Contains(line, "TEAM") {
				t.Errorf("%s: %q leaves open what is known", r.Name, line)
			}
			if command, _, _ := strings.Cut(line, "    #"); strings.Count(command, "'")%2 == 1 {
				t.Errorf("%s: a shell does not end %q", r.Name, line)
			}
		}
	}
	for place, part := range map[int]string{rightAccount: "mmctl bot create wijzer", rightTeam: "team users add rijk wijzer", rightChannel: "channel users add rijk:CHANNEL wijzer",
		rightCallback: "'wegwijs.rijk.nl'", rightCommands: permissionCommands, rightPrivate: permissionPrivate} {
		if !strings.Contains(all[place].Give, part) {
			t.Errorf("%q is not in %q", part, all[place].Give)
		}
	}
}
