package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"
)

// BenchmarkFirstPage measures from starting the program on an empty folder to
// the whole first page having arrived. Target: at most 300 ms.
func BenchmarkFirstPage(b *testing.B) {
	binary := buildProgram(b)
	var ready time.Duration
	for b.Loop() {
		began := time.Now()
		p := startDemo(b, binary, b.TempDir())
		resp, err := http.Get(p.url + "/?as=alice&in=algemeen")
		if err != nil {
			b.Fatal(err)
		}
		if _, err := io.Copy(io.Discard, resp.Body); err != nil {
			b.Fatal(err)
		}
		resp.Body.Close()
		ready += time.Since(began)
		p.cmd.Process.Kill()
		p.cmd.Wait()
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(ready.Microseconds())/1000/float64(b.N), "ms/first-page")
}

// BenchmarkMemoryAtRest measures VmRSS one minute after the start of a
// stripped binary with the built-in set, after some questions. It takes a
// minute. Target: at most 45 MB.
func BenchmarkMemoryAtRest(b *testing.B) {
	binary := buildStripped(b)
	for b.Loop() {
		p := startDemo(b, binary, b.TempDir())
		client := &http.Client{Timeout: 5 * time.Second, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
		tally := &tally{}
		for range 20 {
			p.post(client, "/say", map[string][]string{"as": {"alice"}, "in": {"dm"}, "text": {"wie zit er in de AIC"}, "once": {tally.once()}})
		}
		time.Sleep(time.Minute)
		b.ReportMetric(residentMB(b, p.cmd.Process.Pid), "MB")
		p.cmd.Process.Kill()
		p.cmd.Wait()
	}
	b.ReportMetric(0, "ns/op")
}

// residentMB reads VmRSS of a process (proc(5)), in millions of bytes.
func residentMB(b *testing.B, pid int) float64 {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		b.Fatalf("VmRSS is read on Linux: %v", err)
	}
	for _, line := range strings.Split(string(data), "\n") {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kb, err := strconv.Atoi(strings.Fields(rest)[0])
			if err != nil {
				b.Fatal(err)
			}
			return float64(kb) * 1024 / 1e6
		}
	}
	b.Fatal("no VmRSS")
	return 0
}
