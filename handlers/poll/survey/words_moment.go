package survey

import "wegwijs/bot"

// What is wrong about a moment.
var (
	textNoMoment = bot.Phrase{
		NL: "“{typed}” herken ik niet als moment. Typ bijvoorbeeld “17:00”, “vrijdag 17:00”, “2d” of “1 december 12:00”.",
		EN: "I do not recognise “{typed}” as a moment. Type for instance “17:00”, “Friday 17:00”, “2d” or “1 December 12:00”.",
	}
	textTimePassed = bot.Phrase{
		NL: "Vandaag {time} is al voorbij. Bedoel je {tomorrow}? Typ dan “morgen” ervoor.",
		EN: "Today {time} has passed. Do you mean {tomorrow}? Then type “tomorrow” before it.",
	}
	textPassed = bot.Phrase{
		NL: "{at} is al voorbij. Kies een later moment.",
		EN: "{at} has passed. Choose a later moment.",
	}
	textHourOrHours = bot.Phrase{
		NL: "“{n} uur” kan op twee manieren: typ “{n}:00” voor het tijdstip, of “over {n} uur” voor hoe lang het duurt.",
		EN: "“{n} uur” can be read in two ways: type “{n}:00” for the time of day, or “in {n} hours” for how long it takes.",
	}
	textTimeOrDate = bot.Phrase{
		NL: "“{typed}” kan een tijd of een datum zijn. Typ een tijd met een dubbele punt, zoals “9:10”, en een datum met de maand in letters, zoals “9 oktober”.",
		EN: "“{typed}” can be a time or a date. Type a time with a colon, like “9:10”, and a date with the month in letters, like “9 October”.",
	}
	textDayOrMonth = bot.Phrase{
		NL: "“{typed}” kan op twee manieren. Typ de maand in letters, zoals “4 maart”.",
		EN: "“{typed}” can be read in two ways. Type the month in letters, like “4 March”.",
	}
	textNoTime = bot.Phrase{
		NL: "“{typed}” is geen tijd. Een tijd loopt van 0:00 tot en met 23:59.",
		EN: "“{typed}” is no time. A time runs from 0:00 up to 23:59.",
	}
	textNoDate = bot.Phrase{
		NL: "“{typed}” staat niet op de kalender. Kies een andere datum.",
		EN: "“{typed}” is not on the calendar. Choose another date.",
	}
	textNextDay = bot.Phrase{
		NL: "Met “{typed}” kan deze of volgende week bedoeld zijn. Typ de datum, zoals “1 december”.",
		EN: "“{typed}” can mean this week or the week after. Type the date, like “1 December”.",
	}
	textTodayOrNext = bot.Phrase{
		NL: "Het is vandaag {day}. Typ “vandaag”, of de datum van volgende week: {date}.",
		EN: "Today is a {day}. Type “today”, or the date of next week: {date}.",
	}
	textOtherDay = bot.Phrase{
		NL: "“{typed}” klopt niet: die datum valt op {date}. Typ alleen de datum of alleen de dag.",
		EN: "“{typed}” is not right: that date is {date}. Type only the date or only the day.",
	}
)
