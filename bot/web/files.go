package web

import (
	"database/sql"
	"errors"
	"mime"
	"net/http"
	"strconv"

	"wegwijs/bot"
)

// file serves a picture or file of a message to somebody who may see it.
func (w *Web) file(rw http.ResponseWriter, r *http.Request) {
	m, err := w.message(r.Context(), bot.UserID(r.FormValue("as")), number(bot.MessageID(r.PathValue("message"))))
	if err != nil {
		w.world.Log.Error().Err(err).Msg("a file could not be read")
		w.sorry(rw, r, http.StatusInternalServerError, "broken")
		return
	}
	var a attachment
	if m != nil {
		err = w.chat.reads.QueryRowContext(r.Context(), `SELECT name, type, data FROM attachments WHERE message = $1 AND n = $2`,
			m.id, number(bot.MessageID(r.PathValue("n")))).Scan(&a.name, &a.mediaType, &a.data)
	}
	switch {
	case m == nil || errors.Is(err, sql.ErrNoRows):
		w.sorry(rw, r, http.StatusNotFound, "no page")
		return
	case err != nil:
		w.world.Log.Error().Err(err).Msg("a file could not be read")
		w.sorry(rw, r, http.StatusInternalServerError, "broken")
		return
	}
	h := rw.Header()
	h.Set("Content-Type", a.mediaType)
	h.Set("Content-Length", strconv.Itoa(len(a.data)))
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	h.Set("Cache-Control", "private, max-age=3600") // its address changes with its message
	// Nothing of it opens as a page of ours; a picture within a page does not care.
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": a.name}))
	rw.Write(a.data) // an error means that the browser went away
}
