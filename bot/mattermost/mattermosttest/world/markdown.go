package world

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"wegwijs/bot/bottest"
)

// reader reads Markdown as clients do: with tables, and with bare addresses as
// links. It is nobody's here, so it does not share a mistake with the renderer.
var reader = goldmark.New(goldmark.WithExtensions(extension.Table, extension.Linkify, extension.TaskList)).Parser()

// A chunk is a block of Markdown as a person sees it.
type chunk struct {
	bottest.SeenBlock
	bold bool // all of it is
}

// readMarkdown reads a text. What a client would show in a way no block of a
// message is shown (a heading, a quote) has that as its kind.
func readMarkdown(markdown string) ([]bottest.SeenBlock, error) {
	chunks, err := readChunks(markdown)
	var out []bottest.SeenBlock
	for i, c := range chunks {
		if c.bold && i+1 < len(chunks) && chunks[i+1].Kind == "table" {
			continue // its caption
		}
		if c.Kind == "table" && i > 0 && chunks[i-1].bold {
			c.Text = chunks[i-1].Text
		}
		out = append(out, c.SeenBlock)
	}
	return out, err
}

func readChunks(markdown string) ([]chunk, error) {
	if err := strayEscape(markdown); err != nil {
		return nil, err
	}
	src := []byte(markdown)
	doc := reader.Parse(text.NewReader(src))
	var out []chunk
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Paragraph, *ast.TextBlock:
			words := inline(n, src)
			if words == "" {
				continue // it keeps two lists apart
			}
			c := chunk{SeenBlock: bottest.SeenBlock{Kind: "para", Text: words}}
			if e, ok := only(n).(*ast.Emphasis); ok {
				if e.Level == 1 {
					c.Kind, c.Text = "note", inline(e, src)
				} else {
					c.bold = true
				}
			}
			out = append(out, c)
		case *ast.List:
			number := n.Start
			for item := n.FirstChild(); item != nil; item = item.NextSibling() {
				var lines []string
				for c := item.FirstChild(); c != nil; c = c.NextSibling() {
					switch c.(type) {
					case *ast.Paragraph, *ast.TextBlock:
						lines = append(lines, inline(c, src))
					default:
						lines = append(lines, "⟦"+c.Kind().String()+"⟧"+source(c, src))
					}
				}
				b := bottest.SeenBlock{Kind: "item", Text: strings.Join(lines, "\n")}
				if n.IsOrdered() {
					b.Number = number
					number++
				}
				out = append(out, chunk{SeenBlock: b})
			}
		case *east.Table:
			b := bottest.SeenBlock{Kind: "table"}
			for row := n.FirstChild(); row != nil; row = row.NextSibling() {
				var cells []string
				for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
					cells = append(cells, inline(cell, src))
				}
				b.Rows = append(b.Rows, cells)
			}
			out = append(out, chunk{SeenBlock: b})
		default:
			out = append(out, chunk{SeenBlock: bottest.SeenBlock{Kind: strings.ToLower(n.Kind().String()), Text: source(n, src)}})
		}
	}
	return out, nil
}

// source is the source of a block.
func source(n ast.Node, src []byte) string {
	var b strings.Builder
	for i := range n.Lines().Len() {
		at := n.Lines().At(i)
		b.Write(at.Value(src))
	}
	return b.String()
}

// only returns the one inline of a block that can be seen, nil when there are more.
func only(n ast.Node) ast.Node {
	if n.ChildCount() != 1 {
		return nil
	}
	return n.FirstChild()
}

// inline is what a person reads of the inlines of a node: emphasis between
// stars, links as words ‹address›. Zero-width spaces show as nothing.
func inline(n ast.Node, src []byte) string {
	return strings.ReplaceAll(inlines(n, src), "\u200b", "")
}

func inlines(n ast.Node, src []byte) string {
	var b strings.Builder
	from, to := -1, -1 // text that goes on: the reader may cut it where it tried something
	flush := func() {
		if from >= 0 {
			b.WriteString(acting(string(src[from:to]), string(src[:from])))
		}
		from = -1
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			if from < 0 || t.Segment.Start != to {
				flush()
				from = t.Segment.Start
			}
			if to = t.Segment.Stop; t.SoftLineBreak() || t.HardLineBreak() {
				flush()
				b.WriteByte('\n')
			}
			continue
		}
		flush()
		switch c := c.(type) {
		case *ast.String:
			b.Write(c.Value)
		case *ast.Emphasis:
			words := inline(c, src)
			if c.Level == 2 {
				words = "*" + words + "*"
			}
			b.WriteString(words)
		case *ast.Link:
			fmt.Fprintf(&b, "%s ‹%s›", inline(c, src), address(string(c.Destination)))
		case *ast.AutoLink:
			fmt.Fprintf(&b, "%s ‹%s›", c.Label(src), c.URL(src))
		case *ast.RawHTML: // clients show it as it is typed
			for i := range c.Segments.Len() {
				at := c.Segments.At(i)
				b.Write(at.Value(src))
			}
		default: // code, a picture, struck through: the words, without what marked them
			b.WriteString(inline(c, src))
		}
	}
	flush()
	return b.String()
}

// address undoes what only keeps an address in one piece.
func address(url string) string {
	return strings.NewReplacer("%28", "(", "%29", ")", "%2A", "*", "%5B", "[", "%5D", "]", "%5F", "_", "%3B", ";").Replace(url)
}

var (
	emoji   = regexp.MustCompile(`:([a-z0-9_+-]+):`)
	hashtag = regexp.MustCompile(`(^|\s)#[\p{L}][\p{L}\p{N}_-]+`)
	struck  = regexp.MustCompile(`~~[^~\s][^~]*~~`)
	room    = regexp.MustCompile(`(^|[^\pL\pN~\\])~[a-z0-9_-]+`)
)

// acting shows a piece of text, with a mark where a client would do something
// with it that this reader does not know: an emoji, struck words, a link to a
// channel, a hashtag.
func acting(raw, before string) string {
	raw = struck.ReplaceAllString(emojis(raw), "⟦struck⟧")
	if before == "" || strings.HasSuffix(before, " ") || strings.HasSuffix(before, "\n") {
		raw = hashtag.ReplaceAllString(raw, "$0 ‹hashtag›")
	}
	raw = room.ReplaceAllStringFunc(raw, func(s string) string {
		for _, c := range bottest.Channels() {
			if strings.HasSuffix(s, "~"+c) {
				return s + " ‹channel›"
			}
		}
		return s
	})
	out := util.UnescapePunctuations([]byte(raw))
	return string(util.ResolveEntityNames(util.ResolveNumericReferences(out)))
}

// emojis shows where a client puts a picture.
func emojis(s string) string {
	return emoji.ReplaceAllStringFunc(s, func(s string) string {
		if model.IsSystemEmojiName(strings.Trim(s, ":")) {
			return "⟦emoji⟧"
		}
		return s
	})
}

// escapable is what a backslash hides itself in front of, in the clients.
const escapable = "\\`*{}[]()#+-.!_>~|$"

// strayEscape finds a backslash that people would see.
func strayEscape(source string) error {
	for i := 0; i+1 < len(source); i++ {
		if source[i] != '\\' {
			continue
		}
		next := source[i+1]
		if next > ' ' && next < 0x7f && strings.IndexByte("\"%&',/:;<=?@^", next) >= 0 {
			return fmt.Errorf("a backslash in front of %q is seen", next)
		}
		if strings.IndexByte(escapable, next) >= 0 {
			i++
		}
	}
	return nil
}
