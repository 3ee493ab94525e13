package agenda

import (
	"wegwijs/bot"
	"wegwijs/handlers/agenda/item"
)

// Names of notices.
const (
	noticeWaits     = "waits"     // a request waits for a member, close to the deadline (maker: member.go)
	noticeWithdrawn = "withdrawn" // what stood on an agenda was withdrawn (maker: mine.go)
)

var (
	textNoItem     = bot.Phrase{NL: "Dat kan ik niet vinden. Typ /wegwijs help om te zien wat er is.", EN: "I cannot find that. Type /wegwijs help to see what there is."}
	textNoMeeting  = bot.Phrase{NL: "Die vergadering kan ik niet vinden.", EN: "I cannot find that meeting."}
	textChanged    = bot.Phrase{NL: "Iemand anders heeft dit intussen veranderd. Open het opnieuw en probeer het nog eens.", EN: "Somebody else changed this meanwhile. Open it again and try once more."}
	textNotNow     = bot.Phrase{NL: "Dat kan nu niet: dit is {state}.", EN: "That cannot be done now: this is {state}."}
	textNotAnyMore = bot.Phrase{NL: "Dat kan niet meer: dit is {state}. {who} deed dat op {when}.", EN: "That cannot be done any more: this is {state}. {who} did that on {when}."}
	textBotItself  = bot.Phrase{NL: "Wegwijs", EN: "Wegwijs"}
)

// What states are called.
var stateTexts = map[item.State]bot.Phrase{
	item.Draft:      {NL: "een concept", EN: "a draft"},
	item.Waiting:    {NL: "bij het lid van het departement", EN: "with the member of the department"},
	item.Asked:      {NL: "teruggevraagd: er is een aanvulling nodig", EN: "waiting for more from who brought it"},
	item.Passed:     {NL: "doorgezet naar de secretaris", EN: "passed on to the secretary"},
	item.Scheduled:  {NL: "geagendeerd", EN: "on the agenda"},
	item.Held:       {NL: "aangehouden voor een volgende vergadering", EN: "held over to a later meeting"},
	item.Handled:    {NL: "behandeld", EN: "treated in the meeting"},
	item.Circulated: {NL: "ter informatie rondgestuurd", EN: "sent round for information"},
	item.Answered:   {NL: "beantwoord", EN: "answered"},
	item.Declined:   {NL: "niet geagendeerd", EN: "not put on the agenda"},
	item.Withdrawn:  {NL: "ingetrokken", EN: "withdrawn"},
	item.Merged:     {NL: "samengevoegd met een ander onderwerp", EN: "merged with another topic"},
}

// What waits for somebody else than the member.
var holderTexts = map[item.Holder]bot.Phrase{
	item.Deputy:    {NL: "bij de vervanger van het lid", EN: "with the deputy of the member"},
	item.Secretary: {NL: "bij de secretaris", EN: "with the secretary"},
}

// stateText is where an item is, in a few words: "doorgezet naar de secretaris".
func stateText(x *item.Item) bot.Text {
	if t, ok := holderTexts[x.Holder]; ok && x.State == item.Waiting {
		return t
	}
	return stateTexts[x.State]
}

// What natures are called.
var natureTexts = map[item.Nature]bot.Phrase{
	item.Inform:  {NL: "ter informatie", EN: "for information"},
	item.Discuss: {NL: "ter bespreking", EN: "for discussion"},
	item.Decide:  {NL: "ter besluitvorming", EN: "for decision"},
	item.Advise:  {NL: "ter advisering", EN: "for advice"},
}
