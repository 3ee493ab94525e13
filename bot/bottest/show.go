package bottest

import (
	"fmt"
	"sort"
	"strings"

	"wegwijs/bot"
)

// Show writes what a person sees in the notation.
func Show(s Seen, l bot.Lang) (out Shown) {
	out = Shown{Head: Head{What: s.What, Place: s.Place, To: s.To}}
	defer func() {
		for i, line := range out.Lines {
			out.Lines[i] = ended(line)
		}
	}()
	switch s.What {
	case Opened:
		out.Head.Title = ended(oneLine(s.Title))
		out.Head.Place = Place{}
		out.Lines = blockLines(s.Blocks, l)
		for _, f := range s.Fields {
			out.Lines = append(out.Lines, fieldLines(f, l)...)
		}
		out.Lines = append(out.Lines, "["+oneLine(s.Submit)+"]")
	case Refused:
		out.Head.Place = Place{}
		for _, e := range s.Errors {
			out.Lines = append(out.Lines, oneLine(e.Label+": "+strings.Join(e.Values, " ")))
		}
		sort.Strings(out.Lines)
		out.Lines = append(out.Lines, blockLines(s.Blocks, l)...)
	default:
		out.Lines = blockLines(s.Blocks, l)
	}
	return out
}

// fieldLines shows a field: "Soort (een van: overleg | besluit; mag leeg) = overleg",
// and its help below it.
func fieldLines(f SeenField, l bot.Lang) []string {
	v := words(l)
	kind := v.kinds[f.Kind]
	if len(f.Options) > 0 {
		kind += ": " + joinCells(f.Options)
	}
	if f.Optional {
		kind += "; " + v.optional
	}
	line := oneLine(f.Label) + " (" + kind + ") ="
	if len(f.Value) > 0 {
		line += " " + joinCells(f.Value)
	}
	if f.Help == "" {
		return []string{line}
	}
	return []string{line, "~ " + oneLine(f.Help)}
}

func blockLines(blocks []SeenBlock, l bot.Lang) []string {
	v := words(l)
	var out []string
	for i, b := range blocks {
		text := oneLine(b.Text)
		switch b.Kind {
		case "para":
			out = append(out, notAsMarked(text))
		case "item":
			if b.Number > 0 {
				out = append(out, fmt.Sprintf("%d. %s", b.Number, text))
			} else {
				out = append(out, "- "+text)
			}
		case "field":
			out = append(out, "= "+text)
		case "button":
			if b.Hint != "" {
				text += " = " + oneLine(b.Hint)
			}
			if i > 0 && blocks[i-1].Kind == "button" {
				out[len(out)-1] += " [" + text + "]"
			} else {
				out = append(out, "["+text+"]")
			}
		case "menu":
			if text != "" {
				text += ": "
			}
			out = append(out, "{"+text+joinCells(b.Options)+"}")
		case "table":
			if text != "" {
				out = append(out, "("+v.table+": "+text+")")
			}
			for _, row := range b.Rows {
				line := strings.TrimSpace(joinCells(row))
				if len(row) < 2 {
					line += " |"
				}
				out = append(out, line)
			}
		case "picture":
			out = append(out, "("+v.picture+": "+text+")")
		case "file":
			out = append(out, fmt.Sprintf("(%s: %s, %d bytes)", v.file, text, len(b.Data)))
		case "note":
			out = append(out, "~ "+text)
		default:
			out = append(out, "(?"+b.Kind+": "+text+")")
		}
	}
	return out
}

// oneLine shows where a new line was and drops space nobody sees.
func oneLine(s string) string {
	s = strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n"))
	s = strings.ReplaceAll(s, "\r", "\n")
	return strings.ReplaceAll(s, "\n", "⏎")
}

// ended marks an … that really ends a line, so that it is not read as open.
func ended(line string) string {
	if begins, ok := strings.CutSuffix(line, "…"); ok {
		return begins + `\…`
	}
	return line
}

// openEnd tells whether a line ends in an … that stands for anything, and how
// the line begins then. \… is an … and no more.
func openEnd(line string) (begins string, open bool) {
	begins, ok := strings.CutSuffix(line, "…")
	if !ok || strings.HasSuffix(begins, `\`) {
		return line, false
	}
	return begins, true
}

func joinCells(cells []string) string {
	out := make([]string, len(cells))
	for i, c := range cells {
		out[i] = strings.ReplaceAll(oneLine(c), "|", `\|`)
	}
	return strings.Join(out, " | ")
}

// notAsMarked puts a backslash before a paragraph that would be read as something else.
func notAsMarked(text string) string {
	if _, _, ok := parseHead(text); ok || kindOf(text) != "para" || strings.HasPrefix(text, `\`) {
		return `\` + text
	}
	return text
}

// kindOf tells what block a line shows.
func kindOf(line string) string {
	if strings.HasPrefix(line, `\`) {
		return "para"
	}
	_, open := openEnd(line)
	for _, v := range vocabularies {
		for word, kind := range map[string]string{v.picture: "picture", v.file: "file", v.table: "caption"} {
			if strings.HasPrefix(line, "("+word+": ") && (strings.HasSuffix(line, ")") || open) {
				return kind
			}
		}
	}
	switch {
	case strings.HasPrefix(line, "- "), numberStart.MatchString(line):
		return "item"
	case strings.HasPrefix(line, "= "):
		return "field"
	case strings.HasPrefix(line, "~ "):
		return "note"
	case strings.HasPrefix(line, "[") && (strings.HasSuffix(line, "]") || open):
		return "button"
	case strings.HasPrefix(line, "{") && (strings.HasSuffix(line, "}") || open):
		return "menu"
	case strings.Contains(line, " | "), strings.HasSuffix(line, " |"):
		return "row"
	}
	return "para"
}
