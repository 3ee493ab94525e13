package webtest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"wegwijs/bot/bottest"
)

// A page is what somebody sees of a place.
type page struct {
	articles []article
	forms    []*form
	form     *dialog
	cursor   string // where its stream of changes goes on
	sum      uint64 // see sumOf
}

// An article is a message on a page.
type article struct {
	id, root            string
	changed             int
	ours, private, gone bool
	blocks              []bottest.SeenBlock
	files               map[int]string // where the data of a block is, by its place in blocks
	buttons             []buttonNode
	menus               []*menuNode
	remove              *form
	shown               string // tells two states of it apart, by what is seen of it
}

// print is what is seen of a message, in one line.
func (a article) print() string {
	files := map[int]string{}
	for i, f := range a.files {
		u, _ := url.Parse(f) // readArticle refuses anything else
		files[i] = u.Path
	}
	data, err := json.Marshal([]any{a.blocks, files})
	if err != nil {
		panic(err) // words and numbers
	}
	return string(data)
}

type buttonNode struct {
	form         *form
	label, value string
}

type menuNode struct {
	form    *form
	label   string
	button  string // the value of its button
	options []labelled
}

type labelled struct{ label, value string }

// A form is one form of a page.
type form struct {
	node   *html.Node
	action string
}

func readPage(data []byte) (*page, error) {
	doc, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	p := &page{sum: sumOf(data)}
	body := first(doc, func(n *html.Node) bool { return n.DataAtom == atom.Body })
	if p.cursor = attr(body, "data-cursor"); p.cursor == "" {
		return nil, errors.New("the page does not say where its stream of changes begins")
	}
	log := first(doc, func(n *html.Node) bool { return attr(n, "role") == "log" })
	if log == nil {
		return nil, errors.New("the page has no element with the role log")
	}
	for n := range all(doc, atom.Form) {
		p.forms = append(p.forms, &form{n, attr(n, "action")})
	}
	for n := range all(log, atom.Article) {
		a, err := readArticle(n)
		if err != nil {
			return nil, fmt.Errorf("message %s: %w", attr(n, "id"), err)
		}
		p.articles = append(p.articles, a)
	}
	for n := range all(doc, atom.Dialog) {
		if p.form != nil {
			return nil, errors.New("the page has two forms open")
		}
		if p.form, err = readDialog(n); err != nil {
			return nil, fmt.Errorf("form: %w", err)
		}
	}
	return p, nil
}

func (p *page) find(is func(*form) bool) *form {
	i := slices.IndexFunc(p.forms, is)
	if i < 0 {
		return nil
	}
	return p.forms[i]
}

// byID returns the articles, the oldest first.
func (p *page) byID() []article {
	return slices.SortedFunc(slices.Values(p.articles), func(a, b article) int { return a.number() - b.number() })
}

func readArticle(n *html.Node) (article, error) {
	id, ok := strings.CutPrefix(attr(n, "id"), "m")
	if _, err := strconv.Atoi(id); err != nil || !ok {
		return article{}, errors.New("it has no id")
	}
	a := article{id: id, root: attr(n, "data-root"), files: map[int]string{}, gone: has(n, "data-gone")}
	var err error
	if a.changed, err = strconv.Atoi(attr(n, "data-changed")); err != nil {
		return a, errors.New("it does not say when it changed")
	}
	by := first(n, func(n *html.Node) bool { return class(n, "by") })
	if by == nil {
		return a, errors.New("it does not say whose it is")
	}
	a.ours = strings.HasPrefix(text(by), "Wegwijs (chatbot)")
	only := first(by, func(n *html.Node) bool { return class(n, "only") })
	if a.private = only != nil; a.private {
		if s := text(only); s != "Alleen voor jou" && s != "Only for you" {
			return a, fmt.Errorf("it is private and says %q", s)
		}
	}
	if f := first(n, func(n *html.Node) bool { return attr(n, "action") == "/delete" }); f != nil {
		a.remove = &form{f, "/delete"}
	}
	body := first(n, func(n *html.Node) bool { return class(n, "words") })
	if body == nil {
		return a, errors.New("it has no content")
	}
	if a.ours && !a.gone {
		for c := body.FirstChild; c != nil; c = c.NextSibling {
			if err := a.block(c); err != nil {
				return a, err
			}
		}
	}
	a.shown = a.print()
	return a, nil
}

// block reads one element of a message.
func (a *article) block(n *html.Node) error {
	add := func(b bottest.SeenBlock) { a.blocks = append(a.blocks, b) }
	switch {
	case n.Type == html.TextNode && strings.TrimSpace(n.Data) == "":
	case n.DataAtom == atom.P && class(n, "note"):
		add(bottest.SeenBlock{Kind: "note", Text: text(n)})
	case n.DataAtom == atom.P && class(n, "file"):
		link := first(n, func(n *html.Node) bool { return n.DataAtom == atom.A })
		if link == nil || attr(link, "download") != text0(link) {
			return errors.New("a file is no link to download it")
		}
		a.files[len(a.blocks)] = attr(link, "href")
		add(bottest.SeenBlock{Kind: "file", Text: text0(link)})
	case n.DataAtom == atom.P:
		add(bottest.SeenBlock{Kind: "para", Text: text(n)})
	case n.DataAtom == atom.Ul || n.DataAtom == atom.Ol:
		number := 0
		for li := range all(n, atom.Li) {
			if n.DataAtom == atom.Ol {
				number++
			}
			add(bottest.SeenBlock{Kind: "item", Text: text(li), Number: number})
		}
	case n.DataAtom == atom.Dl:
		for dt := range all(n, atom.Dt) {
			dd := dt.NextSibling
			if dd == nil || dd.DataAtom != atom.Dd {
				return errors.New("a label without a value")
			}
			add(bottest.SeenBlock{Kind: "field", Text: text(dt) + ": " + text(dd)})
		}
	case n.DataAtom == atom.Form && class(n, "buttons"):
		for b := range all(n, atom.Button) {
			label, name := text(b), attr(b, "aria-label")
			if name != "" && !strings.Contains(words(name), words(label)) {
				return fmt.Errorf("the button %q is called %q, which is not what people see", label, name)
			}
			a.buttons = append(a.buttons, buttonNode{&form{n, attr(n, "action")}, label, attr(b, "value")})
			add(bottest.SeenBlock{Kind: "button", Text: label, Hint: strings.TrimPrefix(name, label+" – ")})
		}
	case n.DataAtom == atom.Form && class(n, "menu"):
		m, err := readMenu(n)
		if err != nil {
			return err
		}
		a.menus = append(a.menus, m)
		b := bottest.SeenBlock{Kind: "menu", Text: m.label}
		for _, o := range m.options {
			b.Options = append(b.Options, o.label)
		}
		add(b)
	case n.DataAtom == atom.Div && class(n, "table"):
		b, err := readTable(n)
		if err != nil {
			return err
		}
		add(b)
	case n.DataAtom == atom.Figure:
		img := first(n, func(n *html.Node) bool { return n.DataAtom == atom.Img })
		if img == nil || attr(img, "alt") == "" {
			return errors.New("a picture without an alternative text")
		}
		a.files[len(a.blocks)] = attr(img, "src")
		add(bottest.SeenBlock{Kind: "picture", Text: attr(img, "alt")})
	default:
		return fmt.Errorf("a message holds <%s>", n.Data)
	}
	return nil
}

func readMenu(n *html.Node) (*menuNode, error) {
	sel := first(n, func(n *html.Node) bool { return n.DataAtom == atom.Select })
	label := first(n, func(n *html.Node) bool { return n.DataAtom == atom.Label })
	button := first(n, func(n *html.Node) bool { return n.DataAtom == atom.Button })
	if sel == nil || label == nil || button == nil || attr(label, "for") != attr(sel, "id") {
		return nil, errors.New("a menu is a labelled select with a button")
	}
	m := &menuNode{form: &form{n, attr(n, "action")}, label: text(label), button: attr(button, "value")}
	for o := range all(sel, atom.Option) {
		if attr(o, "value") != "" {
			m.options = append(m.options, labelled{text0(o), attr(o, "value")})
		}
	}
	return m, nil
}

func readTable(n *html.Node) (bottest.SeenBlock, error) {
	b := bottest.SeenBlock{Kind: "table"}
	caption := first(n, func(n *html.Node) bool { return n.DataAtom == atom.Caption })
	if caption == nil {
		return b, errors.New("a table without a caption")
	}
	b.Text = text(caption)
	for tr := range all(n, atom.Tr) {
		var row []string
		for c := tr.FirstChild; c != nil; c = c.NextSibling {
			switch c.DataAtom {
			case atom.Th:
				if attr(c, "scope") == "" {
					return b, errors.New("a head of a table without a scope")
				}
				row = append(row, text(c))
			case atom.Td:
				row = append(row, text(c))
			}
		}
		b.Rows = append(b.Rows, row)
	}
	return b, nil
}

// values are what a browser sends of a form when a button is pressed.
func (f *form) values(button string) url.Values {
	v := url.Values{}
	for n := range allOf(f.node, func(n *html.Node) bool { return attr(n, "name") != "" }) {
		name := attr(n, "name")
		switch n.DataAtom {
		case atom.Input:
			if t := attr(n, "type"); t != "radio" && t != "checkbox" || has(n, "checked") {
				v.Add(name, attr(n, "value"))
			}
		case atom.Textarea:
			v.Add(name, strings.TrimPrefix(text0(n), "\n"))
		case atom.Select:
			chosen := ""
			for o := range all(n, atom.Option) {
				if has(o, "selected") {
					chosen = attr(o, "value")
				}
			}
			v.Add(name, chosen)
		case atom.Button:
			if button != "" && attr(n, "value") == button {
				v.Set(name, button)
			}
		}
	}
	return v
}

func (f *form) has(name, tag string) bool {
	return first(f.node, func(n *html.Node) bool { return n.Data == tag && attr(n, "name") == name }) != nil
}

func (f *form) root() string {
	n := first(f.node, func(n *html.Node) bool { return attr(n, "name") == "root" })
	if n == nil {
		return ""
	}
	return attr(n, "value")
}
