package mattermosttest_test

import (
	"bytes"
	"encoding/json"
	"mime/multipart"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/mattermost/mattermost/server/public/model"

	"wegwijs/bot"
)

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// clock stands still until it is moved.
type clock struct {
	bot.WallClock
	mu  sync.Mutex
	now time.Time
}

func newClock() *clock { return &clock{now: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// uploaded uploads a file as the bot.
func (s *stand) uploaded(name string, data []byte) string {
	s.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	part, err := w.CreateFormFile("files", name)
	if err != nil {
		s.Fatal(err)
	}
	part.Write(data)
	w.WriteField("channel_id", s.channel)
	w.Close()
	req, err := http.NewRequestWithContext(s.ctx, "POST", s.URL+"/api/v4/files", &body)
	if err != nil {
		s.Fatal(err)
	}
	req.Header.Set("Content-Type", w.FormDataContentType())
	req.Header.Set("Authorization", "Bearer "+s.BotToken)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		s.Fatal(err)
	}
	defer resp.Body.Close()
	var got model.FileUploadResponse
	if err := json.NewDecoder(resp.Body).Decode(&got); err != nil || len(got.FileInfos) != 1 {
		s.Fatalf("upload: %v, %s", err, resp.Status)
	}
	return got.FileInfos[0].Id
}
