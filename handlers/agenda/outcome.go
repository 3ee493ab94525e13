package agenda

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"wegwijs/handlers/agenda/committee"
	"wegwijs/store"
)

// outcome is what is stored of a decision, an action or an advice.
type outcome struct {
	Text        string `json:"text"`
	Owner       string `json:"owner,omitempty"`
	Postponed   int    `json:"postponed,omitempty"`
	Asked       bool   `json:"asked,omitempty"` // of advice: somebody asked for it
	To          string `json:"to,omitempty"`    // of advice
	MembersOnly bool   `json:"members_only,omitempty"`
	Gone        bool   `json:"gone,omitempty"` // taken back, or not needed any more
	By          string `json:"by,omitempty"`   // who closed it
	// Reminded is the day for which its owner was reminded of an action.
	Reminded string `json:"reminded,omitempty"`
}

// The kinds of outcomes.
const (
	kindDecision = "decision"
	kindAction   = "action"
	kindAdvice   = "advice"
)

// letters of the numbers of outcomes: besluit, actie, advies (voorstel).
var outcomeLetters = map[string]string{kindDecision: "B", kindAction: "A", kindAdvice: "V"}

func decodeOutcome(raw store.AgendaOutcome) (outcome, error) {
	var o outcome
	if err := json.Unmarshal(raw.Data, &o); err != nil {
		return o, fmt.Errorf("outcome %s: %w", raw.Number, err)
	}
	return o, nil
}

// addOutcome stores a new outcome with the next number: "AIC-2027-B03".
func (a *Agenda) addOutcome(tx *store.Tx, c committee.Committee, kind string, o outcome, meeting string, item int64, due committee.Day, at time.Time) (store.AgendaOutcome, error) {
	year := at.In(a.opt.Zone).Year()
	raw := store.AgendaOutcome{Committee: c.ID, Kind: kind, Meeting: meeting, Item: item, Due: string(due), Created: at}
	n, err := tx.NextAgendaNumber(c.ID, fmt.Sprintf("%s/%d", kind, year))
	if err != nil {
		return raw, err
	}
	raw.Number = fmt.Sprintf("%s-%d-%s%02d", strings.ToUpper(c.ID), year, outcomeLetters[kind], n)
	if raw.Data, err = json.Marshal(o); err != nil {
		return raw, fmt.Errorf("outcome: %w", err)
	}
	return raw, tx.AddAgendaOutcome(&raw)
}

func saveOutcome(tx *store.Tx, raw *store.AgendaOutcome, o outcome) error {
	var err error
	if raw.Data, err = json.Marshal(o); err != nil {
		return fmt.Errorf("outcome %s: %w", raw.Number, err)
	}
	return tx.SetAgendaOutcome(raw)
}
