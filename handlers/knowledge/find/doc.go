// Package find finds knowledge entries for a question: it reads entry files,
// builds an index in memory and ranks entries with BM25F over Dutch and English
// words. Groups of four letters in a row help to order what words find; how sure
// an answer is follows from words alone.
//
// It knows nothing of chat, of people or of a store, keeps nothing of what was
// asked, reads no clock and uses no language model.
package find
