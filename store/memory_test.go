package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestMarksTellNothing(t *testing.T) {
	s := open(t, Options{})
	mark := s.Mark("mattermost", "u3xkqpq")
	if len(mark) != 26 || strings.ToLower(mark) != mark {
		t.Errorf("%q is not 128 bits in base 32", mark)
	}
	if mark != s.Mark("mattermost", "u3xkqpq") {
		t.Error("a mark changes")
	}
	others := map[string]bool{mark: true}
	for _, o := range [][2]string{{"slack", "u3xkqpq"}, {"mattermos", "tu3xkqpq"}, {"mattermost", ""}, {"", "mattermostu3xkqpq"}} {
		others[s.Mark(o[0], o[1])] = true
	}
	others[open(t, Options{}).Mark("mattermost", "u3xkqpq")] = true // another key
	if len(others) != 6 {
		t.Errorf("%d different marks of 6", len(others))
	}
}

func TestMarksAreForgottenAfterADay(t *testing.T) {
	clock := newClock()
	s := open(t, Options{Clock: clock})
	known := func(mark string) bool {
		t.Helper()
		ok, err := s.Handled(t.Context(), mark)
		if err != nil {
			t.Fatal(err)
		}
		return ok
	}
	rows := func() (n int) {
		t.Helper()
		err := s.Read(t.Context(), func(r *Reader) error { return r.QueryRow("SELECT COUNT(*) FROM handled").Scan(&n) })
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	start := clock.Now()
	old, again := s.Mark("web", "old"), s.Mark("web", "again")
	for range 2 { // the second time is no error
		if err := s.SetHandled(t.Context(), old, start); err != nil {
			t.Fatal(err)
		}
	}
	mustWrite(t, s, func(tx *Tx) error { // more than one chunk
		for i := range sweepChunk {
			if _, err := tx.Exec(sqlMark, fmt.Sprint(i), start); err != nil {
				return err
			}
		}
		return nil
	})
	clock.advance(time.Hour)
	if err := s.Write(t.Context(), again, func(*Tx) error { return nil }); err != nil {
		t.Fatal(err)
	}
	due := func() {
		t.Helper()
		n, err := s.RunDue(t.Context(), clock.Now(), func(context.Context, Job) error { return errors.New("not for features") })
		if err != nil || n != 0 {
			t.Fatal(n, err)
		}
	}
	due()
	if !known(old) || !known(again) || rows() != sweepChunk+2 {
		t.Errorf("forgotten after an hour: %d left", rows())
	}
	clock.advance(MarkAge - time.Hour)
	if known(old) || !known(again) {
		t.Error("a day later only the second is known")
	}
	// Before it is swept away it is as unknown to Write as to Handled.
	if err := s.Write(t.Context(), old, func(*Tx) error { return errors.New("ran") }); err == nil || err.Error() != "ran" {
		t.Errorf("got %v", err)
	}
	if err := s.Write(t.Context(), again, func(*Tx) error { return nil }); !errors.Is(err, ErrHandled) {
		t.Errorf("got %v", err)
	}
	due()
	if rows() != 1 {
		t.Errorf("%d left", rows())
	}
	clock.advance(time.Hour)
	due()
	if rows() != 0 {
		t.Errorf("%d left", rows())
	}
	if _, ok, err := s.NextJob(t.Context()); ok || err != nil {
		t.Errorf("the store's own jobs are nobody's business: %v, %v", ok, err)
	}
}

func TestPostedMessages(t *testing.T) {
	s := open(t, Options{})
	set := func(key, place, data string, final bool) {
		t.Helper()
		if err := s.SetPosted(t.Context(), key, place, []byte(data), final); err != nil {
			t.Fatal(err)
		}
	}
	// state is everything there is to know of some keys and places.
	state := func() string {
		t.Helper()
		var b strings.Builder
		for _, key := range []string{"poll/1", "poll/2", "poll/3"} {
			data, ok, err := s.Posted(t.Context(), key)
			if err != nil {
				t.Fatal(err)
			}
			if ok {
				fmt.Fprintf(&b, "%s=%s ", key, data)
			}
		}
		for _, place := range []string{"", "web/7", "web/8"} {
			key, ok, err := s.KeyAt(t.Context(), place)
			if err != nil {
				t.Fatal(err)
			}
			if ok {
				fmt.Fprintf(&b, "%s>%s ", place, key)
			}
		}
		open, err := s.Unfinished(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return b.String() + "open:" + strings.Join(open, ",")
	}
	steps := []struct {
		do   func()
		want string
	}{
		{func() {}, "open:"},
		{func() { set("poll/2", "web/7", "a", false) }, "poll/2=a web/7>poll/2 open:poll/2"},
		{func() { set("poll/1", "", "b", false) }, "poll/1=b poll/2=a web/7>poll/2 open:poll/1,poll/2"},
		{func() { set("poll/3", "", "", false) }, "poll/1=b poll/2=a poll/3= web/7>poll/2 open:poll/1,poll/2,poll/3"},
		{func() { set("poll/2", "web/8", "c", true) }, "poll/1=b poll/2=c poll/3= web/8>poll/2 open:poll/1,poll/3"},
		// The same place again: a platform that was set up anew.
		{func() { set("poll/1", "web/8", "d", false) }, "poll/1=d poll/3= web/8>poll/1 open:poll/1,poll/3"},
		{func() {
			for range 2 {
				if err := s.DropPosted(t.Context(), "poll/1"); err != nil {
					t.Fatal(err)
				}
			}
		}, "poll/3= open:poll/3"},
	}
	for i, step := range steps {
		step.do()
		if diff := cmp.Diff(step.want, state()); diff != "" {
			t.Errorf("step %d: %s", i, diff)
		}
	}
	if err := s.SetPosted(t.Context(), "poll/4", "", nil, true); err != nil {
		t.Errorf("nil data: %v", err)
	}
}

func TestNotes(t *testing.T) {
	s := open(t, Options{})
	get := func(kind, platform, user string) []byte {
		t.Helper()
		data, err := s.Note(t.Context(), kind, platform, user)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	set := func(kind, platform, user string, data []byte) {
		t.Helper()
		if err := s.SetNote(t.Context(), kind, platform, user, data); err != nil {
			t.Fatal(err)
		}
	}
	set("lang", "web", "ann", []byte("nl"))
	set("lang", "web", "ann", []byte("en"))
	set("lang", "slack", "ann", []byte("nl"))
	set("choices", "web", "ann", []byte{})
	if got := get("lang", "web", "ann"); string(got) != "en" {
		t.Errorf("lang is %q", got)
	}
	if got := get("choices", "web", "ann"); got == nil || len(got) != 0 {
		t.Errorf("an empty note became %v", got)
	}
	if got := get("lang", "web", "bob"); got != nil {
		t.Errorf("no note became %q", got)
	}
	set("lang", "web", "ann", nil)
	set("lang", "web", "bob", nil)
	if got := get("lang", "web", "ann"); got != nil {
		t.Errorf("a deleted note is %q", got)
	}
	if got := get("lang", "slack", "ann"); string(got) != "nl" {
		t.Errorf("another platform lost %q", got)
	}
	set("big", "web", "ann", bytes.Repeat([]byte("x"), MaxData))
	if err := s.SetNote(t.Context(), "big", "web", "ann", make([]byte, MaxData+1)); !errors.Is(err, ErrTooBig) {
		t.Errorf("too big: %v", err)
	}
	if got := get("big", "web", "ann"); len(got) != MaxData || got[0] != 'x' {
		t.Error("what was refused changed what was there")
	}
}

func TestNotesExpire(t *testing.T) {
	clock := newClock()
	s := open(t, Options{Clock: clock})
	set := func(user string, expires time.Time) {
		t.Helper()
		if err := s.SetNoteUntil(t.Context(), "offer", "web", user, []byte("x"), expires); err != nil {
			t.Fatal(err)
		}
	}
	rows := func() (n int) {
		t.Helper()
		if err := s.Read(t.Context(), func(r *Reader) error { return r.QueryRow("SELECT count(*) FROM note").Scan(&n) }); err != nil {
			t.Fatal(err)
		}
		return n
	}
	set("ann", clock.Now().Add(time.Minute))
	set("bob", clock.Now().Add(time.Minute))
	set("bob", time.Time{}) // for good, after all
	set("cas", clock.Now().Add(2*time.Hour))
	clock.advance(time.Minute) // what expires now is gone already
	for user, there := range map[string]bool{"ann": false, "bob": true, "cas": true} {
		if got, err := s.Note(t.Context(), "offer", "web", user); err != nil || (got != nil) != there {
			t.Errorf("the note of %s is %q, %v", user, got, err)
		}
	}
	if n := rows(); n != 3 {
		t.Fatalf("%d rows before the sweep", n)
	}
	if _, err := s.sweep(t.Context(), clock.Now()); err != nil {
		t.Fatal(err)
	}
	if n := rows(); n != 2 {
		t.Errorf("%d rows after the sweep, not those of bob and cas", n)
	}
}
