// Package slack brings conversations in a Slack workspace to the bot and the
// bot's answers to Slack: a bot token for what goes out, and for what comes in
// either Socket Mode, which needs no address of ours, or HTTP.
//
// It translates and decides nothing: it knows no feature, no store but the
// small Memory it is handed, and it retries nothing (the router does).
package slack
