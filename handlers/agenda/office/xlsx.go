package office

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// xlsx is a workbook while it is made.
type xlsx struct {
	*excelize.File
	head, headNumber         int // styles
	text, wrap, number, date int
	errs                     []error
}

func (x *xlsx) keep(err error) {
	if err != nil {
		x.errs = append(x.errs, err)
	}
}

func (b *Workbook) xlsx(w io.Writer) (err error) {
	x := &xlsx{File: excelize.NewFile()}
	defer func() { err = errors.Join(err, x.Close()) }()
	x.styles(b.Lang)
	for i, s := range b.sheets() {
		if i == 0 {
			x.keep(x.SetSheetName("Sheet1", s.Name))
		} else {
			_, err := x.NewSheet(s.Name)
			x.keep(err)
		}
		if err := x.sheet(s, line(b.Title), b.Lang); err != nil {
			return err
		}
	}
	lang, _, _ := tag(b.Lang)
	x.keep(x.SetDocProps(&excelize.DocProperties{Title: line(b.Title), Creator: line(b.Author), LastModifiedBy: line(b.Author),
		Created: stamp(b.Created), Modified: stamp(b.Created), Language: lang}))
	x.keep(x.SetAppProps(&excelize.AppProperties{Application: program}))
	var buffer bytes.Buffer
	_, err = x.WriteTo(&buffer)
	x.keep(err)
	if err := errors.Join(x.errs...); err != nil {
		return fmt.Errorf("the workbook cannot be made: %w", err)
	}
	return b.repack(w, buffer.Bytes())
}

// rowHeight is that of a row of so many lines. LibreOffice does not work it out.
func rowHeight(lines int) excelize.RowOpts {
	return excelize.RowOpts{Height: min(float64(lines)*12.75+2.25, excelize.MaxRowHeight)}
}

// fixed is how excelize says that somebody chose the height of a row. Without it
// the row grows with what is typed in it. In text the quotes would be escaped.
var fixed = regexp.MustCompile(`(<row r="\d+"[^>]*?) customHeight="(?:1|true)"`)

// repack writes the files of a package in a fixed order with a fixed time.
func (b *Workbook) repack(w io.Writer, data []byte) error {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return err
	}
	var parts []part
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return err
		}
		data, err := io.ReadAll(r)
		if err := errors.Join(err, r.Close()); err != nil {
			return err
		}
		if strings.HasPrefix(f.Name, "xl/worksheets/") {
			data = fixed.ReplaceAll(data, []byte("$1"))
		}
		parts = append(parts, part{f.Name, data})
	}
	slices.SortFunc(parts, func(a, b part) int { return strings.Compare(a.name, b.name) }) // "[Content_Types].xml" is first
	return pack(w, b.Created, parts)
}

func (x *xlsx) styles(lang string) {
	style := func(s excelize.Style) int {
		if s.Font == nil {
			s.Font = &excelize.Font{Color: black}
		}
		if s.Border == nil {
			s.Border = []excelize.Border{{Type: "bottom", Style: 1, Color: hairline}}
		}
		s.Font.Family, s.Font.Size = font, 10
		id, err := x.NewStyle(&s)
		x.keep(err)
		return id
	}
	align := func(horizontal string, wrap bool) *excelize.Alignment {
		return &excelize.Alignment{Vertical: "top", Horizontal: horizontal, WrapText: wrap}
	}
	x.keep(x.SetDefaultFont(font))
	head := func(alignment *excelize.Alignment) int {
		return style(excelize.Style{
			Font:      &excelize.Font{Bold: true, Color: ink},
			Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{shade}},
			Border:    []excelize.Border{{Type: "bottom", Style: 1, Color: ruled}},
			Alignment: alignment, NumFmt: 49,
		})
	}
	right := align("right", true)
	right.Indent = 1
	x.head, x.headNumber = head(align("left", true)), head(right)
	x.text = style(excelize.Style{Alignment: align("left", false), NumFmt: 49}) // text, so that mending a cell makes no formula or date of it
	x.wrap = style(excelize.Style{Alignment: align("left", true), NumFmt: 49})
	x.number = style(excelize.Style{Alignment: right, NumFmt: 1})
	day := "dd\\-mm\\-yyyy"
	if _, language, _ := tag(lang); language != "nl" {
		day = "yyyy\\-mm\\-dd"
	}
	x.date = style(excelize.Style{Alignment: align("left", false), CustomNumFmt: &day})
}

func (x *xlsx) style(k Kind) int {
	switch k {
	case Number:
		return x.number
	case Date:
		return x.date
	case Wrap:
		return x.wrap
	}
	return x.text
}

func (x *xlsx) sheet(s Sheet, title, lang string) error {
	landscape, a4, wide, long := "landscape", 9, 1, 0
	fit := true
	x.keep(x.SetPageLayout(s.Name, &excelize.PageLayoutOptions{Orientation: &landscape, Size: &a4, FitToWidth: &wide, FitToHeight: &long}))
	page, of := pageWords(lang)
	x.keep(x.SetHeaderFooter(s.Name, &excelize.HeaderFooterOptions{
		OddFooter: "&L&9" + footer(title) + "&R&9" + page + "&P" + of + "&N"}))
	if len(s.Columns) == 0 {
		return nil
	}
	last := columnName(len(s.Columns) - 1)
	// The filter and the pane are kept with the sheet, so they come before the rows are streamed.
	x.keep(x.AutoFilter(s.Name, fmt.Sprintf("A1:%s%d", last, len(s.Rows)+1), nil))
	x.keep(x.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: quoted(s.Name) + "!$1:$1", Scope: s.Name}))
	x.keep(x.SetSheetProps(s.Name, &excelize.SheetPropsOptions{FitToPage: &fit}))
	w, err := x.NewStreamWriter(s.Name)
	if err != nil {
		return err
	}
	for i, c := range slices.Backward(s.Columns) { // each is written before what is there, and Excel wants them in order
		x.keep(w.SetColWidth(i+1, i+1, float64(c.width())+1.7))
	}
	x.keep(w.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}))
	cells, high := make([]any, len(s.Columns)), 1
	for i, c := range s.Columns {
		head := excelize.Cell{StyleID: x.head, Value: short(line(c.Title))}
		if c.Kind == Number {
			head.StyleID = x.headNumber
		}
		cells[i] = head
		high = max(high, lines(line(c.Title), c.width()))
	}
	x.keep(w.SetRow("A1", cells, rowHeight(high)))
	for i := range s.Rows {
		row, err := s.data(i)
		if err != nil {
			return err
		}
		high := 1
		for c, d := range row {
			cell := x.cell(s.Columns[c].Kind, d)
			if cell.StyleID == x.wrap {
				high = max(high, lines(d.text, s.Columns[c].width()*11/10))
			}
			cells[c] = cell
		}
		x.keep(w.SetRow(fmt.Sprintf("A%d", i+2), cells, rowHeight(high)))
	}
	return w.Flush()
}

func (x *xlsx) cell(k Kind, d datum) excelize.Cell {
	style := x.style(k)
	switch d.kind {
	case 't':
		if style = x.text; k == Wrap || strings.Contains(d.text, "\n") {
			style = x.wrap
		}
		return excelize.Cell{StyleID: style, Value: short(d.text)}
	case 'n':
		return excelize.Cell{StyleID: x.number, Value: d.n}
	case 'd':
		return excelize.Cell{StyleID: x.date, Value: d.day}
	}
	return excelize.Cell{StyleID: style}
}

// footer is text as the footer of a sheet has it: "&" begins a code there, a digit
// after the size of the letters would be a part of it, and there is room for little.
func footer(s string) string {
	s = strings.ReplaceAll(cut(s, 80), "&", "&&")
	if s != "" && s[0] >= '0' && s[0] <= '9' {
		s = " " + s
	}
	return s
}
