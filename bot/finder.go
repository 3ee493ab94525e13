package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// A Finder is a Platform that finds people as a configuration names them.
type Finder interface {
	// Find returns a person by their id, their handle, or their e-mail address,
	// without regard to capitals. Where a platform cannot look for one of these,
	// and where nobody is found, it is a *SendError with NotFound.
	Find(ctx context.Context, name string) (User, error)
}

// Find returns who is meant by "mattermost:ann", "slack:U0123" or
// "ann@minfin.nl", as in a Roster: an address is looked for on every platform,
// by name. Nobody is a *SendError with NotFound. When a platform cannot say now
// whether it has an address, and no other one has, its error is returned: "not
// now" is not "not there".
func (r *Router) Find(ctx context.Context, ref string) (PersonID, User, error) {
	r.opt.Memory.Outside("look for somebody")
	where, who, ok := strings.Cut(ref, ":")
	if ok {
		f, ok := r.platforms[PlatformName(where)].(Finder)
		if !ok || who == "" {
			return PersonID{}, User{}, &SendError{Reason: NotFound, Err: fmt.Errorf("nobody can be found on platform %q", where)}
		}
		u, err := f.Find(ctx, who)
		return PersonID{PlatformName(where), u.ID}, u, err
	}
	var failed error
	for _, name := range r.Platforms() {
		f, ok := r.platforms[name].(Finder)
		if !ok || ref == "" {
			continue
		}
		u, err := f.Find(ctx, ref)
		if err == nil {
			return PersonID{name, u.ID}, u, nil
		}
		var no *SendError
		if !errors.As(err, &no) || no.Reason != NotFound {
			failed = err
		}
	}
	if failed != nil {
		return PersonID{}, User{}, failed
	}
	return PersonID{}, User{}, &SendError{Reason: NotFound, Err: errors.New("nobody has this address")}
}

// Names tells whether a name as in a Roster, but no group, means somebody.
func Names(ref string, p PlatformName, u User) bool {
	return u.ID != "" && names(ref, p, u, nil)
}
