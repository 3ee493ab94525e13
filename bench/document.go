package bench

import (
	"fmt"
	"os"
	"strings"

	"wegwijs/handlers/knowledge/find"
)

// Field is a part of a document that engines weigh.
type Field int

// The fields every engine gets, in the order of weights.
const (
	Title Field = iota
	Questions
	Keywords
	Summary
	Body
	NumFields
)

// fieldNames are the names of fields in indexes of peers and in reports.
var fieldNames = [NumFields]string{"title", "questions", "keywords", "summary", "body"}

// Text is the text of one field in both languages.
type Text struct{ NL, EN string }

// Document is what a peer gets of an entry: every word that find indexes, in the
// field in which find indexes it.
type Document struct {
	ID     string
	Fields [NumFields]Text
}

// DocumentOf returns the text of an entry. The words of its id stand with the
// keywords; caveat, steps, owner and contact with the body.
func DocumentOf(e *find.Entry) Document {
	words := strings.Join(append([]string{strings.ReplaceAll(e.ID, "-", " ")}, e.Keywords...), "\n")
	body := func(parts ...string) string { return strings.TrimSpace(strings.Join(parts, "\n")) }
	return Document{ID: e.ID, Fields: [NumFields]Text{
		Title:     {e.Title.NL, e.Title.EN},
		Questions: {strings.Join(e.Questions.NL, "\n"), strings.Join(e.Questions.EN, "\n")},
		Keywords:  {NL: words},
		Summary:   {e.Summary.NL, e.Summary.EN},
		Body: {
			body(e.Caveat.NL, strings.Join(e.Steps.NL, "\n"), e.Owner, e.Contact.NL, e.Body),
			body(e.Caveat.EN, strings.Join(e.Steps.EN, "\n"), e.Contact.EN),
		},
	}}
}

// Documents returns the text of all entries.
func Documents(entries []find.Entry) []Document {
	out := make([]Document, len(entries))
	for i := range entries {
		out[i] = DocumentOf(&entries[i])
	}
	return out
}

// BuiltinFolder is where the entries of the product lie, seen from the folder of
// this module.
const BuiltinFolder = "../handlers/knowledge/base"

// Builtin reads the entries of the product.
func Builtin(folder string) ([]find.Entry, error) {
	entries, flaws := find.Load(os.DirFS(folder), "builtin")
	for _, f := range flaws {
		if f.Fatal {
			return nil, fmt.Errorf("read the built-in entries: %s: %s", f.File, f.Message)
		}
	}
	if len(entries) == 0 {
		return nil, fmt.Errorf("no entries in %s: run this from the folder bench", folder)
	}
	return entries, nil
}
