package agenda

import (
	"regexp"
	"sync"
)

// A pattern is a regular expression that is compiled when it is first used: a
// program that starts has nothing to read yet, and need not wait for it or keep
// it. One that does not compile panics then.
type pattern struct {
	compile func() *regexp.Regexp
}

func lazily(expr string) *pattern {
	return &pattern{sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })}
}

func (p *pattern) MatchString(s string) bool              { return p.compile().MatchString(s) }
func (p *pattern) FindAllString(s string, n int) []string { return p.compile().FindAllString(s, n) }
func (p *pattern) FindStringIndex(s string) []int         { return p.compile().FindStringIndex(s) }
func (p *pattern) FindStringSubmatch(s string) []string   { return p.compile().FindStringSubmatch(s) }
func (p *pattern) ReplaceAllString(s, by string) string   { return p.compile().ReplaceAllString(s, by) }
func (p *pattern) FindStringSubmatchIndex(s string) []int {
	return p.compile().FindStringSubmatchIndex(s)
}
func (p *pattern) FindAllStringIndex(s string, n int) [][]int {
	return p.compile().FindAllStringIndex(s, n)
}
func (p *pattern) FindAllStringSubmatchIndex(s string, n int) [][]int {
	return p.compile().FindAllStringSubmatchIndex(s, n)
}
