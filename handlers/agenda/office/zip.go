package office

import (
	"archive/zip"
	"hash/crc32"
	"io"
	"time"
)

// a part is one file in the package.
type part struct {
	name string
	data []byte
}

// pack writes the parts in order, each with the same time, so that the same parts
// give the same bytes. A first part named "mimetype" is stored as OpenDocument asks
// (ODF 1.3 part 2, 3.3): not compressed and without anything extra in its header,
// so that its words stand at a fixed place in the file.
func pack(w io.Writer, created time.Time, parts []part) error {
	z := zip.NewWriter(w)
	if created.Year() < 1980 { // before that there are no days in a zip file
		created = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	created = created.UTC().Truncate(2 * time.Second)
	for i, p := range parts {
		if i == 0 && p.name == "mimetype" {
			size := uint64(len(p.data))
			raw, err := z.CreateRaw(&zip.FileHeader{
				Name: p.name, Method: zip.Store, CRC32: crc32.ChecksumIEEE(p.data),
				CompressedSize64: size, UncompressedSize64: size,
			})
			if err != nil {
				return err
			}
			if _, err := raw.Write(p.data); err != nil {
				return err
			}
			continue
		}
		to, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate, Modified: created})
		if err != nil {
			return err
		}
		if _, err := to.Write(p.data); err != nil {
			return err
		}
	}
	return z.Close()
}
