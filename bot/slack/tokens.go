package slack

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"wegwijs/bot"
)

// introduce asks Slack who we are, until it says so.
func (in *inbound) introduce(ctx context.Context) error {
	for try := 0; ; try++ {
		bounded, cancel := context.WithTimeout(ctx, in.tempo.open)
		_, err := in.s.whoami(bounded)
		cancel()
		if err == nil || ctx.Err() != nil {
			return err
		}
		if remedy := refusedForGood(err); remedy != nil {
			return remedy
		}
		in.lost(err)
		select {
		case <-time.After(max(in.tempo.pause(try), askedToWait(err))):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// askedToWait is how long Slack says to wait.
func askedToWait(err error) time.Duration {
	var no *bot.SendError
	if errors.As(err, &no) && no.Reason == bot.RateLimited {
		return no.RetryAfter
	}
	return 0
}

// refusedForGood is an error that does not mend by itself, with the remedy; nil
// for every other error.
func refusedForGood(err error) error {
	var r *refusal
	switch {
	case !errors.As(err, &r):
		return nil
	case r.Code == "" && r.Status == http.StatusNotFound:
		return fmt.Errorf("slack: there is no Slack at slack.api_url; it is %s unless you have a server of your own: %w", slackAPI, err)
	case r.Method == "apps.connections.open" && refusedWith(err, "missing_scope", "not_allowed_token_type", "invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "no_permission"):
		return fmt.Errorf("slack: Slack does not accept slack.app_token. Make an app-level token with the scope connections:write "+
			"(https://api.slack.com/apps > your app > Basic Information > App-Level Tokens) and restart with it: %w", err)
	case refusedWith(err, "socket_mode_not_enabled"):
		return fmt.Errorf("slack: %w: %w", errDisabled, err)
	case refusedWith(err, "not_allowed_token_type", "invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "team_access_not_granted", "org_login_required"):
		return fmt.Errorf("slack: Slack does not accept slack.bot_token. Install the app again "+
			"(https://api.slack.com/apps > your app > Install App), copy the Bot User OAuth Token, and restart with it: %w", err)
	}
	return nil
}

// watch notices that Slack does not accept our token any more. Connections and
// requests come in all the same, and every answer would fail.
func (in *inbound) watch(ctx context.Context) {
	tick := time.NewTicker(in.tempo.watch)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
		case <-in.check:
		case <-ctx.Done():
			return
		}
		bounded, cancel := context.WithTimeout(ctx, in.tempo.open)
		_, err := in.s.whoami(bounded)
		cancel()
		remedy := refusedForGood(err)
		if err != nil && remedy == nil {
			continue // Slack is out of reach, or busy
		}
		in.mu.Lock()
		before := in.noAccess
		in.noAccess = remedy
		in.mu.Unlock()
		switch {
		case remedy != nil && before == nil:
			in.log.Error().Err(remedy).Msg("nothing can be answered")
		case remedy == nil && before != nil:
			in.log.Info().Msg("Slack accepts our token again")
		}
	}
}

// look asks for a look at our token now.
func (in *inbound) look() {
	select {
	case in.check <- struct{}{}:
	default: // somebody asked already
	}
}
