package main

import (
	"context"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"feyre/bot/discordtest"
)

// driver uses a bot through a Discord.
type driver struct {
	server   *discordtest.Server
	settings settings
	users    atomic.Int64
}

// ready waits for all shards and their servers.
func (d *driver) ready(ctx context.Context) (any, error) {
	start := time.Now()
	for shard := range d.settings.server.Shards {
		session, err := d.server.Gateway.WaitReady(ctx, shard)
		if err != nil {
			return nil, err
		}
		if err := session.WaitGuilds(ctx); err != nil {
			return nil, err
		}
	}
	return map[string]any{
		"phase": "ready", "shards": d.settings.server.Shards, "guilds": d.settings.server.Guilds,
		"seconds": time.Since(start).Seconds(),
	}, nil
}

// counted lets n interactions pass.
func counted(n int) func() bool {
	var used atomic.Int64
	return func() bool { return used.Add(1) <= int64(n) }
}

// until lets interactions pass until a time.
func until(end time.Time) func() bool {
	return func() bool { return time.Now().Before(end) }
}

// load keeps a number of interactions under way while next says so.
func (d *driver) load(ctx context.Context, phase string, workers int, next func() bool) (*report, error) {
	already := d.server.Refusals(discordtest.CodeAlreadyAcknowledged)
	samples := make([]sample, workers)
	var group sync.WaitGroup
	start := time.Now()
	for n := range samples {
		group.Go(func() {
			for next() && ctx.Err() == nil {
				d.use(ctx, &samples[n])
			}
		})
	}
	group.Wait()
	r := summarize(phase, samples, time.Since(start))
	r.Twice = d.server.Refusals(discordtest.CodeAlreadyAcknowledged) - already
	return r, ctx.Err()
}

// use sends one interaction and waits for its answer.
func (d *driver) use(ctx context.Context, s *sample) {
	ctx, cancel := context.WithTimeout(ctx, d.settings.patience)
	defer cancel()
	s.sent++
	i, err := d.server.Slash(ctx, d.from(), d.settings.command, d.args())
	if err != nil {
		s.fail(err)
		return
	}
	select {
	case <-i.Done():
		s.latencies = append(s.latencies, i.Response().At.Sub(i.Created))
	case <-ctx.Done():
		s.fail(ctx.Err())
	}
}

// from makes users and servers take turns.
func (d *driver) from() discordtest.From {
	n := int(d.users.Add(1))
	return discordtest.From{
		User:    discordtest.Player(n % max(1, d.settings.users)),
		GuildID: discordtest.GuildID(n % max(1, d.settings.server.Guilds)),
	}
}

func (d *driver) args() discordtest.Args {
	name, value, ok := strings.Cut(d.settings.option, "=")
	if !ok {
		return nil
	}
	return discordtest.Args{name: value}
}
