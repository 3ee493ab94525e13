package slack

import (
	"context"
	"strings"

	"wegwijs/bot"
)

// Find returns a person by id or e-mail address; see bot.Finder. Slack finds
// nobody by handle: it has no method for that.
func (s *Slack) Find(ctx context.Context, name string) (bot.User, error) {
	name = strings.TrimSpace(name)
	if id := strings.ToUpper(name); isID(id) {
		return s.people.user(ctx, id)
	}
	if !strings.Contains(name, "@") || strings.ContainsAny(name, " \t\r\n<>|") {
		return bot.User{}, nobody("nobody has this address")
	}
	if err := s.people.mayAsk(); err != nil {
		return bot.User{}, err
	}
	u, err := s.api.GetUserByEmailContext(ctx, strings.ToLower(name))
	if err := s.people.asked(callError(ctx, "users.lookupByEmail", err)); err != nil {
		return bot.User{}, err
	}
	// What was found says nothing of the language somebody reads.
	return s.people.user(ctx, u.ID)
}
