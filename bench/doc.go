// Package bench compares the finder of this program with Bleve and SQLite FTS5
// on the same documents and questions in the same run.
//
// It is no part of the product: it is a module of its own, so that what it
// compares with is no dependency of the product. It says nothing about declining
// questions, which the peers do not do.
package bench
