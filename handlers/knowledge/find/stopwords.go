package find

import "strings"

func set(list string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(list) {
		out[w] = true
	}
	return out
}

// stopNL and stopEN are words that carry no subject. Question words are among
// them; intent.go looks at those.
var stopNL = set(`de het een en of in op aan van voor met bij naar uit over door om te tot als dat die dit deze daar hier er
is zijn ben bent was waren wordt worden word werd werden geworden heb hebt heeft hebben had hadden gehad kan kun kunt kunnen kon konden
mag mogen mocht moet moeten moest wil wilt willen wilde zal zullen zou zouden ga gaat gaan doe doet doen
ik jij je jou jouw u uw hij zij ze wij we ons onze jullie hun hen haar hem zijn mij me mijn men zich zelf zichzelf
wie wat waar wanneer waarom hoe welk welke waarvoor waarmee waarin waarop waarover waarheen waaraan wiens
niet geen wel ook nog al maar dan dus want omdat zodat toch even eens eigenlijk misschien graag gewoon gewoonlijk soms
alle alles allemaal iets iemand niets niemand ieder iedere elk elke andere ander anders veel meer meest minder weinig
na tegen tussen onder boven zonder sinds tijdens binnen buiten via per toen nu straks weer heel erg zo zeer te
mee af toe terug ja nee hoi hallo hey dag goedemorgen goedemiddag alsjeblieft aub svp bedankt dank
zoal precies dingen ding soort bijvoorbeeld bv enz etc eh uh hè ie ‘t t n s m zn mn ofzo ergens nergens overal
onszelf eerst daarna ervan ervoor erop erin erover eraan daarvan daarvoor hierover hiervoor daarover
hoor nou best wel echt ooit nooit altijd vaak mogelijk alvast gaande zoals indien wegens ofwel noch`)

var stopEN = set(`the a an and or of in on at to for from with by about into over as is are was were be been being am
do does did doing have has had having can could may might must shall should will would
i you he she it we they me him her us them my your his its our their mine yours this that these those there here
who whom whose what which where when why how not no nor only so than then too very just also any some all each every other another
if because while until up down out off again further once more most few own same such s t don dont im ive id ill youre its whats wheres hows theres cant
hi hello hey please thanks thank yes ok okay get got go`)

// amounts ask for a number. Entries seldom have one, so the word weighs against
// an answer instead of meeting any entry that happens to count something.
var amounts = set("hoeveel hoeveelste many much")

// weakNL and weakEN carry little subject: people wrap their question in them. They
// count, but much less than the others.
var weakNL = set(`vind vinden vond gevonden zoek zoeken zoekt gezocht kijk kijken kijkt weet weten weet kent kennen ken
vraag vragen vraagt gevraagd antwoord antwoorden info informatie uitleg hulp help helpen helpt geholpen
terecht krijg krijgen krijgt gekregen nodig handig handige goed goede beste beter leuk leuke makkelijk makkelijke
maak maken maakt gemaakt gebruik gebruiken gebruikt werk werkt werken lees lezen zie zien ziet laat laten
bestaat bestaan staat staan zit zitten heet heten betekent betekenen bedoel bedoeld bedoelen noemt genoemd
zeg zeggen zegt vertel vertellen nieuw nieuwe eigen bepaalde gaat iets doel stuk stukje eens manier manieren zaken zaak
geeft geven geef begin beginnen begint start starten aanpakken pak pakken probeer proberen komt komen kom neem nemen
plek plekje link linkje site website pagina adres mens mensen collega persoon personen nl aanbevolen snel
moeilijk lastig tips tip idee ideeen advies mening keer dagen tijd jaar week maand vandaag nederland nederlands nederlandse engels
onderwerp onderwerpen organisatie organisaties rijk rijksoverheid overheid ministerie ministeries departement departementen
afdeling team dienst directie kunt doet doe lukt loopt ligt volgens rond omtrent betreft betreffende gebied op vlak
past passen hoog hoge laag lage slecht slechte letten let houden houd houdt soorten snelle overzicht lijn alleen zorg zorgen zorgt juist juiste
mogelijkheden mogelijkheid gaan lukken inzetten zetten zet doe doen denken denkt voelt hele hoelang duurt verder zoveel echte klaar allerlei vooral
klopt kloppen merk merken wilde leg leggen legt bespreken oplossen oplossing probleem hoeven hoeft bepalen bepaal bepaalt welkom deel delen
hoort horen stel stellen gesteld bied bieden aangeboden aanbod bestaande actueel actuele huidige laatste recent recente
verschil verschillen tussenin zoiets wegwijs bot chatbot`)

var weakEN = set(`find finding found look looking looks search searching know knowing need needs needed want wants like
help helping helps information info question questions answer answers ask asking tell me explain show use using used make making
good best better new way ways thing things place work works working give gives get getting start starting begin
now well never ever able between instead avoid sure stand act quickly easy easier difficult hard leave leaving without only differently between
think still always really right nice around together let keep put take takes big small long short lot lots much bit kind sort able cannot
happen happens happening matter matters allowed run runs set setting bring care everyone anybody nobody somebody something anything nothing
does mean means called exist exists available provide there page site website link people person someone anyone colleague colleagues
advice tips tip idea ideas time year week month today dutch english netherlands government ministry ministries department departments
organisation organisations organization organizations central please quick quickly easy write see contact turn go come try wegwijs bot`)
