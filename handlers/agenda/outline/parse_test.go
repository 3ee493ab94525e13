package outline

import (
	"fmt"
	"strings"
	"testing"

	"wegwijs/bot"
)

var known = []Point{
	{Fixed: "opening", Title: "Opening", Minutes: 5},
	{Fixed: "agenda", Title: "Vaststellen agenda", Minutes: 5},
	{Ref: "AIC-2027-014", Title: "Nieuw intranet", Minutes: 15},
	{Ref: "AIC-2027-015", Title: "Campagne ‘Samen’", Minutes: 10},
	{Ref: "AIC-2026-020", Title: "Begroting 2026", Minutes: 20},
	{Ref: "AIC-2027-020", Title: "Begroting 2027", Minutes: 20},
	{Ref: "AIC-2027-031", Title: "Gedeelde kennis over medewerkersonderzoek", Minutes: 10},
	{Ref: "AIC-2027-032", Title: "5 mei-viering"},
	{Ref: "AIC-2027-040", Title: "Huisstijl", Minutes: 5},
	{Ref: "AIC-2027-041", Title: "Huisstijl", Minutes: 5},
	{Title: "Pauze", Minutes: 10},
	{Fixed: "wvttk", Title: "W.v.t.t.k."},
	{Fixed: "rondvraag", Title: "Rondvraag", Minutes: 5},
	{Fixed: "volgende", Title: "Volgende vergadering"},
	{Fixed: "sluiting", Title: "Sluiting"},
}

// said is a point or fault as the tables below write it.
func said(p Parsed) string {
	var all []string
	for i, x := range p.Points {
		if i == 0 {
			continue // "Opening", which stands above every line
		}
		s := body(x)
		if x.Fixed != "" {
			s += " {" + x.Fixed + "}"
		}
		if x.Sub {
			s = "  " + s
		}
		all = append(all, s)
	}
	for _, f := range p.Faults {
		all = append(all, "! "+f.Why.In(bot.NL, bot.Literal))
	}
	for _, f := range p.Twice {
		all = append(all, "2 "+f.Why.In(bot.NL, bot.Literal))
	}
	return strings.Join(all, "\n")
}

const (
	intranet = "Nieuw intranet (15 min) [AIC-2027-014]"
	noTopic  = "! Hier staat geen onderwerp. Zet het onderwerp achter het nummer, of haal de regel weg."
)

// lines are lines as people type them, below "1. Opening".
var lines = []struct{ typed, want string }{
	// as it is printed
	{"5. Nieuw intranet (15 min) [AIC-2027-014]", intranet},
	{"  1a. Nieuw intranet (15 min) [AIC-2027-014]", "  " + intranet},
	{"5. Pauze (10 min)", "Pauze (10 min)"},
	{"9. W.v.t.t.k.", "W.v.t.t.k. {wvttk}"},
	// numbers and bullets
	{"5) Nieuw intranet", intranet},
	{"5.Nieuw intranet", intranet},
	{"5 Nieuw intranet", intranet},
	{"5\tNieuw intranet", intranet},
	{"5: Nieuw intranet", intranet},
	{"5 - Nieuw intranet", intranet},
	{"5 – Nieuw intranet", intranet},
	{"(5) Nieuw intranet", intranet},
	{"05. Nieuw intranet", intranet},
	{"5.0 Nieuw intranet", intranet},
	{"99. Nieuw intranet", intranet},
	{"Punt 5: Nieuw intranet", intranet},
	{"Agendapunt 5. Nieuw intranet", intranet},
	{"Nieuw intranet", intranet},
	{"nieuw  intranet", intranet},
	{"NIEUW INTRANET", intranet},
	{"Nieuw intranet.", intranet},
	{"- Nieuw intranet", intranet},
	{"-Nieuw intranet", intranet},
	{"– Nieuw intranet", intranet},
	{"* Nieuw intranet", intranet},
	{"• Nieuw intranet", intranet},
	{"•\tNieuw intranet", intranet},
	{"•Nieuw intranet", intranet},
	{"+ Nieuw intranet", intranet},
	{"▪ Nieuw intranet", intranet},
	{"\uf0b7\tNieuw intranet", intranet},
	{"- 5. Nieuw intranet", intranet},
	{"- [ ] Nieuw intranet", intranet},
	{"- [x] Nieuw intranet", intranet},
	{"> 5. Nieuw intranet", intranet},
	{" 5. Nieuw intranet", intranet},
	{"5.\u00a0Nieuw\u00a0intranet", intranet},
	{"5.\tNieuw intranet\t(15 min)\t[AIC-2027-014]", intranet},
	{"\ufeff5. Nieuw intranet", intranet},
	{"5. Nieuw\u200b intranet\r", intranet},
	{"5. Nieuw intranet;", intranet},
	{"5. Nieuw intranet -", intranet},
	// numbers that are words
	{"5 mei-viering", "5 mei-viering [AIC-2027-032]"},
	{"6. 5 mei-viering", "5 mei-viering [AIC-2027-032]"},
	{"2e dinsdag van de maand", "2e dinsdag van de maand"},
	{"2027 wordt anders", "2027 wordt anders"},
	{"3D-printen", "3D-printen"},
	{"1,5 uur overleg", "1,5 uur overleg"},
	{"1.5 miljoen voor campagnes", "1.5 miljoen voor campagnes"},
	{"100 dagen nieuw kabinet", "100 dagen nieuw kabinet"},
	{"a.s. maandag", "a.s. maandag"},
	{"A. Jansen stelt zich voor", "A. Jansen stelt zich voor"},
	{"Nr 1 van Nederland", "Nr 1 van Nederland"},
	// points under another
	{"a. Planning", "  Planning"},
	{"a) Planning", "  Planning"},
	{"(a) Planning", "  Planning"},
	{"5a Planning", "  Planning"},
	{"5a. Planning", "  Planning"},
	{"5A. Planning", "  Planning"},
	{"5aa. Planning", "  Planning"},
	{"5.a Planning", "  Planning"},
	{"5.a. Planning", "  Planning"},
	{"5.1 Planning", "  Planning"},
	{"5.1. Planning", "  Planning"},
	{"5.1.2 Planning", "  Planning"},
	{"ii. Planning", "  Planning"},
	{"  Planning", "  Planning"},
	{"\tPlanning", "  Planning"},
	{"\u00a0\u00a0Planning", "  Planning"},
	{"  6. Planning", "  Planning"},
	{"    - Planning", "  Planning"},
	{"o\tPlanning", "  Planning"},
	{"◦ Planning", "  Planning"},
	{"  a. Nieuw intranet", "  " + intranet},
	// times in front
	{"09:15 5. Nieuw intranet", intranet},
	{"09:15 Nieuw intranet", intranet},
	{"9.15 Nieuw intranet", intranet},
	{"9.15–9.30 Nieuw intranet", intranet},
	{"09:15 - 09:30 Nieuw intranet", intranet},
	{"09:15-09:30 uur: Nieuw intranet", intranet},
	{"9.15 uur Nieuw intranet", intranet},
	{"9.15 tot 9.30 uur 5. Nieuw intranet", intranet},
	{"9u15 Nieuw intranet", intranet},
	{"5. 09:15 Nieuw intranet", intranet},
	{"5. 9.15 uur – Nieuw intranet", intranet},
	{"(09:15) Nieuw intranet", intranet},
	{"09:15\t5\tNieuw intranet\t15", intranet},
	{"Nieuw intranet (9.15–9.30 uur)", intranet},
	{"| 5 | Nieuw intranet | 15 |", intranet},
	// minutes
	{"Planning (15 min)", "Planning (15 min)"},
	{"Planning (15 min.)", "Planning (15 min)"},
	{"Planning (15 minuten)", "Planning (15 min)"},
	{"Planning (15 minutes)", "Planning (15 min)"},
	{"Planning (15')", "Planning (15 min)"},
	{"Planning (15’)", "Planning (15 min)"},
	{"Planning (15m)", "Planning (15 min)"},
	{"Planning (15)", "Planning (15 min)"},
	{"Planning(15min)", "Planning (15 min)"},
	{"Planning ( 15 min )", "Planning (15 min)"},
	{"Planning [15 min]", "Planning (15 min)"},
	{"Planning 15m", "Planning (15 min)"},
	{"Planning 15 min", "Planning (15 min)"},
	{"Planning, 15 minuten", "Planning (15 min)"},
	{"Planning - 15'", "Planning (15 min)"},
	{"Planning – 15 min.", "Planning (15 min)"},
	{"Planning (1 uur)", "Planning (60 min)"},
	{"Planning (1,5 uur)", "Planning (90 min)"},
	{"Planning (1.5 uur)", "Planning (90 min)"},
	{"Planning (1½ uur)", "Planning (90 min)"},
	{"Planning (anderhalf uur)", "Planning (90 min)"},
	{"Planning (half uur)", "Planning (30 min)"},
	{"Planning (een half uur)", "Planning (30 min)"},
	{"Planning (halfuur)", "Planning (30 min)"},
	{"Planning (kwartier)", "Planning (15 min)"},
	{"Planning (een kwartier)", "Planning (15 min)"},
	{"Planning (drie kwartier)", "Planning (45 min)"},
	{"Planning (half an hour)", "Planning (30 min)"},
	{"Planning (an hour)", "Planning (60 min)"},
	{"Planning (1u15)", "Planning (75 min)"},
	{"Planning (1 uur 15 min)", "Planning (75 min)"},
	{"Planning (1 uur en 15 minuten)", "Planning (75 min)"},
	{"Planning (1 uur, 15 min)", "Planning (75 min)"},
	{"Planning (0:45)", "Planning (45 min)"},
	{"Planning (ca. 15 min)", "Planning (15 min)"},
	{"Planning (± 15 min)", "Planning (15 min)"},
	{"Planning (max. 15 min)", "Planning (15 min)"},
	{"Planning (10-15 min)", "Planning (15 min)"},
	{"Planning (vijf minuten)", "Planning (5 min)"},
	{"Planning (8 uur)", "Planning (480 min)"},
	{"(15 min) Planning", "Planning (15 min)"},
	{"Nieuw intranet (20 min)", "Nieuw intranet (20 min) [AIC-2027-014]"},
	{"Nieuw intranet (0 min)", "Nieuw intranet [AIC-2027-014]"},
	{"Pitch van 5 minuten", "Pitch van 5 minuten"},
	{"Vergaderen om 1 uur", "Vergaderen om 1 uur"},
	{"Sociaal plan (2027)", "Sociaal plan (2027)"},
	{"Lunch (12.30 uur)", "Lunch (12.30 uur)"},
	{"Kosten (per uur)", "Kosten (per uur)"},
	{"Werkwijze (team)", "Werkwijze (team)"},
	{"Rechten (admin)", "Rechten (admin)"},
	{"Budget (15 miljoen)", "Budget (15 miljoen)"},
	// numbers of requests
	{"#14", intranet},
	{"[14]", intranet},
	{"5. [14]", intranet},
	{"AIC-2027-014", intranet},
	{"5. AIC-2027-14", intranet},
	{"aic-2027-14", intranet},
	{"[AIC-14]", intranet},
	{"[2027-014]", intranet},
	{"[ AIC–2027–014 ]", intranet},
	{"[AIC 2027 014]", intranet},
	{"Intranet 2.0 [14]", "Intranet 2.0 (15 min) [AIC-2027-014]"},
	{"Intranet 2.0 #14", "Intranet 2.0 (15 min) [AIC-2027-014]"},
	{"Intranet 2.0 AIC-2027-14", "Intranet 2.0 (15 min) [AIC-2027-014]"},
	{"Intranet 2.0 (AIC-2027-014)", "Intranet 2.0 (15 min) [AIC-2027-014]"},
	{"5. #14 Intranet 2.0 (20 min)", "Intranet 2.0 (20 min) [AIC-2027-014]"},
	{"5. AIC-2027-014: Intranet 2.0", "Intranet 2.0 (15 min) [AIC-2027-014]"},
	{"[14] Intranet 2.0", "Intranet 2.0 (15 min) [AIC-2027-014]"},
	{"Intranet 2.0 [14] (20 min)", "Intranet 2.0 (20 min) [AIC-2027-014]"},
	{"nieuw intranet [14]", "nieuw intranet (15 min) [AIC-2027-014]"},
	{"Begroting 2027 #20", "Begroting 2027 (20 min) [AIC-2027-020]"},
	{"[2026-20]", "Begroting 2026 (20 min) [AIC-2026-020]"},
	{"Evaluatie [besloten]", "Evaluatie [besloten]"},
	{"Terugblik [2026]", "Terugblik [2026]"},
	{"Norm ISO-9001", "Norm ISO-9001"},
	{"5. Nieuw intranet (15 min) [AIC-2027-014], besluit", "Nieuw intranet, besluit (15 min) [AIC-2027-014]"},
	{"Nieuw intranet [14] met Anna", "Nieuw intranet met Anna (15 min) [AIC-2027-014]"},
	{"Planning (20 min) met Anna", "Planning met Anna (20 min)"},
	{"Planning (Anna, 20 min)", "Planning (Anna) (20 min)"},
	{"Planning - Anna (FIN) - 20 min", "Planning - Anna (FIN) (20 min)"},
	{"Planning _(20 min)_", "Planning (20 min)"},
	{"Nieuw intranet | 20 min | AIC-2027-014", "Nieuw intranet (20 min) [AIC-2027-014]"},
	{"Stand van zaken 1-1-2027", "Stand van zaken 1-1-2027"},
	{"Verslag AIC-2026-020 bespreken", "Verslag AIC-2026-020 bespreken"},
	// titles in another way
	{"Campagne 'Samen'", "Campagne ‘Samen’ (10 min) [AIC-2027-015]"},
	{"Campagne “Samen” [15]", "Campagne “Samen” (10 min) [AIC-2027-015]"},
	{"Niuew intranet", intranet},
	{"Nieuw intrant", intranet},
	{"Nieuw internet", "Nieuw internet"},
	{"Begroting 2028", "Begroting 2028"},
	{"Gedeelde kenis over medewerkeronderzoek", "Gedeelde kennis over medewerkersonderzoek (10 min) [AIC-2027-031]"},
	{"Rondvrag", "Rondvraag (5 min) {rondvraag}"},
	{"rondvraag", "Rondvraag (5 min) {rondvraag}"},
	{"wvttk", "wvttk"},
	{"pauze", "pauze (10 min)"},
	{"Volgende vergadering: 9 februari", "Volgende vergadering: 9 februari {volgende}"},
	{"Volgende vergadering (9 februari)", "Volgende vergadering (9 februari) {volgende}"},
	{"Sluiting nieuwe locatie", "Sluiting nieuwe locatie"},
	// notation of chats
	{"**5. Nieuw intranet**", intranet},
	{"**5.** Nieuw intranet (15 min)", intranet},
	{"5. **Nieuw intranet** (15 min)", intranet},
	{"5. *Nieuw intranet*", intranet},
	{"_Nieuw intranet_ (15 min)", intranet},
	{"### 5. Nieuw intranet", intranet},
	{"## Nieuw intranet ##", intranet},
	{`5\. Nieuw intranet \[AIC-2027-014\]`, intranet},
	{"- **Nieuw intranet** `[AIC-2027-014]`", intranet},
	{"<b>@all</b> =1+1", "<b>@all</b> =1+1"},
	// nothing
	{"", ""},
	{"   \t ", ""},
	{"---", ""},
	{"***", ""},
	{"```", ""},
	{"|---|:--|", ""},
	// faults
	{"14", noTopic},
	{"5.", noTopic},
	{"5a.", noTopic},
	{"-", noTopic},
	{"(15 min)", noTopic},
	{"09:15", noTopic},
	{"?!", noTopic},
	{"5. 🎉", noTopic},
	{"Planning (veel minuten)", "! Hoeveel minuten is “veel minuten”? Schrijf een heel getal, zoals (15 min)."},
	{"Planning (-5 min)", "! Hoeveel minuten is “-5 min”? Schrijf een heel getal, zoals (15 min)."},
	{"Planning (7,5 min)", "! Hoeveel minuten is “7,5 min”? Schrijf een heel getal, zoals (15 min)."},
	{"Planning (?? min)", "! Hoeveel minuten is “?? min”? Schrijf een heel getal, zoals (15 min)."},
	{"Planning (15 min) (10 min)", "! Hier staan twee tijden. Laat er één staan, of geef elk onderwerp een eigen regel."},
	{"Planning (481 min)", "! 481 minuten is te lang: een punt duurt hoogstens 480 minuten. Maak er minder van."},
	{"Planning (24 uur)", "! 1440 minuten is te lang: een punt duurt hoogstens 480 minuten. Maak er minder van."},
	{"Planning [AIC-2027-099]", "! Het nummer AIC-2027-099 is niet van een onderwerp dat op deze agenda kan. Kijk het nummer na, of haal het weg."},
	{"Planning [99]", "! Het nummer 99 is niet van een onderwerp dat op deze agenda kan. Kijk het nummer na, of haal het weg."},
	{"#99", "! Het nummer #99 is niet van een onderwerp dat op deze agenda kan. Kijk het nummer na, of haal het weg."},
	{"Planning [AIC-2027-x]", "! Het nummer AIC-2027-x is niet van een onderwerp dat op deze agenda kan. Kijk het nummer na, of haal het weg."},
	{"#20", "! Het nummer #20 kan van meer onderwerpen zijn: AIC-2026-020 en AIC-2027-020. Schrijf het hele nummer."},
	{"Planning [14] [15]", "! Hier staan twee nummers. Geef elk onderwerp een eigen regel."},
	{"Huisstijl", "! Meer dan één onderwerp heet zo: AIC-2027-040 en AIC-2027-041. Zet het nummer erachter, tussen rechte haken."},
	{strings.Repeat("lang ", 18) + "a", "! De titel heeft 91 tekens; er passen er 90. Maak hem korter."},
	{"1. Opening", "2 Opening staat ook op regel 1. Die regel telt."},
	{"opening", "2 Opening staat ook op regel 1. Die regel telt."},
}

func TestLines(t *testing.T) {
	if len(lines) < 150 {
		t.Fatalf("only %d lines", len(lines))
	}
	for _, c := range lines {
		if got := said(Parse("1. Opening\n"+c.typed, known)); got != c.want {
			t.Errorf("%q\n got: %s\nwant: %s", c.typed, got, c.want)
		}
	}
}

func TestWholeTexts(t *testing.T) {
	for _, c := range []struct{ name, typed, want string }{
		{"out of order", "9. Rondvraag\n3. Nieuw intranet\n3. Pauze", "Rondvraag (5 min) {rondvraag}\n" + intranet + "\nPauze (10 min)"},
		{"windows", "2. Nieuw intranet\r\n\r\n3. Pauze\r\n", intranet + "\nPauze (10 min)"},
		{"number first, then title alone", "Intranet nu [14]\nNieuw intranet", "Intranet nu (15 min) [AIC-2027-014]\n2 AIC-2027-014 staat ook op regel 2. Die regel telt."},
		{"title first, then number", "Nieuw intranet\nIntranet nu [14]", intranet + "\n2 AIC-2027-014 staat ook op regel 2. Die regel telt."},
		{"under what stands twice", "Nieuw intranet\n  a. Planning\nPauze\n2. #14\n  a. Kosten", intranet + "\n  Planning\n  Kosten\nPauze (10 min)\n2 AIC-2027-014 staat ook op regel 2. Die regel telt."},
		{"a point may come twice when it is nobody's", "Pauze\nPauze", "Pauze (10 min)\nPauze"},
		{"two with a title, two lines", "Huisstijl\nHuisstijl", "Huisstijl (5 min) [AIC-2027-040]\nHuisstijl (5 min) [AIC-2027-041]"},
		{"two with a title, one by number", "Huisstijl\nHuisstijl [41]", "Huisstijl (5 min) [AIC-2027-040]\nHuisstijl (5 min) [AIC-2027-041]"},
		{"typing error beside the right one", "Nieuw intrant\nNieuw intranet", "Nieuw intrant\n" + intranet},
		{"two typing errors", "Nieuw intrant\nNiuw intranet", "Nieuw intrant\nNiuw intranet"},
		{"bare letters go on", "2a Een\n2b Twee\n2c Drie\n2d Vier\n2e Vijf", "  Een\n  Twee\n  Drie\n  Vier\n  Vijf"},
		{"5.10 is a number after 5.9", "2.9 Negen\n2.10 Tien\n2.11 Elf", "  Negen\n  Tien\n  Elf"},
		{"capitals", "A. Nieuw intranet\nB. Pauze", intranet + "\nPauze (10 min)"},
		{"roman", "I. Nieuw intranet\nII. Pauze\nIII. Rondvraag", intranet + "\nPauze (10 min)\nRondvraag (5 min) {rondvraag}"},
		{"broken by mail: minutes alone", "2. Iets nieuws\n   (15 min)", "Iets nieuws (15 min)"},
		{"broken by mail: number alone", "2. Iets nieuws\n[14]", "Iets nieuws (15 min) [AIC-2027-014]"},
		{"broken by mail: known title", "2. Gedeelde kennis over\n   medewerkersonderzoek (20 min)", "Gedeelde kennis over medewerkersonderzoek (20 min) [AIC-2027-031]"},
		{"broken by mail: long line", "2. Een titel die zo lang is dat het mailprogramma hem\n   breekt (15 min)", "Een titel die zo lang is dat het mailprogramma hem breekt (15 min)"},
		{"not broken: short", "2. Iets nieuws\nnog iets", "Iets nieuws\nnog iets"},
		{"not broken: empty line", "2. Een titel die zo lang is dat het mailprogramma hem\n\nbreekt", "Een titel die zo lang is dat het mailprogramma hem breekt\nbreekt"},
		{"not broken: known", "2. Nieuw intranet\n#15", intranet + "\nCampagne ‘Samen’ (10 min) [AIC-2027-015]"},
		{"fault does not hide the number", "Nieuw intranet (x min) [14]", "! Hoeveel minuten is “x min”? Schrijf een heel getal, zoals (15 min)."},
		{"two faults in a line", "Iets (x min) [99]", "! Hoeveel minuten is “x min”? Schrijf een heel getal, zoals (15 min). Het nummer 99 is niet van een onderwerp dat op deze agenda kan. Kijk het nummer na, of haal het weg."},
	} {
		want := strings.ReplaceAll(c.want, "mailprogramma hem breekt\nbreekt", "mailprogramma hem\nbreekt")
		if got := said(Parse("1. Opening\n"+c.typed, known)); got != want {
			t.Errorf("%s\n got: %s\nwant: %s", c.name, got, want)
		}
	}
}

func TestIndentedAsAWhole(t *testing.T) {
	for _, text := range []string{
		"   1. Opening\n   2. Nieuw intranet\n     a. Planning",
		"1. Opening\n   2. Nieuw intranet\n     a. Planning", // its beginning was trimmed
		"\t1.\tOpening\n\t2.\tNieuw intranet\n\t\ta.\tPlanning",
		" 9. Opening\n10. Nieuw intranet\n10a. Planning",
	} {
		p := Parse(text, known)
		if got, want := Print(p.Points), "1. Opening (5 min)\n2. Nieuw intranet (15 min) [AIC-2027-014]\n  2a. Planning\n"; got != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}

func TestSubFirst(t *testing.T) {
	p := Parse("a. Planning\n1. Opening", known)
	if len(p.Faults) != 1 || p.Faults[0].Line != 1 || p.Faults[0].Typed != "a. Planning" || !strings.HasPrefix(p.Faults[0].Why.In(bot.NL, bot.Literal), "Dit is een subpunt") {
		t.Errorf("%+v", p.Faults)
	}
	if len(p.Points) != 1 || p.Points[0].Sub {
		t.Errorf("%+v", p.Points)
	}
}

func TestMissingAndNew(t *testing.T) {
	p := Parse("Opening\nVaststellen agenda\nNieuw intranet (x min)\nKoffie\n  Thee", known[:4])
	if len(p.Missing) != 1 || p.Missing[0].Ref != "AIC-2027-015" {
		t.Errorf("missing %+v", p.Missing)
	}
	if fmt.Sprint(p.New) != "[{  Koffie 0 false} {  Thee 0 true}]" {
		t.Errorf("new %+v", p.New)
	}
	p = Parse("", known)
	if len(p.Points)+len(p.Faults)+len(p.New) > 0 || len(p.Missing) != len(known)-1 {
		t.Errorf("nothing: %+v", p)
	}
}

func TestKnownTwice(t *testing.T) {
	p := Parse("Opening\nNieuw intranet", append([]Point{{Fixed: "opening", Title: "Opening", Minutes: 7}}, known[:3]...))
	if len(p.Points) != 2 || p.Points[0].Minutes != 7 || len(p.Missing) != 1 || p.Missing[0].Fixed != "agenda" {
		t.Errorf("%+v", p)
	}
}
