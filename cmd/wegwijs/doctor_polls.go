package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
	"wegwijs/store"
)

// checkPolls tells whether polls can be placed, whether their keys are safe, and
// whether polls that are open still have theirs. Like all checks it changes
// nothing.
func checkPolls(ctx context.Context, file string, cfg *config, report func(bot.Finding)) {
	if cfg.Commands.Poll == "" {
		report(fine("polls", "they are switched off: commands.poll is empty"))
		return
	}
	report(pollsFinding(file, cfg))
	report(keysFinding(cfg))
	if f, ok := openPollsFinding(ctx, cfg); ok {
		report(f)
	}
}

func pollsFinding(file string, cfg *config) bot.Finding {
	missing := cfg.Polls.missing()
	switch {
	case len(missing) > 0:
		ask := "roles.admins names nobody whom advisers could ask."
		if len(cfg.Roles.Admins) > 0 {
			ask = "Until then advisers are told to ask " + strings.Join(cfg.Roles.Admins, ", ") + "."
		}
		return bot.Finding{Name: "polls", State: bot.Limited,
			Found: "nobody can place one, because " + strings.Join(missing, " and ") + map[bool]string{true: " is empty", false: " are empty"}[len(missing) == 1] + "; advisers can keep a draft",
			Remedy: fmt.Sprintf("Whoever edits %s switches them on by filling in %s, once it is agreed what polls are for; polls.consent holds what the works council agreed to. %s To do without polls, empty commands.poll.",
				file, strings.Join(missing, " and "), ask)}
	case len(cfg.Roles.Advisers)+len(cfg.Roles.Admins) == 0 && !cfg.Polls.ChannelAdminsCreate:
		return bot.Finding{Name: "polls", State: bot.Limited, Found: "nobody may make one: roles.advisers is empty",
			Remedy: "Name the communication advisers under roles.advisers."}
	}
	f := fine("polls", "can be placed; a result is shown from %d answers, in a group of %d or more", cfg.Polls.MinimumAnswers, cfg.Polls.MinimumGroup)
	if cfg.Polls.Consent.Reference == "" {
		f.Found += "; no consent of a works council is printed on them"
	}
	return f
}

// keysFinding looks at the folder with the keys of polls.
func keysFinding(cfg *config) bot.Finding {
	const name = "keys"
	dir := whole(cfg.Keys)
	info, err := os.Stat(dir)
	above, errAbove := os.Stat(filepath.Dir(dir))
	switch {
	case errAbove == nil && !above.IsDir():
		return bot.Finding{Name: name, State: bot.Fault, Found: filepath.Dir(dir) + " is no folder, so keys cannot be kept in it", Remedy: "Name another folder under keys."}
	case errors.Is(err, os.ErrNotExist):
		return fine(name, "%s is made when 'wegwijs serve' starts", dir)
	case err != nil:
		return bot.Finding{Name: name, State: bot.Limited, Found: "the folder cannot be looked at from here: " + err.Error(), Remedy: "Run this as the user that runs 'wegwijs serve'."}
	case !info.IsDir():
		return bot.Finding{Name: name, State: bot.Fault, Found: dir + " is no folder", Remedy: "Name a folder under keys, or move the file away."}
	case info.Mode().Perm()&0o300 != 0o300:
		return bot.Finding{Name: name, State: bot.Fault, Found: "nothing can be written in " + dir + ", so no poll without names can open",
			Remedy: "Let its owner write in it:", Paste: "chmod 700 " + inShell(dir)}
	case info.Mode().Perm()&0o077 != 0:
		return bot.Finding{Name: name, State: bot.Limited, Found: "others on this machine can look into " + dir + "; with a key and the database somebody can see who answered what",
			Remedy: "Let only its owner look into it:", Paste: "chmod 700 " + inShell(dir)}
	case oneFolder(dir, filepath.Dir(whole(cfg.Database))):
		return bot.Finding{Name: name, State: bot.Limited, Found: "the keys are in the folder of the database: a copy of that folder holds both, and with both somebody can see who answered what",
			Remedy: "Move the files that end in .key to a folder of their own while 'wegwijs serve' does not run, name it under keys, and leave it out of backups."}
	}
	return fine(name, "only their owner can read them in %s; leave that folder out of backups", dir)
}

// whole is a path that does not depend on the folder where the program is started.
func whole(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}

// oneFolder tells whether two folders are one.
func oneFolder(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}

// openPollsFinding looks for polls that cannot take answers because their key
// is gone; false when there is nothing to look at.
func openPollsFinding(ctx context.Context, cfg *config) (bot.Finding, bool) {
	st, err := store.OpenReadOnly(ctx, cfg.Database)
	if err != nil {
		return bot.Finding{}, false // it is told with the database
	}
	defer st.Close()
	var open []store.Poll
	if err := st.Read(ctx, func(r *store.Reader) (err error) { open, err = store.PollsIn(r, 10_000, store.PollOpen); return err }); err != nil {
		return bot.Finding{Name: "open polls", State: bot.Fault, Found: err.Error()}, true
	}
	var without []string
	for _, p := range open {
		if p.Mode == string(survey.Named) {
			continue
		}
		if _, err := os.Stat(filepath.Join(cfg.Keys, p.ID+".key")); errors.Is(err, os.ErrNotExist) {
			without = append(without, p.ID)
		}
	}
	if len(without) == 0 {
		return fine("open polls", "%s, none without its key", count(len(open), "poll is open", "polls are open")), true
	}
	return bot.Finding{Name: "open polls", State: bot.Fault,
		Found: fmt.Sprintf("the key of %s is missing, so nobody can answer: %s", count(len(without), "open poll", "open polls"), strings.Join(without, ", ")),
		Remedy: fmt.Sprintf("Put its file back in %s, named after the poll with .key behind it. If it is gone, the maker closes the poll with /%s sluit and the id: what was answered counts.",
			whole(cfg.Keys), cfg.Commands.Poll)}, true
}
