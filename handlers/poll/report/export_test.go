package report

import (
	"fmt"

	"github.com/go-analyze/charts"
)

// The colours of the picture as six hexadecimal digits.
var Paper, Ink, Quiet, Bar, Track, Edge = rgb(paper), rgb(ink), rgb(quiet), rgb(bar), rgb(track), rgb(edge)

func rgb(c charts.Color) string { return fmt.Sprintf("%02x%02x%02x", c.R, c.G, c.B) }

var Legible, Drawable, Harmless, Printable = legible, drawable, harmless, printable
