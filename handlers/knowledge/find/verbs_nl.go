package find

import "strings"

// particles of separable verbs, the longest first.
var particles = []string{"achteruit", "achterover", "tentoon", "vooruit", "voorbij", "tegemoet", "bijeen", "overeen", "uiteen", "samen", "schoon", "terug", "tegen", "teleur", "onder", "omhoog", "omlaag", "gereed", "gelijk", "bekend", "binnen", "buiten", "rond", "door", "deel", "over", "voor", "voort", "vast", "mede", "goed", "klaar", "kennis", "plaats", "neer", "stil", "open", "vrij", "weer", "thuis", "langs", "waar", "aan", "bij", "los", "mee", "uit", "toe", "weg", "vol", "na", "af", "in", "om", "op"}

// particleWords are the particles that stand apart from their verb in a
// sentence, as in "hoe meld ik me aan".
var particleWords = set("aan af bij door in mee na om op over rond samen terug toe uit vast voor weg deel")

// verbsNL holds common verbs. Weak verbs stand alone; strong ones carry their
// past singular and participle.
const verbsNL = `
maken
werken
zoeken zocht gezocht
vinden vond gevonden
vragen vroeg gevraagd
geven gaf gaven gegeven
nemen nam namen genomen
komen kwam kwamen gekomen komt
gaan ging gegaan gaat
staan stond gestaan staat
slaan sloeg geslagen slaat
doen deed deden gedaan doet
zien zag zagen gezien ziet
weten wist geweten
leren
delen
sturen
stellen
melden
spreken sprak spraken gesproken
schrijven schreef schreven geschreven
lezen las lazen gelezen
luisteren
helpen hielp geholpen
bellen
mailen
leggen
zetten
houden hield gehouden
brengen bracht gebracht
denken dacht gedacht
kijken keek keken gekeken
kiezen koos kozen gekozen
krijgen kreeg kregen gekregen
blijven bleef bleven gebleven
schuiven schoof schoven geschoven
bieden bood boden geboden
sluiten sloot sloten gesloten
trekken trok getrokken
treffen trof getroffen
lopen liep gelopen
roepen riep geroepen
laten liet gelaten
vallen viel gevallen
hangen hing gehangen
zitten zat zaten gezeten
liggen lag lagen gelegen
dragen droeg gedragen
varen voer gevaren
beginnen begon begonnen
bereiken
betrekken betrok betrokken
binden bond gebonden
verbinden verbond verbonden
bewegen bewoog bewogen
begrijpen begreep begrepen
beschrijven beschreef beschreven
bespreken besprak besproken
besluiten besloot besloten
bezoeken bezocht
bepalen
beheren
bewaren
behandelen
betalen
bedenken bedacht
bedoelen
benaderen
benoemen
bestaan bestond
bestellen
bouwen
controleren
duren
eindigen
gebeuren
gebruiken
gelden gold gegolden
groeien
haken
halen
handelen
hechten
heten
horen
huren
kennen
kosten
koppelen
kopen kocht gekocht
leiden
leven
leveren
meten mat maten gemeten
missen
noemen
nodigen
oefenen
ontbreken ontbrak ontbroken
ontmoeten
ontvangen ontving
ontwerpen ontwierp ontworpen
ontwikkelen
openen
ordenen
organiseren
pakken
passen
peilen
plaatsen
plannen
praten
regelen
reageren
rekenen
richten
schakelen
schatten
scoren
spelen
starten
stemmen
stoppen
steunen
tekenen
tellen
testen
tonen
toetsen
toveren
trainen
uiten
vergaderen
vergelijken vergeleek vergeleken
vermelden
verbeteren
verdelen
verdienen
verhogen
verlopen verliep
verlagen
vermijden vermeed vermeden
vernieuwen
verplichten
verspreiden
versterken
versturen
verstrekken
vertalen
vertellen
vertrouwen
vervangen verving
verwachten
verwerken
verwijzen verwees verwezen
verzamelen
verzenden verzond verzonden
verzorgen
voegen
voelen
voeren
voldoen voldeed voldaan
volgen
voorkomen
vormen
vullen
wachten
wegen woog wogen gewogen
wijzen wees gewezen
wijzigen
winnen won gewonnen
wisselen
zeggen zei zeiden gezegd
zenden zond gezonden
zetten
zorgen
bloggen
vloggen
appen
chatten
filmen
posten
printen
publiceren
raken
staken
stimuleren
ondersteunen
onderzoeken onderzocht
ondernemen
overtuigen
overleggen
adviseren
agenderen
wekken
werven wierf geworven
kloppen
knippen
linken
liken
pauzeren
pitchen
prikkelen
merken
dekken
danken
dienen
duiden
durven
eisen
erkennen
ervaren
inspireren
motiveren
faciliteren
begeleiden
beoordelen
beinvloeden
bundelen
coachen
dalen
enthousiasmeren
maximaliseren
mikken
mogen mocht gemogen
wonen
vormgeven
zwijgen zweeg zwegen gezwegen
schrappen
schetsen
scheiden
schieten schoot geschoten
steken stak gestoken
stijgen steeg gestegen
storen
streven
stroomlijnen
sparen
sporen
roosteren
redigeren
rapporteren
registreren
reserveren
peinzen
opereren
lanceren
kantelen
kleuren
keren
keuren
kampen
jagen
hopen
herhalen
herkennen
hernieuwen
herschrijven herschreef herschreven
gunnen
geloven
dromen
botsen
boeien
boeken
afstemmen
informeren
initieren
waarderen
wensen
warmen
waken
`

// irregularNL lists words the rules do not bring together: first the stem, then
// the forms.
const irregularNL = `
oorlog oorlogen
betrokkene betrokkenen
kantoor kantoren kantoortje kantoortjes
verlof verloven
graaf graven
bad baden
dag dagen dagje dagjes
glas glazen glaasje glaasjes
gat gaten gaatje gaatjes
auto autos autootje autootjes
foto fotos fotootje fotootjes
gedachte gedachten gedachtes
bijlage bijlagen bijlages
doel doelen doeleinden
olie olien
vies vieze viezer viest
vroeg vroege vroeger vroegst vroegste
sociaal sociale socialer
document documenten documentje documentjes
win winnen wint won wonnen gewonnen winnend
woon wonen woont woonde woonden gewoond wonend
leef leven leeft leefde leefden geleefd levend
weg wegen weggetje
verlies verliezen verliest verloor verloren
god goden
slag slagen
spel spellen spelletje spelletjes
schot schoten
hof hoven
hol holen
lot loten
vat vaten
verdrag verdragen
gelid gelederen
kalf kalveren
lam lammeren
rund runderen
gemoed gemoederen
goed goederen
volk volken volkeren
koe koeien
vlo vlooien
zoon zonen zoons
lid leden lidje
krant kranten krantje krantjes
gevaar gevaren
uur uren uurtje
afspraak afspraken
toespraak toespraken
uitspraak uitspraken
stad steden
schip schepen
dag dagen
weg wegen
blad bladen bladeren blaadje blaadjes
dak daken
pad paden
gat gaten
vat vaten
glas glazen
graf graven
slag slagen
god goden
lot loten
slot sloten
gebod geboden
bedrag bedragen
gebrek gebreken
verslag verslagen
gesprek gesprekken
bevel bevelen
gebed gebeden
tred treden
kind kinderen kindje kindjes
ei eieren
goed goede goederen
rund runderen
lied liederen
hof hoven
museum musea museums
datum data datums
medium media mediums
centrum centra centrums
forum fora forums
album albums
visum visa
criterium criteria
politicus politici
technicus technici
musicus musici
medicus medici
academicus academici
criticus critici
koe koeien
vlo vlooien
zee zeeen
thema themas
oog ogen
oor oren
been benen
beleid
gelegenheid gelegenheden
mens mensen
kans kansen
wens wensen
grens grenzen
gids gidsen
fonds fondsen
les lessen lesje
prijs prijzen
reis reizen
huis huizen
kaas kazen
baas bazen
eis eisen
bus bussen
cursus cursussen
campus campussen
status statussen
bonus bonussen
proces processen
succes successen
adres adressen
congres congressen
advies adviezen
paleis paleizen
bewijs bewijzen
basis bases
crisis crises crisissen
nieuws
analyse analyses
these theses
koers koersen
beurs beurzen
kaars kaarsen
pers
vers verse
cijfer cijfers
kaart kaarten kaartje kaartjes
tekst teksten tekstje tekstjes
ambtenaar ambtenaren ambtenaars
leraar leraren leraars
secretaris secretarissen
notaris notarissen
commissaris commissarissen
reden redenen
teken tekens tekenen
examen examens
gegeven gegevens
leven levens
eigen
open opens
keten ketens
wapen wapens
regen
buiten
binnen
samen
tussen
jongen jongens
laken lakens
kussen kussens
wagen wagens
haven havens
keuken keukens
moeder moeders
video videos
foto fotos
agenda agendas
pagina paginas
collega collegas
programma programmas
dilemma dilemmas
schema schemas
opera operas
persona personas
camera cameras
idee ideeen ideetje
vergadering vergaderingen
digitaal digitale
centraal centrale
lokaal lokale
goedkoop goedkope
groot grote groter grootste
hoog hoge hoger hoogste
laag lage lager laagste
breed brede breder
goed beter best beste
veel vele meer meest meeste
klein kleine kleiner kleinste
nieuw nieuwe nieuwer nieuwste
lang lange langer langste
kort korte korter kortste
snel snelle sneller snelst
makkelijk makkelijke makkelijker
duidelijk duidelijke duidelijker
eenvoudig eenvoudige eenvoudiger
belangrijk belangrijke belangrijker belangrijkste
leuk leuke leuker leukste
inclusief inclusieve inclusiever
dier dieren
manier manieren
papier papieren papiertje
officier officieren
plezier
getal getallen
metaal metalen
signaal signalen
kanaal kanalen
verhaal verhalen verhaaltje
taal talen
zaal zalen
school scholen
directeur directeuren directeurs
wet wetten
mkb
post posten posts
app apps appje
blog blogs
vlog vlogs
poll polls
tool tools
team teams
mail mails mailtje mailtjes
email emails
chat chats
link links
tip tips
flyer flyers
banner banners
folder folders
poster posters
scherm schermen
plan plannen plannetje
man mannen mannetje
kop koppen
top toppen
groep groepen groepje groepjes
stap stappen
enquete enquetes
campagne campagnes
ruimte ruimtes ruimten
methode methodes methoden
functie functies
route routes
dienst diensten
kunst kunsten
`

// irregularTails are irregular plurals that also end compounds.
var irregularTails = [][2]string{
	{"leden", "lid"},
	{"bladen", "blad"},
	{"verslagen", "verslag"},
	{"gesprekken", "gesprek"},
	{"steden", "stad"},
	{"dagen", "dag"},
	{"media", "medium"},
	{"centra", "centrum"},
	{"kanalen", "kanaal"},
	{"kaarten", "kaart"},
	{"kaartje", "kaart"},
	{"teksten", "tekst"},
	{"prijzen", "prijs"},
	{"processen", "proces"},
	{"congressen", "congres"},
	{"adressen", "adres"},
	{"adviezen", "advies"},
	{"cursussen", "cursus"},
	{"lessen", "les"},
	{"data", "datum"},
	{"kinderen", "kind"},
	{"gidsen", "gids"},
	{"fondsen", "fonds"},
	{"kansen", "kans"},
	{"wensen", "wens"},
	{"mensen", "mens"},
	{"eisen", "eis"},
	{"huizen", "huis"},
	{"reizen", "reis"},
	{"ambtenaren", "ambtenaar"},
	{"gegevens", "gegeven"},
	{"redenen", "reden"},
	{"wegen", "weg"},
	{"apps", "app"},
	{"tools", "tool"},
	{"bewijzen", "bewijs"},
	{"diensten", "dienst"},
}

// keepsEN are words on -en that are no plural and no verb.
var keepsEN = set("alleen andersen bovendien buiten binnen boven beneden eigen even gisteren heden hebben indien misschien morgen open oosten westen noorden zuiden reden regen samen tussen toen tegen verleden voldoen zeven zien tien zijn havermouten corridoren tevreden onderen overigen ieder verschillen")

// keepsS are words on -s that are no plural.
var keepsS = set(`als afwijs altijds anders campus canvas chaos data dus eens elders even hoofds iets ijs kers las less lens los niets ons pas
pers plus precies puls reeds slechts sinds soms steeds trots vaags vers was wijs zes zoals zus mos bos ros atlas virus versus ambras
census fries kies poos sms mms hrs rvs ibs els hars intensiefs overleg's rups gips chips heks boks reeks seks mops lus links rechts
gans nors melaats kroes bries roes poes does hals vals bals wals pils kaars laars baars paars koers mars pers vers kers doorgaans ondanks onlangs langs straks nogmaals meermaals vanouds tevergeefs volgens trouwens tegens minstens hoogstens wegens jegens
telkens tenslotte immers tijdens boers winters steeds intens immens koets muts divers forens kwarts laks sjans wodans fluks niks alias
pyjamas ananas pancras bordes proces succes expres exces congres abces adres bes mes les fles tres recces vies lies bies`)

// keepsSTail are ends of words, of compounds too, whose s is their own.
var keepsSTail = strings.Fields(`kompas nieuws gids fonds kans wens dans glans krans trans spons brons prins tlens rmens mmens dmens frans grens
hals lvals pols puls dwars koers schors fors korps corps concours parcours discours stuurs eclips gewas moeras reeks vlies
fiets toets schets plaats schaats flits spits splits klets rits bits rots knots trots poets kwets koorts toorts loods
sarts narts darts waarts rwets lijks iaans lands tijds dijks gronds elings maats eeuws daags dags gaats tants loers steeds cijns
gras jas kgas lgas dgas sgas kas terras matras klas glas ugtas hooltas fles akmes chtmes ipmes kmes jles ngeres steres lares nares
nbos tbos dbos sbos bos spas proces succes adres congres advies bewijs prijs huis reis cursus status basis crisis beurs thuis
dmars nmars smars onderwijs eis ss us is verlies`)

// strongVerbsNL are the other strong and irregular verbs, in the notation of
// verbsNL.
const strongVerbsNL = `
bedriegen bedroog bedrogen
bergen borg geborgen
vriezen vroor vroren gevroren
blazen blies bliezen geblazen
blinken blonk geblonken
braden braadde gebraden
delven dolf gedolven
druipen droop dropen gedropen
gelijken geleek geleken
glimmen glom geglommen
heten heette geheten
kluiven kloof kloven gekloven
knijpen kneep knepen geknepen
malen maalde gemalen
melken molk gemolken
mijden meed meden gemeden
pluizen ploos plozen geplozen
rijzen rees rezen gerezen
rijgen reeg regen geregen
schenden schond geschonden
scheren schoor schoren geschoren
schrijden schreed schreden geschreden
sluipen sloop slopen geslopen
smijten smeet smeten gesmeten
snuiten snoot snoten gesnoten
spinnen spon gesponnen
spijten speet gespeten
splijten spleet spleten gespleten
stinken stonk gestonken
stoten stootte gestoten
stuiven stoof stoven gestoven
vlechten vlocht gevlochten
vreten vrat vraten gevreten
weven weefde geweven
wringen wrong gewrongen
wrijven wreef wreven gewreven
zuipen zoop zopen gezopen
zwellen zwol gezwollen
zwerven zwierf zwierven gezworven
bezwijken bezweek bezweken
verraden verraadde
werven wierf wierven geworven
worden werd geworden
dragen droeg gedragen
scheiden scheidde gescheiden
laden laadde geladen
ervaren ervoer ervoeren
vergaan verging vergaat
begaan beging begaat
ontgaan ontging ontgaat
ondergaan onderging ondergaat
vergelden vergold vergolden
bezinnen bezon bezonnen
verslinden verslond verslonden
`

// weakVerbsNL are weak verbs whose endings do not show by themselves: kent is
// of kennen, but kant is a noun.
const weakVerbsNL = `
kennen rennen wennen mennen bannen scannen plannen pinnen runnen gunnen pennen printen sprinten planten
bellen tellen stellen vellen spellen snellen vullen gillen rillen tillen villen schillen rollen hollen grollen dollen stollen knallen
scrollen shellen krullen drillen grillen chillen verschillen spillen kwellen hellen prullen mallen
morsen spietsen bootsen loodsen ketsen neuzen dissen pellen keilen toasten sparren sarren morren snorren knorren porren starren warren dorren starten sporten storten korten
passen missen wissen kussen blussen sussen lossen crossen klussen persen torsen schorsen dansen wensen grenzen eisen leasen
vrezen razen grazen kruisen ruisen suizen pozen krijsen fietsen kletsen poetsen schetsen plaatsen toetsen botsen flitsen schaatsen
spitsen splitsen kwetsen ritsen testen posten kosten rusten roosten roesten hoesten troosten lusten gisten vasten tasten lasten
proesten pesten resten toosten haasten slissen lozen
remmen stemmen kammen dimmen grommen temmen
raden redden wedden voeden hoeden woeden broeden spoeden bloeden leiden weiden spreiden kleden smeden ronden branden landen
wenden randen melden beelden dulden antwoorden verwoorden vermoorden verbazen verfraaien duiden luiden
kruiden schudden aanvaarden
praten haten baten skaten daten zetten letten wetten spetten pletten spotten schatten vatten spitten splitten putten groeten boeten
wroeten stuiten uiten meten wachten achten richten lichten slachten zuchten luchten vluchten hechten trachten pachten
smachten huisvesten proosten juichen kuchen pochen
openen tekenen rekenen oefenen ordenen regenen zegenen wapenen
loggen lunchen checken hacken taggen streamen liken faxen mixen boxen coachen appen vloggen bloggen chatten updaten uploaden downloaden
leggen vloggen krabben schrobben tobben dubben eggen
lukken drukken plukken rukken hakken pakken plakken tikken klikken knikken mikken prikken slikken stikken wikken dekken
lekken rekken wekken likken lokken schokken stokken mokken stoppen kloppen schoppen poppen happen stappen trappen klappen snappen
kappen lappen tappen knippen wippen tippen dippen strippen
maken raken staken waken braken kraken smaken haken koken roken stoken poken boeken kweken smeken preken
werken merken sterken harken pronken ronken danken linken
hopen slopen dopen stropen knopen gapen schrapen kapen snoepen poepen toepen
leven beven streven zweven kleven beleven loven roven stoven proeven schroeven toeven durven erven kerven verven
halen dalen malen falen stralen betalen spelen delen schelen strelen vervelen voelen koelen woelen bedoelen
huilen schuilen ruilen pruilen peilen zeilen feilen
lenen menen dienen wonen tonen lonen kronen honen leunen steunen kreunen deunen trainen kwijnen
leren keren weren eren teren smeren scheren scoren boren horen storen sporen huren sturen duren schuren vuren turen gluren
kleuren keuren geuren sleuren scheuren zeuren treuren vieren tieren gieren sieren stieren zwieren voeren roeren loeren boeren
noemen roemen dromen romen temen claimen schuimen ruimen lijmen rijmen
bouwen trouwen rouwen vouwen sjouwen brouwen duwen stuwen huwen schreeuwen spuwen kauwen
draaien waaien zaaien naaien maaien kraaien aaien gooien dooien tooien plooien rooien strooien looien groeien bloeien boeien
gloeien loeien roeien snoeien stoeien vloeien knoeien sproeien
vragen klagen jagen slagen wagen plagen vegen voegen zwoegen ploegen volgen zorgen borgen vergen
eigenen mengen zengen
wandelen handelen wisselen
`
