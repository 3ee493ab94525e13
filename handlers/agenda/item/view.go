package item

import (
	"slices"

	"wegwijs/bot"
)

// A Viewer is somebody who looks, with what they are to a committee now.
type Viewer struct {
	Person      bot.PersonID
	Email       string
	Secretary   bool
	Chair       bool
	Departments []string // of which they are member or deputy now, by code of today
	Guest       bool     // not an employee
}

// Member tells whether they sit in the committee.
func (v Viewer) Member() bool { return len(v.Departments) > 0 }

// A Level is how much somebody sees of an item.
type Level int

const (
	Nothing    Level = iota // missing and forbidden look the same
	Public                  // on a published agenda, not for members only
	OnAgenda                // on a published agenda, as members read it
	Own                     // they brought it
	Department              // it is of their department: they decide on it
	Everything              // the secretary, and the chair once it was passed on
)

// Of tells how much a viewer sees of an item. current is the department of the
// item as it is called today; published says that the item stands on an agenda
// that was shared.
func (v Viewer) Of(x *Item, current string, published bool) Level {
	mine := x.By.Here() && (bot.PersonID{Platform: x.By.Platform, User: x.By.ID}) == v.Person
	switch {
	case x.State == Draft:
		if mine || x.Typist.Here() && (bot.PersonID{Platform: x.Typist.Platform, User: x.Typist.ID}) == v.Person {
			return Own
		}
		return Nothing
	case v.Secretary:
		return Everything
	case v.Chair && x.State != Waiting && x.State != Asked:
		return Everything
	case current != "" && slices.Contains(v.Departments, current):
		return Department
	case mine:
		return Own
	case published && v.Member():
		return OnAgenda
	case published && !x.MembersOnly && !v.Guest:
		return Public
	}
	return Nothing
}

// At returns what may be seen of an item at a level; false when that is nothing.
// The result is a copy: nothing that was taken out can be written back.
func (x *Item) At(level Level) (Item, bool) {
	y := *x
	y.Documents = slices.Clone(x.Documents)
	y.Talk, y.From, y.Also = slices.Clone(x.Talk), slices.Clone(x.From), slices.Clone(x.Also)
	if level < Everything {
		y.Annotation = ""
	}
	switch level {
	case Nothing:
		return Item{}, false
	case Public:
		if x.MembersOnly {
			return Item{}, false
		}
		y.By = Person{}
		y.Documents = slices.DeleteFunc(y.Documents, func(d Document) bool { return d.Access == Closed })
		fallthrough
	case OnAgenda:
		y.By.Email, y.By.Platform, y.By.ID = "", "", ""
		y.Typist, y.Also = Person{}, nil
		y.Talk, y.Reason, y.Quote = nil, "", ""
	case Own:
		y.Also = nil
		y.Documents = slices.DeleteFunc(y.Documents, func(d Document) bool { return d.Access == Closed })
	}
	return y, true
}
