package knowledge

import (
	"embed"
	"io/fs"
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
