package paper

import (
	"encoding/json"
	"io"
)

// JSONSchema is the number of the shape of JSON files. Fields may be added under
// the same number; one that goes or changes its meaning makes a new one. Times
// are RFC 3339; a field without a value is left out.
const JSONSchema = 1

func (a Agenda) writeJSON(w io.Writer) error {
	return writeJSON(w, struct {
		Schema int    `json:"schema"`
		What   string `json:"what"`
		Agenda
	}{JSONSchema, "agenda", a})
}

func (l List) writeJSON(w io.Writer) error {
	return writeJSON(w, struct {
		Schema int    `json:"schema"`
		What   string `json:"what"`
		List
	}{JSONSchema, "list", l})
}

func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(v)
}
