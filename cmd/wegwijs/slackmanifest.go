package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"
	"unicode/utf8"

	"github.com/goccy/go-yaml"

	"wegwijs/bot"
	"wegwijs/bot/slack"
	"wegwijs/bot/slack/setup"
	"wegwijs/handlers"
)

type slackManifestCommand struct {
	Config string `help:"The configuration file; without it, the manifest of a plain installation." type:"path"`
	HTTP   bool   `help:"Slack calls http.public_url, instead of Socket Mode. A signing secret in the configuration says the same."`
	JSON   bool   `help:"Print JSON instead of YAML."`
}

func (slackManifestCommand) Help() string {
	return "Prints what a Slack workspace makes the app from: names, command, events and rights. Paste it on https://api.slack.com/apps, under 'From a manifest' or 'App Manifest'. The tokens need not be there yet."
}

func (c slackManifestCommand) Run(s streams) error {
	plain := defaults()
	cfg, public, lang, http := &plain, "", bot.NL, c.HTTP
	if c.Config != "" {
		var err error
		if cfg, err = readConfig(c.Config, os.Environ(), false); err != nil {
			return err
		}
		public = cfg.HTTP.PublicURL
		lang, _ = bot.ParseLang(cfg.Language)
		http = http || cfg.Slack.SigningSecret != "" || cfg.Slack.SigningSecretFile != ""
	}
	if !http {
		public = ""
	} else if public == "" {
		return usageError{fmt.Errorf("for Slack to call this program, http.public_url of the configuration must say where: fill it in and name the file with --config, or leave --http out")}
	}
	var commands []setup.Command
	for _, name := range cfg.commands() {
		description, hint := slashTexts(cfg, name)
		commands = append(commands, setup.Command{Name: name, Description: description.In(lang, bot.Literal), Hint: hint.In(lang, bot.Literal)})
	}
	words, err := wordsOf(cfg)
	if err != nil {
		return err
	}
	m, err := setup.NewManifest(setup.App{
		Name:        "Wegwijs",
		Description: textSlashDescription.In(lang, bot.Literal),
		Commands:    commands,
		Actions:     messageActions(words, lang),
		PublicURL:   public,
	})
	if err != nil {
		return fmt.Errorf("the manifest would be refused by Slack: %w", err)
	}
	var out []byte
	if c.JSON {
		out, err = json.MarshalIndent(m, "", "  ")
		out = append(out, '\n')
	} else {
		out, err = yaml.Marshal(m)
	}
	if err != nil {
		return err
	}
	_, err = s.out.Write(out)
	return err
}

// messageActions are what the app has at every message.
func messageActions(words []bot.Words, lang bot.Lang) (all []setup.Action) {
	for _, w := range words {
		if w.OnMessage == (bot.Phrase{}) {
			continue
		}
		label := w.OnMessage.In(lang, bot.Literal)
		description := w.Help.In(lang, bot.Literal)
		if n := utf8.RuneCountInString(description); n == 0 || n > 150 {
			description = label
		}
		all = append(all, setup.Action{ID: slack.MessageAction{Command: w.Command, Word: w.Word}.ID(), Name: label, Description: description})
	}
	return all
}

// wordsOf are the words that the bot of a configuration knows. Only a bot knows
// them, so one is made that nobody talks to, in a folder of its own.
func wordsOf(cfg *config) (words []bot.Words, err error) {
	dir, err := os.MkdirTemp("", "wegwijs-manifest-")
	if err != nil {
		return nil, fmt.Errorf("a folder for a moment: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	opt := botOptions(cfg, streams{err: io.Discard})
	opt.Database = filepath.Join(dir, "wegwijs.db")
	opt.Knowledge = handlers.Knowledge{Builtin: true}
	if opt.Zone == nil {
		opt.Zone = time.UTC
	}
	if opt.Polls != nil {
		opt.Polls.Keys = filepath.Join(dir, "keys")
	}
	b, err := handlers.New(context.Background(), opt)
	if err != nil {
		return nil, err
	}
	return b.Router.Words(), b.Stop(context.Background())
}
