package agenda

import "wegwijs/bot"

// Names of notices about seats.
const (
	noticeVacant = "vacant"
	noticeSeated = "seated"
)

var (
	usageSeats      = bot.Phrase{NL: "leden", EN: "members"}
	helpSeats       = bot.Phrase{NL: "laat zien wie er in zitten", EN: "shows who sits in it"}
	usageSeatChange = bot.Phrase{NL: "leden wijzig", EN: "members change"}
	helpSeatChange  = bot.Phrase{NL: "wijzigt een lid of vervanger, voor beheerders", EN: "changes a member or deputy, for administrators"}

	textSeatsOf         = bot.Phrase{NL: "{committee}: de leden", EN: "{committee}: the members"}
	textDepartment      = bot.Phrase{NL: "Departement", EN: "Department"}
	textMember          = bot.Phrase{NL: "Lid", EN: "Member"}
	textDeputy          = bot.Phrase{NL: "Vervanger", EN: "Deputy"}
	textVacant          = bot.Phrase{NL: "vacant", EN: "vacant"}
	textUntil           = bot.Phrase{NL: "{name} (t/m {day})", EN: "{name} (until {day})"}
	textSecretary       = bot.Phrase{NL: "Secretaris", EN: "Secretary"}
	textChangeSeat      = bot.Phrase{NL: "Wijzig een lid", EN: "Change a member"}
	textOnlyAdmins      = bot.Phrase{NL: "Alleen een beheerder van Wegwijs kan leden wijzigen.", EN: "Only an administrator of Wegwijs can change members."}
	textOnlyAdminsNamed = bot.Phrase{NL: "Alleen een beheerder van Wegwijs kan leden wijzigen: {admins}.", EN: "Only an administrator of Wegwijs can change members: {admins}."}
	textWhichDepartment = bot.Phrase{NL: "“{typed}” herken ik niet als departement. Typ bijvoorbeeld FIN, of niets: dan kies je uit een lijst.", EN: "I do not know “{typed}” as a department. Type for example FIN, or nothing: then you choose from a list."}
	textSeatTitle       = bot.Phrase{NL: "Lid wijzigen", EN: "Change a member"}
	textSeatIntro       = bot.Phrase{NL: "Dit geldt vanaf de dag die je kiest, en gaat vóór wat in de configuratie staat.", EN: "This holds from the day you choose, and goes before what the configuration says."}
	textNameHelp        = bot.Phrase{NL: "Zoals collega's de naam kennen.", EN: "As colleagues know the name."}
	textAccount         = bot.Phrase{NL: "Account of e-mail", EN: "Account or e-mail"}
	textAccountHelp     = bot.Phrase{NL: "@naam of e-mailadres. Wie hier geen account heeft, krijgt alles per mail via de secretaris.", EN: "@name or e-mail address. Who has no account here gets everything by mail, through the secretary."}
	textDeputyAccount   = bot.Phrase{NL: "Account van vervanger", EN: "Account of deputy"}
	textFromDay         = bot.Phrase{NL: "Vanaf", EN: "From"}
	textUntilDay        = bot.Phrase{NL: "Tot en met", EN: "Until"}
	textNobodyNamed     = bot.Phrase{NL: "“{typed}” vind ik hier niet. Vul het e-mailadres in: dat mag ook als deze persoon hier geen account heeft.", EN: "I cannot find “{typed}” here. Fill in the e-mail address: you can, also if this person has no account here."}
	textNoAccountHere   = bot.Phrase{NL: "{name} heeft hier geen account: wat te doen is gaat via de secretaris.", EN: "{name} has no account here: what is to be done goes through the secretary."}
	textUntilBefore     = bot.Phrase{NL: "Deze dag is vóór de eerste dag.", EN: "This day is before the first day."}
	textSameDeputy      = bot.Phrase{NL: "Lid en vervanger zijn dezelfde. Laat de vervanger leeg of vul een ander in.", EN: "Member and deputy are the same. Leave the deputy empty or fill in somebody else."}
	textSeatKept        = bot.Phrase{NL: "{name} zit er vanaf {from} voor {department}.", EN: "{name} sits for {department} from {from}."}

	textSubjectVacant = bot.Phrase{NL: "{committee}: lege zetels", EN: "{committee}: vacant seats"}
	textVacancies     = bot.Phrase{NL: "{committee}: deze zetels zijn leeg, of binnenkort:", EN: "{committee}: these seats are vacant, or soon will be:"}
	textIsVacant      = bot.Phrase{NL: "{department}: vacant", EN: "{department}: vacant"}
	textEndsOn        = bot.Phrase{NL: "{department}: {name} zit er tot en met {day}", EN: "{department}: {name} sits there until {day}"}
	textVacancyMeans  = bot.Phrase{NL: "Wat uit een departement zonder lid komt, gaat naar jou. Een beheerder vult een lid in met {command}.", EN: "What comes from a department without a member goes to you. An administrator fills in a member with {command}."}
	textSubjectSeated = bot.Phrase{NL: "{committee}: je zit er voor {department}", EN: "{committee}: you sit there for {department}"}
	textSeated        = bot.Phrase{NL: "Je bent vanaf {from} lid voor {department} ({committee}). Vragen en onderwerpen van je collega's komen dan bij jou.", EN: "From {from} you are the member for {department} ({committee}). Questions and topics of your colleagues then come to you."}
	textSeatedDeputy  = bot.Phrase{NL: "Je bent vanaf {from} vervanger voor {department} ({committee}). Is het lid afwezig, of duurt het te lang, dan komen vragen en onderwerpen van je collega's bij jou.", EN: "From {from} you are the deputy for {department} ({committee}). When the member is away, or it takes too long, questions and topics of your colleagues come to you."}
	whyFilled         = bot.Phrase{NL: "Voor {department} is er weer een lid: {name}.", EN: "There is a member for {department} again: {name}."}
	textSeatedHow     = bot.Phrase{NL: "Wat op je wacht zie je met {todo}. Ben je er een tijd niet? Typ {away}.", EN: "{todo} shows what waits for you. Are you away for a while? Type {away}."}
	textWaitsForYou   = bot.Plural{
		One:  bot.Phrase{NL: "Er wacht {n} verzoek op jou.", EN: "{n} request waits for you."},
		Many: bot.Phrase{NL: "Er wachten {n} verzoeken op jou.", EN: "{n} requests wait for you."},
	}

	textSecretaryIs         = bot.Phrase{NL: "Secretaris van {committee}: {name}.", EN: "Secretary of {committee}: {name}."}
	textMeetsOn             = bot.Phrase{NL: "{committee}: de volgende vergadering is op {when}.", EN: "{committee}: the next meeting is on {when}."}
	textMeetsNever          = bot.Phrase{NL: "{committee}: er is nu geen vergadering gepland.", EN: "{committee}: no meeting is planned now."}
	textSendUntil           = bot.Phrase{NL: "Indienen kan tot en met {close}.", EN: "Requests can be sent until {close}."}
	textLastAgenda          = bot.Phrase{NL: "Bekijk de agenda", EN: "See the agenda"}
	textAskMember           = bot.Phrase{NL: "Stel een vraag", EN: "Ask a question"}
	textAskYourMember       = bot.Phrase{NL: "Vraag het je {committee}-lid", EN: "Ask your {committee} member"}
	textAskName             = bot.Phrase{NL: "Vraag het {name}", EN: "Ask {name}"}
	textBringTopic          = bot.Phrase{NL: "Breng een onderwerp in", EN: "Bring a topic"}
	textWhereDoYouWork      = bot.Phrase{NL: "Ik weet nog niet waar je werkt. Typ {command} met je departement of organisatie erachter, dan zeg ik wie je lid is.", EN: "I do not know yet where you work. Type {command} with your department or organisation behind it, and I tell you who your member is."}
	textSeeSeats            = bot.Phrase{NL: "Alle leden zie je met {command}.", EN: "{command} shows all members."}
	textYouWorkAt           = bot.Phrase{NL: "Jij werkt bij {where}, dus je {committee}-lid is dat van {department}: {name}.", EN: "You work at {where}, so your {committee} member is that of {department}: {name}."}
	textYouWorkAtVacant     = bot.Phrase{NL: "Jij werkt bij {where}, dus je {committee}-lid is dat van {department}. Die zetel is nu vacant; wat je vraagt gaat naar de secretaris.", EN: "You work at {where}, so your {committee} member is that of {department}. That seat is vacant now; what you ask goes to the secretary."}
	textForDepartment       = bot.Phrase{NL: "Voor {where} is dat het {committee}-lid van {department}: {name}.", EN: "For {where} that is the {committee} member of {department}: {name}."}
	textForDepartmentVacant = bot.Phrase{NL: "Voor {where} is dat het {committee}-lid van {department}. Die zetel is nu vacant; vragen gaan naar de secretaris.", EN: "For {where} that is the {committee} member of {department}. That seat is vacant now; questions go to the secretary."}
	textChairIs             = bot.Phrase{NL: "Voorzitter van {committee}: {name}.", EN: "Chair of {committee}: {name}."}
	textYouWorkAtNoSeat     = bot.Phrase{NL: "Jij werkt bij {where}. {department} heeft geen zetel in dit overleg ({committee}).", EN: "You work at {where}. {department} has no seat in this committee ({committee})."}
	textForDepartmentNoSeat = bot.Phrase{NL: "{where} ({department}) heeft geen zetel in dit overleg ({committee}).", EN: "{where} ({department}) has no seat in this committee ({committee})."}
	textWithDeputy          = bot.Phrase{NL: " Vervanger: {name}.", EN: " Deputy: {name}."}

	usageHelp    = bot.Phrase{NL: "help", EN: "help"}
	helpHelp     = bot.Phrase{NL: "laat alles zien wat je hier kunt typen, ook als lid of secretaris", EN: "shows all you can type here, also as a member or secretary"}
	textUnknown  = bot.Phrase{NL: "“{typed}” begrijp ik niet. Na {command} kun je dit typen:", EN: "I do not understand “{typed}”. After {command} you can type this:"}
	textHelpOf   = bot.Phrase{NL: "{committee}: dit kun je typen.", EN: "{committee}: this is what you can type."}
	textMenuMore = bot.Phrase{NL: "Alles wat je kunt typen zie je met {help}.", EN: "{help} shows all you can type."}
	textToTodo   = bot.Phrase{NL: "Bekijk wat er wacht", EN: "See what waits"}
	textToMine   = bot.Phrase{NL: "Mijn inbreng ({n})", EN: "What I brought ({n})"}

	storedDraft  = bot.Phrase{NL: "Wat je begint en niet verstuurt: 30 dagen, alleen jij ziet het.", EN: "What you begin and do not send: 30 days, only you see it."}
	storedItem   = bot.Phrase{NL: "Wat je verstuurt: wat je schreef, je naam, je departement, en elke stap daarna met wie, wanneer en waarom.", EN: "What you send: what you wrote, your name, your department, and every step after it with who, when and why."}
	storedWho    = bot.Phrase{NL: "Dat zien jijzelf, het lid en de vervanger van je departement, de secretaris en de voorzitter. Wat op de agenda komt zien alle leden, en zonder jouw naam iedereen, behalve wat alleen voor leden is.", EN: "You see that, the member and deputy of your department, the secretary and the chair. What comes on the agenda all members see, and without your name everybody, but for what is for members only."}
	storedSeat   = bot.Phrase{NL: "Je departement, als je dat zelf koos; en voor leden wanneer ze afwezig zijn.", EN: "Your department, if you chose it; and for members when they are away."}
	storedRecord = bot.Phrase{NL: "Verstuurde verzoeken, agenda's, besluiten en adviezen horen bij het archief van het overleg. Niemand kan ze wissen; ze gaan pas weg nadat de secretaris ze heeft gearchiveerd.", EN: "Requests that were sent, agendas, decisions and advice belong to the archive of the committee. Nobody can erase them; they go only after the secretary archived them."}

	mineItem       = bot.Phrase{NL: "Je bracht in: {number} “{topic}” ({state}).", EN: "You brought: {number} “{topic}” ({state})."}
	mineDrafts     = bot.Plural{One: bot.Phrase{NL: "Je hebt {n} concept.", EN: "You have {n} draft."}, Many: bot.Phrase{NL: "Je hebt {n} concepten.", EN: "You have {n} drafts."}}
	mineJoined     = bot.Plural{One: bot.Phrase{NL: "Je sloot je aan bij {n} verzoek van een ander.", EN: "You joined {n} request of somebody else."}, Many: bot.Phrase{NL: "Je sloot je aan bij {n} verzoeken van anderen.", EN: "You joined {n} requests of others."}}
	mineDepartment = bot.Phrase{NL: "Je koos als departement: {department}.", EN: "You chose as your department: {department}."}
	mineSeat       = bot.Phrase{NL: "{committee}: je zit er voor {department}.", EN: "{committee}: you sit there for {department}."}
	erasedDrafts   = bot.Plural{One: bot.Phrase{NL: "{n} concept", EN: "{n} draft"}, Many: bot.Phrase{NL: "{n} concepten", EN: "{n} drafts"}}

	erasedDepartment = bot.Phrase{NL: "het departement dat je koos", EN: "the department you chose"}
	keptRecords      = bot.Plural{
		One:  bot.Phrase{NL: "{n} verzoek dat je verstuurde: het hoort bij het archief van het overleg (Archiefwet). Vraag de secretaris als er iets in staat dat er niet in hoort.", EN: "{n} request that you sent: it belongs to the archive of the committee (the Dutch archives act). Ask the secretary if something is in it that should not be."},
		Many: bot.Phrase{NL: "{n} verzoeken die je verstuurde: ze horen bij het archief van het overleg (Archiefwet). Vraag de secretaris als er iets in staat dat er niet in hoort.", EN: "{n} requests that you sent: they belong to the archive of the committee (the Dutch archives act). Ask the secretary if something is in them that should not be."},
	}
)
