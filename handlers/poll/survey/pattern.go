package survey

import (
	"regexp"
	"sync"
)

// A pattern is a regular expression that is compiled when it is first used.
// Together they take some milliseconds and 2.4 MB, and a program that starts has
// nothing to read yet. One that does not compile panics then.
type pattern struct {
	compile func() *regexp.Regexp
}

func lazily(expr string) *pattern {
	return &pattern{sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })}
}

func (p *pattern) MatchString(s string) bool              { return p.compile().MatchString(s) }
func (p *pattern) FindString(s string) string             { return p.compile().FindString(s) }
func (p *pattern) FindStringSubmatch(s string) []string   { return p.compile().FindStringSubmatch(s) }
func (p *pattern) FindStringIndex(s string) []int         { return p.compile().FindStringIndex(s) }
func (p *pattern) FindAllString(s string, n int) []string { return p.compile().FindAllString(s, n) }
func (p *pattern) FindAllStringSubmatch(s string, n int) [][]string {
	return p.compile().FindAllStringSubmatch(s, n)
}
func (p *pattern) ReplaceAllString(s, by string) string { return p.compile().ReplaceAllString(s, by) }
func (p *pattern) Split(s string, n int) []string       { return p.compile().Split(s, n) }
