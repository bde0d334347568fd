package app

import (
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestTracesAreSent(t *testing.T) {
	asked := make(chan string, 1)
	collector := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { asked <- r.URL.Path }))
	defer collector.Close()
	traces := newTracing(TraceConfig{Endpoint: collector.URL, Ratio: 1})
	if err := traces.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	_, span := traces.Tracer("test").Start(t.Context(), "request")
	span.End()
	if err := traces.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	select {
	case path := <-asked:
		if path != "/v1/traces" {
			t.Errorf("sent to %s", path)
		}
	default:
		t.Error("nothing was sent")
	}
}

func TestTracesAreOff(t *testing.T) {
	traces := newTracing(TraceConfig{})
	if err := traces.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	_, span := traces.Tracer("test").Start(t.Context(), "request")
	if span.IsRecording() {
		t.Error("a span is recorded for nobody")
	}
	if err := traces.Stop(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestProfilerListensWhereItIsTold(t *testing.T) {
	address := freeAddress(t)
	p := newProfiler(DebugConfig{Listen: address})
	if err := p.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	response, err := http.Get("http://" + address + "/debug/pprof/goroutine?debug=1")
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusOK {
		t.Errorf("status %d", response.StatusCode)
	}
	taken := newProfiler(DebugConfig{Listen: address})
	if err := taken.Start(t.Context()); err == nil || !strings.HasPrefix(err.Error(), "debug.listen: ") {
		t.Errorf("a taken address: %v", err)
	}
	if err := p.Stop(t.Context()); err != nil {
		t.Error(err)
	}
	off := newProfiler(DebugConfig{})
	if err := off.Start(t.Context()); err != nil {
		t.Error(err)
	}
	if err := off.Stop(t.Context()); err != nil {
		t.Error(err)
	}
}

func freeAddress(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}
