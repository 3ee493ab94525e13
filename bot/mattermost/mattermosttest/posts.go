package mattermosttest

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/mattermost/mattermost/server/public/model"
)

// A post is kept with its secrets; clone gives it without.
type post struct {
	*model.Post
	history bool // an old version of another post
}

// A pendingPost remembers which post came of a pending_post_id.
type pendingPost struct {
	post *post
	at   int64
	sent string // what it was, to see that a repeat is one
}

// dedupeFor is how long a server knows a pending_post_id.
const dedupeFor = 30_000

func (s *Server) postRoutes() map[string]func(*call) {
	return map[string]func(*call){
		"POST /posts":                   s.createPost,
		"POST /posts/ephemeral":         s.createEphemeral,
		"GET /posts/{post}":             withPost(func(c *call, p *post) { c.reply(http.StatusOK, p.shown()) }),
		"GET /posts/{post}/thread":      withPost(s.thread),
		"PUT /posts/{post}/patch":       s.patchPost,
		"PUT /posts/{post}":             s.updatePost,
		"DELETE /posts/{post}":          s.deletePost,
		"POST /posts/{post}/pin":        withPost(func(c *call, p *post) { p.IsPinned = true; c.ok() }),
		"GET /channels/{channel}/posts": withChannel(s.listPosts),
	}
}

// withPost finds the post of a path that who calls may read; s.mu is held while
// the handler runs.
func withPost(do func(*call, *post)) func(*call) {
	return func(c *call) {
		id, ok := c.id("post")
		if !ok {
			return
		}
		c.s.mu.Lock()
		defer c.s.mu.Unlock()
		p := c.s.posts[id]
		if p == nil || p.DeleteAt > 0 {
			c.fail(http.StatusNotFound, "app.post.get.app_error")
			return
		}
		if !c.s.mayRead(c.who, c.s.channels[p.ChannelId]) {
			c.forbidden()
			return
		}
		do(c, p)
	}
}

// shown is a post as clients get it: no integration, no secret.
func (p *post) shown() *model.Post {
	data, err := json.Marshal(p.Post)
	if err != nil {
		panic(err) // came as JSON
	}
	var out model.Post
	if err := json.Unmarshal(data, &out); err != nil {
		panic(err)
	}
	out.StripActionIntegrations()
	out.PendingPostId = ""
	if out.Props == nil {
		out.Props = model.StringInterface{}
	}
	return &out
}

func (s *Server) createPost(c *call) {
	c.asks("set_online")
	var p model.Post
	if !c.read(&p) {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	ch := s.channels[p.ChannelId]
	if !s.mayPost(c.who, ch) {
		c.forbidden()
		return
	}
	if was := s.pending[c.who.id()+p.PendingPostId]; p.PendingPostId != "" && was != nil && s.nowLocked()-was.at < dedupeFor {
		if was.sent != sent(&p) {
			s.broke("POST /posts: another post has the pending_post_id of an earlier one, and is lost")
		}
		c.reply(http.StatusCreated, was.post.shown())
		return
	}
	if id := s.cannotPost(&p, ch); id != "" {
		c.fail(http.StatusBadRequest, id)
		return
	}
	if c.bot {
		s.checkPost("POST /posts", c.who, &p)
	}
	p.UserId, p.Type, p.CreateAt, p.EditAt, p.DeleteAt, p.Id = c.who.id(), "", 0, 0, 0, ""
	if p.Props == nil {
		p.Props = model.StringInterface{}
	}
	if c.who.IsBot {
		p.Props["from_bot"] = "true"
	}
	pending, was := p.PendingPostId, sent(&p)
	made := s.add(&p, ch, c.who, pending)
	if pending != "" {
		s.pending[c.who.id()+pending] = &pendingPost{made, made.CreateAt, was}
	}
	out := made.shown()
	out.PendingPostId = pending
	c.reply(http.StatusCreated, out)
}

func sent(p *model.Post) string {
	data, err := json.Marshal([]any{p.ChannelId, p.RootId, p.Message})
	if err != nil {
		panic(err)
	}
	return string(data)
}

// cannotPost says why a post is refused; s.mu is held.
func (s *Server) cannotPost(p *model.Post, ch *channel) string {
	switch {
	case ch.DeleteAt > 0:
		return "api.post.create_post.can_not_post_to_deleted.error"
	case utf8.RuneCountInString(p.Message) > s.opt.MaxPostSize:
		return "model.post.is_valid.message_length.app_error"
	case len(p.FileIds) > 10:
		return "api.post.create_post.too_many_files.app_error" // 11 were refused; the id is not important
	}
	if p.RootId != "" {
		root := s.posts[p.RootId]
		if root == nil || root.ChannelId != p.ChannelId || root.RootId != "" || root.DeleteAt > 0 {
			return "api.post.create_post.root_id.app_error"
		}
	}
	if data, err := json.Marshal(p.Props); err == nil && utf8.RuneCount(data) > model.PostPropsMaxRunes {
		return "model.post.is_valid.props.app_error"
	}
	return ""
}

// add keeps a post and tells everybody who reads the channel; s.mu is held.
func (s *Server) add(p *model.Post, ch *channel, by *user, pending string) *post {
	p.Id = model.NewId()
	p.CreateAt = s.nowLocked()
	p.UpdateAt = p.CreateAt
	p.GenerateActionIds()
	if p.Props == nil {
		p.Props = model.StringInterface{}
	}
	files := model.StringArray{}
	for _, id := range p.FileIds {
		f := s.files[id]
		if f == nil || f.PostId != "" || f.CreatorId != by.id() {
			if by.IsBot {
				s.broke("POST /posts: a file is attached that is not there, or to another post; it is left out")
			}
			continue
		}
		f.PostId, f.ChannelId = p.Id, p.ChannelId
		files = append(files, id)
	}
	p.FileIds = files
	p.PendingPostId = ""
	made := &post{Post: p}
	s.posts[p.Id] = made
	s.order = append(s.order, made)
	ch.LastPostAt = p.CreateAt
	if p.RootId == "" {
		ch.LastRootPostAt = p.CreateAt
	}
	who := s.mentioned(p, ch)
	if len(who.names) > 0 || who.everybody {
		s.pinged = append(s.pinged, Ping{By: by.Username, Names: who.names, Everybody: who.everybody})
	}
	shown := made.shown()
	shown.PendingPostId = pending
	shown.Metadata = s.metadata(shown)
	s.posted(shown, ch, by, who)
	return made
}

// posted publishes a new post.
func (s *Server) posted(p *model.Post, ch *channel, by *user, who mentioned) {
	text, err := p.ToJSON()
	if err != nil {
		panic(err)
	}
	make := func(mention string) *model.WebSocketEvent {
		e := model.NewWebSocketEvent(model.WebsocketEventPosted, "", ch.Id, "", nil, "")
		e.Add("post", text)
		e.Add("channel_type", string(ch.Type))
		e.Add("channel_display_name", ch.DisplayName)
		e.Add("channel_name", ch.Name)
		e.Add("sender_name", by.mentionName())
		e.Add("team_id", ch.TeamId)
		e.Add("set_online", true)
		if mention != "" {
			e.Add("mentions", `["`+mention+`"]`)
		}
		return e
	}
	for _, u := range s.users {
		if ch.members[u.Id] == nil {
			continue
		}
		mention := ""
		// In a direct conversation everybody else is notified, so "mentions" holds them.
		if u != by && (slices.Contains(who.ids, u.Id) || who.everybody || ch.direct()) {
			mention = u.Id
		}
		e := make(mention)
		s.publish(e, func(x *user) bool { return x == u })
		if u.IsBot && !by.IsBot {
			s.last = func(context.Context) error {
				s.mu.Lock()
				defer s.mu.Unlock()
				s.publish(e, func(x *user) bool { return x == u })
				return nil
			}
		}
	}
}

func (s *Server) thread(c *call, p *post) {
	root := p.Id
	if p.RootId != "" {
		root = p.RootId
	}
	list := model.NewPostList()
	for _, x := range s.order {
		if x.DeleteAt == 0 && (x.Id == root || x.RootId == root) {
			list.AddPost(x.shown())
			list.AddOrder(x.Id)
		}
	}
	c.reply(http.StatusOK, list)
}

// listPosts gives a page of the newest, or what changed since a moment: then
// also what was deleted, and old versions of what was edited.
func (s *Server) listPosts(c *call, ch *channel) {
	s.mu.Unlock()
	c.asks("page", "per_page", "since", "before", "after", "skipFetchThreads", "collapsedThreads", "include_deleted")
	number, size := c.query("page", 0, 1<<20), c.query("per_page", 60, 200)
	s.mu.Lock()
	q := c.r.URL.Query()
	var all []*post // newest first
	for _, p := range slices.Backward(s.order) {
		if p.ChannelId == ch.Id {
			all = append(all, p)
		}
	}
	list := model.NewPostList()
	show := func(p *post) {
		list.AddPost(p.shown())
		list.AddOrder(p.Id)
	}
	if q.Get("since") != "" {
		since, err := strconv.ParseInt(q.Get("since"), 10, 64)
		if err != nil || q.Get("before") != "" || q.Get("after") != "" {
			c.fail(http.StatusBadRequest, "api.context.invalid_url_param.app_error")
			return
		}
		changed := slices.DeleteFunc(all, func(p *post) bool { return p.UpdateAt <= since })
		// LIMIT 1000 without ORDER BY: which thousand is for the database to say.
		for _, p := range changed[max(0, len(changed)-1000):] {
			show(p)
		}
		c.reply(http.StatusOK, list)
		return
	}
	all = slices.DeleteFunc(all, func(p *post) bool { return p.DeleteAt > 0 })
	at := func(id string) int { return slices.IndexFunc(all, func(p *post) bool { return p.Id == id }) }
	if id := q.Get("after"); id != "" {
		all = all[:max(0, at(id))]
		slices.Reverse(all) // pages go away from that post
		all = slices.Clone(page(all, number, size))
		slices.Reverse(all)
	} else {
		if id := q.Get("before"); id != "" {
			all = all[at(id)+1:]
		}
		all = page(all, number, size)
	}
	for _, p := range all {
		show(p)
	}
	c.reply(http.StatusOK, list)
}
