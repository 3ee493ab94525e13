package committee

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

const (
	mostFound   = 400 // bytes of what is typed that are looked at: a name is shorter
	shortOfName = 4   // letters from which a part of a name is enough
	shortOfWord = 6   // letters from which one word of a name may hold a typing error
)

// Find is what somebody may mean by what they type: a code, a name in Dutch or
// English, a former name, an agency, an e-mail address or its domain, a part of a
// name, or one of these in a sentence; with one typing error. Several when it is
// not clear; none when it is nothing of these. By department, agencies after
// their department.
func (d *Directory) Find(typed string) []Match {
	if d == nil {
		return nil
	}
	if len(typed) > mostFound {
		typed = strings.ToValidUTF8(typed[:mostFound], "")
	}
	if m, ok := d.address(typed); ok {
		return []Match{m}
	}
	all := words(typed)
	said := telling(all)
	if len(said) == 0 {
		return nil
	}
	for _, look := range []func() []int{
		func() []int { return d.exact(all, said) },
		func() []int { return d.inside(typed, all) },
		func() []int { return d.themselves(d.part(said)) },
		func() []int { return d.themselves(d.mistyped(said)) },
	} {
		if found := look(); len(found) > 0 {
			return d.matches(found)
		}
	}
	return nil
}

// themselves are the departments among names, or all when there is none: a part
// of a name is sooner that of a department than that of one of many agencies.
func (d *Directory) themselves(found []int) []int {
	var own []int
	for _, at := range found {
		if d.names[at].match.Agency == nil {
			own = append(own, at)
		}
	}
	if len(own) > 0 {
		return own
	}
	return found
}

// address finds an e-mail address or a domain among what is typed.
func (d *Directory) address(typed string) (Match, bool) {
	for _, f := range strings.Fields(typed) {
		f = strings.Trim(f, "<>()[]\",;:.!?")
		if strings.ContainsRune(f, '@') {
			if m, ok := d.ByEmail(f); ok {
				return m, true
			}
			f = strings.TrimPrefix(f, "@")
		}
		if strings.ContainsRune(f, '.') {
			if m, ok := d.byDomain(f); ok {
				return m, true
			}
		}
	}
	return Match{}, false
}

// exact finds what is typed as a whole.
func (d *Directory) exact(all, said []string) (found []int) {
	keys := []string{strings.Join(all, ""), strings.Join(said, ""), strings.Join(drop(said, "en"), "")}
	if code, ok := strings.CutPrefix(keys[0], "min"); ok { // MinBZK, minfin
		keys = append(keys, code)
	}
	for _, key := range keys {
		if key == "" {
			continue
		}
		if at := d.byKey[key]; len(at) > 0 {
			return at
		}
	}
	return nil
}

// inside finds names in a longer text, word by word; the longest ones win. A
// short code counts in a sentence only when it is written as one, and one of two
// letters always: "om" and "duo" are words as well.
func (d *Directory) inside(typed string, all []string) (found []int) {
	capitals := map[string]bool{}
	for _, f := range strings.FieldsFunc(typed, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;:()/-", r) }) {
		if isCode(strings.Trim(f, ".!?")) {
			capitals[codeKey(f)] = true
		}
	}
	type span struct{ from, to, name int }
	var spans []span
	for i := range all {
		key := ""
		for j := i; j < len(all) && j < i+12; j++ {
			key += all[j]
			for _, at := range d.byKey[key] {
				doubtful := len(key) <= 2 || len(key) <= shortOfName && len(all) > 4
				if d.names[at].code && doubtful && !capitals[key] {
					continue
				}
				spans = append(spans, span{i, j, at})
			}
		}
	}
	for _, s := range spans {
		if !slices.ContainsFunc(spans, func(o span) bool {
			return o.from <= s.from && s.to <= o.to && o.to-o.from > s.to-s.from
		}) {
			found = append(found, s.name)
		}
	}
	return found
}

// part finds names that what is typed is a part of, from a whole word on.
func (d *Directory) part(said []string) (found []int) {
	if len(strings.Join(said, "")) < shortOfName {
		return nil
	}
	for at, n := range d.names {
		for i := 0; i+len(said) <= len(n.words); i++ {
			last := len(said) - 1
			if slices.Equal(n.words[i:i+last], said[:last]) && strings.HasPrefix(n.words[i+last], said[last]) && len(said[last]) >= min(shortOfName, len(n.words[i+last])) {
				found = append(found, at)
				break
			}
		}
	}
	return found
}

// mistyped finds names that are one typing error away, and else those of which
// one word is.
func (d *Directory) mistyped(said []string) (found []int) {
	key := strings.Join(said, "")
	if len(key) < shortOfName {
		return nil
	}
	for at, n := range d.names {
		if slices.ContainsFunc(n.keys, func(k string) bool { return len(k) >= shortOfName && near(k, key) }) {
			found = append(found, at)
		}
	}
	if len(found) > 0 || len(said) > 4 {
		return found
	}
	for at, n := range d.names {
		if n.code {
			continue
		}
		if !slices.ContainsFunc(said, func(w string) bool {
			return w != "en" && !slices.ContainsFunc(n.words, func(o string) bool { return w == o || len(w) >= shortOfWord && len(o) >= shortOfWord && near(w, o) })
		}) {
			found = append(found, at)
		}
	}
	return found
}

// matches are names without repeats: a department once, under its name of today
// rather than a former one, and not beside an agency of its own that was named.
func (d *Directory) matches(found []int) (all []Match) {
	type what struct{ department, agency string }
	seen := map[what]int{}
	of := func(m Match) what {
		if m.Agency == nil {
			return what{m.Department.Code, ""}
		}
		return what{m.Department.Code, m.Agency.Code}
	}
	for _, at := range found {
		m := d.names[at].match
		if i, ok := seen[of(m)]; ok {
			if m.Former == "" {
				all[i].Former = ""
			}
			continue
		}
		seen[of(m)] = len(all)
		all = append(all, m)
	}
	all = slices.DeleteFunc(all, func(m Match) bool {
		return m.Agency == nil && slices.ContainsFunc(all, func(o Match) bool { return o.Agency != nil && o.Department.Code == m.Department.Code })
	})
	slices.SortStableFunc(all, func(a, b Match) int {
		return cmp.Or(byCode(a.Department, b.Department), cmp.Compare(of(a).agency, of(b).agency))
	})
	return all
}
