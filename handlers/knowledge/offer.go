package knowledge

import (
	"context"
	"crypto/rand"
	"fmt"
	"strings"
	"time"

	"wegwijs/bot"
)

// Values of a button that carries a question: the question itself, or where it
// is kept when it is too long for a button.
const (
	saysQuestion = "q "
	keepsUnder   = "s "
)

const (
	// longestCarried is how long a question in a button is, in bytes: a value
	// has room for 200.
	longestCarried = 150
	// questionsFor is how long a question is kept for its button.
	questionsFor = 7 * 24 * time.Hour
	areaQuestion = "question"
)

// offer adds what else somebody can do with a question that found no certain
// answer, in a row of its own below everything else.
func (k *Knowledge) offer(ctx context.Context, m *bot.Message, q Question) error {
	if k.opt.Offer == nil {
		return nil
	}
	b := k.opt.Offer(q)
	if b == nil {
		return nil
	}
	button := *b // the caller may return the same one every time
	if button.Value == "" {
		var err error
		if button.Value, err = k.ValueOf(ctx, q.Text, q.At); err != nil {
			return err
		}
	}
	m.Blocks = append(m.Blocks, bot.Buttons{button})
	return nil
}

// ValueOf makes the value of a button that carries a question to another
// feature: at most 200 bytes. A question that does not fit is kept for seven
// days, locked with a slip that only the button has.
func (k *Knowledge) ValueOf(ctx context.Context, question string, at time.Time) (string, error) {
	if len(question) <= longestCarried {
		return saysQuestion + question, nil
	}
	slip := bot.Slip(rand.Text())
	locked, err := slip.Lock([]byte(question))
	if err == nil {
		err = k.opt.Store.Keep(ctx, areaQuestion, slip.Key(), locked, at.Add(questionsFor))
	}
	if err != nil {
		return "", fmt.Errorf("keep a question: %w", err)
	}
	return keepsUnder + string(slip), nil
}

// Asked returns the question that a button carries, by the value that ValueOf
// made; false when it is not kept any more. Any value of a person's own making
// gives at most their own words or false.
func (k *Knowledge) Asked(ctx context.Context, value string) (question string, ok bool) {
	if question, ok := strings.CutPrefix(value, saysQuestion); ok {
		return question, question != ""
	}
	text, ok := strings.CutPrefix(value, keepsUnder)
	if !ok {
		return "", false
	}
	slip := bot.Slip(text)
	locked, ok, err := k.opt.Store.Kept(ctx, areaQuestion, slip.Key())
	if err != nil || !ok {
		return "", false
	}
	data, err := slip.Unlock(locked)
	return string(data), err == nil
}
