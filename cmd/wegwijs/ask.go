package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"
	"unicode/utf8"

	"wegwijs/handlers/knowledge"
	"wegwijs/handlers/knowledge/find"
)

type askCommand struct {
	Knowledge []string `help:"Folder with entries, used instead of the built-in set; may be given more than once." type:"path" sep:"none" placeholder:"DIR"`
	Builtin   bool     `help:"Use the built-in set beside the folders."`
	Lang      string   `help:"Language you read: nl or en. The question's own language wins." enum:"nl,en," default:""`
	Top       int      `help:"How many entries to show at most." default:"3"`
	JSON      bool     `help:"Print one JSON object per question." name:"json"`
	Explain   bool     `help:"Print why an entry was found, word by word."`
	Batch     string   `help:"Read questions as JSON lines {\"id\":…,\"text\":…} from a file, or - for standard input." placeholder:"FILE"`
	Question  []string `arg:"" optional:"" help:"The question, in quotes or not."`
}

func (askCommand) Help() string {
	return "Example: wegwijs ask \"hoe word ik lid van het leernetwerk\""
}

func (a askCommand) Run(s streams) error {
	text := strings.TrimSpace(strings.Join(a.Question, " "))
	switch {
	case a.Batch == "" && text == "":
		return usageError{errors.New("what is the question? For example: wegwijs ask \"wie zit er in de AIC\"")}
	case a.Batch != "" && text != "":
		return usageError{errors.New("give a question or --batch, not both")}
	case a.Top < 1 || a.Top > 50:
		return usageError{errors.New("--top takes a number from 1 to 50")}
	}
	library := knowledge.OpenLibrary(a.Knowledge, a.Builtin || len(a.Knowledge) == 0, "")
	entries, flaws := library.Read()
	for _, f := range flaws {
		if f.Fatal {
			fmt.Fprintf(s.err, "wegwijs: left out %s\n", f)
		}
	}
	for _, folder := range a.Knowledge {
		if info, err := os.Stat(folder); err != nil || !info.IsDir() {
			return errFaults // said above
		}
	}
	if len(entries) == 0 {
		return errors.New("there is not one usable entry: look at the messages above, or leave --knowledge out to use the built-in set")
	}
	asker := asker{index: library.Index(entries), opt: find.Options{Top: a.Top, Lang: find.Lang(a.Lang), Now: time.Now(), Explain: a.Explain}}
	if a.Batch != "" {
		return a.batch(s, asker)
	}
	if !utf8.ValidString(text) {
		return usageError{errors.New("the question is not valid UTF-8: check the encoding of your terminal")}
	}
	found, took := asker.ask(text)
	if a.JSON {
		return json.NewEncoder(s.out).Encode(asker.answerOf("", found, took))
	}
	printAnswer(s.out, found, a.Explain)
	return nil
}

type asker struct {
	index *find.Index
	opt   find.Options
}

func (a asker) ask(text string) (find.Answer, time.Duration) {
	began := time.Now()
	found := a.index.Find(text, a.opt)
	return found, time.Since(began)
}

// jsonAnswer is the contract of --json: names and meaning are fixed.
type jsonAnswer struct {
	ID         string       `json:"id"`
	Lang       string       `json:"lang"`
	Band       string       `json:"band"`
	Confidence float64      `json:"confidence"`
	TookUS     int64        `json:"took_us"`
	Results    []jsonResult `json:"results"`
}

type jsonResult struct {
	ID         string  `json:"id"`
	Kind       string  `json:"kind"`
	Title      string  `json:"title"`
	URL        string  `json:"url"`
	Score      float64 `json:"score"`
	Owner      string  `json:"owner"`
	VerifiedOn string  `json:"verified_on"`
	ValidUntil string  `json:"valid_until"`
}

type jsonFault struct {
	ID    string `json:"id"`
	Error string `json:"error"`
}

// answerOf always has the wanted number of results while there are entries:
// behind what was found stand others, with score 0.
func (a asker) answerOf(id string, found find.Answer, took time.Duration) jsonAnswer {
	have := map[string]bool{}
	for _, h := range found.Hits {
		have[h.Entry.ID] = true
	}
	entries := a.index.Entries()
	for i := 0; i < len(entries) && len(found.Hits) < a.opt.Top; i++ {
		if e := &entries[i]; !have[e.ID] {
			found.Hits = append(found.Hits, find.Hit{Entry: e})
		}
	}
	return jsonAnswerOf(id, found, took)
}

func jsonAnswerOf(id string, found find.Answer, took time.Duration) jsonAnswer {
	a := jsonAnswer{ID: id, Lang: string(found.Lang), Band: string(found.Band), Confidence: round(found.Confidence), TookUS: took.Microseconds(), Results: []jsonResult{}}
	for _, h := range found.Hits {
		a.Results = append(a.Results, jsonResult{
			ID: h.Entry.ID, Kind: string(h.Entry.Kind), Title: h.Entry.Title.In(found.Lang), URL: h.Entry.URL, Score: round(h.Score),
			Owner: h.Entry.Owner, VerifiedOn: h.Entry.VerifiedOn.String(), ValidUntil: h.Entry.ValidUntil.String(),
		})
	}
	return a
}

// round keeps what means something: a confidence is no finer than this.
func round(x float64) float64 { return float64(int64(x*10000+0.5)) / 10000 }

// longestLine bounds a line of a batch, in bytes.
const longestLine = 1 << 20

// batch answers line by line, in order. A bad line gets an error of its own and
// the rest goes on.
func (a askCommand) batch(s streams, asker asker) error {
	in := s.in
	if a.Batch != "-" {
		f, err := os.Open(a.Batch)
		if err != nil {
			return fmt.Errorf("the questions cannot be read: %w", err)
		}
		defer f.Close()
		in = f
	}
	out := bufio.NewWriter(s.out)
	print := json.NewEncoder(out)
	faults := false
	lines := bufio.NewReader(in)
	for n := 1; ; n++ {
		line, tooLong, err := readLine(lines)
		if err != nil && err != io.EOF {
			return errors.Join(fmt.Errorf("the questions cannot be read further than line %d: %w", n-1, err), out.Flush())
		}
		if len(bytes.TrimSpace(line)) > 0 || tooLong {
			if fault := answerLine(print, asker, line, tooLong, n); fault {
				faults = true
			}
			if lines.Buffered() == 0 { // somebody may wait for this answer before asking on
				if err := out.Flush(); err != nil {
					return fmt.Errorf("the answers cannot be written: %w", err)
				}
			}
		}
		if err == io.EOF {
			break
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("the answers cannot be written: %w", err)
	}
	if faults {
		return errFaults
	}
	return nil
}

func answerLine(print *json.Encoder, asker asker, line []byte, tooLong bool, n int) (fault bool) {
	var q struct {
		ID   *string `json:"id"`
		Text *string `json:"text"`
	}
	wrong := ""
	switch err := json.Unmarshal(line, &q); {
	case tooLong:
		wrong = fmt.Sprintf("line %d is longer than %d bytes", n, longestLine)
	case err != nil:
		wrong = fmt.Sprintf("line %d is no JSON object like {\"id\":\"q1\",\"text\":\"…\"}", n)
	case q.ID == nil:
		wrong = fmt.Sprintf("line %d has no id", n)
	case q.Text == nil:
		wrong = fmt.Sprintf("line %d has no text", n)
	case !utf8.Valid(line):
		wrong = fmt.Sprintf("line %d is not valid UTF-8", n)
	}
	if wrong != "" {
		f := jsonFault{Error: wrong}
		if q.ID != nil {
			f.ID = *q.ID
		}
		print.Encode(f)
		return true
	}
	found, took := asker.ask(*q.Text)
	print.Encode(asker.answerOf(*q.ID, found, took))
	return false
}

// readLine reads a line without its end, of any length, keeping longestLine bytes of it.
func readLine(r *bufio.Reader) (line []byte, tooLong bool, err error) {
	for {
		part, err := r.ReadSlice('\n')
		if len(line)+len(part) > longestLine {
			tooLong = true
		} else {
			line = append(line, part...)
		}
		if err == bufio.ErrBufferFull {
			continue
		}
		return bytes.TrimRight(line, "\r\n"), tooLong, err
	}
}

// printAnswer is for people.
func printAnswer(w io.Writer, found find.Answer, explain bool) {
	words := askWords[found.Lang]
	if len(found.Repaired) > 0 {
		for _, r := range found.Repaired {
			fmt.Fprintf(w, words.repaired+"\n", r.To)
		}
	}
	switch found.Band {
	case find.BandAnswer:
		printEntry(w, found.Hits[0].Entry, found.Lang, words)
		if len(found.Hits) > 1 {
			fmt.Fprintf(w, "\n%s\n", words.also)
			printTitles(w, found.Hits[1:], found.Lang)
		}
	case find.BandSuggest:
		fmt.Fprintln(w, words.suggest)
		printTitles(w, found.Hits, found.Lang)
	default:
		if !found.OnTopic {
			fmt.Fprintln(w, words.offTopic)
			break
		}
		fmt.Fprintln(w, words.none)
		if len(found.Near) > 0 {
			fmt.Fprintln(w, words.near)
		}
		for _, e := range found.Near {
			fmt.Fprintf(w, "- %s\n  %s\n", e.Title.In(found.Lang), e.Summary.In(found.Lang))
			if e.URL != "" {
				fmt.Fprintf(w, "  %s%s\n", e.URL, words.access[e.Access])
			}
			if !e.Contact.IsZero() {
				fmt.Fprintf(w, "  "+words.contact+"\n", e.Contact.In(found.Lang))
			}
		}
	}
	if explain {
		printWhy(w, found)
	}
}

func printEntry(w io.Writer, e *find.Entry, lang find.Lang, words askText) {
	fmt.Fprintf(w, "%s\n%s\n", e.Title.In(lang), e.Summary.In(lang))
	for i, step := range e.Steps.In(lang) {
		fmt.Fprintf(w, "  %d. %s\n", i+1, step)
	}
	if e.URL != "" {
		fmt.Fprintln(w, e.URL+words.access[e.Access])
	}
	if !e.Contact.IsZero() {
		fmt.Fprintf(w, words.contact+"\n", e.Contact.In(lang))
	}
	if !e.Caveat.IsZero() {
		fmt.Fprintf(w, words.caveat+"\n", e.Caveat.In(lang))
	}
	if e.Expired(time.Now()) {
		fmt.Fprintf(w, words.expired+"\n", e.ValidUntil)
	}
	if e.Source != "" {
		fmt.Fprintf(w, words.source+"\n", e.Source)
	}
	if !e.VerifiedOn.IsZero() {
		fmt.Fprintf(w, words.checked+"\n", e.VerifiedOn)
	}
}

func printTitles(w io.Writer, hits []find.Hit, lang find.Lang) {
	for _, h := range hits {
		fmt.Fprintf(w, "- %s (%s)\n", h.Entry.Title.In(lang), h.Entry.ID)
	}
}

// printWhy says why an entry won, word by word, and why a question was declined.
func printWhy(w io.Writer, found find.Answer) {
	fmt.Fprintf(w, "\nWhy: band %s, confidence %.2f, language %s\n", found.Band, found.Confidence, found.Lang)
	for _, reason := range found.Reasons {
		fmt.Fprintf(w, "  %s\n", reason)
	}
	if len(found.Words) > 0 {
		fmt.Fprintln(w, "Words, what they weigh, and how far the first entry has them:")
	}
	for _, word := range found.Words {
		known := ""
		if !word.Known {
			known = ", in no entry"
		}
		if word.Weak {
			known += ", says little"
		}
		fmt.Fprintf(w, "  %-24s %.2f, %.0f%%%s\n", word.Text, word.Mass, 100*word.Covers, known)
	}
	if len(found.Hits) > 0 {
		fmt.Fprintln(w, "Entries, and what each word brought:")
	}
	for i, h := range found.Hits {
		fmt.Fprintf(w, "%d. %s, confidence %.2f; its place: words %.2f, letters in a row %.2f\n", i+1, h.Entry.ID, h.Score, h.Order.Words, h.Order.Grams)
		for _, t := range h.Why {
			fmt.Fprintf(w, "     %.3f  %s: %s %s in %s\n", t.Score, t.Word, howMet[t.How], t.Met, strings.Join(t.Fields, ", "))
		}
		for _, note := range h.Notes {
			fmt.Fprintf(w, "     %s\n", note)
		}
	}
}

// howMet says how a word of a question met an entry.
var howMet = map[string]string{
	"word": "the word", "derived": "derived from it,", "parts": "its parts", "joined": "written as one,", "synonym": "a synonym,",
	"repaired": "repaired to", "department": "a department, so",
}

// askText is what ask says, in one language.
type askText struct {
	repaired, also, suggest, none, near, offTopic, contact, caveat, expired, source, checked string
	access                                                                                   map[find.Access]string
}

var askWords = map[find.Lang]askText{
	find.NL: {
		repaired: "Bedoelde je: %s?", also: "Ook gevonden:", suggest: "Bedoel je een van deze?",
		none: "Daar is geen antwoord op.", near: "Het dichtst in de buurt:",
		offTopic: "Daar weet Wegwijs niets van: het gaat niet over interne communicatie.",
		contact:  "Verder vragen? %s", caveat: "Let op: %s", expired: "Let op: dit gold tot en met %s.", source: "Bron: %s", checked: "Nagekeken op %s.",
		access: map[find.Access]string{find.Open: " (voor iedereen)", find.WithAccount: " (je hebt er een account voor nodig)", find.FromNetwork: " (alleen op het netwerk van het Rijk)"},
	},
	find.EN: {
		repaired: "Did you mean: %s?", also: "Also found:", suggest: "Do you mean one of these?",
		none: "There is no answer to that.", near: "Nearest to it:",
		offTopic: "Wegwijs knows nothing about that: it is not about internal communication.",
		contact:  "More questions? %s", caveat: "Please note: %s", expired: "Please note: this was valid until %s.", source: "Source: %s", checked: "Checked on %s.",
		access: map[find.Access]string{find.Open: " (open to everybody)", find.WithAccount: " (you need an account there)", find.FromNetwork: " (only on the network of the central government)"},
	},
}
