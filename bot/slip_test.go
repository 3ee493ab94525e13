package bot

import (
	"bytes"
	"errors"
	"testing"
)

func TestSlip(t *testing.T) {
	one, other := Slip("een-lang-willekeurig-woord"), Slip("een-ander-willekeurig-woord")
	data := []byte(`{"user":"fatima"}`)
	locked, err := one.Lock(data)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(locked, []byte("fatima")) || one.Key() == other.Key() || bytes.Contains([]byte(one.Key()), []byte("woord")) {
		t.Errorf("%q is kept as %q", one.Key(), locked)
	}
	if got, err := one.Unlock(locked); err != nil || !bytes.Equal(got, data) {
		t.Errorf("got %q, %v", got, err)
	}
	broken := bytes.Clone(locked)
	broken[len(broken)-1] ^= 1
	for what, err := range map[string]error{
		"another slip": second(other.Unlock(locked)), "damaged": second(one.Unlock(broken)), "nothing": second(one.Unlock(nil)), "not locked": second(one.Unlock(data)),
	} {
		if !errors.Is(err, ErrWrongSlip) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func second(_ []byte, err error) error { return err }
