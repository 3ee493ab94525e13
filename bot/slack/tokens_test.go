package slack

import (
	"strings"
	"testing"
	"time"
)

// Tokens that never worked end Run, with the remedy. When they stop working
// later, it is said once and tried again.
func TestTokensAreRefused(t *testing.T) {
	t.Parallel()
	for _, code := range []string{"invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "not_allowed_token_type"} {
		w := newWire(t)
		w.refuse = code
		e := w.listen(nil).run()
		select {
		case err := <-e.ran:
			e.ran <- nil
			if err == nil || !strings.Contains(err.Error(), "slack.bot_token") || !strings.Contains(err.Error(), code) || strings.Contains(err.Error(), "geheim") {
				t.Errorf("%s: Run returned %v", code, err)
			}
		case <-time.After(5 * time.Second):
			t.Errorf("%s: Run goes on", code)
		}
	}

	w := newWire(t)
	e := w.listen(nil)
	e.in.tempo.longest = 50 * time.Millisecond
	e.run()
	k := w.next()
	e.until("it is ready", func() bool { return e.Ready() == nil })
	w.set(func() { w.refuse = "token_revoked" })
	before := len(w.dialTimes())
	k.UnderlyingConn().Close()
	e.until("it was tried some times", func() bool { return len(w.dialTimes()) >= before+4 })
	if n := strings.Count(e.log.String(), "slack.app_token"); n != 1 {
		t.Errorf("the log names the remedy %d times: %s", n, e.log)
	}
	if err := e.Ready(); err == nil || !strings.Contains(err.Error(), "slack.app_token") {
		t.Errorf("it is %v", err)
	}
	w.set(func() { w.refuse = "" })
	w.next()
	e.until("it is ready again", func() bool { return e.Ready() == nil })
	if err := e.end(); err != nil {
		t.Errorf("Run returned %v", err)
	}
}

func (w *wire) dialTimes() []time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return append([]time.Time(nil), w.opened...)
}

// The token of the bot is revoked while connections live on: that is said once,
// and so is its return.
func TestTokenIsRevokedBelowASocket(t *testing.T) {
	t.Parallel()
	for _, http := range []bool{false, true} {
		w := newWire(t)
		e := w.listen(nil)
		if http {
			e = w.overHTTP(nil)
		}
		e.in.tempo.watch = 10 * time.Millisecond
		if !http {
			e.in.tempo.watch = time.Hour // an event tells
		}
		e.run().ready()
		tell := func() {}
		if !http {
			k := w.next()
			tell = func() {
				k.send("1", kindEvents, event(1, map[string]any{"type": "tokens_revoked", "tokens": map[string]any{"bot": []string{wireBot}}}))
				k.acked("1")
			}
		}
		w.set(func() { w.refuse = "token_revoked" })
		tell()
		e.until("it is not ready", func() bool { return e.Ready() != nil })
		if err := e.Ready(); !strings.Contains(err.Error(), "slack.bot_token") {
			t.Errorf("it is %v", err)
		}
		time.Sleep(50 * time.Millisecond)
		if n := strings.Count(e.log.String(), "nothing can be answered"); n != 1 {
			t.Errorf("the log says so %d times", n)
		}
		w.set(func() { w.refuse = "" })
		tell()
		e.until("it is ready again", func() bool { return e.Ready() == nil })
	}
}
