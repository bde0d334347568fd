package bot

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// metrics is what the face counts. Labels are bounded: no server, user, channel or token is ever one.
type metrics struct {
	interactions *prometheus.HistogramVec // from arrival to the first answer
	rest         *prometheus.HistogramVec
	limited      *prometheus.CounterVec
	reconnects   *prometheus.CounterVec
	refused      *prometheus.CounterVec
	cut          *prometheus.CounterVec
	dropped      prometheus.Counter
}

func newMetrics(registerer prometheus.Registerer) *metrics {
	const namespace = "feyre_discord"
	histogram := func(name, help string, buckets []float64, labels ...string) *prometheus.HistogramVec {
		return prometheus.NewHistogramVec(prometheus.HistogramOpts{Namespace: namespace, Name: name, Help: help, Buckets: buckets}, labels)
	}
	counter := func(name, help string, labels ...string) *prometheus.CounterVec {
		return prometheus.NewCounterVec(prometheus.CounterOpts{Namespace: namespace, Name: name, Help: help}, labels)
	}
	m := &metrics{
		interactions: histogram("interaction_answer_seconds",
			"Time from an interaction's arrival to its first answer, by kind and how it was answered.",
			[]float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2, 3}, "kind", "outcome"),
		rest: histogram("rest_seconds", "Time of one call of the REST API, by route and class of status.",
			[]float64{.001, .005, .01, .05, .1, .25, .5, 1, 2.5, 5, 15}, "route", "status"),
		limited:    counter("rest_limited_total", "Answers with status 429, by the scope of the limit.", "scope"),
		reconnects: counter("gateway_reconnects_total", "Gateway connections that ended, by reason.", "reason"),
		refused:    counter("refused_total", "Interactions and messages that were not taken up, by reason.", "reason"),
		cut:        counter("cut_total", "Parts of replies that were cut to fit Discord's limits, by part.", "part"),
		dropped: prometheus.NewCounter(prometheus.CounterOpts{
			Namespace: namespace, Name: "events_dropped_total", Help: "Gateway events that were dropped before they were decoded.",
		}),
	}
	registerer.MustRegister(m.interactions, m.rest, m.limited, m.reconnects, m.refused, m.cut, m.dropped)
	return m
}

// gauges registers what is read when it is asked for.
func (b *Bot) gauges(registerer prometheus.Registerer) {
	gauge := func(name, help string, labels prometheus.Labels, read func() float64) {
		registerer.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{
			Namespace: "feyre_discord", Name: name, Help: help, ConstLabels: labels,
		}, read))
	}
	for state, label := range map[shardState]string{shardConnecting: "connecting", shardReady: "ready", shardLost: "lost"} {
		gauge("shards", "Shards of this process, by state.", prometheus.Labels{"state": label}, func() float64 {
			n := 0
			b.shards.each(func(s *shard) {
				if shardState(s.state.Load()) == state {
					n++
				}
			})
			return float64(n)
		})
	}
	gauge("guilds", "Servers that the shards of this process serve.", nil, func() float64 { return float64(b.shards.guilds()) })
	gauge("gateway_latency_seconds", "Mean time from a heartbeat to its acknowledgement.", nil, func() float64 {
		return b.shards.latency().Seconds()
	})
	gauge("queue_length", "Interactions that wait to be done.", nil, func() float64 { return float64(b.queue.length()) })
	gauge("in_flight", "Interactions that are being done or wait for it.", nil, func() float64 { return float64(b.flights.count()) })
}

// statusClass is a status as a metric label: "2xx", or "none" where no answer came.
func statusClass(status int) string {
	switch {
	case status >= 200 && status < 300:
		return "2xx"
	case status == 429:
		return "429"
	case status >= 400 && status < 500:
		return "4xx"
	case status >= 500:
		return "5xx"
	default:
		return "none"
	}
}

func since(start time.Time) float64 { return time.Since(start).Seconds() }
