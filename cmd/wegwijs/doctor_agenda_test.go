package main

import (
	"slices"
	"strings"
	"testing"
	"time"

	"wegwijs/bot"
)

func TestDoctorOnCommittees(t *testing.T) {
	const aic = "committees:\n  - {id: aic, name: Adviescommissie, command: aic, schedule: 'FREQ=MONTHLY;BYDAY=2TU', time: '09:00', minutes: 120, secretary: 'mattermost:sien', departments: [FIN, OCW]}\n"
	const seats = "departments:\n  seats:\n    - {committee: aic, department: FIN, person: 'mattermost:max', name: Max, deputy: lotte@minfin.nl, from: 2026-01-01}\n"
	for _, tc := range []struct {
		name, yaml string
		want       []string
	}{
		{"a seat is vacant", aic + seats, []string{"limited committee aic: meets on 2026-12-08; vacant, or soon: OCW", "/aic leden wijzig"}},
		{"all well", aic + seats + "    - {committee: aic, department: OCW, name: Olga, email: olga@example.nl, from: 2026-01-01}\n", []string{"ok committee aic: meets on 2026-12-08; every department has a seat"}},
		{"by hand", strings.Replace(aic, "schedule: 'FREQ=MONTHLY;BYDAY=2TU', ", "", 1) + seats, []string{"planned by hand, with /aic vergadering nieuw"}},
		{"a holiday", strings.Replace(aic, "BYDAY=2TU", "BYMONTHDAY=25", 1) + seats, []string{"meets on 2026-12-28, because 2026-12-25 is no working day"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			cfg, err := load(t, tc.yaml)
			if err != nil {
				t.Fatal(err)
			}
			var said []string
			checkCommittees(cfg, time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC), func(f bot.Finding) {
				said = append(said, string(f.State)+" "+f.Name+": "+f.Found+" "+f.Remedy)
			})
			for _, want := range tc.want {
				if !strings.Contains(strings.Join(said, "\n"), want) {
					t.Errorf("%q is not in:\n%s", want, strings.Join(said, "\n"))
				}
			}
		})
	}
	cfg, err := load(t, aic+seats)
	if err != nil {
		t.Fatal(err)
	}
	// Who sits somewhere by an address may be on another chat server: nobody looks.
	if people, _ := cfg.named("mattermost"); !slices.Contains(people, "sien") || !slices.Contains(people, "max") || slices.Contains(people, "lotte@minfin.nl") {
		t.Errorf("looked up are %q", people)
	}
}
