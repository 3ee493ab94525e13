package main

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func TestMallard(t *testing.T) {
	p, err := mallard(strings.NewReader(`<page xmlns="http://projectmallard.org/1.0/"><info><desc>Kort gezegd.</desc>
	  <credit><name>Iemand</name></credit><title type="sort">anders</title></info>
	  <title>Het netwerk</title><p>Sluit de <media><p>kabel</p></media>
	  aan.</p><section><title>Daarna</title><p>Klaar.</p></section></page>`))
	if err != nil {
		t.Fatal(err)
	}
	if p.title != "Het netwerk" || p.about != "Kort gezegd." || len(p.blocks) != 3 {
		t.Fatalf("got %+v", p)
	}
	if p.blocks[0].text != "Sluit de kabel aan." || !p.blocks[1].heading || p.blocks[1].text != "Daarna" || p.blocks[2].text != "Klaar." {
		t.Errorf("got %+v", p.blocks)
	}
}

func TestMallardRefusesBrokenPages(t *testing.T) {
	if _, err := mallard(strings.NewReader("<page><title>Het")); err == nil {
		t.Error("a page that ends halfway is read")
	}
}

func TestLibreOfficePage(t *testing.T) {
	doc, err := html.Parse(strings.NewReader(`<p>menu</p><div id="DisplayArea"><meta itemprop="keywords" content="tabellen,maken">
	  <h1><a name="x"></a>Tabellen</h1><p>Een <b>tabel</b>.</p><h2>Kolommen</h2><footer><h3>info</h3></footer></div>`))
	if err != nil {
		t.Fatal(err)
	}
	var p page
	p.collect(element(doc, func(n *html.Node) bool { return attribute(n, "id") == "DisplayArea" }))
	if p.title != "Tabellen" || len(p.terms) != 1 || p.terms[0] != "tabellen,maken" || len(p.blocks) != 2 {
		t.Fatalf("got %+v", p)
	}
	if p.blocks[0].text != "Een tabel." || p.blocks[0].heading || !p.blocks[1].heading {
		t.Errorf("got %+v", p.blocks)
	}
}
