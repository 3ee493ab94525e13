package main

import (
	"bytes"
	"context"
	"errors"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"wegwijs/bot"
)

// finds answers with what is written for a name; a name that is not there is
// unknown, and the first answers to one that is slow are errors.
type finds struct {
	known map[string][]bot.ChannelID
	slow  int
	away  int // how often it is asked before it is connected
}

func (f *finds) Name() bot.PlatformName { return "test" }

func (f *finds) Ready() error {
	if f.away > 0 {
		f.away--
		return errors.New("not connected")
	}
	return nil
}

func (f *finds) ChannelIDs(_ context.Context, name string) ([]bot.ChannelID, error) {
	if f.away > 0 {
		return nil, &bot.SendError{Reason: bot.NotFound, Err: errors.New("a page of a proxy")}
	}
	if name == "slow" && f.slow > 0 {
		f.slow--
		return nil, &bot.SendError{Reason: bot.Temporary, Err: errors.New("away")}
	}
	if ids, ok := f.known[name]; ok {
		return ids, nil
	}
	return nil, &bot.SendError{Reason: bot.NotFound, Err: errors.New("none")}
}

func TestChannelsAreFound(t *testing.T) {
	cfg := &config{Channels: map[string]channelConfig{"english": {Language: "en"}, "slow": {Language: "en"}, "gone": {Language: "en"}, "nederlands": {Language: "nl"}}}
	where := &finds{known: map[string][]bot.ChannelID{"english": {"1", "2"}, "slow": {"3"}, "nederlands": {"4"}}, slow: 2, away: 3}
	var log bytes.Buffer
	c := &channelNames{again: time.Millisecond}
	c.find(context.Background(), cfg, where, false, zerolog.New(&log))
	for id, want := range map[bot.ChannelID]bot.Lang{"1": bot.EN, "2": bot.EN, "3": bot.EN, "4": bot.NL, "5": ""} {
		if got := c.lang("mattermost", id); got != want {
			t.Errorf("%s speaks %q", id, got)
		}
	}
	if n := bytes.Count(log.Bytes(), []byte("\n")); n != 1 || !bytes.Contains(log.Bytes(), []byte("gone")) {
		t.Errorf("the log says:\n%s", log.Bytes())
	}
}

func TestChannelsAreNotLookedForForever(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	c := &channelNames{}
	c.find(ctx, &config{Channels: map[string]channelConfig{"slow": {Language: "en"}}}, &finds{slow: 1 << 30}, false, zerolog.Nop())
	if got := c.lang("mattermost", "3"); got != "" {
		t.Errorf("it speaks %q", got)
	}
}
