package main

import (
	"slices"
	"time"

	"github.com/rs/zerolog"

	"wegwijs/bot"
	"wegwijs/bot/mattermost"
	"wegwijs/handlers"
)

// newMattermost makes the adapter from the configuration; its slash commands
// are those the bot knows.
func newMattermost(cfg *config, b *handlers.Bot, log zerolog.Logger) (*mattermost.Mattermost, error) {
	return mattermost.New(mattermostOptions(cfg, b.Router.Words(), b.Store, log))
}

func mattermostOptions(cfg *config, words []bot.Words, memory mattermost.Memory, log zerolog.Logger) mattermost.Options {
	lang, _ := bot.ParseLang(cfg.Language)
	o := mattermost.Options{
		URL:       cfg.Mattermost.URL,
		Token:     string(cfg.Mattermost.Token),
		Teams:     cfg.Mattermost.Teams,
		PublicURL: cfg.HTTP.PublicURL,
		CatchUp:   max(cfg.catchUp, time.Nanosecond), // for the adapter 0 is its default, not nothing
		Lang:      lang,
		Zone:      cfg.zone,
		Memory:    memory,
		Clock:     bot.WallClock{},
		Log:       log,
	}
	for _, w := range words {
		if !slices.ContainsFunc(o.Commands, func(c mattermost.SlashCommand) bool { return c.Name == w.Command }) {
			description, hint := slashTexts(cfg, w.Command)
			o.Commands = append(o.Commands, mattermost.SlashCommand{Name: w.Command, Description: description, Hint: hint})
		}
	}
	return o
}

var (
	textSlashDescription = bot.Phrase{NL: "Wegwijs (chatbot): vind kennis, mensen en netwerken", EN: "Wegwijs (chatbot): find knowledge, people and networks"}
	textSlashHint        = bot.Phrase{NL: "[vraag of help]", EN: "[question or help]"}
	textPollDescription  = bot.Phrase{NL: "Wegwijs (chatbot): houd een peiling", EN: "Wegwijs (chatbot): take a poll"}
	textPollHint         = bot.Phrase{NL: `["vraag" "optie" "optie"]`, EN: `["question" "option" "option"]`}
)

// slashTexts are what a platform shows beside a slash command.
func slashTexts(cfg *config, command string) (description, hint bot.Phrase) {
	if command == cfg.Commands.Poll {
		return textPollDescription, textPollHint
	}
	for _, one := range cfg.Committees {
		if command == one.Command {
			return bot.Phrase{NL: "Onderwerpen en vragen voor: " + one.Name, EN: "Topics and questions for: " + one.Name},
				bot.Phrase{NL: "onderwerp, vraag, mijn-inbreng, agenda, leden", EN: "topic, question, my requests, agenda, members"}
		}
	}
	return textSlashDescription, textSlashHint
}

// commands are the slash commands of a configuration.
func (c *config) commands() []string {
	all := []string{c.Commands.Wegwijs}
	if c.Commands.Poll != "" {
		all = append(all, c.Commands.Poll)
	}
	for _, one := range c.Committees {
		all = append(all, one.Command)
	}
	return all
}
