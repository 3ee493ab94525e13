package report

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"strings"

	"github.com/go-analyze/charts"
	"github.com/go-analyze/charts/chartdraw"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
)

// Colours of the picture. Text has a contrast of at least 4.5 to 1 with what is
// behind it, and a bar of at least 3 to 1 with its track and with the paper
// (https://www.w3.org/TR/WCAG22/#contrast-minimum, #non-text-contrast). There is
// one colour of bars: which bar is which is in its label, never in a colour.
var (
	paper = charts.ColorRGB(0xff, 0xff, 0xff)
	ink   = charts.ColorRGB(0x1a, 0x1a, 0x1a)
	quiet = charts.ColorRGB(0x4a, 0x4a, 0x4a) // smaller print
	bar   = charts.ColorRGB(0x15, 0x42, 0x73)
	track = charts.ColorRGB(0xe4, 0xe9, 0xef) // how long a bar of everybody would be
	edge  = charts.ColorRGB(0x76, 0x82, 0x90) // the end of the track
)

// Sizes in pixels. On a telephone that shows the picture 400 pixels wide, letters
// are half of this: the smallest are 11.
const (
	chartWidth = 800
	margin     = 28
	titleSize  = 30
	labelSize  = 25
	smallSize  = 22
	sideLabels = 250 // labels up to this width stand beside their bars, longer ones above
)

// A letter is a character at a size, for its width.
type letter struct {
	r    rune
	size int
	bold bool
}

// A drawing is a picture while it is laid out: first everything gets its place,
// from the top down, and then it is known how high the picture is.
type drawing struct {
	lang    bot.Lang
	y       int
	ops     []func(chartdraw.Renderer)
	scratch chartdraw.Renderer // to measure with
	widths  map[letter]float64
	crowded bool
}

func newDrawing(l bot.Lang) *drawing {
	return &drawing{lang: l, y: margin, scratch: chartdraw.PNG(8, 8), widths: map[letter]float64{}}
}

func (d *drawing) say(t bot.Text) string { return words(t, d.lang) }

// rate is a share short enough for the end of a bar.
func (d *drawing) rate(s share) string {
	switch p := s.percent(); {
	case p == 0 && s.n > 0:
		return "<1" + sign(d.lang)
	case p == 100 && s.n < s.of:
		return ">99" + sign(d.lang)
	default:
		return fmt.Sprint(p) + sign(d.lang)
	}
}

// label of a choice, as far as it can be drawn.
func (d *drawing) label(all []bot.Text, i int) string {
	if s := legible(d.say(choice(all, i)), d.lang); s != "" {
		return s
	}
	return d.say(textChoice.With(bot.Args{"n": bot.Number(i + 1)}))
}

// write chooses letters.
func write(r chartdraw.Renderer, size int, bold bool, c charts.Color) {
	family := fontText
	if bold {
		family = fontBold
	}
	r.SetFont(charts.GetFont(family))
	r.SetFontSize(float64(size) * 72 / r.GetDPI()) // in points
	r.SetFontColor(c)
}

// width of words, without kerning: never less than what is drawn.
func (d *drawing) width(s string, size int, bold bool) int {
	sum := 0.0
	for _, r := range s {
		k := letter{r, size, bold}
		w, ok := d.widths[k]
		if !ok {
			const many = 16 // widths are rounded up to whole pixels
			write(d.scratch, size, bold, ink)
			w = float64(d.scratch.MeasureText(strings.Repeat(string(r), many)).Width()) / many
			d.widths[k] = w
		}
		sum += w
	}
	return int(math.Ceil(sum))
}

// wrap breaks words into lines of at most a width; a word that is longer than
// that is broken too.
func (d *drawing) wrap(s string, size int, bold bool, width int) (lines []string) {
	line := ""
	for _, word := range strings.Fields(s) {
		if line != "" && d.width(line+" "+word, size, bold) <= width {
			line += " " + word
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for d.width(word, size, bold) > width {
			fits, sum := 0, ""
			for i, r := range word {
				if d.width(sum+string(r)+"-", size, bold) > width && i > 0 {
					break
				}
				sum += string(r)
				fits = len(sum)
			}
			if fits == len(word) {
				break
			}
			lines, word = append(lines, word[:fits]+"-"), word[fits:]
		}
		line = word
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

func lineHeight(size int) int { return size * 4 / 3 }

// paragraph writes words over the whole width.
func (d *drawing) paragraph(s string, size int, bold bool, c charts.Color) {
	d.lines(d.wrap(s, size, bold, chartWidth-2*margin), size, bold, c)
}

func (d *drawing) lines(lines []string, size int, bold bool, c charts.Color) {
	for _, line := range lines {
		d.text(line, margin, d.y, size, bold, c)
		d.y += lineHeight(size)
	}
}

// atMost cuts lines in a crowded picture, at a word, with an ellipsis.
func (d *drawing) atMost(n int, lines []string, size int, bold bool) []string {
	if !d.crowded || len(lines) <= n {
		return lines
	}
	last := lines[n-1]
	for d.width(last+" …", size, bold) > chartWidth-2*margin {
		i := strings.LastIndexByte(last, ' ')
		if i < 0 {
			break
		}
		last = last[:i]
	}
	return append(lines[:n-1:n-1], last+" …")
}

// text writes a line with its top at y.
func (d *drawing) text(s string, x, y, size int, bold bool, c charts.Color) {
	baseline := y + size
	d.ops = append(d.ops, func(r chartdraw.Renderer) {
		write(r, size, bold, c)
		r.Text(s, x, baseline)
	})
}

func (d *drawing) rect(x1, y1, x2, y2 int, c charts.Color) {
	d.polygon(c, x1, y1, x2, y1, x2, y2, x1, y2)
}

// polygon fills a shape with these corners.
func (d *drawing) polygon(c charts.Color, xy ...int) {
	d.ops = append(d.ops, func(r chartdraw.Renderer) {
		r.SetFillColor(c)
		r.MoveTo(xy[0], xy[1])
		for i := 2; i < len(xy); i += 2 {
			r.LineTo(xy[i], xy[i+1])
		}
		r.Close()
		r.Fill()
	})
}

// rule is a line between two questions.
func (d *drawing) rule() {
	d.y += 16
	d.rect(margin, d.y, chartWidth-margin, d.y+2, track)
	d.y += 18
}

// bars draws labels, bars and figures: labels beside the bars when all are
// short, else above them.
func (d *drawing) bars(bars []drawnBar) {
	label, figure := 0, 0
	for _, b := range bars {
		label = max(label, d.width(b.label, labelSize, false))
		figure = max(figure, d.width(b.figure, labelSize, true))
	}
	beside := label <= sideLabels
	x, height, gap := margin, 24, 14
	if beside {
		x, height, gap = margin+label+16, 32, 12
	}
	end := chartWidth - margin - figure - 14
	for _, b := range bars {
		if beside {
			d.text(b.label, x-16-d.width(b.label, labelSize, false), d.y+1, labelSize, false, ink)
		} else {
			d.lines(d.atMost(1, d.wrap(b.label, labelSize, false, chartWidth-2*margin), labelSize, false), labelSize, false, ink)
			d.y += 4
		}
		d.rect(x, d.y, end, d.y+height, track)
		d.rect(end-2, d.y, end, d.y+height, edge)
		if length := int(math.Round(min(max(b.part, 0), 1) * float64(end-x))); length > 0 {
			d.rect(x, d.y, x+length, d.y+height, bar)
		}
		d.text(b.figure, end+14, d.y+(height-labelSize)/2-3, labelSize, true, ink)
		d.y += height + gap
	}
}

// interval draws where a score from -100 to 100 probably is: a line from its low
// to its high end with a diamond at the score.
func (d *drawing) interval(e survey.Estimate) {
	x1, x2 := margin+60, chartWidth-margin-60
	at := func(v float64) int {
		return x1 + int(math.Round((min(max(v, -100), 100)+100)/200*float64(x2-x1)))
	}
	d.y += 10
	middle := d.y + 16
	d.rect(x1, middle-3, x2, middle+3, track)
	for _, v := range []float64{-100, 0, 100} {
		d.rect(at(v)-1, middle-12, at(v)+1, middle+12, edge)
		s := d.say(score(v))
		d.text(s, at(v)-d.width(s, smallSize, false)/2, middle+14, smallSize, false, quiet)
	}
	low, high, mid := at(e.Low), at(e.High), at(e.Value)
	d.rect(low, middle-3, high, middle+3, bar)
	d.rect(low-2, middle-10, low+2, middle+10, bar)
	d.rect(high-2, middle-10, high+2, middle+10, bar)
	d.polygon(paper, mid-17, middle, mid, middle-17, mid+17, middle, mid, middle+17)
	d.polygon(bar, mid-13, middle, mid, middle-13, mid+13, middle, mid, middle+13)
	d.y = middle + 14 + lineHeight(smallSize) + 12
}

// palette of the picture: our colours, and what stands between a letter or a bar
// and the paper. Sixteen colours take half a byte a pixel.
var palette = func() color.Palette {
	p := color.Palette{paper, ink, quiet, bar, track, edge}
	for _, level := range []uint8{0x34, 0x68, 0x80, 0x9a, 0xb4, 0xca, 0xdc, 0xef} {
		p = append(p, charts.ColorRGB(level, level, level))
	}
	return append(p, charts.ColorRGB(0x5b, 0x7b, 0x9d), charts.ColorRGB(0xa8, 0xb9, 0xcc))
}()

// canvas takes the picture from the renderer.
type canvas struct{ *image.RGBA }

func (c *canvas) SetRGBA(i *image.RGBA)     { c.RGBA = i }
func (*canvas) Write(p []byte) (int, error) { return len(p), nil }

func (d *drawing) png() ([]byte, error) {
	height := d.y + margin - 8
	r := chartdraw.PNG(chartWidth, height)
	full := &drawing{}
	full.rect(0, 0, chartWidth, height, paper)
	for _, op := range append(full.ops, d.ops...) {
		op(r)
	}
	var c canvas
	if err := r.Save(&c); err != nil {
		return nil, fmt.Errorf("the picture cannot be drawn: %w", err)
	}
	var out bytes.Buffer
	if err := png.Encode(&out, flat(c.RGBA)); err != nil {
		return nil, fmt.Errorf("the picture cannot be written: %w", err)
	}
	return out.Bytes(), nil
}

// flat is the picture in the colours of the palette: it is a quarter as large.
func flat(in *image.RGBA) *image.Paletted {
	out := image.NewPaletted(in.Rect, palette)
	known := map[[4]byte]uint8{}
	var last [4]byte
	index := uint8(palette.Index(color.RGBA{}))
	known[last] = index
	for i := range out.Pix {
		pixel := [4]byte(in.Pix[4*i : 4*i+4])
		if pixel != last {
			var ok bool
			if index, ok = known[pixel]; !ok {
				index = uint8(palette.Index(color.RGBA{pixel[0], pixel[1], pixel[2], pixel[3]}))
				known[pixel] = index
			}
			last = pixel
		}
		out.Pix[i] = index
	}
	return out
}
