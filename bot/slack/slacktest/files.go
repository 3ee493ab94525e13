package slacktest

import (
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A File is something that was uploaded.
type File struct {
	ID, Name, Title, Alt, URL string
	Permalink                 string
	Data                      []byte
	Shares                    map[string][]string // times of messages by channel

	length   int
	uploaded bool
	done     bool // the upload was completed
	ready    time.Time
}

// there tells whether a file is processed; s.mu is held.
func (f *File) there(*Server) bool { return f.done && time.Now().After(f.ready) }

func (f *File) share(channel, ts string) {
	if !slices.Contains(f.Shares[channel], ts) {
		f.Shares[channel] = append(f.Shares[channel], ts)
	}
}

var fileMethods = map[string]method{
	"files.getUploadURLExternal":   {do: uploadURL, scopes: []string{"files:write"}, need: []string{"filename", "length"}, may: []string{"alt_txt", "snippet_type"}, tier: 100},
	"files.completeUploadExternal": {do: completeUpload, scopes: []string{"files:write"}, need: []string{"files"}, may: []string{"channel_id", "channels", "initial_comment", "thread_ts", "blocks"}, json: true, tier: 100},
	"files.info":                   {do: filesInfo, scopes: []string{"files:read"}, need: []string{"file"}, may: []string{"count", "page", "cursor", "limit"}, tier: 100},
	"files.delete":                 {do: filesDelete, scopes: []string{"files:write"}, need: []string{"file"}, json: true, tier: 50},
}

func uploadURL(c *call) {
	n, err := strconv.Atoi(c.args["length"])
	if err != nil || n < 1 {
		c.fail("invalid_arguments", "[ERROR] length must be a positive number")
		return
	}
	if len(c.args["alt_txt"]) > 1000 {
		c.fail("alt_txt_too_large")
		return
	}
	f := &File{ID: c.s.id("F"), Name: c.args["filename"], Title: c.args["filename"], Alt: c.args["alt_txt"], length: n, Shares: map[string][]string{}}
	f.URL = c.base + "/files-pri/" + f.ID + "/download"
	f.Permalink = "https://rijk.slack.com/files/" + c.s.BotUser + "/" + f.ID + "/download"
	c.s.files[f.ID] = f
	c.out["file_id"], c.out["upload_url"] = f.ID, c.base+"/upload/v1/"+f.ID
}

func (s *Server) serveUpload(w http.ResponseWriter, r *http.Request) {
	data, err := io.ReadAll(r.Body)
	if err != nil {
		return // whoever called is gone
	}
	if kind, params, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind == "multipart/form-data" {
		part, err := multipart.NewReader(strings.NewReader(string(data)), params["boundary"]).NextPart()
		if err == nil {
			data, err = io.ReadAll(part)
		}
		if err != nil {
			http.Error(w, "bad form", http.StatusBadRequest)
			return
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.files[r.PathValue("file")]
	if f == nil || r.Method != http.MethodPost {
		http.NotFound(w, r)
		return
	}
	if len(data) != f.length {
		s.broke("an upload of %d bytes was announced as %d", len(data), f.length)
		http.Error(w, "wrong size", http.StatusBadRequest)
		return
	}
	f.Data, f.uploaded = data, true
	fmt.Fprintf(w, "OK - %d", len(data))
}

func completeUpload(c *call) {
	var which []struct {
		ID    string `json:"id"`
		Title string `json:"title"`
	}
	if !c.json("files", &which) {
		return
	}
	var files []*File
	for _, x := range which {
		f := c.s.files[x.ID]
		if f == nil || !f.uploaded || f.done {
			c.fail("file_not_found")
			return
		}
		f.Title = defaultTo(x.Title, f.Title)
		files = append(files, f)
	}
	if len(files) == 0 {
		c.fail("invalid_arguments", "[ERROR] no files")
		return
	}
	var m *Message
	if c.args["channels"] != "" {
		c.wrong("several channels at once")
	}
	if id := c.args["channel_id"]; id != "" {
		ch := c.s.channels[id]
		if ch == nil {
			c.fail("channel_not_found")
			return
		}
		c.args["channel"] = id
		if ch = c.where(); ch == nil {
			return
		}
		m = &Message{Channel: ch.ID, User: c.s.BotUser, Bot: true, Text: c.args["initial_comment"], ThreadTS: c.args["thread_ts"], Files: files}
		if m.ThreadTS != "" && ch.message(m.ThreadTS) == nil {
			c.fail("thread_not_found")
			return
		}
		if c.args["initial_comment"] != "" && c.args["blocks"] != "" {
			c.wrong("blocks are ignored beside a comment")
		} else if c.json("blocks", &m.Blocks); c.done {
			return
		}
		if wrong := c.s.checkBlocks(m.Blocks, inMessage); len(wrong) > 0 {
			c.invalid(wrong)
			return
		}
	}
	all := []obj{}
	for _, f := range files {
		f.done, f.ready = true, time.Now().Add(c.s.opt.Processing)
		all = append(all, obj{"id": f.ID, "title": f.Title})
	}
	c.out["files"] = all
	if s := c.s; m != nil { // the message comes when the files are there
		s.background(func() {
			pause(s.ended, s.opt.Processing)
			s.mu.Lock()
			s.post(m)
			for _, f := range files {
				f.share(m.Channel, m.TS)
			}
			s.echo(m)
			s.mu.Unlock()
		})
	}
}

func (s *Server) showFile(f *File) obj {
	ext := f.Name[strings.LastIndexByte(f.Name, '.')+1:]
	out := obj{
		"id": f.ID, "created": 1, "timestamp": 1, "name": f.Name, "title": f.Title, "mimetype": "", "filetype": "", "pretty_type": "", "user": s.BotUser,
		"size": len(f.Data), "mode": "hosted", "is_external": false, "is_public": false, "url_private": f.URL, "url_private_download": f.URL, "permalink": f.Permalink,
		"file_access": "visible",
	}
	if f.Alt != "" {
		out["alt_txt"] = f.Alt
	}
	if f.there(s) { // before that, Slack knows neither kind nor place
		out["mimetype"], out["filetype"] = mime.TypeByExtension("."+ext), ext
		shares, channels, ims := obj{}, []string{}, []string{}
		public := obj{}
		private := obj{}
		for ch, times := range f.Shares {
			var all []obj
			for _, ts := range times {
				all = append(all, obj{"ts": ts, "reply_users": []string{}, "reply_users_count": 0, "reply_count": 0})
			}
			if s.channels[ch].IM || s.channels[ch].Private {
				private[ch], ims = all, append(ims, ch)
			} else {
				public[ch], channels = all, append(channels, ch)
			}
		}
		if len(public) > 0 {
			shares["public"] = public
		}
		if len(private) > 0 {
			shares["private"] = private
		}
		out["shares"], out["channels"], out["ims"], out["groups"] = shares, channels, ims, []string{}
	}
	return out
}

func filesInfo(c *call) {
	f := c.s.files[c.args["file"]]
	if f == nil || !f.done {
		c.fail("file_not_found")
		return
	}
	c.out["file"] = c.s.showFile(f)
	c.out["comments"] = []obj{}
}

func filesDelete(c *call) {
	f := c.s.files[c.args["file"]]
	if f == nil {
		c.fail("file_not_found")
		return
	}
	delete(c.s.files, f.ID)
	for _, ch := range c.s.channels {
		for _, m := range ch.messages {
			m.Files = slices.DeleteFunc(m.Files, func(x *File) bool { return x == f })
		}
	}
}

// linked shares the files a message of the app leads to by their permalink, as
// Slack does; s.mu is held.
func (s *Server) linked(m *Message) {
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, x := range v {
				walk(x)
			}
		case obj:
			for _, x := range v {
				if t, ok := x.(string); ok {
					s.linkedIn(t, m)
				} else {
					walk(x)
				}
			}
		}
	}
	for _, b := range m.Blocks {
		walk(b)
	}
	s.linkedIn(m.Text, m)
}

func (s *Server) linkedIn(t string, m *Message) {
	for _, f := range s.files {
		if !strings.Contains(t, f.Permalink) {
			continue
		}
		switch {
		case !f.done:
			s.broke("a message leads to a file that is not uploaded")
		case m.Ephemeral != "":
			s.broke("a message that only one person sees leads to a file, which is not shared by it")
		case !slices.Contains(m.Files, f):
			m.Files = append(m.Files, f)
			f.share(m.Channel, m.TS)
		}
	}
}

// serveDownload gives the content of a file to whoever has a token.
func (s *Server) serveDownload(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.files[r.PathValue("file")]
	if f == nil || r.Header.Get("Authorization") != "Bearer "+s.BotToken {
		http.NotFound(w, r)
		return
	}
	w.Write(f.Data)
}

// File returns a file by its id.
func (s *Server) File(id string) *File {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.files[id]
}
