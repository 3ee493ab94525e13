package agenda

import (
	"strings"

	"wegwijs/bot"
)

// asTyped is what somebody typed with its line ends: bot.Plain keeps words that
// are not ours on one line. It is for text that must be read by the line, or copied.
func asTyped(s string) bot.Text {
	var parts []bot.Text
	for i, line := range strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n") {
		if i > 0 {
			parts = append(parts, lineEnd)
		}
		parts = append(parts, bot.Plain(line))
	}
	return bot.Join(parts...)
}

var lineEnd = bot.Phrase{NL: "\n", EN: "\n"}
