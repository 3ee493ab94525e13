package find

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// splitFront separates front matter and body. The problem says what to do when
// there is no front matter.
func splitFront(text string) (front, body, problem string) {
	first, rest, ok := strings.Cut(text, "\n")
	if strings.TrimRight(first, " \t") != "---" || !ok {
		return "", "", "there is no front matter; start the file with a line of --- followed by the keys of the entry"
	}
	for at := 0; at <= len(rest); {
		line, _, more := strings.Cut(rest[at:], "\n")
		if strings.TrimRight(line, " \t") == "---" {
			end := min(at+len(line)+1, len(rest))
			return rest[:at], rest[end:], ""
		}
		if !more {
			break
		}
		at += len(line) + 1
	}
	return "", "", "the front matter does not end; put a line of --- below its last key"
}

// tooDeep guards the YAML parser, whose time grows with the square of nesting.
func tooDeep(front string) bool {
	depth := 0
	for line := range strings.SplitSeq(front, "\n") {
		for _, r := range line {
			switch r {
			case '[', '{':
				depth++
			case ']', '}':
				depth = max(depth-1, 0)
			}
			if depth > maxNesting {
				return true
			}
		}
		head := strings.TrimLeft(line, " ")
		if len(line)-len(head) > 64 || strings.HasPrefix(head, "- - - ") || strings.HasPrefix(head, "? ? ") {
			return true
		}
	}
	return false
}

// parseYAML turns a panic inside the YAML library into an error, so that one
// odd file cannot stop the others from loading. example is a line as there
// should be, for the message.
func parseYAML(front, example string) (root []*ast.MappingValueNode, err error) {
	defer func() {
		if recover() != nil {
			root, err = nil, fmt.Errorf("[1:1] it cannot be read")
		}
	}()
	file, err := parser.ParseBytes([]byte(front), 0)
	if err != nil {
		return nil, err
	}
	if len(file.Docs) == 0 || file.Docs[0] == nil || file.Docs[0].Body == nil {
		return nil, fmt.Errorf("[1:1] %s", yamlEmpty)
	}
	if pairs, ok := mapping(file.Docs[0].Body); ok {
		return pairs, nil
	}
	switch file.Docs[0].Body.(type) {
	case *ast.SequenceNode:
		return nil, fmt.Errorf("[1:1] it is a list, and must be keys with values such as %s", example)
	case *ast.NullNode, *ast.CommentGroupNode:
		return nil, fmt.Errorf("[1:1] %s", yamlEmpty)
	default:
		return nil, fmt.Errorf("[1:1] it holds no keys, and must hold lines such as %s", example)
	}
}

const yamlEmpty = "it is empty"

var yamlPlace = regexp.MustCompile(`^\[(\d+):\d+\] (.*)`)

// yamlError takes line and reason from an error of the YAML library.
func yamlError(err error) (int, string) {
	first, _, _ := strings.Cut(err.Error(), "\n")
	if m := yamlPlace.FindStringSubmatch(first); m != nil {
		line := 0
		fmt.Sscanf(m[1], "%d", &line)
		return line, clip(m[2], 120)
	}
	return 1, clip(first, 120)
}

// yamlRemedy says what to do about what the YAML library found.
func yamlRemedy(why string) string {
	switch {
	case strings.Contains(why, "already defined"):
		return "keep one of the two"
	case why == yamlEmpty || strings.HasPrefix(why, "it "):
		return "write a key, a colon and a value on each line"
	}
	return "quote texts that hold a colon, and check the indentation"
}

// nodeLine is the line of a node in its file: the front matter starts on the
// second line, below the first ---.
func nodeLine(n ast.Node) int {
	if pair, ok := n.(*ast.MappingValueNode); ok {
		n = pair.Key
	}
	if t := n.GetToken(); t != nil && t.Position != nil {
		return t.Position.Line + 1
	}
	return 0
}

// mapping returns the pairs of a group of keys; the YAML library has a node of
// its own for a group of one.
func mapping(n ast.Node) ([]*ast.MappingValueNode, bool) {
	switch n := n.(type) {
	case *ast.MappingNode:
		return n.Values, true
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}, true
	}
	return nil, false
}

func nodeText(n ast.Node) string {
	s, _ := scalar(n)
	return strings.TrimSpace(s)
}

func isNull(n ast.Node) bool {
	if n == nil {
		return true
	}
	_, null := n.(*ast.NullNode)
	return null
}

// scalar returns the text of a node as it was written. Aliases, tags and groups
// are no texts: an entry needs none of them.
func scalar(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return n.Value.Value, true
	case *ast.MappingKeyNode:
		return scalar(n.Value)
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		if t := n.GetToken(); t != nil {
			return t.Value, true
		}
	}
	return "", false
}

// oneLine turns line breaks, tabs and control characters into single spaces.
func oneLine(s string) string { return strings.Join(strings.Fields(cleanText(s)), " ") }

// cleanText removes control characters and those that reorder text on screen.
func cleanText(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r < ' ' || r >= 0x7f && r < 0xa0:
			return ' '
		case r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0x200e || r == 0x200f || r == 0xfeff:
			return -1
		}
		return r
	}, s)
}

func lineOfInvalid(data []byte) int {
	line := 1
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		if r == utf8.RuneError && n == 1 {
			return line
		}
		if r == '\n' {
			line++
		}
		data = data[n:]
	}
	return line
}
