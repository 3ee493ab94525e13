package agenda

import (
	"encoding/json"
	"fmt"
	"testing"

	"wegwijs/bot"
	"wegwijs/bot/bottest"
	"wegwijs/handlers/agenda/item"
	"wegwijs/handlers/agenda/paper"
	"wegwijs/store"
)

// busyRoom has 500 requests that wait, and an agenda that was sent five times with
// 500 items.
func busyRoom(b *testing.B) *seatRoom {
	b.Helper()
	r := newSeatRoom(b)
	for i := range 500 {
		r.bring(item.Topic, fmt.Sprint("Onderwerp ", i))
	}
	p := paper.Agenda{Meeting: "aic/2026-12-08"}
	for i := range 500 {
		p.Items = append(p.Items, paper.Item{Number: fmt.Sprintf("AIC-2026-%03d", i+1), Title: fmt.Sprint("Onderwerp ", i), Ask: "Hoe doen jullie dat?", Explain: fmt.Sprintf("%0500d", i)})
	}
	data, err := json.Marshal(p)
	if err != nil {
		b.Fatal(err)
	}
	err = r.a.opt.Store.Write(b.Context(), "", func(tx *store.Tx) error {
		for i := range 5 {
			v := store.AgendaVersion{Meeting: "aic/2026-12-08", List: listAgenda, Final: i > 2, At: bottest.Start, Name: "Sien", Data: data}
			if err := tx.AddAgendaVersion(&v); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return r
}

// BenchmarkMenu is what everybody waits for who opens the menu, with 500 requests
// that wait and an agenda of 500 items that was sent five times.
func BenchmarkMenu(b *testing.B) {
	r := busyRoom(b)
	for b.Loop() {
		o := r.as("max")
		if _, err := r.a.Section(b.Context(), &o); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkTodo is the list of a member with 500 requests.
func BenchmarkTodo(b *testing.B) {
	r := busyRoom(b)
	for b.Loop() {
		if _, err := r.a.typedTodo(b.Context(), r.c, &bot.Command{Origin: r.as("max")}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSee is one item that stands on an agenda that was sent five times.
func BenchmarkSee(b *testing.B) {
	r := busyRoom(b)
	err := r.a.opt.Store.Write(b.Context(), "", func(tx *store.Tx) error {
		x, err := load(tx, 1)
		if err != nil {
			return err
		}
		x.Meeting = "aic/2026-12-08"
		return save(tx, x, bottest.Start)
	})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		o := r.as("max")
		err := r.a.opt.Store.Read(b.Context(), func(q *store.Reader) error { _, _, err := r.a.see(q, r.c, &o, 1); return err })
		if err != nil {
			b.Fatal(err)
		}
	}
}
