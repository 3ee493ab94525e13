package store

import (
	"fmt"
	"maps"
	"strings"
)

// places are how many jobs run, by kind.
type places map[string]int

func isOwn(kind string) bool { return strings.HasPrefix(kind, ownKinds) }

func (p places) copy() places {
	if p == nil {
		return nil
	}
	return maps.Clone(p)
}

func (p places) taken() (n int) {
	for _, k := range p {
		n += k
	}
	return n
}

// others is how many run that are not the store's own.
func (p places) others() (n int) {
	for kind, k := range p {
		if !isOwn(kind) {
			n += k
		}
	}
	return n
}

// take takes a place for a job, if there is one. There are always places for
// the store's own, and nil has places for all.
func (p places) take(kind string) bool {
	if p == nil {
		return true
	}
	if !isOwn(kind) && (p[kind] >= PerKind || p.others() >= Workers) {
		return false
	}
	p[kind]++
	return true
}

func (p places) leave(kind string) {
	if p[kind]--; p[kind] == 0 {
		delete(p, kind)
	}
}

// which admits, in SQL, the kinds that have a place left. Its arguments come
// after so many others.
func (p places) which(after int) (sql string, args []any) {
	if p.others() >= Workers {
		return "AND kind LIKE 'store.%'", nil
	}
	for kind, n := range p {
		if !isOwn(kind) && n >= PerKind {
			args = append(args, kind)
			sql += fmt.Sprintf(" AND kind <> $%d", after+len(args))
		}
	}
	return sql, args
}
