package setup

import (
	"net/http"
	"time"
)

// saw is what answers tell beside their content.
type saw struct {
	location string    // where the last answer sent us instead
	until    time.Time // the certificate of the server is valid until then
}

// watched is a transport that remembers what it saw.
type watched struct {
	base http.RoundTripper
	saw  *saw
}

func (w *watched) RoundTrip(r *http.Request) (*http.Response, error) {
	base := w.base
	if base == nil {
		base = http.DefaultTransport
	}
	resp, err := base.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	w.saw.location = ""
	if at, err := resp.Location(); err == nil {
		w.saw.location = at.String()
	}
	if resp.TLS != nil && len(resp.TLS.PeerCertificates) > 0 {
		w.saw.until = resp.TLS.PeerCertificates[0].NotAfter
	}
	return resp, nil
}
