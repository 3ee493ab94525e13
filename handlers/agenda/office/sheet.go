package office

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// A datum is the value of a cell, made fit for one.
type datum struct {
	kind byte // 't' text, 'n' number, 'd' a day, 0 empty
	text string
	n    int
	day  time.Time // at midnight UTC: a sheet knows no zones
}

// The days a sheet can count: before them Excel is a day off or has none.
var (
	firstDay = time.Date(1900, 3, 1, 0, 0, 0, 0, time.UTC)
	lastDay  = time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)
)

func datumOf(v Value) (datum, error) {
	switch v := v.(type) {
	case nil:
		return datum{}, nil
	case string:
		if text := clean(v); text != "" {
			return datum{kind: 't', text: text}, nil
		}
		return datum{}, nil
	case int:
		return datum{kind: 'n', n: v}, nil
	case time.Time:
		if v.IsZero() {
			return datum{}, nil
		}
		day := time.Date(v.Year(), v.Month(), v.Day(), 0, 0, 0, 0, time.UTC)
		if day.Before(firstDay) || day.After(lastDay) {
			return datum{kind: 't', text: day.Format(time.DateOnly)}, nil
		}
		return datum{kind: 'd', day: day}, nil
	default:
		return datum{}, fmt.Errorf("a cell cannot hold a %T", v)
	}
}

// data is a row with as many cells as there are columns.
func (s Sheet) data(row int) ([]datum, error) {
	all := make([]datum, len(s.Columns))
	for i := range s.Columns {
		if i >= len(s.Rows[row]) {
			break
		}
		d, err := datumOf(s.Rows[row][i])
		if err != nil {
			return nil, fmt.Errorf("sheet %q, row %d, column %d: %w", s.Name, row+1, i+1, err)
		}
		all[i] = d
	}
	return all, nil
}

// width is how many characters fit in the column.
func (c Column) width() int {
	if c.Width > 0 {
		return min(max(c.Width, 4), 200)
	}
	switch c.Kind {
	case Number:
		return 12
	case Date:
		return 13
	case Wrap:
		return 50
	}
	return 22
}

// sheets are those of the workbook, at least one, under names that every program takes.
func (b *Workbook) sheets() []Sheet {
	word := "Sheet"
	if _, language, _ := tag(b.Lang); language == "nl" {
		word = "Blad"
	}
	all := append([]Sheet(nil), b.Sheets...)
	if len(all) == 0 {
		all = []Sheet{{}}
	}
	taken := map[string]bool{"history": true} // Excel keeps that name for itself
	for i := range all {
		base := sheetName(all[i].Name)
		if base == "" {
			base = word + strconv.Itoa(i+1)
		}
		name := base
		for n := 2; taken[strings.ToLower(name)]; n++ {
			suffix := " (" + strconv.Itoa(n) + ")"
			name = strings.TrimSpace(cut(base, maxName-len(suffix))) + suffix
		}
		taken[strings.ToLower(name)] = true
		all[i].Name = name
	}
	return all
}

// maxName is how long the name of a sheet may be, in UTF-16 as Excel counts.
const maxName = 31

func sheetName(s string) string {
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]`, r) {
			return ' '
		}
		return r
	}, line(s))
	s = strings.Join(strings.Fields(s), " ")
	return strings.Trim(cut(strings.Trim(s, "' "), maxName), "' ")
}

// cut is the beginning of s, at most n units of UTF-16 long.
func cut(s string, n int) string {
	for i, r := range s {
		n--
		if r > 0xFFFF {
			n--
		}
		if n < 0 {
			return s[:i]
		}
	}
	return s
}

// short is text that fits in a cell of Excel; what was cut ends in "…".
func short(s string) string {
	const most = 32767
	if len(s) <= most || utf8.RuneCountInString(s) <= most/2 {
		return s
	}
	if whole := cut(s, most); whole == s {
		return s
	}
	return cut(s, most-1) + "…"
}

// column is the letters of a column, from 0.
func columnName(i int) string {
	name := ""
	for i++; i > 0; i = (i - 1) / 26 {
		name = string(rune('A'+(i-1)%26)) + name
	}
	return name
}

// quoted is the name of a sheet as an address has it.
func quoted(name string) string { return "'" + strings.ReplaceAll(name, "'", "''") + "'" }
