package world

import (
	"encoding/json"
	"testing"

	"wegwijs/bot/bottest"
)

func TestMrkdwn(t *testing.T) {
	for source, want := range map[string]string{
		"gewoon":                                  "gewoon",
		"*vet* en _schuin_":                       "*vet* en ⟦italic⟧schuin",
		"~door~ `code`":                           "⟦struck⟧door ⟦code⟧code",
		"a*b*c 2 * 3 * 4 **":                      "a*b*c 2 * 3 * 4 **",
		"\u200b*\u200bniet\u200b*\u200b":          "*niet*",
		"<https://x.nl/?a=1&amp;b=2|de *pagina*>": "de *pagina* ‹https://x.nl/?a=1&b=2›",
		"<https://x.nl>":                          "https://x.nl ‹https://x.nl›",
		"<!channel> <@U1> <#C1|x>":                "⟦!channel⟧ ⟦@U1⟧ ⟦#C1|x⟧",
		"&lt;!channel&gt; &amp;amp;":              "<!channel> &amp;",
		"&gt; citaat":                             "⟦quote⟧> citaat",
		":smile: 9:30:00 :\u200bsmile:":           "⟦emoji⟧ 9⟦emoji⟧00 :smile:",
	} {
		if got := mrkdwn(obj{"type": "mrkdwn", "text": source, "verbatim": true}); got != want {
			t.Errorf("%q is read as %q, want %q", source, got, want)
		}
	}
	if got := mrkdwn(obj{"type": "mrkdwn", "text": "zie https://x.nl"}); got != "zie https://x.nl ‹https://x.nl›" {
		t.Errorf("an address without verbatim is read as %q", got)
	}
	if got := plainText(obj{"type": "plain_text", "text": ":smile: *x*"}); got != "⟦emoji⟧ *x*" {
		t.Errorf("plain text is read as %q", got)
	}
}

func TestBlocks(t *testing.T) {
	var blocks []obj
	if err := json.Unmarshal([]byte(`[
		{"type":"rich_text","elements":[
			{"type":"rich_text_section","elements":[{"type":"text","text":"een "},{"type":"text","text":"twee","style":{"bold":true}},{"type":"link","url":"https://x.nl","text":"drie"}]},
			{"type":"rich_text_list","style":"ordered","offset":2,"elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"*"}]}]},
			{"type":"rich_text_section","elements":[{"type":"text","text":"L","style":{"bold":true}},{"type":"text","text":": ","style":{"bold":true}},{"type":"text","text":"V"}]},
			{"type":"rich_text_section","elements":[{"type":"broadcast","range":"here"}]}]},
		{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"Titel","style":{"bold":true}}]}]},
		{"type":"table","rows":[[{"type":"raw_text","text":"a"}],[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"b","style":{"bold":true}}]}]}]]},
		{"type":"context","elements":[{"type":"plain_text","text":"klein","emoji":false}]}]`), &blocks); err != nil {
		t.Fatal(err)
	}
	got, err := readBlocks(blocks)
	if err != nil {
		t.Fatal(err)
	}
	want := []bottest.SeenBlock{
		{Kind: "para", Text: "een *twee*drie ‹https://x.nl›"}, {Kind: "item", Text: "*", Number: 3}, {Kind: "field", Text: "L: V"}, {Kind: "para", Text: "⟦broadcast⟧"},
		{Kind: "table", Text: "Titel", Rows: [][]string{{"a"}, {"*b*"}}}, {Kind: "note", Text: "klein"},
	}
	a, _ := json.Marshal(got)
	b, _ := json.Marshal(want)
	if string(a) != string(b) {
		t.Errorf("read as\n%s, want\n%s", a, b)
	}
}
