package find

// shared words are little words in both languages; they tell nothing.
var shared = set("in is we me of over was had die want to on an as so open all men hun even dan her ten man er ben had no by be are at or it do go he am any per via top plan team app tool contact contacts help info agenda")

// guess tells which language words are in, and by how many words; the language
// is empty when they do not tell.
func guess(ws []word) (Lang, int) {
	nl, en := 0, 0
	for _, w := range ws {
		if shared[w.text] || w.upper {
			continue
		}
		n, e := stopNL[w.text], stopEN[w.text]
		switch {
		case n && !e:
			nl += 2
		case e && !n:
			en += 2
		case n || e:
		case weakNL[w.text] && !weakEN[w.text]:
			nl += 2
		case weakEN[w.text] && !weakNL[w.text]:
			en += 2
		case hasAny(w.text, "ing", "tion", "tions", "ment", "ness", "ity", "ship", "ies", "able", "ful", "ally"):
			if hasAny(w.text, "tion", "tions", "ness", "ity", "ful", "ally", "able") {
				en++
			}
		case hasAny(w.text, "tie", "ties", "heid", "lijk", "lijke", "isch", "ische", "eren", "ngen", "aar", "schap", "sch", "je", "ij", "elen", "ief", "ieve"):
			nl++
		case contains2(w.text, "ij", "aa", "uu", "ui", "oe", "cht", "sch", "eeu"):
			nl++
		case contains2(w.text, "th", "sh", "wh", "ough", "igh"):
			en++
		}
	}
	switch {
	case nl > en:
		return NL, nl - en
	case en > nl:
		return EN, en - nl
	}
	return "", 0
}

func contains2(s string, parts ...string) bool {
	for _, p := range parts {
		for i := 0; i+len(p) <= len(s); i++ {
			if s[i:i+len(p)] == p {
				return true
			}
		}
	}
	return false
}
