package knowledge

import (
	"slices"

	"wegwijs/handlers/knowledge/find"
)

// SetMore replaces the entries that come from elsewhere than the library, such as
// answers of a committee. An entry of the library with the same id goes before
// one of these: that is how somebody corrects it for good. It may be called at
// any time, and takes as long as making an index.
func (k *Knowledge) SetMore(more []find.Entry) {
	k.making.Lock()
	defer k.making.Unlock()
	if len(more) == 0 && len(k.beside) == 0 {
		return
	}
	k.beside = slices.Clone(more)
	k.index.Store(find.NewIndexWith(k.withMore(), k.lexicon))
}

// put makes an index of the library the one that is asked, with what came from
// elsewhere added to it.
func (k *Knowledge) put(x *find.Index, words *find.Lexicon) {
	k.making.Lock()
	defer k.making.Unlock()
	k.library, k.lexicon = x.Entries(), words
	if len(k.beside) > 0 {
		x = find.NewIndexWith(k.withMore(), words)
	}
	k.index.Store(x)
}

func (k *Knowledge) withMore() []find.Entry {
	known := map[string]bool{}
	for i := range k.library {
		known[k.library[i].ID] = true
	}
	all := slices.Clone(k.library)
	for _, e := range k.beside {
		if !known[e.ID] {
			all = append(all, e)
		}
	}
	return all
}
