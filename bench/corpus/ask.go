package main

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
	"unicode"

	"wegwijs/bench"
)

// The kinds of questions. What became a question stands in no document.
const (
	indexTerm   = "index term"  // under which the manual lists the page
	heading     = "heading"     // of a part of the page
	description = "description" // that the writer gave of the page
)

// maxPages is how many pages may answer one question: a term of more pages
// chooses none.
const maxPages = 3

// ask makes questions of what writers said of their own pages: terms of the
// index, headings below the title, and descriptions. The same text on several
// pages is one question that each of them answers. Headings that become a
// question are marked as removed; terms and descriptions are in no document.
func ask(pages []page) []bench.Question {
	var all []bench.Question
	for _, kind := range []string{indexTerm, heading, description} {
		all = append(all, choose(kind, candidates(kind, pages))...)
	}
	asked := map[string]bool{}
	for _, q := range all {
		if q.Kind == heading {
			asked[q.Text] = true
		}
	}
	for i := range pages {
		for j := range pages[i].blocks {
			b := &pages[i].blocks[j]
			b.removed = b.heading && asked[question(b.text)]
		}
	}
	return all
}

// candidates maps questions of a kind to the pages that answer them.
func candidates(kind string, pages []page) map[string][]string {
	out := map[string][]string{}
	for i, p := range pages {
		if p.code {
			continue
		}
		add := func(s string) {
			if q := question(s); good(q) && !strings.EqualFold(q, question(p.title)) && !slices.Contains(out[q], id(i)) {
				out[q] = append(out[q], id(i))
			}
		}
		switch kind {
		case indexTerm:
			for _, t := range p.terms {
				if !strings.Contains(t, "zie ") { // refers to another term
					add(t)
				}
			}
		case heading:
			for _, b := range p.blocks {
				if b.heading {
					add(b.text)
				}
			}
		case description:
			if nl, en := little(p.about); nl > en && !p.says(p.about) {
				add(p.about)
			}
		}
	}
	return out
}

// says reports whether a paragraph of the page is or holds the text.
func (p *page) says(text string) bool {
	return slices.ContainsFunc(p.blocks, func(b block) bool { return strings.Contains(b.text, text) })
}

// question is a text as somebody would type it: without the punctuation of an
// index or a heading.
func question(s string) string {
	s = strings.Map(func(r rune) rune {
		switch r {
		case ',', ';', ':', '(', ')', '"', '“', '”', '.', '…', '?', '!':
			return ' '
		}
		return r
	}, s)
	return clean(s)
}

// good reports whether a text can be a question: two to twenty words, one of
// which has five letters, and no signs of code.
func good(s string) bool {
	words := strings.Fields(s)
	if len(words) < 2 || len(words) > 20 {
		return false
	}
	long := false
	for _, w := range words {
		long = long || len([]rune(w)) >= 5
	}
	return long && !strings.ContainsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(" -'’/&", r)
	})
}

// choose keeps questions that few pages answer, in an order that depends on
// their text alone, so that the same packages always give the same questions.
func choose(kind string, candidates map[string][]string) []bench.Question {
	var texts []string
	for text, ids := range candidates {
		if len(ids) <= maxPages {
			texts = append(texts, text)
		}
	}
	slices.SortFunc(texts, func(a, b string) int { return cmp.Or(cmp.Compare(order(a), order(b)), strings.Compare(a, b)) })
	out := make([]bench.Question, 0, most)
	for i, text := range texts[:min(len(texts), most)] {
		out = append(out, bench.Question{
			ID: fmt.Sprintf("%s %03d", kind, i+1), Kind: kind, Lang: "nl", Text: text, Expect: candidates[text],
		})
	}
	return out
}

func order(s string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(s))
	return h.Sum64()
}
