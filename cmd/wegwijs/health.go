package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"time"
)

// health answers /healthz (the program runs) and /readyz (it can be talked to).
func health(mux *http.ServeMux, ready func() error) {
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, _ *http.Request) {
		if err := ready(); err != nil {
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(w, "ready")
	})
}

type healthCommand struct {
	Config string `help:"The configuration file of the running program." default:"config.yaml" type:"path"`
	Ready  bool   `help:"Ask whether it can be talked to, not only whether it runs."`
}

func (healthCommand) Help() string {
	return "Asks /healthz, or with --ready /readyz, of the 'wegwijs serve' that runs on this machine. It is for the health check of a container, where there is no shell and no curl."
}

// healthWithin is how long a program that is well may take to say so.
const healthWithin = 5 * time.Second

func (c healthCommand) Run(ctx context.Context, s streams) error {
	cfg, err := loadConfig(c.Config, os.Environ())
	if err != nil {
		return err
	}
	path := "/healthz"
	if c.Ready {
		path = "/readyz"
	}
	ctx, cancel := context.WithTimeout(ctx, healthWithin)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+onThisMachine(cfg.HTTP.Listen)+path, nil)
	if err != nil {
		return fmt.Errorf("http.listen: %w", err)
	}
	// Not through a proxy that the environment may name: the question is about this machine.
	resp, err := (&http.Client{Transport: &http.Transport{}}).Do(req)
	if err != nil {
		return fmt.Errorf("no answer at %s: start 'wegwijs serve', or look in its log: %w", cfg.HTTP.Listen, err)
	}
	defer resp.Body.Close()
	said, err := io.ReadAll(io.LimitReader(resp.Body, 1<<10))
	if err != nil {
		return fmt.Errorf("half an answer at %s: %w", cfg.HTTP.Listen, err)
	}
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%s", strings.TrimSpace(string(said)))
	}
	_, err = s.out.Write(said)
	return err
}

// onThisMachine is where a program can be reached that listens on an address,
// which may be every address there is.
func onThisMachine(listen string) string {
	host, port, err := net.SplitHostPort(listen)
	if err != nil {
		return listen
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
		if ip != nil && ip.To4() == nil {
			host = "::1"
		}
	}
	return net.JoinHostPort(host, port)
}
