package bot

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"encoding/base64"
	"errors"
)

// A Slip is a random text that a platform carries for us and we do not keep: the
// name of an open form. What is kept under it can be read by who brings the slip
// and by nobody else, so that a database tells of no form who had it open. It
// must have at least 128 random bits, as crypto/rand.Text has. One that is derived
// from who somebody is with a secret key, as Memory.Mark does, is for what only
// they bring; whoever has that key and knows them can read it.
type Slip string

// ErrWrongSlip says that something was not locked with this slip.
var ErrWrongSlip = errors.New("what is kept is not of this slip")

// Key is under what something is kept: it does not give the slip away.
func (s Slip) Key() string {
	sum := sha256.Sum256([]byte("wegwijs slip key " + s))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

func (s Slip) cipher() (cipher.AEAD, error) {
	key := sha256.Sum256([]byte("wegwijs slip lock " + s))
	block, err := aes.NewCipher(key[:])
	if err != nil {
		return nil, err
	}
	return cipher.NewGCMWithRandomNonce(block)
}

// Lock encrypts data with AES-256-GCM.
func (s Slip) Lock(data []byte) ([]byte, error) {
	c, err := s.cipher()
	if err != nil {
		return nil, err
	}
	return c.Seal(nil, nil, data, nil), nil
}

// Unlock returns what was locked, or ErrWrongSlip.
func (s Slip) Unlock(locked []byte) ([]byte, error) {
	c, err := s.cipher()
	if err != nil {
		return nil, err
	}
	data, err := c.Open(nil, nil, locked, nil)
	if err != nil {
		return nil, ErrWrongSlip
	}
	return data, nil
}
