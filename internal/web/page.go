package web

import (
	"embed"
	"io/fs"
	"mime"
	"net/http"
	"path"
)

// The page and the description of the API are part of the program.
var (
	//go:embed page
	pageFiles embed.FS
	//go:embed openapi.json
	openAPI []byte
)

// policy lets the page use what comes from here and nothing else; nobody may show it in a frame.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// page serves every file of the page, index.html at the root.
func page(mux *http.ServeMux) {
	files, err := fs.Glob(pageFiles, "page/*")
	if err != nil {
		panic(err) // the pattern is wrong
	}
	for _, name := range files {
		body, err := pageFiles.ReadFile(name)
		if err != nil {
			panic(err) // it is part of the program
		}
		address := path.Base(name)
		if address == "index.html" {
			address = "{$}"
		}
		mux.HandleFunc("GET /"+address, file(mime.TypeByExtension(path.Ext(name)), body))
	}
}

// file serves bytes that only change with the program. They are asked about each time, and sent when they are new.
func file(contentType string, body []byte) http.HandlerFunc {
	tag := tagOf(body)
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		w.Header().Set("Cross-Origin-Opener-Policy", "same-origin")
		w.Header().Set("Cache-Control", "no-cache")
		w.Header().Set("Content-Type", contentType)
		tagged(w, r, tag, body)
	}
}
