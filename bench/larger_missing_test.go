package bench

import (
	"strings"
	"testing"
)

func TestLargerSetThatIsNotThereSaysHowToBuildIt(t *testing.T) {
	_, err := ReadCorpus(t.TempDir())
	if err == nil || !strings.Contains(err.Error(), "go run ./corpus") {
		t.Errorf("got %v, want an error that names the command", err)
	}
}
