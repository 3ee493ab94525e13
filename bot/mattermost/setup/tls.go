package setup

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net/http"
)

// tlsReason says why no protected connection is made; empty when that is not
// the trouble.
func tlsReason(err error) string {
	found, _, _ := tlsTrouble(err)
	return found
}

// tlsTrouble says what is wrong with a certificate, and what to do.
func tlsTrouble(err error) (found, remedy, paste string) {
	var unknown x509.UnknownAuthorityError
	var host x509.HostnameError
	var invalid x509.CertificateInvalidError
	var verify *tls.CertificateVerificationError
	var record tls.RecordHeaderError // of a websocket; a client of HTTP says ErrSchemeMismatch
	switch {
	case errors.As(err, &unknown):
		return "its certificate is signed by an authority this machine does not know",
			"Give this machine the certificate of that authority. On Debian and Ubuntu:",
			"sudo cp AUTHORITY.crt /usr/local/share/ca-certificates/ && sudo update-ca-certificates"
	case errors.As(err, &host):
		return "its certificate is made for another name",
			"Write the name of the certificate in mattermost.url, or renew the certificate with this name. To see its names:",
			"openssl s_client -connect HOST:443 -servername HOST </dev/null | openssl x509 -noout -ext subjectAltName"
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return "its certificate has ended, or does not hold yet",
			"See that the clock of this machine is right; if it is, renew the certificate of the server.",
			"date"
	case errors.As(err, &invalid), errors.As(err, &verify):
		return "its certificate is not valid", "Renew the certificate of the server.", ""
	case errors.As(err, &record), errors.Is(err, http.ErrSchemeMismatch):
		return "it does not speak TLS", "If it is meant to be without, write http:// in mattermost.url; otherwise correct the port.", ""
	}
	return "", "", ""
}
