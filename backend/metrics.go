package backend

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

type metrics struct {
	requests  *prometheus.CounterVec
	latency   *prometheus.HistogramVec
	uncounted prometheus.Counter
}

// newMetrics registers the backend's metrics; a nil registerer keeps them to themselves.
func newMetrics(registerer prometheus.Registerer) *metrics {
	m := &metrics{
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "feyre_requests_total", Help: "Requests that reached the controller, by command and outcome.",
		}, []string{"command", "outcome"}),
		latency: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "feyre_request_seconds", Help: "Time from a request to its reply, in seconds, by command.",
			Buckets: []float64{.0001, .0005, .001, .005, .01, .05, .1, .5, 1, 3, 10},
		}, []string{"command"}),
		uncounted: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "feyre_requests_uncounted_total", Help: "Requests that were answered but could not be counted in the store.",
		}),
	}
	if registerer != nil {
		registerer.MustRegister(m.requests, m.latency, m.uncounted)
	}
	return m
}

func (m *metrics) observe(command, outcome string, took time.Duration) {
	m.requests.WithLabelValues(command, outcome).Inc()
	m.latency.WithLabelValues(command).Observe(took.Seconds())
}
