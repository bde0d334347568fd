package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// problem says why there is no answer.
type problem struct {
	// Code names the reason; it never changes.
	Code string `json:"code"`
	// Message is one English sentence or two.
	Message string `json:"message"`
	// Caret is the expression and, on a second line, a caret below the place that is wrong.
	Caret string `json:"caret,omitempty"`
	// Offer is an expression to type instead.
	Offer string `json:"offer,omitempty"`
}

// refusal is the answer where there is a problem.
type refusal struct {
	Error problem `json:"error"`
}

// refuse answers with a problem. It isn't to be kept: the next time all may be well.
func refuse(w http.ResponseWriter, status int, p problem) {
	w.Header().Set("Cache-Control", "no-store")
	writeJSON(w, status, refusal{p})
}

// cached writes what may be kept for a while.
func cached(w http.ResponseWriter, r *http.Request, keep time.Duration, value any) {
	body, err := encode(value)
	if err != nil {
		panic(err) // every value here is plain data
	}
	keptFor(w, r, keep, body)
}

// keptFor writes JSON that may be kept for a while, with a tag.
func keptFor(w http.ResponseWriter, r *http.Request, keep time.Duration, body []byte) {
	w.Header().Set("Cache-Control", "public, max-age="+strconv.Itoa(int(keep.Seconds())))
	w.Header().Set("Content-Type", jsonType)
	tagged(w, r, tagOf(body), body)
}

// tagged writes a body, or that the client has it.
func tagged(w http.ResponseWriter, r *http.Request, tag string, body []byte) {
	w.Header().Set("ETag", tag)
	if holds(r.Header.Get("If-None-Match"), tag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	_, _ = w.Write(body) // a client that has gone is none of our business
}

// tagOf names a body by what is in it.
func tagOf(body []byte) string {
	sum := sha256.Sum256(body)
	return `"` + hex.EncodeToString(sum[:12]) + `"`
}

// holds says whether a client that names these tags has the one. A proxy that packs answers makes tags weak.
func holds(tags, tag string) bool {
	for one := range strings.SplitSeq(tags, ",") {
		one = strings.TrimSpace(one)
		if one == "*" || strings.TrimPrefix(one, "W/") == tag {
			return true
		}
	}
	return false
}

const jsonType = "application/json; charset=utf-8"

func writeJSON(w http.ResponseWriter, status int, value any) {
	body, err := encode(value)
	if err != nil {
		panic(err) // every value here is plain data
	}
	writeBody(w, status, body)
}

// writeBody answers with JSON; a client that has gone is none of our business.
func writeBody(w http.ResponseWriter, status int, body []byte) {
	w.Header().Set("Content-Type", jsonType)
	w.WriteHeader(status)
	_, _ = w.Write(body)
}

// encode leaves < and > readable: JSON is no markup, and is never served as such.
func encode(value any) ([]byte, error) {
	var body bytes.Buffer
	encoder := json.NewEncoder(&body)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(value)
	return body.Bytes(), err
}
