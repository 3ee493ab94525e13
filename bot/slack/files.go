package slack

import (
	"bytes"
	"context"
	"errors"
	"time"

	"github.com/slack-go/slack"

	"wegwijs/bot"
)

// Slack takes a file in three steps, and it is there some time after the last
// (https://docs.slack.dev/messaging/working-with-files). A picture is shown by
// a block that names it; a file is put beside a message that is there already,
// so that there is one message, with its words for who cannot see it.

// How long files are waited for, and how long it is known that one is there.
const (
	fileWithin  = 12 * time.Second
	fileLives   = 24 * time.Hour
	mostUploads = 5_000
	firstLook   = 50 * time.Millisecond
	longestLook = 2 * time.Second
)

// upload sends the files of a part that are not there yet, waits until they
// are, and puts their ids in their places. It returns the ids of the files that
// go beside the message.
func (s *Slack) upload(ctx context.Context, p *part) (beside []string, err error) {
	for _, f := range p.Files {
		id, ok := s.posts.files.Get(f.Sum)
		if f.picture == nil || !ok {
			if id, err = s.uploadOne(ctx, f); err != nil {
				return nil, err
			}
		}
		if f.picture != nil {
			f.picture.ID = id
			s.posts.files.Set(f.Sum, id)
		} else {
			beside = append(beside, id)
		}
	}
	return beside, nil
}

func (s *Slack) uploadOne(ctx context.Context, f *partFile) (string, error) {
	up, err := s.api.GetUploadURLExternalContext(ctx, slack.GetUploadURLExternalParameters{FileName: f.Name, FileSize: len(f.data), AltTxt: fitted(f.alt, 1000)})
	if err != nil {
		return "", callError(ctx, "files.getUploadURLExternal", err)
	}
	if up.FileID == "" || up.UploadURL == "" {
		return "", &bot.SendError{Reason: bot.Temporary, Err: errors.New("files.getUploadURLExternal: Slack gave no place for a file")}
	}
	if err := s.api.UploadToURL(ctx, slack.UploadToURLParameters{UploadURL: up.UploadURL, Reader: bytes.NewReader(f.data), Filename: f.Name}); err != nil {
		return "", callError(ctx, "upload_url", err)
	}
	if _, err := s.api.CompleteUploadExternalContext(ctx, slack.CompleteUploadExternalParameters{Files: []slack.FileSummary{{ID: up.FileID, Title: f.Name}}}); err != nil {
		return "", callError(ctx, "files.completeUploadExternal", err)
	}
	return up.FileID, s.awaitFile(ctx, up.FileID)
}

// awaitFile waits until Slack has looked at a file: before that, a block that
// shows it is refused. Without files:read we cannot ask, and wait a moment.
func (s *Slack) awaitFile(ctx context.Context, id string) error {
	until := time.Now().Add(fileWithin)
	for wait := firstLook; ; wait = min(2*wait, longestLook) {
		got, _, _, err := s.api.GetFileInfoContext(ctx, id, 0, 0)
		err = callError(ctx, "files.info", err)
		switch {
		case refusedWith(err, "missing_scope", "not_allowed_token_type"):
			return pause(ctx, longestLook)
		case err != nil && !refusedWith(err, "file_not_found"):
			return err
		case err == nil && got != nil && (got.Mimetype != "" || got.Filetype != ""):
			return nil
		case time.Now().After(until):
			return &bot.SendError{Reason: bot.Temporary, RetryAfter: longestLook, Err: errors.New("files.info: an uploaded file is not there yet")}
		}
		if err := pause(ctx, wait); err != nil {
			return err
		}
	}
}

// pause waits, or returns the error of the context.
func pause(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
