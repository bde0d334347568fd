package app

import (
	"context"
	"errors"
	"log/slog"
	"net"

	"feyre/backend"
	"feyre/backend/text"
	"feyre/bot"

	"github.com/prometheus/client_golang/prometheus"
	"go.opentelemetry.io/otel/trace"
)

// discord runs the Discord face.
type discord struct{ bot *bot.Bot }

// discordOptions are what the face is made of.
type discordOptions struct {
	config     bot.Config
	bus        backend.Bus
	catalog    *text.Catalog
	logger     *slog.Logger
	registerer prometheus.Registerer
	tracer     trace.TracerProvider
	shared     liveStore // nil where this process has no store
}

// newDiscord makes the face and tells the parts that ask about it.
func newDiscord(o discordOptions, face *face) (*discord, error) {
	options := bot.Options{
		Config: o.config, Bus: o.bus, Catalog: o.catalog,
		Logger: o.logger, Registerer: o.registerer, Tracer: o.tracer,
	}
	if o.shared != nil {
		options.Gate, options.Replays, options.Sticky = o.shared, o.shared, o.shared
	}
	made, err := bot.New(options)
	if err != nil {
		return nil, &Failure{Usage: true, Sentence: err.Error(), Err: err}
	}
	face.bot.Store(made)
	return &discord{bot: made}, nil
}

// Start begins to take interactions.
func (d *discord) Start(ctx context.Context) error {
	if d.bot == nil {
		return nil
	}
	return d.bot.Start(ctx)
}

// Stop takes no more interactions and answers those in flight.
func (d *discord) Stop(ctx context.Context) error {
	if d.bot == nil {
		return nil
	}
	return d.bot.Stop(ctx)
}

// fatal delivers what ends the face for good, if anything does.
func (d *discord) fatal() <-chan error {
	if d.bot == nil {
		return nil
	}
	return d.bot.Fatal()
}

// discordFailure puts what Discord refused in words.
func discordFailure(err error) error {
	var fatal *bot.FatalError
	if errors.As(err, &fatal) {
		return &Failure{Sentence: fatal.Sentence, Try: fatal.Try, Err: err}
	}
	var network net.Error
	if errors.As(err, &network) {
		return &Failure{Sentence: "Discord can't be reached: " + unwrapped(err).Error(), Try: "check the network, and discord.api_url", Err: err}
	}
	return err
}

// errNoToken tells how to get a token.
func errNoToken() error {
	return &Failure{
		Usage: true, Err: bot.ErrNoToken,
		Sentence: "the bot needs a token: discord.token is empty",
		Try: "make an application at https://discord.com/developers/applications, copy the token from Bot, and set FEYRE_DISCORD_TOKEN; " +
			"feyre play needs none",
	}
}
