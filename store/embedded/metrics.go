package embedded

import (
	"context"
	"errors"
	"time"

	"feyre/store"

	"github.com/prometheus/client_golang/prometheus"
)

// metrics counts calls: this store's calls are its round trips.
type metrics struct {
	trips *prometheus.HistogramVec
}

// newMetrics registers the metrics; a nil registerer keeps none.
func newMetrics(registerer prometheus.Registerer) *metrics {
	if registerer == nil {
		return nil
	}
	m := &metrics{trips: prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "feyre_store_round_trip_seconds", Help: "Time of one round trip to the store, in seconds, by operation and outcome.",
		Buckets: []float64{.00005, .0001, .00025, .0005, .001, .0025, .005, .01, .05, .1, .5, 1, 5},
	}, []string{"operation", "outcome"})}
	registerer.MustRegister(m.trips)
	return m
}

func (m *metrics) observe(operation string, began time.Time, err *error) {
	if m != nil {
		m.trips.WithLabelValues(operation, outcome(*err)).Observe(time.Since(began).Seconds())
	}
}

func outcome(err error) string {
	switch {
	case err == nil:
		return "ok"
	case errors.Is(err, store.ErrUnavailable):
		return "unavailable"
	case errors.Is(err, context.Canceled):
		return "canceled"
	default:
		return "error"
	}
}
