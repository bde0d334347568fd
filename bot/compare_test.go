package bot

import (
	"context"
	"os"
	"os/signal"
	"path/filepath"
	"runtime/pprof"
	"syscall"
	"testing"

	"feyre/backend"
	"feyre/backend/reply"
	"feyre/backend/text"
	"feyre/internal/collector"
)

// ponger answers "pong" and keeps nothing.
type ponger struct{ *fakeBus }

func (ponger) Handle(context.Context, backend.Request) reply.Reply {
	return reply.Reply{Body: reply.Lines("pong")}
}

// pong is this package's bot with nothing behind it, in a process of its own, until it is told to end.
func pong() int {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	defer profile()()
	collector.Tune() // as the program does
	config := DefaultConfig()
	config.Token, config.APIURL = os.Getenv("DISCORD_TOKEN"), os.Getenv("DISCORD_URL")
	bot, err := New(Options{Config: config, Bus: ponger{newFakeBus()}, Catalog: text.New()})
	if err != nil || bot.Start(ctx) != nil {
		return 1
	}
	<-ctx.Done()
	if bot.Stop(context.WithoutCancel(ctx)) != nil {
		return 1
	}
	return 0
}

// profileVariable names a file that the bot's processor profile is written to.
const profileVariable = "FEYRE_BENCH_PROFILE"

// profile begins to write a profile, where one is asked for, and returns what ends it.
func profile() (stop func()) {
	file, err := os.Create(os.Getenv(profileVariable))
	if err != nil {
		return func() {}
	}
	if err := pprof.StartCPUProfile(file); err != nil {
		panic(err)
	}
	return func() {
		pprof.StopCPUProfile()
		_ = file.Close()
	}
}

// BenchmarkBots measures bots that answer "pong" and do nothing else: this one, arikawa's own loop, discordgo and discord.js.
func BenchmarkBots(b *testing.B) {
	loadOnly(b)
	pong := []string{childVariable + "=pong", profileVariable + "=" + os.Getenv(profileVariable)}
	others, err := filepath.Abs("../internal/testdeps/discordbots")
	if err != nil {
		b.Fatal(err)
	}
	discordd := build(b, ".", "./discordtest/discordd")
	for _, bot := range []struct {
		name   string
		binary func(*testing.B) string
		args   []string
		env    []string
	}{
		{"feyre", func(*testing.B) string { return os.Args[0] }, nil, pong},
		{"floor", func(b *testing.B) string { return build(b, others, "./floor") }, nil, nil},
		{"arikawa", func(b *testing.B) string { return build(b, others, "./arikawa") }, nil, nil},
		{"discordgo", func(b *testing.B) string { return build(b, others, "./discordgo") }, nil, nil},
		{"discord.js", func(*testing.B) string { return "node" }, []string{filepath.Join(others, "discordjs.mjs")}, nil},
	} {
		b.Run(bot.name, func(b *testing.B) {
			d := startDiscord(b, discordd, "-guilds", "1000")
			pid := startBot(b, d, bot.env, bot.binary(b), bot.args...)
			d.do(b, "ready")
			d.do(b, "load 2000 64") // until everything is warm
			b.ResetTimer()
			measure(b, d, pid, b.N, 64)
		})
	}
}
