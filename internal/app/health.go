package app

import (
	"context"
	"errors"
	"fmt"
	"net"
	"time"

	"feyre/backend/text"
	"feyre/bot"
	commandhealth "feyre/commands/health"
	"feyre/internal/web"
	"feyre/syncer"
)

// checkTimeout bounds a look at one part.
const checkTimeout = time.Second

// pinger is a store that tells whether it can be reached.
type pinger interface {
	Ping(ctx context.Context) error
}

// mirrorState is what is known of the mirror.
type mirrorState interface {
	Trusted() bool
	Status(ctx context.Context) (syncer.Status, error)
}

// health looks at the parts, for /health and for /readyz. A nil part is off in this process.
type health struct {
	store  pinger
	mirror mirrorState
	// believed tells whether the store's documents can be; nil: always.
	believed func() bool
	face     *face
}

// Check tells the state of every part to a person.
func (h *health) Check(ctx context.Context) []commandhealth.Part {
	parts := []commandhealth.Part{{Name: text.HealthStore, OK: h.ping(ctx) == nil}, h.archive(ctx)}
	if h.face == nil {
		return append(parts, commandhealth.Part{Name: text.HealthGateway, Off: true})
	}
	ready, all := h.face.shards()
	return append(parts, commandhealth.Part{
		Name: text.HealthGateway, OK: h.face.ready() == nil, Detail: text.HealthShards, Args: []any{ready, all},
	})
}

func (h *health) archive(ctx context.Context) commandhealth.Part {
	part := commandhealth.Part{Name: text.HealthArchive, Off: h.mirror == nil}
	if part.Off {
		return part
	}
	ctx, cancel := context.WithTimeout(ctx, checkTimeout)
	defer cancel()
	status, err := h.mirror.Status(ctx)
	part.OK = err == nil && status.Problem == "" && status.Trusted
	switch {
	case status.LastPass.IsZero():
		part.Detail = text.HealthWaiting
	default:
		part.Detail, part.Args = text.HealthSynced, []any{short(status.Age.Round(time.Second))}
	}
	return part
}

// Ready tells machines which part keeps this process from serving. Reasons hold no error texts, which may hold addresses.
func (h *health) Ready(ctx context.Context) []web.Check {
	var checks []web.Check
	add := func(name string, ok bool, reason string) {
		if ok {
			reason = ""
		}
		checks = append(checks, web.Check{Name: name, OK: ok, Reason: reason})
	}
	if h.store != nil {
		add("store", h.ping(ctx) == nil, "the store can't be reached")
	}
	if believed := h.believed == nil || h.believed(); h.mirror != nil || !believed {
		add("sync", believed, "the archive was not restored yet")
	}
	if h.face != nil {
		err := h.face.ready()
		add("gateway", err == nil, h.faceReason(err))
	}
	return checks
}

// faceReason is why Discord's interactions don't arrive, without the texts of errors.
func (h *health) faceReason(err error) string {
	var (
		fatal   *bot.FatalError
		network net.Error
	)
	switch {
	case errors.As(err, &fatal):
		return fatal.Sentence
	case errors.As(err, &network):
		return "Discord can't be reached"
	}
	ready, all := h.face.shards()
	if all == 0 {
		return "not connected to Discord"
	}
	return fmt.Sprintf("%d of %d shards are connected to Discord", ready, all)
}

func (h *health) ping(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, checkTimeout)
	defer cancel()
	return h.store.Ping(ctx)
}
