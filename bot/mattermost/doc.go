// Package mattermost brings conversations on a Mattermost server to the bot
// and the bot's answers to Mattermost: a bot account over REST and a reliable
// websocket, and callbacks over HTTP for slash commands, buttons, menus and forms.
//
// It translates and decides nothing: it knows no feature, no store but the
// small Memory it is handed, and it retries no post (the router does).
package mattermost
