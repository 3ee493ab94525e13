package find

import (
	"math/bits"
	"sort"
	"strings"
)

// table numbers texts. All of them lie in one string, and a hash table without
// pointers leads to them: it takes a fraction of a map, is free for the garbage
// collector, and is stored as it is.
type table struct {
	text  string
	ends  []uint32 // text i ends at ends[i]
	slots []uint32 // open addressing with linear probing: number plus one
}

func newTable(list []string) table {
	var t table
	n := 0
	for _, s := range list {
		n += len(s)
	}
	var b strings.Builder
	b.Grow(n)
	t.ends = make([]uint32, len(list))
	for i, s := range list {
		b.WriteString(s)
		t.ends[i] = uint32(b.Len())
	}
	t.text = b.String()
	t.hash()
	return t
}

// hash fills the slots; at most two of three are in use.
func (t *table) hash() {
	t.slots = make([]uint32, 1<<bits.Len(uint(len(t.ends)+len(t.ends)/2)))
	mask := uint64(len(t.slots) - 1)
	for i := range t.ends {
		at := hash(t.at(uint32(i))) & mask
		for t.slots[at] != 0 {
			at = (at + 1) & mask
		}
		t.slots[at] = uint32(i) + 1
	}
}

func (t *table) len() int { return len(t.ends) }

// at returns text i.
func (t *table) at(i uint32) string {
	from := uint32(0)
	if i > 0 {
		from = t.ends[i-1]
	}
	return t.text[from:t.ends[i]]
}

// find returns the number of a text.
func (t *table) find(s string) (uint32, bool) {
	if len(t.slots) == 0 {
		return 0, false
	}
	mask := uint64(len(t.slots) - 1)
	for at := hash(s) & mask; t.slots[at] != 0; at = (at + 1) & mask {
		if i := t.slots[at] - 1; t.at(i) == s {
			return i, true
		}
	}
	return 0, false
}

// posting says how much a term means for one entry: the entry's number, the
// fields the term stands in, and its saturated count in steps of 1/511.
type posting uint32

const (
	docBits   = 18
	maxDocs   = 1 << docBits // entries an index can hold
	docMask   = maxDocs - 1
	fieldMask = 1<<fields - 1
	satShift  = docBits + uint(fields)
	satMost   = 1<<(32-satShift) - 1
)

func newPosting(doc uint32, mask uint32, sat float32) posting {
	level := min(max(uint32(sat*satMost+0.5), 1), satMost)
	return posting(doc | mask<<docBits | level<<satShift)
}

func (p posting) doc() uint32    { return uint32(p) & docMask }
func (p posting) fields() uint32 { return uint32(p) >> docBits & fieldMask }
func (p posting) sat() float32   { return float32(p>>satShift) * (1.0 / satMost) }

// of returns the postings of a term, by entry.
func (x *Index) of(t uint32) []posting { return x.postings[x.starts[t]:x.starts[t+1]] }

// known reports whether a term stands in any entry.
func (x *Index) known(s string) (uint32, bool) {
	t, ok := x.terms.find(s)
	return t, ok && x.starts[t+1] > x.starts[t]
}

// find returns the posting of a term for an entry.
func (x *Index) find(term, doc uint32) (posting, bool) {
	list := x.of(term)
	i := sort.Search(len(list), func(i int) bool { return list[i].doc() >= doc })
	if i < len(list) && list[i].doc() == doc {
		return list[i], true
	}
	return 0, false
}
