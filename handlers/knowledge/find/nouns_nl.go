package find

import "strings"

// shortPluralsNL are nouns with a short vowel in the singular and a long one in
// the plural, nouns on -eren, and other nouns whose plural follows no rule: the
// stem, then the forms. Where a verb has the same form, the noun is meant.
const shortPluralsNL = `
dak daken
pad paden
gat gaten
oog ogen oogje oogjes
lamp lampen
mat matten
maat maten maatje
stal stallen
staal stalen
bond bonden
steeg stegen
week weken
boot boten
bad baden
omweg omwegen
uitweg uitwegen
snelweg snelwegen
spoorweg spoorwegen
hertog hertogen
bedrag bedragen
gedrag gedragen gedraagt gedroeg gedroegen gedragingen
tred treden
staf staven
genot genietingen
been beenderen
hoen hoenderen hoenders
rad raderen
lam lammeren lammetje
smid smeden
vlo vlooien vlootje
koe koeien koetje
catalogus catalogi
alumnus alumni
stimulus stimuli
modus modi
museum musea
aquarium aquaria
spectrum spectra spectrums
referendum referenda referendums
memorandum memoranda
maximum maxima
minimum minima
optimum optima
quantum quanta
forum fora forums
visum visa
lemma lemmata
examen examina
tempo tempi
saldo saldi
index indices indexen
matrix matrices
appendix appendices
codex codices
basis bases
crisis crises
thesis theses
hypothese hypothesen hypotheses
cafe cafes cafeetje
menu menus menuutje
accu accus accuutje
paraplu paraplus
taxi taxis taxietje
ski skis skietje
kiwi kiwis
euro eurootje euros
cadeau cadeaux
niveau niveaux
mist mistte
molen molens molentje
school scholen schooltje
kust kusten
geacht geachte
uitdaag uitdagen uitdaagt uitdaagde uitdaagden uitgedaagd uitdagend uitdagende
dorst
naam namen naampje
zone zones
aarde
verband verbanden
verstand
bestand bestanden bestandje
plafond plafonds
app apps appje appen appt appte appten geappt
tv tvs
opname opnames opnamen
deelname deelnames
toename toenames toenamen
afname afnames afnamen
inname innames innamen
aanname aannames aannamen
overname overnames overnamen
uitgave uitgaven uitgaves
opgave opgaven opgaves
bijdrage bijdragen bijdrages
weergave weergaven weergaves
aangifte aangiftes aangiften
`

// nounTails are plurals that also end compounds, and are never a verb there.
var nounTails = [][2]string{
	{"aanslagen", "aanslag"},
	{"toeslagen", "toeslag"},
	{"uitslagen", "uitslag"},
	{"opslagen", "opslag"},
	{"omslagen", "omslag"},
	{"afslagen", "afslag"},
	{"inslagen", "inslag"},
	{"doorslagen", "doorslag"},
	{"lieden", "man"},
	{"goederen", "goed"},
	{"liederen", "lied"},
	{"bladeren", "blad"},
	{"raderen", "rad"},
	{"kalveren", "kalf"},
	{"runderen", "rund"},
	{"lammeren", "lam"},
	{"gemoederen", "gemoed"},
	{"volkeren", "volk"},
	{"beenderen", "been"},
	{"kleden", "kleed"},
	{"daken", "dak"},
	{"paden", "pad"},
	{"gaten", "gat"},
	{"glazen", "glas"},
	{"vaten", "vat"},
	{"schepen", "schip"},
	{"oorlogen", "oorlog"},
	{"spectra", "spectrum"},
	{"cycli", "cyclus"},
	{"logi", "logus"},
	{"quota", "quotum"},
	{"visa", "visum"},
	{"biotica", "bioticum"},
	{"lycea", "lyceum"},
	{"scholen", "school"},
}

// qualities are nouns on -te, from adjectives and otherwise.
var qualities = strings.Fields(`hoogte laagte diepte breedte dikte ziekte leegte warmte ruimte droogte engte sterkte zwakte
stilte koelte gewoonte gemeente geboorte gedeelte gedachte schaarste verte hitte grootte zwaarte begeerte behoefte groente
vlakte kalmte beroerte gesteente gebeente gestalte gehalte gebergte gevaarte`)

// geNouns are the letters after ge- of nouns and adjectives that look like
// participles: gebied, gezichten, gemeenteraad.
var geNouns = strings.Fields(`bied luid moed bed duld zond wicht zicht recht dicht slacht vecht weld bergt halt stalt lid bit bod
vest schut waad laat rucht drocht hucht wricht zant schrift steent beent daant boort woont meent hemelt heim drag bruiks
voels heugen zins ld nera neti ogra olo rman stich liefd middeld lijkheid tijd beurt niet rei lijk sprek zel vaart won mak`)

// keepsDT are ends of words whose d or t is their own, though it looks like the
// ending of a verb.
var keepsDT = strings.Fields(`deugd jeugd maagd vreugd voogd smaragd markt hoofd liefd vijfd elfd hemd vreemd
beeld naald weeld wereld lveld tveld sveld dveld nveld kveld gveld held lgeld sgeld kgeld tgeld dgeld pgeld geweld maand vriend ient gemeent groent
woord moord noord koord boord paard baard haard waard zwaard gaard kaart taart staart vaart maart waart
buurt beurt soort poort koort geboort honderd mosterd lieverd expert concert dessert zuid`)

var ownDT = set("uiteind weekeind point joint court count speld scheld")
