package slacktest

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"slices"
)

// obj is a JSON object.
type obj = map[string]any

// A User is a person or a bot.
type User struct {
	ID, Name, RealName, Email, Locale, Zone string
	Bot, Deleted                            bool
	Guest                                   bool // is_restricted
	SingleChannelGuest                      bool // is_ultra_restricted
	Stranger                                bool // of another organisation
	Team                                    string
}

// A Channel is a place where people talk.
type Channel struct {
	ID, Name  string
	Private   bool
	IM        bool
	With      string // of an IM: the person
	Archived  bool
	Creator   string // id of who made it; empty is nobody of the story
	ExtShared bool
	members   []string
	messages  []*Message
}

type group struct {
	ID, Handle, Name string
	users            []string
}

func secret() string {
	b := make([]byte, 24)
	rand.Read(b) // never fails
	return hex.EncodeToString(b)
}

// AddUser makes somebody who is in no channel, and returns their id. Empty
// fields are filled in.
func (s *Server) AddUser(u User) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.addUser(u).ID
}

func (s *Server) addUser(u User) *User {
	kind := "U"
	if s.opt.Enterprise != "" {
		kind = "W"
	}
	u.ID = defaultTo(u.ID, s.id(kind))
	u.Team = defaultTo(u.Team, s.TeamID)
	u.RealName = defaultTo(u.RealName, u.Name)
	s.users[u.ID] = &u
	s.order = append(s.order, u.ID)
	return &u
}

// ChangeUser changes somebody.
func (s *Server) ChangeUser(name string, change func(*User)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change(s.named(name))
}

// UserID returns the id of a person or bot, "" when there is none.
func (s *Server) UserID(name string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if u := s.named(name); u != nil {
		return u.ID
	}
	return ""
}

// NameOf returns the name of who has an id.
func (s *Server) NameOf(id string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.nameOf(id)
}

func (s *Server) nameOf(id string) string {
	if u := s.users[id]; u != nil {
		return u.Name
	}
	return ""
}

func (s *Server) named(name string) *User {
	for _, id := range s.order {
		if u := s.users[id]; u.Name == name {
			return u
		}
	}
	return nil
}

// AddChannel makes a channel with these people in it, by their names, and
// returns its id.
func (s *Server) AddChannel(c Channel, names ...string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var ids []string
	for _, n := range names {
		ids = append(ids, s.named(n).ID)
	}
	return s.addChannel(c, ids...).ID
}

func (s *Server) addChannel(c Channel, ids ...string) *Channel {
	kind := "C"
	if c.IM {
		kind = "D"
	}
	c.ID = defaultTo(c.ID, s.id(kind))
	c.members = slices.Clone(ids)
	s.channels[c.ID] = &c
	return &c
}

// ChangeChannel changes a channel: archives it, shares it with others.
func (s *Server) ChangeChannel(name string, change func(*Channel)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change(s.channelNamed(name))
}

// Leave takes somebody out of a channel, Join puts them in. Names of both.
func (s *Server) Leave(channel, name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, u := s.channelNamed(channel), s.named(name)
	c.members = slices.DeleteFunc(c.members, func(id string) bool { return id == u.ID })
}

// Join puts somebody into a channel. The app hears of it when it subscribes.
func (s *Server) Join(channel, name string) {
	s.mu.Lock()
	c, u := s.channelNamed(channel), s.named(name)
	fresh := !slices.Contains(c.members, u.ID)
	if fresh {
		c.members = append(c.members, u.ID)
	}
	told := fresh && s.subscribed("member_joined_channel") && slices.Contains(c.members, s.BotUser)
	event := obj{"type": "member_joined_channel", "user": u.ID, "channel": c.ID, "channel_type": "C", "team": u.Team, "event_ts": s.ts()}
	s.mu.Unlock()
	if told {
		s.background(func() { s.sendEvent(s.ended, event) })
	}
}

// ChannelID returns the id of a channel by its name.
func (s *Server) ChannelID(name string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c := s.channelNamed(name); c != nil {
		return c.ID
	}
	return ""
}

func (s *Server) channelNamed(name string) *Channel {
	for _, c := range s.channels {
		if c.Name == name && !c.IM {
			return c
		}
	}
	return nil
}

// DirectID returns the id of the conversation between a person and the bot.
func (s *Server) DirectID(name string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.direct(s.named(name).ID).ID
}

func (s *Server) direct(user string) *Channel {
	for _, c := range s.channels {
		if c.IM && c.With == user {
			return c
		}
	}
	return s.addChannel(Channel{IM: true, With: user}, user, s.BotUser)
}

// AddGroup makes a user group of these people.
func (s *Server) AddGroup(handle string, names ...string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	g := &group{ID: s.id("S"), Handle: handle, Name: handle}
	for _, n := range names {
		g.users = append(g.users, s.named(n).ID)
	}
	s.groups[g.ID] = g
	return g.ID
}

// sees tells whether somebody is in a channel.
func (c *Channel) sees(user string) bool { return slices.Contains(c.members, user) }

// AddCrowd makes n people who are in a channel. The app does not hear of it.
func (s *Server) AddCrowd(channel string, n int) (crowd []*Person) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.channelNamed(channel)
	for i := range n {
		name := fmt.Sprint("menigte", i)
		u := s.addUser(User{Name: name, RealName: fmt.Sprint("Mens ", i), Email: name + "@example.nl", Locale: "nl-NL"})
		c.members = append(c.members, u.ID)
		crowd = append(crowd, &Person{s, u.ID, u.Name})
	}
	return crowd
}
