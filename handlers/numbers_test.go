package handlers_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
	"wegwijs/handlers"
	"wegwijs/handlers/knowledge/knowledgetest"
)

// answers is a platform that counts what it is told to show, and when.
type answers struct {
	bot.Platform
	sent atomic.Int64
	mu   sync.Mutex
	seen map[bot.UserID][]string // the first words of what each person was told
	next chan struct{}
}

func (a *answers) Send(_ context.Context, to bot.Address, m *bot.Message) (bot.MessageID, error) {
	n := a.sent.Add(1)
	a.mu.Lock()
	if p, ok := m.Blocks[0].(bot.Para); ok {
		a.seen[to.User] = append(a.seen[to.User], p.Text.In(to.Lang, bot.Literal))
	}
	a.mu.Unlock()
	if a.next != nil {
		a.next <- struct{}{}
	}
	return bot.MessageID(fmt.Sprint(n)), nil
}

func newAnswers(t testing.TB) (*answers, bottest.Stack) {
	t.Helper()
	a := &answers{Platform: bottest.NewPlain(bottest.PlainOptions{}).Platform(), seen: map[bot.UserID][]string{}}
	stack, err := build(context.Background(), bottest.Env{Dir: t.TempDir(), Clock: bot.WallClock{}, Platform: a, Log: discard{}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		if err := stack.Stop(ctx); err != nil {
			t.Error(err)
		}
	})
	return a, stack
}

type discard struct{}

func (discard) Write(b []byte) (int, error) { return len(b), nil }

var questions = []string{
	"Waar kan ik terecht met vragen over interne communicatie?", "hoe word ik lid van het leernetwerk", "wie zit er in de AIC",
	"is er een rijksbrede visie op interne communicatie", "Where do I find help with a core message?", "netwerk voor bedrijfsvoeringscommunicatie",
	"welk weer wordt het morgen", "hoe maak ik een comunicatieplan",
}

func question(who string, n int) *bot.Mention {
	return &bot.Mention{
		Origin: bot.Origin{ID: fmt.Sprint(who, "-", n), Platform: "plain", From: bot.User{ID: bot.UserID(who), Name: who, Lang: bot.NL}, Direct: true},
		Text:   questions[n%len(questions)],
	}
}

// BenchmarkQuestion measures one question from its arrival to its answer
// leaving, through router and store. Target: p99 at most 2 ms.
func BenchmarkQuestion(b *testing.B) {
	a, stack := newAnswers(b)
	a.next = make(chan struct{}, 1)
	took := make([]time.Duration, 0, 4096)
	n := 0
	for b.Loop() {
		n++
		began := time.Now()
		if _, err := stack.Dispatch(context.Background(), question(fmt.Sprint("p", n), n)); err != nil {
			b.Fatal(err)
		}
		<-a.next
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "µs-p50")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "µs-p99")
}

// BenchmarkQuestionAmong10000 is BenchmarkQuestion with 10,000 entries in a
// folder, and questions about those. Target: p99 at most 5 ms.
func BenchmarkQuestionAmong10000(b *testing.B) {
	folder := b.TempDir()
	about, err := knowledgetest.Folder(folder, 10_000, 500)
	if err != nil {
		b.Fatal(err)
	}
	a := &answers{Platform: bottest.NewPlain(bottest.PlainOptions{}).Platform(), seen: map[bot.UserID][]string{}, next: make(chan struct{}, 1)}
	stack, err := handlers.New(context.Background(), handlers.Options{
		Database: filepath.Join(b.TempDir(), "wegwijs.db"), Clock: bot.WallClock{}, Log: zerolog.Nop(), Lang: bot.NL, Zone: time.UTC, Command: "wegwijs",
		Knowledge: handlers.Knowledge{Folders: []string{folder}, Builtin: true},
	})
	if err != nil {
		b.Fatal(err)
	}
	stack.Router.AddPlatform(a)
	if err := stack.Router.Start(context.Background()); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { stack.Stop(context.Background()) })
	took := make([]time.Duration, 0, 4096)
	n := 0
	for b.Loop() {
		n++
		q := question(fmt.Sprint("p", n), n)
		q.Text = about[n%len(about)]
		began := time.Now()
		if _, err := stack.Dispatch(context.Background(), q); err != nil {
			b.Fatal(err)
		}
		<-a.next
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "µs-p50")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "µs-p99")
}

// BenchmarkThousandPeople measures 1,000 people who each ask two questions at
// once, to the last answer, with the marks stored.
func BenchmarkThousandPeople(b *testing.B) {
	a, stack := newAnswers(b)
	for n := 0; b.Loop(); n++ {
		askAll(b, stack, n, 1000, 2)
	}
	b.ReportMetric(float64(a.sent.Load())/b.Elapsed().Seconds(), "answers/s")
}

func askAll(t testing.TB, stack bottest.Stack, round, people, each int) {
	t.Helper()
	var all sync.WaitGroup
	for p := range people {
		all.Go(func() {
			for i := range each {
				if _, err := stack.Dispatch(context.Background(), question(fmt.Sprint("r", round, "p", p), i)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if err := stack.Idle(ctx); err != nil {
		t.Fatal(err)
	}
}

// TestThousandPeopleAtOnce: with the real store, all are answered, each in
// their own order, and asking again with the same ids gives nothing new.
func TestThousandPeopleAtOnce(t *testing.T) {
	a, stack := newAnswers(t)
	askAll(t, stack, 0, 1000, 3)
	if got := a.sent.Load(); got != 3000 {
		t.Errorf("%d answers to 3000 questions", got)
	}
	want := []string{"Waar kun je terecht met vragen over interne communicatie?", "Leernetwerk interne communicatie (groep Interne communicatie)", "Adviescommissie interne communicatie (AIC)"}
	for who, all := range a.seen {
		if !slices.Equal(all, want) {
			t.Fatalf("%s got %q, want %q", who, all, want)
		}
	}
	askAll(t, stack, 0, 1000, 3)
	if got := a.sent.Load(); got != 3000 {
		t.Errorf("%d answers after the same questions were delivered again", got)
	}
}
