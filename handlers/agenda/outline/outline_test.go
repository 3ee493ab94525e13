package outline

import (
	"slices"
	"strings"
	"testing"
	"time"

	"wegwijs/bot"
)

// points makes points from short words: "a", ">b" under it, "c:15" of 15 minutes,
// "=d" a fixed point.
func points(words string) (all []Point) {
	for _, w := range strings.Fields(words) {
		p := Point{}
		w, p.Sub = strings.TrimPrefix(w, ">"), strings.HasPrefix(w, ">")
		name, minutes, _ := strings.Cut(w, ":")
		p.Minutes = whole(minutes)
		name, title, renamed := strings.Cut(name, "/")
		if p.Title = name; renamed {
			p.Title = title
		}
		switch {
		case strings.HasPrefix(name, "="):
			p.Fixed = name[1:]
		case strings.HasPrefix(name, "~"): // nobody's
		default:
			p.Ref = name
		}
		all = append(all, p)
	}
	return all
}

func TestNumbers(t *testing.T) {
	for _, c := range []struct{ points, want string }{
		{"", ""},
		{"a b c", "1 2 3"},
		{"a >b >c d >e", "1 1a 1b 2 2a"},
		{">a >b c", "1 1a 2"}, // the first is a point of its own
	} {
		if got := strings.Join(Numbers(points(c.points)), " "); got != c.want {
			t.Errorf("%s: %s, want %s", c.points, got, c.want)
		}
	}
	many := Numbers(points("a" + strings.Repeat(" >b", 703)))
	for i, want := range map[int]string{1: "1a", 26: "1z", 27: "1aa", 28: "1ab", 52: "1az", 53: "1ba", 702: "1zz", 703: "1aaa"} {
		if many[i] != want {
			t.Errorf("sub %d is %s, want %s", i, many[i], want)
		}
	}
}

func TestPrint(t *testing.T) {
	got := Print([]Point{
		{Fixed: "opening", Title: "Opening", Minutes: 5},
		{Ref: "AIC-2027-014", Title: "Nieuw intranet", Minutes: 15},
		{Title: "twee\nregels\t en\u200b meer ", Sub: true},
		{Ref: "AIC-2027-015"},
	})
	if want := "1. Opening (5 min)\n2. Nieuw intranet (15 min) [AIC-2027-014]\n  2a. twee regels en meer\n3. [AIC-2027-015]\n"; got != want {
		t.Errorf("got %q", got)
	}
}

// Titles come from people too: whatever is in them, what was printed is read as
// the same agenda.
func TestPrintedIsRead(t *testing.T) {
	odd := []Point{{Title: "Begin"}}
	for _, title := range []string{
		"Evaluatie (10 min)", "Over [AIC-2027-014]", "#14", "5. Titel", "a. Titel", "9.15 Ontbijt", "- streepje", "**vet**", "14", "---",
		"2e dinsdag", "=1+1", "`code`", "\u202eomgekeerd", strings.Repeat("lang ", 40), "[x] af", "Opening", "opening", "Opening.", "> citaat", "regel\neen", "🎉",
	} {
		odd = append(odd, Point{Title: title}, Point{Title: title, Minutes: 500, Sub: true})
	}
	for i := range odd {
		for _, kind := range []string{"nobody's", "fixed", "request"} {
			points := slices.Clone(odd)
			switch kind {
			case "fixed":
				points[i].Fixed = "punt"
			case "request":
				points[i].Ref = "AIC-2027-014"
			}
			p := Parse(Print(points), points)
			if len(p.Faults)+len(p.Twice)+len(p.New)+len(p.Missing) > 0 || !slices.Equal(p.Points, points) {
				t.Fatalf("%s %q:\n%s\nfaults %v, twice %v, new %v, missing %v", kind, points[i].Title, Print(p.Points), p.Faults, p.Twice, p.New, p.Missing)
			}
		}
	}
}

func TestClock(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	run := func(start time.Time, words string) (string, int) {
		slots, total := Clock(points(words), start)
		var all []string
		for _, s := range slots {
			all = append(all, s.Number+" "+s.Start.Format("15:04")+"-"+s.End.Format("15:04"))
		}
		return strings.Join(all, ", "), total
	}
	nine := time.Date(2027, 1, 12, 9, 0, 0, 0, zone)
	for _, c := range []struct {
		name, points, want string
		start              time.Time
		total              int
	}{
		{"nothing", "", "", nine, 0},
		{"a row", "a:5 b c:15", "1 09:00-09:05, 2 09:05-09:05, 3 09:05-09:20", nine, 20},
		{"its own minutes and theirs", "a:10 >b:5 >c:5 d:1", "1 09:00-09:20, 1a 09:10-09:15, 1b 09:15-09:20, 2 09:20-09:21", nine, 21},
		{"only theirs", "a >b:5 >c:5", "1 09:00-09:10, 1a 09:00-09:05, 1b 09:05-09:10", nine, 10},
		{"clock goes forward", "a:30 b:60", "1 01:45-03:15, 2 03:15-04:15", time.Date(2027, 3, 28, 1, 45, 0, 0, zone), 90},
		{"clock goes back", "a:60 b:60", "1 02:30-02:30, 2 02:30-03:30", time.Date(2027, 10, 31, 0, 30, 0, 0, time.UTC).In(zone), 120},
	} {
		if got, total := run(c.start, c.points); got != c.want || total != c.total {
			t.Errorf("%s: %s (%d), want %s (%d)", c.name, got, total, c.want, c.total)
		}
	}
}

func TestFits(t *testing.T) {
	p := points("a:60 >b:30 c:35")
	for minutes, want := range map[int]int{120: 5, 125: 0, 130: 0, 0: 0, 1: 124} {
		if got := Fits(p, minutes); got != want {
			t.Errorf("in %d: %d over, want %d", minutes, got, want)
		}
	}
}

func TestDiff(t *testing.T) {
	for _, c := range []struct{ name, before, after, nl, en string }{
		{"the same", "=o a >b =s", "=o a >b =s", "", ""},
		{"nothing before", "", "a", "Nieuw: 1. a", "New: 1. a"},
		{"one in between moves nothing", "=o a b c d =s", "=o a x b c d =s", "Nieuw: 3. x", "New: 3. x"},
		{"one out moves nothing", "=o a b c d =s", "=o b c d =s", "Vervallen: a", "Dropped: a"},
		{"one down", "a b c d", "b c a d", "1 → 3: a", "1 → 3: a"},
		{"one up", "a b c d", "a d b c", "4 → 2: d", "4 → 2: d"},
		{"fixed points stay", "a =r", "=r a", "1 → 2: a", "1 → 2: a"},
		{"fixed points stay, other way", "=r a", "a =r", "2 → 1: a", "2 → 1: a"},
		{"what is under it comes along", "a >b >c d e", "d e a >b >c", "1 → 3: a", "1 → 3: a"},
		{"under another", "a >b c", "a c >b", "1a → 2a: b", "1a → 2a: b"},
		{"becomes a point", "a >b c", "a b c", "1a → 2: b", "1a → 2: b"},
		{"goes under", "a b c", "a >b c", "2 → 1a: b", "2 → 1a: b"},
		{"order under one", "a >b >c >d", "a >d >b >c", "1c → 1a: d", "1c → 1a: d"},
		{"its point went", "a b >c", "a >c", "2a → 1a: c\nVervallen: b", "2a → 1a: c\nDropped: b"},
		{"under a new point", "a >b", "a x >b", "Nieuw: 2. x\n1a → 2a: b", "New: 2. x\n1a → 2a: b"},
		{"minutes", "a:15 b c:5", "a:20 b:10 c", "15 → 20 min: a\nNu 10 min: b\nGeen tijd meer (was 5 min): c", "15 → 20 min: a\nNow 10 min: b\nNo time any more (was 5 min): c"},
		{"another title", "a/Oud b", "a/Nieuw b", "1. Nieuw (was: Oud)", "1. Nieuw (was: Oud)"},
		{"all at once", "a/Oud:5 b c", "b c a/Nieuw:10", "1 → 3: Nieuw\n3. Nieuw (was: Oud)\n5 → 10 min: Nieuw", ""},
		{"nobody's, typing error", "~Kofie a", "~Koffie a", "1. ~Koffie (was: ~Kofie)", "1. ~Koffie (was: ~Kofie)"},
		{"nobody's, another", "~Koffie a", "~Lunch a", "Nieuw: 1. ~Lunch\nVervallen: ~Koffie", "New: 1. ~Lunch\nDropped: ~Koffie"},
		{"nobody's, twice", "~Pauze a ~Pauze", "~Pauze a", "Vervallen: ~Pauze", "Dropped: ~Pauze"},
		{"turned round", "a b c", "c b a", "3 → 1: c\n1 → 3: a", "3 → 1: c\n1 → 3: a"},
		{"before others, with its old number", "a b m c", "x y m a b c", "Nieuw: 1. x\nNieuw: 2. y\nAndere volgorde: 3. m", "New: 1. x\nNew: 2. y\nOther order: 3. m"},
	} {
		for l, want := range map[bot.Lang]string{bot.NL: c.nl, bot.EN: c.en} {
			if want == "" && c.nl != "" {
				continue
			}
			var all []string
			for _, ch := range Diff(points(c.before), points(c.after)) {
				all = append(all, ch.Text().In(l, bot.Literal))
			}
			if got := strings.Join(all, "\n"); got != want {
				t.Errorf("%s\n got: %s\nwant: %s", c.name, got, want)
			}
		}
	}
}

func TestPropose(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2027, 1, n, 9, 0, 0, 0, time.UTC) }
	one := func(name, nature string, since, minutes int) Candidate {
		return Candidate{Point: Point{Ref: name, Title: name, Minutes: minutes}, Nature: nature, Since: day(since)}
	}
	all := Proposal{
		First: points("=opening:5"), Last: points("=sluiting"),
		Held: []Candidate{one("h2", "discuss", 2, 20), one("h1", "inform", 1, 0)},
		New: []Candidate{
			one("i1", "inform", 1, 0), one("d2", "decide", 6, 30), one("s1", "discuss", 3, 0), one("d1", "decide", 5, 0),
			one("a1", "advise", 4, 15), one("s2", "", 2, 10), one("d1", "decide", 5, 0),
		},
	}
	for _, c := range []struct {
		minutes    int
		want, rest string
	}{
		{0, "opening:5 h1:5 h2:20 d1:10 d2:30 a1:15 s2:10 s1:10 i1:5 sluiting:0", ""},
		{110, "opening:5 h1:5 h2:20 d1:10 d2:30 a1:15 s2:10 s1:10 i1:5 sluiting:0", ""},
		{109, "opening:5 h1:5 h2:20 d1:10 d2:30 a1:15 s2:10 s1:10 sluiting:0", "i1"},
		{102, "opening:5 h2:20 d1:10 d2:30 a1:15 s2:10 s1:10 sluiting:0", "h1 i1"},
		{60, "opening:5 h2:20 d1:10 a1:15 s2:10 sluiting:0", "h1 d2 s1 i1"}, // d2 does not fit; what is smaller does
		{5, "opening:5 sluiting:0", "h1 h2 d1 d2 a1 s2 s1 i1"},
		{1, "opening:5 sluiting:0", "h1 h2 d1 d2 a1 s2 s1 i1"},
	} {
		points, rest := Propose(all, c.minutes)
		var on, off []string
		for _, p := range points {
			on = append(on, p.Ref+p.Fixed+":"+bot.Number(p.Minutes).In(bot.NL, bot.Literal))
		}
		for _, r := range rest {
			off = append(off, r.Point.Ref)
		}
		if got, left := strings.Join(on, " "), strings.Join(off, " "); got != c.want || left != c.rest {
			t.Errorf("in %d minutes\n got: %s / %s\nwant: %s / %s", c.minutes, got, left, c.want, c.rest)
		}
		if over := Fits(points, c.minutes); over > 0 && c.minutes >= 5 {
			t.Errorf("in %d minutes: %d over", c.minutes, over)
		}
	}
	if all.Held[0].Point.Ref != "h2" || all.New[0].Point.Minutes != 0 {
		t.Error("what was handed in was changed")
	}
}
