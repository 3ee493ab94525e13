package report_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"wegwijs/bot"
	"wegwijs/handlers/poll/report"
	"wegwijs/handlers/poll/survey"
)

var update = flag.Bool("update", false, "write the golden files")

// bad is a poll of hostile words; with names when there are people.
func bad(mode survey.Mode, people int) report.Poll {
	p := poll(mode, one(hostile[len(hostile)-1], hostile[:survey.MaxOptions-1]...), counts(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19))
	for i, s := range hostile {
		if i < survey.MaxQuestions-2 {
			p = also(p, survey.Question{Text: s, Kind: survey.YesNo}, counts(3, 4))
		}
	}
	p = also(p, survey.Question{Text: "Wat nog?", Kind: survey.Open}, survey.QuestionOutcome{N: 190, Texts: true})
	p.Outcome.Answered, p.Outcome.Asked, p.Outcome.Low = 190, 200, false
	p.FollowUp = hostile[0]
	p.Texts = make([][]string, len(p.Spec.Questions))
	if mode != survey.Named {
		p.Texts[len(p.Texts)-1] = hostile
	}
	for _, s := range hostile {
		p.Reach = append(p.Reach, report.Reach{Place: survey.Place{Platform: "web", Name: s}, Asked: 20, Answered: 3})
	}
	for i := range people {
		n := report.Named{Name: hostile[i%len(hostile)], Answers: make([]*survey.Answer, len(p.Spec.Questions))}
		for q := range n.Answers {
			if (i+q)%3 != 0 { // every third is not answered
				n.Answers[q] = &survey.Answer{Choices: []int{(i + q) % 2}}
			}
		}
		last := len(n.Answers) - 1
		if n.Answers[last] != nil {
			n.Answers[last] = &survey.Answer{Text: hostile[(i+1)%len(hostile)]}
		}
		p.Named = append(p.Named, n)
	}
	return p
}

func write(t *testing.T, p report.Poll, f report.Format, l bot.Lang) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := p.Write(&out, f, l); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// readCSV reads a file the way its reader does, and holds it to RFC 4180.
func readCSV(t *testing.T, data []byte, f report.Format) (rows []map[string]string) {
	t.Helper()
	comma := ','
	if f == report.Excel {
		if !bytes.HasPrefix(data, []byte("\ufeff")) {
			t.Fatal("Excel does not see that it is UTF-8")
		}
		data, comma = data[3:], ';'
	}
	if bytes.Count(data, []byte("\n")) != bytes.Count(data, []byte("\r\n")) || !bytes.HasSuffix(data, []byte("\r\n")) {
		t.Error("lines do not all end with CRLF")
	}
	r := csv.NewReader(bytes.NewReader(data))
	r.Comma = comma // every line must have as many cells as the first
	all, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range all[1:] {
		row := map[string]string{}
		for i, x := range line {
			row[all[0][i]] = x
		}
		rows = append(rows, row)
	}
	return rows
}

// same is what a word of hostile is in a file of CSV.
func same(s string) string { return report.Harmless(s) }

func TestCSVComesBack(t *testing.T) {
	for _, f := range []report.Format{report.CSV, report.Excel} {
		p := bad(survey.Unnamed, 0)
		rows := readCSV(t, write(t, p, f, bot.NL), f)
		choices, texts, reach := 0, 0, 0
		for _, row := range rows {
			switch row["Wat"] {
			case "keuze":
				if row["Vraagnummer"] != "1" {
					continue
				}
				if row["Keuze"] != same(hostile[choices]) || row["Mensen"] != fmt.Sprint(choices+1) || row["Keuzenummer"] != fmt.Sprint(choices+1) || row["Antwoorden op deze vraag"] != "190" {
					t.Errorf("%s: choice %d is %q", f, choices, row)
				}
				choices++
			case "open antwoord":
				if row["Keuze"] != same(hostile[texts]) {
					t.Errorf("%s: open answer %d is %q", f, texts, row)
				}
				texts++
			case "bereik":
				if row["Kanaal"] != "#"+report.Printable(hostile[reach]) || row["Antwoordden"] != "3" {
					t.Errorf("%s: reach %d is %q", f, reach, row)
				}
				reach++
			}
			for column, cell := range row {
				if cell != "" && strings.ContainsAny(string([]rune(cell)[:1]), "=+-@\t\r＝＋－＠") && !isNumber(cell) {
					t.Errorf("%s: %s is %q, which a spreadsheet may run", f, column, cell)
				}
			}
			if _, there := row["Naam"]; there {
				t.Fatal("a poll without names has a column for them")
			}
		}
		if choices != 19 || texts != len(hostile) || reach != len(hostile) {
			t.Errorf("%s has %d choices, %d texts, %d channels", f, choices, texts, reach)
		}
	}
}

func isNumber(s string) bool { return strings.Trim(s, "-0123456789,.") == "" && s != "-" }

func TestCSVInDutchExcel(t *testing.T) {
	rows := readCSV(t, write(t, enps, report.Excel, bot.NL), report.Excel)
	plain := readCSV(t, write(t, enps, report.CSV, bot.EN), report.CSV)
	var score, scorePlain map[string]string
	for i, row := range rows {
		if row["Wat"] == "eNPS" {
			score, scorePlain = row, plain[i]
		}
	}
	if score["Waarde"] != "10,80" || score["95 % laag"] != "-14,40" || score["Gesloten"] != "12-01-2027" || score["Respons in procent"] != "61,7" {
		t.Errorf("it is %q", score)
	}
	if scorePlain["Value"] != "10.80" || scorePlain["95% low"] != "-14.40" || scorePlain["Closed"] != "2027-01-12" || scorePlain["Response in percent"] != "61.7" {
		t.Errorf("it is %q", scorePlain)
	}
}

func TestCSVWithNames(t *testing.T) {
	p := bad(survey.Named, len(hostile))
	rows := readCSV(t, write(t, p, report.CSV, bot.EN), report.CSV)
	answers := 0
	for _, row := range rows {
		if row["What"] != "answer" {
			continue
		}
		who, q := answers/len(p.Spec.Questions), answers%len(p.Spec.Questions)
		answers++
		a := p.Named[who].Answers[q]
		want := ""
		switch {
		case a == nil:
		case p.Spec.Questions[q].Kind == survey.Open:
			want = same(a.Text)
		default:
			want = same(p.Spec.Questions[q].Labels()[a.Choices[0]].In(bot.EN, bot.Literal))
		}
		if row["Name"] != same(p.Named[who].Name) || row["Question number"] != fmt.Sprint(q+1) || row["Choice"] != want {
			t.Errorf("answer %d is %q, not %q", answers, row, want)
		}
	}
	if answers != len(hostile)*len(p.Spec.Questions) {
		t.Errorf("there are %d answers", answers)
	}
}

// TestWithheldIsAWord: nothing that is not told looks like a number or like nothing.
func TestWithheldIsAWord(t *testing.T) {
	const word = "niet getoond: minder dan 5 antwoorden"
	for _, f := range []report.Format{report.CSV, report.Excel} {
		rows := readCSV(t, write(t, withheld, f, bot.NL), f)
		if len(rows) != 2 {
			t.Fatalf("there are %d rows", len(rows))
		}
		for _, column := range []string{"Mensen", "Procent", "Antwoorden op deze vraag", "Antwoordden", "Respons in procent"} {
			if rows[0][column] != word {
				t.Errorf("%s is %q", column, rows[0][column])
			}
		}
		if rows[0]["Gevraagd"] != "60" || rows[1]["Antwoordden"] != "niet getoond: te weinig mensen in dit kanaal" {
			t.Errorf("it is %q", rows)
		}
		rows = readCSV(t, write(t, unanimous, f, bot.NL), f)
		if rows[0]["Mensen"] != "grote meerderheid" || rows[1]["Mensen"] != "niet getoond: bijna iedereen koos hetzelfde" {
			t.Errorf("it is %q", rows)
		}
	}
	var back map[string]any
	if err := json.Unmarshal(write(t, withheld, report.JSON, bot.NL), &back); err != nil {
		t.Fatal(err)
	}
	q := back["questions"].([]any)[0].(map[string]any)
	if back["answered"] != nil || back["response_percent"] != nil || back["withheld"] != "few-answers" || back["withheld_words"] != word || q["n"] != nil || q["choices"].([]any)[0].(map[string]any)["people"] != nil {
		t.Errorf("it is %v", back)
	}
	sheets := readXLSX(t, write(t, withheld, report.XLSX, bot.NL))
	if got := strings.Join(sheets["Uitslag"][1], "|"); strings.Count(got, word) != 5 {
		t.Errorf("it is %s", got)
	}
	few := poll(survey.Unnamed, survey.Question{Text: "Wat?", Kind: survey.Open}, survey.QuestionOutcome{N: 8})
	if row := readCSV(t, write(t, few, report.CSV, bot.NL), report.CSV)[0]; row["Keuze"] != "niet getoond: minder dan 10 antwoorden" || row["Antwoorden op deze vraag"] != "8" {
		t.Errorf("open answers of few: %q", row)
	}
	few.Outcome.Questions[0].Texts = true
	if row := readCSV(t, write(t, few, report.CSV, bot.NL), report.CSV)[0]; !strings.Contains(row["Keuze"], "na controle door een collega") {
		t.Errorf("open answers nobody looked at: %q", row)
	}
	strict := withheld
	strict.Rules.MinAnswers = 12
	if out := string(write(t, strict, report.CSV, bot.EN)); !strings.Contains(out, "not shown: fewer than 12 answers") {
		t.Errorf("it is %s", out)
	}
	for _, why := range []survey.Reason{survey.SmallGroup, survey.AlmostSame, survey.NoAnswers} {
		p := withheld
		p.Outcome.Withheld = why
		row := readCSV(t, write(t, p, report.CSV, bot.EN), report.CSV)[0]
		if row["People"] == "" || isNumber(row["People"]) || why != survey.NoAnswers && isNumber(row["Answered"]) {
			t.Errorf("%s: %q", why, row)
		}
	}
}

// TestJSONIsStable: the shape of the file, to the letter.
func TestJSONIsStable(t *testing.T) {
	p := also(also(also(five, survey.Question{Text: "Welke eerst?", Kind: survey.Rank, Options: ranking.Spec.Questions[0].Options}, ranking.Outcome.Questions[0]),
		unanimous.Spec.Questions[0], unanimous.Outcome.Questions[0]), several.Spec.Questions[0], several.Outcome.Questions[0])
	p.Texts = [][]string{3: {"Ga zo door", "Meer <koffie> & thee"}}
	p.FollowUp = "We bespreken het op 20 januari."
	p.Reach = []report.Reach{{Place: survey.Place{Platform: "web", Name: "algemeen"}, Asked: 50, Answered: 33}, {Place: survey.Place{Platform: "web", Name: "beheer"}, Asked: 12, Hidden: true}}
	p.Outcome.Parts = []survey.PartOutcome{{Place: survey.Place{Platform: "web", Name: "algemeen"}, Asked: 50, Answered: 33, Questions: []survey.QuestionOutcome{counts(12, 15, 6)}}}
	p.Outcome.Hidden = 1
	golden(t, "result.json", write(t, p, report.JSON, bot.NL))
	named := bad(survey.Named, 0)
	named.Spec.Questions, named.Outcome.Questions = named.Spec.Questions[:2], named.Outcome.Questions[:2]
	named.Reach = nil
	named.Named = []report.Named{{Name: "Bram Bakker", Answers: []*survey.Answer{{Choices: []int{3}}, nil}}}
	golden(t, "named.json", write(t, named, report.JSON, bot.EN))
	golden(t, "result.csv", write(t, p, report.CSV, bot.NL))
	golden(t, "result-excel.csv", write(t, p, report.Excel, bot.EN))
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s is not what it was; look, and run with -update when it is right:\n%s", file, diff)
	}
}

func TestJSONComesBack(t *testing.T) {
	p := bad(survey.Named, len(hostile))
	var back struct {
		Schema    string
		Questions []struct {
			Text    string
			Choices []struct{ Label string }
		}
		People []struct {
			Name    string
			Answers []*struct {
				Choices []int
				Text    string
			}
		}
	}
	if err := json.Unmarshal(write(t, p, report.JSON, bot.NL), &back); err != nil {
		t.Fatal(err)
	}
	if back.Schema != report.JSONSchema || len(back.People) != len(hostile) {
		t.Fatalf("it is %s with %d people", back.Schema, len(back.People))
	}
	for i, c := range back.Questions[0].Choices {
		if c.Label != hostile[i] {
			t.Errorf("choice %d is %q", i, c.Label)
		}
	}
	for i, who := range back.People {
		if who.Name != hostile[i] || len(who.Answers) != len(p.Spec.Questions) {
			t.Errorf("person %d is %q with %d answers", i, who.Name, len(who.Answers))
		}
		for q, a := range who.Answers {
			if (a == nil) != (p.Named[i].Answers[q] == nil) {
				t.Errorf("person %d, question %d: %v", i, q, a)
			}
		}
	}
}

// readXLSX returns what stands in the cells of each sheet, without formats.
func readXLSX(t *testing.T, data []byte) map[string][][]string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all := map[string][][]string{}
	for _, name := range f.GetSheetList() {
		rows, err := f.GetRows(name, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		all[name] = rows
		for r, row := range rows {
			for c, x := range row {
				cell, err := excelize.CoordinatesToCellName(c+1, r+1)
				if err != nil {
					t.Fatal(err)
				}
				if formula, err := f.GetCellFormula(name, cell); err != nil || formula != "" {
					t.Errorf("%s!%s is a formula: %q", name, cell, formula)
				}
				kind, err := f.GetCellType(name, cell)
				if err != nil || x != "" && strings.ContainsAny(x[:1], "=+@") && kind != excelize.CellTypeInlineString {
					t.Errorf("%s!%s is %v: %q", name, cell, kind, x)
				}
			}
		}
	}
	return all
}

func TestXLSXComesBack(t *testing.T) {
	p := bad(survey.Named, len(hostile))
	data := write(t, p, report.XLSX, bot.NL)
	sheets := readXLSX(t, data)
	if len(sheets) != 4 {
		t.Fatalf("there are sheets %v", len(sheets))
	}
	for i, s := range hostile[:19] {
		if row := sheets["Uitslag"][i+1]; row[6] != report.Printable(s) || row[10] != fmt.Sprint(i+1) {
			t.Errorf("choice %d is %q", i, row)
		}
	}
	people := sheets["Antwoorden per persoon"]
	if len(people) != len(hostile)+1 || len(people[0]) != len(p.Spec.Questions)+1 {
		t.Fatalf("there are %d rows of %d", len(people), len(people[0]))
	}
	for i, who := range p.Named {
		row := append(people[i+1], make([]string, len(people[0])-len(people[i+1]))...) // empty cells at the end are not there
		if row[0] != report.Printable(who.Name) {
			t.Errorf("person %d is %q", i, row[0])
		}
		for q, a := range who.Answers {
			want := ""
			switch {
			case a == nil:
			case p.Spec.Questions[q].Kind == survey.Open:
				want = report.Printable(a.Text)
			default:
				want = report.Printable(p.Spec.Questions[q].Labels()[a.Choices[0]].In(bot.NL, bot.Literal))
			}
			if row[q+1] != want {
				t.Errorf("person %d answers %q to question %d, not %q", i, row[q+1], q+1, want)
			}
		}
	}
	if got := sheets["Bereik"]; len(got) != len(hostile)+2 || got[len(got)-1][0] != "Iedereen, één keer geteld" || got[len(got)-1][1] != "190" {
		t.Errorf("the reach ends with %q", got[len(got)-1])
	}
}

// TestColumnsAreInOrder: Excel offers to repair a file where they are not
// (https://learn.microsoft.com/en-us/dotnet/api/documentformat.openxml.spreadsheet.columns).
func TestColumnsAreInOrder(t *testing.T) {
	data := write(t, bad(survey.Named, 3), report.XLSX, bot.NL)
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	sheets := 0
	for _, f := range z.File {
		if !strings.HasPrefix(f.Name, "xl/worksheets/sheet") {
			continue
		}
		sheets++
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		xml, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		for i, m := range regexp.MustCompile(`<col min="(\d+)"`).FindAllSubmatch(xml, -1) {
			if string(m[1]) != fmt.Sprint(i+1) {
				t.Fatalf("%s: column %s is number %d", f.Name, m[1], i+1)
			}
		}
	}
	if sheets != 4 {
		t.Errorf("there are %d sheets", sheets)
	}
}

// TestXLSXIsReadable: the header stays, widths fit, numbers are numbers, and the
// document says what it is and in which language.
func TestXLSXIsReadable(t *testing.T) {
	for l, want := range map[bot.Lang]struct{ sheet, tag string }{bot.NL: {"Uitslag", "nl-NL"}, bot.EN: {"Result", "en-GB"}} {
		f, err := excelize.OpenReader(bytes.NewReader(write(t, five, report.XLSX, l)))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if f.GetSheetName(0) != want.sheet {
			t.Errorf("it opens with %q", f.GetSheetName(0))
		}
		props, err := f.GetDocProps()
		if err != nil || props.Language != want.tag || !strings.Contains(props.Title, "Weet je waar je terechtkunt") || props.Creator != "Wegwijs" {
			t.Errorf("the document is %+v, %v", props, err)
		}
		for _, sheet := range f.GetSheetList() {
			panes, err := f.GetPanes(sheet)
			if err != nil || !panes.Freeze || panes.YSplit != 1 {
				t.Errorf("%s: the header does not stay: %+v", sheet, panes)
			}
			id, err := f.GetCellStyle(sheet, "A1")
			if err != nil {
				t.Fatal(err)
			}
			style, err := f.GetStyle(id)
			if err != nil || !style.Font.Bold || contrast(style.Font.Color, style.Fill.Color[0]) < 4.5 {
				t.Errorf("%s: the header is %+v", sheet, style)
			}
			if width, err := f.GetColWidth(sheet, "A"); err != nil || width < 9 {
				t.Errorf("%s: the first column has a width of %v", sheet, width)
			}
		}
		shown, err := f.GetCellValue(want.sheet, "L2") // as a spreadsheet shows it
		if err != nil || shown != "37.8%" {
			t.Errorf("a percentage is shown as %q, %v", shown, err)
		}
	}
}

func TestFileName(t *testing.T) {
	for text, want := range map[string]string{
		"Weet je waar je terechtkunt met vragen over interne communicatie?": "2027-01-12 peiling weet-je-waar-je-terechtkunt-met-vragen k7m2qx4a.csv",
		"Foto’s van Zoë: één of twee?":                                      "2027-01-12 peiling fotos-van-zoe-een-of-twee k7m2qx4a.csv",
		"../../etc/passwd\x00;rm -rf":                                       "2027-01-12 peiling etc-passwd-rm-rf k7m2qx4a.csv",
		"日本語":                                                               "2027-01-12 peiling k7m2qx4a.csv",
		strings.Repeat("x", 300):                                            "2027-01-12 peiling " + strings.Repeat("x", 40) + " k7m2qx4a.csv",
	} {
		p := poll(survey.Unnamed, one(text, "a", "b"), counts(5, 5))
		if got := p.FileName(report.CSV); got != want {
			t.Errorf("%q is called %q", text, got)
		}
	}
	seen := map[string]bool{}
	for _, f := range report.Formats() {
		name := short.FileName(f)
		if seen[name] || len(name) > 80+10 {
			t.Errorf("%s is called %q", f, name)
		}
		seen[name] = true
	}
}

func TestUnknownFormat(t *testing.T) {
	if err := short.Write(&bytes.Buffer{}, "pdf", bot.NL); err == nil || !strings.Contains(err.Error(), "csv-excel") {
		t.Errorf("it says %v", err)
	}
}

// crowd is a poll with names of many people, with questions of every kind.
func crowd(people int) report.Poll {
	p := five
	p.Spec.Mode = survey.Named
	p.Outcome.Answered, p.Outcome.Asked = people, people
	for i := range people {
		p.Named = append(p.Named, report.Named{Name: fmt.Sprintf("Medewerker %d van het ministerie", i), Answers: []*survey.Answer{
			{Choices: []int{i % 3}}, {Choices: []int{i % 5}}, {Choices: []int{i % 11}}, {Text: "Een antwoord in eigen woorden van iemand"}, nil,
		}})
	}
	return p
}

// TestManyPeople with a wide bound; the benchmark has the real number.
func TestManyPeople(t *testing.T) {
	p := crowd(10_000)
	for _, f := range report.Formats() {
		began := time.Now()
		data := write(t, p, f, bot.NL)
		if took := time.Since(began); took > 3*time.Second {
			t.Errorf("%s takes %v", f, took)
		}
		switch f {
		case report.CSV:
			if n := bytes.Count(data, []byte(",Medewerker ")); n != 50_000 {
				t.Errorf("it has %d answers", n)
			}
		case report.JSON:
			if n := bytes.Count(data, []byte(`"Medewerker `)); n != 10_000 {
				t.Errorf("it has %d people", n)
			}
		}
	}
}

func BenchmarkExport(b *testing.B) {
	p := crowd(10_000)
	for _, f := range report.Formats() {
		b.Run(string(f), func(b *testing.B) {
			for b.Loop() {
				var out bytes.Buffer
				if err := p.Write(&out, f, bot.NL); err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(out.Len()), "bytes")
			}
		})
	}
}
