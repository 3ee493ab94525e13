package committee

import (
	"strings"
	"testing"
)

func who(name string) Who { return Who{Ref: strings.ToLower(name) + "@example.nl", Name: name} }

func seat(department, member string, from, until Day) Seat {
	return Seat{Committee: "aic", Department: department, Member: who(member), From: from, Until: until}
}

func TestWhoSitsWhere(t *testing.T) {
	d := Builtin()
	seats := []Seat{
		seat("FIN", "Max", "2026-01-01", "2026-12-31"),
		seat("FIN", "Anna", "2027-01-01", ""),
		seat("EZ", "Ed", "2025-01-01", ""),
		seat("KGG", "Kim", "2025-06-01", "2026-12-31"),
		seat("VRO", "Vera", "2025-01-01", ""),
		seat("BZK", "Bea", "2026-03-01", "2026-06-30"),
		seat("I&W", "Wim", "", ""),
		{Committee: "naic", Department: "FIN", Member: who("Noor")},
	}
	for _, tc := range []struct {
		committee, department string
		on                    Day
		want                  string
	}{
		{"aic", "FIN", "2026-01-01", "Max"}, {"aic", "FIN", "2026-12-31", "Max"}, {"aic", "FIN", "2027-01-01", "Anna"}, {"aic", "fin", "2030-01-01", "Anna"}, {"aic", "FIN", "2025-12-31", ""},
		{"AIC", "FIN", "2026-06-01", "Max"}, {"naic", "FIN", "2026-06-01", "Noor"}, {"other", "FIN", "2026-06-01", ""},
		// Merged departments: the seat that began last, as long as there is none of the department's own.
		{"aic", "EZK", "2025-02-01", "Ed"}, {"aic", "EZK", "2026-06-01", "Kim"}, {"aic", "EZK", "2027-01-01", "Ed"}, {"aic", "EZ", "2026-06-01", "Kim"},
		{"aic", "BZK", "2026-02-28", "Vera"}, {"aic", "BZK", "2026-03-01", "Bea"}, {"aic", "BZK", "2026-07-01", ""}, {"aic", "VRO", "2026-04-01", "Bea"},
		{"aic", "IenW", "1999-01-01", "Wim"}, {"aic", "IenW", "2999-01-01", "Wim"}, {"aic", "OCW", "2026-06-01", ""}, {"aic", "", "2026-06-01", ""}, {"aic", "XX", "2026-06-01", ""},
	} {
		got, ok := Active(seats, d, tc.committee, tc.department, tc.on)
		if got.Member.Name != tc.want || ok != (tc.want != "") {
			t.Errorf("%s in %s on %s is %q, %v; want %q", tc.department, tc.committee, tc.on, got.Member.Name, ok, tc.want)
		}
	}
	if got, ok := Active(seats, nil, "aic", "FIN", "2026-06-01"); !ok || got.Member.Name != "Max" {
		t.Error("without a directory nobody is found")
	}
}

func TestChatWinsOverTheFile(t *testing.T) {
	for _, tc := range []struct {
		name       string
		file, chat []Seat
		want       string
	}{
		{"another one from a day on", []Seat{seat("FIN", "Max", "2026-01-01", "")}, []Seat{seat("FIN", "Anna", "2027-01-01", "")}, "Max 2026-01-01 to 2026-12-31; Anna from 2027-01-01"},
		{"a seat that ends", []Seat{seat("FIN", "Max", "2026-01-01", "")}, []Seat{seat("FIN", "Max", "2026-11-26", "2026-12-31")}, "Max 2026-01-01 to 2026-11-25; Max 2026-11-26 to 2026-12-31"},
		{"open at both sides", []Seat{seat("FIN", "Max", "", "")}, []Seat{seat("FIN", "Anna", "2027-01-01", "")}, "Max until 2026-12-31; Anna from 2027-01-01"},
		{"from ever", []Seat{seat("FIN", "Max", "", "")}, []Seat{seat("FIN", "Anna", "", "2027-01-01")}, "Anna until 2027-01-01"},
		{"the same days", []Seat{seat("FIN", "Max", "2026-01-01", "2026-12-31")}, []Seat{seat("fin", "Anna", "2026-01-01", "2026-12-31")}, "Anna 2026-01-01 to 2026-12-31"},
		{"who comes later waits", []Seat{seat("FIN", "Max", "2027-01-01", "")}, []Seat{seat("FIN", "Anna", "2026-01-01", "2027-02-28")}, "Max from 2027-03-01; Anna 2026-01-01 to 2027-02-28"},
		{"who comes later does not come", []Seat{seat("FIN", "Max", "2027-01-01", "")}, []Seat{seat("FIN", "Anna", "2026-01-01", "")}, "Anna from 2026-01-01"},
		{"nothing in common", []Seat{seat("FIN", "Max", "2026-01-01", "2026-06-30")}, []Seat{seat("FIN", "Anna", "2027-01-01", "")}, "Max 2026-01-01 to 2026-06-30; Anna from 2027-01-01"},
		{"another department", []Seat{seat("BZK", "Max", "2026-01-01", "")}, []Seat{seat("FIN", "Anna", "2027-01-01", "")}, "Max from 2026-01-01; Anna from 2027-01-01"},
		{"another committee", []Seat{{Committee: "naic", Department: "FIN", Member: who("Max")}}, []Seat{seat("FIN", "Anna", "2027-01-01", "")}, "Max always; Anna from 2027-01-01"},
		{"two in chat", []Seat{seat("FIN", "Max", "2026-01-01", "")}, []Seat{seat("FIN", "Anna", "2027-01-01", "2027-06-30"), seat("FIN", "Bob", "2027-07-01", "")}, "Max 2026-01-01 to 2026-12-31; Anna 2027-01-01 to 2027-06-30; Bob from 2027-07-01"},
		{"none in chat", []Seat{seat("FIN", "Max", "2026-01-01", "")}, nil, "Max from 2026-01-01"},
		{"nothing", nil, nil, ""},
	} {
		var got []string
		before := append([]Seat(nil), tc.file...)
		merged := Merge(tc.file, tc.chat)
		for _, s := range merged {
			got = append(got, s.Member.Name+" "+s.days())
		}
		if strings.Join(got, "; ") != tc.want {
			t.Errorf("%s:\n got %s\nwant %s", tc.name, strings.Join(got, "; "), tc.want)
		}
		for i := range before {
			if before[i] != tc.file[i] {
				t.Errorf("%s: the seats of the file were changed", tc.name)
			}
		}
		for i, s := range merged {
			for _, o := range merged[:i] {
				if s.Committee == o.Committee && codeKey(s.Department) == codeKey(o.Department) && s.overlaps(o) {
					t.Errorf("%s: %v and %v overlap", tc.name, s, o)
				}
			}
		}
	}
}

func TestSeatsThatAreWrong(t *testing.T) {
	deputy := func(s Seat, w Who) Seat { s.Deputy = w; return s }
	for _, tc := range []struct {
		name  string
		seats []Seat
		want  [][]string // what is in each problem
	}{
		{"nothing", []Seat{seat("FIN", "Max", "2026-01-01", "2026-12-31"), seat("FIN", "Anna", "2027-01-01", ""), seat("EZ", "Ed", "", ""), seat("EZK", "Eva", "2026-02-23", ""), deputy(seat("BZK", "Bea", "", ""), who("Bob"))}, nil},
		{"two at one time", []Seat{seat("FIN", "Max", "2026-01-01", "2026-12-31"), seat("fin", "Anna", "2026-12-31", "")}, [][]string{{"seat 2", "Anna (from 2026-12-31)", "Max (2026-01-01 to 2026-12-31, seat 1)"}}},
		{"two spellings", []Seat{seat("I&W", "Max", "", ""), seat("IenW", "Anna", "", "2027-01-01")}, [][]string{{"Anna (until 2027-01-01)", "Max (always"}}},
		{"three at one time", []Seat{seat("FIN", "Max", "", ""), seat("FIN", "Anna", "", ""), seat("FIN", "Bob", "", "")}, [][]string{{"Anna", "Max"}, {"Bob", "Max"}, {"Bob", "Anna"}}},
		{"another committee", []Seat{{Committee: "acc", Department: "FIN", Member: who("Max")}}, [][]string{{"seat 1 (FIN in acc)", `no committee "acc"`, "aic, naic"}}},
		{"no committee", []Seat{{Department: "FIN", Member: who("Max")}}, [][]string{{"FIN in none", `no committee ""`}}},
		{"another department", []Seat{seat("XYZ", "Max", "", "")}, [][]string{{`no department "XYZ"`, "AZ, BZ, BZK"}}},
		{"an agency", []Seat{seat("RWS", "Max", "", "")}, [][]string{{`no department "RWS"`}}},
		{"days the wrong way round", []Seat{seat("FIN", "Max", "2027-01-01", "2026-12-31")}, [][]string{{"until (2026-12-31) is before from (2027-01-01)"}}},
		{"days that are none", []Seat{seat("FIN", "Max", "1 januari", "2027-02-29")}, [][]string{{`from is "1 januari"`, "2027-01-12"}, {`until is "2027-02-29"`}}},
		{"nobody", []Seat{{Committee: "aic", Department: "FIN"}}, [][]string{{"nobody sits in it"}}},
		{"only a deputy", []Seat{{Committee: "aic", Department: "FIN", Deputy: who("Max")}}, [][]string{{"nobody sits in it"}}},
		{"the same person twice", []Seat{deputy(seat("FIN", "Max", "", ""), Who{Name: "M. de Vries", Email: "MAX@example.nl"})}, [][]string{{"Max is member and deputy"}}},
		{"the same name twice", []Seat{{Committee: "aic", Department: "FIN", Member: Who{Name: "Olga"}, Deputy: Who{Name: "olga"}}}, [][]string{{"Olga is member and deputy"}}},
		{"all at once", []Seat{{Committee: "x", Department: "y", From: "z"}}, [][]string{{"no committee"}, {"no department"}, {`from is "z"`}, {"nobody"}}},
	} {
		problems := CheckSeats(Builtin(), []string{"aic", "naic"}, tc.seats)
		if len(problems) != len(tc.want) {
			t.Errorf("%s: %d problems, want %d: %v", tc.name, len(problems), len(tc.want), problems)
			continue
		}
		for i, want := range tc.want {
			for _, w := range want {
				if !strings.Contains(problems[i].Error(), w) {
					t.Errorf("%s: %q is not in: %v", tc.name, w, problems[i])
				}
			}
		}
	}
	if got := CheckSeats(nil, nil, []Seat{seat("FIN", "Max", "", "")}); len(got) != 2 || !strings.Contains(got[0].Error(), "there are no committees") {
		t.Errorf("without committees and departments: %v", got)
	}
}

func TestVacantSeats(t *testing.T) {
	c := Committee{ID: "aic", Departments: []string{"FIN", "BZK", "KGG", "OCW", "VWS", "SZW", "XYZ"}, Warn: 20}
	seats := []Seat{
		seat("FIN", "Max", "2026-01-01", ""),
		seat("BZK", "Bea", "2026-01-01", "2026-12-24"), seat("BZK", "Bob", "2026-12-25", "2027-03-31"), // somebody follows
		seat("EZ", "Ed", "", "2026-12-25"),
		seat("OCW", "Otto", "", "2026-12-24"),                                                 // the twentieth working day
		seat("VWS", "Vic", "", "2026-11-30"), seat("VWS", "Vera", "2026-12-02", "2099-01-01"), // a day without
	}
	for _, tc := range []struct {
		on   Day
		warn int
		want string
	}{
		{"2026-11-26", 20, "OCW SZW VWS"}, {"2026-11-27", 20, "EZK OCW SZW VWS"}, {"2026-11-26", 0, "SZW"}, {"2026-12-01", 0, "SZW VWS"}, {"2026-11-26", 100, "BZK EZK OCW SZW VWS"}, {"2026-12-28", 0, "EZK OCW SZW"},
	} {
		c.Warn = tc.warn
		var got []string
		for _, x := range Vacant(seats, Builtin(), c, tc.on) {
			got = append(got, x.Code)
		}
		if strings.Join(got, " ") != tc.want {
			t.Errorf("on %s with %d days: %s, want %s", tc.on, tc.warn, got, tc.want)
		}
	}
	if n := len(Vacant(nil, Builtin(), Committee{ID: "aic"}, "2026-11-26")); n != 12 {
		t.Errorf("%d seats are vacant when nobody was named", n)
	}
}

func TestNobody(t *testing.T) {
	if !(Who{}).Zero() || (Who{Name: "Max"}).Zero() || (Who{}).same(Who{}) {
		t.Error("nobody is somebody")
	}
	for _, w := range []Who{{Name: "Max"}, {Ref: "web:max"}, {Email: "max@minfin.nl"}} {
		if w.String() == "nobody" || !w.same(w) {
			t.Errorf("%+v", w)
		}
	}
	if (Who{Ref: "web:max", Name: "Max"}).same(Who{Ref: "web:min", Name: "Max"}) {
		t.Error("two people of one name are one")
	}
}
