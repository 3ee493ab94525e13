package mattermost

import (
	"encoding/base64"
	"errors"
	"strings"
	"testing"
	"time"

	"wegwijs/bot/bottest"
)

type sealBody struct{ A, B string }

func TestSeal(t *testing.T) {
	clock, kept := bottest.NewClock(bottest.Start), newMemory()
	s := newSealer(kept, clock)
	want := sealBody{"demo.yes", "een geheime waarde"}
	token, err := s.seal(t.Context(), "press", want, clock.Now().Add(time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	raw, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil || strings.Contains(string(raw), "geheim") || strings.Contains(string(raw), "demo") {
		t.Errorf("a token is readable: %q %v", raw, err)
	}
	again, _ := s.seal(t.Context(), "press", want, clock.Now().Add(time.Hour))
	if again == token {
		t.Error("two tokens of one thing are the same")
	}
	var got sealBody
	if err := s.open(t.Context(), "press", token, &got); err != nil || got != want {
		t.Errorf("opened as %+v, %v", got, err)
	}
	// After a restart, and in another process.
	if err := newSealer(kept, clock).open(t.Context(), "press", token, &got); err != nil {
		t.Error(err)
	}
	if err := s.open(t.Context(), "form", token, &got); !errors.Is(err, errForged) {
		t.Errorf("as a token of another kind: %v", err)
	}
	if err := newSealer(newMemory(), clock).open(t.Context(), "press", token, &got); !errors.Is(err, errForged) {
		t.Errorf("with the keys of another installation: %v", err)
	}
	for i := range raw {
		changed := append([]byte{}, raw...)
		changed[i] ^= 1
		if err := s.open(t.Context(), "press", base64.RawURLEncoding.EncodeToString(changed), &got); !errors.Is(err, errForged) {
			t.Errorf("with byte %d changed: %v", i, err)
		}
	}
	for _, bad := range []string{"", "x", "===", token[:20], token + "AA", strings.Repeat("A", 10_000)} {
		if err := s.open(t.Context(), "press", bad, &got); !errors.Is(err, errForged) {
			t.Errorf("%.30q: %v", bad, err)
		}
	}
	clock.Advance(time.Hour)
	if err := s.open(t.Context(), "press", token, &got); !errors.Is(err, errExpired) {
		t.Errorf("an hour later: %v", err)
	}
}

func TestKeysAreReplaced(t *testing.T) {
	clock, kept := bottest.NewClock(bottest.Start), newMemory()
	s := newSealer(kept, clock)
	old, err := s.seal(t.Context(), "press", sealBody{"a", "b"}, clock.Now().Add(tokenLives))
	if err != nil {
		t.Fatal(err)
	}
	other := newSealer(kept, clock) // a process that runs beside this one
	var got sealBody
	if err := other.open(t.Context(), "press", old, &got); err != nil {
		t.Fatal(err)
	}
	clock.Advance(keySeals)
	fresh, err := s.seal(t.Context(), "press", sealBody{"a", "b"}, clock.Now().Add(tokenLives))
	if err != nil || len(kept.all[areaSeal]) != 2 {
		t.Fatalf("after a month there are %d keys, %v", len(kept.all[areaSeal]), err)
	}
	for _, who := range []*sealer{s, other, newSealer(kept, clock)} {
		for _, token := range []string{old, fresh} {
			if err := who.open(t.Context(), "press", token, &got); err != nil {
				t.Error(err)
			}
		}
	}
	if _, err := other.seal(t.Context(), "press", got, clock.Now().Add(time.Hour)); err != nil || len(kept.all[areaSeal]) != 2 {
		t.Errorf("another process made a key of its own: %d, %v", len(kept.all[areaSeal]), err)
	}
	kept.fails = errors.New("disk full")
	if err := newSealer(kept, clock).open(t.Context(), "press", fresh, &got); err == nil || errors.Is(err, errForged) {
		t.Errorf("without a store a token is said to be forged: %v", err)
	}
	if _, err := newSealer(kept, clock).seal(t.Context(), "press", got, clock.Now()); err == nil {
		t.Error("sealed without keeping the key")
	}
}

// One key that is damaged is what it sealed, and nothing else.
func TestDamagedKey(t *testing.T) {
	clock, kept := bottest.NewClock(bottest.Start), newMemory()
	token, err := newSealer(kept, clock).seal(t.Context(), "press", sealBody{"a", "b"}, clock.Now().Add(time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	for id, data := range map[string]string{"AAAAAAAA": `{"secret":"AAAA","made":"2026-11-24T10:00:00Z"}`, "AAAAAAAB": "{", "x": "{}"} {
		if err := kept.Keep(t.Context(), areaSeal, id, []byte(data), time.Time{}); err != nil {
			t.Fatal(err)
		}
	}
	s := newSealer(kept, clock)
	var got sealBody
	if err := s.open(t.Context(), "press", token, &got); err != nil {
		t.Errorf("what a good key sealed: %v", err)
	}
	if _, err := s.seal(t.Context(), "press", got, clock.Now().Add(time.Hour)); err != nil {
		t.Error(err)
	}
}

func FuzzOpen(f *testing.F) {
	clock := bottest.NewClock(bottest.Start)
	s := newSealer(newMemory(), clock)
	token, err := s.seal(f.Context(), "press", sealBody{"a", "b"}, clock.Now().Add(time.Hour))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(token)
	f.Add("AQ")
	f.Add(base64.RawURLEncoding.EncodeToString(make([]byte, 40)))
	f.Fuzz(func(t *testing.T, s2 string) {
		var got sealBody
		if err := s.open(t.Context(), "press", s2, &got); err == nil {
			// Base64 ignores new lines, and nothing else.
			if strings.NewReplacer("\n", "", "\r", "").Replace(s2) != token {
				t.Errorf("%q opens", s2)
			}
		} else if !errors.Is(err, errForged) {
			t.Errorf("%q: %v", s2, err)
		}
	})
}
