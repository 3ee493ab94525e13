package find

import "strings"

// adjectivesNL are common adjectives whose steps of comparison the spelling
// rules cannot tell from nouns: groter, grootst.
const adjectivesNL = `groot klein snel traag duidelijk goedkoop duur nieuw oud jong lang kort lief wijs vies breed smal laat vroeg
zwaar licht dik dun hoog laag diep warm koud heet hard zacht sterk zwak slim dom rijk arm gezond ziek mooi lelijk leuk fijn
boos blij bang trots rustig druk vol leeg vast los vrij veilig streng mild ruim krap fel helder donker schoon vuil nat droog
simpel eenvoudig complex modern open gesloten actief tevreden slecht raar vreemd gek echt eerlijk trouw scherp stil luid fris vers
bekend gevarieerd gericht ver dicht nauw belangrijk moeilijk makkelijk gemakkelijk soepel stevig strak vlot knap sociaal digitaal
wit zwart rood blauw groen geel grijs bruin paars glad grof zuur zoet bitter lekker mager dapper zeker zuiver somber sober bleek bol
bot braaf bruut dof dol dood doof dwaas eng fit flauw flink fors gaaf gaar geil grauw guur heel hol hip hecht juist kaal kalm kil
klaar koel kras krom kuis laf lam lauw lek log loom lui luw mak naar net nors nuchter plat pril puur raak rap rauw rein rijp ruig ruw
saai schaars scheef schel schuin schuw slank slap sloom smal steil stijf stoer stom stout straf stroef stug stuurs taai tam teder tof
triest vaal vaag vals vet vlak vlug vroom week wild woest wreed zat zout zwoel cool gul wakker koppig bruikbaar serieus precies
intens immens absurd abstract concreet correct direct perfect exact strikt compact robuust bewust ernstig rond recht krachtig
extreem anoniem uniek publiek antiek fanatiek chic stabiel mobiel steriel fragiel labiel agressief intiem legitiem divers
absoluut accuraat adequaat kwaad luchtig handzaam spontaan humaan profaan volwassen bescheiden verlegen verschillend
geschikt gewild geliefd gehecht gemengd beroemd bevoegd benauwd verward vermoeid opgewekt ervaren bekwaam verstandig
blond sluw nabij edel nobel schamel apart gering getrouw oprecht alert attent bondig charmant correct degelijk ernstig fragiel gammel
honds integer kundig lastig minder onzeker passend pittig proper slordig stellig summier teer tenger vaardig vlijtig aangenaam compleet fraai lomp stomp wrang stipt riant rendabel onnozel enthousiast flexibel stabiel capabel schappelijk`

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
func comparison(add func(form, stem string)) {
	put := func(form, stem string) {
		add(form, stem)
		add("on"+form, "on"+stem)
	}
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
		if last := base[len(base)-1]; last == 'j' || last == 'w' || last == 'i' {
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
var unevenAdjective = map[string]string{"boos": "boze", "los": "losse", "fris": "frisse", "wijs": "wijze", "vies": "vieze", "vers": "verse", "lief": "lieve",
	"dol": "dolle", "grof": "grove", "kwaad": "kwade", "intens": "intense", "immens": "immense", "divers": "diverse", "vals": "valse",
	"fors": "forse", "nors": "norse", "schaars": "schaarse", "paars": "paarse", "stuurs": "stuurse", "chic": "chique", "precies": "precieze", "grijs": "grijze", "serieus": "serieuze", "honds": "hondse",
	"stijf": "stijve", "gaaf": "gave", "braaf": "brave", "doof": "dove", "dwaas": "dwaze", "scheef": "scheve",
	"kras": "krasse", "kuis": "kuise", "laf": "laffe", "dof": "doffe", "straf": "straffe", "tof": "toffe", "cool": "coole", "volwassen": "volwassene"}

// dropComparison cuts the steps of comparison of adjectives that show by their
// ending: duidelijker, zichtbaarste, creatiever, nerveuzer, relevanter.
func dropComparison(w string) string {
	if len(w) < 7 {
		return w
	}
	for _, end := range []string{"ste", "st"} {
		base, ok := strings.CutSuffix(w, end)
		switch {
		case !ok:
		case syllables(base) > 1 && hasAny(base, adjectiveEnds...) && !hasAny(base, "dien", "ewen"):
			return base
		case syllables(base) > 1 && strings.HasSuffix(base, "eu"): // serieust
			return base + "s"
		}
	}
	for _, end := range []string{"ere", "er"} {
		if base, ok := strings.CutSuffix(w, end); ok {
			return comparative(w, base)
		}
	}
	return w
}

// adjectiveEnds are the ends of adjectives before -st.
var adjectiveEnds = []string{"lijk", "rijk", "baar", "isch", "zaam", "ig", "ief", "aal", "eel", "ant", "ent", "iek", "loos", "vol", "end", "iem", "eem", "air", "gd", "fd", "wd"}

// comparative is the adjective of a word on -er or -ere whose base looks like
// one, and else the word: nouns end in -er as well.
func comparative(w, base string) string {
	n := len(base)
	if syllables(base) < 2 || hasAny(base, keepsER...) {
		return w
	}
	switch {
	case hasAny(base, "baard", "aird"): // zichtbaarder
		return base[:n-1]
	case hasAny(base, "gd", "fd", "wd", "lijk", "rijk", "isch", "chtig", "tiek", "triek", "fiek", "niek", "liek"):
		return base
	case hasAny(base, "end"):
		if !hasAny(base, "zend", "kalend", "schend", "blend", "vriend", "gend", "diend") || hasAny(base, "volgend", "liggend", "zorgend", "tuigend") {
			return base
		}
	case hasAny(base, "ig"):
		if !hasAnyPrefix(base, "be", "ver", "ont", "her") {
			return base
		}
	case hasAny(base, "ant", "ent"):
		if !hasAny(base, "cent", "present", "plant", "want", "segment", "klant") || hasAny(base, "recent", "docent") {
			return base
		}
	case hasAny(base, "tiev", "siev"):
		return base[:n-1] + "f"
	case hasAny(base, "euz"):
		return base[:n-1] + "s"
	case hasAny(base, "loz"):
		return base[:n-2] + "oos"
	case hasAny(base, "zam"):
		return base[:n-2] + "aam"
	case hasAny(base, "voll"):
		return base[:n-1]
	case hasAny(base, "ial", "nal", "rmal", "tral", "ural", "otal", "oyal", "utal", "lobal", "rbal", "ical"):
		return base[:n-2] + "aal"
	case hasAny(base, "ieel", "uel", "onel", "inel", "rmel", "turel", "entel", "riel", "tiel", "ciel"):
		return base[:n-2] + "eel"
	case hasAny(base, "niem", "tiem"):
		return base
	case hasAny(base, "xtrem", "upprem"):
		return base[:n-2] + "eem"
	}
	return w
}

// keepsER are ends of nouns without their -er that look like adjectives.
var keepsER = strings.Fields("reinig zuig reizig leenig steenig kruisig willig huldig misdadig krijg dertig twintig tachtig klassiek publiek techniek politiek signal kanal terminal journal arsenal")

// prefixed stems verbs with a prefix that never leaves them by the verb in
// them: verkocht as kopen, beoordeelde as oordelen. Forms that the rules for
// spelling stem as well come out the same.
func prefixed(w string) (string, bool) {
	for _, p := range prefixes {
		rest, ok := strings.CutPrefix(w, p)
		if !ok || len(rest) < 4 && !shortForms[rest] || strings.HasPrefix(rest, "ge") {
			continue
		}
		if s, ok := verbForm(rest); ok && (len(rest) > 4 || p != "be" && p != "er" || shortForms[rest]) {
			return p + s, true
		}
	}
	return "", false
}

var prefixes = []string{"ver", "be", "ont", "her", "mis", "er"}

// dropVerbEnding cuts the endings of verbs that show to be some: georganiseerd,
// gewandeld, werkende, praatte. What it leaves is closed by closeStem.
func dropVerbEnding(w string) (string, bool) {
	n := len(w)
	if n < 5 {
		return "", false
	}
	if n > 6 && hasAny(w, "eerden", "eerde", "eerd", "eert", "erend", "erende", "erenden") && !strings.HasSuffix(w, "weerde") {
		base := w
		if i := strings.LastIndex(w, "erend"); i > 0 {
			base = w[:i+2]
		} else {
			base = w[:strings.LastIndex(w, "eer")+3]
		}
		if strings.HasPrefix(base, "ge") && len(base) > 7 {
			base = base[2:]
		}
		return base, true
	}
	if s, ok := participle(w); ok {
		return s, true
	}
	if s, ok := presentParticiple(w); ok {
		return s, true
	}
	return pastTense(w)
}

// participle is the stem of a weak participle with ge: gewerkt, gefluisterde.
func participle(w string) (string, bool) {
	rest, ok := strings.CutPrefix(w, "ge")
	if !ok || hasAny(w, "heid", "heden") {
		return "", false
	}
	rest = strings.TrimSuffix(rest, "n")
	rest = strings.TrimSuffix(rest, "e")
	n := len(rest)
	if n < 4 || rest[n-1] != 'd' && rest[n-1] != 't' || !hasVowel(rest[:n-1]) || strings.HasSuffix(w, "n") && !strings.HasSuffix(w, "den") && !strings.HasSuffix(w, "ten") {
		return "", false
	}
	if rest[n-1] == rest[n-2] { // samengevatte
		rest = rest[:n-1]
		n--
	}
	for _, noun := range geNouns {
		if strings.HasPrefix(rest, noun) {
			return "", false
		}
	}
	if strings.HasSuffix(w, "e") && isConsonant(rest[n-1]) && isVowel(rest[n-2]) {
		rest = openSyllable(rest) // geprate, gevoede
		n = len(rest)
	}
	if s, ok := verbForm(rest); ok {
		return s, true
	}
	if isVowel(rest[n-2]) && !hasAny(rest, "aaid", "ooid", "oeid", "aait", "ooit") {
		return rest, true // gepraat, geleid
	}
	switch c := rest[n-2]; {
	case rest[n-1] == 'd':
		return rest[:n-1], true
	case c == 'k' || c == 'p' || c == 'f' || c == 's' || c == 'x':
		return rest[:n-1], true
	case c == 'h' && n >= 5 && isVowel(rest[n-4]) && isVowel(rest[n-5]), strings.HasSuffix(rest, "ncht"), strings.HasSuffix(rest, "atcht"):
		return rest[:n-1], true
	}
	return rest, true
}

// presentParticiple is the stem of werkend, werkende and werkenden.
func presentParticiple(w string) (string, bool) {
	base := strings.TrimSuffix(strings.TrimSuffix(w, "n"), "e")
	base, ok := strings.CutSuffix(base, "end")
	n := len(base)
	if !ok || n < 3 || !hasVowel(base) || keepsEnd[base] || hasAny(base, "bek", "week") || base[n-1] == 'b' && isConsonant(base[n-2]) && base[n-2] != 'b' {
		return "", false
	}
	switch last := base[n-1]; {
	case isConsonant(last), last == 'i' && n > 3 && isVowel(base[n-2]) && base[n-2] != 'i':
		if isVowel(last) {
			return base, true
		}
		return openSyllable(base), true
	}
	return "", false
}

var keepsEnd = set("ocht duiz divid att verw gew gez tr leg ell ag leidinggev")

// pastTense is the stem of weak past tenses whose letters show the ending:
// praatte, antwoordden.
func pastTense(w string) (string, bool) {
	base := strings.TrimSuffix(w, "n")
	n := len(base)
	if n < 7 || base[n-1] != 'e' || base[n-2] != base[n-3] || base[n-2] != 't' && base[n-2] != 'd' {
		return "", false
	}
	if isConsonant(base[n-4]) || isVowel(base[n-5]) {
		return base[:n-2], true
	}
	return "", false
}
