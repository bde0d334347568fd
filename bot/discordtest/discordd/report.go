package main

import (
	"slices"
	"time"
)

// sample is what one worker saw.
type sample struct {
	sent      int
	latencies []time.Duration
	failure   string
}

func (s *sample) fail(err error) {
	if s.failure == "" {
		s.failure = err.Error()
	}
}

// report is the outcome of one phase. Latency is from the dispatch of an
// interaction to the arrival of its callback.
type report struct {
	Phase    string  `json:"phase"`
	Workers  int     `json:"workers"`
	Sent     int     `json:"sent"`
	Answered int     `json:"answered"`
	Lost     int     `json:"lost"`
	Twice    int     `json:"twice"` // answers to what was answered before
	Seconds  float64 `json:"seconds"`
	Rate     float64 `json:"rate"` // answers a second
	P50      float64 `json:"p50_ms"`
	P99      float64 `json:"p99_ms"`
	P999     float64 `json:"p999_ms"`
	Max      float64 `json:"max_ms"`
	Failure  string  `json:"failure,omitempty"` // the first one
}

func summarize(phase string, samples []sample, took time.Duration) *report {
	r := &report{Phase: phase, Workers: len(samples), Seconds: took.Seconds()}
	var all []time.Duration
	for _, s := range samples {
		r.Sent += s.sent
		all = append(all, s.latencies...)
		if r.Failure == "" {
			r.Failure = s.failure
		}
	}
	slices.Sort(all)
	r.Answered, r.Lost = len(all), r.Sent-len(all)
	r.Rate = float64(len(all)) / took.Seconds()
	r.P50, r.P99, r.P999, r.Max = quantile(all, 0.5), quantile(all, 0.99), quantile(all, 0.999), quantile(all, 1)
	return r
}

// quantile returns the smallest latency that a share of the sorted list does
// not exceed, in milliseconds; 0 if the list is empty.
func quantile(sorted []time.Duration, share float64) float64 {
	if len(sorted) == 0 {
		return 0
	}
	n := int(share*float64(len(sorted))+0.999999) - 1
	n = min(max(n, 0), len(sorted)-1)
	return float64(sorted[n].Microseconds()) / 1000
}
