package report

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
)

// A dialect is how a CSV file is written. Both end lines with CRLF and quote as
// RFC 4180 says (https://www.rfc-editor.org/rfc/rfc4180).
type dialect struct {
	separator rune
	decimal   string // what stands between a number and its decimals
	date      string
	mark      string // at the start of the file
}

var (
	// plainCSV is for programs: UTF-8, commas, 12.5, 2027-01-12.
	plainCSV = dialect{separator: ',', decimal: ".", date: time.DateOnly}
	// dutchExcel is what Excel opens well with a double click where Windows is
	// set to Dutch: it takes the separator and the decimal comma from there, and
	// sees UTF-8 only by its byte order mark.
	dutchExcel = dialect{separator: ';', decimal: ",", date: "02-01-2006", mark: "\ufeff"}
)

func (p Poll) writeCSV(w io.Writer, l bot.Lang, d dialect) error {
	buffer := bufio.NewWriter(w)
	buffer.WriteString(d.mark) // an error comes back from Flush
	c := csv.NewWriter(buffer)
	c.Comma, c.UseCRLF = d.separator, true
	columns := p.columns()
	line := make([]string, len(columns))
	for i, col := range columns {
		line[i] = words(col.head, l)
	}
	if err := c.Write(line); err != nil {
		return err
	}
	for _, r := range p.tableOf(l).rows {
		for i, col := range columns {
			line[i] = d.format(col.of(r))
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

// format writes one cell. Percents are numbers from 0 to 100 with one decimal.
func (d dialect) format(x cell) string {
	switch x := x.(type) {
	case text:
		return harmless(string(x))
	case whole:
		return strconv.Itoa(int(x))
	case fine:
		return d.number(float64(x), 2)
	case percent:
		return d.number(100*float64(x), 1)
	case day:
		return time.Time(x).Format(d.date)
	}
	return ""
}

func (d dialect) number(x float64, decimals int) string {
	s := strconv.FormatFloat(x, 'f', decimals, 64)
	if strings.Trim(s, "-0.") == "" {
		s = strings.TrimPrefix(s, "-") // no minus zero
	}
	return strings.Replace(s, ".", d.decimal, 1)
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

// printable makes every line end a newline and takes out what is no character
// of a text, which some programs stumble over.
func printable(s string) string {
	if !strings.ContainsFunc(s, notPrintable) {
		return s
	}
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
	return strings.Map(func(r rune) rune {
		if notPrintable(r) {
			return -1
		}
		return r
	}, s)
}

// notPrintable are control characters but tab and newline, and what XML 1.0
// cannot hold (https://www.w3.org/TR/xml/#charsets).
func notPrintable(r rune) bool {
	return unicode.IsControl(r) && r != '\t' && r != '\n' || r == 0xfffe || r == 0xffff || r == utf8.RuneError
}
