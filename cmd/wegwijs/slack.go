package main

import (
	"slices"

	"github.com/rs/zerolog"

	"wegwijs/bot"
	"wegwijs/bot/slack"
	"wegwijs/handlers"
)

// newSlack makes the adapter from the configuration. The commands are those the
// bot knows; the manifest of the app makes them.
func newSlack(cfg *config, b *handlers.Bot, log zerolog.Logger) (*slack.Slack, error) {
	lang, _ := bot.ParseLang(cfg.Language)
	o := slack.Options{
		BotToken:      string(cfg.Slack.BotToken),
		AppToken:      string(cfg.Slack.AppToken),
		SigningSecret: string(cfg.Slack.SigningSecret),
		APIURL:        cfg.Slack.APIURL,
		Sockets:       cfg.sockets,
		Lang:          lang,
		Zone:          cfg.zone,
		Memory:        b.Store,
		Clock:         bot.WallClock{},
		Log:           log,
	}
	for _, w := range b.Router.Words() {
		if w.OnMessage != (bot.Phrase{}) {
			o.Actions = append(o.Actions, slack.MessageAction{Command: w.Command, Word: w.Word})
		}
		if !slices.ContainsFunc(o.Commands, func(c slack.SlashCommand) bool { return c.Name == w.Command }) {
			description, hint := slashTexts(cfg, w.Command)
			o.Commands = append(o.Commands, slack.SlashCommand{Name: w.Command, Description: description, Hint: hint})
		}
	}
	return slack.New(o)
}
