package mattermosttest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
)

// A Client speaks to a server, this one or a real one, as somebody.
type Client struct {
	URL   string // with the sub-path
	Token string
}

// A CallError is an answer that is no success.
type CallError struct {
	Call   string
	Status int
	ID     string // of the server's error
}

func (e *CallError) Error() string { return fmt.Sprintf("%s: status %d %s", e.Call, e.Status, e.ID) }

var callers = &http.Client{
	Timeout:       60 * time.Second,
	Transport:     &http.Transport{MaxIdleConnsPerHost: 32, IdleConnTimeout: 5 * time.Second},
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

// Do makes a call; path is what comes after /api/v4. body and into may be nil.
func (c *Client) Do(ctx context.Context, method, path string, body, into any) error {
	_, err := c.do(ctx, method, path, body, into)
	return err
}

func (c *Client) do(ctx context.Context, method, path string, body, into any) (http.Header, error) {
	var sent io.Reader
	if body != nil {
		data, err := json.Marshal(body)
		if err != nil {
			return nil, err
		}
		sent = bytes.NewReader(data)
	}
	req, err := http.NewRequestWithContext(ctx, method, c.URL+"/api/v4"+path, sent)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/json")
	if c.Token != "" {
		req.Header.Set("Authorization", "Bearer "+c.Token)
	}
	resp, err := callers.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= 300 {
		var said model.AppError
		json.Unmarshal(data, &said) // it may be a page of a proxy
		return nil, &CallError{method + " " + anonymous(req.URL.Path), resp.StatusCode, said.Id}
	}
	if raw, ok := into.(*[]byte); ok {
		*raw = data
		return resp.Header, nil
	}
	if into != nil {
		if err := json.Unmarshal(data, into); err != nil {
			return nil, fmt.Errorf("%s %s: %w", method, path, err)
		}
	}
	return resp.Header, nil
}

// Login signs somebody in with a password.
func Login(ctx context.Context, url, name, password string) (*Client, error) {
	c := &Client{URL: url}
	head, err := c.do(ctx, http.MethodPost, "/users/login", map[string]string{"login_id": name, "password": password}, nil)
	if err != nil {
		return nil, err
	}
	c.Token = head.Get("Token")
	return c, nil
}
