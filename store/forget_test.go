package store

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// A crowd is who answered, known to the test only.
type crowd struct{ ids, tags [][]byte }

// found counts how many of these can be read in some bytes: as they are, in hex
// or in base64, which is looked for from each of the three places it can begin.
func found(in []byte, all [][]byte) int {
	type form struct {
		whole []byte
		of    int
	}
	const end = 8 // what is looked up first
	forms := map[[end]byte][]form{}
	for i, one := range all {
		lower := hex.EncodeToString(one)
		ways := []string{string(one), lower, strings.ToUpper(lower)}
		for skip := range 3 {
			part := one[skip:]
			part = part[:len(part)/3*3]
			ways = append(ways, base64.RawStdEncoding.EncodeToString(part), base64.RawURLEncoding.EncodeToString(part))
		}
		for _, way := range ways {
			at := [end]byte([]byte(way[len(way)-end:]))
			forms[at] = append(forms[at], form{[]byte(way), i})
		}
	}
	seen := map[int]bool{}
	for i := end; i <= len(in); i++ {
		for _, f := range forms[[end]byte(in[i-end:i])] {
			if bytes.HasSuffix(in[:i], f.whole) {
				seen[f.of] = true
			}
		}
	}
	return len(seen)
}

func TestEveryFormIsFound(t *testing.T) {
	one := []byte("mattermost|8q4xkz6mbjg9igeb1xqdw3ry9e")
	for _, in := range []string{
		string(one), hex.EncodeToString(one), strings.ToUpper(hex.EncodeToString(one)),
		base64.StdEncoding.EncodeToString(one), base64.URLEncoding.EncodeToString(append([]byte("x"), one...)), base64.RawStdEncoding.EncodeToString(append([]byte("xy"), one...)),
	} {
		if n := found([]byte("before "+in+" after"), [][]byte{[]byte("nobody-at-all"), one}); n != 1 {
			t.Errorf("%d found in %s", n, in)
		}
	}
	if n := found(one[1:], [][]byte{one}); n != 0 {
		t.Errorf("%d found in a part", n)
	}
}

// After a poll without names is closed and its key forgotten, nobody who only
// answered can be found in any file, whoever read or made a backup meanwhile.
func TestWhoAnsweredIsForgotten(t *testing.T) {
	const people = 400
	for _, test := range []struct {
		name, mode string
		erase      func(tx *Tx, id string) error // nil: as it should be
		left       bool
	}{
		{"unnamed", "unnamed", nil, false},
		{"final", "final", nil, false},
		{"without emptying the log", "unnamed", func(tx *Tx, id string) error {
			for _, table := range []string{"poll_answer", "poll_voter"} {
				if _, err := tx.Exec("DELETE FROM "+table+" WHERE poll = $1", id); err != nil {
					return err
				}
			}
			return nil
		}, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			s := openAt(t, filepath.Join(dir, "w.db"), Options{})
			k := openKeys(t, filepath.Join(dir, "keys"))
			secret := makeKey(t, k, "p")
			openPoll(t, s, "p", test.mode)
			running(t, s, wallClock{}, func(context.Context, Job) error { return nil })
			stop := make(chan bool)
			var readers sync.WaitGroup
			leave := sync.OnceFunc(func() { close(stop); readers.Wait() })
			defer leave()
			for range 3 { // they come and go
				readers.Go(func() {
					for {
						select {
						case <-stop:
							return
						default:
						}
						_ = s.Read(context.Background(), func(r *Reader) error {
							_, err := CountAnswers(r, "p")
							time.Sleep(rand.N(60 * time.Millisecond))
							return err
						})
						time.Sleep(rand.N(60 * time.Millisecond))
					}
				})
			}
			c := crowd{}
			for i := range people {
				id := fmt.Appendf(nil, "mattermost|%010d%016x", i, rand.Uint64())
				tag, err := k.Tag("p", string(id))
				if err != nil {
					t.Fatal(err)
				}
				c.ids, c.tags = append(c.ids, id), append(c.tags, tag)
			}
			var all sync.WaitGroup
			for g := range 8 {
				all.Go(func() {
					for i := g; i < people; i += 8 {
						for turn := range 3 {
							if turn > 0 && (test.mode == "final" || i%4 != 0) {
								break // the others do not change their answer
							}
							b := ballot("p", string(c.tags[i]), fmt.Sprint(turn))
							b.Final = test.mode == "final"
							err := s.Write(context.Background(), s.Mark("mattermost", fmt.Sprint(string(c.ids[i]), turn)), func(tx *Tx) error {
								if turn == 2 && i%8 == 0 {
									if _, err := tx.WithdrawBallot("p", b.Voter); err != nil {
										return err
									}
								}
								_, err := tx.CastBallot(b)
								return err
							})
							if err != nil {
								t.Error(err)
							}
						}
					}
				})
			}
			all.Wait()
			open := filepath.Join(t.TempDir(), "open.db")
			if err := s.Backup(t.Context(), open); err != nil {
				t.Fatal(err)
			}
			if copied := bytesOf(t, filepath.Dir(open)); found(copied, c.ids) != 0 || found(copied, [][]byte{secret}) != 0 || found(copied, c.tags) != people {
				t.Errorf("a backup while it is open has %d ids, %d tags, %d keys", found(copied, c.ids), found(copied, c.tags), found(copied, [][]byte{secret}))
			}
			mustWrite(t, s, func(tx *Tx) error {
				if test.erase == nil {
					return closeInto(tx, "p")
				}
				p, err := PollByID(tx, "p")
				if err != nil {
					return err
				}
				p.State = PollClosed
				if err := tx.SetPoll(p); err != nil {
					return err
				}
				return test.erase(tx, "p")
			})
			if err := k.Forget("p"); err != nil {
				t.Fatal(err)
			}
			// The job comes after a second, and again while readers are in the way.
			limit := time.Now().Add(15 * time.Second)
			if test.left {
				limit = time.Now()
				mustWrite(t, s, func(tx *Tx) error { // nor one that somebody else asked for
					_, err := tx.Exec("DELETE FROM job WHERE kind = $1", kindCheckpoint)
					return err
				})
			} else {
				mustWrite(t, s, checkpointNow)
			}
			for {
				files := bytesOf(t, dir)
				n := found(files, c.tags) + found(files, c.ids) + found(files, [][]byte{secret})
				if n == 0 || time.Now().After(limit) {
					if (n != 0) != test.left {
						t.Errorf("%d can be read", n)
					}
					break
				}
				time.Sleep(50 * time.Millisecond)
			}
			after := filepath.Join(t.TempDir(), "after.db")
			if err := s.Backup(t.Context(), after); err != nil {
				t.Fatal(err)
			}
			if copied := bytesOf(t, filepath.Dir(after)); found(copied, c.ids)+found(copied, c.tags)+found(copied, [][]byte{secret}) != 0 {
				t.Error("a backup that was made afterwards has them")
			}
			leave()
			if p := pollByID(t, s, "p"); p.Answered != people {
				t.Errorf("%d answered", p.Answered)
			}
		})
	}
}
