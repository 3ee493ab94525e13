package knowledge

import "testing"

func TestThemesNameEntriesThatExist(t *testing.T) {
	entries, _ := OpenLibrary(nil, true, "").Read()
	exists, inTheme := map[string]bool{}, map[string]bool{}
	for _, e := range entries {
		exists[e.ID] = true
	}
	ids := map[string]bool{}
	for _, theme := range readThemes() {
		if ids[theme.ID] || theme.Title.NL == "" || theme.Title.EN == "" {
			t.Errorf("theme %q is there twice, or has no title in one language", theme.ID)
		}
		ids[theme.ID] = true
		for _, id := range theme.Entries {
			if !exists[id] {
				t.Errorf("theme %s names %s, which does not exist", theme.ID, id)
			}
			inTheme[id] = true
		}
	}
	for id := range exists {
		if !inTheme[id] {
			t.Errorf("%s is in no theme", id)
		}
	}
}
