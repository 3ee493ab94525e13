package bench

import "testing"

// Find must rank better than every setting of both peers, and at 10,000 entries
// not take longer than Bleve. Absolute times mean nothing on a shared machine;
// here all are measured in turns.
func TestGoldenQuestions(t *testing.T) {
	set, err := GoldenSet()
	if err != nil {
		t.Fatal(err)
	}
	c, err := Compare(set)
	if err != nil {
		t.Fatal(err)
	}
	c.Print(t.Output())
	for _, l := range c.Losses() {
		t.Error(l)
	}
	entries, asked := Synthetic(many, timedQuestions)
	slower, err := c.timeOn(t.Output(), entries, asked)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range slower {
		t.Error(l)
	}
}
