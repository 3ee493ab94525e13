package find

import (
	"bufio"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	digest "hash"
	"io"
	"slices"
	"time"
)

// errBroken is what decoding gives for bytes that are no stored index or set,
// were cut off or changed, or come from another version of the program.
var errBroken = errors.New("not stored by this version of the program, or damaged")

// chunk is how many bytes are read before memory for more is taken, so that a
// false length costs no memory.
const chunk = 64 << 10

// encoder writes numbers and texts, and a checksum at the end.
type encoder struct {
	out *bufio.Writer
	sum digest.Hash
	buf []byte
}

func newEncoder(w io.Writer) *encoder {
	sum := sha256.New()
	return &encoder{out: bufio.NewWriterSize(io.MultiWriter(w, sum), chunk), sum: sum}
}

// number and the others keep the first error in the buffered writer.
func (e *encoder) number(n uint64) {
	e.buf = binary.AppendUvarint(e.buf[:0], n)
	e.out.Write(e.buf)
}

func (e *encoder) text(s string) {
	e.number(uint64(len(s)))
	e.out.WriteString(s)
}

func (e *encoder) texts(list []string) {
	e.number(uint64(len(list)))
	for _, s := range list {
		e.text(s)
	}
}

func (e *encoder) yes(b bool) {
	if b {
		e.number(1)
	} else {
		e.number(0)
	}
}

// numbers writes a list of fixed-size integers.
func numbers[T ~uint16 | ~uint32 | ~uint64](e *encoder, list []T) {
	e.number(uint64(len(list)))
	size := binary.Size(T(0))
	for part := range slices.Chunk(list, chunk/size) {
		e.buf = e.buf[:0]
		for _, n := range part {
			switch size {
			case 2:
				e.buf = binary.LittleEndian.AppendUint16(e.buf, uint16(n))
			case 4:
				e.buf = binary.LittleEndian.AppendUint32(e.buf, uint32(n))
			default:
				e.buf = binary.LittleEndian.AppendUint64(e.buf, uint64(n))
			}
		}
		e.out.Write(e.buf)
	}
}

// close writes the checksum and returns the first error there was.
func (e *encoder) close(w io.Writer) error {
	if err := e.out.Flush(); err != nil {
		return err
	}
	_, err := w.Write(e.sum.Sum(nil))
	return err
}

// decoder reads what an encoder wrote. After the first thing that cannot be
// right it gives zeros and err is set.
type decoder struct {
	in  *bufio.Reader
	sum digest.Hash
	buf []byte
	err error
}

func newDecoder(r io.Reader) *decoder {
	return &decoder{in: bufio.NewReaderSize(r, chunk), sum: sha256.New(), buf: make([]byte, chunk)}
}

func (d *decoder) fail() {
	if d.err == nil {
		d.err = errBroken
	}
}

func (d *decoder) yes() bool { return d.count(1) == 1 }

// bytes fills b.
func (d *decoder) bytes(b []byte) bool {
	if d.err != nil {
		return false
	}
	if _, err := io.ReadFull(d.in, b); err != nil {
		d.fail()
		return false
	}
	d.sum.Write(b)
	return true
}

func (d *decoder) number() uint64 {
	var n uint64
	for shift := uint(0); shift < 64; shift += 7 {
		if !d.bytes(d.buf[:1]) {
			return 0
		}
		n |= uint64(d.buf[0]&0x7f) << shift
		if d.buf[0] < 0x80 {
			return n
		}
	}
	d.fail()
	return 0
}

// count reads a length that may be at most most.
func (d *decoder) count(most int) int {
	n := d.number()
	if n > uint64(most) {
		d.fail()
		return 0
	}
	return int(n)
}

// text reads a text of at most most bytes.
func (d *decoder) text(most int) string {
	n := d.count(most)
	out := make([]byte, 0, min(n, chunk))
	for n > 0 {
		part := d.buf[:min(n, chunk)]
		if !d.bytes(part) {
			return ""
		}
		out = append(out, part...)
		n -= len(part)
	}
	return string(out)
}

func (d *decoder) texts(most, longest int) []string {
	n := d.count(most)
	var out []string
	for range n {
		if d.err != nil {
			return nil
		}
		out = append(out, d.text(longest))
	}
	return out
}

// readNumbers reads a list of at most most integers.
func readNumbers[T ~uint16 | ~uint32 | ~uint64](d *decoder, most int) []T {
	n := d.count(most)
	size := binary.Size(T(0))
	out := make([]T, 0, min(n, chunk))
	for n > 0 {
		part := d.buf[:min(n, chunk/size)*size]
		if !d.bytes(part) {
			return nil
		}
		if cap(out)-len(out) < len(part)/size {
			out = slices.Grow(out, min(n, max(len(out), chunk)))
		}
		for i := 0; i < len(part); i += size {
			switch size {
			case 2:
				out = append(out, T(binary.LittleEndian.Uint16(part[i:])))
			case 4:
				out = append(out, T(binary.LittleEndian.Uint32(part[i:])))
			default:
				out = append(out, T(binary.LittleEndian.Uint64(part[i:])))
			}
		}
		n -= len(part) / size
	}
	return slices.Clip(out)
}

// close compares the checksum and expects nothing behind it.
func (d *decoder) close() error {
	if d.err != nil {
		return d.err
	}
	var stored [sha256.Size]byte
	if _, err := io.ReadFull(d.in, stored[:]); err != nil || [sha256.Size]byte(d.sum.Sum(nil)) != stored {
		return errBroken
	}
	if _, err := d.in.ReadByte(); err != io.EOF {
		return errBroken
	}
	return nil
}

// Bounds of a stored entry, well above what Parse lets through.
const (
	mostText = MaxFile
	mostList = 4 * maxList
)

func (e *encoder) localized(l Localized) { e.text(l.NL); e.text(l.EN) }
func (e *encoder) lists(l Lists)         { e.texts(l.NL); e.texts(l.EN) }

func (e *encoder) date(d Date) {
	e.number(uint64(d.Year))
	e.number(uint64(d.Month))
	e.number(uint64(d.Day))
}

// entry writes every field of an entry.
func (e *encoder) entry(v *Entry) {
	for _, s := range []string{v.ID, string(v.Kind), v.URL, string(v.Access), v.Owner, v.Source, v.Body, v.File} {
		e.text(s)
	}
	e.localized(v.Title)
	e.localized(v.Summary)
	e.localized(v.Contact)
	e.localized(v.Caveat)
	e.lists(v.Questions)
	e.lists(v.Steps)
	e.texts(v.Keywords)
	e.texts(v.Related)
	e.date(v.VerifiedOn)
	e.date(v.ValidUntil)
	for _, line := range []int{v.Line, v.Lines.Title, v.Lines.Related, v.Lines.VerifiedOn, v.Lines.ValidUntil} {
		e.number(uint64(line))
	}
}

func (d *decoder) localized() Localized { return Localized{d.text(mostText), d.text(mostText)} }
func (d *decoder) lists() Lists {
	return Lists{d.texts(mostList, mostText), d.texts(mostList, mostText)}
}

func (d *decoder) date() Date {
	return Date{d.count(9999), time.Month(d.count(12)), d.count(31)}
}

func (d *decoder) entry() *Entry {
	var v Entry
	var kind, access string
	for _, s := range []*string{&v.ID, &kind, &v.URL, &access, &v.Owner, &v.Source, &v.Body, &v.File} {
		*s = d.text(mostText)
	}
	v.Kind, v.Access = knownKindOf(kind), Access(access)
	v.Title = d.localized()
	v.Summary = d.localized()
	v.Contact = d.localized()
	v.Caveat = d.localized()
	v.Questions = d.lists()
	v.Steps = d.lists()
	v.Keywords = d.texts(mostList, mostText)
	v.Related = d.texts(mostList, mostText)
	v.VerifiedOn = d.date()
	v.ValidUntil = d.date()
	for _, line := range []*int{&v.Line, &v.Lines.Title, &v.Lines.Related, &v.Lines.VerifiedOn, &v.Lines.ValidUntil} {
		*line = d.count(MaxFile)
	}
	v.pack()
	return &v
}

// knownKindOf shares the text of a kind between entries.
func knownKindOf(s string) Kind {
	for _, k := range Kinds() {
		if string(k) == s {
			return k
		}
	}
	return Kind(s)
}
