package mattermosttest

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"time"

	"github.com/gorilla/websocket"
	"github.com/mattermost/mattermost/server/public/model"
)

// What a server keeps for a connection: what waits to be sent, and what was
// sent last, for one that comes back.
const (
	sendQueue = 256
	deadQueue = 128
)

// A session is a websocket of somebody, or one that was cut off and may come back.
type session struct {
	id     string
	user   *user
	next   int64                    // of the next event
	dead   []queued                 // the last that were sent, oldest first
	conn   *websocket.Conn          // nil while it is cut off
	queue  chan outgoing            // to the writer of conn
	pongs  map[string]chan struct{} // pings that wait for their answer
	silent bool                     // open, and nothing comes through
}

// outgoing is a message, or a ping with that payload.
type outgoing struct {
	ping bool
	data []byte
}

type queued struct {
	seq  int64
	data []byte
}

func (s *Server) socketRoutes() map[string]func(*call) {
	return map[string]func(*call){"GET /websocket": s.socket}
}

var upgrader = websocket.Upgrader{ReadBufferSize: 8 << 10, WriteBufferSize: 8 << 10, CheckOrigin: func(*http.Request) bool { return true }}

// socket takes a connection. With a token in the header it may resume an
// earlier one; without, the client says who it is by a message.
func (s *Server) socket(c *call) {
	c.asks("connection_id", "sequence_number", "postedAck", "disconnect_err_code")
	q := c.r.URL.Query()
	conn, err := upgrader.Upgrade(c.w, c.r, nil)
	if err != nil {
		return
	}
	conn.SetReadLimit(8 << 10)
	if c.who == nil {
		if c.who = s.challenge(conn); c.who == nil {
			conn.NetConn().Close() // without a word: 1006
			return
		}
		q = nil // only a header makes it reliable
	}
	id := q.Get("connection_id")
	if id != "" && !model.IsValidId(id) {
		conn.NetConn().Close()
		return
	}
	seq, err := strconv.ParseInt(q.Get("sequence_number"), 10, 64)
	if err != nil {
		seq = 0
	}
	x := s.resume(c.who, conn, id, seq)
	s.listen(x, conn)
}

// challenge waits for a client to say who it is; nil when it does not in time,
// or its token is not good: the server hangs up then, and not before.
func (s *Server) challenge(conn *websocket.Conn) *user {
	deadline := time.Now().Add(s.opt.SilentClose)
	conn.SetReadDeadline(deadline)
	for {
		var asked model.WebSocketRequest
		if err := conn.ReadJSON(&asked); err != nil {
			time.Sleep(time.Until(deadline))
			return nil
		}
		if asked.Action != "authentication_challenge" {
			continue
		}
		token, _ := asked.Data["token"].(string)
		s.mu.Lock()
		u := s.users[s.tokens[token]]
		s.mu.Unlock()
		if u != nil && u.DeleteAt == 0 {
			conn.SetReadDeadline(time.Time{})
			conn.WriteJSON(model.NewWebSocketResponse(model.StatusOk, asked.Seq, nil))
			return u
		}
	}
}

// resume takes an old session up again when nothing of it is lost: then it
// sends what was missed, and no hello. Otherwise there is a new one.
func (s *Server) resume(u *user, conn *websocket.Conn, id string, seq int64) *session {
	s.mu.Lock()
	defer s.mu.Unlock()
	if x := s.sessions[id]; x != nil && x.user == u && !x.silent {
		first := x.next
		if len(x.dead) > 0 {
			first = x.dead[0].seq
		}
		if seq >= first && seq <= x.next {
			x.hangUp()
			x.start(s, conn)
			for _, m := range x.dead {
				if m.seq >= seq {
					x.queue <- outgoing{data: m.data} // the queue is larger than what is kept
				}
			}
			return x
		}
	}
	x := &session{id: model.NewId(), user: u}
	s.sessions[x.id] = x
	x.start(s, conn)
	hello := model.NewWebSocketEvent(model.WebsocketEventHello, "", "", u.Id, nil, "")
	hello.Add("server_version", Version+".1.0.0.false")
	hello.Add("connection_id", x.id)
	hello.Add("server_hostname", "mattermosttest")
	s.send(x, hello)
	return x
}

// start writes what is queued to a connection until it ends.
func (x *session) start(s *Server, conn *websocket.Conn) {
	queue := make(chan outgoing, sendQueue)
	x.conn, x.queue = conn, queue
	go func() {
		defer conn.NetConn().Close()
		ping := time.NewTicker(s.opt.PingEvery)
		defer ping.Stop()
		for {
			select {
			case out, ok := <-queue:
				if !ok {
					return
				}
				kind := websocket.TextMessage
				if out.ping {
					kind = websocket.PingMessage
				}
				conn.SetWriteDeadline(time.Now().Add(30 * time.Second))
				if conn.WriteMessage(kind, out.data) != nil {
					return
				}
			case <-ping.C:
				if conn.WriteControl(websocket.PingMessage, nil, time.Now().Add(10*time.Second)) != nil {
					return
				}
			}
		}
	}()
}

// hangUp cuts the connection of a session off; s.mu is held.
func (x *session) hangUp() {
	if x.conn != nil {
		x.conn.NetConn().Close()
		close(x.queue)
		x.conn, x.queue = nil, nil
		for _, done := range x.pongs {
			close(done)
		}
		x.pongs = nil
	}
}

// send gives an event its number and queues it; s.mu is held. Who reads too
// slowly is cut off.
func (s *Server) send(x *session, e *model.WebSocketEvent) {
	data, err := e.SetSequence(x.next).ToJSON()
	if err != nil {
		panic(err)
	}
	m := queued{x.next, data}
	x.next++
	if x.dead = append(x.dead, m); len(x.dead) > deadQueue {
		x.dead = x.dead[1:]
	}
	if x.queue == nil {
		return
	}
	select {
	case x.queue <- outgoing{data: data}:
	default:
		x.hangUp()
	}
}

// publish sends an event to everybody it is for; s.mu is held.
func (s *Server) publish(e *model.WebSocketEvent, to func(*user) bool) {
	e = e.PrecomputeJSON()
	for _, x := range s.sessions {
		if !x.silent && x.user.DeleteAt == 0 && to(x.user) {
			s.send(x, e)
		}
	}
}

// listen answers what a client sends until the connection ends.
func (s *Server) listen(x *session, conn *websocket.Conn) {
	defer func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if x.conn == conn {
			x.hangUp()
		}
	}()
	const patience = 100 * time.Second
	conn.SetReadDeadline(time.Now().Add(patience))
	conn.SetPongHandler(func(payload string) error {
		s.mu.Lock()
		if done := x.pongs[payload]; done != nil {
			close(done)
			delete(x.pongs, payload)
		}
		s.mu.Unlock()
		return conn.SetReadDeadline(time.Now().Add(patience))
	})
	for {
		_, data, err := conn.ReadMessage()
		if err != nil {
			return
		}
		var asked model.WebSocketRequest
		if json.Unmarshal(data, &asked) != nil || asked.Seq <= 0 {
			continue
		}
		if asked.Action != "ping" {
			continue // authentication_challenge after a token in the header gets no answer
		}
		reply, err := json.Marshal(model.NewWebSocketResponse(model.StatusOk, asked.Seq, map[string]any{"text": "pong", "version": Version}))
		if err != nil {
			panic(err)
		}
		s.mu.Lock()
		if x.conn == conn {
			select {
			case x.queue <- outgoing{data: reply}:
			default:
				x.hangUp()
			}
		}
		s.mu.Unlock()
	}
}

// CutSocket cuts the websockets of one account off. Who comes back with what it
// had may get what it missed. When the server forgets them, who
// comes back gets a new connection, as after a restart of the server.
func (s *Server) CutSocket(name string, forget bool) {
	s.cut(func(u *user) bool { return u.Username == name }, forget)
}

func (s *Server) cut(is func(*user) bool, forget bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for id, x := range s.sessions {
		if is(x.user) {
			x.hangUp()
			if forget {
				delete(s.sessions, id)
			}
		}
	}
}

// Connected tells how many websockets of an account are open.
func (s *Server) Connected(name string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for _, x := range s.sessions {
		if x.conn != nil && x.user.Username == name {
			n++
		}
	}
	return n
}

// Settle waits until an account has read everything that was sent to it: it
// pings, and what answers pings has read what came before. A connection that
// is cut off meanwhile has nothing to read.
func (s *Server) Settle(ctx context.Context, name string) error {
	var waits []chan struct{}
	s.mu.Lock()
	for _, x := range s.sessions {
		if x.conn == nil || x.user.Username != name {
			continue
		}
		done, payload := make(chan struct{}), model.NewId()
		select {
		case x.queue <- outgoing{true, []byte(payload)}:
			if x.pongs == nil {
				x.pongs = map[string]chan struct{}{}
			}
			x.pongs[payload] = done
			waits = append(waits, done)
		default:
			x.hangUp()
		}
	}
	s.mu.Unlock()
	for _, done := range waits {
		select {
		case <-done:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// Idle sends an account n events that mean nothing to a bot.
func (s *Server) Idle(name string, n int) {
	for i := range n {
		e := model.NewWebSocketEvent(model.WebsocketEventStatusChange, "", "", "", nil, "")
		e.Add("status", "online")
		e.Add("user_id", model.NewId())
		if i%2 == 0 {
			e = model.NewWebSocketEvent(model.WebsocketEventTyping, "", "", "", nil, "")
			e.Add("parent_id", "")
			e.Add("user_id", model.NewId())
		}
		s.mu.Lock()
		s.publish(e, func(u *user) bool { return u.Username == name })
		s.mu.Unlock()
	}
}
