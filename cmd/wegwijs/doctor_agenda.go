package main

import (
	"fmt"
	"strings"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
)

// checkCommittees tells of each committee when it meets next, and which seats of
// the configuration nobody sits on. Seats that were filled in chat are not seen
// here; the secretary hears of what is vacant from the bot itself. Where there are
// no committees there is nothing to tell.
func checkCommittees(cfg *config, now time.Time, report func(bot.Finding)) {
	dir, all, seats, cal := agendaOptions(cfg)
	today := committee.DayOf(now.In(cal.Zone))
	for _, c := range all {
		name := "committee " + c.ID
		meets := "meetings are planned by hand, with /" + c.Command + " vergadering nieuw"
		if c.Schedule != "" {
			next, err := c.Occurrences(today.Add(-1), 1, cal)
			switch {
			case err != nil || len(next) == 0:
				report(bot.Finding{Name: name, State: bot.Fault, Found: fmt.Sprintf("its schedule %q gives no day to meet", c.Schedule),
					Remedy: "Mend schedule of this committee; FREQ=MONTHLY;BYDAY=2TU is the second Tuesday of each month."})
				continue
			case next[0].Was != "":
				meets = fmt.Sprintf("meets on %s, because %s is no working day", next[0].Day, next[0].Was)
			default:
				meets = "meets on " + string(next[0].Day)
			}
		}
		if c.Secretary.Ref == "" {
			report(bot.Finding{Name: name, State: bot.Limited, Found: "it has no secretary here: what goes to the secretary reaches only who has that role and looks",
				Remedy: "Name somebody with an account under secretary of this committee."})
			continue
		}
		var vacant []string
		for _, d := range committee.Vacant(seats, dir, c, today) {
			vacant = append(vacant, d.Code)
		}
		if len(vacant) > 0 {
			report(bot.Finding{Name: name, State: bot.Limited, Found: meets + "; vacant, or soon: " + strings.Join(vacant, ", "),
				Remedy: "What comes from these departments goes to the secretary. Fill the seats under departments.seats, or in the chat with /" + c.Command + " leden wijzig."})
			continue
		}
		report(fine(name, "%s; every department has a seat", meets))
	}
}
