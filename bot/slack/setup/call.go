package setup

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"wegwijs/bot"
)

// answer is what the checks read of an answer of Slack.
type answer struct {
	header   http.Header
	took     time.Duration
	rest     map[string]any
	OK       bool   `json:"ok"`
	Error    string `json:"error"`
	Channels []struct {
		ID     string `json:"id"`
		Name   string `json:"name"`
		Member bool   `json:"is_member"`
	} `json:"channels"`
	User struct {
		ID       string `json:"id"`
		Deleted  bool   `json:"deleted"`
		Bot      bool   `json:"is_bot"`
		Guest    bool   `json:"is_restricted"`
		Ultra    bool   `json:"is_ultra_restricted"`
		Stranger bool   `json:"is_stranger"`
	} `json:"-"`
	Groups   []group `json:"usergroups"`
	Metadata struct {
		Cursor string `json:"next_cursor"`
	} `json:"response_metadata"`
}

type group struct {
	Handle string `json:"handle"`
}

func (a *answer) text(key string) string {
	s, _ := a.rest[key].(string)
	return s
}

// refused is an answer that is no success: Slack's word for it, or a status.
type refused struct {
	code   string
	status int
}

func (r *refused) Error() string { return fmt.Sprintf("refused: %s %d", r.code, r.status) }

func codeOf(err error) string {
	var r *refused
	if errors.As(err, &r) {
		return r.code
	}
	return ""
}

// mostOfAnswer is more than any page these checks ask for.
const mostOfAnswer = 8 << 20

// call calls a method. Its error holds neither a token nor what the server wrote.
func (c *check) call(ctx context.Context, method, token string, args map[string]any) (*answer, error) {
	form := url.Values{}
	for k, v := range args {
		s, ok := v.(string)
		if !ok {
			data, err := json.Marshal(v)
			if err != nil {
				return nil, err
			}
			s = string(data)
		}
		if s != "" {
			form.Set(k, s)
		}
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, strings.TrimRight(c.APIURL, "/")+"/"+method, strings.NewReader(form.Encode()))
	if err != nil {
		return nil, errors.New("slack.api_url is not a web address")
	}
	req.Header.Set("Authorization", "Bearer "+token)
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	began := time.Now()
	resp, err := c.client.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return nil, &refused{code: "ratelimited", status: resp.StatusCode}
	}
	data, err := io.ReadAll(io.LimitReader(resp.Body, mostOfAnswer))
	if err != nil {
		return nil, err
	}
	a := &answer{header: resp.Header, took: time.Since(began)}
	if resp.StatusCode != http.StatusOK || json.Unmarshal(data, &a.rest) != nil || json.Unmarshal(data, a) != nil {
		return nil, &refused{status: resp.StatusCode}
	}
	if !a.OK {
		return nil, &refused{code: a.Error, status: resp.StatusCode}
	}
	var one struct {
		User json.RawMessage `json:"user"` // a profile here, a name elsewhere
	}
	if json.Unmarshal(data, &one) == nil && strings.HasPrefix(string(one.User), "{") {
		if err := json.Unmarshal(one.User, &a.User); err != nil {
			return nil, &refused{status: resp.StatusCode}
		}
	}
	return a, nil
}

// trouble reports what kept a check from being made.
func (c *check) trouble(state bot.State, name, what string, err error) {
	var r *refused
	var dns *net.DNSError
	var t net.Error
	var unknown x509.UnknownAuthorityError
	var verify *tls.CertificateVerificationError
	switch {
	case errors.As(err, &r) && r.code == "ratelimited":
		c.wrong(state, name, what+" cannot be read now: Slack limits how often it is asked", "Try again in a minute.", "")
	case errors.As(err, &r) && r.code != "":
		c.wrong(state, name, what+" cannot be read: Slack says "+r.code, "https://docs.slack.dev/reference/methods says what that means.", "")
	case errors.As(err, &r):
		c.wrong(state, name, fmt.Sprintf("%s answers %d, not as Slack does", c.APIURL, r.status), "Correct slack.api_url: Slack's own is https://slack.com/api/.", "")
	case errors.As(err, &dns):
		c.wrong(state, name, "the name "+dns.Name+" is unknown", "Correct slack.api_url, or the name server of this machine.", "")
	case errors.As(err, &unknown), errors.As(err, &verify):
		c.wrong(state, name, "the certificate of "+c.APIURL+" is not trusted", "Where a proxy reads along, put the certificate of its authority where this system keeps them:", "cp AUTHORITY.CRT /usr/local/share/ca-certificates/ && update-ca-certificates")
	case errors.As(err, &t) && t.Timeout():
		c.wrong(state, name, "no answer in time from "+c.APIURL, "See that a firewall or proxy lets this machine through (HTTPS_PROXY is obeyed):", "curl -sS "+strings.TrimRight(c.APIURL, "/")+"/api.test")
	default:
		c.wrong(state, name, "no connection to "+c.APIURL, "See that a firewall or proxy lets this machine through (HTTPS_PROXY is obeyed):", "curl -sS "+strings.TrimRight(c.APIURL, "/")+"/api.test")
	}
}
