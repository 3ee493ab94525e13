package agenda

import (
	"net/url"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/item"
)

// Bounds of the documents of one item.
const (
	mostDocuments = 20
	mostDocTitle  = 150 // characters
)

// A docFault is a line that is no document, as it was typed, with what to do.
type docFault struct {
	line  int // from 1
	typed string
	why   bot.Text
}

// accessWords are what people type for how a document is had.
var accessWords = map[string]item.Access{
	"openbaar": item.Open, "open": item.Open, "public": item.Open, "publiek": item.Open,
	"mail": item.ByMail, "per mail": item.ByMail, "by mail": item.ByMail, "e-mail": item.ByMail, "per e-mail": item.ByMail, "email": item.ByMail, "by e-mail": item.ByMail, "per email": item.ByMail,
	"volgt": item.Later, "volgt nog": item.Later, "later": item.Later, "follows": item.Later, "nazending": item.Later, "komt nog": item.Later,
	"alleen leden": item.Closed, "alleen voor leden": item.Closed, "leden": item.Closed, "besloten": item.Closed, "members only": item.Closed, "for members only": item.Closed, "members": item.Closed,
}

var (
	docBullet  = lazily(`^(?:[-*•–—]|\d{1,3}[.)])\s+`)
	address    = lazily(`(?i)(?:https?://|www\.)\S+`)
	otherLink  = lazily(`(?i)^[a-z][a-z0-9+.-]*:\S+$|^[a-z][a-z0-9+.-]*://`)
	docVersion = lazily(`(?i)^(?:v|versie|version)\.?\s*(\d[0-9a-z.-]{0,15})$`)
)

// parseDocuments reads documents as people type them, one per line:
// "Titel | https://… | openbaar", in any order behind the title. Without a word
// for it, a link opens for everybody who reads the agenda, and what has no link
// follows. Lines that are no document are returned as they were typed.
func parseDocuments(typed string) (docs []item.Document, faults []docFault) {
	for i, line := range strings.Split(typed, "\n") {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		d, why := parseDocument(line)
		if why == nil && len(docs) == mostDocuments {
			why = docTooMany.With(bot.Args{"max": bot.Number(mostDocuments)})
		}
		if why != nil {
			faults = append(faults, docFault{i + 1, line, why})
			continue
		}
		docs = append(docs, d)
	}
	return docs, faults
}

func parseDocument(line string) (d item.Document, why bot.Text) {
	line = strings.Map(func(r rune) rune {
		if r == '\t' {
			return '|' // pasted from a table
		}
		if unicode.IsControl(r) || !unicode.IsPrint(r) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(line, ""))
	var title []string
	for n, part := range strings.Split(line, "|") {
		part = oneLine(part)
		if found := address.FindAllString(part, 2); len(found) > 1 || len(found) == 1 && d.Link != "" {
			return d, docTwoLinks
		} else if len(found) == 1 {
			d.Link = strings.TrimRight(found[0], ".,;)>]")
			part = oneLine(strings.Trim(strings.Replace(part, found[0], " ", 1), " <>()[]"))
			if strings.HasPrefix(strings.ToLower(d.Link), "www.") {
				d.Link = "https://" + d.Link
			}
			if u, err := url.Parse(d.Link); err != nil || u.Host == "" || !bot.SafeURL(d.Link) {
				return d, docBadLink
			}
		} else if n > 0 && otherLink.MatchString(part) {
			return d, docBadLink
		}
		access, isAccess := accessWords[strings.ToLower(part)]
		version := docVersion.FindStringSubmatch(part)
		switch {
		case part == "":
		case n > 0 && isAccess && d.Access != "" && d.Access != access:
			return d, docTwoAccess
		case n > 0 && isAccess:
			d.Access = access
		case n > 0 && version != nil && d.Version == "":
			d.Version = version[1]
		default:
			title = append(title, part)
		}
	}
	d.Title = strings.Join(title, ", ")
	for docBullet.MatchString(d.Title + " ") {
		d.Title = oneLine(docBullet.ReplaceAllString(d.Title+" ", ""))
	}
	if d.Title == "" && d.Link != "" {
		d.Title = titleOf(d.Link)
	}
	switch {
	case !hasWords(d.Title):
		return d, docNoTitle
	case address.MatchString(d.Title):
		return d, docBadLink
	case utf8.RuneCountInString(d.Title) > mostDocTitle:
		return d, docLongTitle.With(bot.Args{"max": bot.Number(mostDocTitle)})
	case d.Access == item.Open && d.Link == "":
		return d, docNoLink
	case d.Access == "" && d.Link != "":
		d.Access = item.Open
	case d.Access == "":
		d.Access = item.Later
	}
	return d, nil
}

// titleOf names a document that has only a link: by its file, else its server.
func titleOf(link string) string {
	u, err := url.Parse(link)
	if err != nil {
		return link
	}
	name := path.Base(u.Path)
	name = oneLine(strings.NewReplacer("|", " ", "\t", " ").Replace(name))
	if !hasWords(name) || address.MatchString(name) || utf8.RuneCountInString(name) > mostDocTitle || strings.ContainsFunc(name, unicode.IsControl) {
		return u.Hostname()
	}
	return name
}

// accessTyped is what people type for how a document is had, in a language.
var accessTyped = map[item.Access]bot.Phrase{
	item.Open:   {NL: "openbaar", EN: "public"},
	item.ByMail: {NL: "per mail", EN: "by mail"},
	item.Later:  {NL: "volgt", EN: "follows"},
	item.Closed: {NL: "alleen leden", EN: "members only"},
}

// documentsTyped is how documents are typed: parseDocuments reads it back.
func documentsTyped(docs []item.Document, l bot.Lang) string {
	var lines []string
	for _, d := range docs {
		line := d.Title
		if d.Link != "" {
			line += " | " + d.Link
		}
		line += " | " + accessTyped[d.Access].In(l, bot.Literal)
		if d.Version != "" {
			line += " | v" + d.Version
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// documentText is one document, to read.
func documentText(d item.Document) bot.Text {
	title := bot.Text(bot.Plain(d.Title))
	if d.Version != "" {
		title = bot.Join(title, docVersionText.With(bot.Args{"v": bot.Plain(d.Version)}))
	}
	if d.Link != "" {
		title = bot.Link(title, d.Link)
	}
	return docLine.With(bot.Args{"title": title, "access": accessTyped[d.Access]})
}
