package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // the binary runs where the system has no time zones

	"github.com/alecthomas/kong"
)

// program is the parts list: one subcommand per line, one file per subcommand.
type program struct {
	Demo      demoCommand          `cmd:"" help:"Run the whole bot in a browser: no chat server, no token, no network."`
	Serve     serveCommand         `cmd:"" help:"Run the bot on the platforms of a configuration."`
	Init      initCommand          `cmd:"" help:"Write a configuration, and list the rights the bot wants and why."`
	Doctor    doctorCommand        `cmd:"" help:"Check everything a person would check by hand, with the remedy."`
	Health    healthCommand        `cmd:"" help:"Ask a running 'wegwijs serve' whether it is well; for the health check of a container."`
	Manifest  slackManifestCommand `cmd:"" name:"slack-manifest" help:"Print the manifest of the Slack app."`
	Ask       askCommand           `cmd:"" help:"Answer a question on the command line, or a file of questions."`
	Backup    backupCommand        `cmd:"" help:"Copy the database, also while the bot runs; without the keys of polls."`
	Knowledge knowledgeCommand     `cmd:"" help:"Check and list what Wegwijs knows."`
	Poll      pollCommand          `cmd:"" help:"List polls, and write the result of one to a file."`
	Agenda    agendaCommand        `cmd:"" help:"List the meetings of a committee, write an agenda or a list to a file, and archive."`
	Version   versionCommand       `cmd:"" help:"Print the version."`
}

// Exit statuses: done, failed or found faults, wrong usage.
const (
	done   = 0
	failed = 1
	usage  = 2
)

func main() {
	os.Exit(run(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// untilStopped ends the context when the program is told to stop, so that what
// is under way can finish. A second time stops it at once.
func untilStopped(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}

// streams are where a subcommand reads and writes.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// usageError is a mistake in how the program was called that kong cannot see.
type usageError struct{ error }

// run is the program without the process around it.
func run(ctx context.Context, args []string, in io.Reader, out, errs io.Writer) int {
	var p program
	exit := -1
	parser, err := kong.New(&p,
		kong.Name("wegwijs"),
		kong.Description("Wegwijs (chatbot) helps employees find knowledge, people and networks in internal communication."),
		kong.Writers(out, errs),
		kong.Exit(func(code int) { exit = code }),
		kong.UsageOnError(),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
	)
	if err != nil {
		fmt.Fprintln(errs, "wegwijs:", err)
		return failed
	}
	call, err := parser.Parse(args)
	if exit >= 0 { // --help has printed what was asked for
		return exit
	}
	if err != nil {
		fmt.Fprintf(errs, "wegwijs: %v\nRun 'wegwijs --help' to see what is possible.\n", err)
		return usage
	}
	call.BindTo(ctx, (*context.Context)(nil))
	err = call.Run(streams{in, out, errs})
	var wrong usageError
	switch {
	case err == nil:
		return done
	case errors.Is(err, errFaults): // they were printed where they were found
		return failed
	case errors.As(err, &wrong):
		fmt.Fprintln(errs, "wegwijs:", err)
		return usage
	}
	fmt.Fprintln(errs, "wegwijs:", err)
	return failed
}

// errFaults is returned by a command that has told everything about what it found.
var errFaults = errors.New("faults were found")
