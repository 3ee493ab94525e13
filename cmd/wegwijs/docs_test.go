package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

func mattermostDoc(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile("../../docs/mattermost.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// blocks are the parts of a document between ``` lines of a kind.
func blocks(doc, kind string) (all []string) {
	for _, m := range regexp.MustCompile("(?s)\n```"+kind+"\n(.*?)\n```\n").FindAllStringSubmatch(doc, -1) {
		all = append(all, m[1])
	}
	return all
}

// TestDocumentListsTheRights: the document shows what init prints, to the letter.
func TestDocumentListsTheRights(t *testing.T) {
	_, out, _ := call(t, "", "init", "--rights")
	shown := blocks(mattermostDoc(t), "text rights")
	if len(shown) != 1 || shown[0] != strings.TrimRight(out, "\n") {
		t.Errorf("docs/mattermost.md does not show the rights as 'wegwijs init --rights' prints them; put testdata/rights.txt there:\n%s", out)
	}
}

// TestDocumentedConfigurationsLoad: whoever copies them has what works.
func TestDocumentedConfigurationsLoad(t *testing.T) {
	all := blocks(mattermostDoc(t), "yaml config")
	if len(all) != 2 {
		t.Fatalf("%d configurations are in the document", len(all))
	}
	for _, yaml := range all {
		if _, err := load(t, yaml, "WEGWIJS_MATTERMOST_TOKEN=hush-hush"); err != nil {
			t.Errorf("%v\n%s", err, yaml)
		}
	}
}

// TestDocumentedCompose: the file is YAML, its volumes are declared, and what it
// says of Wegwijs agrees with the Dockerfile and the configuration.
func TestDocumentedCompose(t *testing.T) {
	doc := mattermostDoc(t)
	var c struct {
		Services map[string]struct {
			Image, Build, Restart string
			Ports                 []string
			Volumes               []string
			Environment           map[string]string
		}
		Volumes map[string]any
	}
	if err := yaml.Unmarshal([]byte(blocks(doc, "yaml compose")[0]), &c); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"postgres", "mattermost", "wegwijs"} {
		s, ok := c.Services[name]
		if !ok || s.Image == "" {
			t.Fatalf("there is no %s", name)
		}
		for _, v := range s.Volumes {
			from, _, _ := strings.Cut(v, ":")
			if _, declared := c.Volumes[from]; !declared && !strings.HasPrefix(from, "./") {
				t.Errorf("the volume %s is not declared", from)
			}
		}
		if strings.HasSuffix(s.Image, ":latest") {
			t.Errorf("%s is not the same tomorrow", s.Image)
		}
	}
	if keys := "wegwijs-keys:/var/lib/wegwijs/keys"; !slices.Contains(c.Services["wegwijs"].Volumes, keys) {
		t.Errorf("the keys of polls are in the volume of the database; want %s", keys)
	}
	if got := c.Services["mattermost"].Environment["MM_SERVICESETTINGS_ALLOWEDUNTRUSTEDINTERNALCONNECTIONS"]; got != "wegwijs" {
		t.Errorf("the server may call %q", got)
	}
	file, err := os.ReadFile("../../Dockerfile")
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"/etc/wegwijs", "/var/lib/wegwijs", "/var/lib/wegwijs/keys", "8066", "65532"} {
		if !strings.Contains(string(file), part) || !strings.Contains(doc, part) {
			t.Errorf("%s is not in the Dockerfile and the document both", part)
		}
	}
}

// TestDocumentExplainsDoctor: the document explains every check.
func TestDocumentExplainsDoctor(t *testing.T) {
	doc := mattermostDoc(t)
	shown, err := filepath.Glob("testdata/doctor-*.txt")
	if err != nil || len(shown) == 0 {
		t.Fatal(shown, err)
	}
	for _, file := range shown {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`(?m)^(?:ok|limited|fault) +([^:]+):`).FindAllStringSubmatch(string(data), -1) {
			name := m[1]
			for _, kind := range []string{"team ", "channels of ", "commands of ", "command ", "channel ", "role of ", "committee "} {
				if strings.HasPrefix(name, kind) {
					name = kind + "…"
					break
				}
			}
			if !strings.Contains(doc, "\n| "+name+" |") {
				t.Errorf("docs/mattermost.md does not explain %q", name)
			}
		}
	}
}

// TestImage reads the Dockerfile as a person would who reviews it.
func TestImage(t *testing.T) {
	data, err := os.ReadFile("../../Dockerfile")
	if err != nil {
		t.Fatal(err)
	}
	file := string(data)
	last := file[strings.LastIndex(file, "\nFROM "):]
	for _, want := range []string{"USER 65532:65532", `ENTRYPOINT ["/wegwijs"]`, "COPY LICENSE NOTICE.md /", `CMD ["serve"]`, `CMD ["/wegwijs", "health"]`, "VOLUME /var/lib/wegwijs", "WORKDIR /etc/wegwijs"} {
		if !strings.Contains(last, want) {
			t.Errorf("the last stage has no %s", want)
		}
	}
	if strings.Contains(last, "\nRUN ") {
		t.Error("the last stage has no shell to run something")
	}
	for _, name := range regexp.MustCompile(`WEGWIJS_[A-Z_]+`).FindAllString(last, -1) {
		if _, err := load(t, "", name+"=127.0.0.1:1"); err != nil && strings.Contains(err.Error(), "sets nothing") {
			t.Errorf("%s: %v", name, err)
		}
	}
	mod, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	version := regexp.MustCompile(`(?m)^go (\d+\.\d+)`).FindSubmatch(mod)[1]
	if !strings.Contains(file, "golang:"+string(version)+"-") {
		t.Errorf("the image is not built with Go %s", version)
	}
}

// TestDocumentsLinkToWhatIsThere follows the links between documents.
func TestDocumentsLinkToWhatIsThere(t *testing.T) {
	for _, file := range []string{"README.md", "NOTICE.md", "docs/mattermost.md", "docs/slack.md", "docs/polls.md", "docs/agenda.md", "docs/nl/gebruik.md", "docs/nl/peilingen.md", "docs/nl/agenda.md", "docs/nl/kennis.md"} {
		data, err := os.ReadFile("../../" + file)
		if err != nil {
			t.Fatal(err)
		}
		headings := map[string]bool{}
		for _, h := range regexp.MustCompile(`(?m)^#+ (.+)$`).FindAllStringSubmatch(string(data), -1) {
			headings[strings.ReplaceAll(regexp.MustCompile(`[^a-z0-9 -]`).ReplaceAllString(strings.ToLower(h[1]), ""), " ", "-")] = true
		}
		for _, link := range regexp.MustCompile(`\]\(([^)]+)\)`).FindAllStringSubmatch(string(data), -1) {
			to := link[1]
			if anchor, ok := strings.CutPrefix(to, "#"); ok {
				if !headings[anchor] {
					t.Errorf("%s: no heading for %s", file, to)
				}
				continue
			}
			if strings.HasPrefix(to, "https://") {
				continue
			}
			to, _, _ = strings.Cut(to, "#")
			if _, err := os.Stat(filepath.Join("../..", filepath.Dir(file), to)); err != nil {
				t.Errorf("%s links to %s: %v", file, link[1], err)
			}
		}
	}
}
