package bench

import (
	"database/sql"
	"fmt"
	"strings"
	"unicode"

	_ "modernc.org/sqlite" // registers the driver

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/nl"

	"wegwijs/handlers/knowledge/find"
)

// How the words of a question become an FTS5 query; all are joined by OR.
type ftsQuery int

const (
	ftsWords    ftsQuery = iota // every word
	ftsPrefixes                 // every word of at least three letters as a prefix
	ftsShort                    // prefixes without the last two letters of long words
	ftsGrams                    // every three letters in a row, for the trigram tokenizer
)

var ftsQueryNames = map[ftsQuery]string{ftsWords: "words", ftsPrefixes: "prefixes", ftsShort: "short prefixes", ftsGrams: "every trigram"}

// FTS is a setting of SQLite FTS5, https://sqlite.org/fts5.html. Ranking is its
// bm25 with weights for the columns.
type FTS struct {
	Tokenizer string // as CREATE VIRTUAL TABLE wants it
	Query     ftsQuery
	Stop      bool // Dutch stopwords are left out of the question
	Weights   Weights
}

// Name describes the setting.
func (s FTS) Name() string {
	parts := []string{s.Tokenizer, ftsQueryNames[s.Query]}
	if s.Stop {
		parts = append(parts, "no stopwords")
	}
	return "FTS5 (" + strings.Join(append(parts, weightNames(s.Weights)), ", ") + ")"
}

// Build makes a table in memory, in one transaction, and optimises it.
func (s FTS) Build(_ []find.Entry, docs []Document) (Engine, error) {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return nil, fmt.Errorf("open sqlite: %w", err)
	}
	db.SetMaxOpenConns(1) // every connection to :memory: has its own data
	e := &ftsEngine{setting: s, db: db}
	if err := e.fill(docs); err != nil {
		db.Close()
		return nil, fmt.Errorf("build %s: %w", s.Name(), err)
	}
	return e, nil
}

type ftsEngine struct {
	setting FTS
	db      *sql.DB
	find    *sql.Stmt
	ids     []string
	stop    analysis.TokenMap
}

func (e *ftsEngine) fill(docs []Document) error {
	columns := strings.Join(fieldNames[:], ", ")
	options := ""
	if e.setting.Query == ftsPrefixes || e.setting.Query == ftsShort {
		options = ", prefix='3 4 5 6 7 8'"
	}
	if _, err := e.db.Exec(fmt.Sprintf("CREATE VIRTUAL TABLE f USING fts5(%s, tokenize=\"%s\"%s)", columns, e.setting.Tokenizer, options)); err != nil {
		return err
	}
	tx, err := e.db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback() // does nothing after Commit
	insert, err := tx.Prepare("INSERT INTO f(rowid, " + columns + ") VALUES (?, ?, ?, ?, ?, ?)")
	if err != nil {
		return err
	}
	for i := range docs {
		args := []any{i}
		for _, t := range docs[i].Fields {
			args = append(args, strings.TrimSpace(t.NL+"\n"+t.EN))
		}
		if _, err := insert.Exec(args...); err != nil {
			return err
		}
		e.ids = append(e.ids, docs[i].ID)
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	w := make([]string, NumFields)
	for i, v := range e.setting.Weights {
		w[i] = fmt.Sprint(v)
	}
	rank := "bm25(" + strings.Join(w, ", ") + ")"
	if _, err := e.db.Exec("INSERT INTO f(f, rank) VALUES ('rank', ?)", rank); err != nil {
		return err
	}
	if _, err := e.db.Exec("INSERT INTO f(f) VALUES ('optimize')"); err != nil {
		return err
	}
	if e.setting.Stop {
		e.stop = analysis.NewTokenMap()
		if err := e.stop.LoadBytes(nl.DutchStopWords); err != nil {
			return err
		}
	}
	e.find, err = e.db.Prepare("SELECT rowid FROM f WHERE f MATCH ? ORDER BY rank LIMIT ?")
	return err
}

func (e *ftsEngine) Name() string { return e.setting.Name() }

func (e *ftsEngine) Search(text string, n int) ([]string, error) {
	match := e.match(text)
	if match == "" {
		return nil, nil
	}
	rows, err := e.find.Query(match, n)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	ids := make([]string, 0, n)
	for rows.Next() {
		var row int
		if err := rows.Scan(&row); err != nil {
			return nil, err
		}
		ids = append(ids, e.ids[row])
	}
	return ids, rows.Err()
}

func (e *ftsEngine) Close() error { return e.db.Close() }

// match writes a question as an FTS5 expression. Only letters and digits of it
// are used, so it cannot hold operators.
func (e *ftsEngine) match(text string) string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if e.stop != nil {
		var kept []string
		for _, w := range words {
			if !e.stop[w] {
				kept = append(kept, w)
			}
		}
		if len(kept) > 0 {
			words = kept
		}
	}
	var terms []string
	for _, w := range words {
		r := []rune(w)
		switch {
		case e.setting.Query == ftsGrams:
			for i := 0; i+3 <= len(r); i++ {
				terms = append(terms, `"`+string(r[i:i+3])+`"`)
			}
		case e.setting.Query == ftsPrefixes && len(r) >= 3:
			terms = append(terms, `"`+w+`"*`)
		case e.setting.Query == ftsShort && len(r) >= 6:
			terms = append(terms, `"`+string(r[:len(r)-2])+`"*`)
		case e.setting.Query == ftsShort && len(r) >= 4:
			terms = append(terms, `"`+w+`"*`)
		default:
			terms = append(terms, `"`+w+`"`)
		}
	}
	return strings.Join(terms, " OR ")
}

// weightNames prints weights in the order of fields.
func weightNames(w Weights) string {
	s := make([]string, len(w))
	for i, v := range w {
		s[i] = fmt.Sprint(v)
	}
	return "weights " + strings.Join(s, "/")
}
