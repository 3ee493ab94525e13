package slack

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// Bounds of a request of Slack's.
const (
	mostOfRequest = 1 << 20
	mostSkew      = 5 * time.Minute // between its time and ours
	readyWithin   = 2 * time.Second // of one that comes while the program starts
)

// Paths of Handler; the manifest names them.
const (
	pathEvents      = "/slack/events"
	pathCommands    = "/slack/commands"
	pathInteractive = "/slack/interactive"
)

// Handler takes what Slack sends over HTTP: events, slash commands, and what
// people press and submit. It is mounted at "/slack/" of the program's
// listener. In Socket Mode there is nothing there.
//
// Only what carries Slack's signature, made within the last five minutes, is
// looked at. Whoever sends such a request once more gains nothing: everything
// in it has an id, the router does nothing twice within 24 hours, and what was
// pressed or submitted is acknowledged as it was the first time.
func (s *Slack) Handler() http.Handler { return http.HandlerFunc(s.in.serve) }

func (in *inbound) serve(w http.ResponseWriter, r *http.Request) {
	kind := map[string]string{pathEvents: kindEvents, pathCommands: kindCommand, pathInteractive: kindInteractive}[r.URL.Path]
	switch {
	case kind == "" || in.s.opt.SigningSecret == "":
		http.NotFound(w, r)
		return
	case r.Method != http.MethodPost:
		w.Header().Set("Allow", http.MethodPost)
		http.Error(w, "only POST", http.StatusMethodNotAllowed)
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, mostOfRequest))
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		in.log.Warn().Str("kind", kind).Msg("a request was refused: it is too large")
		http.Error(w, "too large", http.StatusRequestEntityTooLarge)
		return
	case err != nil:
		return // whoever it was has gone
	}
	if why := in.verify(r.Header.Get("X-Slack-Request-Timestamp"), r.Header.Get("X-Slack-Signature"), body); why != "" {
		in.log.Warn().Str("kind", kind).Str("why", why).Msg("a request was refused")
		http.Error(w, "not from Slack", http.StatusUnauthorized)
		return
	}
	if kind == kindEvents {
		if challenge := challengeIn(body); challenge != "" {
			w.Header().Set("Content-Type", "text/plain; charset=utf-8")
			io.WriteString(w, challenge) // Slack asks again when it does not hear this
			return
		}
	}
	payload, err := payloadOf(kind, body)
	if err != nil {
		in.log.Warn().Str("kind", kind).Err(err).Msg("a request cannot be read; it is acknowledged and left out")
		return
	}
	in.answerTo(r.Context(), kind, payload).write(w)
}

// verify checks a signature
// (https://docs.slack.dev/authentication/verifying-requests-from-slack) and
// says what is wrong with it. The SDK does the same by the clock of this
// machine; here it is the bot's.
func (in *inbound) verify(at, signature string, body []byte) (why string) {
	seconds, err := strconv.ParseInt(at, 10, 64)
	given, hexErr := hex.DecodeString(cutVersion(signature))
	if err != nil || hexErr != nil || len(given) != sha256.Size {
		return "it has no signature"
	}
	mac := hmac.New(sha256.New, []byte(in.s.opt.SigningSecret))
	io.WriteString(mac, "v0:"+at+":") // a hash takes everything
	mac.Write(body)
	if !hmac.Equal(mac.Sum(nil), given) {
		return "its signature is wrong; is slack.signing_secret that of this app?"
	}
	if off := in.s.opt.Clock.Now().Sub(time.Unix(seconds, 0)); off.Abs() > mostSkew {
		in.skew(off)
		return "it was signed at another time"
	}
	return ""
}

func cutVersion(signature string) string {
	const version = "v0="
	if len(signature) <= len(version) || signature[:len(version)] != version {
		return ""
	}
	return signature[len(version):]
}

// skew says once that a clock may be wrong.
func (in *inbound) skew(off time.Duration) {
	in.mu.Lock()
	said := in.skewed
	in.skewed = true
	in.mu.Unlock()
	if !said {
		in.log.Error().Dur("off_ms", off).Msg("requests with a right signature are of another time: set the clock of this machine right; when it is, somebody sends old requests again")
	}
}

// challengeIn is the word by which Slack checks an address; empty in every
// other request.
func challengeIn(body []byte) string {
	var c struct {
		Type      string `json:"type"`
		Challenge string `json:"challenge"`
	}
	if json.Unmarshal(body, &c) != nil || c.Type != "url_verification" {
		return ""
	}
	return c.Challenge
}

// payloadOf is what a socket would bring in place of a request.
func payloadOf(kind string, body []byte) ([]byte, error) {
	if kind == kindEvents {
		return body, nil
	}
	form, err := url.ParseQuery(string(body))
	if err != nil {
		return nil, errors.New("it is no form")
	}
	if kind == kindInteractive {
		return []byte(form.Get("payload")), nil
	}
	return json.Marshal(slash{
		Command: form.Get("command"), Text: form.Get("text"), UserID: form.Get("user_id"), ChannelID: form.Get("channel_id"),
		ChannelName: form.Get("channel_name"), ResponseURL: form.Get("response_url"), TriggerID: form.Get("trigger_id"),
	})
}

// A reply is what Slack hears.
type reply struct {
	what   any // nil is nothing
	status int
}

func (r reply) write(w http.ResponseWriter) {
	if r.status != http.StatusOK {
		http.Error(w, "not now", r.status)
		return
	}
	if r.what == nil {
		return
	}
	data, err := json.Marshal(r.what)
	if err != nil {
		return // nothing of ours is no JSON
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Write(data) // who does not hear it has gone
}

// answerTo hands a request on and returns what it is answered with.
func (in *inbound) answerTo(ctx context.Context, kind string, payload []byte) reply {
	if !in.wait(ctx) {
		return in.notNow(kind)
	}
	answered := make(chan reply, 1)
	in.receive(kind, payload, func(what any, taken bool) {
		if !taken {
			answered <- in.notNow(kind)
			return
		}
		answered <- reply{what, http.StatusOK}
	})
	select {
	case r := <-answered:
		return r
	case <-ctx.Done():
		return reply{status: http.StatusServiceUnavailable}
	}
}

// notNow answers what Slack should send again, or will not send again.
func (in *inbound) notNow(kind string) reply {
	if kind == kindCommand {
		return reply{ephemeral{Type: "ephemeral", Text: wordsOf(textInStopping, in.s.opt.Lang)}, http.StatusOK}
	}
	return reply{status: http.StatusServiceUnavailable}
}

// wait waits until Run hands on what comes in.
func (in *inbound) wait(ctx context.Context) bool {
	timer := time.NewTimer(readyWithin)
	defer timer.Stop()
	select {
	case <-in.ready:
		return true
	case <-in.over:
	case <-timer.C:
	case <-ctx.Done():
	}
	return false
}
