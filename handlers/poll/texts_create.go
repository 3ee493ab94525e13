package poll

import "wegwijs/bot"

// What is said while a poll is made.
var (
	usageMake     = bot.Phrase{NL: "“vraag” “antwoord” “antwoord”", EN: "“question” “answer” “answer”"}
	helpMake      = bot.Phrase{NL: "maakt een peiling; alleen het commando opent het formulier", EN: "makes a poll; the command alone opens the form"}
	usageTemplate = bot.Phrase{NL: "sjabloon", EN: "template"}
	helpTemplate  = bot.Phrase{NL: "begint met een peiling die al klaarligt", EN: "starts with a poll that is ready"}
	usageDraft    = bot.Phrase{NL: "concept", EN: "draft"}
	helpDraft     = bot.Phrase{NL: "gaat verder met een peiling die nog niet geplaatst is", EN: "goes on with a poll that is not posted yet"}

	helpLines = bot.Phrase{NL: "Een peiling in één regel:", EN: "A poll in one line:"}
	helpLine1 = bot.Phrase{NL: "“Werk je vandaag op kantoor?”", EN: "“Are you in the office today?”"}
	helpLine2 = bot.Phrase{NL: "“Wat eten we?” “Soep” “Brood” --met-naam --tot 12:00", EN: "“What is for lunch?” “Soup” “Bread” --named --until 12:00"}
	helpLine3 = bot.Phrase{NL: "“Hoe duidelijk is de planning?” --schaal 1-5 --tot vrijdag", EN: "“How clear is the planning?” --scale 1-5 --until friday"}
	helpAlso  = bot.Phrase{NL: "Dit kun je ook typen:", EN: "You can also type:"}
	helpForm  = bot.Phrase{NL: "Alleen {command} opent het formulier.", EN: "{command} alone opens the form."}

	// Who may.
	whoAdvisers = bot.Phrase{
		NL: "Peilingen worden gemaakt door communicatieadviseurs. Vraag het aan de communicatieadviseur van je organisatie: die kan de peiling voor je plaatsen.",
		EN: "Polls are made by communication advisers. Ask the communication adviser of your organisation: they can post the poll for you.",
	}
	whoKeepers = bot.Phrase{
		NL: "Peilingen worden gemaakt door communicatieadviseurs, en door de beheerder van een kanaal voor dat kanaal. Vraag het aan een van hen: die kan de peiling voor je plaatsen.",
		EN: "Polls are made by communication advisers, and for a channel by its administrator. Ask one of them: they can post the poll for you.",
	}
	whoNoGuests = bot.Phrase{
		NL: "Als gast kun je geen peiling maken. Vraag het aan de communicatieadviseur van deze organisatie: die kan de peiling voor je plaatsen.",
		EN: "As a guest you cannot make a poll. Ask the communication adviser of this organisation: they can post the poll for you.",
	}
	whoYouTyped = bot.Phrase{NL: " Dit typte je: ", EN: " This is what you typed: "}
	whoNotHere  = bot.Phrase{
		NL: "Je bent geen beheerder van {channel}. Voor dat kanaal kan een communicatieadviseur de peiling plaatsen.",
		EN: "You are not an administrator of {channel}. A communication adviser can post the poll in that channel.",
	}
	whoNoENPS = bot.Phrase{
		NL: "De eNPS-vraag is voor communicatieadviseurs: die weten hoe je zo'n score uitlegt. Kies een ander type, of vraag een adviseur.",
		EN: "The eNPS question is for communication advisers: they know how to explain such a score. Choose another type, or ask an adviser.",
	}
	whoNoMood = bot.Phrase{
		NL: "Naar de stemming vragen is voor communicatieadviseurs. Kies een ander type, of vraag een adviseur.",
		EN: "Asking for the mood is for communication advisers. Choose another type, or ask an adviser.",
	}
	whoNoOpen = bot.Phrase{
		NL: "Een open vraag met naam is voor communicatieadviseurs. Kies zonder naam, of vraag een adviseur.",
		EN: "An open question with names is for communication advisers. Choose without names, or ask an adviser.",
	}
	whoPurpose  = bot.Phrase{NL: "het doel", EN: "the purpose"}
	whoBasis    = bot.Phrase{NL: "de wettelijke grondslag", EN: "the legal ground"}
	whoOperator = bot.Phrase{NL: "de beheerder van Wegwijs", EN: "the administrator of Wegwijs"}
	whoOff      = bot.Phrase{
		NL: "Peilingen staan hier nog uit. Je concept is bewaard. In de instellingen ontbreekt: {missing}. Wie ze kan aanzetten: {who}.",
		EN: "Polls are still switched off here. Your draft is kept. Missing in the settings: {missing}. Who can switch them on: {who}.",
	}

	// Drafts.
	draftPlaced = bot.Phrase{NL: "Deze peiling is al geplaatst. Er is niets veranderd.", EN: "This poll was posted already. Nothing was changed."}
	draftThrown = bot.Phrase{NL: "Weggegooid. Er is niets geplaatst.", EN: "Thrown away. Nothing was posted."}
	draftNone   = bot.Phrase{NL: "Je hebt geen concept. Met {command} begin je een peiling.", EN: "You have no draft. With {command} you start a poll."}
	draftOthers = bot.Phrase{NL: "Ander concept", EN: "Another draft"}

	// The form.
	formTitle        = bot.Phrase{NL: "Peiling", EN: "Poll"}
	formSubmit       = bot.Phrase{NL: "Bekijk", EN: "Preview"}
	formDoubts       = bot.Phrase{NL: "Nog niet alles is duidelijk; wat je typte is bewaard.", EN: "Not everything is clear yet; what you typed is kept."}
	formQuestion     = bot.Phrase{NL: "Vraag", EN: "Question"}
	formQuestionHelp = bot.Phrase{NL: "Ten hoogste 300 tekens. Vraag één ding tegelijk. Bij een sjabloon blijft dit leeg.", EN: "At most 300 characters. Ask one thing at a time. With a template, leave this empty."}
	formFirst        = bot.Phrase{NL: "Dit is de eerste vraag. De andere ({n}) staan onder Meer.", EN: "This is the first question. The others ({n}) are under More."}
	formKindLabel    = bot.Phrase{NL: "Type", EN: "Type"}
	formTemplate     = bot.Phrase{NL: "Sjabloon: {title}", EN: "Template: {title}"}
	formOptions      = bot.Phrase{NL: "Antwoorden", EN: "Answers"}
	formOptionsHelp  = bot.Phrase{NL: "Eén per regel, 2 tot 20, elk ten hoogste 75 tekens. Leeg bij ja of nee, een schaal, stemming, open vraag of sjabloon.", EN: "One per line, 2 to 20, each at most 75 characters. Empty for yes or no, a scale, mood, open question or template."}
	formMode         = bot.Phrase{NL: "Met of zonder naam", EN: "With or without names"}
	formModeHelp     = bot.Phrase{NL: "Zonder naam: na sluiting alleen totalen. Definitief: ook niet meer te wijzigen. Met naam: iedereen kan zien wie wat koos.", EN: "Without: only totals after closing. Final: cannot be changed either. With names: everybody can see who chose what."}
	modeUnnamed      = bot.Phrase{NL: "Zonder naam", EN: "Without names"}
	modeFinal        = bot.Phrase{NL: "Zonder naam, definitief", EN: "Without names, final"}
	modeNamed        = bot.Phrase{NL: "Met naam", EN: "With names"}
	formCloses       = bot.Phrase{NL: "Open tot", EN: "Open until"}
	formClosesHelp   = bot.Phrase{NL: "Bijvoorbeeld 17:00, 2d, vrijdag 17:00 of 2026-12-01 12:00. Leeg: 7 dagen.", EN: "For example 17:00, 2d, friday 17:00 or 2026-12-01 12:00. Empty: 7 days."}
	formChannels     = bot.Phrase{NL: "Kanalen", EN: "Channels"}
	formChannelsHelp = bot.Phrase{NL: "Waar je het vraagt, met een komma ertussen: {example}. Je moet er zelf in zitten.", EN: "Where you ask, with a comma in between: {example}. You must be in them yourself."}

	formNoChannel     = bot.Phrase{NL: "Noem ten minste één kanaal, bijvoorbeeld {example}.", EN: "Name at least one channel, for example {example}."}
	formManyChannels  = bot.Phrase{NL: "Dit zijn {n} kanalen. Een peiling gaat naar ten hoogste {max} kanalen.", EN: "These are {n} channels. A poll goes to at most {max} channels."}
	formNoOptions     = bot.Phrase{NL: "Bij dit type horen geen eigen antwoorden. Maak dit leeg, of kies een ander type.", EN: "This type has no answers of your own. Empty this, or choose another type."}
	formTemplateEmpty = bot.Phrase{NL: "Een sjabloon heeft zijn eigen vragen. Maak de vraag en de antwoorden leeg, of kies een ander type.", EN: "A template has its own questions. Empty the question and the answers, or choose another type."}
	typedLong         = bot.Phrase{NL: "Je typte {n} tekens. Een vraag mag er {max} hebben, dus niet alles past in het formulier. Dit typte je:", EN: "You typed {n} characters. A question may have {max}, so not everything fits in the form. This is what you typed:"}

	// When.
	timeShort = bot.Plural{
		One:  bot.Phrase{NL: "De peiling is maar {n} minuut open.", EN: "The poll is open for only {n} minute."},
		Many: bot.Phrase{NL: "De peiling is maar {n} minuten open.", EN: "The poll is open for only {n} minutes."},
	}
	timeWeekend = bot.Phrase{NL: "De peiling sluit in het weekend: {moment}.", EN: "The poll closes in the weekend: {moment}."}
	timeNight   = bot.Phrase{NL: "De peiling sluit buiten werktijd: {moment}.", EN: "The poll closes outside working hours: {moment}."}
	timeWaves   = bot.Phrase{NL: "De volgende ronde begint al op {moment}; dan is deze nog open. Kies een eerder einde.", EN: "The next wave opens on {moment}, when this one is still open. Choose an earlier end."}

	// Where.
	placeUnknown  = bot.Phrase{NL: "Dit kanaal ken ik niet, of je zit er niet in: {channels}. Kijk de naam na.", EN: "I do not know this channel, or you are not in it: {channels}. Check the name."}
	placeArchived = bot.Phrase{NL: "{channel} is gearchiveerd: daar kan niemand meer antwoorden. Haal het kanaal weg.", EN: "{channel} is archived: nobody can answer there any more. Remove the channel."}
	placeInvite   = bot.Phrase{NL: "Wegwijs zit niet in {channel}: typ daar /invite @wegwijs.", EN: "Wegwijs is not in {channel}: type /invite @wegwijs there."}
	placeBusy     = bot.Phrase{NL: "Ik kan {channel} nu niet bekijken. Probeer het over een minuut nog eens.", EN: "I cannot look at {channel} now. Try again in a minute."}
	placeNotNow   = bot.Phrase{NL: "Nog niet geplaatst. Dit moet eerst anders:", EN: "Not posted yet. This needs a change first:"}
	placeChanged  = bot.Phrase{NL: "De peiling is net veranderd. Kijk in het nieuwste bericht of alles klopt en druk daar op Plaats.", EN: "The poll was changed just now. See in the newest message whether all is well, and press Post there."}

	// Who is asked.
	peopleAsked = bot.Plural{
		One:  bot.Phrase{NL: "{n} mens, gasten niet meegeteld", EN: "{n} person, guests not counted"},
		Many: bot.Phrase{NL: "{n} mensen, gasten niet meegeteld", EN: "{n} people, guests not counted"},
	}
	peopleAbout     = bot.Phrase{NL: "ongeveer {n} mensen, gasten niet meegeteld", EN: "about {n} people, guests not counted"}
	peopleBusy      = bot.Phrase{NL: "Ik kan nu niet tellen hoeveel mensen je vraagt. Probeer het over een minuut nog eens.", EN: "I cannot count now how many people you ask. Try again in a minute."}
	peopleNoAddress = bot.Plural{
		One:  bot.Phrase{NL: "Deze kanalen staan in twee chatprogramma's, en van {n} mens ken ik geen e-mailadres. Dan kan ik niet zien of iemand twee keer antwoordt. Kies kanalen van één chatprogramma, of laat het adres invullen.", EN: "These channels are in two chat programs, and of {n} person I do not know the e-mail address. Then I cannot see whether somebody answers twice. Choose channels of one chat program, or have the address filled in."},
		Many: bot.Phrase{NL: "Deze kanalen staan in twee chatprogramma's, en van {n} mensen ken ik geen e-mailadres. Dan kan ik niet zien of iemand twee keer antwoordt. Kies kanalen van één chatprogramma, of laat de adressen invullen.", EN: "These channels are in two chat programs, and of {n} people I do not know the e-mail address. Then I cannot see whether somebody answers twice. Choose channels of one chat program, or have the addresses filled in."},
	}
	fewPeople = bot.Plural{
		One:  bot.Phrase{NL: "{n} mens: zonder naam komt er geen uitslag. Daarvoor zijn er ten minste {min} nodig.", EN: "{n} person: without names there will be no result. That takes at least {min}."},
		Many: bot.Phrase{NL: "{n} mensen: zonder naam komt er geen uitslag. Daarvoor zijn er ten minste {min} nodig.", EN: "{n} people: without names there will be no result. That takes at least {min}."},
	}
	fewTexts  = bot.Phrase{NL: "Onder de {n} antwoorden worden open antwoorden niet getoond. En eerst kijkt een collega-adviseur ze na.", EN: "With fewer than {n} answers, open answers are not shown. And a fellow adviser looks at them first."}
	partSmall = bot.Plural{
		One:  bot.Phrase{NL: "{channel} heeft {n} mens: daarvan komt geen eigen uitslag. Daarvoor zijn er ten minste {min} nodig.", EN: "{channel} has {n} person: it gets no result of its own. That takes at least {min}."},
		Many: bot.Phrase{NL: "{channel} heeft {n} mensen: daarvan komt geen eigen uitslag. Daarvoor zijn er ten minste {min} nodig.", EN: "{channel} has {n} people: it gets no result of its own. That takes at least {min}."},
	}
	partRest   = bot.Phrase{NL: "Bijna iedereen zit in {channel}. Je telt mee in het kanaal waar je antwoordt. Antwoorden er te weinig mensen in de andere kanalen, dan komt er geen uitslag per kanaal.", EN: "Nearly everybody is in {channel}. You count in the channel where you answer. When too few people answer in the other channels, there is no result per channel."}
	sameOpen   = bot.Phrase{NL: "Dezelfde vraag loopt al in {channels}. Mensen zien hem dan twee keer.", EN: "The same question is being asked in {channels} already. People would see it twice."}
	sameClosed = bot.Phrase{NL: "Dezelfde vraag is gesteld in {channels}, met een uitslag van {date}. Er komt alleen een nieuwe uitslag als er ten minste {n} mensen meer of minder antwoorden, of 28 dagen later.", EN: "The same question was asked in {channels}, with a result of {date}. A new result follows only when at least {n} people more or fewer answer, or 28 days later."}
	alsoOpen   = bot.Plural{
		One:  bot.Phrase{NL: "In {channel} loopt nog {n} peiling.", EN: "{n} other poll is open in {channel}."},
		Many: bot.Phrase{NL: "In {channel} lopen nog {n} peilingen.", EN: "{n} other polls are open in {channel}."},
	}

	// The preview.
	previewTitle     = bot.Phrase{NL: "Zo komt je peiling eruit te zien. Er is nog niets geplaatst.", EN: "This is how your poll will look. Nothing has been posted yet."}
	previewStops     = bot.Phrase{NL: "Dit moet eerst anders:", EN: "This needs a change first:"}
	previewRemarks   = bot.Phrase{NL: "Let op:", EN: "Mind this:"}
	previewNotes     = bot.Phrase{NL: "Goed om te weten:", EN: "Good to know:"}
	previewKept      = bot.Phrase{NL: "Alleen jij ziet dit. Later verder? Typ {command}.", EN: "Only you see this. Go on later? Type {command}."}
	previewNoChannel = bot.Phrase{NL: "Er is nog geen kanaal gekozen. Druk op Pas aan en noem er een.", EN: "No channel was chosen yet. Press Change and name one."}
	previewNoWords   = bot.Phrase{NL: "(nog geen vraag)", EN: "(no question yet)"}
	previewBusy      = bot.Phrase{NL: "Ik kan nu niet zien of dezelfde vraag al loopt. Probeer het over een minuut nog eens.", EN: "I cannot see now whether the same question is being asked already. Try again in a minute."}

	buttonPlace   = bot.Phrase{NL: "Plaats", EN: "Post"}
	buttonEdit    = bot.Phrase{NL: "Pas aan", EN: "Change"}
	buttonMore    = bot.Phrase{NL: "Meer…", EN: "More…"}
	buttonDiscard = bot.Phrase{NL: "Gooi weg", EN: "Throw away"}
	hintPlace     = bot.Phrase{NL: "Plaats: {question}", EN: "Post: {question}"}
	hintEdit      = bot.Phrase{NL: "Pas aan: {question}", EN: "Change: {question}"}
	hintMore      = bot.Phrase{NL: "Meer mogelijkheden voor: {question}", EN: "More possibilities for: {question}"}
	hintDiscard   = bot.Phrase{NL: "Gooi weg: {question}", EN: "Throw away: {question}"}

	factWhere   = bot.Phrase{NL: "Waar", EN: "Where"}
	factWho     = bot.Phrase{NL: "Wie", EN: "Who"}
	factOpens   = bot.Phrase{NL: "Opent", EN: "Opens"}
	factRepeat  = bot.Phrase{NL: "Herhaling", EN: "Repetition"}
	factAlso    = bot.Phrase{NL: "Ook", EN: "Also"}
	alsoSplit   = bot.Phrase{NL: "uitslag per kanaal", EN: "result per channel"}
	alsoRemind  = bot.Phrase{NL: "één herinnering in het kanaal", EN: "one reminder in the channel"}
	alsoInterim = bot.Phrase{NL: "tussenstand zichtbaar", EN: "counts visible meanwhile"}
	alsoOptions = bot.Phrase{NL: "iedereen mag een antwoord toevoegen", EN: "everybody may add an answer"}

	previewClaim = bot.Phrase{NL: "Wat je kunt beloven: ", EN: "What you can promise: "}
	claimNamed   = bot.Plural{
		One:  bot.Phrase{NL: "Iedereen in het kanaal kan zien wie wat antwoordde. {n} dag na sluiting worden namen en antwoorden gewist.", EN: "Everybody in the channel can see who answered what. {n} day after closing, names and answers are erased."},
		Many: bot.Phrase{NL: "Iedereen in het kanaal kan zien wie wat antwoordde. {n} dagen na sluiting worden namen en antwoorden gewist.", EN: "Everybody in the channel can see who answered what. {n} days after closing, names and answers are erased."},
	}
	claimUnnamed = bot.Phrase{NL: "Niemand ziet in Wegwijs wie wat antwoordde. Zolang de peiling open is, kan een beheerder die bij de sleutel én de database kan het herleiden. Na sluiting bewaart Wegwijs alleen totalen. Een beheerder van het chatprogramma zou verkeer kunnen meelezen.", EN: "Nobody sees in Wegwijs who answered what. While the poll is open, an administrator with access to both the key and the database can trace it. After closing, Wegwijs keeps only totals. An administrator of the chat program could read traffic."}
	claimFinal   = bot.Phrase{NL: "Wegwijs bewaart dát iemand antwoordde en wát er geantwoord is, maar niet wie wat antwoordde. Een antwoord kan niet meer anders. Wie meeleest op de server of alle andere antwoorden kent, kan alsnog iets afleiden.", EN: "Wegwijs keeps that somebody answered and what was answered, but not who answered what. An answer cannot be changed. Who reads along on the server, or knows all other answers, may still infer something."}

	// After placing.
	comingNow   = bot.Phrase{NL: "Je peiling komt eraan in {channels}. Hij sluit op {closes}.", EN: "Your poll is on its way to {channels}. It closes on {closes}."}
	comingLater = bot.Phrase{NL: "Je peiling opent op {opens} in {channels}. Hij sluit op {closes}.", EN: "Your poll opens on {opens} in {channels}. It closes on {closes}."}
	comingNext  = bot.Phrase{NL: "Nummer {id}. Eerder sluiten: {close}. Al je peilingen: {list}.", EN: "Number {id}. Close it earlier: {close}. All your polls: {list}."}

	// Templates.
	templateIntro  = bot.Phrase{NL: "Deze peilingen liggen klaar. Je ziet eerst hoe het wordt; er wordt nog niets geplaatst.", EN: "These polls are ready. You first see how it will be; nothing is posted yet."}
	templateChoose = bot.Phrase{NL: "Kies een sjabloon", EN: "Choose a template"}
	templateGone   = bot.Phrase{NL: "Dit sjabloon is er niet meer. Typ {command} voor de lijst.", EN: "This template is no longer there. Type {command} for the list."}

	// The second form.
	moreTitle         = bot.Phrase{NL: "Peiling: meer", EN: "Poll: more"}
	moreOpens         = bot.Phrase{NL: "Opent", EN: "Opens"}
	moreOpensHelp     = bot.Phrase{NL: "Bijvoorbeeld morgen 9:00 of 2026-12-01 9:00. Leeg: zodra je op Plaats drukt.", EN: "For example tomorrow 9:00 or 2026-12-01 9:00. Empty: as soon as you press Post."}
	moreRepeat        = bot.Phrase{NL: "Herhaling", EN: "Repetition"}
	repeatNot         = bot.Phrase{NL: "Niet", EN: "None"}
	repeatByOwn       = bot.Phrase{NL: "Eigen regel", EN: "A rule of your own"}
	repeatByRule      = bot.Phrase{NL: "volgens de regel {rule}", EN: "by the rule {rule}"}
	moreRule          = bot.Phrase{NL: "Eigen regel", EN: "Rule of your own"}
	moreRuleHelp      = bot.Phrase{NL: "Een RRULE, bijvoorbeeld FREQ=MONTHLY;BYDAY=2TU: elke tweede dinsdag van de maand.", EN: "An RRULE, for example FREQ=MONTHLY;BYDAY=2TU: every second Tuesday of the month."}
	repeatRuleEmpty   = bot.Phrase{NL: "Vul een regel in, bijvoorbeeld FREQ=WEEKLY;BYDAY=MO, of kies een andere herhaling.", EN: "Fill in a rule, for example FREQ=WEEKLY;BYDAY=MO, or choose another repetition."}
	repeatRuleWrong   = bot.Phrase{NL: "Deze regel begrijp ik niet. Een voorbeeld dat werkt: FREQ=MONTHLY;BYDAY=2TU.", EN: "I do not understand this rule. An example that works: FREQ=MONTHLY;BYDAY=2TU."}
	repeatRuleOften   = bot.Phrase{NL: "Vaker dan één keer per dag kan niet. Gebruik FREQ=DAILY, WEEKLY, MONTHLY of YEARLY.", EN: "More often than once a day is not possible. Use FREQ=DAILY, WEEKLY, MONTHLY or YEARLY."}
	repeatRuleHours   = bot.Phrase{NL: "Laat het uur weg uit de regel: elke ronde opent op dezelfde tijd als de eerste.", EN: "Leave the hour out of the rule: every wave opens at the same time as the first."}
	repeatRuleIdle    = bot.Phrase{NL: "Een eigen regel werkt alleen als je bij Herhaling “Eigen regel” kiest. Maak dit anders leeg.", EN: "A rule of your own works only when you choose “A rule of your own” under Repetition. Otherwise empty this."}
	moreLow           = bot.Phrase{NL: "Laagste betekent", EN: "Lowest means"}
	moreLowHelp       = bot.Phrase{NL: "Wat het laagste cijfer van de schaal betekent, bijvoorbeeld: heel onduidelijk.", EN: "What the lowest number of the scale means, for example: very unclear."}
	moreTop           = bot.Phrase{NL: "Hoogste betekent", EN: "Highest means"}
	moreTopHelp       = bot.Phrase{NL: "Het tegenovergestelde, even sterk: heel duidelijk.", EN: "The opposite, equally strong: very clear."}
	moreBothEnds      = bot.Phrase{NL: "Vul beide uiteinden van de schaal in, of geen van beide.", EN: "Fill in both ends of the scale, or neither."}
	moreEqualEnds     = bot.Phrase{NL: "De twee uiteinden zijn gelijk. Geef elk een eigen betekenis.", EN: "The two ends are equal. Give each a meaning of its own."}
	moreMost          = bot.Phrase{NL: "Hoeveel mag je kiezen?", EN: "How many may one choose?"}
	moreMostHelp      = bot.Phrase{NL: "Leeg: zoveel als iemand wil.", EN: "Empty: as many as somebody likes."}
	moreMostTooMany   = bot.Phrase{NL: "Er zijn maar {n} antwoorden. Kies een lager aantal, of maak dit leeg.", EN: "There are only {n} answers. Choose a lower number, or empty this."}
	moreQuestions     = bot.Phrase{NL: "Meer vragen", EN: "More questions"}
	moreQuestionsHelp = bot.Phrase{NL: "Na de eerste, ten hoogste 9. Per vraag een regel: V: Is het duidelijk? [ja/nee] en eronder per antwoord een regel met - ervoor.", EN: "After the first, at most 9. A line per question: Q: Is it clear? [yesno] and below it a line per answer, starting with -."}
	moreTooMany       = bot.Phrase{NL: "Dit zijn samen {n} vragen. Een peiling heeft er ten hoogste {max}.", EN: "This makes {n} questions. A poll has at most {max}."}
	moreSplit         = bot.Phrase{NL: "Uitslag per kanaal?", EN: "Result per channel?"}
	moreSplitHelp     = bot.Phrase{NL: "Alleen voor kanalen met genoeg antwoorden, daar en in de rest.", EN: "Only for channels with enough answers, there and in the rest."}
	moreRemind        = bot.Phrase{NL: "Eén herinnering?", EN: "One reminder?"}
	moreRemindHelp    = bot.Phrase{NL: "Eén keer, in het kanaal, aan iedereen; nooit aan één persoon.", EN: "Once, in the channel, to everybody; never to one person."}
	moreInterim       = bot.Phrase{NL: "Tussenstand tonen?", EN: "Show counts meanwhile?"}
	moreInterimHelp   = bot.Phrase{NL: "Aantallen en namen staan al in het bericht terwijl de peiling open is.", EN: "Numbers and names are in the message while the poll is open."}
	moreAdd           = bot.Phrase{NL: "Antwoorden toevoegen?", EN: "Adding answers?"}
	moreAddHelp       = bot.Phrase{NL: "Iedereen in het kanaal mag een antwoord toevoegen.", EN: "Everybody in the channel may add an answer."}
	moreNoMaker       = bot.Phrase{NL: "Je naam weglaten?", EN: "Leave out your name?"}
	moreNoMakerHelp   = bot.Phrase{NL: "Dan staat er niet bij van wie de vraag is. Bij een beheerder van Wegwijs blijf je bekend.", EN: "Then it does not say whose question it is. An administrator of Wegwijs can still see it."}
)
