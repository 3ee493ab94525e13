package slacktest

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Kinds of envelopes.
const (
	kindEvent       = "events_api"
	kindCommand     = "slash_commands"
	kindInteractive = "interactive"
)

// errNobody says that no acknowledgement came.
var errNobody = errors.New("the app did not acknowledge it in time")

// again is when Slack delivers an event once more after the first two tries.
var again = []time.Duration{time.Minute, 5 * time.Minute}

// background lets something happen while the caller goes on.
func (s *Server) background(do func()) {
	s.busy.Add(1)
	go func() {
		defer s.busy.Add(-1)
		do()
	}()
}

// Settle waits until everything that happens in the background has happened.
func (s *Server) Settle(ctx context.Context) error {
	for s.busy.Load() > 0 {
		select {
		case <-time.After(time.Millisecond):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// sendEvent delivers an event, as often as Slack does. It returns when it was
// acknowledged, or after the second try.
func (s *Server) sendEvent(ctx context.Context, event obj) error {
	return s.tryEvent(ctx, s.outer(event), 0, "")
}

// outer is what an event is wrapped in.
func (s *Server) outer(event obj) obj {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch := s.channels[text(event["channel"])]
	out := obj{
		"token": "verification", "team_id": s.TeamID, "context_team_id": s.TeamID, "context_enterprise_id": nil, "api_app_id": s.AppID, "event": event,
		"type": "event_callback", "event_id": "Ev" + s.id("")[1:], "event_time": s.opt.Clock.Now().Unix(), "is_ext_shared_channel": ch != nil && ch.ExtShared,
		"authorizations": []obj{{"enterprise_id": nil, "team_id": s.TeamID, "user_id": s.BotUser, "is_bot": true, "is_enterprise_install": false}},
		"event_context":  "4-" + secret()[:12],
	}
	if s.opt.Enterprise != "" {
		out["enterprise_id"], out["context_enterprise_id"] = s.opt.Enterprise, s.opt.Enterprise
	}
	return out
}

func (s *Server) tryEvent(ctx context.Context, payload obj, attempt int, reason string) error {
	_, err := s.deliver(ctx, kindEvent, payload, attempt, reason)
	if err == nil || ctx.Err() != nil {
		return err
	}
	s.mu.Lock()
	s.broke("an event was not acknowledged within %v (try %d)", s.opt.AckWithin, attempt+1)
	s.mu.Unlock()
	switch {
	case attempt == 0:
		return s.tryEvent(ctx, payload, 1, "timeout")
	case attempt <= len(again):
		s.opt.Clock.AfterFunc(again[attempt-1], func() {
			if s.ended.Err() == nil {
				s.background(func() { s.tryEvent(s.ended, payload, attempt+1, "timeout") }) // it notes what goes wrong
			}
		})
	}
	return err
}

// deliver hands something to the app and returns what its acknowledgement holds.
func (s *Server) deliver(ctx context.Context, kind string, payload obj, attempt int, reason string) (json.RawMessage, error) {
	ctx, cancel := context.WithTimeout(ctx, s.opt.AckWithin)
	defer cancel()
	if s.opt.Watch != nil {
		s.opt.Watch("deliver", kind, []byte(canonical(payload)))
	}
	s.mu.Lock()
	endpoint := s.opt.Endpoint
	s.mu.Unlock()
	if endpoint != "" {
		return s.call(ctx, endpoint, kind, payload, attempt, reason)
	}
	k, err := s.pick(ctx)
	if err != nil {
		return nil, err
	}
	w := &waiting{on: k, accepts: kind != kindEvent, done: make(chan json.RawMessage, 1)}
	id := secret()[:36]
	s.mu.Lock()
	s.waiting[id] = w
	s.mu.Unlock()
	envelope := obj{"envelope_id": id, "type": kind, "payload": payload, "accepts_response_payload": w.accepts}
	if kind == kindEvent {
		envelope["retry_attempt"], envelope["retry_reason"] = attempt, reason
	}
	if err := k.say(envelope); err != nil {
		k.conn.Close()
	}
	select {
	case ack, ok := <-w.done:
		if !ok {
			return nil, fmt.Errorf("%w: the connection broke", errNobody)
		}
		return ack, nil
	case <-ctx.Done():
		s.mu.Lock()
		w.late = errors.Is(ctx.Err(), context.DeadlineExceeded) // not when the workspace closes meanwhile
		s.mu.Unlock()
		return nil, errNobody
	}
}

// pick chooses a socket in turn, and waits for one.
func (s *Server) pick(ctx context.Context) (*socket, error) {
	for {
		s.mu.Lock()
		for range s.sockets {
			s.next++
			if k := s.sockets[s.next%len(s.sockets)]; !k.draining {
				s.mu.Unlock()
				return k, nil
			}
		}
		s.mu.Unlock()
		select {
		case <-time.After(2 * time.Millisecond):
		case <-ctx.Done():
			return nil, fmt.Errorf("%w: there is no connection", errNobody)
		}
	}
}

// call delivers over HTTP, signed.
func (s *Server) call(ctx context.Context, endpoint, kind string, payload obj, attempt int, reason string) (json.RawMessage, error) {
	var path, body, mime string
	switch kind {
	case kindEvent:
		path, body, mime = "/events", canonical(payload), "application/json"
	case kindCommand:
		form := url.Values{}
		for k, v := range payload {
			form.Set(k, text(v))
		}
		path, body, mime = "/commands", form.Encode(), "application/x-www-form-urlencoded"
	default:
		path, body, mime = "/interactive", url.Values{"payload": {canonical(payload)}}.Encode(), "application/x-www-form-urlencoded"
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, strings.TrimRight(endpoint, "/")+path, strings.NewReader(body))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", mime)
	if attempt > 0 {
		r.Header.Set("X-Slack-Retry-Num", strconv.Itoa(attempt))
		r.Header.Set("X-Slack-Retry-Reason", reason)
	}
	s.Sign(r, body)
	resp, err := s.client.Do(r)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errNobody, err)
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(resp.Body, maxBody))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errNobody, err)
	}
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%w: it answered %d", errNobody, resp.StatusCode)
	}
	if answer = bytes.TrimSpace(answer); len(answer) > 0 && kind != kindEvent && !json.Valid(answer) {
		if kind == kindCommand { // text is what only the person sees
			return json.RawMessage(canonical(obj{"text": string(answer)})), nil
		}
		return nil, fmt.Errorf("%w: it answered what is no JSON", errNobody)
	}
	return answer, nil
}

// Sign signs a request as Slack does, at the time of its clock.
func (s *Server) Sign(r *http.Request, body string) {
	s.SignAt(r, body, s.opt.Clock.Now())
}

// SignAt signs a request as of another moment.
func (s *Server) SignAt(r *http.Request, body string, at time.Time) {
	stamp := strconv.FormatInt(at.Unix(), 10)
	mac := hmac.New(sha256.New, []byte(s.SigningSecret))
	mac.Write([]byte("v0:" + stamp + ":" + body)) // never fails
	r.Header.Set("X-Slack-Request-Timestamp", stamp)
	r.Header.Set("X-Slack-Signature", "v0="+hex.EncodeToString(mac.Sum(nil)))
}

// Redeliver delivers the last thing a person did once more, as Slack does when
// it saw no acknowledgement.
func (s *Server) Redeliver(ctx context.Context) error {
	s.mu.Lock()
	last := s.last
	s.mu.Unlock()
	if last == nil {
		return errors.New("nobody did anything yet")
	}
	return last(ctx)
}

// SendEvent delivers an event of any kind.
func (s *Server) SendEvent(ctx context.Context, event map[string]any) error {
	payload := s.outer(event)
	s.remember(func(ctx context.Context) error { return s.tryEvent(ctx, payload, 1, "timeout") })
	return s.tryEvent(ctx, payload, 0, "")
}

func (s *Server) remember(last func(context.Context) error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last = last
}

// strictly decodes JSON, and says which field is unknown.
func strictly(data []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	return d.Decode(into)
}
