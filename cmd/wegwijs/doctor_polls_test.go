package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"wegwijs/bot"
	"wegwijs/store"
)

// pollFindings are what doctor says about polls.
func pollFindings(t *testing.T, yaml string) string {
	t.Helper()
	cfg, err := load(t, yaml)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	checkPolls(t.Context(), "config.yaml", cfg, func(f bot.Finding) {
		all = append(all, string(f.State)+" "+f.Name+": "+f.Found+" "+f.Remedy+" "+f.Paste)
	})
	return strings.Join(all, "\n")
}

const pollsOn = "polls: {purpose: horen, legal_basis: belang}\nroles: {advisers: ['web:bram']}\n"

func TestDoctorOnPolls(t *testing.T) {
	for _, tc := range []struct {
		name, yaml string
		want       []string
	}{
		{"switched off", "commands: {poll: ''}\n", []string{"ok polls: they are switched off"}},
		{"not yet on", "roles: {admins: ['web:max', 'slack:U1']}\n", []string{"limited polls: nobody can place one, because polls.purpose and polls.legal_basis are empty", "Whoever edits config.yaml", "advisers are told to ask web:max, slack:U1."}},
		{"half on, and nobody to ask", "polls: {purpose: horen}\n", []string{"because polls.legal_basis is empty", "filling in polls.legal_basis", "roles.admins names nobody"}},
		{"nobody makes one", "polls: {purpose: horen, legal_basis: belang}\n", []string{"limited polls: nobody may make one: roles.advisers is empty"}},
		{"on", pollsOn, []string{"ok polls: can be placed; a result is shown from 5 answers, in a group of 10 or more; no consent"}},
		{"agreed", "polls: {purpose: horen, legal_basis: belang, consent: {reference: OR-1}, minimum_answers: 8, minimum_group: 20}\nroles: {advisers: ['web:bram']}\n", []string{"from 8 answers, in a group of 20 or more "}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			dir := t.TempDir()
			said := pollFindings(t, tc.yaml+"database: "+filepath.Join(dir, "w.db")+"\nkeys: "+filepath.Join(dir, "keys")+"\n")
			for _, want := range tc.want {
				if !strings.Contains(said, want) {
					t.Errorf("%q is not in:\n%s", want, said)
				}
			}
		})
	}
}

func TestDoctorOnKeys(t *testing.T) {
	for _, tc := range []struct {
		name string
		make func(dir string) (keys string, err error)
		want string
	}{
		{"not there yet", func(dir string) (string, error) { return dir + "/keys", nil }, "ok keys: DIR/keys is made when"},
		{"for its owner", func(dir string) (string, error) { return dir + "/keys", os.Mkdir(dir+"/keys", 0o700) }, "ok keys: only their owner can read them in DIR/keys"},
		{"for everybody", func(dir string) (string, error) {
			return dir + "/keys/", os.Mkdir(dir+"/keys", 0o755)
		}, "limited keys: others on this machine can look into DIR/keys; with a key and the database somebody can see who answered what Let only its owner look into it: chmod 700 DIR/keys"},
		{"for reading only", func(dir string) (string, error) { return dir + "/keys", os.Mkdir(dir+"/keys", 0o500) }, "fault keys: nothing can be written in DIR/keys"},
		{"a file", func(dir string) (string, error) { return dir + "/keys", os.WriteFile(dir+"/keys", nil, 0o600) }, "fault keys: DIR/keys is no folder"},
		{"below a file", func(dir string) (string, error) { return dir + "/x/keys", os.WriteFile(dir+"/x", nil, 0o600) }, "fault keys: DIR/x is no folder"},
		{"beside the database", func(dir string) (string, error) { return dir, os.Chmod(dir, 0o700) }, "limited keys: the keys are in the folder of the database"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			dir := t.TempDir()
			keys, err := tc.make(dir)
			if err != nil {
				t.Fatal(err)
			}
			said := strings.ReplaceAll(pollFindings(t, pollsOn+"database: "+filepath.Join(dir, "w.db")+"\nkeys: "+keys+"\n"), dir, "DIR")
			if !strings.Contains(said, tc.want) {
				t.Errorf("%q is not in:\n%s", tc.want, said)
			}
		})
	}
}

// TestDoctorOnOpenPolls: a poll without its key takes no answers, and says so
// to nobody but who tries.
func TestDoctorOnOpenPolls(t *testing.T) {
	dir := t.TempDir()
	st, err := store.Open(t.Context(), filepath.Join(dir, "w.db"), store.Options{Log: zerolog.Nop(), Clock: bot.WallClock{}})
	if err != nil {
		t.Fatal(err)
	}
	at := time.Now()
	err = st.Write(t.Context(), "", func(tx *store.Tx) error {
		for _, p := range []store.Poll{
			{ID: "withkey1", State: store.PollOpen, Mode: "unnamed"}, {ID: "nokey111", State: store.PollOpen, Mode: "final"},
			{ID: "names111", State: store.PollOpen, Mode: "named"}, {ID: "closed11", State: store.PollClosed, Mode: "unnamed"},
		} {
			p.Spec, p.Created, p.Opened, p.Closes = []byte("{}"), at, at, at.Add(time.Hour)
			if err := tx.SetPoll(p); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	keys, err := store.OpenKeys(filepath.Join(dir, "keys"))
	if err != nil {
		t.Fatal(err)
	}
	if err := keys.Make("withkey1"); err != nil {
		t.Fatal(err)
	}
	yaml := pollsOn + "database: " + filepath.Join(dir, "w.db") + "\nkeys: " + filepath.Join(dir, "keys") + "\n"
	if said := pollFindings(t, yaml); !strings.Contains(said, "fault open polls: the key of 1 open poll is missing, so nobody can answer: nokey111 Put its file back in "+filepath.Join(dir, "keys")) || !strings.Contains(said, "/peiling sluit") {
		t.Errorf("it says:\n%s", said)
	}
	if err := keys.Make("nokey111"); err != nil {
		t.Fatal(err)
	}
	if said := pollFindings(t, yaml); !strings.Contains(said, "ok open polls: 3 polls are open, none without its key") {
		t.Errorf("it says:\n%s", said)
	}
}
