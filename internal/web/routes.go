package web

import (
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// routes lists every address that there is.
func (s *Server) routes() http.Handler {
	figures := newLimiter(statsPerMinute, statsPerMinute, maxAddresses, time.Now)
	play := newLimiter(playgroundPerMinute, playgroundAtOnce, maxAddresses, time.Now)
	mux := http.NewServeMux()
	page(mux)
	mux.HandleFunc("GET /healthz", s.healthz)
	mux.HandleFunc("GET /readyz", s.readyz)
	mux.Handle("GET /metrics", promhttp.HandlerFor(s.options.Gatherer, promhttp.HandlerOpts{}))
	for path, answer := range map[string]http.HandlerFunc{
		"/public/stats":              s.limited(figures, s.stats),
		"/public/stats/badge/{name}": s.limited(figures, s.badge),
		"/api/roll":                  s.limited(play, s.playground.roll),
		"/api/odds":                  s.limited(play, s.playground.distribution),
		"/api/explain":               s.limited(play, s.playground.explain),
		"/api/openapi.json":          s.limited(play, file(jsonType, openAPI)),
	} {
		mux.HandleFunc("GET "+path, shared(answer))
		mux.HandleFunc("OPTIONS "+path, shared(preflight))
		mux.HandleFunc(path, wrongMethod)
	}
	for _, below := range []string{"/api", "/api/", "/public", "/public/"} {
		mux.HandleFunc(below, nowhere)
	}
	return newMetrics(s.options.Registerer).measured(s.secured(mux))
}

// shared lets pages of others ask.
func shared(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Access-Control-Allow-Origin", "*")
		w.Header().Set("Access-Control-Expose-Headers", "ETag, Retry-After")
		next(w, r)
	}
}

// wrongMethod refuses what would change something: nothing here can be changed.
func wrongMethod(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Allow", "GET, HEAD, OPTIONS")
	refuse(w, http.StatusMethodNotAllowed, problem{Code: "method_not_allowed", Message: "Only GET, HEAD and OPTIONS are answered here."})
}

// nowhere refuses addresses that programs may have got wrong.
func nowhere(w http.ResponseWriter, _ *http.Request) {
	refuse(w, http.StatusNotFound, problem{Code: "no_such_address", Message: "There is nothing here. /api/openapi.json describes what there is."})
}

// preflight tells the browser of another page that it may ask with a tag.
func preflight(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Access-Control-Allow-Methods", "GET, HEAD")
	w.Header().Set("Access-Control-Allow-Headers", "If-None-Match")
	w.Header().Set("Access-Control-Max-Age", "86400")
	w.WriteHeader(http.StatusNoContent)
}

// secured adds the headers that every answer has, and answers where a handler panics.
func (s *Server) secured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			switch broke := recover(); broke {
			case nil:
			case http.ErrAbortHandler:
				panic(broke)
			default:
				s.options.Logger.Error("web request failed", "path", r.URL.Path, "panic", broke)
				refuse(w, http.StatusInternalServerError, problem{Code: "internal", Message: "Something went wrong here. It has been noted."})
			}
		}()
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Referrer-Policy", "no-referrer")
		next.ServeHTTP(w, r)
	})
}
