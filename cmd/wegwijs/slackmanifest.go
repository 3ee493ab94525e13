package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/goccy/go-yaml"

	"wegwijs/bot"
	"wegwijs/bot/slack/setup"
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
	command, public, lang, http := "wegwijs", "", bot.NL, c.HTTP
	if c.Config != "" {
		cfg, err := readConfig(c.Config, os.Environ(), false)
		if err != nil {
			return err
		}
		command, public = cfg.Commands.Wegwijs, cfg.HTTP.PublicURL
		lang, _ = bot.ParseLang(cfg.Language)
		http = http || cfg.Slack.SigningSecret != "" || cfg.Slack.SigningSecretFile != ""
	}
	if !http {
		public = ""
	} else if public == "" {
		return usageError{fmt.Errorf("for Slack to call this program, http.public_url of the configuration must say where: fill it in and name the file with --config, or leave --http out")}
	}
	m, err := setup.NewManifest(setup.App{
		Name:        "Wegwijs",
		Description: textSlashDescription.In(lang, bot.Literal),
		Commands:    []setup.Command{{Name: command, Description: textSlashDescription.In(lang, bot.Literal), Hint: textSlashHint.In(lang, bot.Literal)}},
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
