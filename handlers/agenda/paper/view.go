package paper

import (
	"slices"
	"strings"
)

// views are the words for a view, the first one its own.
var views = map[View][]string{
	Members: {"members", "leden", "lid", "member"},
	Chair:   {"chair", "voorzitter", "secretaris", "secretary", "annotaties"},
	Public:  {"public", "openbaar", "iedereen", "everyone"},
	Receipt: {"receipt", "ontvangstbewijs", "indiener", "requester"},
}

// ParseView finds the view that somebody named, in Dutch or English.
func ParseView(word string) (View, bool) {
	word = strings.ToLower(strings.TrimSpace(word))
	for v, words := range views {
		if slices.Contains(words, word) {
			return v, true
		}
	}
	return "", false
}

// For is what a view has of an agenda. The result is a copy: nothing that was
// taken out can be written back. What is no view has what everybody may read.
//
//   - Chair has everything.
//   - Members have no annotation, and no record of who did what when.
//   - Public has besides no topic for members only, nor what stands under it, no
//     closed document, and not who brought a topic or who is absent. Numbers stay
//     those of the members' agenda.
//   - Receipt is for who brought a topic. An agenda with more than one topic has
//     nothing in it: cut it with Only first.
func (a Agenda) For(v View) Agenda {
	a.View = v
	a.Members, a.Apologies, a.Changes = slices.Clone(a.Members), slices.Clone(a.Apologies), slices.Clone(a.Changes)
	switch v {
	case Chair, Members:
	case Receipt:
		if len(a.Items) > 1 {
			a.Items = nil
		}
		a.Members, a.Apologies, a.Changes, a.SecretaryEmail = nil, nil, nil, ""
	default:
		a.View = Public
		// What changed is told in words, which may be those of a topic for members.
		a.Apologies, a.Changes, a.SecretaryEmail = nil, nil, ""
	}
	a.Items = itemsFor(a.Items, a.View)
	return a
}

// Only is an agenda with one topic alone, by the number of its request.
func (a Agenda) Only(number string) (Agenda, bool) {
	i := slices.IndexFunc(a.Items, func(x Item) bool { return x.Number == number && number != "" })
	if i < 0 {
		return Agenda{}, false
	}
	a.Items = []Item{a.Items[i]}
	return a, true
}

// For is what a view has of a list, as For of an agenda. A long list, open
// actions and what was done with items are not for the public: it has nothing of
// them.
func (l List) For(v View) List {
	l.View = v
	switch v {
	case Chair, Members:
	case Receipt:
		l.Items, l.Outcomes = nil, nil
	default:
		l.View = Public
		if l.Kind == LongList || l.Kind == Actions || l.Kind == Moves {
			l.Items, l.Outcomes = nil, nil
		}
	}
	if l.Items = itemsFor(l.Items, l.View); len(l.Items) == 0 {
		l.Items = nil
	}
	l.Outcomes = slices.Clone(l.Outcomes)
	if l.View == Public {
		l.Outcomes = slices.DeleteFunc(l.Outcomes, func(o Outcome) bool { return o.MembersOnly })
	}
	return l
}

// told are the moves whose reason was said to who brought an item. The others are
// between members and secretary.
var told = map[string]bool{"ask": true, "reply": true, "answer": true, "decline": true, "withdraw": true, "hold": true, "merge": true}

func itemsFor(items []Item, v View) []Item {
	all := make([]Item, 0, len(items))
	closed := false // the point that sub-points stand under is for members only
	for _, x := range items {
		if !x.Sub {
			closed = x.MembersOnly
		}
		if v == Public && (x.MembersOnly || x.Sub && closed) {
			continue
		}
		x.Documents = slices.Clone(x.Documents)
		x.Moves = slices.Clone(x.Moves)
		switch v {
		case Members:
			x.Annotation, x.Moves, x.Told = "", nil, false
		case Public:
			x.Requester, x.State, x.Told, x.Postponed = "", "", false, 0
			fallthrough
		case Receipt:
			if v == Public {
				x.Moves = nil
			}
			for i, m := range x.Moves {
				if !told[m.Action] {
					x.Moves[i].Reason = ""
				}
			}
			x.Annotation = ""
			x.Documents = slices.DeleteFunc(x.Documents, func(d Document) bool { return d.Access == "closed" })
		}
		all = append(all, x)
	}
	return all
}
