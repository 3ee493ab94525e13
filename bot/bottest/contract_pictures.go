package bottest

import (
	"bytes"
	"image"
	"image/color"
	"image/png"

	"wegwijs/bot"
)

// twoPixels is another picture than onePixel.
var twoPixels = func() []byte {
	var b bytes.Buffer
	i := image.NewGray(image.Rect(0, 0, 2, 1))
	i.Set(0, 0, color.White)
	if err := png.Encode(&b, i); err != nil {
		panic(err) // a buffer takes everything
	}
	return b.Bytes()
}()

// pictures is the life of a poll's message: words that become a result with a
// chart, whose words then change, and whose chart does.
func (b *bench) pictures() {
	m := b.hello()
	to := b.here(m)
	to.Once = "peiling"
	message := func(words string, picture []byte, alt string) *bot.Message {
		blocks := []bot.Block{para(words)}
		if picture != nil {
			blocks = append(blocks, bot.Picture{Name: "uitslag.png", PNG: picture, Alt: bot.Plain(alt)})
		}
		return &bot.Message{Key: "demo/1", Blocks: blocks}
	}
	id, err := b.w.Platform().Send(b.ctx, to, message("open", nil, ""))
	if err != nil {
		b.Fatalf("send: %v", err)
	}
	b.seen(1)
	for _, edit := range []struct {
		words   string
		picture []byte
		alt     string
	}{
		{"de uitslag", onePixel, "Ja 3, nee 2"},
		{"de uitslag, en wat ermee gebeurt", onePixel, "Ja 3, nee 2"},
		{"de uitslag, en wat ermee gebeurt", twoPixels, "Ja 4, nee 2"},
		{"toch niet", nil, ""},
		{"de uitslag weer", onePixel, "Ja 3, nee 2"},
	} {
		msg := message(edit.words, edit.picture, edit.alt)
		if err := b.w.Platform().Edit(b.ctx, to, id, msg); err != nil {
			b.Fatalf("edit to %q: %v", edit.words, err)
		}
		s := b.seen(1)[0]
		if s.What != Edited {
			b.Errorf("an edit was seen as %v", s.What)
		}
		b.shows(msg, bot.NL, s)
		var found [][]byte
		for _, block := range s.Blocks {
			switch block.Kind {
			case "picture":
				found = append(found, block.Data)
			case "file":
				b.Errorf("%q has a file %q beside it", edit.words, block.Text)
			}
		}
		if edit.picture == nil && len(found) > 0 || edit.picture != nil && (len(found) != 1 || !bytes.Equal(found[0], edit.picture)) {
			b.Errorf("%q is seen with %d pictures, or with another", edit.words, len(found))
		}
	}
}
