package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestPollTables: the table of features has all 38 rows that products are compared
// by, at least 34 of them are yes, and what shows a yes is in the repository. What is
// no or partly says why.
func TestPollTables(t *testing.T) {
	const doc = "../../docs/polls.md"
	data, err := os.ReadFile(doc)
	if err != nil {
		t.Fatal(err)
	}
	features, wishes, ok := strings.Cut(string(data), "## What users of Matterpoll")
	if !ok {
		t.Fatal("the wishes are not there")
	}
	rows := regexp.MustCompile(`(?m)^\| ([0-9][0-9, ]*) \| (.*) \| (yes|no|partly)(.*) \| (.*)\|$`)
	link := regexp.MustCompile(`\]\(([^)]+)\)`)
	test := regexp.MustCompile("`(Test[A-Za-z0-9]+)`")
	tests := testNames(t)
	numbers := make([]string, 38)
	for i := range numbers {
		numbers[i] = strconv.Itoa(i + 1)
	}
	for _, table := range []struct {
		text string
		rows []string
		yes  int
	}{
		{features, numbers, 34},
		{wishes, []string{"95", "177, 254", "459", "514", "387", "575", "388", "386", "458", "449", "407", "558", "609"}, 11},
	} {
		var found []string
		yes := 0
		for _, row := range rows.FindAllStringSubmatch(table.text, -1) {
			number, answer, why, evidence := row[1], row[3], row[4], row[5]
			found = append(found, number)
			if answer != "yes" && !strings.HasPrefix(why, ": ") {
				t.Errorf("row %s is %s, and does not say why", number, answer)
			}
			links, named := link.FindAllStringSubmatch(evidence, -1), test.FindAllStringSubmatch(evidence, -1)
			if answer == "yes" {
				yes++
				if len(links)+len(named) == 0 {
					t.Errorf("row %s is yes, and nothing shows it", number)
				}
			}
			for _, l := range links {
				if _, err := os.Stat(filepath.Join(filepath.Dir(doc), l[1])); err != nil {
					t.Errorf("row %s: %v", number, err)
				}
			}
			for _, n := range named {
				if !strings.Contains(tests, "func "+n[1]+"(") {
					t.Errorf("row %s: there is no %s", number, n[1])
				}
			}
		}
		if diff := cmp.Diff(table.rows, found); diff != "" {
			t.Errorf("rows (-want +got):\n%s", diff)
		}
		if yes < table.yes {
			t.Errorf("%d of %d rows are yes, want %d", yes, len(table.rows), table.yes)
		}
	}
}

// testNames is the source of all tests.
func testNames(t *testing.T) string {
	t.Helper()
	out, err := exec.Command("go", "list", "-f", `{{$d := .Dir}}{{range .TestGoFiles}}{{$d}}/{{.}} {{end}}{{range .XTestGoFiles}}{{$d}}/{{.}} {{end}}`, "wegwijs/...").Output()
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, file := range strings.Fields(string(out)) {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(data)
	}
	return all.String()
}
