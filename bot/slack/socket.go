package slack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// mostOfEnvelope is the largest envelope that is read: a message has at most
// 40,000 characters, and a view at most 250 KB.
const mostOfEnvelope = 4 << 20

// A socket is one connection of Socket Mode.
//
// It is gorilla's, not the SDK's client: that one answers pings in the same
// loop that waits for room among its 50 events, closes the connection as soon
// as Slack says it will end it, tries again at once and forever when Slack
// drops every connection, and leaves what it cannot decode unacknowledged.
type socket struct {
	conn    *websocket.Conn
	writing sync.Mutex
	hello   chan struct{} // closed when Slack has greeted
	leaving chan struct{} // closed when Slack says that it will end the connection
	dead    chan struct{} // closed when nothing more comes in
	greeted sync.Once
	left    sync.Once
	why     error // why it is left or dead; read after one of the two
}

// Why a connection ends.
var (
	errRefresh  = errors.New("Slack renews the connection")
	errSilent   = errors.New("Slack was silent for too long")
	errNoHello  = errors.New("Slack did not greet on the new connection")
	errDisabled = errors.New("the Socket Mode of this app is switched off; switch it on at https://api.slack.com/apps > Socket Mode, or give slack.signing_secret for HTTP")
	errTooMany  = errors.New("the app has more connections than Slack allows; end the other programs that use slack.app_token")
)

// open opens a connection and waits for the greeting. Nothing of the address,
// which is a secret, is in an error.
func (in *inbound) open(ctx context.Context) (*socket, error) {
	ctx, cancel := context.WithTimeout(ctx, in.tempo.open)
	defer cancel()
	_, address, err := in.s.api.StartSocketModeContext(ctx)
	if err != nil {
		return nil, callError(ctx, "apps.connections.open", err)
	}
	at, err := url.Parse(address)
	if err != nil || at.Scheme != "wss" && at.Scheme != "ws" || at.Host == "" {
		return nil, errors.New("apps.connections.open: Slack gave no address for a socket")
	}
	d := websocket.Dialer{HandshakeTimeout: dialWithin, Proxy: http.ProxyFromEnvironment, ReadBufferSize: 16 << 10}
	if t, ok := in.s.opt.Transport.(*http.Transport); ok {
		d.Proxy, d.NetDialContext, d.TLSClientConfig = t.Proxy, t.DialContext, t.TLSClientConfig
	}
	conn, resp, err := d.DialContext(ctx, at.String(), http.Header{"User-Agent": {"Wegwijs"}})
	if resp != nil && resp.Body != nil {
		defer resp.Body.Close()
	}
	switch {
	case err != nil && resp != nil:
		return nil, fmt.Errorf("the socket was refused with status %d", resp.StatusCode)
	case err != nil:
		return nil, callError(ctx, "socket", err)
	}
	k := &socket{conn: conn, hello: make(chan struct{}), leaving: make(chan struct{}), dead: make(chan struct{})}
	conn.SetReadLimit(mostOfEnvelope)
	in.readers.Go(func() { in.listen(k) })
	select {
	case <-k.hello:
		return k, nil
	case <-k.leaving:
		err = k.why
	case <-k.dead:
		err = k.why
	case <-ctx.Done():
		err = errNoHello
	}
	k.close()
	return nil, err
}

// listen takes envelopes from a socket until it breaks.
func (in *inbound) listen(k *socket) {
	defer close(k.dead)
	alive := func() { k.conn.SetReadDeadline(time.Now().Add(in.tempo.silent)) }
	alive()
	k.conn.SetPingHandler(func(data string) error {
		alive()
		k.conn.WriteControl(websocket.PongMessage, []byte(data), time.Now().Add(time.Second)) // a broken socket is noticed by its reader
		return nil
	})
	for {
		_, data, err := k.conn.ReadMessage()
		if err != nil {
			k.leave(socketError(err))
			return
		}
		alive()
		in.envelope(k, data)
	}
}

// envelope is what stands around everything that comes in
// (https://docs.slack.dev/apis/events-api/using-socket-mode).
type envelope struct {
	Type    string          `json:"type"`
	ID      string          `json:"envelope_id"`
	Payload json.RawMessage `json:"payload"`
	Reason  string          `json:"reason"`
}

var envelopeID = regexp.MustCompile(`"envelope_id"\s*:\s*"([A-Za-z0-9_.-]{1,100})"`)

// envelope takes one message of a socket. It does not wait for anything.
func (in *inbound) envelope(k *socket, data []byte) {
	var e envelope
	if err := json.Unmarshal(data, &e); err != nil {
		in.log.Warn().Err(decodeError(err)).Msg("an envelope of Slack cannot be read; it is acknowledged and left out")
		if id := envelopeID.FindSubmatch(data); id != nil {
			k.acknowledge(string(id[1]), nil) // or it would come again, and again
		}
		return
	}
	switch {
	case e.Type == "hello":
		k.greeted.Do(func() { close(k.hello) })
	case e.Type == "disconnect":
		switch e.Reason {
		case "link_disabled":
			k.leave(errDisabled)
		case "too_many_websockets":
			k.leave(errTooMany)
		default: // warning, refresh_requested
			k.leave(errRefresh)
		}
	case e.ID != "":
		in.receive(e.Type, e.Payload, func(answer any, taken bool) {
			if taken {
				k.acknowledge(e.ID, answer)
			}
		})
	}
}

// acknowledge says that an envelope was taken. When the connection is broken
// nobody hears it: then events come again, and the router knows them.
func (k *socket) acknowledge(id string, answer any) {
	k.writing.Lock()
	defer k.writing.Unlock()
	k.conn.SetWriteDeadline(time.Now().Add(writeWithin))
	k.conn.WriteJSON(struct {
		ID      string `json:"envelope_id"`
		Payload any    `json:"payload,omitempty"`
	}{id, answer})
}

const writeWithin = 2 * time.Second

// leave says why a connection is of no use any more. It is still read.
func (k *socket) leave(why error) {
	k.left.Do(func() {
		k.why = why
		close(k.leaving)
	})
}

// close ends a connection.
func (k *socket) close() {
	bye := websocket.FormatCloseMessage(websocket.CloseNormalClosure, "")
	k.conn.WriteControl(websocket.CloseMessage, bye, time.Now().Add(time.Second)) // Slack notices anyhow
	k.conn.Close()
}

// socketError says why a socket broke, without what the other side wrote.
func socketError(err error) error {
	var closed *websocket.CloseError
	var late interface{ Timeout() bool }
	switch {
	case errors.As(err, &closed):
		return fmt.Errorf("Slack closed the connection (%d)", closed.Code)
	case errors.As(err, &late) && late.Timeout():
		return errSilent
	}
	return fmt.Errorf("the connection broke: %w", err)
}

// connection keeps one connection open until ctx ends, and then returns nil. A
// connection that Slack is about to end is read until the next one is there,
// so nothing falls between the two.
func (in *inbound) connection(ctx context.Context) error {
	for try := 0; ; try++ {
		k, err := in.open(ctx)
		if err == nil {
			in.live(k)
			held := time.AfterFunc(in.tempo.steady, in.held)
			select {
			case <-k.leaving:
				err = k.why
			case <-ctx.Done():
				held.Stop()
				return nil // end closes it, when everything is acknowledged
			}
			in.retire(k)
			if steady := !held.Stop(); steady {
				try = 0
				if errors.Is(err, errRefresh) {
					try = -1 // at once: the old connection lives for a moment only
					continue
				}
			}
		}
		if ctx.Err() != nil {
			return nil
		}
		wait := in.tempo.pause(try)
		if remedy := refusedForGood(err); remedy != nil {
			if !in.wasLive() {
				return remedy
			}
			err, wait = remedy, in.tempo.pause(1<<20)
		}
		in.lost(err)
		select {
		case <-time.After(max(wait, askedToWait(err))):
		case <-ctx.Done():
			return nil
		}
	}
}
