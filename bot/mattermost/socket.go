package mattermost

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"
	"github.com/mattermost/mattermost/server/public/model"

	"wegwijs/bot"
)

// mostOfEvent is the largest event that is read: a post with its props is
// under 5 MB.
const mostOfEvent = 8 << 20

// connection is what the server needs to go on where the socket broke: then
// it sends the events that were missed, or a hello when they are too many.
//
// The socket is gorilla's, not model.WebSocketClient: that one answers pings
// and reports silence through channels that block its reader when nobody
// empties them in time, panics when it is used after a close, and decodes every
// event twice. What remains of it is less than what guards against it.
type connection struct {
	id   string
	next int64 // the number of the event that comes next
}

// Why a connection ends on our side.
var (
	errChanged = errors.New("the bot account changed") // the server may have silenced the socket
	errSilent  = errors.New("the server was silent for too long")
)

// pause is how long to wait before another try. A connection that broke is
// tried again at once, but not by everybody at the same moment.
func (t tempo) pause(try int) time.Duration {
	if try == 0 {
		return t.first/10 + rand.N(t.first/4)
	}
	d := min(t.first<<min(try-1, 16), t.longest)
	return d/2 + rand.N(d/2+1)
}

// connect opens a socket and takes events from it until it breaks. The error
// says why; nothing of the token or of events is in it.
func (in *inbound) connect(ctx context.Context, c *connection, self *model.User) error {
	socket, err := in.dial(ctx, c)
	if err != nil {
		return err
	}
	ctx, drop := context.WithCancelCause(ctx)
	var wait sync.WaitGroup
	defer wait.Wait()
	defer drop(nil)
	wait.Go(func() {
		<-ctx.Done()
		bye := websocket.FormatCloseMessage(websocket.CloseNormalClosure, "")
		socket.WriteControl(websocket.CloseMessage, bye, time.Now().Add(time.Second)) // the server notices anyhow
		socket.Close()
	})
	wait.Go(func() { in.watch(ctx, drop, self) })
	err = in.read(ctx, c, socket, self)
	if cause := context.Cause(ctx); cause != nil {
		err = cause
	}
	if errors.Is(err, errChanged) {
		c.id = "" // events may have been lost in silence
	}
	return err
}

// dial opens the socket, to go on where c is.
func (in *inbound) dial(ctx context.Context, c *connection) (*websocket.Conn, error) {
	d := websocket.Dialer{HandshakeTimeout: dialWithin, Proxy: http.ProxyFromEnvironment, ReadBufferSize: 16 << 10}
	if t, ok := in.m.opt.Transport.(*http.Transport); ok {
		d.Proxy, d.NetDialContext, d.TLSClientConfig = t.Proxy, t.DialContext, t.TLSClientConfig
	}
	at := "ws" + strings.TrimPrefix(in.m.opt.URL, "http") + model.APIURLSuffix + "/websocket?" +
		url.Values{"connection_id": {c.id}, "sequence_number": {fmt.Sprint(c.next)}}.Encode()
	// Without this header the server ignores the connection id.
	header := http.Header{"Authorization": {"Bearer " + in.m.opt.Token}, "User-Agent": {"Wegwijs"}}
	socket, resp, err := d.DialContext(ctx, at, header)
	if resp != nil && resp.Body != nil {
		defer resp.Body.Close()
	}
	switch {
	case ctx.Err() != nil:
		if socket != nil {
			socket.Close()
		}
		return nil, ctx.Err()
	case err != nil && resp != nil:
		return nil, in.m.rest.refusalOf(ctx, "websocket", resp)
	case err != nil:
		return nil, in.m.rest.unreachable(ctx, "websocket", err)
	}
	socket.SetReadLimit(mostOfEvent)
	return socket, nil
}

// read takes events until the socket breaks.
func (in *inbound) read(ctx context.Context, c *connection, socket *websocket.Conn, self *model.User) error {
	alive := func() { socket.SetReadDeadline(time.Now().Add(in.tempo.silent)) }
	alive()
	socket.SetPingHandler(func(data string) error {
		alive()
		// In its turn: whoever hears the answer knows that what came before is handed on.
		return in.put(ctx, item{pong: func() {
			socket.WriteControl(websocket.PongMessage, []byte(data), time.Now().Add(time.Second)) // a broken socket is noticed by its reader
		}})
	})
	in.live(self)
	var buf bytes.Buffer
	for {
		_, r, err := socket.NextReader()
		if err == nil {
			buf.Reset()
			_, err = io.Copy(&buf, r)
		}
		if err != nil {
			return socketError(err)
		}
		alive()
		if err := in.take(ctx, c, buf.Bytes()); err != nil {
			return err
		}
	}
}

// take looks at one event, and queues it when it means something to us.
func (in *inbound) take(ctx context.Context, c *connection, raw []byte) error {
	g := glanceAt(raw)
	if g.event == "" {
		return nil // an answer to something, or nothing we know
	}
	if g.event == eventHello {
		return in.hello(ctx, c, raw, g.seq)
	}
	if g.seq > c.next {
		in.log.Warn().Int64("events", g.seq-c.next).Msg("the server left events out; reading what people said")
		if err := in.gap(ctx); err != nil {
			return err
		}
	}
	c.next = max(c.next, g.seq+1)
	if g.event == eventPosted {
		if at, ok := glanceTime(raw); ok && at <= in.m.serverNow().Add(overlap).UnixMilli() {
			in.marks.came(at)
		}
	}
	if !in.means(g.event, raw) {
		return nil
	}
	return in.put(ctx, item{event: g.event, raw: bytes.Clone(raw)})
}

// hello is a new connection: what happened since the last one did not come.
func (in *inbound) hello(ctx context.Context, c *connection, raw []byte, seq int64) error {
	id := helloID(raw)
	c.next = seq + 1
	if id == c.id && id != "" {
		return nil
	}
	c.id = id
	return in.gap(ctx)
}

// gap sees to it that what was missed is read, before what comes next.
func (in *inbound) gap(ctx context.Context) error {
	in.marks.missing()
	return in.put(ctx, item{event: eventHello})
}

// put queues an item. When the queue is full the server waits, and in the end
// drops us: then events come again, or are read.
func (in *inbound) put(ctx context.Context, i item) error {
	select {
	case in.queue <- i:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// watch notices what the socket does not tell: a bot that was disabled and
// enabled again has an open socket on which nothing comes any more.
func (in *inbound) watch(ctx context.Context, drop context.CancelCauseFunc, self *model.User) {
	tick := time.NewTicker(in.tempo.watch)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
		now, err := in.m.whoami(ctx)
		var refused *bot.SendError
		switch {
		case err == nil && (now.UpdateAt != self.UpdateAt || now.DeleteAt != self.DeleteAt):
			drop(errChanged)
			return
		case errors.As(err, &refused) && refused.Reason == bot.NoAccess:
			drop(errors.Join(errChanged, err))
			return
		}
	}
}

// socketError says why a socket broke, without what the other side wrote.
func socketError(err error) error {
	var closed *websocket.CloseError
	var late interface{ Timeout() bool }
	switch {
	case errors.As(err, &closed):
		return fmt.Errorf("the server closed the connection (%d)", closed.Code)
	case errors.As(err, &late) && late.Timeout():
		return errSilent
	}
	return fmt.Errorf("the connection broke: %w", err)
}
