package mattermost

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/mattermost/mattermost/server/public/model"

	"wegwijs/bot"
)

// Bounds of one call. The longest a call may take is more than the 29 s a slow
// server was seen to need; whoever waits for it has a shorter deadline.
const (
	callWithin    = 35 * time.Second
	dialWithin    = 10 * time.Second
	mostOfAnswer  = 32 << 20
	mostOfRefusal = 16 << 10
)

// rest calls the server's API. Its errors are *bot.SendError around a
// *refusal or a network error, or those of the context. They never hold the
// token, an address with secrets in it, or what somebody wrote.
//
// It is net/http with the model's types, not model.Client4: that one has no
// time-out, returns no response on network errors, and keeps the server's
// translated sentences, which may quote a message, in its errors.
type rest struct {
	base   string // without /api/v4
	token  string
	client *http.Client
	clock  bot.Clock

	skew    atomic.Int64 // how far the server's clock is ahead of ours, in ms
	trouble atomic.Int64 // when it was last out of reach, or asked us to wait; Unix ms, 0 is never
}

func newRest(opt Options) *rest {
	transport := opt.Transport
	if transport == nil {
		transport = &http.Transport{
			Proxy:                 http.ProxyFromEnvironment,
			DialContext:           (&net.Dialer{Timeout: dialWithin, KeepAlive: 30 * time.Second}).DialContext,
			ForceAttemptHTTP2:     true,
			TLSHandshakeTimeout:   dialWithin,
			ResponseHeaderTimeout: callWithin,
			IdleConnTimeout:       90 * time.Second,
			MaxIdleConns:          64,
			MaxIdleConnsPerHost:   64,
		}
	}
	return &rest{base: opt.URL, token: opt.Token, clock: opt.Clock, client: &http.Client{
		Transport: transport,
		Timeout:   callWithin,
		// A server that sends us elsewhere would get our token there.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// A refusal is an answer of the server that is no success.
type refusal struct {
	Call   string // "POST /posts": method and kind of address, without ids
	Status int
	ID     string // of the server's error, such as "api.context.session_expired.app_error"; empty when it gave none
}

func (r *refusal) Error() string {
	s := fmt.Sprintf("%s: status %d", r.Call, r.Status)
	if r.ID != "" {
		s += " " + r.ID
	}
	return s
}

// refusedWith tells whether an error is an answer of the server with this
// status, and which error it named.
func refusedWith(err error, status int) (id string, ok bool) {
	var r *refusal
	if errors.As(err, &r) && r.Status == status {
		return r.ID, true
	}
	return "", false
}

// pathTo makes a path of parts; nothing in a part leads elsewhere.
func pathTo(parts ...string) string {
	var b strings.Builder
	for _, p := range parts {
		b.WriteByte('/')
		b.WriteString(url.PathEscape(p))
	}
	return b.String()
}

func (r *rest) get(ctx context.Context, path string, into any) error {
	return r.call(ctx, http.MethodGet, path, nil, into)
}

func (r *rest) post(ctx context.Context, path string, body, into any) error {
	return r.call(ctx, http.MethodPost, path, body, into)
}

func (r *rest) put(ctx context.Context, path string, body, into any) error {
	return r.call(ctx, http.MethodPut, path, body, into)
}

func (r *rest) delete(ctx context.Context, path string) error {
	return r.call(ctx, http.MethodDelete, path, nil, nil)
}

// call sends body as JSON and reads the answer into into; both may be nil.
// path is what comes after /api/v4, with its query.
func (r *rest) call(ctx context.Context, method, path string, body, into any) error {
	var sent io.Reader
	if body != nil {
		data, err := asJSON(body)
		if err != nil {
			return &bot.SendError{Reason: bot.Invalid, Err: fmt.Errorf("%s: the request cannot be written as JSON", callName(method, path))}
		}
		sent = data
	}
	return r.do(ctx, method, path, "application/json", sent, into)
}

// asJSON writes a request. It does not write & and < as six characters each, as
// encoding/json does for web pages: requests may not be longer than 300,000 bytes.
func asJSON(body any) (*bytes.Buffer, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	return &b, e.Encode(body)
}

// upload sends a file for a channel.
func (r *rest) upload(ctx context.Context, channel, name string, data []byte) (*model.FileInfo, error) {
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	part, err := w.CreateFormFile("files", name)
	if err == nil {
		_, err = part.Write(data)
	}
	if err == nil {
		err = w.WriteField("channel_id", channel)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		return nil, &bot.SendError{Reason: bot.Invalid, Err: errors.New("a file cannot be written as a request")}
	}
	var got model.FileUploadResponse
	if err := r.do(ctx, http.MethodPost, "/files", w.FormDataContentType(), &body, &got); err != nil {
		return nil, err
	}
	if len(got.FileInfos) != 1 || got.FileInfos[0] == nil {
		return nil, &bot.SendError{Reason: bot.Temporary, Err: errors.New("POST /files: the server took a file and did not name it")}
	}
	return got.FileInfos[0], nil
}

func (r *rest) do(ctx context.Context, method, path, contentType string, body io.Reader, into any) error {
	name := callName(method, path)
	req, err := http.NewRequestWithContext(ctx, method, r.base+"/api/v4"+path, body)
	if err != nil {
		return &bot.SendError{Reason: bot.Invalid, Err: fmt.Errorf("%s: no address can be made for this call", name)}
	}
	req.Header.Set("Authorization", "Bearer "+r.token)
	req.Header.Set("Accept", "application/json")
	req.Header.Set("User-Agent", "Wegwijs")
	if body != nil {
		req.Header.Set("Content-Type", contentType)
	}
	resp, err := r.client.Do(req)
	if err != nil {
		return r.unreachable(ctx, name, err)
	}
	defer resp.Body.Close()
	r.heard(resp)
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		return r.refusalOf(ctx, name, resp)
	}
	if into == nil {
		io.Copy(io.Discard, io.LimitReader(resp.Body, mostOfRefusal)) // so that the connection is used again
		return nil
	}
	if err := json.NewDecoder(io.LimitReader(resp.Body, mostOfAnswer)).Decode(into); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		// Half an answer, or the page of a proxy that is in the way.
		return &bot.SendError{Reason: bot.Temporary, Err: fmt.Errorf("%s: the answer is no JSON; is this the address of a Mattermost server?", name)}
	}
	return nil
}

// answer sends something to an address below the server's own that a slash
// command came with. Whoever knows it may answer, so our token stays here.
func (r *rest) answer(ctx context.Context, address string, body any) error {
	const name = "POST /hooks/commands/{id}"
	data, err := asJSON(body)
	if err != nil || !strings.HasPrefix(address, r.base+"/hooks/commands/") {
		return &bot.SendError{Reason: bot.Invalid, Err: errors.New(name + ": this cannot be sent")}
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, data)
	if err != nil {
		return &bot.SendError{Reason: bot.Invalid, Err: errors.New(name + ": no address can be made for this call")}
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := r.client.Do(req)
	if err != nil {
		return r.unreachable(ctx, name, err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return r.refusalOf(ctx, name, resp)
	}
	io.Copy(io.Discard, io.LimitReader(resp.Body, mostOfRefusal))
	return nil
}

// troubled tells whether the server was out of reach within the last while.
func (r *rest) troubled(within time.Duration) bool {
	at := r.trouble.Load()
	return at != 0 && r.clock.Now().Sub(time.UnixMilli(at)) < within
}

// heard keeps how far the server's clock is from ours.
func (r *rest) heard(resp *http.Response) {
	if at, err := http.ParseTime(resp.Header.Get("Date")); err == nil {
		r.skew.Store(at.Sub(r.clock.Now()).Milliseconds())
	}
}

// unreachable is a call that got no answer.
func (r *rest) unreachable(ctx context.Context, name string, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var at *url.Error
	if errors.As(err, &at) {
		err = at.Err // without the address
	}
	r.trouble.Store(r.clock.Now().UnixMilli())
	return &bot.SendError{Reason: bot.Temporary, Err: fmt.Errorf("%s: %w", name, err)}
}

// refusalOf reads why the server refuses. What it says in words is left out:
// it is translated, and may quote what was sent.
func (r *rest) refusalOf(ctx context.Context, name string, resp *http.Response) error {
	data, err := io.ReadAll(io.LimitReader(resp.Body, mostOfRefusal))
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	why := &refusal{Call: name, Status: resp.StatusCode}
	var said model.AppError
	if json.Unmarshal(data, &said) == nil && wellFormed(said.Id) {
		why.ID = said.Id
	}
	e := &bot.SendError{Reason: reasonOf(why), Err: why}
	if bot.Retryable(e) {
		r.trouble.Store(r.clock.Now().UnixMilli())
	}
	if e.Reason == bot.RateLimited {
		e.RetryAfter = retryAfter(resp.Header.Get("Retry-After"), r.clock.Now().Add(time.Duration(r.skew.Load())*time.Millisecond))
	}
	return e
}

// wellFormed tells whether an error id is one of the server's own.
func wellFormed(id string) bool {
	return len(id) <= 150 && !strings.ContainsFunc(id, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '.' || r == '_')
	})
}

func reasonOf(r *refusal) bot.Reason {
	switch {
	case r.Status == http.StatusTooManyRequests:
		return bot.RateLimited
	case r.Status == http.StatusUnauthorized:
		return bot.NoAccess
	case r.ID == idPostPending:
		return bot.Temporary
	case r.Status == http.StatusForbidden, r.ID == idPostArchived, r.ID == idEditArchived:
		return bot.Forbidden
	case r.Status == http.StatusNotFound || r.Status == http.StatusGone:
		return bot.NotFound
	case r.Status == http.StatusRequestTimeout || r.Status >= 500 && r.Status != http.StatusNotImplemented:
		return bot.Temporary
	case r.Status >= 300 && r.Status < 400:
		return bot.Temporary // a proxy that shows a page about maintenance
	}
	return bot.Invalid
}

// Ids of errors that mean something else than their status.
const (
	idPostPending    = "api.post.deduplicate_create_post.pending" // the same post is still under way
	idPostArchived   = "api.post.create_post.can_not_post_to_deleted.error"
	idEditArchived   = "api.post.patch_post.can_not_update_post_in_deleted.error"
	idTriggerExpired = "interactive_message.decode_trigger_id.expired"
)

// retryAfter reads seconds, or a date as proxies write it; 0 when it is neither.
func retryAfter(s string, now time.Time) time.Duration {
	const most = time.Hour
	s = strings.TrimSpace(s)
	if n, err := strconv.Atoi(s); err == nil {
		return time.Duration(min(max(n, 0), int(most/time.Second))) * time.Second
	}
	at, err := http.ParseTime(s)
	if err != nil {
		return 0
	}
	return min(max(at.Sub(now), 0), most)
}

// callName is a call without the ids in its path, for errors: they say whom it
// is about.
func callName(method, path string) string {
	path, _, _ = strings.Cut(path, "?")
	parts := strings.Split(path, "/")
	for i, p := range parts {
		if model.IsValidId(p) {
			parts[i] = "{id}"
		} else if i > 1 && !plainWord(p) {
			parts[i] = "{name}"
		}
	}
	return method + " " + strings.Join(parts, "/")
}

func plainWord(s string) bool {
	switch s {
	case "me", "teams", "channels", "posts", "users", "members", "roles", "patch", "ephemeral", "direct", "stats", "groups",
		"open", "client", "ping", "name", "username", "email", "ids", "tokens", "names", "schemeRoles", "dialogs", "actions",
		"role", "regen_token", "unread", "thread", "files", "info":
		return true
	}
	return false
}
