package app

import (
	"context"
	"strings"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
	"go.opentelemetry.io/otel/trace/noop"
)

// tracePath is where a collector takes traces, below its endpoint.
const tracePath = "/v1/traces"

// tracing is the traces' way out. Without an endpoint there is none, and a span costs nothing.
type tracing struct {
	trace.TracerProvider
	exporter *otlptrace.Exporter
	sdk      *sdktrace.TracerProvider
}

func newTracing(config TraceConfig) *tracing {
	if config.Endpoint == "" {
		return &tracing{TracerProvider: noop.NewTracerProvider()}
	}
	exporter := otlptracehttp.NewUnstarted(otlptracehttp.WithEndpointURL(strings.TrimRight(config.Endpoint, "/") + tracePath))
	sdk := sdktrace.NewTracerProvider(
		sdktrace.WithBatcher(exporter),
		sdktrace.WithSampler(sdktrace.ParentBased(sdktrace.TraceIDRatioBased(config.Ratio))),
		sdktrace.WithResource(resource.NewSchemaless(
			attribute.String("service.name", "feyre"), attribute.String("service.version", Version()),
		)),
	)
	return &tracing{TracerProvider: sdk, exporter: exporter, sdk: sdk}
}

// Start readies the exporter; it connects when there is something to send.
func (t *tracing) Start(ctx context.Context) error {
	if t.sdk == nil {
		return nil
	}
	return t.exporter.Start(ctx)
}

// Stop sends what is left, within ctx. Traces that can't be sent are lost, which is no failure of the program.
func (t *tracing) Stop(ctx context.Context) error {
	if t.sdk == nil {
		return nil
	}
	_ = t.sdk.Shutdown(ctx)
	return nil
}
