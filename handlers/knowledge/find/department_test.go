package find

import "testing"

// departments are the ministries of 23 February 2026 with what they are and
// were called, and their agencies: who the AIC member of one is, is asked with
// any of these names. DPC has an entry of its own.
var departmentNames = map[string][]string{
	"AZ":   {"Algemene Zaken", "MinAZ"},
	"BZ":   {"Buitenlandse Zaken", "Buza", "MinBuza", "BHO", "Buitenlandse Handel en Ontwikkelingshulp"},
	"BZK":  {"Binnenlandse Zaken en Koninkrijksrelaties", "Binnenlandse Zaken", "MinBZK", "VRO", "MinVRO", "Volkshuisvesting en Ruimtelijke Ordening", "Logius", "RvIG", "SSC-ICT", "RVB", "Rijksvastgoedbedrijf", "P-Direkt", "FMH"},
	"DEF":  {"Defensie", "MinDef"},
	"EZK":  {"Economische Zaken en Klimaat", "EZ", "Economische Zaken", "MinEZ", "KGG", "MinKGG", "Klimaat en Groene Groei", "RVO", "ACM", "SodM", "KVK", "CBS"},
	"FIN":  {"Financiën", "MinFin", "Belastingdienst", "Douane", "Toeslagen"},
	"IenW": {"Infrastructuur en Waterstaat", "I&W", "IenM", "MinIenW", "RWS", "Rijkswaterstaat", "KNMI", "ILT", "CBR", "RDW"},
	"JenV": {"Justitie en Veiligheid", "J&V", "VenJ", "MinJenV", "AenM", "Asiel en Migratie", "IND", "DJI", "NFI", "CJIB", "OM", "COA"},
	"LVVN": {"Landbouw, Visserij, Voedselzekerheid en Natuur", "LNV", "MinLNV", "Landbouw", "NVWA"},
	"OCW":  {"Onderwijs, Cultuur en Wetenschap", "OC&W", "MinOCW", "DUO", "RCE", "Nationaal Archief", "Onderwijsinspectie", "Inspectie van het Onderwijs"},
	"SZW":  {"Sociale Zaken en Werkgelegenheid", "Sociale Zaken", "MinSZW", "Werk en Participatie", "UWV", "SVB", "NLA", "Arbeidsinspectie"},
	"VWS":  {"Volksgezondheid, Welzijn en Sport", "MinVWS", "Langdurige Zorg", "RIVM", "CIBG", "IGJ", "CIZ", "CAK"},
}

func TestDepartmentsLeadToTheAIC(t *testing.T) {
	n := 0
	for code, names := range departmentNames {
		for _, name := range append(names, code) {
			n++
			for _, q := range []string{"wie is het AIC-lid van " + name, "AIC-lid " + name, "wie vertegenwoordigt het ministerie van " + name, "who represents " + name + " in the AIC"} {
				a := builtin().Find(q, Options{Now: today})
				if len(a.Hits) == 0 || a.Hits[0].Entry.ID != "aic" || a.Band == BandNone {
					t.Errorf("%s: %q gives band %s, %v", code, q, a.Band, ids(a))
				}
			}
		}
	}
	t.Logf("%d names", n)
}
