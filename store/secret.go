package store

import (
	"crypto/rand"
	"errors"
)

// markSecret names the key under which events are remembered.
const markSecret = "mark"

// secret reads a key; nil when it was never made.
func secret(c *conn, name string) ([]byte, error) {
	var key []byte
	err := c.one("SELECT value FROM secret WHERE name = $1", &key, name)
	if errors.Is(err, ErrNoRows) {
		return nil, nil
	}
	return key, err
}

// makeSecret reads a key, and makes it first when it is not there: 32 random
// bytes. It is called inside a transaction.
func makeSecret(c *conn, name string) ([]byte, error) {
	key, err := secret(c, name)
	if err != nil || key != nil {
		return key, err
	}
	key = make([]byte, 32)
	if _, err := rand.Read(key); err != nil {
		return nil, err
	}
	_, err = c.exec("INSERT INTO secret (name, value) VALUES ($1, $2)", name, key)
	return key, err
}
