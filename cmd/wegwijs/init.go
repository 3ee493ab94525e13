package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"wegwijs/bot/mattermost/setup"
)

type initCommand struct {
	Config    string   `help:"The file to write; one that is there is left alone." default:"config.yaml" type:"path"`
	URL       string   `help:"Address of the Mattermost server, as people open it." placeholder:"https://chat.example.nl"`
	Team      []string `help:"Name of a team, as in its address; may be given more than once." placeholder:"TEAM"`
	PublicURL string   `help:"How the Mattermost server reaches this program." placeholder:"https://wegwijs.example.nl"`
	Listen    string   `help:"Address and port to listen on." default:"127.0.0.1:8066"`
	Rights    bool     `help:"Only list the rights; write nothing."`
	Slack     bool     `help:"For Slack instead of Mattermost."`
}

func (initCommand) Help() string {
	return "Writes a configuration for Mattermost, or with --slack for Slack, and lists every right the bot wants there: why, what happens without it, and what to do to give it and to take it back."
}

func (c initCommand) Run(_ context.Context, s streams) error {
	for _, given := range []struct{ flag, address string }{{"--url", c.URL}, {"--public-url", c.PublicURL}} {
		if given.address != "" && !isWebAddress(given.address) {
			return usageError{fmt.Errorf("%s is not a web address: write it as https://chat.example.nl", given.flag)}
		}
	}
	if c.Slack && (c.URL != "" || len(c.Team) > 0) {
		return usageError{errors.New("--url and --team are for Mattermost, --slack is for Slack: write a configuration for one, and add the block of the other by hand")}
	}
	if !c.Rights {
		if err := c.write(); err != nil {
			return err
		}
		fmt.Fprintf(s.out, "%s is written.\n\n", c.Config)
	}
	if c.Slack {
		c.slackSteps(s.out)
		return nil
	}
	c.list(s.out)
	if !c.Rights {
		c.next(s.out)
	}
	return nil
}

// write makes the configuration, readable for the owner alone.
func (c initCommand) write() error {
	f, err := os.OpenFile(c.Config, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	switch {
	case errors.Is(err, os.ErrExist):
		return fmt.Errorf("%s is there already and was left as it is: name another file with --config, or use --rights to see the rights only", c.Config)
	case errors.Is(err, os.ErrNotExist):
		return fmt.Errorf("the folder %s is not there: make it, or name another file with --config", filepath.Dir(c.Config))
	case err != nil:
		return fmt.Errorf("the configuration cannot be written: %w", err)
	}
	text := c.text()
	if c.Slack {
		text = c.slackText()
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Close())
}

// tokenFile is where the configuration looks for the token: beside itself.
func (c initCommand) tokenFile() string {
	return filepath.Join(filepath.Dir(c.Config), "wegwijs.token")
}

func (c initCommand) text() string {
	or := func(given, example string) string {
		if given == "" {
			return strconv.Quote(example) + "   # change this"
		}
		return strconv.Quote(given)
	}
	teams := "[rijk]   # change this: the names in the addresses of your teams"
	if len(c.Team) > 0 {
		quoted := make([]string, len(c.Team))
		for i, t := range c.Team {
			quoted[i] = strconv.Quote(t)
		}
		teams = "[" + strings.Join(quoted, ", ") + "]"
	}
	return `# Wegwijs on Mattermost. config.example.yaml explains every key there is.

mattermost:
  url: ` + or(c.URL, "https://chat.example.nl") + `
  token_file: ` + strconv.Quote(c.tokenFile()) + `   # holds the token of the bot; WEGWIJS_MATTERMOST_TOKEN takes its place
  teams: ` + teams + `

http:
  listen: ` + strconv.Quote(c.Listen) + `
  public_url: ` + or(c.PublicURL, "https://wegwijs.example.nl") + `
` + initPolls
}

// initPolls leaves polls off: what they are for is for people to agree on.
const initPolls = `
# Polls are off. Once it is agreed what they are for, with the works council
# where it has a say, fill in both lines: people read them.
# Then name who may make polls under roles.advisers.
polls:
  purpose: ""       # "horen wat collega's nodig hebben om hun werk goed te doen"
  legal_basis: ""   # "algemeen belang (AVG artikel 6, lid 1, onder e)"
`

// list says every right, and what to type.
func (c initCommand) list(w io.Writer) {
	place := setup.Place{PublicURL: c.PublicURL}
	if len(c.Team) > 0 {
		place.Team = c.Team[0]
	}
	if u, err := url.Parse(c.PublicURL); err == nil {
		place.Host = u.Hostname()
	}
	fmt.Fprintf(w, "An administrator of Mattermost types what is below. mmctl comes with the server;\nwords in capitals are to be filled in. First log in:\n\n%s\n", indent(setup.LogIn(c.URL), 4))
	for i, r := range setup.Rights(place) {
		fmt.Fprintf(w, "%d. %s\n   Why: %s.\n   Without it: %s.\n   To give it:\n%s   To take it back:\n%s\n", i+1, r.Name, r.Why, r.Without, indent(r.Give, 7), indent(r.TakeBack, 7))
	}
	if len(c.Team) > 1 {
		fmt.Fprintf(w, "Lines with the team %s are repeated for %s.\n\n", c.Team[0], strings.Join(c.Team[1:], ", "))
	}
}

func (c initCommand) next(w io.Writer) {
	fmt.Fprintf(w, `Then, on this machine:

    install -m 600 /dev/stdin %s    # paste the token, press Enter and Ctrl+D
    wegwijs doctor --config %s    # says what is missing, and what to type
    wegwijs serve --config %[2]s
`, inShell(c.tokenFile()), inShell(c.Config))
}

func indent(lines string, by int) string {
	var b strings.Builder
	for line := range strings.Lines(lines) {
		b.WriteString(strings.Repeat(" ", by) + strings.TrimRight(line, "\n") + "\n")
	}
	return b.String()
}

// inShell is a word as a shell reads it.
func inShell(word string) string {
	if word != "" && !strings.ContainsFunc(word, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("/._-+:@%,=", r))
	}) {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}

func isWebAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && u.User == nil
}
