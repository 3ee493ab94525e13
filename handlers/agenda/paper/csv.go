package paper

import (
	"bufio"
	"encoding/csv"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"wegwijs/bot"
	"wegwijs/handlers/agenda/office"
)

// writeCSV writes a grid. Both kinds end lines with CRLF and quote as RFC 4180
// says (https://www.rfc-editor.org/rfc/rfc4180). CSV is for programs: commas,
// 2027-01-12. CSVExcel is what Excel opens well with a double click where Windows
// is set to Dutch: it takes the separator from there, and sees UTF-8 only by its
// byte order mark.
func writeCSV(w io.Writer, g grid, l bot.Lang, f Format) error {
	buffer := bufio.NewWriter(w)
	c := csv.NewWriter(buffer)
	c.UseCRLF = true
	dates := time.DateOnly
	if f == CSVExcel {
		buffer.WriteString("\ufeff") // an error comes back from Flush
		c.Comma, dates = ';', "02-01-2006"
	}
	line := make([]string, len(g.columns))
	for i, col := range g.columns {
		line[i] = words(col.title, l)
	}
	if err := c.Write(line); err != nil {
		return err
	}
	for _, row := range g.rows {
		for i := range line {
			line[i] = cell(row[i], dates)
		}
		if err := c.Write(line); err != nil {
			return err
		}
	}
	c.Flush()
	if err := c.Error(); err != nil {
		return err
	}
	return buffer.Flush()
}

func cell(v office.Value, dates string) string {
	switch v := v.(type) {
	case string:
		return harmless(v)
	case int:
		return strconv.Itoa(v)
	case time.Time:
		return v.Format(dates)
	}
	return ""
}

// harmless keeps a spreadsheet from taking words for a formula: what begins like
// one gets an apostrophe in front
// (https://owasp.org/www-community/attacks/CSV_Injection). Space and invisible
// characters in front do not help a formula through.
func harmless(s string) string {
	s = printable(s)
	if strings.HasPrefix(s, "\t") || strings.HasPrefix(s, "\n") {
		return "'" + s
	}
	start := strings.TrimLeftFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) })
	if first, _ := utf8.DecodeRuneInString(start); start != "" && strings.ContainsRune("=+-@＝＋－＠﹢﹣﹦﹫−", first) {
		return "'" + s
	}
	return s
}

// printable makes every line end a newline and takes out what is no character of
// a text, which some programs stumble over.
func printable(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\t' && r != '\n' || r == 0xfffe || r == 0xffff || r == utf8.RuneError {
			return -1
		}
		return r
	}, s)
}
