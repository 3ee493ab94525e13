//go:build corpus

package bench

import "testing"

// Find must rank better than every setting of both peers, and not take longer
// than Bleve.
func TestLargerSet(t *testing.T) {
	set, sections, err := LargerSet()
	if err != nil {
		t.Fatal(err)
	}
	if len(sections) != many {
		t.Errorf("times are measured on %d sections, want %d", len(sections), many)
	}
	c, err := Compare(set)
	if err != nil {
		t.Fatal(err)
	}
	c.Print(t.Output())
	for _, l := range c.Losses() {
		t.Error(l)
	}
	slower, err := c.timeOn(t.Output(), sections, Mixed(few(set.Questions)))
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range slower {
		t.Error(l)
	}
}
