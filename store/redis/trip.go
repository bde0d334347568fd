package redis

import (
	"context"
	"errors"
	"time"

	"feyre/store"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/redis/go-redis/v9"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"
)

// wire sends commands and tells how that went.
type wire struct {
	client  redis.UniversalClient
	scripts *scripts
	trips   *prometheus.HistogramVec // nil: not measured
	tracer  trace.Tracer             // nil: not traced
}

// to is the same wire to one server.
func (w *wire) to(server redis.UniversalClient) *wire {
	other := *w
	other.client = server
	return &other
}

// newTrips registers the measure of round trips; a nil registerer keeps none.
func newTrips(registerer prometheus.Registerer) *prometheus.HistogramVec {
	if registerer == nil {
		return nil
	}
	trips := prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "feyre_store_round_trip_seconds", Help: "Time of one round trip to the store, in seconds, by operation and outcome.",
		Buckets: []float64{.00005, .0001, .00025, .0005, .001, .0025, .005, .01, .05, .1, .5, 1, 5},
	}, []string{"operation", "outcome"})
	registerer.MustRegister(trips)
	return trips
}

// send makes one round trip; on a Cluster one to each node concerned, all at the same time. Missing values are no error.
func (w *wire) send(ctx context.Context, operation string, commands ...redis.Cmder) error {
	if len(commands) == 0 {
		return nil
	}
	err := w.trip(ctx, operation, commands)
	var unknown []redis.Cmder
	for _, command := range commands {
		if c, scripted := command.(*call); scripted && c.unknown() {
			c.whole(ctx)
			unknown = append(unknown, c)
		}
	}
	if len(unknown) == 0 {
		return err
	}
	if err := w.trip(ctx, operation, unknown); err != nil {
		return err
	}
	return failure(firstError(commands))
}

func (w *wire) trip(ctx context.Context, operation string, commands []redis.Cmder) (err error) {
	if w.tracer != nil {
		var span trace.Span
		ctx, span = w.tracer.Start(ctx, "redis "+operation, trace.WithSpanKind(trace.SpanKindClient),
			trace.WithAttributes(attribute.String("db.system.name", "redis"), attribute.Int("db.operation.batch.size", len(commands))))
		defer func() {
			if err != nil {
				span.SetStatus(codes.Error, outcome(err))
			}
			span.End()
		}()
	}
	if w.trips != nil {
		began := time.Now()
		defer func() { w.trips.WithLabelValues(operation, outcome(err)).Observe(time.Since(began).Seconds()) }()
	}
	return failure(w.process(ctx, commands))
}

func (w *wire) process(ctx context.Context, commands []redis.Cmder) error {
	if len(commands) == 1 {
		return w.client.Process(ctx, commands[0])
	}
	pipe := w.client.Pipeline()
	for _, command := range commands {
		if err := pipe.Process(ctx, command); err != nil {
			return err
		}
	}
	if _, err := pipe.Exec(ctx); err != nil && !errors.Is(err, redis.Nil) {
		return err
	}
	return firstError(commands)
}

// firstError is the first that isn't a missing value.
func firstError(commands []redis.Cmder) error {
	for _, command := range commands {
		if err := command.Err(); err != nil && !errors.Is(err, redis.Nil) {
			return err
		}
	}
	return nil
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
