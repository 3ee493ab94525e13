package find

import "strings"

// adjectivesNL are common adjectives whose steps of comparison the spelling
// rules cannot tell from nouns: groter, grootst.
const adjectivesNL = `groot klein snel traag duidelijk goedkoop duur nieuw oud jong lang kort lief wijs vies breed smal laat vroeg
zwaar licht dik dun hoog laag diep warm koud heet hard zacht sterk zwak slim dom rijk arm gezond ziek mooi lelijk leuk fijn
boos blij bang trots rustig druk vol leeg vast los vrij veilig streng mild ruim krap fel helder donker schoon vuil nat droog
simpel eenvoudig complex modern open gesloten actief tevreden slecht raar vreemd gek echt eerlijk trouw scherp stil luid fris vers
bekend gevarieerd gericht ver dicht nauw belangrijk moeilijk makkelijk gemakkelijk soepel stevig strak vlot knap sociaal digitaal`

// moreVerbsNL are verbs that are common beyond the field of the entries, in the
// notation of verbsNL.
const moreVerbsNL = `
lijken leek leken geleken
kiezen koos kozen gekozen
rijden reed gereden
snijden sneed sneden gesneden
blijken bleek bleken gebleken
schijnen scheen schenen geschenen
bijten beet beten gebeten
grijpen greep grepen gegrepen
glijden gleed gleden gegleden
lijden leed geleden
strijden streed streden gestreden
schrikken schrok schrokken geschrokken
drinken dronk gedronken
eten at aten gegeten
springen sprong gesprongen
zingen zong gezongen
dwingen dwong gedwongen
dringen drong gedrongen
klinken klonk geklonken
zinken zonk gezonken
verliezen verloor verloren
vergeten vergat vergaten
verkopen verkocht
verbieden verbood verboden
verdwijnen verdween verdwenen
verlaten verliet
verstaan verstond
verslaan versloeg
vliegen vloog vlogen gevlogen
liegen loog logen gelogen
wijken week weken geweken
ruiken rook roken geroken
buigen boog bogen gebogen
zuigen zoog zogen gezogen
duiken dook doken gedoken
kruipen kroop kropen gekropen
schenken schonk geschonken
trekken trok getrokken
zwemmen zwom zwommen gezwommen
breken brak braken gebroken
stelen stal stalen gestolen
bevelen beval bevalen bevolen
aanbevelen aanbeval aanbevolen
genezen genas genazen
treden trad traden getreden
bidden bad gebeden
vechten vocht gevochten
zweren zwoer gezworen
sterven stierf stierven gestorven
bederven bedierf bedierven bedorven
groeten
slapen sliep geslapen
lachen lachte gelachen
bakken bakte gebakken
wassen waste gewassen
raden raadde geraden
vouwen vouwde gevouwen
scheppen schiep geschapen
ontstaan ontstond
ontslaan ontsloeg
onthouden onthield
behouden behield
beslissen
besteden
bereiden
beloven
bevestigen
bewijzen bewees bewezen
bieden bood geboden
gieten goot goten gegoten
genieten genoot genoten
ontdekken
ontkennen
ontslapen
wandelen
twijfelen
ademen
antwoorden
haten
reizen
verhuizen
fietsen
verkleinen
vergroten
verminderen
veranderen
verklaren
vermoeden
vervoeren
vertragen
versnellen
vertegenwoordigen
verdedigen
verenigen
verlengen
verkorten
verlangen
vermenigvuldigen
verontschuldigen
vervelen
vieren
vluchten
waaien
draaien
bloeien
gooien
kruisen
poetsen
koken
proeven
smaken
schilderen
schudden
spreiden
tillen
trouwen
turen
uiten
vegen
verven
vestigen
wandelen
wennen
werpen wierp geworpen
zoenen
zuchten
duwen
erven
feesten
folteren
fluiten floot floten gefloten
graven groef groeven gegraven
hakken
hinderen
huilen
kammen
klagen
kleden
klimmen klom klommen geklommen
knopen
knoeien
krabben
lenen
likken
lozen
lukken
maaien
meenemen
mengen
mompelen
naaien
offeren
opperen
overleven
persen
plakken
planten
prijzen prees prezen geprezen
proberen
rusten
roeren
schamen
scheuren
schelden schold gescholden
schoppen
smeren
snappen
snoeien
speuren
spuiten spoot spoten gespoten
staren
storten
straffen
strijken streek streken gestreken
studeren
telefoneren
temmen
trommelen
vangen ving gevangen
vermoorden
vissen
vragen vroeg gevraagd
vrezen
vriezen vroor gevroren
wagen
weigeren
wijken
wieden
wikkelen
willen
wissen
zaaien
zeuren
zakken
zwaaien
adverteren
analyseren
annuleren
archiveren
beheersen
belonen
bemiddelen
beschermen
besparen
betekenen
bezorgen
bezuinigen
combineren
concluderen
corrigeren
definieren
delegeren
demonstreren
digitaliseren
discussieren
documenteren
experimenteren
financieren
formuleren
functioneren
implementeren
improviseren
integreren
interviewen
introduceren
investeren
noteren
observeren
presenteren
produceren
reorganiseren
selecteren
signaleren
solliciteren
transporteren
uitvoeren
visualiseren
vatten
stijgen steeg stegen gestegen
dalen
kiezen koos kozen gekozen
aarzelen
afwisselen
baseren
bedreigen
beginnen begon begonnen
begroten
behoren
bekijken bekeek bekeken
beleven
bemannen
bereiken
beroepen beriep
beseffen
bespreken besprak bespraken besproken
betreffen betrof betroffen
betwijfelen
bevallen beviel
bevatten
bevorderen
bewerken
bezitten bezat bezaten bezeten
bloeden
borgen
bouwen
claimen
delen
dempen
doelen
drukken
dulden
duiken dook doken gedoken
eren
filteren
garanderen
geloven
genereren
glimlachen
groeperen
handhaven
hanteren
heffen hief hieven geheven
helen
herinneren
herzien herzag herzien
hijsen hees hesen gehesen
inhuren
innen
juichen
kaarten
knikken
kraken
krimpen kromp gekrompen
laden laadde geladen
landen
lekken
lossen
luiden
mixen
modereren
monitoren
negeren
normeren
omarmen
ontbinden ontbond ontbonden
ontkomen ontkwam
ontlenen
ontnemen ontnam ontnomen
ontsluiten ontsloot ontsloten
ontwijken ontweek ontweken
opperen
parkeren
persen
plegen
profiteren
promoten
protesteren
reiken
remmen
renoveren
repareren
respecteren
rijpen
roepen
ruilen
ruimen
schaffen
schaden
scannen
schuilen
schikken
signeren
slagen
slepen
slijten sleet sleten gesleten
smelten smolt gesmolten
snellen
spannen
splitsen
sprinten
stapelen
steunen
streamen
swipen
taxeren
toepassen
treuren
typen
uploaden
downloaden
updaten
vaststellen
vereisen
vergen
verhinderen
verkennen
verknippen
vermengen
veroorzaken
verrassen
verschillen
verschijnen verscheen verschenen
verschuiven verschoof verschoven
verstoren
vertrekken vertrok vertrokken
vervullen
verwijderen
verzinnen verzon verzonnen
verzoeken verzocht
vloeien
vouwen
wapenen
wijden
zeilen
zuiveren
zwermen
`

// comparison maps the steps of comparison of adjectives to their stems.
func comparison(put func(form, stem string)) {
	for _, base := range strings.Fields(adjectivesNL) {
		stem := ruleStemNL(base)
		with := reopen(base) + "e"
		if other, ok := unevenAdjective[base]; ok {
			with = other
		} else if i := len(base) - 2; i > 0 && base[i] == base[i-1] && strings.IndexByte("aeou", base[i]) >= 0 {
			with = reopen(base) + "e"
		} else if syllables(base) > 1 || len(base) > 2 && !isVowel(base[len(base)-2]) {
			with = base + "e"
		}
		if strings.HasSuffix(base, "ief") {
			with = base[:len(base)-1] + "ve"
		}
		put(base, stem)
		put(with, stem)
		if base[len(base)-1] == 'r' {
			put(base+"der", stem)
			put(base+"dere", stem)
		} else {
			put(with+"r", stem)
			put(with+"re", stem)
		}
		super := base + "st"
		if base[len(base)-1] == 's' {
			super = base + "t"
		}
		put(super, stem)
		put(super+"e", stem)
	}
}

// unevenAdjective are the forms on -e that follow no rule of spelling.
var unevenAdjective = map[string]string{"boos": "boze", "los": "losse", "fris": "frisse", "wijs": "wijze", "vies": "vieze", "vers": "verse", "lief": "lieve"}

// dropComparison cuts the steps of comparison of adjectives that show by their
// ending: duidelijker, zichtbaarste, creatiever.
func dropComparison(w string) string {
	for _, s := range []string{"lijk", "baar", "isch", "zaam"} {
		for _, end := range []string{"st", "ste", "er", "ere", "der", "dere"} {
			if len(w) > len(s)+len(end)+2 && strings.HasSuffix(w, s+end) {
				return w[:len(w)-len(end)]
			}
		}
	}
	switch {
	case len(w) > 7 && hasAny(w, "tiever", "tievere"):
		return w[:strings.LastIndex(w, "iever")] + "ief"
	case len(w) > 7 && hasAny(w, "tiefst", "tiefste"):
		return w[:strings.LastIndex(w, "iefst")] + "ief"
	case len(w) > 7 && hasAny(w, "igst", "igste"):
		return w[:strings.LastIndex(w, "igst")] + "ig"
	}
	return w
}

// prefixed stems verbs with a prefix that never leaves them by the verb in
// them: verkocht as kopen, beoordeelde as oordelen. Forms that the rules for
// spelling stem as well come out the same.
func prefixed(w string) (string, bool) {
	for _, p := range []string{"ver", "be", "ont", "her"} {
		rest, ok := strings.CutPrefix(w, p)
		if !ok || len(rest) < 5 || strings.HasPrefix(rest, "ge") {
			continue
		}
		if s, ok := verbTable()[rest]; ok {
			return p + s, true
		}
	}
	return "", false
}

// dropVerbEnding cuts -t, -de and -d of verbs whose stem shows that they are
// some: verkleind, verandert, gewandeld, overhandigde. Others keep theirs.
func dropVerbEnding(w string) string {
	base := w
	for _, end := range []string{"enden", "ende", "end", "den", "de", "ten", "te", "d", "t"} {
		if cut, ok := strings.CutSuffix(w, end); ok && len(cut) >= 5 {
			base = cut
			break
		}
	}
	if base == w || keepsVerbEnding[w] {
		return w
	}
	n := len(base)
	hasPrefix := hasAnyPrefix(w, "ver", "be", "ont", "her")
	switch {
	case hasPrefix && hasAny(base, "el", "er", "ig", "en") && syllables(base) > 2:
		return base
	case hasPrefix && n >= 6 && isConsonant(base[n-1]) && isVowel(base[n-2]) && isVowel(base[n-3]) && !isVowel(base[n-4]) && syllables(base) > 1 && base[n-1] != 'n':
		return base
	case strings.HasPrefix(w, "ge") && n >= 7 && hasAny(base, "el", "er", "ig") && syllables(base) > 2 && !strings.HasSuffix(w, "t"):
		return base[2:]
	}
	return w
}

var keepsVerbEnding = set("bereid bereidheid beleid gemiddeld gemiddelde verhouding gerechte gerechtigde beeld")
