package report

import (
	"strings"
	"unicode"

	"github.com/go-analyze/charts"
	"golang.org/x/text/unicode/norm"

	"wegwijs/bot"
)

// Fonts of the picture. They are inside the program: it looks the same on every
// machine. Noto Sans has Latin, Greek and Cyrillic; the symbols have many
// pictures that people type, and Roboto has signs that they lack, such as ≥ (all
// SIL Open Font License 1.1, see NOTICE.md). The renderer looks for a character in
// all of them.
const (
	fontText    = charts.FontFamilyNotoSans
	fontBold    = charts.FontFamilyNotoSansBold
	fontSymbols = "notosans-chartsymbols"
	fontSigns   = charts.FontFamilyRoboto
)

// drawable tells whether there is a picture of a character in our fonts.
func drawable(r rune) bool {
	if r == ' ' {
		return true
	}
	for _, f := range []string{fontText, fontSymbols, fontSigns} {
		if charts.GetFont(f).Index(r) != 0 {
			return true
		}
	}
	return false
}

// legible makes words that can be drawn, on one line. Characters that our fonts
// lack never become boxes: letters and signs become an ellipsis,
// pictures are left out beside words and named where there is nothing else.
// What has nothing to draw at all is empty.
func legible(s string, l bot.Lang) string {
	var b strings.Builder
	word, gap := false, false
	for _, r := range norm.NFC.String(printable(s)) {
		switch {
		case unicode.IsSpace(r):
			b.WriteByte(' ')
			gap = false
		case unicode.Is(unicode.Cf, r), unicode.Is(unicode.Variation_Selector, r), r >= 0x1f3fb && r <= 0x1f3ff:
			// joiners, directions and skin tones say nothing by themselves
		case drawable(r) && !combining(r):
			b.WriteRune(r)
			word, gap = true, false
		case plainer(r) != "":
			b.WriteString(plainer(r))
			word, gap = true, false
		case combining(r):
		case r >= 0x1f1e6 && r <= 0x1f1ff: // a flag is the letters of its country
			b.WriteRune('A' + r - 0x1f1e6)
			word, gap = true, false
		case unicode.In(r, unicode.L, unicode.N, unicode.P, unicode.Sm, unicode.Sc): // left out, it could mean something else
			if !gap {
				b.WriteRune('…')
			}
			gap = true
		}
	}
	if text := strings.Join(strings.Fields(b.String()), " "); word {
		return text
	}
	return named(s, l)
}

// plainer is a character of our fonts that says the same: = for a full-width ＝.
func plainer(r rune) string {
	if r == '−' || r == '‐' || r == '‑' {
		return "-"
	}
	s := norm.NFKC.String(string(r))
	if s == string(r) || strings.ContainsFunc(s, func(r rune) bool { return !drawable(r) || combining(r) }) {
		return ""
	}
	return s
}

// combining marks are placed by whoever lays out a script; our picture cannot.
func combining(r rune) bool { return unicode.In(r, unicode.Mn, unicode.Me, unicode.Mc) }

// named says in words what is only pictures.
func named(s string, l bot.Lang) string {
	var all []string
	for _, r := range s {
		if name, ok := pictures[r]; ok {
			all = append(all, words(name, l))
		}
	}
	if len(all) == 0 {
		return ""
	}
	return strings.Join(all, ", ")
}

// pictures are names of emoji that are likely as an option of a poll.
var pictures = map[rune]bot.Phrase{
	'👍': {NL: "duim omhoog", EN: "thumbs up"},
	'👎': {NL: "duim omlaag", EN: "thumbs down"},
	'👌': {NL: "oké", EN: "OK"},
	'👏': {NL: "applaus", EN: "applause"},
	'🙏': {NL: "gevouwen handen", EN: "folded hands"},
	'💪': {NL: "spierballen", EN: "strong arm"},
	'🤝': {NL: "handdruk", EN: "handshake"},
	'🙌': {NL: "handen omhoog", EN: "raised hands"},
	'👀': {NL: "ogen", EN: "eyes"},
	'😀': {NL: "blij", EN: "happy"},
	'😃': {NL: "blij", EN: "happy"},
	'😄': {NL: "heel blij", EN: "very happy"},
	'😁': {NL: "grijns", EN: "grin"},
	'😊': {NL: "glimlach", EN: "smile"},
	'🙂': {NL: "lichte glimlach", EN: "slight smile"},
	'😍': {NL: "verliefd", EN: "in love"},
	'🤩': {NL: "geweldig", EN: "star-struck"},
	'😂': {NL: "tranen van het lachen", EN: "tears of joy"},
	'😎': {NL: "cool", EN: "cool"},
	'🤔': {NL: "nadenkend", EN: "thinking"},
	'😐': {NL: "neutraal", EN: "neutral"},
	'😑': {NL: "uitdrukkingsloos", EN: "expressionless"},
	'😕': {NL: "in de war", EN: "confused"},
	'🙁': {NL: "een beetje verdrietig", EN: "slightly sad"},
	'☹': {NL: "verdrietig", EN: "sad"},
	'😞': {NL: "teleurgesteld", EN: "disappointed"},
	'😢': {NL: "traan", EN: "tear"},
	'😭': {NL: "huilend", EN: "crying"},
	'😡': {NL: "boos", EN: "angry"},
	'😠': {NL: "geërgerd", EN: "annoyed"},
	'😱': {NL: "geschrokken", EN: "shocked"},
	'😴': {NL: "slaperig", EN: "sleepy"},
	'🤷': {NL: "geen idee", EN: "no idea"},
	'❤': {NL: "hart", EN: "heart"},
	'💔': {NL: "gebroken hart", EN: "broken heart"},
	'⭐': {NL: "ster", EN: "star"},
	'🌟': {NL: "stralende ster", EN: "glowing star"},
	'🔥': {NL: "vuur", EN: "fire"},
	'💯': {NL: "honderd punten", EN: "hundred points"},
	'🎉': {NL: "feest", EN: "party"},
	'🚀': {NL: "raket", EN: "rocket"},
	'💡': {NL: "idee", EN: "idea"},
	'✅': {NL: "vinkje", EN: "check mark"},
	'❌': {NL: "kruisje", EN: "cross"},
	'❓': {NL: "vraagteken", EN: "question mark"},
	'❗': {NL: "uitroepteken", EN: "exclamation mark"},
	'🟢': {NL: "groene cirkel", EN: "green circle"},
	'🟡': {NL: "gele cirkel", EN: "yellow circle"},
	'🟠': {NL: "oranje cirkel", EN: "orange circle"},
	'🔴': {NL: "rode cirkel", EN: "red circle"},
	'🔵': {NL: "blauwe cirkel", EN: "blue circle"},
	'☀': {NL: "zon", EN: "sun"},
	'🌤': {NL: "zon met een wolkje", EN: "sun with a small cloud"},
	'⛅': {NL: "zon achter een wolk", EN: "sun behind a cloud"},
	'☁': {NL: "wolk", EN: "cloud"},
	'🌧': {NL: "regen", EN: "rain"},
	'⛈': {NL: "onweer", EN: "thunderstorm"},
	'🌈': {NL: "regenboog", EN: "rainbow"},
	'☕': {NL: "koffie", EN: "coffee"},
	'🍵': {NL: "thee", EN: "tea"},
	'🍕': {NL: "pizza", EN: "pizza"},
	'🍰': {NL: "taart", EN: "cake"},
	'🏠': {NL: "thuis", EN: "home"},
	'🏢': {NL: "kantoor", EN: "office"},
	'📧': {NL: "e-mail", EN: "e-mail"},
	'📞': {NL: "telefoon", EN: "telephone"},
	'💬': {NL: "chat", EN: "chat"},
	'🐶': {NL: "hond", EN: "dog"},
	'🐱': {NL: "kat", EN: "cat"},
}
