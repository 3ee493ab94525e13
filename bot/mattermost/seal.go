package mattermost

import (
	"bytes"
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"

	"wegwijs/bot"
)

// Sealing keys are replaced every month and open what they sealed for longer
// than a button lives.
const (
	keySeals   = 30 * 24 * time.Hour
	tokenLives = 400 * 24 * time.Hour
	keyReload  = 5 * time.Second // between two looks for a key we do not know
)

// Errors of open.
var (
	errForged  = errors.New("the token is not one of ours")
	errExpired = errors.New("the token has expired")
)

// sealer makes tokens that nobody but us can read, change or make: AES-256-GCM
// with the kind of token as additional data, so that a button's token is no
// form's. Its keys live in Memory.
type sealer struct {
	memory Memory
	clock  bot.Clock

	mu     sync.Mutex
	keys   map[string]sealKey // by id
	newest string
	looked time.Time
}

type sealKey struct {
	Secret []byte    `json:"secret"`
	Made   time.Time `json:"made"`
	aead   cipher.AEAD
}

func newSealer(memory Memory, clock bot.Clock) *sealer {
	return &sealer{memory: memory, clock: clock}
}

const (
	tokenVersion = 1
	keyIDSize    = 6
	keySize      = 32 // of AES-256
)

// sealed is what is inside a token.
type sealed struct {
	Until int64           `json:"u"` // Unix seconds
	Body  json.RawMessage `json:"b"`
}

// seal writes body as a token of a kind, which opens until then.
func (s *sealer) seal(ctx context.Context, kind string, body any, until time.Time) (string, error) {
	data, err := json.Marshal(body)
	if err == nil {
		data, err = json.Marshal(sealed{until.Unix(), data})
	}
	if err != nil {
		return "", fmt.Errorf("mattermost: seal a %s: %w", kind, err)
	}
	id, key, err := s.key(ctx)
	if err != nil {
		return "", err
	}
	token := append(append(make([]byte, 0, len(data)+64), tokenVersion), id...)
	nonce := make([]byte, key.aead.NonceSize())
	rand.Read(nonce) // never fails, see crypto/rand
	token = append(token, nonce...)
	token = key.aead.Seal(token, nonce, data, additional(kind, token[:1+keyIDSize]))
	return base64.RawURLEncoding.EncodeToString(token), nil
}

// open reads a token of a kind into into. errForged and errExpired are the
// token's fault, any other error is ours.
func (s *sealer) open(ctx context.Context, kind, token string, into any) error {
	data, err := base64.RawURLEncoding.Strict().DecodeString(token)
	if err != nil || len(data) < 1+keyIDSize || data[0] != tokenVersion {
		return errForged
	}
	head, rest := data[:1+keyIDSize], data[1+keyIDSize:]
	key, ok, err := s.known(ctx, string(head[1:]))
	if err != nil {
		return err
	}
	if !ok || len(rest) < key.aead.NonceSize() {
		return errForged
	}
	nonce, rest := rest[:key.aead.NonceSize()], rest[key.aead.NonceSize():]
	plain, err := key.aead.Open(nil, nonce, rest, additional(kind, head))
	if err != nil {
		return errForged
	}
	var in sealed
	if json.Unmarshal(plain, &in) != nil || json.Unmarshal(in.Body, into) != nil {
		return errForged // written by a program that is newer than this one
	}
	if !s.clock.Now().Before(time.Unix(in.Until, 0)) {
		return errExpired
	}
	return nil
}

func additional(kind string, head []byte) []byte {
	return append([]byte("wegwijs mattermost "+kind+" "), head...)
}

// key returns the key that seals now; it makes one when the newest is old.
func (s *sealer) key(ctx context.Context) (string, sealKey, error) {
	now := s.clock.Now()
	s.mu.Lock()
	defer s.mu.Unlock()
	fresh := func() bool { return s.newest != "" && now.Sub(s.keys[s.newest].Made) < keySeals }
	if !fresh() {
		if err := s.load(ctx, now); err != nil {
			return "", sealKey{}, err
		}
	}
	if !fresh() {
		secret, id := make([]byte, keySize), make([]byte, keyIDSize)
		rand.Read(secret)
		rand.Read(id)
		key := sealKey{Secret: secret, Made: now}
		data, err := json.Marshal(key)
		if err == nil {
			err = s.memory.Keep(ctx, areaSeal, base64.RawURLEncoding.EncodeToString(id), data, now.Add(keySeals+tokenLives))
		}
		if err != nil {
			return "", sealKey{}, fmt.Errorf("mattermost: keep a key for buttons: %w", err)
		}
		if err := s.add(string(id), key); err != nil {
			return "", sealKey{}, err
		}
	}
	return s.newest, s.keys[s.newest], nil
}

// known returns the key with an id. A key that another process made is looked
// for in Memory, but not for every token that somebody makes up.
func (s *sealer) known(ctx context.Context, id string) (sealKey, bool, error) {
	now := s.clock.Now()
	s.mu.Lock()
	defer s.mu.Unlock()
	key, ok := s.keys[id]
	if !ok && (s.looked.IsZero() || now.Sub(s.looked) >= keyReload || now.Before(s.looked)) {
		if err := s.load(ctx, now); err != nil {
			return key, false, err
		}
		key, ok = s.keys[id]
	}
	return key, ok, nil
}

// load reads all keys; the caller holds the lock.
func (s *sealer) load(ctx context.Context, now time.Time) error {
	all, err := s.memory.KeptAll(ctx, areaSeal)
	if err != nil {
		return fmt.Errorf("mattermost: the keys for buttons: %w", err)
	}
	s.looked = now
	for id, data := range all {
		raw, err := base64.RawURLEncoding.DecodeString(id)
		var key sealKey
		if err != nil || json.Unmarshal(data, &key) != nil || len(raw) != keyIDSize || len(key.Secret) != keySize {
			continue // damaged, or not written by this program; what it sealed does not open
		}
		if err := s.add(string(raw), key); err != nil {
			return err
		}
	}
	return nil
}

func (s *sealer) add(id string, key sealKey) error {
	if before, ok := s.keys[id]; ok && bytes.Equal(before.Secret, key.Secret) {
		return nil
	}
	block, err := aes.NewCipher(key.Secret)
	if err == nil {
		key.aead, err = cipher.NewGCM(block)
	}
	if err != nil {
		return fmt.Errorf("mattermost: a key for buttons is damaged: %w", err)
	}
	if s.keys == nil {
		s.keys = map[string]sealKey{}
	}
	s.keys[id] = key
	if s.newest == "" || key.Made.After(s.keys[s.newest].Made) {
		s.newest = id
	}
	return nil
}
