package find

import (
	"reflect"
	"slices"
	"testing"
)

func TestPackingKeepsAnEntry(t *testing.T) {
	for _, e := range slices.Concat([]Entry{{}, {Kind: "other", Access: "other", Keywords: []string{"", "a"}}}, builtin().Entries()) {
		packed := e
		if packed.pack(); !reflect.DeepEqual(packed, e) {
			t.Errorf("%+v became %+v", e, packed)
		}
	}
}
