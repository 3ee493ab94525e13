package agenda

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"wegwijs/handlers/agenda/item"
)

func TestLikeness(t *testing.T) {
	type request [2]string // topic, ask
	for _, x := range []struct {
		a, b  request
		alike bool
	}{
		{request{"Nieuw intranet", "Hoe doen jullie dat?"}, request{"Nieuw intranet", "Wie heeft ervaring?"}, true},
		{request{"Nieuw intranet", ""}, request{"Het intranet", ""}, true},
		{request{"Intranetpagina's", ""}, request{"Intranet", ""}, true},
		{request{"Sociaal intranet", "Wie heeft ervaring?"}, request{"Wie heeft ervaring met een sociaal intranet?", ""}, true},
		{request{"Vergaderregels", ""}, request{"Vergaderregel", ""}, true},
		{request{"Interne campagne hybride werken", ""}, request{"Hybride werken", "Hoe ver zijn jullie?"}, true},
		{request{"Toegankelijke documenten", ""}, request{"Toegankelijke documenten maken", ""}, true},
		{request{"Reorganisatie goed uitleggen", ""}, request{"Communicatie bij een reorganisatie", ""}, true},
		{request{"New intranet", ""}, request{"Nieuw intranet", ""}, true},
		{request{"CAFÉ voor adviseurs", ""}, request{"Cafe voor adviseurs", ""}, true},

		{request{"Nieuw intranet", ""}, request{"Nieuwe huisstijl", ""}, false},
		{request{"Interne communicatie", ""}, request{"Interne communicatie bij Defensie", ""}, false},
		{request{"Communicatie over vergaderen", ""}, request{"Communicatie over pensioen", ""}, false},
		{request{"AI in teksten", ""}, request{"AI voor beeldmateriaal", ""}, false},
		{request{"Hoe doen jullie dat?", ""}, request{"Hoe doen we dat?", ""}, false},
		{request{"Hybride werken", "Wat kost een app?"}, request{"Hybride auto's", ""}, false},
		{request{"", ""}, request{"", ""}, false},
		{request{"🎉", "🎉"}, request{"🎉", "🎉"}, false},
		{request{"Campagne 2027", ""}, request{"Begroting 2027", ""}, false},
	} {
		a, b := &item.Item{Topic: x.a[0], Ask: x.a[1]}, &item.Item{Topic: x.b[0], Ask: x.b[1]}
		one, other := wordsOf(a).like(wordsOf(b)), wordsOf(b).like(wordsOf(a))
		if (one >= likeEnough) != x.alike || (other >= likeEnough) != x.alike {
			t.Errorf("%q and %q: %.2f and %.2f, want alike %v", x.a, x.b, one, other, x.alike)
		}
	}
}

// What somebody brings is compared with everything that is open: with a thousand
// requests that may not be noticed.
func TestLikenessIsQuick(t *testing.T) {
	var long strings.Builder
	for i := 0; long.Len() < item.MostAsk-10; i++ {
		fmt.Fprintf(&long, "woordenrij%c%c ", 'a'+i%26, 'a'+i/26)
	}
	x := wordsOf(&item.Item{Topic: "Nieuw intranet voor alle departementen", Ask: long.String()})
	start := time.Now()
	for i := range 1000 {
		x.like(wordsOf(&item.Item{Topic: fmt.Sprintf("Onderwerp nummer %d over vergaderen", i), Ask: strings.ReplaceAll(long.String(), "w", "v")}))
	}
	if took := time.Since(start); took > time.Second {
		t.Errorf("1,000 requests took %v", took)
	}
}
