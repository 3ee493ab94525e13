package find

// particles of separable verbs, the longest first.
var particles = []string{"achterover", "samen", "terug", "tegen", "onder", "rond", "door", "deel", "over", "voor", "vast", "mede", "goed", "klaar", "kennis", "plaats", "aan", "bij", "los", "mee", "uit", "toe", "weg", "na", "af", "in", "om", "op"}

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
var keepsS = set("als advies afwijs altijds anders bals basis beurs bewijs bonus bus cadeaus campus canvas chaos corps cursus dans data dus eens eis elders even fonds gans gas gids glas grens hoofds huis iets ijs kaas kans kas kers koers kompas kroes lens les links los mars mens minstens muis naas nieuws niets ons onderwijs paleis pas pers plus prijs precies proces puls rechts reeds reis rijks roos saus slechts sinds soms steeds stress status succes thuis toets trots tijdens vaags vas verlies vers vlees vrees was wens wijs zes zoals zeis zus mos bos ros atlas radius virus consensus versus ambras census fries kies poos adres congres proces expres exces kaars koets muts rits schets plaats fiets iets niets spits flits toets klets kwets rots trots arts koorts ernst sms mms hrs rvs ibs intens immens pols hals vals puls els mijns zijns hars mars dwars pers vers beurs kers intensiefs overleg's")

// keepsSTail are endings of compounds whose s belongs to the word.
var keepsSTail = []string{"kompas", "nieuws", "gids", "fonds", "kans", "wens", "mens", "grens", "proces", "succes", "adres", "congres", "advies", "bewijs", "prijs", "huis", "reis", "cursus", "status", "basis", "crisis", "toets", "schets", "plaats", "koers", "beurs", "thuis", "onderwijs", "eis", "ss", "us", "is", "ics"}
