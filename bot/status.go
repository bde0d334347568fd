package bot

import (
	"context"
	"errors"
	"time"
)

// Fatal delivers the error that ends the bot, if one does: a *FatalError. The one who started the Bot then stops it.
func (b *Bot) Fatal() <-chan error { return b.fatal }

// Ready is nil when interactions arrive, and otherwise says why they don't, or not all.
func (b *Bot) Ready() error {
	switch {
	case !b.up.Load():
		return errors.New("not running")
	case b.config.Gateway:
		return b.shards.trouble()
	default:
		return nil
	}
}

// Latency is the mean time that Discord took to acknowledge the last heartbeat, over the shards of this process; 0 where unknown.
func (b *Bot) Latency() time.Duration { return b.shards.latency() }

// Shards is how many shards of this process are ready, and how many it has.
func (b *Bot) Shards() (ready, all int) {
	b.shards.each(func(s *shard) {
		all++
		if s.trouble() == nil {
			ready++
		}
	})
	return ready, all
}

// Servers is how many servers the bot is in, over all its processes as far as Discord counts them, or else those of this process.
func (b *Bot) Servers() int {
	return max(int(b.servers.Load()), b.shards.guilds())
}

// census asks Discord from time to time in how many servers the bot is.
func (b *Bot) census(ctx context.Context) {
	for {
		pause := b.timing.Census
		app, err := b.rest.application(ctx)
		var fatal *FatalError
		switch {
		case errors.As(err, &fatal):
			b.die(fatal)
			return
		case err == nil:
			b.servers.Store(int64(app.Servers))
		case ctx.Err() == nil:
			b.log.Warn("can't ask Discord for the number of servers", "error", err)
			pause /= 60
		}
		if sleep(ctx, pause) != nil {
			return
		}
	}
}
