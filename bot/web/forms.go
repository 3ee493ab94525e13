package web

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"wegwijs/bot"
)

// A sheet is a form in one language, as it is kept and shown. Fields named
// HTML were written by markup, all others are plain words.
type sheet struct {
	Lang          bot.Lang
	Action, State string
	Title, Submit string
	HTML          string `json:",omitempty"` // the introduction
	Fields        []sheetField
}

type sheetField struct {
	Name, Label string
	HTML        string `json:",omitempty"` // the help
	Kind        bot.Kind
	Optional    bool     `json:",omitempty"`
	Options     []option `json:",omitempty"`
	Value       []string `json:",omitempty"`
}

// A fieldError is one thing that keeps a form open.
type fieldError struct {
	Name string
	HTML string
}

// An openForm is a form that waits for somebody.
type openForm struct {
	id, revision    int64
	channel         bot.ChannelID
	thread, message bot.MessageID
	sheet           sheet
	typed           bot.Values // nil until it was submitted
	errors          []fieldError
}

func sheetOf(f *bot.Form, l bot.Lang) (*sheet, error) {
	if f == nil || len(f.Fields) == 0 {
		return nil, errors.New("a form without fields")
	}
	s := &sheet{Lang: l, Action: f.Action, State: f.State, Title: plain(f.Title, l), Submit: plain(f.Submit, l), HTML: htmlOf(f.Intro, l)}
	seen := map[string]bool{}
	for _, x := range f.Fields {
		switch {
		case x.Name == "" || seen[x.Name]:
			return nil, fmt.Errorf("a form with two fields named %q", x.Name)
		case x.Kind < bot.ShortText || x.Kind > bot.YesNo:
			return nil, fmt.Errorf("a field of unknown kind %d", x.Kind)
		case len(x.Options) > bot.MaxOptions:
			return nil, fmt.Errorf("a field with %d options", len(x.Options))
		}
		seen[x.Name] = true
		s.Fields = append(s.Fields, sheetField{x.Name, plain(x.Label, l), htmlOf(x.Help, l), x.Kind, x.Optional, optionsOf(x.Options, l), x.Value})
	}
	return s, nil
}

// values are what a browser sent for the fields of the form. Spaces at the
// ends are kept, fields left empty are absent.
func (s *sheet) values(sent url.Values) bot.Values {
	v := bot.Values{}
	for _, f := range s.Fields {
		for _, x := range sent["f-"+f.Name] {
			x = said(x)
			if f.Kind == bot.DateOnly || f.Kind == bot.DateTime {
				x = strings.TrimSpace(x)
			}
			if f.Kind == bot.DateTime {
				// Typed where a browser has no such input, or sent with seconds.
				x = strings.TrimSuffix(strings.Replace(x, " ", "T", 1), ":00")
				if len(x) == len("2006-01-02T15") {
					x += ":00"
				}
			}
			if strings.TrimSpace(x) != "" {
				v[f.Name] = append(v[f.Name], x)
			}
		}
	}
	return v
}

const formColumns = `id, revision, channel, thread, message, form, typed, errors`

func scanForm(row *sql.Row) (*openForm, error) {
	var f openForm
	var form, typed, errs string
	err := row.Scan(&f.id, &f.revision, &f.channel, &f.thread, &f.message, &form, &typed, &errs)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	for _, part := range []struct {
		data string
		to   any
	}{{form, &f.sheet}, {typed, &f.typed}, {errs, &f.errors}} {
		if err == nil && part.data != "" {
			err = json.Unmarshal([]byte(part.data), part.to)
		}
	}
	return &f, err
}

// formIn returns the form that is open for somebody in a place, nil when none is.
func (c *chat) formIn(ctx context.Context, who bot.UserID, channel bot.ChannelID) (*openForm, error) {
	q, err := c.prepared(`SELECT ` + formColumns + ` FROM forms WHERE person = $1 AND channel = $2`)
	if err != nil {
		return nil, err
	}
	return scanForm(q.QueryRowContext(ctx, string(who), string(channel)))
}

// form returns a form that is open for somebody, nil when it is not.
func (c *chat) form(ctx context.Context, who bot.UserID, id int64) (*openForm, error) {
	return scanForm(c.reads.QueryRowContext(ctx, `SELECT `+formColumns+` FROM forms WHERE person = $1 AND id = $2`, string(who), id))
}

// fillIn keeps what was filled in, within a write, so that nothing of it is
// lost whatever happens next.
func fillIn(tx *sql.Tx, id int64, v bot.Values) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`UPDATE forms SET typed = $1 WHERE id = $2`, string(data), id)
	return err
}

// refuse keeps a form open with what is wrong in it.
func (c *chat) refuse(e event, ack bot.Ack) error {
	f, err := c.form(context.Background(), e.Who, e.Form)
	if err != nil || f == nil {
		return err
	}
	l := ack.Lang
	if l == "" {
		l = f.sheet.Lang
	}
	var wrong []fieldError
	for _, x := range f.sheet.Fields {
		if t, ok := ack.Errors[x.Name]; ok {
			wrong = append(wrong, fieldError{x.Name, htmlOf(t, l)})
		}
	}
	var others []string
	for name := range ack.Errors {
		if !slices.ContainsFunc(f.sheet.Fields, func(x sheetField) bool { return x.Name == name }) {
			others = append(others, name)
		}
	}
	slices.Sort(others)
	for _, name := range others {
		wrong = append(wrong, fieldError{"", htmlOf(ack.Errors[name], l)})
	}
	data, err := json.Marshal(wrong)
	if err != nil {
		return err
	}
	return c.write(func(tx *sql.Tx) error {
		if _, err := tx.Exec(`DELETE FROM events WHERE id = $1`, e.ID); err != nil {
			return err
		}
		_, err := tx.Exec(`UPDATE forms SET errors = $1, revision = revision + 1 WHERE id = $2`, string(data), e.Form)
		return err
	})
}

// shut closes a form; no error when it is closed already.
func (c *chat) shut(who bot.UserID, id int64) error {
	return c.write(func(tx *sql.Tx) error {
		_, err := tx.Exec(`DELETE FROM forms WHERE person = $1 AND id = $2`, string(who), id)
		return err
	})
}
