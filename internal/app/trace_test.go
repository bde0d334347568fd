package app

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"feyre/bot/discordtest"
	"feyre/internal/testredis"

	collector "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	sent "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/protobuf/proto"
)

// receiver takes traces as an OTLP collector does.
type receiver struct {
	server *httptest.Server

	mu       sync.Mutex
	spans    []*sent.Span
	services []string
}

func newReceiver(t *testing.T) *receiver {
	t.Helper()
	r := &receiver{}
	r.server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		var batch collector.ExportTraceServiceRequest
		body, err := io.ReadAll(request.Body)
		if err != nil || proto.Unmarshal(body, &batch) != nil || request.URL.Path != tracePath {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		r.take(&batch)
	}))
	t.Cleanup(r.server.Close)
	return r
}

func (r *receiver) take(batch *collector.ExportTraceServiceRequest) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, resource := range batch.GetResourceSpans() {
		for _, attribute := range resource.GetResource().GetAttributes() {
			if attribute.GetKey() == "service.name" {
				r.services = append(r.services, attribute.GetValue().GetStringValue())
			}
		}
		for _, scope := range resource.GetScopeSpans() {
			r.spans = append(r.spans, scope.GetSpans()...)
		}
	}
}

// children returns the one span without a parent that has a name, and the names of those below it.
func (r *receiver) children(root string) (found *sent.Span, names []string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, span := range r.spans {
		if span.GetName() == root && len(span.GetParentSpanId()) == 0 {
			found = span
		}
	}
	for _, span := range r.spans {
		if found != nil && string(span.GetParentSpanId()) == string(found.GetSpanId()) {
			names = append(names, span.GetName())
		}
	}
	slices.Sort(names)
	return found, slices.Compact(names)
}

func TestARequestIsTracedToTheStoreAndBack(t *testing.T) {
	for name, child := range map[string]string{storeEmbedded: "store ", storeRedis: "redis "} {
		t.Run(name, func(t *testing.T) {
			config := Default()
			config.Store.Kind, config.Store.Path = name, filepath.Join(t.TempDir(), "feyre.db")
			if name == storeRedis {
				config.Store.Redis.Addrs = []string{testredis.Start(t, testredis.Options{}).Addr()}
			}
			r := newReceiver(t)
			config.Trace.Endpoint = r.server.URL
			serveOnce(t, config, "character/list")
			root, names := r.children("discord character")
			if root == nil {
				t.Fatalf("no span of the request among %v", r.spans)
			}
			if root.GetKind() != sent.Span_SPAN_KIND_SERVER || !slices.Contains(r.services, "feyre") {
				t.Errorf("kind %v of %v", root.GetKind(), r.services)
			}
			for _, wanted := range []string{child, "rest "} {
				if !slices.ContainsFunc(names, func(name string) bool { return strings.HasPrefix(name, wanted) }) {
					t.Errorf("the request has the children %q, want one of %q", names, wanted)
				}
			}
			if told := fmt.Sprint(r.spans); strings.Contains(told, discordtest.DefaultToken) {
				t.Error("a span holds the token")
			}
		})
	}
}

// serveOnce runs the program until a slash command was answered.
func serveOnce(t *testing.T, config Config, path string) {
	t.Helper()
	discord := discordtest.New(t, discordtest.Options{Guilds: 1})
	config.Discord.Token, config.Discord.APIURL = discord.Token(), discord.URL
	config.Archive.Kind, config.Web.Listen = archiveNone, ""
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	serving, stop := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() {
		ended <- Serve(serving, Loaded{Config: config}, ServeOptions{Bot: true, Backend: true, Logger: slog.New(slog.DiscardHandler)})
	}()
	if _, err := discord.Gateway.WaitReady(ctx, 0); err != nil {
		t.Error(err)
	} else if asked, err := discord.Slash(ctx, discordtest.From{}, path, nil); err != nil {
		t.Error(err)
	} else if _, err := asked.Wait(ctx); err != nil {
		t.Error(err)
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
