package slack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"wegwijs/bot"
)

// Bounds of one call. Whoever waits for it mostly has a shorter deadline.
const (
	callWithin    = 35 * time.Second
	dialWithin    = 10 * time.Second
	mostOfRefusal = 16 << 10
)

// newHTTP makes connections with time-outs: the SDK's own client has none.
func newHTTP(transport http.RoundTripper) *http.Client {
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
	return &http.Client{
		Transport: transport,
		Timeout:   callWithin,
		// A server that sends us elsewhere would get our token there.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// A refusal is an answer of Slack that is no success. It never holds a token,
// an id, or what somebody wrote.
type refusal struct {
	Method string   // "chat.postMessage"
	Code   string   // Slack's word for it, "channel_not_found"; empty when it gave none
	Status int      // of HTTP, when that is all there is
	Needed string   // scope that is missing
	Where  []string // pointers to what is wrong in a request
}

func (r *refusal) Error() string {
	s := r.Method + ": "
	switch {
	case r.Code == "":
		s += "status " + strconv.Itoa(r.Status)
	case r.Needed != "":
		s += r.Code + ": the app needs the scope " + r.Needed
	default:
		s += r.Code
	}
	if len(r.Where) > 0 {
		s += " at " + strings.Join(r.Where, ", ")
	}
	return s
}

// refusedWith tells whether an error is an answer of Slack with one of these codes.
func refusedWith(err error, codes ...string) bool {
	var r *refusal
	if !errors.As(err, &r) {
		return false
	}
	for _, c := range codes {
		if r.Code == c {
			return true
		}
	}
	return false
}

// callError is the error of a call as Send and the others return it: a
// *bot.SendError, or the context's. Nothing of what was sent is in it.
func callError(ctx context.Context, method string, err error) error {
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var known *bot.SendError
	if errors.As(err, &known) {
		return err
	}
	var limited *slack.RateLimitedError
	var said slack.SlackErrorResponse
	var status slack.StatusCodeError
	var at *url.Error
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &limited):
		return &bot.SendError{Reason: bot.RateLimited, RetryAfter: limited.RetryAfter, Err: &refusal{Method: method, Code: "ratelimited"}}
	case errors.As(err, &said):
		return saidNo(&refusal{Method: method, Code: wellFormed(said.Err), Needed: wellFormed(said.Needed), Where: pointers(said.ResponseMetadata.Messages)})
	case errors.As(err, &status):
		return saidNo(&refusal{Method: method, Status: status.Code})
	case errors.As(err, &at):
		err = at.Err // without the address
		fallthrough
	case errors.As(err, new(net.Error)), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return &bot.SendError{Reason: bot.Temporary, Err: fmt.Errorf("%s: %w", method, err)}
	case errors.As(err, &syntax), errors.As(err, &kind):
		return &bot.SendError{Reason: bot.Temporary, Err: fmt.Errorf("%s: the answer is not what Slack says; is slack.api_url the address of its API?", method)}
	}
	return &bot.SendError{Reason: bot.Temporary, Err: fmt.Errorf("%s: no answer that can be read", method)}
}

func saidNo(r *refusal) error { return &bot.SendError{Reason: reasonOf(r), Err: r} }

// wellFormed is a code of Slack's own; what else stands in its place is left out.
func wellFormed(code string) string {
	if len(code) > 200 || strings.ContainsFunc(code, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || strings.ContainsRune("_:,.", r))
	}) {
		return "unknown_error"
	}
	return code
}

var pointer = regexp.MustCompile(`\[json-pointer:(/[a-z0-9_/]*)\]`)

// pointers are the places that Slack names in what it says about a request.
func pointers(messages []string) (where []string) {
	for _, m := range messages {
		if p := pointer.FindStringSubmatch(m); p != nil && len(where) < 5 {
			where = append(where, p[1])
		}
	}
	return where
}

// reasons by Slack's codes (https://docs.slack.dev/reference/methods). What is
// not here is our own fault: a request that Slack does not take.
var reasons = map[bot.Reason]string{
	bot.RateLimited: "ratelimited rate_limited message_limit_exceeded",
	bot.NoAccess: "invalid_auth not_authed account_inactive token_revoked token_expired org_login_required " +
		"team_access_not_granted not_allowed_token_type app_uninstalled two_factor_setup_required",
	bot.NotFound: "channel_not_found user_not_found users_not_found message_not_found thread_not_found view_not_found file_not_found " +
		"user_not_visible users_not_visible invalid_users no_user not_found subteam_not_found",
	bot.Forbidden: "not_in_channel user_not_in_channel no_permission restricted_action restricted_action_read_only_channel restricted_action_thread_only_channel " +
		"restricted_action_non_threadable_channel restricted_action_thread_locked missing_scope is_archived is_inactive access_denied " +
		"ekm_access_denied cannot_dm_bot cannot_reply_to_message cant_update_message edit_window_closed as_user_not_supported method_not_allowed_for_channel_type " +
		"team_not_found user_disabled not_enabled messages_tab_disabled external_channel_migrating org_level_email_display_disabled " +
		"enterprise_is_restricted user_is_bot user_is_restricted user_is_ultra_restricted cannot_dm_user file_uploads_disabled file_uploads_except_images_disabled " +
		"file_upload_disabled storage_limit_reached slackbots_cannot_be_messaged",
	bot.Temporary: "internal_error fatal_error service_unavailable request_timeout team_added_to_org accesslimited hash_conflict " +
		"failed_sending_message update_failed",
}

var reasonByCode = func() map[string]bot.Reason {
	all := map[string]bot.Reason{}
	for reason, codes := range reasons {
		for _, c := range strings.Fields(codes) {
			all[c] = reason
		}
	}
	return all
}()

func reasonOf(r *refusal) bot.Reason {
	if r.Code != "" {
		if reason, ok := reasonByCode[r.Code]; ok {
			return reason
		}
		return bot.Invalid
	}
	switch {
	case r.Status == http.StatusTooManyRequests:
		return bot.RateLimited
	case r.Status == http.StatusUnauthorized:
		return bot.NoAccess
	case r.Status == http.StatusForbidden:
		return bot.Forbidden
	case r.Status == http.StatusNotFound || r.Status == http.StatusGone:
		return bot.NotFound
	case r.Status == http.StatusRequestTimeout || r.Status >= 500 || r.Status >= 300 && r.Status < 400:
		return bot.Temporary // 3xx: a proxy that shows a page about maintenance
	}
	return bot.Invalid
}

// ambiguous tells whether a call may have been done although it failed: the
// answer did not come, or came from something in between.
func ambiguous(err error) bool {
	if err == nil {
		return false
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return true
	}
	var s *bot.SendError
	if !errors.As(err, &s) || s.Reason != bot.Temporary {
		return false
	}
	var dial *net.OpError
	if errors.As(err, &dial) && dial.Op == "dial" {
		return false // it never arrived
	}
	return true
}

// retryAfter reads a number of seconds; 0 when it is none.
func retryAfter(s string) time.Duration {
	if n, err := strconv.Atoi(strings.TrimSpace(s)); err == nil && n > 0 {
		return min(time.Duration(n)*time.Second, time.Hour)
	}
	return 0
}

// respond says something on a response_url: whoever knows the address may, so
// our token stays here. It counts as said when Slack took it.
func (s *Slack) respond(ctx context.Context, address string, body any) error {
	const name = "response_url"
	data, err := json.Marshal(body)
	if err != nil {
		return &bot.SendError{Reason: bot.Invalid, Err: errors.New(name + ": this cannot be written as JSON")}
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, strings.NewReader(string(data)))
	if err != nil {
		return &bot.SendError{Reason: bot.Invalid, Err: errors.New(name + ": this is no address")}
	}
	req.Header.Set("Content-Type", "application/json; charset=utf-8")
	resp, err := s.http.Do(req)
	if err != nil {
		return callError(ctx, name, err)
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(resp.Body, mostOfRefusal))
	if err != nil {
		return callError(ctx, name, err)
	}
	if resp.StatusCode == http.StatusTooManyRequests {
		return &bot.SendError{Reason: bot.RateLimited, RetryAfter: retryAfter(resp.Header.Get("Retry-After")), Err: &refusal{Method: name, Status: resp.StatusCode}}
	}
	if resp.StatusCode >= 500 || resp.StatusCode >= 300 && resp.StatusCode < 400 {
		return saidNo(&refusal{Method: name, Status: resp.StatusCode})
	}
	var said struct {
		OK    *bool  `json:"ok"`
		Error string `json:"error"`
	}
	if json.Unmarshal(answer, &said) == nil && said.OK != nil && !*said.OK {
		return saidNo(&refusal{Method: name, Code: wellFormed(said.Error), Status: resp.StatusCode})
	}
	if resp.StatusCode != http.StatusOK {
		code := ""
		if text := strings.TrimSpace(string(answer)); len(text) > 0 && len(text) < 60 && wellFormed(text) == text {
			code = text // "expired_url", "used_url"
		}
		return saidNo(&refusal{Method: name, Code: code, Status: resp.StatusCode})
	}
	return nil
}
