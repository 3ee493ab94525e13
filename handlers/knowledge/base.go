package knowledge

import (
	"embed"
	"io/fs"
	"os"

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

// Read reads the entries of folders, and the built-in ones when asked. An
// entry in a folder replaces a built-in entry of the same id without remark:
// that is how an organisation corrects one. Everything that is wrong comes
// back as a flaw; what is fatal was left out.
func Read(folders []string, builtin bool) ([]find.Entry, []find.Flaw) {
	var entries []find.Entry
	var flaws []find.Flaw
	have := map[string]string{}
	for _, folder := range folders {
		if info, err := os.Stat(folder); err != nil || !info.IsDir() {
			flaws = append(flaws, find.Flaw{File: folder, Fatal: true, Message: "this is not a folder that can be read: correct the path, or make the folder"})
			continue
		}
		read, wrong := find.Load(os.DirFS(folder), folder)
		flaws = append(flaws, wrong...)
		for _, e := range read {
			if first, twice := have[e.ID]; twice {
				flaws = append(flaws, find.Flaw{File: e.File, Fatal: true, Message: "the id " + e.ID + " is taken by " + first + ": give one of the two another id"})
				continue
			}
			have[e.ID] = e.File
			entries = append(entries, e)
		}
	}
	if builtin {
		read, wrong := find.Load(Base(), "builtin")
		flaws = append(flaws, wrong...)
		for _, e := range read {
			if _, replaced := have[e.ID]; !replaced {
				entries = append(entries, e)
			}
		}
	}
	return entries, flaws
}
