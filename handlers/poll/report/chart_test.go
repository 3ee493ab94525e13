package report_test

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/poll/report"
	"wegwijs/handlers/poll/survey"
)

var pictures = flag.String("pictures", "", "write the pictures of the tests to this folder, to look at them")

var drawn = map[string]report.Poll{
	"short": short, "long": long, "enps": enps, "scale": scale, "scale10": scale10, "mood": mood, "ranking": ranking, "several": several,
	"unanimous": unanimous, "five": five, "longest": longest(1), "longest10": longest(10), "hostile": bad(survey.Unnamed, 0),
}

func chart(t *testing.T, p report.Poll, l bot.Lang) ([]byte, image.Image, string) {
	t.Helper()
	data, alt, err := p.Chart(l)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return data, img, alt.In(l, bot.Literal)
}

// TestPictures: every picture is small, has our colours only, and has every
// number in its alternative text.
func TestPictures(t *testing.T) {
	for name, p := range drawn {
		for _, l := range []bot.Lang{bot.NL, bot.EN} {
			if l == bot.EN && *pictures == "" && len(p.Spec.Questions) > 5 {
				continue // the longest are the same in English
			}
			data, img, alt := chart(t, p, l)
			if *pictures != "" {
				if err := os.WriteFile(filepath.Join(*pictures, name+"-"+string(l)+".png"), data, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if len(data) > 200_000 || img.Bounds().Dx() != 800 || img.Bounds().Dy() > 6000 {
				t.Errorf("%s: %d bytes, %v", name, len(data), img.Bounds())
			}
			hasOurColours(t, name, img)
			for i, q := range p.Outcome.Questions {
				if q.Withheld != "" || q.Unanimous || p.Spec.Questions[i].Kind == survey.Open {
					continue
				}
				for c, n := range q.By {
					label := p.Spec.Questions[i].Labels()[c].In(l, bot.Literal)
					if want := label + ": " + strconv.Itoa(n) + " ("; len(q.Ranking) == 0 && !strings.Contains(alt, want) {
						t.Errorf("%s, %s: %q is not in %q", name, l, want, alt)
					}
				}
				for place, r := range q.Ranking {
					label := p.Spec.Questions[i].Labels()[r.Choice].In(l, bot.Literal)
					if !strings.Contains(alt, fmt.Sprintf(" %d, %s: ", place+1, label)) {
						t.Errorf("%s: place %d is not in %q", name, place+1, alt)
					}
				}
			}
			if want := fmt.Sprintf("%d ", p.Outcome.Answered); !strings.Contains(alt, want) || !strings.Contains(alt, strconv.Itoa(p.Outcome.Asked)) {
				t.Errorf("%s: who answered is not in %q", name, alt)
			}
		}
	}
}

// TestAlternativeText shows it as somebody hears it.
func TestAlternativeText(t *testing.T) {
	for _, tc := range []struct {
		p      report.Poll
		l      bot.Lang
		expect string
	}{
		{short, bot.NL, "Staafdiagram van de uitslag. Vraag: Weet je waar je terechtkunt met vragen over interne communicatie? Ja, altijd: 14 (38 %); Soms: 17 (46 %); Nee: 6 (16 %). 37 van 60 mensen antwoordden (62 %)."},
		{scale, bot.EN, "Bar chart of the result. Question: De informatie over de verhuizing was op tijd. 1: not at all: 2 (9%); 2: 3 (14%); 3: 0 (0%); 4: 12 (55%); 5: completely: 5 (23%). Average 3.7 (95% interval: 3.1 to 4.2). 22 of 60 people answered (37%). Fewer than 40% answered: this is no picture of the whole group."},
		{enps, bot.EN, "Bar chart of the result. Question: How likely are you to recommend our organisation as a place to work? 0: not at all likely: 1 (3%); 1: 0 (0%); 2: 0 (0%); 3: 1 (3%); 4: 2 (5%); 5: 2 (5%); 6: 3 (8%); 7: 6 (16%); 8: 9 (24%); 9: 8 (22%); 10: extremely likely: 5 (14%). The eNPS is +11 (95% interval: −14 to +36); 13 promoters, 15 passives, 9 detractors. 37 of 60 people answered (62%)."},
		{moreThanAsked, bot.EN, "Bar chart of the result. Question: Goed? Yes: 9 (75%); No: 3 (25%). 12 people answered; when the poll opened, 10 were asked."},
		{poll(survey.Unnamed, ranking.Spec.Questions[0], survey.QuestionOutcome{N: 8, Unanimous: true, Choice: 3}), bot.EN,
			"Bar chart of the result. Question: Wat moet er als eerste beter? A large majority gave the same place to: Betere vergaderzalen. 8 of 60 people answered (13%). Fewer than 40% answered: this is no picture of the whole group."},
		{unanimous, bot.NL, "Staafdiagram van de uitslag. Vraag: Is de nieuwe werkwijze duidelijk? Een grote meerderheid koos: Ja. 8 van 60 mensen antwoordden (13 %). Minder dan 40 % antwoordde: dit is geen beeld van de hele groep."},
	} {
		if _, _, alt := chart(t, tc.p, tc.l); alt != tc.expect {
			t.Errorf("it says\n%s\nand not\n%s", alt, tc.expect)
		}
	}
}

func TestNothingToDraw(t *testing.T) {
	openOnly := poll(survey.Unnamed, survey.Question{Text: "Wat vind je?", Kind: survey.Open}, survey.QuestionOutcome{N: 12, Texts: true})
	one := poll(survey.Unnamed, survey.Question{Text: "Goed?", Kind: survey.YesNo}, survey.QuestionOutcome{Withheld: survey.FewAnswers})
	for _, p := range []report.Poll{withheld, openOnly, one, {}} {
		if data, alt, err := p.Chart(bot.NL); data != nil || alt != nil || err != nil {
			t.Errorf("it draws %d bytes, %v, %v", len(data), alt, err)
		}
		var out bytes.Buffer
		if err := p.Write(&out, report.PNG, bot.NL); err != report.ErrNoPicture || out.Len() > 0 {
			t.Errorf("the file: %v", err)
		}
	}
}

// TestBarsAreAsLongAsTheyShould: with the pixels of the picture.
func TestBarsAreAsLongAsTheyShould(t *testing.T) {
	for _, tc := range []struct {
		by   []int
		want []float64 // of the track
	}{
		{[]int{10, 30, 0}, []float64{.25, .75, 0}},
		{[]int{20, 0}, []float64{1, 0}},
	} {
		options := []string{"Eén", "Twee", "Drie"}[:len(tc.by)]
		_, img, _ := chart(t, poll(survey.Unnamed, one("Welke?", options...), counts(tc.by...)), bot.NL)
		var got []float64
		inBar := false
		for y := range img.Bounds().Dy() {
			dark, all := 0, 0
			for x := range img.Bounds().Dx() {
				switch hex(img, x, y) {
				case report.Bar:
					dark++
					all++
				case report.Track, report.Edge:
					all++
				}
			}
			row := all > 400 && all < 740 // a rule is as wide as the paper
			if row && !inBar {
				got = append(got, float64(dark)/float64(all))
			}
			inBar = row
		}
		if len(got) != len(tc.want) {
			t.Fatalf("%v: there are bars of %v", tc.by, got)
		}
		for i := range got {
			if d := got[i] - tc.want[i]; d < -.01 || d > .01 {
				t.Errorf("%v: bars are %v", tc.by, got)
			}
		}
	}
}

// TestContrast is WCAG 2.2, from the colours and from the pixels: text has 4.5 to
// 1, bars have 3 to 1 with paper and track.
func TestContrast(t *testing.T) {
	for _, text := range []string{report.Ink, report.Quiet} {
		if c := contrast(text, report.Paper); c < 4.5 {
			t.Errorf("text %s has a contrast of %.2f", text, c)
		}
	}
	for _, behind := range []string{report.Paper, report.Track} {
		if c := contrast(report.Bar, behind); c < 3 {
			t.Errorf("a bar on %s has a contrast of %.2f", behind, c)
		}
		if c := contrast(report.Edge, behind); c < 3 {
			t.Errorf("the end of the track on %s has a contrast of %.2f", behind, c)
		}
	}
}

// hasOurColours: nothing is in a picture but our colours and what stands between
// them, so the contrasts of the colours are those of the picture.
func hasOurColours(t *testing.T, name string, img image.Image) {
	t.Helper()
	found, n := map[string]int{}, [256]int{}
	for _, i := range img.(*image.Paletted).Pix {
		n[i]++
	}
	for i, c := range img.(*image.Paletted).Palette {
		if r, g, b, _ := c.RGBA(); n[i] > 0 {
			found[fmt.Sprintf("%02x%02x%02x", r>>8, g>>8, b>>8)] = n[i]
		}
	}
	if found[report.Paper]*2 < img.Bounds().Dx()*img.Bounds().Dy() || found[report.Ink] == 0 || found[report.Quiet] == 0 || len(found) > 16 {
		t.Errorf("%s has other colours: %v", name, found)
	}
}

func hex(img image.Image, x, y int) string {
	r, g, b, _ := img.At(x, y).RGBA()
	return fmt.Sprintf("%02x%02x%02x", r>>8, g>>8, b>>8)
}

// TestChartIsQuick with a wide bound: other things run on a test machine, and the
// race detector makes it twelve times slower. The
// benchmark has the real number.
func TestChartIsQuick(t *testing.T) {
	p := longest(10)
	best := time.Hour
	for range 2 {
		began := time.Now()
		if _, _, err := p.Chart(bot.NL); err != nil {
			t.Fatal(err)
		}
		best = min(best, time.Since(began))
	}
	if best > 3*time.Second {
		t.Errorf("the largest picture takes %v", best)
	}
}

func BenchmarkChart(b *testing.B) {
	for name, p := range drawn {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, _, err := p.Chart(bot.NL); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// TestManyDrawAtOnce: channels of several platforms show a result at one moment,
// and it is the same picture.
func TestManyDrawAtOnce(t *testing.T) {
	want, _, _ := chart(t, five, bot.NL)
	for range 4 {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			if got, _, _ := chart(t, five, bot.NL); !bytes.Equal(got, want) {
				t.Error("another picture came out")
			}
		})
	}
}
