package committee

import (
	"cmp"
	_ "embed"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
)

// An Agency belongs to a department: an executive agency, an inspectorate, or a
// public body close to it.
type Agency struct {
	Code    string   `yaml:"code"`
	Name    string   `yaml:"name"`
	Also    []string `yaml:"also"` // other spellings
	Domains []string `yaml:"domains"`
}

// A Department is a ministry, or what has a seat as one.
type Department struct {
	Code     string   `yaml:"code"` // in its house spelling: "IenW"
	Name     string   `yaml:"name"` // without "ministerie van"
	EN       string   `yaml:"en"`
	Also     []string `yaml:"also"`    // other spellings, and what is part of it
	Former   []string `yaml:"former"`  // codes and names that were merged into it
	Domains  []string `yaml:"domains"` // of e-mail addresses, with what is below them
	Agencies []Agency `yaml:"agencies"`
	TOOI     string   `yaml:"tooi"` // its number in https://identifier.overheid.nl/tooi/id/ministerie/
}

// A Match is what somebody may have meant.
type Match struct {
	Department Department
	Agency     *Agency // nil when the department itself was meant
	Former     string  // the former name as it is written, when that was typed
}

// A Directory knows departments. It does not change, so that it can be used by
// several at once; its lists are not to be changed. A nil Directory is empty.
type Directory struct {
	all     []Department     // by code
	names   []name           // all that Find compares with
	byKey   map[string][]int // names that have a key
	domains map[string]Match
}

//go:embed departments.yaml
var departments []byte

var builtin = sync.OnceValue(func() *Directory {
	var all []Department
	if err := yaml.UnmarshalWithOptions(departments, &all, yaml.Strict()); err != nil {
		panic(fmt.Sprintf("departments.yaml: %v", err)) // a mistake of ours, found by the tests
	}
	d, err := build(all)
	if err != nil {
		panic(fmt.Sprintf("departments.yaml: %v", err))
	}
	return d
})

// Builtin knows the Dutch departments of today, with former names, agencies and
// e-mail domains.
func Builtin() *Directory { return builtin() }

// Empty knows no department.
func Empty() *Directory {
	d, _ := build(nil) // nothing can be wrong with nothing
	return d
}

var (
	departmentForm = regexp.MustCompile(`^[\p{L}\p{N}][\p{L}\p{N}&_-]*$`)
	domainForm     = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$`)
)

// mayBeCode tells whether a code is short and without spaces. The length is no part
// of the expression: sixteen times every letter there is takes half a megabyte.
func mayBeCode(s string) bool {
	return utf8.RuneCountInString(s) <= 16 && departmentForm.MatchString(s)
}

func byCode(a, b Department) int {
	return cmp.Compare(strings.ToLower(a.Code), strings.ToLower(b.Code))
}

// With is the directory with more departments. One with a code that is there
// replaces that department, whole. One that lists another's code under Former
// takes its place, with its former names, agencies and domains. One whose code or
// name is a former name of another was made again: the other no longer has it.
// The error names everything that is wrong, one per line: a department without a
// usable code or name, and every name or domain that two of them have.
func (d *Directory) With(more []Department) (*Directory, error) {
	kept := slices.Clone(d.All())
	var problems []error
	seen := map[string]bool{}
	for i, m := range more {
		if seen[codeKey(m.Code)] && m.Code != "" {
			problems = append(problems, fmt.Errorf("department %s is there twice: keep one of them", m.Code))
			continue
		}
		seen[codeKey(m.Code)] = true
		if !mayBeCode(m.Code) {
			problems = append(problems, fmt.Errorf("department number %d has the code %q: write a short one without spaces, such as FIN", i+1, m.Code))
		}
		kept = slices.DeleteFunc(kept, func(x Department) bool { return codeKey(x.Code) == codeKey(m.Code) })
	}
	if len(problems) > 0 {
		return nil, errors.Join(problems...)
	}
	for _, m := range more {
		m.Agencies, m.Domains, m.Former = slices.Clone(m.Agencies), slices.Clone(m.Domains), slices.Clone(m.Former)
		was := map[string]bool{}
		for _, f := range m.Former {
			was[codeKey(f)] = true
		}
		kept = slices.DeleteFunc(kept, func(x Department) bool {
			if !was[codeKey(x.Code)] {
				return false
			}
			m.Agencies = append(m.Agencies, x.Agencies...)
			m.Domains = append(m.Domains, x.Domains...)
			for _, f := range slices.Concat([]string{x.Code, x.Name, x.EN}, x.Also, x.Former) {
				if key := codeKey(f); f != "" && !was[key] && key != codeKey(m.Code) && key != codeKey(m.Name) {
					was[key] = true
					m.Former = append(m.Former, f)
				}
			}
			return true
		})
		kept = append(kept, m)
	}
	// What was made again belongs to no other any more.
	for _, m := range more {
		for i := range kept {
			if x := &kept[i]; codeKey(x.Code) != codeKey(m.Code) {
				x.Former = without(x.Former, m)
			}
		}
	}
	return build(kept)
}

// without is former names without the code and the names of a department.
func without(former []string, m Department) []string {
	return slices.DeleteFunc(slices.Clone(former), func(f string) bool {
		return slices.ContainsFunc([]string{m.Code, m.Name, m.EN}, func(own string) bool { return own != "" && codeKey(own) == codeKey(f) })
	})
}

// build makes a directory, and says everything that is wrong with it.
func build(all []Department) (*Directory, error) {
	d := &Directory{all: slices.Clone(all), byKey: map[string][]int{}, domains: map[string]Match{}}
	slices.SortStableFunc(d.all, byCode)
	var problems []error
	owner := map[string]string{} // of a name, by its key
	taken := func(what, written, key, by string) bool {
		if was, ok := owner[what+" "+key]; ok {
			if said := what + " " + key + " " + by; was != by && owner[said] == "" {
				owner[said] = by // once is enough: a name can be in both languages
				problems = append(problems, fmt.Errorf("the %s %q is of both %s and %s: take it out of one of them", what, written, was, by))
			}
			return true
		}
		owner[what+" "+key] = by
		return false
	}
	for i := range d.all {
		x := &d.all[i]
		if strings.TrimSpace(x.Name) == "" {
			problems = append(problems, fmt.Errorf("department %s has no name", x.Code))
		}
		m := Match{Department: *x}
		add := func(written, by string, m Match, code bool) {
			key := codeKey(written)
			if key == "" {
				if strings.TrimSpace(written) != "" {
					problems = append(problems, fmt.Errorf("the name %q of %s has no letters or digits", written, by))
				}
				return
			}
			if !taken("name", written, key, by) {
				d.names = append(d.names, newName(written, m, code))
			}
		}
		domain := func(written, by string, m Match) {
			key := strings.TrimPrefix(strings.ToLower(strings.TrimSpace(written)), "@")
			if !domainForm.MatchString(key) {
				problems = append(problems, fmt.Errorf("the domain %q of %s is none: write what comes behind the @, such as minfin.nl", written, by))
				return
			}
			if !taken("domain", written, key, by) {
				d.domains[key] = m
			}
		}
		add(x.Code, x.Code, m, true)
		for _, s := range append([]string{x.Name, x.EN}, x.Also...) {
			add(s, x.Code, m, isCode(s))
		}
		for _, s := range x.Former {
			add(s, x.Code, Match{Department: *x, Former: s}, isCode(s))
		}
		for _, s := range x.Domains {
			domain(s, x.Code, m)
		}
		for j := range x.Agencies {
			a := &x.Agencies[j]
			by := x.Code + "/" + a.Code
			if !mayBeCode(a.Code) || strings.TrimSpace(a.Name) == "" {
				problems = append(problems, fmt.Errorf("agency number %d of %s has the code %q and the name %q: write a short code without spaces, and a name", j+1, x.Code, a.Code, a.Name))
				continue
			}
			m := Match{Department: *x, Agency: a}
			add(a.Code, by, m, true)
			for _, s := range append([]string{a.Name}, a.Also...) {
				add(s, by, m, isCode(s))
			}
			for _, s := range a.Domains {
				domain(s, by, m)
			}
		}
	}
	if len(problems) > 0 {
		return nil, errors.Join(problems...)
	}
	for i, n := range d.names {
		for _, key := range n.keys {
			d.byKey[key] = append(d.byKey[key], i)
		}
	}
	return d, nil
}

// All are the departments by code.
func (d *Directory) All() []Department {
	if d == nil {
		return nil
	}
	return slices.Clone(d.all)
}

func (d *Directory) codes() (all []string) {
	for _, x := range d.All() {
		all = append(all, x.Code)
	}
	return all
}

// ByCode is the department that has a code today: its own, another spelling of
// it, or a former one, whatever the case. Items keep the code of when they were
// brought, so this is how to go on with them.
func (d *Directory) ByCode(code string) (Department, bool) {
	if d == nil {
		return Department{}, false
	}
	key := codeKey(code)
	for _, i := range d.byKey[key] {
		if n := d.names[i]; n.match.Agency == nil && n.keys[0] == key {
			return n.match.Department, true
		}
	}
	return Department{}, false
}

// seatKey is the same for two spellings of a code, and not for a department and
// one that was merged into it: for a while both had a seat.
func (d *Directory) seatKey(code string) string {
	x, ok := d.ByCode(code)
	if !ok || slices.ContainsFunc(x.Former, func(f string) bool { return codeKey(f) == codeKey(code) }) {
		return codeKey(code)
	}
	return codeKey(x.Code)
}

// ByEmail is the department or agency that an e-mail address is of, by the part
// behind the @ or what that is below: "x@dji.minjus.nl" is of minjus.nl when
// nothing nearer is known.
func (d *Directory) ByEmail(address string) (Match, bool) {
	if d == nil {
		return Match{}, false
	}
	at := strings.LastIndexByte(address, '@')
	if at < 1 {
		return Match{}, false
	}
	return d.byDomain(strings.TrimRight(strings.TrimSpace(address[at+1:]), ".> "))
}

func (d *Directory) byDomain(domain string) (Match, bool) {
	for domain = strings.ToLower(domain); domain != ""; {
		if m, ok := d.domains[domain]; ok {
			return m, true
		}
		_, domain, _ = strings.Cut(domain, ".")
	}
	return Match{}, false
}
