package bench

// Weights of fields with which a peer did best in `go run ./cmd/compare -tune`,
// over the first 203 golden questions and over about 140 of the larger set, where
// questions and keywords are empty. These are among the questions that are
// reported, which only the peers may be tuned on.
var (
	even         = Weights{1, 1, 1, 1, 1}
	goldenBleve  = Weights{0.25, 4, 1, 2, 0.25}
	goldenWords  = Weights{4, 4, 4, 1, 0}
	goldenPrefix = Weights{2, 1, 1, 1, 0.25}
	goldenGrams  = Weights{0.5, 2, 1, 1, 0}
	largerBleve  = Weights{0.25, 1, 1, 0.5, 4}
	largerFTS    = Weights{4, 1, 1, 1, 1}
)

// Tokenizers of FTS5.
const (
	plainWords = "unicode61 remove_diacritics 2"
	porter     = "porter unicode61 remove_diacritics 2"
	trigram    = "trigram remove_diacritics 1"
)

// bleveSettings are the settings of Bleve that are compared, with weights.
func bleveSettings(w Weights) []Bleve {
	return []Bleve{
		{BM25: true, Weights: even},
		{Weights: w},
		{BM25: true, Weights: w},
		{BM25: true, Compound: true, Weights: w},
		{BM25: true, Fuzzy: 1, Weights: w},
		{BM25: true, Fuzzy: FuzzyAuto, Weights: w},
		{Fuzzy: 1, Weights: w},
		{Fuzzy: 1, Exact: 3, Weights: w},
		{BM25: true, Fuzzy: 1, Exact: 3, Weights: w},
		{BM25: true, Compound: true, Fuzzy: 1, Exact: 3, Weights: w},
	}
}

// englishSettings are those that read English as English.
func englishSettings(w Weights) []Bleve {
	return []Bleve{
		{BM25: true, English: true, Weights: w},
		{BM25: true, English: true, Fuzzy: 1, Exact: 3, Weights: w},
		{BM25: true, English: true, Compound: true, Fuzzy: 1, Exact: 3, Weights: w},
	}
}

// ftsSettings are the settings of SQLite FTS5 that are compared, with weights
// for words, for prefixes and for trigrams.
func ftsSettings(words, prefixes, grams Weights) []FTS {
	return []FTS{
		{Tokenizer: plainWords, Weights: even},
		{Tokenizer: plainWords, Weights: words},
		{Tokenizer: plainWords, Query: ftsPrefixes, Stop: true, Weights: prefixes},
		{Tokenizer: plainWords, Query: ftsShort, Stop: true, Weights: prefixes},
		{Tokenizer: porter, Weights: words},
		{Tokenizer: porter, Stop: true, Weights: words},
		{Tokenizer: trigram, Stop: true, Weights: grams},
		{Tokenizer: trigram, Query: ftsGrams, Stop: true, Weights: grams},
	}
}

// Tunable are the ways of asking a peer for which weights are looked for.
func Tunable() []func(Weights) Setting {
	return []func(Weights) Setting{
		func(w Weights) Setting { return Bleve{Fuzzy: 1, Weights: w} },
		func(w Weights) Setting { return Bleve{BM25: true, Compound: true, Fuzzy: 1, Exact: 3, Weights: w} },
		func(w Weights) Setting { return FTS{Tokenizer: porter, Weights: w} },
		func(w Weights) Setting { return FTS{Tokenizer: plainWords, Query: ftsShort, Stop: true, Weights: w} },
		func(w Weights) Setting { return FTS{Tokenizer: trigram, Query: ftsGrams, Stop: true, Weights: w} },
	}
}
