package web

import (
	"context"
	"database/sql"
	"encoding/json"

	"wegwijs/bot"
)

// Send posts a message. With the same to.Once it posts it once only, also
// across a restart, and returns the first message's id.
func (w *Web) Send(ctx context.Context, to bot.Address, m *bot.Message) (bot.MessageID, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	msg, err := w.address(to)
	if err != nil {
		return "", err
	}
	if msg.blocks, msg.files, err = blocksOf(m, msg.lang); err != nil {
		return "", &bot.SendError{Reason: bot.Invalid, Err: err}
	}
	thread := to.Thread
	if to.Channel != "" && msg.channel != to.Channel {
		thread = "" // it stayed behind in the channel
	}
	var id int64
	var there, fresh bool
	err = w.chat.write(func(tx *sql.Tx) (err error) {
		if msg.root, there, err = rootOf(tx, msg.channel, thread); err != nil || !there {
			return err
		}
		id, fresh, err = w.chat.insert(tx, msg)
		return err
	})
	switch {
	case err != nil:
		return "", failed(ctx, "post a message", err)
	case !there:
		return "", refusal(bot.NotFound, "there is no such thread in this place")
	}
	if fresh {
		w.liven(to, m, messageID(id))
	}
	return messageID(id), nil
}

// address is where a message goes and who sees it. What is for one person goes
// to them directly when they are not in the channel.
func (w *Web) address(to bot.Address) (*message, error) {
	m := &message{channel: to.Channel, lang: to.Lang, at: w.world.Clock.Now()}
	if m.lang == "" {
		m.lang = bot.NL
	}
	if to.Once != "" {
		m.once = "send " + to.Once
	}
	if to.User != "" {
		if _, ok := w.world.people[to.User]; !ok {
			return nil, refusal(bot.NotFound, "nobody here has this id")
		}
	}
	switch whose, private := directOf(to.Channel); {
	case to.Channel == "" && to.User == "":
		return nil, refusal(bot.Invalid, "an address of nobody and nowhere")
	case w.world.members(to.Channel) == nil && to.Channel != "":
		return nil, refusal(bot.NotFound, "there is no such channel")
	case to.User == "" && w.world.channels[to.Channel].NoBot:
		return nil, refusal(bot.Forbidden, "the bot is not in this channel")
	case to.Channel == "", to.User != "" && private && whose != to.User, to.User != "" && !w.world.sees(to.User, to.Channel):
		m.channel = directWith(to.User)
	case to.User != "" && !private:
		m.reader = to.User
	}
	return m, nil
}

// Edit makes a message of ours show m instead.
func (w *Web) Edit(ctx context.Context, to bot.Address, id bot.MessageID, m *bot.Message) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	l := to.Lang
	if l == "" {
		l = bot.NL
	}
	blocks, files, err := blocksOf(m, l)
	if err != nil {
		return &bot.SendError{Reason: bot.Invalid, Err: err}
	}
	var there bool
	err = w.chat.write(func(tx *sql.Tx) (err error) {
		there, err = w.chat.replace(tx, number(id), l, blocks, files)
		return err
	})
	switch {
	case err != nil:
		return failed(ctx, "edit a message", err)
	case !there:
		return refusal(bot.NotFound, "there is no such message of ours")
	}
	return nil
}

// OpenForm shows a form to the person who caused from, where they caused it.
// A form that was open for them there is replaced.
func (w *Web) OpenForm(ctx context.Context, from *bot.Origin, f *bot.Form, l bot.Lang) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if _, ok := w.world.people[from.From.ID]; !ok {
		return refusal(bot.NotFound, "nobody here has this id")
	}
	channel := from.Channel
	if !w.world.sees(from.From.ID, channel) {
		channel = directWith(from.From.ID)
	}
	if l == "" {
		l = bot.NL
	}
	sheet, err := sheetOf(f, l)
	if err != nil {
		return &bot.SendError{Reason: bot.Invalid, Err: err}
	}
	data, err := json.Marshal(sheet)
	if err != nil {
		return &bot.SendError{Reason: bot.Invalid, Err: err}
	}
	err = w.chat.write(func(tx *sql.Tx) error {
		if _, err := tx.Exec(`DELETE FROM forms WHERE person = $1 AND channel = $2`, string(from.From.ID), string(channel)); err != nil {
			return err
		}
		_, err := tx.Exec(`INSERT INTO forms (person, channel, thread, message, form) VALUES ($1, $2, $3, $4, $5)`,
			string(from.From.ID), string(channel), string(from.Thread), string(from.Message), string(data))
		return err
	})
	if err != nil {
		return failed(ctx, "open a form", err)
	}
	return nil
}
