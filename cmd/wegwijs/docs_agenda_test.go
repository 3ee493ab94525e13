package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestAgendaTables: every wish that agenda products leave open and everything that
// goes wrong on the way has a row, what shows a yes is in the repository, and what is
// no or partly says why.
func TestAgendaTables(t *testing.T) {
	const doc = "../../docs/agenda.md"
	data, err := os.ReadFile(doc)
	if err != nil {
		t.Fatal(err)
	}
	wishes, rest, ok := strings.Cut(string(data), "\n## What goes wrong on the way\n")
	edges, _, other := strings.Cut(rest, "\n## A map for developers\n")
	if !ok || !other {
		t.Fatal("a heading is not there")
	}
	// The products and issues that wishes are known from.
	for _, want := range []string{
		"iBabs, NotuBiz", "Company Webcast", "mattermost-plugin-agenda #12", "#42", "#33", "#25", "#23, #84", "#47",
		"call_summary_bot, agenda_bot", "#226", "Parabol #54, #1307", "Fellow", "Hugo", "Slack workflows", "again and again",
	} {
		if !strings.Contains(wishes, want) {
			t.Errorf("no wish of %s", want)
		}
	}
	row := regexp.MustCompile(`(?m)^\| ([0-9]+) \| (.*) \| (yes|no|partly)(.*) \| (.*)\|$`)
	link := regexp.MustCompile(`\]\(([^)]+)\)`)
	test := regexp.MustCompile("`(Test[A-Za-z0-9]+)`")
	tests := testNames(t)
	for _, table := range []struct {
		name, text string
		rows, yes  int
	}{
		{"wish", wishes, 46, 40},
		{"edge", edges, 12, 11},
	} {
		var found, want []string
		for i := range table.rows {
			want = append(want, strconv.Itoa(i+1))
		}
		yes := 0
		for _, m := range row.FindAllStringSubmatch(table.text, -1) {
			number, answer, why, evidence := m[1], m[3], m[4], m[5]
			found = append(found, number)
			if answer != "yes" && !strings.HasPrefix(why, ": ") {
				t.Errorf("%s %s is %s, and does not say why", table.name, number, answer)
			}
			links, named := link.FindAllStringSubmatch(evidence, -1), test.FindAllStringSubmatch(evidence, -1)
			if answer == "yes" {
				yes++
				if len(links)+len(named) == 0 {
					t.Errorf("%s %s is yes, and nothing shows it", table.name, number)
				}
			}
			for _, l := range links {
				if _, err := os.Stat(filepath.Join(filepath.Dir(doc), l[1])); err != nil {
					t.Errorf("%s %s: %v", table.name, number, err)
				}
			}
			for _, n := range named {
				if !strings.Contains(tests, "func "+n[1]+"(") {
					t.Errorf("%s %s: there is no %s", table.name, number, n[1])
				}
			}
		}
		if diff := cmp.Diff(want, found); diff != "" {
			t.Errorf("rows of %s (-want +got):\n%s", table.name, diff)
		}
		if yes < table.yes {
			t.Errorf("%d rows of %s are yes, want %d", yes, table.name, table.yes)
		}
	}
}
