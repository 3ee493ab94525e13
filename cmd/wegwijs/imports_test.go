package main

import (
	"os/exec"
	"strings"
	"testing"
)

// importRules say which packages may not import which, and why. A pattern ends
// in "/..." for a folder with everything in it. Rules hold for tests as well,
// except where withTests is false.
var importRules = []struct {
	from, never string
	but         []string // of never, allowed all the same
	withTests   bool
	why         string
}{
	{"wegwijs/bot", "wegwijs/...", []string{"wegwijs/bot"}, false,
		"a conversation does not know what it is about, where it takes place, or how it is stored"},
	{"wegwijs/store", "wegwijs/...", []string{"wegwijs/store"}, true,
		"what is stored does not depend on what a conversation is; bot and store do not know each other"},
	{"wegwijs/bot/web/...", "wegwijs/...", []string{"wegwijs/bot", "wegwijs/bot/web/...", "wegwijs/bot/bottest"}, true,
		"an adapter translates; it knows no feature, no store, and no other adapter"},
	{"wegwijs/bot/mattermost/...", "wegwijs/...", []string{"wegwijs/bot", "wegwijs/bot/mattermost/...", "wegwijs/bot/bottest"}, true,
		"an adapter translates; it knows no feature, no store, and no other adapter"},
	{"wegwijs/bot/slack/...", "wegwijs/...", []string{"wegwijs/bot", "wegwijs/bot/slack/...", "wegwijs/bot/bottest"}, true,
		"an adapter translates; it knows no feature, no store, and no other adapter"},
	{"wegwijs/bot/bottest", "wegwijs/...", []string{"wegwijs/bot", "wegwijs/bot/bottest"}, true,
		"transcripts are played with features and a store that tests hand in"},
	{"wegwijs/handlers/home", "wegwijs/...", []string{"wegwijs/handlers/home", "wegwijs/bot", "wegwijs/store", "wegwijs/bot/bottest"}, true,
		"features never import each other: handlers.go connects them"},
	{"wegwijs/handlers/knowledge", "wegwijs/...", []string{"wegwijs/handlers/knowledge/...", "wegwijs/bot", "wegwijs/store", "wegwijs/bot/bottest"}, true,
		"features never import each other: handlers.go connects them"},
	{"wegwijs/handlers/poll", "wegwijs/...", []string{"wegwijs/handlers/poll/...", "wegwijs/bot", "wegwijs/store", "wegwijs/bot/bottest"}, true,
		"features never import each other: handlers.go connects them"},
	{"wegwijs/handlers/poll/survey", "wegwijs/...", []string{"wegwijs/bot", "wegwijs/bot/bottest"}, true,
		"what a poll is and what of it may be published has nothing to do with where it is stored or shown"},
	{"wegwijs/handlers/poll/report", "wegwijs/...", []string{"wegwijs/bot", "wegwijs/bot/bottest", "wegwijs/handlers/poll/survey"}, true,
		"a file is written from what may be published, and never from the store"},
	{"wegwijs/handlers/agenda", "wegwijs/...", []string{"wegwijs/handlers/agenda/...", "wegwijs/bot", "wegwijs/store", "wegwijs/bot/bottest"}, true,
		"features never import each other: handlers.go connects them"},
	{"wegwijs/handlers/agenda/item", "wegwijs/...", []string{"wegwijs/bot", "wegwijs/bot/bottest"}, true,
		"what an item is and who sees it has nothing to do with where it is stored or shown"},
	{"wegwijs/handlers/agenda/paper", "wegwijs/...", []string{"wegwijs/bot", "wegwijs/bot/bottest", "wegwijs/handlers/agenda/office/..."}, true,
		"a document is written from what it is given, and never from the store"},
	{"wegwijs/handlers/agenda/office", "wegwijs/...", []string{"wegwijs/handlers/agenda/office/officetest"}, true,
		"a document is written the same way whatever it is about"},
	{"wegwijs/handlers/agenda/office/officetest", "wegwijs/...", nil, true,
		"what reads a file back shares nothing with what wrote it"},
	{"wegwijs/handlers/agenda/outline", "wegwijs/...", []string{"wegwijs/bot", "wegwijs/bot/bottest"}, true,
		"an agenda is read and written as text without a store, a meeting or a chat"},
	{"wegwijs/handlers/agenda/committee", "wegwijs/...", []string{"wegwijs/bot", "wegwijs/bot/bottest"}, true, "who sits where and when things are due has nothing to do with where it is stored or said"},
	{"wegwijs/handlers/knowledge/find", "wegwijs/...", []string{"wegwijs/handlers/knowledge/find"}, true,
		"finding an entry has nothing to do with chat"},
	{"wegwijs/handlers", "wegwijs/bot/...", []string{"wegwijs/bot"}, false,
		"features run on every platform, so they know none"},
	{"wegwijs/...", "wegwijs/cmd/...", []string{"wegwijs/cmd/wegwijs"}, true,
		"the program is made of the parts, not the other way round"},
	{"wegwijs/bot", "github.com/mattermost/...", nil, true, "a chat server's library belongs in its adapter"},
	{"wegwijs/bot", "github.com/slack-go/...", nil, true, "a chat server's library belongs in its adapter"},
	{"wegwijs/bot/slack/...", "github.com/mattermost/...", nil, true, "a chat server's library belongs in its adapter"},
	{"wegwijs/bot/mattermost/...", "github.com/slack-go/...", nil, true, "a chat server's library belongs in its adapter"},
	{"wegwijs/bot/web/...", "github.com/slack-go/...", nil, true, "a chat server's library belongs in its adapter"},
	{"wegwijs/bot/bottest", "github.com/slack-go/...", nil, true, "a chat server's library belongs in its adapter"},
	{"wegwijs/store", "github.com/slack-go/...", nil, true, "a chat server's library belongs in its adapter"},
	{"wegwijs/handlers/...", "github.com/slack-go/...", nil, true, "a chat server's library belongs in its adapter"},
	{"wegwijs/cmd/...", "github.com/slack-go/...", nil, true, "a chat server's library belongs in its adapter"},
	{"wegwijs/bot/web/...", "github.com/mattermost/...", nil, true, "a chat server's library belongs in its adapter"},
	{"wegwijs/bot/bottest", "github.com/mattermost/...", nil, true, "a chat server's library belongs in its adapter"},
	{"wegwijs/store", "github.com/mattermost/...", nil, true, "a chat server's library belongs in its adapter"},
	{"wegwijs/handlers/...", "github.com/mattermost/...", nil, true, "a chat server's library belongs in its adapter"},
	{"wegwijs/cmd/...", "github.com/mattermost/...", nil, true, "a chat server's library belongs in its adapter"},
	{"wegwijs/handlers/...", "modernc.org/...", nil, false, "only the store and the demo's own chat know which database there is"},
	{"wegwijs/bot", "modernc.org/...", nil, true, "only the store and the demo's own chat know which database there is"},
	{"wegwijs/bot/...", "testing", nil, false, "test code is no part of the program"},
	{"wegwijs/handlers/...", "testing", nil, false, "test code is no part of the program"},
	{"wegwijs/cmd/...", "testing", nil, false, "test code is no part of the program"},
}

// testHelpers are packages for tests; what they import never reaches users.
var testHelpers = []string{"wegwijs/bot/bottest", "wegwijs/bot/mattermost/mattermosttest", "wegwijs/bot/mattermost/mattermosttest/world", "wegwijs/bot/slack/slacktest", "wegwijs/bot/slack/slacktest/world", "wegwijs/bot/web/webtest", "wegwijs/handlers/agenda/office/officetest", "wegwijs/handlers/knowledge/knowledgetest"}

func TestImportsGoOneWay(t *testing.T) {
	format := `{{.ImportPath}}|{{join .Imports " "}}|{{join .TestImports " "}} {{join .XTestImports " "}}`
	out, err := exec.Command("go", "list", "-f", format, "wegwijs/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	packages := 0
	for _, line := range strings.Split(strings.TrimSpace(string(out)), "\n") {
		part := strings.Split(line, "|")
		packages++
		for _, rule := range importRules {
			if !within(part[0], rule.from) || rule.never == "testing" && isTestHelper(part[0]) {
				continue
			}
			imports := strings.Fields(part[1])
			if rule.withTests {
				imports = append(imports, strings.Fields(part[2])...)
			}
			for _, imported := range imports {
				if within(imported, rule.never) && !allowed(imported, rule.but) && imported != part[0] && !(rule.never == "testing" && imported != "testing") {
					t.Errorf("%s imports %s, but %s", part[0], imported, rule.why)
				}
			}
		}
	}
	if packages < 8 {
		t.Errorf("go list saw %d packages; the rules were not really checked", packages)
	}
}

// TestTestHelpersStayOut sees that nothing for tests is linked into the program.
func TestTestHelpersStayOut(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", "wegwijs/cmd/wegwijs").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	deps := strings.Fields(string(out))
	if len(deps) < 50 {
		t.Fatalf("go list saw %d dependencies", len(deps))
	}
	for _, d := range deps {
		if isTestHelper(d) || d == "github.com/google/go-cmp/cmp" || strings.HasPrefix(d, "github.com/chromedp/") {
			t.Errorf("the program links %s, which is for tests only", d)
		}
	}
}

func isTestHelper(p string) bool {
	for _, h := range testHelpers {
		if p == h {
			return true
		}
	}
	return false
}

func allowed(p string, patterns []string) bool {
	for _, pattern := range patterns {
		if within(p, pattern) {
			return true
		}
	}
	return false
}

func within(p, pattern string) bool {
	folder, all := strings.CutSuffix(pattern, "/...")
	return p == folder || all && strings.HasPrefix(p, folder+"/")
}
