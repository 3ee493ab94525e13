package slacktest

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// maxSockets is how many connections an app may have.
const maxSockets = 10

// maxAck is how much an acknowledgement may hold: more is dropped silently.
const maxAck = 20 << 10

// A socket is one connection of Socket Mode.
type socket struct {
	conn     *websocket.Conn
	write    sync.Mutex
	draining bool // it was told to go: nothing new is sent on it
	over     chan struct{}
}

// waiting is an envelope without an acknowledgement.
type waiting struct {
	on      *socket
	accepts bool // an acknowledgement may hold something
	done    chan json.RawMessage
	late    bool // nobody waits any more
}

func openConnection(c *call) {
	if c.s.opt.Endpoint != "" {
		c.fail("socket_mode_not_enabled") // the app has an address
		return
	}
	ticket := secret()
	c.s.tickets[ticket] = true
	c.out["url"] = "ws" + strings.TrimPrefix(c.base, "http") + "/link/?ticket=" + ticket + "&app_id=" + c.s.AppID
}

var upgrader = websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}

func (s *Server) serveSocket(w http.ResponseWriter, r *http.Request) {
	ticket := r.URL.Query().Get("ticket")
	s.mu.Lock()
	fine := s.tickets[ticket]
	delete(s.tickets, ticket)
	if !fine {
		s.broke("a socket is opened with an address that was not given, or a second time")
	}
	if r.URL.Query().Has("debug_reconnects") {
		s.broke("a socket for debugging, which ends after six minutes")
	}
	s.mu.Unlock()
	if !fine {
		http.Error(w, "invalid ticket", http.StatusForbidden)
		return
	}
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return // it answered
	}
	k := &socket{conn: conn, over: make(chan struct{})}
	defer s.gone(k)
	k.write.Lock() // nothing is sent before the greeting
	s.mu.Lock()
	many := len(s.sockets) >= maxSockets
	if !many {
		s.sockets = append(s.sockets, k)
	}
	n := len(s.sockets)
	s.mu.Unlock()
	hello := obj{
		"type": "hello", "num_connections": n, "connection_info": obj{"app_id": s.AppID},
		"debug_info": obj{"host": "applink", "build_number": 1, "approximate_connection_time": 18060},
	}
	if many {
		hello = obj{"type": "disconnect", "reason": "too_many_websockets", "debug_info": obj{}}
	}
	err = conn.WriteJSON(hello)
	k.write.Unlock()
	if err != nil || many {
		return
	}
	go k.ping(s.opt.PingEvery)
	for {
		_, data, err := conn.ReadMessage()
		if err != nil {
			return
		}
		s.acknowledged(k, data)
	}
}

func (k *socket) say(v any) error {
	k.write.Lock()
	defer k.write.Unlock()
	return k.conn.WriteJSON(v)
}

func (k *socket) ping(every time.Duration) {
	t := time.NewTicker(every)
	defer t.Stop()
	for {
		k.write.Lock()
		err := k.conn.WriteControl(websocket.PingMessage, []byte("Ping from applink"), time.Now().Add(time.Second))
		k.write.Unlock()
		if err != nil {
			return
		}
		select {
		case <-t.C:
		case <-k.over:
			return
		}
	}
}

// gone takes a socket out, and with it what waited on it.
func (s *Server) gone(k *socket) {
	k.conn.Close()
	close(k.over)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sockets = slices.DeleteFunc(s.sockets, func(x *socket) bool { return x == k })
	for id, w := range s.waiting {
		if w.on == k && !w.late {
			delete(s.waiting, id)
			close(w.done)
		}
	}
}

// acknowledged takes what the app sends.
func (s *Server) acknowledged(k *socket, data []byte) {
	var a struct {
		ID      string          `json:"envelope_id"`
		Payload json.RawMessage `json:"payload"`
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := strictly(data, &a); err != nil || a.ID == "" {
		s.broke("what came on a socket is no acknowledgement: %v", err)
		return
	}
	w := s.waiting[a.ID]
	switch {
	case w == nil:
		s.broke("an envelope was acknowledged that is not there, or a second time")
		return
	case w.on != k:
		return // a connection takes the acknowledgements of its own envelopes
	case w.late:
		s.broke("an envelope was acknowledged later than %v", s.opt.AckWithin)
		delete(s.waiting, a.ID)
		return
	case len(data) >= maxAck:
		s.broke("an acknowledgement of %d bytes is dropped", len(data))
		return
	}
	if string(a.Payload) == "null" {
		a.Payload = nil
	}
	if len(a.Payload) > 0 && !w.accepts {
		s.broke("the acknowledgement of an event holds something")
	}
	delete(s.waiting, a.ID)
	w.done <- a.Payload
}

// Sockets is how many connections there are.
func (s *Server) Sockets() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.sockets)
}

// Disconnect tells every socket to go: "warning", "refresh_requested" or
// "link_disabled". Nothing new is sent on it; it is closed after the grace, at
// once when the link is disabled.
func (s *Server) Disconnect(reason string) {
	s.mu.Lock()
	all := slices.Clone(s.sockets)
	for _, k := range all {
		k.draining = true
	}
	s.mu.Unlock()
	for _, k := range all {
		k.say(obj{"type": "disconnect", "reason": reason, "debug_info": obj{"host": "applink"}}) // who is gone reads nothing
		if reason == "link_disabled" {
			k.conn.Close()
			continue
		}
		s.background(func() {
			t := time.NewTimer(s.opt.Grace)
			defer t.Stop()
			select {
			case <-t.C:
				k.conn.Close()
			case <-k.over:
			case <-s.ended.Done():
			}
		})
	}
}

// Cut breaks every connection off.
func (s *Server) Cut() {
	s.mu.Lock()
	all := slices.Clone(s.sockets)
	s.mu.Unlock()
	for _, k := range all {
		k.conn.Close()
	}
}

// Write sends something to every socket as it is, to see what the app does with it.
func (s *Server) Write(data []byte) {
	s.mu.Lock()
	all := slices.Clone(s.sockets)
	s.mu.Unlock()
	for _, k := range all {
		k.write.Lock()
		k.conn.WriteMessage(websocket.TextMessage, data) // who is gone reads nothing
		k.write.Unlock()
	}
}
