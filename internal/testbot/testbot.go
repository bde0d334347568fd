// Package testbot runs commands on a Discord of their own, for tests.
package testbot

import (
	"bytes"
	"context"
	"log/slog"
	"sync"
	"testing"
	"time"

	"feyre/backend"
	"feyre/backend/text"
	"feyre/bot"
	"feyre/bot/discordtest"
)

// patience bounds every wait; one that ends by it has failed.
const patience = 20 * time.Second

// Bot is a bot that is connected to a Discord with one server.
type Bot struct {
	*testing.T
	Discord *discordtest.Server
	// Log is all that the bot logs.
	Log *Log
}

// Start registers the commands and connects a bot that answers them, without a limit of how much one person may ask. recorder may
// be nil. Both end with the test.
func Start(t *testing.T, commands []backend.Command, catalog *text.Catalog, recorder backend.Recorder) *Bot {
	t.Helper()
	b := &Bot{T: t, Discord: discordtest.New(t, discordtest.Options{Guilds: 1}), Log: &Log{}}
	config := bot.DefaultConfig()
	config.Token, config.APIURL = b.Discord.Token(), b.Discord.URL
	if _, err := bot.Register(t.Context(), bot.Registration{Config: config, Commands: commands, Catalog: catalog}); err != nil {
		t.Fatal(err)
	}
	limits := backend.DefaultConfig()
	limits.Rate = 0
	bus, err := backend.NewController(backend.ControllerOptions{Config: limits, Commands: commands, Catalog: catalog, Recorder: recorder})
	if err != nil {
		t.Fatal(err)
	}
	face, err := bot.New(bot.Options{
		Config: config, Bus: bus, Catalog: catalog, Logger: slog.New(slog.NewTextHandler(b.Log, &slog.HandlerOptions{Level: slog.LevelDebug})),
		Timing: bot.Timing{Identify: time.Millisecond, Reconnect: time.Millisecond},
	})
	if err != nil {
		t.Fatal(err)
	}
	b.run(face)
	return b
}

func (b *Bot) run(face *bot.Bot) {
	b.Helper()
	if err := face.Start(b.Context()); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(b.Context()), patience)
		defer cancel()
		if err := face.Stop(ctx); err != nil {
			b.Errorf("stop: %v", err)
		}
	})
	if _, err := b.Discord.Gateway.WaitReady(b.Patient(), 0); err != nil {
		b.Fatal(err)
	}
}

// Patient is a context for one wait.
func (b *Bot) Patient() context.Context {
	ctx, cancel := context.WithTimeout(b.Context(), patience)
	b.Cleanup(cancel)
	return ctx
}

// Answered waits for the first answer to an interaction.
func (b *Bot) Answered(i *discordtest.Interaction, err error) *discordtest.Interaction {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
	if _, err := i.Wait(b.Patient()); err != nil {
		b.Fatalf("%v; log:\n%s", err, b.Log)
	}
	return i
}

// Said is what an interaction was answered, also where it was deferred first.
func (b *Bot) Said(i *discordtest.Interaction) *discordtest.Message {
	b.Helper()
	m, err := i.WaitMessage(b.Patient())
	if err != nil {
		b.Fatalf("%v; log:\n%s", err, b.Log)
	}
	return m
}

// Log may be read while it is written.
type Log struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

// Write adds to the log.
func (l *Log) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

// String is what was logged so far.
func (l *Log) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}
