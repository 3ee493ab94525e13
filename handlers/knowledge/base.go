package knowledge

import (
	"embed"
	"io/fs"

	"wegwijs/handlers/knowledge/find"
)

//go:embed base/*.md
var base embed.FS

// Base returns the built-in entries as files.
func Base() fs.FS {
	sub, err := fs.Sub(base, "base")
	if err != nil {
		panic(err) // the name is a constant above
	}
	return sub
}

// Read reads the entries of folders, and the built-in ones when asked, once;
// see Library.
func Read(folders []string, builtin bool) ([]find.Entry, []find.Flaw) {
	return OpenLibrary(folders, builtin, "").Read()
}
