//go:build browser

package webtest

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// A Step is something done in a window of a browser.
type Step = chromedp.Action[chromedp.Void]

// Within is longer than anything takes that is not a fault.
const Within = 20 * time.Second

// Chromium starts a browser without a screen, until the test ends. The test fails
// without one: WEGWIJS_CHROMIUM says where it is, when it is not in the path.
func Chromium(t *testing.T) context.Context {
	t.Helper()
	path := os.Getenv("WEGWIJS_CHROMIUM")
	if path == "" {
		for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
			if found, err := exec.LookPath(name); err == nil {
				path = found
				break
			}
		}
	}
	if path == "" {
		t.Fatal("no Chromium was found: install it, or say where it is with WEGWIJS_CHROMIUM")
	}
	alloc, cancel := chromedp.NewExecAllocator(context.Background(),
		chromedp.ExecPath(path), chromedp.UserDataDir(t.TempDir()), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true), chromedp.Flag("hide-scrollbars", true))
	t.Cleanup(cancel)
	ctx, cancelBrowser := chromedp.NewContext(alloc)
	t.Cleanup(cancelBrowser)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("start Chromium: %v", err)
	}
	return ctx
}

// Script does something in the page.
func Script(expr string) Step {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := chromedp.Evaluate[bool]("("+expr+", true)")(ctx, t)
		return err
	})
}

// Until waits until an expression of the page is true.
func Until(expr string) Step {
	return chromedp.Poll[chromedp.Void]("!!("+expr+")", chromedp.WithPollingInterval(25*time.Millisecond), chromedp.WithPollingTimeout(Within))
}

// Look sets the size of the window and the colours the person prefers.
func Look(width, height int64, scheme string) Step {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		if _, err := cdp.Call(ctx, t, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: width, Height: height, DeviceScaleFactor: 1, Mobile: width < 600}); err != nil {
			return err
		}
		// Every window is as one that somebody looks at and types in.
		if _, err := cdp.Call(ctx, t, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}); err != nil {
			return err
		}
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
			{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"},
		}})
		return err
	})
}

// Axe is the text of axe-core, which .ci/run installs from the npm registry.
func Axe(t *testing.T) string {
	t.Helper()
	path := os.Getenv("WEGWIJS_AXE")
	if path == "" {
		for dir, up := ".", 0; up < 6; dir, up = filepath.Join(dir, ".."), up+1 {
			for _, sub := range []string{"node_modules", ".ci/node_modules"} {
				if try := filepath.Join(dir, sub, "axe-core", "axe.min.js"); exists(try) {
					path = try
				}
			}
		}
	}
	if path == "" {
		t.Fatal("axe-core was not found: run `npm install --prefix .ci axe-core@4.14.1` in the project's folder, or name axe.min.js in WEGWIJS_AXE")
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("axe-core cannot be read; name axe.min.js in WEGWIJS_AXE: %v", err)
	}
	return string(data)
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// Accessible runs the rules of WCAG 2.2 AA, of axe-core, on the page as it is now.
func Accessible(ctx context.Context, t *testing.T, what, axe string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(ctx, Within)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := chromedp.Evaluate[bool](axe+";true")(ctx, t)
		return err
	})); err != nil {
		t.Fatalf("load axe-core: %v", err)
	}
	out, err := chromedp.Run(ctx, chromedp.Evaluate[string](`axe.run(document, {
		runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
		resultTypes: ["violations"],
	}).then(r => JSON.stringify({passes: r.passes.length, violations: r.violations.map(v => ({id: v.id, help: v.help, nodes: v.nodes.map(n => n.target.join(" ") + ": " + n.failureSummary)}))}))`, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("run axe-core: %v", err)
	}
	var result struct {
		Passes     int
		Violations []struct {
			ID, Help string
			Nodes    []string
		}
	}
	if err := json.Unmarshal([]byte(out), &result); err != nil {
		t.Fatalf("axe-core answered %q: %v", out, err)
	}
	if result.Passes < 8 {
		t.Errorf("%s: axe-core found only %d rules to check; the page is not what it should be", what, result.Passes)
	}
	for _, v := range result.Violations {
		t.Errorf("%s: %s (%s)\n\t%s", what, v.Help, v.ID, strings.Join(v.Nodes, "\n\t"))
	}
}
