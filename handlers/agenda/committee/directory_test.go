package committee

import (
	"os"
	"slices"
	"strings"
	"testing"
)

func show(matches []Match) string {
	var all []string
	for _, m := range matches {
		s := m.Department.Code
		if m.Agency != nil {
			s += "/" + m.Agency.Code
		}
		if m.Former != "" {
			s += " was " + m.Former
		}
		all = append(all, s)
	}
	if len(all) == 0 {
		return "-"
	}
	return strings.Join(all, ", ")
}

func TestDepartmentsAsPeopleTypeThem(t *testing.T) {
	data, err := os.ReadFile("testdata/departments.txt")
	if err != nil {
		t.Fatal(err)
	}
	d, lines := Builtin(), 0
	for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		typed, want, ok := strings.Cut(line, " => ")
		if strings.HasPrefix(line, "#") {
			continue
		}
		if !ok {
			t.Fatalf("no line of the table: %q", line)
		}
		lines++
		if got := show(d.Find(typed)); got != want {
			t.Errorf("%q is %s, want %s", typed, got, want)
		}
	}
	if lines < 120 {
		t.Errorf("the table has %d lines", lines)
	}
}

func TestBuiltinDirectory(t *testing.T) {
	d := Builtin()
	if got := strings.Join(d.codes(), " "); got != "AZ BZ BZK DEF EZK FIN IenW JenV LVVN OCW SZW VWS" {
		t.Errorf("the departments are %s", got)
	}
	for _, x := range d.All() {
		if x.EN == "" || len(x.Domains) == 0 || !strings.HasPrefix(x.TOOI, "mnre") {
			t.Errorf("%s is incomplete: %+v", x.Code, x)
		}
		// Every name, in every case, is understood as what it is a name of.
		for _, s := range append([]string{x.Code, x.Name, x.EN}, x.Also...) {
			for _, s := range []string{s, strings.ToLower(s), strings.ToUpper(s), "  " + s + " "} {
				if got := show(d.Find(s)); got != x.Code {
					t.Errorf("%q is %s, want %s", s, got, x.Code)
				}
			}
		}
		for _, s := range x.Former {
			if got := show(d.Find(s)); got != x.Code+" was "+s {
				t.Errorf("%q is %s", s, got)
			}
		}
		for _, a := range x.Agencies {
			for _, s := range append([]string{a.Code, a.Name}, a.Also...) {
				if got := show(d.Find(s)); got != x.Code+"/"+a.Code {
					t.Errorf("%q is %s, want %s/%s", s, got, x.Code, a.Code)
				}
			}
		}
	}
}

func TestByCode(t *testing.T) {
	d := Builtin()
	for code, want := range map[string]string{"FIN": "FIN", "fin": "FIN", "EZ": "EZK", "kgg": "EZK", "AenM": "JenV", "VRO": "BZK", "I&W": "IenW", "j&v": "JenV", "LNV": "LVVN",
		"BHO": "BZ", "Financiën": "FIN", "RWS": "", "": "", "IW": "", "XYZ": "", " ": "", "&": ""} {
		got, ok := d.ByCode(code)
		if got.Code != want || ok != (want != "") {
			t.Errorf("%q is %q, %v", code, got.Code, ok)
		}
	}
}

func TestByEmail(t *testing.T) {
	d := Builtin()
	for address, want := range map[string]string{
		"max@minfin.nl": "FIN", "MAX@MinFin.NL": "FIN", "x@minlnv.nl": "LVVN", "x@minlvvn.nl": "LVVN", "x@minez.nl": "EZK", "x@minezk.nl": "EZK", "x@belastingdienst.nl": "FIN/Belastingdienst",
		"x@rws.nl": "IenW/RWS", "x@duo.nl": "OCW/DUO", "x@dji.minjus.nl": "JenV/DJI", "x@ander.minjus.nl": "JenV", "x@post.rws.nl": "IenW/RWS", "x@minbuza.nl": "BZ",
		"x@notminfin.nl": "-", "x@minfin.nl.example.com": "-", "minfin.nl": "-", "@minfin.nl": "-", "": "-", "x@": "-", "x@nl": "-", "a@b@minfin.nl": "FIN",
	} {
		var found []Match
		if m, ok := d.ByEmail(address); ok {
			found = append(found, m)
		}
		if got := show(found); got != want {
			t.Errorf("%s is %s, want %s", address, got, want)
		}
	}
}

func TestDirectoryWithMore(t *testing.T) {
	with := func(more ...Department) *Directory {
		t.Helper()
		d, err := Builtin().With(more)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	// A department of one's own.
	d := with(Department{Code: "RvS", Name: "Raad van State", Domains: []string{"raadvanstate.nl"}})
	if len(d.All()) != 13 || show(d.Find("raad van state")) != "RvS" || len(Builtin().All()) != 12 {
		t.Errorf("%v", d.codes())
	}
	// One that replaces another, whole.
	d = with(Department{Code: "fin", Name: "Financiën en Fiscaliteit", Domains: []string{"minff.nl"}})
	if x, _ := d.ByCode("FIN"); x.Code != "fin" || len(x.Agencies) != 0 || len(d.All()) != 12 || show(d.Find("x@minfin.nl")) != "-" || show(d.Find("x@minff.nl")) != "fin" {
		t.Errorf("%+v", x)
	}
	// One that takes the place of two: what was known of them is known of it.
	d = with(Department{Code: "FEZ", Name: "Financiële en Economische Zaken", Former: []string{"FIN", "EZK"}, Domains: []string{"minfez.nl"}})
	for typed, want := range map[string]string{"FIN": "FEZ was FIN", "EZ": "FEZ was EZ", "KGG": "FEZ was KGG", "Ministerie van Financiën": "FEZ was Financiën", "Belastingdienst": "FEZ/Belastingdienst",
		"x@minfin.nl": "FEZ", "x@minezk.nl": "FEZ", "x@rvo.nl": "FEZ/RVO", "Financiële en Economische Zaken": "FEZ"} {
		if got := show(d.Find(typed)); got != want {
			t.Errorf("%q is %s, want %s", typed, got, want)
		}
	}
	if x, ok := d.ByCode("EZ"); !ok || x.Code != "FEZ" || len(d.All()) != 11 {
		t.Errorf("EZ is %s", x.Code)
	}
	if x, ok := Builtin().ByCode("EZ"); !ok || x.Code != "EZK" {
		t.Error("the directory that comes with the program changed")
	}
	// One that was made again.
	d = with(Department{Code: "KGG", Name: "Klimaat en Groene Groei", EN: "Climate Policy and Green Growth"})
	if got := show(d.Find("kgg")); got != "KGG" {
		t.Errorf("KGG is %s", got)
	}
	if x, _ := d.ByCode("EZK"); slices.Contains(x.Former, "KGG") || !slices.Contains(x.Former, "EZ") {
		t.Errorf("EZK was %v", x.Former)
	}
}

func TestDirectoryThatIsWrong(t *testing.T) {
	for name, tc := range map[string]struct {
		more []Department
		want []string
	}{
		"a name of two":            {[]Department{{Code: "XX", Name: "Buitenlandse Zaken"}}, []string{"Buitenlandse Zaken", "BZ", "XX"}},
		"a spelling of two":        {[]Department{{Code: "XX", Name: "Iks", Also: []string{"BuZa"}}}, []string{`"BuZa"`, "BZ", "XX"}},
		"a former name of two":     {[]Department{{Code: "XX", Name: "Iks", Former: []string{"EZ"}}}, []string{`"EZ"`, "EZK", "XX"}},
		"a domain of two":          {[]Department{{Code: "XX", Name: "Iks", Domains: []string{"@minfin.nl"}}}, []string{"minfin.nl", "FIN", "XX"}},
		"an agency of two":         {[]Department{{Code: "XX", Name: "Iks", Agencies: []Agency{{Code: "RWS", Name: "Rijkswegen"}}}}, []string{`"RWS"`, "IenW/RWS", "XX/RWS"}},
		"no code":                  {[]Department{{Name: "Iks"}}, []string{"number 1"}},
		"a code with spaces":       {[]Department{{Code: "X Y", Name: "Iks"}}, []string{`"X Y"`}},
		"a code with a slash":      {[]Department{{Code: "X/Y", Name: "Iks"}}, []string{`"X/Y"`}},
		"no name":                  {[]Department{{Code: "XX"}}, []string{"XX has no name"}},
		"twice":                    {[]Department{{Code: "XX", Name: "Iks"}, {Code: "xx", Name: "Eks"}}, []string{"xx is there twice"}},
		"no domain":                {[]Department{{Code: "XX", Name: "Iks", Domains: []string{"https://x.nl"}}}, []string{"https://x.nl"}},
		"an agency without a name": {[]Department{{Code: "XX", Name: "Iks", Agencies: []Agency{{Code: "YY"}}}}, []string{`"YY"`, "XX"}},
		"all at once":              {[]Department{{Code: "XX", Also: []string{"BuZa", "!"}, Domains: []string{"x"}}}, []string{"no name", "BuZa", `"!"`, `"x"`}},
	} {
		d, err := Builtin().With(tc.more)
		if err == nil || d != nil {
			t.Errorf("%s: it was accepted", name)
			continue
		}
		for _, w := range tc.want {
			if !strings.Contains(err.Error(), w) {
				t.Errorf("%s: %q is not in:\n%v", name, w, err)
			}
		}
	}
}

func TestNoDirectory(t *testing.T) {
	for name, d := range map[string]*Directory{"nil": nil, "empty": Empty()} {
		_, byCode := d.ByCode("FIN")
		_, byEmail := d.ByEmail("x@minfin.nl")
		if len(d.All()) != 0 || byCode || byEmail || len(d.Find("FIN")) != 0 {
			t.Errorf("%s knows something", name)
		}
		if more, err := d.With([]Department{{Code: "FIN", Name: "Financiën"}}); err != nil || show(more.Find("fin")) != "FIN" {
			t.Errorf("%s with more: %v", name, err)
		}
	}
}

func TestOneTypingError(t *testing.T) {
	for _, tc := range []struct {
		a, b string
		want bool
	}{
		{"", "", true}, {"a", "", true}, {"ab", "", false}, {"abc", "abc", true}, {"abc", "abd", true}, {"abc", "acb", true}, {"abc", "ab", true}, {"abc", "abcd", true}, {"aab", "ab", true},
		{"abc", "axy", false}, {"abc", "cba", false}, {"abcd", "ab", false}, {"abcd", "badc", false}, {"financiën", "finaciën", true},
	} {
		if near(tc.a, tc.b) != tc.want || near(tc.b, tc.a) != tc.want {
			t.Errorf("%q and %q: want %v", tc.a, tc.b, tc.want)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"", "fin", "Ministerie van Financiën", "I&W", "a@b.nl", "@", "zaken en zaken en zaken", "\xff\xfe", "🙂", strings.Repeat("financiën ", 100), "e\u0301conomische", "min"} {
		f.Add(s)
	}
	d := Builtin()
	f.Fuzz(func(t *testing.T, s string) {
		seen := map[string]bool{}
		for _, m := range d.Find(s) {
			if x, ok := d.ByCode(m.Department.Code); !ok || x.Code != m.Department.Code {
				t.Errorf("%q is of %q, which is not there", s, m.Department.Code)
			}
			if m.Agency != nil && !slices.ContainsFunc(m.Department.Agencies, func(a Agency) bool { return a.Code == m.Agency.Code }) {
				t.Errorf("%q is %s of %s, which it is not", s, m.Agency.Code, m.Department.Code)
			}
			if m.Former != "" && !slices.Contains(m.Department.Former, m.Former) {
				t.Errorf("%q was %q, which %s never was", s, m.Former, m.Department.Code)
			}
			key := show([]Match{{Department: m.Department, Agency: m.Agency}})
			if seen[key] {
				t.Errorf("%q is %s twice", s, key)
			}
			seen[key] = true
		}
		d.ByEmail(s)
		d.ByCode(s)
	})
}

func BenchmarkFind(b *testing.B) {
	d := Builtin()
	for b.Loop() {
		d.Find("een heel lange zin over infrastuctuur bij een dienst die niemand kent")
	}
}
