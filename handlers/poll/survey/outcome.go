package survey

import "time"

// A Counts is how one question was answered, in one group of people.
type Counts struct {
	N      int     `json:"n"`                // people who answered this question
	By     []int   `json:"by,omitempty"`     // per choice; of Rank: how often it came first
	Places [][]int `json:"places,omitempty"` // of Rank: per choice, how often in each place
}

// A Part is the people of one channel, where a result is split by it.
type Part struct {
	Place     Place    `json:"place"`
	Asked     int      `json:"asked"`
	Answered  int      `json:"answered"`
	Questions []Counts `json:"questions"`
}

// A Tally is everything that was counted. It is made at closing, and nothing
// keeps it: what is kept is an Outcome.
type Tally struct {
	Asked     int // people in all channels, each once
	Answered  int
	Questions []Counts
	Parts     []Part
}

// A Reason says why something is not published.
type Reason string

const (
	FewAnswers Reason = "few-answers" // fewer people answered than Rules.MinAnswers
	SmallGroup Reason = "small-group" // fewer people were asked than Rules.MinGroup
	AlmostSame Reason = "almost-same" // another result of the same question differs by too few people
	NoAnswers  Reason = "no-answers"  // nobody answered
	Alike      Reason = "alike"       // fewer than 10 people answered, all alike, but not with one choice
	HidesOther Reason = "hides-other" // of a part: from it and the total one could read what few people answered
)

// An Outcome is what is published of a poll, and all that is kept of it: what may
// not be published is not in it.
type Outcome struct {
	Asked     int               `json:"asked"`
	Answered  int               `json:"answered"`           // 0 with Withheld, but for NoAnswers it is true
	Low       bool              `json:"low,omitempty"`      // under 40 % answered: no picture of the whole group
	Withheld  Reason            `json:"withheld,omitempty"` // nothing but Asked is told
	Questions []QuestionOutcome `json:"questions,omitempty"`
	Parts     []PartOutcome     `json:"parts,omitempty"`  // only those that may be shown
	Hidden    int               `json:"hidden,omitempty"` // parts that may not be shown
	At        time.Time         `json:"at"`               // of closing
}

// An QuestionOutcome is what is published of one question.
type QuestionOutcome struct {
	N         int         `json:"n"`
	Withheld  Reason      `json:"withheld,omitempty"`
	Unanimous bool        `json:"unanimous,omitempty"` // nearly everybody gave Choice; no numbers are told
	Choice    int         `json:"choice,omitempty"`    // with Unanimous
	By        []int       `json:"by,omitempty"`        // people per choice
	Mean      *Estimate   `json:"mean,omitempty"`      // of Scale and Mood
	ENPS      *ENPSScore  `json:"enps,omitempty"`
	Ranking   []RankPlace `json:"ranking,omitempty"` // of Rank, the best first
	Texts     bool        `json:"texts,omitempty"`   // open answers may be shown after the look of a colleague
}

// An Estimate is a number with its 95 % interval.
type Estimate struct {
	Value float64 `json:"value"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
}

// An ENPSScore is promoters (9, 10) minus detractors (0 to 6), in points from -100 to 100.
type ENPSScore struct {
	Score      Estimate `json:"score"`
	Promoters  int      `json:"promoters"`
	Passives   int      `json:"passives"`
	Detractors int      `json:"detractors"`
}

// A RankPlace is where an option ended.
type RankPlace struct {
	Choice int     `json:"choice"`
	Mean   float64 `json:"mean"`            // average place, 1 is the best
	First  int     `json:"first"`           // how often it came first
	Place  int     `json:"place,omitempty"` // 1 is the best; those with the same mean share one, and the next counts on: 1, 1, 3
}

// A PartOutcome is what is published of one channel.
type PartOutcome struct {
	Place     Place             `json:"place"`
	Asked     int               `json:"asked"`
	Answered  int               `json:"answered"`
	Questions []QuestionOutcome `json:"questions"`
}

// An Earlier is what a published result of the same question in overlapping
// channels, or another wave of the same series, tells; see EarlierOf.
type Earlier struct {
	Closed    time.Time
	Answered  int
	Groups    []int   // people per part that is told, and those in none of them
	Questions [][]int // the same of each question, which people may skip; empty where nothing is told
	Places    []Place
	People    bool // some people are asked in both, also where no channel is
	Series    bool // a wave of the same series
}
