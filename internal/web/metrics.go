package web

import (
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// metrics are what is known of the requests that came.
type metrics struct {
	requests *prometheus.CounterVec
	took     *prometheus.HistogramVec
}

// newMetrics registers what is measured; a nil registerer keeps it to itself.
func newMetrics(registerer prometheus.Registerer) *metrics {
	m := &metrics{
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "feyre_web_requests_total", Help: "HTTP requests answered, by route and status.",
		}, []string{"route", "status"}),
		took: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "feyre_web_request_seconds", Help: "Time to answer an HTTP request, in seconds, by route.",
			Buckets: []float64{.0005, .001, .005, .01, .05, .1, .5, 1, 5},
		}, []string{"route"}),
	}
	if registerer != nil {
		registerer.MustRegister(m.requests, m.took)
	}
	return m
}

// measured counts what next answers. A route is the pattern that fits, never what was asked, so that there are few.
func (m *metrics) measured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		seen := &seenWriter{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(seen, r)
		route := r.Pattern
		if route == "" {
			route = "none"
		}
		m.requests.WithLabelValues(route, strconv.Itoa(seen.status)).Inc()
		m.took.WithLabelValues(route).Observe(time.Since(began).Seconds())
	})
}

// seenWriter remembers the status.
type seenWriter struct {
	http.ResponseWriter
	status int
}

// WriteHeader notes the status and passes it on.
func (w *seenWriter) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

// Unwrap gives http.ResponseController the writer below.
func (w *seenWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
