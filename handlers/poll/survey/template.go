package survey

import "wegwijs/bot"

// A Template is a poll that is ready to be changed.
type Template struct {
	ID    string
	Title bot.Phrase
	For   bot.Phrase // what it is for, and what not
	Mode  Mode
	// Questions in one language: what is posted is what a maker could have typed.
	Questions func(bot.Lang) []Question
}

// Templates returns all there are. Their questions ask about the matter itself
// and name every answer, or both ends of a scale, as Krosnick & Presser advise
// (https://studylib.net/doc/8144026/question-and-questionnaire-design).
func Templates() []Template {
	return []Template{
		{
			ID: "betrokkenheid", Title: textEngagement, For: textEngagementFor, Mode: Unnamed,
			Questions: inLang(
				drafted{kind: One, text: textEnergy, options: fiveOften},
				drafted{kind: Scale, text: textCourse, low: textVeryUnclear, top: textVeryClear},
				drafted{kind: One, text: textSpeakUp, options: fiveEasy},
				drafted{kind: One, text: textHeard, options: fiveOften},
				drafted{kind: Open, text: textHelps},
			),
		},
		{
			ID: "verandering-start", Title: textChangeStart, For: textChangeStartFor, Mode: Unnamed,
			Questions: inLang(
				drafted{kind: Scale, text: textWhy, low: textVeryUnclear, top: textVeryClear},
				drafted{kind: Scale, text: textMyWork, low: textVeryUnclear, top: textVeryClear},
				drafted{kind: One, text: textView, options: fiveView},
				drafted{kind: One, text: textMore, options: wantToKnow},
				drafted{kind: Open, text: textMyQuestion},
			),
		},
		{
			ID: "verandering-midden", Title: textChangeMiddle, For: textChangeMiddleFor, Mode: Unnamed,
			Questions: inLang(
				drafted{kind: Scale, text: textMyWork, low: textVeryUnclear, top: textVeryClear},
				drafted{kind: One, text: textHowMuch, options: fiveEnough},
				drafted{kind: One, text: textWhoToAsk, options: fiveEasy},
				drafted{kind: One, text: textView, options: fiveView},
				drafted{kind: Open, text: textObstacle},
			),
		},
		{
			ID: "verandering-eind", Title: textChangeEnd, For: textChangeEndFor, Mode: Unnamed,
			Questions: inLang(
				drafted{kind: One, text: textWorkNow, options: fiveBetter},
				drafted{kind: Scale, text: textInformed, low: textVeryUnclear, top: textVeryClear},
				drafted{kind: One, text: textInput, options: fiveGood},
				drafted{kind: Open, text: textNextTime},
			),
		},
		{
			ID: "kanaalvoorkeur", Title: textChannels, For: textChannelsFor, Mode: Unnamed,
			Questions: inLang(
				drafted{kind: One, text: textNews, options: channelNames},
				drafted{kind: One, text: textUrgent, options: channelNames},
				drafted{kind: One, text: textChange, options: channelNames},
				drafted{kind: One, text: textTeamNews, options: channelNames},
				drafted{kind: Several, text: textUsed, options: usedNames},
			),
		},
		{
			ID: "na-bijeenkomst", Title: textMeeting, For: textMeetingFor, Mode: Unnamed,
			Questions: inLang(
				drafted{kind: Scale, text: textUseful, low: textNotUseful, top: textVeryUseful},
				drafted{kind: One, text: textLength, options: fiveLength},
				drafted{kind: One, text: textRoom, options: fiveEnough},
				drafted{kind: Open, text: textTakeAway},
			),
		},
		{
			ID: "enps", Title: textENPSTitle, For: textENPSFor, Mode: Unnamed,
			Questions: inLang(
				drafted{kind: ENPS, text: textENPS},
				drafted{kind: Open, text: textReason},
			),
		},
		{
			ID: "stemming", Title: textMoodTitle, For: textMoodFor, Mode: Unnamed,
			Questions: inLang(
				drafted{kind: Mood, text: textMoodWeek},
			),
		},
	}
}

// A question as it is drafted, in both languages.
type drafted struct {
	kind     Kind
	text     bot.Phrase
	options  []bot.Phrase
	low, top bot.Phrase
}

func inLang(drafts ...drafted) func(bot.Lang) []Question {
	return func(l bot.Lang) []Question {
		word := func(p bot.Phrase) string { return p.In(l, plainWords{}) }
		var qs []Question
		for _, d := range drafts {
			q := Question{Kind: d.kind, Text: word(d.text), Low: word(d.low), Top: word(d.top)}
			if d.kind == Scale {
				q.High = 5
			}
			for _, o := range d.options {
				q.Options = append(q.Options, word(o))
			}
			qs = append(qs, q)
		}
		return qs
	}
}
