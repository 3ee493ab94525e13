package mattermost

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"fmt"
	"strings"
	"sync"
	"time"
)

// hookKind is what a callback of the server is about; it is part of its path.
type hookKind string

const (
	hookCommand hookKind = "command"
	hookAction  hookKind = "action"
	hookForm    hookKind = "form"
)

// hookRoot is where callbacks come in, below http.public_url.
const hookRoot = "/mattermost/"

// paths are the addresses the server calls us at. Each kind has a secret part
// of its own: who opens a form sees that address, so it must not be the
// address of a button. The secrets stay the same for as long as the database
// lives, because buttons on the server hold them.
type paths struct {
	memory Memory
	mu     sync.Mutex
	secret map[hookKind]string
}

func newPaths(memory Memory) *paths { return &paths{memory: memory, secret: map[hookKind]string{}} }

// of returns the secret part for one kind; the first time it is made up.
func (p *paths) of(ctx context.Context, kind hookKind) (string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if s := p.secret[kind]; s != "" {
		return s, nil
	}
	data, ok, err := p.memory.Kept(ctx, areaPath, string(kind))
	if err == nil && !ok {
		data = []byte(strings.ToLower(rand.Text()))
		err = p.memory.Keep(ctx, areaPath, string(kind), data, time.Time{})
	}
	if err != nil {
		return "", fmt.Errorf("mattermost: the address for callbacks: %w", err)
	}
	p.secret[kind] = string(data)
	return p.secret[kind], nil
}

// find returns which kind of callback a path is for; false when it is none of
// ours. What comes before /mattermost/ is the path of http.public_url, when a
// proxy leaves it there.
func (p *paths) find(ctx context.Context, path string) (hookKind, bool, error) {
	at := strings.LastIndex(path, hookRoot)
	if at < 0 {
		return "", false, nil
	}
	name, given, _ := strings.Cut(path[at+len(hookRoot):], "/")
	kind := hookKind(name)
	if kind != hookCommand && kind != hookAction && kind != hookForm {
		return "", false, nil
	}
	want, err := p.of(ctx, kind)
	if err != nil {
		return "", false, err
	}
	return kind, subtle.ConstantTimeCompare([]byte(given), []byte(want)) == 1, nil
}

// hookURL is the address the server calls for one kind.
func (m *Mattermost) hookURL(ctx context.Context, kind hookKind) (string, error) {
	secret, err := m.in.paths.of(ctx, kind)
	if err != nil {
		return "", err
	}
	return m.opt.PublicURL + hookRoot + string(kind) + "/" + secret, nil
}
