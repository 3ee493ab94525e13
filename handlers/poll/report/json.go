package report

import (
	"encoding/json"
	"io"
	"math"
	"time"

	"wegwijs/bot"
	"wegwijs/handlers/poll/survey"
)

// JSONSchema names the shape of the JSON file. Fields may be added under the same
// name; one that goes or changes its meaning makes a new name.
const JSONSchema = "wegwijs/poll-result/1"

// What a JSON file holds. Numbers that are withheld are null, and "withheld"
// beside them says why: few-answers, small-group, almost-same, no-answers,
// not-told, or few-people for the reach of a channel. Lists are never null. Times are RFC 3339.
// Choices and questions are numbered from 1. Percents are from 0 to 100. Only
// labels and "withheld_words" depend on the language.
type (
	jsonPoll struct {
		Schema      string         `json:"schema"`
		ID          string         `json:"id"`
		Language    bot.Lang       `json:"language"`
		Mode        survey.Mode    `json:"mode"`   // named, unnamed, final
		Opened      string         `json:"opened"` // empty when it is not known
		Closed      string         `json:"closed"`
		Asked       int            `json:"asked"`
		Answered    *int           `json:"answered"`
		Response    *float64       `json:"response_percent"`
		LowResponse bool           `json:"low_response"` // under 40 %: no picture of the whole group
		Withheld    string         `json:"withheld"`     // empty when nothing is
		WithheldIn  string         `json:"withheld_words"`
		FollowUp    string         `json:"follow_up"`
		Questions   []jsonQuestion `json:"questions"`
		Parts       []jsonPart     `json:"parts"`        // per channel, where that was asked for and may be shown
		HiddenParts int            `json:"hidden_parts"` // how many may not
		Reach       []jsonReach    `json:"reach"`
		People      []jsonPerson   `json:"people"` // only with names
	}
	jsonQuestion struct {
		Number     int             `json:"number"`
		Text       string          `json:"text"`
		Type       survey.Kind     `json:"type"` // yesno, one, several, scale, enps, mood, rank, open
		N          *int            `json:"n"`
		Withheld   string          `json:"withheld"`
		WithheldIn string          `json:"withheld_words"`
		Unanimous  bool            `json:"unanimous"` // nearly everybody gave unanimous_choice; no numbers are told
		Unanimity  *int            `json:"unanimous_choice"`
		Choices    []jsonChoice    `json:"choices"`
		Mean       *jsonEstimate   `json:"mean"`
		ENPS       *jsonENPS       `json:"enps"`
		Ranking    []jsonRankPlace `json:"ranking"`
		Texts      []string        `json:"open_answers"`
		TextsWhy   string          `json:"open_answers_withheld"` // few-answers, or not-reviewed
	}
	jsonChoice struct {
		Number  int      `json:"number"`
		Label   string   `json:"label"`
		Value   *int     `json:"value"` // the number it stands for
		People  *int     `json:"people"`
		Percent *float64 `json:"percent"` // of those who answered this question
	}
	jsonEstimate struct {
		Value float64 `json:"value"`
		Low   float64 `json:"low_95"`
		High  float64 `json:"high_95"`
	}
	jsonENPS struct {
		jsonEstimate
		Promoters  int `json:"promoters"`
		Passives   int `json:"passives"`
		Detractors int `json:"detractors"`
	}
	jsonRankPlace struct {
		Place  int     `json:"place"`
		Choice int     `json:"choice"`
		Label  string  `json:"label"`
		Mean   float64 `json:"mean_place"`
		First  int     `json:"first"` // how often it came first
	}
	jsonPart struct {
		Channel   jsonChannel    `json:"channel"`
		Asked     int            `json:"asked"`
		Answered  int            `json:"answered"`
		Response  *float64       `json:"response_percent"`
		Questions []jsonQuestion `json:"questions"`
	}
	jsonReach struct {
		Channel  jsonChannel `json:"channel"`
		Asked    int         `json:"asked"`
		Answered *int        `json:"answered"`
		Response *float64    `json:"response_percent"`
		Withheld string      `json:"withheld"`
	}
	jsonChannel struct {
		Platform bot.PlatformName `json:"platform"`
		Name     string           `json:"name"`
	}
	jsonPerson struct {
		Name    string        `json:"name"`
		Answers []*jsonAnswer `json:"answers"` // one per question; null where there is none
	}
	jsonAnswer struct {
		Choices []int    `json:"choices"` // of a ranking: the best first
		Labels  []string `json:"labels"`
		Text    string   `json:"text"`
	}
)

func (p Poll) writeJSON(w io.Writer, l bot.Lang) error {
	o := p.Outcome
	out := jsonPoll{
		Schema: JSONSchema, ID: p.ID, Language: l, Mode: p.Spec.Mode, Opened: rfc3339(p.Opened), Closed: rfc3339(p.Closed),
		Asked: o.Asked, LowResponse: o.Low, Withheld: string(o.Withheld), FollowUp: p.FollowUp,
		Questions: p.jsonQuestions(l, o.Questions, o.Withheld, p.Texts),
		Parts:     []jsonPart{}, HiddenParts: o.Hidden, Reach: []jsonReach{}, People: []jsonPerson{},
	}
	if o.Withheld != "" {
		out.WithheldIn = words(p.why(o.Withheld), l)
	}
	if o.Withheld == "" || o.Withheld == survey.NoAnswers {
		out.Answered, out.Response = &o.Answered, percentOf(o.Answered, o.Asked)
	}
	for _, part := range o.Parts {
		out.Parts = append(out.Parts, jsonPart{channelOf(part.Place), part.Asked, part.Answered, percentOf(part.Answered, part.Asked), p.jsonQuestions(l, part.Questions, "", nil)})
	}
	for _, r := range p.Reach {
		x := jsonReach{Channel: channelOf(r.Place), Asked: r.Asked}
		if r.Hidden {
			x.Withheld = "few-people"
		} else {
			x.Answered, x.Response = &r.Answered, percentOf(r.Answered, r.Asked)
		}
		out.Reach = append(out.Reach, x)
	}
	if p.withNames() {
		out.People = p.jsonPeople(l)
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(out)
}

func (p Poll) jsonQuestions(l bot.Lang, outcomes []survey.QuestionOutcome, why survey.Reason, texts [][]string) []jsonQuestion {
	all := make([]jsonQuestion, 0, len(p.Spec.Questions))
	for i, q := range p.Spec.Questions {
		o := questionOf(outcomes, i, why)
		x := jsonQuestion{Number: i + 1, Text: words(q.Title(), l), Type: q.Kind, Choices: []jsonChoice{}, Ranking: []jsonRankPlace{}, Texts: []string{}}
		if o.Withheld != "" {
			x.Withheld, x.WithheldIn = string(o.Withheld), words(p.why(o.Withheld), l)
		} else {
			x.N = &o.N
			if i < len(texts) && q.Kind == survey.Open {
				x.Texts = append(x.Texts, texts[i]...)
			}
			switch {
			case q.Kind != survey.Open || p.withNames() || len(x.Texts) > 0:
			case o.Texts:
				x.TextsWhy = "not-reviewed"
			default:
				x.TextsWhy = string(survey.FewAnswers)
			}
		}
		labels := choicesOf(q, o)
		for c, label := range labels {
			choice := jsonChoice{Number: c + 1, Label: words(label, l)}
			if v, ok := q.Value(c); ok {
				choice.Value = &v
			}
			if o.Withheld == "" && !o.Unanimous && len(o.Ranking) == 0 && c < len(o.By) {
				choice.People, choice.Percent = &o.By[c], percentOf(o.By[c], o.N)
			}
			x.Choices = append(x.Choices, choice)
		}
		if o.Withheld == "" {
			p.jsonFigures(l, &x, o, labels)
		}
		all = append(all, x)
	}
	return all
}

// jsonFigures adds what is told of a question beside its choices.
func (p Poll) jsonFigures(l bot.Lang, x *jsonQuestion, o survey.QuestionOutcome, labels []bot.Text) {
	if o.Unanimous {
		n := o.Choice + 1
		x.Unanimous, x.Unanimity = true, &n
		return
	}
	if o.Mean != nil {
		m := estimate(*o.Mean)
		x.Mean = &m
	}
	if s := o.ENPS; s != nil {
		x.ENPS = &jsonENPS{estimate(s.Score), s.Promoters, s.Passives, s.Detractors}
	}
	for i, place := range o.Ranking {
		x.Ranking = append(x.Ranking, jsonRankPlace{i + 1, place.Choice + 1, words(choice(labels, place.Choice), l), round(place.Mean), place.First})
	}
}

func (p Poll) jsonPeople(l bot.Lang) []jsonPerson {
	labels := make([][]string, len(p.Spec.Questions))
	for i, q := range p.Spec.Questions {
		for _, label := range choicesOf(q, p.outcome(i)) {
			labels[i] = append(labels[i], words(label, l))
		}
	}
	all := make([]jsonPerson, 0, len(p.Named))
	for _, who := range p.Named {
		x := jsonPerson{who.Name, make([]*jsonAnswer, len(p.Spec.Questions))}
		for i := range p.Spec.Questions {
			a := who.answer(i)
			if a == nil {
				continue
			}
			y := jsonAnswer{Choices: []int{}, Labels: []string{}, Text: a.Text}
			for _, c := range a.Choices {
				y.Choices = append(y.Choices, c+1)
				if c >= 0 && c < len(labels[i]) {
					y.Labels = append(y.Labels, labels[i][c])
				}
			}
			x.Answers[i] = &y
		}
		all = append(all, x)
	}
	return all
}

func channelOf(at survey.Place) jsonChannel { return jsonChannel{at.Platform, at.Name} }

func estimate(e survey.Estimate) jsonEstimate {
	return jsonEstimate{round(e.Value), round(e.Low), round(e.High)}
}

// round keeps four decimals, so that a file is the same on every machine.
func round(x float64) float64 { return math.Round(x*1e4) / 1e4 }

func percentOf(n, of int) *float64 {
	if of <= 0 {
		return nil
	}
	x := round(100 * float64(n) / float64(of))
	return &x
}

func rfc3339(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}
