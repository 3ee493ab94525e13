package mattermosttest

import (
	"bytes"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"path/filepath"

	"github.com/mattermost/mattermost/server/public/model"
)

// A file belongs to at most one post.
type file struct {
	model.FileInfo
	data []byte
}

func (s *Server) fileRoutes() map[string]func(*call) {
	return map[string]func(*call){
		"POST /files":            s.upload,
		"GET /files/{file}":      withFile(func(c *call, f *file) { c.w.Header().Set("Content-Type", f.MimeType); c.w.Write(f.data) }),
		"GET /files/{file}/info": withFile(func(c *call, f *file) { c.reply(http.StatusOK, &f.FileInfo) }),
	}
}

// withFile finds a file that who calls may read; s.mu is held.
func withFile(do func(*call, *file)) func(*call) {
	return func(c *call) {
		c.s.mu.Lock()
		defer c.s.mu.Unlock()
		f := c.s.files[c.path("file")]
		if f == nil {
			c.fail(http.StatusNotFound, "app.file_info.get.app_error")
			return
		}
		if f.PostId == "" && f.CreatorId != c.who.id() || f.PostId != "" && !c.s.mayRead(c.who, c.s.channels[f.ChannelId]) {
			c.forbidden()
			return
		}
		do(c, f)
	}
}

func (s *Server) upload(c *call) {
	_, params, err := mime.ParseMediaType(c.r.Header.Get("Content-Type"))
	if err != nil || params["boundary"] == "" {
		c.fail(http.StatusBadRequest, "api.file.upload_file.read_request.app_error")
		return
	}
	form, err := multipart.NewReader(bytes.NewReader(c.body), params["boundary"]).ReadForm(100 << 20)
	if err != nil || len(form.Value["channel_id"]) != 1 {
		c.fail(http.StatusBadRequest, "api.file.upload_file.read_form_value.app_error")
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	id := form.Value["channel_id"][0]
	if !s.mayPost(c.who, s.channels[id]) {
		c.forbidden()
		return
	}
	out := model.FileUploadResponse{FileInfos: []*model.FileInfo{}, ClientIds: []string{}}
	for _, head := range form.File["files"] {
		r, err := head.Open()
		if err != nil {
			panic(err) // in memory
		}
		data, err := io.ReadAll(r)
		if err != nil {
			panic(err)
		}
		kind := mime.TypeByExtension(filepath.Ext(head.Filename))
		if filepath.Ext(head.Filename) == ".csv" {
			kind = "text/csv; charset=utf-8"
		}
		at := s.nowLocked()
		f := &file{model.FileInfo{
			Id: model.NewId(), CreatorId: c.who.id(), ChannelId: id, CreateAt: at, UpdateAt: at,
			Name: head.Filename, Extension: filepath.Ext(head.Filename), Size: int64(len(data)), MimeType: kind,
		}, data}
		s.files[f.Id] = f
		out.FileInfos = append(out.FileInfos, &f.FileInfo)
	}
	if len(out.FileInfos) == 0 {
		c.fail(http.StatusBadRequest, "api.file.upload_file.read_request.app_error")
		return
	}
	c.reply(http.StatusCreated, &out)
}

// metadata is what clients get along with a post; s.mu is held.
func (s *Server) metadata(p *model.Post) *model.PostMetadata {
	if len(p.FileIds) == 0 {
		return nil
	}
	m := &model.PostMetadata{}
	for _, id := range p.FileIds {
		if f := s.files[id]; f != nil {
			info := f.FileInfo
			m.Files = append(m.Files, &info)
		}
	}
	return m
}
