package bottest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"testing"

	"github.com/rs/zerolog"
)

func TestLogCheck(t *testing.T) {
	for _, text := range []string{
		`mijn "geheime vraag"`, "<b>mijn geheim</b>", "eerste regel\ntweede regel", `C:\map\nieuw geheim`, "geheim\u2028van drie ezels", "zo \u202eomgekeerd is het", "gewoon een geheim", "hoor 😀 eens even",
	} {
		for name, write := range map[string]func(io.Writer){
			"as it is": func(w io.Writer) { fmt.Fprintln(w, text) },
			"JSON": func(w io.Writer) {
				if err := json.NewEncoder(w).Encode(map[string]any{"level": "info", "deep": []any{map[string]string{"a": "x", "text": "over " + text}}}); err != nil {
					t.Error(err)
				}
			},
			"a key of JSON": func(w io.Writer) {
				if err := json.NewEncoder(w).Encode(map[string]int{text: 1}); err != nil {
					t.Error(err)
				}
			},
			"zerolog":            func(w io.Writer) { l := zerolog.New(w); l.Error().Str("text", text).Msg("x") },
			"quoted by an error": func(w io.Writer) { fmt.Fprintf(w, "no answer to %q\n", text) },
			"quoted twice, in JSON": func(w io.Writer) {
				l := zerolog.New(w)
				l.Error().Err(fmt.Errorf("%q", fmt.Sprintf("%q", text))).Msg("x")
			},
			"JSON in JSON": func(w io.Writer) {
				data, err := json.Marshal(map[string]string{"text": text})
				if err != nil {
					t.Error(err)
				}
				l := zerolog.New(w)
				l.Error().Bytes("body", data).Msg("x")
			},
			"after quotes that match nothing": func(w io.Writer) {
				l := zerolog.New(w)
				l.Error().Str("q", `\"`).Err(errors.New(`5" en " `)).Str("text", text).Msg("x")
			},
			"in two writes": func(w io.Writer) {
				for _, part := range []string{text[:5], text[5:]} {
					if _, err := io.WriteString(w, part); err != nil {
						t.Error(err)
					}
				}
			},
		} {
			l := &logCheck{out: io.Discard}
			l.typed(Step{Verb: Say, Text: "@wegwijs " + text})
			fmt.Fprintln(l, `{"level":"info","event":"e1","message":"handled \"well\""}`)
			if s := l.leak(); s != "" {
				t.Errorf("%q was found before it was there", s)
			}
			write(l)
			if s := l.leak(); s != text {
				t.Errorf("%s: %q is not found, but %q, in\n%s", name, text, s, l.all.String())
			}
		}
	}
	l := &logCheck{out: io.Discard}
	fmt.Fprintln(l, `{"who":"Alice Jansen"}`)
	if s := l.leak(); s != "Alice Jansen" {
		t.Errorf("a name is not found, but %q", s)
	}
}
