package store

import (
	"context"
	"encoding/binary"
	"errors"
)

// This file, like sqlite.go, holds what is true of SQLite only: the layout of
// its pages (https://www.sqlite.org/fileformat.html#b_tree_pages).
//
// With secure_delete SQLite overwrites a row when it is deleted. But when it
// moves rows from one page to another, because a page is full or nearly empty,
// the bytes of the rows that moved stay in the unused space of the page they
// came from, and are not overwritten when such a row is deleted at its new
// place. Rebuilding the file with VACUUM removes them too, but holds the writer
// all the time that takes: 300 ms for 50 MB, where this takes 200 to 400 ms but
// holds it for 10 ms at most, however large the file is.

const (
	pagesPerRead  = 256
	pagesPerWrite = 64
	// maxPages is where the number of a page could be taken for its type:
	// 128 GB with pages of 4096 bytes.
	maxPages = 1 << 25
)

const (
	sqlPages   = "SELECT page_count FROM pragma_page_count"
	sqlPage    = "SELECT data FROM sqlite_dbpage WHERE pgno = $1"
	sqlSetPage = "UPDATE sqlite_dbpage SET data = $1 WHERE pgno = $2"
)

// cleanPages overwrites what is not used in the pages of tables and indexes,
// beside readers and between other writes. What was deleted before it began is
// then in no page any more; the log still has older versions of the pages.
func (s *Store) cleanPages(ctx context.Context) error {
	for next, last := int64(1), int64(1); next <= last; {
		var dirty []int64
		err := s.Read(ctx, func(r *Reader) error {
			if err := r.QueryRow(sqlPages).Scan(&last); err != nil {
				return err
			}
			if last >= maxPages {
				return errors.New("the database is too large to clean its pages")
			}
			for range pagesPerRead {
				if next > last || len(dirty) == pagesPerWrite {
					return nil
				}
				page, err := readPage(r, next)
				if err != nil {
					return err
				}
				if clearUnused(page, next == 1) {
					dirty = append(dirty, next)
				}
				next++
			}
			return nil
		})
		if err != nil {
			return err
		}
		if len(dirty) == 0 {
			continue
		}
		err = s.Write(ctx, "", func(tx *Tx) error {
			for _, n := range dirty {
				page, err := readPage(tx, n) // again: it may have changed
				if err != nil {
					return err
				}
				if !clearUnused(page, n == 1) {
					continue
				}
				if _, err := tx.Exec(sqlSetPage, page, n); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// readPage returns nil for a page that is not there any more.
func readPage(q Querier, number int64) (page []byte, err error) {
	err = q.QueryRow(sqlPage, number).Scan(&page)
	if errors.Is(err, ErrNoRows) {
		return nil, nil
	}
	return page, err
}

// clearUnused overwrites what is not used in a page of a table or an index:
// between the list of cells and the first cell, and in the free blocks between
// cells. It tells whether there was something. Other pages, and those that make
// no sense, are left alone. The pages of long values and free pages have
// nothing: SQLite overwrites them as a whole.
func clearUnused(page []byte, first bool) (changed bool) {
	head := 0
	if first {
		head = 100 // the header of the file
	}
	if len(page) < 512 {
		return false
	}
	number := func(at int) int { return int(binary.BigEndian.Uint16(page[at:])) }
	list := head
	switch page[head] {
	case 2, 5: // inside an index, a table
		list += 12
	case 10, 13: // at the leaves
		list += 8
	default:
		return false
	}
	from, to := list+2*number(head+3), number(head+5)
	if to == 0 {
		to = 65536
	}
	if from > to || to > len(page) {
		return false
	}
	unused := [][]byte{page[from:to]}
	for at := number(head + 1); at != 0; {
		if at < to || at+4 > len(page) {
			return false
		}
		after, size := number(at), number(at+2)
		if size < 4 || at+size > len(page) || after != 0 && after < at+size {
			return false
		}
		unused = append(unused, page[at+4:at+size])
		at = after
	}
	for _, part := range unused {
		for _, b := range part {
			if b != 0 {
				changed = true
				clear(part)
				break
			}
		}
	}
	return changed
}
