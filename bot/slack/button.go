package slack

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/slack-go/slack"

	"wegwijs/bot"
)

// What a button or menu is about travels with it: Slack itself vouches for who
// pressed what on which message of ours. A button carries action and value; a
// menu has no value of its own, so that is in its names.

// Limits of Slack (https://docs.slack.dev/reference/block-kit/block-elements).
const (
	mostOfID          = 255
	mostOfValue       = 2000
	mostOfLabel       = 75
	mostOfOption      = 75
	mostOfPlaceholder = 150
)

const separator = "|"

// coded writes what a feature wrote so that it comes back the same: Slack
// escapes & < > in values, and may turn a character into :emoji:.
func coded(s string, most int) (string, error) {
	if c := encoded(s); len(c) <= most {
		return c, nil
	}
	if back, err := decoded(s); err == nil && back == s && utf8.RuneCountInString(s) <= most {
		return s, nil
	}
	return "", fmt.Errorf("a value of %d bytes; at most some %d fit", len(s), most)
}

func encoded(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if c := s[i]; safe(c) {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

// safe tells of characters that mean nothing to Slack.
func safe(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._/,", c) >= 0
}

// decoded reads what coded wrote.
func decoded(s string) (string, error) {
	for i := 0; i < len(s); i++ {
		if !safe(s[i]) && s[i] != '%' {
			return s, nil // it did not fit in code
		}
	}
	return url.PathUnescape(s)
}

// buttonOf writes a button. name tells it from the others in its message.
func buttonOf(x bot.Button, l bot.Lang, name string) (*slack.ButtonBlockElement, error) {
	value, err := coded(x.Value, mostOfValue-len(x.Action)-1)
	if err != nil {
		return nil, err
	}
	b := &slack.ButtonBlockElement{
		Type: slack.METButton, Text: label(wordsOf(x.Label, l), mostOfLabel),
		ActionID: name, Value: x.Action + separator + value,
	}
	if hint := wordsOf(x.Hint, l); strings.TrimSpace(hint) != "" {
		b.AccessibilityLabel = fitted(hint, mostOfLabel)
	}
	switch x.Style {
	case bot.Primary:
		b.Style = slack.StylePrimary
	case bot.Danger:
		b.Style = slack.StyleDanger
	}
	return b, nil
}

// menuName begins the name of a menu; a number that tells it from others
// follows.
const menuName = "menu"

// menuOf writes a menu: its block is named by the value, as far as that fits,
// and the menu by the action and the rest.
func menuOf(x bot.Menu, l bot.Lang, n int) (*slack.ActionBlock, error) {
	name := menuName + strconv.Itoa(n)
	room := mostOfID - len(name) - 1
	value, err := coded(x.Value, room+room-1-len(x.Action))
	if err != nil {
		return nil, fmt.Errorf("a menu with %w", err)
	}
	head := value[:min(len(value), room)]
	m := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, label(wordsOf(x.Label, l), mostOfPlaceholder), name+separator+x.Action+separator+value[len(head):])
	for _, o := range x.Options {
		option, err := coded(o.Value, mostOfOption)
		if err != nil || option == "" {
			return nil, fmt.Errorf("an option of a menu with a value of %d bytes", len(o.Value))
		}
		m.Options = append(m.Options, slack.NewOptionBlockObject(option, label(wordsOf(o.Label, l), mostOfLabel), nil))
	}
	return slack.NewActionBlock(name+separator+head, m), nil
}

// pressed reads what a button or menu is about; false when it is none of ours.
func pressed(a *slack.BlockAction) (action, value, choice string, ok bool) {
	coded := a.Value
	if menu, inMenu := strings.CutPrefix(a.ActionID, menuName); inMenu {
		_, head, named := strings.Cut(a.BlockID, separator)
		_, menu, ok = strings.Cut(menu, separator)
		act, rest, whole := strings.Cut(menu, separator)
		if !named || !ok || !whole || a.SelectedOption.Value == "" {
			return "", "", "", false
		}
		var err error
		if choice, err = decoded(a.SelectedOption.Value); err != nil {
			return "", "", "", false
		}
		coded = act + separator + head + rest
	}
	action, value, ok = strings.Cut(coded, separator)
	if !ok || action == "" {
		return "", "", "", false
	}
	value, err := decoded(value)
	return action, value, choice, err == nil
}
