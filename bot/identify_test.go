package bot

import (
	"context"
	"testing"
	"time"

	"feyre/bot/discordtest"
)

func TestShards(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name   string
		shards int
		ids    string
		want   []int
	}{
		{"recommended", 0, "", []int{0, 1, 2, 3}},
		{"own number", 2, "", []int{0, 1}},
		{"some of many", 8, "1-2,7", []int{1, 2, 7}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := newRig(t, discordtest.Options{Shards: 4, MaxConcurrency: 2, Guilds: 40}, newFakeBus(), func(o *Options) {
				o.Config.Shards, o.Config.ShardIDs = test.shards, test.ids
			})
			r.launch(t)
			for _, id := range test.want {
				if _, err := r.discord.Gateway.WaitReady(patient(t), id); err != nil {
					t.Fatal(err)
				}
			}
			waitFor(t, func() bool { return r.bot.Ready() == nil })
			if ready, all := r.bot.Shards(); ready != len(test.want) || all != len(test.want) {
				t.Errorf("%d of %d shards ready, want %d", ready, all, len(test.want))
			}
			if n := len(r.discord.Gateway.Identifies()); n != len(test.want) {
				t.Errorf("%d identifies for %d shards", n, len(test.want))
			}
		})
	}
}

// The server refuses identifies that come faster than it allows; none may be.
func TestIdentifiesArePaced(t *testing.T) {
	t.Parallel()
	const window = 40 * time.Millisecond
	r := newRig(t, discordtest.Options{Shards: 6, MaxConcurrency: 2, IdentifyWindow: window}, newFakeBus(), func(o *Options) {
		o.Timing.Identify = 10 * window // far enough apart for a busy machine, too
	})
	r.launch(t)
	for id := range 6 {
		if _, err := r.discord.Gateway.WaitReady(patient(t), id); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(r.discord.Gateway.Identifies()); n != 6 {
		t.Errorf("%d identifies for 6 shards: some came too early", n)
	}
}

// As many shards as Discord lets identify at once do; one bucket for all would hold the second back for an hour.
func TestIdentifiesSideBySide(t *testing.T) {
	t.Parallel()
	r := newRig(t, discordtest.Options{Shards: 16, MaxConcurrency: 16}, newFakeBus(), func(o *Options) { o.Timing.Identify = time.Hour })
	r.launch(t)
	for id := range 16 {
		if _, err := r.discord.Gateway.WaitReady(patient(t), id); err != nil {
			t.Fatal(err)
		}
	}
}

func TestIdentifyWaitsAtTheGate(t *testing.T) {
	t.Parallel()
	open := make(chan struct{})
	asked := make(chan string, 1)
	gate := gateFunc(func(ctx context.Context, bucket string, _ time.Duration) error {
		select {
		case asked <- bucket:
		default:
		}
		select {
		case <-open:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	})
	r := newRig(t, discordtest.Options{MaxConcurrency: 16, HeartbeatInterval: 150 * time.Millisecond}, newFakeBus(), func(o *Options) {
		o.Gate, o.Config.Shards, o.Config.ShardIDs = gate, 32, "19"
	})
	r.launch(t)
	if bucket := <-asked; bucket != "3" {
		t.Errorf("shard 19 of max_concurrency 16 has bucket %q, want 3", bucket)
	}
	if err := r.discord.Gateway.WaitHeartbeats(patient(t), 2); err != nil {
		t.Fatalf("no heartbeats while waiting to identify: %v", err)
	}
	if n := len(r.discord.Gateway.Identifies()); n != 0 {
		t.Errorf("identified %d times before the gate opened", n)
	}
	close(open)
	if _, err := r.discord.Gateway.WaitReady(patient(t), 19); err != nil {
		t.Fatal(err)
	}
}

func TestIdentifyBudget(t *testing.T) {
	t.Parallel()
	var b identifyBudget
	now := time.Now()
	b.refill(2, 1000, now.Add(time.Hour))
	for range 2 {
		if wait := b.try(now); wait != 0 {
			t.Fatalf("have to wait %v although some are left", wait)
		}
	}
	if wait := b.try(now); wait != time.Hour {
		t.Errorf("none left: wait %v, want until the reset", wait)
	}
	if wait := b.try(now.Add(time.Hour)); wait != 0 {
		t.Errorf("after the reset: wait %v", wait)
	}
}

func TestIdentity(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		mentions bool
		intents  int
	}{
		{true, discordtest.IntentGuildMessages | discordtest.IntentDirectMessages},
		{false, 0},
	} {
		r := newRig(t, discordtest.Options{}, newFakeBus(), func(o *Options) { o.Config.Mentions = test.mentions })
		session := r.start(t)
		if session.Intents != test.intents {
			t.Errorf("mentions %v: intents %d, want %d", test.mentions, session.Intents, test.intents)
		}
		presence := r.discord.Gateway.Presences()
		if len(presence) != 1 || presence[0].Activities[0].Name != "feyre.io | /help" {
			t.Errorf("presence %+v", presence)
		}
	}
}

// gateFunc is an IdentifyGate that other processes share, as far as the bot knows.
type gateFunc func(ctx context.Context, bucket string, every time.Duration) error

func (f gateFunc) Identify(ctx context.Context, bucket string, every time.Duration) error {
	return f(ctx, bucket, every)
}
