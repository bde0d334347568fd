// Command discordd runs package discordtest as a process of its own and drives
// load through it, so that a bot can be measured over real sockets.
//
// The first line it prints is JSON with the address and keys for the bot. Then
// it follows a script, from -do or else from standard input, one command a
// line or between semicolons, and prints one line of JSON for each:
//
//	ready              wait until every shard is connected and has its servers
//	endpoint URL       send interactions there instead of through the gateway
//	load N C           N interactions, C under way at a time
//	run DURATION C     the same for a time
//	storm N            N interactions at once
//	hold DURATION      serve quietly for a time
//	quit               end
package main

import (
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"feyre/bot/discordtest"
)

func main() {
	debug.SetGCPercent(400) // the bot needs the processor more than this needs the memory
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "discordd:", err)
		stop()
		os.Exit(1)
	}
}

// settings are the flags.
type settings struct {
	server   discordtest.Options
	seed     string
	script   string
	command  string
	option   string
	users    int
	patience time.Duration
}

func parse(args []string) (settings, error) {
	var s settings
	flags := flag.NewFlagSet("discordd", flag.ContinueOnError)
	flags.StringVar(&s.server.Addr, "addr", "127.0.0.1:0", "loopback `address` to listen on")
	flags.StringVar(&s.server.Token, "token", discordtest.DefaultToken, "the bot token that is accepted")
	flags.StringVar(&s.seed, "seed", "", "`hex` seed of the signing key, 32 bytes; random if empty")
	flags.IntVar(&s.server.Guilds, "guilds", 1, "servers the bot is in")
	flags.IntVar(&s.server.GuildSize, "guild-size", 2048, "about how many bytes each GUILD_CREATE has")
	flags.IntVar(&s.server.ShardGuilds, "shard-guilds", 2500, "servers a shard may have")
	flags.IntVar(&s.server.Shards, "shards", 1, "shards to recommend and to wait for")
	flags.IntVar(&s.server.MaxConcurrency, "max-concurrency", 16, "sessions that may identify at a time")
	flags.DurationVar(&s.server.HeartbeatInterval, "heartbeat", 41250*time.Millisecond, "heartbeat interval")
	flags.DurationVar(&s.server.AnswerWithin, "answer-within", 3*time.Second, "how long an interaction waits for its answer")
	flags.StringVar(&s.command, "command", "ping", "the slash command to use")
	flags.StringVar(&s.option, "option", "", "its option, as `name=value`")
	flags.IntVar(&s.users, "users", 100_000, "how many users take turns")
	flags.DurationVar(&s.patience, "patience", 10*time.Second, "when an unanswered interaction counts as lost")
	flags.StringVar(&s.script, "do", "", "script to follow instead of standard input")
	if err := flags.Parse(args); err != nil {
		return s, err
	}
	s.server.KeepRequests, s.server.ForgetMessages = -1, true
	return s, s.loadKey()
}

func (s *settings) loadKey() error {
	if s.seed == "" {
		return nil
	}
	seed, err := hex.DecodeString(s.seed)
	if err != nil || len(seed) != ed25519.SeedSize {
		return fmt.Errorf("-seed: want %d bytes in hex", ed25519.SeedSize)
	}
	s.server.SigningKey = ed25519.NewKeyFromSeed(seed)
	return nil
}

func run(ctx context.Context, args []string, in io.Reader, out io.Writer) error {
	s, err := parse(args)
	if err != nil {
		return err
	}
	server, err := discordtest.Start(s.server)
	if err != nil {
		return err
	}
	defer server.Close()
	lines := json.NewEncoder(out)
	if err := lines.Encode(map[string]any{
		"url": server.URL, "token": server.Token(), "application_id": server.ApplicationID(),
		"public_key": hex.EncodeToString(server.PublicKey),
	}); err != nil {
		return err
	}
	if s.script != "" {
		in = strings.NewReader(s.script)
	}
	d := &driver{server: server, settings: s}
	return d.follow(ctx, in, lines)
}
