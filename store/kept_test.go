package store

import (
	"bytes"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func TestKept(t *testing.T) {
	clock := newClock()
	s := open(t, Options{Clock: clock})
	ctx := t.Context()
	want := func(area, key, data string, there bool) {
		t.Helper()
		got, ok, err := s.Kept(ctx, area, key)
		if err != nil || ok != there || string(got) != data {
			t.Errorf("%s/%s is %q, %v, %v; want %q, %v", area, key, got, ok, err, data, there)
		}
	}
	want("a", "1", "", false)
	for _, data := range []string{"first", "second", ""} { // replaced, and empty is something
		if err := s.Keep(ctx, "a", "1", []byte(data), time.Time{}); err != nil {
			t.Fatal(err)
		}
		want("a", "1", data, true)
	}
	want("b", "1", "", false) // areas do not mix
	if err := s.KeepAll(ctx, "a", map[string][]byte{"2": []byte("two"), "3": nil}, clock.Now().Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	if all, err := s.KeptAll(ctx, "a"); err != nil || len(all) != 3 || string(all["2"]) != "two" {
		t.Errorf("an area has %q, %v", all, err)
	}
	if err := s.Keep(ctx, "a", "4", bytes.Repeat([]byte("x"), MaxData+1), time.Time{}); !errors.Is(err, ErrTooBig) {
		t.Errorf("too much: %v", err)
	}

	clock.advance(time.Minute) // what expires now is gone already
	want("a", "2", "", false)
	want("a", "1", "", true)
	if all, err := s.KeptAll(ctx, "a"); err != nil || len(all) != 1 {
		t.Errorf("after a minute an area has %q, %v", all, err)
	}
	if was, err := s.Unkeep(ctx, "a", "2"); err != nil || was {
		t.Errorf("what expired was forgotten by hand: %v, %v", was, err)
	}
	if _, err := s.sweep(ctx, clock.Now()); err != nil {
		t.Fatal(err)
	}
	n := 0
	if err := s.Read(ctx, func(r *Reader) error { return r.QueryRow("SELECT COUNT(*) FROM kept").Scan(&n) }); err != nil || n != 1 {
		t.Errorf("%d rows are left, %v; want 1", n, err)
	}
}

// Of many who forget one thing at once, one hears that it was there: a form counts once.
func TestUnkeepOnce(t *testing.T) {
	s := open(t, Options{})
	if err := s.Keep(t.Context(), "form", "1", []byte("open"), time.Time{}); err != nil {
		t.Fatal(err)
	}
	var yes atomic.Int32
	var wait sync.WaitGroup
	for range 20 {
		wait.Go(func() {
			was, err := s.Unkeep(t.Context(), "form", "1")
			if err != nil {
				t.Error(err)
			}
			if was {
				yes.Add(1)
			}
		})
	}
	wait.Wait()
	if yes.Load() != 1 {
		t.Errorf("%d of 20 heard that it was there", yes.Load())
	}
}
