package store

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestFeedbackIsCountedWithoutPeople(t *testing.T) {
	s := open(t, Options{})
	ctx := context.Background()
	day := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	for _, f := range []struct {
		entry, verdict string
		at             time.Time
	}{
		{"aic", "helped", day}, {"aic", "helped", day.Add(time.Hour)}, {"aic", "helped", day.AddDate(0, 0, 1)},
		{"aic", "outdated", day}, {"vora", "helped", day.AddDate(0, 0, -40)},
	} {
		if err := s.Write(ctx, "", func(tx *Tx) error { return tx.CountFeedback(f.entry, f.verdict, f.at) }); err != nil {
			t.Fatal(err)
		}
	}
	var got []Feedback
	err := s.Read(ctx, func(r *Reader) (err error) { got, err = FeedbackSince(r, day.AddDate(0, 0, -30)); return err })
	if err != nil {
		t.Fatal(err)
	}
	want := []Feedback{{"aic", "helped", 3}, {"aic", "outdated", 1}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}
