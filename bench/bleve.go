package bench

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/analysis/lang/nl"
	"github.com/blevesearch/bleve/v2/analysis/token/compound"
	"github.com/blevesearch/bleve/v2/analysis/token/lowercase"
	unicodetok "github.com/blevesearch/bleve/v2/analysis/tokenizer/unicode"
	"github.com/blevesearch/bleve/v2/analysis/tokenmap"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search/query"
	index "github.com/blevesearch/bleve_index_api"

	"wegwijs/handlers/knowledge/find"
)

// Bleve is a setting of Bleve, https://blevesearch.com/docs/. Texts are analysed
// by its Dutch analyser.
type Bleve struct {
	BM25     bool    // BM25 in place of TF-IDF
	English  bool    // English texts in fields of their own, analysed as English
	Compound bool    // dict_compound, with the words of the documents as dictionary
	Fuzzy    int     // edits allowed in a word; FuzzyAuto for as many as its length allows
	Exact    float64 // boost of the words as written, beside the fuzzy ones; 0 asks only one way
	Weights  Weights // boosts of fields
}

// FuzzyAuto is Bleve's automatic fuzziness: none up to two letters, one up to
// five, two in longer words.
const FuzzyAuto = -1

// Name describes the setting.
func (s Bleve) Name() string {
	parts := []string{"nl"}
	if s.English {
		parts[0] = "nl and en"
	}
	if s.Compound {
		parts = append(parts, "dict_compound")
	}
	if s.BM25 {
		parts = append(parts, "BM25")
	} else {
		parts = append(parts, "TF-IDF")
	}
	if s.Fuzzy == FuzzyAuto {
		parts = append(parts, "fuzziness auto")
	} else {
		parts = append(parts, fmt.Sprint("fuzziness ", s.Fuzzy))
	}
	if s.Exact > 0 {
		parts = append(parts, fmt.Sprint("and exact × ", s.Exact))
	}
	return "Bleve (" + strings.Join(append(parts, weightNames(s.Weights)), ", ") + ")"
}

// Build makes an index in memory in one batch, which gives one segment: the
// fastest that Bleve searches.
func (s Bleve) Build(_ []find.Entry, docs []Document) (Engine, error) {
	m, err := s.mapping(docs)
	if err != nil {
		return nil, fmt.Errorf("build %s: %w", s.Name(), err)
	}
	x, err := bleve.NewUsing("", m, scorch.Name, scorch.Name, nil)
	if err != nil {
		return nil, fmt.Errorf("build %s: %w", s.Name(), err)
	}
	batch := x.NewBatch()
	for i := range docs {
		if err := batch.Index(docs[i].ID, s.document(&docs[i])); err != nil {
			return nil, fmt.Errorf("build %s: %w", s.Name(), err)
		}
	}
	if err := x.Batch(batch); err != nil {
		return nil, fmt.Errorf("build %s: %w", s.Name(), err)
	}
	return &bleveEngine{s, x}, nil
}

func (s Bleve) document(d *Document) map[string]any {
	out := map[string]any{}
	for f, t := range d.Fields {
		if s.English {
			out[fieldNames[f]] = t.NL
			out[fieldNames[f]+"_en"] = t.EN
			continue
		}
		out[fieldNames[f]] = strings.TrimSpace(t.NL + "\n" + t.EN)
	}
	return out
}

const compoundAnalyzer = "nl_compound"

func (s Bleve) mapping(docs []Document) (mapping.IndexMapping, error) {
	m := bleve.NewIndexMapping()
	if s.BM25 {
		m.ScoringModel = index.BM25Scoring
	}
	dutch := nl.AnalyzerName
	if s.Compound {
		dutch = compoundAnalyzer
		if err := addCompounds(m, docs); err != nil {
			return nil, err
		}
	}
	all := bleve.NewDocumentStaticMapping()
	add := func(name, analyzer string) {
		f := bleve.NewTextFieldMapping()
		f.Analyzer = analyzer
		f.Store, f.IncludeInAll, f.IncludeTermVectors, f.DocValues = false, false, false, false
		all.AddFieldMappingsAt(name, f)
	}
	for _, name := range fieldNames {
		add(name, dutch)
		if s.English {
			add(name+"_en", en.AnalyzerName)
		}
	}
	m.DefaultMapping = all
	return m, nil
}

// addCompounds makes an analyser that is the Dutch one with dict_compound before
// the stemmer. Bleve has no Dutch dictionary: it gets the words of at least four
// letters that stand in at least two documents.
func addCompounds(m *mapping.IndexMappingImpl, docs []Document) error {
	uses := map[string]int{}
	for i := range docs {
		seen := map[string]bool{}
		for _, t := range docs[i].Fields {
			for _, w := range strings.FieldsFunc(strings.ToLower(t.NL), func(r rune) bool { return !unicode.IsLetter(r) }) {
				if len([]rune(w)) >= 4 && !seen[w] {
					seen[w] = true
					uses[w]++
				}
			}
		}
	}
	var dictionary []any
	for w, n := range uses {
		if n >= 2 {
			dictionary = append(dictionary, w)
		}
	}
	if err := m.AddCustomTokenMap("words", map[string]any{"type": tokenmap.Name, "tokens": dictionary}); err != nil {
		return err
	}
	if err := m.AddCustomTokenFilter("split", map[string]any{
		"type": compound.Name, "dict_token_map": "words", "min_word_size": 8.0, "min_subword_size": 4.0, "max_subword_size": 15.0, "only_longest_match": true,
	}); err != nil {
		return err
	}
	return m.AddCustomAnalyzer(compoundAnalyzer, map[string]any{
		"type": custom.Name, "tokenizer": unicodetok.Name,
		"token_filters": []any{lowercase.Name, "split", nl.StopName, nl.SnowballStemmerName},
	})
}

type bleveEngine struct {
	setting Bleve
	index   bleve.Index
}

func (e *bleveEngine) Name() string { return e.setting.Name() }

func (e *bleveEngine) Close() error { return e.index.Close() }

func (e *bleveEngine) Search(text string, n int) ([]string, error) {
	found, err := e.index.Search(bleve.NewSearchRequestOptions(e.query(text), n, 0, false))
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(found.Hits))
	for i, h := range found.Hits {
		ids[i] = h.ID
	}
	return ids, nil
}

func (e *bleveEngine) query(text string) query.Query {
	var all []query.Query
	s := &e.setting
	for f, name := range fieldNames {
		if s.Weights[f] == 0 {
			continue
		}
		names := []string{name}
		if s.English {
			names = append(names, name+"_en")
		}
		for _, name := range names {
			ask := func(fuzzy int, boost float64) {
				q := bleve.NewMatchQuery(text)
				q.SetField(name)
				q.SetBoost(boost)
				if fuzzy == FuzzyAuto {
					q.SetAutoFuzziness(true)
				} else {
					q.SetFuzziness(fuzzy)
				}
				all = append(all, q)
			}
			ask(s.Fuzzy, s.Weights[f])
			if s.Exact > 0 {
				ask(0, s.Weights[f]*s.Exact)
			}
		}
	}
	return bleve.NewDisjunctionQuery(all...)
}
