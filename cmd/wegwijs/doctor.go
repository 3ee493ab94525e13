package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"wegwijs/bot"
	"wegwijs/bot/mattermost/setup"
	slacksetup "wegwijs/bot/slack/setup"
	"wegwijs/handlers/knowledge"
	"wegwijs/store"
)

type doctorCommand struct {
	Config string `help:"The configuration file." default:"config.yaml" type:"path"`
	JSON   bool   `help:"Print one JSON object per check."`
}

func (doctorCommand) Help() string {
	return "Checks everything a person would check by hand, and says what to do about each fault. It may run beside 'wegwijs serve', or without it. It exits with 0 when there is no fault, and with 1 when there is; what is limited works, with something missing."
}

func (c doctorCommand) Run(ctx context.Context, s streams) error {
	ctx, stop := untilStopped(ctx)
	defer stop()
	cfg, err := loadConfig(c.Config, os.Environ())
	if err != nil {
		return err
	}
	if err := anywhereToTalk(cfg); err != nil {
		return err
	}
	found := map[bot.State]int{}
	mmctl := false
	report := func(f bot.Finding) {
		found[f.State]++
		mmctl = mmctl || strings.Contains(f.Paste, "mmctl ")
		c.print(s, f)
	}
	report(fine("configuration", "%s is complete", c.Config))
	checkSecrets(c.Config, cfg, report)
	checkDatabase(ctx, cfg.Database, report)
	checkKnowledge(cfg, report)
	checkPolls(ctx, c.Config, cfg, report)
	checkCommittees(cfg, time.Now(), report)
	running, end := answerCheck(cfg.HTTP.Listen, report)
	defer end()
	if cfg.Mattermost.URL != "" {
		target := targetOf(cfg)
		target.Running = running
		err = setup.Check(ctx, target, report)
	}
	if cfg.Slack.BotToken != "" && err == nil {
		err = slacksetup.Check(ctx, slackTarget(cfg), func(f bot.Finding) {
			f.Paste = strings.ReplaceAll(f.Paste, "CONFIG.YAML", inShell(c.Config))
			report(f)
		})
	}
	if err != nil {
		return fmt.Errorf("the checks were stopped before the end: %w", err)
	}
	if !c.JSON {
		c.close(s, cfg, found, mmctl)
	}
	if found[bot.Fault] > 0 {
		return errFaults
	}
	return nil
}

// print says one finding: a line to read, what to do about it, and what to type.
func (c doctorCommand) print(s streams, f bot.Finding) {
	if c.JSON {
		json.NewEncoder(s.out).Encode(struct { // nobody to tell when it fails
			Name   string `json:"name"`
			State  string `json:"state"`
			Found  string `json:"found"`
			Remedy string `json:"remedy,omitempty"`
			Paste  string `json:"paste,omitempty"`
		}{f.Name, string(f.State), f.Found, f.Remedy, f.Paste})
		return
	}
	fmt.Fprintf(s.out, "%-8s %s: %s\n", f.State, f.Name, f.Found)
	if f.Remedy != "" {
		fmt.Fprintf(s.out, "         %s\n", f.Remedy)
	}
	fmt.Fprint(s.out, indent(f.Paste, 13))
}

// close says how it all stands, and where to type what was said.
func (doctorCommand) close(s streams, cfg *config, found map[bot.State]int, mmctl bool) {
	faults, limits := found[bot.Fault], found[bot.Limited]
	if faults+limits == 0 {
		fmt.Fprintln(s.out, "\nEverything is in order.")
		return
	}
	fmt.Fprintf(s.out, "\n%s, %s.\n", count(faults, "fault", "faults"), count(limits, "limitation", "limitations"))
	if mmctl {
		fmt.Fprintf(s.out, "Lines with mmctl are for an administrator of Mattermost, who logs in first:\n%s", indent(setup.LogIn(cfg.Mattermost.URL), 13))
	}
}

func fine(name, format string, args ...any) bot.Finding {
	return bot.Finding{Name: name, State: bot.Fine, Found: fmt.Sprintf(format, args...)}
}

// targetOf is what to look at on the chat server.
func targetOf(cfg *config) setup.Target {
	t := setup.Target{
		URL:       cfg.Mattermost.URL,
		Token:     string(cfg.Mattermost.Token),
		Teams:     cfg.Mattermost.Teams,
		PublicURL: cfg.HTTP.PublicURL,
		Commands:  cfg.commands(),
		Channels:  sortedKeys(cfg.Channels),
	}
	t.People, t.Groups = cfg.named("mattermost")
	return t
}

// slackTarget is what to look at in Slack.
func slackTarget(cfg *config) slacksetup.Target {
	t := slacksetup.Target{
		BotToken:      string(cfg.Slack.BotToken),
		AppToken:      string(cfg.Slack.AppToken),
		SigningSecret: string(cfg.Slack.SigningSecret),
		APIURL:        cfg.Slack.APIURL,
		PublicURL:     cfg.HTTP.PublicURL,
		Channels:      sortedKeys(cfg.Channels),
	}
	t.People, t.Groups = cfg.named("slack")
	return t
}

// named are the people and groups of one platform that roles, committees and
// seats name, once each. An address of a seat is left out: who sits there may be
// on another chat server.
func (c *config) named(platform string) (people, groups []string) {
	seen := map[string]bool{}
	var seated []string
	for _, one := range c.Committees {
		seated = append(seated, one.Secretary, one.Chair)
	}
	for _, s := range c.Departments.Seats {
		seated = append(seated, s.Person, s.Deputy)
	}
	seated = slices.DeleteFunc(seated, func(who string) bool { return !strings.Contains(who, ":") })
	for _, list := range [][]string{c.Roles.Admins, c.Roles.Advisers, c.Roles.Secretaries, seated} {
		for _, who := range list {
			if seen[who] {
				continue
			}
			seen[who] = true
			where, name, ok := strings.Cut(who, ":")
			group, isGroup := strings.CutPrefix(name, "@")
			switch {
			case !ok:
				people = append(people, who) // an address, for every platform
			case where != platform:
			case isGroup:
				groups = append(groups, group)
			default:
				people = append(people, name)
			}
		}
	}
	return people, groups
}

// checkSecrets sees that only the owner reads the files with secrets.
func checkSecrets(file string, cfg *config, report func(bot.Finding)) {
	var files []string
	if cfg.holdsSecret {
		files = append(files, file)
	}
	for _, f := range []string{cfg.Mattermost.TokenFile, cfg.Slack.BotTokenFile, cfg.Slack.AppTokenFile, cfg.Slack.SigningSecretFile} {
		if f != "" && !strings.HasPrefix(f, "/run/secrets/") { // a container has no others
			files = append(files, f)
		}
	}
	for _, f := range files {
		if info, err := os.Stat(f); err == nil && info.Mode().Perm()&0o007 != 0 {
			report(bot.Finding{Name: "secrets", State: bot.Limited, Found: f + " holds a secret, and everybody on this machine can read it",
				Remedy: "Let only its owner read it:", Paste: "chmod 600 " + inShell(f)})
			return
		}
	}
	report(fine("secrets", "nobody else on this machine can read them"))
}

// checkDatabase looks at the file beside a running bot or without one. It
// changes nothing: whoever runs doctor may not be who runs serve.
func checkDatabase(ctx context.Context, file string, report func(bot.Finding)) {
	const name = "database"
	if whole, err := filepath.Abs(file); err == nil {
		file = whole // it depends on the folder where the program is started
	}
	st, err := store.OpenReadOnly(ctx, file)
	switch {
	case errors.Is(err, store.ErrMissing):
		report(fine(name, "%s is made when 'wegwijs serve' starts", file))
		return
	case errors.Is(err, store.ErrOlder):
		report(fine(name, "%s is of an earlier version, and is brought up to date when 'wegwijs serve' starts; make a copy before that", file))
		return
	case err != nil:
		report(bot.Finding{Name: name, State: bot.Fault, Found: err.Error()})
		return
	}
	if err := st.Close(); err != nil {
		report(bot.Finding{Name: name, State: bot.Fault, Found: err.Error()})
		return
	}
	report(fine(name, "%s is in order", file))
}

func checkKnowledge(cfg *config, report func(bot.Finding)) {
	entries, flaws := knowledge.OpenLibrary(cfg.Knowledge.Paths, cfg.Knowledge.Builtin, "").Read()
	f := fine("knowledge", "%s", count(len(entries), "entry", "entries"))
	out := 0
	for _, flaw := range flaws {
		if flaw.Fatal {
			out++
		}
	}
	if len(entries) == 0 || out > 0 {
		f.State, f.Remedy, f.Paste = bot.Limited, "To see what is wrong with which file:", "wegwijs knowledge check"
		for _, p := range cfg.Knowledge.Paths {
			f.Paste += " --knowledge " + inShell(p)
		}
	}
	if out > 0 {
		f.Found += fmt.Sprintf(", and %s left out", count(out, "file", "files"))
	}
	if len(entries) == 0 {
		f.State = bot.Fault
	}
	report(f)
}

// answerCheck answers the call of the check while serve does not run; where it
// runs, it answers itself.
func answerCheck(listen string, report func(bot.Finding)) (running bool, end func()) {
	const name = "listener"
	listener, err := net.Listen("tcp", listen)
	if errors.Is(err, syscall.EADDRINUSE) {
		report(fine(name, "%s is in use, as it is while 'wegwijs serve' runs", listen))
		return true, func() {}
	}
	if err != nil {
		report(bot.Finding{Name: name, State: bot.Fault, Found: "http.listen: " + err.Error(),
			Remedy: "Choose an address of this machine and a port above 1023, such as 127.0.0.1:8066."})
		return false, func() {}
	}
	report(fine(name, "%s is free; 'wegwijs doctor' answers there until it is done", listen))
	mux := http.NewServeMux()
	mux.Handle(setup.CheckPath, setup.CheckHandler())
	mux.Handle("/slack/", slacksetup.CheckHandler())
	server := newServer(mux)
	done := make(chan struct{})
	go func() {
		defer close(done)
		server.Serve(listener) // ends with Close
	}()
	return false, func() {
		server.Close()
		<-done
	}
}
