package webtest

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"wegwijs/bot"
)

// running is a world whose adapter runs until the test ends.
func running(t *testing.T) *World {
	t.Helper()
	w, err := New(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ran := make(chan error, 1)
	go func() {
		ran <- w.Platform().Run(ctx, func(context.Context, bot.Event) (bot.Ack, error) { return bot.Ack{}, nil })
	}()
	t.Cleanup(func() {
		stop()
		if err := <-ran; err != nil {
			t.Error(err)
		}
	})
	return w
}

func (w *World) send(t *testing.T, to bot.Address, words string) {
	t.Helper()
	to.Platform, to.Lang = "web", bot.NL
	if _, err := w.Platform().Send(t.Context(), to, bot.Say(bot.Para{Text: bot.Plain(words)})); err != nil {
		t.Fatal(err)
	}
}

// served changes what is served, as a fault in the chat would.
func (w *World) served(change func(http.ResponseWriter, *http.Request, http.Handler)) {
	whole := w.handler
	w.handler = http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) { change(rw, r, whole) })
	w.server.Config.Handler = w.handler
}

// body is what somebody's page of a place is.
func body(h http.Handler, who, place string) []byte {
	r := httptest.NewRequest(http.MethodGet, pageURL(who, place), nil)
	r.Host = "localhost"
	got := httptest.NewRecorder()
	h.ServeHTTP(got, r)
	return got.Body.Bytes()
}

// What the bot tells somebody it had nothing to tell is seen, whoever that is.
func TestSeenOfWhoWasNotMeant(t *testing.T) {
	for _, who := range []string{"bram", "emily", "ravi", "gijs"} { // near her, far from her, and a guest
		t.Run(who, func(t *testing.T) {
			t.Parallel()
			w := running(t)
			places := []bot.ChannelID{"dm:alice", "dm:" + bot.ChannelID(who), "algemeen", "algemeen"}
			readers := []bot.UserID{"", "", "alice", bot.UserID(who)}
			for i := range places {
				if _, err := w.Seen(t.Context()); err != nil {
					t.Fatal(err)
				}
				w.send(t, bot.Address{Channel: places[i], User: readers[i]}, "Je steun komt van boven.")
				seen, err := w.Seen(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				to := []string{"alice", who, "alice", who}[i]
				if len(seen) != 1 || seen[0].To != to {
					t.Errorf("sent to %s for %q: seen is %+v", places[i], readers[i], seen)
				}
			}
			if err := w.Close(); err != nil {
				t.Error(err)
			}
		})
	}
}

// A page that shows somebody what is for somebody else is noticed: when the stream
// of changes tells of it at once, and else when their turn comes or in the end.
func TestLeakOfAPage(t *testing.T) {
	for _, place := range []string{direct, "algemeen"} {
		for _, told := range []bool{true, false} {
			for _, turns := range []int{0, 1, 17} {
				if told && turns == 17 {
					continue // one look is enough
				}
				w := running(t)
				if _, err := w.Seen(t.Context()); err != nil {
					t.Fatal(err)
				}
				to := bot.Address{Channel: "algemeen", User: "alice"}
				if place == direct {
					to = bot.Address{Channel: "dm:alice"}
				}
				w.send(t, to, "Dit is van Alice alleen.")
				if _, err := w.Seen(t.Context()); err != nil {
					t.Fatal(err)
				}
				w.served(func(rw http.ResponseWriter, r *http.Request, whole http.Handler) {
					q := r.URL.Query()
					switch {
					case q.Get("as") != "ravi" || q.Get("in") != place:
						whole.ServeHTTP(rw, r)
					case r.URL.Path == "/live" && told:
						rw.Write([]byte("event: talk\ndata: x\n\nevent: news\ndata: {}\n\n"))
					case r.URL.Path != "/":
						whole.ServeHTTP(rw, r)
					default:
						page, hers := body(whole, "ravi", place), body(whole, "alice", place)
						from, to := bytes.Index(hers, []byte("<article")), bytes.Index(hers, []byte("</article>"))
						if from < 0 || to < 0 {
							t.Error("Alice sees nothing")
							return
						}
						talks := []byte(`<div class="talks" id="talks">`)
						rw.Write(bytes.Replace(page, talks, append(talks, hers[from:to+len("</article>")]...), 1))
					}
				})
				var noticed error
				looks := 0
				for ; looks < turns && noticed == nil; looks++ {
					w.touch(place)
					_, noticed = w.Seen(t.Context())
				}
				switch {
				case turns == 0:
				case noticed == nil && (told || turns == 17):
					t.Errorf("%s: not noticed in %d looks, told %v", place, turns, told)
				case told && looks != 1:
					t.Errorf("%s: told of it, it is noticed after %d looks", place, looks)
				}
				end := w.Close()
				if end == nil {
					t.Errorf("%s: not noticed in the end, told %v", place, told)
				}
				for _, err := range []error{noticed, end} {
					if err != nil && !strings.Contains(err.Error(), "is for one person and is seen by") && !strings.Contains(err.Error(), "the page of ravi in "+place+" shows something else") {
						t.Errorf("%s: noticed is something else: %v", place, err)
					}
				}
			}
		}
	}
}

// A stream of changes that keeps silent is noticed too: at once where everybody
// is to see a message, and in the end where one person is.
func TestSilentStream(t *testing.T) {
	for _, place := range []string{direct, "algemeen"} {
		w := running(t)
		if _, err := w.Seen(t.Context()); err != nil {
			t.Fatal(err)
		}
		w.served(func(rw http.ResponseWriter, r *http.Request, whole http.Handler) {
			if r.URL.Path == "/live" && r.URL.Query().Get("as") == "ravi" {
				rw.Write([]byte("event: news\ndata: {}\n\n"))
				return
			}
			whole.ServeHTTP(rw, r)
		})
		to, want := bot.Address{Channel: "algemeen"}, "is for everybody and is seen by"
		if place == direct {
			to, want = bot.Address{Channel: "dm:ravi"}, "no stream of changes told"
		}
		w.send(t, to, "Dit is nieuw.")
		_, noticed := w.Seen(t.Context())
		if place == direct {
			noticed = w.Close()
		} else {
			w.Close()
		}
		if noticed == nil || !strings.Contains(noticed.Error(), want) {
			t.Errorf("%s: noticed is %v", place, noticed)
		}
	}
}

// Everybody can read every page of theirs, and nothing is on it at first.
func TestEveryPage(t *testing.T) {
	w := running(t)
	for _, place := range places() {
		for _, who := range in(place) {
			p, err := w.get(t.Context(), who, place)
			if err != nil {
				t.Fatal(err)
			}
			if p.state() != "" {
				t.Errorf("the page of %s in %s shows %s", who, place, p.state())
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Error(err)
	}
}
