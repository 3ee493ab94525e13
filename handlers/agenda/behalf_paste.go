package agenda

import (
	"net/mail"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"wegwijs/handlers/agenda/item"
)

// pasted is what was found in what the secretary typed or pasted after the
// command: the head of a mail, and the rest of it.
type pasted struct {
	name, email, topic, text string
}

// heads are the lines above a mail as mail programs write them, by what they
// tell: "f" who, "s" what about, "" nothing we need.
var heads = map[string]string{
	"van": "f", "from": "f", "afzender": "f", "onderwerp": "s", "subject": "s", "betreft": "s",
	"aan": "", "to": "", "cc": "", "bcc": "", "verzonden": "", "sent": "", "datum": "", "date": "", "prioriteit": "", "importance": "",
}

// parsePasted reads a mail that was pasted. Nothing of its text is lost: lines
// that are no head are the text, in their order.
func parsePasted(s string) (p pasted) {
	lines := strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n")
	first := 0
	for ; first < len(lines); first++ {
		word, rest, ok := strings.Cut(strings.TrimLeft(lines[first], " *>\t"), ":")
		what, known := heads[strings.ToLower(strings.Trim(word, " *"))]
		rest = strings.Trim(rest, " *\t")
		if !ok || !known {
			if strings.TrimSpace(lines[first]) == "" && p == (pasted{}) {
				continue // empty lines above the head
			}
			break
		}
		switch {
		case what == "f" && p.name+p.email == "":
			p.name, p.email = nameAndAddress(rest)
		case what == "s" && p.topic == "":
			p.topic = withoutPrefix(rest)
		}
	}
	p.text = strings.TrimSpace(strings.Join(lines[first:], "\n"))
	if p.name+p.email+p.topic == "" && !strings.Contains(p.text, "\n") {
		// One line without a head names who it is about, or what.
		switch name, email := nameAndAddress(p.text); {
		case email != "":
			p.name, p.email, p.text = name, email, ""
		case looksLikeName(p.text):
			p.name, p.text = p.text, ""
		case utf8.RuneCountInString(p.text) <= 60 && !strings.ContainsAny(p.text, "?!.;:"):
			p.topic, p.text = p.text, ""
		}
	}
	if utf8.RuneCountInString(p.topic) > item.MostTopic {
		p.text = strings.TrimSpace(p.topic + "\n" + p.text) // the form is the place to shorten it
		p.topic = firstRunes(p.topic, item.MostTopic)
	}
	return p
}

// looksLikeName tells whether a line is somebody's name: two to six words, each
// with a capital or one that stands between names. It is only a guess; the form
// shows what it made of it.
func looksLikeName(s string) bool {
	words := strings.Fields(s)
	capitals := 0
	for _, w := range words {
		first, _ := utf8.DecodeRuneInString(w)
		switch {
		case strings.ContainsFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !strings.ContainsRune("-'’.", r) }):
			return false
		case unicode.IsUpper(first):
			capitals++
		case !slices.Contains([]string{"van", "de", "der", "den", "het", "ten", "ter", "te", "in", "'t", "’t", "el", "al", "von", "di", "da", "le", "la", "d'", "op"}, w):
			return false
		}
	}
	return len(words) >= 2 && len(words) <= 6 && capitals >= 2
}

// withoutPrefix is a subject without the "RE:" and "FW:" in front of it.
func withoutPrefix(s string) string {
	for {
		word, rest, ok := strings.Cut(s, ":")
		switch strings.ToLower(strings.TrimSpace(word)) {
		case "re", "fw", "fwd", "antw", "betr", "doorst":
			if !ok {
				return s
			}
			s = strings.TrimSpace(rest)
		default:
			return s
		}
	}
}

// nameAndAddress reads "Jan Pieters <jan@rws.nl>", "jan@rws.nl" and "Jan Pieters
// [mailto:jan@rws.nl]". What holds no address is a name.
func nameAndAddress(s string) (name, email string) {
	s = strings.TrimSpace(s)
	s = strings.NewReplacer("[mailto:", "<", "<mailto:", "<", "]", ">").Replace(s)
	if a, err := mail.ParseAddress(s); err == nil {
		return oneLine(a.Name), a.Address
	}
	// Names with a comma or brackets are not quoted by every mail program.
	if from := strings.LastIndexByte(s, '<'); from >= 0 && strings.HasSuffix(s, ">") {
		if a, err := mail.ParseAddress(s[from:]); err == nil {
			return oneLine(strings.Trim(s[:from], ` "'`)), a.Address
		}
	}
	if words := strings.Fields(s); len(words) > 1 {
		last := words[len(words)-1]
		if a, err := mail.ParseAddress(last); err == nil {
			return oneLine(strings.Join(words[:len(words)-1], " ")), a.Address
		}
	}
	return oneLine(s), ""
}
