package syncer

import (
	"errors"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// metrics are what an operator watches. All are safe to use when nothing is registered.
type metrics struct {
	duration  prometheus.Histogram
	passes    *prometheus.CounterVec
	records   *prometheus.CounterVec
	bytes     *prometheus.CounterVec
	waiting   prometheus.Gauge
	damaged   prometheus.Gauge
	rehearsal *prometheus.GaugeVec // without labels, and absent until there was a rehearsal
	rehearsed *prometheus.GaugeVec
}

func newMetrics(to prometheus.Registerer, s *Syncer) *metrics {
	m := &metrics{
		duration: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "feyre_sync_pass_seconds", Help: "How long passes took.", Buckets: prometheus.ExponentialBuckets(0.01, 4, 9),
		}),
		passes:    counter("feyre_sync_passes_total", "Passes by how they ended: good, failed, or held by another process.", "result"),
		records:   counter("feyre_sync_records_total", "Records that passes moved, by direction.", "to"),
		bytes:     counter("feyre_sync_bytes_total", "Bytes of values that passes moved, before compression, by direction.", "to"),
		waiting:   gauge("feyre_sync_waiting_changes", "Changes that waited when the last pass, good or failed, was over."),
		damaged:   gauge("feyre_sync_damaged_buckets", "Buckets that the last pass could not read whole."),
		rehearsal: lateGauge("feyre_sync_rehearsal_ok", "1 if the last restore rehearsal agreed with the archive, 0 if not."),
		rehearsed: lateGauge("feyre_sync_rehearsal_timestamp_seconds", "When a restore was last rehearsed."),
	}
	age := prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "feyre_sync_last_good_pass_age_seconds", Help: "Time since the last good pass; since the start if there was none.",
	}, s.age(time.Now()))
	if to != nil {
		to.MustRegister(m.duration, m.passes, m.records, m.bytes, m.waiting, m.damaged, m.rehearsal, m.rehearsed, age)
	}
	return m
}

func counter(name, help, label string) *prometheus.CounterVec {
	return prometheus.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help}, []string{label})
}

func gauge(name, help string) prometheus.Gauge {
	return prometheus.NewGauge(prometheus.GaugeOpts{Name: name, Help: help})
}

// lateGauge is one that is absent until it is set.
func lateGauge(name, help string) *prometheus.GaugeVec {
	return prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: name, Help: help}, nil)
}

// age tells how long ago the last good pass was.
func (s *Syncer) age(began time.Time) func() float64 {
	return func() float64 {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.last.good.IsZero() {
			return time.Since(began).Seconds()
		}
		return time.Since(s.last.good).Seconds()
	}
}

func (m *metrics) pass(r Report, err error, took time.Duration) {
	m.passes.WithLabelValues(result(err)).Inc()
	m.duration.Observe(took.Seconds())
	m.damaged.Set(float64(len(r.Lost) + len(r.Repaired) + len(r.Salvaged)))
	m.records.WithLabelValues("archive").Add(float64(r.ToArchive))
	m.records.WithLabelValues("store").Add(float64(r.ToStore))
	m.bytes.WithLabelValues("archive").Add(float64(r.ArchiveBytes))
	m.bytes.WithLabelValues("store").Add(float64(r.StoreBytes))
}

func result(err error) string {
	switch {
	case err == nil:
		return "good"
	case errors.Is(err, ErrHeld):
		return "held"
	default:
		return "failed"
	}
}
