package store_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"time"

	"wegwijs/store"
)

// A handler stores what somebody did and what must follow from it in one
// write, under the mark of the event; a job then does the rest, also after a
// crash.
func Example() {
	ctx := context.Background()
	folder, err := os.MkdirTemp("", "wegwijs")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(folder)
	s, err := store.Open(ctx, filepath.Join(folder, "wegwijs.db"), store.Options{Version: "1.0.0"})
	if err != nil {
		log.Fatal(err) // the error says what to do
	}
	defer s.Close()

	now := time.Date(2027, 1, 12, 9, 0, 0, 0, time.UTC)
	handle := func() error {
		return s.Write(ctx, s.Mark("web", "event-1"), func(tx *store.Tx) error {
			return tx.Schedule(store.Job{At: now.Add(time.Hour), Kind: "poll.close", Key: "poll/1"})
		})
	}
	fmt.Println(handle())
	fmt.Println(errors.Is(handle(), store.ErrHandled)) // delivered again

	n, err := s.RunDue(ctx, now.Add(time.Hour), func(ctx context.Context, j store.Job) error {
		fmt.Println(j.Kind, j.Key)
		return nil
	})
	fmt.Println(n, err)
	// Output:
	// <nil>
	// true
	// poll.close poll/1
	// 1 <nil>
}
