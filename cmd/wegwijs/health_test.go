package main

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestHealth(t *testing.T) {
	var ready error
	mux := http.NewServeMux()
	health(mux, func() error { return ready })
	server := httptest.NewServer(mux)
	defer server.Close()
	config := filepath.Join(t.TempDir(), "config.yaml")
	if err := os.WriteFile(config, []byte("http: {listen: '"+server.Listener.Addr().String()+"'}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	expect := func(status int, says string, args ...string) {
		t.Helper()
		got, out, errs := call(t, "", append([]string{"health", "--config", config}, args...)...)
		if got != status || !strings.Contains(out+errs, says) {
			t.Errorf("%v: status %d: %s%s", args, got, out, errs)
		}
	}
	t.Setenv("HTTP_PROXY", "http://127.0.0.1:1") // the question is about this machine
	expect(done, "ok")
	expect(done, "ready", "--ready")
	ready = errors.New("the server is away")
	expect(done, "ok")
	expect(failed, "the server is away", "--ready")
	server.Close()
	expect(failed, "start 'wegwijs serve'")
}

func TestOnThisMachine(t *testing.T) {
	for listen, want := range map[string]string{"0.0.0.0:8066": "127.0.0.1:8066", ":8066": "127.0.0.1:8066", "[::]:8066": "[::1]:8066", "10.0.0.5:80": "10.0.0.5:80", "localhost:80": "localhost:80"} {
		if got := onThisMachine(listen); got != want {
			t.Errorf("%s is asked at %s", listen, got)
		}
	}
}
