package bench

import (
	"wegwijs/handlers/knowledge/find"
)

// Engine finds documents for a question.
type Engine interface {
	// Name says which engine this is, in which setting.
	Name() string
	// Search returns the ids of at most n documents, the best first.
	Search(text string, n int) ([]string, error)
	// Close gives back what the engine holds.
	Close() error
}

// Weights says how much each field counts.
type Weights [NumFields]float64

// Setting makes an engine over documents.
type Setting interface {
	Name() string
	Build(entries []find.Entry, docs []Document) (Engine, error)
}

// Find is the engine of the product; it has no settings.
type Find struct{}

// Name returns "find".
func (Find) Name() string { return "find" }

// Build makes an index of entries, as the product does.
func (Find) Build(entries []find.Entry, _ []Document) (Engine, error) {
	return findEngine{find.NewIndex(entries)}, nil
}

type findEngine struct{ index *find.Index }

func (e findEngine) Name() string { return "find" }

func (e findEngine) Search(text string, n int) ([]string, error) {
	a := e.index.Find(text, find.Options{Top: n})
	ids := make([]string, len(a.Hits))
	for i, h := range a.Hits {
		ids[i] = h.Entry.ID
	}
	return ids, nil
}

func (e findEngine) Close() error { return nil }
