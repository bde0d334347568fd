package app

import (
	"context"
	"log/slog"
	"slices"
	"testing"

	"go.uber.org/fx"
)

// fakePart notes what is done with it. Where waits is set, its start goes on until it is told to end.
type fakePart struct {
	name  string
	waits chan struct{}
	did   *[]string
}

func (p fakePart) Start(ctx context.Context) error {
	if p.waits != nil {
		close(p.waits)
		<-ctx.Done()
		return ctx.Err()
	}
	*p.did = append(*p.did, "start "+p.name)
	return nil
}

func (p fakePart) Stop(ctx context.Context) error {
	*p.did = append(*p.did, "stop "+p.name)
	return ctx.Err()
}

// Who is told to stop in the middle of a start stops what was started, with time to do so.
func TestStopWhileStarting(t *testing.T) {
	var did []string
	waits := make(chan struct{})
	ctx, stop := context.WithCancel(t.Context())
	graph := fx.New(fx.NopLogger, fx.Invoke(func(lifecycle fx.Lifecycle) {
		for _, p := range []fakePart{{"store", nil, &did}, {"syncer", nil, &did}, {"web", waits, &did}, {"face", nil, &did}} {
			lifecycle.Append(stage{p.name, p}.hook(ctx, slog.New(slog.DiscardHandler)))
		}
	}))
	go func() {
		<-waits
		stop()
	}()
	if err := start(ctx, graph); err == nil {
		t.Error("it started")
	}
	if want := []string{"start store", "start syncer", "stop syncer", "stop store"}; !slices.Equal(did, want) {
		t.Errorf("did %q, want %q", did, want)
	}
}
