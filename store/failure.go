package store

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"syscall"

	"github.com/rs/zerolog"
)

// failure begins a line for the log. The key of a job may name a person, so
// the log gets a hash of it.
func (s *Store) failure(j Job, tries int, err error) *zerolog.Event {
	sum := sha256.Sum256([]byte(j.Key))
	return s.log.Error().Str("kind", j.Kind).Str("key", hex.EncodeToString(sum[:6])).Int("tries", tries).Str("error", class(err))
}

// class names the types of an error and of what it wraps, from the outside to
// the inside. The text of an error may hold what a person typed, but for those
// of the system and of this package.
func class(err error) string {
	var names []string
	for err != nil {
		switch e := err.(type) {
		case *FileError:
			names = append(names, e.Kind.Error())
		case *PanicError:
			names = append(names, "panic")
		case syscall.Errno:
			names = append(names, e.Error())
		default:
			if name := fmt.Sprintf("%T", err); !strings.HasPrefix(name, "*fmt.") && name != "*errors.joinError" {
				names = append(names, name)
			}
		}
		switch e := err.(type) {
		case interface{ Unwrap() error }:
			err = e.Unwrap()
		case interface{ Unwrap() []error }:
			err = nil
			if all := e.Unwrap(); len(all) > 0 {
				err = all[len(all)-1]
			}
		default:
			err = nil
		}
	}
	if len(names) == 0 {
		return "error"
	}
	return strings.Join(names, ": ")
}
