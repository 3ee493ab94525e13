package handlers

import "wegwijs/bot"

// Words are what people can type, in the order of help.
func (b *Bot) Words() []bot.Words { return b.Router.Words() }
