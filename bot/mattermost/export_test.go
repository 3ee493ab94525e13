package mattermost

import "time"

// Hasten makes the adapter wait for nothing longer than a test likes: it
// connects again at once, and looks often whether it is still who it was.
func (m *Mattermost) Hasten() {
	m.in.tempo = tempo{
		first: 20 * time.Millisecond, longest: 100 * time.Millisecond, steady: 50 * time.Millisecond,
		watch: 50 * time.Millisecond, silent: 5 * time.Second,
		again: 50 * time.Millisecond, read: 5 * time.Second, keep: 10 * time.Millisecond, busy: 5 * time.Millisecond, leave: 4 * time.Second,
	}
}

// Silence sets after how long without a word from the server the connection is dead.
func (m *Mattermost) Silence(d time.Duration) { m.in.tempo.silent = d }
