package mattermosttest

import (
	"bytes"
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"unicode/utf8"

	"github.com/mattermost/mattermost/server/public/model"
)

// mine finds a post to change. Who does not manage the system hears of a post
// that is not there, or deleted, that they may not; s.mu is held.
func (c *call) mine() *post {
	p := c.s.posts[c.path("post")]
	if p == nil || p.DeleteAt > 0 || p.UserId != c.who.id() && !c.who.isAdmin() || !c.s.mayRead(c.who, c.s.channels[p.ChannelId]) {
		c.forbidden()
		return nil
	}
	return p
}

func (s *Server) patchPost(c *call) {
	var patch model.PostPatch
	if !c.read(&patch) {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	p := c.mine()
	if p == nil {
		return
	}
	if ch := s.channels[p.ChannelId]; ch.DeleteAt > 0 {
		c.fail(http.StatusBadRequest, "api.post.patch_post.can_not_update_post_in_deleted.error")
		return
	}
	next := p.Clone()
	if patch.Message != nil {
		next.Message = *patch.Message
	}
	if patch.Props != nil {
		next.Props = *patch.Props // all of it: what is not in there is gone
	}
	if patch.FileIds != nil {
		next.FileIds = *patch.FileIds
	}
	if patch.IsPinned != nil {
		next.IsPinned = *patch.IsPinned
	}
	s.edit(c, p, next)
}

// updatePost is the edit that loses what is not sent.
func (s *Server) updatePost(c *call) {
	var next model.Post
	if !c.read(&next) {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	p := c.mine()
	if p == nil {
		return
	}
	if next.Id != p.Id {
		c.fail(http.StatusBadRequest, "api.context.invalid_body_param.app_error")
		return
	}
	kept := p.Clone()
	kept.Message, kept.Props, kept.IsPinned = next.Message, next.Props, next.IsPinned
	s.edit(c, p, kept)
}

// edit replaces a post; s.mu is held.
func (s *Server) edit(c *call, p *post, next *model.Post) {
	if utf8.RuneCountInString(next.Message) > s.opt.MaxPostSize {
		c.fail(http.StatusBadRequest, "model.post.is_valid.message_length.app_error")
		return
	}
	for _, a := range next.Attachments() {
		for _, f := range a.Fields {
			if f.Value == nil {
				s.broke("%s: a field of an attachment has no value; the server breaks off the request", c.name)
				panic(http.ErrAbortHandler) // released by the deferred unlock
			}
		}
	}
	if c.bot {
		s.checkPost(c.name, c.who, next)
		if p.Props["from_bot"] != nil && next.Props["from_bot"] == nil {
			s.broke("%s: the props replace all that was there, and from_bot is lost", c.name)
		}
	}
	next.GenerateActionIds()
	if same(p.Post, next) {
		if c.bot {
			s.broke("%s: an edit that changes nothing", c.name)
		}
		c.reply(http.StatusOK, p.shown())
		return
	}
	s.replaceFiles(c, p.Post, next)
	now := s.nowLocked()
	s.remember(p, now)
	if p.Message != next.Message || !slices.Equal(p.FileIds, next.FileIds) || !p.AttachmentsEqual(next) {
		next.EditAt = now
	}
	next.UpdateAt = now
	p.Post = next
	s.edited(p)
	c.reply(http.StatusOK, p.shown())
}

// replaceFiles attaches what is new and drops what is not there any more.
func (s *Server) replaceFiles(c *call, was, next *model.Post) {
	for _, id := range was.FileIds {
		if !slices.Contains(next.FileIds, id) {
			delete(s.files, id)
		}
	}
	kept := model.StringArray{}
	for _, id := range next.FileIds {
		f := s.files[id]
		if f == nil || f.PostId != "" && f.PostId != was.Id || f.CreatorId != c.who.id() {
			if c.bot {
				s.broke("%s: a file is attached that is not there, or to another post; it is left out", c.name)
			}
			continue
		}
		f.PostId, f.ChannelId = was.Id, was.ChannelId
		kept = append(kept, id)
	}
	next.FileIds = kept
}

// same tells whether an edit changes nothing.
func same(a, b *model.Post) bool {
	one, err := json.Marshal([]any{a.Message, a.Props, a.FileIds, a.IsPinned})
	if err != nil {
		panic(err)
	}
	two, err := json.Marshal([]any{b.Message, b.Props, b.FileIds, b.IsPinned})
	if err != nil {
		panic(err)
	}
	return bytes.Equal(one, two)
}

// remember keeps the version that an update replaces: it looks like a post
// that was deleted.
func (s *Server) remember(p *post, now int64) {
	old := p.Clone()
	old.Id, old.OriginalId, old.DeleteAt, old.UpdateAt, old.Message = model.NewId(), p.Id, now, now, ""
	old.Props, old.FileIds = model.StringInterface{}, model.StringArray{}
	row := &post{old, true}
	s.posts[old.Id] = row
	s.order = append(s.order, row)
}

// edited publishes a post as it is now; s.mu is held.
func (s *Server) edited(p *post) {
	shown := p.shown()
	shown.Metadata = s.metadata(shown)
	s.aboutPost(model.WebsocketEventPostEdited, shown, nil)
}

func (s *Server) aboutPost(event model.WebsocketEventType, shown *model.Post, more map[string]any) {
	text, err := shown.ToJSON()
	if err != nil {
		panic(err)
	}
	e := model.NewWebSocketEvent(event, "", shown.ChannelId, "", nil, "")
	e.Add("post", text)
	for k, v := range more {
		e.Add(k, v)
	}
	ch := s.channels[shown.ChannelId]
	s.publish(e, func(u *user) bool { return ch.members[u.Id] != nil })
}

func (s *Server) deletePost(c *call) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.posts[c.path("post")]
	if p == nil || p.DeleteAt > 0 {
		c.fail(http.StatusNotFound, "app.post.get.app_error")
		return
	}
	ch := s.channels[p.ChannelId]
	t := s.teams[ch.TeamId]
	teamAdmin := t != nil && t.members[c.who.id()] != nil && t.members[c.who.id()].SchemeAdmin
	if p.UserId != c.who.id() && !c.who.isAdmin() && !teamAdmin {
		c.forbidden()
		return
	}
	s.remove(p, c.who.id())
	c.ok()
}

// remove deletes a post and what was said in reply; s.mu is held.
func (s *Server) remove(p *post, by string) {
	before := p.shown()
	now := s.nowLocked()
	for _, x := range s.order {
		if (x == p || x.RootId == p.Id) && x.DeleteAt == 0 {
			x.DeleteAt, x.UpdateAt = now, now
		}
	}
	s.aboutPost(model.WebsocketEventPostDeleted, before, map[string]any{"delete_by": by})
}

// Delete deletes a post as an administrator does.
func (s *Server) Delete(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p := s.posts[id]; p != nil && p.DeleteAt == 0 {
		s.remove(p, "")
	}
}

// Post returns a post as it is kept, with what clients never get; nil when it
// is not there.
func (s *Server) Post(id string) *model.Post {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p := s.posts[id]; p != nil && p.DeleteAt == 0 {
		return p.Clone()
	}
	return nil
}

// Posts returns what is posted in a channel, the oldest first, without what
// the server itself says.
func (s *Server) Posts(channelID string) []*model.Post {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []*model.Post
	for _, p := range s.order {
		if p.ChannelId == channelID && p.DeleteAt == 0 && p.Type == "" {
			out = append(out, p.Clone())
		}
	}
	return out
}

// Edits tells how many old versions are kept of a post.
func (s *Server) Edits(id string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for p := range maps.Values(s.posts) {
		if p.history && p.OriginalId == id {
			n++
		}
	}
	return n
}
