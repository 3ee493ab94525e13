package survey

import (
	"strings"

	"wegwijs/bot"
)

// Remarks say what may go wrong with the words of a poll: a leading or double
// question, an unbalanced scale, words that leave no room, a yes that can mean
// no, agreeing instead of answering. They are hints: the poll can be placed as
// it is. Sources: Krosnick & Presser, Question and Questionnaire Design (2010),
// https://studylib.net/doc/8144026/question-and-questionnaire-design.
func (s Spec) Remarks() []bot.Text {
	var all []bot.Text
	for i, q := range s.Questions {
		for _, remark := range q.remarks() {
			if len(s.Questions) > 1 {
				remark = textInQuestion.With(bot.Args{"n": bot.Number(i + 1), "fault": remark})
			}
			all = append(all, remark)
		}
	}
	return all
}

func (q Question) remarks() (all []bot.Text) {
	text := strings.ToLower(tidy(strings.NewReplacer("’", "'", "‘", "'", "één", "een").Replace(address.ReplaceAllString(q.Text, ""))))
	leads := leading(text)
	if leads != "" {
		all = append(all, textLeading.With(bot.Args{"words": bot.Plain(leads)}))
	}
	if words := q.double(text); words != "" {
		all = append(all, textDouble.With(bot.Args{"words": bot.Plain(words)}))
	}
	if leads == "" && (q.Kind == YesNo || q.Kind == Scale) {
		if m := always.FindStringSubmatch(text); m != nil {
			all = append(all, textAbsolute.With(bot.Args{"words": bot.Plain(m[1])}))
		}
	}
	if leads == "" && q.Kind == YesNo {
		if m := negated.FindStringSubmatch(text); m != nil && !orNot.MatchString(text) {
			all = append(all, textNegated.With(bot.Args{"words": bot.Plain(m[1])}))
		}
	}
	switch q.Kind {
	case One, Several:
		good, bad, neutral := 0, 0, 0
		for _, o := range q.Options {
			switch polarity(o) {
			case 1:
				good++
			case -1:
				bad++
			default:
				if middle.MatchString(strings.ToLower(o)) {
					neutral++
				}
			}
		}
		judged := good + bad
		switch {
		case judged+neutral != len(q.Options) || judged < 3:
		case good-bad >= 2:
			all = append(all, textMoreGood.With(bot.Args{"good": bot.Number(good), "bad": bot.Number(bad)}))
		case bad-good >= 2:
			all = append(all, textMoreBad.With(bot.Args{"good": bot.Number(good), "bad": bot.Number(bad)}))
		}
		if len(q.Options) > 2 && agrees(q.Options...) {
			all = append(all, textAgree)
		}
	case Scale:
		low, top := polarity(q.Low), polarity(q.Top)
		switch {
		case (q.Low == "") != (q.Top == ""):
			all = append(all, textOneEnd)
		case low != 0 && low == top:
			all = append(all, textSameEnds.With(bot.Args{"low": bot.Plain(q.Low), "top": bot.Plain(q.Top)}))
		case low == 1 && top == -1:
			all = append(all, textUpsideDown.With(bot.Args{"low": bot.Plain(q.Low), "top": bot.Plain(q.Top)}))
		}
		if agrees(q.Low, q.Top) || q.Low == "" && agreeing.MatchString(text) {
			all = append(all, textAgree)
		}
	}
	return all
}

// between makes a pattern of words that are not a part of longer words.
func between(words string) *pattern {
	return lazily(`(?:^|[^\p{L}])(` + words + `)(?:[^\p{L}]|$)`)
}

var leadingPatterns = []*pattern{
	// Dutch: the answer is in the question.
	between(`(?:vind|vinden|vindt|denk|denken|denkt|geloof|geloven) (?:je|jij|jullie|u|we|wij) (?:ook niet|niet ook|ook|niet)(?: dat| ook)?`),
	between(`(?:ben|bent|zijn) (?:je|jij|jullie|u|we|wij) het (?:er )?(?:ook )?niet (?:ook )?(?:mee )?eens`),
	between(`(?:ben|bent|zijn) (?:je|jij|jullie|u|we|wij) het (?:er )?ook (?:mee )?eens`),
	between(`(?:zou|zouden) (?:het|we|wij|jullie) (?:dan )?niet`),
	between(`(?:is|was|wordt) het (?:dan |nu |nou )?niet (?:eens )?(?:beter|tijd|zo|fijn|logisch|raar|gek|slim|slimmer|handig|handiger|jammer|mooi|vreemd)`),
	between(`(?:moet|moeten) (?:we|wij|jullie|wegwijs) (?:dan |nu |nou )?niet`),
	between(`(?:iedereen|elke collega) (?:weet|vindt)`), between(`zoals (?:bekend|iedereen weet|we weten)`),
	lazily(`[ ,](toch|nietwaar|hè|he|of niet soms|niet dan|waar of niet) ?\?`),
	between(`hoe (?:goed|slecht|fijn|leuk|mooi|geweldig|fantastisch|prettig|vervelend|irritant|vreselijk|erg) (?:was|is|waren|zijn|vond|vind|vonden|vinden)`),
	between(`hoe (?:geweldig|fantastisch|vreselijk|irritant|belachelijk)`),
	// Words that judge.
	between(`eindelijk|uiteraard|vanzelfsprekend|natuurlijk|zogenaamde?|zinloze?|onzinnige?|belachelijke?|geweldige?|fantastische?|prachtige|overbodige|waardeloze?|verschrikkelijke?|vreselijke?|helaas`),
	// English.
	between(`(?:don't|do|wouldn't|would) you (?:not |also )?(?:agree|think) that`), between(`(?:don't|wouldn't|do not) you (?:also )?(?:agree|think|find|feel|want|like)`),
	between(`do you not (?:agree|think|find|feel)`), between(`do you also (?:agree|think|find|feel|believe)`),
	between(`(?:shouldn't|couldn't|wouldn't|isn't|aren't|wasn't|can't) (?:we|it|this|that|you|they)`),
	between(`(?:should|would|is|was) (?:we|it|this|that) not`), between(`everybody knows|everyone knows|as we all know|as you know`),
	lazily(`[ ,](right|isn't it|don't you think|don't you agree|wasn't it|aren't we|don't we|wouldn't you say) ?\?`),
	between(`how (?:good|great|bad|nice|fun|awful|terrible|amazing|fantastic|wonderful|annoying) (?:was|is|were|did|do)`),
	between(`obviously|of course|surely|finally|unfortunately|so-called|pointless|useless|ridiculous|amazing|fantastic|awesome|terrible|awful|wonderful|horrible`),
}

// leading returns the words of a question that push to an answer.
func leading(text string) string {
	for _, p := range leadingPatterns {
		if m := p.FindStringSubmatch(text); m != nil {
			return m[1]
		}
	}
	return ""
}

const (
	judgements = `(?:duidelijk|nuttig|goed|snel|prettig|interessant|leuk|handig|bruikbaar|begrijpelijk|volledig|eerlijk|veilig|gezond|tevreden|` +
		`betrouwbaar|relevant|zinvol|leerzaam|inspirerend|helder|leesbaar|vindbaar|actueel|overzichtelijk|lang|onduidelijk|saai|moeilijk|makkelijk|` +
		`clear|useful|good|fast|quick|pleasant|interesting|fun|handy|complete|honest|safe|healthy|happy|satisfied|reliable|relevant|meaningful|` +
		`helpful|readable|inspiring|long|short|easy|boring|difficult|unclear|timely)`
	their = `(?:de|het|je|jouw|jullie|onze|ons|uw|the|your|our)`
)

var (
	twoJudgements = between(judgements + ` (?:en|of|and|or|én) (?:heel |zeer |very |te |too )?` + judgements)
	twoThings     = lazily(`(?:^|[^\p{L}])((?:tussen |between )?` + their + ` [\p{L}-]+(?: [\p{L}-]+)? (?:en|and) (?:over |met |van |about |with )?` + their + ` [\p{L}-]+)`)
	twoClauses    = between(`(?:en|and) (?:hoe|wat|waarom|wanneer|waar|welke?|wie|vind|vond|ben je|was|heb|hebt|had je|kun|kunt|kon|weet|wist|lees|ga je|kom je|doe je|wil|wilt|zou|` +
		`how|what|why|when|where|which|who|did|do you|does|is it|is the|was|were|are you|would|will|can you|have you|should)`)
	eitherOr = between(`en/of|and/or`)
	degree   = between(`eens|oneens|tevreden|ontevreden|goed|slecht|duidelijk|onduidelijk|vaak|altijd|nooit|soms|helemaal|heel|zeer|redelijk|` +
		`agree|disagree|good|bad|poor|satisfied|dissatisfied|clear|unclear|often|never|always|sometimes|very|fairly|not at all`)
)

// double returns the words that make two questions of one.
func (q Question) double(text string) string {
	if mark := strings.IndexByte(text, '?'); mark >= 0 && strings.Contains(strings.TrimLeft(text[mark:], "?! "), "?") {
		return "?…?"
	}
	for _, p := range []*pattern{eitherOr, twoClauses} {
		if m := p.FindStringSubmatch(text); m != nil {
			return m[1]
		}
	}
	if !q.rates() {
		return ""
	}
	if m := twoJudgements.FindStringSubmatch(text); m != nil {
		return m[1]
	}
	if m := twoThings.FindStringSubmatch(text); m != nil && !strings.HasPrefix(m[1], "tussen ") && !strings.HasPrefix(m[1], "between ") {
		return m[1]
	}
	return ""
}

// rates tells whether one thing is judged with one answer.
func (q Question) rates() bool {
	switch q.Kind {
	case YesNo, Scale:
		return true
	case One:
		n := 0
		for _, o := range q.Options {
			if degree.MatchString(strings.ToLower(o)) {
				n++
			}
		}
		return 2*n >= len(q.Options) && n > 1
	}
	return false
}

var (
	always  = between(`altijd|nooit|elke keer|always|never|every time`)
	negated = between(`niet|geen|niets|not|no longer|[a-z]+n't`)

	goodWords = between(`goede?|beter|beste?|tevreden|eens|duidelijke?|nuttige?|prima|uitstekend|fijne?|leuke?|geweldig|prettig|mooi|top|super|` +
		`positief|sterk|makkelijk|makkelijker|voldoende|ruim voldoende|waarschijnlijk|zinvol|leerzaam|geslaagd|veilig|blij|` +
		`good|great|better|best|satisfied|agree|clear|useful|excellent|nice|fun|positive|strong|easy|easier|likely|happy|helpful|fantastic|pleasant`)
	badWords = between(`slechte?|slechter|ontevreden|oneens|onduidelijk|nutteloos|matig|onvoldoende|vervelend|saai|lelijk|negatief|zwak|moeilijk|moeilijker|` +
		`onwaarschijnlijk|zinloos|mislukt|onveilig|onprettig|` +
		`bad|worse|worst|poor|dissatisfied|unsatisfied|disagree|unclear|useless|boring|negative|weak|difficult|unlikely|unhappy|unhelpful|unpleasant|terrible|awful`)
	notWords = between(`niet|geen|weinig|nauwelijks|not|no|hardly|little|less|minder`)
	middle   = between(`neutraal|gaat wel|redelijk|geen mening|weet ik niet|weet niet|niet van toepassing|n\.?v\.?t\.?|hetzelfde|gemiddeld|niet goed, niet slecht|` +
		`neutral|fair|average|okay|ok|no opinion|don't know|not applicable|same|so-so`)
	agreeYes = between(`eens|agree`)
	agreeNo  = between(`oneens|niet eens|disagree|do not agree`)
	agreeing = between(`in hoeverre ben je het (?:er )?(?:mee )?eens|hoe eens ben je|how much do you agree|to what extent do you agree`)
)

// polarity is 1 for words that judge well, -1 for badly, 0 for neither or both.
func polarity(s string) int {
	s = strings.ToLower(tidy(s))
	if middle.MatchString(s) {
		return 0
	}
	good, bad := goodWords.MatchString(s), badWords.MatchString(s)
	if good == bad {
		return 0
	}
	p := 1
	if bad {
		p = -1
	}
	if notWords.MatchString(s) {
		p = -p
	}
	return p
}

// agrees tells whether there is agreeing and disagreeing among the words.
func agrees(words ...string) bool {
	yes, no := false, false
	for _, w := range words {
		w = strings.ToLower(w)
		no = no || agreeNo.MatchString(w)
		yes = yes || agreeYes.MatchString(w) && !agreeNo.MatchString(w)
	}
	return yes && no
}
