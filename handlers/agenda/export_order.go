package agenda

import (
	"slices"
	"strings"

	"wegwijs/handlers/agenda/committee"
	"wegwijs/handlers/agenda/paper"
)

// exportAgenda is the agenda among what can be exported; the rest are lists.
const exportAgenda = "agenda"

// exportReceipt is the receipt of one request.
const exportReceipt = "receipt"

// exportKinds are what can be exported of a committee, in the order of the menu.
var exportKinds = []string{exportAgenda, string(paper.LongList), string(paper.Decisions), string(paper.Actions), string(paper.Advices)}

// An order is what somebody wants to download.
type order struct {
	what   string // exportAgenda, exportReceipt, or a paper.ListKind; "" is not said
	on     string // id of a meeting, number of a request; "" is the one that makes sense
	view   paper.View
	format paper.Format // "" is the usual two
}

// value is an order as a button carries it.
func (w order) value(c committee.Committee) string {
	return strings.Join([]string{c.ID, w.what, w.on, string(w.view), string(w.format)}, " ")
}

func orderOf(value string) (committeeID string, w order) {
	part := append(strings.Split(value, " "), "", "", "", "", "")
	return part[0], order{what: part[1], on: part[2], view: paper.View(part[3]), format: paper.Format(part[4])}
}

// usual are the formats that one press gives: documents that people change, or
// sheets that people sort.
func (w order) usual() []paper.Format {
	switch {
	case w.format != "":
		return []paper.Format{w.format}
	case w.what == string(paper.LongList), w.what == string(paper.Actions):
		return []paper.Format{paper.ODS, paper.XLSX}
	}
	return []paper.Format{paper.ODT, paper.DOCX}
}

// exportWords are what people call what can be exported.
var exportWords = map[string][]string{
	exportAgenda:            {"agenda"},
	string(paper.LongList):  {"longlist", "long-list", "lijst"},
	string(paper.Decisions): {"besluitenlijst", "besluiten", "decisions", "decision-list"},
	string(paper.Actions):   {"actielijst", "acties", "actions"},
	string(paper.Advices):   {"adviezen", "advies", "advice"},
}

// orderIn finds what is wanted in words, and returns the words it did not know.
func orderIn(c committee.Committee, text string) (w order, rest string) {
	var unknown []string
next:
	for _, word := range strings.Fields(text) {
		low := strings.ToLower(strings.Trim(word, ",;."))
		for what, words := range exportWords {
			if w.what == "" && slices.Contains(words, low) {
				w.what = what
				continue next
			}
		}
		if strings.HasPrefix(low, c.ID+"-") && w.on == "" {
			w.what, w.on = exportReceipt, strings.ToUpper(low)
			continue
		}
		if f, ok := paper.ParseFormat(low); ok && w.format == "" {
			w.format = f
			continue
		}
		if v, ok := paper.ParseView(low); ok && w.view == "" {
			w.view = v
			continue
		}
		unknown = append(unknown, word)
	}
	return w, strings.Join(unknown, " ")
}
