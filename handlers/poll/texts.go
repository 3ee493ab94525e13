package poll

import "wegwijs/bot"

var (
	textNoPoll = bot.Phrase{
		NL: "Deze peiling is er niet (meer). Jouw peilingen vind je met “peiling lijst”.",
		EN: "This poll is not there (any more). You find your polls with “peiling lijst”.",
	}
	textNoAddress = bot.Phrase{
		NL: "Deze peiling loopt op twee chatprogramma's, en daarom moet ik je e-mailadres kennen om je één keer te tellen. Dat staat niet in je profiel. Vraag je beheerder het in te vullen.",
		EN: "This poll runs in two chat programs, so I need your e-mail address to count you once. It is not in your profile. Ask your administrator to fill it in.",
	}
)
