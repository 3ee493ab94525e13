package agenda

import (
	"encoding/xml"
	"path"
	"strings"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/committee"
)

// Metadata for records systems: MDTO, the norm of the Dutch national archives
// (https://www.nationaalarchief.nl/archiveren/mdto), as XML in the order of its
// schema 1.0.1. What only the organisation can decide, how long it is kept and who
// may read it, is there as something to be decided.
type (
	mdto struct {
		XMLName  xml.Name    `xml:"https://www.nationaalarchief.nl/mdto MDTO"`
		XSI      string      `xml:"xmlns:xsi,attr"`
		Location string      `xml:"xsi:schemaLocation,attr"`
		Object   *mdtoObject `xml:"informatieobject"`
		File     *mdtoBytes  `xml:"bestand"`
	}
	mdtoObject struct {
		ID          mdtoID         `xml:"identificatie"`
		Name        string         `xml:"naam"`
		Level       mdtoTerm       `xml:"aggregatieniveau"`
		Description string         `xml:"omschrijving"`
		Span        *mdtoSpan      `xml:"dekkingInTijd"`
		Language    string         `xml:"taal"`
		Value       mdtoTerm       `xml:"waardering"`
		Files       []mdtoRef      `xml:"heeftRepresentatie"`
		Maker       mdtoRef        `xml:"archiefvormer"`
		Use         mdtoLimitation `xml:"beperkingGebruik"`
	}
	mdtoBytes struct {
		ID       mdtoID       `xml:"identificatie"`
		Name     string       `xml:"naam"`
		Size     int          `xml:"omvang"`
		Format   mdtoTerm     `xml:"bestandsformaat"`
		Checksum mdtoChecksum `xml:"checksum"`
		Of       mdtoRef      `xml:"isRepresentatieVan"`
	}
	mdtoID struct {
		Mark   string `xml:"identificatieKenmerk"`
		Source string `xml:"identificatieBron"`
	}
	mdtoTerm struct {
		Label string  `xml:"begripLabel"`
		Code  string  `xml:"begripCode,omitempty"`
		List  mdtoRef `xml:"begripBegrippenlijst"`
	}
	mdtoRef struct {
		Name string  `xml:"verwijzingNaam"`
		ID   *mdtoID `xml:"verwijzingIdentificatie"`
	}
	mdtoSpan struct {
		Type mdtoTerm `xml:"dekkingInTijdType"`
		From string   `xml:"dekkingInTijdBegindatum"`
	}
	mdtoChecksum struct {
		Algorithm mdtoTerm `xml:"checksumAlgoritme"`
		Value     string   `xml:"checksumWaarde"`
		Date      string   `xml:"checksumDatum"`
	}
	mdtoLimitation struct {
		Type mdtoTerm `xml:"beperkingGebruikType"`
		More string   `xml:"beperkingGebruikNadereBeschrijving"`
	}
)

// mdtoSource names who gave the marks.
const mdtoSource = "Wegwijs"

// formatCodes are the formats of files in PRONOM
// (https://www.nationalarchives.gov.uk/PRONOM/).
var formatCodes = map[string][2]string{
	"odt":  {"OpenDocument Text", "fmt/1756"},
	"csv":  {"Comma Separated Values", "x-fmt/18"},
	"json": {"JSON Data Interchange Format", "fmt/817"},
}

// dossier is the whole of a package as one object of information.
func (a *Agenda) dossier(c committee.Committee, what string, on committee.Day) mdtoObject {
	name, of := c.Name+", wat in "+string(on)+" op geen agenda kwam", "Jaar van indienen"
	if isDay(on) {
		name, of = c.Name+", vergadering van "+bot.Date(on.In(a.opt.Zone)).In(bot.NL, bot.Literal), "Datum van de vergadering"
	}
	return mdtoObject{
		ID: mdtoID{what, mdtoSource}, Name: name, Level: term("Dossier", "", "Begrippenlijst Aggregatieniveaus MDTO"),
		Description: "Agenda's, besluiten en ingebrachte onderwerpen met hun verloop.",
		Span:        &mdtoSpan{term(of, "", mdtoSource), string(on)}, Language: string(a.opt.Lang),
		Value: term("nog te bepalen", "", "Selectielijst van de archiefvormer"), Maker: mdtoRef{Name: c.Name},
		Use: mdtoLimitation{term("nog te bepalen", "", "Begrippenlijst van de archiefvormer"), "Er kunnen onderwerpen in staan die alleen voor leden zijn, en namen van medewerkers."},
	}
}

func term(label, code, list string) mdtoTerm { return mdtoTerm{label, code, mdtoRef{Name: list}} }

// mdtoDossier is the metadata of the whole package.
func mdtoDossier(o mdtoObject, files []packedFile) []byte {
	for _, f := range files {
		o.Files = append(o.Files, mdtoRef{Name: path.Base(f.path), ID: &mdtoID{o.ID.Mark + "/" + f.path, mdtoSource}})
	}
	return mdtoXML(mdto{Object: &o})
}

// mdtoFile is the metadata of one file in it.
func mdtoFile(o mdtoObject, f packedFile, when time.Time) []byte {
	format := formatCodes[strings.TrimPrefix(path.Ext(f.path), ".")]
	return mdtoXML(mdto{File: &mdtoBytes{
		ID: mdtoID{o.ID.Mark + "/" + f.path, mdtoSource}, Name: path.Base(f.path), Size: len(f.data),
		Format:   term(format[0], format[1], "PRONOM-register"),
		Checksum: mdtoChecksum{term("SHA256", "", "Begrippenlijst ChecksumAlgoritme MDTO"), f.sum(), when.UTC().Format("2006-01-02T15:04:05")},
		Of:       mdtoRef{Name: o.Name, ID: &o.ID},
	}})
}

func mdtoXML(m mdto) []byte {
	m.XSI = "http://www.w3.org/2001/XMLSchema-instance"
	m.Location = "https://www.nationaalarchief.nl/mdto https://www.nationaalarchief.nl/mdto/MDTO-XML1.0.1.xsd"
	data, err := xml.MarshalIndent(m, "", "  ")
	if err != nil {
		panic(err) // of strings and numbers
	}
	return append([]byte(xml.Header), append(data, '\n')...)
}
