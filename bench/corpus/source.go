package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// source is a Debian package with Dutch pages.
type source struct {
	name    string
	licence string // of the pages, as the package's copyright file says
	read    func(root string) ([]page, error)
}

var sources = []source{
	{"libreoffice-help-nl", "Mozilla Public License 2.0", readLibreOffice},
	{"gnome-user-docs", "Creative Commons Attribution-ShareAlike 3.0", readGnome},
}

// unpacked is a package laid out in a folder.
type unpacked struct{ root, version string }

// fetch unpacks the package below work, out of a folder with packages or from
// the mirrors that apt-get knows.
func (s source) fetch(debs, work string) (unpacked, error) {
	for _, tool := range []string{"apt-get", "dpkg-deb"} {
		if _, err := exec.LookPath(tool); err != nil {
			return unpacked{}, fmt.Errorf("%s is not there: run this on Debian or in a container of it, such as debian:bookworm", tool)
		}
	}
	root := filepath.Join(work, "root")
	if err := os.MkdirAll(root, 0o755); err != nil {
		return unpacked{}, err
	}
	if debs == "" {
		debs = work
		get := exec.Command("apt-get", "download", s.name)
		get.Dir = work
		if out, err := get.CombinedOutput(); err != nil {
			return unpacked{}, fmt.Errorf("download %s: %w: %s; run `apt-get update` first when the list of packages is old", s.name, err, strings.TrimSpace(string(out)))
		}
	}
	found, err := filepath.Glob(filepath.Join(debs, s.name+"_*.deb"))
	if err != nil {
		return unpacked{}, err
	}
	if len(found) != 1 {
		return unpacked{}, fmt.Errorf("%d packages %s in %s: there must be one", len(found), s.name, debs)
	}
	version, err := output("dpkg-deb", "--field", found[0], "Version")
	if err != nil {
		return unpacked{}, err
	}
	if _, err := output("dpkg-deb", "--extract", found[0], root); err != nil {
		return unpacked{}, err
	}
	return unpacked{root, version}, nil
}

func output(name string, args ...string) (string, error) {
	out, err := exec.Command(name, args...).Output()
	var failed *exec.ExitError
	if errors.As(err, &failed) {
		return "", fmt.Errorf("%s %s: %w: %s", name, strings.Join(args, " "), err, strings.TrimSpace(string(failed.Stderr)))
	}
	return strings.TrimSpace(string(out)), err
}
