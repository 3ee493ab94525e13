package office_test

import (
	"time"

	"wegwijs/handlers/agenda/office"
)

var created = time.Date(2027, 1, 5, 13, 37, 0, 0, time.UTC)

func plain(s string) []office.Run { return []office.Run{{Text: s}} }

func label(name, value string) []office.Cell {
	return []office.Cell{{Runs: plain(name), Head: true}, {Runs: plain(value)}}
}

func cells(all ...string) []office.Cell {
	row := make([]office.Cell, len(all))
	for i, s := range all {
		row[i].Runs = plain(s)
	}
	return row
}

// sample is an agenda of some three pages with everything a document can hold.
func sample() *office.Document {
	d := &office.Document{
		Title: "Agenda Adviescommissie interne communicatie", Subject: "Vergadering van 12 januari 2027",
		Author: "Sien Jansen", Lang: "nl-NL", Created: created,
		Header: "Adviescommissie interne communicatie\tAgenda van 12 januari 2027, versie 1 (concept)",
		Footer: "Verzonden op 5 januari 2027",
	}
	d.Body = append(d.Body,
		office.Para{Style: office.Lead, Runs: plain("dinsdag 12 januari 2027, 9.00 tot 11.00 uur")},
		office.Table{Plain: true, Widths: []int{3, 10}, Rows: [][]office.Cell{
			label("Plaats", "Rijnstraat 8, zaal 3.14"),
			{{Runs: plain("Online"), Head: true}, {Runs: []office.Run{{Text: "https://video.example.nl/aic", Link: "https://video.example.nl/aic"}}}},
			label("Voorzitter", "Chris Bakker (BZK)"),
			label("Secretaris", "Sien Jansen (AZ)"),
			label("Uitgenodigd", "Max de Vries (FIN), Olga Smit (OCW), Ravi Ramdin (SZW), Fatima el Idrissi (VWS), Henk de Boer (IenW), Joke Wiersma (LVVN)"),
			label("Afwezig", "Piet Hein (DEF), vervangen door Ada Lov (DEF)"),
			label("Versie", "1, concept"),
		}},
		office.Contents{Title: "Inhoud"},
		office.Heading{Level: 1, Runs: plain("Agenda in het kort")},
		office.Table{Caption: "Punten en tijden", Head: []string{"Nr.", "Tijd", "Onderwerp", "Aard", "Inbrenger", "Minuten"}, Widths: []int{4, 6, 28, 17, 13, 9},
			Rows: overview()},
		office.Para{Style: office.Small, Runs: plain("De punten die zijn aangehouden, staan met de datum van de vorige vergadering in de lijst.")},
		office.Heading{Level: 1, Runs: plain("Toelichting per punt")},
	)
	for i, title := range []string{"Nieuw intranet: wat vraagt het van de departementen?", "Toon van de nieuwsbrief na de herindeling", "Bereik van berichten zonder laptop",
		"Peilingen over de werkplek: wat doen we met de uitkomsten?"} {
		n := string(rune('5' + i))
		d.Body = append(d.Body,
			office.Heading{Level: 2, Runs: plain(n + ". " + title)},
			office.Para{Runs: []office.Run{{Text: "Ter besluitvorming", Bold: true}, {Text: " · 15 minuten · ingebracht door "}, {Text: "FIN", Italic: true}, {Text: ", Max de Vries · AIC-2027-014"}}},
			office.Para{Runs: []office.Run{{Text: "Gevraagd: ", Bold: true}, {Text: "stemt de commissie in met het voorstel om het nieuwe intranet vanaf 1 maart bij drie departementen te proberen?"}}},
			office.Para{Runs: plain("Aanleiding. Het huidige intranet wordt in 2028 niet meer onderhouden. Een werkgroep van vijf departementen heeft vier pakketten vergeleken.\nKern. De werkgroep stelt voor om met één pakket te beginnen, met een proef van drie maanden.")},
			office.Heading{Level: 3, Runs: plain("Voorgesteld besluit")},
			office.List{Numbered: true, Items: [][]office.Run{
				plain("De proef begint op 1 maart 2027 bij FIN, OCW en IenW."),
				plain("De werkgroep meldt in juni wat medewerkers ervan vinden, en wat het van redacties vraagt aan tijd en aan kennis die er nu nog niet overal is."),
				plain("De commissie adviseert daarna de CRC."),
			}},
			office.Heading{Level: 3, Runs: plain("Stukken")},
			office.List{Items: [][]office.Run{
				{{Text: n + ".1 "}, {Text: "Notitie proef nieuw intranet", Link: "https://stukken.example.nl/aic/2027/014-1.odt"}, {Text: ", versie 2"}},
				{{Text: n + ".2 Vergelijking van vier pakketten (vertrouwelijk)"}},
			}},
			office.Para{Style: office.Indent, Runs: []office.Run{{Text: "Eerder behandeld op dinsdag 8 december 2026: aangehouden, omdat de vergelijking nog niet klaar was.", Italic: true}}},
		)
	}
	d.Body = append(d.Body,
		office.Heading{Level: 1, Runs: plain("Actielijst")},
		office.Table{Caption: "Acties die openstaan", Head: []string{"Nr.", "Actie", "Wie", "Klaar op", "Keren verschoven"}, Widths: []int{4, 20, 8, 9, 8},
			Rows: [][]office.Cell{
				append(cells("A-31", "Lijst van redacties bij elkaar brengen", "Olga Smit", "22 januari 2027"), office.Cell{Runs: plain("0"), Right: true}),
				append(cells("A-32", "Vragen van uitvoerders over bereik ophalen bij RWS, DJI en de Belastingdienst", "Henk de Boer", "29 januari 2027"), office.Cell{Runs: plain("2"), Right: true}),
				append(cells("A-33", "Voorstel voor de agenda van het voorjaar", "Sien Jansen", "5 februari 2027"), office.Cell{Runs: plain("11"), Right: true}),
			}},
		office.Heading{Level: 4, Runs: plain("Over deze lijst")},
		office.Para{Style: office.Small, Runs: plain("Een actie die drie keer is verschoven, komt terug op de agenda.")},
	)
	return d
}

func overview() [][]office.Cell {
	var rows [][]office.Cell
	for _, r := range [][6]string{
		{"1", "9.00", "Opening", "", "voorzitter", "2"},
		{"2", "9.02", "Vaststellen agenda", "ter besluitvorming", "voorzitter", "3"},
		{"3", "9.05", "Mededelingen", "ter informatie", "allen", "10"},
		{"4", "9.15", "Verslag en actie- en besluitenlijst van 8 december 2026", "ter besluitvorming", "secretaris", "10"},
		{"5", "9.25", "Nieuw intranet: wat vraagt het van de departementen?", "ter besluitvorming", "FIN", "15"},
		{"6", "9.40", "Toon van de nieuwsbrief na de herindeling", "ter bespreking", "OCW", "20"},
		{"7", "10.00", "Bereik van berichten zonder laptop", "ter advisering", "IenW (RWS)", "20"},
		{"8", "10.20", "Peilingen over de werkplek: wat doen we met de uitkomsten?", "ter bespreking", "BZK", "20"},
		{"9", "10.40", "W.v.t.t.k.", "", "", "5"},
		{"10", "10.45", "Rondvraag en sluiting", "", "voorzitter", "15"},
	} {
		row := cells(r[:]...)
		row[0].Head, row[5].Right = true, true
		rows = append(rows, row)
	}
	return rows
}

// book is a long list and an action list.
func book() *office.Workbook {
	day := func(month time.Month, d int) time.Time { return time.Date(2027, month, d, 9, 0, 0, 0, time.UTC) }
	return &office.Workbook{Title: "Longlist AIC", Author: "Sien Jansen", Lang: "nl-NL", Created: created, Sheets: []office.Sheet{
		{Name: "Longlist", Columns: []office.Column{
			{Title: "Nr.", Width: 14}, {Title: "Onderwerp", Width: 44, Kind: office.Wrap}, {Title: "Aard", Width: 20}, {Title: "Inbrenger", Width: 12},
			{Title: "Ingediend", Width: 12, Kind: office.Date}, {Title: "Minuten", Width: 10, Kind: office.Number}, {Title: "Toelichting", Width: 60, Kind: office.Wrap},
		}, Rows: [][]office.Value{
			{"AIC-2027-014", "Nieuw intranet: wat vraagt het van de departementen?", "ter besluitvorming", "FIN", day(1, 4), 15, "Het huidige intranet wordt in 2028 niet meer onderhouden. Een werkgroep van vijf departementen heeft vier pakketten vergeleken.\nDe werkgroep stelt een proef voor."},
			{"AIC-2027-015", "=1+1", "ter bespreking", "OCW", day(1, 5), 20, "+31 70 123 45 67"},
			{"AIC-2027-016", "Bereik van berichten zonder laptop", "ter advisering", "IenW", time.Date(2026, 12, 31, 23, 30, 0, 0, time.FixedZone("", 3600)), nil, nil},
		}},
		{Name: "Acties: open/dicht", Columns: []office.Column{{Title: "Nr.", Width: 8}, {Title: "Actie", Kind: office.Wrap}, {Title: "Klaar op", Kind: office.Date}, {Title: "Keren verschoven", Kind: office.Number}},
			Rows: [][]office.Value{{"A-31", "Lijst van redacties bij elkaar brengen", day(1, 22), 0}, {"A-32", "Vragen van uitvoerders over bereik ophalen", day(1, 29), 2}}},
	}}
}
