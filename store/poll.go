package store

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// What can be wrong with an answer to a poll.
var (
	// ErrPollClosed says that the poll is not open (any more), or not there.
	ErrPollClosed = errors.New("the poll is not open")
	// ErrAnswered says that this person answered before, and that it is final.
	ErrAnswered = errors.New("this person answered before, and answers are final")
)

// A PollState says where a poll is in its life.
type PollState string

const (
	PollDraft   PollState = "draft"   // only its maker knows it
	PollWaiting PollState = "waiting" // it is placed, and opens at its time
	PollOpen    PollState = "open"
	PollClosed  PollState = "closed"
	PollDeleted PollState = "deleted" // only that it was there is left
)

// A Poll is what is stored of one poll. Spec, Result and Extra are the
// feature's own; the store reads none of them.
type Poll struct {
	ID        string
	State     PollState
	Mode      string // "named", "unnamed", "final"
	Platform  string // of the maker
	Maker     string
	MakerName string
	Spec      []byte
	Same      string // the same for polls that ask the same; may be empty
	Series    string
	Wave      int
	Created   time.Time
	Opened    time.Time // zero while it is not
	Closes    time.Time
	Closed    time.Time
	Asked     int // people in all its channels, each once
	Answered  int // people who answered
	Result    []byte
	FollowUp  string
	Extra     []byte
}

// A PollPlace is one channel of a poll, with its counters.
type PollPlace struct {
	Platform, Channel, Name string
	Asked, Answered         int
	Gone                    bool // its message was deleted by hand
}

const pollColumns = `id, state, mode, platform, maker, maker_name, spec, same, series, wave,
	created, opened, closes, closed, asked, answered, result, follow_up, extra`

func scanPoll(row interface{ Scan(...any) error }) (p Poll, err error) {
	var created, opened, closes, closed int64
	err = row.Scan(&p.ID, &p.State, &p.Mode, &p.Platform, &p.Maker, &p.MakerName, &p.Spec, &p.Same, &p.Series, &p.Wave,
		&created, &opened, &closes, &closed, &p.Asked, &p.Answered, &p.Result, &p.FollowUp, &p.Extra)
	p.Created, p.Opened, p.Closes, p.Closed = timeOf(created), timeOf(opened), timeOf(closes), timeOf(closed)
	return p, err
}

func timeOf(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

// The statements that find polls.
const (
	sqlPoll       = "SELECT " + pollColumns + " FROM poll WHERE id = $1"
	sqlPollsOf    = "SELECT " + pollColumns + " FROM poll WHERE platform = $1 AND maker = $2 AND state <> 'deleted' ORDER BY created DESC, id LIMIT $3"
	sqlPollsAsk   = "SELECT " + pollColumns + " FROM poll WHERE same = $1 AND same <> '' ORDER BY created DESC, id LIMIT $2"
	sqlPollSeries = "SELECT " + pollColumns + " FROM poll WHERE series = $1 AND series <> '' ORDER BY wave, created, id"
	sqlPollsOpen  = "SELECT " + pollColumns + ` FROM poll WHERE state = 'open' AND EXISTS (
		SELECT 1 FROM poll_place a WHERE a.poll = poll.id AND a.platform = $1 AND a.channel = $2 AND a.gone = 0)
		ORDER BY opened, id`
	sqlPlaces = `SELECT platform, channel, name, asked, answered, gone FROM poll_place
		WHERE poll = $1 ORDER BY name, platform, channel`
	// A poll keeps how people answer once it was open, and never goes back to
	// where it was before. Its counters are those of its answers.
	sqlSetPoll = `INSERT INTO poll (` + pollColumns + `)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 0, $16, $17, $18)
		ON CONFLICT (id) DO UPDATE SET state = excluded.state, mode = excluded.mode, platform = excluded.platform,
			maker = excluded.maker, maker_name = excluded.maker_name, spec = excluded.spec, same = excluded.same,
			series = excluded.series, wave = excluded.wave, opened = excluded.opened, closes = excluded.closes,
			closed = excluded.closed, asked = excluded.asked, result = excluded.result,
			follow_up = excluded.follow_up, extra = excluded.extra
		WHERE poll.state IN ('draft', 'waiting') OR poll.mode = excluded.mode AND (
			poll.state = 'open' AND excluded.state IN ('open', 'closed', 'deleted') OR
			poll.state = 'closed' AND excluded.state IN ('closed', 'deleted') OR
			poll.state = 'deleted' AND excluded.state = 'deleted')`
	sqlDropPlaces = `DELETE FROM poll_place WHERE poll = $1 AND EXISTS (SELECT 1 FROM poll WHERE id = $1 AND state IN ('draft', 'waiting'))`
	sqlSetPlace   = `INSERT INTO poll_place (poll, platform, channel, name, asked, answered, gone) VALUES ($1, $2, $3, $4, $5, 0, $6)
		ON CONFLICT (poll, platform, channel) DO UPDATE SET name = excluded.name, asked = excluded.asked, gone = excluded.gone`
)

// sqlPollsIn sorts ids before it reads what is long.
func sqlPollsIn(states int) string {
	marks := ""
	for i := range states {
		marks += fmt.Sprintf(", $%d", i+2)
	}
	return "SELECT " + pollColumns + " FROM poll WHERE id IN (SELECT id FROM poll WHERE state IN (" + strings.TrimPrefix(marks, ", ") +
		") ORDER BY created DESC, id LIMIT $1) ORDER BY created DESC, id"
}

// PollByID returns one poll; ErrNoRows when there is none.
func PollByID(q Querier, id string) (Poll, error) {
	p, err := scanPoll(q.QueryRow(sqlPoll, id))
	if err != nil {
		return p, fmt.Errorf("poll: %w", err)
	}
	return p, nil
}

// PollsIn returns the polls in one of these states, the newest first.
func PollsIn(q Querier, limit int, states ...PollState) ([]Poll, error) {
	args := []any{limit}
	for _, s := range states {
		args = append(args, string(s))
	}
	return polls(q, sqlPollsIn(len(states)), args...)
}

// PollsOf returns the polls somebody made that are not deleted, the newest first.
func PollsOf(q Querier, platform, maker string, limit int) ([]Poll, error) {
	return polls(q, sqlPollsOf, platform, maker, limit)
}

// PollsAsking returns the polls that ask the same, the newest first; none for
// an empty same.
func PollsAsking(q Querier, same string, limit int) ([]Poll, error) {
	return polls(q, sqlPollsAsk, same, limit)
}

// PollsOfSeries returns the waves of a series, the first wave first; none for
// an empty series.
func PollsOfSeries(q Querier, series string) ([]Poll, error) {
	return polls(q, sqlPollSeries, series)
}

// PollsOpenIn returns the polls that are open in a channel, the oldest first.
func PollsOpenIn(q Querier, platform, channel string) ([]Poll, error) {
	return polls(q, sqlPollsOpen, platform, channel)
}

func polls(q Querier, query string, args ...any) ([]Poll, error) {
	rows, err := q.Query(query, args...)
	if err != nil {
		return nil, fmt.Errorf("polls: %w", err)
	}
	defer rows.Close()
	var all []Poll
	for rows.Next() {
		p, err := scanPoll(rows)
		if err != nil {
			return nil, fmt.Errorf("polls: %w", err)
		}
		all = append(all, p)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("polls: %w", err)
	}
	return all, nil
}

// SetPoll stores a poll, new or changed, but not its counter of people who
// answered: that follows the answers. What would weaken a promise is an error
// and stores nothing: once a poll was open its mode is what it is, it does not
// wait again, a closed poll does not open again, and a deleted one does not come
// back. A poll that is deleted takes its answers with it, the open ones too.
func (tx *Tx) SetPoll(p Poll) error {
	n, err := tx.Exec(sqlSetPoll, p.ID, string(p.State), p.Mode, p.Platform, p.Maker, p.MakerName, p.Spec, p.Same, p.Series, p.Wave,
		unixOrNever(p.Created), unixOrNever(p.Opened), unixOrNever(p.Closes), unixOrNever(p.Closed), p.Asked,
		p.Result, p.FollowUp, p.Extra)
	if err != nil {
		return fmt.Errorf("store a poll: %w", err)
	}
	if n == 0 {
		return fmt.Errorf("store a poll: %s was open, closed or deleted already and cannot become %s, %s", p.ID, p.Mode, p.State)
	}
	if p.State != PollDeleted {
		return nil
	}
	if err := tx.DeleteAllPollTexts(p.ID); err != nil {
		return err
	}
	return tx.EraseAnswers(p.ID)
}

// PollPlaces returns the channels of a poll, by name.
func PollPlaces(q Querier, poll string) ([]PollPlace, error) {
	rows, err := q.Query(sqlPlaces, poll)
	if err != nil {
		return nil, fmt.Errorf("channels of a poll: %w", err)
	}
	defer rows.Close()
	var all []PollPlace
	for rows.Next() {
		var p PollPlace
		if err := rows.Scan(&p.Platform, &p.Channel, &p.Name, &p.Asked, &p.Answered, &p.Gone); err != nil {
			return nil, fmt.Errorf("channels of a poll: %w", err)
		}
		all = append(all, p)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("channels of a poll: %w", err)
	}
	return all, nil
}

// DropPollPlaces takes the channels off a poll that was not open yet. Those of
// another one stay: their counters are of people who answered.
func (tx *Tx) DropPollPlaces(poll string) error {
	if _, err := tx.Exec(sqlDropPlaces, poll); err != nil {
		return fmt.Errorf("take the channels off a poll: %w", err)
	}
	return nil
}

// SetPollPlace stores a channel of a poll, but not its counter of people who
// answered.
func (tx *Tx) SetPollPlace(poll string, p PollPlace) error {
	_, err := tx.Exec(sqlSetPlace, poll, p.Platform, p.Channel, p.Name, p.Asked, p.Gone)
	if err != nil {
		return fmt.Errorf("store a channel of a poll: %w", err)
	}
	return nil
}
