package web_test

import (
	"bytes"
	"context"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
	"wegwijs/bot/web"
	"wegwijs/bot/web/webtest"
)

// What somebody answered in a form, or chose, is gone from the file and its
// log as soon as it need not be handed on again.
func TestAnswersLeaveTheFile(t *testing.T) {
	const secret = "zeergeheimantwoord"
	dir, clock := t.TempDir(), bottest.NewClock(bottest.Start)
	chat, err := web.New(webtest.Options(dir, clock))
	if err != nil {
		t.Fatal(err)
	}
	got := make(chan bot.Event, 10)
	ctx, stop := context.WithCancel(t.Context())
	ran := make(chan error, 1)
	go func() {
		ran <- chat.Run(ctx, func(_ context.Context, e bot.Event) (bot.Ack, error) {
			got <- e
			return bot.Ack{}, nil
		})
	}()
	server := httptest.NewServer(chat.Handler())
	defer server.Close()
	form := &bot.Form{Action: "x.form", Title: p("Titel", "Title"), Submit: p("Stuur", "Send"), Fields: []bot.Field{{Name: "a", Label: p("Antwoord", "Answer"), Kind: bot.LongText}}}
	if err := chat.OpenForm(t.Context(), &bot.Origin{From: bot.User{ID: "alice"}, Channel: "algemeen"}, form, bot.NL); err != nil {
		t.Fatal(err)
	}
	_, page := get(t, server.URL+"/?as=alice&in=algemeen")
	id := regexp.MustCompile(`name="form" value="(\d+)"`).FindStringSubmatch(page)
	if id == nil {
		t.Fatal("the page has no form")
	}
	resp, err := stay.PostForm(server.URL+"/submit", url.Values{"as": {"alice"}, "in": {"algemeen"}, "form": {id[1]}, "f-a": {secret + "\r\ntweede regel"}})
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if e := (<-got).(*bot.Submit); e.Values.Text("a") != secret+"\ntweede regel" {
		t.Errorf("arrived as %q", e.Values)
	}
	found := func() (where []string) {
		for _, name := range []string{"chat.db", "chat.db-wal"} {
			data, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			if bytes.Contains(data, []byte(secret)) {
				where = append(where, name)
			}
		}
		return where
	}
	if len(found()) == 0 {
		t.Error("the answer was not kept until it is settled")
	}
	clock.Advance(3 * time.Minute)
	for end := time.Now().Add(10 * time.Second); len(found()) > 0 && time.Now().Before(end); {
		time.Sleep(5 * time.Millisecond)
	}
	if where := found(); len(where) > 0 {
		t.Errorf("the answer is still in %v", where)
	}
	stop()
	if err := <-ran; err != nil {
		t.Error(err)
	}
	if err := chat.Close(); err != nil {
		t.Error(err)
	}
}
