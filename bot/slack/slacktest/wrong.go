package slacktest

import (
	"encoding/json"
	"fmt"
	"strings"
)

// WrongInMessage returns what Slack would say is wrong with the blocks of a
// message, without asking a workspace: pictures are taken to be there.
func WrongInMessage(blocks any) []string { return wrongIn(blocks, inMessage) }

// WrongInHome does the same for a Home tab.
func WrongInHome(blocks any) []string { return wrongIn(blocks, inHome) }

func wrongIn(blocks any, where string) []string {
	var raw []obj
	if err := reread(blocks, &raw); err != nil {
		return []string{err.Error()}
	}
	s := &Server{files: map[string]*File{}}
	wrong := withoutPictures(s.checkBlocks(raw, where))
	if n := shownChars(raw); where == inMessage && n > maxAllBlocks {
		wrong = append(wrong, fmt.Sprintf("msg_blocks_too_long: %d characters", n))
	}
	return wrong
}

// WrongInModal does the same for a whole modal.
func WrongInModal(view any) []string {
	var raw obj
	if err := reread(view, &raw); err != nil {
		return []string{err.Error()}
	}
	s := &Server{files: map[string]*File{}}
	return withoutPictures(s.checkView(raw, inModal))
}

func reread(v, into any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return json.Unmarshal(data, into)
}

func withoutPictures(wrong []string) []string {
	var out []string
	for _, w := range wrong {
		if !strings.Contains(w, "invalid slack file") {
			out = append(out, w)
		}
	}
	return out
}
