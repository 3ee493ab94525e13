package web_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
	"wegwijs/bot/web"
	"wegwijs/bot/web/webtest"
)

// A thousand people ask at once, three times each: everybody is answered, in
// the order in which they asked.
func TestCrowd(t *testing.T) {
	const people, each = 1000, 3
	opt := webtest.Options(t.TempDir(), bot.WallClock{})
	for i := range people {
		opt.Colleagues = append(opt.Colleagues, web.Person{ID: bot.UserID(fmt.Sprintf("p%d", i)), Name: fmt.Sprintf("Persoon %d", i)})
	}
	var s *sample
	ready := make(chan struct{})
	chat, base := chatWith(t, opt, func(ctx context.Context, e bot.Event) (bot.Ack, error) {
		<-ready
		return s.router.Dispatch(ctx, e)
	})
	s = newSample(bot.WallClock{}, chat, bottest.NewMemory(), &tally{})
	close(ready)
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: people}, CheckRedirect: stay.CheckRedirect}
	defer client.CloseIdleConnections()
	var failed atomic.Int64
	var all sync.WaitGroup
	begin := time.Now()
	for i := range people {
		all.Go(func() {
			for j := range each {
				resp, err := client.PostForm(base+"/say", url.Values{"as": {fmt.Sprintf("p%d", i)}, "in": {"dm"}, "text": {fmt.Sprintf("vraag %d", j)}})
				if err != nil {
					failed.Add(1)
					continue
				}
				resp.Body.Close()
				if resp.StatusCode != http.StatusSeeOther || strings.Contains(resp.Header.Get("Location"), "notice") {
					failed.Add(1)
				}
			}
		})
	}
	all.Wait()
	if err := s.router.Idle(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d questions asked and answered in %v", people*each, time.Since(begin).Round(time.Millisecond))
	if n := failed.Load(); n > 0 {
		t.Errorf("%d questions were not taken", n)
	}
	for i := 0; i < people; i += 97 {
		_, body := get(t, base+fmt.Sprintf("/?as=p%d&in=dm", i))
		at := -1
		for j := range each {
			now := strings.Index(body, fmt.Sprintf("Je vroeg: vraag %d<", j))
			if now <= at {
				t.Errorf("person %d is not answered in order", i)
			}
			at = now
		}
	}
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	t.Logf("%d MB of heap", m.HeapAlloc>>20)
}

func BenchmarkPage(b *testing.B) {
	chat, err := web.New(webtest.Options(b.TempDir(), bot.WallClock{}))
	if err != nil {
		b.Fatal(err)
	}
	defer chat.Close()
	for range 20 {
		if _, err := chat.Send(b.Context(), bot.Address{Platform: "web", Channel: "algemeen"}, everything()); err != nil {
			b.Fatal(err)
		}
	}
	h := chat.Handler()
	r, err := http.NewRequest("GET", "http://localhost/?as=alice&in=algemeen", nil)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		h.ServeHTTP(discard{http.Header{}}, r)
	}
}

type discard struct{ h http.Header }

func (d discard) Header() http.Header         { return d.h }
func (d discard) Write(p []byte) (int, error) { return len(p), nil }
func (d discard) WriteHeader(int)             {}
