package main

import (
	"bytes"
	"context"
	"encoding/json"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// call runs the program as a person would, and returns what they see.
func call(t *testing.T, in string, args ...string) (status int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	status = run(context.Background(), args, strings.NewReader(in), &o, &e)
	return status, o.String(), e.String()
}

func TestStatusAndWords(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	noPlatform := filepath.Join(t.TempDir(), "config.yaml")
	if err := os.WriteFile(noPlatform, []byte("language: nl\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name   string
		args   []string
		status int
		says   string // on either stream
	}{
		{"help", []string{"--help"}, 0, "Usage: wegwijs"},
		{"help of a command", []string{"ask", "--help"}, 0, "wegwijs ask"},
		{"version", []string{"version"}, 0, "wegwijs "},
		{"nothing", nil, 2, "wegwijs --help"},
		{"unknown command", []string{"dance"}, 2, "dance"},
		{"unknown flag", []string{"ask", "--loud"}, 2, "--loud"},
		{"no question", []string{"ask"}, 2, "what is the question"},
		{"question and batch", []string{"ask", "--batch", "-", "x"}, 2, "not both"},
		{"top", []string{"ask", "--top", "0", "x"}, 2, "--top"},
		{"language", []string{"ask", "--lang", "de", "x"}, 2, "--lang"},
		{"no such folder", []string{"ask", "--knowledge", "/nowhere", "wie zit er in de AIC"}, 1, "/nowhere"},
		{"no such batch", []string{"ask", "--batch", "/nowhere"}, 1, "cannot be read"},
		{"an answer", []string{"ask", "wie", "zit", "er", "in", "de", "AIC"}, 0, "Adviescommissie interne communicatie (AIC)"},
		{"explained", []string{"ask", "--explain", "welk weer wordt het morgen"}, 0, "band none"},
		{"declining is no failure", []string{"ask", "welk weer wordt het morgen"}, 0, "interne communicatie"},
		{"not loopback", []string{"demo", "--listen", "0.0.0.0:0"}, 1, "only listens on this computer"},
		{"port in use", []string{"demo", "--listen", taken.Addr().String()}, 1, "in use"},
		{"no configuration", []string{"serve", "--config", "/nowhere.yaml"}, 1, "wegwijs init"},
		{"nowhere to talk", []string{"serve", "--config", noPlatform}, 1, "wegwijs demo"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			status, out, errs := call(t, "", tc.args...)
			if status != tc.status {
				t.Errorf("status %d, want %d\n%s%s", status, tc.status, out, errs)
			}
			if !strings.Contains(out+errs, tc.says) {
				t.Errorf("%q is not in:\n%s%s", tc.says, out, errs)
			}
			if status != 0 && errs == "" {
				t.Error("it failed without a word on stderr")
			}
		})
	}
}

func TestAskJSON(t *testing.T) {
	status, out, errs := call(t, "", "ask", "--json", "--top", "2", "hoe word ik lid van het leernetwerk")
	if status != 0 {
		t.Fatalf("status %d: %s", status, errs)
	}
	d := json.NewDecoder(strings.NewReader(out))
	d.DisallowUnknownFields()
	var a jsonAnswer
	if err := d.Decode(&a); err != nil {
		t.Fatalf("%v in %s", err, out)
	}
	if a.Band != "answer" || a.Lang != "nl" || len(a.Results) != 2 || a.Results[0].ID != "leernetwerk" || a.Results[0].Kind != "network" ||
		a.Results[0].VerifiedOn != "2026-11-23" || a.Confidence <= 0 || a.Confidence > 1 {
		t.Errorf("got %s", out)
	}
	for _, key := range []string{`"id"`, `"lang"`, `"band"`, `"confidence"`, `"took_us"`, `"results"`, `"kind"`, `"title"`, `"url"`, `"score"`, `"owner"`, `"verified_on"`, `"valid_until"`} {
		if !strings.Contains(out, key) {
			t.Errorf("the key %s is missing in %s", key, out)
		}
	}
}

// TestAskJSONAlwaysHasResults: whatever the band, as many as were asked for.
func TestAskJSONAlwaysHasResults(t *testing.T) {
	for _, q := range []string{"welk weer wordt het morgen", "🤷", "x", "wie zit er in de AIC"} {
		_, out, _ := call(t, "", "ask", "--json", "--top", "4", q)
		var a jsonAnswer
		if err := json.Unmarshal([]byte(out), &a); err != nil {
			t.Fatal(err)
		}
		if len(a.Results) != 4 {
			t.Errorf("%q has %d results", q, len(a.Results))
		}
		for i := 1; i < len(a.Results); i++ {
			if a.Results[i].Score > a.Results[i-1].Score {
				t.Errorf("%q: the results are not in order: %s", q, out)
			}
		}
	}
}

func TestAskBatch(t *testing.T) {
	in := `{"id":"q1","text":"wie zit er in de AIC"}

{"id":"q2","text":"welk weer wordt het morgen"}
not json
{"text":"no id"}
{"id":"q5"}
{"id":"q6","text":"Where do I find help with a core message?"}`
	status, out, _ := call(t, in, "ask", "--batch", "-")
	if status != 1 {
		t.Errorf("status %d, want 1: three lines are wrong", status)
	}
	lines := strings.Split(strings.TrimSpace(out), "\n")
	want := []struct{ id, band, err string }{
		{"q1", "answer", ""}, {"q2", "none", ""}, {"", "", "line 4 is no JSON"}, {"", "", "line 5 has no id"}, {"q5", "", "line 6 has no text"}, {"q6", "answer", ""},
	}
	if len(lines) != len(want) {
		t.Fatalf("%d lines for %d questions:\n%s", len(lines), len(want), out)
	}
	for i, w := range want {
		var got struct {
			ID, Band, Error string
		}
		if err := json.Unmarshal([]byte(lines[i]), &got); err != nil {
			t.Fatalf("line %d: %v", i, err)
		}
		if got.ID != w.id || got.Band != w.band || !strings.HasPrefix(got.Error, w.err) {
			t.Errorf("line %d is %s, want %v", i+1, lines[i], w)
		}
	}
	status, out, errs := call(t, strings.Repeat(`{"id":"x","text":"kernboodschap"}`+"\n", 500), "ask", "--batch", "-")
	if status != 0 || strings.Count(out, "\n") != 500 {
		t.Errorf("status %d, %d lines: %s", status, strings.Count(out, "\n"), errs)
	}
	status, out, _ = call(t, `{"id":"long","text":"`+strings.Repeat("a", longestLine)+"\"}\n"+`{"id":"next","text":"kernboodschap"}`, "ask", "--batch", "-")
	if status != 1 || !strings.Contains(out, "longer than") || !strings.Contains(out, `"next"`) {
		t.Errorf("a line that is too long: status %d\n%s", status, out)
	}
}

func FuzzAskBatch(f *testing.F) {
	f.Add([]byte(`{"id":"q1","text":"wie zit er in de AIC"}`))
	f.Add([]byte("{}\n\n[]\nnull\n\"\"\n{\"id\":1}"))
	f.Fuzz(func(t *testing.T, in []byte) {
		var out, errs bytes.Buffer
		status := run(context.Background(), []string{"ask", "--batch", "-", "--knowledge", "testdata/fuzz-knowledge"}, bytes.NewReader(in), &out, &errs)
		if status != done && status != failed {
			t.Errorf("status %d: %s", status, errs.String())
		}
		want := 0
		for _, l := range bytes.Split(in, []byte("\n")) {
			if len(bytes.TrimSpace(bytes.TrimRight(l, "\r\n"))) > 0 {
				want++
			}
		}
		if got := strings.Count(out.String(), "\n"); got != want {
			t.Errorf("%d answers for %d lines", got, want)
		}
	})
}
