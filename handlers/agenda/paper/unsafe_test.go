package paper_test

import (
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
)

// unsafeHTML has a reader of Markdown show HTML as HTML.
func unsafeHTML() renderer.Option { return html.WithUnsafe() }
