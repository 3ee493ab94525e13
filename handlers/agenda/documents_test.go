package agenda

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/item"
)

func TestDocumentsAsPeopleTypeThem(t *testing.T) {
	const link = "https://example.nl/a.pdf"
	for typed, want := range map[string]item.Document{
		"Nota | https://example.nl/a.pdf | openbaar":          {Title: "Nota", Link: link, Access: item.Open},
		"Nota|https://example.nl/a.pdf|openbaar":              {Title: "Nota", Link: link, Access: item.Open},
		"Nota | Openbaar | https://example.nl/a.pdf":          {Title: "Nota", Link: link, Access: item.Open},
		"Nota\thttps://example.nl/a.pdf\topenbaar":            {Title: "Nota", Link: link, Access: item.Open},
		"Nota https://example.nl/a.pdf":                       {Title: "Nota", Link: link, Access: item.Open},
		"Nota (https://example.nl/a.pdf)":                     {Title: "Nota", Link: link, Access: item.Open},
		"Nota <https://example.nl/a.pdf>":                     {Title: "Nota", Link: link, Access: item.Open},
		"https://example.nl/a.pdf":                            {Title: "a.pdf", Link: link, Access: item.Open},
		"https://example.nl/":                                 {Title: "example.nl", Link: "https://example.nl/", Access: item.Open},
		"Nota | www.example.nl/a":                             {Title: "Nota", Link: "https://www.example.nl/a", Access: item.Open},
		"Nota | per mail":                                     {Title: "Nota", Access: item.ByMail},
		"Nota | PER E-MAIL":                                   {Title: "Nota", Access: item.ByMail},
		"Nota | volgt":                                        {Title: "Nota", Access: item.Later},
		"Nota | by mail":                                      {Title: "Nota", Access: item.ByMail},
		"Nota | follows":                                      {Title: "Nota", Access: item.Later},
		"Nota | https://example.nl/a.pdf | public":            {Title: "Nota", Link: link, Access: item.Open},
		"Nota | https://example.nl/a.pdf | alleen leden":      {Title: "Nota", Link: link, Access: item.Closed},
		"Nota | https://example.nl/a.pdf | members only":      {Title: "Nota", Link: link, Access: item.Closed},
		"Nota | besloten":                                     {Title: "Nota", Access: item.Closed},
		"Nota":                                                {Title: "Nota", Access: item.Later},
		"- Nota":                                              {Title: "Nota", Access: item.Later},
		"1. Nota":                                             {Title: "Nota", Access: item.Later},
		"• 2) Nota":                                           {Title: "Nota", Access: item.Later},
		"Nota | v2 | per mail":                                {Title: "Nota", Access: item.ByMail, Version: "2"},
		"Nota | versie 1.3 | https://example.nl/a.pdf":        {Title: "Nota", Link: link, Access: item.Open, Version: "1.3"},
		"Nota | over geld | volgt":                            {Title: "Nota, over geld", Access: item.Later},
		"  Nota   met   spaties  ":                            {Title: "Nota met spaties", Access: item.Later},
		"Nota | | volgt |":                                    {Title: "Nota", Access: item.Later},
		"Per mail verstuurd overzicht | per mail":             {Title: "Per mail verstuurd overzicht", Access: item.ByMail},
		"<script>alert(1)</script> | volgt":                   {Title: "<script>alert(1)</script>", Access: item.Later},
		"=HYPERLINK(\"x\") | volgt":                           {Title: "=HYPERLINK(\"x\")", Access: item.Later},
		"@channel | per mail":                                 {Title: "@channel", Access: item.ByMail},
		"2026: terugblik | volgt":                             {Title: "2026: terugblik", Access: item.Later},
		"Nota\u200b | volgt":                                  {Title: "Nota", Access: item.Later},
		"Nota | HTTPS://EXAMPLE.NL/x | openbaar":              {Title: "Nota", Link: "HTTPS://EXAMPLE.NL/x", Access: item.Open},
		"Nota | https://example.nl/a.pdf. | openbaar":         {Title: "Nota", Link: link, Access: item.Open},
		"Nota | volgt | volgt":                                {Title: "Nota", Access: item.Later},
		"Nota | https://example.nl/a.pdf | per mail | v1-def": {Title: "Nota", Link: link, Access: item.ByMail, Version: "1-def"},
	} {
		docs, faults := parseDocuments(typed)
		if len(faults) > 0 || len(docs) != 1 || docs[0] != want {
			t.Errorf("%q: %+v, faults %d; want %+v", typed, docs, len(faults), want)
		}
	}
}

func TestDocumentsThatAreNone(t *testing.T) {
	for typed, why := range map[string]bot.Text{
		"Nota | openbaar":                                docNoLink,
		"Nota | ftp://example.nl/a":                      docBadLink,
		"Nota | javascript:alert(1)":                     docBadLink,
		"Nota | file:///etc/passwd":                      docBadLink,
		"Nota | https://":                                docBadLink,
		"Nota | https://a.nl | https://b.nl":             docTwoLinks,
		"Nota https://a.nl https://b.nl":                 docTwoLinks,
		"Nota | volgt | per mail":                        docTwoAccess,
		"| per mail":                                     docNoTitle,
		"!!! | volgt":                                    docNoTitle,
		strings.Repeat("a", mostDocTitle+1) + " | volgt": docLongTitle.With(bot.Args{"max": bot.Number(mostDocTitle)}),
	} {
		if typed == "Nota | https://" {
			why = docBadLink
		}
		docs, faults := parseDocuments(typed)
		if len(docs) != 0 || len(faults) != 1 {
			t.Errorf("%q: %+v, %d faults", typed, docs, len(faults))
			continue
		}
		if got, want := faults[0].why.In(bot.NL, bot.Literal), why.In(bot.NL, bot.Literal); got != want || faults[0].typed != typed {
			t.Errorf("%q: %q; want %q", typed, got, want)
		}
	}
}

func TestFaultsOfDocumentsNameTheLine(t *testing.T) {
	docs, faults := parseDocuments("Een\n\nTwee | openbaar\r\nDrie | per mail\nVier | ftp://x.nl")
	if len(docs) != 2 || len(faults) != 2 || faults[0].line != 3 || faults[0].typed != "Twee | openbaar" || faults[1].line != 5 {
		t.Errorf("%+v %+v", docs, faults)
	}
	docs, faults = parseDocuments(strings.Repeat("Nota | volgt\n", mostDocuments+2))
	if len(docs) != mostDocuments || len(faults) != 2 {
		t.Errorf("%d documents, %d faults", len(docs), len(faults))
	}
}

func FuzzDocuments(f *testing.F) {
	for _, s := range []string{"Nota | https://example.nl/a.pdf | openbaar", "- 1. • Nota\t per mail", "https://a.nl/%7C%0a", "a | v2 | v3", "www. | x", "per mail", "\xff|\x00|volgt", "https://[::1", "a, b | c", "https://example.nl/www.x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		docs, _ := parseDocuments(typed)
		for _, d := range docs {
			if d.Title == "" || utf8.RuneCountInString(d.Title) > mostDocTitle || d.Link != "" && !bot.SafeURL(d.Link) {
				t.Fatalf("%q gives %+v", typed, d)
			}
		}
		for _, l := range []bot.Lang{bot.NL, bot.EN} {
			again, faults := parseDocuments(documentsTyped(docs, l))
			if len(faults) > 0 || !slices.Equal(again, docs) {
				t.Fatalf("%q gives %+v, and read back %+v with %d faults", typed, docs, again, len(faults))
			}
		}
	})
}
