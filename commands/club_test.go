package commands

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"sync"
	"testing"
	"time"

	"feyre/backend"
	"feyre/backend/text"
	"feyre/bot"
	"feyre/bot/discordtest"
	"feyre/commands/health"
	"feyre/dice"
	"feyre/dice/odds"
	"feyre/internal/chart"
	"feyre/store/embedded"
)

// patience bounds every wait; one that ends by it has failed.
const patience = 20 * time.Second

// healthy is a Feyre without parts.
type healthy struct{}

func (healthy) Check(context.Context) []health.Part {
	return []health.Part{{Name: text.HealthStore, OK: true}}
}

// club is every command on a Discord of its own.
type club struct {
	*testing.T
	discord *discordtest.Server
	live    *embedded.Store
	log     *record
}

// record is a log that may be read while it is written.
type record struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (r *record) Write(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.buf.Write(p)
}

func (r *record) String() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.buf.String()
}

func newClub(t *testing.T) *club {
	t.Helper()
	c := &club{T: t, discord: discordtest.New(t, discordtest.Options{Guilds: 1}), live: embedded.Memory(embedded.Options{}), log: &record{}}
	t.Cleanup(func() { _ = c.live.Close() })
	catalog := text.New()
	all := All(Deps{Catalog: catalog, Roller: dice.NewRoller(dice.DefaultLimits()), Store: c.live, Health: healthy{}, Odds: odds.NewCache(odds.DefaultBudget()), Paint: chart.PNG})
	config := bot.DefaultConfig()
	config.Token, config.APIURL = c.discord.Token(), c.discord.URL
	if _, err := bot.Register(t.Context(), bot.Registration{Config: config, Commands: all, Catalog: catalog}); err != nil {
		t.Fatal(err)
	}
	limits := backend.DefaultConfig()
	limits.Rate = 0
	bus, err := backend.NewController(backend.ControllerOptions{Config: limits, Commands: all, Catalog: catalog, Recorder: c.live})
	if err != nil {
		t.Fatal(err)
	}
	face, err := bot.New(bot.Options{
		Config: config, Bus: bus, Catalog: catalog, Logger: slog.New(slog.NewTextHandler(c.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
		Timing: bot.Timing{Identify: time.Millisecond, Reconnect: time.Millisecond},
	})
	if err != nil {
		t.Fatal(err)
	}
	c.run(face)
	return c
}

func (c *club) run(face *bot.Bot) {
	c.Helper()
	if err := face.Start(c.Context()); err != nil {
		c.Fatal(err)
	}
	c.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(c.Context()), patience)
		defer cancel()
		if err := face.Stop(ctx); err != nil {
			c.Errorf("stop: %v", err)
		}
	})
	if _, err := c.discord.Gateway.WaitReady(c.patient(), 0); err != nil {
		c.Fatal(err)
	}
}

func (c *club) patient() context.Context {
	ctx, cancel := context.WithTimeout(c.Context(), patience)
	c.Cleanup(cancel)
	return ctx
}

// told is what Discord shows of an interaction's answer, as JSON.
func (c *club) told(i *discordtest.Interaction, err error) (*discordtest.Message, string) {
	c.Helper()
	if err != nil {
		c.Fatal(err)
	}
	if _, err := i.Wait(c.patient()); err != nil {
		c.Fatalf("%v; log:\n%s", err, c.log)
	}
	message := i.Response().Message
	if message == nil || message.Content == "" && len(message.Embeds) == 0 {
		if message, err = i.WaitMessage(c.patient()); err != nil {
			c.Fatalf("%v; log:\n%s", err, c.log)
		}
	}
	var shown bytes.Buffer
	coder := json.NewEncoder(&shown)
	coder.SetEscapeHTML(false)
	if err := coder.Encode(message); err != nil {
		c.Fatal(err)
	}
	return message, shown.String()
}
